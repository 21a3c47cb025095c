//! Draws what stands over the panes.

use ratatui::layout::{Position as Cell, Rect};

use crate::library::PieceKind;
use crate::text::Safe;
use crate::text::grapheme::width;
use crate::tui::state::State;
use crate::tui::state::changes::{ChangesView, Versions};
use crate::tui::state::evidence::Evidence;
use crate::tui::state::kept_list::KeptList;
use crate::tui::state::list::ListState;
use crate::tui::state::popup::{
    Contents, Filters, Heading, Help, HelpRow, Link, Links, Palette, PaletteItem, Peek, Popup,
};
use crate::tui::theme::Role;
use crate::tui::view::canvas::{Canvas, after, row};
use crate::tui::view::{finder, kept, status};
use crate::tui::wording::{self, Label};

/// Draws the open popup; returns where the cursor stands if something is typed in it.
pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, area: Rect) -> Option<Cell> {
    let area = Rect { height: area.height.saturating_sub(1), ..area };
    match &state.popup {
        Some(Popup::Help(help)) => draw_help(canvas, state, help, area),
        Some(Popup::Bookmarks(panel)) => draw_bookmarks(canvas, state, panel, area),
        Some(Popup::Jumps(list)) => draw_jumps(canvas, state, *list, area),
        Some(Popup::Contents(contents)) => draw_contents(canvas, contents, area),
        Some(Popup::Links(links)) => draw_links(canvas, links, area),
        Some(Popup::Evidence(evidence)) => draw_evidence(canvas, state, evidence, area),
        Some(Popup::Filters(filters)) => draw_filters(canvas, filters, area),
        Some(Popup::Peek(peek)) => draw_peek(canvas, peek, area),
        Some(Popup::Changes(changes)) => draw_changes(canvas, changes, area),
        Some(Popup::Versions(versions)) => draw_versions(canvas, versions, area),
        Some(Popup::Results) => finder::draw(canvas, state),
        Some(Popup::Palette(palette)) => return Some(draw_palette(canvas, palette, area)),
        None => {}
    }
    None
}

/// Draws the frame of a popup in the middle of the screen; returns the area inside.
fn frame(canvas: &mut Canvas<'_>, area: Rect, wanted: (u16, u16), title: &Safe) -> Rect {
    let columns = wanted.0.saturating_add(4).min(area.width);
    let rows = wanted.1.saturating_add(2).min(area.height);
    let outer = Rect {
        x: area.x + (area.width - columns) / 2,
        y: area.y + (area.height - rows) / 2,
        width: columns,
        height: rows,
    };
    frame_at(canvas, outer, title)
}

/// Draws a frame around an area; returns the area inside.
pub(super) fn frame_at(canvas: &mut Canvas<'_>, outer: Rect, title: &Safe) -> Rect {
    canvas.clear(outer);
    let style = canvas.style(Role::Separator);
    let bottom = outer.bottom().saturating_sub(1);
    let right = outer.right().saturating_sub(1);
    canvas.fill(row(outer, 0), "─", style);
    canvas.fill(Rect { y: bottom, height: 1, ..outer }, "─", style);
    canvas.fill(Rect { width: 1, ..outer }, "│", style);
    canvas.fill(Rect { x: right, width: 1, ..outer }, "│", style);
    let corners = [
        (outer.x, outer.y, "┌"),
        (right, outer.y, "┐"),
        (outer.x, bottom, "└"),
        (right, bottom, "┘"),
    ];
    for (x, y, corner) in corners {
        canvas.fill(Rect::new(x, y, 1, 1), corner, style);
    }
    let head = after(row(outer, 0), 2);
    let head = Rect { width: head.width.saturating_sub(2), ..head };
    let title = Safe::new(&format!(" {title} "));
    canvas.line(head, &title, canvas.style(Role::FocusedTitle));
    let inner = after(outer, 2);
    Rect {
        y: inner.y.saturating_add(1),
        width: inner.width.saturating_sub(2),
        height: inner.height.saturating_sub(2),
        ..inner
    }
}

