//! One line of a timeline: a time, what happens then, and who says so.

use crate::library::OpenStory;
use crate::story::{ArticleIndex, ClaimId, Passage};
use crate::text::Safe;
use crate::tui::state::matrix::rows::wording;
use crate::tui::state::matrix::words_of;

/// One line of a timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeRow {
    /// What the line is about.
    pub kind: RowKind,
    /// When, as the story says it.
    pub when: When,
    /// What happens, in the shortest clear wording.
    pub what: Safe,
    /// The sources that say so, in the order of the story.
    pub sources: Vec<ArticleIndex>,
    /// Where they say so, by source and place.
    pub passages: Vec<Passage>,
}

/// What a line of a timeline is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// It happened.
    Done,
    /// It lay ahead when it was reported.
    Ahead,
    /// It is supposed or not known.
    Doubted,
    /// An article, and after it what it was the first to say.
    Article,
}

/// When something happens: a day, a month, a year, a time of a day or from one to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// The value in ISO 8601 or EDTF; empty where it is not known.
    pub value: String,
    /// The words of the text.
    pub quote: String,
}

/// Returns the shortest clear wording of what some claims say.
pub(super) fn what(story: &OpenStory, claims: &[ClaimId]) -> Safe {
    wording(&story.comparison, claims, |passage| words_of(story, passage))
}
