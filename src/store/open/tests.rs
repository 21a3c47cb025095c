use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::{Connection, StatementStatus};
use tempfile::TempDir;

use super::{Opening, open};
use crate::document::DocumentId;
use crate::store::error::{Error, Fault};
use crate::store::lists::COLUMNS;
use crate::store::sample::{Came, arrive, follow};
use crate::store::schema::{APPLICATION, STEPS, format, version};
use crate::store::store::Store;
use crate::store::subscription::{Only, Scope};
use crate::verdict::{Subject, Verdict};

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    (folder, path)
}

fn made() -> (TempDir, PathBuf) {
    let (folder, path) = folder();
    assert!(Store::open(&path).unwrap().is_new());
    (folder, path)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Opening must fail with a message that says all of this, and leave everything as it is.
#[track_caller]
fn check(path: &Path, expected: &[&str]) {
    let folder = path.parent().unwrap();
    let (before, beside) = (fs::read(path).ok(), names(folder));
    let message = Store::open(path).map(|_| "it was opened").unwrap_err().to_string();
    for part in expected.iter().copied().chain([path.to_str().unwrap()]) {
        assert!(message.contains(part), "`{message}` does not say `{part}`");
    }
    assert!(!message.contains('\n') && !message.ends_with('.'), "{message}");
    assert_eq!(fs::read(path).ok(), before, "the file was changed");
    assert_eq!(names(folder), beside, "files came or went beside it");
}

#[test]
fn a_store_is_made_once_and_opened_again() {
    let (folder, path) = made();
    assert_eq!(names(folder.path()), ["library.db", "library.db.id"]);
    let again = Store::open(&path).unwrap();
    assert!(!again.is_new());
    let ask = |name: &str| {
        let Opening { connection, .. } = open(&path, STEPS).unwrap();
        connection.pragma_query_value(None, name, |row| row.get::<_, String>(0)).or_else(|_| {
            connection
                .pragma_query_value(None, name, |row| row.get::<_, i64>(0))
                .map(|number| number.to_string())
        })
    };
    let settings = [
        ("journal_mode", "wal".to_owned()),
        ("synchronous", "2".to_owned()),
        ("foreign_keys", "1".to_owned()),
        ("trusted_schema", "0".to_owned()),
        ("cell_size_check", "1".to_owned()),
        ("busy_timeout", "10000".to_owned()),
        ("application_id", APPLICATION.to_string()),
        ("user_version", format(STEPS).to_string()),
    ];
    for (name, expected) in settings {
        assert_eq!(ask(name).unwrap(), expected, "{name}");
    }
}

#[test]
fn a_path_with_signs_in_it_is_a_path() {
    let (folder, _) = folder();
    for name in ["a?b=c#d%20.db", "中文 x.db", "file:x.db"] {
        let path = folder.path().join(name);
        assert!(Store::open(&path).unwrap().is_new(), "{name}");
        assert!(!Store::open(&path).unwrap().is_new(), "{name}");
        assert!(path.is_file(), "{name}");
    }
}

#[test]
fn what_is_no_store_is_refused() {
    let (_folder, path) = folder();
    fs::write(&path, "").unwrap();
    check(&path, &["is empty", "backup"]);
    fs::write(&path, "hello").unwrap();
    check(&path, &["is not a library", "no database"]);
    fs::write(&path, [7; 8192]).unwrap();
    check(&path, &["is not a library", "no database"]);
    fs::write(path.with_file_name("library.db.backup-1"), "x").unwrap();
    check(&path, &["there is a backup in", "library.db.backup-1"]);
    let inner = path.with_file_name("inner");
    fs::create_dir(&inner).unwrap();
    check(&inner, &["is a folder"]);
}

#[test]
fn another_programs_database_is_refused() {
    let (_folder, path) = folder();
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("CREATE TABLE t (a); PRAGMA user_version = 9999").unwrap();
    check(&path, &["another program's", "version 9999", "newer"]);
    connection.pragma_update(None, "application_id", 305_419_896).unwrap();
    check(&path, &["another program's", "305419896"]);
}

#[test]
fn a_newer_store_is_refused_even_if_only_the_log_says_so() {
    let (_folder, path) = made();
    let Opening { connection, .. } = open(&path, STEPS).unwrap();
    connection.pragma_update(None, "wal_autocheckpoint", 0).unwrap();
    connection.pragma_update(None, "user_version", 77).unwrap();
    assert!(matches!(Store::open(&path), Err(Error::Newer { found: 77, .. })));
    drop(connection);
    check(&path, &["newer version", "77", &format(STEPS).to_string()]);
}

#[test]
fn a_lost_store_is_not_replaced() {
    let (folder, path) = made();
    let whole = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    check(&path, &["is missing", "library.db.id", "backup"]);
    fs::write(&path, "").unwrap();
    check(&path, &["is empty"]);
    for length in [50, 4096, whole.len() - 4096] {
        fs::write(&path, &whole[..length]).unwrap();
        check(&path, &["is damaged", "backup"]);
    }
    fs::write(&path, vec![7; 8192]).unwrap();
    check(&path, &["is damaged"]);
    fs::write(&path, &whole).unwrap();
    assert!(!Store::open(&path).unwrap().is_new());
    fs::remove_file(folder.path().join("library.db.id")).unwrap();
    assert!(!Store::open(&path).unwrap().is_new());
    assert_eq!(names(folder.path()), ["library.db", "library.db.id"]);
}

#[test]
fn a_log_without_its_store_is_not_taken_for_that_of_a_new_one() {
    let (_folder, path) = folder();
    fs::write(path.with_file_name("library.db-wal"), "what was not yet written back").unwrap();
    check(&path, &["is missing", "library.db-wal"]);
}

/// Nothing is read-only to the superuser, who cannot run this test.
#[cfg(unix)]
#[test]
fn a_place_that_cannot_be_written_to_is_said() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = made();
    let allow = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    allow(&path, 0o444);
    if fs::File::options().append(true).open(&path).is_ok() {
        eprintln!("this user may write everything: read-only places were not tried");
        return;
    }
    check(&path, &["cannot be written to", "nothing could be saved"]);
    allow(&path, 0o644);
    allow(folder.path(), 0o555);
    check(&path, &["cannot be written to", "nothing could be saved"]);
    check(&folder.path().join("new.db"), &["cannot be written to"]);
    let message = Store::open(&folder.path().join("sub/new.db")).unwrap_err().to_string();
    assert!(message.starts_with("cannot make the folder"), "{message}");
    allow(folder.path(), 0o755);
}

