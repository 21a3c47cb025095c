//! Draws what a search of the library found, and what helps with typing a query.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::library::{Hit, HitPlace, Snippet};
use crate::text::grapheme::{next_boundary, width};
use crate::text::{Safe, TextRange, TextSize, offset};
use crate::tui::action::Action;
use crate::tui::keymap::Context;
use crate::tui::state::State;
use crate::tui::state::finder::{Answer, HIT_ROWS, areas};
use crate::tui::state::popup::Popup;
use crate::tui::state::prompt::Purpose;
use crate::tui::theme::Role;
use crate::tui::view::canvas::{Canvas, after, row};
use crate::tui::view::status;
use crate::tui::wording;

/// The most that who published an article and when take of its row.
const ORIGIN_SHARE: u16 = 2;

/// How many characters of a word that is cut are left out at the start of a snippet.
const WORD: usize = 12;

/// What is useful while a query is typed.
const TYPING: [(Action, &str); 6] = [
    (Action::Accept, "go there"),
    (Action::Down, "next"),
    (Action::Complete, "complete"),
    (Action::ResultOrder, "order"),
    (Action::SearchResults, "as a list"),
    (Action::Cancel, "close"),
];

/// Draws the results over the whole screen but its last line.
pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State) {
    let areas = areas(state.size);
    let results = &state.finder.results;
    canvas.clear(Rect { height: areas.foot.bottom(), ..areas.head });
    draw_head(canvas, state, areas.head);
    match (results.state, results.hits().is_empty() && results.next().is_none()) {
        (Answer::None, _) => draw_language(canvas, state, areas.rows),
        (Answer::Here, true) => draw_nothing(canvas, areas.rows),
        _ => draw_hits(canvas, state, areas.rows),
    }
    draw_foot(canvas, state, areas.foot);
}

fn draw_head(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    if area.is_empty() {
        return;
    }
    let results = &state.finder.results;
    let (style, dim) = (canvas.style(Role::FocusedTitle), canvas.style(Role::Dim));
    let place = Rect { width: area.width.saturating_sub(1), ..row(area, 0) };
    let taken = canvas.line_right(place, &wording::count(results), dim);
    let left = Rect { width: place.width.saturating_sub(taken + 1), ..place };
    let mut left = after(left, 1);
    left = after(left, canvas.label(left, "Search", style));
    let shown = (state.prompt.is_none() || results.is_begun) && !results.query.is_empty();
    let query = if shown { format!(" · {}", results.query) } else { String::new() };
    let order = format!(" · {}", wording::order(results.order));
    let room = left.width.saturating_sub(width(&order).to_u16());
    left = after(left, canvas.line(Rect { width: room, ..left }, &Safe::new(&query), style));
    canvas.line(left, &Safe::new(&order), dim);
    canvas.fill(row(area, 1), "─", canvas.style(Role::Separator));
}

fn draw_hits(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let results = &state.finder.results;
    let shown = results.hits().iter().enumerate().skip(results.list.top());
    let places = (0..area.height).step_by(usize::from(HIT_ROWS));
    for (index, (number, hit)) in places.zip(shown) {
        draw_title(canvas, hit, row(area, index));
        draw_snippet(canvas, hit, row(area, index + 1));
        if number == results.list.selected() {
            canvas.restyle(row(area, index), canvas.style(Role::SelectedRow));
        }
    }
}

/// Draws what an article is called, and after it who published it and when.
fn draw_title(canvas: &mut Canvas<'_>, hit: &Hit, place: Rect) {
    let entry = &hit.entry;
    if entry.starred {
        canvas.glyph(place.x, place.y, "*", 1, canvas.style(Role::Mark));
    }
    let place = Rect { width: place.width.saturating_sub(3), ..after(place, 2) };
    let origin = Safe::new(&format!(" · {}", wording::origin(entry)));
    let origin_width = width(origin.as_str()).to_u16();
    let kept = origin_width.min(place.width / ORIGIN_SHARE);
    let title = Rect { width: place.width.saturating_sub(kept), ..place };
    let role = if entry.read { Role::Text } else { Role::RestingRow };
    let used = canvas.line(title, &wording::title(entry), canvas.style(role));
    canvas.line(after(place, used), &origin, canvas.style(Role::Dim));
}

