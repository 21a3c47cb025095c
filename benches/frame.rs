//! What a reader waits for, in time: the first frame, keys, a resize, a jump in a long book, opening one.
//!
//! A frame goes through everything but the write to the terminal. Compare within one run, by the fastest samples:
//! nothing here waits for anything but the processor, except where it says that it writes to disk.
// A benchmark may stop at the first surprise.
#![allow(clippy::unwrap_used)]

#[path = "support/books.rs"]
mod books;
#[path = "support/libraries.rs"]
mod libraries;
#[path = "support/shelf.rs"]
mod shelf;
#[path = "support/stage.rs"]
mod stage;

use std::path::PathBuf;
use std::sync::OnceLock;

use divan::{Bencher, black_box};
use ratatui::layout::Size;
use sidelight::document::Document;
use sidelight::extract::extract;
use sidelight::import::{Overrides, Payload, import};
use sidelight::library::Library;

use crate::shelf::{ARTICLE, Shelf};
use crate::stage::{Stage, press};

fn main() {
    divan::main();
    shelf_of_this_run().clear();
}

/// Which article is in front of the reader.
#[derive(Clone, Copy, Debug)]
enum Of {
    Article,
    English,
    Chinese,
}

const ALL: [Of; 3] = [Of::Article, Of::English, Of::Chinese];

fn path(of: Of) -> PathBuf {
    match of {
        Of::Article => shelf().samples(),
        Of::English => shelf().english(),
        Of::Chinese => shelf().chinese(),
    }
}

fn shelf_of_this_run() -> Shelf {
    Shelf::new("frame")
}

/// Returns the libraries, made when they are first asked for.
fn shelf() -> &'static Shelf {
    static SHELF: OnceLock<Shelf> = OnceLock::new();
    SHELF.get_or_init(|| {
        let shelf = shelf_of_this_run();
        shelf.fill();
        shelf
    })
}

#[divan::bench_group]
mod first_frame {
    use divan::{Bencher, black_box};

    use crate::stage::Stage;
    use crate::{ALL, Of, path, shelf};

    #[divan::bench(args = ALL)]
    fn with(bencher: Bencher<'_, '_>, of: Of) {
        let path = path(of);
        bencher.bench_local(|| Stage::start(black_box(&path), None));
    }

    #[divan::bench]
    fn of_2_articles(bencher: Bencher<'_, '_>) {
        let path = shelf().two();
        bencher.bench_local(|| Stage::start(black_box(&path), None));
    }

    #[divan::bench]
    fn of_a_page_of_articles(bencher: Bencher<'_, '_>) {
        let path = shelf().page();
        bencher.bench_local(|| Stage::start(black_box(&path), None));
    }

    #[divan::bench]
    fn of_many_articles(bencher: Bencher<'_, '_>) {
        let path = shelf().many();
        bencher.bench_local(|| Stage::start(black_box(&path), None));
    }
}

/// Presses keys in turn, so that what is measured can go on for ever.
fn keys(bencher: Bencher<'_, '_>, of: Of, before: &[&str], keys: &[&str]) {
    let mut stage = Stage::settled(&path(of), None);
    stage.play(before);
    let keys: Vec<_> = keys.iter().copied().map(press).collect();
    let mut next = keys.iter().cycle();
    bencher.bench_local(|| {
        if let Some(key) = next.next() {
            stage.press(*key);
        }
    });
}

#[divan::bench(args = ALL)]
fn page_key(bencher: Bencher<'_, '_>, of: Of) {
    keys(bencher, of, &["PgDn"], &["PgDn", "PgUp"]);
}

/// With what other sources say beside the text, and their story beside that.
#[divan::bench]
fn page_key_in_a_story(bencher: Bencher<'_, '_>) {
    keys(bencher, Of::Article, &["g", "s", "q", "PgDn"], &["PgDn", "PgUp"]);
}

/// To the same passage in the other source and back.
#[divan::bench]
fn same_passage_key(bencher: Bencher<'_, '_>) {
    let mut stage = Stage::settled(&path(Of::Article), None);
    stage.play(&[")", ")", ")", "s", "s"]);
    bencher.bench_local(|| stage.press(press("s")));
}

/// The matrix of ten sources and some two thousand rows, from the story to the frame, and closed again.
#[divan::bench]
fn matrix_of_a_large_story(bencher: Bencher<'_, '_>) {
    let mut stage = Stage::settled(&large_story(), None);
    let mut keys = ["M", "q"].map(press).into_iter().cycle();
    bencher.bench_local(|| stage.press(keys.next().unwrap()));
}

/// A page of rows of the same.
#[divan::bench]
fn page_key_in_a_matrix(bencher: Bencher<'_, '_>) {
    let mut stage = Stage::settled(&large_story(), None);
    stage.play(&["M"]);
    let mut keys = ["PgDn", "PgUp"].map(press).into_iter().cycle();
    bencher.bench_local(|| stage.press(keys.next().unwrap()));
}

