//! Plain text: a file without markup to blocks.

use crate::document::{Block, BlockKind, Document, Metadata};
use crate::text::{offset, segment};

/// Makes a document of a cleaned text.
pub fn read(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(range) = segment::trimmed(line, offset(at)) {
            blocks.push(Block::new(BlockKind::Paragraph, range));
        }
        at += line.len();
    }
    Document::new(text.to_owned(), blocks, Metadata::default(), Vec::new())
        .expect("invariant: lines are in order and on character boundaries")
}
