//! The choice of a story: which of some groups of articles an article belongs to, if to any.
//!
//! An article belongs to a group if it is like its articles on average, so that no chain of half-alike articles
//! grows into one story, and if it came in the same days. A day that is not known excludes nothing, but then the
//! texts must have more in common. How much is enough depends on how long the texts are: two snippets on one event
//! share few words, two long articles on different events share some.

use jiff::Unit;
use jiff::civil::Date;

use crate::story::cluster::signature::{Likeness, Signature};

/// By how many days an article may lie outside the days of a story.
const WINDOW: i32 = 3;

/// The most days from the first to the last article of a story.
const LONGEST_SPAN: i32 = 14;

/// The share of the words in how much two articles have in common; the rest is that of the names.
const WORDS: f32 = 0.85;

/// How much two snippets of one story have in common at least, and two articles.
const OF_SNIPPETS: f32 = 0.185;
const OF_ARTICLES: f32 = 0.26;

/// How many different telling words a snippet has at most, and an article at least.
const SNIPPET: usize = 30;
const ARTICLE: usize = 96;

/// Which part of that is enough for two that were published in the same days.
const SAME_DAYS: f32 = 0.9;

/// By how much less an article must be like its story to stay there.
const LENIENCE: f32 = 0.05;

/// By how much more than an article two stories must be alike to become one.
const STRICTNESS: f32 = 0.02;

/// Some articles on one event, or one that is alone.
#[derive(Clone, Debug, Default)]
pub struct Group {
    members: Vec<Signature>,
    /// The days of its first and last article, where any is known.
    span: Option<(Date, Date)>,
    is_story: bool,
}

/// The group an article belongs to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// Which of the groups.
    pub group: usize,
    /// By how much it is more like it than it must be.
    pub margin: f32,
}

impl Group {
    /// Makes the group of an article that is alone.
    pub fn alone(article: Signature) -> Self {
        let span = article.published().map(|day| (day, day));
        Self { members: vec![article], span, is_story: false }
    }

    /// Makes the group of some articles of a story, which has others too: all that are dated lie within `span`.
    pub fn story(members: Vec<Signature>, span: Option<(Date, Date)>) -> Self {
        Self { members, span, is_story: true }
    }

    /// Tells whether it has no articles that are known.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Adds an article that has come to the story, or makes two that were alone one.
    #[must_use]
    pub fn with(mut self, article: Signature) -> Self {
        self.span = joined(self.span, article.published().map(|day| (day, day)));
        self.members.push(article);
        self.is_story = true;
        self
    }
}

/// Returns the group that an article belongs to most; `None` if it is on no event of theirs.
pub fn choose(article: &Signature, groups: &[Group]) -> Option<Choice> {
    let margins = groups.iter().enumerate().filter_map(|(group, candidate)| {
        let margin = margin(article, candidate)?;
        (margin >= 0.0).then_some(Choice { group, margin })
    });
    margins.max_by(|a, b| a.margin.total_cmp(&b.margin))
}

/// Tells whether an article that is in a group already may stay there: it need be a little less like it than one
/// that comes, so that a small change moves nothing.
pub fn fits(article: &Signature, group: &Group) -> bool {
    margin(article, group).is_some_and(|margin| margin >= -LENIENCE)
}

/// Tells whether a story and another group are on one event, as may be seen when an article has come that is like
/// both.
pub fn is_one_event(story: &Group, other: &Group) -> bool {
    if story.members.is_empty() || other.members.is_empty() || !is_in_window(story, other) {
        return false;
    }
    let pairs = story.members.len() * other.members.len();
    let sum: f32 = other
        .members
        .iter()
        .flat_map(|member| story.members.iter().map(|article| pair(article, member)))
        .sum();
    sum / pairs as f32 >= if other.is_story { STRICTNESS } else { 0.0 }
}

