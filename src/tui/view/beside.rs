//! Draws the text that stands beside the reader's and follows it.

use ratatui::layout::Rect;

use crate::layout::Row;
use crate::library::Member;
use crate::story::LinkKind;
use crate::text::{Safe, TextRange};
use crate::tui::action::Action;
use crate::tui::panes;
use crate::tui::state::State;
use crate::tui::state::beside::Beside;
use crate::tui::theme::Role;
use crate::tui::view::canvas::{Canvas, after, row};
use crate::tui::view::lines::{self, span_role};
use crate::tui::wording;

/// Draws the second text: who tells it, what it says of the passage the reader is at, and the text.
pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, beside: &Beside, pane: Rect) {
    let Some(member) = beside.member() else { return };
    let (header, body) = panes::header_and_body(pane);
    if let Some(header) = header {
        let style = canvas.style(Role::PaneTitle);
        let name = format!("{} {}", wording::letter(beside.other()), headline(member));
        canvas.line(after(row(header, 0), 1), &Safe::new(&name), style);
        let said = Safe::new(&format!(" {} ", relation(state, beside)));
        let style = canvas.style(if beside.passage().is_some() { Role::Mode } else { Role::Dim });
        canvas.line(after(row(header, 1), 2), &said, style);
    }
    let Some(area) = state.beside_area() else { return };
    let (blank, rows) = beside.rows(area.height);
    for (index, shown) in (blank..area.height).zip(&rows) {
        if let Row::Line(line) = shown {
            let layers = layers(canvas, beside, member, line.range);
            lines::draw(canvas, &member.content, line, &layers, row(area, index));
            mark(canvas, beside, line.range, Rect { x: body.x, ..row(area, index) });
        }
    }
}

/// Draws `›` beside the line where the passage begins.
fn mark(canvas: &mut Canvas<'_>, beside: &Beside, line: TextRange, place: Rect) {
    let begins = beside.passage().is_some_and(|there| line.contains(there.start()));
    if begins && panes::gutter(place) > 0 {
        canvas.glyph(place.x + 1, place.y, "›", 1, canvas.style(Role::FocusedTitle));
    }
}

fn headline(member: &Member) -> String {
    let name = wording::source_name(member);
    match member.entry.published.map(wording::date) {
        Some(day) => format!("{name} · {day}"),
        None => name,
    }
}

/// Says how the second text has the passage.
fn relation(state: &State, beside: &Beside) -> String {
    let parallel = beside.parallel();
    let Some(best) = parallel.best() else {
        return match (beside.passage(), parallel.perhaps()) {
            (Some(_), _) => wording::agreement(LinkKind::Possible).to_owned(),
            (None, Some(_)) => {
                let keys = state.keymap.keys_of(Action::SameNext, state.context());
                let key = keys.into_iter().next();
                let key = key.unwrap_or_else(|| format!(":{}", Action::SameNext));
                format!("silent here; {key} shows a possible match")
            }
            (None, None) => "silent here".to_owned(),
        };
    };
    let glyph = best.mark.glyph();
    match (best.mark, best.kind) {
        (crate::story::Mark::Differs, _) => format!("{glyph} differs"),
        (_, LinkKind::Same) => format!("{glyph} the same"),
        (_, LinkKind::Wording) => format!("{glyph} in other words"),
        (_, LinkKind::Mention | LinkKind::Possible) => "? only mentioned".to_owned(),
    }
}

fn layers(
    canvas: &Canvas<'_>,
    beside: &Beside,
    member: &Member,
    line: TextRange,
) -> Vec<(TextRange, ratatui::style::Style)> {
    let mut layers = Vec::new();
    let mut add = |range: TextRange, role: Role| {
        if range.start() < line.end() && line.start() < range.end() {
            layers.push((range, canvas.style(role)));
        }
    };
    let block = member.content.block_at(line.start()).and_then(|at| member.content.block(at));
    for span in block.into_iter().flat_map(|block| &block.spans) {
        add(span.range, span_role(&span.style));
    }
    if let Some(there) = beside.passage() {
        add(there, Role::Matched);
    }
    for pair in beside.parallel().pairs() {
        add(pair.other, Role::Matched);
        pair.other_words.iter().for_each(|range| add(*range, Role::Different));
    }
    layers
}
