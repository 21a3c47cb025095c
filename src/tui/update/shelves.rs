//! Actions of the shelves: choosing what the source list shows.

use crate::library::{Only, Request, Scope};
use crate::source::FeedId;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::panes::Pane;
use crate::tui::state::shelves::Shelf;
use crate::tui::state::sources::filtered::Filtered;
use crate::tui::state::sources::{PAGE, Showing};
use crate::tui::state::{Listing, State};
use crate::tui::update::command::Command;
use crate::tui::update::focus::focus;
use crate::tui::update::listing::read;

/// Runs an action that chooses what the source list shows; `None` if it is none, or is about articles.
pub(super) fn act(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    match command.action {
        Action::Shelves => return Some(show(state)),
        Action::ShowAll => return Some(show_only(state, Only::All)),
        Action::ShowUnread => return Some(show_only(state, Only::Unread)),
        Action::ShowStarred => return Some(show_only(state, Only::Starred)),
        _ if state.focus != Pane::Sources || state.sources.showing == Showing::Articles => {
            return None;
        }
        _ => {}
    }
    if let Some(rows) = command.rows(state.shelves_height()) {
        step(state, rows);
        return Some(Vec::new());
    }
    let effects = match command.action {
        Action::Open | Action::Unfold | Action::Peek => open(state),
        Action::Cancel => {
            close(state);
            Vec::new()
        }
        Action::ToggleRead | Action::ToggleStar => {
            state.say("a shelf is not an article; Enter opens it");
            Vec::new()
        }
        _ => return None,
    };
    Some(effects)
}

/// Shows the shelves in place of the articles, the one they are from selected.
fn show(state: &mut State) -> Vec<Effect> {
    focus(state, Pane::Sources);
    let height = state.shelves_height();
    let scope = state.sources.scope;
    state.sources.showing = Showing::Shelves;
    let saved = state.sources.filter.as_ref().and_then(|filter| filter.saved.as_ref());
    match saved.map(|saved| saved.0) {
        Some(search) => state.sources.shelves.select_search(search, height),
        None => state.sources.shelves.select(scope, height),
    }
    // What was read a moment ago counts as read.
    let limit = state.sources.entries().len().max(PAGE);
    let mut effects = read(state, Listing::Anew, limit);
    effects.push(state.request(Request::Subscriptions));
    effects.push(state.request(Request::SavedSearches));
    effects
}

/// Shows the articles again.
fn close(state: &mut State) {
    state.sources.showing = Showing::Articles;
}

/// Moves the selection.
fn step(state: &mut State, by: i64) {
    let height = state.shelves_height();
    let shelves = &mut state.sources.shelves;
    let length = shelves.len();
    shelves.list.step(by, length, height);
}

/// Shows the articles of the selected shelf.
fn open(state: &mut State) -> Vec<Effect> {
    let Some(shelf) = state.sources.shelves.selected() else { return Vec::new() };
    if let Shelf::Search(search) = shelf {
        let filter = Filtered::saved(search);
        return show_filter(state, filter);
    }
    let scope = shelf.scope().unwrap_or_default();
    show_scope(state, scope)
}

/// Shows those articles of the shelf that are of a kind. Among the shelves that is the selected one.
fn show_only(state: &mut State, only: Only) -> Vec<Effect> {
    focus(state, Pane::Sources);
    let feed = match state.sources.showing {
        Showing::Articles => state.sources.scope.feed,
        Showing::Shelves => selected_feed(state),
    };
    let filter = state.sources.filter.take();
    let filter = filter.filter(|_| only != Only::All && state.sources.showing == Showing::Articles);
    let effects = show_filtered(state, Scope { feed, only }, filter);
    state.say(match only {
        Only::All => "all articles",
        Only::Unread => "unread articles only; fa shows all",
        Only::Starred => "starred articles only; fa shows all",
    });
    effects
}

/// Shows the articles of a scope from the first one on.
pub(super) fn show_scope(state: &mut State, scope: Scope) -> Vec<Effect> {
    show_filtered(state, scope, None)
}

/// Shows the articles that a query finds, from the newest on.
pub(super) fn show_filter(state: &mut State, filter: Filtered) -> Vec<Effect> {
    show_filtered(state, Scope::default(), Some(filter))
}

fn show_filtered(state: &mut State, scope: Scope, filter: Option<Filtered>) -> Vec<Effect> {
    close(state);
    state.sources.scope = scope;
    state.sources.filter = filter;
    read(state, Listing::Shelf, PAGE)
}

/// Returns the feed whose shelf is selected.
pub(super) fn selected_feed(state: &State) -> Option<FeedId> {
    match state.sources.shelves.selected()? {
        Shelf::Feed(feed) => Some(feed.id),
        _ => None,
    }
}
