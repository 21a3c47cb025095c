//! Draws the text with its gutter.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::bookmark::Label;
use crate::document::Block;
use crate::layout::{Line, Row, stop};
use crate::story::Mark;
use crate::text::{Safe, TextRange};
use crate::tui::panes::{self, Pane, gutter};
use crate::tui::state::reader::Reader;
use crate::tui::state::story::{Telling, weightiest};
use crate::tui::state::story_view::StoryView;
use crate::tui::state::{Highlights, State};
use crate::tui::theme::Role;
use crate::tui::view::canvas::{Canvas, after, row};
use crate::tui::view::lines::{self, span_role};
use crate::tui::wording;
use crate::verdict::Verdict;

/// The most other sources that have a column of marks each.
const SOURCES_BESIDE: u16 = 3;

/// Draws the reader pane.
pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, pane: Rect) {
    let (header, body) = panes::header_and_body(pane);
    let Some(reader) = state.reader() else {
        empty(canvas, state, body);
        return;
    };
    if let Some(header) = header {
        let role = if state.focus == Pane::Reader { Role::FocusedTitle } else { Role::PaneTitle };
        let style = canvas.style(role);
        let title = after(row(header, 0), 1);
        let mut byline = wording::byline(reader);
        if let Some(StoryView::Beside(beside)) = &state.story_view {
            byline = Safe::new(&format!("{} {byline}", wording::letter(beside.open())));
        }
        canvas.line(title, &byline, style);
    }
    let area = state.text_area();
    if let Some(header) = header {
        letters(canvas, reader, header, area, body);
    }
    let rows = reader.rows(area.height);
    for (index, shown) in (0..area.height).zip(&rows) {
        if let Row::Line(line) = shown {
            let place = row(area, index);
            marks(
                canvas,
                reader,
                line,
                Rect { x: area.x - gutter(body).min(area.x), ..place },
                body,
            );
            draw_line(canvas, state, reader, line, place);
        }
    }
}

/// Returns the cell of the caret, if it is in view and the text has the keys.
pub(super) fn caret(state: &State) -> Option<Position> {
    let reader = state.reader().filter(|_| state.focus == Pane::Reader)?;
    let pane = state.panes().reader?;
    let area = state.text_area();
    let row = reader.caret_row(area.height)?;
    let (_, column) = reader.layout.locate(&reader.document, reader.caret?.at);
    // A space at the end of a full row stands behind it.
    let column = area.x.saturating_add(column.to_u16()).min(pane.right().saturating_sub(1));
    Some(Position::new(column, area.y + row))
}

fn empty(canvas: &mut Canvas<'_>, state: &State, body: Rect) {
    let style = canvas.style(Role::Dim);
    let lines: [&'static str; 3] = if state.sources.entries().is_empty() {
        ["The library is empty.", "", "a adds a file; sidelight FILE adds and opens one."]
    } else {
        ["No article is open.", "", "Enter opens the selected one; ? shows every key."]
    };
    for (index, line) in (1..).zip(lines) {
        canvas.label(after(row(body, index), 2), line, style);
    }
}

/// Draws the gutter of a line: what other sources say of what starts there, the mark and the label of what is kept, `›`
/// where the reader is.
fn marks(canvas: &mut Canvas<'_>, reader: &Reader, line: &Line, place: Rect, body: Rect) {
    let columns = gutter(body);
    if columns == 0 {
        return;
    }
    if let Some(telling) = reader.story.as_deref() {
        beside(canvas, telling, line, place, columns_beside(telling, place, body));
    }
    let style = canvas.style(Role::Mark);
    let kept = if line.range.is_empty() { None } else { reader.kept_in(line.range) };
    let here = line.range.contains(reader.cursor.start())
        || (line.range.is_empty() && line.range.start() == reader.cursor.start());
    if let Some(kept) = kept {
        let label = kept.bookmark.label;
        let color = label.and_then(|label| canvas.style(Role::Labelled(label)).fg);
        let style = color.map_or(style, |color| style.fg(color));
        let mark = wording::kept_mark(&kept.bookmark, kept.has_drifted());
        canvas.glyph(place.x + 1, place.y, mark, 1, style);
        let starts = kept.range.is_some_and(|range| line.range.contains(range.start()));
        if let Some(label) = label.filter(|_| starts) {
            canvas.glyph(place.x + 2, place.y, letter(label), 1, style);
        }
    }
    if here {
        canvas.glyph(place.x + 2, place.y, "›", 1, canvas.style(Role::FocusedTitle));
    }
}

