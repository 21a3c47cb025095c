//! Facts beside their text; they are computed, so what cannot be read is simply not there.

use rusqlite::{Connection, OptionalExtension};

use crate::document::DocumentId;
use crate::fact::FactSet;
use crate::store::codec::{decode, encode};
use crate::store::error::{Error, Fault};
use crate::store::store::Store;
use crate::store::texts::{TextDigest, current};

impl Store {
    /// Returns the facts of a document's current text, if they are stored, were made by that extractor and
    /// the text is the expected one.
    ///
    /// # Errors
    ///
    /// Fails if there is no such document or the store cannot be read.
    pub fn facts(
        &self,
        id: DocumentId,
        text: TextDigest,
        extractor: u16,
    ) -> Result<Option<FactSet>, Error> {
        self.read(|connection| {
            let (number, digest) = current(connection, id)?;
            if digest != text {
                return Ok(None);
            }
            facts_of(connection, number, extractor)
        })
    }

    /// Keeps the facts of a document's current text; drops them if the text is another by now.
    ///
    /// # Errors
    ///
    /// Fails if there is no such document or the store cannot be written.
    pub fn put_facts(
        &self,
        id: DocumentId,
        text: TextDigest,
        extractor: u16,
        facts: &FactSet,
    ) -> Result<(), Error> {
        self.write(|connection| {
            let (number, digest) = current(connection, id)?;
            if digest != text {
                return Ok(());
            }
            let sql = "INSERT INTO facts (text, extractor, part) VALUES (?1, ?2, ?3)
                       ON CONFLICT (text) DO UPDATE SET extractor = ?2, part = ?3";
            connection.prepare_cached(sql)?.execute((number, extractor, encode(facts)?))?;
            Ok(())
        })
    }
}

fn facts_of(connection: &Connection, text: i64, extractor: u16) -> Result<Option<FactSet>, Fault> {
    let sql = "SELECT part FROM facts WHERE text = ?1 AND extractor = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let part: Option<Vec<u8>> =
        statement.query_row((text, extractor), |row| row.get(0)).optional()?;
    Ok(part.and_then(|part| decode(&part)))
}
