//! Wrong matches: passages of two documents of which the user says that they do not say the same.
//!
//! Each lies once for each of its documents, so that it is found from both.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::anchor::Anchor;
use crate::document::DocumentId;
use crate::store::codec::{read_anchor, write_anchor};
use crate::store::error::{Error, Fault};
use crate::store::store::Store;

/// Two passages that the user says do not say the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrongMatch {
    /// One of them: its article and where it stands.
    pub one: (DocumentId, Anchor),
    /// The other.
    pub other: (DocumentId, Anchor),
}

impl Store {
    /// Returns the wrong matches of a document, itself first in each.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn wrong_matches(&self, document: DocumentId) -> Result<Vec<WrongMatch>, Error> {
        self.read(|connection| {
            let sql = "SELECT other, here, there FROM mismatches WHERE document = ?1
                       ORDER BY other, here, there";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([document.as_bytes()], |row| {
                let other = DocumentId::from_bytes(row.get(0)?);
                Ok((other, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
            })?;
            rows.map(|row| {
                let (other, here, there) = row?;
                let (one, there) = ((document, read_anchor(&here)?), read_anchor(&there)?);
                Ok(WrongMatch { one, other: (other, there) })
            })
            .collect()
        })
    }
}

/// Tells whether the user said that a match is wrong.
pub(crate) fn is_wrong(connection: &Connection, wrong: &WrongMatch) -> Result<bool, Fault> {
    let sql = "SELECT 1 FROM mismatches
               WHERE document = ?1 AND other = ?2 AND here = ?3 AND there = ?4";
    let mut statement = connection.prepare_cached(sql)?;
    let (here, there) = (write_anchor(&wrong.one.1)?, write_anchor(&wrong.other.1)?);
    Ok(statement.exists((wrong.one.0.as_bytes(), wrong.other.0.as_bytes(), here, there))?)
}

/// Says that a match is wrong, or that it is not.
pub(crate) fn set_wrong(
    connection: &Connection,
    wrong: &WrongMatch,
    is_wrong: bool,
) -> Result<(), Fault> {
    let sql = if is_wrong {
        "INSERT OR IGNORE INTO mismatches (document, other, here, there) VALUES (?1, ?2, ?3, ?4)"
    } else {
        "DELETE FROM mismatches WHERE document = ?1 AND other = ?2 AND here = ?3 AND there = ?4"
    };
    let mut statement = connection.prepare_cached(sql)?;
    for ((document, here), (other, there)) in
        [(&wrong.one, &wrong.other), (&wrong.other, &wrong.one)]
    {
        let (here, there) = (write_anchor(here)?, write_anchor(there)?);
        statement.execute((document.as_bytes(), other.as_bytes(), here, there))?;
    }
    Ok(())
}
