//! Draws the story panel, in the place of the facts.

use ratatui::layout::Rect;

use crate::story::Level;
use crate::text::Safe;
use crate::tui::panes::{self, Pane};
use crate::tui::state::State;
use crate::tui::state::reader::Reader;
use crate::tui::state::story_panel::{StoryPanel, StoryRow};
use crate::tui::theme::Role;
use crate::tui::view::canvas::{Canvas, after, row};
use crate::tui::view::words;
use crate::tui::wording;

/// Draws the story panel.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    state: &State,
    reader: &Reader,
    panel: &StoryPanel,
    pane: Rect,
) {
    let (header, body) = panes::header_and_body(pane);
    let focused = state.focus == Pane::Facts;
    if let Some(header) = header {
        let title = after(row(header, 0), 1);
        let style = canvas.style(if focused { Role::FocusedTitle } else { Role::PaneTitle });
        let used = canvas.label(title, "Story", style);
        let dim = canvas.style(Role::Dim);
        canvas.line(after(title, used), &summary(state, panel), dim);
    }
    let (area, below) = panes::list_and_words(body);
    if let Some(below) = below {
        let selected = panel.selected();
        let said = selected.map(|row| wording::story_words(panel, row)).unwrap_or_default();
        words::draw(canvas, &said, below);
    }
    let rows = panel.rows().iter().enumerate().skip(panel.list.top());
    for (index, (number, shown)) in (0..area.height).zip(rows) {
        let place = row(area, index);
        draw_row(canvas, reader, panel, *shown, place);
        if number == panel.list.selected() && focused {
            canvas.restyle(place, canvas.style(Role::SelectedRow));
        }
    }
}

/// Says which part of the story is shown, and how many rows are out of sight; of the whole story, what it is called.
fn summary(state: &State, panel: &StoryPanel) -> Safe {
    let shown = panel.list.top() + usize::from(state.body_height(Pane::Facts));
    let below = panel.rows().len().saturating_sub(shown);
    let part = match wording::story_filter(panel.filter()) {
        "" => format!("{} sources", panel.telling().others().len() + 1),
        part => part.to_owned(),
    };
    let below = if below > 0 { format!(" · {below} below") } else { String::new() };
    Safe::new(&format!(" · {part}{below}"))
}

fn draw_row(
    canvas: &mut Canvas<'_>,
    reader: &Reader,
    panel: &StoryPanel,
    shown: StoryRow,
    place: Rect,
) {
    let label = wording::story_row(panel, shown);
    let (dim, text) = (canvas.style(Role::Dim), canvas.style(Role::Text));
    if let StoryRow::Heading(section, _) = shown {
        let fold = if panel.is_folded(section) { "▸" } else { "▾" };
        canvas.glyph(place.x, place.y, fold, 1, dim);
        let used = canvas.line(after(place, 2), &label.main, canvas.style(Role::Heading));
        canvas.line(after(place, 3 + used), &label.detail, dim);
        return;
    }
    let is_this = shown == StoryRow::Source(panel.telling().place().0);
    let here = is_this || panel.is_in(shown, reader.cursor);
    if here {
        canvas.glyph(place.x, place.y, "›", 1, canvas.style(Role::FocusedTitle));
    }
    if let Some(mark) = wording::story_mark(panel, shown) {
        canvas.glyph(place.x + 1, place.y, mark.glyph(), 1, canvas.style(Role::Beside(mark)));
    }
    let (indent, style) = match shown {
        StoryRow::Side(..) => (5, text),
        StoryRow::Counts(_) | StoryRow::Origin(_) => (3, dim),
        StoryRow::Difference(index) => {
            let difference = panel.telling().comparison().differences().get(index);
            let is_check = difference.is_some_and(|it| it.level == Level::Check);
            (3, if is_check { dim } else { canvas.style(Role::RestingRow) })
        }
        _ => (3, if here { canvas.style(Role::RestingRow) } else { text }),
    };
    let room = after(place, indent);
    let used = canvas.line(room, &label.main, style);
    canvas.line(after(room, used + 2), &label.detail, dim);
}
