use std::collections::BTreeMap;

use proptest::prelude::{Just, Strategy, prop_oneof, proptest};
use proptest::test_runner::Config;
use rusqlite::Connection;

use super::{OLDER, REST, ReadyProfile};
use crate::document::{BlockKind, DocumentBuilder, DocumentId, Title, TitleOrigin};
use crate::fact::FactSet;
use crate::import::Overrides;
use crate::source::Location;
use crate::store::incoming::{Incoming, Logged, Outcome};
use crate::store::sample::{Came, arrive, at, document, follow, put, store};
use crate::store::signatures::{candidates, frequencies};
use crate::store::store::Store;
use crate::store::story_words::{Word, words_of};
use crate::store::texts::TextDigest;
use crate::story::{Profile, Signature, StoryId};

/// Articles on three events; those of one have most words in common.
const FIRE: [&str; 3] = [
    "A warehouse fire in Lorvik killed two workers; the blaze began near a loading dock, firefighters said.",
    "Two workers died in the Lorvik warehouse fire. Firefighters said the blaze started at the loading dock.",
    "Lorvik mourns two workers killed when fire swept a warehouse; firefighters traced the blaze to the dock.",
];
const VOTE: [&str; 3] = [
    "Parliament in Quelara rejected the pension bill by nine votes after coalition rebels joined the opposition.",
    "The Quelara pension bill failed in parliament by nine votes as coalition rebels sided with the opposition.",
    "Coalition rebels sink the pension bill in the Quelara parliament, where the opposition won by nine votes.",
];
const COMET: &str = "Astronomers at the Ostrava observatory photographed a comet with a forked tail above the hills.";

/// Lets a version of the clusterer look at a document.
fn look(store: &Store, id: DocumentId, text: &str, version: u16) {
    let content = document(text);
    let profile = Profile::of(&content, &FactSet::default());
    let ready = ReadyProfile { document: id, text: TextDigest::of(&content), profile };
    store.assign(version, &[ready]).unwrap();
}

/// Adds a document and finds its story.
fn add(store: &Store, address: &str, text: &str) -> DocumentId {
    let id = put(store, address, text).id;
    look(store, id, text, 1);
    id
}

fn story(store: &Store, id: DocumentId) -> Option<StoryId> {
    store.story_of(id).unwrap().map(|story| story.id)
}

#[test]
fn the_second_article_on_an_event_makes_a_story_and_the_third_joins_it() {
    let (_folder, store) = store();
    let one = add(&store, "1", FIRE[0]);
    let other = add(&store, "2", VOTE[0]);
    assert_eq!((story(&store, one), story(&store, other)), (None, None));
    assert!(store.stories(None, 9).unwrap().is_empty());
    let two = add(&store, "3", FIRE[1]);
    let found = story(&store, one).unwrap();
    assert_eq!(story(&store, two), Some(found));
    let three = add(&store, "4", FIRE[2]);
    assert_eq!(story(&store, three), Some(found));
    assert_eq!(story(&store, other), None);
    let entries = store.story_entries(found, 9).unwrap();
    assert_eq!(entries.iter().map(|entry| entry.id).collect::<Vec<_>>(), [one, two, three]);
    assert!(entries.iter().all(|entry| entry.story == Some(found)));
}

#[test]
fn the_same_text_from_two_addresses_is_one_story() {
    let (_folder, store) = store();
    let (one, other) = (add(&store, "1", FIRE[0]), add(&store, "2", FIRE[0]));
    assert_eq!(story(&store, one), story(&store, other));
    assert!(story(&store, one).is_some());
}

#[test]
fn a_story_keeps_its_identity_while_articles_come_and_go() {
    let (_folder, store) = store();
    let ids: Vec<_> = FIRE.iter().map(|text| add(&store, text, text)).collect();
    let found = story(&store, ids[0]).unwrap();
    store.set_read(ids[1], true, at(1)).unwrap();
    let entry = store.story(found).unwrap().unwrap();
    assert_eq!((entry.members, entry.unread), (3, 2));
    store.remove(ids[0], at(1)).unwrap();
    assert_eq!(story(&store, ids[0]), None);
    assert_eq!(store.story(found).unwrap().unwrap().members, 2);
    store.remove(ids[1], at(1)).unwrap();
    assert_eq!(story(&store, ids[2]), None, "what is alone is in no story");
    assert_eq!(store.stories(None, 9).unwrap(), []);
    for which in [0, 1] {
        assert_eq!(put(&store, FIRE[which], FIRE[which]).outcome, Outcome::Restored);
    }
    assert_eq!(ids.iter().map(|id| story(&store, *id)).collect::<Vec<_>>(), [Some(found); 3]);
}

