//! Draws the source list: the articles of a shelf, or the shelves.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::document::DocumentId;
use crate::library::{ListEntry, Only};
use crate::text::Safe;
use crate::tui::panes::{self, Pane};
use crate::tui::state::State;
use crate::tui::state::sources::stories::SourceRow;
use crate::tui::state::sources::{ENTRY_ROWS, Showing};
use crate::tui::theme::Role;
use crate::tui::view::canvas::{Canvas, after, row};
use crate::tui::view::{shelves, story_rows};
use crate::tui::wording;

/// Draws the source list.
pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, pane: Rect) {
    let (header, body) = panes::header_and_body(pane);
    let focused = state.focus == Pane::Sources;
    if let Some(header) = header {
        let title = after(row(header, 0), 1);
        let style = canvas.style(if focused { Role::FocusedTitle } else { Role::PaneTitle });
        draw_header(canvas, state, title, style);
    }
    if state.sources.showing == Showing::Shelves {
        shelves::draw(canvas, state, body);
        return;
    }
    if state.sources.entries().is_empty() {
        draw_nothing(canvas, state, body);
    }
    let list = state.sources.list;
    let shown = state.sources.rows().iter().enumerate().skip(list.top());
    let places = (0..body.height).step_by(usize::from(ENTRY_ROWS));
    for (index, (number, shown)) in places.zip(shown) {
        let place = Rect { height: ENTRY_ROWS.min(body.height - index), ..row(body, index) };
        match *shown {
            SourceRow::Story(story) => story_rows::head(canvas, state, story, place),
            SourceRow::Member(_, id) => story_rows::member(canvas, state, id, place),
            SourceRow::Article(id) => {
                if let Some(entry) = state.sources.get(id) {
                    draw_entry(canvas, state, entry, place);
                }
            }
        }
        if shown.document().is_some_and(|id| waits(state, id)) {
            canvas.glyph(place.x, place.y, "+", 1, canvas.style(Role::Mark));
        }
        if number == list.selected() {
            let role = if focused { Role::SelectedRow } else { Role::RestingRow };
            canvas.restyle(row(body, index), canvas.style(role));
        }
    }
}

/// Tells whether an article waits to be joined with another.
fn waits(state: &State, id: DocumentId) -> bool {
    state.joining.as_ref().is_some_and(|joining| joining.document == id)
}

fn draw_header(canvas: &mut Canvas<'_>, state: &State, place: Rect, style: Style) {
    let sources = &state.sources;
    if sources.showing == Showing::Shelves {
        canvas.label(place, "Shelves", style);
        return;
    }
    if let Some(filter) = &sources.filter {
        let count = Safe::new(&format!("{} ", wording::filter_count(sources)));
        let used = canvas.line_right(place, &count, canvas.style(Role::Dim));
        let title = Rect { width: place.width.saturating_sub(used + 1), ..place };
        canvas.line(title, &wording::filtered(filter, sources.scope, &sources.shelves), style);
        return;
    }
    let count = wording::scope_count(sources.scope, &sources.shelves, sources.counts);
    let count = count.map(|count| Safe::new(&format!("{count} "))).unwrap_or_default();
    let used = canvas.line_right(place, &count, canvas.style(Role::Dim));
    let title = Rect { width: place.width.saturating_sub(used + 1), ..place };
    canvas.line(title, &wording::scope(sources.scope, &sources.shelves), style);
}

/// Says why there is no article.
fn draw_nothing(canvas: &mut Canvas<'_>, state: &State, body: Rect) {
    let place = after(row(body, 0), 2);
    let filtered = state.sources.filter.is_some();
    let text = match (state.awaited.list, state.sources.scope.only) {
        (Some(_), _) => "",
        (None, _) if filtered => "Nothing fits; fa shows all.",
        (None, Only::All) => "No article.",
        (None, Only::Unread) => "Nothing unread.",
        (None, Only::Starred) => "Nothing starred.",
    };
    canvas.label(place, text, canvas.style(Role::Dim));
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
    // What one feed brought says no more than when.
    let origin = match state.sources.scope.feed {
        Some(_) => wording::published(entry),
        None => wording::origin(entry),
    };
    canvas.line(left, &origin, dim);
}