/// Draws the rows of a list that are in view: each its words, and what stands dim after them.
fn draw_items(
    canvas: &mut Canvas<'_>,
    area: Rect,
    list: ListState,
    length: usize,
    label: impl Fn(usize) -> Option<Label>,
) {
    let (text, dim) = (canvas.style(Role::Text), canvas.style(Role::Dim));
    let top = visible_top(list, length, area.height);
    for (index, number) in (0..area.height).zip(top..length) {
        let Some(label) = label(number) else { continue };
        let place = row(area, index);
        let used = canvas.line(place, &label.main, text);
        if used + 2 < place.width {
            canvas.line(after(place, used + 2), &label.detail, dim);
        }
        if number == list.selected() {
            canvas.restyle(place, canvas.style(Role::SelectedRow));
        }
    }
}

/// The popup may be lower than the list was scrolled for; the selected row is shown all the same.
fn visible_top(mut list: ListState, length: usize, height: u16) -> usize {
    list.show(list.selected(), length, height);
    list.top()
}

fn widest<'t>(texts: impl Iterator<Item = &'t str>) -> u16 {
    texts.map(|text| width(text).to_u16()).max().unwrap_or(0)
}

fn rows_of(length: usize) -> u16 {
    u16::try_from(length).unwrap_or(u16::MAX)
}

fn draw_help(canvas: &mut Canvas<'_>, state: &State, help: &Help, area: Rect) {
    let keys = widest(help.rows.iter().filter_map(|row| match row {
        HelpRow::Keys(keys, _) => Some(keys.as_str()),
        _ => None,
    }));
    let keys = keys.min(area.width / 3).max(6);
    let texts = widest(help.rows.iter().map(|row| match row {
        HelpRow::Heading(text) | HelpRow::Keys(_, text) => *text,
        HelpRow::Space => "",
    }));
    let title = Safe::new(&format!("Keys · {}", wording::context(help.context)));
    let inner = frame(canvas, area, (keys + 2 + texts, rows_of(help.rows.len())), &title);
    let top = help.list.top().min(help.rows.len().saturating_sub(usize::from(inner.height)));
    for (index, (number, shown)) in (0..inner.height).zip(help.rows.iter().enumerate().skip(top)) {
        let place = row(inner, index);
        match shown {
            HelpRow::Heading(text) => {
                canvas.label(place, text, canvas.style(Role::Heading));
            }
            HelpRow::Keys(pressed, text) => {
                let left = Rect { width: keys, ..place };
                canvas.line(left, &Safe::new(pressed), canvas.style(Role::Key));
                canvas.label(after(place, keys + 2), text, canvas.style(Role::Text));
            }
            HelpRow::Space => {}
        }
        if !state.row_query.is_empty() && number == help.list.selected() {
            canvas.restyle(place, canvas.style(Role::SelectedRow));
        }
    }
}

fn draw_bookmarks(canvas: &mut Canvas<'_>, state: &State, panel: &KeptList, area: Rect) {
    let rows = rows_of(panel.rows().len()).saturating_add(7).max(17);
    let title = wording::kept_panel(panel);
    let inner = frame(canvas, area, (area.width.min(116), rows), &title);
    kept::draw(canvas, state, panel, inner);
    // While something is typed they stand above it.
    if state.prompt.is_none() && !panel.remarks().is_empty() {
        let remarks: Vec<_> = panel.remarks().iter().map(Safe::as_str).collect();
        let foot = Rect { y: inner.bottom(), height: 1, ..inner };
        canvas.line(
            foot,
            &Safe::new(&format!(" {} ", remarks.join(" · "))),
            canvas.style(Role::Dim),
        );
    }
}

fn draw_jumps(canvas: &mut Canvas<'_>, state: &State, list: ListState, area: Rect) {
    let places = state.jumps.places();
    let title = Safe::new(&format!("Jumps · {}", places.len()));
    let wanted = (area.width.min(100), rows_of(places.len()).max(1));
    let inner = frame(canvas, area, wanted, &title);
    if places.is_empty() {
        canvas.label(inner, "No jump is left.", canvas.style(Role::Dim));
    }
    let label = |index| Some(wording::jump(state, *places.get(index)?));
    draw_items(canvas, inner, list, places.len(), label);
}

fn draw_contents(canvas: &mut Canvas<'_>, contents: &Contents, area: Rect) {
    let headings = &contents.headings;
    let columns = widest(headings.iter().map(|heading| heading.text.as_str())).max(20);
    let inner = frame(canvas, area, (columns, rows_of(headings.len())), &Safe::new("Contents"));
    let label = |index| {
        let heading: &Heading = headings.get(index)?;
        Some(Label { main: heading.text.clone(), detail: Safe::default() })
    };
    draw_items(canvas, inner, contents.list, headings.len(), label);
}

