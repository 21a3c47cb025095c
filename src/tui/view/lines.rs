//! Draws one line of a text that is laid out, with styles over parts of it.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::document::{BlockKind, Document, SpanStyle};
use crate::layout::{Line, Mark};
use crate::text::{Safe, TextRange};
use crate::tui::theme::Role;
use crate::tui::view::canvas::{Canvas, after};

/// Draws a line from the left edge of a one-row area; of two styles over a character the later is on top.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    document: &Document,
    line: &Line,
    layers: &[(TextRange, Style)],
    place: Rect,
) {
    let Some(block) = document.block(line.block) else { return };
    let base = canvas.style(line_role(&block.kind, line.range));
    let dim = canvas.style(Role::Dim);
    if line.prefix.mark() == Mark::Rule {
        canvas.fill(after(place, line.indent.to_u16()), "─", dim);
        return;
    }
    let prefix = line.prefix.to_string();
    if !prefix.is_empty() {
        canvas.line(place, &Safe::new(&prefix), dim);
    }
    for glyph in line.glyphs(document) {
        let columns = glyph.width.to_u16();
        let column = glyph.column.to_u16();
        if columns == 0 || column >= place.width {
            continue;
        }
        let mut style = base;
        for (range, layer) in layers {
            if range.contains(glyph.range.start()) {
                style = style.patch(*layer);
            }
        }
        canvas.glyph(place.x + column, place.y, glyph.text, columns, style);
    }
}

/// Returns the role of a line: that of its block, but for the row that names a table's columns.
fn line_role(kind: &BlockKind, line: TextRange) -> Role {
    let BlockKind::Table(table) = kind else { return block_role(kind) };
    let heads = table.rows.iter().filter(|row| row.header).flat_map(|row| &row.cells);
    let is_head =
        heads.into_iter().any(|cell| cell.contains_range(line) || line.contains_range(*cell));
    if is_head { Role::Heading } else { Role::Text }
}

const fn block_role(kind: &BlockKind) -> Role {
    match kind {
        BlockKind::Title => Role::Title,
        BlockKind::Heading(_) => Role::Heading,
        BlockKind::Quotation => Role::Quotation,
        BlockKind::Code { .. } => Role::Code,
        BlockKind::Caption
        | BlockKind::Credit
        | BlockKind::Note
        | BlockKind::Reference
        | BlockKind::Image { .. }
        | BlockKind::Rule => Role::Dim,
        BlockKind::Paragraph | BlockKind::ListItem { .. } | BlockKind::Table(_) => Role::Text,
    }
}

/// Returns the role of a stretch of text within a line.
pub(super) const fn span_role(style: &SpanStyle) -> Role {
    match style {
        SpanStyle::Emphasis => Role::Quotation,
        SpanStyle::Strong => Role::RestingRow,
        SpanStyle::Strikethrough => Role::Dim,
        SpanStyle::Code => Role::Code,
        SpanStyle::Link(_) => Role::Link,
    }
}
