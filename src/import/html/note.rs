//! Notes: the footnotes of a page, the references to them, and the ways back.

use crate::import::html::tag::Tag;
use crate::import::html::tree::{NodeIndex, Tree};

/// What a part of a book or page calls itself if it is a note.
const ROLES: [&str; 6] = ["doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote", "note"];

/// What a part of a book or page calls itself if it holds notes.
const HOLDERS: [&str; 5] = ["doc-endnotes", "doc-footnotes", "footnotes", "endnotes", "rearnotes"];

/// The longest sign of a reference, in characters.
const SIGN: usize = 4;

/// Tells whether a block is a footnote, or an item in a list of footnotes.
pub fn is_note(tree: &Tree, at: NodeIndex) -> bool {
    if says(tree, at, &ROLES) {
        return true;
    }
    let item = tree.node(at).tag == Tag::Li;
    item && tree.ancestors(at).take(3).any(|holder| {
        let named = tree.attribute(holder, "class").into_iter().flat_map(str::split_whitespace);
        says(tree, holder, &HOLDERS) || named.into_iter().any(|class| HOLDERS.contains(&class))
    })
}

fn says(tree: &Tree, at: NodeIndex, words: &[&str]) -> bool {
    // A role of `note` is an aside of any kind, the type of a book's part is a footnote.
    let role = tree.attribute(at, "role").filter(|role| *role != "note");
    let kinds = [role, tree.attribute(at, "epub:type")];
    kinds.into_iter().flatten().flat_map(str::split_whitespace).any(|kind| words.contains(&kind))
}

/// Tells whether a link only leads from a note back to where it is referred to.
pub fn is_way_back(tree: &Tree, at: NodeIndex) -> bool {
    let words = tree.words(at).trim();
    tree.attribute(at, "role") == Some("doc-backlink")
        || (!words.is_empty()
            && words
                .chars()
                .all(|ch| matches!(ch, '↩' | '\u{fe0e}' | '\u{fe0f}' | '↑' | '^' | '⏎')))
}

/// Tells whether raised words refer to a note by a bare sign, which would run into the word before.
pub fn is_bare_reference(tree: &Tree, at: NodeIndex) -> bool {
    let words = tree.words(at).trim();
    let short = words.chars().count() <= SIGN && !words.is_empty();
    let leads = tree.descendants(at).any(|node| {
        tree.node(node).tag == Tag::A
            && tree.attribute(node, "href").is_some_and(|address| address.contains('#'))
    });
    let around = tree.ancestors(at).next().filter(|parent| tree.node(*parent).tag == Tag::A);
    short && (leads || around.is_some()) && words.chars().all(char::is_alphanumeric)
}
