//! The tagger: which tokens name people, organisations and places, by trained weights.
//!
//! A linear chain over the tokens of a sentence. Its features look at the words, the lists, the run of
//! capitals and at how the same words stand elsewhere in the document; its weights come from annotated
//! text (assets/names/README.md) and are looked up where they lie. Tokens that cannot belong to a name
//! part the sentence into segments, and each is decided alone. It must not know entities or roles.

pub(crate) mod chain;
pub(crate) mod common;
pub(crate) mod evidence;
pub(crate) mod features;
pub(crate) mod hash;
pub(crate) mod label;
pub(crate) mod listed;
pub(crate) mod table;
pub(crate) mod word;

use std::ops::Range;

use crate::extract::names::tagger::chain::{Steps, best, likelihood};
use crate::extract::names::tagger::evidence::Evidence;
use crate::extract::names::tagger::features::{Scene, step};
use crate::extract::names::tagger::label::{Scores, spans};
use crate::extract::names::tagger::listed::Hiding;
use crate::extract::names::tagger::table::Table;
use crate::extract::reading::Reading;
use crate::fact::EntityKind;

/// The weights of the reader, as the trainer wrote them.
pub(crate) static WEIGHTS: &[u8] = include_bytes!("../../../assets/names/weights.bin");

/// A name that the tagger found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tagged {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// What it names.
    pub(crate) kind: EntityKind,
    /// How likely that is, from 0 to 1: the least of its tokens.
    pub(crate) likely: f32,
}

/// Returns the weights that are compiled in; nothing if they are of another version.
pub(crate) fn weights() -> Option<Table<'static>> {
    Table::new(WEIGHTS)
}

/// Finds the names of a document, in order and without overlap.
pub(crate) fn tag(reading: &Reading, table: Table) -> Vec<Tagged> {
    let evidence = Evidence::new(reading, Hiding::default());
    let steps = steps(table);
    let mut found = Vec::new();
    let mut features = Vec::with_capacity(160);
    for sentence in &reading.sentences {
        let scene = Scene::new(reading, &evidence, sentence);
        for segment in scene.segments() {
            let scores: Vec<Scores> = segment
                .clone()
                .map(|at| {
                    scene.write(at, &mut features);
                    let mut scores = Scores::default();
                    for feature in &features {
                        table.add(*feature, &mut scores);
                    }
                    scores
                })
                .collect();
            let classes: Vec<u8> = segment.clone().map(|at| scene.class(at)).collect();
            let labels = best(&scores, &classes, &steps);
            let names = spans(&labels);
            if names.is_empty() {
                continue;
            }
            let likely = likelihood(&scores, &classes, &steps, false).labels;
            found.extend(names.into_iter().map(|(span, kind)| Tagged {
                likely: span.clone().map(|at| likely[at][labels[at]]).fold(1.0, f32::min),
                tokens: segment.start + span.start..segment.start + span.end,
                kind,
            }));
        }
    }
    found
}

/// Reads the scores of all steps once for a document.
fn steps(table: Table) -> Steps {
    Steps::new(|class, from| {
        let mut scores = Scores::default();
        table.add(step(class, from), &mut scores);
        scores
    })
}
