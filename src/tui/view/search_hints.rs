//! The keys that are useful next in what a search found, and among searches that are kept.

use crate::tui::action::Action;
use crate::tui::keymap::Context;
use crate::tui::state::State;
use crate::tui::state::sources::Showing;

/// A mode with the keys that are useful in it.
pub(super) type Hints = (&'static str, &'static [(Action, &'static str)]);

/// In the results of a search of the library.
pub(super) const RESULTS: Hints = (
    "RESULTS",
    &[
        (Action::Open, "go there"),
        (Action::EditQuery, "change"),
        (Action::ResultOrder, "order"),
        (Action::SaveSearch, "keep this search"),
        (Action::Cancel, "close"),
        (Action::Help, "help"),
    ],
);

/// Where a kept search is selected among the shelves.
const SHELF: Hints = (
    "SHELVES",
    &[
        (Action::Open, "open"),
        (Action::Rename, "rename"),
        (Action::EditQuery, "change"),
        (Action::Remove, "remove"),
        (Action::Help, "help"),
    ],
);

/// In a list of what fits a kept search.
const KEPT: Hints = (
    "FOUND",
    &[
        (Action::Open, "open"),
        (Action::Cancel, "show all"),
        (Action::EditQuery, "change"),
        (Action::Rename, "rename"),
        (Action::ShowUnread, "unread"),
        (Action::Help, "help"),
    ],
);

/// In a filtered list.
const FILTERED: Hints = (
    "FOUND",
    &[
        (Action::Open, "open"),
        (Action::Cancel, "show all"),
        (Action::SaveSearch, "keep this search"),
        (Action::EditQuery, "change"),
        (Action::ShowUnread, "unread"),
        (Action::Help, "help"),
    ],
);

/// Returns the mode and its keys where the list shows what fits a search, or a kept search is selected.
pub(super) fn of_list(state: &State, context: Context) -> Option<Hints> {
    if context != Context::Sources {
        return None;
    }
    let sources = &state.sources;
    match sources.showing {
        Showing::Shelves => sources.shelves.selected()?.search().map(|_| SHELF),
        Showing::Articles => {
            let filter = sources.filter.as_ref()?;
            Some(if filter.saved.is_some() { KEPT } else { FILTERED })
        }
    }
}
