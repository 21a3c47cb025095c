//! The use cases that need the network, for a face that waits.
//!
//! Each works on threads of its own while this one writes; `tell` is called on them.

use std::path::Path;

use anyhow::Result;

use crate::document::DocumentId;
use crate::fetch::Stop;
use crate::import::Overrides;
use crate::library::address::{add_address, follow, follow_file, is_feed};
use crate::library::errand::beside;
use crate::library::fetching::{Desk, Fetch, Offline, Tell};
use crate::library::files::read;
use crate::library::library::{Library, name_of};
use crate::library::outcome::{Followed, Reached, Refreshed};
use crate::library::refresh::refresh;
use crate::library::whole::reload;
use crate::source::{FeedId, Location};
use crate::store::Subscription;

impl Library {
    /// Fetches an address. A feed is followed and a page added; what has not changed since adds nothing. What
    /// the user says goes for a page.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be fetched or read, or the store cannot be written.
    pub fn add_address(
        &self,
        fetch: &dyn Fetch,
        address: &str,
        overrides: &Overrides,
        stop: &Stop,
        tell: Tell<'_>,
    ) -> Result<Reached> {
        self.at_desk(fetch, stop, tell, |desk, library| {
            add_address(desk, library, address, overrides)
        })
    }

    /// Follows the feed at an address, or the first that the page there names.
    ///
    /// # Errors
    ///
    /// Fails if there is none, it cannot be fetched or read, or the store cannot be written.
    pub fn follow(
        &self,
        fetch: &dyn Fetch,
        address: &str,
        stop: &Stop,
        tell: Tell<'_>,
    ) -> Result<Followed> {
        self.at_desk(fetch, stop, tell, |desk, library| follow(desk, library, address))
    }

    /// Follows a feed that is a file: refreshing reads it again. Nothing is fetched now.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be read as a feed, or the store cannot be written.
    pub fn follow_file(&self, path: &Path) -> Result<Followed> {
        let bytes = read(path)?;
        self.at_desk(&Offline, &Stop::default(), &|_| (), |desk, library| {
            follow_file(desk, library, path, &bytes)
        })
    }

    /// Tells whether a file is a feed, by what is in it.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be read.
    pub fn is_feed(path: &Path) -> Result<bool> {
        Ok(is_feed(&read(path)?, &name_of(&Location::File(path.to_owned()))))
    }

    /// Returns the feeds that are followed, by title.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn subscriptions(&self) -> Result<Vec<Subscription>> {
        Ok(self.store.subscriptions()?)
    }

    /// Fetches one feed, or all that are followed but those that failed and whose time has not come. What
    /// cannot be fetched is listed and does not end the work; if it is stopped, what was done stays.
    ///
    /// # Errors
    ///
    /// Fails if there is no such feed or the store cannot be read or written.
    pub fn refresh(
        &self,
        fetch: &dyn Fetch,
        feed: Option<FeedId>,
        stop: &Stop,
        tell: Tell<'_>,
    ) -> Result<Refreshed> {
        self.at_desk(fetch, stop, tell, |desk, library| refresh(desk, library, feed))
    }

    /// Fetches a document again from where it came from; of an entry of a feed, the whole article, which
    /// takes its place if it says more. Tells whether the text is another now.
    ///
    /// # Errors
    ///
    /// Fails if it has no address, cannot be fetched or read, or the store cannot be written.
    pub fn reload(
        &self,
        fetch: &dyn Fetch,
        document: DocumentId,
        stop: &Stop,
        tell: Tell<'_>,
    ) -> Result<bool> {
        self.at_desk(fetch, stop, tell, |desk, library| reload(desk, library, document))
    }

    fn at_desk<T: Send>(
        &self,
        fetch: &dyn Fetch,
        stop: &Stop,
        tell: Tell<'_>,
        work: impl FnOnce(&Desk<'_>, &Self) -> Result<T> + Send,
    ) -> Result<T> {
        let path = self.path();
        beside(self, |writer| {
            let desk = Desk::new(path, writer, fetch, stop, tell);
            work(&desk, &desk.reader()?)
        })
    }
}

#[cfg(test)]
mod tests;
