//! Differences: what articles say differently of the same thing.

use serde::{Deserialize, Serialize};

use crate::story::article::{ArticleIndex, Passage};
use crate::story::claim::ClaimId;

/// Something that two or more articles say differently, or one article in two places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// In what they differ.
    pub class: DifferenceClass,
    /// How much it weighs.
    pub level: Level,
    /// What each says, at least two; the earliest report first where dates are known.
    pub sides: Vec<Side>,
    /// Which sides disagree, by their places among the sides; sides that are in no pair together may agree.
    pub apart: Vec<[usize; 2]>,
}

impl Difference {
    /// Tells whether a claim says something else here than an article.
    pub(crate) fn parts(&self, claim: ClaimId, other: ArticleIndex) -> bool {
        let is_own = |at: usize| self.sides.get(at).is_some_and(|side| side.claim == claim);
        let is_other =
            |at: usize| self.sides.get(at).is_some_and(|side| side.passage.article == other);
        self.apart
            .iter()
            .any(|[one, two]| is_own(*one) && is_other(*two) || is_own(*two) && is_other(*one))
    }
}

/// What one article says where another says something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// The words that differ.
    pub passage: Passage,
    /// The claim in which they stand.
    pub claim: ClaimId,
}

/// In what two passages differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DifferenceClass {
    /// A number.
    Number,
    /// A date.
    Date,
    /// How somebody or something is named.
    Name,
    /// Who says it.
    Holder,
    /// An item of a list.
    List,
    /// Words in quotation marks that the other has without, or has otherwise.
    Quote,
    /// Other words for the same.
    Wording,
    /// One says more than the other.
    Escalation,
    /// An article contradicts itself.
    Itself,
}

impl DifferenceClass {
    /// Returns the name used by the headless face.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Name => "name",
            Self::Holder => "holder",
            Self::List => "list",
            Self::Quote => "quote",
            Self::Wording => "wording",
            Self::Escalation => "escalation",
            Self::Itself => "self",
        }
    }
}

/// How much a difference weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// The same role, the same scope: they differ.
    Differs,
    /// Worth a look; shown dimmed.
    Check,
    /// The later report brings it up to date.
    Later,
}

impl Level {
    /// Returns the name used by the headless face.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Differs => "differs",
            Self::Check => "check",
            Self::Later => "later",
        }
    }
}
