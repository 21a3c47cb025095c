//! Candidates: what the step of names hands on.
//!
//! The seam between what finds names and all that follows.

use std::ops::Range;

use crate::fact::EntityKind;

/// Words that may be a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// The tokens of the name, without title and possessive ending.
    pub(crate) tokens: Range<usize>,
    /// What it seems to name.
    pub(crate) kind: EntityKind,
    /// How sure its finder is, from 0 to 100.
    pub(crate) score: u8,
    /// Why.
    pub(crate) rule: &'static str,
    /// The tokens of a title or office beside it.
    pub(crate) role: Option<Range<usize>>,
}

impl Candidate {
    /// Makes a candidate without a role.
    pub(crate) const fn new(
        tokens: Range<usize>,
        kind: EntityKind,
        score: u8,
        rule: &'static str,
    ) -> Self {
        Self { tokens, kind, score, rule, role: None }
    }
}
