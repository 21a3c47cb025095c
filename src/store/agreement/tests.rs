use std::fs;

use crate::bookmark::{BookmarkId, Edit};
use crate::store::changes::change;
use crate::store::hit::{SavedSearch, SearchId};
use crate::store::journal::file::{journal_path, read_journal};
use crate::store::sample::{anchor, at, bookmark, follow, put, store};
use crate::store::state::State;
use crate::store::store::Store;
use crate::verdict::{Subject, Verdict};

const TEXT: &str = "one two three";

/// A store with something of everything the user can say.
fn filled() -> (tempfile::TempDir, Store) {
    let (folder, store) = store();
    let id = put(&store, "https://example.org/a", TEXT).id;
    let other = put(&store, "https://example.org/b", "four five six").id;
    store.keep(&bookmark(1, id, TEXT, "a note"), at(5)).unwrap();
    store.keep(&bookmark(2, other, TEXT, "another"), at(5)).unwrap();
    store.keep(&bookmark(3, other, TEXT, "dropped"), at(5)).unwrap();
    store.drop_bookmark(crate::bookmark::BookmarkId::from_bytes([3; 16]), at(6)).unwrap();
    store.set_mark(id, 'x', &anchor(TEXT, 3), at(7)).unwrap();
    store.set_mark(id, 'X', &anchor(TEXT, 3), at(7)).unwrap();
    store.set_starred(other, true, at(8)).unwrap();
    let feed = follow(&store, "https://example.org/feed");
    store.rename_feed(feed, "mine", at(9)).unwrap();
    let subject = Subject { kind: "person".to_owned(), value: "ana orr".to_owned(), passage: None };
    store.judge(id, &[(subject, Some(Verdict::Dismissed))], at(9)).unwrap();
    keep_many(&store, id);
    let tags = |tags: &[&str]| tags.iter().map(|&tag| tag.to_owned()).collect::<Vec<_>>();
    store.set_article_tags(id, &tags(&["left"]), at(10)).unwrap();
    store.set_article_tags(id, &tags(&["sea", "peace"]), at(11)).unwrap();
    for (number, query) in [(1, "peace"), (2, "war"), (1, "peace -war")] {
        let id = SearchId::from_bytes([number; 16]);
        let search = SavedSearch { id, name: "mine".to_owned(), query: query.to_owned() };
        store.save_search(&search, at(12)).unwrap();
    }
    store.drop_search(SearchId::from_bytes([2; 16]), at(13)).unwrap();
    (folder, store)
}

/// Changes, drops and brings back several passages at once; none of them is left.
fn keep_many(store: &Store, id: crate::document::DocumentId) {
    let ids: Vec<_> = (5..9).map(|number| BookmarkId::from_bytes([number; 16])).collect();
    for number in 5..9 {
        store.keep(&bookmark(number, id, TEXT, "one of many"), at(9)).unwrap();
    }
    store.edit_bookmarks(&ids, &[Edit::Note("changed together".to_owned())], at(9)).unwrap();
    store.undo().unwrap();
    store.redo().unwrap();
    store.drop_bookmarks(&ids, at(9)).unwrap();
    store.undo().unwrap();
    store.redo().unwrap();
}

/// All that the user said, as one text.
fn said(store: &Store) -> String {
    let documents = ["https://example.org/a", "https://example.org/b"];
    let mut lines = Vec::new();
    store
        .read(|connection| {
            for sql in [
                "SELECT hex(id) || hex(document) || note || exact || tags FROM bookmarks ORDER BY id",
                "SELECT tag || bookmarks.note FROM bookmark_tags JOIN bookmarks
                     ON bookmarks.number = bookmark ORDER BY 1",
                "SELECT hex(document) || tag || place FROM article_tags ORDER BY 1",
                "SELECT hex(id) || name || query FROM saved_searches ORDER BY 1",
                "SELECT hex(document) || name || anchor FROM marks",
                "SELECT hex(document) || name || anchor FROM global_marks",
                "SELECT hex(document) || kind || value || passage || verdict FROM verdicts",
                "SELECT hex(id) || location || given || followed FROM feeds",
                "SELECT hex(id) || location FROM documents WHERE starred = 1",
            ] {
                let mut statement = connection.prepare(sql)?;
                let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
                for row in rows {
                    lines.push(row?);
                }
            }
            Ok(())
        })
        .unwrap();
    assert_eq!(documents.len(), 2);
    lines.join("\n")
}

#[test]
fn a_store_and_its_journal_agree() {
    let (_folder, store) = filled();
    let agreement = store.agreement().unwrap();
    assert_eq!(agreement.missing, [""; 0]);
    assert_eq!(agreement.lost, [""; 0]);
    assert_eq!((agreement.notes, agreement.unreadable), (2, 0));
    assert_eq!(store.catch_up().unwrap(), 0);
}

#[test]
fn a_journal_that_lacks_nothing_is_looked_at_while_others_write() {
    let (_folder, store) = filled();
    let other = Store::open(store.path()).unwrap();
    let added = other.alone(|_| Ok(store.catch_up().unwrap())).unwrap();
    assert_eq!(added, 0);
}

