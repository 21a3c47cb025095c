use std::fs;

use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use proptest::test_runner::Config;

use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::DocumentId;
use crate::source::{FeedId, Location};
use crate::store::changes::Following;
use crate::store::documents::{Flag, flag};
use crate::store::entry::{Counts, ListEntry};
use crate::store::error::Error;
use crate::store::feeds::NewFeed;
use crate::store::incoming::Outcome;
use crate::store::marks::Mark;
use crate::store::mismatches::WrongMatch;
use crate::store::sample::{Came, anchor, arrive, at, bookmark, follow, put, store};
use crate::store::store::Store;
use crate::store::subscription::{Only, Scope, Whole};
use crate::verdict::{Subject, Verdict};

const TEXT: &str = "one two three";

/// Something a user does.
#[derive(Clone, Debug)]
enum Deed {
    Keep(u8, usize, String),
    Edit(u8, String),
    Drop(u8),
    Mark(usize, char, usize),
    Read(usize, bool),
    Star(usize, bool),
    Judge(usize, Vec<(usize, Option<Verdict>)>),
    Remove(usize),
    AddAgain(usize),
    Undo,
    Redo,
}

fn deed() -> impl Strategy<Value = Deed> {
    let which = 0_usize..3;
    prop_oneof![
        (0_u8..3, which.clone(), "[a-c]{0,2}").prop_map(|(a, b, c)| Deed::Keep(a, b, c)),
        (0_u8..3, "[a-c]{0,2}").prop_map(|(a, b)| Deed::Edit(a, b)),
        (0_u8..3).prop_map(Deed::Drop),
        (which.clone(), prop_oneof![Just('a'), Just('z'), Just('A')], 1_usize..5)
            .prop_map(|(a, b, c)| Deed::Mark(a, b, c)),
        (which.clone(), any::<bool>()).prop_map(|(a, b)| Deed::Read(a, b)),
        (which.clone(), any::<bool>()).prop_map(|(a, b)| Deed::Star(a, b)),
        (which.clone(), proptest::collection::vec((0_usize..3, verdict()), 1..3))
            .prop_map(|(a, b)| Deed::Judge(a, b)),
        which.clone().prop_map(Deed::Remove),
        which.prop_map(Deed::AddAgain),
        Just(Deed::Undo),
        Just(Deed::Redo),
    ]
}

fn verdict() -> impl Strategy<Value = Option<Verdict>> {
    prop_oneof![Just(None), Just(Some(Verdict::Dismissed)), Just(Some(Verdict::Confirmed))]
}

/// A fact that is judged as a whole, or one at a place.
fn subject(which: usize) -> Subject {
    let passage = (which > 0).then(|| anchor(TEXT, which));
    Subject { kind: "time".to_owned(), value: "1996".to_owned(), passage }
}

/// All that a user can change.
#[derive(Clone, Debug, PartialEq)]
struct Everything {
    /// Whether each document is removed, read and starred; the list does not show this of removed ones.
    flags: Vec<[bool; 3]>,
    entries: Vec<ListEntry>,
    bookmarks: Vec<Bookmark>,
    marks: Vec<Mark>,
    verdicts: Vec<Vec<(Subject, Verdict)>>,
}

fn everything(store: &Store, documents: &[DocumentId]) -> Everything {
    let flags = |id: &DocumentId| {
        store.read(|connection| {
            let [removed, read, starred] = [Flag::Removed, Flag::Read, Flag::Starred]
                .map(|which| flag(connection, *id, which));
            Ok([removed?, read?, starred?])
        })
    };
    let all = Everything {
        flags: documents.iter().map(|id| flags(id).unwrap()).collect(),
        entries: store.list(Scope::default(), None, 100).unwrap(),
        bookmarks: store.bookmarks(None).unwrap(),
        marks: documents.iter().flat_map(|id| store.marks(*id).unwrap()).collect(),
        verdicts: documents.iter().map(|id| store.verdicts(*id).unwrap()).collect(),
    };
    let count = |keep: &dyn Fn(&&ListEntry) -> bool| {
        u64::try_from(all.entries.iter().filter(keep).count()).unwrap()
    };
    let counts = Counts {
        documents: count(&|_| true),
        unread: count(&|entry| !entry.read),
        starred: count(&|entry| entry.starred),
        bookmarks: u64::try_from(all.bookmarks.len()).unwrap(),
    };
    assert_eq!(store.counts().unwrap(), counts);
    for entry in &all.entries {
        let kept = store.bookmarks(Some(entry.id)).unwrap();
        assert_eq!(usize::try_from(entry.bookmarks).unwrap(), kept.len());
    }
    all
}

