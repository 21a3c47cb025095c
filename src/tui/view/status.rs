//! Draws the last line: what is typed, or a message, or the mode with the next useful keys; and
//! where the reader is.

use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::Safe;
use crate::text::grapheme::{grapheme_width, width};
use crate::tui::action::Action;
use crate::tui::keymap::Context;
use crate::tui::state::State;
use crate::tui::state::message::Tone;
use crate::tui::state::popup::Popup;
use crate::tui::state::prompt::Prompt;
use crate::tui::state::story_view::StoryView;
use crate::tui::theme::Role;
use crate::tui::view::canvas::{Canvas, after};
use crate::tui::view::hints::{Sifted, about_story, useful};
use crate::tui::view::{caret_hints, search_hints, story_hints};
use crate::tui::wording::{self, Report};

/// The columns of a bar that shows how much is done.
const BAR: u16 = 12;

/// Draws the status line; returns where the cursor stands if something is typed.
pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, area: Rect) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    if let Some(prompt) = &state.prompt {
        return Some(draw_prompt(canvas, prompt, area));
    }
    let said = said(state);
    // Where the reader is in the text says nothing in a view of the whole story.
    let covered = state.shows_table() || matches!(state.popup, Some(Popup::Results));
    let right = if covered { String::new() } else { position(state) };
    let right = Safe::new(&right);
    let needed = |text: &Safe| width(text.as_str()).to_u16().saturating_add(2);
    // What is said goes before where the reader is, if there is no room for both.
    let free = area.width.saturating_sub(needed(&right));
    let both = said.as_ref().is_none_or(|(text, _)| needed(text) <= free);
    let taken = if both { canvas.line_right(area, &right, canvas.style(Role::Dim)) } else { 0 };
    let left = Rect { width: area.width.saturating_sub(taken + u16::from(taken > 0)), ..area };
    if let Some((text, role)) = said {
        canvas.line(after(left, 1), &text, canvas.style(role));
        return None;
    }
    let busy = state.work.newest().and_then(|running| running.doing.as_ref());
    match busy {
        Some(doing) => draw_work(canvas, state, &wording::doing(doing), left),
        None => hints(canvas, state, left),
    }
    None
}

/// Draws how far the newest work has come, and what stops it.
fn draw_work(canvas: &mut Canvas<'_>, state: &State, report: &Report, area: Rect) {
    let (dim, text) = (canvas.style(Role::Dim), canvas.style(Role::Text));
    let mut rest = after(area, 1);
    let used = canvas.line(rest, &report.what, text);
    rest = after(rest, used + 1);
    if let Some((done, all)) = report.share.filter(|(_, all)| *all > 0) {
        let filled = u64::from(BAR) * done.min(all) / all;
        let filled = u16::try_from(filled).unwrap_or(BAR);
        if rest.width > BAR + 4 {
            canvas.fill(Rect { width: filled, ..rest }, "█", text);
            canvas.fill(Rect { width: BAR - filled, ..after(rest, filled) }, "░", dim);
            rest = after(rest, BAR + 1);
        }
    }
    let used = canvas.line(rest, &report.result, text);
    rest = after(rest, used + 2);
    let stops = state.keymap.keys_of(Action::Cancel, state.context()).into_iter().next();
    if let Some(key) = stops.filter(|key| width(key).to_u16() + 7 < rest.width) {
        let used = canvas.line(rest, &Safe::new(&key), canvas.style(Role::Key));
        canvas.label(after(rest, used + 1), "stops", dim);
    }
}

/// Returns the keys of an unfinished sequence, else the message, if there is one.
fn said(state: &State) -> Option<(Safe, Role)> {
    if let Some(typed) = unfinished(state) {
        return Some((typed, Role::Key));
    }
    let message = state.message.as_ref()?;
    let role = match message.tone {
        Tone::Info => Role::Text,
        Tone::Error => Role::Error,
    };
    Some((message.text.clone(), role))
}