fn draw_links(canvas: &mut Canvas<'_>, popup: &Links, area: Rect) {
    let title = Safe::new(&format!("Links · {}", popup.links.len()));
    let wanted = (area.width.min(100), rows_of(popup.links.len()));
    let inner = frame(canvas, area, wanted, &title);
    let label = |index| {
        let link: &Link = popup.links.get(index)?;
        Some(Label { main: link.text.clone(), detail: Safe::new(&link.address) })
    };
    draw_items(canvas, inner, popup.list, popup.links.len(), label);
}

fn draw_evidence(canvas: &mut Canvas<'_>, state: &State, evidence: &Evidence, area: Rect) {
    let length = evidence.row_count();
    let wanted = (area.width.min(100), rows_of(length));
    let inner = frame(canvas, area, wanted, &wording::evidence_title(evidence));
    let Some(reader) = state.open_reader(evidence.document) else { return };
    let label =
        |index| Some(wording::evidence_row(&reader.document, evidence, evidence.row(index)?));
    draw_items(canvas, inner, evidence.list, length, label);
}

fn draw_filters(canvas: &mut Canvas<'_>, filters: &Filters, area: Rect) {
    let length = filters.choices.len();
    let inner = frame(canvas, area, (24, rows_of(length)), &Safe::new("Show which facts"));
    let label = |index| {
        let (filter, count) = filters.choices.get(index)?;
        let main = Safe::new(&format!("{:12}", wording::filter(*filter)));
        Some(Label { main, detail: Safe::new(&format!("{count:>5}")) })
    };
    draw_items(canvas, inner, filters.list, length, label);
}

fn draw_peek(canvas: &mut Canvas<'_>, peek: &Peek, area: Rect) {
    let columns = Peek::columns(area.width);
    let rows = peek.rows(columns, area.height.saturating_sub(2));
    let inner = frame(canvas, area, (columns, rows_of(rows.len())), &peek.title);
    let style = canvas.style(Role::Text);
    for (index, words) in (0..inner.height).zip(&rows) {
        canvas.line(row(inner, index), words, style);
    }
}

/// Draws what changed: what is gone dim, what came as what differs; the words say which it is, too.
fn draw_changes(canvas: &mut Canvas<'_>, changes: &ChangesView, area: Rect) {
    let columns = Peek::columns(area.width);
    let rows = changes.rows(columns, area.height.saturating_sub(2));
    let inner = frame(canvas, area, (columns, rows_of(rows.len())), &changes.title);
    for (index, pieces) in (0..inner.height).zip(&rows) {
        let mut place = row(inner, index);
        for (words, kind) in pieces {
            let role = match kind {
                PieceKind::Same | PieceKind::Folded => Role::Text,
                PieceKind::Gone => Role::Dim,
                PieceKind::Came => Role::Different,
            };
            let style = canvas.style(Role::Text).patch(canvas.style(role));
            let used = canvas.line(place, words, style);
            place = after(place, used);
        }
    }
}

fn draw_versions(canvas: &mut Canvas<'_>, versions: &Versions, area: Rect) {
    let length = versions.revisions.len();
    let label = |index: usize| versions.revisions.get(index).map(wording::version);
    let inner = frame(canvas, area, (44, rows_of(length)), &Safe::new("Versions of this article"));
    draw_items(canvas, inner, versions.list, length, label);
}

fn draw_palette(canvas: &mut Canvas<'_>, palette: &Palette, area: Rect) -> Cell {
    let height = (area.height / 2).max(6);
    let inner = frame(canvas, area, (area.width.min(76), height), &Safe::new("Palette"));
    let cursor = status::draw_prompt(canvas, &palette.input, row(inner, 0));
    let list = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
    let label = |index| {
        Some(match palette.items.get(index)? {
            PaletteItem::Action(action) => {
                Label { main: Safe::new(action.name()), detail: Safe::new(action.help()) }
            }
            PaletteItem::Article(_, title) => {
                Label { main: Safe::new(&format!("› {title}")), detail: Safe::default() }
            }
        })
    };
    draw_items(canvas, list, palette.list, palette.items.len(), label);
    cursor
}
