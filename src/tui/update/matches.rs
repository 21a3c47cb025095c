//! Marking what a query of the library finds in the open article: all at once in a short one; in a long one what is near
//! the place that is gone to, until the rest has been found elsewhere.

use crate::library::{Request, Ticket};
use crate::search::{passages, passages_near};
use crate::text::{TextRange, TextSize};
use crate::tui::effect::Effect;
use crate::tui::state::State;
use crate::tui::state::reader::Reader;
use crate::tui::state::search::{Extent, Search};

/// From how many bytes on a text is long; reading so much takes less than a millisecond.
const LONG: u32 = 64 * 1024;

/// How many bytes before and after a place are near it: more than any screen shows.
const NEAR: usize = 16 * 1024;

/// Marks what a query finds in the open article; returns what asks for the rest of a long one.
pub(super) fn mark(state: &mut State, query: &str, near: TextSize) -> Option<Effect> {
    let reader = state.reader_mut()?;
    let id = reader.id();
    if u32::from(reader.document.end()) < LONG {
        let found = passages(&reader.document, query);
        let count = found.len();
        reader.search = whole(query, found);
        count_matches(state, count);
        return None;
    }
    let found = passages_near(&reader.document, query, near, NEAR);
    reader.search = Some(Search::of_passages(query, found, Extent::Near));
    let content = reader.document.clone();
    let ticket = state.ticket();
    state.awaited.passages.retain(|(_, other)| *other != id);
    state.awaited.passages.push((ticket, id));
    Some(Effect::Request(ticket, Request::Passages { content, query: query.to_owned() }))
}

/// Takes all that a query finds in an article; tells whether that is the one that is shown.
pub(super) fn took(state: &mut State, ticket: Ticket, found: Vec<TextRange>) -> bool {
    let awaited = &mut state.awaited.passages;
    let Some(place) = awaited.iter().position(|(awaited, _)| *awaited == ticket) else {
        return false;
    };
    let (_, id) = awaited.remove(place);
    let count = found.len();
    let Some(reader) = state.readers_mut().find(|reader| reader.id() == id) else { return false };
    let Some(part) = reader.search.take_if(|search| !search.is_whole()) else { return false };
    reader.search = whole(&part.typed, found);
    if let (Some(search), Some(here)) = (&mut reader.search, part.current()) {
        search.at(here);
    }
    let is_shown = state.reader().is_some_and(|reader| reader.id() == id);
    if is_shown {
        count_matches(state, count);
    }
    is_shown
}

fn whole(query: &str, found: Vec<TextRange>) -> Option<Search> {
    (!found.is_empty()).then(|| Search::of_passages(query, found, Extent::All))
}

/// Notes how many matches there are in the article that was gone to from the results.
fn count_matches(state: &mut State, count: usize) {
    let shown = state.reader().map(Reader::id);
    let arrival = state.finder.arrival.as_mut();
    if let Some(arrival) = arrival.filter(|arrival| Some(arrival.document) == shown) {
        arrival.matches = count;
    }
}
