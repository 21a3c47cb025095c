//! The whole of a page or fragment, as blocks: for books, feeds and pages that are no articles.

use crate::document::{BlockKind, DocumentBuilder};
use crate::import::markdown::html::paragraphs;

/// Appends all text of an HTML document or fragment as blocks. Links are made whole by a base address.
pub fn append(builder: &mut DocumentBuilder, html: &str, _base: Option<&str>) {
    for words in paragraphs(html) {
        builder.simple(BlockKind::Paragraph, &words);
    }
}
