//! The table of searches that the user keeps: what is in it, by name. The user's changes to it are in `save_search`.

use rusqlite::{Connection, OptionalExtension, Row};

use crate::store::error::{Error, Fault};
use crate::store::hit::{SavedSearch, SearchId};
use crate::store::store::Store;

impl Store {
    /// Returns the searches that are kept, by name.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn saved_searches(&self) -> Result<Vec<SavedSearch>, Error> {
        self.read(|connection| {
            let sql = "SELECT id, name, query FROM saved_searches ORDER BY name COLLATE NOCASE, id";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([], search_of)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

/// Returns one search that is kept.
pub(crate) fn saved_search(
    connection: &Connection,
    id: SearchId,
) -> Result<Option<SavedSearch>, Fault> {
    let sql = "SELECT id, name, query FROM saved_searches WHERE id = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([id.as_bytes()], search_of).optional()?)
}

/// Keeps a search as it is given, or no longer.
pub(crate) fn set_saved_search(
    connection: &Connection,
    id: SearchId,
    search: Option<&SavedSearch>,
) -> Result<(), Fault> {
    let Some(SavedSearch { name, query, .. }) = search else {
        let sql = "DELETE FROM saved_searches WHERE id = ?1";
        connection.prepare_cached(sql)?.execute([id.as_bytes()])?;
        return Ok(());
    };
    let sql = "INSERT INTO saved_searches (id, name, query) VALUES (?1, ?2, ?3)
               ON CONFLICT (id) DO UPDATE SET name = ?2, query = ?3";
    connection.prepare_cached(sql)?.execute((id.as_bytes(), name, query))?;
    Ok(())
}

fn search_of(row: &Row<'_>) -> rusqlite::Result<SavedSearch> {
    Ok(SavedSearch { id: SearchId::from_bytes(row.get(0)?), name: row.get(1)?, query: row.get(2)? })
}
