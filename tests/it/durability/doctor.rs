//! The doctor as users meet it: what is printed, with which exit code, and what is mended.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use sidelight::library::Library;
use tempfile::TempDir;

/// A library in which something was said, closed.
fn library() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let library = Library::open(&path).unwrap();
    for entry in library.list(None, 2).unwrap() {
        library.set_starred(entry.id, true).unwrap();
    }
    (folder, path)
}

fn doctor(path: &Path, arguments: &[&str]) -> Output {
    let home = path.parent().unwrap();
    Command::new(env!("CARGO_BIN_EXE_sidelight"))
        .arg("doctor")
        .args(arguments)
        .env_clear()
        .env("HOME", home)
        .env("SIDELIGHT_LIBRARY", path)
        .env("SIDELIGHT_CONFIG", home.join("config.toml"))
        .output()
        .unwrap()
}

/// Returns the findings of an area as `level message`.
#[track_caller]
fn found(path: &Path, arguments: &[&str], area: &str) -> (i32, String) {
    let output = doctor(path, &[arguments, &["--format", "json"]].concat());
    let text = String::from_utf8(output.stdout).unwrap();
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let findings = lines.filter(|finding| finding["area"] == area).map(|finding| {
        format!("{} {}", finding["level"].as_str().unwrap(), finding["message"].as_str().unwrap())
    });
    (output.status.code().unwrap(), findings.collect::<Vec<_>>().join("\n"))
}

#[test]
fn a_sound_library_has_a_line_each_and_no_fault() {
    let (_folder, path) = library();
    let output = doctor(&path, &[]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{text}");
    for area in ["pages", "counts", "journal", "backups", "room", "config", "keys", "terminal"] {
        let lines = text.lines().filter(|line| line.split_whitespace().nth(1) == Some(area));
        assert_eq!(lines.count(), 1, "{area} in\n{text}");
    }
    assert!(
        text.lines().all(|line| line.starts_with("ok ") || line.starts_with("warning ")),
        "{text}"
    );
}

#[test]
fn without_a_library_none_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let (code, said) = found(&path, &[], "library");
    assert!(code == 0 && said.starts_with("ok there is none yet"), "{said}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_faulty_config_is_told_with_its_lines() {
    let (folder, path) = library();
    let config = "colour = 1\n[keys.reader]\nj = \"no-such-action\"\n";
    fs::write(folder.path().join("config.toml"), config).unwrap();
    let (code, said) = found(&path, &[], "config");
    assert!(code == 0 && said.contains("line 1: there is no setting"), "{said}");
    let (_, said) = found(&path, &[], "keys");
    assert!(said.starts_with("warning") && said.contains("line 3"), "{said}");
}

#[test]
fn wrong_counts_and_a_lost_journal_are_repaired() {
    let (_folder, path) = library();
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch("UPDATE counts SET unread = 77").unwrap();
    drop(connection);
    fs::remove_file(path.with_file_name("library.db.notes.jsonl")).unwrap();
    for area in ["counts", "journal"] {
        let (code, said) = found(&path, &[], area);
        assert!(code == 1 && said.contains("--repair"), "{said}");
    }
    let (code, said) = found(&path, &["--repair"], "counts");
    assert!(code == 0 && said.starts_with("ok counted anew"), "{said}");
    let (code, said) = found(&path, &[], "journal");
    assert!(code == 0 && said.contains("as in the library"), "{said}");
}

#[test]
fn an_old_copy_is_refused_and_brought_up_by_repair() {
    let (_folder, path) = library();
    let copy = fs::read(&path).unwrap();
    let opened = Library::open(&path).unwrap();
    let first = opened.list(None, 1).unwrap()[0].id;
    opened.set_starred(first, false).unwrap();
    drop(opened);
    fs::write(&path, &copy).unwrap();
    assert!(Library::open(&path).is_err());
    assert_eq!(found(&path, &[], "library").0, 1);
    let (code, said) = found(&path, &["--repair"], "repaired");
    assert!(
        code == 0 && said.contains("brought back from the journal: 1 change;"),
        "{code} {said}"
    );
    let starred = Library::open(&path).unwrap().entry(first).unwrap().unwrap().starred;
    assert!(!starred);
}

#[test]
fn a_lost_library_comes_back() {
    let (folder, path) = library();
    Library::open(&path).unwrap().keep_up_today().unwrap();
    for treatment in ["--salvage", "--restore"] {
        fs::write(&path, "").unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_sidelight"))
            .args(["list"])
            .env("SIDELIGHT_LIBRARY", &path)
            .output()
            .unwrap();
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(message.lines().count() == 1 && message.contains(treatment), "{message}");
        let (code, said) = found(&path, &[treatment], "library");
        assert!(code == 0 && said.contains("2 articles"), "{said}");
    }
    let names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains(".damaged-"))
        .collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn what_cannot_be_done_is_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    for arguments in [&["--restore"][..], &["--restore", "/no/such/backup"]] {
        let output = doctor(&path, arguments);
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{message}");
        assert_eq!(message.lines().count(), 1, "{message}");
    }
    let output = doctor(&path, &["--repair", "--salvage"]);
    assert_eq!(output.status.code(), Some(2));
}
