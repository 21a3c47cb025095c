use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use tempfile::TempDir;

use crate::anchor::{Anchor, Resolution};
use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::{DocumentId, TitleOrigin};
use crate::library::{Library, Outcome, Overrides, Scope};
use crate::source::Location;
use crate::text::range;

/// A library in a folder of its own.
struct Place {
    folder: TempDir,
    library: Library,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(&folder.path().join("deep/er/library.db")).unwrap();
        Self { folder, library }
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    #[track_caller]
    fn add(&self, path: &Path, expected: Outcome) -> DocumentId {
        let added = self.library.add_file(path, &Overrides::default()).unwrap();
        assert_eq!(added.outcome, expected);
        added.id
    }

    fn bookmark(&self, document: DocumentId, exact: &str) -> Bookmark {
        let opened = self.library.open_document(document).unwrap();
        let start = opened.document.text().find(exact).unwrap();
        let passage = range(start, start + exact.len());
        Bookmark {
            id: BookmarkId::random().unwrap(),
            document,
            title: opened.entry.title,
            anchor: Anchor::new(opened.document.text(), opened.revision, passage),
            note: "a note".to_owned(),
            tags: vec!["one".to_owned(), "two, three".to_owned()],
            label: None,
            fact: None,
            created: Timestamp::now(),
            changed: None,
        }
    }

    fn titles(&self) -> Vec<String> {
        let entries = self.library.list(None, 100).unwrap();
        entries.into_iter().map(|entry| entry.title).collect()
    }
}

#[track_caller]
fn check_message<T: std::fmt::Debug>(result: anyhow::Result<T>, expected: &[&str]) {
    let message = format!("{:#}", result.unwrap_err());
    for part in expected {
        assert!(message.contains(part), "`{message}` does not say `{part}`");
    }
    assert!(!message.contains('\n') && !message.ends_with('.'), "{message}");
}

#[test]
fn a_new_library_has_the_samples_and_an_emptied_one_stays_empty() {
    let place = Place::new();
    assert_eq!(place.library.counts().unwrap().documents, 2);
    assert_eq!(place.library.undo().unwrap(), None, "the samples are no change of the user's");
    for entry in place.library.list(None, 10).unwrap() {
        let location = place.library.location(entry.id).unwrap();
        assert!(matches!(location, Some(Location::Sample(_))));
        place.library.remove(entry.id).unwrap();
    }
    let again = Library::open(place.library.path()).unwrap();
    assert_eq!(again.list(None, 10).unwrap(), []);
}

#[test]
fn the_same_file_adds_nothing_and_a_changed_one_a_revision() {
    let place = Place::new();
    let path = place.file("a.txt", "one two three\n\nfour five six");
    let id = place.add(&path, Outcome::New);
    assert_eq!(place.add(&path, Outcome::Unchanged), id);
    let bookmark = place.bookmark(id, "four five six");
    place.library.keep(&bookmark).unwrap();

    place.file("a.txt", "zero\n\none two three\n\nfour five six");
    assert_eq!(place.add(&path, Outcome::Revised), id);
    let opened = place.library.open_document(id).unwrap();
    assert!(opened.document.text().starts_with("zero"));
    assert_eq!(opened.bookmarks, [bookmark]);
    let found = opened.bookmarks[0].anchor.resolve(opened.document.text());
    let Resolution::Moved(at) = found else { panic!("{found:?}") };
    assert_eq!(opened.document.slice(at), "four five six");

    place.file("a.txt", "one two three\n\nfour five six");
    assert_eq!(place.add(&path, Outcome::Revised), id, "the old bytes again");
    let opened = place.library.open_document(id).unwrap();
    assert!(opened.document.text().starts_with("one"));
    assert_eq!(place.library.counts().unwrap().documents, 3);
}

#[test]
fn a_removed_document_keeps_its_notes_and_comes_back() {
    let place = Place::new();
    let path = place.file("a.txt", "one two three");
    let id = place.add(&path, Outcome::New);
    let bookmark = place.bookmark(id, "two");
    place.library.keep(&bookmark).unwrap();
    place.library.remove(id).unwrap();
    assert_eq!(place.library.entry(id).unwrap(), None);
    check_message(place.library.open_document(id), &[&id.to_string(), "undo brings back"]);
    let kept = std::slice::from_ref(&bookmark);
    assert_eq!(place.library.bookmarks(None).unwrap(), kept);
    assert_eq!(place.library.bookmarks(Some(id)).unwrap(), kept);
    assert_eq!(place.add(&path, Outcome::Restored), id);
    assert_eq!(place.library.entry(id).unwrap().unwrap().bookmarks, 1);
    assert_eq!(place.library.undo().unwrap().unwrap().description, "article added");
    assert_eq!(place.library.entry(id).unwrap(), None);
}