/// Draws a prompt, scrolled so that the cursor is in view.
pub(super) fn draw_prompt(canvas: &mut Canvas<'_>, prompt: &Prompt, area: Rect) -> Position {
    let label = prompt.purpose.label();
    let used = canvas.label(after(area, 1), label, canvas.style(Role::Key)) + 1;
    let field = after(area, used);
    let before = width(prompt.before_cursor()).to_u16();
    let room = field.width.saturating_sub(1);
    // The end of what stands before the cursor is what is being typed; a wide character that would stand
    // half outside is left out whole.
    let mut hidden = 0;
    let mut shown = prompt.text();
    for grapheme in prompt.before_cursor().graphemes(true) {
        if before.saturating_sub(hidden) <= room {
            break;
        }
        hidden = hidden.saturating_add(grapheme_width(grapheme).to_u16());
        shown = shown.strip_prefix(grapheme).unwrap_or_default();
    }
    canvas.line(field, &Safe::new(shown), canvas.style(Role::Text));
    Position::new(field.x + before.saturating_sub(hidden), field.y)
}

/// Returns the count and keys typed so far of a sequence that is not complete.
fn unfinished(state: &State) -> Option<Safe> {
    if state.count.is_none() && state.pending.is_empty() {
        return None;
    }
    let count = state.count.map(|count| count.to_string()).unwrap_or_default();
    let keys: Vec<_> = state.pending.iter().map(ToString::to_string).collect();
    Some(Safe::new(format!("{count} {} …", keys.join(" ")).trim_start()))
}

/// Draws the mode and the keys that are useful next, as many as there is room for.
fn hints(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let context = state.context();
    let showing = state.sources.showing;
    let sifted = state.reader().map_or(Sifted::No, |reader| Sifted::of(&reader.panel));
    let beside = matches!(state.story_view, Some(StoryView::Beside(_)));
    let (mode, actions) = match context {
        Context::Caret => caret_hints::CARET,
        Context::Visual => caret_hints::visual(state),
        Context::Reader if beside => story_hints::BESIDE,
        _ => about_story(state, context)
            .or_else(|| search_hints::of_list(state, context))
            .unwrap_or_else(|| useful(context, showing, state.popup.as_ref(), sifted)),
    };
    let mut rest = after(area, 1);
    let used = canvas.label(rest, mode, canvas.style(Role::Mode));
    rest = after(rest, used + 2);
    if context == Context::Visual
        && let Some(amount) = caret_hints::selected(state, rest.width)
    {
        let used = canvas.line(rest, &amount, canvas.style(Role::Text));
        rest = after(rest, used + 2);
    }
    draw_hints(canvas, state, context, actions, rest);
}

/// Returns the first key that does something.
pub(super) fn first_key(state: &State, action: Action, context: Context) -> String {
    state.keymap.keys_of(action, context).into_iter().next().unwrap_or_default()
}

/// Draws keys with what they do, as many as there is room for.
pub(super) fn draw_hints(
    canvas: &mut Canvas<'_>,
    state: &State,
    context: Context,
    actions: &[(Action, &'static str)],
    area: Rect,
) {
    let mut rest = area;
    for (index, (action, word)) in actions.iter().enumerate() {
        let Some(key) = state.keymap.keys_of(*action, context).into_iter().next() else { continue };
        let key = Safe::new(&key);
        let needed = width(key.as_str()).to_u16() + width(word).to_u16() + 1;
        if rest.width < needed + 3 {
            break;
        }
        if index > 0 {
            let used = canvas.label(rest, "· ", canvas.style(Role::Dim));
            rest = after(rest, used);
        }
        let used = canvas.line(rest, &key, canvas.style(Role::Key));
        rest = after(rest, used + 1);
        let used = canvas.label(rest, word, canvas.style(Role::Dim));
        rest = after(rest, used + 1);
    }
}

/// Returns where the reader is: which paragraph of how many, and how far in all.
fn position(state: &State) -> String {
    let Some(reader) = state.reader() else { return String::new() };
    let blocks = reader.document.blocks().len();
    let here = reader.document.block_at(reader.cursor.start()).map_or(0, |index| index.0 + 1);
    let percent = (reader.progress(state.text_height()) * 100.0).round();
    let matches = reader.search.as_ref().map(|search| match search.count() {
        (number, all) if search.is_whole() => format!("{number}/{all} matches   "),
        _ => "… matches   ".to_owned(),
    });
    // How much is selected, and what to do with it, needs the room.
    let told = reader.story.as_ref().filter(|_| reader.caret.is_none());
    let source = told.map(|telling| {
        let all = telling.others().len() + 1;
        format!("source {} of {all}   ", wording::letter(telling.place()))
    });
    let (matches, source) = (matches.unwrap_or_default(), source.unwrap_or_default());
    format!("{matches}{source}¶ {here}/{blocks}  {percent:>3} % ")
}
