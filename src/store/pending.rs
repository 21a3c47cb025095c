//! Documents that wait: those that the present version of an extractor or a clusterer has not looked at yet.
//!
//! A column of each document says which version has; those that an older version has looked at come first, then those
//! that none has; of each the newest first. Every page walks along one index. It must not know what a version does.

use rusqlite::{Connection, Row};

use crate::document::DocumentId;
use crate::store::error::Fault;

/// A place among the documents that wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pending {
    /// The document.
    pub document: DocumentId,
    version: u16,
    number: i64,
}

/// How a page of documents that wait is read: version, number and identity of each, with the version `?1` and numbers
/// below `?2`, at most `?3`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Queue {
    /// Reads on among those that the same version has looked at.
    pub(crate) rest: &'static str,
    /// Reads those that older versions have looked at.
    pub(crate) older: &'static str,
}

/// Returns at most `limit` documents that wait for a version, after a place among them.
pub(crate) fn pending(
    connection: &Connection,
    queue: Queue,
    version: u16,
    after: Option<Pending>,
    limit: usize,
) -> Result<Vec<Pending>, Fault> {
    let mut found = Vec::new();
    let mut look = |sql: &str, key: (u16, i64)| -> Result<(), Fault> {
        let left = i64::try_from(limit - found.len()).unwrap_or(i64::MAX);
        let mut statement = connection.prepare_cached(sql)?;
        for row in statement.query_map((key.0, key.1, left), place)? {
            found.push(row?);
        }
        Ok(())
    };
    if let Some(after) = after {
        look(queue.rest, (after.version, after.number))?;
    }
    look(queue.older, (after.map_or(version, |after| after.version), i64::MAX))?;
    Ok(found)
}

fn place(row: &Row<'_>) -> rusqlite::Result<Pending> {
    Ok(Pending {
        version: row.get(0)?,
        number: row.get(1)?,
        document: DocumentId::from_bytes(row.get(2)?),
    })
}
