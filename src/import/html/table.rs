//! Tables: telling those that hold data from those that only place things, and their cells.

use crate::import::html::plan::{Plan, Role};
use crate::import::html::tag::Tag;
use crate::import::html::tree::{NodeIndex, Tree};

/// The most cells a table may have that is shown as one.
const MOST_CELLS: usize = 20_000;

/// The most words a cell of data has, in bytes, on the average.
const CELL: usize = 160;

/// The parts of a table.
#[derive(Debug, Default)]
pub struct Parts {
    /// What it is called.
    pub captions: Vec<NodeIndex>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Default)]
pub struct Row {
    /// Whether it names the columns.
    pub header: bool,
    /// Its cells.
    pub cells: Vec<NodeIndex>,
}

/// Tells whether a table holds data: rows of short cells in several columns, or names for them.
pub fn is_data(tree: &Tree, at: NodeIndex, plan: &Plan) -> bool {
    if matches!(tree.attribute(at, "role"), Some("presentation" | "none")) {
        return false;
    }
    let structured = tree.descendants(at).any(|node| {
        let tag = tree.node(node).tag;
        matches!(tag, Tag::Table | Tag::Heading(_) | Tag::Figure | Tag::Pre | Tag::Form)
            || matches!(tag, Tag::Article | Tag::Section | Tag::Blockquote | Tag::Hr)
    });
    if structured {
        return false;
    }
    let rows = parts(tree, at, plan).rows;
    let cells: Vec<NodeIndex> = rows.iter().flat_map(|row| row.cells.iter().copied()).collect();
    if cells.is_empty() || cells.len() > MOST_CELLS {
        return false;
    }
    let named = cells.iter().any(|cell| tree.node(*cell).tag == Tag::Th);
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let broken = cells.iter().filter(|cell| is_broken(tree, **cell)).count();
    let average = tree.words(at).len() / cells.len();
    let even = rows.iter().filter(|row| row.cells.len() == columns).count() * 2 >= rows.len();
    let compact = average <= CELL && broken * 4 <= cells.len();
    columns >= 2 && compact && (named || (rows.len() >= 2 && even))
}

/// Tells whether a cell holds several paragraphs or a list.
fn is_broken(tree: &Tree, cell: NodeIndex) -> bool {
    let paragraphs = tree.descendants(cell).filter(|node| {
        matches!(tree.node(*node).tag, Tag::P | Tag::Li) && !tree.words(*node).trim().is_empty()
    });
    paragraphs.take(3).count() > 2
}

/// Returns the rows and captions of a table, without those of tables within it.
pub fn parts(tree: &Tree, at: NodeIndex, plan: &Plan) -> Parts {
    let mut parts = Parts::default();
    let end = tree.node(at).end;
    let mut node = at + 1;
    let mut in_head = 0;
    while node < end {
        let here = tree.node(node);
        if plan.role(node) == Role::Out {
            node = here.end;
            continue;
        }
        match here.tag {
            Tag::Caption => {
                parts.captions.push(node);
                node = here.end;
            }
            Tag::RowGroup => {
                let first = parts.rows.is_empty();
                let names = tree.descendants(node).any(|cell| tree.node(cell).tag == Tag::Th);
                in_head = if first && names && is_head(tree, node) { here.end } else { in_head };
                node += 1;
            }
            Tag::Tr => {
                parts.rows.push(Row { header: node < in_head, cells: Vec::new() });
                node += 1;
            }
            Tag::Td | Tag::Th => {
                if parts.rows.is_empty() {
                    parts.rows.push(Row::default());
                }
                if let Some(row) = parts.rows.last_mut() {
                    row.cells.push(node);
                }
                node = here.end;
            }
            _ => node += 1,
        }
    }
    parts.rows.retain(|row| !row.cells.is_empty());
    if let Some(row) = parts.rows.first_mut() {
        row.header |= row.cells.iter().all(|cell| tree.node(*cell).tag == Tag::Th);
    }
    parts
}

/// Tells whether every row of a group of rows only names.
fn is_head(tree: &Tree, group: NodeIndex) -> bool {
    !tree.descendants(group).any(|cell| tree.node(cell).tag == Tag::Td)
}