/// Returns by how much an article is more like the articles of a group than it must be; `None` if it cannot
/// belong to it.
fn margin(article: &Signature, group: &Group) -> Option<f32> {
    let published = article.published().map(|day| (day, day));
    if group.members.is_empty() || !are_near(published, group.span) {
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
    likeness - enough(one, other)
}

/// Returns how much two articles of one story have in common at least.
fn enough(one: &Signature, other: &Signature) -> f32 {
    let words = one.different_words().min(other.different_words()).clamp(SNIPPET, ARTICLE);
    let part = (words as f32 / SNIPPET as f32).ln() / (ARTICLE as f32 / SNIPPET as f32).ln();
    let enough = OF_SNIPPETS + (OF_ARTICLES - OF_SNIPPETS) * part;
    let dated = one.published().is_some() && other.published().is_some();
    if dated { enough * SAME_DAYS } else { enough }
}

fn is_in_window(one: &Group, other: &Group) -> bool {
    are_near(one.span, other.span)
}

/// Tells whether two spans of days are so near that they may be those of one event.
fn are_near(one: Option<(Date, Date)>, other: Option<(Date, Date)>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return true };
    let days =
        |from: Date, to: Date| from.until((Unit::Day, to)).map_or(i32::MAX, |span| span.get_days());
    let gap = days(one.1, other.0).max(days(other.1, one.0));
    gap <= WINDOW && days(one.0.min(other.0), one.1.max(other.1)) <= LONGEST_SPAN
}

fn joined(one: Option<(Date, Date)>, other: Option<(Date, Date)>) -> Option<(Date, Date)> {
    match (one, other) {
        (Some(one), Some(other)) => Some((one.0.min(other.0), one.1.max(other.1))),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::{Group, choose, fits, is_one_event};
    use crate::document::{BlockKind, DocumentBuilder};
    use crate::fact::FactSet;
    use crate::story::cluster::profile::Profile;
    use crate::story::cluster::signature::{Frequencies, Signature};

    const QUAKE: &str =
        "An earthquake damaged the cathedral of Torvella; the mayor closed the old bridge.";
    const AGAIN: &str =
        "The mayor of Torvella closed the bridge after the earthquake damaged its cathedral.";
    const CHESS: &str =
        "The grandmaster resigned in the ninth round after losing his queen in a sharp opening.";

    fn signature(text: &str, published: Option<Date>) -> Signature {
        let mut builder = DocumentBuilder::new();
        builder.metadata().published = published;
        builder.simple(BlockKind::Paragraph, text);
        let document = builder.finish().unwrap();
        Signature::new(&Profile::of(&document, &FactSet::default()), &Frequencies::default())
    }

    fn day(day: i8) -> Date {
        date(2024, 5, day)
    }

    #[test]
    fn the_day_excludes_only_where_both_are_known() {
        let chosen = |one, other| {
            choose(&signature(QUAKE, one), &[Group::alone(signature(AGAIN, other))]).is_some()
        };
        let days = |one, other| chosen(Some(day(one)), Some(day(other)));
        assert!(days(10, 10) && days(10, 13) && days(13, 10));
        assert!(!days(10, 14) && !days(14, 10));
        assert!(chosen(Some(day(10)), None) && chosen(None, Some(day(10))) && chosen(None, None));
    }

    #[test]
    fn a_story_does_not_go_on_for_weeks() {
        let of = |first, last| {
            let span = Some((day(first), day(last)));
            let ends = [first, last].map(|at| signature(AGAIN, Some(day(at))));
            Group::story(ends.into(), span)
        };
        let quake = signature(QUAKE, Some(day(17)));
        assert!(choose(&quake, &[of(3, 15)]).is_some());
        assert!(choose(&quake, &[of(2, 15)]).is_none(), "it would be more than two weeks");
        assert!(choose(&quake, &[of(3, 28)]).is_none());
        assert!(is_one_event(&of(3, 10), &of(12, 17)));
        assert!(!is_one_event(&of(3, 10), &of(14, 17)) && !is_one_event(&of(1, 10), &of(12, 17)));
    }

    #[test]
    fn the_group_that_is_most_alike_is_chosen() {
        let groups = [CHESS, AGAIN, QUAKE].map(|text| Group::alone(signature(text, None)));
        let chosen = |text| choose(&signature(text, None), &groups).map(|choice| choice.group);
        assert_eq!(chosen(QUAKE), Some(2));
        assert_eq!(chosen(CHESS), Some(0));
        assert_eq!(chosen("A recipe for soup with carrots, leeks and pepper."), None);
        assert_eq!(chosen(""), None);
        assert!(choose(&signature(QUAKE, None), &[]).is_none());
    }

    #[test]
    fn what_is_in_a_story_stays_with_what_is_like_it() {
        let quake = signature(QUAKE, None);
        assert!(!fits(&quake, &Group::default()));
        assert!(fits(&quake, &Group::alone(signature(AGAIN, None))));
        assert!(!fits(&quake, &Group::alone(signature(CHESS, None))));
    }
}
