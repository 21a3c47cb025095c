//! Draws the source list.

use ratatui::layout::Rect;

use crate::library::ListEntry;
use crate::text::Safe;
use crate::tui::panes::{self, Pane};
use crate::tui::state::State;
use crate::tui::theme::Role;
use crate::tui::view::canvas::{Canvas, after, row};

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
    for (index, (number, entry)) in (0..body.height).zip(shown) {
        let place = row(body, index);
        draw_entry(canvas, state, entry, place);
        if number == list.selected() {
            let role = if focused { Role::SelectedRow } else { Role::RestingRow };
            canvas.restyle(place, canvas.style(role));
        }
    }
}

/// Draws one article: open, starred or unread; its title; how far it is read.
fn draw_entry(canvas: &mut Canvas<'_>, state: &State, entry: &ListEntry, place: Rect) {
    let open = state.reader().is_some_and(|reader| reader.id() == entry.id);
    let mark = canvas.style(Role::Mark);
    let glyph = match (open, entry.starred) {
        (true, _) => "▸",
        (false, true) => "*",
        (false, false) => " ",
    };
    canvas.glyph(place.x, place.y, glyph, 1, mark);
    let state_of_it = Safe::new(&progress(entry));
    let right = Rect { width: place.width.saturating_sub(1), ..place };
    let used = canvas.line_right(right, &state_of_it, canvas.style(Role::Dim));
    let title = after(place, 2);
    let title = Rect { width: title.width.saturating_sub(used + 2), ..title };
    let role = if entry.read { Role::Text } else { Role::RestingRow };
    canvas.line(title, &Safe::new(&entry.title), canvas.style(role));
}

fn progress(entry: &ListEntry) -> String {
    let percent = (entry.progress * 100.0).round();
    match (entry.read, percent >= 1.0) {
        (false, _) => "new".to_owned(),
        (true, true) => format!("{percent}%"),
        (true, false) => String::new(),
    }
}