/// Draws what is around the match, so that the match is in view.
fn draw_snippet(canvas: &mut Canvas<'_>, hit: &Hit, place: Rect) {
    if place.is_empty() {
        return;
    }
    if let HitPlace::Bookmark(_) = hit.place {
        canvas.glyph(place.x + 1, place.y, "+", 1, canvas.style(Role::Mark));
    }
    let place = Rect { width: place.width.saturating_sub(4), ..after(place, 3) };
    let (dim, marked) = (canvas.style(Role::Dim), canvas.style(Role::Match));
    let parts = parts(&hit.snippet, place.width, dim, marked);
    let whole: u16 = parts.iter().map(|(part, _)| width(part.as_str()).to_u16()).sum();
    let cut = whole > place.width;
    let mut rest = Rect { width: place.width.saturating_sub(u16::from(cut)), ..place };
    for (part, style) in &parts {
        if rest.is_empty() {
            break;
        }
        let used = canvas.clipped(rest, part, *style);
        let fits = width(part.as_str()).to_u16() <= rest.width;
        rest = if fits { after(rest, used) } else { Rect { width: 0, ..after(rest, used) } };
    }
    if cut {
        canvas.glyph(rest.x, rest.y, "…", 1, dim);
    }
}

/// Returns a snippet in parts that are marked or not, from where its first match comes into view.
fn parts(snippet: &Snippet, columns: u16, plain: Style, marked: Style) -> Vec<(Safe, Style)> {
    let text = snippet.text.as_str();
    let slice = |range: TextRange| text.get(std::ops::Range::from(range)).unwrap_or_default();
    let start = start(snippet, columns);
    let mut parts = Vec::new();
    if start > TextSize::from(0) {
        parts.push((Safe::new("…"), plain));
    }
    let mut here = start;
    for range in &snippet.marked {
        if range.start() < here || range.end() > TextSize::of(text) {
            continue;
        }
        parts.push((Safe::new(slice(TextRange::new(here, range.start()))), plain));
        parts.push((Safe::new(slice(*range)), marked));
        here = range.end();
    }
    parts.push((Safe::new(slice(TextRange::new(here, TextSize::of(text)))), plain));
    parts
}

/// Returns where a snippet begins to be shown: at its start, or where the first match stands in the middle if it
/// would not be seen else.
fn start(snippet: &Snippet, columns: u16) -> TextSize {
    let text = snippet.text.as_str();
    let none = TextSize::from(0);
    let Some(first) = snippet.marked.first() else { return none };
    let up_to = |end| width(text.get(..usize::from(end)).unwrap_or_default()).to_u16();
    if up_to(first.end()) < columns {
        return none;
    }
    let skipped = up_to(first.start()).saturating_sub(columns / 3);
    let mut at = none;
    while at < first.start() && up_to(at) < skipped {
        at = next_boundary(text, at);
    }
    // It begins with a whole word where one begins soon.
    let soon = text.get(usize::from(at)..usize::from(first.start())).unwrap_or_default();
    match soon.char_indices().take(WORD).find(|(_, ch)| ch.is_whitespace()) {
        Some((skip, space)) => at + offset(skip) + TextSize::of(space),
        None => at,
    }
}

/// Shows what can be typed, and how to come back to what was found before.
fn draw_language(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let (dim, key) = (canvas.style(Role::Dim), canvas.style(Role::Key));
    let area = after(area, 2);
    let mut index = 0;
    if let Some(before) = state.finder.before() {
        let enter = status::first_key(state, Action::Accept, Context::Prompt);
        let line = format!("{enter}: what “{}” found, {}", before.query, wording::count(before));
        canvas.line(row(area, 0), &Safe::new(&line), canvas.style(Role::Text));
        index = 2;
    }
    let column = 30.min(area.width / 2);
    for (typed, meaning) in wording::QUERIES {
        let place = row(area, index);
        canvas.label(Rect { width: column.saturating_sub(1), ..place }, typed, key);
        canvas.label(after(place, column), meaning, dim);
        index += 1;
    }
}

fn draw_nothing(canvas: &mut Canvas<'_>, area: Rect) {
    let dim = canvas.style(Role::Dim);
    let lines = [
        "Nothing found.",
        "",
        "Fewer words find more. The start of a word is enough with a star: minist*",
        "Words in quotes must stand in a row; without them anywhere.",
    ];
    for (index, line) in (1..).zip(lines) {
        canvas.label(after(row(area, index), 2), line, dim);
    }
}

fn draw_foot(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let typing = state.prompt.as_ref().is_some_and(|it| it.purpose == Purpose::SearchLibrary);
    if area.height < 3 {
        draw_aid(canvas, state, row(area, 0), typing);
        return;
    }
    canvas.fill(row(area, 0), "─", canvas.style(Role::Separator));
    draw_aid(canvas, state, row(area, 1), typing);
    if typing {
        status::draw_hints(canvas, state, Context::Prompt, &TYPING, after(row(area, 2), 1));
    }
}