#[test]
fn damage_inside_is_said_when_it_is_met_and_changes_nothing() {
    let (_folder, path) = made();
    let mut bytes = fs::read(&path).unwrap();
    for page in bytes.chunks_mut(4096).skip(1) {
        page[..64].fill(0xEE);
    }
    fs::write(&path, &bytes).unwrap();
    let message = Store::open(&path).and_then(|store| store.counts()).unwrap_err().to_string();
    assert!(message.contains("is damaged"), "{message}");
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let (folder, _) = folder();
    let file = folder.path().join("file");
    fs::write(&file, "x").unwrap();
    let message = Store::open(&file.join("sub/library.db")).unwrap_err().to_string();
    assert!(message.starts_with("cannot make the folder"), "{message}");
    assert!(message.contains(file.join("sub").to_str().unwrap()), "{message}");
}

#[test]
fn a_full_disk_is_said_and_loses_nothing() {
    let (_folder, path) = made();
    let Opening { connection, .. } = open(&path, STEPS).unwrap();
    let pages: i64 = connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
    let _: i64 = connection
        .pragma_update_and_check(None, "max_page_count", pages, |row| row.get(0))
        .unwrap();
    let sql = "INSERT INTO positions VALUES (randomblob(16), hex(randomblob(9000)), 0, 0)";
    let error = Fault::from(connection.execute(sql, []).unwrap_err()).at(&path);
    assert!(matches!(error, Error::DiskFull { .. }), "{error}");
    drop(connection);
    assert_eq!(Store::open(&path).unwrap().counts().unwrap().documents, 0);
}

#[test]
fn an_older_store_is_backed_up_and_brought_up_to_date() {
    let (folder, path) = made();
    let steps: Vec<_> = STEPS.iter().copied().chain(["CREATE TABLE later (x)"]).collect();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| open(&path, &steps).unwrap());
        }
    });
    let Opening { connection, new, .. } = open(&path, &steps).unwrap();
    assert!(!new);
    assert_eq!(version(&connection).unwrap(), format(&steps));
    connection.execute("INSERT INTO later VALUES (1)", []).unwrap();
    drop(connection);
    let backup = format!("library.db.backup-{}", format(STEPS));
    assert_eq!(names(folder.path()), ["library.db", &backup, "library.db.id"]);
    let old = Connection::open(folder.path().join(backup)).unwrap();
    assert_eq!(version(&old).unwrap(), format(STEPS));
    drop(old);
    check(&path, &["newer version"]);
}

