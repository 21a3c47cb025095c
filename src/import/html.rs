//! HTML: the article of a web page, as blocks.

pub mod address;
pub mod blocks;
pub mod bounds;
pub mod cells;
pub mod content;
pub mod fragment;
pub mod leaf;
pub mod metadata;
pub mod nesting;
pub mod note;
pub mod numbering;
pub mod picture;
pub mod plan;
pub mod scan;
pub mod style;
pub mod table;
pub mod tag;
pub mod title;
pub mod tree;

use crate::document::{BlockKind, Diagnostic, Document, DocumentBuilder, Title, TitleOrigin};
use crate::import::html::address::Base;
use crate::import::html::content::Article;
use crate::import::html::plan::{Descriptions, Plan};
use crate::import::html::tree::{Hidden, Tree};

/// Reads a decoded page. Links are made whole by the address it came from.
///
/// # Panics
///
/// Never for a page that is small enough to have offsets: blocks are appended in order.
pub fn read(page: &str, remarks: Vec<Diagnostic>, address: Option<&str>) -> Document {
    let (page, cuts) = bounds::parse(page);
    let tree = Tree::of(&page, Hidden::Dropped);
    let base = Base::new(address).named(page.base_uri().as_deref());
    let mut builder = DocumentBuilder::new();
    *builder.metadata() = metadata::read(&page, address);
    let title = title::find(&page, &tree);
    let mut article = content::find(&tree, title.as_ref().and_then(|title| title.element));
    if let Some(article) = &mut article {
        let title = title.as_ref().map(|title| title.text.clone()).unwrap_or_default();
        article.plan.describe(Descriptions::Below { title });
    }
    if let Some(title) = title.filter(|_| article.is_some()) {
        let metadata = builder.metadata();
        let stated = Title { text: title.text, origin: TitleOrigin::Stated };
        let title = metadata.title.get_or_insert(stated).text.clone();
        builder.simple(BlockKind::Title, &title);
    }
    let article = article.unwrap_or_else(|| Article { root: 0, plan: Plan::whole(&tree) });
    blocks::append(&mut builder, &tree, article.root, &article.plan, &base);
    for remark in remarks.into_iter().chain(cuts) {
        builder.diagnostic(remark);
    }
    builder.finish().expect("invariant: a builder makes sound documents")
}
