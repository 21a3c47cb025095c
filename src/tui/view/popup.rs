//! Draws what stands over the panes.

use ratatui::layout::{Position as Cell, Rect};
use ratatui::style::Style;

use crate::document::{BlockKind, DocumentBuilder};
use crate::layout::{Position, Row, TextLayout};
use crate::text::grapheme::width;
use crate::text::{Columns, Safe};
use crate::tui::action::Action;
use crate::tui::keymap::Context;
use crate::tui::state::State;
use crate::tui::state::list::ListState;
use crate::tui::state::popup::{
    Bookmarks, Contents, Help, HelpRow, Palette, PaletteItem, Peek, Popup, Spacing, Tab,
};
use crate::tui::theme::Role;
use crate::tui::view::canvas::{Canvas, after, row};
use crate::tui::view::status;
use crate::tui::wording;

/// Draws the open popup; returns where the cursor stands if something is typed in it.
pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, area: Rect) -> Option<Cell> {
    let area = Rect { height: area.height.saturating_sub(1), ..area };
    match &state.popup {
        Some(Popup::Help(help)) => draw_help(canvas, help, area),
        Some(Popup::Bookmarks(panel)) => draw_bookmarks(canvas, state, panel, area),
        Some(Popup::Jumps(list)) => draw_jumps(canvas, state, *list, area),
        Some(Popup::Contents(contents)) => draw_contents(canvas, state, contents, area),
        Some(Popup::Peek(peek)) => draw_peek(canvas, peek, area),
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

/// The most characters of a passage that a row quotes.
const QUOTED: usize = 56;

/// One row of a list: its text, and what stands dim after it.
struct Item {
    main: Safe,
    style: Style,
    detail: Safe,
}

fn draw_items(canvas: &mut Canvas<'_>, area: Rect, list: ListState, items: &[Item]) {
    let dim = canvas.style(Role::Dim);
    let top = visible_top(list, items.len(), area.height);
    for (index, (number, item)) in (0..area.height).zip(items.iter().enumerate().skip(top)) {
        let place = row(area, index);
        let used = canvas.line(place, &item.main, item.style);
        if used + 2 < place.width {
            canvas.line(after(place, used + 2), &item.detail, dim);
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

fn draw_help(canvas: &mut Canvas<'_>, help: &Help, area: Rect) {
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
        if !help.query.is_empty() && number == help.list.selected() {
            canvas.restyle(place, canvas.style(Role::SelectedRow));
        }
    }
}

fn draw_bookmarks(canvas: &mut Canvas<'_>, state: &State, panel: &Bookmarks, area: Rect) {
    let title = match panel.tab {
        Tab::Document(_) => format!("Bookmarks · this article · {}", panel.bookmarks.len()),
        Tab::Library => format!("Bookmarks · whole library · {}", panel.bookmarks.len()),
    };
    let rows = rows_of(panel.bookmarks.len()).max(3);
    let inner = frame(canvas, area, (area.width.min(100), rows), &Safe::new(&title));
    if panel.bookmarks.is_empty() {
        let key = state.keymap.keys_of(Action::Keep, Context::Reader).into_iter().next();
        let key = key.unwrap_or_default();
        let text = Safe::new(&format!("Nothing kept yet: {key} in the text keeps a passage."));
        canvas.line(inner, &text, canvas.style(Role::Dim));
        return;
    }
    let style = canvas.style(Role::Text);
    let items: Vec<_> = panel
        .bookmarks
        .iter()
        .map(|bookmark| {
            let note = if bookmark.note.is_empty() { "" } else { " ✎ " };
            let detail = match panel.tab {
                Tab::Document(_) => bookmark.note.clone(),
                Tab::Library => format!("{} {}", bookmark.note, bookmark.title),
            };
            let exact = &bookmark.anchor.quote.exact;
            let quote: String = exact.chars().take(QUOTED).collect();
            let cut = if quote.len() < exact.len() { "…" } else { "" };
            Item {
                main: Safe::new(&format!("“{quote}{cut}”{note}")),
                style,
                detail: Safe::new(detail.trim()),
            }
        })
        .collect();
    draw_items(canvas, inner, panel.list, &items);
}

fn draw_jumps(canvas: &mut Canvas<'_>, state: &State, list: ListState, area: Rect) {
    let style = canvas.style(Role::Text);
    let items: Vec<_> = state
        .jumps
        .places()
        .iter()
        .map(|place| {
            let title = state.sources.get(place.document).map(|entry| entry.title.clone());
            let text = state.open_reader(place.document).and_then(|reader| {
                let sentence = crate::document::unit::sentence_at(&reader.document, place.offset)?;
                Some(reader.document.slice(sentence).chars().take(80).collect::<String>())
            });
            let title = Safe::new(&title.unwrap_or_else(|| "an article".to_owned()));
            match text {
                Some(text) => Item { main: Safe::new(&text), style, detail: title },
                None => Item { main: title, style, detail: Safe::default() },
            }
        })
        .collect();
    let title = Safe::new("Jumps");
    let inner = frame(canvas, area, (area.width.min(100), rows_of(items.len())), &title);
    draw_items(canvas, inner, list, &items);
}

fn draw_contents(canvas: &mut Canvas<'_>, state: &State, contents: &Contents, area: Rect) {
    let Some(reader) = state.reader() else { return };
    let style = canvas.style(Role::Text);
    let items: Vec<_> = contents
        .headings
        .iter()
        .map(|(level, range)| {
            let indent = "  ".repeat(usize::from(level.saturating_sub(1)));
            let main = Safe::new(&format!("{indent}{}", reader.document.slice(*range)));
            Item { main, style, detail: Safe::default() }
        })
        .collect();
    let columns = widest(items.iter().map(|item| item.main.as_str())).max(20);
    let title = Safe::new("Contents");
    let inner = frame(canvas, area, (columns, rows_of(items.len())), &title);
    draw_items(canvas, inner, contents.list, &items);
}

fn draw_peek(canvas: &mut Canvas<'_>, peek: &Peek, area: Rect) {
    let columns = area.width.saturating_sub(8).clamp(1, 76);
    let kind = match peek.spacing {
        Spacing::Loose => BlockKind::Paragraph,
        // The layout leaves no empty rows between the entries of a list of references.
        Spacing::Tight => BlockKind::Reference,
    };
    let mut builder = DocumentBuilder::new();
    for paragraph in peek.paragraphs.iter().skip(peek.list.top()) {
        builder.simple(kind.clone(), paragraph.as_str());
    }
    // Paragraphs that follow one another always make a document.
    let Ok(document) = builder.finish() else { return };
    let rows =
        TextLayout::new(Columns::from(columns)).rows(&document, Position::default(), area.height);
    let inner = frame(canvas, area, (columns, rows_of(rows.len())), &peek.title);
    let style = canvas.style(Role::Text);
    for (index, shown) in (0..inner.height).zip(&rows) {
        if let Row::Line(line) = shown {
            canvas.line(row(inner, index), &Safe::new(document.slice(line.range)), style);
        }
    }
}

fn draw_palette(canvas: &mut Canvas<'_>, palette: &Palette, area: Rect) -> Cell {
    let height = (area.height / 2).max(6);
    let inner = frame(canvas, area, (area.width.min(76), height), &Safe::new("Palette"));
    let cursor = status::draw_prompt(canvas, &palette.input, row(inner, 0));
    let list = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
    let style = canvas.style(Role::Text);
    let items: Vec<_> = palette
        .items
        .iter()
        .map(|item| match item {
            PaletteItem::Action(action) => {
                Item { main: Safe::new(action.name()), style, detail: Safe::new(action.help()) }
            }
            PaletteItem::Article(_, title) => {
                Item { main: Safe::new(&format!("› {title}")), style, detail: Safe::default() }
            }
        })
        .collect();
    draw_items(canvas, list, palette.list, &items);
    cursor
}
