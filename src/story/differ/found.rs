//! What two articles say differently, and how such pairs become differences of a whole story.
//!
//! `12` in two articles and `14` in a third are one difference with three sides: pairs that share a side and
//! differ in the same are joined.

use std::collections::{BTreeMap, BTreeSet};

use crate::story::article::Article;
use crate::story::claim::ClaimId;
use crate::story::difference::{Difference, DifferenceClass, Level, Side};
use crate::text::{TextRange, TextSize};

/// Two passages that differ.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    /// In what they differ.
    pub(crate) class: DifferenceClass,
    /// How much it weighs.
    pub(crate) level: Level,
    /// The two.
    pub(crate) sides: [Side; 2],
}

/// A side by its place, so that sides can be sorted and met again.
type Place = (u16, TextSize, TextSize, ClaimId);

/// Joins pairs on the same thing; the earliest report stands first in each, and the firmest differences first of all.
pub(crate) fn joined(articles: &[Article<'_>], mut found: Vec<Found>) -> Vec<Difference> {
    found.sort_by_key(|found| {
        (found.class, rank(found.level), found.sides.map(|side| place(&side)))
    });
    found.dedup();
    let firm = sides_of(&found, |level| level != Level::Check);
    found.retain(|found| {
        let key = |side: &Side| (found.class, passage(side));
        found.level != Level::Check || !found.sides.iter().all(|side| firm.contains(&key(side)))
    });
    let mut groups: Vec<usize> = (0..found.len()).collect();
    let mut seen: BTreeMap<(DifferenceClass, bool, Place), usize> = BTreeMap::new();
    for (index, pair) in found.iter().enumerate() {
        for side in &pair.sides {
            let key = (pair.class, pair.level == Level::Check, place(side));
            let first = *seen.entry(key).or_insert(index);
            let (one, other) = (root(&mut groups, first), root(&mut groups, index));
            if let Some(group) = groups.get_mut(one.max(other)) {
                *group = one.min(other);
            }
        }
    }
    let mut merged: BTreeMap<usize, Difference> = BTreeMap::new();
    for (index, pair) in found.iter().enumerate() {
        let group = root(&mut groups, index);
        let entry = merged.entry(group).or_insert_with(|| Difference {
            class: pair.class,
            level: pair.level,
            sides: Vec::new(),
        });
        if rank(pair.level) < rank(entry.level) {
            entry.level = pair.level;
        }
        for side in pair.sides {
            if !entry.sides.contains(&side) {
                entry.sides.push(side);
            }
        }
    }
    let mut all: Vec<_> = merged.into_values().collect();
    for difference in &mut all {
        difference.sides.sort_by_key(|side| (published(articles, side), place(side)));
    }
    all.sort_by_key(|difference| (rank(difference.level), first(difference), difference.class));
    all
}

/// The place of a difference in the text: that of its side in the first article.
fn first(difference: &Difference) -> Option<Place> {
    difference.sides.iter().map(place).min()
}

const fn rank(level: Level) -> u8 {
    match level {
        Level::Differs => 0,
        Level::Later => 1,
        Level::Check => 2,
    }
}

/// Returns when the article of a side was published; articles without a date come last.
fn published(articles: &[Article<'_>], side: &Side) -> (bool, Option<jiff::civil::Date>) {
    let article = articles.get(side.passage.article.index());
    let date = article.and_then(|article| article.document.metadata().published);
    (date.is_none(), date)
}

fn place(side: &Side) -> Place {
    let range = side.passage.range;
    (side.passage.article.0, range.start(), range.end(), side.claim)
}

fn passage(side: &Side) -> (u16, TextSize, TextSize) {
    let range: TextRange = side.passage.range;
    (side.passage.article.0, range.start(), range.end())
}

type Sides = BTreeSet<(DifferenceClass, (u16, TextSize, TextSize))>;

fn sides_of(found: &[Found], of: impl Fn(Level) -> bool) -> Sides {
    let of = found.iter().filter(|found| of(found.level));
    of.flat_map(|found| found.sides.map(|side| (found.class, passage(&side)))).collect()
}

fn root(groups: &mut [usize], mut index: usize) -> usize {
    while let Some(parent) = groups.get(index).copied() {
        if parent == index {
            break;
        }
        let above = groups.get(parent).copied().unwrap_or(parent);
        if let Some(group) = groups.get_mut(index) {
            *group = above;
        }
        index = above;
    }
    index
}
