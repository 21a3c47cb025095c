//! Entities across documents: which documents name somebody or something, and which have yet to be read
//! for that.
//!
//! The rows of a document are those of its current text: they come with its facts and go with its text. Every
//! page walks along one index from a key, however many documents name the same.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row};

use crate::fact::FactSet;
use crate::store::codec::nanoseconds;
use crate::store::entry::{ListCursor, ListEntry};
use crate::store::error::{Error, Fault};
use crate::store::lists::{COLUMN_COUNT, COLUMNS, entry};
use crate::store::pending::{Pending, Queue, pending};
use crate::store::store::Store;
use crate::store::values::know_name;

/// A document that names somebody or something.
#[derive(Clone, Debug, PartialEq)]
pub struct Naming {
    /// The document as lists show it.
    pub entry: ListEntry,
    /// What the document calls it.
    pub name: String,
    /// How often it is named there.
    pub mentions: u32,
}

impl Store {
    /// Returns the documents that name what has the key, after a place in the list, newest first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn naming(
        &self,
        key: &str,
        after: Option<&ListCursor>,
        limit: usize,
    ) -> Result<Vec<Naming>, Error> {
        let (added, turn) =
            after.map_or((i64::MAX, i64::MAX), |at| (nanoseconds(at.added()), at.number()));
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&page())?;
            let rows = statement.query_map((added, turn, limit, key), naming)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Returns documents whose facts this extractor has not found yet, after a place among them: what an
    /// older one has read first, then what none has; of each the newest first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn outdated(
        &self,
        extractor: u16,
        after: Option<Pending>,
        limit: usize,
    ) -> Result<Vec<Pending>, Error> {
        self.read(|connection| pending(connection, QUEUE, extractor, after, limit))
    }
}

/// How those are read that wait for this.
const QUEUE: Queue = Queue { rest: REST, older: OLDER };

/// Reads on among those that the same extractor read.
const REST: &str = "SELECT extracted, number, id FROM documents INDEXED BY documents_extracted
    WHERE removed = 0 AND extracted = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3";

/// Reads those that older extractors read.
const OLDER: &str = "SELECT extracted, number, id FROM documents INDEXED BY documents_extracted
    WHERE removed = 0 AND extracted < ?1 AND number < ?2
    ORDER BY extracted DESC, number DESC LIMIT ?3";

/// Writes what reads a page of the key `?4` after the place `?1, ?2`.
fn page() -> String {
    format!(
        "SELECT {COLUMNS}, entities.name, entities.mentions
         FROM entities INDEXED BY entities_newest
         CROSS JOIN documents ON documents.number = entities.document
         WHERE entities.present = 1 AND entities.key = ?4
             AND (entities.added, entities.turn) < (?1, ?2)
         ORDER BY entities.added DESC, entities.turn DESC LIMIT ?3"
    )
}

fn naming(row: &Row<'_>) -> rusqlite::Result<Naming> {
    Ok(Naming {
        entry: entry(row)?,
        name: row.get(COLUMN_COUNT)?,
        mentions: row.get(COLUMN_COUNT + 1)?,
    })
}

/// Writes down whom and what a document names, by its current facts.
pub(crate) fn put_entities(
    connection: &Connection,
    document: i64,
    extractor: u16,
    facts: &FactSet,
) -> Result<(), Fault> {
    drop_entities(connection, document)?;
    let sql = "INSERT INTO entities (document, key, name, mentions, added, turn, present)
               SELECT number, ?2, ?3, ?4, added, turn, removed = 0 FROM documents
               WHERE number = ?1";
    let mut insert = connection.prepare_cached(sql)?;
    for (key, (name, mentions, _)) in by_key(facts) {
        let mentions = u32::try_from(mentions).unwrap_or(u32::MAX);
        know_name(connection, &key)?;
        insert.execute((document, key, name, mentions))?;
    }
    set_extracted(connection, document, extractor)
}

/// Forgets whom and what a document names: it has another text, which is still to be read.
pub(crate) fn forget_entities(connection: &Connection, document: i64) -> Result<(), Fault> {
    drop_entities(connection, document)?;
    set_extracted(connection, document, 0)?;
    let sql = "UPDATE documents SET clustered = 0 WHERE number = ?1 AND clustered <> 0";
    connection.prepare_cached(sql)?.execute([document])?;
    Ok(())
}

fn drop_entities(connection: &Connection, document: i64) -> Result<(), Fault> {
    connection.prepare_cached("DELETE FROM entities WHERE document = ?1")?.execute([document])?;
    Ok(())
}

fn set_extracted(connection: &Connection, document: i64, extractor: u16) -> Result<(), Fault> {
    let sql = "UPDATE documents SET extracted = ?2 WHERE number = ?1 AND extracted <> ?2";
    connection.prepare_cached(sql)?.execute((document, extractor))?;
    Ok(())
}

/// Returns what can be met in other documents: by key, its name, how often it is named in all, and how
/// often by that name at most. What one text takes for two things may have one key.
fn by_key(facts: &FactSet) -> BTreeMap<String, (&str, usize, usize)> {
    let mut all: BTreeMap<String, (&str, usize, usize)> = BTreeMap::new();
    for entity in facts.entities() {
        let Some(key) = entity.key() else { continue };
        let times = entity.mentions.len();
        let known = all.entry(key).or_insert((&entity.name, 0, 0));
        known.1 += times;
        if times > known.2 {
            (known.0, known.2) = (&entity.name, times);
        }
    }
    all
}

#[cfg(test)]
mod tests;
