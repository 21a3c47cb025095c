use std::fs;

use jiff::civil::date;

use super::{BackedUp, back_up, backups, verify};
use crate::store::sample::{at, bookmark, put, store};
use crate::store::store::Store;

const TEXT: &str = "one two three";

fn never() -> bool {
    false
}

#[test]
fn one_a_day_is_made_and_seven_are_kept() {
    let (folder, store) = store();
    let id = put(&store, "a", TEXT).id;
    for day in 1..=9_i8 {
        let number = day.unsigned_abs();
        store.keep(&bookmark(number, id, TEXT, "n"), at(5)).unwrap();
        let today = date(2026, 11, day);
        let made = back_up(&store, today, &never).unwrap();
        assert!(matches!(made, BackedUp::Made(_)), "{made:?}");
        assert_eq!(back_up(&store, today, &never).unwrap(), BackedUp::Already);
    }
    let kept = backups(store.path(), date(2026, 11, 30));
    let days: Vec<_> = kept.iter().map(|backup| backup.day.unwrap().day()).collect();
    assert_eq!(days, [9, 8, 7, 6, 5, 4, 3]);
    assert_eq!(verify(&kept[0].path).unwrap().notes, 9);
    assert_eq!(verify(&kept[6].path).unwrap().notes, 3);
    let beside = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(
        beside,
        7 + 3 + 2,
        "the store, its sentinel, journal and log are all there is besides"
    );
}

#[test]
fn backups_of_days_to_come_keep_none_from_being_made() {
    let (_folder, store) = store();
    let id = put(&store, "a", TEXT).id;
    for number in 1..=7_u8 {
        store.keep(&bookmark(number, id, TEXT, "n"), at(5)).unwrap();
        let wrong = date(2031, 1, i8::try_from(number).unwrap());
        assert!(matches!(back_up(&store, wrong, &never).unwrap(), BackedUp::Made(_)));
    }
    let days = |today| {
        let kept = backups(store.path(), today);
        kept.iter().map(|backup| backup.day.unwrap().to_string()).collect::<Vec<_>>()
    };
    for day in 1..=8 {
        let today = date(2026, 11, day);
        store.keep(&bookmark(9 + day.unsigned_abs(), id, TEXT, "n"), at(5)).unwrap();
        let made = back_up(&store, today, &never).unwrap();
        assert!(matches!(made, BackedUp::Made(_)), "{made:?}");
        assert_eq!(back_up(&store, today, &never).unwrap(), BackedUp::Already);
        assert_eq!(days(today)[0], today.to_string());
    }
    let kept = days(date(2026, 11, 8));
    assert_eq!(kept.len(), 7);
    assert!(kept.iter().all(|day| day.starts_with("2026")), "{kept:?}");
}

#[test]
fn a_backup_is_a_store_with_all_in_it() {
    let (folder, store) = store();
    let id = put(&store, "a", TEXT).id;
    store.keep(&bookmark(1, id, TEXT, "n"), at(5)).unwrap();
    back_up(&store, date(2026, 11, 21), &never).unwrap();
    let copy = folder.path().join("copy.db");
    fs::copy(&backups(store.path(), date(2026, 11, 30))[0].path, &copy).unwrap();
    let copied = Store::open(&copy).unwrap();
    assert_eq!(copied.bookmarks(None).unwrap(), store.bookmarks(None).unwrap());
}

#[test]
fn a_backup_that_is_stopped_leaves_nothing() {
    let (_folder, store) = store();
    assert_eq!(back_up(&store, date(2026, 11, 21), &|| true).unwrap(), BackedUp::Stopped);
    assert_eq!(backups(store.path(), date(2026, 11, 30)), []);
}

#[test]
fn two_at_once_make_one() {
    let (folder, store) = store();
    put(&store, "a", TEXT);
    let path = folder.path().join("library.db");
    let made: Vec<_> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    let store = Store::open(&path).unwrap();
                    back_up(&store, date(2026, 11, 21), &never).unwrap()
                })
            })
            .collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(made.iter().filter(|made| matches!(made, BackedUp::Made(_))).count(), 1, "{made:?}");
    verify(&backups(&path, date(2026, 11, 30))[0].path).unwrap();
}

#[test]
fn damage_of_a_backup_is_seen() {
    let (_folder, store) = store();
    put(&store, "a", &"text ".repeat(9000));
    back_up(&store, date(2026, 11, 21), &never).unwrap();
    let backup = backups(store.path(), date(2026, 11, 30))[0].path.clone();
    let whole = fs::read(&backup).unwrap();
    for (from, length) in [(4096, 64), (0, 16), (8192, 4096)] {
        let mut bytes = whole.clone();
        bytes[from..from + length].fill(0xEE);
        fs::write(&backup, &bytes).unwrap();
        verify(&backup).unwrap_err();
    }
    fs::write(&backup, &whole[..whole.len() - 4096]).unwrap();
    verify(&backup).unwrap_err();
    fs::write(&backup, "").unwrap();
    verify(&backup).unwrap_err();
}