/// Returns the letter of a label, as it is drawn.
const fn letter(label: Label) -> &'static str {
    match label {
        Label::Yellow => "y",
        Label::Red => "r",
        Label::Green => "g",
        Label::Blue => "b",
        Label::Purple => "p",
    }
}

/// Returns how many columns of marks there are: one for each other source where the margin has room for so many, else
/// one for all.
fn columns_beside(telling: &Telling, gutter: Rect, body: Rect) -> u16 {
    let others = u16::try_from(telling.others().len()).unwrap_or(u16::MAX);
    let room = gutter.x.saturating_sub(body.x).saturating_add(1);
    if others <= SOURCES_BESIDE && others <= room { others } else { 1 }
}

/// Draws what stands beside the claims that start in a line, of several that which matters most.
fn beside(canvas: &mut Canvas<'_>, telling: &Telling, line: &Line, place: Rect, columns: u16) {
    let claims = telling.starting_in(line.range);
    let mut draw = |column: u16, mark: Option<Mark>| {
        if let Some(mark) = mark {
            let style = canvas.style(Role::Beside(mark));
            canvas.glyph(place.x - column, place.y, mark.glyph(), 1, style);
        }
    };
    if columns <= 1 {
        draw(0, weightiest(claims.iter().map(|claim| claim.mark)));
        return;
    }
    for (column, other) in (0..columns).rev().zip(0..) {
        let of_other = claims.iter().filter_map(|it| telling.marks(it.claim).get(other).copied());
        draw(column, weightiest(of_other));
    }
}

/// Names the sources of the columns of marks above them, where there are several.
fn letters(canvas: &mut Canvas<'_>, reader: &Reader, header: Rect, area: Rect, body: Rect) {
    let Some(telling) = reader.story.as_deref() else { return };
    let gutter = Rect { x: area.x - gutter(body).min(area.x), ..row(header, 1) };
    let columns = columns_beside(telling, gutter, body);
    if columns < 2 {
        return;
    }
    let style = canvas.style(Role::Dim);
    for (column, other) in (0..columns).rev().zip(telling.others()) {
        let letter = Safe::new(&wording::letter(*other));
        canvas.line(Rect { x: gutter.x - column, width: 1, ..gutter }, &letter, style);
    }
}

fn draw_line(canvas: &mut Canvas<'_>, state: &State, reader: &Reader, line: &Line, place: Rect) {
    let Some(block) = reader.document.block(line.block) else { return };
    let layers = layers(canvas, state, reader, block, line.range);
    lines::draw(canvas, &reader.document, line, &layers, place);
}

/// Returns the styles over a line's text, the later ones on top.
fn layers(
    canvas: &Canvas<'_>,
    state: &State,
    reader: &Reader,
    block: &Block,
    line: TextRange,
) -> Vec<(TextRange, Style)> {
    let mut layers = Vec::new();
    let mut add = |range: TextRange, role: Role| {
        if range.start() < line.end() && line.start() < range.end() {
            layers.push((range, canvas.style(role)));
        }
    };
    for span in &block.spans {
        add(span.range, span_role(&span.style));
    }
    if state.highlights == Highlights::All
        && let Some(facts) = &reader.facts
    {
        for (range, id) in facts.passages_in(line) {
            let dismissed = reader.verdict(id) == Some(Verdict::Dismissed);
            if let Some(fact) = facts.get(id).filter(|_| !dismissed) {
                add(range, Role::Fact(fact.kind()));
            }
        }
    }
    for kept in &reader.kept {
        if let Some(range) = kept.range {
            add(range, kept.bookmark.label.map_or(Role::Kept, Role::Labelled));
        }
    }
    reader.shown.iter().for_each(|range| add(*range, Role::Shown));
    if let Some(search) = &reader.search {
        search.matches_in(line).iter().for_each(|range| add(*range, Role::Match));
        if let Some(current) = search.current() {
            add(current, Role::CurrentMatch);
        }
    }
    if let Some(StoryView::Beside(beside)) = &state.story_view {
        for pair in beside.parallel().pairs() {
            add(pair.own, Role::Matched);
            pair.own_words.iter().for_each(|range| add(*range, Role::Different));
        }
    }
    if let Some(selection) = reader.selection {
        add(selection.range(), Role::Selection);
    }
    if let Some(caret) = reader.caret
        && state.focus == Pane::Reader
        && let Some(stop) = stop::nearest(&reader.document, caret.at)
    {
        add(stop, Role::Caret);
    }
    layers
}
