//! Metadata: what is known about an article besides its text.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::TextRange;

/// What an article says, or its file says, about itself. Everything is as found; nothing is
/// invented.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The headline, or a label made from the text.
    pub title: Option<Title>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The publication or agency.
    pub site: Option<String>,
    /// The day of publication, in the zone of who published it.
    pub published: Option<Date>,
    /// The moment of publication, where it is known.
    pub published_at: Option<Timestamp>,
    /// The day of the latest change.
    pub modified: Option<Date>,
    /// The address under which its publisher wants it known.
    pub address: Option<String>,
    /// The address of the picture that stands for it.
    pub image: Option<String>,
    /// The place and day of reporting that open a news text.
    pub dateline: Option<Dateline>,
    /// The language as a BCP 47 tag (`en`, `zh`).
    pub language: Option<String>,
}

/// What an article is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    /// The words.
    pub text: String,
    /// Whether the article has this title or was given it.
    pub origin: TitleOrigin,
}

/// Where a title comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TitleOrigin {
    /// The article states it.
    Stated,
    /// The article has no headline; this is a label taken from its first words.
    Derived,
    /// The user gave it.
    Given,
}

/// The opening of a news text: `HANGZHOU, Nov. 3 (Xinhua) --`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// The whole opening, without the dash.
    pub range: TextRange,
    /// The place, as written.
    pub place: TextRange,
    /// The day, as written.
    pub day: Option<TextRange>,
    /// The day, where the text or the day of publication gives the year.
    pub date: Option<Date>,
    /// The agency, as written.
    pub agency: Option<TextRange>,
}
