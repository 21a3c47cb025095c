//! How opening a library and its articles depends on how many there are: it must not.
//!
//! `cargo bench --bench library` builds libraries of 2 and of 1,000,000 articles in a temporary folder (about a
//! gigabyte) and ends with the ratios. `SIDELIGHT_BENCH_ARTICLES` sets another size for the large one.

// A benchmark may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use divan::{Bencher, black_box};
use rusqlite::Connection;
use sidelight::document::DocumentId;
use sidelight::library::{Library, Overrides};
use sidelight::source::Location;
use tempfile::TempDir;

const PAGE: usize = 50;

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
    bencher.bench_local(|| first_page(&path, PAGE));
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

/// Times the small and the large library in turns, so that both meet the same machine.
fn ratios() {
    let paths = sizes().map(library);
    let documents = paths.each_ref().map(|path| some_document(path));
    let libraries = paths.each_ref().map(|path| Library::open(path).unwrap());
    report("open and a page of 2", |which| first_page(&paths[which], 2).1);
    report("open and a page of 50", |which| first_page(&paths[which], PAGE).1);
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

fn first_page(path: &Path, page: usize) -> (Library, usize) {
    let library = Library::open(path).unwrap();
    let shown = library.list(None, page).unwrap().len();
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
    let folder = libraries.entry(size).or_insert_with(|| build(size));
    folder.path().join("library.db")
}

/// Makes one article as the program does and copies its rows.
fn build(size: u64) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let library = Library::open(&path).unwrap();
    for entry in library.list(None, 10).unwrap() {
        library.remove(entry.id).unwrap();
    }
    let text =
        "Hangzhou, Nov. 3 -- A short article.\n\nIt has a second paragraph, and that is all.\n";
    let place = Location::Sample("0".to_owned());
    library.add_bytes(place, "0.txt", text.as_bytes(), &Overrides::default()).unwrap();
    drop(library);
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("PRAGMA synchronous = OFF").unwrap();
    let template: i64 =
        connection.query_row("SELECT max(number) FROM documents", [], |row| row.get(0)).unwrap();
    let copies = i64::try_from(size).unwrap() - 1;
    let copy = format!(
        "BEGIN;
         CREATE TEMP TABLE copies AS
             WITH RECURSIVE copies (number) AS
                 (SELECT 1 UNION ALL SELECT number + 1 FROM copies WHERE number < {copies})
             SELECT number + {template} AS number FROM copies;
         INSERT INTO documents (number, id, location_kind, location, title, title_origin, site, given, added,
                                turn, read)
             SELECT copies.number, randomblob(16), 'sample', CAST(copies.number AS BLOB),
                    'Article ' || copies.number, title_origin, 'A site', given, added, copies.number, copies.number % 2
             FROM copies, documents WHERE documents.number = {template};
         INSERT INTO revisions (number, document, hash, size, fetched, original)
             SELECT copies.number, copies.number, hash, size, fetched, original
             FROM copies, revisions WHERE revisions.document = {template};
         INSERT INTO texts (revision, importer, digest, parts, text)
             SELECT copies.number, importer, digest, parts, text FROM copies, texts
             WHERE texts.revision = (SELECT revision FROM documents WHERE number = {template});
         UPDATE documents SET revision = number WHERE number > {template};
         COMMIT;
         DROP TABLE copies;
         PRAGMA wal_checkpoint(TRUNCATE);"
    );
    connection.execute_batch(&copy).unwrap();
    folder
}
