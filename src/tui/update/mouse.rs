//! The mouse: the wheel scrolls the pane under it, a click focuses a pane and selects what is there, dragging selects
//! text.

use ratatui::crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use crate::layout::Row;
use crate::text::{Columns, TextSize};
use crate::tui::action::Action;
use crate::tui::panes::{self, Pane};
use crate::tui::state::State;
use crate::tui::state::popup::Popup;
use crate::tui::state::reader::Reader;
use crate::tui::state::sources::{ENTRY_ROWS, Showing};
use crate::tui::update::command::{Command, Next};
use crate::tui::update::focus::focus;
use crate::tui::update::follow::show_selected;
use crate::tui::update::{finder, listing, pointer, reader, story_views};

/// How many rows a step of the wheel scrolls.
const WHEEL: i64 = 3;

/// Takes a mouse event.
pub(super) fn mouse(state: &mut State, event: MouseEvent) -> Next {
    match event.kind {
        MouseEventKind::ScrollDown => wheel(state, event, WHEEL),
        MouseEventKind::ScrollUp => wheel(state, event, -WHEEL),
        MouseEventKind::Down(MouseButton::Left) => click(state, event),
        MouseEventKind::Down(MouseButton::Right) => {
            if let Some(reader) = state.reader_mut() {
                reader.end_selection();
            }
            Next::NOTHING
        }
        MouseEventKind::Drag(MouseButton::Left) => {
            pointer::drag(state, event);
            Next::NOTHING
        }
        MouseEventKind::Up(MouseButton::Left) => {
            state.pointing.drag = None;
            Next::NOTHING
        }
        _ => Next::NOTHING,
    }
}

/// A press that follows another at the same place: in the text it selects a word, a sentence, a paragraph.
pub(super) fn click_again(state: &mut State, event: MouseEvent, count: u8) -> Next {
    let in_text = state.panes().at(event.column, event.row) == Some(Pane::Reader);
    let covered = state.prompt.is_some() || state.popup.is_some() || state.shows_table();
    if !in_text || covered || !pointer::select(state, event, count) {
        return click(state, event);
    }
    Next::NOTHING
}

fn wheel(state: &mut State, event: MouseEvent, rows: i64) -> Next {
    if state.popup.is_some() || state.shows_table() {
        let action = if rows > 0 { Action::Down } else { Action::Up };
        let count = u32::try_from(rows.abs()).ok();
        return Next::Perform(Command { action, character: None, count });
    }
    match state.panes().at(event.column, event.row) {
        Some(Pane::Sources) if state.sources.showing == Showing::Shelves => {
            let height = state.shelves_height();
            let length = state.sources.shelves.len();
            state.sources.shelves.list.scroll(rows.signum(), length, height);
        }
        Some(Pane::Sources) => {
            let height = state.sources_height();
            let length = state.sources.rows().len();
            let rows = rows.signum();
            state.sources.list.scroll(rows, length, height);
            return Next::Done(listing::more(state));
        }
        Some(Pane::Reader) => reader::wheel(state, rows),
        Some(Pane::Facts) => {
            let height = state.body_height(Pane::Facts);
            if let Some(reader) = state.reader_mut() {
                let (list, length) = reader.side_list();
                list.scroll(rows, length, height);
            }
        }
        None => {}
    }
    Next::NOTHING
}

/// A click beside an open popup closes it; on a pane it focuses the pane and selects.
fn click(state: &mut State, event: MouseEvent) -> Next {
    if state.prompt.is_some() {
        return Next::NOTHING;
    }
    if let Some(Popup::Results) = state.popup {
        return finder::click(state, event.row);
    }
    if state.popup.take().is_some() {
        return Next::NOTHING;
    }
    if state.shows_table() {
        story_views::click(state, event.row);
        return Next::NOTHING;
    }
    let Some(pane) = state.panes().at(event.column, event.row) else { return Next::NOTHING };
    // Rows are read off before the focus moves, for it may move the panes.
    let area = state.panes().get(pane).map(|area| panes::rows_of(pane, area));
    let row = area.and_then(|area| row_in(area, event));
    let column = event.column.saturating_sub(state.text_area().x);
    let target =
        row.and_then(|row| state.reader().and_then(|reader| offset_at(state, reader, row, column)));
    let focused = state.focus == pane;
    focus(state, pane);
    let Some(row) = row else { return Next::NOTHING };
    match pane {
        Pane::Sources if state.sources.showing == Showing::Shelves => {
            let row = state.sources.shelves.list.top() + usize::from(row);
            let length = state.sources.shelves.len();
            if row >= length {
                return Next::NOTHING;
            }
            let again = focused && row == state.sources.shelves.list.selected();
            let height = state.shelves_height();
            state.sources.shelves.list.select(row, length, height);
            if again {
                return Next::Perform(Command::plain(Action::Open));
            }
        }
        Pane::Sources => {
            let row = state.sources.list.top() + usize::from(row / ENTRY_ROWS);
            if row >= state.sources.rows().len() {
                return Next::NOTHING;
            }
            let again = focused && row == state.sources.list.selected();
            let height = state.sources_height();
            let length = state.sources.rows().len();
            state.sources.list.select(row, length, height);
            if again {
                return Next::Perform(Command::plain(Action::Open));
            }
        }
        Pane::Reader => {
            if let Some(at) = target {
                pointer::press(state, event, at);
            }
        }
        Pane::Facts => {
            let height = state.body_height(Pane::Facts);
            if let Some(reader) = state.reader_mut() {
                let (list, length) = reader.side_list();
                let row = list.top() + usize::from(row);
                if row < length {
                    list.select(row, length, height);
                }
            }
            show_selected(state);
        }
    }
    Next::NOTHING
}

fn row_in(area: Rect, event: MouseEvent) -> Option<u16> {
    area.contains(Position::new(event.column, event.row)).then(|| event.row - area.y)
}

fn offset_at(state: &State, reader: &Reader, row: u16, column: u16) -> Option<TextSize> {
    match reader.rows(state.text_height()).into_iter().nth(row.into())? {
        Row::Line(line) => Some(line.offset_at(&reader.document, Columns::from(column))),
        Row::Space => None,
    }
}