#[test]
fn over_a_network_there_is_no_log_beside_the_store() {
    let (_folder, path) = made();
    let connection = Connection::open(&path).unwrap();
    super::settle(&connection, true).unwrap();
    let mode = |connection: &Connection| -> String {
        connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap()
    };
    assert_eq!(mode(&connection), "delete");
    connection.execute("UPDATE counts SET unread = 0", []).unwrap();
    assert!(!path.with_file_name("library.db-wal").exists());
    super::settle(&connection, false).unwrap();
    assert_eq!(mode(&connection), "wal");
}

/// What the first format had in it, written as it wrote it.
const FIRST: &str = "
INSERT INTO documents (number, id, location_kind, location, title, title_origin, given, revision, added,
    turn, read, starred)
    VALUES (1, x'01010101010101010101010101010101', 'url', CAST('a' AS BLOB), 'One', 'stated', '{}', NULL,
        5, 1, 1, 0),
    (2, x'02020202020202020202020202020202', 'file', CAST('/b' AS BLOB), 'Two', 'derived', '{}', NULL,
        5, 2, 0, 1),
    (3, x'03030303030303030303030303030303', 'sample', CAST('c' AS BLOB), 'Three', 'given', '{}', NULL,
        9, 3, 0, 0);
INSERT INTO bookmarks (id, document, title, revision, first, past, exact, prefix, suffix, note, tags,
    created)
    VALUES (x'07070707070707070707070707070707', x'01010101010101010101010101010101', 'One', zeroblob(32),
        0, 3, 'one', '', '', 'a note', '[]', 6);
INSERT INTO changes (kind, document, before, after, at)
    VALUES ('read', x'01010101010101010101010101010101',
        '{\"read\":[\"01010101010101010101010101010101\",false]}',
        '{\"read\":[\"01010101010101010101010101010101\",true]}', 7);
UPDATE documents SET removed = 1 WHERE number = 3;
";

#[test]
fn a_store_of_the_first_format_keeps_all_it_has() {
    let (_folder, path) = folder();
    open(&path, &STEPS[..1]).unwrap().connection.execute_batch(FIRST).unwrap();
    let store = Store::open(&path).unwrap();
    assert!(path.with_file_name("library.db.backup-1").is_file());
    let list = |only| -> Vec<_> {
        let scope = Scope { feed: None, only };
        store.list(scope, None, 9).unwrap().into_iter().map(|entry| entry.title).collect()
    };
    assert_eq!(list(Only::All), ["Two", "One"]);
    assert_eq!(list(Only::Unread), ["Two"]);
    assert_eq!(list(Only::Starred), ["Two"]);
    let counts = store.counts().unwrap();
    assert_eq!((counts.documents, counts.unread, counts.starred, counts.bookmarks), (2, 1, 1, 1));
    assert_eq!(store.subscriptions().unwrap(), []);
    assert_eq!(store.bookmarks(None).unwrap()[0].note, "a note");
    assert_eq!(store.undo().unwrap().unwrap().description, "marked as read");
    assert_eq!(list(Only::Unread), ["Two", "One"]);
    let feed = follow(&store, "f");
    let came = |id| Came { id, link: "", text: id, published: 0 };
    assert_eq!(arrive(&store, feed, &[came("x"), came("y")], 10).len(), 2);
    assert_eq!(store.counts().unwrap().unread, 4);
}

/// What the second format had in it, written as it wrote it.
const SECOND: &str = "
INSERT INTO documents (number, id, location_kind, location, title, title_origin, given, revision, added,
    turn, removed)
    VALUES (1, x'01010101010101010101010101010101', 'url', CAST('a' AS BLOB), 'One', 'stated', '{}', NULL,
        5, 1, 0),
    (2, x'02020202020202020202020202020202', 'url', CAST('b' AS BLOB), 'Two', 'stated', '{}', NULL,
        6, 2, 1);
INSERT INTO revisions (number, document, hash, size, fetched, original)
    VALUES (1, 1, zeroblob(32), 0, 5, x''), (2, 2, zeroblob(32), 0, 6, x'');
INSERT INTO texts (number, revision, importer, digest, parts, text)
    VALUES (1, 1, 1, zeroblob(32), x'', 'one'), (2, 2, 1, zeroblob(32), x'', 'two');
INSERT INTO facts (text, extractor, part) VALUES (1, 2, x'');
UPDATE documents SET revision = number;
INSERT INTO changes (kind, document, before, after, at)
    VALUES ('present', x'02020202020202020202020202020202',
        '{\"present\":[\"02020202020202020202020202020202\",true]}',
        '{\"present\":[\"02020202020202020202020202020202\",false]}', 7);
";

