//! What the trainer of the tagger needs of the reader: the same tokens, features and decoding.
//!
//! The crate `training/` makes the weights in assets/names with it. Nothing in the reader uses it.

use crate::document::Document;
use crate::extract::names::tagger::chain;
use crate::extract::names::tagger::common;
use crate::extract::names::tagger::evidence::Evidence;
use crate::extract::names::tagger::features::{Scene, step};
use crate::extract::names::tagger::label;
use crate::extract::names::tagger::listed::Hiding;
use crate::extract::names::tagger::table::{self, Table};
use crate::extract::names::tagger::word::Word;
use crate::extract::names::{found_by, tagger};
use crate::extract::reading::Reading;
use crate::fact::EntityKind;
use crate::text::TextRange;

/// How many labels there are.
pub const LABELS: usize = label::LABELS;
/// How many classes of tokens have steps of their own.
pub const CLASSES: usize = chain::CLASSES;

/// The scores of one token, one a label and one unused.
pub type Scores = label::Scores;

/// Tokens in a row that may belong to names.
#[derive(Debug, Default)]
pub struct Segment {
    /// Where each token stands.
    pub tokens: Vec<TextRange>,
    /// The class of each token, by which steps differ.
    pub classes: Vec<u8>,
    /// The features of each token.
    pub features: Vec<Vec<u64>>,
}

/// Returns the segments of a document; `percent` of a hundred list hits are hidden, which ones depends
/// on `seed` and their words.
pub fn segments(document: &Document, seed: u64, percent: u8) -> Vec<Segment> {
    let reading = Reading::new(document);
    let evidence = Evidence::new(&reading, Hiding { seed, percent });
    let mut found = Vec::new();
    for sentence in &reading.sentences {
        let scene = Scene::new(&reading, &evidence, sentence);
        for range in scene.segments() {
            let mut segment = Segment::default();
            for at in range {
                segment.tokens.push(reading.tokens[at].range);
                segment.classes.push(scene.class(at));
                let mut features = Vec::new();
                scene.write(at, &mut features);
                segment.features.push(features);
            }
            found.push(segment);
        }
    }
    found
}

/// Returns where all tokens of a document stand.
pub fn tokens(document: &Document) -> Vec<TextRange> {
    Reading::new(document).tokens.iter().map(|token| token.range).collect()
}

/// Returns the label of a token of a name by whether it is the first and the last one.
pub const fn label_of(kind: EntityKind, is_first: bool, is_last: bool) -> usize {
    label::label(kind, is_first, is_last)
}

/// Returns the feature of a step from a label to the next.
pub fn step_feature(class: usize, from: usize) -> u64 {
    step(class, from)
}

/// Writes a list of ordinary words with their classes, 1 to 3, in the form in which the reader looks them up.
pub fn encode_words<'w>(words: impl Iterator<Item = (&'w str, u8)>) -> Vec<u8> {
    let mut entries: Vec<u32> =
        words.map(|(word, class)| common::entry(Word::new(word).lower, class)).collect();
    entries.sort_unstable();
    // Of a word with several classes the most common one counts.
    entries.dedup_by_key(|entry| *entry & !3);
    entries.into_iter().flat_map(u32::to_le_bytes).collect()
}

/// Writes weights in the form in which the reader looks them up.
pub fn encode(features: Vec<(u64, Scores)>) -> Vec<u8> {
    table::encode(features)
}

/// Returns the weights that the reader has compiled in.
pub fn shipped() -> &'static [u8] {
    tagger::WEIGHTS
}

/// The scores of steps from label to label, as the chain uses them.
#[derive(Debug)]
pub struct Steps(chain::Steps);

impl Steps {
    /// Makes steps of what is known of each class and label stepped from.
    pub fn new(known: impl FnMut(usize, usize) -> Scores) -> Self {
        Self(chain::Steps::new(known))
    }

    /// Returns the labels with the highest score.
    pub fn best(&self, scores: &[Scores], classes: &[u8]) -> Vec<usize> {
        chain::best(scores, classes, &self.0)
    }

    /// Returns how likely every label of every token is, and every step to it.
    pub fn likelihood(
        &self,
        scores: &[Scores],
        classes: &[u8],
    ) -> (Vec<Scores>, Vec<[Scores; LABELS]>) {
        let found = chain::likelihood(scores, classes, &self.0, true);
        (found.labels, found.steps)
    }
}

/// A name that was found, with how sure the tagger is, from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundName {
    /// Where it stands.
    pub range: TextRange,
    /// What it names.
    pub kind: EntityKind,
    /// How sure the tagger is.
    pub score: u8,
}

/// Finds the names of a document by weights, as the reader does; nothing if they are of another version.
pub fn names(document: &Document, weights: &[u8]) -> Option<Vec<FoundName>> {
    let reading = Reading::new(document);
    let found = found_by(Table::new(weights)?, &reading);
    let shown = found.into_iter().map(|found| FoundName {
        range: reading.cover(&found.tokens),
        kind: found.kind,
        score: found.score,
    });
    Some(shown.collect())
}
