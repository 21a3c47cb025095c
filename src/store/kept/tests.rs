//! Pages of kept passages against the same lists made in memory.

use proptest::prelude::{Strategy, any, prop_oneof, proptest};

use super::{Edge, KeptOrder, KeptPage, KeptQuery, Standing, Way, Whose};
use crate::anchor::Resolution;
use crate::bookmark::{Bookmark, BookmarkId, Label};
use crate::document::{BlockKind, DocumentBuilder, DocumentId};
use crate::extract::extract;
use crate::import::Overrides;
use crate::search::parse;
use crate::source::Location;
use crate::store::hit::Order;
use crate::store::incoming::{Incoming, Logged};
use crate::store::sample::{at, bookmark, incoming, put, store};
use crate::store::search::Ask;
use crate::store::sift::COMMON;
use crate::store::store::Store;
use crate::store::texts::TextDigest;

const TEXT: &str = "some words of a text that is long enough to be kept in parts";

fn query(whose: Whose, typed: &str, order: KeptOrder, way: Way) -> KeptQuery {
    KeptQuery { whose, asked: parse(typed), order, way }
}

fn library(typed: &str) -> KeptQuery {
    query(Whose::Library, typed, KeptOrder::Newest, Way::Usual)
}

fn ids(page: &KeptPage) -> Vec<BookmarkId> {
    page.rows.iter().map(|row| row.bookmark.id).collect()
}

/// Reads every page forwards, or backwards from the end.
fn all(store: &Store, query: &KeptQuery, limit: usize, backwards: bool) -> Vec<BookmarkId> {
    let mut edge = if backwards { Edge::Last } else { Edge::First };
    let mut found = Vec::new();
    loop {
        let page = store.kept_page(query, &edge, limit, at(0)).unwrap();
        if backwards {
            found.splice(0..0, ids(&page));
        } else {
            found.extend(ids(&page));
        }
        match page.next {
            Some(cursor) if backwards => edge = Edge::Before(cursor),
            Some(cursor) => edge = Edge::After(cursor),
            None => return found,
        }
    }
}

fn any_bookmark() -> impl Strategy<Value = (u8, u8, i64, Option<i64>, Option<Label>, bool)> {
    let label = prop_oneof![
        proptest::strategy::Just(None),
        proptest::sample::select(&Label::ALL[..]).prop_map(Some)
    ];
    (0u8..3, 1u8..9, 0i64..4, proptest::option::of(0i64..9), label, any::<bool>())
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]
    #[test]
    fn pages_are_the_sorted_list_cut_anywhere(
        kept in proptest::collection::vec(any_bookmark(), 0..14), limit in 1usize..6,
    ) {
        let (_folder, store) = store();
        let documents: Vec<_> =
            (0..3).map(|index| put(&store, &format!("https://a/{index}"), TEXT).id).collect();
        let mut bookmarks: Vec<Bookmark> = Vec::new();
        for (number, (document, first, created, changed, label, noted)) in (0u8..).zip(&kept) {
            let note = if *noted { "noted" } else { "" };
            let mut kept = bookmark(number, documents[usize::from(*document)], TEXT, note);
            kept.anchor = crate::store::sample::anchor(TEXT, usize::from(*first));
            kept.anchor.position = crate::text::range(usize::from(*first), usize::from(*first) + 1);
            kept.title = format!("title {document}");
            kept.created = at(*created);
            kept.changed = changed.map(at);
            kept.label = *label;
            store.keep(&kept, at(0)).unwrap();
            bookmarks.push(kept);
        }
        for order in KeptOrder::ALL {
            let mut sorted: Vec<_> = bookmarks.iter().enumerate().collect();
            let label = |kept: &Bookmark| kept.label.map_or("zz", Label::name);
            sorted.sort_by(|(a, one), (b, other)| match order {
                KeptOrder::Place => {
                    let key = |kept: &Bookmark| (kept.title.clone(), kept.document, kept.anchor.position.start());
                    key(one).cmp(&key(other)).then(a.cmp(b))
                }
                KeptOrder::Newest => (other.created, b).cmp(&(one.created, a)),
                KeptOrder::Changed => {
                    let key = |kept: &Bookmark| kept.changed.unwrap_or(kept.created);
                    (key(other), b).cmp(&(key(one), a))
                }
                KeptOrder::Label => (label(one), one.created, a).cmp(&(label(other), other.created, b)),
            });
            let mut expected: Vec<_> = sorted.iter().map(|(_, kept)| kept.id).collect();
            let usual = query(Whose::Library, "", order, Way::Usual);
            assert_eq!(all(&store, &usual, limit, false), expected, "{order:?}");
            assert_eq!(all(&store, &usual, limit, true), expected, "{order:?} backwards");
            let noted: Vec<_> = sorted.iter().filter(|(_, kept)| !kept.note.is_empty()).map(|(_, kept)| kept.id).collect();
            let query_noted = query(Whose::Library, "is:noted", order, Way::Usual);
            assert_eq!(all(&store, &query_noted, limit, false), noted, "{order:?} noted");
            let of_one: Vec<_> = sorted.iter().filter(|(_, kept)| kept.document == documents[0]).map(|(_, kept)| kept.id).collect();
            let one = query(Whose::Document(documents[0]), "", order, Way::Usual);
            assert_eq!(all(&store, &one, limit, false), of_one, "{order:?} of one document");
            expected.reverse();
            let reversed = query(Whose::Library, "", order, Way::Reversed);
            assert_eq!(all(&store, &reversed, limit, false), expected, "{order:?} reversed");
        }
    }
}

