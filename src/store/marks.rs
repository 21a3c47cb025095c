//! Marks: places the user names by one letter.

use rusqlite::{Connection, OptionalExtension};

use crate::anchor::Anchor;
use crate::document::DocumentId;
use crate::store::codec::{read_anchor, write_anchor};
use crate::store::error::{Error, Fault};
use crate::store::store::Store;

/// A place with a letter: `a` to `z` within its document, `A` to `Z` in the whole library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The letter.
    pub name: char,
    /// The document.
    pub document: DocumentId,
    /// The place.
    pub anchor: Anchor,
}

impl Store {
    /// Returns the marks of a document by name, and the global ones that lead into it.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn marks(&self, document: DocumentId) -> Result<Vec<Mark>, Error> {
        self.read(|connection| {
            let sql = "SELECT name, anchor FROM marks WHERE document = ?1
                       UNION ALL SELECT name, anchor FROM global_marks WHERE document = ?1
                       ORDER BY name";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([document.as_bytes()], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
            })?;
            rows.map(|row| {
                let (name, anchor) = row?;
                let name = name.chars().next().ok_or(Fault::Unreadable("a mark"))?;
                Ok(Mark { name, document, anchor: read_anchor(&anchor)? })
            })
            .collect()
        })
    }

    /// Returns the place of a mark from `A` to `Z`.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn global_mark(&self, name: char) -> Result<Option<(DocumentId, Anchor)>, Error> {
        self.read(|connection| global_mark(connection, name))
    }
}

/// Returns the place of a mark in a document.
pub(crate) fn mark(
    connection: &Connection,
    document: DocumentId,
    name: char,
) -> Result<Option<Anchor>, Fault> {
    let sql = "SELECT anchor FROM marks WHERE document = ?1 AND name = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let anchor: Option<String> = statement
        .query_row((document.as_bytes(), name.to_string()), |row| row.get(0))
        .optional()?;
    anchor.map(|anchor| read_anchor(&anchor)).transpose()
}

/// Sets or clears a mark in a document.
pub(crate) fn set_mark(
    connection: &Connection,
    document: DocumentId,
    name: char,
    anchor: Option<&Anchor>,
) -> Result<(), Fault> {
    let key = (document.as_bytes(), name.to_string());
    if let Some(anchor) = anchor {
        let sql = "INSERT OR REPLACE INTO marks (document, name, anchor) VALUES (?1, ?2, ?3)";
        connection.prepare_cached(sql)?.execute((key.0, key.1, write_anchor(anchor)?))?;
    } else {
        let sql = "DELETE FROM marks WHERE document = ?1 AND name = ?2";
        connection.prepare_cached(sql)?.execute(key)?;
    }
    Ok(())
}

/// Returns the place of a global mark.
pub(crate) fn global_mark(
    connection: &Connection,
    name: char,
) -> Result<Option<(DocumentId, Anchor)>, Fault> {
    let sql = "SELECT document, anchor FROM global_marks WHERE name = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let place = statement
        .query_row([name.to_string()], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))
        .optional()?;
    place
        .map(|(document, anchor)| Ok((DocumentId::from_bytes(document), read_anchor(&anchor)?)))
        .transpose()
}

/// Sets or clears a global mark.
pub(crate) fn set_global_mark(
    connection: &Connection,
    name: char,
    place: Option<&(DocumentId, Anchor)>,
) -> Result<(), Fault> {
    if let Some((document, anchor)) = place {
        let sql = "INSERT OR REPLACE INTO global_marks (name, document, anchor)
                   VALUES (?1, ?2, ?3)";
        let row = (name.to_string(), document.as_bytes(), write_anchor(anchor)?);
        connection.prepare_cached(sql)?.execute(row)?;
    } else {
        let sql = "DELETE FROM global_marks WHERE name = ?1";
        connection.prepare_cached(sql)?.execute([name.to_string()])?;
    }
    Ok(())
}