#[divan::bench]
fn page_key_in_a_large_story(bencher: Bencher<'_, '_>) {
    let mut stage = Stage::settled(&large_story(), None);
    stage.play(&["g", "s", "q", "PgDn"]);
    let mut keys = ["PgDn", "PgUp"].map(press).into_iter().cycle();
    bencher.bench_local(|| stage.press(keys.next().unwrap()));
}

/// A library with ten articles of one story, each with about 200 sentences that no other has.
fn large_story() -> PathBuf {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let path = shelf().short().with_file_name("story.db");
        let library = Library::open(&path).unwrap();
        for entry in library.list(None, 10).unwrap() {
            library.remove(entry.id).unwrap();
        }
        let ids: Vec<_> = (0..10)
            .map(|article| {
                let own = |number: usize| {
                    format!(
                        "The witness{article}x{number} told the hearing{article}x{number} that the \
                         ledger{article}x{number} was lost.\n\n"
                    )
                };
                let text = format!("{}\n\n{}", ARTICLE.1, (0..200).map(own).collect::<String>());
                libraries::add(&library, &format!("{article}.txt"), &text)
            })
            .collect();
        library.join_stories(&ids).unwrap();
        let story = library.story(ids[9]).unwrap().unwrap();
        assert_eq!(story.members.len(), 10);
        path
    })
    .clone()
}

#[divan::bench(args = ALL)]
fn line_key(bencher: Bencher<'_, '_>, of: Of) {
    keys(bencher, of, &["PgDn"], &["j", "k"]);
}

#[divan::bench(args = ALL)]
fn pane_key(bencher: Bencher<'_, '_>, of: Of) {
    keys(bencher, of, &[], &["Tab"]);
}

#[divan::bench(args = ALL)]
fn jump_to_the_end_and_back(bencher: Bencher<'_, '_>, of: Of) {
    keys(bencher, of, &[], &["End", "Home"]);
}

#[divan::bench(args = [Of::Article, Of::English])]
fn next_hit(bencher: Bencher<'_, '_>, of: Of) {
    keys(bencher, of, &["/", "R", "u", "s", "s", "i", "a", "Enter"], &["n"]);
}

#[divan::bench(args = [Of::Article, Of::English])]
fn search(bencher: Bencher<'_, '_>, of: Of) {
    keys(bencher, of, &[], &["/", "R", "u", "s", "s", "i", "a", "Enter"]);
}

/// Until the exact lines are known a jump lays out what it passes.
#[divan::bench(args = ALL)]
fn jump_without_index(bencher: Bencher<'_, '_>, of: Of) {
    let mut stage = Stage::start(&path(of), None);
    let mut keys = ["End", "Home"].map(press).into_iter().cycle();
    bencher.bench_local(|| stage.press(keys.next().unwrap()));
}

#[divan::bench(args = ALL)]
fn resize(bencher: Bencher<'_, '_>, of: Of) {
    let mut stage = Stage::settled(&path(of), None);
    stage.play(&["PgDn"]);
    let mut sizes = [Size::new(180, 50), Size::new(200, 50)].into_iter().cycle();
    bencher.bench_local(|| stage.resize(sizes.next().unwrap()));
}

#[divan::bench]
fn frame_without_change(bencher: Bencher<'_, '_>) {
    let mut stage = Stage::settled(&path(Of::Article), None);
    bencher.bench_local(|| stage.draw());
}

/// From the store to the painted frame, with the facts that are known already; writes to disk which article was opened.
#[divan::bench_group]
mod open {
    use divan::Bencher;

    use crate::{Of, path, reopen, shelf};

    #[divan::bench]
    fn article_of_1_kb(bencher: Bencher<'_, '_>) {
        reopen(bencher, &shelf().short());
    }

    #[divan::bench(args = [Of::English, Of::Chinese])]
    fn book(bencher: Bencher<'_, '_>, of: Of) {
        reopen(bencher, &path(of));
    }
}

fn reopen(bencher: Bencher<'_, '_>, path: &std::path::Path) {
    let mut stage = Stage::settled(path, None);
    let id = stage.state.reader().unwrap().id();
    bencher.bench_local(|| stage.reopen(black_box(id)));
}

fn article() -> Document {
    let (name, text) = ARTICLE;
    let overrides = Overrides::default();
    import(&Payload::new(text.as_bytes(), name, &overrides)).unwrap()
}

#[divan::bench]
fn import_of_an_article() -> Document {
    article()
}

#[divan::bench]
fn facts_of_an_article(bencher: Bencher<'_, '_>) {
    let document = article();
    bencher.bench_local(|| extract(black_box(&document)));
}

/// Import and rows of ever other articles; each is on disk before the next.
#[divan::bench]
fn add_an_article(bencher: Bencher<'_, '_>) {
    let library = Library::open(&shelf().two()).unwrap();
    let mut number = 0;
    bencher.bench_local(|| {
        number += 1;
        let (name, text) = ARTICLE;
        libraries::add(&library, &format!("{number}-{name}"), &format!("{text}\n{number}\n"))
    });
}
