//! Taking a page of the list of articles that the library answered with.

use crate::library::{ListEntry, Scope, Ticket};
use crate::tui::effect::Effect;
use crate::tui::state::reader::Reader;
use crate::tui::state::sources::{PAGE, Rest};
use crate::tui::state::{Listing, Saved, State};
use crate::tui::update::{stories, travel};

/// Takes a page of the list, if that is what is awaited.
pub(super) fn listed(state: &mut State, ticket: Ticket, entries: Vec<ListEntry>) -> Vec<Effect> {
    let Some((_, listing)) = state.awaited.list.filter(|(awaited, _)| *awaited == ticket) else {
        return Vec::new();
    };
    state.awaited.list = None;
    let height = state.sources_height();
    let rest = if entries.is_empty() { Rest::Complete } else { Rest::Unread };
    if listing == Listing::More {
        let before = state.sources.entries().len();
        state.sources.extend(entries, rest);
        return stories::ask_for_heads(state, before).into_iter().collect();
    }
    let open = state.reader().map(Reader::id);
    let was_listed = open.is_some_and(|id| state.sources.is_listed(id));
    let is_whole = entries.len() < state.sources.entries().len().max(PAGE)
        && state.sources.scope == Scope::default()
        && state.sources.filter.is_none()
        && !matches!(listing, Listing::Shelf | Listing::Filtered);
    if matches!(listing, Listing::Shelf | Listing::Filtered) {
        state.sources.clear();
    }
    state.sources.replace(entries, rest, height);
    let is_listed = open.is_some_and(|id| state.sources.is_listed(id));
    let wanted = match listing {
        Listing::Back(id) => Some(id),
        // An article that was opened before the list knew it is selected now.
        Listing::More | Listing::Anew => open.filter(|_| !was_listed),
        Listing::Shelf => open,
        Listing::Filtered => None,
    };
    if let Some(row) = wanted.and_then(|id| state.sources.row_of(id)) {
        let length = state.sources.rows().len();
        state.sources.list.select(row, length, height);
    }
    let mut effects: Vec<_> = stories::ask_for_heads(state, 0).into_iter().collect();
    // What has left the whole list is not in the library any more: adding it was undone.
    if let Some(gone) = open.filter(|_| was_listed && !is_listed && is_whole) {
        state.position = Saved::Yes;
        state.jumps.forget(gone);
        effects.extend(travel::close(state, gone));
    }
    effects
}
