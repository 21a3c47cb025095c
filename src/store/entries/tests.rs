use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use proptest::prelude::{Strategy, any, prop_oneof, proptest};
use proptest::test_runner::Config;

use crate::document::{DocumentId, RevisionId};
use crate::source::{FeedId, Location};
use crate::store::checks::{Check, Checked};
use crate::store::entries::Moment;
use crate::store::entry::{Extent, ListEntry};
use crate::store::feeds::Leads;
use crate::store::incoming::Outcome;
use crate::store::matching::Match;
use crate::store::sample::{
    Came, arrive, at, bookmark, document, follow, incoming, put, ready, store,
};
use crate::store::store::Store;
use crate::store::subscription::{Only, Scope};

const LONG: &str = "A text that is long enough to be told from every other text by what it says, because nobody \
    writes the same three hundred bytes twice, whatever the feed is called in which they stand, and whoever \
    may have written them first; it goes on for a while about nothing in particular, and then it comes to an \
    end, which is here.";

fn came<'a>(id: &'a str, link: &'a str, text: &'a str) -> Came<'a> {
    Came { id, link, text, published: 0 }
}

fn of(feed: FeedId) -> Scope {
    Scope { feed: Some(feed), only: Only::All }
}

fn ids(store: &Store, scope: Scope) -> Vec<DocumentId> {
    store.list(scope, None, 100).unwrap().iter().map(|entry| entry.id).collect()
}

fn text(store: &Store, id: DocumentId) -> String {
    store.text(id).unwrap().document.unwrap().text().to_owned()
}

#[track_caller]
fn one(store: &Store, feed: FeedId, came: Came<'_>, expected: Outcome) -> DocumentId {
    let added = arrive(store, feed, &[came], 1);
    assert_eq!((added.len(), added[0].outcome), (1, expected));
    added[0].id
}

#[test]
fn an_entry_is_a_document_and_its_changes_are_revisions() {
    let (_folder, store) = store();
    let feed = follow(&store, "f");
    let id = one(&store, feed, came("1", "l", "one"), Outcome::New);
    assert_eq!(store.location(id).unwrap(), Some(Location::Url("l".to_owned())));
    store.keep(&bookmark(1, id, "one", "a note"), at(1)).unwrap();
    assert_eq!(arrive(&store, feed, &[came("1", "l", "one")], 2), []);
    assert_eq!(one(&store, feed, came("1", "l", "two"), Outcome::Revised), id);
    assert_eq!(text(&store, id), "two");
    assert_eq!(store.bookmarks(Some(id)).unwrap().len(), 1);
    assert_eq!(ids(&store, of(feed)), [id]);
    assert_eq!(store.undo().unwrap().unwrap().description, "bookmark added “one”");
}

#[test]
fn the_newest_publication_stands_on_top() {
    let (_folder, store) = store();
    let (feed, other) = (follow(&store, "f"), follow(&store, "g"));
    let dated = |id, published| Came { id, link: "", text: id, published };
    arrive(&store, feed, &[dated("c", 30), dated("a", 10), dated("last", 9_999_999)], 1000);
    arrive(&store, other, &[dated("b", 20), dated("before 1970", -5), dated("a again", 10)], 1000);
    let texts =
        |scope| -> Vec<_> { ids(&store, scope).into_iter().map(|id| text(&store, id)).collect() };
    let all = ["last", "c", "b", "a again", "a", "before 1970"];
    assert_eq!(texts(Scope::default()), all);
    assert_eq!(texts(of(feed)), ["last", "c", "a"]);
    arrive(&store, feed, &[dated("older but fetched later", 1)], 2000);
    assert_eq!(texts(of(feed))[0], "older but fetched later");
}