#[test]
fn a_change_that_is_untold_is_counted_once() {
    let (_folder, store) = filled();
    let id = put(&store, "https://example.org/a", TEXT).id;
    let dropped = BookmarkId::from_bytes([2; 16]);
    for state in [
        State::Bookmark(BookmarkId::from_bytes([9; 16]), Some(bookmark(9, id, TEXT, "untold"))),
        State::Starred(id, true),
        State::Bookmark(dropped, None),
    ] {
        store.alone(|connection| change(connection, &state, at(20))).unwrap();
    }
    let agreement = store.agreement().unwrap();
    assert_eq!(agreement.missing.len(), 3, "{:?}", agreement.missing);
    assert_eq!(agreement.lost, [""; 0]);
    assert_eq!(store.catch_up().unwrap(), 3);
    assert_eq!(store.agreement().unwrap().missing, [""; 0]);
}

#[test]
fn a_journal_that_is_gone_or_torn_anywhere_is_brought_up() {
    let (_folder, store) = filled();
    let path = journal_path(store.path());
    let whole = fs::read(&path).unwrap();
    for length in (0..=whole.len()).rev().step_by(211) {
        fs::write(&path, &whole[..length]).unwrap();
        store.catch_up().unwrap();
        let agreement = store.agreement().unwrap();
        assert_eq!((agreement.missing, agreement.lost), (vec![], vec![]), "{length}");
        assert_eq!(agreement.notes, 2);
    }
    fs::remove_file(&path).unwrap();
    assert!(store.catch_up().unwrap() > 8);
    assert_eq!(store.agreement().unwrap().notes, 2);
}

#[test]
fn an_empty_store_has_all_again_from_the_journal() {
    let (_one, full) = filled();
    let (_other, empty) = store();
    fs::copy(journal_path(full.path()), journal_path(empty.path())).unwrap();
    let replayed = empty.replay(0).unwrap();
    assert_eq!((replayed.notes, replayed.left), (2, 0));
    assert_eq!(said(&empty), said(&full));
    // Once more changes nothing.
    empty.replay(0).unwrap();
    assert_eq!(said(&empty), said(&full));
    // The articles are not there, but what was said of them is when they are.
    assert_eq!(empty.counts().unwrap().documents, 0);
    put(&empty, "https://example.org/b", "four five six");
    assert_eq!(empty.counts().unwrap().documents, 1);
    assert_eq!(empty.counts().unwrap().starred, 1);
}

#[test]
fn what_was_changed_together_is_not_brought_back_as_it_was_before() {
    let (_folder, store) = store();
    let id = put(&store, "https://example.org/a", TEXT).id;
    let ids: Vec<_> = (1..4).map(|number| BookmarkId::from_bytes([number; 16])).collect();
    for number in 1..4 {
        store.keep(&bookmark(number, id, TEXT, "before"), at(1)).unwrap();
    }
    store.edit_bookmarks(&ids, &[Edit::Note("after".to_owned())], at(2)).unwrap();
    store.drop_bookmarks(&ids[1..], at(3)).unwrap();
    let before = said(&store);
    let agreement = store.agreement().unwrap();
    assert_eq!((agreement.missing, agreement.lost), (vec![], vec![]));
    assert_eq!(agreement.notes, 1);
    for since in 0..7 {
        store.replay(since).unwrap();
        assert_eq!(said(&store), before, "{since}");
    }
    // What is taken back is so in the journal, too.
    store.undo().unwrap();
    let before = said(&store);
    assert_eq!(store.agreement().unwrap().notes, 3);
    store.replay(0).unwrap();
    assert_eq!(said(&store), before);
}

#[test]
fn overtaken_rows_are_left_out_when_they_are_most() {
    let (_folder, store) = filled();
    let before = said(&store);
    let id = put(&store, "https://example.org/b", "four five six").id;
    let mut kept = bookmark(2, id, TEXT, "");
    for number in 0..300 {
        kept.note = format!("{number} {}", "long ".repeat(1000));
        store.edit_bookmark(&kept, at(number)).unwrap();
    }
    store.edit_bookmark(&bookmark(2, id, TEXT, "another"), at(400)).unwrap();
    let path = journal_path(store.path());
    assert!(store.shorten_journal().unwrap());
    assert!(!store.shorten_journal().unwrap());
    assert!(fs::metadata(&path).unwrap().len() < 20_000);
    assert_eq!(store.catch_up().unwrap(), 0);
    assert_eq!(store.agreement().unwrap().notes, 2);
    assert_eq!(read_journal(&path).unwrap().unreadable, 0);
    assert_eq!(said(&store), before);
}

#[test]
fn what_was_told_meanwhile_stays_the_newest() {
    let (_folder, store) = store();
    let id = put(&store, "https://example.org/a", TEXT).id;
    store.keep(&bookmark(1, id, TEXT, "old"), at(1)).unwrap();
    store.edit_bookmark(&bookmark(1, id, TEXT, "new"), at(2)).unwrap();
    let rows = read_journal(&journal_path(store.path())).unwrap().rows;
    let [.., old, new] = rows.as_slice() else { panic!("{rows:?}") };
    let untold = super::Untold { numbers: vec![old.change], ..super::Untold::default() };
    let mut lines = String::new();
    let since = std::slice::from_ref(new);
    let added = store.read(|connection| super::tell(connection, &mut lines, &untold, since));
    assert_eq!(added.unwrap(), 2);
    let last = lines.lines().last().unwrap();
    assert!(last.contains("new") && !last.contains("old"), "{lines}");
}
