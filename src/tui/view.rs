//! The view: draws the state and changes nothing.
//!
//! Cells are written directly, grapheme by grapheme, from document text (cleaned at import) and from
//! [`Safe`](crate::text::Safe) strings, and from nothing else.

mod canvas;
mod facts;
mod popup;
mod reader;
mod shelves;
mod sources;
mod status;
mod words;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::tui::panes::{self, Pane, Panes};
use crate::tui::state::State;
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
    separators(&mut canvas, &panes);
    if let Some(pane) = panes.sources {
        sources::draw(&mut canvas, state, pane);
    }
    if let Some(pane) = panes.reader {
        reader::draw(&mut canvas, state, pane);
    }
    if let Some(pane) = panes.facts {
        facts::draw(&mut canvas, state, pane);
    }
    let mut cursor = status::draw(&mut canvas, state, panes.status);
    if state.popup.is_some() {
        cursor = popup::draw(&mut canvas, state, area).or(cursor);
    }
    if let Some(position) = cursor.filter(|position| area.contains(*position)) {
        frame.set_cursor_position(position);
    }
}

/// Draws the lines between panes and below their headers.
fn separators(canvas: &mut Canvas<'_>, panes: &Panes) {
    let style = canvas.style(Role::Separator);
    for pane in Pane::ALL.into_iter().filter_map(|pane| panes.get(pane)) {
        if let (Some(header), _) = panes::header_and_body(pane) {
            canvas.fill(Rect { y: header.y + 1, height: 1, ..header }, "─", style);
        }
    }
    for pane in [panes.sources, panes.reader].into_iter().flatten() {
        let right = pane.right();
        if Pane::ALL
            .into_iter()
            .filter_map(|pane| panes.get(pane))
            .any(|other| other.x == right + 1)
        {
            canvas.fill(Rect::new(right, pane.y, 1, pane.height), "│", style);
            if panes::header_and_body(pane).0.is_some() {
                canvas.fill(Rect::new(right, pane.y + 1, 1, 1), "┼", style);
            }
        }
    }
}
