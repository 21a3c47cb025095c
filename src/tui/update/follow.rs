//! What ties the text and the facts panel together: a selected fact shows its passage, and the
//! sentence the reader is at shows which facts are there.

use crate::tui::panes::Pane;
use crate::tui::state::{Saved, State};

/// Notes that the place in the shown document has changed.
pub(super) fn moved(state: &mut State) {
    state.position = Saved::No;
    follow(state);
}

/// Shows in the panel the first fact of the sentence the reader is at, unless the panel has the focus; at the
/// start of the text, what is most important in all of it.
pub(super) fn follow(state: &mut State) {
    if state.focus == Pane::Facts {
        return;
    }
    let height = state.body_height(Pane::Facts);
    let Some(reader) = state.reader_mut() else { return };
    if let Some(panel) = &mut reader.story_panel {
        if let Some(row) = panel.first_row_in(reader.cursor) {
            panel.list.select(row, panel.rows().len(), height);
        }
        return;
    }
    let first = reader.document.blocks().first().map(|block| block.range.start());
    let at_start = first.is_some_and(|start| reader.cursor.start() <= start);
    let row = if at_start { Some(0) } else { reader.panel.first_row_in(reader.cursor) };
    if let Some(row) = row {
        let length = reader.panel.rows().len();
        reader.panel.list.select(row, length, height);
    }
}

/// Shows the passages of the selected entry in the text.
pub(super) fn show_selected(state: &mut State) {
    let height = state.text_height();
    let Some(reader) = state.reader_mut() else { return };
    if reader.story_panel.is_some() {
        let passage = reader.side_passage();
        reader.shown = passage.into_iter().collect();
        if let Some(passage) = passage {
            reader.show(passage, height);
        }
        return;
    }
    let Some((entry, passage)) = reader.panel.selected_passage() else {
        reader.shown.clear();
        return;
    };
    let all = reader.panel.entry(entry).map(|entry| entry.passages.clone());
    reader.shown = all.unwrap_or_default();
    reader.show(passage, height);
}
