//! Writes that fail: files that may not grow beyond every size there is, folders that are missing, no folders, or gone
//! meanwhile. Each is one clear message, and what was acknowledged before is there.
//!
//! A process may limit how large its files grow, so each case runs the program itself with such a limit.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use sidelight::library::{Cure, Level, Library, examine};

/// Names the library that this process stars articles in, when it is started for that.
const WRITER: &str = "SIDELIGHT_TEST_LIMITED";

/// Names the most bytes that a file of it may have.
const LIMIT: &str = "SIDELIGHT_TEST_LIMIT";

#[test]
fn wherever_a_file_cannot_grow_nothing_acknowledged_is_lost() {
    let sizes: Vec<u64> =
        (0..24).map(|step| 200 + step * 397).chain((3..60).map(|page| page * 8192 + 24)).collect();
    let mut seen = BTreeSet::new();
    for size in sizes {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        drop(Library::open(&path).unwrap());
        let output = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "durability::faults::writes_until_it_fails",
                "--nocapture",
                "--quiet",
            ])
            .env(WRITER, &path)
            .env(LIMIT, size.to_string())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.signal(), None, "{size}: {said}");
        let count = |word: &str| said.lines().filter(|line| line.starts_with(word)).count();
        let (kept, failed) = (count("kept "), count("failed "));
        for line in said.lines().filter(|line| line.starts_with("failed ")) {
            assert!(line.contains("library.db"), "{size}: {line}");
            assert!(line.contains("make room") || line.contains("check the"), "{size}: {line}");
        }
        seen.insert((kept > 0, failed > 0));
        let library = Library::open(&path).unwrap();
        let here: BTreeSet<_> = library
            .bookmarks(None)
            .unwrap()
            .into_iter()
            .map(|kept| format!("kept {}", kept.id))
            .collect();
        for line in said.lines().filter(|line| line.starts_with("kept ")) {
            assert!(here.contains(line), "{size}: {line} is lost");
        }
        library.keep_up_today().unwrap();
        drop(library);
        let faults =
            examine(&path, Cure::LookOnly).into_iter().filter(|found| found.level == Level::Fault);
        assert_eq!(faults.collect::<Vec<_>>(), [], "{size}");
    }
    assert!(seen.contains(&(true, true)), "no limit was met in the middle: {seen:?}");
    assert!(seen.contains(&(false, true)), "no limit was met at once: {seen:?}");
}

/// No test but the writer of the one above, which starts this program again to run it.
#[test]
fn writes_until_it_fails() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let (Some(path), Ok(limit)) = (std::env::var_os(WRITER), std::env::var(LIMIT)) else { return };
    // A signal would end the process; without it the write fails.
    let ignored =
        signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
    ignored.unwrap();
    let most = limit.parse().ok();
    let library = Library::open(Path::new(&path)).unwrap();
    let opened = library.look_into(library.list(None, 1).unwrap()[0].id).unwrap();
    let range = opened.document.blocks()[0].range;
    setrlimit(Resource::Fsize, Rlimit { current: most, maximum: most }).unwrap();
    for number in 0..60 {
        let kept = sidelight::bookmark::Bookmark {
            id: sidelight::bookmark::BookmarkId::random().unwrap(),
            document: opened.entry.id,
            title: String::new(),
            anchor: sidelight::anchor::Anchor::new(opened.document.text(), opened.revision, range),
            note: "a note of some length ".repeat(number),
            tags: Vec::new(),
            label: None,
            fact: None,
            created: jiff::Timestamp::now(),
            changed: None,
        };
        match library.keep(&kept) {
            Ok(()) => println!("\nkept {}", kept.id),
            Err(error) => println!("\nfailed {error:#}"),
        }
    }
}

/// Runs a command that keeps something; it must fail with one line that names the library.
#[track_caller]
fn refused(library: &Path) {
    let output = Command::new(env!("CARGO_BIN_EXE_sidelight"))
        .args(["add", "seeds/000_43b137276f00a399.txt"])
        .env("SIDELIGHT_LIBRARY", library)
        .output()
        .unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert_eq!(message.lines().count(), 1, "{message}");
    let place = library.parent().unwrap().to_str().unwrap();
    assert!(message.contains(place), "{message}");
}

#[test]
fn places_where_nothing_can_be_written_are_said_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "x").unwrap();
    refused(&file.join("library.db"));
    refused(&PathBuf::from("/proc/library.db"));
    refused(&PathBuf::from("/proc/sidelight/library.db"));
    assert_eq!(fs::read(&file).unwrap(), b"x");
}

#[test]
fn a_folder_that_is_missing_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a/b/library.db");
    assert_eq!(Library::open(&path).unwrap().counts().unwrap().documents, 2);
}

#[test]
fn a_folder_that_goes_away_meanwhile_is_said_and_nothing_is_claimed() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    let path = inner.join("library.db");
    let library = Library::open(&path).unwrap();
    let first = library.list(None, 1).unwrap()[0].id;
    library.set_starred(first, true).unwrap();
    let away = folder.path().join("away");
    fs::rename(&inner, &away).unwrap();
    let message = format!("{:#}", library.set_starred(first, false).unwrap_err());
    assert!(message.contains("library.db") && !message.contains('\n'), "{message}");
    drop(library);
    fs::rename(&away, &inner).unwrap();
    let library = Library::open(&path).unwrap();
    assert!(
        library.entry(first).unwrap().unwrap().starred,
        "what was not acknowledged was not done"
    );
    library.set_starred(first, false).unwrap();
}
