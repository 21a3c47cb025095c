//! Claims that follow their sentence: where two sentences surely say the same, a claim of the one that found no
//! claim of its own goes to the nearest in the other, if its own words speak for it.
//!
//! A claim is short, so that what it has in common with another stands out less than what whole sentences have in
//! common. It must not know how sentences were chosen.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::story::article::ArticleIndex;

/// What of two sentences is asked.
#[derive(Clone, Debug)]
pub(crate) struct Home {
    /// The article of the other sentence.
    pub(crate) article: ArticleIndex,
    /// The claims of the other sentence.
    pub(crate) claims: Range<usize>,
    /// How near the two sentences are.
    pub(crate) nearness: f32,
}

/// Returns for a claim the nearest of each article in the sentences that say the same as its own, and how near they
/// are with their sentences, given how near the claims are by their own words.
///
/// `floor` is how near the words of the claims must be, and `context` how much the sentences count.
pub(crate) fn nearest(
    homes: &[Home],
    (floor, context): (f32, f32),
    own: impl Fn(usize) -> Option<f32>,
) -> impl Iterator<Item = (usize, f32)> {
    let mut best: BTreeMap<ArticleIndex, (usize, f32)> = BTreeMap::new();
    for home in homes {
        for claim in home.claims.clone() {
            let Some(own) = own(claim).filter(|own| *own >= floor) else { continue };
            let nearness = (own + context * home.nearness) / (1.0 + context);
            let best = best.entry(home.article).or_insert((claim, nearness));
            if nearness > best.1 {
                *best = (claim, nearness);
            }
        }
    }
    best.into_values()
}

/// The sentences that surely say the same as each sentence.
pub(crate) type Homes = HashMap<usize, Vec<Home>>;

#[cfg(test)]
mod tests {
    use super::*;

    fn home(article: u16, claims: Range<usize>, nearness: f32) -> Home {
        Home { article: ArticleIndex(article), claims, nearness }
    }

    #[test]
    fn a_claim_follows_to_the_nearest_of_each_article_that_its_words_speak_for() {
        let own = [0.0, 0.3, 0.2, 0.5, 0.1];
        let near = |claim: usize| own.get(claim).copied();
        let table: [(&[Home], &[usize]); 5] = [
            (&[], &[]),
            (&[home(1, 0..3, 0.4)], &[1]),
            (&[home(1, 0..3, 0.4), home(1, 3..5, 0.4)], &[3]),
            (&[home(2, 3..5, 0.4), home(1, 0..3, 0.4)], &[1, 3]),
            (&[home(1, 4..5, 0.9), home(2, 0..1, 0.9), home(3, 5..9, 0.9)], &[]),
        ];
        for (homes, expected) in table {
            let found: Vec<_> = nearest(homes, (0.16, 0.8), near).map(|(claim, _)| claim).collect();
            assert_eq!(found, expected, "{homes:?}");
        }
    }

    #[test]
    fn nearer_sentences_decide_between_claims_alike() {
        let homes = [home(1, 0..1, 0.3), home(1, 1..2, 0.6)];
        let found: Vec<_> = nearest(&homes, (0.1, 1.0), |_| Some(0.4)).collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, 1);
        assert!((found[0].1 - 0.5).abs() < 1e-6);
    }
}