#[test]
fn entries_with_one_id_or_one_address_keep_their_texts() {
    let (_folder, store) = store();
    let feed = follow(&store, "f");
    let added = arrive(&store, feed, &[came("1", "", "one"), came("1", "", "two")], 1);
    assert_ne!(added[0].id, added[1].id);
    let home = [came("2", "home", "three"), came("3", "home", "four")];
    let homes = arrive(&store, feed, &home, 1);
    assert_ne!(homes[0].id, homes[1].id);
    let texts: Vec<_> = added.iter().chain(&homes).map(|added| text(&store, added.id)).collect();
    assert_eq!(texts, ["one", "two", "three", "four"]);
    let again = [came("1", "", "one"), came("1", "", "two"), home[0], home[1]];
    assert_eq!(arrive(&store, feed, &again, 2), []);
}

#[test]
fn the_same_article_from_elsewhere_is_the_same_document() {
    let (_folder, store) = store();
    let (feed, other) = (follow(&store, "f"), follow(&store, "g"));
    let by_hand = put(&store, "l", "the whole article").id;
    assert_eq!(one(&store, feed, came("1", "l", "summary"), Outcome::Unchanged), by_hand);
    assert_eq!(one(&store, other, came("9", "l", "another summary"), Outcome::Unchanged), by_hand);
    assert_eq!(text(&store, by_hand), "the whole article");
    assert_eq!(one(&store, feed, came("1", "l", "longer summary"), Outcome::Unchanged), by_hand);
    assert_eq!(text(&store, by_hand), "the whole article");
    let long = one(&store, feed, came("2", "m", LONG), Outcome::New);
    assert_eq!(one(&store, other, came("8", "elsewhere", LONG), Outcome::Unchanged), long);
    let short = one(&store, feed, came("3", "n", "short"), Outcome::New);
    assert_ne!(one(&store, other, came("7", "o", "short"), Outcome::New), short);
    assert_ne!(one(&store, other, came("6", "", "short"), Outcome::New), short);
    assert_eq!(ids(&store, of(feed)).len(), 3);
    assert_eq!(ids(&store, of(other)).len(), 4);
    assert_eq!(store.counts().unwrap().documents, 5);
}

#[test]
fn what_the_user_removed_is_not_brought_back() {
    let (_folder, store) = store();
    let (feed, other) = (follow(&store, "f"), follow(&store, "g"));
    let id = one(&store, feed, came("1", "l", "one"), Outcome::New);
    store.remove(id, at(1)).unwrap();
    one(&store, feed, came("1", "l", "two"), Outcome::Revised);
    one(&store, other, came("1", "l", "two"), Outcome::Unchanged);
    assert_eq!(ids(&store, Scope::default()), []);
    assert_eq!(store.subscription(feed).unwrap().documents, 0);
    store.undo().unwrap();
    assert_eq!(ids(&store, of(other)), [id]);
    assert_eq!(text(&store, id), "two");
}

#[test]
fn what_was_fetched_whole_is_not_made_short_again() {
    let (_folder, store) = store();
    let feed = follow(&store, "f");
    let summary = |text| {
        let mut entry = ready(feed, came("1", "l", text));
        entry.incoming = entry.incoming.with_extent(Extent::Summary);
        entry
    };
    let known = Moment::default();
    let id = store.put_entries(feed, known, &[summary("short")], at(1), Instant::now()).unwrap();
    let id = id[0].id;
    assert_eq!(store.text(id).unwrap().extent, Extent::Summary);
    assert!(store.put_fetched(id, Some(&incoming("l", "the whole", 1)), at(2)).unwrap());
    assert_eq!(store.text(id).unwrap().extent, Extent::Whole);
    assert_eq!(arrive(&store, feed, &[came("1", "l", "short")], 3), []);
    let known = store.known_entries(feed, ["1"].into_iter()).unwrap();
    let mut changed = summary("changed");
    changed.found = Match::Changed { number: known.entries[0].number, whole: true };
    let far = Instant::now() + Duration::from_secs(60);
    let put = store.put_entries(feed, known.moment, &[changed.clone()], at(4), far).unwrap();
    assert_eq!(put[0].outcome, Outcome::Unchanged, "the short text came too late");
    changed.whole = true;
    changed.traits.hash = crate::text::ContentHash::of(b"changed again");
    let put = store.put_entries(feed, known.moment, &[changed], at(5), far).unwrap();
    assert_eq!(put[0].outcome, Outcome::Revised);
    assert_eq!(text(&store, id), "changed");
    assert!(!store.put_fetched(id, None, at(6)).unwrap());
    assert_eq!(store.text(id).unwrap().extent, Extent::Whole);
    assert_eq!(store.text(id).unwrap().document, Some(document("changed")));
}

