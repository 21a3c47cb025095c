//! Flow: the rows of a document from block to block, and the empty rows between them.
//!
//! It works on any part of a document without the rest, so that the first screen of a book costs no
//! more than that of a note. It must not know the line index.

use crate::document::{BlockIndex, Document};
use crate::layout::line::Line;
use crate::layout::shape::Shape;
use crate::text::{Columns, TextSize};

/// Where a viewport starts: the row of the line that holds `offset`, or `lead` rows above it.
///
/// Above the first line of a block stands an empty row, or none within a list. Blocks without
/// text of their own place, as a picture at the very start, stand there too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Where the text of the line starts, or any offset that it shows.
    pub offset: TextSize,
    /// How many rows above that line; counted only for the first line of a block.
    pub lead: u16,
}

impl Position {
    /// Returns the row of the line that holds the offset.
    pub const fn at(offset: TextSize) -> Self {
        Self { offset, lead: 0 }
    }
}

/// One row of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// The empty row between two blocks.
    Space,
    /// A line of a block.
    Line(Line),
}

/// Returns the rows from `top`, which must be the start of a line, on; at most `height` of them.
pub(crate) fn rows_from(
    document: &Document,
    width: Columns,
    top: Position,
    height: usize,
) -> Vec<Row> {
    let mut rows = Vec::with_capacity(height.min(1 << 10));
    let Some(first) = block_at(document, top.offset) else { return rows };
    let mut start = Some(top);
    let mut next = Some(first);
    while let Some(index) = next.filter(|_| rows.len() < height) {
        let Some(shape) = Shape::new(document, index, width) else { break };
        let from = start.take().unwrap_or_else(|| whole(document, index, &shape));
        if from.lead > 0 {
            let lead = lead(document, index, width);
            rows.extend(lead.into_iter().rev().take(from.lead.into()).rev());
        }
        let left = height.saturating_sub(rows.len());
        rows.extend(
            shape.pieces_from(from.offset).take(left).map(|piece| Row::Line(shape.line(piece))),
        );
        next = following(document, index);
    }
    rows.truncate(height);
    rows
}

fn whole(document: &Document, index: BlockIndex, shape: &Shape<'_>) -> Position {
    Position { offset: shape.start(), lead: lead_height(document, index) }
}

/// All rows of one block and above it, as positions.
#[derive(Clone, Debug)]
pub(crate) struct Extent {
    lead: u16,
    starts: Vec<TextSize>,
}

impl Extent {
    /// Lays out a block.
    pub(crate) fn new(document: &Document, index: BlockIndex, width: Columns) -> Option<Self> {
        let shape = Shape::new(document, index, width)?;
        let starts = shape.pieces().map(|piece| piece.start).collect();
        Some(Self { lead: lead_height(document, index), starts })
    }

    /// Returns how many rows there are, the lead included.
    pub(crate) fn height(&self) -> i64 {
        i64::from(self.lead) + i64::try_from(self.starts.len()).unwrap_or(i64::MAX - 0xffff)
    }

    /// Returns the row of a position, which must be a line's start.
    pub(crate) fn row_of(&self, position: Position) -> i64 {
        let line = self.starts.partition_point(|start| *start < position.offset);
        let lead = if line == 0 { position.lead.min(self.lead) } else { 0 };
        i64::from(self.lead) + i64::try_from(line).unwrap_or(0) - i64::from(lead)
    }

    /// Returns the position of a row; the nearest one if there is none.
    pub(crate) fn position_at(&self, row: i64) -> Position {
        let row = row.clamp(0, self.height() - 1);
        let first = self.starts.first().copied().unwrap_or_default();
        match usize::try_from(row - i64::from(self.lead)) {
            Ok(line) => Position::at(self.starts.get(line).copied().unwrap_or(first)),
            Err(_) => Position {
                offset: first,
                lead: self.lead - u16::try_from(row).unwrap_or(self.lead),
            },
        }
    }
}

/// Returns the block whose line shows the offset; `None` only if there are no blocks.
pub(crate) fn block_at(document: &Document, at: TextSize) -> Option<BlockIndex> {
    document.block_at(at).map(|block| placed(document, block))
}

/// Returns the next block that has a place of its own in the text.
pub(crate) fn following(document: &Document, index: BlockIndex) -> Option<BlockIndex> {
    let next = BlockIndex(index.0 + 1);
    document.block(next).map(|_| placed(document, next))
}

/// Returns the block before this one and those that share its place.
pub(crate) fn preceding(document: &Document, index: BlockIndex) -> Option<BlockIndex> {
    first_sharing(document, index).0.checked_sub(1).map(BlockIndex)
}

/// Returns the last of the blocks that start where this one starts. All but it are empty, and no
/// offset tells them apart, so they count as rows above it.
pub(crate) fn placed(document: &Document, index: BlockIndex) -> BlockIndex {
    let mut last = index;
    while shares_start(document, last.0, last.0 + 1) {
        last = BlockIndex(last.0 + 1);
    }
    last
}

fn first_sharing(document: &Document, index: BlockIndex) -> BlockIndex {
    let mut first = index.0;
    while first > 0 && shares_start(document, first - 1, first) {
        first -= 1;
    }
    BlockIndex(first)
}

fn shares_start(document: &Document, before: u32, after: u32) -> bool {
    match (document.block(BlockIndex(before)), document.block(BlockIndex(after))) {
        (Some(before), Some(after)) => before.range.start() == after.range.start(),
        _ => false,
    }
}

/// Returns how many rows stand between a block's first line and the block before.
pub(crate) fn lead_height(document: &Document, index: BlockIndex) -> u16 {
    let first = first_sharing(document, index).0;
    let spaces = (first..=index.0).map(|block| u32::from(has_space_above(document, block)));
    u16::try_from(spaces.sum::<u32>() + (index.0 - first)).unwrap_or(u16::MAX)
}

fn lead(document: &Document, index: BlockIndex, width: Columns) -> Vec<Row> {
    let mut rows = Vec::new();
    for block in first_sharing(document, index).0..=index.0 {
        if has_space_above(document, block) {
            rows.push(Row::Space);
        }
        let shape = Shape::new(document, BlockIndex(block), width);
        if let Some(shape) = shape.filter(|_| block < index.0) {
            rows.extend(shape.pieces().take(1).map(|piece| Row::Line(shape.line(piece))));
        }
    }
    rows
}

/// Tells whether an empty row stands above a block.
pub(crate) fn has_space_above(document: &Document, index: u32) -> bool {
    let above = index.checked_sub(1).and_then(|above| document.block(BlockIndex(above)));
    match (above, document.block(BlockIndex(index))) {
        (Some(above), Some(below)) => !below.stands_close_to(above),
        _ => false,
    }
}
