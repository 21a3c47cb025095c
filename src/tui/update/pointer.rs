//! Selecting with the mouse: a press, dragging from there, and presses again at one place.

use ratatui::crossterm::event::{KeyModifiers, MouseEvent};

use crate::layout::{Row, stop};
use crate::text::{Columns, TextRange, TextSize};
use crate::tui::state::State;
use crate::tui::state::pointing::Drag;
use crate::tui::state::reader::Reader;
use crate::tui::state::selection::Unit;
use crate::tui::state::units::unit_at;
use crate::tui::update::caret::select_between;
use crate::tui::update::{reader, travel};

/// A press on a place of the text: goes there and clears what is selected; with Shift held, selects up to there.
pub(super) fn press(state: &mut State, event: MouseEvent, at: TextSize) {
    if event.modifiers.contains(KeyModifiers::SHIFT) {
        return extend(state, at);
    }
    if let Some(reader) = state.reader_mut() {
        reader.end_selection();
    }
    travel::go(state, at);
    start(state, Unit::Character, at);
}

/// Selects the word, the sentence or the paragraph under the mouse; returns whether there is one.
pub(super) fn select(state: &mut State, event: MouseEvent, count: u8) -> bool {
    let unit = match count {
        2 => Unit::Word,
        3 => Unit::Sentence,
        _ => Unit::Paragraph,
    };
    let Some(at) = place(state, event) else { return false };
    let Some(origin) = start(state, unit, at) else { return false };
    let last = state.reader().and_then(|reader| stop::before(&reader.document, origin.end()));
    select_between(state, origin, unit, last.map_or(at, TextRange::start));
    true
}

/// Selects from where the button was pressed to where the mouse is; above or below the text it scrolls by a row.
pub(super) fn drag(state: &mut State, event: MouseEvent) {
    let Some(drag) = state.pointing.drag else { return };
    if state.reader().map(Reader::id) != Some(drag.document) || state.popup.is_some() {
        state.pointing.drag = None;
        return;
    }
    let area = state.text_area();
    if event.row < area.y || (area.y == 0 && event.row == 0) {
        reader::wheel(state, -1);
    } else if event.row >= area.bottom() {
        reader::wheel(state, 1);
    }
    let Some(at) = place(state, event) else { return };
    let is_selecting = state.reader().is_some_and(|reader| reader.selection.is_some());
    if at != drag.at || is_selecting {
        select_between(state, drag.origin, drag.unit, at);
    }
}

fn start(state: &mut State, unit: Unit, at: TextSize) -> Option<TextRange> {
    let reader = state.reader()?;
    let origin = unit_at(reader, unit, at)?;
    let document = reader.id();
    state.pointing.drag = Some(Drag { document, at, origin, unit });
    Some(origin)
}

/// Takes the selection to a place; without one, selects from the caret or where the reader is.
fn extend(state: &mut State, at: TextSize) {
    let Some(reader) = state.reader() else { return };
    let (origin, unit) = match reader.selection {
        Some(selection) => (Some(selection.origin), selection.unit),
        None => (stop::nearest(&reader.document, reader.point()), Unit::Character),
    };
    if let Some(origin) = origin {
        select_between(state, origin, unit, at);
    }
}

/// Returns the character under the mouse, or the nearest one in the text that is shown.
fn place(state: &State, event: MouseEvent) -> Option<TextSize> {
    let area = state.text_area();
    let reader = state.reader()?;
    let rows = reader.rows(state.text_height());
    let row = usize::from(event.row.saturating_sub(area.y)).min(rows.len().checked_sub(1)?);
    let column = Columns::from(event.column.saturating_sub(area.x));
    let line = |row: &Row| match row {
        Row::Line(line) => Some(line.clone()),
        Row::Space => None,
    };
    let at = match rows.get(row).and_then(line) {
        Some(line) => line.offset_at(&reader.document, column),
        // Between two paragraphs it is the end of the first.
        None => {
            let above = rows.get(..row)?.iter().rev().find_map(line);
            match above {
                Some(above) => above.offset_at(&reader.document, Columns::new(u32::MAX)),
                None => rows.iter().find_map(line)?.range.start(),
            }
        }
    };
    stop::nearest(&reader.document, at).map(TextRange::start)
}