#[test]
fn what_another_program_put_in_meanwhile_is_not_put_twice() {
    let (_folder, store) = store();
    let feed = follow(&store, "f");
    let known = store.known_entries(feed, ["1"].into_iter()).unwrap();
    one(&store, feed, came("1", "", "one"), Outcome::New);
    let put = |text| {
        let entry = ready(feed, came("1", "", text));
        store.put_entries(feed, known.moment, &[entry], at(2), Instant::now()).unwrap()[0].outcome
    };
    assert_eq!(put("one"), Outcome::Unchanged);
    assert_eq!(put("two"), Outcome::Revised);
    assert_eq!(store.counts().unwrap().documents, 1);
}

#[test]
fn entries_are_put_until_the_time_is_up_and_at_least_one() {
    let (_folder, store) = store();
    let feed = follow(&store, "f");
    let entries = [ready(feed, came("1", "", "one")), ready(feed, came("2", "", "two"))];
    let known = store.known_entries(feed, ["1", "2"].into_iter()).unwrap();
    let put = store.put_entries(feed, known.moment, &entries, at(1), Instant::now()).unwrap();
    assert_eq!(put.len(), 1);
}

#[test]
fn an_unfollowed_feed_takes_what_nothing_holds_and_brings_it_back() {
    let (_folder, store) = store();
    let (feed, other) = (follow(&store, "f"), follow(&store, "g"));
    let names = ["read", "starred", "kept", "shared", "by hand", "removed", "unread"];
    put(&store, "by hand", "by hand");
    let all: Vec<_> =
        names.iter().map(|name| arrive(&store, feed, &[came(name, name, name)], 1)[0].id).collect();
    arrive(&store, other, &[came("x", "shared", "shared")], 1);
    store.set_read(all[0], true, at(1)).unwrap();
    store.set_starred(all[1], true, at(1)).unwrap();
    store.keep(&bookmark(1, all[2], "kept", "a note"), at(1)).unwrap();
    store.remove(all[5], at(1)).unwrap();
    let before = ids(&store, of(feed));
    store.unfollow(feed, at(2)).unwrap();
    assert_eq!(store.subscriptions().unwrap().len(), 1);
    let mut left = ids(&store, Scope::default());
    left.sort();
    let mut expected = all[..5].to_vec();
    expected.sort();
    assert_eq!(left, expected);
    assert_eq!(store.undo().unwrap().unwrap().description, "feed unfollowed");
    assert_eq!(ids(&store, of(feed)), before);
    store.redo().unwrap();
    assert_eq!(follow(&store, "f"), feed, "followed again");
    assert_eq!(ids(&store, of(feed)), before);
    assert_eq!(store.undo().unwrap().unwrap().description, "feed followed");
    assert_eq!(ids(&store, Scope::default()).len(), 5);
}

#[test]
fn taking_a_follow_back_takes_what_came_since() {
    let (_folder, store) = store();
    let feed = follow(&store, "f");
    arrive(&store, feed, &[came("1", "", "one"), came("2", "", "two")], 1);
    store.undo().unwrap();
    assert_eq!(ids(&store, Scope::default()), []);
    assert_eq!(store.subscriptions().unwrap(), []);
    store.redo().unwrap();
    assert_eq!(ids(&store, of(feed)).len(), 2);
}

