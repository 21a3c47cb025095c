//! Merging the index: what was written article by article is put together, so that a word is looked up in few places.
//!
//! Each article that comes in is a small index of its own at first. A search looks into all of them, and takes two to
//! five times as long after 100,000 articles as when they are few. A writer merges only as much as it may wait for;
//! the rest is done here piece by piece, when nobody waits.

use crate::store::error::Error;
use crate::store::store::Store;

/// How many pages are written at once; about 20 ms.
const PAGES: u32 = 200;

impl Store {
    /// Merges a piece of the index; tells whether there may be more to merge.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn merge_index(&self) -> Result<bool, Error> {
        for table in ["article_index", "title_index", "note_index"] {
            let sql = format!("INSERT INTO {table} ({table}, rank) VALUES ('merge', ?1)");
            let changes = self.write(|connection| {
                let before = connection.total_changes();
                connection.execute(&sql, [PAGES])?;
                Ok(connection.total_changes() - before)
            })?;
            // The command itself counts as one.
            if changes > 1 {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