#[test]
fn a_new_revision_is_looked_at_again() {
    let (_folder, store) = store();
    let ids: Vec<_> = FIRE.iter().map(|text| add(&store, text, text)).collect();
    let found = story(&store, ids[0]);
    assert!(store.unclustered(1, None, 9).unwrap().is_empty());
    put(&store, FIRE[2], COMET);
    let waiting = store.unclustered(1, None, 9).unwrap();
    assert_eq!(waiting.iter().map(|place| place.document).collect::<Vec<_>>(), [ids[2]]);
    assert_eq!(story(&store, ids[2]), found, "it stays where it was until then");
    look(&store, ids[2], COMET, 1);
    assert_eq!(story(&store, ids[2]), None);
    assert_eq!(store.story(found.unwrap()).unwrap().unwrap().members, 2);
    put(&store, FIRE[2], FIRE[2]);
    look(&store, ids[2], FIRE[2], 1);
    assert_eq!(story(&store, ids[2]), found);
}

#[test]
fn a_text_that_is_another_by_now_is_left_out() {
    let (_folder, store) = store();
    let id = put(&store, "1", FIRE[0]).id;
    look(&store, id, FIRE[1], 1);
    assert_eq!(store.unclustered(1, None, 9).unwrap().len(), 1);
}

#[test]
fn what_an_older_clusterer_looked_at_is_found_again() {
    let (_folder, store) = store();
    let ids: Vec<_> = (0..4).map(|which| put(&store, &which.to_string(), FIRE[0]).id).collect();
    look(&store, ids[1], FIRE[0], 1);
    look(&store, ids[2], FIRE[0], 2);
    let waiting = |version, after| -> Vec<DocumentId> {
        let places = store.unclustered(version, after, 9).unwrap();
        places.iter().map(|place| place.document).collect()
    };
    assert_eq!(waiting(2, None), [ids[1], ids[3], ids[0]]);
    let first = store.unclustered(2, None, 1).unwrap()[0];
    assert_eq!(waiting(2, Some(first)), [ids[3], ids[0]]);
    assert!(store.is_clustered(ids[2], 2).unwrap() && !store.is_clustered(ids[1], 2).unwrap());
}

#[test]
fn the_users_word_outlives_texts_and_clusterers() {
    let (_folder, store) = store();
    let fire = add(&store, "1", FIRE[0]);
    let comet = add(&store, "2", COMET);
    let votes: Vec<_> = VOTE.iter().map(|text| add(&store, text, text)).collect();
    store.join_stories(&[fire, comet], at(1)).unwrap();
    store.split_from_story(votes[1], at(2)).unwrap();
    let check = || {
        assert!(story(&store, fire).is_some());
        assert_eq!(story(&store, fire), story(&store, comet));
        assert_eq!(story(&store, votes[1]), None);
        assert!(story(&store, votes[0]).is_some());
        assert_eq!(story(&store, votes[0]), story(&store, votes[2]));
    };
    check();
    look(&store, comet, COMET, 2);
    look(&store, votes[1], VOTE[1], 2);
    check();
    for (address, text) in [("1", FIRE[2]), (VOTE[1], VOTE[2])] {
        let id = put(&store, address, text).id;
        look(&store, id, text, 2);
    }
    check();
    for id in [comet, votes[1]] {
        store.remove(id, at(3)).unwrap();
    }
    put(&store, "2", COMET);
    put(&store, VOTE[1], VOTE[2]);
    check();
}

#[test]
fn a_join_after_a_split_is_remembered_of_every_article() {
    let (_folder, store) = store();
    let mut ids: Vec<_> = VOTE.iter().map(|text| add(&store, text, text)).collect();
    ids.sort_unstable();
    for first in [ids[0], ids[2]] {
        let other = ids[1];
        store.split_from_story(first, at(1)).unwrap();
        store.join_stories(&[first, other], at(2)).unwrap();
        let words = store.read(|connection| words_of(connection, first)).unwrap();
        let together = |id: &DocumentId| words.contains(&(*id, Word::Together));
        assert!(ids.iter().filter(|id| **id != first).all(together), "{words:?}");
    }
}

