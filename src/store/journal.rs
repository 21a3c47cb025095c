//! The journal: every change of the user once more, in a file of its own that people can read.
//!
//! It is a second copy that no damage of the store reaches. What the log of changes takes up is noticed by a hook, so
//! that nothing is forgotten whoever logs it. The order of a change:
//!
//! 1. it is made, and its row is written out, inside the transaction;
//! 2. the journal is held, and room for the row is taken on the disk: what fails until here undoes the change;
//! 3. the store commits, which brings it to the disk;
//! 4. the row is added in one write and brought to the disk; then the sentinel learns the new numbers;
//! 5. the journal is let go, and the change counts as made.
//!
//! So the journal never says what is not in the store, its rows have the order of the commits, and what was
//! acknowledged is in both. A program that ends between 3 and 4 acknowledged nothing; the row is brought up later by
//! [`mod@crate::store::agreement`]. If 4 fails the change is there but not acknowledged: the error says so, and the
//! row goes with the next one. That an article came is written but not waited for, since it can be had again.

pub(crate) mod file;
pub(crate) mod row;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OptionalExtension as _};
use serde_json::Value;

use crate::document::DocumentId;
use crate::store::beside::{beside, free_name, sync_folder};
use crate::store::codec::{location, timestamp};
use crate::store::error::Fault;
use crate::store::journal::file::{Held, journal_path};
use crate::store::journal::row::{Head, LONGEST, Row, Subject, write, write_row};
use crate::store::sentinel::{Tally, read_sentinel, renew_tally, sentinel_path, store_id};

/// At most so many things that a change names are told with it.
const MOST_SUBJECTS: usize = 64;

/// At most so many changes that others left untold are told with a change.
const MOST_UNTOLD: i64 = 1000;

/// The journal of one connection to a store.
#[derive(Debug)]
pub(crate) struct Journal {
    store: PathBuf,
    /// The rows of the log that the present transaction touched.
    touched: Arc<Mutex<BTreeSet<i64>>>,
    /// Those that were committed but could not be written.
    owed: RefCell<BTreeSet<i64>>,
    /// The longest line that is written, in bytes.
    longest: usize,
}

/// Rows ready to be added, with the journal held.
pub(crate) struct Ready {
    held: Held,
    lines: String,
    numbers: BTreeSet<i64>,
    tally: Tally,
    haste: Haste,
}

/// Whether a row must be on the disk before its change counts as made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Haste {
    /// It must.
    Synced,
    /// What it says can be had again.
    None,
}

impl Journal {
    /// Makes the journal of a connection, which notices from now on what the log takes up.
    pub(crate) fn new(store: &Path, connection: &mut Connection) -> rusqlite::Result<Self> {
        let touched: Arc<Mutex<BTreeSet<i64>>> = Arc::default();
        let noticed = Arc::clone(&touched);
        connection.update_hook(Some(move |_, _: &str, table: &str, number| {
            if table == "changes" {
                noticed.lock().unwrap_or_else(PoisonError::into_inner).insert(number);
            }
        }))?;
        Ok(Self { store: store.to_owned(), touched, owed: RefCell::default(), longest: LONGEST })
    }

    /// Has no longer lines be written, which would otherwise take much memory to try.
    #[cfg(test)]
    pub(crate) const fn limit_lines(&mut self, longest: usize) {
        self.longest = longest;
    }