/// Draws what helps while a list is filtered, over the row above what is typed.
pub(super) fn draw_filter_aid(canvas: &mut Canvas<'_>, state: &State) {
    let prompt = state.prompt.as_ref().filter(|prompt| prompt.asks_for_query());
    if prompt.is_none_or(|prompt| prompt.purpose == Purpose::SearchLibrary) {
        return;
    }
    let Some(y) = state.size.height.checked_sub(2) else { return };
    let place = Rect::new(0, y, state.size.width, 1);
    canvas.clear(place);
    draw_aid(canvas, state, place, true);
}

/// Draws one line that helps with typing: what can stand there, what was not understood, or the language.
fn draw_aid(canvas: &mut Canvas<'_>, state: &State, place: Rect, typing: bool) {
    let dim = canvas.style(Role::Dim);
    let line = Rect { width: place.width.saturating_sub(1), ..after(place, 1) };
    if typing && draw_completions(canvas, state, line) {
        return;
    }
    let filter = state.sources.filter.as_ref().map(|filter| filter.remarks.as_slice());
    let remarks = match &state.popup {
        Some(Popup::Bookmarks(panel)) => panel.remarks(),
        Some(_) => state.finder.results.remarks(),
        None => filter.unwrap_or_default(),
    };
    if !remarks.is_empty() {
        let remarks: Vec<_> = remarks.iter().map(Safe::as_str).collect();
        canvas.line(line, &Safe::new(&remarks.join(" · ")), dim);
        return;
    }
    let of_results = matches!(state.popup, Some(Popup::Results));
    if typing && of_results && state.finder.results.state == Answer::None {
        // The language stands above.
        if !state.finder.history.is_empty() {
            let older = status::first_key(state, Action::Older, Context::Prompt);
            canvas.line(line, &Safe::new(&format!("{older}: earlier searches")), dim);
        }
    } else if typing {
        let of_kept = matches!(state.popup, Some(Popup::Bookmarks(_)));
        canvas.label(line, if of_kept { wording::SIFTING } else { wording::LANGUAGE }, dim);
    }
}

/// Draws the completions, the one that is put in marked; returns whether there are some.
fn draw_completions(canvas: &mut Canvas<'_>, state: &State, area: Rect) -> bool {
    let (Some(known), Some(prompt)) = (&state.finder.completions, &state.prompt) else {
        return false;
    };
    if known.stem != prompt.stem() {
        return false;
    }
    let chosen = known.items.iter().position(|item| item == prompt.text()).unwrap_or(0);
    let words: Vec<_> =
        known.items.iter().map(|item| Safe::new(wording::completion(&known.stem, item))).collect();
    let needed = |from: usize| -> usize {
        let upto = words.get(from..=chosen).unwrap_or_default();
        upto.iter().map(|word| usize::from(width(word.as_str()).to_u16()) + 2).sum()
    };
    let first = (0..chosen).find(|from| needed(*from) <= usize::from(area.width)).unwrap_or(chosen);
    let mut rest = area;
    for (index, word) in words.iter().enumerate().skip(first) {
        if rest.width < 4 {
            break;
        }
        let role = if index == chosen { Role::SelectedRow } else { Role::Dim };
        let used = canvas.line(rest, word, canvas.style(role));
        rest = after(rest, used + 2);
    }
    true
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Modifier, Style};

    use super::parts;
    use crate::library::Snippet;
    use crate::text::offset::range;

    fn shown(text: &str, marked: &[(usize, usize)], columns: u16) -> String {
        let marked = marked.iter().map(|(start, end)| range(*start, *end)).collect();
        let snippet = Snippet { text: text.to_owned(), marked };
        let strong = Style::new().add_modifier(Modifier::BOLD);
        let parts = parts(&snippet, columns, Style::new(), strong);
        let part = |(text, style): &(crate::text::Safe, Style)| {
            if *style == strong { format!("[{text}]") } else { text.to_string() }
        };
        parts.iter().map(part).collect()
    }

    #[test]
    fn a_match_far_in_the_snippet_comes_into_view() {
        assert_eq!(shown("one two", &[(4, 7)], 20), "one [two]");
        assert_eq!(shown("aaaa bbbb cccc dddd eeee", &[(15, 19)], 12), "…[dddd] eeee");
        assert_eq!(shown("一二三四五六七八", &[(15, 18)], 6), "…五[六]七八");
    }

    #[test]
    fn ranges_that_are_none_of_the_snippet_mark_nothing() {
        assert_eq!(shown("one", &[(2, 9)], 20), "one");
        assert_eq!(shown("one two", &[(4, 7), (5, 6)], 20), "one [two]");
        assert_eq!(shown("a\u{1b}[31mb\u{202e}c", &[(1, 2)], 20), "a[␛][31mbc");
    }
}