#[test]
fn a_page_says_how_many_there_are_and_what_has_become_of_each() {
    let (_folder, store) = store();
    let (kept, gone) = (put(&store, "https://a/1", TEXT).id, put(&store, "https://a/2", TEXT).id);
    store.keep(&bookmark(1, kept, TEXT, "one"), at(0)).unwrap();
    store.keep(&bookmark(2, gone, TEXT, "two"), at(0)).unwrap();
    store.keep(&bookmark(3, DocumentId::from_bytes([9; 16]), TEXT, ""), at(0)).unwrap();
    store.remove(gone, at(0)).unwrap();
    let page = store.kept_page(&library(""), &Edge::First, 10, at(0)).unwrap();
    assert_eq!((page.total, &page.next), (Some(3), &None));
    let standing: Vec<_> = page.rows.iter().map(|row| row.standing).collect();
    let there = Standing::There(Resolution::Exact(crate::text::range(0, 3)));
    assert_eq!(standing, [Standing::Removed, Standing::Removed, there]);
    assert_eq!(store.kept_page(&library("is:noted"), &Edge::First, 10, at(0)).unwrap().total, None);
}

#[test]
fn what_has_drifted_is_found_and_nothing_else() {
    let (_folder, store) = store();
    let id = put(&store, "https://a/1", TEXT).id;
    store.keep(&bookmark(1, id, TEXT, "one"), at(0)).unwrap();
    assert!(all(&store, &library("is:drifted"), 10, false).is_empty());
    store.put(&incoming("https://a/1", "another thing altogether", 1), Logged::Yes, at(1)).unwrap();
    let page = store.kept_page(&library("is:drifted"), &Edge::First, 10, at(0)).unwrap();
    assert_eq!(ids(&page), [BookmarkId::from_bytes([1; 16])]);
    assert_eq!(page.rows[0].standing, Standing::There(Resolution::Changed));
    assert!(all(&store, &library("-is:drifted"), 10, false).is_empty());
    assert_eq!(all(&store, &library("is:drifted one"), 10, false).len(), 1);
    store
        .put(&incoming("https://a/1", &format!("{TEXT} and more"), 1), Logged::Yes, at(2))
        .unwrap();
    assert!(all(&store, &library("is:drifted"), 10, false).is_empty());
    assert_eq!(all(&store, &library("-is:drifted"), 10, false).len(), 1);
}