    /// Forgets what an earlier transaction touched.
    pub(crate) fn begin(&self) {
        self.touched.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Writes out what a transaction changed for the user, just before it commits, and holds the journal.
    pub(crate) fn prepare(&self, connection: &Connection) -> Result<Option<Ready>, Fault> {
        let own = std::mem::take(&mut *self.touched.lock().unwrap_or_else(PoisonError::into_inner));
        let mut numbers: BTreeSet<i64> = own.union(&self.owed.borrow()).copied().collect();
        if numbers.is_empty() {
            return Ok(None);
        }
        let path = journal_path(&self.store);
        let failed = |cause| Fault::File(path.clone(), cause);
        let mut held = hold(&self.store, store_id(connection)?).map_err(failed)?;
        numbers.extend(self.untold(connection)?);
        let (mut lines, mut haste) = (String::new(), Haste::None);
        for number in &numbers {
            let Some(row) = row_of(connection, *number)? else { continue };
            if row.kind != "present" || row.undone {
                haste = Haste::Synced;
            }
            match write_row(&mut lines, row, self.longest) {
                // What is in the store already is not undone for that, nor what is changed now.
                Err(Fault::LongChange(_)) if !own.contains(number) => {}
                written => written?,
            }
        }
        if held.is_empty() {
            let mut first = String::new();
            write(&mut first, &Head::new(&store_id(connection)?.to_string(), 0))?;
            held.append(&first).map_err(failed)?;
            sync_folder(&path);
        }
        held.reserve(lines.len()).map_err(failed)?;
        Ok(Some(Ready { held, lines, numbers, tally: Tally::of(connection)?, haste }))
    }

    /// Returns the changes that a program which ended between its commit and the journal left untold. Whoever holds the
    /// journal tells them with its own, for the sentinel says afterwards that all was told.
    fn untold(&self, connection: &Connection) -> Result<Vec<i64>, Fault> {
        let told = read_sentinel(&sentinel_path(&self.store)).and_then(|sentinel| sentinel.tally);
        let Some(told) = told else { return Ok(Vec::new()) };
        let sql = "SELECT number FROM changes WHERE number > ?1 ORDER BY number LIMIT ?2";
        let mut statement = connection.prepare_cached(sql)?;
        let numbers = statement.query_map((told.changes, MOST_UNTOLD), |row| row.get(0))?;
        Ok(numbers.collect::<Result<_, _>>()?)
    }

    /// Adds what is ready, after the commit.
    pub(crate) fn add(&self, ready: Ready) -> Result<(), Fault> {
        let Ready { mut held, lines, numbers, tally, haste } = ready;
        let added = held.append(&lines).and_then(|()| match haste {
            Haste::Synced => held.sync(),
            Haste::None => Ok(()),
        });
        match added {
            Ok(()) => self.owed.borrow_mut().clear(),
            Err(cause) => {
                self.owed.borrow_mut().extend(numbers);
                return Err(Fault::Journal(journal_path(&self.store), cause));
            }
        }
        // The sentinel may be behind, never ahead: without it nothing is lost.
        let _ = renew_tally(&sentinel_path(&self.store), tally);
        Ok(())
    }
}

/// Holds the journal of a store; one of another store, which stood here before, is moved aside.
pub(crate) fn hold(store: &Path, id: DocumentId) -> io::Result<Held> {
    let path = journal_path(store);
    let mut held = Held::take(&path)?;
    let Some(first) = held.head()? else { return Ok(held) };
    if first.store == id.to_string() {
        return Ok(held);
    }
    let other: String = first.store.chars().filter(char::is_ascii_alphanumeric).take(32).collect();
    held.move_aside(&free_name(|number| {
        beside(store, &format!(".notes-of-{other}{number}.jsonl"))
    }))?;
    Held::take(&path)
}

/// Writes a row of the log out; `None` for what was taken back for good, which was told before.
pub(crate) fn row_of(connection: &Connection, number: i64) -> Result<Option<Row>, Fault> {
    let sql = "SELECT kind, at, undone, CASE undone WHEN 1 THEN before ELSE after END
               FROM changes WHERE number = ?1";
    let found = connection
        .prepare_cached(sql)?
        .query_row([number], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, i64>(1)?,
                row.get::<_, u8>(2)?,
                row.get::<_, String>(3)?,
            ))
        })
        .optional()?;
    let Some((kind, at, undone @ (0 | 1 | 3), state)) = found else { return Ok(None) };
    let state = serde_json::from_str(&state).map_err(|_| Fault::Unreadable("a change"))?;
    let about = subjects(connection, &state)?;
    Ok(Some(Row { change: number, at: timestamp(at), kind, undone: undone == 1, state, about }))
}

/// Looks up the articles and feeds that a state names, by their identities.
pub(crate) fn subjects(connection: &Connection, state: &Value) -> Result<Vec<Subject>, Fault> {
    let mut ids = BTreeSet::new();
    collect(state, &mut ids);
    let mut subjects = Vec::new();
    for id in ids {
        for (is, sql) in [
            ("article", "SELECT title, location_kind, location FROM documents WHERE id = ?1"),
            ("feed", "SELECT title, location_kind, location FROM feeds WHERE id = ?1"),
        ] {
            let found = connection
                .prepare_cached(sql)?
                .query_row([id.as_bytes()], |row| {
                    Ok((
                        row.get::<_, String>(0)?,
                        row.get::<_, String>(1)?,
                        row.get::<_, Vec<u8>>(2)?,
                    ))
                })
                .optional()?;
            let Some((title, kind, key)) = found else { continue };
            // A path that is no text cannot be told in JSON.
            let place = serde_json::to_value(location(&kind, key)?).ok();
            subjects.push(Subject { is: is.to_owned(), id: id.to_string(), title, place });
        }
    }
    Ok(subjects)
}

fn collect(value: &Value, ids: &mut BTreeSet<DocumentId>) {
    if ids.len() >= MOST_SUBJECTS {
        return;
    }
    match value {
        Value::String(text) if text.len() == 32 => ids.extend(text.parse::<DocumentId>().ok()),
        Value::Array(values) => values.iter().for_each(|value| collect(value, ids)),
        Value::Object(fields) => fields.values().for_each(|value| collect(value, ids)),
        _ => {}
    }
}

#[cfg(test)]
mod tests;
