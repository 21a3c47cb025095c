//! Verdicts: what the user says of the facts of each document, whatever becomes of these.

use rusqlite::{Connection, OptionalExtension, Row};

use crate::document::DocumentId;
use crate::store::codec::{read_anchor, write_anchor};
use crate::store::error::{Error, Fault};
use crate::store::store::Store;
use crate::verdict::{Subject, Verdict};

impl Store {
    /// Returns what the user says of the facts of a document.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn verdicts(&self, document: DocumentId) -> Result<Vec<(Subject, Verdict)>, Error> {
        self.read(|connection| {
            let sql = "SELECT kind, value, passage, verdict FROM verdicts WHERE document = ?1
                       ORDER BY kind, value, passage";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([document.as_bytes()], columns)?;
            rows.map(|row| {
                let (kind, value, passage, verdict) = row?;
                let passage = match passage.as_str() {
                    "" => None,
                    anchor => Some(read_anchor(anchor)?),
                };
                let verdict = of_name(&verdict)?;
                Ok((Subject { kind, value, passage }, verdict))
            })
            .collect()
        })
    }
}

/// Returns what the user says of one subject.
pub(crate) fn verdict(
    connection: &Connection,
    document: DocumentId,
    subject: &Subject,
) -> Result<Option<Verdict>, Fault> {
    let sql = "SELECT verdict FROM verdicts
               WHERE document = ?1 AND kind = ?2 AND value = ?3 AND passage = ?4";
    let mut statement = connection.prepare_cached(sql)?;
    let key = (document.as_bytes(), &subject.kind, &subject.value, passage(subject)?);
    let name: Option<String> = statement.query_row(key, |row| row.get(0)).optional()?;
    name.map(|name| of_name(&name)).transpose()
}

/// Makes what the user says of a subject what it is given as.
pub(crate) fn set_verdict(
    connection: &Connection,
    document: DocumentId,
    subject: &Subject,
    verdict: Option<Verdict>,
) -> Result<(), Fault> {
    let (kind, value, passage) = (&subject.kind, &subject.value, passage(subject)?);
    if let Some(verdict) = verdict {
        let sql = "INSERT OR REPLACE INTO verdicts (document, kind, value, passage, verdict)
                   VALUES (?1, ?2, ?3, ?4, ?5)";
        let row = (document.as_bytes(), kind, value, passage, verdict.name());
        connection.prepare_cached(sql)?.execute(row)?;
    } else {
        let sql = "DELETE FROM verdicts
                   WHERE document = ?1 AND kind = ?2 AND value = ?3 AND passage = ?4";
        connection.prepare_cached(sql)?.execute((document.as_bytes(), kind, value, passage))?;
    }
    Ok(())
}

/// Writes the passage of a subject; what is judged as a whole has an empty one.
fn passage(subject: &Subject) -> Result<String, Fault> {
    subject.passage.as_ref().map_or_else(|| Ok(String::new()), write_anchor)
}

fn columns(row: &Row<'_>) -> rusqlite::Result<(String, String, String, String)> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn of_name(name: &str) -> Result<Verdict, Fault> {
    Verdict::from_name(name).ok_or(Fault::Unreadable("what is said of a fact"))
}
