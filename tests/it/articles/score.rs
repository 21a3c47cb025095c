//! Scores: how far a text agrees with what an article is known to hold.

use std::collections::HashMap;

use serde_json::Value;

/// The agreement of one page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    pub(super) precision: f64,
    pub(super) recall: f64,
    right: usize,
    wrong: usize,
    missed: usize,
}

/// The agreement of many pages: the means over the pages.
#[derive(Clone, Debug, Default)]
pub(super) struct Shingles {
    precisions: Vec<f64>,
    recalls: Vec<f64>,
}

/// How many words stand in a shingle.
const SHINGLE: usize = 4;

impl Counted {
    /// Compares two texts by every four words that follow each other.
    pub(super) fn of(gold: &str, text: &str) -> Self {
        let (gold, text) = (tokens(gold), tokens(text));
        let (gold, text) = (shingles(&gold), shingles(&text));
        let both = |a: &HashMap<Vec<&str>, usize>, b: &HashMap<Vec<&str>, usize>| -> usize {
            a.iter()
                .map(|(shingle, count)| count.saturating_sub(*b.get(shingle).unwrap_or(&0)))
                .sum()
        };
        let (wrong, missed) = (both(&text, &gold), both(&gold, &text));
        let right = text.values().sum::<usize>() - wrong;
        let part = |of: usize| match (wrong, missed, right) {
            (0, 0, _) => 1.0,
            (_, _, 0) => 0.0,
            _ => right as f64 / (right + of) as f64,
        };
        Self { precision: part(wrong), recall: part(missed), right, wrong, missed }
    }
}

impl Shingles {
    pub(super) fn add(&mut self, counted: Counted) {
        if counted.right + counted.wrong > 0 {
            self.precisions.push(counted.precision);
        }
        if counted.right + counted.missed > 0 {
            self.recalls.push(counted.recall);
        }
    }

    pub(super) fn f1(&self) -> f64 {
        f1(mean(&self.precisions), mean(&self.recalls))
    }

    pub(super) fn figures(&self) -> String {
        let (precision, recall) = (mean(&self.precisions), mean(&self.recalls));
        format!("P {precision:.4} R {recall:.4} F1 {:.4}", self.f1())
    }
}

/// The agreement of one page or many: fragments that are rightly in the text, wrongly in it, and missed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fragments {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Fragments {
    /// Looks for fragments that must and that must not be in a text.
    pub(super) fn of(with: &Value, without: &Value, text: &str) -> Self {
        let text = normal(text);
        let count = |fragments: &Value| {
            let fragments: Vec<_> = fragments.as_array().into_iter().flatten().collect();
            let found =
                |fragment: &&Value| text.contains(&normal(fragment.as_str().unwrap_or_default()));
            (fragments.len(), fragments.into_iter().filter(found).count())
        };
        let ((all, right), (_, wrong)) = (count(with), count(without));
        Self { right, wrong, missed: all - right }
    }

    pub(super) fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    pub(super) fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    pub(super) fn recall(&self) -> f64 {
        self.right as f64 / (self.right + self.missed).max(1) as f64
    }

    pub(super) fn f1(&self) -> f64 {
        f1(self.precision(), self.recall())
    }

    pub(super) fn figures(&self) -> String {
        format!("P {:.4} R {:.4} F1 {:.4}", self.precision(), self.recall(), self.f1())
    }
}

fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn tokens(text: &str) -> Vec<String> {
    let text = text.replace('\u{ad}', "");
    let words = text.split(|ch: char| !ch.is_alphanumeric() && ch != '_');
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn shingles(tokens: &[String]) -> HashMap<Vec<&str>, usize> {
    let mut counts = HashMap::new();
    for at in 0..tokens.len().saturating_sub(SHINGLE - 1).max(1) {
        let end = (at + SHINGLE).min(tokens.len());
        let shingle: Vec<_> =
            tokens.get(at..end).unwrap_or_default().iter().map(String::as_str).collect();
        if !shingle.is_empty() {
            *counts.entry(shingle).or_default() += 1;
        }
    }
    counts
}

fn normal(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
