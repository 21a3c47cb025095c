//! Files in known encodings: the text is what the named encoding makes of them.
//!
//! Needs the shared corpora (`SIDELIGHT_CORPORA`); without them the test says so and passes.

use std::path::PathBuf;

use encoding_rs::Encoding;
use sidelight::import::decode::{declared, decode};

/// How many files may be read in another encoding than the named one.
const MISSES: usize = 1;

#[test]
fn files_are_read_in_the_encoding_they_are_written_in() {
    let Some(corpora) = std::env::var_os("SIDELIGHT_CORPORA") else {
        eprintln!("SIDELIGHT_CORPORA is not set: the encodings were not tried");
        return;
    };
    let folder = PathBuf::from(corpora).join("formats/encodings/dev");
    let (mut right, mut wrong) = (0, Vec::new());
    for entry in std::fs::read_dir(folder).unwrap() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        for file in std::fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            let decoded = decode(&bytes);
            let Some(encoding) = encoding(&name) else {
                let told = decoded.is_none_or(|decoded| !decoded.remarks.is_empty());
                assert!(told, "{} is read without a word", path.display());
                continue;
            };
            let expected = encoding.decode(&bytes).0;
            match decoded {
                Some(decoded) if decoded.text == expected => right += 1,
                other => {
                    let remark = other.map(|decoded| format!("{:?}", decoded.remarks));
                    wrong.push(format!("{} {}", path.display(), remark.unwrap_or_default()));
                }
            }
        }
    }
    assert!(right > 100, "{right}");
    assert!(
        wrong.len() <= MISSES,
        "{} of {}\n{}",
        wrong.len(),
        right + wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn declarations_are_found_as_the_html_standard_wants() {
    let Some(corpora) = std::env::var_os("SIDELIGHT_CORPORA") else {
        eprintln!("SIDELIGHT_CORPORA is not set: the declarations were not tried");
        return;
    };
    let folder = PathBuf::from(corpora).join("formats/html5lib-encoding/dev");
    let (mut right, mut wrong) = (0, Vec::new());
    for name in ["tests1.dat", "tests2.dat"] {
        let pairs = std::fs::read(folder.join(name)).unwrap();
        for (page, label) in pairs_of(&pairs) {
            let expected = Encoding::for_label(label.as_bytes()).unwrap();
            let marked = Encoding::for_bom(&page).map(|(encoding, _)| encoding);
            let found = marked.or_else(|| declared::by_markup(&page));
            let found = found.unwrap_or(encoding_rs::WINDOWS_1252);
            if found == expected {
                right += 1;
            } else {
                let page = String::from_utf8_lossy(&page);
                let end = page.floor_char_boundary(400);
                wrong.push(format!("{name} {label} read {}: {}", found.name(), &page[..end]));
            }
        }
    }
    println!("{right} declarations right, {} wrong", wrong.len());
    assert!(right > 60 && wrong.is_empty(), "{right}\n{}", wrong.join("\n\n"));
}

/// Reads `#data` and `#encoding` in turn.
fn pairs_of(file: &[u8]) -> Vec<(Vec<u8>, String)> {
    let mut pairs = Vec::new();
    let (mut page, mut label, mut open) = (Vec::new(), String::new(), "");
    let mut lines = file.split(|byte| *byte == b'\n').peekable();
    while let Some(line) = lines.next() {
        match line {
            b"#data" => open = "data",
            b"#encoding" => open = "encoding",
            _ if open == "data" => {
                page.extend_from_slice(line);
                page.push(b'\n');
            }
            _ if open == "encoding" && !line.is_empty() => {
                label.replace_range(.., String::from_utf8_lossy(line).trim());
            }
            _ => {}
        }
        let next = lines.peek().is_none_or(|line| *line == b"#data");
        if next && !label.is_empty() {
            pairs.push((std::mem::take(&mut page), std::mem::take(&mut label)));
        }
    }
    pairs
}

/// Finds the encoding a folder is named after; some are not among those that the web writes.
fn encoding(folder: &str) -> Option<&'static Encoding> {
    let label = match folder {
        "CP932" => "shift_jis",
        "TIS-620" => "windows-874",
        "UTF-16" => "utf-16le",
        "EUC-TW" | "IBM855" | "MacCyrillic" | "UTF-32" | "UTF-32LE" | "iso-2022-kr" => return None,
        named => named,
    };
    let mut label = label;
    loop {
        if let Some(encoding) = Encoding::for_label(label.as_bytes()) {
            return Some(encoding);
        }
        label = label.rsplit_once('-')?.0;
    }
}
