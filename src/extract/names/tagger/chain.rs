//! The chain: the best labels of neighbouring tokens, and how likely each label is.
//!
//! A segment is a row of tokens that may belong to names, with tokens that cannot on both sides, so
//! that every segment is decided alone. The score of a labelling is the sum of the scores of its
//! tokens and of its steps from label to label. It must not know where scores come from.

use crate::extract::names::tagger::label::{LABELS, OUTSIDE, Scores, is_open, may_follow};

const EMPTY: Scores = [0.0; size_of::<Scores>() / 4];

/// How many classes of tokens have steps of their own.
pub(crate) const CLASSES: usize = 8;

/// The scores of the steps: by the class of the token stepped on to, from label, to label.
#[derive(Clone, Debug)]
pub(crate) struct Steps {
    rows: Vec<Scores>,
    /// The exponentials of the scores.
    weights: Vec<Scores>,
}

impl Steps {
    /// Makes steps of what is known of each class and label stepped from.
    pub(crate) fn new(mut known: impl FnMut(usize, usize) -> Scores) -> Self {
        let rows = (0..CLASSES * LABELS).map(|at| {
            let (class, from) = (at / LABELS, at % LABELS);
            let mut row = known(class, from);
            for (to, score) in row.iter_mut().enumerate() {
                if to >= LABELS || !may_follow(from, to) {
                    *score = f32::NEG_INFINITY;
                }
            }
            row
        });
        let rows: Vec<Scores> = rows.collect();
        let weights = rows.iter().map(|row| row.map(f32::exp)).collect();
        Self { rows, weights }
    }

    fn row(&self, class: u8, from: usize) -> &Scores {
        &self.rows[usize::from(class) % CLASSES * LABELS + from]
    }

    fn weights(&self, class: u8, from: usize) -> &Scores {
        &self.weights[usize::from(class) % CLASSES * LABELS + from]
    }
}

/// Returns the labels with the highest score.
pub(crate) fn best(scores: &[Scores], classes: &[u8], steps: &Steps) -> Vec<usize> {
    let mut sums = [f32::NEG_INFINITY; LABELS];
    sums[OUTSIDE] = 0.0;
    let mut origins = Vec::with_capacity(scores.len());
    for (score, class) in scores.iter().zip(classes) {
        let mut next = [f32::NEG_INFINITY; LABELS];
        let mut origin = [OUTSIDE; LABELS];
        for (from, sum) in sums.iter().enumerate() {
            let row = steps.row(*class, from);
            for to in 0..LABELS {
                let reached = sum + row[to];
                if reached > next[to] {
                    next[to] = reached;
                    origin[to] = from;
                }
            }
        }
        for (sum, own) in next.iter_mut().zip(score) {
            *sum += own;
        }
        sums = next;
        origins.push(origin);
    }
    let mut label = OUTSIDE;
    for at in 1..LABELS {
        if !is_open(at) && sums[at] > sums[label] {
            label = at;
        }
    }
    let mut labels = vec![OUTSIDE; scores.len()];
    for (at, origin) in origins.iter().enumerate().rev() {
        labels[at] = label;
        label = origin[label];
    }
    labels
}

/// How likely every label and every step of a segment is.
#[derive(Debug, Default)]
pub(crate) struct Likelihood {
    /// By token: how likely each label is.
    pub(crate) labels: Vec<Scores>,
    /// By token: how likely each step to it is, from label, to label.
    pub(crate) steps: Vec<[Scores; LABELS]>,
}

