//! Searching the whole library: what is typed, what comes of it, and the list of what was found.
//!
//! Every change of what is typed asks once; an answer that another question has overtaken is dropped, and until the
//! newest comes the hits before it stay. Nothing is looked for here.

use crate::library::{Found, Order, Ticket};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::state::finder::{Answer, Going, HIT_ROWS, areas, height as shown};
use crate::tui::state::popup::Popup;
use crate::tui::state::prompt::Purpose;
use crate::tui::state::{FoundFor, State};
use crate::tui::update::command::{Command, Next};
use crate::tui::update::{arrival, finding, saved};

/// Runs an action of searching the library; `None` if it is none, or has another meaning here.
pub(super) fn act(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    match command.action {
        Action::SearchLibrary => return Some(open(state)),
        Action::SearchResults => {
            finding::show(state);
            return Some(Vec::new());
        }
        _ if !matches!(state.popup, Some(Popup::Results)) => return None,
        _ => {}
    }
    let height = shown(state.size);
    if let Some(by) = command.rows(height) {
        return Some(step(state, by));
    }
    Some(match command.action {
        Action::Open => arrival::open_selected(state),
        Action::NextMatch => step(state, command.times()),
        Action::PreviousMatch => step(state, -command.times()),
        Action::ResultOrder | Action::Sort => change_order(state),
        Action::Search | Action::EditQuery => edit_query(state),
        Action::SaveSearch => {
            saved::ask_for_name(state);
            Vec::new()
        }
        Action::Cancel | Action::Back => {
            close(state);
            Vec::new()
        }
        _ => return None,
    })
}

/// Asks for what to look for, over what is shown.
fn open(state: &mut State) -> Vec<Effect> {
    if !matches!(state.popup, Some(Popup::Results)) {
        state.finder.under = state.popup.take().map(Box::new);
    }
    state.finder.begin();
    state.awaited.found = None;
    state.popup = Some(Popup::Results);
    state.ask(Purpose::SearchLibrary, "");
    Vec::new()
}

/// Looks for something that was given as a whole.
pub(super) fn search_for(state: &mut State, query: &str) -> Vec<Effect> {
    open(state);
    state.prompt = None;
    let effects = finding::look(state, query);
    state.finder.remember(query);
    state.finder.settle();
    effects
}

/// Lets what is looked for be changed.
fn edit_query(state: &mut State) -> Vec<Effect> {
    let query = state.finder.results.query.clone();
    state.finder.begin_from_here();
    state.ask(Purpose::SearchLibrary, &query);
    Vec::new()
}

/// Closes the results; what stood there before comes back.
fn close(state: &mut State) {
    state.popup = state.finder.under.take().map(|popup| *popup);
    state.awaited.found = None;
    state.finder.going = Going::No;
}

/// Edits what is looked for, moves in what was found, goes there, or gives it up; `None` leaves the key to what is
/// the same in every prompt.
pub(super) fn edit(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    let height = i64::from(shown(state.size));
    let prompt = state.prompt.as_ref()?;
    if prompt.purpose != Purpose::SearchLibrary {
        return None;
    }
    let recalls = prompt.text().is_empty() || prompt.recalled.is_some();
    Some(match action {
        Action::Accept => accept(state),
        Action::Cancel | Action::Interrupt => give_up(state),
        Action::DeleteBefore if prompt.text().is_empty() => give_up(state),
        Action::Older | Action::Newer if recalls => return None,
        Action::Down | Action::Newer => step(state, 1),
        Action::Up | Action::Older => step(state, -1),
        Action::ListPageDown => step(state, height),
        Action::ListPageUp => step(state, -height),
        Action::ResultOrder => change_order(state),
        Action::SearchResults => {
            leave_prompt(state);
            Vec::new()
        }
        _ => return None,
    })
}

/// Follows what is typed: asks for it, unless that is what is known already.
pub(super) fn typed(state: &mut State, text: &str) -> Vec<Effect> {
    let results = &state.finder.results;
    if results.state != Answer::None && results.query == text {
        return Vec::new();
    }
    finding::look(state, text)
}

