use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use tempfile::TempDir;

use super::{restore, salvage};
use crate::bookmark::Bookmark;
use crate::import::Overrides;
use crate::source::Location;
use crate::store::backups::{back_up, backups};
use crate::store::beside::beside;
use crate::store::hit::{SavedSearch, SearchId};
use crate::store::incoming::Incoming;
use crate::store::journal::file::journal_path;
use crate::store::open::draw_up;
use crate::store::sample::{at, bookmark, document, put, store};
use crate::store::schema::STEPS;
use crate::store::sentinel::{read_sentinel, sentinel_path};
use crate::store::store::Store;

const TEXT: &str = "one two three";
const ARTICLES: usize = 60;

/// A store of some size with a backup of its first half, closed.
fn filled() -> (TempDir, PathBuf, Vec<Bookmark>) {
    let (folder, store) = store();
    for number in 0..ARTICLES {
        let text = format!("{number} {}", "words of an article ".repeat(1 + number * 40));
        let id = put(&store, &format!("https://example.org/{number}"), &text).id;
        let kept = bookmark(u8::try_from(number).unwrap(), id, TEXT, &format!("note {number}"));
        store.keep(&kept, at(5)).unwrap();
        if number == ARTICLES / 2 {
            back_up(&store, date(2026, 11, 20), &|| false).unwrap();
        }
    }
    let kept = store.bookmarks(None).unwrap();
    let path = store.path().to_owned();
    (folder, path, kept)
}

/// Does damage, has the store rebuilt and looks for every note; returns how many articles are left.
#[track_caller]
fn check(name: &str, damage: impl FnOnce(&Path)) -> i64 {
    let (folder, path, kept) = filled();
    damage(&path);
    let (bytes, log) = (fs::read(&path).ok(), fs::read(beside(&path, "-wal")).ok());
    let rebuilt = salvage(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    if let Some(aside) = &rebuilt.aside {
        assert_eq!(fs::read(aside).ok(), bytes, "{name}: the damaged file was changed");
        assert_eq!(fs::read(beside(aside, "-wal")).ok(), log, "{name}: its log was changed");
    }
    let store = Store::open(&path).unwrap();
    let mut now = store.bookmarks(None).unwrap();
    now.sort_by_key(|bookmark| bookmark.id);
    let mut before = kept;
    before.sort_by_key(|bookmark| bookmark.id);
    assert_eq!(now, before, "{name}");
    assert_eq!(store.faults(false).unwrap(), [""; 0], "{name}");
    assert_eq!(store.miscounted().unwrap(), [""; 0], "{name}");
    assert_eq!(store.catch_up().unwrap(), 0, "{name}");
    let beside: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("salvage"))
        .collect();
    assert_eq!(beside, [""; 0], "{name}");
    rebuilt.articles
}

fn change(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(path).unwrap();
    change(&mut bytes);
    fs::write(path, bytes).unwrap();
}

/// Says all that is kept besides passages, and how many articles are found by a word, with the index filled again.
fn besides(store: &Store) -> String {
    while store.index_bookmarks().unwrap() {}
    for place in store.unindexed(None, 100).unwrap() {
        let ready = store.ready_index(place).unwrap().unwrap();
        store.put_indexes(&[ready]).unwrap();
    }
    let mut lines = Vec::new();
    store
        .read(|connection| {
            for sql in [
                "SELECT tag || ' ' || bookmarks.note FROM bookmark_tags
                     JOIN bookmarks ON bookmarks.number = bookmark ORDER BY 1",
                "SELECT hex(document) || tag || place FROM article_tags ORDER BY 1",
                "SELECT hex(id) || name || query FROM saved_searches ORDER BY 1",
                "SELECT hex(digest) || hex(text) || size FROM kept_texts ORDER BY 1",
                "SELECT rowid || 'article' FROM article_index WHERE article_index MATCH 'article'",
                "SELECT rowid || 'note' FROM note_index WHERE note_index MATCH 'note' ORDER BY 1",
            ] {
                let mut statement = connection.prepare(sql)?;
                let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
                let rows = rows.collect::<Result<Vec<_>, _>>()?;
                assert_ne!(rows, [""; 0], "{sql}");
                lines.extend(rows);
            }
            Ok(())
        })
        .unwrap();
    lines.join("\n")
}

/// A store with tags, searches that are kept, and a text that another took the place of.
fn filled_besides() -> (TempDir, PathBuf) {
    let (folder, path, kept) = filled();
    let store = Store::open(&path).unwrap();
    let tags = ["sea".to_owned(), "peace".to_owned()];
    store.set_article_tags(kept[0].document, &tags, at(6)).unwrap();
    let id = SearchId::from_bytes([7; 16]);
    let search = SavedSearch { id, name: "Peace".to_owned(), query: "peace -war".to_owned() };
    store.save_search(&search, at(7)).unwrap();
    let (address, bytes) = ("https://example.org/0", "0 words of an article ".as_bytes());
    let place = Location::Url(address.to_owned());
    let anew = document("0 words of an article, read anew");
    let other = Incoming::new(place, address, bytes, 2, anew, Overrides::default()).unwrap();
    store.put_anew(kept[0].document, &other, at(8)).unwrap();
    (folder, path)
}

#[test]
fn tags_searches_and_kept_texts_come_back_and_words_are_found() {
    let (_folder, path) = filled_besides();
    let before = besides(&Store::open(&path).unwrap());
    // All but the first page is sound, and so read from the file.
    for damage in [0..0, 0..4096] {
        change(&path, |bytes| bytes[damage].fill(0xEE));
        salvage(&path).unwrap();
        let store = Store::open(&path).unwrap();
        assert_eq!(besides(&store), before);
        assert_eq!(store.faults(false).unwrap(), [""; 0]);
    }
}

