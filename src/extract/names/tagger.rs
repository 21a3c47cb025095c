//! The tagger: which tokens name people, organisations and places, by trained weights.
//!
//! A linear chain over the tokens of a sentence. Its features look at the words, the lists, the run of
//! capitals and at how the same words stand elsewhere in the document; its weights come from annotated
//! text (assets/names/README.md) and are looked up where they lie. Tokens that cannot belong to a name
//! part the sentence into segments, and each is decided alone. It must not know entities or roles.

pub(crate) mod chain;
pub(crate) mod evidence;
pub(crate) mod features;
pub(crate) mod hash;
pub(crate) mod label;
pub(crate) mod lexicon;
pub(crate) mod listed;
pub(crate) mod table;
pub(crate) mod why;
pub(crate) mod word;

use std::ops::Range;

use crate::extract::names::tagger::chain::{Steps, best, likelihood};
use crate::extract::names::tagger::evidence::Evidence;
use crate::extract::names::tagger::features::{Scene, step};
use crate::extract::names::tagger::label::{OUTSIDE, Scores, spans};
use crate::extract::names::tagger::listed::Hiding;
use crate::extract::names::tagger::table::Table;
use crate::extract::names::tagger::why::{ASPECTS, Aspect, sentence};
use crate::extract::reading::Reading;
use crate::fact::EntityKind;

/// The weights of the reader, as the trainer wrote them.
pub(crate) static WEIGHTS: &[u8] = include_bytes!("../../../assets/names/weights.bin");

/// A name that the tagger found.
#[derive(Clone, Debug)]
pub(crate) struct Tagged {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// What it names.
    pub(crate) kind: EntityKind,
    /// How likely that is, from 0 to 1: the least of its tokens.
    pub(crate) likely: f32,
    /// What spoke for it.
    pub(crate) why: &'static str,
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
    for sentence in &reading.sentences {
        let scene = Scene::new(reading, &evidence, sentence);
        for segment in scene.segments() {
            let scores: Vec<Scores> = segment.clone().map(|at| scores(&scene, at, table)).collect();
            let classes: Vec<u8> = segment.clone().map(|at| scene.class(at)).collect();
            let labels = best(&scores, &classes, &steps);
            let names = spans(&labels);
            if names.is_empty() {
                continue;
            }
            let likely = likelihood(&scores, &classes, &steps, false).labels;
            found.extend(names.into_iter().map(|(span, kind)| Tagged {
                likely: span.clone().map(|at| likely[at][labels[at]]).fold(1.0, f32::min),
                why: why(&scene, segment.start + span.start, labels[span.start], kind, table),
                tokens: segment.start + span.start..segment.start + span.end,
                kind,
            }));
        }
    }
    found
}

fn scores(scene: &Scene, at: usize, table: Table) -> Scores {
    let mut scores = Scores::default();
    scene.give(at, |_, feature| table.add(feature, &mut scores));
    scores
}

/// Returns what spoke most for the label of a token, against none.
fn why(scene: &Scene, at: usize, label: usize, kind: EntityKind, table: Table) -> &'static str {
    let mut spoke = [0.0; ASPECTS];
    scene.give(at, |template, feature| {
        let mut scores = Scores::default();
        table.add(feature, &mut scores);
        spoke[Aspect::of(template) as usize] += scores[label] - scores[OUTSIDE];
    });
    sentence(kind, &spoke)
}

/// Reads the scores of all steps once for a document.
fn steps(table: Table) -> Steps {
    Steps::new(|class, from| {
        let mut scores = Scores::default();
        table.add(step(class, from), &mut scores);
        scores
    })
}