/// Returns how likely every label is; with `with_steps` also every step.
pub(crate) fn likelihood(
    scores: &[Scores],
    classes: &[u8],
    steps: &Steps,
    with_steps: bool,
) -> Likelihood {
    let length = scores.len();
    let own: Vec<Scores> = scores.iter().map(exponentials).collect();
    let mut forward: Vec<Scores> = Vec::with_capacity(length);
    let mut before: Scores = EMPTY;
    before[OUTSIDE] = 1.0;
    for (own, class) in own.iter().zip(classes) {
        let mut sums = EMPTY;
        for (from, before) in before.iter().take(LABELS).enumerate() {
            let row = steps.weights(*class, from);
            for (sum, step) in sums.iter_mut().zip(row) {
                *sum += before * step;
            }
        }
        for (sum, own) in sums.iter_mut().zip(own) {
            *sum *= own;
        }
        normalise(&mut sums);
        forward.push(sums);
        before = sums;
    }
    let mut found = Likelihood { labels: forward.clone(), steps: Vec::new() };
    if with_steps {
        found.steps = vec![[EMPTY; LABELS]; length];
    }
    let mut after: Scores = EMPTY;
    for (label, sum) in after.iter_mut().enumerate() {
        *sum = if is_open(label) { 0.0 } else { 1.0 };
    }
    for at in (0..length).rev() {
        for (label, sum) in found.labels[at].iter_mut().enumerate() {
            *sum *= after[label];
        }
        normalise(&mut found.labels[at]);
        let mut earlier = EMPTY;
        let mut outside: Scores = EMPTY;
        outside[OUTSIDE] = 1.0;
        let before = if at == 0 { outside } else { forward[at - 1] };
        let mut total = 0.0;
        for from in 0..LABELS {
            let row = steps.weights(classes[at], from);
            for to in 0..LABELS {
                let weight = row[to] * own[at][to] * after[to];
                earlier[from] += weight;
                if with_steps {
                    let likely = before[from] * weight;
                    found.steps[at][from][to] = likely;
                    total += likely;
                }
            }
        }
        if with_steps && total > 0.0 {
            found.steps[at].iter_mut().flatten().for_each(|likely| *likely /= total);
        }
        normalise(&mut earlier);
        after = earlier;
    }
    found
}

/// Returns the exponentials of scores, scaled so that the highest is one.
fn exponentials(scores: &Scores) -> Scores {
    let highest = scores[..LABELS].iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scores.map(|score| (score - highest).exp())
}

fn normalise(sums: &mut Scores) {
    sums[LABELS..].fill(0.0);
    let total: f32 = sums.iter().sum();
    if total > 0.0 {
        for sum in sums.iter_mut() {
            *sum /= total;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{EMPTY, Scores, Steps, best, likelihood};
    use crate::extract::names::tagger::label::{LABELS, is_open, label};
    use crate::fact::EntityKind::{Person, Place};

    fn scores(of: &[(usize, f32)]) -> Scores {
        let mut scores = EMPTY;
        for (label, score) in of {
            scores[*label] = *score;
        }
        scores
    }

    #[test]
    fn the_best_labels_are_those_of_the_highest_sum() {
        let steps = Steps::new(|_, _| EMPTY);
        let first = label(Person, true, false);
        let (inner, last) = (label(Person, false, false), label(Person, false, true));
        // The second token alone would be outside; between the others it is part of a name.
        let tokens =
            [scores(&[(first, 2.0)]), scores(&[(0, 0.5), (inner, 0.1)]), scores(&[(last, 3.0)])];
        assert_eq!(best(&tokens, &[0; 3], &steps), [first, inner, last]);
        // A name that the segment ends is closed, whatever its last token would rather be.
        let open = [scores(&[(first, 2.0)]), scores(&[(inner, 3.0)])];
        assert_eq!(best(&open, &[0; 2], &steps), [first, last]);
        assert!(best(&[], &[], &steps).is_empty());
    }

    #[test]
    fn likelihoods_agree_with_counting_all_labellings() {
        let steps = Steps::new(|class, from| {
            let mut row = EMPTY;
            for (to, score) in row.iter_mut().enumerate() {
                *score = 0.1 * (class + 2 * from) as f32 - 0.2 * to as f32;
            }
            row
        });
        let tokens =
            [scores(&[(1, 1.0), (3, 0.4)]), scores(&[(3, 1.5), (label(Place, true, true), 0.7)])];
        let mut sums = [[0.0_f32; LABELS]; 2];
        let mut pair = 0.0;
        let mut total = 0.0;
        for first in 0..LABELS {
            for second in (0..LABELS).filter(|second| !is_open(*second)) {
                let score = steps.row(1, 0)[first]
                    + tokens[0][first]
                    + steps.row(3, first)[second]
                    + tokens[1][second];
                let weight = score.exp();
                sums[0][first] += weight;
                sums[1][second] += weight;
                total += weight;
                if (first, second) == (1, 3) {
                    pair = weight;
                }
            }
        }
        let found = likelihood(&tokens, &[1, 3], &steps, true);
        for (sums, found) in sums.iter().zip(&found.labels) {
            for (sum, found) in sums.iter().zip(found) {
                assert!((found - sum / total).abs() < 1e-5, "{found}");
            }
        }
        assert!((found.steps[1][1][3] - pair / total).abs() < 1e-5);
    }
}
