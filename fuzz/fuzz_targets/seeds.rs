//! Seeds: makes inputs to begin with, of folders of real files.
//!
//! Packed files (`.gz`) are unpacked. Books become archives that are not packed and have no pictures, in
//! the folder `epub`, and their files, divided by NUL, in the folder `book`.
//!
//! It is built like a target, because what is built for fuzzing links only with the fuzzer; it does its
//! work before any fuzzing and ends.
#![no_main]

use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use libfuzzer_sys::fuzz_target;
use sidelight::import::epub::archive::Archive;
use sidelight_fuzz::archive::stored;

/// The most of a file that is used, in bytes.
const MOST: usize = 64 * 1024;

fuzz_target!(init: make_all(), |_bytes: &[u8]| {});

fn make_all() {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let Some(target) = arguments.next() else {
        eprintln!("seeds TARGET FOLDER…: writes the files of the folders to TARGET as seeds");
        std::process::exit(2);
    };
    let mut count = 0;
    let mut open: Vec<PathBuf> = arguments.collect();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("the folder can be read");
            open.extend(entries.flatten().map(|entry| entry.path()));
        } else {
            let bytes = std::fs::read(&path).expect("the file can be read");
            count += make(&target, &path, &bytes);
        }
    }
    println!("{count} seeds");
    std::process::exit(0);
}

fn make(target: &Path, path: &Path, bytes: &[u8]) -> usize {
    let name = path.to_string_lossy().replace(['/', '\\'], "_");
    if name.ends_with(".epub") {
        return book(target, &name, bytes);
    }
    let mut unpacked = Vec::new();
    if name.ends_with(".gz") {
        let mut reader = GzDecoder::new(bytes).take(MOST as u64);
        let _ = reader.read_to_end(&mut unpacked);
    } else {
        unpacked.extend(bytes.iter().take(MOST));
    }
    write(target, &name, &unpacked);
    1
}

fn book(target: &Path, name: &str, bytes: &[u8]) -> usize {
    let Ok(mut archive) = Archive::open(bytes) else { return 0 };
    let names: Vec<_> = archive.names().map(str::to_owned).collect();
    let mut files = Vec::new();
    for name in names {
        let text = [".opf", ".xml", ".ncx", "html", "mimetype"];
        if text.iter().any(|ending| name.ends_with(ending))
            && let Ok(mut unpacked) = archive.read(&name)
        {
            unpacked.bytes.truncate(MOST / 2);
            files.push((name, unpacked.bytes));
        }
    }
    let entries: Vec<_> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    write(&target.join("epub"), name, &stored(&entries));
    let find = |ending: &str| {
        let found = files.iter().find(|(name, _)| name.ends_with(ending));
        found.map(|(_, bytes)| bytes.clone()).unwrap_or_default()
    };
    let chapters = files.iter().filter(|(name, _)| name.ends_with("html") && !name.contains("nav"));
    let mut parts = vec![find(".opf"), find("nav.xhtml"), find(".ncx"), Vec::new()];
    parts.extend(chapters.take(2).map(|(_, bytes)| bytes.clone()));
    write(&target.join("book"), name, &parts.join(&0));
    2
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    std::fs::create_dir_all(folder).expect("the folder can be made");
    std::fs::write(folder.join(name), bytes).expect("the seed can be written");
}
