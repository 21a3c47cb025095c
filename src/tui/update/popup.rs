//! Actions of what stands over the panes: lists, help, and texts to look at.

use crate::text::Safe;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::keymap::Context;
use crate::tui::panes::Pane;
use crate::tui::state::list::ListState;
use crate::tui::state::popup::{Bookmarks, Help, HelpRow, Peek, Popup, Spacing, Tab};
use crate::tui::state::prompt::Purpose;
use crate::tui::state::{Goal, State};
use crate::tui::update::command::Command;
use crate::tui::update::focus::focus;
use crate::tui::update::{keep, travel};
use crate::tui::wording;

/// Runs an action of the open popup; `None` if it has no meaning there and may have one elsewhere.
pub(super) fn act(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    match command.action {
        Action::Cancel | Action::Back | Action::Interrupt => {
            state.popup = None;
            return Some(Vec::new());
        }
        Action::Help if matches!(state.popup, Some(Popup::Help(_))) => state.popup = None,
        Action::Open => return Some(open(state)),
        Action::Remove => return Some(remove(state)),
        Action::EditNote => edit_note(state),
        Action::NextTab | Action::PreviousTab => return Some(next_tab(state)),
        Action::Peek => peek(state),
        Action::Search => {
            if matches!(state.popup, Some(Popup::Help(_))) {
                state.ask(Purpose::SearchHelp, "");
            }
        }
        Action::NextMatch => next_in_help(state, 1),
        Action::PreviousMatch => next_in_help(state, -1),
        action => return select(state, action, command.times()),
    }
    Some(Vec::new())
}

/// Returns how many rows a popup shows at once.
pub(super) fn rows(state: &State) -> u16 {
    state.size.height.saturating_sub(5).max(1)
}

/// Moves the selection; in a popup without one, scrolls.
fn select(state: &mut State, action: Action, times: i64) -> Option<Vec<Effect>> {
    let height = rows(state);
    let page = i64::from(height);
    let by = match action {
        Action::Down | Action::LineDown => times,
        Action::Up | Action::LineUp => -times,
        Action::ListHalfPageDown | Action::HalfPageDown => times * (page / 2).max(1),
        Action::ListHalfPageUp | Action::HalfPageUp => -times * (page / 2).max(1),
        Action::ListPageDown | Action::PageDown => times * page,
        Action::ListPageUp | Action::PageUp => -times * page,
        Action::First | Action::Top => i64::MIN,
        Action::Last | Action::End => i64::MAX,
        _ => return None,
    };
    let places = state.jumps.places().len();
    match state.popup.as_mut()? {
        Popup::Help(help) => help.list.scroll(by, help.rows.len(), height),
        Popup::Peek(peek) => peek.list.scroll(by, peek.paragraphs.len(), height),
        Popup::Bookmarks(panel) => panel.list.step(by, panel.bookmarks.len(), height),
        Popup::Contents(contents) => contents.list.step(by, contents.headings.len(), height),
        Popup::Jumps(list) => list.step(by, places, height),
        Popup::Palette(palette) => palette.list.step(by, palette.items.len(), height),
    }
    Some(Vec::new())
}

/// Goes where the selected row leads and closes the popup.
fn open(state: &mut State) -> Vec<Effect> {
    match state.popup.take() {
        Some(Popup::Bookmarks(panel)) => {
            let Some(bookmark) = panel.bookmarks.get(panel.list.selected()) else {
                return Vec::new();
            };
            let effects = travel::open(state, bookmark.document, Goal::Bookmark(bookmark.id));
            focus(state, Pane::Reader);
            effects
        }
        Some(Popup::Contents(contents)) => {
            if let Some((_, range)) = contents.headings.get(contents.list.selected()) {
                travel::jump(state, range.start());
                let height = state.text_height();
                if let Some(reader) = state.reader_mut() {
                    reader.place(range.start(), 0, height);
                }
            }
            focus(state, Pane::Reader);
            Vec::new()
        }
        Some(Popup::Jumps(list)) => {
            let Some(place) = state.jumps.places().get(list.selected()).copied() else {
                return Vec::new();
            };
            travel::leave(state);
            let effects = travel::go_to_place(state, place);
            focus(state, Pane::Reader);
            effects
        }
        // Help and texts to look at lead nowhere; Enter closes them.
        _ => Vec::new(),
    }
}

