//! The rows of documents: how many, where they came from, and what the user says of them.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::document::{DocumentId, RevisionId};
use crate::import::Overrides;
use crate::source::Location;
use crate::store::codec::{location, location_key, nanoseconds, place_key};
use crate::store::entry::Counts;
use crate::store::error::{Error, Fault};
use crate::store::store::Store;
use crate::store::titles::retitle_without;
use crate::text::ContentHash;

/// A document that came from some place before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The document.
    pub id: DocumentId,
    /// Its current revision.
    pub revision: RevisionId,
    /// Which importer made its text.
    pub importer: u16,
    /// Whether it is removed.
    pub removed: bool,
    /// Whether it is there only since a feed brought it.
    pub brought: bool,
    /// What the user said of it.
    pub given: Overrides,
}

impl Store {
    /// Returns how much there is.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn counts(&self) -> Result<Counts, Error> {
        self.read(|connection| {
            let sql = "SELECT documents, unread, starred, bookmarks FROM counts";
            Ok(connection.prepare_cached(sql)?.query_row([], |row| {
                let count =
                    |column| row.get(column).map(|count: i64| u64::try_from(count).unwrap_or(0));
                Ok(Counts {
                    documents: count(0)?,
                    unread: count(1)?,
                    starred: count(2)?,
                    bookmarks: count(3)?,
                })
            })?)
        })
    }

    /// Returns where a document came from; removed ones included.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn location(&self, id: DocumentId) -> Result<Option<Location>, Error> {
        self.read(|connection| {
            let sql = "SELECT location_kind, location FROM documents WHERE id = ?1";
            let mut statement = connection.prepare_cached(sql)?;
            let columns = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get(1)?));
            let found = statement.query_row([id.as_bytes()], columns).optional()?;
            found.map(|(kind, key)| location(&kind, key)).transpose()
        })
    }

    /// Returns the document that came from the same place before, removed ones included.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn known(&self, place: &Location, revision: RevisionId) -> Result<Option<Known>, Error> {
        self.read(|connection| Ok(known(connection, place, revision)?.map(|(known, _)| known)))
    }

    /// Returns the document that was opened last.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn last_opened(&self) -> Result<Option<DocumentId>, Error> {
        self.read(|connection| {
            let sql = "SELECT id FROM documents WHERE removed = 0 AND opened IS NOT NULL
                       ORDER BY opened DESC LIMIT 1";
            let mut statement = connection.prepare_cached(sql)?;
            let id = statement.query_row([], |row| row.get(0)).optional()?;
            Ok(id.map(DocumentId::from_bytes))
        })
    }

    /// Remembers that a document is opened now; never earlier than one opened before.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn touch(&self, id: DocumentId, now: Timestamp) -> Result<(), Error> {
        self.write(|connection| {
            let sql = "UPDATE documents SET opened = max(?2, 1 + ifnull(
                           (SELECT opened FROM documents WHERE removed = 0 AND opened IS NOT NULL
                            ORDER BY opened DESC LIMIT 1), 0)) WHERE id = ?1";
            connection.prepare_cached(sql)?.execute((id.as_bytes(), nanoseconds(now)))?;
            Ok(())
        })
    }
}

/// A yes or no that the user says of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flag {
    /// Whether it has been read.
    Read,
    /// Whether it is starred.
    Starred,
    /// Whether it is removed.
    Removed,
}

/// Returns a flag of a document.
pub(crate) fn flag(connection: &Connection, id: DocumentId, flag: Flag) -> Result<bool, Fault> {
    let sql = match flag {
        Flag::Read => "SELECT read FROM documents WHERE id = ?1",
        Flag::Starred => "SELECT starred FROM documents WHERE id = ?1",
        Flag::Removed => "SELECT removed FROM documents WHERE id = ?1",
    };
    let mut statement = connection.prepare_cached(sql)?;
    let value = statement.query_row([id.as_bytes()], |row| row.get(0)).optional()?;
    value.ok_or(Fault::NoDocument(id))
}

