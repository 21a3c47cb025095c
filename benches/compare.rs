//! How long it takes to compare the articles of a story, which is done off the thread of the screen.
//!
//! The facts are there already; segmentation is counted. The pair are the two sample articles. Ten and thirty
//! articles are made of the paragraphs of the longer one, some six hundred words each, in other orders, so that
//! everything has something to be matched with. What is no article is read without facts.
// The helpers here run only in benchmarks, where stopping at the first surprise is right.
#![allow(clippy::unwrap_used)]

#[path = "support/books.rs"]
mod books;

use divan::{Bencher, black_box};
use sidelight::document::{BlockKind, Document, DocumentBuilder};
use sidelight::extract::extract;
use sidelight::fact::FactSet;
use sidelight::import::{Overrides, Payload, import};
use sidelight::story::{Article, compare};

const WIRE: &str = include_str!("../seeds/000_43b137276f00a399.txt");
const LONG: &str = include_str!("../seeds/001_0c6f94f86f0ee5fa.txt");
/// How many words an article of a made story has.
const WORDS: usize = 600;

fn main() {
    divan::main();
}

struct Read {
    document: Document,
    facts: FactSet,
}

fn read(document: Document) -> Read {
    let facts = extract(&document);
    Read { document, facts }
}

fn seed(text: &str) -> Read {
    let overrides = Overrides::default();
    read(import(&Payload::new(text.as_bytes(), "article.txt", &overrides)).unwrap())
}

/// Makes an article of the paragraphs of the longer seed, beginning somewhere else for each number.
fn made(number: usize, words: usize) -> Read {
    let paragraphs: Vec<_> = LONG.lines().filter(|line| line.len() > 200).collect();
    let mut builder = DocumentBuilder::new();
    let mut written = 0;
    for step in 0.. {
        if written >= words {
            break;
        }
        let paragraph = paragraphs[(number * 7 + step * 5) % paragraphs.len()];
        written += paragraph.split(' ').count();
        builder.simple(BlockKind::Paragraph, paragraph);
    }
    read(builder.finish().unwrap())
}

fn run(bencher: Bencher, read: &[Read]) {
    let articles: Vec<_> =
        read.iter().map(|one| Article { document: &one.document, facts: &one.facts }).collect();
    bencher.bench(|| compare(black_box(&articles), &[]));
}

#[divan::bench]
fn pair(bencher: Bencher) {
    run(bencher, &[seed(WIRE), seed(LONG)]);
}

#[divan::bench]
fn ten_articles(bencher: Bencher) {
    run(bencher, &(0..10).map(|number| made(number, WORDS)).collect::<Vec<_>>());
}

#[divan::bench(sample_count = 10)]
fn thirty_articles(bencher: Bencher) {
    run(bencher, &(0..30).map(|number| made(number, WORDS)).collect::<Vec<_>>());
}

#[divan::bench(sample_count = 10)]
fn thirty_articles_of_1000_words(bencher: Bencher) {
    run(bencher, &(0..30).map(|number| made(number, 1_000)).collect::<Vec<_>>());
}

/// As long as articles of a story are ever compared.
#[divan::bench(sample_count = 3)]
fn ten_articles_of_20000_words(bencher: Bencher) {
    run(bencher, &(0..10).map(|number| made(number, 20_000)).collect::<Vec<_>>());
}

/// A book of five megabytes beside an article: of the book, the beginning is compared.
#[divan::bench(sample_count = 3)]
fn a_book_and_an_article(bencher: Bencher) {
    run(bencher, &[read(books::english()), seed(WIRE)]);
}

#[divan::bench(sample_count = 3)]
fn a_word_repeated_1000000_times(bencher: Bencher) {
    run(bencher, &[plain(&"again ".repeat(1_000_000)), seed(WIRE)]);
}

#[divan::bench(sample_count = 3)]
fn two_texts_of_100000_paragraphs_of_a_word(bencher: Bencher) {
    let paragraphs: Vec<_> =
        (0..100_000).map(|number| format!("paragraph{}", number % 999)).collect();
    let text = paragraphs.join("\n");
    run(bencher, &[plain(&text), plain(&text)]);
}

/// Reads each line as a paragraph without facts.
fn plain(text: &str) -> Read {
    let mut builder = DocumentBuilder::new();
    for line in text.lines() {
        builder.simple(BlockKind::Paragraph, line);
    }
    Read { document: builder.finish().unwrap(), facts: FactSet::default() }
}
