//! Files in known encodings: the text is what the named encoding makes of them.
//!
//! Needs the shared corpora (`SIDELIGHT_CORPORA`); without them the test says so and passes.

use std::path::PathBuf;

use encoding_rs::Encoding;
use sidelight::import::decode::decode;

/// How many files may be read in another encoding than the named one.
const MISSES: usize = 2;

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
            let Some(encoding) = encoding(&name) else { continue };
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
