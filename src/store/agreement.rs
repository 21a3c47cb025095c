//! Agreement: the store and its journal say the same, and each can bring the other up.
//!
//! A crash may keep the last rows from the journal; an old copy or a salvaged store may lack what the journal has.
//! Where the two differ about something, the store is right as long as it is not older.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::Value;

use crate::store::error::{Error, Fault};
use crate::store::journal::file::{Held, Reading, journal_path, read_journal, read_since};
use crate::store::journal::row::{Head, LONGEST, Row, write, write_row};
use crate::store::journal::{hold, row_of, subjects};
use crate::store::sentinel::{
    Sentinel, Tally, read_sentinel, sentinel_path, store_id, write_sentinel,
};
use crate::store::state::{State, now_at, read};
use crate::store::store::Store;

/// A journal shorter than this is never made shorter.
const SHORT: u64 = 1024 * 1024;

/// What is compared: all that only changes through the log.
const COMPARED: [&str; 8] = [
    "bookmark",
    "mark",
    "global-mark",
    "starred",
    "feed-title",
    "story-title",
    "saved-search",
    "tags",
];

/// How a store and its journal agree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// How many changes the journal has.
    pub rows: usize,
    /// How many of its lines cannot be read.
    pub unreadable: usize,
    /// How many kept passages it has that were not dropped later.
    pub notes: usize,
    /// What the store has and the journal has not: one word for each.
    pub missing: Vec<String>,
    /// Kept passages that the journal has and the store has not.
    pub lost: Vec<String>,
}

impl Store {
    /// Tells how the store and its journal agree.
    ///
    /// # Errors
    ///
    /// Fails if one of them cannot be read.
    pub fn agreement(&self) -> Result<Agreement, Error> {
        let reading = self.read_journal()?;
        self.read(|connection| {
            let Untold { numbers, differing, lost } = untold(connection, &reading)?;
            let numbers = numbers.iter().map(|number| format!("change {number}"));
            Ok(Agreement {
                rows: reading.rows.len(),
                unreadable: reading.unreadable,
                notes: kept(&live(&reading.rows)).count(),
                missing: numbers
                    .chain(differing.iter().map(State::kind).map(str::to_owned))
                    .collect(),
                lost,
            })
        })
    }

    /// Adds to the journal what a crash kept from it, or all there is if it is gone; returns how much.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read or the journal not written.
    pub fn catch_up(&self) -> Result<usize, Error> {
        // Comparing all there is takes long in a large library: others write meanwhile.
        let earlier = self.read_journal()?;
        let untold = self.read(|connection| untold(connection, &earlier))?;
        let is_whole =
            earlier.length > 0 && untold.numbers.is_empty() && untold.differing.is_empty();
        if is_whole && !self.is_journal_behind()? {
            return Ok(0);
        }
        self.alone(|connection| {
            let failed = |cause| Fault::File(journal_path(self.path()), cause);
            let mut held = hold(self.path(), store_id(connection)?).map_err(failed)?;
            let since = read_since(&journal_path(self.path()), &earlier).map_err(failed)?;
            let mut lines = String::new();
            if held.is_empty() {
                write(&mut lines, &Head::new(&store_id(connection)?.to_string(), 0))?;
            }
            let added = tell(connection, &mut lines, &untold, &since.rows)?;
            if !lines.is_empty() {
                held.append(&lines).and_then(|()| held.sync()).map_err(failed)?;
            }
            self.remember(connection, Tally::of(connection)?)?;
            Ok(added)
        })
    }

    /// Leaves out of the journal what later rows have overtaken, if that makes it much shorter. Tells whether it did.
    ///
    /// # Errors
    ///
    /// Fails if the journal cannot be read or written; it is as it was then.
    pub fn shorten_journal(&self) -> Result<bool, Error> {
        let path = journal_path(self.path());
        if std::fs::metadata(&path).map_or(0, |metadata| metadata.len()) < SHORT {
            return Ok(false);
        }
        // Nobody waits for a journal that is left as it is.
        if shorter(self.read_journal()?).map_err(|fault| fault.at(self.path()))?.is_none() {
            return Ok(false);
        }
        self.alone(|connection| {
            let failed = |cause| Fault::File(path.clone(), cause);
            let id = store_id(connection)?;
            let held: Held = hold(self.path(), id).map_err(failed)?;
            let reading = read_journal(&path).map_err(failed)?;
            let first = reading.head.clone();
            let Some(rows) = shorter(reading)? else { return Ok(false) };
            let through = rows.iter().map(|row| row.change).max().unwrap_or(0);
            let through = through.max(first.map_or(0, |first| first.through));
            held.replace(&Head::new(&id.to_string(), through), &rows).map_err(failed)?;
            Ok(true)
        })
    }

