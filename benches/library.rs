//! How opening a library and its articles depends on how many there are: it must not.
//!
//! `cargo bench --bench library` builds libraries of 2 and of 1,000,000 articles in a temporary folder (about a
//! gigabyte) and ends with the ratios. `SIDELIGHT_BENCH_ARTICLES` sets another size for the large one.

// A benchmark may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/libraries.rs"]
mod libraries;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use divan::{Bencher, black_box};
use sidelight::document::DocumentId;
use sidelight::library::Library;
use tempfile::TempDir;

use crate::libraries::build;

const PAGE: usize = 50;

/// The key of what every article names.
const PLACE: &str = "place:hangzhou";

/// The libraries by size, so that each is built once; removed at the end.
static LIBRARIES: Mutex<BTreeMap<u64, TempDir>> = Mutex::new(BTreeMap::new());

fn main() {
    divan::main();
    if !std::env::args().any(|argument| argument == "--test" || argument == "--list") {
        ratios();
    }
    LIBRARIES.lock().unwrap().clear();
}

fn sizes() -> [u64; 2] {
    let large = std::env::var("SIDELIGHT_BENCH_ARTICLES").ok();
    [2, large.and_then(|size| size.parse().ok()).unwrap_or(1_000_000)]
}

#[divan::bench(args = sizes())]
fn open_and_first_page(bencher: Bencher<'_, '_>, size: u64) {
    let path = library(size);
    bencher.bench_local(|| first_page(&path));
}

#[divan::bench(args = sizes())]
fn page_in_the_middle(bencher: Bencher<'_, '_>, size: u64) {
    let library = Library::open(&library(size)).unwrap();
    let after = middle(&library, size);
    bencher.bench_local(|| library.list(after.as_ref(), PAGE).unwrap());
}

#[divan::bench(args = sizes())]
fn open_document(bencher: Bencher<'_, '_>, size: u64) {
    let path = library(size);
    let (library, document) = (Library::open(&path).unwrap(), some_document(&path));
    bencher.bench_local(|| library.open_document(black_box(document)).unwrap());
}

#[divan::bench(args = sizes())]
fn articles_that_name_a_place(bencher: Bencher<'_, '_>, size: u64) {
    let library = Library::open(&library(size)).unwrap();
    let after = middle(&library, size);
    assert!(!library.naming(PLACE, None, 1).unwrap().is_empty());
    bencher.bench_local(|| library.naming(PLACE, after.as_ref(), PAGE).unwrap());
}

/// Times the small and the large library in turns, so that both meet the same machine.
fn ratios() {
    let paths = sizes().map(library);
    let documents = paths.each_ref().map(|path| some_document(path));
    let libraries = paths.each_ref().map(|path| Library::open(path).unwrap());
    report("open and first page", |which| first_page(&paths[which]).1);
    report("open an article", |which| {
        libraries[which].open_document(documents[which]).unwrap().document.text().len()
    });
}

fn report(name: &str, mut work: impl FnMut(usize) -> usize) {
    let mut times: [Vec<Duration>; 2] = [Vec::new(), Vec::new()];
    for _ in 0..400 {
        for (which, times) in times.iter_mut().enumerate() {
            let start = Instant::now();
            black_box(work(which));
            times.push(start.elapsed());
        }
    }
    let [small, large] = times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    });
    let ratio = large.as_secs_f64() / small.as_secs_f64();
    println!("{name}: {small:.1?} of 2, {large:.1?} of {}, ratio {ratio:.2}", sizes()[1]);
}

fn first_page(path: &Path) -> (Library, usize) {
    let library = Library::open(path).unwrap();
    let shown = library.list(None, PAGE).unwrap().len();
    assert!(library.counts().unwrap().documents > 1);
    (library, shown)
}

fn middle(library: &Library, size: u64) -> Option<sidelight::library::ListCursor> {
    let newest = library.list(None, 1).unwrap().pop()?.cursor;
    let half = i64::try_from(size / 2).unwrap();
    Some(sidelight::library::ListCursor::new(newest.added(), newest.number() - half))
}

fn some_document(path: &Path) -> DocumentId {
    let library = Library::open(path).unwrap();
    library.list(None, PAGE).unwrap().last().unwrap().id
}

fn library(size: u64) -> PathBuf {
    let mut libraries = LIBRARIES.lock().unwrap();
    let folder = libraries.entry(size).or_insert_with(|| {
        let folder = tempfile::tempdir().unwrap();
        build(&folder.path().join("library.db"), size);
        folder
    });
    folder.path().join("library.db")
}
