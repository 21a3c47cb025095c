//! The view: draws the state and changes nothing.
//!
//! Cells are written directly, grapheme by grapheme, from document text (cleaned at import) and from
//! [`Safe`](crate::text::Safe) strings, and from nothing else.

mod beside;
mod canvas;
mod caret_hints;
mod facts;
mod finder;
mod hints;
mod kept;
mod lines;
mod matrix;
mod note;
mod popup;
mod reader;
mod search_hints;
mod shelves;
mod sources;
mod status;
mod story;
mod story_hints;
mod story_rows;
mod table;
mod timeline;
mod words;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::tui::panes::{self, Pane, Panes};
use crate::tui::state::State;
use crate::tui::state::story_view::StoryView;
use crate::tui::theme::Role;
use crate::tui::view::canvas::Canvas;

/// Draws everything.
pub fn view(state: &State, frame: &mut Frame<'_>) {
    let area = frame.area();
    if area.is_empty() {
        return;
    }
    let panes = state.panes();
    let mut canvas = Canvas::new(frame.buffer_mut(), state.theme);
    match &state.story_view {
        Some(StoryView::Matrix(shown)) => matrix::draw(&mut canvas, state, shown),
        Some(StoryView::Timeline(shown)) => timeline::draw(&mut canvas, state, shown),
        Some(StoryView::Beside(_)) | None => draw_panes(&mut canvas, state, &panes),
    }
    let mut cursor = status::draw(&mut canvas, state, panes.status);
    if state.popup.is_some() {
        cursor = popup::draw(&mut canvas, state, area).or(cursor);
    }
    if let Some(editor) = &state.note {
        cursor = Some(note::draw(&mut canvas, state, editor));
    } else if state.popup.is_none() && state.prompt.is_none() && !state.shows_table() {
        cursor = reader::caret(state).or(cursor);
    }
    finder::draw_filter_aid(&mut canvas, state);
    if let Some(position) = cursor.filter(|position| area.contains(*position)) {
        frame.set_cursor_position(position);
    }
}

fn draw_panes(canvas: &mut Canvas<'_>, state: &State, panes: &Panes) {
    separators(canvas, panes);
    if let Some(pane) = panes.sources {
        sources::draw(canvas, state, pane);
    }
    if let Some(pane) = panes.reader {
        reader::draw(canvas, state, pane);
    }
    if let Some(pane) = panes.facts {
        facts::draw(canvas, state, pane);
    }
    if let (Some(StoryView::Beside(shown)), Some(pane)) = (&state.story_view, panes.beside) {
        beside::draw(canvas, state, shown, pane);
    }
}

/// Draws the lines between panes and below their headers.
fn separators(canvas: &mut Canvas<'_>, panes: &Panes) {
    let style = canvas.style(Role::Separator);
    let shown = || Pane::ALL.into_iter().filter_map(|pane| panes.get(pane)).chain(panes.beside);
    for pane in shown() {
        if let (Some(header), _) = panes::header_and_body(pane) {
            canvas.fill(Rect { y: header.y + 1, height: 1, ..header }, "─", style);
        }
    }
    for pane in shown() {
        let right = pane.right();
        if shown().any(|other| other.x == right + 1) {
            canvas.fill(Rect::new(right, pane.y, 1, pane.height), "│", style);
            if panes::header_and_body(pane).0.is_some() {
                canvas.fill(Rect::new(right, pane.y + 1, 1, 1), "┼", style);
            }
        }
    }
}
