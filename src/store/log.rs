//! The rows of the log of changes: how each stands, and how one is written.
//!
//! It knows neither what the states mean nor which way the user walks along them.

use jiff::Timestamp;
use rusqlite::Connection;

use crate::store::codec::nanoseconds;
use crate::store::error::Fault;
use crate::store::state::{State, write};

/// How a change stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Done and in force.
    Done = 0,
    /// Taken back; can be made again.
    Undone = 1,
    /// Taken back, and then something else was done.
    Ended = 2,
    /// Done by the program on behalf of the user, and followed from something else: undo passes over it.
    Settled = 3,
}

impl Standing {
    /// Returns the number that stands for it in a row.
    pub(crate) const fn number(self) -> u8 {
        self as u8
    }
}

/// Writes a change down that has been made.
pub(crate) fn write_down(
    connection: &Connection,
    before: &State,
    after: &State,
    now: Timestamp,
    standing: Standing,
) -> Result<(), Fault> {
    let sql = "INSERT INTO changes (kind, document, before, after, at, undone)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let document = after.document().or_else(|| before.document());
    connection.prepare_cached(sql)?.execute((
        after.kind(),
        document.map(|id| *id.as_bytes()),
        write(before)?,
        write(after)?,
        nanoseconds(now),
        standing.number(),
    ))?;
    Ok(())
}