#[test]
fn what_its_companions_have_left_goes_to_others_on_its_event() {
    let (_folder, store) = store();
    let ids: Vec<_> = VOTE.iter().map(|text| add(&store, text, text)).collect();
    let lone = add(&store, "lone", COMET);
    let other = add(&store, "other", COMET);
    let before = story(&store, lone).unwrap();
    store.remove(other, at(1)).unwrap();
    look(&store, lone, COMET, 1);
    put(&store, "other", COMET);
    assert_eq!(
        story(&store, lone),
        Some(before),
        "it stays where it was while there is nothing else"
    );
    store.remove(other, at(2)).unwrap();
    put(&store, "lone", VOTE[0]);
    look(&store, lone, VOTE[0], 1);
    assert_eq!(story(&store, lone), story(&store, ids[0]));
    assert!(story(&store, lone).is_some());
}

#[test]
fn a_story_is_not_called_what_none_of_its_articles_is_called_any_more() {
    let (_folder, store) = store();
    let add = |address: &str, title: &str, text: &str| -> DocumentId {
        let mut builder = DocumentBuilder::new();
        builder.simple(BlockKind::Paragraph, text);
        let origin = TitleOrigin::Stated;
        builder.metadata().title = Some(Title { text: title.to_owned(), origin });
        let content = builder.finish().unwrap();
        let place = Location::Url(address.to_owned());
        let bytes = format!("{title}: {text}");
        let profile = Profile::of(&content, &FactSet::default());
        let text = TextDigest::of(&content);
        let given = Overrides::default();
        let incoming = Incoming::new(place, address, bytes.as_bytes(), 1, content, given).unwrap();
        let document = store.put(&incoming, Logged::Yes, at(0)).unwrap().id;
        store.assign(1, &[ReadyProfile { document, text, profile }]).unwrap();
        document
    };
    let ids = [
        add("0", "Warehouse fire kills two in Lorvik", FIRE[0]),
        add("1", "Lorvik warehouse fire kills two workers", FIRE[1]),
        add("2", "Two killed in Lorvik warehouse fire", FIRE[2]),
    ];
    let found = story(&store, ids[0]).unwrap();
    let title = || store.story(found).unwrap().unwrap().title;
    let named =
        || store.story_entries(found, 9).unwrap().into_iter().find(|it| it.title == title());
    let first = named().unwrap();
    let which = ids.iter().position(|id| *id == first.id).unwrap();
    add(&which.to_string(), "Lorvik fire: warehouse workers are mourned", FIRE[which]);
    assert_ne!(title(), first.title);
    let second = named().unwrap();
    store.remove(second.id, at(1)).unwrap();
    assert_ne!(title(), second.title);
    assert!(named().is_some());
}

#[test]
fn a_story_outlives_signatures_of_another_version() {
    let (_folder, store) = store();
    let ids = [add(&store, "0", FIRE[0]), add(&store, "1", FIRE[1])];
    let found = story(&store, ids[0]).unwrap();
    add(&store, "2", COMET);
    // An older clusterer made what nothing can be compared with now.
    let sql =
        "UPDATE signatures SET part = (SELECT part FROM signatures ORDER BY document DESC LIMIT 1)";
    store.write(|connection| Ok(connection.execute(sql, [])?)).unwrap();
    for (id, text) in ids.into_iter().zip(FIRE) {
        look(&store, id, text, 2);
        assert_eq!(story(&store, id), Some(found));
    }
}

#[test]
fn a_story_with_a_name_holds_its_articles() {
    let (_folder, store) = store();
    let ids = [add(&store, "0", FIRE[0]), add(&store, "1", FIRE[1])];
    let found = story(&store, ids[0]).unwrap();
    store.rename_story(found, "The fire", at(1)).unwrap();
    put(&store, "1", COMET);
    look(&store, ids[1], COMET, 1);
    assert_eq!(
        store.story_of(ids[1]).unwrap().map(|story| story.title).as_deref(),
        Some("The fire")
    );
}

/// Feeds with hundreds of articles that are a little alike must not become one story.
#[test]
fn half_alike_articles_do_not_chain() {
    let (_folder, store) = store();
    // Each shares three quarters of its words with the next.
    let words: Vec<String> = (0..720).map(|number| format!("{}word", letters(number))).collect();
    for start in (0..700).step_by(5) {
        let text = words[start..start + 20].join(" ");
        add(&store, &start.to_string(), &text);
    }
    let largest = store.stories(None, 99).unwrap().iter().map(|story| story.members).max();
    assert!(largest.unwrap() <= 20, "{largest:?}");
}

fn letters(number: usize) -> String {
    let letter = |at: usize| char::from(b'a' + u8::try_from(at % 26).unwrap());
    [letter(number), letter(number / 26), letter(number * 7), letter(number * 11)].iter().collect()
}

