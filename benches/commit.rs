//! What a change of the user costs: in the store alone, and with its row in the journal, both on the disk.
//!
//! `cargo bench --bench commit -- [FOLDER]`.
// A benchmark may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "support/killing.rs"]
mod killing;

use std::path::PathBuf;
use std::time::Instant;

use sidelight::library::Library;

use crate::killing::prepare;

const CHANGES: usize = 400;

fn main() {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if arguments.iter().any(|argument| argument == "--test" || argument == "--list") {
        return;
    }
    let folder = arguments.first().map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = folder.join(format!("sidelight-commit-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("library.db");
    prepare(&path);
    let library = Library::open(&path).unwrap();
    let first = library.list(None, 1).unwrap()[0].id;
    let anchor = {
        let opened = library.look_into(first).unwrap();
        let range = opened.document.blocks()[0].range;
        sidelight::anchor::Anchor::new(opened.document.text(), opened.revision, range)
    };
    // In turn, so that what else the machine does falls on both.
    let (mut alone, mut both) = (Vec::new(), Vec::new());
    for number in 0..CHANGES {
        let begun = Instant::now();
        library.save_position(first, &anchor, number as f32 / CHANGES as f32).unwrap();
        alone.push(begun.elapsed());
        let begun = Instant::now();
        library.set_starred(first, number % 2 == 0).unwrap();
        both.push(begun.elapsed());
    }
    for (name, mut times) in [("the store alone", alone), ("store and journal", both)] {
        times.sort();
        println!("{name:20} p50 {:?} p99 {:?}", times[CHANGES / 2], times[CHANGES * 99 / 100]);
    }
    let _ = std::fs::remove_dir_all(&folder);
}
