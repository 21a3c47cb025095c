//! Reading the list of articles from the store: from its start, and on as the selection comes near the
//! end of what there is.

use crate::library::{Order, Request, Scope};
use crate::tui::effect::Effect;
use crate::tui::state::sources::PAGE;
use crate::tui::state::{Listing, State};
use crate::tui::update::travel;

/// Returns what reads the list from the store again, with the place in the open article as it is.
pub(super) fn reload(state: &mut State) -> Vec<Effect> {
    let limit = state.sources.entries().len().max(PAGE);
    read(state, Listing::Anew, limit)
}

/// Returns what reads the list from its first article on.
pub(super) fn read(state: &mut State, listing: Listing, limit: usize) -> Vec<Effect> {
    let mut effects: Vec<_> = travel::save_position(state).into_iter().collect();
    if state.sources.filter.is_some() && listing != Listing::Filtered {
        // How much there is on the shelves comes with articles of the library only.
        effects.push(state.request(Request::List {
            scope: Scope::default(),
            after: None,
            limit: 0,
        }));
    }
    effects.push(ask(state, listing, limit));
    effects
}

/// Returns what asks for a page of the list, as it is filtered.
fn ask(state: &mut State, listing: Listing, limit: usize) -> Effect {
    let ticket = state.ticket();
    state.awaited.list = Some((ticket, listing));
    let sources = &state.sources;
    let follows = listing == Listing::More;
    let request = match &sources.filter {
        Some(filter) => Request::Search {
            query: filter.within(sources.scope.only),
            order: Order::Newest,
            after: filter.next.filter(|_| follows),
            limit,
            feed: sources.scope.feed,
        },
        None => {
            let last = sources.entries().last().filter(|_| follows);
            let after = last.map(|entry| entry.cursor);
            Request::List { scope: sources.scope, after, limit }
        }
    };
    Effect::Request(ticket, request)
}

/// Returns what fetches the articles after those in the list, if they are wanted soon.
pub(super) fn more(state: &mut State) -> Vec<Effect> {
    let height = state.sources_height();
    if state.awaited.list.is_some() || !state.sources.wants_more(height) {
        return Vec::new();
    }
    vec![ask(state, Listing::More, PAGE)]
}
