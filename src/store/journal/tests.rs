use std::fs;
use std::path::PathBuf;

use super::file::{Held, journal_path, read_journal};
use super::row::Row;
use crate::bookmark::{BookmarkId, Edit};
use crate::store::changes::change;
use crate::store::error::Error;
use crate::store::incoming::Logged;
use crate::store::sample::{at, bookmark, incoming, put, store};
use crate::store::sentinel::{Tally, read_sentinel, sentinel_path};
use crate::store::state::State;
use crate::store::store::Store;

fn rows(store: &Store) -> Vec<Row> {
    let reading = read_journal(&journal_path(store.path())).unwrap();
    assert_eq!(reading.unreadable, 0);
    reading.rows
}

fn kinds(store: &Store) -> Vec<(String, bool)> {
    rows(store).into_iter().map(|row| (row.kind, row.undone)).collect()
}

#[test]
fn every_change_is_a_row_with_all_that_was_said() {
    let (_folder, store) = store();
    let id = put(&store, "https://example.org/a", "one two three").id;
    store.keep(&bookmark(1, id, "one two three", "a note"), at(5)).unwrap();
    store.set_starred(id, true, at(6)).unwrap();
    store.set_starred(id, true, at(7)).unwrap();
    let rows = rows(&store);
    let kinds: Vec<_> = rows.iter().map(|row| row.kind.as_str()).collect();
    assert_eq!(kinds, ["present", "bookmark", "starred"]);
    let kept = &rows[1].state["bookmark"][1];
    assert_eq!(kept["note"], "a note");
    assert!(kept["anchor"]["quote"]["exact"].is_string(), "{kept}");
    assert_eq!(rows[1].at, at(5));
    let about = &rows[1].about[0];
    assert_eq!((about.is.as_str(), about.id.clone()), ("article", id.to_string()));
    assert_eq!(about.place.as_ref().unwrap()["Url"], "https://example.org/a");
    assert_eq!(
        read_sentinel(&sentinel_path(store.path())).unwrap().tally,
        Some(Tally { changes: 3, notes: 1 })
    );
}

#[test]
fn what_is_taken_back_and_made_again_is_told_too() {
    let (_folder, store) = store();
    let id = put(&store, "a", "one two three").id;
    store.keep(&bookmark(1, id, "one two three", ""), at(5)).unwrap();
    store.undo().unwrap();
    store.redo().unwrap();
    store.undo().unwrap();
    store.set_starred(id, true, at(6)).unwrap();
    let told = [
        ("present", false),
        ("bookmark", false),
        ("bookmark", true),
        ("bookmark", false),
        ("bookmark", true),
        ("starred", false),
    ];
    assert_eq!(kinds(&store), told.map(|(kind, undone)| (kind.to_owned(), undone)));
    assert!(rows(&store)[2].state["bookmark"][1].is_null());
}

#[test]
fn what_the_program_does_is_no_row() {
    let (_folder, store) = store();
    store.put(&incoming("a", "text", 1), Logged::No, at(0)).unwrap();
    assert!(!journal_path(store.path()).exists());
}

#[test]
fn without_a_journal_nothing_is_changed() {
    let (_folder, store) = store();
    let id = put(&store, "a", "one two three").id;
    let path = journal_path(store.path());
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    let error = store.keep(&bookmark(1, id, "one two three", ""), at(5)).unwrap_err();
    assert!(error.to_string().contains(".notes.jsonl"), "{error}");
    assert_eq!(store.bookmarks(None).unwrap(), []);
    fs::remove_dir(&path).unwrap();
    store.set_starred(id, true, at(6)).unwrap();
    assert_eq!(kinds(&store), [("starred".to_owned(), false)]);
}

#[test]
fn a_journal_of_another_store_is_moved_aside() {
    let (_one, first) = store();
    let (_other, second) = store();
    let id = put(&first, "a", "one two three").id;
    put(&second, "b", "text");
    fs::copy(journal_path(first.path()), journal_path(second.path())).unwrap();
    put(&second, "c", "text");
    assert_eq!(rows(&second).len(), 1, "{id}");
    let one = fs::read(journal_path(first.path())).unwrap();
    // The same once more takes the place of nothing.
    first.set_starred(id, true, at(6)).unwrap();
    fs::copy(journal_path(first.path()), journal_path(second.path())).unwrap();
    put(&second, "d", "text");
    let mut aside: Vec<PathBuf> = fs::read_dir(second.path().parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().contains(".notes-of-"))
        .collect();
    aside.sort();
    let other = fs::read(journal_path(first.path())).unwrap();
    let moved: Vec<_> = aside.iter().map(|path| fs::read(path).unwrap()).collect();
    assert_ne!(one, other);
    assert_eq!(moved, [other, one], "{aside:?}");
}

