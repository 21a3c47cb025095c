//! Asking for what a search of the library finds, and showing it as a list.

use crate::library::Request;
use crate::search::begun;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::state::finder::{Answer, Going, PAGE, height as shown};
use crate::tui::state::popup::Popup;
use crate::tui::state::{FoundFor, State};

/// Returns what looks for something, instead of what was looked for before.
pub(super) fn look(state: &mut State, text: &str) -> Vec<Effect> {
    state.finder.going = Going::No;
    if text.trim().is_empty() {
        state.awaited.found = None;
        state.finder.results.clear();
        return Vec::new();
    }
    text.clone_into(&mut state.finder.results.query);
    state.finder.results.is_begun = false;
    state.finder.results.state = Answer::Awaited;
    vec![ask(state, FoundFor::Anew)]
}

/// Returns what looks for the last word as a beginning, if it makes sense, where nothing was found. If that finds
/// nothing either, what was typed is what was looked for.
pub(super) fn look_for_beginning(state: &mut State) -> Option<Effect> {
    let results = &mut state.finder.results;
    if results.is_begun {
        results.is_begun = false;
        results.query.pop();
        return None;
    }
    results.query = begun(&results.query)?;
    results.is_begun = true;
    results.state = Answer::Awaited;
    Some(ask(state, FoundFor::Anew))
}

fn ask(state: &mut State, wanted: FoundFor) -> Effect {
    let ticket = state.ticket();
    state.awaited.found = Some((ticket, wanted));
    let results = &state.finder.results;
    let after = results.next().filter(|_| wanted == FoundFor::More);
    let (query, order) = (results.query.clone(), results.order);
    Effect::Request(ticket, Request::Search { query, order, after, limit: PAGE, feed: None })
}

/// Returns what asks for further hits, if they are wanted soon.
pub(super) fn more(state: &mut State) -> Vec<Effect> {
    let height = shown(state.size);
    if state.awaited.found.is_some() || !state.finder.results.wants_more(height) {
        return Vec::new();
    }
    vec![ask(state, FoundFor::More)]
}

/// Returns what asks on where a page brought less than is shown at once and is not the last.
pub(super) fn fill(state: &mut State) -> Vec<Effect> {
    let shown = usize::from(shown(state.size));
    if state.finder.results.hits().len() < shown { more(state) } else { Vec::new() }
}

/// Shows what was found last, over what is shown.
pub(super) fn show(state: &mut State) {
    if state.finder.results.state == Answer::None {
        state.say(&format!("nothing has been searched for yet; {} does", key(state)));
        return;
    }
    if !matches!(state.popup, Some(Popup::Results)) {
        state.finder.under = state.popup.take().map(Box::new);
        state.popup = Some(Popup::Results);
    }
    fit(state);
}

/// Returns the key that searches the library.
pub(super) fn key(state: &State) -> String {
    let keys = state.keymap.keys_of(Action::SearchLibrary, state.context());
    keys.into_iter().next().unwrap_or_else(|| ":search-library".to_owned())
}

/// Keeps the selection in view where the screen has another size now.
pub(super) fn fit(state: &mut State) {
    let height = shown(state.size);
    let selected = state.finder.results.list.selected();
    state.finder.results.select(selected, height);
}
