//! How many instructions the paths take that a reader waits for.
//!
//! Counted by callgrind, so that neither load nor clock speed matters. It needs valgrind and the runner:
//! `cargo install gungraun-runner --version 0.20.0`, then `cargo bench --bench instructions`.
// A benchmark may stop at the first surprise.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/books.rs"]
mod books;
#[path = "support/libraries.rs"]
mod libraries;
#[path = "support/shelf.rs"]
mod shelf;
#[path = "support/stage.rs"]
mod stage;

use std::hint::black_box;

use gungraun::{
    Callgrind, LibraryBenchmarkConfig, library_benchmark, library_benchmark_group, main,
};
use ratatui::layout::Size;
use sidelight::config::RawKeys;
use sidelight::document::Document;
use sidelight::extract::extract;
use sidelight::fact::FactSet;
use sidelight::import::{Overrides, Payload, import};
use sidelight::layout::LineIndex;
use sidelight::library::Library;
use sidelight::text::Columns;
use sidelight::tui::key::KeyPress;
use sidelight::tui::keymap::Keymap;

use crate::shelf::{ARTICLE, Shelf};
use crate::stage::{Stage, press};

/// Which library.
#[derive(Clone, Copy)]
enum Of {
    Samples,
    Two,
    Page,
    Many,
    Short,
    English,
    Chinese,
}

fn path(of: Of) -> std::path::PathBuf {
    let shelf = Shelf::new("instructions");
    match of {
        Of::Samples => shelf.samples(),
        Of::Two => shelf.two(),
        Of::Page => shelf.page(),
        Of::Many => shelf.many(),
        Of::Short => shelf.short(),
        Of::English => shelf.english(),
        Of::Chinese => shelf.chinese(),
    }
}

fn settled(of: Of) -> Stage {
    Stage::settled(&path(of), None)
}

#[library_benchmark]
#[bench::samples(path(Of::Samples))]
#[bench::two_articles(path(Of::Two))]
#[bench::page_of_articles(path(Of::Page))]
#[bench::many_articles(path(Of::Many))]
#[bench::article_of_1_kb(path(Of::Short))]
#[bench::english_book(path(Of::English))]
#[bench::chinese_book(path(Of::Chinese))]
fn first_frame(path: std::path::PathBuf) -> Stage {
    black_box(Stage::start(&path, None))
}

#[library_benchmark]
#[bench::two_articles(path(Of::Two))]
#[bench::page_of_articles(path(Of::Page))]
#[bench::many_articles(path(Of::Many))]
fn open_and_list(path: std::path::PathBuf) -> (Library, usize) {
    let library = Library::open(&path).unwrap();
    let listed = library.list(None, 50).unwrap().len();
    (library, listed)
}

#[library_benchmark]
fn default_keymap() -> Keymap {
    black_box(Keymap::new(&RawKeys::default()).0)
}

/// A stage and the key that is measured on it.
type Scene = (Stage, KeyPress);

fn ordinary(key: &str) -> Scene {
    (settled(Of::Samples), press(key))
}

fn in_english(key: &str) -> Scene {
    (settled(Of::English), press(key))
}

fn in_chinese(key: &str) -> Scene {
    (settled(Of::Chinese), press(key))
}

#[library_benchmark]
#[benches::ordinary(args = ["PgDn", "j", "Tab", "J", ")"], setup = ordinary)]
#[benches::english_book(args = ["PgDn", "j", "Tab", "G", ")"], setup = in_english)]
#[benches::chinese_book(args = ["PgDn", "j", "Tab", "G", ")"], setup = in_chinese)]
#[bench::next_hit(args = (Of::Samples), setup = next_hit)]
#[bench::next_hit_in_english_book(args = (Of::English), setup = next_hit)]
#[bench::search_in_english_book(args = (Of::English), setup = search)]
fn key_to_frame(scene: Scene) -> Stage {
    let (mut stage, key) = scene;
    stage.press(key);
    stage
}

/// An open book that is about to be looked through for a word.
fn search(of: Of) -> Scene {
    let mut stage = settled(of);
    stage.play(&["/", "R", "u", "s", "s", "i", "a"]);
    (stage, press("Enter"))
}

fn next_hit(of: Of) -> Scene {
    let (mut stage, enter) = search(of);
    stage.press(enter);
    (stage, press("n"))
}

#[library_benchmark]
#[bench::ordinary(args = (Of::Samples), setup = settled)]
#[bench::english_book(args = (Of::English), setup = settled)]
#[bench::chinese_book(args = (Of::Chinese), setup = settled)]
fn resize_to_frame(mut stage: Stage) -> Stage {
    stage.resize(Size::new(180, 50));
    stage
}

#[library_benchmark]
#[bench::ordinary(args = (Of::Samples), setup = settled)]
fn frame_without_change(mut stage: Stage) -> Stage {
    stage.draw();
    stage
}

#[library_benchmark]
#[bench::english(books::english())]
#[bench::chinese(books::chinese())]
fn line_index(document: Document) -> (Document, LineIndex) {
    let index = LineIndex::build(&document, Columns::new(80));
    (document, index)
}

fn article() -> Document {
    let (name, text) = ARTICLE;
    let overrides = Overrides::default();
    import(&Payload::new(text.as_bytes(), name, &overrides)).unwrap()
}

#[library_benchmark]
fn import_of_an_article() -> Document {
    black_box(article())
}

#[library_benchmark]
#[bench::article(article())]
fn facts_of(document: Document) -> (Document, FactSet) {
    let facts = extract(&document);
    (document, facts)
}

fn library() -> Library {
    Library::open(&path(Of::Two)).unwrap()
}

// Import and rows with everything on disk, as for one article that the user adds.
#[library_benchmark]
#[bench::article(library())]
fn add(library: Library) -> Library {
    let (name, text) = ARTICLE;
    libraries::add(&library, name, text);
    library
}

library_benchmark_group!(name = start, benchmarks = [first_frame, open_and_list, default_keymap]);
library_benchmark_group!(
    name = keys,
    benchmarks = [key_to_frame, resize_to_frame, frame_without_change]
);
library_benchmark_group!(
    name = texts,
    benchmarks = [line_index, import_of_an_article, facts_of, add]
);
main!(
    config = LibraryBenchmarkConfig::default().tool(Callgrind::with_args(["--cache-sim=no"])),
    setup = Shelf::new("instructions").fill(),
    teardown = Shelf::new("instructions").clear(),
    library_benchmark_groups = [start, keys, texts]
);
