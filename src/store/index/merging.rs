//! Merging the index: what was written article by article is put together, so that a word is looked up in few places.
//!
//! Each article that comes in is a small index of its own at first. A search looks into all of them, and takes two to
//! five times as long after 100,000 articles as when they are few. A writer merges only as much as it may wait for;
//! the rest is done here piece by piece, when nobody waits.

use crate::store::error::Error;
use crate::store::store::Store;

/// How many pages are written at once; about 20 ms, for which other writers wait.
const PAGES: u32 = 200;

impl Store {
    /// Merges a piece of the index; tells whether there is more to merge.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn merge_index(&self) -> Result<bool, Error> {
        self.write(|connection| {
            let mut is_more = false;
            for table in ["article_index", "title_index", "note_index"] {
                let sql = format!("INSERT INTO {table} ({table}, rank) VALUES ('merge', ?1)");
                let before = connection.total_changes();
                connection.execute(&sql, [PAGES])?;
                // The command itself counts as one.
                is_more |= connection.total_changes() - before > 1;
            }
            Ok(is_more)
        })
    }
}
