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
    let mut seen: BTreeMap<(DifferenceClass, u8, Place), usize> = BTreeMap::new();
    let mut values: Vec<Values> = found.iter().map(|pair| values_of(articles, pair)).collect();
    for (index, pair) in found.iter().enumerate() {
        for side in &pair.sides {
            let key = (pair.class, rank(pair.level), place(side));
            let first = *seen.entry(key).or_insert(index);
            let (one, other) = (root(&mut groups, first), root(&mut groups, index));
            if one != other
                && met(&mut values, one.min(other), one.max(other))
                && let Some(group) = groups.get_mut(one.max(other))
            {
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
            apart: Vec::new(),
        });
        for side in pair.sides {
            if !entry.sides.contains(&side) {
                entry.sides.push(side);
            }
        }
    }
    for difference in merged.values_mut() {
        difference.sides.sort_by_key(|side| (published(articles, side), place(side)));
    }
    for (index, pair) in found.iter().enumerate() {
        let Some(entry) = merged.get_mut(&root(&mut groups, index)) else { continue };
        let at = |side: &Side| entry.sides.iter().position(|own| own == side);
        if let (Some(one), Some(other)) = (at(&pair.sides[0]), at(&pair.sides[1])) {
            entry.apart.push([one, other]);
        }
    }
    let mut all: Vec<_> = merged.into_values().collect();
    all.sort_by_key(|difference| (rank(difference.level), first(difference), difference.class));
    all
}

/// What each article says in a group, for what can be held against itself.
type Values = BTreeMap<u16, String>;

fn values_of(articles: &[Article<'_>], pair: &Found) -> Values {
    if !matches!(pair.class, DifferenceClass::Number | DifferenceClass::Date) {
        return Values::new();
    }
    let value = |side: &Side| {
        let article = articles.get(side.passage.article.index())?;
        let words = article.document.text()[side.passage.range].to_lowercase();
        Some((side.passage.article.0, words))
    };
    pair.sides.iter().filter_map(value).collect()
}

/// Joins what two groups say; `false` if one article gives two values in them, which are then of two things.
fn met(values: &mut [Values], one: usize, other: usize) -> bool {
    let (Some(own), Some(theirs)) = (values.get(one), values.get(other)) else { return false };
    let digits = |value: &str| value.chars().filter(char::is_ascii_digit).collect::<String>();
    let agree = |a: &str, b: &str| {
        let (one, other) = (digits(a), digits(b));
        a == b || one == other && !one.is_empty() || one.is_empty() != other.is_empty()
    };
    if theirs.iter().any(|(article, b)| own.get(article).is_some_and(|a| !agree(a, b))) {
        return false;
    }
    let theirs = values.get_mut(other).map(std::mem::take).unwrap_or_default();
    if let Some(own) = values.get_mut(one) {
        for (article, value) in theirs {
            own.entry(article).or_insert(value);
        }
    }
    true
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

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::fact::FactSet;
    use crate::story::article::{Article, ArticleIndex, Passage};
    use crate::story::claim::ClaimId;
    use crate::story::comparison::Mark;
    use crate::story::differ::differences;
    use crate::story::differ::found::{Found, joined};
    use crate::story::differ::tests::{aligned, article, told};
    use crate::story::difference::{DifferenceClass, Level, Side};
    use crate::text::range;

    fn marks(texts: &[&str]) -> Vec<Vec<Mark>> {
        let read: Vec<(Document, FactSet)> = texts.iter().map(|text| article(text, None)).collect();
        let articles: Vec<_> =
            read.iter().map(|(document, facts)| Article { document, facts }).collect();
        let comparison = aligned(&articles);
        let found = differences(&articles, &comparison);
        let comparison = comparison.with_differences(found);
        let all = || ArticleIndex::all(texts.len());
        let row = |own: ArticleIndex| {
            let (claim, _) = comparison.claims_of(own).next().unwrap();
            all().filter(|other| *other != own).map(|other| comparison.mark(claim, other)).collect()
        };
        all().map(row).collect()
    }

    #[test]
    fn only_a_source_that_disagrees_is_marked() {
        let twelve = "The quake killed 12 people in Belm.";
        let fourteen = "The quake killed 14 people in Belm.";
        let expected = [
            [Mark::Wording, Mark::Differs],
            [Mark::Wording, Mark::Differs],
            [Mark::Differs, Mark::Differs],
        ];
        assert_eq!(marks(&[twelve, twelve, fourteen]), expected);
    }

    #[test]
    fn an_update_and_a_conflict_are_two_differences() {
        let found = told(&[
            ("The quake killed 12 people in Belm.", Some("2024-05-03")),
            ("The quake killed 13 people in Belm.", Some("2024-05-03")),
            ("The quake killed 40 people in Belm.", Some("2024-05-05")),
        ]);
        let shown: Vec<_> =
            found.iter().map(|(_, level, sides)| (level.as_str(), sides.join(" "))).collect();
        let expected = [("differs", "12 13".to_owned()), ("later", "12 13 40".to_owned())];
        assert_eq!(shown, expected);
    }

    #[test]
    fn two_values_of_one_article_are_of_two_things() {
        let read =
            [article("Built in 1961, closed in 2019.", None), article("It was in 1916.", None)];
        let articles: Vec<_> =
            read.iter().map(|(document, facts)| Article { document, facts }).collect();
        let side = |article: u16, words: &str| {
            let text = articles[usize::from(article)].document.text();
            let at = text.find(words).unwrap();
            let passage =
                Passage { article: ArticleIndex(article), range: range(at, at + words.len()) };
            Side { passage, claim: ClaimId(u32::from(article)) }
        };
        let found = |words: &str| Found {
            class: DifferenceClass::Date,
            level: Level::Check,
            sides: [side(0, words), side(1, "1916")],
        };
        let joined = joined(&articles, vec![found("1961"), found("2019")]);
        let sides: Vec<_> = joined.iter().map(|one| one.sides.clone()).collect();
        let expected = ["1961", "2019"].map(|words| vec![side(0, words), side(1, "1916")]);
        assert_eq!(sides, expected);
    }
}
