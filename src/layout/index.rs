//! The line index: where every line of a document starts, at one width.
//!
//! It makes the exact number of rows known and any row reachable at once. It takes some milliseconds for
//! a long book, so it is built beside the screen, which works without it. It costs four bytes a line
//! and eight a block.

use crate::document::{BlockIndex, Document};
use crate::layout::flow::{Position, block_at, has_space_above, lead_height, placed};
use crate::layout::shape::Shape;
use crate::text::{Columns, TextSize};

/// The rows of a whole document at one width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    width: Columns,
    /// Where each line starts; each block's lines in order.
    starts: Vec<TextSize>,
    /// One for each block, and one for the end.
    blocks: Vec<FirstLine>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct FirstLine {
    /// Its row.
    row: u32,
    /// Its place in the list of lines.
    line: u32,
}

impl LineIndex {
    /// Lays out the whole document.
    pub fn build(document: &Document, width: Columns) -> Self {
        let mut starts = Vec::with_capacity(estimate(document, width));
        let mut blocks = Vec::with_capacity(document.blocks().len() + 1);
        let mut next = FirstLine::default();
        for index in 0..count(document.blocks().len()) {
            next.row += u32::from(has_space_above(document, index));
            blocks.push(next);
            if let Some(shape) = Shape::new(document, BlockIndex(index), width) {
                starts.extend(shape.pieces().map(|piece| piece.start));
            }
            next.row += count(starts.len()) - next.line;
            next.line = count(starts.len());
        }
        blocks.push(next);
        starts.shrink_to_fit();
        Self { width, starts, blocks }
    }

    /// Returns the width it holds for.
    pub const fn width(&self) -> Columns {
        self.width
    }

    /// Returns how many rows the document has.
    pub fn rows(&self) -> u32 {
        self.blocks.last().map_or(0, |end| end.row)
    }

    /// Returns the row of a position, counted from 0.
    pub fn row_of(&self, document: &Document, position: Position) -> u32 {
        let Some(block) = block_at(document, position.offset) else { return 0 };
        let starts = self.starts(block);
        let start = self.start_of(document, block, position.offset);
        let line = starts.partition_point(|known| *known < start);
        let lead = if line == 0 { position.lead.min(lead_height(document, block)) } else { 0 };
        (self.first(block).row + count(line)).saturating_sub(lead.into())
    }

    /// Returns the position of a row, or of the last one if there are fewer.
    pub fn position_at(&self, document: &Document, row: u32) -> Position {
        let row = row.min(self.rows().saturating_sub(1));
        let after = self.blocks.partition_point(|first| first.row <= row);
        let block = BlockIndex(count(after.saturating_sub(1)).min(self.last_block()));
        let line = row.saturating_sub(self.first(block).row);
        match self.starts(block).get(line as usize) {
            Some(start) if placed(document, block) == block => Position::at(*start),
            Some(_) => self.above(document, placed(document, block), row),
            None => self.above(document, placed(document, BlockIndex(block.0 + 1)), row),
        }
    }

    fn above(&self, document: &Document, block: BlockIndex, row: u32) -> Position {
        let offset = self.starts(block).first().copied().unwrap_or_else(|| document.end());
        let lead = self.first(block).row.saturating_sub(row);
        Position { offset, lead: u16::try_from(lead).unwrap_or(u16::MAX) }
    }

    /// Returns the start of the line of a block that shows the offset.
    pub(crate) fn start_of(
        &self,
        document: &Document,
        block: BlockIndex,
        at: TextSize,
    ) -> TextSize {
        let shape = Shape::new(document, block, self.width);
        shape.map_or(at, |shape| shape.start_of(at, Some(self.starts(block))))
    }

    /// Tells whether the index can be one of the document.
    pub(crate) fn belongs_to(&self, document: &Document) -> bool {
        self.blocks.len() == document.blocks().len() + 1
    }

    fn starts(&self, block: BlockIndex) -> &[TextSize] {
        let lines =
            self.first(block).line as usize..self.first(BlockIndex(block.0 + 1)).line as usize;
        self.starts.get(lines).unwrap_or_default()
    }

    fn first(&self, block: BlockIndex) -> FirstLine {
        let end = self.blocks.last().copied().unwrap_or_default();
        self.blocks.get(block.0 as usize).copied().unwrap_or(end)
    }

    fn last_block(&self) -> u32 {
        count(self.blocks.len().saturating_sub(2))
    }
}

/// Returns about how many lines a document has, rather too many than too few.
fn estimate(document: &Document, width: Columns) -> usize {
    let columns = width.get().max(1) as usize;
    document.text().len() / columns.min(40) + document.blocks().len()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
