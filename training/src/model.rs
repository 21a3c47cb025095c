//! The model in training: a linear-chain conditional random field.
//!
//! Every feature has a row of weights, one a label. Steps go by AdaGrad with dual averaging: a weight
//! follows from the sum of its gradients and the sum of their squares, less a share that grows with time,
//! so that features which bring nothing weigh nothing and are left out of the table.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use sidelight::extract::training::{CLASSES, LABELS, Scores, Segment, Steps, encode, step_feature};

/// How a training goes.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How often all documents are seen.
    pub rounds: u32,
    /// How far a step goes.
    pub rate: f32,
    /// How much of a gradient's sum is taken off for every example seen.
    pub sparse: f32,
    /// How much a weight is drawn to nothing.
    pub decay: f32,
    /// How often a feature must be seen in the first round to be kept.
    pub seen: u32,
    /// How many of a hundred list hits are hidden.
    pub hidden: u8,
    /// The most rows of the table.
    pub rows: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            rounds: 8,
            rate: 0.15,
            sparse: 8e-6,
            decay: 1e-5,
            seen: 2,
            hidden: 25,
            rows: 190_000,
        }
    }
}

/// Features are numbers that are mixed already.
#[derive(Default)]
pub struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// The rows of features.
pub type Rows = HashMap<u64, u32, BuildHasherDefault<Mixed>>;

#[derive(Clone, Copy, Default)]
struct Row {
    weights: Scores,
    sums: Scores,
    squares: Scores,
}

/// Weights in training.
pub struct Model {
    settings: Settings,
    rows: Rows,
    values: Vec<Row>,
    steps: Steps,
    time: f32,
    ids: Vec<Vec<u32>>,
}

impl Model {
    /// Makes a model of features with how often each was seen.
    pub fn new(settings: Settings, seen: &Rows) -> Self {
        let mut kept: Vec<u64> = seen
            .iter()
            .filter(|(_, count)| **count >= settings.seen)
            .map(|(one, _)| *one)
            .collect();
        kept.sort_unstable();
        let steps = (0..CLASSES * LABELS).map(|at| step_feature(at / LABELS, at % LABELS));
        let mut rows = Rows::default();
        for feature in steps.chain(kept) {
            let next = u32::try_from(rows.len()).expect("invariant: fewer features than numbers");
            rows.entry(feature).or_insert(next);
        }
        let values = vec![Row::default(); rows.len()];
        let steps = Steps::new(|_, _| Scores::default());
        Self { settings, rows, values, steps, time: 0.0, ids: Vec::new() }
    }

    /// Learns from one segment with its labels.
    pub fn learn(&mut self, segment: &Segment, labels: &[usize], weight: f32) {
        self.look_up(segment);
        let scores = self.scores(segment.tokens.len());
        let (likely, steps) = self.steps.likelihood(&scores, &segment.classes);
        self.time += weight;
        let mut before = 0;
        for at in 0..labels.len() {
            let mut gradient = likely[at];
            gradient[labels[at]] -= 1.0;
            gradient[LABELS..].fill(0.0);
            if gradient.iter().any(|one| one.abs() > 0.002) {
                let gradient = gradient.map(|one| one * weight);
                let ids = std::mem::take(&mut self.ids[at]);
                for id in &ids {
                    self.update(*id, &gradient);
                }
                self.ids[at] = ids;
            }
            let class = usize::from(segment.classes[at]);
            for (from, likely) in steps[at].iter().enumerate().take(LABELS) {
                let mut gradient = *likely;
                if from == before {
                    gradient[labels[at]] -= 1.0;
                }
                gradient[LABELS..].fill(0.0);
                if gradient.iter().any(|one| one.abs() > 0.002) {
                    let id = u32::try_from(class * LABELS + from).unwrap_or(0);
                    self.update(id, &gradient.map(|one| one * weight));
                }
            }
            before = labels[at];
        }
    }

    /// Refreshes the steps from label to label, which change slowly.
    pub fn refresh(&mut self) {
        let values = &self.values;
        self.steps = Steps::new(|class, from| values[class * LABELS + from].weights);
    }

    fn look_up(&mut self, segment: &Segment) {
        self.ids.resize_with(self.ids.len().max(segment.features.len()), Vec::new);
        for (ids, features) in self.ids.iter_mut().zip(&segment.features) {
            ids.clear();
            ids.extend(features.iter().filter_map(|feature| self.rows.get(feature)).copied());
        }
    }

    fn scores(&self, length: usize) -> Vec<Scores> {
        let score = |ids: &Vec<u32>| {
            let mut scores = Scores::default();
            for id in ids {
                let weights = &self.values[*id as usize].weights;
                scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += weight);
            }
            scores
        };
        self.ids[..length].iter().map(score).collect()
    }

    fn update(&mut self, id: u32, gradient: &Scores) {
        let row = &mut self.values[id as usize];
        let sums = row.sums.iter_mut().zip(&mut row.squares);
        for ((sum, square), one) in sums.zip(gradient).take(LABELS) {
            *sum += one;
            *square += one * one;
        }
        row.weights = weights(row, &self.settings, self.time);
    }

    /// Writes the weights that matter most in the form in which the reader looks them up.
    pub fn finish(&self) -> (Vec<u8>, usize) {
        let steps = CLASSES * LABELS;
        let mut kept: Vec<(u64, Scores, f32)> = self
            .rows
            .iter()
            .map(|(feature, id)| {
                let weights = weights(&self.values[*id as usize], &self.settings, self.time);
                let step = (*id as usize) < steps;
                let size = weights.iter().map(|weight| weight.abs()).fold(0.0, f32::max);
                (*feature, weights, if step { f32::INFINITY } else { size })
            })
            .filter(|(_, _, size)| *size > 0.0)
            .collect();
        let all = kept.len();
        kept.sort_by(|one, other| other.2.total_cmp(&one.2).then(one.0.cmp(&other.0)));
        kept.truncate(self.settings.rows);
        let rows = kept.into_iter().map(|(feature, weights, _)| (feature, weights)).collect();
        (encode(rows), all)
    }
}

/// Returns the weights that follow from a row's sums at a time.
fn weights(row: &Row, settings: &Settings, time: f32) -> Scores {
    let mut weights = Scores::default();
    let off = settings.sparse * time;
    for (label, weight) in weights.iter_mut().enumerate().take(LABELS) {
        let sum = row.sums[label];
        let size = (sum.abs() - off).max(0.0);
        let scale = (1e-4 + row.squares[label]).sqrt() / settings.rate + settings.decay * time;
        *weight = -size.copysign(sum) / scale;
    }
    weights
}
