//! Provenance: why the program believes a fact.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// The rule that found a fact, for the reader who asks why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// A short sentence: `a title before a capitalised name`.
    pub rule: Cow<'static, str>,
    /// How sure the rule is, from 0 to 100.
    pub score: u8,
}

impl Provenance {
    /// Names a rule and how sure it is, from 0 to 100.
    pub const fn new(rule: &'static str, score: u8) -> Self {
        Self { rule: Cow::Borrowed(rule), score }
    }
}