#[test]
fn what_no_line_could_hold_is_refused_and_what_several_can_is_written() {
    let (_folder, mut store) = store();
    let id = put(&store, "a", "one two three").id;
    store.limit_lines(2000);
    let ids: Vec<_> = (1..9).map(|number| BookmarkId::from_bytes([number; 16])).collect();
    for number in 1..9 {
        store.keep(&bookmark(number, id, "one two three", "before"), at(5)).unwrap();
    }
    let before = rows(&store).len();
    store.edit_bookmarks(&ids, &[Edit::Note("after".to_owned())], at(6)).unwrap();
    let told = rows(&store);
    assert_eq!(told.len(), before + 8);
    assert!(told[before..].iter().all(|row| row.state["bookmark"][1]["note"] == "after"));
    let text = fs::read_to_string(journal_path(store.path())).unwrap();
    assert!(text.lines().all(|line| line.len() < 2000));
    let error = store
        .keep(&bookmark(1, id, "one two three", &"long ".repeat(500)), at(7))
        .unwrap_err()
        .to_string();
    assert!(error.contains("nothing was changed"), "{error}");
    assert_eq!(fs::read_to_string(journal_path(store.path())).unwrap(), text);
    assert!(store.bookmarks(None).unwrap().iter().all(|kept| kept.note == "after"));
    store.undo().unwrap();
    assert_eq!(store.agreement().unwrap().missing, [""; 0]);
}

#[test]
fn instances_add_in_the_order_of_their_commits() {
    let (folder, first) = store();
    let path = folder.path().join("library.db");
    let id = put(&first, "a", "one two three").id;
    std::thread::scope(|scope| {
        for writer in 0..4_u8 {
            let path = path.clone();
            scope.spawn(move || {
                let store = Store::open(&path).unwrap();
                for number in 0..10 {
                    let kept = bookmark(writer * 10 + number, id, "one two three", "n");
                    store.keep(&kept, at(5)).unwrap();
                }
            });
        }
    });
    let numbers: Vec<_> = rows(&first).iter().map(|row| row.change).collect();
    assert_eq!(numbers, (1..=41).collect::<Vec<_>>());
}

#[test]
fn a_store_that_is_older_than_its_journal_is_refused() {
    let (_folder, store) = store();
    let id = put(&store, "a", "one two three").id;
    let path = store.path().to_owned();
    drop(store);
    let copy = fs::read(&path).unwrap();
    let store = Store::open(&path).unwrap();
    store.keep(&bookmark(1, id, "one two three", ""), at(5)).unwrap();
    drop(store);
    fs::write(&path, &copy).unwrap();
    let error = Store::open(&path).unwrap_err();
    assert!(matches!(error, Error::Stale { changes: 1, notes: (1, 0), .. }), "{error}");
    assert!(error.to_string().contains("doctor"), "{error}");
    assert_eq!(fs::read(&path).unwrap(), copy);
    assert!(!Held::take(&journal_path(&path)).unwrap().is_empty());
}

#[test]
fn what_another_program_left_untold_is_told_with_the_next_change() {
    let (_folder, store) = store();
    let id = put(&store, "a", "one two three").id;
    let kept = bookmark(1, id, "one two three", "untold");
    // As if it had been killed between the commit and the journal.
    store
        .alone(|connection| {
            change(connection, &State::Bookmark(kept.id, Some(kept.clone())), at(5))
        })
        .unwrap();
    assert_eq!(rows(&store).len(), 1);
    store.set_starred(id, true, at(6)).unwrap();
    let told = kinds(&store);
    assert_eq!(
        told.iter().map(|(kind, _)| kind).collect::<Vec<_>>(),
        ["present", "bookmark", "starred"]
    );
    assert_eq!(store.agreement().unwrap().missing, [""; 0]);
    store.set_starred(id, false, at(7)).unwrap();
    assert_eq!(rows(&store).len(), 4, "nothing is told twice");
}