/// Sets a flag of a document.
pub(crate) fn set_flag(
    connection: &Connection,
    id: DocumentId,
    flag: Flag,
    value: bool,
) -> Result<(), Fault> {
    let sql = match flag {
        Flag::Read => "UPDATE documents SET read = ?2 WHERE id = ?1",
        Flag::Starred => "UPDATE documents SET starred = ?2 WHERE id = ?1",
        Flag::Removed => "UPDATE documents SET removed = ?2 WHERE id = ?1",
    };
    connection.prepare_cached(sql)?.execute((id.as_bytes(), value))?;
    match flag {
        Flag::Removed => retitle_without(connection, id),
        Flag::Read | Flag::Starred => Ok(()),
    }
}

/// A document, by all its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The number of its row.
    pub(crate) number: i64,
    /// Its identity.
    pub(crate) id: DocumentId,
    /// 1 if the user removed it, 2 if it went with its feeds.
    removed: u8,
}

impl Place {
    /// Returns the document of a row.
    pub(crate) fn of(connection: &Connection, number: i64) -> Result<Self, Fault> {
        let sql = "SELECT number, id, removed FROM documents WHERE number = ?1";
        Ok(connection.prepare_cached(sql)?.query_row([number], Self::read)?)
    }

    /// Tells whether it went with its feeds.
    pub(crate) const fn is_gone(&self) -> bool {
        self.removed == 2
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let id = DocumentId::from_bytes(row.get(1)?);
        Ok(Self { number: row.get(0)?, id, removed: row.get(2)? })
    }
}

/// Returns the document that is at a place, removed or not.
pub(crate) fn at_place(connection: &Connection, place: &Location) -> Result<Option<Place>, Fault> {
    let sql = "SELECT number, id, removed FROM documents
               WHERE location_kind = ?1 AND location = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(place_key(place), Place::read).optional()?)
}

/// Lets a document go with its feeds, or brings it back; one that the user removed stays removed.
pub(crate) fn set_gone(connection: &Connection, id: DocumentId, gone: bool) -> Result<(), Fault> {
    let sql = if gone {
        "UPDATE documents SET removed = 2 WHERE id = ?1 AND removed = 0"
    } else {
        "UPDATE documents SET removed = 0 WHERE id = ?1 AND removed = 2"
    };
    connection.prepare_cached(sql)?.execute([id.as_bytes()])?;
    retitle_without(connection, id)
}

/// Returns the document of a place with its number.
pub(crate) fn known(
    connection: &Connection,
    place: &Location,
    revision: RevisionId,
) -> Result<Option<(Known, i64)>, Fault> {
    let sql = "SELECT documents.id, documents.number, hash, importer, removed, given,
                   brought
               FROM documents JOIN revisions ON revisions.number = documents.revision
               JOIN texts ON texts.revision = revisions.number
               WHERE location_kind = ?1 AND location = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let row = statement
        .query_row(location_key(place, revision), |row| {
            let known = Known {
                id: DocumentId::from_bytes(row.get(0)?),
                revision: RevisionId::from_hash(ContentHash::from_bytes(row.get(2)?)),
                importer: row.get(3)?,
                removed: row.get(4)?,
                brought: row.get(6)?,
                given: serde_json::from_str(&row.get::<_, String>(5)?).unwrap_or_default(),
            };
            Ok((known, row.get(1)?))
        })
        .optional()?;
    Ok(row)
}

/// Returns the document at a place that is there without a text, since that was lost; it is in the library again, with
/// all that was said of it.
pub(crate) fn revived(
    connection: &Connection,
    kind: &str,
    key: &[u8],
) -> Result<Option<(DocumentId, i64)>, Fault> {
    let sql = "UPDATE documents SET removed = 0
               WHERE location_kind = ?1 AND location = ?2 AND revision IS NULL RETURNING id, number";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement
        .query_row((kind, key), |row| Ok((DocumentId::from_bytes(row.get(0)?), row.get(1)?)));
    Ok(found.optional()?)
}

/// Remembers that the whole article of every entry that leads to a document was fetched.
pub(crate) fn set_fetched(connection: &Connection, document: i64) -> Result<(), Fault> {
    let sql = "UPDATE entries SET whole = 1 WHERE document = ?1 AND whole = 0";
    connection.prepare_cached(sql)?.execute([document])?;
    Ok(())
}
