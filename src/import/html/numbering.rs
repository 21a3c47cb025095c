//! Numbering: what marks the items of a list.

use crate::document::Marker;
use crate::import::html::tag::Tag;
use crate::import::html::tree::{NodeIndex, Tree};

/// The marks of one list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// Every item has a bullet.
    Bullets,
    /// Items are counted up, from the next number on.
    Up(u32),
    /// Items are counted down, from the next number on.
    Down(u32),
}

impl Numbering {
    /// Returns how the items of a list are marked.
    pub fn of(tree: &Tree, list: NodeIndex) -> Self {
        if tree.node(list).tag != Tag::Ol {
            return Self::Bullets;
        }
        let stated = number(tree, list, "start");
        if tree.attribute(list, "reversed").is_none() {
            return Self::Up(stated.unwrap_or(1));
        }
        let items = tree.children(list).filter(|child| tree.node(*child).tag == Tag::Li);
        Self::Down(stated.unwrap_or_else(|| u32::try_from(items.count()).unwrap_or(u32::MAX)))
    }

    /// Returns what marks the next item, which may state its number.
    pub fn next(&mut self, tree: &Tree, item: NodeIndex) -> Marker {
        let next = match self {
            Self::Bullets => return Marker::Bullet,
            Self::Up(next) | Self::Down(next) => number(tree, item, "value").unwrap_or(*next),
        };
        *self = match self {
            Self::Down(_) => Self::Down(next.saturating_sub(1)),
            _ => Self::Up(next.saturating_add(1)),
        };
        Marker::Ordinal(next)
    }
}

fn number(tree: &Tree, at: NodeIndex, name: &str) -> Option<u32> {
    tree.attribute(at, name)?.trim().parse().ok()
}
