//! Filters of the facts panel: by kind, by what the user said, by text; and its order.

use std::collections::BTreeSet;

use crate::fact::FactId;
use crate::tui::panes::Pane;
use crate::tui::state::State;
use crate::tui::state::list::ListState;
use crate::tui::state::panel::{Entry, Filter, Narrowing, Order, Panel};
use crate::tui::state::popup::{Filters, Popup};
use crate::tui::state::prompt::Purpose;
use crate::tui::state::reader::Reader;
use crate::tui::update::follow::{follow, show_selected};
use crate::tui::wording;

/// Shows other facts in the panel.
pub(super) fn show(state: &mut State, filter: Filter) {
    let height = state.body_height(Pane::Facts);
    if let Some(reader) = state.reader_mut() {
        reader.panel.narrow(None, height);
        reader.panel.set_filter(filter, height);
    }
    settle(state);
}

/// Shows all facts again.
pub(super) fn show_all(state: &mut State) {
    if !clear(state) {
        state.say("all facts are shown");
    }
}

/// Takes the filters away; returns whether there were any. What was selected stays so.
pub(super) fn clear(state: &mut State) -> bool {
    let height = state.body_height(Pane::Facts);
    let Some(reader) = state.reader_mut() else { return false };
    if reader.panel.shows_all() {
        return false;
    }
    let selected = reader.panel.selected_passage().map(|(entry, _)| entry);
    reader.panel.narrow(None, height);
    reader.panel.set_filter(Filter::All, height);
    if let Some(entry) = selected {
        reader.panel.select_entry(entry, height);
    }
    settle(state);
    true
}

/// Offers the kinds of facts there are.
pub(super) fn choose(state: &mut State) {
    let height = state.popup_height();
    let Some(reader) = state.reader() else { return };
    let panel = &reader.panel;
    let offered = |filter: &Filter| *filter == panel.filter() || panel.count(*filter) > 0;
    let choices: Vec<_> =
        Filter::all().filter(offered).map(|filter| (filter, panel.count(filter))).collect();
    let here = choices.iter().position(|(filter, _)| *filter == panel.filter());
    let mut list = ListState::default();
    list.select(here.unwrap_or_default(), choices.len(), height);
    state.popup = Some(Popup::Filters(Filters { list, choices }));
}

/// Orders the facts of each kind the other way, in all articles.
pub(super) fn sort(state: &mut State) {
    let height = state.body_height(Pane::Facts);
    state.order = state.order.other();
    let order = state.order;
    for reader in state.readers_mut() {
        reader.rearrange(order, height);
    }
    state.say(match order {
        Order::Importance => "facts: the most important first",
        Order::Position => "facts: as they stand in the text",
    });
    settle(state);
}

/// Asks for the text to which the facts are narrowed.
pub(super) fn ask(state: &mut State) {
    let Some(reader) = state.reader() else { return };
    let before = reader.panel.narrowing().map(|narrowing| narrowing.typed.clone());
    state.ask(Purpose::Narrow { before }, "");
}

/// Narrows the facts to those that contain what is typed; to all if nothing is.
pub(super) fn narrow(state: &mut State, typed: &str) {
    let height = state.body_height(Pane::Facts);
    let Some(reader) = state.reader_mut() else { return };
    if reader.panel.words().is_none() && !typed.is_empty() {
        let words = reader.panel.entries().iter().map(|entry| words(reader, entry)).collect();
        reader.panel.set_words(Some(words));
    }
    let narrowing = (!typed.is_empty()).then(|| narrowing(&reader.panel, typed));
    reader.panel.narrow(narrowing, height);
    settle(state);
}

/// Gives up what is typed: the facts are narrowed to what they were before.
pub(super) fn give_up(state: &mut State, before: &str) {
    narrow(state, before);
    forget_words(state);
}

/// Forgets what was kept for searching.
fn forget_words(state: &mut State) {
    if let Some(reader) = state.reader_mut() {
        reader.panel.set_words(None);
    }
}

/// Says so if no fact contains what was typed, and shows all again.
pub(super) fn finish(state: &mut State, typed: &str) {
    narrow(state, typed);
    state.row_query = typed.to_lowercase();
    if state.reader().is_some_and(|reader| reader.panel.rows().is_empty()) && !typed.is_empty() {
        narrow(state, "");
        state.complain(&format!("no fact contains {typed}"));
    }
    forget_words(state);
}

/// Shows what was selected in the text, or what the text shows in the panel.
fn settle(state: &mut State) {
    if state.focus == Pane::Facts {
        show_selected(state);
    } else {
        follow(state);
    }
}

fn narrowing(panel: &Panel, typed: &str) -> Narrowing {
    let wanted = typed.to_lowercase();
    let entries = panel.entries().iter().zip(panel.words().unwrap_or_default());
    let found = entries.filter(|(_, words)| words.contains(&wanted));
    let facts: BTreeSet<FactId> =
        found.flat_map(|(entry, _)| entry.facts.iter().copied()).collect();
    Narrowing { typed: typed.to_owned(), facts }
}

/// Returns what an entry says, in lower case: its label, and the different words of its passages.
fn words(reader: &Reader, entry: &Entry) -> String {
    let Some(facts) = &reader.facts else { return String::new() };
    let Some(fact) = entry.facts.first().and_then(|id| facts.get(*id)) else {
        return String::new();
    };
    let (main, detail) = wording::words(&reader.document, facts, fact);
    let mut forms = BTreeSet::new();
    forms.extend(entry.passages.iter().map(|passage| reader.document.slice(*passage)));
    let mut words = format!("{main}\n{detail}");
    for form in forms.into_iter().filter(|form| !main.contains(form)) {
        words.push('\n');
        words.push_str(form);
    }
    words.to_lowercase()
}
