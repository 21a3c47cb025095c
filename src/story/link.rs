//! Links: which units of two articles say the same, and how surely.

use serde::{Deserialize, Serialize};

/// From a sentence or claim to one of another article that says the same. Links go both ways: to each
/// there is one back.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link<Unit> {
    /// Whose link it is.
    pub from: Unit,
    /// What says the same.
    pub to: Unit,
    /// How much they agree, from 0 to 1.
    pub score: f32,
    /// In what way they agree.
    pub kind: LinkKind,
}

/// In what way two passages say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LinkKind {
    /// In the same words, but for small ones.
    Same,
    /// In other words.
    Wording,
    /// One of them only mentions it, or speculates about it: no support for the other.
    Mention,
    /// Perhaps: never shown without being asked for.
    Possible,
}

impl LinkKind {
    /// Returns the name used by the headless face.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Wording => "wording",
            Self::Mention => "mention",
            Self::Possible => "possible",
        }
    }

    /// Tells whether one passage supports the other.
    pub const fn is_match(self) -> bool {
        matches!(self, Self::Same | Self::Wording)
    }
}
