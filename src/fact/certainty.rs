//! How sure a text is of what it says, and whether it reports or comments.

use serde::{Deserialize, Serialize};

/// How sure the text is, from firm to not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Certainty {
    /// The text says it in its own voice.
    Asserted,
    /// The text says that somebody says it.
    Attributed,
    /// The text says it may be so.
    Hedged,
    /// The text says that it is not known or not disclosed.
    Unknown,
}

impl Certainty {
    /// Returns the name used by the headless face.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Attributed => "attributed",
            Self::Hedged => "hedged",
            Self::Unknown => "unknown",
        }
    }
}

/// Whether a statement reports or judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stance {
    /// It reports what was said or done.
    Report,
    /// It evaluates or interprets.
    Comment,
}

impl Stance {
    /// Returns the name used by the headless face.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Comment => "comment",
        }
    }
}
