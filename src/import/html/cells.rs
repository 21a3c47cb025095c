//! Cells: the words of a table in rows and columns.

use crate::import::html::address::Base;
use crate::import::html::leaf::Leaf;
use crate::import::html::picture;
use crate::import::html::plan::{Plan, Role};
use crate::import::html::style::style;
use crate::import::html::table::Row;
use crate::import::html::tag::Tag;
use crate::import::html::tree::{NodeIndex, Tree};

/// Returns a leaf with the words of these rows.
pub fn leaf(tree: &Tree, rows: &[Row], plan: &Plan, base: &Base) -> Leaf {
    let mut leaf = Leaf::table();
    for row in rows {
        leaf.open_row(row.header);
        for cell in &row.cells {
            leaf.open_cell();
            fill(&mut leaf, tree, *cell, plan, base);
            leaf.close_cell();
        }
    }
    leaf
}

/// Puts the words of a cell into a leaf, with their spans.
fn fill(leaf: &mut Leaf, tree: &Tree, cell: NodeIndex, plan: &Plan, base: &Base) {
    let mut open: Vec<NodeIndex> = Vec::new();
    let mut at = cell + 1;
    let end = tree.node(cell).end;
    while at < end {
        while open.pop_if(|end| *end <= at).is_some() {
            leaf.close_span();
        }
        let node = tree.node(at);
        if plan.role(at) == Role::Out {
            at = node.end;
            continue;
        }
        match node.tag {
            Tag::Text => leaf.push(tree.words(at)),
            Tag::Img if picture::is_character(tree, at) => {
                leaf.push(&picture::description(tree, at));
            }
            tag if tag.is_block() || tag == Tag::Br => leaf.push(" "),
            _ => {
                if let Some(style) = style(tree, at, base) {
                    leaf.open_span(style);
                    open.push(node.end);
                }
            }
        }
        at += 1;
    }
    while open.pop().is_some() {
        leaf.close_span();
    }
}
