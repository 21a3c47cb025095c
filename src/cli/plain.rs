//! Plain text of an article: as a screen would show it, or one line a block.

use std::io::Write;
use std::sync::Arc;

use anyhow::Result;

use crate::document::{BlockKind, Document};
use crate::layout::{Line, LineIndex, Mark, Row, TextLayout};
use crate::text::Columns;

/// How many rows are laid out at a time.
const ROWS: u16 = 1024;

/// How wide text is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// Lines are broken at this column.
    At(Columns),
    /// A block is one line.
    Unbroken,
}

/// Prints an article.
///
/// # Errors
///
/// Fails if nothing can be printed.
pub fn print(out: &mut impl Write, document: &Document, width: Width) -> Result<()> {
    match width {
        Width::At(width) => print_rows(out, document, width),
        Width::Unbroken => print_blocks(out, document),
    }
}

fn print_rows(out: &mut impl Write, document: &Document, width: Columns) -> Result<()> {
    let index = Arc::new(LineIndex::build(document, width));
    let layout = TextLayout::new(width).with_index(Arc::clone(&index));
    let mut row = 0;
    while row < index.rows() {
        let rows = layout.rows(document, index.position_at(document, row), ROWS);
        for shown in &rows {
            match shown {
                Row::Space => writeln!(out)?,
                Row::Line(line) => writeln!(out, "{}", line_text(document, line, width))?,
            }
        }
        row += u32::from(ROWS);
    }
    Ok(())
}

/// Draws one line with what stands in front of it.
fn line_text(document: &Document, line: &Line, width: Columns) -> String {
    let mut text = line.prefix.to_string();
    let mut column = crate::text::grapheme::width(&text);
    if line.prefix.mark() == Mark::Rule {
        let left = width.saturating_sub(column).get();
        return text + &"─".repeat(usize::try_from(left).unwrap_or(0));
    }
    for glyph in line.glyphs(document) {
        let gap = glyph.column.saturating_sub(column).get();
        text.extend(std::iter::repeat_n(' ', usize::try_from(gap).unwrap_or(0)));
        text.push_str(glyph.text);
        column = glyph.column + glyph.width;
    }
    text.truncate(text.trim_end().len());
    text
}

fn print_blocks(out: &mut impl Write, document: &Document) -> Result<()> {
    let mut in_list = false;
    for (index, block) in document.blocks().iter().enumerate() {
        let item = matches!(block.kind, BlockKind::ListItem { .. } | BlockKind::Reference);
        if index > 0 && !(item && in_list) {
            writeln!(out)?;
        }
        in_list = item;
        let words = document.slice(block.range);
        match &block.kind {
            BlockKind::Rule if words.is_empty() => writeln!(out, "---")?,
            _ => writeln!(out, "{words}")?,
        }
    }
    Ok(())
}
