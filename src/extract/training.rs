//! What the trainer of the tagger needs of the reader: the same tokens, features and decoding.
//!
//! The crate `training/` makes the weights in assets/names with it. Nothing in the reader uses it.

use std::collections::BTreeMap;

use crate::document::Document;
use crate::extract::names::tagger::chain;
use crate::extract::names::tagger::evidence::Evidence;
use crate::extract::names::tagger::features::{Scene, step};
use crate::extract::names::tagger::label;
use crate::extract::names::tagger::listed::Hiding;
use crate::extract::names::tagger::table::{self, Table};
use crate::extract::names::tagger::word::Word;
use crate::extract::names::{found_by, tagger};
use crate::extract::reading::Reading;
use crate::extract::token::tokens as tokens_of;
use crate::fact::EntityKind;
use crate::text::{TextRange, TextSize};

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
                scene.give(at, |_, feature| features.push(feature));
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

/// What the lexicon says of a word or phrase, as bits; the lowest two are how common an ordinary word is.
pub mod lexicon {
    use crate::extract::names::tagger::lexicon;

    /// What is known of a word or phrase.
    pub type Known = u8;
    /// The bits of how common an ordinary word is: 1 for the most common, up to 3.
    pub const COMMON: Known = lexicon::COMMON;
    /// A given name.
    pub const GIVEN: Known = lexicon::GIVEN;
    /// One of the more common family names.
    pub const FAMILY: Known = lexicon::FAMILY;
    /// One of the rarer family names.
    pub const RARE_FAMILY: Known = lexicon::RARE_FAMILY;
    /// A city.
    pub const CITY: Known = lexicon::CITY;
    /// A town.
    pub const TOWN: Known = lexicon::TOWN;
}

/// Writes what is known of words and phrases in the form in which the reader looks it up.
pub fn encode_lexicon<'w>(words: impl Iterator<Item = (&'w str, lexicon::Known)>) -> Vec<u8> {
    let mut all = BTreeMap::new();
    for (phrase, known) in words {
        let within = TextRange::new(0.into(), TextSize::of(phrase));
        let mut hashes = tokens_of(phrase, within)
            .into_iter()
            .map(|token| Word::new(&phrase[token.range]).lower);
        let Some(first) = hashes.next() else { continue };
        let entry: &mut lexicon::Known =
            all.entry(hashes.fold(first, tagger::lexicon::join)).or_default();
        // Of a word with several classes the first one counts.
        let class = known & lexicon::COMMON;
        *entry |= if *entry & lexicon::COMMON == 0 { known } else { known ^ class };
    }
    tagger::lexicon::encode(&all)
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
