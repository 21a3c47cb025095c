//! Searching the whole library, and the searches that are kept: what can be asked. Who waits for no answer asks the
//! thread in `search_thread`.

use anyhow::Result;
use jiff::Timestamp;

use crate::library::library::Library;
use crate::search::{completions, parse};
use crate::store::{Ask, Found, HitCursor, Order, SavedSearch, SearchId};

/// How many values of a field are offered.
const OFFERED: usize = 12;

impl Library {
    /// Returns at most `limit` articles that a query finds, after a place in the hits.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn search(
        &self,
        query: &str,
        order: Order,
        after: Option<HitCursor>,
        limit: usize,
    ) -> Result<Found> {
        self.search_while(query, Ask { order, after, limit, feed: None }, &|| true)
    }

    /// Searches as long as somebody waits for it.
    pub(crate) fn search_while(
        &self,
        query: &str,
        ask: Ask,
        waits: &dyn Fn() -> bool,
    ) -> Result<Found> {
        Ok(self.store.search(&parse(query), ask, &|| !waits())?)
    }

    /// Returns whole queries with what could stand where the last word is being typed, the likeliest first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn complete_query(&self, query: &str) -> Result<Vec<String>> {
        completions(query, |field, typed| Ok(self.store.values(field, typed, OFFERED)?))
    }

    /// Returns the searches that are kept, by name.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn saved_searches(&self) -> Result<Vec<SavedSearch>> {
        Ok(self.store.saved_searches()?)
    }

    /// Keeps a search, or changes one that is kept.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn save_search(&self, search: &SavedSearch) -> Result<()> {
        Ok(self.store.save_search(search, Timestamp::now())?)
    }

    /// Keeps a search no longer.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn drop_search(&self, search: SearchId) -> Result<()> {
        Ok(self.store.drop_search(search, Timestamp::now())?)
    }
}
