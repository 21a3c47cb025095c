//! What stories cost: finding that of a new article among very many, a page of the list of stories, comparing.
//!
//! `cargo bench --bench stories` builds a library of 100,000 invented articles in a temporary folder (about half a
//! gigabyte, a few minutes). `SIDELIGHT_BENCH_ARTICLES` sets another size. Times are of the processor where the
//! system says them, else of the clock.

// A benchmark may stop at the first surprise.
#![allow(clippy::unwrap_used)]

#[path = "support/libraries.rs"]
mod libraries;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::civil::date;
use jiff::{Span, Timestamp};
use rusqlite::Connection;
use sidelight::document::{BlockKind, Document, DocumentBuilder, DocumentId};
use sidelight::fact::{Entity, EntityId, EntityKind, Fact, FactSet, FactValue, Provenance};
use sidelight::library::{Library, Overrides};
use sidelight::source::Location;
use sidelight::store::{ReadyProfile, Store, TextDigest};
use sidelight::story::{CLUSTERER_VERSION, Profile};
use sidelight::text::range;

use crate::libraries::build;

const PAGE: usize = 50;

/// How many articles come to the large library while it is measured.
const COMING: usize = 500;

/// The words that articles have in common with each other in general.
const COMMON: &str = include_str!("../assets/lists/common_words.tsv");

fn main() {
    // `cargo test --benches` only wants to know whether it runs.
    let is_test = std::env::args().any(|argument| argument == "--test");
    let size = std::env::var("SIDELIGHT_BENCH_ARTICLES").ok().and_then(|size| size.parse().ok());
    let size = if is_test { 300 } else { size.unwrap_or(100_000) };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    fill(&path, size);
    assignment(&path, size);
    pages(&path, if is_test { 300 } else { 1_000_000 });
    comparing(&folder.path().join("ten.db"));
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    /// Low numbers are common, high ones are rare.
    fn skewed(&mut self, end: usize) -> usize {
        let (one, other) = (self.below(end), self.below(end));
        one * other / end
    }
}

/// Makes the text, names and day of an article: of every three one is on the event of another.
fn article(number: usize) -> (Document, FactSet) {
    let event = number - number % 3 / 2;
    let (mut of_event, mut own) = (Dice(event as u64 * 77 + 1), Dice(number as u64 * 31 + 7));
    let common: Vec<&str> = COMMON.lines().map(|line| line.split('\t').next().unwrap()).collect();
    let subject: Vec<String> =
        (0..40).map(|_| format!("subject{}", of_event.skewed(60_000))).collect();
    let names: Vec<String> = (0..4)
        .map(|_| format!("Ana Name{}", of_event.skewed(20_000)))
        .chain((0..4).map(|_| format!("Country{}", own.skewed(200))))
        .collect();
    let mut text = String::new();
    let mut facts = Vec::new();
    for word in 0..400 {
        match word % 10 {
            0..=6 => text.push_str(common[own.skewed(common.len())]),
            7 | 8 => text.push_str(&subject[own.below(subject.len())]),
            _ => {
                let id = own.below(names.len());
                let place = range(text.len(), text.len() + names[id].len());
                text.push_str(&names[id]);
                facts.push(named(id, &names[id], place));
            }
        }
        text.push(' ');
    }
    let mut builder = DocumentBuilder::new();
    let day = i64::try_from(number / 100).unwrap();
    builder.metadata().published = date(2020, 1, 1).checked_add(Span::new().days(day)).ok();
    builder.simple(BlockKind::Paragraph, text.trim_end());
    (builder.finish().unwrap(), FactSet::new(facts))
}

fn named(id: usize, name: &str, place: sidelight::text::TextRange) -> Fact {
    let kind = if id < 4 { EntityKind::Person } else { EntityKind::Place };
    let id = EntityId(u32::try_from(id).unwrap());
    let entity =
        Entity { id, kind, name: name.to_owned(), roles: Vec::new(), mentions: vec![place] };
    Fact {
        range: place,
        value: FactValue::Entity(entity),
        provenance: Provenance::new("bench", 100),
    }
}

/// Makes a library whose rows are copies of one article, and lets the clusterer take each for another.
fn fill(path: &Path, size: usize) {
    let begun = Instant::now();
    build(path, u64::try_from(size + COMING).unwrap());
    let (store, text) = (Store::open(path).unwrap(), text_of(path));
    let ids = documents(path);
    for (page, ids) in ids[..size].chunks(500).enumerate() {
        let ready: Vec<_> =
            ids.iter().zip(page * 500..).map(|(id, number)| ready(*id, text, number)).collect();
        store.assign(CLUSTERER_VERSION, &ready).unwrap();
    }
    let stories = Connection::open(path).unwrap();
    let count = |sql| stories.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    println!(
        "{size} articles in {:.0?}: {} stories, the largest of {}; {} bytes an article for finding stories",
        begun.elapsed(),
        count("SELECT count(*) FROM stories WHERE members > 1"),
        count("SELECT ifnull(max(members), 0) FROM stories"),
        count("SELECT sum(length(part)) + (SELECT count(*) * 16 FROM telling) FROM signatures")
            / i64::try_from(size).unwrap(),
    );
}

