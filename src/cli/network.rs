//! The network as commands use it: one client, and a line that says how far it has come.
//!
//! An interrupt ends the program and with it whatever is under way; what was written before stays.

use std::path::Path;

use anyhow::Result;

use crate::cli::progress::Progress;
use crate::fetch::address::shown;
use crate::fetch::{self, Answer, Client, Limits, Page, Stop, Wanted};
use crate::library::{Doing, FolderAdded, Followed, Library, Overrides, Reached, Refreshed};
use crate::source::FeedId;

/// A client and what it shows of its work.
#[derive(Debug)]
pub struct Network {
    client: Client,
    line: Progress,
}

impl Network {
    /// Makes one; nothing is sent yet.
    pub fn new() -> Self {
        Self { client: Client::new(Limits::default()), line: Progress::new() }
    }

    /// Fetches what is at an address, and keeps nothing.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be fetched; the message says what to do.
    pub fn get(&self, address: &str) -> Result<Page> {
        let wanted = Wanted { address: address.to_owned(), ..Wanted::default() };
        let mut show = |fetch::Progress { received, expected }| {
            self.line.show(&Doing::Fetching { address: shown(address), received, expected });
        };
        self.begin(address);
        let answer = self.client.fetch(&wanted, &Stop::default(), &mut show);
        self.line.clear();
        match answer? {
            Answer::Page(page) => Ok(*page),
            // Nothing is known of the page, so that no answer can say that it has not changed.
            Answer::Unchanged => Ok(Page { address: address.to_owned(), ..Page::default() }),
        }
    }

    /// Adds the page at an address, or follows the feed that is there.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be fetched or read, or the library cannot be written.
    pub fn add(&self, library: &Library, address: &str, given: &Overrides) -> Result<Reached> {
        let (stop, show) = (Stop::default(), |doing| self.line.show(&doing));
        self.begin(address);
        let reached = library.add_address(&self.client, address, given, &stop, &show);
        self.line.clear();
        reached
    }

    /// Follows the feed at an address, or the one that the page there names.
    ///
    /// # Errors
    ///
    /// Fails if there is none, or the library cannot be written.
    pub fn follow(&self, library: &Library, address: &str) -> Result<Followed> {
        let (stop, show) = (Stop::default(), |doing| self.line.show(&doing));
        self.begin(address);
        let followed = library.follow(&self.client, address, &stop, &show);
        self.line.clear();
        followed
    }

    /// Fetches a feed, or all that are followed.
    ///
    /// # Errors
    ///
    /// Fails if the library cannot be read or written; feeds that cannot be fetched are listed.
    pub fn refresh(&self, library: &Library, feed: Option<FeedId>) -> Result<Refreshed> {
        let (stop, show) = (Stop::default(), |doing| self.line.show(&doing));
        let refreshed = library.refresh(&self.client, feed, &stop, &show);
        self.line.clear();
        refreshed
    }

    /// Shows that something is asked, before anything is answered.
    fn begin(&self, address: &str) {
        self.line.show(&Doing::Fetching { address: shown(address), received: 0, expected: None });
    }

    /// Adds a folder, which takes its time as well.
    ///
    /// # Errors
    ///
    /// Fails if the folder cannot be read or the library cannot be written.
    pub fn add_folder(
        &self,
        library: &Library,
        path: &Path,
        given: &Overrides,
    ) -> Result<FolderAdded> {
        let mut done = 0;
        let added = library.add_folder(path, given, &mut |file| {
            self.line.show(&Doing::Importing { path: file.to_owned(), done });
            done += 1;
        });
        self.line.clear();
        added
    }
}

impl Default for Network {
    fn default() -> Self {
        Self::new()
    }
}
