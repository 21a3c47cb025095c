//! Draws all the words of the selected row of a list below the list, which may have to cut them.

use ratatui::layout::Rect;

use crate::text::Safe;
use crate::tui::state::popup::{Peek, Spacing};
use crate::tui::theme::Role;
use crate::tui::view::canvas::{Canvas, after, row};

/// Draws a rule, and below it paragraphs, the last line with an ellipsis where there is not room for all.
pub(super) fn draw(canvas: &mut Canvas<'_>, words: &[Safe], area: Rect) {
    let dim = canvas.style(Role::Dim);
    canvas.fill(row(area, 0), "─", dim);
    let place = Rect { width: area.width.saturating_sub(2), ..after(area, 1) };
    let room = place.height.saturating_sub(1);
    let Some(text) = Peek::new(Safe::default(), words, Spacing::Tight) else { return };
    let lines = text.rows(place.width, room.saturating_add(1));
    let is_cut = lines.len() > usize::from(room);
    let style = canvas.style(Role::Text);
    for (index, line) in (1..=room).zip(&lines) {
        let used = canvas.line(row(place, index), line, style);
        if is_cut && index == room {
            let column = place.x + used.min(place.width.saturating_sub(1));
            canvas.glyph(column, place.y + index, "…", 1, style);
        }
    }
}
