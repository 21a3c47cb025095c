//! HTML: the article of a web page, as blocks.

pub mod fragment;

use crate::document::{Diagnostic, Document, DocumentBuilder};
use crate::import::html::fragment::append;

/// Reads a decoded page. Links are made whole by the address it came from.
pub fn read(page: &str, remarks: Vec<Diagnostic>, address: Option<&str>) -> Document {
    let mut builder = DocumentBuilder::new();
    for remark in remarks {
        builder.diagnostic(remark);
    }
    append(&mut builder, page, address);
    builder.finish().expect("invariant: a builder makes sound documents")
}
