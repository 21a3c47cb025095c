//! Reading the list of articles from the store: from its start, and on as the selection comes near the
//! end of what there is.

use crate::library::Request;
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
    let (ticket, scope) = (state.ticket(), state.sources.scope);
    state.awaited.list = Some((ticket, listing));
    effects.push(Effect::Request(ticket, Request::List { scope, after: None, limit }));
    effects
}

/// Returns what fetches the articles after those in the list, if they are wanted soon.
pub(super) fn more(state: &mut State) -> Vec<Effect> {
    let height = state.sources_height();
    if state.awaited.list.is_some() || !state.sources.wants_more(height) {
        return Vec::new();
    }
    let after = state.sources.entries().last().map(|entry| entry.cursor);
    let (ticket, scope) = (state.ticket(), state.sources.scope);
    state.awaited.list = Some((ticket, Listing::More));
    vec![Effect::Request(ticket, Request::List { scope, after, limit: PAGE })]
}
