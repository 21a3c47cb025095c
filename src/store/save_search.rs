//! Keeping a search and dropping it, as changes of the user that can be taken back.

use jiff::Timestamp;

use crate::store::changes::change;
use crate::store::error::Error;
use crate::store::hit::{SavedSearch, SearchId};
use crate::store::state::State;
use crate::store::store::Store;

impl Store {
    /// Keeps a search, or changes one that is kept.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn save_search(&self, search: &SavedSearch, now: Timestamp) -> Result<(), Error> {
        let after = State::SavedSearch(search.id, Some(search.clone()));
        self.write(|connection| change(connection, &after, now))
    }

    /// Keeps a search no longer, if it is there.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn drop_search(&self, id: SearchId, now: Timestamp) -> Result<(), Error> {
        self.write(|connection| change(connection, &State::SavedSearch(id, None), now))
    }
}
