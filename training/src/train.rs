//! A training: documents in a fixed random order, list hits hidden anew in every round.

use std::path::Path;

use sidelight::extract::training::{Segment, label_of, segments};

use sidelight::fact::EntityKind;
use sidelight::text::TextRange;

use crate::corpus::{Annotated, CORPORA, read};
use crate::model::{Model, Rows, Settings};

/// A document to learn from, with how much it weighs.
pub struct Lesson<'a> {
    /// The document.
    pub annotated: &'a Annotated,
    /// How much it weighs.
    pub weight: f32,
}

/// Trains on everything and writes the weights of the reader.
pub fn ship(corpora: &Path, settings: Settings) {
    let all: Vec<_> =
        CORPORA.iter().map(|corpus| (corpus.weight, read(corpora, corpus.name))).collect();
    let lessons: Vec<_> = all
        .iter()
        .flat_map(|(weight, documents)| {
            documents.iter().map(|annotated| Lesson { annotated, weight: *weight })
        })
        .collect();
    let weights = train(&lessons, settings);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/names/weights.bin");
    match std::fs::write(&path, &weights) {
        Ok(()) => println!("{} bytes written to {}", weights.len(), path.display()),
        Err(error) => eprintln!("{}: {error}", path.display()),
    }
}

/// Trains on lessons and returns the weights.
pub fn train(lessons: &[Lesson], settings: Settings) -> Vec<u8> {
    let started = std::time::Instant::now();
    let mut seen = Rows::default();
    let mut lost = 0;
    for lesson in lessons {
        let found = segments(&lesson.annotated.document, 0, 0);
        lost += unreachable(&found, lesson.annotated);
        for feature in found.iter().flat_map(|segment| segment.features.iter().flatten()) {
            *seen.entry(*feature).or_default() += 1;
        }
    }
    let mut model = Model::new(settings, &seen);
    drop(seen);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut random = Random(0x5eed);
    for round in 0..settings.rounds {
        random.shuffle(&mut order);
        for at in &order {
            let lesson = &lessons[*at];
            let seed = u64::from(round) << 32 | *at as u64;
            model.refresh();
            for segment in segments(&lesson.annotated.document, seed, settings.hidden) {
                let labels = labels(&segment, lesson.annotated);
                model.learn(&segment, &labels, lesson.weight);
            }
        }
    }
    let (weights, rows) = model.finish();
    eprintln!(
        "trained on {} documents ({lost} names out of reach): {rows} rows, {} bytes, {:.0} s",
        lessons.len(),
        weights.len(),
        started.elapsed().as_secs_f64()
    );
    weights
}

/// Counts the marked names that no labelling of the segments can give.
fn unreachable(segments: &[Segment], annotated: &Annotated) -> usize {
    let reached: usize =
        segments.iter().map(|segment| count(&labels(segment, annotated), segment, annotated)).sum();
    annotated.names.len().saturating_sub(reached)
}

/// Returns the labels of a segment's tokens. A token that a name covers only in part is outside.
pub fn labels(segment: &Segment, annotated: &Annotated) -> Vec<usize> {
    let owners: Vec<_> =
        segment.tokens.iter().map(|token| owner(*token, &annotated.names)).collect();
    let label = |at: usize| {
        let owner = owners[at]?;
        let is_first = at == 0 || owners[at - 1] != Some(owner);
        let is_last = owners.get(at + 1).copied().flatten() != Some(owner);
        Some(label_of(annotated.names[owner].1, is_first, is_last))
    };
    (0..owners.len()).map(|at| label(at).unwrap_or(0)).collect()
}

/// Returns the name that covers a token, if one does.
fn owner(token: TextRange, names: &[(TextRange, EntityKind)]) -> Option<usize> {
    let index = names.partition_point(|(range, _)| range.end() <= token.start());
    let (range, _) = names.get(index)?;
    // A token may keep the stop that ends the sentence.
    let covered = range.start() <= token.start()
        && usize::from(token.end()) <= usize::from(range.end()) + 1
        && range.start() < token.end();
    covered.then_some(index)
}

/// Counts the names that labels give.
fn count(labels: &[usize], segment: &Segment, annotated: &Annotated) -> usize {
    let mut owners: Vec<_> =
        segment.tokens.iter().filter_map(|token| owner(*token, &annotated.names)).collect();
    owners.dedup();
    if labels.is_empty() { 0 } else { owners.len() }
}

/// A small generator of numbers that are the same every time.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn shuffle(&mut self, items: &mut [usize]) {
        for at in (1..items.len()).rev() {
            let other = (self.next() % (at as u64 + 1)) as usize;
            items.swap(at, other);
        }
    }
}
