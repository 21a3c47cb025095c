//! Fetching as the use cases see it: so much of a client that another can stand in for it.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::fetch::address::shown;
use crate::fetch::pace::Rules;
use crate::fetch::{Answer, Client, FetchError, Progress, Stop, Wanted};
use crate::library::doing::Doing;
use crate::library::errand::Writer;
use crate::library::library::Library;

/// What fetches.
pub trait Fetch: Send + Sync {
    /// Fetches something; `progress` is called as bytes come.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be fetched or the user stops it.
    fn fetch(
        &self,
        wanted: &Wanted,
        stop: &Stop,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Answer, FetchError>;

    /// Returns how hosts are treated.
    fn rules(&self) -> Rules {
        Rules::default()
    }
}

impl Fetch for Client {
    fn fetch(
        &self,
        wanted: &Wanted,
        stop: &Stop,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Answer, FetchError> {
        Self::fetch(self, wanted, stop, progress)
    }
}

/// What fetches nothing, for work that needs no network.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Offline;

impl Fetch for Offline {
    fn fetch(
        &self,
        wanted: &Wanted,
        _: &Stop,
        _: &mut dyn FnMut(Progress),
    ) -> Result<Answer, FetchError> {
        Err(FetchError::Stopped { address: shown(&wanted.address) })
    }
}

/// What is called with what is going on.
pub type Tell<'a> = &'a (dyn Fn(Doing) + Sync);

/// All that work with the network needs: it reads the library itself and has others write.
#[derive(Clone)]
pub(crate) struct Desk<'a> {
    path: PathBuf,
    /// The way to write.
    pub(crate) writer: Writer,
    /// What fetches.
    pub(crate) fetch: &'a dyn Fetch,
    /// What ends the work.
    pub(crate) stop: &'a Stop,
    /// What is told how far it has come.
    pub(crate) tell: Tell<'a>,
}

impl<'a> Desk<'a> {
    /// Makes a desk for the library at a path.
    pub(crate) fn new(
        path: &Path,
        writer: Writer,
        fetch: &'a dyn Fetch,
        stop: &'a Stop,
        tell: Tell<'a>,
    ) -> Self {
        Self { path: path.to_owned(), writer, fetch, stop, tell }
    }

    /// Returns the same without being told how far it has come.
    pub(crate) fn quiet(&self) -> Self {
        Self { tell: &|_| (), ..self.clone() }
    }

    /// Opens the library to read, for one thread.
    pub(crate) fn reader(&self) -> Result<Library> {
        Library::open(&self.path)
    }

    /// Fetches something and tells how far it has come.
    pub(crate) fn get(&self, wanted: &Wanted) -> Result<Answer, FetchError> {
        let address = shown(&wanted.address);
        self.fetch.fetch(wanted, self.stop, &mut |Progress { received, expected }| {
            (self.tell)(Doing::Fetching { address: address.clone(), received, expected });
        })
    }
}
