//! Progress: one line on standard error that is written over, only where that is a terminal.

use std::io::{IsTerminal as _, Write as _};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::library::Doing;
use crate::text::grapheme::prefix_within;
use crate::text::{Columns, Safe};

/// How long a line stands at least: what changes faster cannot be read.
const SHORTEST: Duration = Duration::from_millis(100);

/// The line; it is wiped away when it is dropped.
#[derive(Debug)]
pub struct Progress {
    /// Where it is written, if that is a terminal.
    line: Option<Mutex<Line>>,
}

#[derive(Debug)]
struct Line {
    width: Columns,
    /// When it was last written, if something stands there.
    written: Option<Instant>,
}

impl Progress {
    /// Makes a line that is empty yet.
    pub fn new() -> Self {
        let error = std::io::stderr();
        let size = rustix::termios::tcgetwinsize(&error).ok().filter(|_| error.is_terminal());
        let is_dumb = std::env::var_os("TERM").is_none_or(|name| name == "dumb");
        let line = size.filter(|size| size.ws_col > 1 && !is_dumb).map(|size| {
            // The last column is left free: some terminals go on in the next line after it.
            Mutex::new(Line { width: Columns::from(size.ws_col - 1), written: None })
        });
        Self { line }
    }

    /// Shows what is going on.
    pub fn show(&self, doing: &Doing) {
        self.say(&words(doing));
    }

    /// Shows some words.
    pub fn say(&self, words: &str) {
        let Some(line) = &self.line else { return };
        let mut line = line.lock().unwrap_or_else(PoisonError::into_inner);
        if line.written.is_some_and(|written| written.elapsed() < SHORTEST) {
            return;
        }
        line.written = Some(Instant::now());
        let words = Safe::new(words);
        // Where the terminal has gone there is nobody to show it to.
        let _ = write!(std::io::stderr(), "{WIPE}{}", prefix_within(words.as_str(), line.width));
    }

    /// Wipes the line away, before something else is said.
    pub fn clear(&self) {
        let Some(line) = &self.line else { return };
        let mut line = line.lock().unwrap_or_else(PoisonError::into_inner);
        if line.written.take().is_some() {
            let _ = write!(std::io::stderr(), "{WIPE}");
        }
    }
}

impl Default for Progress {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Goes to the start of the line and erases to its end.
const WIPE: &str = "\r\u{1b}[K";

fn words(doing: &Doing) -> String {
    match doing {
        Doing::Fetching { address, received: 0, .. } => format!("fetching {address}"),
        Doing::Fetching { address, received, expected: Some(expected) } => {
            format!("fetching {} of {}, {address}", size(*received), size(*expected))
        }
        Doing::Fetching { address, received, expected: None } => {
            format!("fetching {}, {address}", size(*received))
        }
        Doing::Refreshing { done, all, new } => {
            format!("refreshing {done} of {all}, {new} new")
        }
        Doing::Importing { path, done } => format!("reading {}, {}", done + 1, path.display()),
    }
}

fn size(bytes: u64) -> String {
    let bytes = bytes as f64;
    if bytes < 100_000.0 {
        format!("{:.0} kB", bytes / 1e3)
    } else {
        format!("{:.1} MB", bytes / 1e6)
    }
}

#[cfg(test)]
mod tests {
    use super::words;
    use crate::library::Doing;

    #[test]
    fn what_is_going_on_is_said_in_one_line() {
        let address = || "https://example.org/".to_owned();
        let table = [
            (
                Doing::Fetching { address: address(), received: 0, expected: None },
                "fetching https://example.org/",
            ),
            (
                Doing::Fetching { address: address(), received: 1500, expected: Some(2_000_000) },
                "fetching 2 kB of 2.0 MB, https://example.org/",
            ),
            (
                Doing::Fetching { address: address(), received: 300_000, expected: None },
                "fetching 0.3 MB, https://example.org/",
            ),
            (Doing::Refreshing { done: 3, all: 9, new: 12 }, "refreshing 3 of 9, 12 new"),
            (Doing::Importing { path: "a/b.txt".into(), done: 4 }, "reading 5, a/b.txt"),
        ];
        for (doing, expected) in table {
            assert_eq!(words(&doing), expected);
        }
    }
}
