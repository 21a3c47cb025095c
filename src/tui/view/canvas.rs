//! The canvas: puts harmless text into cells, within an area, by graphemes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::display::is_plain;
use crate::text::grapheme::{grapheme_width, width};
use crate::text::{Columns, Safe};
use crate::tui::theme::{Role, Theme};

/// The cells of the frame with the theme they are drawn in.
#[derive(Debug)]
pub(super) struct Canvas<'b> {
    buffer: &'b mut Buffer,
    theme: Theme,
}

impl<'b> Canvas<'b> {
    /// Draws into a buffer.
    pub(super) const fn new(buffer: &'b mut Buffer, theme: Theme) -> Self {
        Self { buffer, theme }
    }

    /// Returns how something looks.
    pub(super) fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Fills an area with a one-column symbol.
    pub(super) fn fill(&mut self, area: Rect, symbol: &'static str, style: Style) {
        let area = area.intersection(self.buffer.area);
        for row in area.top()..area.bottom() {
            for column in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((column, row)) {
                    cell.set_symbol(symbol).set_style(style);
                }
            }
        }
    }

    /// Empties an area.
    pub(super) fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for row in area.top()..area.bottom() {
            for column in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((column, row)) {
                    cell.reset();
                }
            }
        }
    }

    /// Adds a style to a row of an area.
    pub(super) fn restyle(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area, style);
    }

    /// Draws a line of text from the left edge of a one-row area, cut with an ellipsis where it is
    /// too long; returns the columns used.
    pub(super) fn line(&mut self, area: Rect, text: &Safe, style: Style) -> u16 {
        self.text(area, text.as_str(), style)
    }

    /// Draws what there is room for of a text that goes on elsewhere; returns the columns used.
    pub(super) fn clipped(&mut self, area: Rect, text: &Safe, style: Style) -> u16 {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return 0;
        }
        self.graphemes(area, text.as_str(), Columns::from(area.width), style).to_u16()
    }

    /// Draws a line of text at the right edge of a one-row area; returns the columns used.
    pub(super) fn line_right(&mut self, area: Rect, text: &Safe, style: Style) -> u16 {
        let used = width(text.as_str()).to_u16().min(area.width);
        let area = Rect { x: area.right() - used, width: used, ..area };
        self.text(area, text.as_str(), style)
    }

    /// Draws a word of the program's own from the left edge of a one-row area.
    pub(super) fn label(&mut self, area: Rect, text: &'static str, style: Style) -> u16 {
        self.text(area, text, style)
    }

    /// Draws one grapheme of a cleaned text, or spaces for white space, in so many columns.
    pub(super) fn glyph(&mut self, column: u16, row: u16, text: &str, columns: u16, style: Style) {
        let Some(cell) = self.buffer.cell_mut((column, row)) else { return };
        if text.len() > 1 && text.starts_with(' ') {
            cell.set_symbol(" ").set_style(style);
            for further in column + 1..column.saturating_add(columns) {
                if let Some(cell) = self.buffer.cell_mut((further, row)) {
                    cell.set_symbol(" ").set_style(style);
                }
            }
            return;
        }
        cell.set_symbol(text).set_style(style);
        // The rest of a wide grapheme must not show what stood there.
        for further in column + 1..column.saturating_add(columns) {
            if let Some(cell) = self.buffer.cell_mut((further, row)) {
                cell.reset();
            }
        }
    }

    fn text(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return 0;
        }
        let room = Columns::from(area.width);
        let whole = width(text);
        let limit = if whole <= room { room } else { room.saturating_sub(Columns::new(1)) };
        let mut used = if is_plain(text) {
            self.plain(area, text, limit, style)
        } else {
            self.graphemes(area, text, limit, style)
        };
        if whole > room {
            self.glyph(area.x + used.to_u16(), area.y, "…", 1, style);
            used += Columns::new(1);
        }
        used.to_u16()
    }

    /// Draws text in which every byte is a character of one column, which most is.
    fn plain(&mut self, area: Rect, text: &str, limit: Columns, style: Style) -> Columns {
        let mut used = 0;
        for column in 0..limit.to_u16() {
            let at = usize::from(column);
            let Some(symbol) = text.get(at..=at) else { break };
            if let Some(cell) = self.buffer.cell_mut((area.x + column, area.y)) {
                cell.set_symbol(symbol).set_style(style);
            }
            used = column + 1;
        }
        Columns::from(used)
    }

    fn graphemes(&mut self, area: Rect, text: &str, limit: Columns, style: Style) -> Columns {
        let mut used = Columns::ZERO;
        for grapheme in text.graphemes(true) {
            let columns = grapheme_width(grapheme);
            if used + columns > limit {
                break;
            }
            if columns > Columns::ZERO {
                self.glyph(area.x + used.to_u16(), area.y, grapheme, columns.to_u16(), style);
            }
            used += columns;
        }
        used
    }
}

/// Returns one row of an area, counted from its top; empty where the area has no such row.
pub(super) fn row(area: Rect, index: u16) -> Rect {
    let height = u16::from(index < area.height);
    Rect { y: area.y.saturating_add(index), height, ..area }
}

/// Returns an area without its first columns.
pub(super) fn after(area: Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width);
    Rect { x: area.x + columns, width: area.width - columns, ..area }
}
