//! Effects: what update wants done, as data.

use crate::library::{Request, Ticket};
use crate::tui::draft::Draft;

/// Something to be done outside the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the library.
    Request(Ticket, Request),
    /// Give a draft its identity and time and keep it.
    Keep(Draft),
    /// Stop the program until the shell continues it.
    Suspend,
    /// Draw every cell again.
    Redraw,
    /// End the program.
    Quit,
}
