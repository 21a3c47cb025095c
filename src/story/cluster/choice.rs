//! The choice of a story: which of some groups of articles an article belongs to, if to any.
//!
//! An article belongs to a group if it is like its articles on average, so that no chain of half-alike articles
//! grows into one story, and if it came in the same days. A day that is not known excludes nothing.

use jiff::Unit;
use jiff::civil::Date;

use crate::story::cluster::signature::{Likeness, Signature};

/// By how many days an article may lie outside the days of a story.
pub const WINDOW: i32 = 3;

/// The most days from the first to the last article of a story.
const LONGEST_SPAN: i32 = 14;

/// The share of the words in how much two articles have in common; the rest is that of the names.
const WORDS: f32 = 0.6;

/// How much articles of a story have in common at least.
const THRESHOLD: f32 = 0.20;

/// By how much less an article must be like its story to stay there.
const LENIENCE: f32 = 0.05;

/// Some articles on one event, or one that is alone.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// Some of its articles.
    pub members: Vec<Signature>,
    /// The days of its first and last article, where any is known.
    pub span: Option<(Date, Date)>,
}

/// The group an article belongs to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// Which of the groups.
    pub group: usize,
    /// By how much it is more like it than it must be.
    pub margin: f32,
}

/// Returns the group that an article belongs to most, if to any; `none` if it is on no event of theirs.
pub fn choose(article: &Signature, groups: &[Group]) -> Option<Choice> {
    let margins = groups.iter().enumerate().filter_map(|(group, candidate)| {
        let margin = margin(article, candidate)?;
        (margin >= 0.0).then_some(Choice { group, margin })
    });
    margins.max_by(|a, b| a.margin.total_cmp(&b.margin))
}

/// Returns by how much an article is more like the articles of a group than it must be; `None` if it cannot
/// belong to it.
pub(crate) fn margin(article: &Signature, group: &Group) -> Option<f32> {
    if group.members.is_empty() || !is_in_window(article.published(), group.span) {
        return None;
    }
    let sum: f32 = group.members.iter().map(|member| pair(article, member)).sum();
    Some(sum / group.members.len() as f32)
}

/// Returns by how much two articles are more alike than those of one story must be.
fn pair(one: &Signature, other: &Signature) -> f32 {
    let Likeness { words, names } = one.likeness(other);
    let likeness = if one.has_names() && other.has_names() {
        WORDS * words + (1.0 - WORDS) * names
    } else {
        words
    };
    likeness - THRESHOLD
}

fn is_in_window(published: Option<Date>, span: Option<(Date, Date)>) -> bool {
    let (Some(day), Some((first, last))) = (published, span) else { return true };
    let days =
        |from: Date, to: Date| from.until((Unit::Day, to)).map_or(i32::MAX, |span| span.get_days());
    let (before, after) = (days(day, first), days(last, day));
    before <= WINDOW && after <= WINDOW && days(first.min(day), last.max(day)) <= LONGEST_SPAN
}

/// Tells whether an article that is in a group already may stay there: it need be a little less like it than one
/// that comes, so that a small change moves nothing. One that is there with nobody stays.
pub fn fits(article: &Signature, group: &Group) -> bool {
    group.members.is_empty() || margin(article, group).is_some_and(|margin| margin >= -LENIENCE)
}
