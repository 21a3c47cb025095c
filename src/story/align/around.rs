//! Sentences with those around them: how near two sentences are, and how near the ones that stand beside them.
//!
//! An article stays with a matter for a few sentences. Of two sentences that share few words, those say the same
//! more probably whose neighbours are near the other one, too. What neighbours add is limited, so that a
//! sentence beside a strong match does not become one. Three rows of the table of all sentences are
//! known at a time. It must not know what is near enough.

use std::ops::Range;

use crate::story::align::space::Index;
use crate::story::article::ArticleIndex;

/// How much the nearer neighbour of each of two sentences counts.
const NEIGHBOUR: f32 = 0.2;
/// The most that a neighbour counts as near.
const MOST_OF_NEIGHBOUR: f32 = 0.15;

/// A walk through the sentences of all articles, which stand by article.
#[derive(Debug)]
pub(crate) struct Around {
    index: Index,
    /// The sentences of each article.
    articles: Vec<Range<usize>>,
    /// How near all sentences are to the one before, to this one, and to the one behind.
    rows: [Vec<f32>; 3],
    /// How near the nearer neighbour of every sentence is to this one.
    beside: Vec<f32>,
    /// How near all sentences are to this one with their neighbours.
    together: Vec<f32>,
}

impl Around {
    /// Stands before the first sentence.
    pub(crate) fn new(mut index: Index, articles: &[ArticleIndex]) -> Self {
        let count = articles.len();
        let none = vec![0.0; count];
        let mut rows = [none.clone(), none.clone(), none.clone()];
        index.look_from(0);
        index.write(&mut rows[2]);
        let mut start = 0;
        let articles = articles.chunk_by(|one, other| one == other).map(|same| {
            start += same.len();
            start - same.len()..start
        });
        let articles = articles.collect();
        Self { index, articles, rows, beside: none.clone(), together: none }
    }

    /// Goes to a sentence, the next of all.
    pub(crate) fn step(&mut self, at: usize) {
        self.rows.rotate_left(1);
        self.index.look_from(at + 1);
        self.index.write(&mut self.rows[2]);
        let [before, here, behind] = &self.rows;
        let own = self.articles.iter().find(|own| own.contains(&at)).cloned().unwrap_or(at..at + 1);
        for article in &self.articles {
            let (Some(here), Some(beside)) =
                (here.get(article.clone()), self.beside.get_mut(article.clone()))
            else {
                continue;
            };
            nearer_beside(here, beside);
        }
        let (is_first, is_last) = (own.start == at, own.end == at + 1);
        let near = here.iter().zip(&self.beside).zip(before.iter().zip(behind));
        for (together, ((own_words, of_other), (before, behind))) in
            self.together.iter_mut().zip(near)
        {
            let before = if is_first { 0.0 } else { *before };
            let behind = if is_last { 0.0 } else { *behind };
            let of_one = before.max(behind);
            let limited = of_one.min(MOST_OF_NEIGHBOUR) + of_other.min(MOST_OF_NEIGHBOUR);
            *together = own_words + NEIGHBOUR * limited;
        }
    }

    /// Returns how near this sentence is to every sentence by its own words, from 0 to 1.
    pub(crate) fn alone(&self) -> &[f32] {
        &self.rows[1]
    }

    /// Returns the same with the neighbours of both.
    pub(crate) fn together(&self) -> &[f32] {
        &self.together
    }
}

/// Writes for every sentence of an article how near the nearer of those that stand beside it is.
fn nearer_beside(here: &[f32], beside: &mut [f32]) {
    beside.fill(0.0);
    for (beside, right) in beside.iter_mut().zip(here.iter().skip(1)) {
        *beside = *right;
    }
    for (beside, left) in beside.iter_mut().skip(1).zip(here) {
        *beside = beside.max(*left);
    }
}
