//! The caret of an open text in its view: moved, shown, and brought along when the text scrolls.

use crate::document::unit;
use crate::layout::{Line, Row};
use crate::text::{Columns, TextSize};
use crate::tui::keymap::Context;
use crate::tui::state::caret;
use crate::tui::state::reader::Reader;
use crate::tui::state::scroll::is_before;

/// Returns which keys count in a text: others while there is a caret, and others again while something is selected.
pub const fn context(reader: &Reader) -> Context {
    match (&reader.selection, &reader.caret) {
        (Some(_), _) => Context::Visual,
        (None, Some(_)) => Context::Caret,
        (None, None) => Context::Reader,
    }
}

impl Reader {
    /// Moves the caret, and with it the sentence the reader is at, and scrolls as little as needed to show it.
    pub fn move_caret(&mut self, at: TextSize, column: Option<Columns>, height: u16) {
        self.set_caret(at);
        let Some(caret) = &mut self.caret else { return };
        caret.column = column;
        if let Some(sentence) = unit::sentence_at(&self.document, caret.at) {
            self.cursor = sentence;
        }
        self.show_caret(height);
    }

    /// Scrolls as little as needed to show the caret.
    pub fn show_caret(&mut self, height: u16) {
        let Some(caret) = self.caret else { return };
        if self.caret_row(height).is_none() {
            let line = self.layout.position_of(&self.document, caret.at);
            let row = if is_before(line, self.top) { 0 } else { height.saturating_sub(1) };
            self.place(caret.at, row, height);
        }
    }

    /// Returns the row of a view of `height` rows on which the caret stands, if it is shown.
    pub fn caret_row(&self, height: u16) -> Option<u16> {
        let line = self.layout.position_of(&self.document, self.caret?.at);
        let holds =
            |row: &Row| line_of(row).is_some_and(|shown| shown.range.start() == line.offset);
        let row = self.rows(height).iter().rposition(holds)?;
        u16::try_from(row).ok()
    }

    /// Moves a caret that scrolling left outside into the view, keeping its column.
    pub fn bring_caret(&mut self, height: u16) {
        let Some(caret) = self.caret else { return };
        if self.caret_row(height).is_some() {
            return;
        }
        let (line, column) = self.layout.locate(&self.document, caret.at);
        let column = caret.column.unwrap_or(column);
        let rows = self.rows(height);
        let mut lines =
            rows.iter().filter_map(line_of).filter(|line| caret::has_text(&self.document, line));
        let wanted = if is_before(line, self.top) { lines.next() } else { lines.next_back() };
        if let Some(wanted) = wanted {
            let at = wanted.offset_at(&self.document, column);
            self.set_caret(at);
            if let Some(caret) = &mut self.caret {
                caret.column = Some(column);
                self.cursor = unit::sentence_at(&self.document, caret.at).unwrap_or(self.cursor);
            }
        }
    }
}

const fn line_of(row: &Row) -> Option<&Line> {
    match row {
        Row::Line(line) => Some(line),
        Row::Space => None,
    }
}
