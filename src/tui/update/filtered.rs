//! Filtering the source list by a query, while it is typed and until it is cleared. The shelf stays the same.

use crate::library::{Found, Ticket};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::keymap::Context;
use crate::tui::state::finder::PAGE as FOUND_PAGE;
use crate::tui::state::prompt::{Before, Purpose};
use crate::tui::state::sources::filtered::Filtered;
use crate::tui::state::sources::{PAGE, Rest, Showing};
use crate::tui::state::{Listing, State};
use crate::tui::update::command::Command;
use crate::tui::update::{listed, listing, sources};

/// Runs an action of the filter; `None` if it is none, or the list shows no articles.
pub(super) fn act(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    let filtered = state.sources.filter.is_some();
    if state.context() != Context::Sources || state.sources.showing == Showing::Shelves {
        return None;
    }
    match command.action {
        Action::Search => ask(state, ""),
        Action::NextMatch if filtered => return Some(sources::select(state, command.times())),
        Action::PreviousMatch if filtered => return Some(sources::select(state, -command.times())),
        Action::Cancel if filtered => return Some(clear(state)),
        _ => return None,
    }
    Some(Vec::new())
}

/// Asks for what the list is filtered by.
pub(super) fn ask(state: &mut State, query: &str) {
    let before = Before {
        filter: state.sources.filter.clone(),
        selected: state.sources.selected().map(|entry| entry.id),
        length: state.sources.entries().len(),
    };
    state.finder.completions = None;
    state.ask(Purpose::FilterList(before), query);
}

/// Edits what the list is filtered by; `None` leaves the key to what is the same in every prompt.
pub(super) fn edit(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    let height = i64::from(state.sources_height());
    let prompt = state.prompt.as_ref()?;
    let Purpose::FilterList(before) = &prompt.purpose else { return None };
    let recalls = prompt.text().is_empty() || prompt.recalled.is_some();
    let is_empty = prompt.text().trim().is_empty();
    Some(match action {
        Action::Accept => accept(state),
        Action::Cancel | Action::Interrupt => {
            let before = before.clone();
            give_up(state, before)
        }
        Action::DeleteBefore if is_empty => {
            let before = before.clone();
            give_up(state, before)
        }
        Action::Older | Action::Newer if recalls => return None,
        Action::Down | Action::Newer => sources::select(state, 1),
        Action::Up | Action::Older => sources::select(state, -1),
        Action::ListPageDown => sources::select(state, height),
        Action::ListPageUp => sources::select(state, -height),
        _ => return None,
    })
}

/// Filters the list by what is typed so far.
pub(super) fn typed(state: &mut State, text: &str) -> Vec<Effect> {
    let shown = state.sources.filter.as_ref().map_or("", |filter| filter.query.as_str());
    if shown == text {
        return Vec::new();
    }
    show(state, text)
}

fn show(state: &mut State, text: &str) -> Vec<Effect> {
    if text.trim().is_empty() {
        state.sources.filter = None;
        return listing::read(state, Listing::Filtered, PAGE);
    }
    let mut filter = Filtered::typed(text);
    if state.sources.scope.feed.is_none() {
        filter.meet(state.sources.shelves.searches());
    }
    state.sources.filter = Some(filter);
    listing::read(state, Listing::Filtered, FOUND_PAGE)
}

/// Leaves the list as it is filtered; with nothing typed, shows it whole.
fn accept(state: &mut State) -> Vec<Effect> {
    let Some(prompt) = state.prompt.take() else { return Vec::new() };
    let text = prompt.text().trim().to_owned();
    state.finder.completions = None;
    if text.is_empty() {
        return clear(state);
    }
    state.finder.remember(&text);
    state.row_query = text.to_lowercase();
    let keys = state.keymap.keys_of(Action::SaveSearch, Context::Sources);
    let save = keys.first().map_or("", String::as_str);
    let all = state.keymap.keys_of(Action::ShowAll, Context::Sources);
    let all = all.first().map_or("", String::as_str);
    let place = state.sources.scope.feed.map_or("", |_| " in this feed");
    state.say(&format!("only what fits “{text}”{place}; {save} keeps it, {all} shows all"));
    Vec::new()
}

/// Brings back what the list showed before.
fn give_up(state: &mut State, before: Before) -> Vec<Effect> {
    state.prompt = None;
    state.finder.completions = None;
    if state.sources.filter == before.filter {
        return Vec::new();
    }
    state.sources.filter = before.filter;
    let listing = before.selected.map_or(Listing::Shelf, Listing::Back);
    listing::read(state, listing, before.length.max(PAGE))
}

/// Shows the whole list again, the selected article still selected.
pub(super) fn clear(state: &mut State) -> Vec<Effect> {
    if state.sources.filter.take().is_none() {
        return Vec::new();
    }
    let selected = state.sources.selected().map(|entry| entry.id);
    listing::read(state, selected.map_or(Listing::Shelf, Listing::Back), PAGE)
}

/// Takes the articles that fit; `None` if the hits are not for the list.
pub(super) fn found(state: &mut State, ticket: Ticket, found: &Found) -> Option<Vec<Effect>> {
    state.awaited.list.filter(|(awaited, _)| *awaited == ticket)?;
    if let Some(filter) = &mut state.sources.filter {
        filter.next = found.next;
        filter.remarks = found.remarks.iter().map(|remark| remark.as_str().into()).collect();
    }
    let entries = found.hits.iter().map(|hit| hit.entry.clone()).collect();
    let mut effects = listed::listed(state, ticket, entries);
    state.sources.rest = if found.next.is_some() { Rest::Unread } else { Rest::Complete };
    // A page may be short that is not the last: each looks at so many articles only.
    if state.sources.entries().len() < usize::from(state.sources_height()) {
        effects.extend(listing::more(state));
    }
    Some(effects)
}
