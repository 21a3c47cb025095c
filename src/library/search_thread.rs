//! The thread that searches, a thread of its own, so that typing never waits for the store nor a change for a search.
//!
//! A newer search overtakes those before it, also the one that is under way; their replies are empty and of no use to
//! anybody.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use rusqlite::InterruptHandle;

use crate::library::answer::answer;
use crate::library::lane::{Lane, guarded};
use crate::library::library::Library;
use crate::library::reply::{Reply, settle};
use crate::library::request::{Request, RequestKind, Ticket};
use crate::library::tickets::Deliver;
use crate::store::{Ask, Found};

/// What is asked of the thread, with the number of a search among the others.
type Asked = (Ticket, u64, Request);

/// The thread that searches.
pub(crate) struct SearchThread {
    lane: Lane<Asked>,
    wanted: Wanted,
}

impl SearchThread {
    /// Starts the thread for the library at a path.
    pub(crate) fn start(path: &Path, deliver: Deliver) -> Result<Self> {
        let wanted = Wanted::default();
        let mut searcher =
            Searcher { path: path.to_owned(), library: None, wanted: wanted.clone() };
        let lane = Lane::start("search", move |asked: Receiver<Asked>| {
            for (ticket, number, request) in asked {
                let kind = request.kind();
                let done = guarded(|| searcher.answer(number, &request));
                deliver.deliver(ticket, settle(kind, done));
            }
        })?;
        Ok(Self { lane, wanted })
    }

    /// Hands a request over; a search ends the one before it.
    pub(crate) fn send(&self, ticket: Ticket, request: Request) {
        let number = match request.kind() {
            RequestKind::Search => self.wanted.another(),
            _ => 0,
        };
        self.lane.send((ticket, number, request));
    }
}

/// Searches, with a connection of its own.
struct Searcher {
    path: PathBuf,
    /// Opened when something is looked for.
    library: Option<Library>,
    wanted: Wanted,
}

impl Searcher {
    fn answer(&mut self, number: u64, request: &Request) -> Result<Reply> {
        let library = match &mut self.library {
            Some(library) => library,
            none => none.insert(Library::open(&self.path)?),
        };
        let Request::Search { query, order, after, limit, feed } = request else {
            return answer(library, request);
        };
        let ask = Ask { order: *order, after: *after, limit: *limit, feed: *feed };
        let wanted = &self.wanted;
        let search = || library.search_while(query, ask, &|| wanted.is(number));
        let found = wanted.run(number, library, search);
        Ok(Reply::Found(Box::new(found.unwrap_or_else(|| Ok(Found::default()))?)))
    }
}

/// Which search is wanted.
#[derive(Clone, Default)]
struct Wanted {
    newest: Arc<AtomicU64>,
    running: Arc<Mutex<Option<InterruptHandle>>>,
}

impl fmt::Debug for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wanted")
    }
}

impl Wanted {
    /// Says that another search is wanted now; returns the number it goes by.
    fn another(&self) -> u64 {
        let number = self.newest.fetch_add(1, Ordering::AcqRel) + 1;
        if let Some(handle) = &*self.running.lock().unwrap_or_else(PoisonError::into_inner) {
            handle.interrupt();
        }
        number
    }

    /// Tells whether a search is still wanted.
    fn is(&self, number: u64) -> bool {
        self.newest.load(Ordering::Acquire) == number
    }

    /// Runs a search that a newer one can interrupt; `None` if one did.
    fn run<T>(
        &self,
        number: u64,
        library: &Library,
        search: impl FnOnce() -> Result<T>,
    ) -> Option<Result<T>> {
        self.set(Some(library.store.interrupt_handle()));
        let done = self.is(number).then(search);
        self.set(None);
        done.filter(|_| self.is(number))
    }

    fn set(&self, handle: Option<InterruptHandle>) {
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) = handle;
    }
}

#[cfg(test)]
mod tests {
    use super::Wanted;

    #[test]
    fn a_newer_search_overtakes_those_before() {
        let wanted = Wanted::default();
        let (first, second) = (wanted.another(), wanted.another());
        assert!(!wanted.is(first) && wanted.is(second));
    }
}
