//! Searches that are kept: naming, changing and removing them, and showing what they find.

use crate::library::{Request, SavedSearch, SearchId};
use crate::tui::action::Action;
use crate::tui::draft::SearchDraft;
use crate::tui::effect::Effect;
use crate::tui::panes::Pane;
use crate::tui::state::State;
use crate::tui::state::finder::Answer;
use crate::tui::state::popup::Popup;
use crate::tui::state::prompt::Purpose;
use crate::tui::state::shelves::Shelf;
use crate::tui::state::sources::Showing;
use crate::tui::state::sources::filtered::Filtered;
use crate::tui::update::command::Command;
use crate::tui::update::{filtered, finding, shelves};

/// Runs an action about kept searches; `None` if it is none, or is about something else here.
pub(super) fn act(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    if command.action == Action::SaveSearch {
        ask_for_name(state);
        return Some(Vec::new());
    }
    if command.action == Action::EditQuery {
        return Some(edit_shown(state));
    }
    let chosen = chosen(state)?;
    match command.action {
        Action::Rename => {
            let search = state.sources.shelves.search(chosen)?;
            let (id, name) = (search.id, search.name.clone());
            state.ask(Purpose::RenameSearch(id), &name);
            Some(Vec::new())
        }
        Action::Remove if state.sources.showing == Showing::Shelves => Some(drop(state, chosen)),
        Action::MarkAllRead | Action::Refresh | Action::ToggleWhole => {
            state.say("this is a search, not a feed");
            Some(Vec::new())
        }
        _ => None,
    }
}

/// Returns the kept search an action is about: the selected shelf, or the one whose articles are shown.
fn chosen(state: &State) -> Option<SearchId> {
    if state.focus != Pane::Sources {
        return None;
    }
    match state.sources.showing {
        Showing::Shelves => state.sources.shelves.selected().and_then(Shelf::search),
        Showing::Articles => state.sources.filter.as_ref()?.saved.as_ref().map(|saved| saved.0),
    }
}

/// Returns what is looked for where the user is: in the results, the filtered list, or last.
fn looked_for(state: &State) -> Option<String> {
    let results = &state.finder.results;
    let found = Some(&results.query).filter(|_| results.state != Answer::None);
    let filter = state.sources.filter.as_ref().map(|filter| &filter.query);
    let query = match &state.popup {
        Some(Popup::Results) => found.or(filter),
        _ => filter.or(found),
    };
    query.map(|query| query.trim().to_owned()).filter(|query| !query.is_empty())
}

/// Asks what to call the search that is shown.
pub(super) fn ask_for_name(state: &mut State) {
    match looked_for(state) {
        Some(query) => state.ask(Purpose::SaveSearch(query.clone()), &query),
        None => nothing(state),
    }
}

/// Keeps the search that is shown under a name.
pub(super) fn save_shown(state: &mut State, name: &str) -> Vec<Effect> {
    match looked_for(state) {
        Some(query) => save(state, name, query),
        None => {
            nothing(state);
            Vec::new()
        }
    }
}

fn nothing(state: &mut State) {
    let key = finding::key(state);
    state.complain(&format!("there is no search to keep; {key} searches, / filters the list"));
}

/// Keeps a search under a name; one of that name looks for this from now on.
pub(super) fn save(state: &mut State, name: &str, query: String) -> Vec<Effect> {
    let name = name.trim().to_owned();
    if name.is_empty() {
        state.say("a search is kept under a name only");
        return Vec::new();
    }
    let everywhere = match (&state.popup, &state.sources.filter, state.sources.scope.feed) {
        (None, Some(_), Some(_)) => "; it looks in all feeds",
        _ => "",
    };
    state.say(&format!("kept as “{name}” among the shelves{everywhere}"));
    let known = state.sources.shelves.searches().iter().find(|search| search.name == name);
    let keep = match known.map(|search| search.id) {
        Some(id) => state.request(Request::SaveSearch(SavedSearch { id, name, query })),
        None => Effect::SaveSearch(SearchDraft { name, query }),
    };
    vec![keep, fetch(state)]
}

/// Calls a kept search something else; nothing typed leaves it as it is.
pub(super) fn rename(state: &mut State, id: SearchId, name: &str) -> Vec<Effect> {
    let name = name.trim();
    change(state, id, |search| name.clone_into(&mut search.name), name)
}

/// Changes what a kept search looks for; nothing typed leaves it as it is.
pub(super) fn set_query(state: &mut State, id: SearchId, query: &str) -> Vec<Effect> {
    let query = query.trim();
    state.finder.remember(query);
    let mut effects = change(state, id, |search| query.clone_into(&mut search.query), query);
    let shown = state.sources.filter.as_ref().and_then(|filter| filter.saved.as_ref());
    let is_shown = shown.is_some_and(|(shown, _)| *shown == id);
    if is_shown && !query.is_empty() {
        let saved = state.sources.filter.take().and_then(|filter| filter.saved);
        let filter = Filtered { saved, ..Filtered::typed(query) };
        effects.extend(shelves::show_filter(state, filter));
    }
    effects
}

fn change(
    state: &mut State,
    id: SearchId,
    change: impl FnOnce(&mut SavedSearch),
    typed: &str,
) -> Vec<Effect> {
    let Some(mut search) = state.sources.shelves.search(id).cloned() else { return Vec::new() };
    if typed.is_empty() {
        return Vec::new();
    }
    change(&mut search);
    vec![state.request(Request::SaveSearch(search)), fetch(state)]
}

/// Lets what the chosen search looks for be changed, or what the list is filtered by.
pub(super) fn edit_shown(state: &mut State) -> Vec<Effect> {
    if let Some(search) = chosen(state).and_then(|id| state.sources.shelves.search(id)) {
        let (id, query) = (search.id, search.query.clone());
        state.finder.completions = None;
        state.ask(Purpose::EditSearch(id), &query);
        return Vec::new();
    }
    let filter = state.sources.filter.as_ref().map(|filter| filter.query.clone());
    match filter {
        Some(query) if state.sources.showing == Showing::Articles => filtered::ask(state, &query),
        _ => state.say("no search is shown here; / filters the list"),
    }
    Vec::new()
}

/// Removes a kept search; undo brings it back.
fn drop(state: &mut State, id: SearchId) -> Vec<Effect> {
    let Some(search) = state.sources.shelves.search(id) else { return Vec::new() };
    let name = search.name.clone();
    let height = state.shelves_height();
    let searches = state.sources.shelves.searches().iter();
    let left = searches.filter(|search| search.id != id).cloned().collect();
    state.sources.shelves.replace_searches(left, height);
    let undo = state.key_of(Action::Undo);
    state.say(&format!("“{name}” is not kept any more; {undo} brings it back"));
    vec![state.request(Request::DropSearch(id)), fetch(state)]
}

/// Returns what asks for the searches that are kept.
pub(super) fn fetch(state: &mut State) -> Effect {
    state.request(Request::SavedSearches)
}

/// Takes the searches that are kept.
pub(super) fn took(state: &mut State, searches: Vec<SavedSearch>) {
    let height = state.shelves_height();
    let in_feed = state.sources.scope.feed.is_some();
    if let Some(filter) = state.sources.filter.as_mut().filter(|_| !in_feed) {
        filter.meet(&searches);
    }
    state.sources.shelves.replace_searches(searches, height);
}