#[test]
fn words_that_are_wrong_in_the_index_are_written_anew() {
    let (_folder, path) = filled_besides();
    let store = Store::open(&path).unwrap();
    let before = besides(&store);
    store
        .alone(|connection| {
            connection.execute("DELETE FROM article_index_data WHERE id > 10", [])?;
            Ok(())
        })
        .unwrap();
    drop(store);
    let store = Store::open(&path).unwrap();
    let faults = store.faults(false).unwrap();
    assert!(!faults.is_empty() && faults.iter().all(|fault| fault.contains("index")), "{faults:?}");
    store.reindex().unwrap();
    assert_eq!(store.faults(false).unwrap(), [""; 0]);
    assert_eq!(besides(&store), before);
}

#[test]
fn of_a_store_without_damage_everything_is_there() {
    assert_eq!(check("whole", |_| {}), 60);
}

#[test]
fn whatever_is_damaged_every_note_comes_back() {
    check("nothing in it", |path| fs::write(path, "").unwrap());
    check("gone", |path| fs::remove_file(path).unwrap());
    check("garbage", |path| fs::write(path, vec![7; 8192]).unwrap());
    check("text", |path| fs::write(path, "hello").unwrap());
    for part in [1, 2, 3] {
        check("short", |path| change(path, |bytes| bytes.truncate(bytes.len() * part / 4)));
    }
    check("not a whole page", |path| change(path, |bytes| bytes.truncate(50)));
    let articles = check("header", |path| change(path, |bytes| bytes[..100].fill(0xEE)));
    assert_eq!(articles, 60, "only the header was damaged");
    let articles = check("first page", |path| change(path, |bytes| bytes[..4096].fill(0xEE)));
    assert_eq!(articles, 60, "only the first page was damaged");
}

#[test]
fn wherever_pages_are_damaged_every_note_comes_back() {
    let (_folder, path, _) = filled();
    let pages = fs::read(&path).unwrap().len() / 4096;
    // Deterministic, and over all kinds of pages.
    for seed in 0..6_usize {
        check(&format!("seed {seed}"), |path| {
            change(path, |bytes| {
                for number in 0..4_usize {
                    let page = 1 + (seed * 7919 + number * 104_729) % (pages - 2);
                    let from = page * 4096 + (seed * 31) % 64;
                    bytes[from..from + 600].iter_mut().for_each(|byte| *byte ^= 0x5A);
                }
            });
        });
    }
}

#[test]
fn the_rest_of_a_log_that_was_not_written_back_is_read() {
    let (_folder, path, _) = filled();
    let store = Store::open(&path).unwrap();
    put(&store, "https://example.org/late", "a late article");
    let (bytes, log) = (fs::read(&path).unwrap(), fs::read(beside(&path, "-wal")).unwrap());
    drop(store);
    fs::write(&path, bytes).unwrap();
    fs::write(beside(&path, "-wal"), &log).unwrap();
    assert_eq!(salvage(&path).unwrap().articles, 61);
    // Without its log only the journal knows of it.
    let articles = check("log gone", |path| {
        let _ = fs::remove_file(beside(path, "-wal"));
    });
    assert_eq!(articles, 60);
}

#[test]
fn a_backup_is_put_back_with_every_note_made_since() {
    let (_folder, path, kept) = filled();
    fs::write(&path, "").unwrap();
    let rebuilt = restore(&path, None).unwrap();
    assert_eq!(rebuilt.backup, Some(backups(&path, date(2026, 11, 30))[0].path.clone()));
    assert_eq!(rebuilt.articles, 31);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.bookmarks(None).unwrap().len(), kept.len());
    // The next change is one that neither has.
    put(&store, "https://example.org/59", "the last article");
    assert_eq!(store.agreement().unwrap().missing, [""; 0]);
}

#[test]
fn a_backup_of_an_older_format_is_put_back_and_leaves_nothing_besides() {
    let (folder, path, kept) = filled();
    let id = read_sentinel(&sentinel_path(&path)).unwrap().store;
    let old = beside(&path, ".backup-2026-11-29");
    draw_up(&old, id, &STEPS[..STEPS.len() - 1]).unwrap();
    assert_eq!(restore(&path, Some(&old)).unwrap().notes, i64::try_from(kept.len()).unwrap());
    let names = fs::read_dir(folder.path()).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(names.filter(|name| name.contains("salvaged")).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn a_backup_that_is_damaged_is_not_put_back() {
    let (_folder, path, kept) = filled();
    let backup = backups(&path, date(2026, 11, 30))[0].path.clone();
    change(&backup, |bytes| bytes[4096..4300].fill(0xEE));
    let before = fs::read(&path).unwrap();
    restore(&path, Some(&backup)).unwrap_err();
    assert_eq!(fs::read(&path).unwrap(), before);
    // Without a backup the journal alone has every note.
    fs::write(&path, "").unwrap();
    let rebuilt = restore(&path, None).unwrap();
    assert_eq!((rebuilt.articles, rebuilt.backup), (0, None));
    assert_eq!(Store::open(&path).unwrap().bookmarks(None).unwrap().len(), kept.len());
    fs::remove_file(journal_path(&path)).unwrap();
    let message = restore(&path, None).unwrap_err().to_string();
    assert!(message.contains("no backup that is whole"), "{message}");
}
