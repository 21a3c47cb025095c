//! Positions: where each document was left. They are saved all the time and are no change to undo.

use jiff::Timestamp;
use rusqlite::OptionalExtension;

use crate::anchor::Anchor;
use crate::document::DocumentId;
use crate::store::codec::{nanoseconds, read_anchor, write_anchor};
use crate::store::error::{Error, Fault};
use crate::store::store::Store;

impl Store {
    /// Remembers where a document was left and how far it has been read, from 0 to 1. The first time
    /// it counts as read from then on, until the user says otherwise.
    ///
    /// # Errors
    ///
    /// Fails if there is no such document or the store cannot be written.
    pub fn save_position(
        &self,
        document: DocumentId,
        anchor: &Anchor,
        progress: f32,
        now: Timestamp,
    ) -> Result<(), Error> {
        let progress = if progress.is_finite() { progress.clamp(0.0, 1.0) } else { 0.0 };
        self.write(|connection| {
            let sql = "UPDATE documents SET progress = ?2, read = read
                       OR NOT EXISTS (SELECT 1 FROM positions WHERE document = ?1)
                       WHERE id = ?1";
            let found = connection.prepare_cached(sql)?.execute((document.as_bytes(), progress))?;
            if found == 0 {
                return Err(Fault::NoDocument(document));
            }
            let sql = "INSERT OR REPLACE INTO positions (document, anchor, progress, saved)
                       VALUES (?1, ?2, ?3, ?4)";
            let row = (document.as_bytes(), write_anchor(anchor)?, progress, nanoseconds(now));
            connection.prepare_cached(sql)?.execute(row)?;
            Ok(())
        })
    }

    /// Returns where a document was left.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn position(&self, document: DocumentId) -> Result<Option<Anchor>, Error> {
        self.read(|connection| {
            let sql = "SELECT anchor FROM positions WHERE document = ?1";
            let mut statement = connection.prepare_cached(sql)?;
            let anchor: Option<String> =
                statement.query_row([document.as_bytes()], |row| row.get(0)).optional()?;
            anchor.map(|anchor| read_anchor(&anchor)).transpose()
        })
    }
}
