//! Facts beside their text; they are computed, so what cannot be read is simply not there.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension};

use crate::document::DocumentId;
use crate::fact::FactSet;
use crate::store::codec::{decode, encode};
use crate::store::entities::put_entities;
use crate::store::error::{Error, Fault};
use crate::store::store::Store;
use crate::store::texts::{TextDigest, current};

/// The facts of a text.
#[derive(Clone, Debug)]
pub struct FoundFacts {
    /// The document.
    pub document: DocumentId,
    /// Which text of it.
    pub text: TextDigest,
    /// What was found in it.
    pub facts: Arc<FactSet>,
}

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
        self.write(|connection| put_facts(connection, id, text, extractor, facts))
    }

    /// Keeps the facts of several documents at once, of each as if alone; those of a document that is not
    /// there are dropped.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn put_all_facts(&self, extractor: u16, found: &[FoundFacts]) -> Result<(), Error> {
        self.write(|connection| {
            found.iter().try_for_each(|FoundFacts { document, text, facts }| {
                match put_facts(connection, *document, *text, extractor, facts) {
                    Err(Fault::NoDocument(_)) => Ok(()),
                    put => put,
                }
            })
        })
    }
}

fn put_facts(
    connection: &Connection,
    id: DocumentId,
    text: TextDigest,
    extractor: u16,
    facts: &FactSet,
) -> Result<(), Fault> {
    let (number, digest) = current(connection, id)?;
    if digest != text {
        return Ok(());
    }
    let sql = "INSERT INTO facts (text, extractor, part) VALUES (?1, ?2, ?3)
               ON CONFLICT (text) DO UPDATE SET extractor = ?2, part = ?3";
    connection.prepare_cached(sql)?.execute((number, extractor, encode(facts)?))?;
    let sql = "SELECT number FROM documents WHERE id = ?1";
    let document = connection.prepare_cached(sql)?.query_row([id.as_bytes()], |row| row.get(0))?;
    put_entities(connection, document, extractor, facts)
}

fn facts_of(connection: &Connection, text: i64, extractor: u16) -> Result<Option<FactSet>, Fault> {
    let sql = "SELECT part FROM facts WHERE text = ?1 AND extractor = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let part: Option<Vec<u8>> =
        statement.query_row((text, extractor), |row| row.get(0)).optional()?;
    Ok(part.and_then(|part| decode(&part)))
}