    /// Tells whether the journal is gone, or was not told of the last changes.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn is_journal_behind(&self) -> Result<bool, Error> {
        let tally = self.read(Tally::of)?;
        let told = read_sentinel(&sentinel_path(self.path())).and_then(|sentinel| sentinel.tally);
        Ok(tally.changes > 0 && (told != Some(tally) || !has_journal(self.path())))
    }

    /// Tells whether the user has ever done anything with it.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn has_changes(&self) -> Result<bool, Error> {
        Ok(self.read(Tally::of)?.changes > 0)
    }

    /// Has the sentinel say what is in the store now.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read or the sentinel not written.
    pub fn remember_all(&self) -> Result<(), Error> {
        self.alone(|connection| self.remember(connection, Tally::of(connection)?))
    }

    fn remember(&self, connection: &Connection, tally: Tally) -> Result<(), Fault> {
        let path = sentinel_path(self.path());
        let sentinel = Sentinel { store: store_id(connection)?, tally: Some(tally) };
        write_sentinel(&path, sentinel).map_err(|cause| Fault::File(path, cause))
    }

    fn read_journal(&self) -> Result<Reading, Error> {
        let path = journal_path(self.path());
        read_journal(&path).map_err(|cause| Fault::File(path, cause).at(self.path()))
    }
}

/// Tells whether a store has a journal.
pub fn has_journal(path: &Path) -> bool {
    journal_path(path).exists()
}

/// Tells whether something remembers that there was a store.
pub fn remembers(path: &Path) -> bool {
    sentinel_path(path).exists()
}

/// What the store has and its journal has not.
#[derive(Debug, Default)]
struct Untold {
    /// The changes that are not in it.
    numbers: Vec<i64>,
    /// What is otherwise in the store, even with these changes.
    differing: Vec<State>,
    /// The kept passages that only the journal has.
    lost: Vec<String>,
}

fn untold(connection: &Connection, reading: &Reading) -> Result<Untold, Fault> {
    let numbers = unwritten(connection, reading)?;
    let rows = rows_of(connection, &numbers)?;
    let mut live = live(&reading.rows);
    live.extend(rows.iter().filter_map(|row| Some((row.subject()?, row))));
    let (differing, lost) = compare(connection, &live)?;
    Ok(Untold { numbers, differing, lost })
}

