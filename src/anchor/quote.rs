//! Quotations: what a passage says and what stood around it.

use serde::{Deserialize, Serialize};

use crate::text::quote::occurrences;
use crate::text::{TextRange, TextSize};

/// How many characters before and after the passage are kept as context.
pub(crate) const CONTEXT: usize = 64;

/// A quotation with its context.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextQuote {
    /// The passage itself.
    pub exact: String,
    /// Up to 64 characters before it.
    pub prefix: String,
    /// Up to 64 characters after it.
    pub suffix: String,
}

impl TextQuote {
    /// Quotes a passage of a text.
    ///
    /// # Panics
    ///
    /// Panics if the range is not one of this text.
    pub fn new(text: &str, passage: TextRange) -> Self {
        let before = &text[TextRange::up_to(passage.start())];
        let after = &text[TextRange::new(passage.end(), TextSize::of(text))];
        let skipped = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
        Self {
            exact: text[passage].to_owned(),
            prefix: before.get(skipped..).unwrap_or(before).to_owned(),
            suffix: after.chars().take(CONTEXT).collect(),
        }
    }

    /// Tells whether its words are in a text.
    pub fn is_in(&self, text: &str) -> bool {
        occurrences(text, &self.exact).next().is_some()
    }

    /// Tells whether it is what stands at a place of a text.
    pub fn is_at(&self, text: &str, place: TextRange) -> bool {
        text.get(std::ops::Range::<usize>::from(place)) == Some(self.exact.as_str())
    }
}
