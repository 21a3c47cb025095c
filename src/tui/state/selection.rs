//! What is selected in the text.

use crate::text::TextRange;

/// A selection by sentences or whole paragraphs; it grows and shrinks from where it began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The sentence or paragraph where it began.
    pub origin: TextRange,
    /// The sentence or paragraph that moves.
    pub head: TextRange,
    /// What it is made of.
    pub unit: Unit,
}

/// What a selection is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Sentences.
    Sentence,
    /// Whole paragraphs.
    Paragraph,
}

impl Selection {
    /// Selects one sentence or paragraph.
    pub const fn new(unit: Unit, range: TextRange) -> Self {
        Self { origin: range, head: range, unit }
    }

    /// Returns everything from where the selection began to where it is.
    pub fn range(&self) -> TextRange {
        self.origin.cover(self.head)
    }
}
