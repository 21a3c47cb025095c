//! The rows of documents: lists by key, single ones, and what the user says of them.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::document::{DocumentId, RevisionId};
use crate::import::Overrides;
use crate::source::Location;
use crate::store::codec::{location, location_key, nanoseconds, timestamp, title_origin};
use crate::store::entry::{Counts, ListCursor, ListEntry};
use crate::store::error::{Error, Fault};
use crate::store::store::Store;
use crate::text::ContentHash;

/// The columns of a list, for [`entry`].
macro_rules! listed {
    ($rest:literal) => {
        concat!(
            "SELECT id, title, title_origin, site, published, added, read, starred, progress, ",
            "bookmarks, turn FROM documents ",
            $rest
        )
    };
}

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

    /// Returns the documents after a place in the list, newest first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn list(&self, after: Option<&ListCursor>, limit: usize) -> Result<Vec<ListEntry>, Error> {
        let (added, turn) =
            after.map_or((i64::MAX, i64::MAX), |at| (nanoseconds(at.added()), at.number()));
        self.page(
            listed!(
                "WHERE removed = 0 AND (added, turn) < (:added, :turn)
                 ORDER BY added DESC, turn DESC LIMIT :limit"
            ),
            added,
            turn,
            limit,
        )
    }

    /// Returns the documents just before a place in the list, newest first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn list_before(&self, before: &ListCursor, limit: usize) -> Result<Vec<ListEntry>, Error> {
        let mut entries = self.page(
            listed!(
                "WHERE removed = 0 AND (added, turn) > (:added, :turn)
                 ORDER BY added, turn LIMIT :limit"
            ),
            nanoseconds(before.added()),
            before.number(),
            limit,
        )?;
        entries.reverse();
        Ok(entries)
    }

    fn page(
        &self,
        sql: &str,
        added: i64,
        turn: i64,
        limit: usize,
    ) -> Result<Vec<ListEntry>, Error> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let parameters = named_params! { ":added": added, ":turn": turn, ":limit": limit };
            let rows = statement.query_map(parameters, entry)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Returns a document as lists show it; `None` if it is not there or removed.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn entry(&self, id: DocumentId) -> Result<Option<ListEntry>, Error> {
        self.read(|connection| {
            let sql = listed!("WHERE id = ?1 AND removed = 0");
            let mut statement = connection.prepare_cached(sql)?;
            Ok(statement.query_row([id.as_bytes()], entry).optional()?)
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
    Ok(())
}

/// Returns the document of a place with its number.
pub(crate) fn known(
    connection: &Connection,
    place: &Location,
    revision: RevisionId,
) -> Result<Option<(Known, i64)>, Fault> {
    let sql = "SELECT documents.id, documents.number, hash, importer, removed, given
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
                given: serde_json::from_str(&row.get::<_, String>(5)?).unwrap_or_default(),
            };
            Ok((known, row.get(1)?))
        })
        .optional()?;
    Ok(row)
}

fn entry(row: &Row<'_>) -> rusqlite::Result<ListEntry> {
    let added = timestamp(row.get(5)?);
    Ok(ListEntry {
        id: DocumentId::from_bytes(row.get(0)?),
        title: row.get(1)?,
        title_origin: title_origin(&row.get::<_, String>(2)?),
        site: row.get(3)?,
        published: row.get::<_, Option<String>>(4)?.and_then(|date| date.parse().ok()),
        added,
        read: row.get(6)?,
        starred: row.get(7)?,
        progress: row.get(8)?,
        bookmarks: row.get(9)?,
        cursor: ListCursor::new(added, row.get(10)?),
    })
}

#[cfg(test)]
mod tests {
    use crate::store::sample::store;

    /// A list must walk along its index, however many documents there are.
    #[test]
    fn lists_neither_scan_nor_sort() {
        let (_folder, store) = store();
        let table = [
            (
                listed!(
                    "WHERE removed = 0 AND (added, turn) < (1, 1)
                     ORDER BY added DESC, turn DESC LIMIT 1"
                ),
                "documents_newest ((added,turn)",
            ),
            (
                listed!(
                    "WHERE removed = 0 AND (added, turn) > (1, 1)
                     ORDER BY added, turn LIMIT 1"
                ),
                "documents_newest ((added,turn)",
            ),
            (listed!("WHERE id = x'00' AND removed = 0"), "sqlite_autoindex_documents_1"),
            (
                "SELECT id FROM documents WHERE removed = 0 AND opened IS NOT NULL
                 ORDER BY opened DESC LIMIT 1",
                "documents_opened",
            ),
            (
                "SELECT number FROM bookmarks WHERE document = x'00' ORDER BY created, number",
                "bookmarks_document",
            ),
            ("SELECT number FROM changes WHERE undone = 0 ORDER BY number DESC", "changes_undone"),
        ];
        for (sql, index) in table {
            let plan: Vec<String> = store
                .read(|connection| {
                    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
                    let rows = statement.query_map([], |row| row.get(3))?;
                    Ok(rows.collect::<Result<_, _>>()?)
                })
                .unwrap();
            assert_eq!(plan.len(), 1, "{plan:?}");
            assert!(plan[0].contains(index), "{plan:?}");
        }
    }
}
