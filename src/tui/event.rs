//! Events: everything that can happen to the terminal face, in one inbox.

use ratatui::crossterm::event::MouseEvent;
use ratatui::layout::Size;

use crate::bookmark::Bookmark;
use crate::library::{Reply, Ticket};
use crate::tui::clipboard::Via;
use crate::tui::key::KeyPress;

/// Something that happened.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed.
    Key(KeyPress),
    /// Text was pasted.
    Paste(String),
    /// The mouse was used.
    Mouse(MouseEvent),
    /// The button was pressed again at the same place: the second, third or fourth time.
    ClickAgain(MouseEvent, u8),
    /// A text went to the clipboard, or could not: what it was, and how it went.
    Copied(String, Via),
    /// The terminal has another size.
    Resize(Size),
    /// The library answered a request.
    Reply(Ticket, Reply),
    /// A draft became a bookmark that is on its way to the store.
    Kept(Bookmark),
    /// The user's own editor left a text, or could not, and why.
    Edited(Result<String, String>),
    /// Nothing happened for a while after something that is worth saving.
    Pause,
    /// The system or the terminal wants the program to end.
    Terminate,
}