/// What the copied article says, by its name: what is found of another text would be left out.
fn text_of(path: &Path) -> TextDigest {
    let library = Library::open(path).unwrap();
    let document = library.list(None, 1).unwrap()[0].id;
    TextDigest::of(&library.look_into(document).unwrap().document)
}

fn documents(path: &Path) -> Vec<DocumentId> {
    let connection = Connection::open(path).unwrap();
    let sql = "SELECT id FROM documents WHERE removed = 0 ORDER BY number";
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0).map(DocumentId::from_bytes)).unwrap();
    rows.map(Result::unwrap).collect()
}

fn ready(document: DocumentId, text: TextDigest, number: usize) -> ReadyProfile {
    let (content, facts) = article(number);
    ReadyProfile { document, text, profile: Profile::of(&content, &facts) }
}

/// Measures one new article after another, each written by itself.
fn assignment(path: &Path, size: usize) {
    let (store, text) = (Store::open(path).unwrap(), text_of(path));
    let ids = documents(path);
    let (mut profiles, mut times, mut found) = (Vec::new(), Vec::new(), 0);
    for (id, number) in ids[size..].iter().zip(size..) {
        let (content, facts) = article(number);
        profiles.push(measured(|| Profile::of(&content, &facts)).0);
        let ready = [ready(*id, text, number)];
        times.push(measured(|| store.assign(CLUSTERER_VERSION, &ready).unwrap()).0);
        found += usize::from(store.story_of(*id).unwrap().is_some());
    }
    report("the profile of a new article", &mut profiles);
    report(&format!("the story of a new article among {size}"), &mut times);
    println!("{found} of {} new articles are in a story", times.len());
}

/// Measures a page of the list of stories in the middle, of as many as there are and of very many.
fn pages(path: &Path, many: usize) {
    let library = Library::open(path).unwrap();
    let mut few = Vec::new();
    for _ in 0..200 {
        let after = library.stories(None, PAGE).unwrap().pop().map(|story| story.cursor);
        few.push(measured(|| library.stories(after.as_ref(), PAGE).unwrap()).0);
    }
    report("a page of stories", &mut few);
    let connection = Connection::open(path).unwrap();
    let now = i64::try_from(Timestamp::now().as_nanosecond()).unwrap();
    let sql = "WITH RECURSIVE copies (copy) AS
                   (SELECT 1 UNION ALL SELECT copy + 1 FROM copies WHERE copy < ?1)
               INSERT INTO stories (id, title, members, unread, newest, turn)
               SELECT randomblob(16), 'A story', 2, 1, ?2 + copy, 1000000 + copy FROM copies";
    connection.execute(sql, (i64::try_from(many).unwrap(), now)).unwrap();
    let mut times = Vec::new();
    for _ in 0..200 {
        let after = library.stories(None, PAGE).unwrap().pop().map(|story| story.cursor);
        times.push(measured(|| library.stories(after.as_ref(), PAGE).unwrap()).0);
    }
    report(&format!("a page of {many} stories more"), &mut times);
}

/// Measures the story of ten articles, from the store to the comparison.
fn comparing(path: &Path) {
    let library = Library::open(path).unwrap();
    for entry in library.list(None, 10).unwrap() {
        library.remove(entry.id).unwrap();
    }
    let text = include_str!("../seeds/000_43b137276f00a399.txt");
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    let ids: Vec<_> = (0..10)
        .map(|left_out| {
            let some = paragraphs.iter().enumerate().filter(|(at, _)| at % 10 != left_out);
            let text: Vec<&str> = some.map(|(_, paragraph)| *paragraph).collect();
            let name = format!("{left_out}.txt");
            let place = Location::Sample(name.clone());
            let text = text.join("\n\n");
            library.add_bytes(place, &name, text.as_bytes(), &Overrides::default()).unwrap().id
        })
        .collect();
    for id in &ids {
        library.story(*id).unwrap();
    }
    let mut times = Vec::new();
    for _ in 0..20 {
        let (time, story) = measured(|| library.story(ids[0]).unwrap().unwrap());
        assert_eq!(story.members.len(), 10);
        times.push(time);
    }
    report("a story of ten articles, read and compared", &mut times);
}

fn measured<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let (clock, used) = (Instant::now(), processor());
    let done = work();
    let time = match (used, processor()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => clock.elapsed(),
    };
    (time, done)
}

/// Returns how long this thread has had the processor, where the system says so.
fn processor() -> Option<Duration> {
    let state = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(state.split_whitespace().next()?.parse().ok()?))
}

fn report(name: &str, times: &mut [Duration]) {
    times.sort();
    let at = |part: usize| times[(times.len() * part / 100).min(times.len() - 1)];
    println!("{name}: p50 {:.2?}, p99 {:.2?}, most {:.2?}", at(50), at(99), at(100));
}
