//! The terminal as a device: where keys come from, where the screen is, and how both were before.
//!
//! [`Device::restore`] may be called from any thread and more than once; it takes no lock of the standard
//! streams and keeps no buffer, so that it works while the program is in trouble.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::layout::Size;
use rustix::io::Errno;
use rustix::termios::{OptionalActions, Termios};

use crate::tui::guard::clipboard::ClipboardWrite;

/// The alternate screen.
const ENTER: &str = "\x1b[?1049h";

/// Pasted text marked as such, no cursor.
const MODES: &str = "\x1b[?2004h\x1b[?25l";

/// Presses, releases and drags of the mouse in the form that has no limit of columns.
const MOUSE: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";

/// Leaves the mouse to the terminal.
const NO_MOUSE: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// Takes back all of the above, whether it was set or not, ends a half-sent frame and shows the cursor.
const LEAVE: &str =
    "\x1b[?2026l\x1b[0m\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?2004l\x1b[?1049l\x1b[?25h";

/// Whether the program or the terminal handles the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// The program gets clicks and the wheel.
    Program,
    /// The terminal selects text.
    Terminal,
}

/// The terminal's two ends and its state before the program took it.
#[derive(Debug)]
pub struct Device {
    /// Where keys come from: standard input, or the controlling terminal when input is piped.
    keys: OwnedFd,
    screen: OwnedFd,
    before: Termios,
    taken: AtomicBool,
}

impl Device {
    /// Finds the terminal of this process; changes nothing.
    ///
    /// # Errors
    ///
    /// When there is no terminal to read keys from, or it does not tell its state.
    pub fn open() -> io::Result<Self> {
        let stdin = rustix::stdio::stdin();
        let keys = if rustix::termios::isatty(stdin) {
            rustix::io::dup(stdin)?
        } else {
            controlling_terminal()?
        };
        let screen = rustix::io::dup(rustix::stdio::stdout())?;
        let before = rustix::termios::tcgetattr(&keys)?;
        Ok(Self { keys, screen, before, taken: AtomicBool::new(false) })
    }

    /// Takes the terminal: keys arrive one by one, and the screen is one of our own.
    ///
    /// If it is taken already, another program may have changed all but the screen: entering that a second
    /// time would make some terminals forget where the cursor was in the first.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn take(&self, mouse: Mouse) -> io::Result<()> {
        let mut raw = self.before.clone();
        raw.make_raw();
        let is_ours = self.taken.swap(true, Ordering::SeqCst);
        rustix::termios::tcsetattr(&self.keys, OptionalActions::Now, &raw)?;
        let screen = if is_ours { "" } else { ENTER };
        let mouse = if mouse == Mouse::Program { MOUSE } else { "" };
        self.send(&format!("{screen}{MODES}{mouse}"))
    }

    /// Takes the mouse, or leaves it to the terminal.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn set_mouse(&self, mouse: Mouse) -> io::Result<()> {
        self.send(if mouse == Mouse::Program { MOUSE } else { NO_MOUSE })
    }

    /// Puts a text on the clipboard of the terminal; whether it takes it cannot be known.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn copy(&self, write: &ClipboardWrite) -> io::Result<()> {
        self.send(write.as_str())
    }

    /// Gives the terminal back as it was; what fails is left, because nothing better can be done.
    pub fn restore(&self) {
        if self.taken.swap(false, Ordering::SeqCst) {
            let now = OptionalActions::Now;
            let _ = rustix::termios::tcsetattr(&self.keys, now, &self.before);
            let _ = self.send(LEAVE);
        }
    }

    /// Returns the size of the screen in columns and rows; a terminal that does not know is taken for 80 by 24.
    pub fn size(&self) -> Size {
        match rustix::termios::tcgetwinsize(&self.screen) {
            Ok(size) if size.ws_col > 0 && size.ws_row > 0 => Size::new(size.ws_col, size.ws_row),
            _ => Size::new(80, 24),
        }
    }

    /// Returns a writer to the screen that holds nothing back.
    ///
    /// # Errors
    ///
    /// When the system has no file descriptor left.
    pub fn screen(&self) -> io::Result<File> {
        Ok(File::from(self.screen.try_clone()?))
    }

    fn send(&self, sequence: &str) -> io::Result<()> {
        let mut rest = sequence.as_bytes();
        while !rest.is_empty() {
            match rustix::io::write(&self.screen, rest) {
                Ok(count) => rest = &rest[count..],
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

impl AsFd for Device {
    /// Returns the end keys come from.
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.keys.as_fd()
    }
}

/// Where keys come from when standard input is something else.
fn controlling_terminal() -> io::Result<OwnedFd> {
    if cfg!(target_os = "macos") {
        // There `/dev/tty` cannot be waited on; the screen is the same terminal and can.
        return Ok(rustix::io::dup(rustix::stdio::stdout())?);
    }
    Ok(File::options().read(true).write(true).open("/dev/tty")?.into())
}
