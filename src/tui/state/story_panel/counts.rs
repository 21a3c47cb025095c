//! How much the articles of a story share with the one that is open, in numbers.
//!
//! It must not know how the numbers are worded or drawn.

use crate::fact::{Certainty, Stance};
use crate::story::{ArticleIndex, Claim, Mark};
use crate::tui::state::story::Telling;

/// How much another article has in common with this one, in claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// The other article.
    pub other: ArticleIndex,
    /// How many claims of this article it has too.
    pub shared: usize,
    /// How many it has that this one has not.
    pub added: usize,
    /// How many of those comment, suppose or say that something is not known.
    pub comment: usize,
}

/// Counts what each other article shares and adds.
pub(super) fn counts(telling: &Telling) -> Vec<Counts> {
    let none = |other: &ArticleIndex| Counts { other: *other, shared: 0, added: 0, comment: 0 };
    let mut counts: Vec<_> = telling.others().iter().map(none).collect();
    for marked in telling.marked() {
        for (counts, mark) in counts.iter_mut().zip(telling.marks(marked.claim)) {
            let has = matches!(mark, Mark::Same | Mark::Wording | Mark::Differs);
            counts.shared += usize::from(has);
        }
    }
    for (_, claim) in telling.comparison().missing(telling.place()) {
        if let Some(counts) = counts.iter_mut().find(|it| it.other == claim.passage.article) {
            counts.added += 1;
            counts.comment += usize::from(!is_report(claim));
        }
    }
    counts
}

/// Tells whether a claim reports, and does not comment, suppose or say that something is not known.
pub fn is_report(claim: &Claim) -> bool {
    let is_sure = matches!(claim.certainty, Certainty::Asserted | Certainty::Attributed);
    is_sure && claim.stance == Stance::Report
}
