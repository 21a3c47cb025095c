//! Draws the facts panel.

use ratatui::layout::Rect;

use crate::fact::FactSet;
use crate::text::Safe;
use crate::text::grapheme::width;
use crate::tui::panes::{self, Pane};
use crate::tui::state::State;
use crate::tui::state::panel::{Entry, Filter, Order, PanelRow};
use crate::tui::state::reader::Reader;
use crate::tui::theme::Role;
use crate::tui::view::canvas::{Canvas, after, row};
use crate::tui::view::{story, words};
use crate::tui::wording;
use crate::verdict::Verdict;

/// The columns below which no part of a detail is shown.
const SHORTEST_DETAIL: u16 = 10;

/// What a row says that stands for what a long section leaves out.
const LESS_IMPORTANT: &str = "the less important ones; open this row to see them";

/// Draws the facts panel.
pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, pane: Rect) {
    if let Some((reader, panel)) =
        state.reader().and_then(|reader| Some((reader, reader.story_panel.as_ref()?)))
    {
        story::draw(canvas, state, reader, panel, pane);
        return;
    }
    let (header, body) = panes::header_and_body(pane);
    let focused = state.focus == Pane::Facts;
    if let Some(header) = header {
        let title = after(row(header, 0), 1);
        let style = canvas.style(if focused { Role::FocusedTitle } else { Role::PaneTitle });
        let used = canvas.label(title, "Facts", style);
        let dim = canvas.style(Role::Dim);
        canvas.line(after(title, used), &summary(state), dim);
    }
    let Some(reader) = state.reader() else { return };
    let Some(facts) = &reader.facts else {
        canvas.label(after(row(body, 0), 1), "reading …", canvas.style(Role::Dim));
        return;
    };
    if reader.panel.rows().is_empty() {
        let text = match reader.panel.filter() {
            Filter::All => "no facts found",
            Filter::Dismissed => "nothing is dismissed",
            Filter::Confirmed => "nothing is confirmed",
            Filter::Kind(_) => "none of this kind",
        };
        canvas.label(after(row(body, 0), 1), text, canvas.style(Role::Dim));
        return;
    }
    let (area, below) = panes::list_and_words(body);
    if let Some(below) = below {
        words::draw(canvas, &words(reader).unwrap_or_default(), below);
    }
    let list = reader.panel.list;
    let rows = reader.panel.rows().iter().enumerate().skip(list.top());
    for (index, (number, shown)) in (0..area.height).zip(rows) {
        let place = row(area, index);
        draw_row(canvas, reader, facts, *shown, place);
        if number == list.selected() && focused {
            canvas.restyle(place, canvas.style(Role::SelectedRow));
        }
    }
}

/// Says how many facts the sentence has that the reader is at and how many rows are out of sight; or which
/// facts are shown, of how many.
fn summary(state: &State) -> Safe {
    let Some(reader) = state.reader() else { return Safe::default() };
    let here = reader.panel.count_in(reader.cursor);
    let shown = reader.panel.list.top() + usize::from(state.body_height(Pane::Facts));
    let below = reader.panel.rows().len().saturating_sub(shown);
    let panel = &reader.panel;
    let mut parts = vec![String::new()];
    if panel.filter() != Filter::All {
        parts.push(wording::filter(panel.filter()).to_owned());
    }
    parts.extend(panel.narrowing().map(|narrowing| format!("“{}”", narrowing.typed)));
    if state.order == Order::Position {
        parts.push("in order".to_owned());
    }
    if panel.shows_all() {
        parts.push(format!("{here} here"));
        // Both have no room in a narrow panel.
        if below > 0 && state.order == Order::Importance {
            parts.push(format!("{below} below"));
        }
    } else if panel.filter() == Filter::Dismissed {
        parts.push(panel.count_shown().to_string());
    } else {
        parts.push(format!("{} of {}", panel.count_shown(), panel.count(Filter::All)));
    }
    Safe::new(&parts.join(" · "))
}

/// Returns what the selected row says: an entry with what explains it, or a passage with its sentence.
fn words(reader: &Reader) -> Option<Vec<Safe>> {
    match reader.panel.selected()? {
        PanelRow::Section(..) => None,
        PanelRow::More(..) => Some(vec![Safe::new(LESS_IMPORTANT)]),
        PanelRow::Entry(index) => {
            let label = wording::entry(reader, reader.panel.entry(index)?)?;
            let parts = [label.main, label.detail].into_iter();
            Some(parts.filter(|part| !part.as_str().is_empty()).collect())
        }
        PanelRow::Passage(index, passage) => {
            let passage = reader.panel.entry(index)?.passages.get(passage)?;
            Some(vec![Safe::new(reader.document.slice(reader.sentence_of(*passage)))])
        }
    }
}