/// Takes what was found, if that is what is still looked for.
pub(super) fn found(state: &mut State, ticket: Ticket, found: Found) -> Vec<Effect> {
    let Some((_, wanted)) = state.awaited.found.filter(|(awaited, _)| *awaited == ticket) else {
        return Vec::new();
    };
    state.awaited.found = None;
    let is_nothing = found.hits.is_empty() && found.next.is_none();
    if wanted == FoundFor::Anew
        && is_nothing
        && let Some(effect) = finding::look_for_beginning(state)
    {
        return vec![effect];
    }
    match wanted {
        FoundFor::Anew => state.finder.results.take(found),
        FoundFor::More => state.finder.results.extend(found),
    }
    match std::mem::take(&mut state.finder.going) {
        Going::WhenFound if state.finder.results.selected().is_some() => {
            arrival::open_selected(state)
        }
        // A page may be empty that is not the last: each looks at so many articles only.
        going => {
            let effects = finding::fill(state);
            state.finder.going = if effects.is_empty() { Going::No } else { going };
            effects
        }
    }
}

/// Notes that what was looked for cannot be found.
pub(super) fn failed(state: &mut State, ticket: Ticket) {
    if state.awaited.found.is_some_and(|(awaited, _)| awaited == ticket) {
        state.awaited.found = None;
        state.finder.going = Going::No;
        state.finder.results.take(Found::default());
    }
}

/// Moves the selection, and asks for further hits when it comes near the end.
pub(super) fn step(state: &mut State, by: i64) -> Vec<Effect> {
    let height = shown(state.size);
    state.finder.results.step(by, height);
    finding::more(state)
}

/// Selects the hit in a row of the screen; the one that is selected is opened.
pub(super) fn click(state: &mut State, row: u16) -> Next {
    let area = areas(state.size).rows;
    let Some(row) = row.checked_sub(area.y).filter(|row| *row < area.height) else {
        return Next::NOTHING;
    };
    let results = &state.finder.results;
    let row = results.list.top() + usize::from(row / HIT_ROWS);
    if row >= results.hits().len() {
        return Next::NOTHING;
    }
    if row == results.list.selected() {
        return Next::Perform(Command::plain(Action::Open));
    }
    let height = shown(state.size);
    state.finder.results.select(row, height);
    Next::NOTHING
}

fn change_order(state: &mut State) -> Vec<Effect> {
    let results = &mut state.finder.results;
    results.order = match results.order {
        Order::Newest => Order::Relevance,
        Order::Relevance => Order::Newest,
    };
    let (query, is_begun) = (results.query.clone(), results.is_begun);
    let effects = finding::look(state, &query);
    state.finder.results.is_begun = is_begun;
    effects
}

/// Goes to the selected hit; with nothing typed, shows what was found before.
fn accept(state: &mut State) -> Vec<Effect> {
    let Some(prompt) = &state.prompt else { return Vec::new() };
    if prompt.text().trim().is_empty() {
        state.prompt = None;
        if state.finder.restore() {
            finding::fit(state);
        } else {
            close(state);
            state.say("nothing was searched for");
        }
        return Vec::new();
    }
    if state.finder.results.state == Answer::Awaited {
        leave_prompt(state);
        state.finder.going = Going::WhenFound;
        return Vec::new();
    }
    if state.finder.results.selected().is_none() {
        return Vec::new();
    }
    leave_prompt(state);
    arrival::open_selected(state)
}

/// Closes the prompt and leaves what was found as a list.
fn leave_prompt(state: &mut State) {
    let Some(prompt) = state.prompt.take() else { return };
    if prompt.text().trim().is_empty() && !state.finder.restore() {
        close(state);
        state.say("nothing has been searched for yet");
        return;
    }
    state.finder.remember(prompt.text());
    state.finder.settle();
    finding::fit(state);
}

/// Closes the prompt and the results; what was shown and found before comes back.
fn give_up(state: &mut State) -> Vec<Effect> {
    state.prompt = None;
    state.finder.restore();
    close(state);
    finding::fit(state);
    Vec::new()
}
