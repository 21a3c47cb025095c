//! The builder: the append-only way by which importers that assemble a text make a document.

use crate::document::block::{Block, BlockKind};
use crate::document::diagnostic::Diagnostic;
use crate::document::document::{Document, InvalidDocument};
use crate::document::metadata::Metadata;
use crate::document::span::{Span, SpanStyle};
use crate::text::{TextRange, TextSize};

/// Collects blocks and their text in reading order.
#[derive(Debug, Default)]
pub struct DocumentBuilder {
    text: String,
    blocks: Vec<Block>,
    metadata: Metadata,
    diagnostics: Vec<Diagnostic>,
}

impl DocumentBuilder {
    /// Starts an empty document.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns where the next character will stand.
    pub fn position(&self) -> TextSize {
        TextSize::of(self.text.as_str())
    }

    /// Returns what has been collected of the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Appends text to what is open; it must have been cleaned.
    pub fn push_str(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Separates what follows from what stands before by an empty line.
    pub fn separate(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
    }

    /// Appends a finished block over text that has been pushed.
    pub fn block(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Appends a whole block of text without spans, separated from what stands before.
    pub fn simple(&mut self, kind: BlockKind, text: &str) -> TextRange {
        self.separate();
        let start = self.position();
        self.push_str(text);
        let range = TextRange::new(start, self.position());
        self.block(Block::new(kind, range));
        range
    }

    /// Adds a span to the last block.
    pub fn span(&mut self, range: TextRange, style: SpanStyle) {
        if let Some(block) = self.blocks.last_mut() {
            block.spans.push(Span { range, style });
        }
    }

    /// Notes a remark.
    pub fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Gives access to the metadata.
    pub const fn metadata(&mut self) -> &mut Metadata {
        &mut self.metadata
    }

    /// Makes the document.
    ///
    /// # Errors
    ///
    /// Fails if the collected parts break an invariant of [`Document`].
    pub fn finish(self) -> Result<Document, InvalidDocument> {
        Document::new(self.text, self.blocks, self.metadata, self.diagnostics)
    }
}
