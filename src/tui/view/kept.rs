//! Draws the bookmarks panel: a row for each kept passage, and all of the selected one below them.

use ratatui::layout::Rect;

use crate::text::Safe;
use crate::tui::action::Action;
use crate::tui::keymap::Context;
use crate::tui::panes;
use crate::tui::state::State;
use crate::tui::state::kept_list::{KeptList, PanelRow};
use crate::tui::state::kept_view::Tab;
use crate::tui::theme::Role;
use crate::tui::view::canvas::{Canvas, after, row};
use crate::tui::view::words;
use crate::tui::wording;

/// Draws the panel into the area inside its frame.
pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, panel: &KeptList, area: Rect) {
    if panel.rows().is_empty() {
        nothing(canvas, state, panel, area);
        return;
    }
    let (body, below) = panes::list_and_words(area);
    let mut list = panel.list;
    list.show(list.selected(), panel.rows().len(), body.height);
    let shown = panel.rows().iter().enumerate().skip(list.top());
    for (index, (number, shown)) in (0..body.height).zip(shown) {
        let place = row(body, index);
        match *shown {
            PanelRow::Passage(passage) => draw_passage(canvas, panel, passage, place),
            PanelRow::Evidence(passage, at) => draw_evidence(canvas, panel, (passage, at), place),
        }
        if number == list.selected() {
            canvas.restyle(place, canvas.style(Role::SelectedRow));
        }
    }
    if let Some(below) = below {
        words::draw(canvas, &all_words(panel), below);
    }
}

/// Draws `✎r “the passage”  the note #tag  its source`; what is chosen has a `*` before it.
fn draw_passage(canvas: &mut Canvas<'_>, panel: &KeptList, passage: usize, place: Rect) {
    let Some(kept) = panel.passage(passage) else { return };
    let shown = wording::kept_row(kept, panel.view.tab);
    let (text, dim) = (canvas.style(Role::Text), canvas.style(Role::Dim));
    if panel.is_chosen(passage) {
        canvas.label(place, "*", canvas.style(Role::Key));
    }
    let role = shown.label.map_or(Role::Mark, Role::Labelled);
    let plain = canvas
        .style(Role::Mark)
        .patch(canvas.style(role).remove_modifier(ratatui::style::Modifier::UNDERLINED));
    canvas.label(after(place, 1), shown.mark, plain);
    if let Some(label) = shown.label {
        canvas.line(after(place, 2), &Safe::new(&label.letter().to_string()), plain);
    }
    let rest = after(place, 4);
    // The passage has half of the row, what is said of it the rest.
    let has_more = !shown.said.as_str().is_empty() || !shown.from.as_str().is_empty();
    let room = if has_more { rest.width.div_ceil(2) } else { rest.width };
    let used = canvas.line(Rect { width: room, ..rest }, &shown.words, text);
    let mut rest = after(rest, used + 2);
    if !shown.said.as_str().is_empty() {
        let room = if shown.from.as_str().is_empty() { rest.width } else { rest.width * 2 / 3 };
        let used = canvas.line(Rect { width: room, ..rest }, &shown.said, text);
        rest = after(rest, used + 2);
    }
    if rest.width > 4 {
        canvas.line(rest, &shown.from, dim);
    }
}

fn draw_evidence(
    canvas: &mut Canvas<'_>,
    panel: &KeptList,
    (passage, at): (usize, usize),
    place: Rect,
) {
    let Some(bookmark) = panel.passage(passage).map(|kept| &kept.bookmark) else { return };
    let fact = bookmark.fact.as_ref();
    let Some(evidence) = fact.and_then(|fact| fact.evidence.get(at)) else { return };
    let (title, quote) = wording::kept_evidence(bookmark, evidence);
    let rest = after(place, 6);
    let room = rest.width / 3;
    let used = canvas.line(Rect { width: room, ..rest }, &title, canvas.style(Role::Dim));
    canvas.line(after(rest, used + 2), &quote, canvas.style(Role::Text));
}

/// Returns all that the selected row says.
fn all_words(panel: &KeptList) -> Vec<Safe> {
    let Some(kept) = panel.selected() else { return Vec::new() };
    if let Some(PanelRow::Evidence(_, at)) = panel.rows().get(panel.list.selected())
        && let Some(evidence) = kept.bookmark.fact.as_ref().and_then(|fact| fact.evidence.get(*at))
    {
        let (_, quote) = wording::kept_evidence(&kept.bookmark, evidence);
        return vec![quote, Safe::new(&evidence.title)];
    }
    let shown = wording::kept_row(kept, Tab::Library);
    let mut words = vec![shown.words];
    if !shown.said.as_str().is_empty() {
        words.insert(0, shown.said);
    }
    words.push(Safe::new(&kept.bookmark.title));
    let mut known = wording::kept_facts(kept);
    // What has become of a passage that is to be decided on is seen also where there is little room.
    if kept.standing.has_drifted() {
        words.splice(0..0, known.pop());
    }
    words.extend(known.into_iter().rev());
    words
}

/// Says why the panel is empty.
fn nothing(canvas: &mut Canvas<'_>, state: &State, panel: &KeptList, area: Rect) {
    let key = |action, context| {
        let keys = state.keymap.keys_of(action, context).into_iter().next();
        keys.unwrap_or_else(|| format!(":{action}"))
    };
    let text = match (&panel.view.tab, panel.view.typed.is_empty()) {
        _ if panel.count().1.is_none() => "searching …".to_owned(),
        (_, false) => {
            let all = key(Action::Cancel, Context::Bookmarks);
            format!("No bookmark fits; {all} shows all of them again.")
        }
        (Tab::Drifted, _) => "Every kept passage is where it was kept.".to_owned(),
        _ => {
            let keep = key(Action::Keep, Context::Reader);
            format!("Nothing kept yet: {keep} in the text keeps a passage.")
        }
    };
    canvas.line(area, &Safe::new(&text), canvas.style(Role::Dim));
}
