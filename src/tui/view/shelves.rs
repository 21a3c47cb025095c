//! Draws the list of shelves in place of the articles.

use ratatui::layout::Rect;

use crate::library::Whole;
use crate::text::Safe;
use crate::tui::panes::{self, Pane};
use crate::tui::state::State;
use crate::tui::state::shelves::Shelf;
use crate::tui::theme::Role;
use crate::tui::view::canvas::{Canvas, after, row};
use crate::tui::view::words;
use crate::tui::wording;

/// Draws the shelves: each its name, whether it could not be fetched, and how much is on it.
pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, body: Rect) {
    let shelves = &state.sources.shelves;
    let (body, below) = panes::list_and_words(body);
    let shown = shelves.iter().enumerate().skip(shelves.list.top());
    for (index, (number, shelf)) in (0..body.height).zip(shown) {
        let place = row(body, index);
        draw_shelf(canvas, state, shelf, place);
        if number == shelves.list.selected() {
            let focused = state.focus == Pane::Sources;
            let role = if focused { Role::SelectedRow } else { Role::RestingRow };
            canvas.restyle(place, canvas.style(role));
        }
    }
    if let Some(below) = below {
        let words = shelves.selected().map(wording::shelf_words).unwrap_or_default();
        words::draw(canvas, &words, below);
    }
}

fn draw_shelf(canvas: &mut Canvas<'_>, state: &State, shelf: Shelf<'_>, place: Rect) {
    let mark = match shelf {
        Shelf::Search(_) => Some(("/", Role::Mark)),
        Shelf::Feed(feed) if feed.error.is_some() => Some(("!", Role::Error)),
        Shelf::Feed(feed) if feed.whole == Whole::WithFeed => Some(("+", Role::Mark)),
        _ => None,
    };
    if let Some((glyph, role)) = mark {
        canvas.glyph(place.x, place.y, glyph, 1, canvas.style(role));
    }
    let count = wording::shelf_count(shelf, state.sources.counts);
    let count = count.map(|count| Safe::new(&format!("{count} "))).unwrap_or_default();
    let dim = canvas.style(Role::Dim);
    let used = canvas.line_right(place, &count, dim);
    let name = after(place, 2);
    let name = Rect { width: name.width.saturating_sub(used + 1), ..name };
    let has_new = matches!(shelf, Shelf::Feed(feed) if feed.unread > 0);
    let role = if has_new { Role::RestingRow } else { Role::Text };
    canvas.line(name, &wording::shelf(shelf), canvas.style(role));
}
