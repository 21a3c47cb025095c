//! The whole of a page or fragment, as blocks: for books, feeds and pages that are no articles.

#[cfg(test)]
mod tests;

use crate::document::DocumentBuilder;
use crate::import::html::address::Base;
use crate::import::html::blocks;
use crate::import::html::bounds::parse;
use crate::import::html::plan::Plan;
use crate::import::html::tree::{Hidden, Tree};

/// Appends all text of an HTML document or fragment as blocks. Links and pictures are made whole by a
/// base, which is the address of the page, or the path of the part of a book. What is beyond the bounds of
/// a page is left out and said in a remark.
pub fn append(builder: &mut DocumentBuilder, html: &str, base: Option<&str>) {
    let (page, remarks) = parse(html);
    let tree = Tree::of(&page, Hidden::Dropped);
    let base = Base::new(base).named(page.base_uri().as_deref());
    blocks::append(builder, &tree, 0, &Plan::whole(&tree), &base);
    for remark in remarks {
        builder.diagnostic(remark);
    }
}