#[test]
fn nothing_comes_of_a_feed_that_was_unfollowed_while_it_was_fetched() {
    let (_folder, store) = store();
    let feed = follow(&store, "f");
    let read = Check::Read {
        title: None,
        site: None,
        language: None,
        etag: Some("e".to_owned()),
        last_modified: Some("m".to_owned()),
        moved: None,
        leads: Leads::Public,
    };
    store.unfollow(feed, at(1)).unwrap();
    assert_eq!(arrive(&store, feed, &[came("1", "", "one")], 2), []);
    store.check(&[Checked { feed, at: at(2), check: read }]).unwrap();
    store.undo().unwrap();
    let record = store.feed(feed).unwrap();
    assert_eq!((record.etag, record.last_modified), (None, None), "it must be fetched whole");
    assert_eq!(arrive(&store, feed, &[came("1", "", "one")], 3).len(), 1);
}

#[test]
fn how_fetching_went_is_kept() {
    let (_folder, store) = store();
    let (feed, other) = (follow(&store, "f"), follow(&store, "taken"));
    let check = |feed, seconds, check| {
        store.check(&[Checked { feed, at: at(seconds), check }]).unwrap();
        (store.feed(feed).unwrap(), store.subscription(feed).unwrap())
    };
    let read = |title: &str, moved: Option<&str>| Check::Read {
        title: Some(title.to_owned()),
        site: Some("https://example.org/".to_owned()),
        language: None,
        etag: Some("e".to_owned()),
        last_modified: None,
        moved: moved.map(|address| Location::Url(address.to_owned())),
        leads: Leads::Public,
    };
    let (record, shown) = check(feed, 5, read("A title", None));
    assert_eq!((record.etag.as_deref(), shown.title.as_str()), (Some("e"), "A title"));
    assert_eq!((shown.fetched, shown.error), (Some(at(5)), None));
    let failed = Check::Failed { error: "f cannot".to_owned(), due: at(60), barred: Some(at(50)) };
    let (record, shown) = check(feed, 6, failed.clone());
    assert_eq!((record.failures, record.due, record.barred), (1, at(60), at(50)));
    assert_eq!((shown.fetched, shown.error.as_deref()), (Some(at(5)), Some("f cannot")));
    assert_eq!(check(feed, 7, failed).0.failures, 2);
    let (record, shown) = check(feed, 8, Check::Unchanged);
    assert_eq!((record.failures, record.etag.as_deref(), shown.error), (0, Some("e"), None));
    assert_eq!(check(feed, 9, read("B", Some("g"))).0.location, Location::Url("g".to_owned()));
    let (record, _) = check(feed, 9, read("B", Some("taken")));
    assert_eq!(record.location, Location::Url("g".to_owned()));
    assert_eq!(store.feed(other).unwrap().location, Location::Url("taken".to_owned()));
    assert_eq!(store.feed_at(&Location::Url("g".to_owned())).unwrap().unwrap().id, feed);
    assert_eq!(store.feed_at(&Location::Url("f".to_owned())).unwrap(), None);
}

#[test]
fn feeds_are_listed_by_title() {
    let (_folder, store) = store();
    let feeds = ["b", "C", "a"].map(|address| follow(&store, address));
    store.rename_feed(feeds[0], " Z ", at(1)).unwrap();
    let titles = |store: &Store| -> Vec<_> {
        store.subscriptions().unwrap().into_iter().map(|feed| feed.title).collect()
    };
    assert_eq!(titles(&store), ["a", "C", "Z"]);
    store.rename_feed(feeds[0], "", at(1)).unwrap();
    assert_eq!(titles(&store), ["a", "b", "C"]);
    let order: Vec<_> = store.followed().unwrap().into_iter().map(|feed| feed.id).collect();
    assert_eq!(order, feeds);
}

/// Something that happens to a library with three feeds of one small world of articles.
#[derive(Clone, Debug)]
enum Deed {
    Arrive(usize, Vec<(u8, u8)>),
    ByHand(u8),
    Read(usize, bool),
    Star(usize, bool),
    Remove(usize),
    Follow(usize),
    Unfollow(usize),
    AllRead(Option<usize>, bool),
    Undo,
    Redo,
}

