//! What became of a passage: its words followed through every revision in between.
//!
//! Two algorithms follow it, neither of them the one that resolves anchors. Where they do not agree, nobody knows
//! the truth, and the passage is counted apart.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The two that follow.
const JUDGES: [Algorithm; 2] = [Algorithm::Patience, Algorithm::Myers];

/// A text as words between white space.
pub(crate) struct Words<'t> {
    /// The text.
    pub text: &'t str,
    /// Where each word stands.
    pub ranges: Vec<Range<usize>>,
    each: Vec<&'t str>,
}

/// What became of a passage.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fate {
    /// It is here.
    Alive(Range<usize>),
    /// It is gone.
    Dead,
    /// Something of it is left, or it cannot be told.
    Between,
    /// The judges do not agree.
    Disputed,
}

impl<'t> Words<'t> {
    /// Cuts a text into words.
    pub(crate) fn new(text: &'t str) -> Self {
        let start = text.as_ptr() as usize;
        let each: Vec<_> = text.split_whitespace().collect();
        let ranges = each.iter().map(|word| {
            let at = word.as_ptr() as usize - start;
            at..at + word.len()
        });
        Self { text, ranges: ranges.collect(), each }
    }

    /// Returns the bytes that some words cover.
    pub(crate) fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        self.ranges[words.start].start..self.ranges[words.end - 1].end
    }
}

/// Where every word of an old text is in a new one, for each judge.
pub(crate) struct Course {
    to: Vec<Vec<Option<usize>>>,
}

impl Course {
    /// Follows every word of the first text to the last.
    pub(crate) fn new(texts: &[Words<'_>]) -> Self {
        let to = JUDGES.iter().map(|judge| {
            let first = texts.first().map_or(0, |text| text.each.len());
            let mut to: Vec<Option<usize>> = (0..first).map(Some).collect();
            for pair in texts.windows(2) {
                let [old, new] = pair else { continue };
                let step = step(*judge, old, new);
                for place in &mut to {
                    *place = place.and_then(|at| step[at]);
                }
            }
            to
        });
        Self { to: to.collect() }
    }

    /// Returns what became of some words of the first text in the last.
    pub(crate) fn fate(&self, passage: &Range<usize>, old: &Words<'_>, new: &Words<'_>) -> Fate {
        let fates: Vec<_> = self.to.iter().map(|to| fate(to, passage, old, new)).collect();
        match fates.as_slice() {
            [one, other] if one == other => one.clone(),
            [Fate::Alive(one), Fate::Alive(other)] if overlap(one, other) >= 0.8 => {
                Fate::Alive(one.clone())
            }
            _ => Fate::Disputed,
        }
    }
}

/// Returns how much two ranges share of what they cover together.
pub(crate) fn overlap(one: &Range<usize>, other: &Range<usize>) -> f64 {
    let shared = one.end.min(other.end).saturating_sub(one.start.max(other.start));
    let all = one.len() + other.len() - shared;
    if all == 0 { 1.0 } else { shared as f64 / all as f64 }
}

fn step(judge: Algorithm, old: &Words<'_>, new: &Words<'_>) -> Vec<Option<usize>> {
    let mut to = vec![None; old.each.len()];
    for part in capture_diff_slices(judge, &old.each, &new.each) {
        if let DiffOp::Equal { old_index, new_index, len } = part {
            for at in 0..len {
                to[old_index + at] = Some(new_index + at);
            }
        }
    }
    to
}

fn fate(to: &[Option<usize>], passage: &Range<usize>, old: &Words<'_>, new: &Words<'_>) -> Fate {
    let length = passage.len();
    let places: Vec<usize> = passage.clone().filter_map(|at| to[at]).collect();
    let exact = &old.text[old.bytes(passage)];
    let copies: Vec<_> = new.text.match_indices(exact).take(2).collect();
    let by_words = densest(&places, length * 5 / 2).filter(|(_, kept)| kept * 2 >= length);
    let by_copy = match copies.as_slice() {
        [(at, _)] if length >= 4 => Some(*at..at + exact.len()),
        _ => None,
    };
    match (by_words, by_copy) {
        (Some((words, kept)), copy) => {
            let found = new.bytes(&words);
            match copy {
                // Both a whole copy and an edited rest: either may be meant.
                Some(copy) if overlap(&copy, &found) < 0.5 && kept < length => Fate::Between,
                _ => Fate::Alive(found),
            }
        }
        (None, Some(copy)) => Fate::Alive(copy),
        (None, None) if places.len() * 5 < length && !has_near_copy(passage, old, new) => {
            Fate::Dead
        }
        (None, None) => Fate::Between,
    }
}

/// Returns the stretch of words, no longer than `longest`, in which most places are, and how many these are.
fn densest(places: &[usize], longest: usize) -> Option<(Range<usize>, usize)> {
    let mut best: Option<(Range<usize>, usize)> = None;
    let mut first = 0;
    for (last, place) in places.iter().enumerate() {
        while place + 1 - places[first] > longest {
            first += 1;
        }
        let kept = last + 1 - first;
        if best.as_ref().is_none_or(|(_, most)| kept > *most) {
            best = Some((places[first]..place + 1, kept));
        }
    }
    best
}

/// Tells whether some stretch of the new text has seven in ten of the words, whatever signs stand at them.
fn has_near_copy(passage: &Range<usize>, old: &Words<'_>, new: &Words<'_>) -> bool {
    let plain = |word: &str| word.trim_matches(|ch: char| !ch.is_alphanumeric()).to_lowercase();
    let words: Vec<_> = new.each.iter().map(|word| plain(word)).collect();
    let mut wanted: HashMap<String, isize> = HashMap::new();
    for word in &old.each[passage.clone()] {
        *wanted.entry(plain(word)).or_default() += 1;
    }
    let length = passage.len();
    let window = length + length * 3 / 10;
    let mut found = 0;
    for at in 0..words.len() {
        if let Some(left) = wanted.get_mut(&words[at]) {
            found += usize::from(*left > 0);
            *left -= 1;
        }
        if at >= window
            && let Some(left) = wanted.get_mut(&words[at - window])
        {
            *left += 1;
            found -= usize::from(*left > 0);
        }
        if found * 10 >= length * 7 {
            return true;
        }
    }
    false
}
