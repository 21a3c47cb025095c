//! Scrolling a text that is laid out, the same for the reader and for texts to look at.

use std::cmp::Reverse;

use crate::document::Document;
use crate::layout::{Position, TextLayout};

/// Returns the top of a view of `height` rows after scrolling by so many rows, never past the last row.
pub fn scrolled(
    layout: &TextLayout,
    document: &Document,
    top: Position,
    rows: i64,
    height: u16,
) -> Position {
    let top = layout.step(document, top, rows);
    let last = layout.last_top(document, height);
    if is_before(last, top) { last } else { top }
}

/// Tells whether one row stands above another.
pub fn is_before(a: Position, b: Position) -> bool {
    (a.offset, Reverse(a.lead)) < (b.offset, Reverse(b.lead))
}
