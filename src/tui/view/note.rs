//! Draws the note editor at the foot of the screen.

use ratatui::layout::{Position as Cell, Rect};

use crate::text::Safe;
use crate::tui::state::State;
use crate::tui::state::note::{Field, NoteEditor, Target};
use crate::tui::theme::Role;
use crate::tui::view::canvas::{Canvas, after, row};
use crate::tui::view::{popup, status};

/// Draws the editor; returns where the cursor stands.
pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, editor: &NoteEditor) -> Cell {
    let title = match &editor.target {
        Target::New(_) => "Keep with a note",
        Target::Kept(_) => "Note",
        Target::Several(_) | Target::Article(_) => "Tags",
    };
    let area = editor.area(state.size);
    let inner = popup::frame_at(canvas, area, &Safe::new(title));
    let dim = canvas.style(Role::Dim);
    let about = match &editor.target {
        Target::New(_) | Target::Kept(_) => Safe::new(&format!("“{}”", editor.about)),
        Target::Several(_) | Target::Article(_) => editor.about.clone(),
    };
    canvas.line(row(inner, 0), &about, dim);
    let mut below = 1;
    let mut cursor = None;
    if editor.target.has_note() {
        let rows = inner.height.saturating_sub(4);
        let field = Rect { y: inner.y.saturating_add(1), height: rows, ..inner };
        cursor = Some(draw_note(canvas, editor, field));
        below = 1 + rows;
        canvas.fill(row(inner, below), "─", dim);
        below += 1;
    }
    let place = row(inner, below);
    // The prompt stands a column to the right of its area.
    let field =
        Rect { x: place.x.saturating_sub(1), width: place.width.saturating_add(1), ..place };
    let typed = status::draw_prompt(canvas, &editor.tags, field);
    let known = editor.completions(&state.known_tags).join("  ");
    canvas.line(after(row(inner, below + 1), 6), &Safe::new(&known), dim);
    match (editor.field, cursor) {
        (Field::Note, Some(cursor)) => cursor,
        _ => typed,
    }
}

/// Draws the note, scrolled so that the cursor is in view; returns where the cursor stands.
fn draw_note(canvas: &mut Canvas<'_>, editor: &NoteEditor, area: Rect) -> Cell {
    let columns = area.width.max(2);
    let (line, column) = editor.note.cell(columns);
    let rows = editor.note.rows(columns);
    let top = (line + 1).saturating_sub(usize::from(area.height.max(1)));
    let style = canvas.style(Role::Text);
    for (index, range) in (0..area.height).zip(rows.iter().skip(top)) {
        canvas.line(row(area, index), &Safe::new(editor.note.text()[*range].trim_end()), style);
    }
    let down = u16::try_from(line - top).unwrap_or(0);
    Cell::new(area.x + column, area.y + down)
}