fn draw_row(
    canvas: &mut Canvas<'_>,
    reader: &Reader,
    facts: &FactSet,
    shown: PanelRow,
    place: Rect,
) {
    match shown {
        PanelRow::Section(kind, count) => {
            let fold = if reader.panel.is_folded(kind) { "▸" } else { "▾" };
            canvas.glyph(place.x, place.y, fold, 1, canvas.style(Role::Dim));
            let used = canvas.label(after(place, 2), kind.heading(), canvas.style(Role::Heading));
            let count = Safe::new(&format!(" {count}"));
            canvas.line(after(place, 2 + used), &count, canvas.style(Role::Dim));
        }
        PanelRow::Entry(index) => {
            if let Some(entry) = reader.panel.entry(index) {
                let here = reader.panel.entry_in(index, reader.cursor);
                draw_entry(canvas, reader, facts, entry, here, place);
            }
        }
        PanelRow::More(kind, count) => {
            if reader.panel.leaves_out_in(kind, reader.cursor) {
                canvas.glyph(place.x, place.y, "›", 1, canvas.style(Role::FocusedTitle));
            }
            let more = Safe::new(&format!("… {count} more"));
            canvas.line(after(place, 3), &more, canvas.style(Role::Dim));
        }
        PanelRow::Passage(index, passage) => {
            let Some(range) =
                reader.panel.entry(index).and_then(|entry| entry.passages.get(passage))
            else {
                return;
            };
            let text = Safe::new(reader.document.slice(reader.sentence_of(*range)));
            canvas.line(after(place, 6), &text, canvas.style(Role::Dim));
        }
    }
}

/// Draws an entry: whether it is in the sentence at hand, how sure the text is, what the user said, what it
/// says.
fn draw_entry(
    canvas: &mut Canvas<'_>,
    reader: &Reader,
    facts: &FactSet,
    entry: &Entry,
    here: bool,
    place: Rect,
) {
    let Some(fact) = entry.facts.first().and_then(|id| facts.get(*id)) else { return };
    let place = if reader.story.is_some() {
        let mark = entry.facts.first().and_then(|id| reader.fact_mark(*id));
        if let Some(mark) = mark {
            canvas.glyph(place.x, place.y, mark.glyph(), 1, canvas.style(Role::Beside(mark)));
        }
        after(place, 1)
    } else {
        place
    };
    if here {
        canvas.glyph(place.x, place.y, "›", 1, canvas.style(Role::FocusedTitle));
    }
    let mut glyph = [0; 4];
    let glyph = wording::glyph(facts, fact).encode_utf8(&mut glyph);
    canvas.glyph(place.x + 1, place.y, glyph, 1, canvas.style(Role::Dim));
    match entry.verdict {
        Some(Verdict::Confirmed) => {
            canvas.glyph(place.x + 2, place.y, "✓", 1, canvas.style(Role::Mark));
        }
        Some(Verdict::Dismissed) => {
            canvas.glyph(place.x + 2, place.y, "×", 1, canvas.style(Role::Error));
        }
        None => {}
    }
    let label = wording::label(&reader.document, facts, fact);
    let room = after(place, 3);
    let style = canvas.style(if here { Role::RestingRow } else { Role::Text });
    let dim = canvas.style(Role::Dim);
    let times = match entry.passages.len() {
        1 => Safe::default(),
        count => Safe::new(&format!("×{count} ")),
    };
    let counted = width(times.as_str()).to_u16();
    canvas.line_right(room, &times, dim);
    let room = Rect { width: room.width.saturating_sub(counted + u16::from(counted > 0)), ..room };
    let used = canvas.line(room, &label.main, style);
    let rest = after(room, used + 2);
    let needed = width(label.detail.as_str()).to_u16();
    // Of a detail a few letters say nothing; all of it stands below once the entry is selected.
    if needed > 0 && (needed <= rest.width || rest.width >= SHORTEST_DETAIL) {
        canvas.line(rest, &label.detail, dim);
    }
}
