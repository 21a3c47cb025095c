//! Draws the rows of a story in the source list: its head, and its articles below it.

use ratatui::layout::Rect;

use crate::document::DocumentId;
use crate::story::StoryId;
use crate::text::{Columns, Safe, grapheme};
use crate::tui::state::State;
use crate::tui::theme::Role;
use crate::tui::view::canvas::{Canvas, after, row};
use crate::tui::wording;

/// Draws the head of a story: whether it is folded, what it is called; below it how many sources it has.
pub(super) fn head(canvas: &mut Canvas<'_>, state: &State, story: StoryId, place: Rect) {
    let Some(head) = state.sources.stories().head(story) else { return };
    let glyph = if state.sources.stories().is_folded(story) { "▸" } else { "▾" };
    canvas.glyph(place.x, place.y, glyph, 1, canvas.style(Role::Mark));
    let unread = state.sources.unread(story);
    let role = if unread == 0 { Role::Text } else { Role::RestingRow };
    let title = Rect { width: place.width.saturating_sub(3), ..after(row(place, 0), 2) };
    canvas.line(title, &Safe::new(&head.title), canvas.style(role));
    let below = after(row(place, 1), 2);
    let words = match unread {
        0 => format!("{} sources", head.members),
        unread => format!("{} sources · {unread} new", head.members),
    };
    canvas.line(below, &Safe::new(&words), canvas.style(Role::Dim));
}

/// Draws an article of a story: who published it and how far it is read; below it when, and what it alone says.
pub(super) fn member(canvas: &mut Canvas<'_>, state: &State, id: DocumentId, place: Rect) {
    let Some(entry) = state.sources.get(id) else { return };
    let open = state.reader().is_some_and(|reader| reader.id() == id);
    let mark = canvas.style(Role::Mark);
    canvas.glyph(place.x + 2, place.y, if open { "▪" } else { " " }, 1, mark);
    let first = Rect { width: place.width.saturating_sub(1), ..row(place, 0) };
    let used = canvas.line_right(first, &wording::progress(entry), canvas.style(Role::Dim));
    let compared = state.sources.stories().compared(id);
    let letter = compared.map(|compared| format!("{} ", compared.letter)).unwrap_or_default();
    let name = wording::entry_name(entry);
    let role = if entry.read { Role::Text } else { Role::RestingRow };
    let left = after(first, 4);
    let left = Rect { width: left.width.saturating_sub(used + 1), ..left };
    canvas.line(left, &Safe::new(&format!("{letter}{name}")), canvas.style(role));

    let below = row(place, 1);
    if below.is_empty() {
        return;
    }
    if entry.starred {
        canvas.glyph(below.x + 2, below.y, "*", 1, mark);
    }
    let dim = canvas.style(Role::Dim);
    let below = Rect { width: below.width.saturating_sub(1), ..below };
    let left = after(below, 4);
    // A date says more than the start of a title, which tells apart two articles of one site.
    let told = match (entry.published, &entry.site) {
        (None, Some(_)) => wording::title(entry),
        _ => wording::published(entry),
    };
    let date = entry.published.map_or(Columns::new(0), |_| grapheme::width(told.as_str()));
    let room = u32::from(left.width).saturating_sub(date.get() + 1);
    let alone = compared.map_or(0, |compared| compared.alone);
    let alone = (alone > 0).then(|| alone_words(alone, room));
    let used = alone.map_or(0, |alone| canvas.line_right(below, &Safe::new(&alone), dim));
    let left = Rect { width: left.width.saturating_sub(used + 1), ..left };
    canvas.line(left, &told, dim);
}

/// Says how many statements only one source has, in so many columns if that is possible at all.
fn alone_words(count: usize, columns: u32) -> String {
    let long = format!("+{count} only here");
    if grapheme::width(&long).get() <= columns { long } else { format!("+{count} alone") }
}
