//! Origins: whether two articles are two witnesses or one.
//!
//! Each article is read once: its masthead (who stands behind it, whom it cites), its wording as numbers, its
//! lists. Every two are then judged, and what one pair shows is carried to the others: a copy of a copy is a
//! copy. It must not know which of their statements agree.

mod enumeration;
mod furniture;
mod groups;
mod judge;
mod masthead;
mod outlet;
mod overlap;
mod quoted;
mod relation;
mod wording;

use crate::story::article::{Article, ArticleIndex};
use crate::story::origin::judge::{Judgement, Witness, judge};
use crate::text::Safe;

pub use groups::{Origins, Support};
pub use relation::{Evidence, Origin, Relation};

/// Returns how the origins of every two articles relate, by their places.
pub(crate) fn origins(articles: &[Article<'_>]) -> Vec<Origin> {
    let witnesses: Vec<_> = ArticleIndex::all(articles.len())
        .zip(articles)
        .map(|(place, article)| (place, Witness::new(place, article)))
        .collect();
    let mut origins = Vec::new();
    for (at, (one, first)) in witnesses.iter().enumerate() {
        for (other, second) in witnesses.iter().skip(at + 1) {
            let Judgement { relation, evidence, in_contact } = judge(first, second);
            origins.push(Origin { articles: [*one, *other], relation, evidence, in_contact });
        }
    }
    carry(&mut origins, &witnesses);
    origins
}

/// Says of articles that share an origin with a third that they share it with each other; never of two that are
/// shown to differ, which no group holds together.
fn carry(origins: &mut [Origin], witnesses: &[(ArticleIndex, Witness<'_>)]) {
    let groups = Origins::new(witnesses.len(), origins);
    for origin in origins.iter_mut().filter(|origin| origin.relation != Relation::Same) {
        let [one, other] = origin.articles;
        if !groups.is_same(one, other) {
            continue;
        }
        let third = witnesses
            .iter()
            .filter(|(place, _)| *place != one && *place != other && groups.is_same(one, *place))
            .find_map(|(_, witness)| witness.name());
        let words = third.map_or_else(
            || "both share their origin with a third article".to_owned(),
            |name| format!("both share their origin with {}", Safe::new(name)),
        );
        (origin.relation, origin.in_contact) = (Relation::Same, true);
        origin.evidence.insert(0, Evidence { words, passages: Vec::new() });
    }
}

#[cfg(test)]
mod tests;
