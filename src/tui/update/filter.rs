//! Filters of the facts panel: by kind, by what the user said, by text; and its order.

use std::collections::BTreeSet;

use crate::fact::FactId;
use crate::tui::panes::Pane;
use crate::tui::state::State;
use crate::tui::state::list::ListState;
use crate::tui::state::panel::{Entry, Filter, Narrowing, Order};
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
    let Some(reader) = state.reader() else { return };
    let narrowing = (!typed.is_empty()).then(|| narrowing(reader, typed));
    if let Some(reader) = state.reader_mut() {
        reader.panel.narrow(narrowing, height);
    }
    settle(state);
}

/// Says so if no fact contains what was typed, and shows all again.
pub(super) fn finish(state: &mut State, typed: &str) {
    narrow(state, typed);
    state.row_query = typed.to_lowercase();
    if state.reader().is_some_and(|reader| reader.panel.rows().is_empty()) && !typed.is_empty() {
        narrow(state, "");
        state.complain(&format!("no fact contains {typed}"));
    }
}

/// Shows what was selected in the text, or what the text shows in the panel.
fn settle(state: &mut State) {
    if state.focus == Pane::Facts {
        show_selected(state);
    } else {
        follow(state);
    }
}

fn narrowing(reader: &Reader, typed: &str) -> Narrowing {
    let wanted = typed.to_lowercase();
    let says = |entry: &&Entry| words(reader, entry).to_lowercase().contains(&wanted);
    let found = reader.panel.entries().iter().filter(says);
    let facts: BTreeSet<FactId> = found.flat_map(|entry| entry.facts.iter().copied()).collect();
    Narrowing { typed: typed.to_owned(), facts }
}

/// Returns what an entry says: its label, and the different words of its passages.
fn words(reader: &Reader, entry: &Entry) -> String {
    let mut words: Vec<String> = Vec::new();
    if let Some(label) = wording::entry(reader, entry) {
        words.extend([label.main.to_string(), label.detail.to_string()]);
    }
    for passage in &entry.passages {
        let passage = reader.document.slice(*passage);
        if !words.iter().any(|known| known == passage) {
            words.push(passage.to_owned());
        }
    }
    words.join("\n")
}
