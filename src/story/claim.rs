//! Sentences and the claims in them: the units that are matched across articles.
//!
//! A claim is a clause that says something by itself; a sentence holds one or several, which lie in it in order
//! and do not overlap.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::fact::{Certainty, Stance};
use crate::story::article::Passage;

/// The number of a sentence within its comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SentenceId(pub u32);

/// The number of a claim within its comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClaimId(pub u32);

impl SentenceId {
    /// Returns the number as an index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl ClaimId {
    /// Returns the number as an index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// One sentence of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where it stands.
    pub passage: Passage,
    /// Its claims, by their numbers.
    pub claims: Range<u32>,
}

/// One clause of an article that says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Where it stands.
    pub passage: Passage,
    /// The sentence it belongs to.
    pub sentence: SentenceId,
    /// How sure the article is of it.
    pub certainty: Certainty,
    /// Whether the article reports it or comments.
    pub stance: Stance,
    /// Whether another article has it.
    pub status: Status,
}

/// Whether another article of the story says what a claim says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// Another article says the same.
    Matched,
    /// Another article says a part of it, or mentions it in passing.
    Partial,
    /// No other article says it.
    OnlyHere,
}

impl Status {
    /// Returns the name used by the headless face.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Matched => "matched",
            Self::Partial => "partial",
            Self::OnlyHere => "only-here",
        }
    }
}
