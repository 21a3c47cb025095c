//! Articles in web pages: how much of what is read is the article, and how much of it is read.
//!
//! Needs the shared corpora (`SIDELIGHT_CORPORA`); without them the tests say so and pass. With
//! `SIDELIGHT_DUMP` set to a folder, what was read is written there, one JSON object a page.

mod score;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sidelight::document::{Block, BlockKind, Document};
use sidelight::import::{Overrides, Payload, import};

use crate::articles::score::{Counted, Fragments, Shingles};

/// Just under what is reached.
const BODIES: f64 = 0.977;
const FRAGMENTS: f64 = 0.938;

#[test]
fn the_body_of_an_article_is_read() {
    let Some(folder) = folder("aeb") else { return };
    let truth = json(&folder.join("ground-truth.json"));
    let (mut all, mut halves) = (Shingles::default(), [Shingles::default(), Shingles::default()]);
    let mut run = Run::new("aeb");
    for (at, (id, page)) in truth.as_object().unwrap().iter().enumerate() {
        let document = run.read(id, &folder.join("html").join(format!("{id}.html.gz")));
        let gold = page["articleBody"].as_str().unwrap();
        let counted = Counted::of(gold, &body(&document));
        run.note(id, &document, &gold.into(), counted.precision, counted.recall);
        all.add(counted);
        halves[at % 2].add(counted);
    }
    println!("aeb {} {}", all.figures(), run.figures());
    println!("aeb halves {} {}", halves[0].figures(), halves[1].figures());
    assert!(all.f1() >= BODIES, "{}", all.figures());
}

#[test]
fn what_belongs_to_an_article_is_in_it_and_nothing_else() {
    let Some(folder) = folder("traf400") else { return };
    let truth = json(&folder.join("evaldata.json"));
    let (mut all, mut halves) =
        (Fragments::default(), [Fragments::default(), Fragments::default()]);
    let mut run = Run::new("t400");
    for (at, (id, page)) in truth.as_object().unwrap().iter().enumerate() {
        let document = run.read(id, &folder.join("html").join(page["file"].as_str().unwrap()));
        let counted = Fragments::of(&page["with"], &page["without"], document.text());
        run.note(id, &document, page, counted.precision(), counted.recall());
        all.add(counted);
        halves[at % 2].add(counted);
    }
    println!("t400 {} {}", all.figures(), run.figures());
    println!("t400 halves {} {}", halves[0].figures(), halves[1].figures());
    assert!(all.f1() >= FRAGMENTS, "{}", all.figures());
}

#[test]
fn pages_read_as_readability_reads_them() {
    let Some(folder) = folder("moz") else { return };
    let mut all = Shingles::default();
    let mut run = Run::new("moz");
    let mut names: Vec<_> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    for path in names {
        let id = path.file_name().unwrap().to_string_lossy().into_owned();
        let document = run.read(&id, &path.join("source.html.gz"));
        let gold = whole(&inflated(&path.join("expected.html.gz")));
        let counted = Counted::of(&gold, &body(&document));
        run.note(&id, &document, &gold.into(), counted.precision, counted.recall);
        all.add(counted);
    }
    println!("moz {} {}", all.figures(), run.figures());
    assert!(all.f1() >= 0.95);
}

/// Returns the body of an article: without its title, and what stands around it.
fn body(document: &Document) -> String {
    let around = |block: &&Block| {
        matches!(
            block.kind,
            BlockKind::Title | BlockKind::Caption | BlockKind::Credit | BlockKind::Note
        )
    };
    let blocks = document.blocks().iter().filter(|block| !around(block));
    blocks.map(|block| document.slice(block.range)).collect::<Vec<_>>().join("\n")
}

/// Returns all text of a page.
fn whole(html: &[u8]) -> String {
    let mut builder = sidelight::document::DocumentBuilder::new();
    let html = String::from_utf8_lossy(html);
    sidelight::import::html::fragment::append(&mut builder, &html, None);
    builder.finish().unwrap().text().to_owned()
}

fn folder(name: &str) -> Option<PathBuf> {
    let corpora = std::env::var_os("SIDELIGHT_CORPORA");
    if corpora.is_none() {
        eprintln!("SIDELIGHT_CORPORA is not set: the articles were not tried");
    }
    Some(PathBuf::from(corpora?).join("formats").join(name).join("dev"))
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn inflated(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).unwrap();
    flate2::read::MultiGzDecoder::new(file).read_to_end(&mut bytes).unwrap();
    bytes
}

/// One reading of a corpus: its cost, and what is to be written down of it.
struct Run {
    name: &'static str,
    nanoseconds: BTreeMap<String, u64>,
    dump: String,
}

impl Run {
    fn new(name: &'static str) -> Self {
        Self { name, nanoseconds: BTreeMap::new(), dump: String::new() }
    }

    fn read(&mut self, id: &str, path: &Path) -> Document {
        let bytes = inflated(path);
        let address = format!("https://example.org/articles/{id}");
        let (overrides, start) = (Overrides::default(), thread_time());
        let document = import(&Payload::new(&bytes, &address, &overrides)).unwrap_or_default();
        self.nanoseconds.insert(id.to_owned(), thread_time() - start);
        document
    }

    fn note(&mut self, id: &str, document: &Document, gold: &Value, precision: f64, recall: f64) {
        let milliseconds = self.nanoseconds[id] as f64 / 1e6;
        let block = |block: &Block| json!([block.kind.name(), document.slice(block.range)]);
        let blocks: Vec<_> = document.blocks().iter().map(block).collect();
        let page = json!({
            "id": id, "text": document.text(), "body": body(document), "blocks": blocks, "gold": gold, "precision": precision, "recall": recall,
            "ms": milliseconds,
        });
        writeln!(self.dump, "{page}").unwrap();
    }

    /// Writes down what was read, if that is wanted, and tells what it cost.
    fn figures(&self) -> String {
        if let Some(folder) = std::env::var_os("SIDELIGHT_DUMP") {
            let path = PathBuf::from(folder).join(self.name).with_extension("jsonl");
            std::fs::write(path, &self.dump).unwrap();
        }
        let mut all: Vec<_> = self.nanoseconds.values().copied().collect();
        all.sort_unstable();
        let milliseconds = |nanoseconds: u64| nanoseconds as f64 / 1e6;
        let mean = milliseconds(all.iter().sum()) / all.len() as f64;
        format!(
            "mean {mean:.1} p99 {:.1} max {:.1} ms of {} pages",
            milliseconds(all[all.len() * 99 / 100]),
            milliseconds(*all.last().unwrap()),
            all.len()
        )
    }
}

/// Returns the time that the processor gave this thread, in nanoseconds; 0 where that is not told.
fn thread_time() -> u64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split_whitespace().next().and_then(|time| time.parse().ok()).unwrap_or(0)
}