#[test]
fn what_the_user_says_goes_first_and_stays() {
    let place = Place::new();
    let path = place.file("a.txt", "one two three");
    let said = Overrides { title: Some("A title".to_owned()), ..Overrides::default() };
    let added = place.library.add_file(&path, &said).unwrap();
    assert_eq!(added.outcome, Outcome::New);
    place.add(&path, Outcome::Unchanged);
    place.file("a.txt", "one two three four");
    place.add(&path, Outcome::Revised);
    let entry = place.library.entry(added.id).unwrap().unwrap();
    assert_eq!((entry.title.as_str(), entry.title_origin), ("A title", TitleOrigin::Given));
    let other = Overrides { title: Some("Another".to_owned()), ..Overrides::default() };
    assert_eq!(place.library.add_file(&path, &other).unwrap().outcome, Outcome::Revised);
    let opened = place.library.open_document(added.id).unwrap();
    assert_eq!(opened.entry.title, "Another");
    assert_eq!(opened.document.metadata().title.as_ref().unwrap().text, "Another");
}

#[test]
fn what_cannot_be_added_is_said_in_one_line() {
    let place = Place::new();
    let add = |path: &Path| place.library.add_file(path, &Overrides::default());
    let missing = place.folder.path().join("missing.txt");
    check_message(add(&missing), &["there is no file", "missing.txt", "check"]);
    check_message(add(place.folder.path()), &["is a folder", "give a file"]);
    check_message(add(&place.file("empty.txt", "")), &["empty.txt", "no text"]);
    check_message(add(&place.file("a.txt", "x").join("b.txt")), &["there is no file", "b.txt"]);
    let large = place.file("large.txt", "");
    fs::File::options().write(true).open(&large).unwrap().set_len(1 << 40).unwrap();
    check_message(add(&large), &["large.txt", "1099511627776", "split it"]);
    assert_eq!(place.library.counts().unwrap().documents, 2);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_instead_of_waited_for() {
    let place = Place::new();
    check_message(
        place.library.add_file(Path::new("/dev/zero"), &Overrides::default()),
        &["/dev/zero", "not a regular file"],
    );
}

#[test]
fn a_folder_is_added_with_all_that_is_in_it() {
    let place = Place::new();
    place.file("f/b.txt", "text b");
    place.file("f/sub/a.txt", "text a");
    place.file("f/.hidden/c.txt", "text c");
    place.file("f/.hidden.txt", "text d");
    let picture = place.file("f/picture.png", "");
    fs::write(picture, b"\x89PNG\r\n\x1a\n\0\0\0\xff\xfe").unwrap();
    let mut seen = Vec::new();
    let folder = place.folder.path().join("f");
    let add = |seen: &mut Vec<PathBuf>| {
        let mut progress = |path: &Path| seen.push(path.strip_prefix(&folder).unwrap().to_owned());
        place.library.add_folder(&folder, &Overrides::default(), &mut progress).unwrap()
    };
    let result = add(&mut seen);
    assert_eq!((result.added.len(), result.unsupported), (2, 1));
    assert_eq!(result.failed, [""; 0]);
    assert_eq!(seen, ["b.txt", "picture.png", "sub/a.txt"].map(PathBuf::from));
    let again = add(&mut seen);
    assert!(again.added.iter().all(|added| added.outcome == Outcome::Unchanged));
    assert_eq!(place.library.counts().unwrap().documents, 4);
    check_message(
        place.library.add_folder(&folder.join("none"), &Overrides::default(), &mut |_| ()),
        &["there is no", "none"],
    );
}

#[test]
fn the_list_is_newest_first_and_paged_both_ways() {
    let place = Place::new();
    for name in 0..5 {
        place.add(&place.file(&format!("{name}.txt"), &format!("text {name}")), Outcome::New);
    }
    let all = place.library.list(None, 100).unwrap();
    assert_eq!(place.titles()[..5], ["text 4", "text 3", "text 2", "text 1", "text 0"]);
    for limit in 1..8 {
        let mut paged = place.library.list(None, limit).unwrap();
        while let Some(last) = paged.last() {
            let next = place.library.list(Some(&last.cursor), limit).unwrap();
            if next.is_empty() {
                break;
            }
            paged.extend(next);
        }
        assert_eq!(paged, all, "{limit}");
    }
    let before = place.library.list_before(Scope::default(), &all[4].cursor, 3).unwrap();
    assert_eq!(before, all[1..4]);
    assert_eq!(place.library.list_before(Scope::default(), &all[0].cursor, 3).unwrap(), []);
    let gone = all[4].cursor;
    place.library.remove(all[4].id).unwrap();
    assert_eq!(place.library.list(Some(&gone), 1).unwrap(), all[5..6], "a gone place still orders");
}

#[test]
fn where_a_document_was_left_is_remembered() {
    let place = Place::new();
    let id = place.add(&place.file("a.txt", "one two three"), Outcome::New);
    assert_eq!(place.library.last_opened().unwrap(), None);
    let anchor = place.bookmark(id, "two").anchor;
    place.library.save_position(id, &anchor, 0.5).unwrap();
    place.library.set_mark(id, 'q', &anchor).unwrap();
    place.library.set_mark(id, 'Q', &anchor).unwrap();
    check_message(place.library.set_mark(id, '1', &anchor), &["`1`", "a to z"]);
    let again = Library::open(place.library.path()).unwrap();
    assert_eq!(again.last_opened().unwrap(), Some(id));
    let opened = again.open_document(id).unwrap();
    assert_eq!(opened.position.as_ref(), Some(&anchor));
    assert!((opened.entry.progress - 0.5).abs() < f32::EPSILON);
    let names: Vec<_> = opened.marks.iter().map(|mark| mark.name).collect();
    assert_eq!(names, ['Q', 'q']);
    assert_eq!(again.global_mark('Q').unwrap(), Some((id, anchor)));
    assert_eq!(again.global_mark('R').unwrap(), None);
    let nobody = DocumentId::from_bytes([9; 16]);
    check_message(
        again.save_position(nobody, &opened.position.unwrap(), 0.1),
        &["there is no article", &nobody.to_string()],
    );
}

#[test]
fn facts_are_found_once_and_kept() {
    let place = Place::new();
    let path = place.file("a.txt", "one two three");
    let id = place.add(&path, Outcome::New);
    assert!(place.library.open_document(id).unwrap().facts.is_none());
    let facts = place.library.facts(id).unwrap();
    let stored = place.library.open_document(id).unwrap().facts;
    assert_eq!(stored.as_ref(), Some(&facts));
    place.file("a.txt", "another text");
    place.add(&path, Outcome::Revised);
    assert!(place.library.open_document(id).unwrap().facts.is_none(), "facts of another text");
}

#[test]
fn piped_texts_do_not_replace_each_other() {
    let place = Place::new();
    let add = |text: &str| {
        let given = Overrides::default();
        place.library.add_bytes(Location::Stdin, "stdin", text.as_bytes(), &given).unwrap()
    };
    let (one, two, again) = (add("one"), add("two"), add("one"));
    assert_ne!(one.id, two.id);
    assert_eq!((again.id, again.outcome), (one.id, Outcome::Unchanged));
}

#[test]
fn two_libraries_on_one_file_lose_nothing() {
    let place = Place::new();
    let id = place.add(&place.file("a.txt", "one two three"), Outcome::New);
    let bookmark = place.bookmark(id, "two");
    let path = place.library.path().to_owned();
    let write = |count: u8, seed: u8| {
        let library = Library::open(&path).unwrap();
        for number in 0..count {
            let mut bytes = [seed; 16];
            bytes[0] = number;
            let kept = Bookmark { id: BookmarkId::from_bytes(bytes), ..bookmark.clone() };
            library.keep(&kept).unwrap();
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| write(40, 1));
        scope.spawn(|| write(40, 2));
    });
    assert_eq!(place.library.bookmarks(Some(id)).unwrap().len(), 80);
    assert_eq!(place.library.counts().unwrap().bookmarks, 80);
    assert_eq!(place.library.entry(id).unwrap().unwrap().bookmarks, 80);
}