/// Puts an article with all that can be asked of it, and keeps a passage of it.
fn article(store: &Store, number: u8, site: &str, day: &str, language: &str) -> DocumentId {
    let text = "Chinese Premier Li Qiang met Russian Prime Minister Mikhail Mishustin in Hangzhou on Monday.";
    let text = if number == 1 { text } else { TEXT };
    let mut builder = DocumentBuilder::new();
    builder.simple(BlockKind::Paragraph, text);
    let metadata = builder.metadata();
    metadata.site = (!site.is_empty()).then(|| site.to_owned());
    metadata.published = day.parse().ok();
    metadata.language = (!language.is_empty()).then(|| language.to_owned());
    let document = builder.finish().unwrap();
    let facts = (TextDigest::of(&document), extract(&document));
    let place = Location::Url(format!("https://www.host{number}.example/path"));
    let bytes = format!("{text}{number}");
    let given = Overrides::default();
    let incoming = Incoming::new(place, "a title", bytes.as_bytes(), 1, document, given).unwrap();
    let id = store.put(&incoming, Logged::Yes, at(0)).unwrap().id;
    store.put_facts(id, facts.0, 1, &facts.1).unwrap();
    store.keep(&bookmark(number, id, text, ""), at(0)).unwrap();
    id
}

/// What only the article of a passage tells is the same as where articles are searched.
#[test]
fn passages_are_asked_for_as_their_articles_are() {
    let (_folder, store) = store();
    let ids = [
        article(&store, 1, "Xinhua News", "2025-11-04", "en-GB"),
        article(&store, 2, "BBC", "2025-12-31", "de"),
        article(&store, 3, "", "", ""),
        article(&store, 4, "Süd", "2026-01-01", "zh_Hans"),
    ];
    store.set_read(ids[0], true, at(1)).unwrap();
    store.set_starred(ids[1], true, at(2)).unwrap();
    store.join_stories(&ids[1..3], at(3)).unwrap();
    let meeting = store.entry(ids[1]).unwrap().unwrap().story.unwrap();
    store.rename_story(meeting, "The Great Meeting", at(4)).unwrap();
    let table: [(&str, &[u8]); 24] = [
        ("source:xinhua", &[1]),
        ("site:\"xinhua news\"", &[1]),
        ("site:sud", &[4]),
        ("-site:bbc", &[4, 3, 1]),
        ("site:host3.example", &[3]),
        ("site:path", &[]),
        ("lang:en", &[1]),
        ("lang:german", &[2]),
        ("lang:zh", &[4]),
        ("-lang:zh", &[3, 2, 1]),
        ("date:2025", &[2, 1]),
        ("date:2025-11", &[1]),
        ("date:2025-12..", &[4, 2]),
        ("date:..2025-12-30", &[1]),
        ("-date:2025", &[4, 3]),
        ("is:read", &[1]),
        ("-is:unread", &[1]),
        ("is:starred -is:read", &[2]),
        ("person:\"Li Qiang\"", &[1]),
        ("-person:mishustin", &[4, 3, 2]),
        ("place:Hangzhou person:nobody", &[]),
        ("story:meeting", &[3, 2]),
        ("-story:\"great meeting\" lang:en", &[1]),
        ("is:kept", &[4, 3, 2, 1]),
    ];
    for (typed, expected) in table {
        let kept: Vec<_> =
            all(&store, &library(typed), 10, false).iter().map(|id| id.as_bytes()[0]).collect();
        assert_eq!(kept, expected, "{typed}");
        let ask = Ask { order: Order::Newest, after: None, limit: 10, feed: None };
        let found = store.search(&parse(typed), ask, &|| false).unwrap();
        let mut found: Vec<_> = found.hits.iter().map(|hit| hit.entry.id).collect();
        let place = |id: &DocumentId| ids.iter().position(|known| known == id);
        found.sort_by_key(|id| std::cmp::Reverse(place(id)));
        let expected: Vec<_> = expected.iter().map(|it| ids[usize::from(*it) - 1]).collect();
        assert_eq!(found, expected, "{typed} among articles");
    }
    // An article that is gone is still known; one that never was here is not.
    store.remove(ids[0], at(5)).unwrap();
    store.keep(&bookmark(9, DocumentId::from_bytes([9; 16]), TEXT, ""), at(0)).unwrap();
    for (typed, expected) in [
        ("source:xinhua lang:en", vec![1]),
        ("-lang:de -date:2026", vec![9, 3, 1]),
        ("source:title", vec![9]),
    ] {
        let kept: Vec<_> =
            all(&store, &library(typed), 10, false).iter().map(|id| id.as_bytes()[0]).collect();
        assert_eq!(kept, expected, "{typed}");
    }
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(32))]
    #[test]
    fn words_are_found_in_passages_as_in_articles(
        texts in proptest::collection::vec("((talk|talks|talked|war|wars|peace|now|明月|月) ){1,8}", 3),
        typed in "(-?lang:(de|en) )?(-?(talk|war|wars|peac[*]|tal[*]|\"talks war\"|\"war pea\"[*]|near:1:\"talk war\"|near:3:\"peace talk now\"|月|明月|\"明月 talk\") (OR )?){1,4}",
    ) {
        let (_folder, store) = store();
        for (number, text) in (0u8..).zip(&texts) {
            let mut builder = DocumentBuilder::new();
            builder.simple(BlockKind::Paragraph, text);
            let language = if number == 1 { "en" } else { "de" };
            builder.metadata().language = Some(language.to_owned());
            let document = builder.finish().unwrap();
            let place = Location::Url(format!("https://a/{number}"));
            let bytes = format!("{text}{number}");
            let given = Overrides::default();
            let incoming =
                Incoming::new(place, "a title", bytes.as_bytes(), 1, document, given).unwrap();
            let id = store.put(&incoming, Logged::Yes, at(0)).unwrap().id;
            let mut kept = bookmark(number, id, text, "");
            kept.anchor = crate::store::sample::anchor(text, text.len());
            kept.tags.clear();
            store.keep(&kept, at(0)).unwrap();
        }
        let ask = Ask { order: Order::Newest, after: None, limit: 10, feed: None };
        let found = store.search(&parse(&typed), ask, &|| false).unwrap();
        let found: Vec<_> = found.hits.iter().map(|hit| hit.entry.id).collect();
        let page = store.kept_page(&library(&typed), &Edge::First, 10, at(0)).unwrap();
        let kept: Vec<_> = page.rows.iter().map(|row| row.bookmark.document).collect();
        assert_eq!(kept, found, "{typed} in {texts:?}");
    }
}

