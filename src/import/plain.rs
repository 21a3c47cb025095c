//! Plain text: a file without markup to blocks.
//!
//! Four steps: lines, pieces of lines that belong together, one text of the pieces, and the role of
//! each. The visible characters of the file stay, all of them and in their order; only white space
//! within a paragraph changes.

pub mod book;
pub mod credits;
pub mod dated;
pub mod drafts;
pub mod emphasis;
pub mod entries;
pub mod footnotes;
pub mod form;
pub mod header;
pub mod headings;
pub mod headline;
pub mod lines;
pub mod margins;
pub mod marks;
pub mod pages;
pub mod pieces;
pub mod preserved;
pub mod references;
pub mod release;
pub mod roles;
pub mod wire;
pub mod wrapping;

#[cfg(test)]
mod tests;

use crate::document::{Diagnostic, Document, Metadata};

/// Makes a document of a cleaned text.
///
/// # Panics
///
/// Never for a text that is small enough to have offsets: pieces are cut in order.
pub fn read(text: &str, remarks: Vec<Diagnostic>) -> Document {
    let groups = lines::groups(text);
    let (text, mut drafts) = drafts::drafts(text, pieces::pieces(text, &groups));
    let mut metadata = Metadata::default();
    roles::settle(&text, &mut drafts, &mut metadata);
    let blocks = drafts.into_iter().map(|draft| draft.block).collect();
    Document::new(text, blocks, metadata, remarks)
        .expect("invariant: pieces are in order and on character boundaries")
}
