//! Sentences with those around them: how near two sentences are, and how near the ones that stand beside them.
//!
//! An article stays with a matter for a few sentences. Of two sentences that share few words, those say the same
//! more probably whose neighbours are near the other one, too. What neighbours add is limited, so that a
//! sentence beside a strong match does not become one. Three rows of the table of all sentences are
//! known at a time. It must not know what is near enough.

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
    articles: Vec<ArticleIndex>,
    /// How near all sentences are to the one before, to this one, and to the one behind.
    rows: [Vec<f32>; 3],
    /// How near all sentences are to this one with their neighbours.
    together: Vec<f32>,
}

impl Around {
    /// Stands before the first sentence.
    pub(crate) fn new(mut index: Index, articles: Vec<ArticleIndex>) -> Self {
        let count = articles.len();
        let mut rows = [vec![0.0; count], vec![0.0; count], vec![0.0; count]];
        index.look_from(0);
        index.write(&mut rows[2]);
        Self { index, articles, rows, together: vec![0.0; count] }
    }

    /// Goes to a sentence, the next of all.
    pub(crate) fn step(&mut self, at: usize) {
        self.rows.rotate_left(1);
        self.index.look_from(at + 1);
        self.index.write(&mut self.rows[2]);
        let [before, here, behind] = &self.rows;
        let article = self.articles.get(at);
        let same = |other: Option<&ArticleIndex>| other == article;
        let before = at.checked_sub(1).filter(|one| same(self.articles.get(*one))).map(|_| before);
        let behind = Some(behind).filter(|_| same(self.articles.get(at + 1)));
        let beside = |row: Option<&Vec<f32>>, other: usize| {
            row.and_then(|row| row.get(other)).copied().unwrap_or(0.0)
        };
        let mut left = (None, 0.0);
        for (other, together) in self.together.iter_mut().enumerate() {
            let (own, article) = (here[other], self.articles[other]);
            let right = self.articles.get(other + 1).filter(|next| **next == article);
            let right = right.map_or(0.0, |_| here[other + 1]);
            let of_other = right.max(if left.0 == Some(article) { left.1 } else { 0.0 });
            let of_one = beside(before, other).max(beside(behind, other));
            let limited = of_one.min(MOST_OF_NEIGHBOUR) + of_other.min(MOST_OF_NEIGHBOUR);
            *together = own + NEIGHBOUR * limited;
            left = (Some(article), own);
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