fn address(which: usize) -> String {
    format!("https://example.org/{which}")
}

fn do_it(store: &Store, documents: &[DocumentId], deed: &Deed) {
    match deed {
        Deed::Keep(number, which, note) => {
            // A bookmark keeps its document for life.
            let document = documents[(usize::from(*number) + which) % documents.len()];
            let id = BookmarkId::from_bytes([*number; 16]);
            let old = store.bookmarks(None).unwrap().into_iter().find(|kept| kept.id == id);
            let document = old.map_or(document, |old| old.document);
            store.keep(&bookmark(*number, document, TEXT, note), at(1)).unwrap();
        }
        Deed::Edit(number, note) => {
            let id = BookmarkId::from_bytes([*number; 16]);
            let old = store.bookmarks(None).unwrap().into_iter().find(|kept| kept.id == id);
            if let Some(old) = old {
                let edited = Bookmark { note: note.clone(), ..old };
                store.edit_bookmark(&edited, at(1)).unwrap();
            } else {
                let nothing = bookmark(*number, documents[0], TEXT, note);
                let refused = store.edit_bookmark(&nothing, at(1));
                assert!(matches!(refused, Err(Error::NoBookmark { .. })));
            }
        }
        Deed::Drop(number) => {
            store.drop_bookmark(BookmarkId::from_bytes([*number; 16]), at(1)).unwrap();
        }
        Deed::Mark(which, name, length) => {
            store.set_mark(documents[*which], *name, &anchor(TEXT, *length), at(1)).unwrap();
        }
        Deed::Read(which, read) => store.set_read(documents[*which], *read, at(1)).unwrap(),
        Deed::Star(which, star) => store.set_starred(documents[*which], *star, at(1)).unwrap(),
        Deed::Judge(which, said) => {
            let judgements: Vec<_> =
                said.iter().map(|(which, verdict)| (subject(*which), *verdict)).collect();
            store.judge(documents[*which], &judgements, at(1)).unwrap();
        }
        Deed::Remove(which) => store.remove(documents[*which], at(1)).unwrap(),
        Deed::AddAgain(which) => {
            assert_eq!(put(store, &address(*which), TEXT).id, documents[*which]);
        }
        Deed::Undo | Deed::Redo => {}
    }
}

proptest! {
    #![proptest_config(Config { cases: 12, failure_persistence: None, ..Config::default() })]

    /// Undo and redo walk through exactly the states that there were.
    #[test]
    fn everything_can_be_taken_back_and_made_again(deeds in proptest::collection::vec(deed(), 0..20)) {
        let (_folder, store) = store();
        let documents: Vec<_> = (0..3).map(|which| put(&store, &address(which), TEXT).id).collect();
        while store.undo().unwrap().is_some() {}
        assert!(store.list(Scope::default(), None, 9).unwrap().is_empty(), "what was added is taken back");
        while store.redo().unwrap().is_some() {}

        let mut states = vec![everything(&store, &documents)];
        let first = 3;
        let mut now = 0;
        for deed in &deeds {
            match deed {
                Deed::Undo if now > 0 => {
                    assert!(store.undo().unwrap().is_some());
                    now -= 1;
                }
                Deed::Undo => {}
                Deed::Redo => {
                    let redone = store.redo().unwrap();
                    assert_eq!(redone.is_some(), now + 1 < states.len());
                    now += usize::from(redone.is_some());
                }
                deed => {
                    do_it(&store, &documents, deed);
                    let after = everything(&store, &documents);
                    if after != states[now] {
                        states.truncate(now + 1);
                        states.push(after);
                        now += 1;
                    }
                }
            }
            assert_eq!(everything(&store, &documents), states[now]);
        }
        while now > 0 {
            assert!(store.undo().unwrap().is_some());
            now -= 1;
            assert_eq!(everything(&store, &documents), states[now]);
        }
        for _ in 0..first {
            assert!(store.undo().unwrap().is_some());
        }
        assert_eq!(store.undo().unwrap(), None);
    }
}