fn deed() -> impl Strategy<Value = Deed> {
    let feed = 0_usize..3;
    prop_oneof![
        (feed.clone(), proptest::collection::vec((0_u8..5, 0_u8..3), 0..6))
            .prop_map(|(feed, came)| Deed::Arrive(feed, came)),
        (0_u8..5).prop_map(Deed::ByHand),
        (0_usize..12, any::<bool>()).prop_map(|(which, read)| Deed::Read(which, read)),
        (0_usize..12, any::<bool>()).prop_map(|(which, star)| Deed::Star(which, star)),
        (0_usize..12).prop_map(Deed::Remove),
        feed.clone().prop_map(Deed::Follow),
        feed.clone().prop_map(Deed::Unfollow),
        (proptest::option::of(feed), any::<bool>())
            .prop_map(|(feed, starred)| Deed::AllRead(feed, starred)),
        any::<bool>().prop_map(|undo| if undo { Deed::Undo } else { Deed::Redo }),
    ]
}

fn address(feed: usize) -> String {
    format!("https://{feed}.example/feed")
}

fn happen(store: &Store, feeds: &[FeedId], deed: &Deed, now: i64) {
    let everything = store.list(Scope::default(), None, 100).unwrap();
    let one = |which: usize| everything.get(which % everything.len().max(1)).map(|one| one.id);
    match deed {
        Deed::Arrive(feed, came) => {
            // Articles share ids and addresses within and between the feeds.
            let came: Vec<_> = came
                .iter()
                .map(|(article, version)| {
                    let text = format!(
                        "{article} {version} {}",
                        LONG.repeat(article.is_multiple_of(2).into())
                    );
                    (format!("{}", article / 2), format!("https://a.example/{article}"), text)
                })
                .collect();
            let came: Vec<_> = came
                .iter()
                .map(|(id, link, text)| Came { id, link, text, published: now })
                .collect();
            arrive(store, feeds[*feed], &came, now);
        }
        Deed::ByHand(article) => {
            put(store, &format!("https://a.example/{article}"), &format!("by hand {article}"));
        }
        Deed::Read(which, read) => {
            if let Some(id) = one(*which) {
                store.set_read(id, *read, at(now)).unwrap();
            }
        }
        Deed::Star(which, star) => {
            if let Some(id) = one(*which) {
                store.set_starred(id, *star, at(now)).unwrap();
            }
        }
        Deed::Remove(which) => {
            if let Some(id) = one(*which) {
                store.remove(id, at(now)).unwrap();
            }
        }
        Deed::Follow(feed) => assert_eq!(follow(store, &address(*feed)), feeds[*feed]),
        Deed::Unfollow(feed) => store.unfollow(feeds[*feed], at(now)).unwrap(),
        Deed::AllRead(feed, starred) => {
            let only = if *starred { Only::Starred } else { Only::All };
            let scope = Scope { feed: feed.map(|feed| feeds[feed]), only };
            store.mark_all_read(scope, at(now)).unwrap();
            assert!(store.list(scope, None, 100).unwrap().iter().all(|entry| entry.read));
        }
        Deed::Undo => drop(store.undo().unwrap()),
        Deed::Redo => drop(store.redo().unwrap()),
    }
}