/// Writes out what is untold and was not told meanwhile; returns how much.
fn tell(
    connection: &Connection,
    lines: &mut String,
    untold: &Untold,
    since: &[Row],
) -> Result<usize, Fault> {
    let told_since: HashSet<i64> = since.iter().map(|row| row.change).collect();
    let numbers: Vec<_> =
        untold.numbers.iter().copied().filter(|number| !told_since.contains(number)).collect();
    let mut rows = rows_of(connection, &numbers)?;
    let newest = Tally::of(connection)?.changes;
    let live = live(since);
    for state in &untold.differing {
        let row = told(connection, &now_at(connection, state)?, newest)?;
        let is_told = row
            .subject()
            .and_then(|subject| live.get(&subject))
            .is_some_and(|told| told.state == row.state);
        if !is_told {
            rows.push(row);
        }
    }
    // What was told meanwhile of something is newer than what is told of it now.
    let newer: Vec<Row> =
        rows.iter().filter_map(|row| live.get(&row.subject()?)).map(|row| (*row).clone()).collect();
    let mut added = 0;
    for row in rows.into_iter().chain(newer) {
        match write_row(lines, row, LONGEST) {
            Ok(()) => added += 1,
            // What no line can hold is in the store alone.
            Err(Fault::LongChange(_)) => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(added)
}

/// Writes changes of the log out; one about many things as a row about each.
fn rows_of(connection: &Connection, numbers: &[i64]) -> Result<Vec<Row>, Fault> {
    let mut rows = Vec::new();
    for number in numbers {
        rows.extend(row_of(connection, *number)?.into_iter().flat_map(Row::apart));
    }
    Ok(rows)
}

/// Returns the rows that are left of a journal if that is much less than there are.
fn shorter(reading: Reading) -> Result<Option<Vec<Row>>, Fault> {
    let (before, length) = (reading.rows.len(), reading.length);
    let rows = without_overtaken(reading.rows);
    let mut text = String::new();
    rows.iter().try_for_each(|row| write(&mut text, row))?;
    let is_much = u64::try_from(text.len()).unwrap_or(0) * 3 > length;
    Ok((rows.len() < before && !is_much).then_some(rows))
}

/// Returns the changes that the journal has not.
fn unwritten(connection: &Connection, reading: &Reading) -> Result<Vec<i64>, Fault> {
    let known: HashSet<i64> = reading.rows.iter().map(|row| row.change).collect();
    let through = reading.head.as_ref().map_or(0, |head| head.through);
    let sql = "SELECT number FROM changes WHERE number > ?1 AND undone IN (0, 3) ORDER BY number";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([through], |row| row.get::<_, i64>(0))?;
    let mut numbers = Vec::new();
    for number in rows {
        let number = number?;
        if !known.contains(&number) {
            numbers.push(number);
        }
    }
    Ok(numbers)
}

/// Returns what the store says otherwise than the journal, and the kept passages that only the journal has.
pub(crate) fn compare(
    connection: &Connection,
    live: &BTreeMap<String, &Row>,
) -> Result<(Vec<State>, Vec<String>), Fault> {
    let (mut differing, mut lost) = (Vec::new(), Vec::new());
    let newest = Tally::of(connection)?.changes;
    for row in live.values().filter(|row| COMPARED.contains(&row.kind.as_str())) {
        let Ok(state) = read(&row.state.to_string()) else { continue };
        let now = match now_at(connection, &state) {
            Ok(now) => now,
            Err(Fault::NoDocument(_) | Fault::NoFeed(_) | Fault::NoStory(_)) => continue,
            Err(fault) => return Err(fault),
        };
        if now == state {
            continue;
        }
        if let (State::Bookmark(id, Some(_)), State::Bookmark(_, None)) = (&state, &now) {
            lost.push(id.to_string());
            // A store that is older than its journal must not take its notes from it.
            if row.change > newest {
                continue;
            }
        }
        differing.push(now);
    }
    let mut statement = connection.prepare_cached("SELECT id FROM bookmarks")?;
    let ids = statement.query_map([], |row| row.get::<_, [u8; 16]>(0))?;
    for id in ids {
        let id = crate::bookmark::BookmarkId::from_bytes(id?);
        if !live.contains_key(&format!("bookmark {id}")) {
            differing.push(now_at(connection, &State::Bookmark(id, None))?);
        }
    }
    Ok((differing, lost))
}

/// Returns a state that is so now as a row.
fn told(connection: &Connection, state: &State, change: i64) -> Result<Row, Fault> {
    let value: Value = serde_json::to_value(state).map_err(|_| Fault::Unreadable("a change"))?;
    Ok(Row {
        change,
        at: Timestamp::now(),
        kind: state.kind().to_owned(),
        undone: false,
        about: subjects(connection, &value)?,
        state: value,
    })
}

/// Returns the last row about each thing.
pub(crate) fn live(rows: &[Row]) -> BTreeMap<String, &Row> {
    rows.iter().filter_map(|row| Some((row.subject()?, row))).collect()
}

/// Returns the rows that keep a passage.
pub(crate) fn kept<'a>(live: &'a BTreeMap<String, &'a Row>) -> impl Iterator<Item = &'a &'a Row> {
    live.values().filter(|row| {
        row.kind == "bookmark" && row.state["bookmark"].get(1).is_some_and(|kept| !kept.is_null())
    })
}

/// Returns the places of the rows that later ones have overtaken.
pub(crate) fn overtaken(rows: &[Row]) -> BTreeSet<usize> {
    let mut last = BTreeMap::new();
    let subjects = rows.iter().enumerate().filter_map(|(at, row)| Some((row.subject()?, at)));
    subjects.filter_map(|(subject, at)| last.insert(subject, at)).collect()
}

fn without_overtaken(rows: Vec<Row>) -> Vec<Row> {
    let overtaken = overtaken(&rows);
    let rows = rows.into_iter().enumerate();
    rows.filter(|(at, _)| !overtaken.contains(at)).map(|(_, row)| row).collect()
}

#[cfg(test)]
mod tests;
