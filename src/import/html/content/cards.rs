//! Cards: elements of one shape, one after the other, that each lead to another article by a link and a
//! few words.

use crate::import::html::content::lines::Line;
use crate::import::html::plan::{Plan, Role};
use crate::import::html::tag::Tag;
use crate::import::html::tree::{NodeIndex, Tree};

/// The most words on a card, in characters.
const CARD: usize = 450;

/// The least of a group of cards.
const GROUP: usize = 2;

/// Leaves out the cards of a page, unless they are most of it.
pub fn mark(tree: &Tree, lines: &[Line], plan: &mut Plan) {
    let all: usize = lines.iter().map(|line| line.length).sum();
    for at in 0..tree.size() {
        let cards: Vec<NodeIndex> =
            tree.children(at).filter(|child| is_card(tree, lines, *child)).collect();
        let length: usize = cards.iter().map(|card| length(own(tree, lines, *card))).sum();
        if cards.len() >= GROUP && length * 3 < all {
            for card in cards {
                plan.set(card, Role::Out);
            }
        }
    }
}

fn own<'l>(tree: &Tree, lines: &'l [Line], at: NodeIndex) -> &'l [Line] {
    let place = |node: NodeIndex| lines.partition_point(|line| line.first < node);
    lines.get(place(at)..place(tree.node(at).end)).unwrap_or_default()
}

fn length(lines: &[Line]) -> usize {
    lines.iter().map(|line| line.length).sum()
}

/// Tells whether an element is a card: a linked headline, and a few words more.
fn is_card(tree: &Tree, lines: &[Line], at: NodeIndex) -> bool {
    if !matches!(
        tree.node(at).tag,
        Tag::Li | Tag::Article | Tag::Block | Tag::Section | Tag::Figure | Tag::A
    ) {
        return false;
    }
    let (start, end) = tree.extent(at);
    if end - start > 4 * CARD {
        return false;
    }
    let own = own(tree, lines, at);
    let Some(head) = own.iter().find(|line| line.length >= 12) else { return false };
    let linked = head.linked * 10 >= head.length * 9;
    let heading = matches!(tree.node(head.block).tag, Tag::Heading(_));
    let whole = tree.node(at).tag == Tag::A;
    let pictured = || tree.descendants(at).any(|node| tree.node(node).tag == Tag::Img);
    (linked || whole)
        && head.length >= 15
        && length(own) <= CARD
        && (heading || whole || (own.len() > 1 && pictured()))
}