#[test]
fn words_have_the_forms_of_the_languages_that_are_asked_for() {
    let (_folder, store) = store();
    let id = article(&store, 2, "BBC", "2025-12-31", "de");
    store.keep(&bookmark(9, id, TEXT, "they talked"), at(0)).unwrap();
    for (typed, count) in [("talk", 1), ("lang:de talk", 0), ("lang:de talked", 1)] {
        assert_eq!(all(&store, &library(typed), 10, false).len(), count, "{typed}");
        let ask = Ask { order: Order::Newest, after: None, limit: 10, feed: None };
        let found = store.search(&parse(typed), ask, &|| false).unwrap();
        assert_eq!(found.hits.len(), count, "{typed} among articles");
    }
}

#[test]
fn what_is_not_understood_or_not_there_is_told() {
    let (_folder, store) = store();
    let id = put(&store, "https://a/1", TEXT).id;
    store.keep(&bookmark(1, id, TEXT, "one"), at(0)).unwrap();
    for (typed, count, remark) in [
        ("one", 1, ""),
        ("tag:", 0, "needs a value"),
        ("label:pink", 0, "write yellow, red"),
        ("is:odd", 0, "write unread, read"),
        ("is:nice one", 1, "is:nice is left out"),
        ("colour:red", 0, "no field"),
        ("tag:nothing", 0, "nothing has the tag nothing"),
        ("person:nobody", 0, "no person is called nobody"),
        ("story:none", 0, "no story is called none"),
    ] {
        let page = store.kept_page(&library(typed), &Edge::First, 10, at(0)).unwrap();
        assert_eq!(page.rows.len(), count, "{typed}");
        let remarks = page.remarks.join("\n");
        assert!(remarks.contains(remark) && remarks.is_empty() == remark.is_empty(), "{remarks}");
    }
}

#[test]
fn a_rare_passage_among_many_is_found_a_page_at_a_time() {
    let (_folder, store) = store();
    let id = put(&store, "https://a/1", TEXT).id;
    let mut all_of_them = Vec::new();
    for number in 0..u32::try_from(2 * super::LOOKED_AT + 7).unwrap() {
        let mut kept = bookmark(1, id, TEXT, if number == 0 { "rare" } else { "usual" });
        let mut bytes = [0; 16];
        bytes[..4].copy_from_slice(&number.to_be_bytes());
        kept.id = BookmarkId::from_bytes(bytes);
        all_of_them.push((None, kept));
    }
    let moment = store.arrivals().unwrap();
    assert!(store.keep_read(all_of_them, moment, at(0)).unwrap());
    let page = store.kept_page(&library("rare"), &Edge::First, 10, at(0)).unwrap();
    assert!(page.rows.is_empty() && page.next.is_some(), "it does not read all at once");
    for backwards in [false, true] {
        assert_eq!(all(&store, &library("rare"), 10, backwards).len(), 1);
    }
}