#[test]
fn the_users_word_keeps_what_a_feed_brought() {
    let (_folder, store) = store();
    let feed = follow(&store, "f");
    let came = |id, text| Came { id, link: "", text, published: 0 };
    let brought =
        arrive(&store, feed, &[came("x", FIRE[0]), came("y", VOTE[0]), came("z", COMET)], 10);
    store.join_stories(&[brought[0].id, brought[1].id], at(11)).unwrap();
    store.unfollow(feed, at(12)).unwrap();
    let there: Vec<_> =
        brought.iter().map(|added| store.entry(added.id).unwrap().is_some()).collect();
    assert_eq!(there, [true, true, false]);
}

#[test]
fn a_title_is_that_of_an_article_until_it_goes_or_the_user_gives_one() {
    let (_folder, store) = store();
    let ids: Vec<_> = FIRE.iter().map(|text| add(&store, text, text)).collect();
    let found = story(&store, ids[0]).unwrap();
    let title = || store.story(found).unwrap().unwrap().title;
    assert!(!title().is_empty());
    store.rename_story(found, "Fire in Lorvik", at(1)).unwrap();
    store.remove(ids[0], at(2)).unwrap();
    assert_eq!(title(), "Fire in Lorvik");
    store.rename_story(found, "", at(3)).unwrap();
    assert_ne!(title(), "Fire in Lorvik");
    let nothing = StoryId::from_bytes([9; 16]);
    assert!(store.rename_story(nothing, "x", at(4)).unwrap_err().to_string().contains("no story"));
}

#[test]
fn many_articles_of_later_days_do_not_hide_one_of_the_same_day() {
    let (_folder, store) = store();
    let one = add(&store, "1", FIRE[0]);
    store
        .write(|connection| {
            let day = "(SELECT day FROM signatures)";
            connection.execute_batch(&format!(
                "UPDATE signatures SET day = 20000; UPDATE telling SET day = 20000;
                 WITH RECURSIVE others (number) AS
                     (SELECT 1000 UNION ALL SELECT number + 1 FROM others WHERE number < 1200)
                 INSERT INTO telling SELECT term, {day} + 5, number FROM telling, others"
            ))?;
            let profile = Profile::of(&document(FIRE[1]), &FactSet::default());
            let known = frequencies(connection, &profile)?;
            let published = Some(jiff::civil::date(2024, 10, 4));
            let bytes = Signature::new(&profile, &known).to_bytes();
            let signature = Signature::from_bytes(&bytes, published).unwrap();
            let found = candidates(connection, 0, 1, &signature)?;
            let id: [u8; 16] = connection.query_row(
                "SELECT id FROM documents WHERE number = ?1",
                [found[0].document],
                |row| row.get(0),
            )?;
            assert_eq!(DocumentId::from_bytes(id), one);
            Ok(())
        })
        .unwrap();
}

#[test]
fn pages_and_look_ups_neither_scan_nor_sort() {
    let (_folder, store) = store();
    let plan = |sql: &str| -> Vec<String> {
        store
            .read(|connection| {
                let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
                let rows = statement.raw_query().mapped(|row| row.get(3));
                Ok(rows.collect::<Result<_, _>>()?)
            })
            .unwrap()
    };
    let table = [
        (crate::store::stories::page(), "stories_newest ((newest,turn)"),
        (REST.to_owned(), "documents_clustered (clustered=? AND number<?)"),
        (OLDER.to_owned(), "documents_clustered (clustered<?)"),
        (
            crate::store::signatures::BACKWARD.to_owned(),
            "telling USING PRIMARY KEY (term=? AND day>? AND day<?)",
        ),
    ];
    for (sql, expected) in table {
        let steps = plan(&sql);
        assert_eq!(steps.len(), 1, "{steps:?}");
        assert!(steps[0].contains("SEARCH") && steps[0].contains(expected), "{steps:?}");
    }
}

/// Something that happens.
#[derive(Clone, Debug)]
enum Deed {
    Look(usize),
    Revise(usize, usize),
    Remove(usize),
    AddAgain(usize),
    Read(usize, bool),
    Join(usize, usize),
    Split(usize),
    Undo,
    Redo,
}

