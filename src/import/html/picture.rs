//! Pictures: where they are and what is said of them.

use crate::document::{Block, BlockKind, DocumentBuilder};
use crate::import::html::address::Base;
use crate::import::html::plan::{Descriptions, Plan, Role};
use crate::import::html::tag::Tag;
use crate::import::html::title;
use crate::import::html::tree::{NodeIndex, Tree};
use crate::text::TextRange;

/// Where a page keeps the address of a picture that is loaded late, before the address that stands for
/// it meanwhile.
const ADDRESSES: [&str; 5] = ["data-src", "data-original", "data-lazy-src", "src", "href"];

/// Pictures up to so many pixels wide or high only count visits or fill space.
const TRACKER: u32 = 3;

/// The longest description that stands for a character, in characters.
const CHARACTER: usize = 8;

/// The fewest words of a description that says something below a picture.
const SAYING: usize = 4;

/// How many nodes around a picture are looked at for its caption.
const NEAR: usize = 40;

/// A picture, its description, and how many quotations it stands in.
#[derive(Debug)]
pub struct Picture {
    address: String,
    words: String,
    below: Option<String>,
    quoted: u8,
}

impl Picture {
    /// Reads what an element says of a picture, if there is anything to see.
    pub fn read(tree: &Tree, at: NodeIndex, plan: &Plan, base: &Base, quoted: u8) -> Option<Self> {
        let address = address(tree, at, base)?;
        let words = description(tree, at);
        let (words, below) = match plan.descriptions() {
            Descriptions::Inside => (words, None),
            Descriptions::Below { title } => {
                let says = words.split_whitespace().count() >= SAYING
                    && !is_captioned(tree, at, plan)
                    && !title::says(title, &words);
                (String::new(), says.then_some(words))
            }
        };
        Some(Self { address, words, below, quoted })
    }

    /// Appends a block, and one for what stands below.
    pub fn put(self, builder: &mut DocumentBuilder) {
        let kind = BlockKind::Image { address: self.address };
        let below = self.below.map(|words| (BlockKind::Caption, words));
        for (kind, words) in std::iter::once((kind, self.words)).chain(below) {
            builder.separate();
            let start = builder.position();
            builder.push_str(&words);
            let range = TextRange::new(start, builder.position());
            let mut block = Block::new(kind, range);
            block.quoted = self.quoted;
            builder.block(block);
        }
    }
}

/// Tells whether a picture has a caption beside it.
fn is_captioned(tree: &Tree, at: NodeIndex, plan: &Plan) -> bool {
    tree.ancestors(at).take(3).any(|around| {
        let worded = |node: NodeIndex| !tree.words(node).trim().is_empty();
        let figure = tree.node(around).tag == Tag::Figure || plan.role(around) == Role::Caption;
        (figure && worded(around))
            || tree.descendants(around).take(NEAR).any(|node| {
                let caption =
                    tree.node(node).tag == Tag::Figcaption || plan.role(node) == Role::Caption;
                caption && worded(node)
            })
    })
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
