//! Searching the whole library, and the searches that are kept.

use anyhow::Result;

use crate::library::library::Library;
use crate::store::{Found, HitCursor, Order, SavedSearch, SearchId};

impl Library {
    /// Returns at most `limit` articles that a query finds, after a place in the hits.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn search(
        &self,
        _query: &str,
        _order: Order,
        _after: Option<HitCursor>,
        _limit: usize,
    ) -> Result<Found> {
        Ok(Found::default())
    }

    /// Returns whole queries with what could stand where the last word is being typed, the likeliest first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn complete_query(&self, _typed: &str) -> Result<Vec<String>> {
        Ok(Vec::new())
    }

    /// Returns the searches that are kept, by name.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn saved_searches(&self) -> Result<Vec<SavedSearch>> {
        Ok(Vec::new())
    }

    /// Keeps a search, or changes one that is kept.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn save_search(&self, _search: &SavedSearch) -> Result<()> {
        Ok(())
    }

    /// Keeps a search no longer.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn drop_search(&self, _search: SearchId) -> Result<()> {
        Ok(())
    }
}