#[test]
fn a_store_of_the_second_format_has_all_its_articles_to_read() {
    let (_folder, path) = folder();
    open(&path, &STEPS[..2]).unwrap().connection.execute_batch(SECOND).unwrap();
    let store = Store::open(&path).unwrap();
    assert!(path.with_file_name("library.db.backup-2").is_file());
    let id = |number: u8| DocumentId::from_bytes([number; 16]);
    let outdated = |extractor| -> Vec<_> {
        let page = store.outdated(extractor, None, 9).unwrap();
        page.into_iter().map(|place| place.document).collect()
    };
    assert_eq!(outdated(2), [id(1)], "facts of the format before have no names beside them");
    assert_eq!(store.undo().unwrap().unwrap().description, "article removed");
    assert_eq!(outdated(2), [id(2), id(1)]);
    assert_eq!(store.verdicts(id(1)).unwrap(), []);
    assert_eq!(store.naming("person:ana orr", None, 9).unwrap(), []);
    let subject = Subject { kind: "person".to_owned(), value: "ana orr".to_owned(), passage: None };
    let said = (subject.clone(), Verdict::Dismissed);
    store.judge(id(1), &[(subject, Some(Verdict::Dismissed))], Timestamp::UNIX_EPOCH).unwrap();
    drop(store);
    assert_eq!(Store::open(&path).unwrap().verdicts(id(1)).unwrap(), [said]);
}

/// What the third format had in it, written as it wrote it.
const THIRD: &str = "
INSERT INTO verdicts (document, kind, value, passage, verdict)
    VALUES (x'01010101010101010101010101010101', 'person', 'ana orr', '', 'dismissed');
INSERT INTO entities (document, key, name, mentions, added, turn, present)
    VALUES (1, 'person:ana orr', 'Ana Orr', 2, 5, 1, 1);
UPDATE documents SET extracted = 3 WHERE number = 1;
";

#[test]
fn a_store_of_the_third_format_has_all_its_stories_to_find() {
    let (_folder, path) = folder();
    let old = open(&path, &STEPS[..3]).unwrap().connection;
    old.execute_batch(SECOND).unwrap();
    old.execute_batch(THIRD).unwrap();
    drop(old);
    let store = Store::open(&path).unwrap();
    assert!(path.with_file_name("library.db.backup-3").is_file());
    let id = |number: u8| DocumentId::from_bytes([number; 16]);
    assert_eq!(store.naming("person:ana orr", None, 9).unwrap().len(), 1);
    assert_eq!(store.verdicts(id(1)).unwrap().len(), 1);
    assert_eq!(store.outdated(3, None, 9).unwrap(), [], "nothing has to be read again");
    let waiting = || -> Vec<_> {
        let page = store.unclustered(1, None, 9).unwrap();
        page.into_iter().map(|place| place.document).collect()
    };
    assert_eq!(waiting(), [id(1)]);
    assert_eq!(store.undo().unwrap().unwrap().description, "article removed");
    assert_eq!(waiting(), [id(2), id(1)]);
    assert_eq!(store.stories(None, 9).unwrap(), []);
    assert_eq!(store.entry(id(1)).unwrap().unwrap().story, None);
    store.join_stories(&[id(1), id(2)], Timestamp::UNIX_EPOCH).unwrap();
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.story_of(id(1)).unwrap(), store.story_of(id(2)).unwrap());
    assert_eq!(store.stories(None, 9).unwrap()[0].title, "One");
}

/// The hostile databases are in `db` of the folder that the variable names.
#[test]
fn hostile_databases_are_refused() {
    let Some(hostile) = std::env::var_os("SIDELIGHT_HOSTILE") else {
        eprintln!("SIDELIGHT_HOSTILE is not set: the hostile databases were not tried");
        return;
    };
    for name in ["zero.db", "garbage.db", "newer.db", "otherapp.db", "flip.db"] {
        let (_folder, path) = folder();
        fs::write(&path, fs::read(Path::new(&hostile).join("db").join(name)).unwrap()).unwrap();
        check(&path, &["it was left as it is"]);
    }
}

#[test]
fn a_row_is_read_by_the_same_plan_whatever_number_it_has() {
    let (_folder, path) = made();
    let connection = super::connect(&path).unwrap();
    let sql = format!(
        "SELECT {COLUMNS}, texts.number, octet_length(texts.text) FROM documents
             LEFT JOIN texts ON texts.revision = documents.revision
             WHERE documents.number = ?1 AND documents.removed = 0"
    );
    let mut statement = connection.prepare(&sql).unwrap();
    for number in 1..5 {
        assert!(statement.query([number]).unwrap().next().unwrap().is_none());
    }
    assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
}
