//! HTML: the article of a web page, as blocks.

pub mod address;
pub mod blocks;
pub mod bounds;
pub mod cells;
pub mod fragment;
pub mod leaf;
pub mod metadata;
pub mod nesting;
pub mod note;
pub mod picture;
pub mod plan;
pub mod scan;
pub mod style;
pub mod table;
pub mod tag;
pub mod tree;

use crate::document::{Diagnostic, Document, DocumentBuilder};
use crate::import::html::fragment::append;

/// Reads a decoded page. Links are made whole by the address it came from.
///
/// # Panics
///
/// Never for a page that is small enough to have offsets: blocks are appended in order.
pub fn read(page: &str, remarks: Vec<Diagnostic>, address: Option<&str>) -> Document {
    let mut builder = DocumentBuilder::new();
    for remark in remarks {
        builder.diagnostic(remark);
    }
    *builder.metadata() = metadata::read(&dom_query::Document::from(page), address);
    append(&mut builder, page, address);
    builder.finish().expect("invariant: a builder makes sound documents")
}