#[test]
fn every_change_says_what_it_was() {
    let (_folder, store) = store();
    let id = put(&store, "a", TEXT).id;
    let kept = bookmark(1, id, TEXT, "note");
    let edited = Bookmark { note: "other".to_owned(), ..kept.clone() };
    store.keep(&kept, at(1)).unwrap();
    store.edit_bookmark(&edited, at(1)).unwrap();
    store.drop_bookmark(kept.id, at(1)).unwrap();
    store.set_mark(id, 'x', &kept.anchor, at(1)).unwrap();
    store.set_mark(id, 'X', &kept.anchor, at(1)).unwrap();
    store.set_read(id, true, at(1)).unwrap();
    store.set_read(id, false, at(1)).unwrap();
    store.set_starred(id, true, at(1)).unwrap();
    store.set_starred(id, false, at(1)).unwrap();
    store.remove(id, at(1)).unwrap();
    let mut said = Vec::new();
    while let Some(undone) = store.undo().unwrap() {
        assert_eq!(undone.document, Some(id), "{}", undone.description);
        said.push(undone.description);
    }
    let expected = [
        "article removed",
        "star taken away",
        "star set",
        "marked as unread",
        "marked as read",
        "mark X set",
        "mark x set",
        "bookmark dropped “one”",
        "note changed “one”",
        "bookmark added “one”",
        "article added",
    ];
    assert_eq!(said, expected);
}

#[test]
fn every_change_of_feeds_says_what_it_was() {
    let (_folder, store) = store();
    let feed = follow(&store, "f");
    let new = |address: &str| NewFeed {
        location: Location::Url(address.to_owned()),
        title: address.to_owned(),
        given: None,
        site: None,
        folders: Vec::new(),
    };
    let known = store.follow(&[new("g"), new("f"), new("h"), new("g")], at(1)).unwrap();
    let known: Vec<_> = known.into_iter().map(|(_, following)| following).collect();
    let (now, already) = (Following::Now, Following::Already);
    assert_eq!(known, [now, already, now, already]);
    store.rename_feed(feed, "a name", at(1)).unwrap();
    store.set_whole(feed, Whole::WithFeed, at(1)).unwrap();
    store.set_whole(feed, Whole::WithFeed, at(1)).unwrap();
    store.set_whole(feed, Whole::WhenOpened, at(1)).unwrap();
    let came = |id| Came { id, link: "", text: id, published: 0 };
    arrive(&store, feed, &[came("x"), came("y")], 10);
    let scope = Scope { feed: Some(feed), only: Only::All };
    assert_eq!(store.mark_all_read(scope, at(1)).unwrap(), 2);
    assert_eq!(store.mark_all_read(scope, at(1)).unwrap(), 0);
    store.unfollow(feed, at(1)).unwrap();
    store.unfollow(feed, at(1)).unwrap();
    let mut said = Vec::new();
    while let Some(undone) = store.undo().unwrap() {
        assert_eq!(undone.document, None);
        said.push(undone.description);
    }
    let expected = [
        "feed unfollowed",
        "2 articles marked as read",
        "whole articles of a feed left off",
        "whole articles of a feed asked for",
        "feed renamed",
        "2 feeds followed",
        "feed followed",
    ];
    assert_eq!(said, expected);
    let nothing = FeedId::from_bytes([9; 16]);
    assert!(matches!(store.unfollow(nothing, at(1)), Err(Error::NoFeed { .. })));
    assert!(matches!(store.rename_feed(nothing, "x", at(1)), Err(Error::NoFeed { .. })));
    assert!(matches!(store.set_whole(nothing, Whole::WithFeed, at(1)), Err(Error::NoFeed { .. })));
}