fn remove(state: &mut State) -> Vec<Effect> {
    let height = rows(state);
    match &mut state.popup {
        Some(Popup::Bookmarks(panel)) => {
            let selected = panel.bookmarks.get(panel.list.selected()).map(|bookmark| bookmark.id);
            selected.map(|id| keep::remove(state, id)).unwrap_or_default()
        }
        Some(Popup::Jumps(list)) => {
            state.jumps.remove(list.selected());
            list.select(list.selected(), state.jumps.places().len(), height);
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn next_tab(state: &mut State) -> Vec<Effect> {
    let here = state.reader().map(crate::tui::state::reader::Reader::id);
    let Some(Popup::Bookmarks(panel)) = &state.popup else { return Vec::new() };
    let tab = match (panel.tab, here) {
        (Tab::Library, Some(id)) => Tab::Document(id),
        (Tab::Library, None) | (Tab::Document(_), _) => Tab::Library,
    };
    vec![keep::fetch(state, tab)]
}

/// Shows the bookmarks that have been fetched.
pub(super) fn show_bookmarks(
    state: &mut State,
    tab: Tab,
    bookmarks: Vec<crate::bookmark::Bookmark>,
) {
    let mut list = ListState::default();
    list.select(bookmarks.len(), bookmarks.len(), rows(state));
    state.popup = Some(Popup::Bookmarks(Bookmarks { list, tab, bookmarks }));
}

/// Shows a bookmark with what stood around it and its whole note.
fn peek(state: &mut State) {
    let Some(Popup::Bookmarks(panel)) = &state.popup else { return };
    let Some(bookmark) = panel.bookmarks.get(panel.list.selected()) else { return };
    let quote = &bookmark.anchor.quote;
    let mut paragraphs =
        vec![Safe::new(&format!("…{}⟦{}⟧{}…", quote.prefix, quote.exact, quote.suffix))];
    if !bookmark.note.is_empty() {
        paragraphs.push(Safe::new(&format!("note: {}", bookmark.note)));
    }
    paragraphs
        .push(Safe::new(&format!("kept {}", bookmark.created.strftime("%-d %b %Y, %H:%M UTC"))));
    let title = Safe::new(&bookmark.title);
    state.popup = Some(Popup::Peek(Peek {
        title,
        paragraphs,
        spacing: Spacing::Loose,
        list: ListState::default(),
    }));
}

/// Opens the help of the pane that has the focus, or of the popup that is open.
pub(super) fn open_help(state: &mut State) {
    let context = state.context();
    let mut rows = Vec::new();
    let mut contexts = vec![context];
    if context.inherits_global() {
        contexts.push(Context::Global);
    }
    contexts.push(Context::Prompt);
    for context in contexts {
        if !rows.is_empty() {
            rows.push(HelpRow::Space);
        }
        rows.push(HelpRow::Heading(wording::context(context)));
        let keys = state.keymap.help(context).into_iter();
        rows.extend(keys.map(|(keys, help)| HelpRow::Keys(keys, help)));
    }
    let help = Help { context, list: ListState::default(), query: String::new(), rows };
    state.popup = Some(Popup::Help(help));
}

/// Goes to the first row of the help that contains what is typed.
pub(super) fn search_help(state: &mut State, typed: &str) {
    if let Some(Popup::Help(help)) = &mut state.popup {
        help.query = typed.to_lowercase();
        help.list = ListState::default();
    }
    if !matches_in_help(state).is_empty() {
        show_match(state, 0);
    }
}

fn next_in_help(state: &mut State, by: i64) {
    let Some(Popup::Help(help)) = &state.popup else { return };
    let top = help.list.selected();
    let matches = matches_in_help(state);
    let next = match by {
        1 => matches.iter().position(|row| *row > top),
        _ => matches.iter().rposition(|row| *row < top),
    };
    match next {
        Some(next) => show_match(state, next),
        None => state.say("no further match"),
    }
}

fn show_match(state: &mut State, index: usize) {
    let height = rows(state);
    let row = matches_in_help(state).get(index).copied();
    if let (Some(row), Some(Popup::Help(help))) = (row, &mut state.popup) {
        help.list.select(row, help.rows.len(), height);
    }
}

fn matches_in_help(state: &State) -> Vec<usize> {
    let Some(Popup::Help(help)) = &state.popup else { return Vec::new() };
    if help.query.is_empty() {
        return Vec::new();
    }
    let contains = |row: &HelpRow| match row {
        HelpRow::Heading(text) => text.to_lowercase().contains(&help.query),
        HelpRow::Keys(keys, text) => {
            keys.to_lowercase().contains(&help.query) || text.to_lowercase().contains(&help.query)
        }
        HelpRow::Space => false,
    };
    (0..help.rows.len()).filter(|row| help.rows.get(*row).is_some_and(contains)).collect()
}

/// Shows what is known about the article: where it is from, how long it is, what import noticed.
pub(super) fn open_info(state: &mut State) {
    let height = state.text_height();
    let Some(reader) = state.reader() else {
        state.say("no article is open");
        return;
    };
    let title = Safe::new(&reader.entry.title);
    let paragraphs = wording::information(reader, height);
    state.popup = Some(Popup::Peek(Peek {
        title,
        paragraphs,
        spacing: Spacing::Tight,
        list: ListState::default(),
    }));
}

/// Opens the prompt for the note of the selected bookmark.
fn edit_note(state: &mut State) {
    let Some(Popup::Bookmarks(panel)) = &state.popup else { return };
    let Some(bookmark) = panel.bookmarks.get(panel.list.selected()) else { return };
    let (id, note) = (bookmark.id, bookmark.note.clone());
    state.ask(Purpose::EditNote(id), &note);
}
