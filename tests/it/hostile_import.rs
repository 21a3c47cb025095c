//! Inputs made to break a reader: each is imported or refused, fast, and its text is clean.
//!
//! Needs the shared inputs (`SIDELIGHT_HOSTILE`); without them the tests say so and pass.

use std::path::{Path, PathBuf};

use sidelight::document::Document;
use sidelight::import::{Overrides, Payload, Refusal, import};

#[test]
fn hostile_texts_are_imported_clean_or_refused() {
    let Some(folder) = folder() else { return };
    let mut tried = 0;
    for part in
        ["encoding", "unicode", "term", "shape", "feed", "epub", "http", "notes", "query", "db"]
    {
        for entry in std::fs::read_dir(folder.join(part)).unwrap() {
            let path = entry.unwrap().path();
            if let Ok(document) = read(&path) {
                assert_clean(&document, &path);
            }
            tried += 1;
        }
    }
    assert!(tried > 60, "{tried}");
}

#[test]
fn texts_around_an_attack_stay_readable() {
    let Some(folder) = folder() else { return };
    for part in ["term", "unicode"] {
        for entry in std::fs::read_dir(folder.join(part)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "txt") {
                let document =
                    read(&path).unwrap_or_else(|refusal| panic!("{} {refusal}", path.display()));
                assert!(document.text().contains("council met on Tuesday"), "{}", path.display());
            }
        }
    }
}

#[test]
fn hostile_bytes_get_the_answer_that_fits() {
    let Some(folder) = folder() else { return };
    let answer = |name: &str| match read(&folder.join(name)) {
        Ok(_) => "read",
        Err(Refusal::Empty) => "empty",
        Err(Refusal::Binary { .. }) => "binary",
        Err(Refusal::TooLarge { .. }) => "too large",
        Err(Refusal::Unsupported { .. }) => "unsupported",
        Err(Refusal::Encrypted { .. }) => "encrypted",
        Err(Refusal::Damaged { .. }) => "damaged",
        Err(Refusal::TooMuch { .. }) => "too much",
        Err(Refusal::Other { .. }) => "other",
    };
    let table = [
        ("encoding/empty.txt", "empty"),
        ("encoding/one_nl.txt", "empty"),
        ("encoding/nul_bytes.txt", "binary"),
        ("encoding/utf16le_bom.txt", "read"),
        ("encoding/latin1.txt", "read"),
        ("encoding/bad_utf8.txt", "read"),
        ("encoding/overlong.txt", "read"),
        ("shape/longline_1m.txt", "read"),
        ("shape/newlines_500k.txt", "empty"),
        ("shape/md_nest.md", "read"),
        ("shape/deep_div.html", "read"),
        ("epub/zipslip.epub", "read"),
        ("epub/bomb_50m.epub", "too much"),
        ("epub/many_entries.epub", "too much"),
        ("epub/missing_spine.epub", "read"),
        ("epub/not_a_zip.epub", "damaged"),
        ("epub/size_lie_small.epub", "damaged"),
        ("epub/xxe.epub", "read"),
        ("feed/many_items.xml", "read"),
        ("http/gzip_bomb.gz", "binary"),
        ("db/newer.db", "binary"),
    ];
    for (name, expected) in table {
        assert_eq!(answer(name), expected, "{name}");
    }
}

fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("SIDELIGHT_HOSTILE").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("SIDELIGHT_HOSTILE is not set: the hostile inputs were not tried");
    }
    folder
}

fn read(path: &Path) -> Result<Document, Refusal> {
    let bytes = std::fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    import(&Payload::new(&bytes, &name, &Overrides::default()))
}

fn assert_clean(document: &Document, path: &Path) {
    let foreign = |ch: char| {
        (ch.is_control() && ch != '\n' && ch != '\t') || sidelight::text::display::is_deceptive(ch)
    };
    let path = path.display();
    assert!(!document.text().contains(foreign), "{path}");
    let metadata = document.metadata();
    let strings = [
        &metadata.byline,
        &metadata.site,
        &metadata.title.as_ref().map(|title| title.text.clone()),
    ];
    assert!(!strings.into_iter().flatten().any(|text| text.contains(foreign)), "{path}");
}
