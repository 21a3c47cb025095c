//! Draws the source list.

use ratatui::layout::Rect;

use crate::library::ListEntry;
use crate::text::Safe;
use crate::tui::panes::{self, Pane};
use crate::tui::state::State;
use crate::tui::state::sources::ENTRY_ROWS;
use crate::tui::theme::Role;
use crate::tui::view::canvas::{Canvas, after, row};
use crate::tui::wording;

/// Draws the source list.
pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, pane: Rect) {
    let (header, body) = panes::header_and_body(pane);
    let focused = state.focus == Pane::Sources;
    if let Some(header) = header {
        let title = after(row(header, 0), 1);
        let style = canvas.style(if focused { Role::FocusedTitle } else { Role::PaneTitle });
        let used = canvas.label(title, "Sources", style);
        let dim = canvas.style(Role::Dim);
        let count = Safe::new(&format!("{} ", state.sources.counts.documents));
        canvas.line_right(after(title, used + 1), &count, dim);
    }
    let list = state.sources.list;
    let shown = state.sources.entries().iter().enumerate().skip(list.top());
    let places = (0..body.height).step_by(usize::from(ENTRY_ROWS));
    for (index, (number, entry)) in places.zip(shown) {
        let place = Rect { height: ENTRY_ROWS.min(body.height - index), ..row(body, index) };
        draw_entry(canvas, state, entry, place);
        if number == list.selected() {
            let role = if focused { Role::SelectedRow } else { Role::RestingRow };
            canvas.restyle(row(body, index), canvas.style(role));
        }
    }
}

/// Draws one article: whether it is open or starred, its title; below it who published it, when, and
/// how far it is read.
fn draw_entry(canvas: &mut Canvas<'_>, state: &State, entry: &ListEntry, place: Rect) {
    let open = state.reader().is_some_and(|reader| reader.id() == entry.id);
    let mark = canvas.style(Role::Mark);
    let glyph = if open { "▸" } else { " " };
    canvas.glyph(place.x, place.y, glyph, 1, mark);
    let title = Rect { width: place.width.saturating_sub(3), ..after(row(place, 0), 2) };
    let role = if entry.read { Role::Text } else { Role::RestingRow };
    canvas.line(title, &wording::title(entry), canvas.style(role));

    let below = row(place, 1);
    if below.is_empty() {
        return;
    }
    if entry.starred {
        canvas.glyph(below.x, below.y, "*", 1, mark);
    }
    let dim = canvas.style(Role::Dim);
    let right = Rect { width: below.width.saturating_sub(1), ..below };
    let used = canvas.line_right(right, &wording::progress(entry), dim);
    let left = after(below, 2);
    let left = Rect { width: left.width.saturating_sub(used + 2), ..left };
    canvas.line(left, &wording::origin(entry), dim);
}
