//! Pictures: where they are and what is said of them.

use crate::document::{Block, BlockKind, DocumentBuilder};
use crate::import::html::address::Base;
use crate::import::html::tree::{NodeIndex, Tree};
use crate::text::TextRange;

/// Where a page keeps the address of a picture that is loaded late, before the address that stands for
/// it meanwhile.
const ADDRESSES: [&str; 5] = ["data-src", "data-original", "data-lazy-src", "src", "href"];

/// Pictures up to so many pixels wide or high only count visits or fill space.
const TRACKER: u32 = 3;

/// The longest description that stands for a character, in characters.
const CHARACTER: usize = 8;

/// A picture, its description, and how many quotations it stands in.
#[derive(Debug)]
pub struct Picture {
    address: String,
    words: String,
    quoted: u8,
}

impl Picture {
    /// Reads what an element says of a picture, if there is anything to see.
    pub fn read(tree: &Tree, at: NodeIndex, base: &Base, quoted: u8) -> Option<Self> {
        let address = address(tree, at, base)?;
        Some(Self { address, words: description(tree, at), quoted })
    }

    /// Appends a block.
    pub fn put(self, builder: &mut DocumentBuilder) {
        builder.separate();
        let start = builder.position();
        builder.push_str(&self.words);
        let range = TextRange::new(start, builder.position());
        let mut block = Block::new(BlockKind::Image { address: self.address }, range);
        block.quoted = self.quoted;
        builder.block(block);
    }
}

/// Returns where a picture is, if there is anything to see.
fn address(tree: &Tree, at: NodeIndex, base: &Base) -> Option<String> {
    let tiny = ["width", "height"].iter().any(|side| {
        let pixels = tree.attribute(at, side).and_then(|side| side.trim().parse::<u32>().ok());
        pixels.is_some_and(|pixels| pixels <= TRACKER)
    });
    if tiny {
        return None;
    }
    let stated = ADDRESSES.iter().filter_map(|name| tree.attribute(at, name));
    let sets = ["data-srcset", "srcset"].iter().filter_map(|name| tree.attribute(at, name));
    let first_of_sets = sets.filter_map(|set| set.split_whitespace().next());
    stated.chain(first_of_sets).find_map(|address| base.resolve(address))
}

/// Returns what is said of a picture; a file name says nothing.
pub fn description(tree: &Tree, at: NodeIndex) -> String {
    let words = tree.attribute(at, "alt").unwrap_or_default();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let endings = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif"];
    let lower = words.to_lowercase();
    let is_name = !words.contains(' ') && endings.iter().any(|ending| lower.ends_with(ending));
    if is_name { String::new() } else { words }
}

/// Tells whether a picture stands for a character: an emoji, a sign of a formula.
pub fn is_character(tree: &Tree, at: NodeIndex) -> bool {
    let classes = tree.attribute(at, "class").unwrap_or_default();
    let words = tree.attribute(at, "alt").unwrap_or_default().trim();
    let named = ["emoji", "smiley", "latex", "math", "tex"];
    let by_name = classes.split([' ', '-', '_']).any(|class| named.contains(&class));
    let sign = words.chars().count() <= CHARACTER
        && !words.is_empty()
        && words.chars().all(|ch| !ch.is_ascii() && !ch.is_alphabetic());
    !words.is_empty() && (by_name || sign)
}
