//! Styles: how the words in an element look, where they lead, and in which language code is.

use crate::document::SpanStyle;
use crate::import::html::address::Base;
use crate::import::html::tag::Tag;
use crate::import::html::tree::{NodeIndex, Tree};

/// Returns how the words in an element look or where they lead.
pub fn style(tree: &Tree, at: NodeIndex, base: &Base) -> Option<SpanStyle> {
    Some(match tree.node(at).tag {
        Tag::Em => SpanStyle::Emphasis,
        Tag::Strong | Tag::Dt => SpanStyle::Strong,
        Tag::Strike => SpanStyle::Strikethrough,
        Tag::Code => SpanStyle::Code,
        Tag::A => SpanStyle::Link(base.resolve(tree.attribute(at, "href")?)?),
        _ => return None,
    })
}

/// Returns the language of a code block, where its class names one.
pub fn language(tree: &Tree, at: NodeIndex) -> Option<String> {
    let inner = tree.descendants(at).take(3).filter(|node| tree.node(*node).tag == Tag::Code);
    let around = tree.ancestors(at).take(2);
    std::iter::once(at).chain(inner).chain(around).find_map(|node| {
        let classes = tree.attribute(node, "class")?;
        let named = classes.split_whitespace().find_map(|class| {
            let prefixes = ["language-", "lang-", "highlight-source-", "brush:"];
            prefixes.iter().find_map(|prefix| class.strip_prefix(prefix))
        })?;
        (!named.is_empty()).then(|| named.to_owned())
    })
}
