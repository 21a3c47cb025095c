//! Dress: how far each kind of block is set in, and what stands in front of it.
//!
//! Indents never take more than half of the width, so that deep lists and quotations stay readable
//! in a narrow pane. It must not know how lines are found.

use crate::document::{Block, BlockIndex, BlockKind, Document, Marker};
use crate::layout::prefix::{BAR_COLUMNS, Mark, Prefix};
use crate::text::grapheme::width;
use crate::text::{Columns, TextRange};

/// The columns by which a nested list, code and a reference's further lines are set in.
const STEP: u32 = 2;

/// The widest marker in the text that further lines are set in by.
const WIDEST_MARKER: u32 = 8;

/// How many further paragraphs of a list item are looked back over for its marker.
const FARTHEST_ITEM: u32 = 32;

/// What a block's lines wear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dress {
    /// The column where the first line's text starts.
    pub(crate) first_indent: u32,
    /// The column where the other lines' text starts.
    pub(crate) indent: u32,
    /// What stands in front of the first line.
    pub(crate) prefix: Prefix,
    /// What stands in front of the others.
    pub(crate) bars: Prefix,
}

impl Dress {
    /// Dresses a block, whose text without white space around it is `content`, for a width of
    /// at least one column.
    pub(crate) fn new(
        document: &Document,
        index: BlockIndex,
        content: TextRange,
        width: u32,
    ) -> Self {
        let Some(block) = document.block(index) else { return Self::bare() };
        let most = width / 2;
        let bars = bars(block).min(u8::try_from(most / BAR_COLUMNS).unwrap_or(u8::MAX));
        let base = BAR_COLUMNS * u32::from(bars);
        let text = document.slice(content);
        let at = base + depth(block) * STEP;
        let mark = mark(block);
        let (first, rest) = match &block.kind {
            BlockKind::ListItem { marker: Marker::InText, .. } | BlockKind::Reference => {
                (at, at + marker_columns(text))
            }
            BlockKind::ListItem { marker: Marker::Continued, .. } => {
                let inner = at + item_columns(document, index);
                (inner, inner)
            }
            BlockKind::Code { .. } => (at + STEP, at + STEP),
            _ => (at + mark.columns(), at + mark.columns()),
        };
        let (first_indent, indent) = (first.min(most), rest.min(most));
        let column = at.min(first_indent.saturating_sub(mark.columns()));
        let fits = column >= base && column + mark.columns() <= first_indent;
        let mark = if fits { mark } else { Mark::None };
        Self {
            first_indent,
            indent,
            prefix: Prefix::new(bars, mark, Columns::new(column)),
            bars: Prefix::new(bars, Mark::None, Columns::ZERO),
        }
    }

    fn bare() -> Self {
        Self { first_indent: 0, indent: 0, prefix: Prefix::default(), bars: Prefix::default() }
    }
}

fn bars(block: &Block) -> u8 {
    match block.kind {
        BlockKind::Quotation => block.quoted.max(1),
        _ => block.quoted,
    }
}

fn depth(block: &Block) -> u32 {
    match block.kind {
        BlockKind::ListItem { depth, .. } => u32::from(depth),
        _ => 0,
    }
}

const fn mark(block: &Block) -> Mark {
    match block.kind {
        BlockKind::ListItem { depth, marker: Marker::Bullet } => Mark::Bullet(depth),
        BlockKind::ListItem { marker: Marker::Ordinal(number), .. } => Mark::Ordinal(number),
        BlockKind::Image { .. } => Mark::Image,
        BlockKind::Rule => Mark::Rule,
        _ => Mark::None,
    }
}

/// Returns how wide the marker of the item is that a further paragraph belongs to.
fn item_columns(document: &Document, index: BlockIndex) -> u32 {
    let Some(block) = document.block(index) else { return STEP };
    let before = (index.0.saturating_sub(FARTHEST_ITEM)..index.0).rev();
    let item = before.map_while(|earlier| document.block(BlockIndex(earlier))).find(|earlier| {
        depth(earlier) == depth(block)
            && !matches!(earlier.kind, BlockKind::ListItem { marker: Marker::Continued, .. })
    });
    match item.map(|item| (&item.kind, item)) {
        Some((BlockKind::ListItem { marker: Marker::InText, .. }, item)) => {
            marker_columns(document.slice(item.range).trim())
        }
        Some((BlockKind::ListItem { .. }, item)) => mark(item).columns(),
        _ => STEP,
    }
}

/// Returns how far the text behind a marker that is part of it (`1.`, `(a)`, `[12]`, `-`) stands in.
fn marker_columns(text: &str) -> u32 {
    let Some((marker, rest)) = text.split_once([' ', '\t', '\u{a0}']) else { return STEP };
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    let columns = width(marker).get() + 1 + u32::try_from(spaces).unwrap_or(WIDEST_MARKER);
    let is_marker = !marker.ends_with(char::is_alphanumeric) && columns <= WIDEST_MARKER;
    if is_marker { columns } else { STEP }
}
