//! Lines: one row of text on the screen, and the columns of its characters.
//!
//! A [`Line`] says which text it shows, where the text starts, and what the program draws in front of
//! it. [`Line::glyphs`] is the one place that knows which column a character stands in; drawing,
//! selecting and finding back all use it. It must not know how lines are found.

use crate::document::{BlockIndex, BlockKind, Document};
use crate::layout::glyph::{Glyph, Glyphs, Segment, Spacing};
use crate::layout::prefix::Prefix;
use crate::text::{Columns, TextRange, TextSize};

/// One visual line of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The block it belongs to.
    pub block: BlockIndex,
    /// The text shown, without trailing white space; empty for a rule or a blank line of code.
    /// For a line of a table, from the first cell's piece to the last one's: use [`Line::segments`].
    pub range: TextRange,
    /// The column where the text starts.
    pub indent: Columns,
    /// What the program draws in front of the text, at most `indent` columns wide.
    pub prefix: Prefix,
    /// For a line of a table, the pieces of its cells; empty otherwise.
    pub cells: Vec<Segment>,
    /// Where the line stands in its block.
    pub place: Place,
}

/// Where a line stands in its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The block has no other line.
    Only,
    /// The first of several.
    First,
    /// Neither the first nor the last.
    Middle,
    /// The last of several.
    Last,
}

impl Line {
    /// Iterates over the pieces of text on the line, from left to right.
    pub fn segments(&self) -> impl Iterator<Item = Segment> + '_ {
        let whole = Segment { range: self.range, column: self.indent };
        let alone = self.cells.is_empty().then_some(whole);
        alone.into_iter().chain(self.cells.iter().copied())
    }

    /// Iterates over what is drawn for each grapheme of the line's text.
    pub fn glyphs<'a>(&'a self, document: &'a Document) -> impl Iterator<Item = Glyph<'a>> {
        let spacing = self.spacing(document);
        self.segments().flat_map(move |segment| Glyphs::new(document.text(), segment, spacing))
    }

    /// Returns the start of the grapheme in a column: the nearest one before it where there is none,
    /// or the first of the line. For an empty line, where it stands in the text.
    pub fn offset_at(&self, document: &Document, column: Columns) -> TextSize {
        let first = self.segments().next().map_or(self.range, |first| first.range);
        self.glyphs(document)
            .filter(|glyph| glyph.width > Columns::ZERO)
            .take_while(|glyph| glyph.column <= column)
            .last()
            .map_or(first.start(), |glyph| glyph.range.start())
    }

    /// Returns the column in which the grapheme that holds `at` is drawn; an offset left of the
    /// line's text has its first column, one right of it the column behind its last.
    pub fn column_of(&self, document: &Document, at: TextSize) -> Columns {
        let segments = || self.segments().take_while(|segment| segment.range.start() <= at);
        let Some(segment) = segments().last().or_else(|| self.segments().next()) else {
            return self.indent;
        };
        let mut column = segment.column;
        for glyph in Glyphs::new(document.text(), segment, self.spacing(document)) {
            if at < glyph.range.end() {
                return glyph.column;
            }
            column = glyph.column + glyph.width;
        }
        column
    }

    fn spacing(&self, document: &Document) -> Spacing {
        match document.block(self.block).map(|block| &block.kind) {
            Some(BlockKind::Code { .. }) => Spacing::Code,
            _ => Spacing::Prose,
        }
    }
}
