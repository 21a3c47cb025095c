//! What is selected in the text.

use crate::text::{TextRange, TextSize};

/// A selection by characters, words, sentences, paragraphs or quotations; it grows and shrinks from where it began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The unit where it began.
    pub origin: TextRange,
    /// The unit that moves.
    pub head: TextRange,
    /// What it is made of.
    pub unit: Unit,
    /// Where the caret was when it began.
    pub anchor: TextSize,
    /// Where the caret was when it last grew or shrank.
    pub at: TextSize,
}

/// What a selection is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Single characters.
    Character,
    /// Words.
    Word,
    /// Sentences.
    Sentence,
    /// Whole paragraphs.
    Paragraph,
    /// What stands between quotation marks.
    Quotation,
}

impl Selection {
    /// Selects one unit, with the caret at `at`.
    pub const fn new(unit: Unit, range: TextRange, at: TextSize) -> Self {
        Self { origin: range, head: range, unit, anchor: at, at }
    }

    /// Returns everything from where the selection began to where it is.
    pub fn range(&self) -> TextRange {
        self.origin.cover(self.head)
    }

    /// Returns the same selection with its other end moving.
    #[must_use]
    pub const fn swapped(self) -> Self {
        Self {
            origin: self.head,
            head: self.origin,
            anchor: self.at,
            at: self.anchor,
            unit: self.unit,
        }
    }
}
