//! What keys wait for: replies after which the same key means something else.

use crate::library::Ticket;
use crate::tui::state::finder::Going;
use crate::tui::state::kept_list::KeptFor;
use crate::tui::state::{NamingFor, State};

/// The replies that change what keys mean: an article, the bookmarks panel, a place, where a name stands, what
/// was found where the first hit is gone to.
pub(crate) type Expected = [Option<Ticket>; 5];

/// Nothing.
pub(crate) const NOTHING: Expected = [None; 5];

/// Returns the tickets of those that are waited for.
pub(crate) fn expected(state: &State) -> Expected {
    let awaited = &state.awaited;
    let shown = awaited.naming.filter(|(_, wanted)| *wanted == NamingFor::Showing);
    let going = awaited.found.filter(|_| state.finder.going == Going::WhenFound);
    [
        awaited.open.map(|open| open.0),
        awaited
            .bookmarks
            .as_ref()
            .filter(|page| matches!(page.1, KeptFor::Opening(_) | KeptFor::Anew(..)))
            .map(|it| it.0),
        awaited.mark,
        shown.map(|naming| naming.0),
        going.map(|found| found.0),
    ]
}
