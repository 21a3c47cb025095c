//! Effects: what update wants done, as data.

use crate::library::{Request, Ticket};
use crate::tui::draft::{Draft, SearchDraft};
use crate::tui::terminal::Mouse;

/// Something to be done outside the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the library.
    Request(Ticket, Request),
    /// Give a draft its identity and time and keep it.
    Keep(Draft),
    /// Put a text on the clipboard.
    Copy {
        /// The text.
        text: String,
        /// What it is, for the status line: `23 words`.
        what: String,
    },
    /// Take the mouse, or leave it to the terminal.
    Mouse(Mouse),
    /// Let the user's own editor change a text.
    EditOutside(String),
    /// Give a search its identity and keep it.
    SaveSearch(SearchDraft),
    /// Stop the program until the shell continues it.
    Suspend,
    /// Draw every cell again.
    Redraw,
    /// End the program.
    Quit,
}
