//! What the outside tells the loop.

use ratatui::crossterm::event::MouseEvent;
use ratatui::layout::Size;

use crate::tui::key::KeyPress;

/// One thing that happened outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputEvent {
    /// A key was pressed.
    Key(KeyPress),
    /// Text was pasted; as it came, with line feeds between lines, so clean it before drawing it.
    Paste(String),
    /// The mouse was used; columns and rows from 0.
    Mouse(MouseEvent),
    /// The screen has a new size.
    Resize(Size),
    /// The process was stopped and goes on: the terminal must be taken again.
    ///
    /// A terminal that goes away sends this too, before or after [`Quit::HangUp`]; taking it then fails, and
    /// the loop should end as it would for that.
    Continued,
    /// The program must end, and soon.
    Quit(Quit),
}

/// Why the program must end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quit {
    /// The terminal went away.
    HangUp,
    /// Someone interrupts the program from outside.
    Interrupt,
    /// Someone ends the program from outside.
    Terminate,
}

impl Quit {
    /// Returns the exit code that tells it, as a shell would for the signal: 128 and its number.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::HangUp => 129,
            Self::Interrupt => 130,
            Self::Terminate => 143,
        }
    }
}