#[test]
fn every_change_of_stories_says_what_it_was() {
    let (_folder, store) = store();
    let [one, other] = ["a", "b"].map(|address| put(&store, address, TEXT).id);
    store.join_stories(&[one, other], at(1)).unwrap();
    store.join_stories(&[one, other], at(1)).unwrap();
    let joined = store.story_of(one).unwrap().unwrap().id;
    store.rename_story(joined, "a name", at(1)).unwrap();
    store.rename_story(joined, " ", at(1)).unwrap();
    let wrong = WrongMatch { one: (one, anchor(TEXT, 3)), other: (other, anchor(TEXT, 2)) };
    store.deny_match(&wrong, at(1)).unwrap();
    store.deny_match(&wrong, at(1)).unwrap();
    let turned = WrongMatch { one: wrong.other.clone(), other: wrong.one.clone() };
    assert_eq!(store.wrong_matches(one).unwrap(), [wrong]);
    assert_eq!(store.wrong_matches(other).unwrap(), [turned]);
    store.split_from_story(other, at(1)).unwrap();
    store.split_from_story(other, at(1)).unwrap();
    let mut said = Vec::new();
    while let Some(undone) = store.undo().unwrap() {
        said.push((undone.description, undone.document));
    }
    let said: Vec<_> = said.iter().map(|(said, document)| (said.as_str(), *document)).collect();
    let expected = [
        ("article split from its story", Some(other)),
        ("match marked as wrong", Some(one)),
        ("title of a story taken away", None),
        ("story renamed", None),
        ("articles joined into one story", None),
        ("article added", Some(other)),
        ("article added", Some(one)),
    ];
    assert_eq!(said, expected);
    assert_eq!(store.wrong_matches(one).unwrap(), []);
    let nobody = DocumentId::from_bytes([9; 16]);
    assert!(matches!(store.split_from_story(nobody, at(1)), Err(Error::NoDocument { .. })));
    assert!(matches!(store.join_stories(&[one, nobody], at(1)), Err(Error::NoDocument { .. })));
}

#[test]
fn every_verdict_says_what_it_was() {
    let (_folder, store) = store();
    let id = put(&store, "a", TEXT).id;
    let (dismissed, confirmed) = (Some(Verdict::Dismissed), Some(Verdict::Confirmed));
    for said in [dismissed, None, confirmed, confirmed, None, confirmed, dismissed] {
        store.judge(id, &[(subject(0), said), (subject(1), said)], at(1)).unwrap();
    }
    assert_eq!(store.verdicts(id).unwrap().len(), 2);
    let mut said = Vec::new();
    while let Some(undone) = store.undo().unwrap() {
        assert_eq!(undone.document, Some(id));
        said.push(undone.description);
    }
    let expected = [
        "fact dismissed",
        "fact confirmed",
        "confirmation taken back",
        "fact confirmed",
        "dismissed fact brought back",
        "fact dismissed",
        "article added",
    ];
    assert_eq!(said, expected);
    assert_eq!(store.verdicts(id).unwrap(), []);
}

#[test]
fn verdicts_outlive_the_document_and_its_texts() {
    let (_folder, store) = store();
    let id = put(&store, "a", TEXT).id;
    store.judge(id, &[(subject(2), Some(Verdict::Confirmed))], at(1)).unwrap();
    put(&store, "a", "another text");
    store.remove(id, at(2)).unwrap();
    assert_eq!(store.verdicts(id).unwrap(), [(subject(2), Verdict::Confirmed)]);
}

#[test]
fn a_change_to_what_is_so_already_is_none() {
    let (_folder, store) = store();
    let id = put(&store, "a", TEXT).id;
    store.set_read(id, false, at(1)).unwrap();
    store.drop_bookmark(BookmarkId::from_bytes([1; 16]), at(1)).unwrap();
    assert_eq!(store.undo().unwrap().unwrap().description, "article added");
    let nobody = DocumentId::from_bytes([9; 16]);
    assert!(matches!(store.set_read(nobody, true, at(1)), Err(Error::NoDocument { .. })));
    assert!(matches!(store.remove(nobody, at(1)), Err(Error::NoDocument { .. })));
}

/// A program that is killed leaves its files as they are at that moment.
#[test]
fn what_was_saved_is_there_after_a_kill() {
    let (folder, store) = store();
    let id = put(&store, "a", TEXT).id;
    for number in 0..20 {
        store.keep(&bookmark(number, id, TEXT, "note"), at(1)).unwrap();
        if number % 5 == 0 {
            let killed = tempfile::tempdir().unwrap();
            for name in ["library.db", "library.db-wal", "library.db.id"] {
                let bytes = fs::read(folder.path().join(name)).unwrap();
                fs::write(killed.path().join(name), bytes).unwrap();
            }
            let again = Store::open(&killed.path().join("library.db")).unwrap();
            assert!(!again.is_new());
            let kept = again.bookmarks(Some(id)).unwrap();
            assert_eq!(kept, store.bookmarks(Some(id)).unwrap());
            assert_eq!(kept.len(), usize::from(number) + 1);
            assert_eq!(put(&again, "a", TEXT).outcome, Outcome::Unchanged);
        }
    }
}
