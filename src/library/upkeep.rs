//! Upkeep: what keeps the library safe in the background: the journal brought up, a backup a day, a look at the pages
//! after the program could not close the store.
//!
//! It begins when nothing has been asked for a while after the start, on a thread and with a connection of its own,
//! and then once on every later day on which something is done. Never before the first frame.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use anyhow::Result;
use jiff::Zoned;
use jiff::civil::Date;

use crate::library::lane::guarded;
use crate::library::library::Library;
use crate::store::{BackedUp, back_up};

/// How long nothing may have been asked for before it begins.
const QUIET: Duration = Duration::from_secs(2);

/// How many pieces of the index a command merges at most, about a second.
const MERGED: u32 = 40;

/// How the library was found when it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// Closed, as it should be.
    Closed,
    /// Open in another program, or left so by one that could not close it.
    Open,
}

/// Keeps a library safe.
pub(crate) struct Upkeep {
    path: PathBuf,
    found: Found,
    ending: Arc<AtomicBool>,
    tell: Box<dyn Fn(String) + Send>,
}

impl Upkeep {
    /// Makes the upkeep of the library at a path; `tell` is called with what the user should know.
    pub(crate) fn new(
        path: &Path,
        found: Found,
        ending: Arc<AtomicBool>,
        tell: impl Fn(String) + Send + 'static,
    ) -> Self {
        Self { path: path.to_owned(), found, ending, tell: Box::new(tell) }
    }

    /// Works once, and again whenever it is woken on another day, until there is nobody left to wake it.
    pub(crate) fn run(self, wakes: &Receiver<()>) {
        let (mut found, mut done) = (self.found, None);
        loop {
            if !is_quiet(wakes) {
                return;
            }
            let today = Zoned::now().date();
            if done != Some(today) {
                let work = || {
                    let library = Library::open(&self.path)?;
                    library.keep_up(found, today, &|| self.ending.load(Ordering::Relaxed))
                };
                match guarded(work) {
                    Ok(notices) => notices.into_iter().for_each(|notice| (self.tell)(notice)),
                    Err(error) => (self.tell)(format!("{error:#}")),
                }
                (found, done) = (Found::Closed, Some(today));
            }
            if wakes.recv().is_err() {
                return;
            }
        }
    }
}

/// Waits until nothing was asked for a while; `false` if the program ends.
fn is_quiet(wakes: &Receiver<()>) -> bool {
    loop {
        match wakes.recv_timeout(QUIET) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

impl Library {
    /// Brings the journal up, looks at the pages if the store was not closed, and makes the backup of the day; stops
    /// when `stop` says so. Returns what the user should know.
    pub(crate) fn keep_up(
        &self,
        found: Found,
        today: Date,
        stop: &dyn Fn() -> bool,
    ) -> Result<Vec<String>> {
        let path = self.path().display();
        if found == Found::Open
            && let Some(fault) = self.store.faults(true)?.into_iter().next()
        {
            return Ok(vec![format!(
                "{path} is damaged ({fault}); end the program and run `sidelight doctor --salvage`"
            )]);
        }
        let mut notices = Vec::new();
        if found == Found::Open || self.store.is_journal_behind()? {
            self.store.catch_up()?;
        }
        if stop() {
            return Ok(notices);
        }
        self.store.shorten_journal()?;
        if self.store.has_changes()?
            && let BackedUp::NoRoom { needed, free } = back_up(&self.store, today, stop)?
        {
            let (needed, free) = (megabytes(needed), megabytes(free));
            notices.push(format!(
                "no backup of {path} was made: it needs {needed} MB and {free} are free; make room"
            ));
        }
        Ok(notices)
    }

    /// Keeps the library safe and searches quick, as the program does by itself while it is open, for a day on which
    /// it is only used by commands.
    ///
    /// # Errors
    ///
    /// Fails if the store or the journal cannot be read or written.
    pub fn keep_up_today(&self) -> Result<Vec<String>> {
        // Looking at every page takes long in a large library, and is left to the program that stays open.
        let notices = self.keep_up(Found::Closed, Zoned::now().date(), &|| false)?;
        let mut pieces = 0..MERGED;
        while pieces.next().is_some() && self.store.merge_index()? {}
        Ok(notices)
    }
}

/// Rounds up to whole megabytes.
fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1024 * 1024)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::mpsc::channel;

    use jiff::civil::date;

    use super::{Found, Upkeep};
    use crate::library::library::Library;

    fn files(folder: &std::path::Path, part: &str) -> usize {
        let names = std::fs::read_dir(folder).unwrap();
        names
            .filter(|name| name.as_ref().unwrap().file_name().to_string_lossy().contains(part))
            .count()
    }

    #[test]
    fn a_library_that_was_used_is_backed_up_and_its_journal_brought_up() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(&folder.path().join("library.db")).unwrap();
        let today = date(2026, 11, 21);
        assert_eq!(library.keep_up(Found::Closed, today, &|| false).unwrap(), [""; 0]);
        assert_eq!(files(folder.path(), ".backup-"), 0, "the user has not done anything yet");
        let first = library.list(None, 1).unwrap()[0].id;
        library.set_starred(first, true).unwrap();
        std::fs::remove_file(folder.path().join("library.db.notes.jsonl")).unwrap();
        assert_eq!(library.keep_up(Found::Closed, today, &|| false).unwrap(), [""; 0]);
        assert_eq!(files(folder.path(), ".backup-2026-11-21"), 1);
        assert_eq!(files(folder.path(), ".notes.jsonl"), 1);
        assert_eq!(library.store.agreement().unwrap().missing, [""; 0]);
    }

    #[test]
    fn damage_after_an_unclean_end_is_told_and_not_backed_up() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let first = {
            let library = Library::open(&path).unwrap();
            let first = library.list(None, 1).unwrap()[0].id;
            library.set_starred(first, true).unwrap();
            first
        };
        let mut bytes = std::fs::read(&path).unwrap();
        let half = bytes.len() / 2 / 4096 * 4096;
        bytes[half..half + 8].fill(0xEE);
        std::fs::write(&path, bytes).unwrap();
        let library = Library::open(&path).unwrap();
        let told = library.keep_up(Found::Open, date(2026, 11, 21), &|| false).unwrap();
        assert!(told[0].contains("doctor --salvage"), "{told:?} {first}");
        assert_eq!(files(folder.path(), ".backup-"), 0);
    }

    #[test]
    fn it_ends_when_nobody_can_wake_it() {
        let folder = tempfile::tempdir().unwrap();
        let (sender, wakes) = channel();
        drop(sender);
        let path = folder.path().join("library.db");
        Upkeep::new(&path, Found::Open, Arc::default(), |_| {}).run(&wakes);
        assert!(!path.exists());
    }
}