#[test]
fn every_passage_is_looked_for_in_the_text_it_was_taken_in() {
    let (_folder, store) = store();
    let old = "A cat sat there. Nobody saw it. A cat sat there.";
    let id = put(&store, "https://a/1", old).id;
    let mut second = bookmark(1, id, old, "the second");
    let place = crate::text::range(32, 47);
    second.anchor = crate::anchor::Anchor::new(old, second.anchor.revision, place);
    store.keep(&second, at(0)).unwrap();
    // A quotation that was imported and is not in the text.
    let mut nowhere = bookmark(2, id, old, "nowhere");
    let quote = crate::anchor::TextQuote {
        exact: "words that nobody wrote in it".to_owned(),
        prefix: String::new(),
        suffix: String::new(),
    };
    nowhere.anchor = crate::anchor::Anchor::unplaced(quote).placed(
        &crate::anchor::Finder::new(old),
        second.anchor.revision,
        None,
    );
    store.keep(&nowhere, at(1)).unwrap();
    assert_eq!(nowhere.anchor.revision, second.anchor.revision);
    let standing = |store: &Store| {
        let page = store.kept_page(&library(""), &Edge::First, 10, at(0)).unwrap();
        page.rows.iter().map(|row| row.standing).collect::<Vec<_>>()
    };
    let there = |resolution| Standing::There(resolution);
    assert_eq!(
        standing(&store),
        [there(Resolution::Changed), there(Resolution::Exact(place))],
        "what has no place is not where it was kept"
    );
    assert_eq!(all(&store, &library("is:drifted"), 10, false), [nowhere.id]);
    // Only the older text tells which of two it was.
    let new = "Nobody saw it. A cat sat there. Then all was still.";
    store.put(&incoming("https://a/1", new, 1), Logged::Yes, at(1)).unwrap();
    let whereto = crate::store::placed::Whereto {
        document: id,
        revision: crate::document::RevisionId::of(new.as_bytes()),
        text: new,
    };
    let expected = store.resolve_all(whereto, &[&nowhere.anchor, &second.anchor]).unwrap();
    assert_eq!(expected[1], Resolution::Moved(crate::text::range(15, 30)));
    let expected: Vec<_> = expected.into_iter().map(there).collect();
    assert_eq!(standing(&store), expected);
}

/// However many passages are kept, a page walks along the index of its order and reads no more than it shows.
#[test]
fn no_page_sorts_what_it_reads() {
    let (_folder, store) = store();
    let id = put(&store, "https://a/1", TEXT).id;
    for number in 0..=u8::try_from(COMMON).unwrap() {
        store.keep(&bookmark(number, id, TEXT, "a note"), at(0)).unwrap();
    }
    for (order, typed) in KeptOrder::ALL.into_iter().flat_map(|order| {
        ["", "tag:B", "label:none", "since:1970", "is:noted"].map(|typed| (order, typed))
    }) {
        let query = query(Whose::Library, typed, order, Way::Usual);
        let next = store.kept_page(&query, &Edge::First, 3, at(0)).unwrap().next.unwrap();
        for edge in [Edge::First, Edge::After(next)] {
            let plan: Vec<String> = store
                .read(|connection| {
                    let (sql, parameters) =
                        super::statement_of(connection, &query, &edge, false, at(0), &mut vec![])?;
                    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
                    let parameters = rusqlite::params_from_iter(parameters);
                    let rows = statement.query_map(parameters, |row| row.get(3))?;
                    Ok(rows.collect::<Result<_, _>>()?)
                })
                .unwrap();
            assert!(plan.iter().any(|step| step.contains("bookmarks USING INDEX")), "{plan:?}");
            assert!(plan.iter().all(|step| !step.contains("TEMP B-TREE")), "{plan:?}");
        }
    }
}
