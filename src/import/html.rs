//! HTML: the article of a web page, as blocks.

pub mod address;
pub mod blocks;
pub mod bounds;
pub mod cells;
pub mod content;
pub mod data;
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

#[cfg(test)]
mod tests;

use crate::document::{BlockKind, Diagnostic, Document, DocumentBuilder, Title, TitleOrigin};
use crate::import::html::address::Base;
use crate::import::html::content::Article;
use crate::import::html::plan::Descriptions;
use crate::import::html::tree::{Hidden, Tree};

/// A page whose visible words are fewer, in bytes, may be one that only a script would show.
const FEW: usize = 400;

/// Reads a decoded page: its article, or all of it if it is no article. Links are made whole by the
/// address it came from.
///
/// # Panics
///
/// Never for a page that is small enough to have offsets: blocks are appended in order.
pub fn read(page: &str, remarks: Vec<Diagnostic>, address: Option<&str>) -> Document {
    let (page, cuts) = bounds::parse(page);
    let tree = visible(&page);
    let base = Base::new(address).named(page.base_uri().as_deref());
    let mut builder = DocumentBuilder::new();
    *builder.metadata() = metadata::read(&page, address);
    let title = builder.metadata().title.as_ref().map(|title| title.text.clone());
    let heading = title::find(title.as_deref(), &tree);
    let title = title.or_else(|| heading.map(|at| tree.words(at).trim().to_owned()));
    let mut article = content::find(&tree, heading);
    if let Some(article) = &mut article {
        article.plan.describe(Descriptions::Below { title: title.clone().unwrap_or_default() });
    }
    let unseen = unseen(&page, &tree, article.as_ref());
    if let Some(title) = title.filter(|_| article.is_some() || unseen.is_some()) {
        builder.simple(BlockKind::Title, &title);
        let stated = Title { text: title, origin: TitleOrigin::Stated };
        builder.metadata().title.get_or_insert(stated);
    }
    if let Some(text) = unseen {
        fragment::append(&mut builder, &data::markup(&text), address);
    } else {
        let article = article.unwrap_or_else(|| content::rest(&tree));
        blocks::append(&mut builder, &tree, article.root, &article.plan, &base);
    }
    for remark in remarks.into_iter().chain(cuts) {
        builder.diagnostic(remark);
    }
    builder.finish().expect("invariant: a builder makes sound documents")
}

/// Returns what can be seen of a page; all of it, if that is next to nothing.
fn visible(page: &dom_query::Document) -> Tree {
    let tree = Tree::of(page, Hidden::Dropped);
    if tree.words(0).len() >= FEW {
        return tree;
    }
    let all = Tree::of(page, Hidden::Kept);
    if all.words(0).len() > 4 * tree.words(0).len() + FEW { all } else { tree }
}

/// Returns the text of an article that only a script would show: the page states much more of it than
/// can be seen.
fn unseen(page: &dom_query::Document, tree: &Tree, article: Option<&Article>) -> Option<String> {
    let seen = article.map_or(0, |article| tree.words(article.root).len());
    let stated = data::body(page)?;
    (stated.len() > 2 * seen + FEW).then_some(stated)
}
