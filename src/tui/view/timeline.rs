//! Draws the timeline of a story.

use ratatui::layout::Rect;

use crate::story::ArticleIndex;
use crate::text::Safe;
use crate::text::grapheme::width;
use crate::tui::state::State;
use crate::tui::state::timeline::row::{RowKind, TimeRow};
use crate::tui::state::timeline::{TimeOrder, Timeline};
use crate::tui::theme::Role;
use crate::tui::view::canvas::{Canvas, after, row};
use crate::tui::view::{table, words};
use crate::tui::wording;

/// The most columns of a time.
const WIDEST: u16 = 26;

/// Draws the timeline over the panes.
pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, timeline: &Timeline) {
    let areas = state.table();
    let title = Safe::new(&format!("Timeline · {}", timeline.story().title));
    table::title(canvas, areas.title, &title, &Safe::new(&summary(timeline)));
    let columns = Columns::new(timeline, areas.rows.width);
    let dim = canvas.style(Role::Dim);
    let (when, what, who) = columns.split(areas.head);
    let headed = match timeline.order() {
        TimeOrder::Event => "when",
        TimeOrder::Report => "published",
    };
    canvas.label(when, headed, dim);
    canvas.label(what, "what is said", dim);
    canvas.label(who, "by", dim);
    if timeline.is_empty() {
        canvas.label(after(row(areas.rows, 0), 2), "Nothing here has a time.", dim);
    }
    for (index, number) in (0..areas.rows.height).zip(timeline.list.top()..timeline.len()) {
        let Some(shown) = timeline.row(number) else { continue };
        // The first row shown says its time even where the row above it does too.
        let repeats = index > 0 && timeline.repeats_time(number);
        let place = row(areas.rows, index);
        draw_row(canvas, timeline, &columns, (shown, repeats), place);
        if number == timeline.list.selected() {
            canvas.restyle(place, canvas.style(Role::SelectedRow));
        }
    }
    if let Some(area) = areas.words {
        words::draw(canvas, &selected_words(timeline), area);
    }
}

fn summary(timeline: &Timeline) -> String {
    let order = match timeline.order() {
        TimeOrder::Event => "by when it happened",
        TimeOrder::Report => "by who reported it first",
    };
    match timeline.query() {
        "" => order.to_owned(),
        query => format!("/{query} · {order}"),
    }
}

/// How wide the columns are.
struct Columns {
    when: u16,
    who: u16,
}

impl Columns {
    fn new(timeline: &Timeline, room: u16) -> Self {
        /// The most rows that are measured.
        const MOST: usize = 500;
        let rows = || (0..timeline.len().min(MOST)).filter_map(|index| timeline.row(index));
        let when = rows().map(|shown| width(time(shown).as_str()).to_u16()).max().unwrap_or(0);
        let who = rows().map(|shown| width(&letters(&shown.sources)).to_u16()).max().unwrap_or(0);
        Self { when: when.clamp(9, WIDEST).min(room / 3), who: who.clamp(2, (room / 4).max(2)) }
    }

    /// Splits a row into when, what and by whom.
    fn split(&self, place: Rect) -> (Rect, Rect, Rect) {
        let when = Rect { width: self.when, ..after(place, 1) };
        let rest = after(place, self.when + 2);
        let what = Rect { width: rest.width.saturating_sub(self.who + 2), ..rest };
        let who = after(rest, what.width + 1);
        (when, what, Rect { width: self.who.min(who.width), ..who })
    }
}

fn draw_row(
    canvas: &mut Canvas<'_>,
    timeline: &Timeline,
    columns: &Columns,
    (shown, repeats): (&TimeRow, bool),
    place: Rect,
) {
    let (when, what, who) = columns.split(place);
    if shown.kind == RowKind::Article {
        canvas.line(when, &time(shown), canvas.style(Role::Heading));
        let name = shown.sources.first().and_then(|source| timeline.story().member(*source));
        let name = name.map(wording::source_name).unwrap_or_default();
        let text = format!("{} {name}: {}", letters(&shown.sources), shown.what);
        canvas.line(what, &Safe::new(&text), canvas.style(Role::Heading));
        return;
    }
    if !repeats {
        canvas.line(when, &time(shown), canvas.style(Role::Text));
    }
    let (glyph, role) = match shown.kind {
        RowKind::Ahead => ("→", Role::Text),
        RowKind::Doubted => ("?", Role::Quotation),
        RowKind::Done | RowKind::Article => ("", Role::Text),
    };
    canvas.label(what, glyph, canvas.style(Role::Mark));
    canvas.line(after(what, 2), &shown.what, canvas.style(role));
    canvas.line(who, &Safe::new(&letters(&shown.sources)), canvas.style(Role::Mark));
}

/// Returns when something happens as a reader writes it.
fn time(shown: &TimeRow) -> Safe {
    let when = &shown.when;
    let value = wording::moment(&when.value);
    Safe::new(&match (value, when.quote.as_str()) {
        (Some(value), _) => value,
        (None, "") => "date unknown".to_owned(),
        (None, quote) => quote.to_owned(),
    })
}

fn letters(sources: &[ArticleIndex]) -> String {
    sources.iter().map(|source| wording::letter(*source)).collect::<Vec<_>>().join(" ")
}

/// Returns in whose words the selected line is said.
fn selected_words(timeline: &Timeline) -> Vec<Safe> {
    let Some(shown) = timeline.selected() else { return Vec::new() };
    let said = match shown.kind {
        RowKind::Ahead => "; it lay ahead when it was reported",
        RowKind::Doubted => "; it is supposed, or not known",
        RowKind::Done | RowKind::Article => "",
    };
    let words = match shown.when.quote.as_str() {
        "" => String::new(),
        quote => format!(" (“{quote}”)"),
    };
    let mut lines = vec![Safe::new(&format!("{}{words}{said}", time(shown)))];
    lines.extend(shown.passages.iter().map(|passage| {
        let letter = wording::letter(passage.article);
        Safe::new(&format!("{letter} “{}”", timeline.words(*passage)))
    }));
    lines
}
