//! The layout of a document at one width: from offsets to rows and back.

use std::sync::Arc;

use crate::document::{BlockIndex, Document};
use crate::layout::flow::{
    Extent, Position, Row, block_at, following, lead_height, preceding, rows_from,
};
use crate::layout::index::LineIndex;
use crate::layout::shape::Shape;
use crate::text::{Columns, TextSize};

/// A width, and the line index for it once there is one. Cheap to make and to clone.
///
/// Without the index every question is answered by laying out the blocks it touches, with it by
/// looking up; the answers are the same.
#[derive(Clone, Debug)]
pub struct TextLayout {
    width: Columns,
    index: Option<Arc<LineIndex>>,
}

impl TextLayout {
    /// Makes a layout; a width of 0 is taken as 1.
    pub fn new(width: Columns) -> Self {
        Self { width: width.max(Columns::new(1)), index: None }
    }

    /// Returns the width.
    pub const fn width(&self) -> Columns {
        self.width
    }

    /// Takes an index; one of another width is ignored.
    #[must_use]
    pub fn with_index(self, index: Arc<LineIndex>) -> Self {
        if index.width() != self.width {
            return self;
        }
        Self { index: Some(index), ..self }
    }

    /// Returns the index, if there is one.
    pub const fn index(&self) -> Option<&Arc<LineIndex>> {
        self.index.as_ref()
    }

    /// Returns the rows that a view of `height` rows shows from `top` on; fewer at the end.
    pub fn rows(&self, document: &Document, top: Position, height: u16) -> Vec<Row> {
        rows_from(document, self.width, self.normalised(document, top), height.into())
    }

    /// Returns the position so many rows further down, or up if negative, but not beyond the
    /// first and the last row.
    pub fn step(&self, document: &Document, from: Position, rows: i64) -> Position {
        if let Some(index) = self.index_of(document) {
            let row = i64::from(index.row_of(document, from)).saturating_add(rows);
            let row = row.clamp(0, i64::from(u32::MAX));
            return index.position_at(document, u32::try_from(row).unwrap_or(u32::MAX));
        }
        let from = self.normalised(document, from);
        self.walk(document, from, rows).unwrap_or(from)
    }

    /// Returns the position of the line that shows the offset.
    pub fn position_of(&self, document: &Document, at: TextSize) -> Position {
        let Some(block) = block_at(document, at) else { return Position::default() };
        Position::at(self.start_of(document, block, at))
    }

    /// Returns the position at the top of a view of `height` rows when the last row stands at its
    /// bottom; the first row if all fit.
    pub fn last_top(&self, document: &Document, height: u16) -> Position {
        let end = document.blocks().len().checked_sub(1).and_then(|last| u32::try_from(last).ok());
        let Some(last) = end.map(BlockIndex) else { return Position::default() };
        let up = 1 - i64::from(height.max(1));
        if let Some(index) = self.index_of(document) {
            let bottom = index.position_at(document, u32::MAX);
            return self.step(document, bottom, up);
        }
        let Some(extent) = Extent::new(document, last, self.width) else {
            return Position::default();
        };
        let bottom = extent.position_at(i64::MAX);
        self.walk(document, bottom, up).unwrap_or(bottom)
    }

    /// Returns where an offset is drawn: the line and the column.
    pub fn locate(&self, document: &Document, at: TextSize) -> (Position, Columns) {
        let position = self.position_of(document, at);
        let column = block_at(document, at)
            .and_then(|block| Shape::new(document, block, self.width))
            .and_then(|shape| {
                let piece = shape.pieces_from(position.offset).next()?;
                Some(shape.line(piece).column_of(document, at))
            });
        (position, column.unwrap_or_default())
    }

    fn index_of(&self, document: &Document) -> Option<&LineIndex> {
        self.index.as_deref().filter(|index| index.belongs_to(document))
    }

    fn start_of(&self, document: &Document, block: BlockIndex, at: TextSize) -> TextSize {
        if let Some(index) = self.index_of(document) {
            return index.start_of(document, block, at);
        }
        Shape::new(document, block, self.width).map_or(at, |shape| shape.start_of(at, None))
    }

    /// Returns the same row, named by the start of its line and no more lead than there is.
    fn normalised(&self, document: &Document, position: Position) -> Position {
        let Some(block) = block_at(document, position.offset) else { return Position::default() };
        let offset = self.start_of(document, block, position.offset);
        let first = position.lead > 0
            && Shape::new(document, block, self.width).is_some_and(|shape| shape.start() == offset);
        let lead = if first { position.lead.min(lead_height(document, block)) } else { 0 };
        Position { offset, lead }
    }

    /// Steps from block to block without an index.
    fn walk(&self, document: &Document, from: Position, rows: i64) -> Option<Position> {
        let mut block = block_at(document, from.offset)?;
        let mut extent = Extent::new(document, block, self.width)?;
        let mut row = extent.row_of(from).saturating_add(rows);
        while row < 0 {
            let Some(above) = preceding(document, block) else { break };
            block = above;
            extent = Extent::new(document, block, self.width)?;
            row = row.saturating_add(extent.height());
        }
        while row >= extent.height() {
            let Some(below) = following(document, block) else { break };
            row -= extent.height();
            block = below;
            extent = Extent::new(document, block, self.width)?;
        }
        Some(extent.position_at(row))
    }
}

#[cfg(test)]
mod tests;
