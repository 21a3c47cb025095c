//! The width of the terminal that is printed to, if there is one.

use std::io::IsTerminal as _;

use crate::text::Columns;

/// Returns how wide the terminal is that standard output goes to, if it is one.
pub fn terminal_width() -> Option<Columns> {
    let output = std::io::stdout();
    if !output.is_terminal() {
        return None;
    }
    let size = rustix::termios::tcgetwinsize(&output).ok()?;
    (size.ws_col > 0).then(|| Columns::from(size.ws_col))
}