fn deed() -> impl Strategy<Value = Deed> {
    let which = || 0_usize..6;
    prop_oneof![
        2 => which().prop_map(Deed::Look),
        2 => (which(), 0_usize..7).prop_map(|(a, b)| Deed::Revise(a, b)),
        1 => which().prop_map(Deed::Remove),
        1 => which().prop_map(Deed::AddAgain),
        1 => (which(), proptest::bool::ANY).prop_map(|(a, b)| Deed::Read(a, b)),
        3 => (which(), which()).prop_map(|(a, b)| Deed::Join(a, b)),
        3 => which().prop_map(Deed::Split),
        3 => Just(Deed::Undo),
        2 => Just(Deed::Redo),
    ]
}

fn text(which: usize) -> &'static str {
    match which {
        0..=2 => FIRE[which],
        3..=5 => VOTE[which - 3],
        _ => COMET,
    }
}

/// Whether every count is what it counts, and every word of the user is obeyed.
fn check(store: &Store) {
    let none = |connection: &Connection, sql: &str| -> Vec<String> {
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    store
        .read(|connection| {
            for sql in [
                "SELECT 'count of ' || number FROM stories WHERE
                     members <> (SELECT count(*) FROM documents WHERE story = stories.number AND removed = 0)
                     OR unread <> (SELECT count(*) FROM documents
                         WHERE story = stories.number AND removed = 0 AND read = 0)
                     OR newest <> ifnull((SELECT max(added) FROM documents
                         WHERE story = stories.number AND removed = 0), 0)
                     OR members > 1 AND title = ''",
                "SELECT words.word || ' ' || here.number || ' ' || there.number
                 FROM story_words AS words JOIN documents AS here ON here.id = words.document
                 JOIN documents AS there ON there.id = words.other
                 WHERE CASE words.word
                     WHEN 'together' THEN here.story IS NULL OR here.story IS NOT there.story
                     ELSE here.story = there.story END",
                "SELECT 'one-sided' FROM story_words AS words WHERE NOT EXISTS (
                     SELECT 1 FROM story_words AS back WHERE back.document = words.other
                         AND back.other = words.document AND back.word = words.word)",
            ] {
                assert_eq!(none(connection, sql), Vec::<String>::new());
            }
            Ok(())
        })
        .unwrap();
}

/// Returns in which story each document is, removed or not.
fn stories(store: &Store) -> BTreeMap<i64, Option<i64>> {
    store
        .read(|connection| {
            let mut statement = connection.prepare("SELECT number, story FROM documents")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .unwrap()
}

proptest! {
    #![proptest_config(Config { cases: 24, failure_persistence: None, ..Config::default() })]

    #[test]
    fn whatever_happens_counts_are_right_and_the_user_is_obeyed(
        deeds in proptest::collection::vec(deed(), 0..25),
    ) {
        let (_folder, store) = store();
        let mut texts: Vec<usize> = (0..6).collect();
        let ids: Vec<_> = (0..6).map(|which| add(&store, &which.to_string(), text(which))).collect();
        for deed in deeds {
            let before = stories(&store);
            match deed {
                Deed::Look(which) => look(&store, ids[which], text(texts[which]), 1),
                Deed::Revise(which, new) => {
                    texts[which] = new;
                    put(&store, &which.to_string(), text(new));
                    look(&store, ids[which], text(new), 1);
                }
                Deed::Remove(which) => store.remove(ids[which], at(1)).unwrap(),
                Deed::AddAgain(which) => {
                    put(&store, &which.to_string(), text(texts[which]));
                }
                Deed::Read(which, read) => store.set_read(ids[which], read, at(1)).unwrap(),
                Deed::Join(one, other) => {
                    store.join_stories(&[ids[one], ids[other]], at(1)).unwrap();
                    check(&store);
                    let after = stories(&store);
                    if one != other {
                        let numbers: Vec<_> = after.values().copied().collect();
                        assert!(numbers[one].is_some() && numbers[one] == numbers[other]);
                    }
                    if after != before {
                        store.undo().unwrap();
                        assert_eq!(stories(&store), before);
                        check(&store);
                        store.redo().unwrap();
                        assert_eq!(stories(&store), after);
                    }
                }
                Deed::Split(which) => {
                    store.split_from_story(ids[which], at(1)).unwrap();
                    let after = stories(&store);
                    assert_eq!(after.values().nth(which), Some(&None));
                    if after != before {
                        store.undo().unwrap();
                        assert_eq!(stories(&store), before);
                        store.redo().unwrap();
                        assert_eq!(stories(&store), after);
                    }
                }
                Deed::Undo => drop(store.undo().unwrap()),
                Deed::Redo => drop(store.redo().unwrap()),
            }
            check(&store);
        }
        while store.undo().unwrap().is_some() {
            check(&store);
        }
        while store.redo().unwrap().is_some() {
            check(&store);
        }
    }
}
