//! One text as one importer made it, and the invariants it keeps.

use serde::{Deserialize, Serialize};

use crate::document::block::{Block, BlockIndex, BlockKind};
use crate::document::diagnostic::Diagnostic;
use crate::document::metadata::Metadata;
use crate::text::{TextRange, TextSize, offset};

/// An article: its text, the blocks over it, and what is known about it.
///
/// Invariants: the text never changes; blocks are in order, disjoint, within the text and on
/// character boundaries; the spans and table cells of a block lie within it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    metadata: Metadata,
    text: String,
    blocks: Vec<Block>,
    diagnostics: Vec<Diagnostic>,
}

/// Parts that do not make a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDocument {
    /// A range leaves the text or cuts a character.
    #[error("block {0} covers a range that is not in the text")]
    Range(usize),
    /// Two blocks overlap or stand in the wrong order.
    #[error("block {0} starts before the one before it ends")]
    Order(usize),
    /// A span or a cell leaves its block.
    #[error("block {0} has a span or a cell outside itself")]
    Inner(usize),
}

impl Document {
    /// Puts a document together.
    ///
    /// # Errors
    ///
    /// Fails if the parts break an invariant of [`Document`].
    pub fn new(
        text: String,
        blocks: Vec<Block>,
        metadata: Metadata,
        diagnostics: Vec<Diagnostic>,
    ) -> Result<Self, InvalidDocument> {
        check(&text, &blocks)?;
        Ok(Self { metadata, text, blocks, diagnostics })
    }

    /// Returns the whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text of a range.
    ///
    /// # Panics
    ///
    /// Panics if the range is not one of this text.
    pub fn slice(&self, range: TextRange) -> &str {
        &self.text[range]
    }

    /// Returns the end of the text.
    pub fn end(&self) -> TextSize {
        TextSize::of(self.text.as_str())
    }

    /// Returns the blocks in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Returns what is known about the article.
    pub const fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// Returns what the importer noticed.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Returns one block.
    pub fn block(&self, index: BlockIndex) -> Option<&Block> {
        self.blocks.get(usize::try_from(index.0).ok()?)
    }

    /// Returns the block that holds the offset, or else the last one that starts before it, or else
    /// the first; `None` only if there are no blocks.
    pub fn block_at(&self, at: TextSize) -> Option<BlockIndex> {
        let after = self.blocks.partition_point(|block| block.range.start() <= at);
        let index = after.saturating_sub(1);
        (index < self.blocks.len()).then(|| BlockIndex(u32::from(offset(index))))
    }

    /// Returns the document with other metadata, as when the user gives a title.
    #[must_use]
    pub fn with_metadata(self, metadata: Metadata) -> Self {
        Self { metadata, ..self }
    }
}

fn check(text: &str, blocks: &[Block]) -> Result<(), InvalidDocument> {
    let mut end = TextSize::from(0);
    for (index, block) in blocks.iter().enumerate() {
        if text.get(std::ops::Range::<usize>::from(block.range)).is_none() {
            return Err(InvalidDocument::Range(index));
        }
        if block.range.start() < end {
            return Err(InvalidDocument::Order(index));
        }
        if !inner_ranges(block).all(|inner| fits(text, block, inner)) {
            return Err(InvalidDocument::Inner(index));
        }
        end = block.range.end();
    }
    Ok(())
}

fn inner_ranges(block: &Block) -> impl Iterator<Item = TextRange> {
    let cells = match &block.kind {
        BlockKind::Table(table) => table.rows.as_slice(),
        _ => &[],
    };
    let cells = cells.iter().flat_map(|row| row.cells.iter().copied());
    block.spans.iter().map(|span| span.range).chain(cells)
}

fn fits(text: &str, block: &Block, inner: TextRange) -> bool {
    block.range.contains_range(inner)
        && text.is_char_boundary(inner.start().into())
        && text.is_char_boundary(inner.end().into())
}

#[cfg(test)]
mod tests {
    use super::{Block, BlockIndex, BlockKind, Document, InvalidDocument, Metadata};
    use crate::document::span::{Span, SpanStyle};
    use crate::text::{offset, range};

    fn paragraph(start: usize, end: usize) -> Block {
        Block::new(BlockKind::Paragraph, range(start, end))
    }

    fn document(text: &str, blocks: Vec<Block>) -> Result<Document, InvalidDocument> {
        Document::new(text.to_owned(), blocks, Metadata::default(), Vec::new())
    }

    #[test]
    fn parts_that_break_an_invariant_are_refused() {
        assert_eq!(document("é", vec![paragraph(0, 1)]), Err(InvalidDocument::Range(0)));
        assert_eq!(document("ab", vec![paragraph(0, 3)]), Err(InvalidDocument::Range(0)));
        let overlapping = vec![paragraph(0, 2), paragraph(1, 3)];
        assert_eq!(document("abc", overlapping), Err(InvalidDocument::Order(1)));
        let mut block = paragraph(0, 2);
        block.spans.push(Span { range: range(1, 3), style: SpanStyle::Strong });
        assert_eq!(document("abc", vec![block]), Err(InvalidDocument::Inner(0)));
    }

    #[test]
    fn an_offset_between_blocks_belongs_to_the_block_before() {
        let document = document("  ab  cd", vec![paragraph(2, 4), paragraph(6, 8)]).unwrap();
        let table = [(0, 0), (2, 0), (5, 0), (6, 1), (8, 1)];
        for (at, block) in table {
            assert_eq!(document.block_at(offset(at)), Some(BlockIndex(block)), "{at}");
        }
        assert_eq!(Document::default().block_at(offset(0)), None);
    }
}
