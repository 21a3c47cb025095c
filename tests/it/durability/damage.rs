//! Ten stores, damaged by a seeded hand: each is refused or salvaged with every note, and the damaged file stays as
//! it is. Those of the shared hostile inputs as well (`SIDELIGHT_HOSTILE`).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use sidelight::anchor::Anchor;
use sidelight::bookmark::{Bookmark, BookmarkId};
use sidelight::library::{Cure, Level, Library, Overrides, examine, salvage_library};
use sidelight::source::Location;
use tempfile::TempDir;

use crate::durability::killing::Chance;

/// A library with long and short articles, and what is kept of them.
fn library() -> (TempDir, PathBuf, BTreeMap<BookmarkId, Bookmark>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let library = Library::open(&path).unwrap();
    for number in 0..40_usize {
        let text =
            format!("Article {number}\n\n{}\n", "Words to be read here. ".repeat(number * number));
        let name = format!("{number}.txt");
        let place = Location::Sample(name.clone());
        let given = Overrides::default();
        let id = library.add_bytes(place, &name, text.as_bytes(), &given).unwrap().id;
        let opened = library.look_into(id).unwrap();
        let range = opened.document.blocks()[0].range;
        let kept = Bookmark {
            id: BookmarkId::random().unwrap(),
            document: id,
            title: name,
            anchor: Anchor::new(opened.document.text(), opened.revision, range),
            note: format!("note {number}"),
            tags: vec![format!("tag{}", number % 3)],
            label: None,
            fact: None,
            created: jiff::Timestamp::now(),
            changed: None,
        };
        library.keep(&kept).unwrap();
        // A freed page or two.
        if number % 10 == 9 {
            library.remove(id).unwrap();
        }
        if number == 20 {
            library.keep_up_today().unwrap();
        }
    }
    let kept = library.bookmarks(None).unwrap();
    (folder, path, kept.into_iter().map(|kept| (kept.id, kept)).collect())
}

type Damage = fn(&mut Vec<u8>, &mut Chance);

fn flip(bytes: &mut [u8], chance: &mut Chance, pages: usize) {
    let count = bytes.len() / 4096;
    for _ in 0..pages {
        let page = 1 + usize::try_from(chance.next()).unwrap() % (count - 1);
        for _ in 0..200 {
            let at = page * 4096 + usize::try_from(chance.next()).unwrap() % 4096;
            bytes[at] ^= 0xA5;
        }
    }
}

const DAMAGES: [(&str, Damage); 10] = [
    ("nothing left", |bytes, _| bytes.clear()),
    ("half", |bytes, _| bytes.truncate(bytes.len() / 2)),
    ("a few bytes", |bytes, _| bytes.truncate(37)),
    ("all but the last page", |bytes, _| bytes.truncate(bytes.len() - 4096)),
    ("header", |bytes, chance| {
        for _ in 0..30 {
            bytes[usize::try_from(chance.next()).unwrap() % 100] ^= 0xFF;
        }
    }),
    ("one page", |bytes, chance| flip(bytes, chance, 1)),
    ("ten pages", |bytes, chance| flip(bytes, chance, 10)),
    ("every page", |bytes, chance| {
        let count = bytes.len() / 4096;
        flip(bytes, chance, count * 3);
    }),
    ("garbage", |bytes, chance| {
        for byte in bytes.iter_mut() {
            *byte = u8::try_from(chance.next() % 256).unwrap();
        }
    }),
    ("pages of zeros", |bytes, chance| {
        for _ in 0..8 {
            let page = usize::try_from(chance.next()).unwrap() % (bytes.len() / 4096);
            bytes[page * 4096..][..4096].fill(0);
        }
    }),
];

#[test]
fn of_ten_damaged_stores_no_note_is_lost() {
    let mut noticed = 0;
    for (number, (name, damage)) in DAMAGES.iter().enumerate() {
        let (folder, path, kept) = library();
        let mut bytes = fs::read(&path).unwrap();
        damage(&mut bytes, &mut Chance(977 + u64::try_from(number).unwrap()));
        fs::write(&path, &bytes).unwrap();
        let level = examine(&path, Cure::LookOnly).into_iter().map(|found| found.level).max();
        // What is damaged where nothing lies does no harm.
        if level < Some(Level::Warning) {
            let now = Library::open(&path).unwrap().bookmarks(None).unwrap();
            assert!(now.iter().all(|now| kept.get(&now.id) == Some(now)), "{name} is not noticed");
        }
        assert_eq!(fs::read(&path).unwrap(), bytes, "{name}: looking changed it");
        salvage_library(&path).unwrap_or_else(|error| panic!("{name}: {error:#}"));
        let library = Library::open(&path).unwrap();
        let now: BTreeMap<_, _> =
            library.bookmarks(None).unwrap().into_iter().map(|kept| (kept.id, kept)).collect();
        assert_eq!(now, kept, "{name}");
        noticed += usize::from(level == Some(Level::Fault));
        // What is there can be read.
        for entry in library.list(None, 100).unwrap() {
            library.look_into(entry.id).unwrap_or_else(|error| panic!("{name}: {error:#}"));
        }
        let worst =
            examine(&path, Cure::LookOnly).into_iter().filter(|found| found.level == Level::Fault);
        assert_eq!(worst.collect::<Vec<_>>(), [], "{name}");
        assert_eq!(
            fs::read(aside(folder.path())).unwrap(),
            bytes,
            "{name}: the old file was changed"
        );
    }
    assert!(noticed >= 8, "{noticed}");
}

fn aside(folder: &Path) -> PathBuf {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found = names.filter(|path| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.contains(".damaged-") && !name.ends_with("-wal")
    });
    found.next().unwrap()
}

#[test]
fn hostile_stores_are_refused_and_left_as_they_are() {
    let Some(folder) = std::env::var_os("SIDELIGHT_HOSTILE") else {
        eprintln!("SIDELIGHT_HOSTILE names no folder of hostile inputs; nothing is tried");
        return;
    };
    for name in ["zero.db", "garbage.db", "newer.db", "otherapp.db", "flip.db"] {
        let bytes = fs::read(Path::new(&folder).join("db").join(name)).unwrap();
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join(name);
        fs::write(&path, &bytes).unwrap();
        let error = Library::open(&path).map(drop).expect_err(name);
        let message = format!("{error:#}");
        assert!(message.contains(name) && !message.contains('\n'), "{message}");
        assert_eq!(fs::read(&path).unwrap(), bytes, "{name}");
    }
}