/// Counts by looking at every row, as nothing else does.
fn naive(store: &Store, feed: Option<FeedId>) -> Vec<ListEntry> {
    let all = store.list(Scope::default(), None, 100).unwrap();
    let Some(feed) = feed else { return all };
    let members: BTreeSet<[u8; 16]> = store
        .read(|connection| {
            let sql = "SELECT DISTINCT documents.id FROM entries
                       JOIN documents ON documents.number = entries.document
                       JOIN feeds ON feeds.number = entries.feed WHERE feeds.id = ?1";
            let mut statement = connection.prepare(sql)?;
            let rows = statement.query_map([feed.as_bytes()], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .unwrap();
    all.into_iter().filter(|entry| members.contains(entry.id.as_bytes())).collect()
}

#[track_caller]
fn check_lists(store: &Store, feeds: &[FeedId]) {
    for feed in feeds.iter().map(|feed| Some(*feed)).chain([None]) {
        let all = naive(store, feed);
        let unread = all.iter().filter(|entry| !entry.read).count();
        let (documents, counted) = match feed {
            Some(feed) => {
                let feed = store.subscription(feed).unwrap();
                (feed.documents, feed.unread)
            }
            None => {
                let counts = store.counts().unwrap();
                (counts.documents, counts.unread)
            }
        };
        assert_eq!((documents, counted), (all.len() as u64, unread as u64));
        for only in [Only::All, Only::Unread, Only::Starred] {
            let expected: Vec<_> = all
                .iter()
                .filter(|entry| match only {
                    Only::All => true,
                    Only::Unread => !entry.read,
                    Only::Starred => entry.starred,
                })
                .cloned()
                .collect();
            let scope = Scope { feed, only };
            let mut paged = store.list(scope, None, 2).unwrap();
            while let Some(last) = paged.last() {
                let next = store.list(scope, Some(&last.cursor), 2).unwrap();
                if next.is_empty() {
                    break;
                }
                paged.extend(next);
            }
            assert_eq!(paged, expected);
            if let Some(last) = expected.last() {
                let before = store.list_before(scope, &last.cursor, 100).unwrap();
                assert_eq!(before, expected[..expected.len() - 1]);
            }
        }
    }
}

proptest! {
    #![proptest_config(Config { cases: 16, failure_persistence: None, ..Config::default() })]

    /// Counts and lists of every scope are right after anything that happens.
    #[test]
    fn lists_and_counts_are_right_after_anything(deeds in proptest::collection::vec(deed(), 0..16)) {
        let (_folder, store) = store();
        let feeds: Vec<_> = (0..3).map(|feed| follow(&store, &address(feed))).collect();
        for (deed, now) in deeds.iter().zip(1..) {
            happen(&store, &feeds, deed, now);
            check_lists(&store, &feeds);
        }
    }

    /// Taking everything back and making it again comes to the same, whatever has come meanwhile.
    #[test]
    fn changes_of_feeds_can_be_taken_back(
        came in proptest::collection::vec((0_usize..3, proptest::collection::vec((0_u8..5, 0_u8..3), 0..6)), 0..4),
        deeds in proptest::collection::vec(deed(), 0..10),
    ) {
        let (_folder, store) = store();
        let feeds: Vec<_> = (0..3).map(|feed| follow(&store, &address(feed))).collect();
        for (feed, came) in came {
            happen(&store, &feeds, &Deed::Arrive(feed, came), 1);
        }
        let state = || {
            let shown = store.subscriptions().unwrap();
            (shown, store.list(Scope::default(), None, 100).unwrap())
        };
        let mut states = vec![state()];
        let deeds = deeds.iter().filter(|deed| !matches!(deed, Deed::Undo | Deed::Redo | Deed::Arrive(..) | Deed::ByHand(_)));
        for (deed, now) in deeds.zip(2..) {
            happen(&store, &feeds, deed, now);
            let after = state();
            if after != states[states.len() - 1] {
                states.push(after);
            }
        }
        for expected in states.iter().rev().skip(1) {
            store.undo().unwrap();
            assert_eq!(state(), *expected);
        }
        for expected in states.iter().skip(1) {
            store.redo().unwrap();
            assert_eq!(state(), *expected);
        }
    }
}

#[test]
fn what_the_user_adds_unchanged_is_held() {
    let (_folder, store) = store();
    let feed = follow(&store, "f");
    let id = one(&store, feed, came("1", "l", "one"), Outcome::New);
    let brought = |store: &Store| {
        let known = store.known(&Location::Url("l".to_owned()), RevisionId::of(b"one")).unwrap();
        known.unwrap().brought
    };
    assert!(brought(&store));
    assert_eq!(put(&store, "l", "one").outcome, Outcome::Unchanged);
    assert!(!brought(&store));
    store.unfollow(feed, at(3)).unwrap();
    assert_eq!(ids(&store, Scope::default()), [id]);
}