#[test]
fn two_first_starts_at_once_make_one_library() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| Library::open(&path).unwrap());
        }
    });
    assert_eq!(Library::open(&path).unwrap().counts().unwrap().documents, 2);
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn a_text_of_another_version_is_made_anew() {
    let place = Place::new();
    let id = place.add(&place.file("a.txt", "one two three"), Outcome::New);
    place.library.facts(id).unwrap();
    let connection = rusqlite::Connection::open(place.library.path()).unwrap();
    let importer = || {
        let sql = "SELECT importer FROM texts WHERE text = 'one two three'";
        connection.query_row(sql, [], |row| row.get::<_, u16>(0)).unwrap()
    };
    for sql in ["UPDATE texts SET importer = 0", "UPDATE texts SET parts = x'FF00'"] {
        connection.execute(sql, []).unwrap();
        let opened = place.library.open_document(id).unwrap();
        assert_eq!(opened.document.text(), "one two three");
        assert_eq!(importer(), crate::import::IMPORTER_VERSION);
        assert!(place.library.open_document(id).unwrap().facts.is_none());
        place.library.facts(id).unwrap();
        assert!(place.library.open_document(id).unwrap().facts.is_some());
    }
    connection.execute("UPDATE facts SET part = x'FF00'", []).unwrap();
    assert!(place.library.open_document(id).unwrap().facts.is_none());
}
