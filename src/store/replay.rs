//! Replay: what the journal says is brought back into a store that is older, was rebuilt or is empty.
//!
//! Of what later rows have overtaken only the last is done. What a row names and the store does not know is made
//! known again: a feed, or an article without a text, which has it again when it is added anew.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::Connection;

use crate::document::DocumentId;
use crate::source::Location;
use crate::store::agreement::{compare, kept, live, overtaken};
use crate::store::beside::beside;
use crate::store::bookmarks::replace_bookmark;
use crate::store::codec::{nanoseconds, place_key};
use crate::store::error::{Error, Fault};
use crate::store::journal::file::{journal_path, read_journal};
use crate::store::journal::row::{Row, Subject};
use crate::store::sentinel::{Tally, sentinel_path};
use crate::store::state::{State, apply, read};
use crate::store::store::Store;

/// What came of bringing the journal back into a store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replayed {
    /// How many rows were read.
    pub rows: usize,
    /// How many say something of what is not there any more.
    pub left: usize,
    /// How many kept passages the journal has that were not dropped later; all of them are in the store now.
    pub notes: usize,
}

impl Store {
    /// Brings what the journal has back into the store, which is `since` changes old; what the store has besides
    /// stays. Every kept passage of the journal is in it when this returns.
    ///
    /// # Errors
    ///
    /// Fails, and changes nothing, if one of them cannot be read or the store not written.
    pub fn replay(&self, since: i64) -> Result<Replayed, Error> {
        self.replay_from(&journal_path(self.path()), since)
    }

    /// Brings in a journal that lies elsewhere.
    pub(crate) fn replay_from(&self, journal: &Path, since: i64) -> Result<Replayed, Error> {
        let reading = read_journal(journal)
            .map_err(|cause| Fault::File(journal.to_owned(), cause).at(self.path()))?;
        self.alone(|connection| {
            let overtaken = overtaken(&reading.rows);
            let mut replayed = Replayed { rows: reading.rows.len(), ..Replayed::default() };
            for (at, row) in reading.rows.iter().enumerate() {
                let is_old = row.change <= since && !row.undone && row.subject().is_none();
                if overtaken.contains(&at) || is_old {
                    continue;
                }
                row.about.iter().try_for_each(|subject| bring_back(connection, subject, row.at))?;
                match bring(connection, row) {
                    Ok(()) => {}
                    Err(
                        Fault::NoDocument(_)
                        | Fault::NoFeed(_)
                        | Fault::NoStory(_)
                        | Fault::Unreadable(_),
                    ) => replayed.left += 1,
                    Err(fault) => return Err(fault),
                }
            }
            // What has no text cannot be read; it is back when it is added anew.
            connection.execute("UPDATE documents SET removed = 1 WHERE revision IS NULL", [])?;
            let newest = reading.rows.iter().map(|row| row.change).max().unwrap_or(0);
            continue_after(connection, newest)?;
            let live = live(&reading.rows);
            let (_, lost) = compare(connection, &live)?;
            if !lost.is_empty() {
                return Err(Fault::Unreadable("a kept passage of the journal"));
            }
            replayed.notes = kept(&live).count();
            Ok(replayed)
        })
    }
}

/// Opens a store that is older than its journal, and brings in what it lacks.
///
/// # Errors
///
/// Fails if it cannot be opened otherwise, or not written.
pub fn reopen_stale(path: &Path) -> Result<(Store, Replayed), Error> {
    let (sentinel, kept) = (sentinel_path(path), beside(path, ".id-before"));
    let failed = |cause| Fault::File(sentinel.clone(), cause).at(path);
    std::fs::rename(&sentinel, &kept).map_err(failed)?;
    let done = Store::open(path).and_then(|store| {
        let since = store.read(Tally::of)?.changes;
        let replayed = store.replay(since)?;
        store.recount()?;
        store.remember_all()?;
        Ok((store, replayed))
    });
    if done.is_ok() {
        let _ = std::fs::remove_file(&kept);
    } else {
        std::fs::rename(&kept, &sentinel).map_err(failed)?;
    }
    done
}

/// Makes what a row says so.
fn bring(connection: &Connection, row: &Row) -> Result<(), Fault> {
    match read(&row.state.to_string())? {
        // It may be on another article than before.
        State::Bookmark(id, bookmark) => replace_bookmark(connection, id, bookmark.as_ref()),
        state => apply(connection, &state),
    }
}

/// Makes an article or feed that a row names known again, so that what is said of it has something to hold on to: an
/// article without a text, which it has again when it is added anew.
fn bring_back(connection: &Connection, subject: &Subject, at: Timestamp) -> Result<(), Fault> {
    let Some(place) = subject.place.clone() else { return Ok(()) };
    let (Ok(id), Ok(place)) =
        (subject.id.parse::<DocumentId>(), serde_json::from_value::<Location>(place))
    else {
        return Ok(());
    };
    if place == Location::Stdin {
        return Ok(());
    }
    let (kind, key) = place_key(&place);
    let sql = match subject.is.as_str() {
        "article" => {
            "INSERT INTO documents (id, location_kind, location, title, title_origin, given, added, turn, removed)
             SELECT ?1, ?2, ?3, ?4, 'derived', '{}', ?5, 1 + ifnull(max(number), 0), 1 FROM documents
             WHERE true ON CONFLICT DO NOTHING"
        }
        "feed" => {
            "INSERT INTO feeds (id, location_kind, location, title, added) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO NOTHING"
        }
        _ => return Ok(()),
    };
    connection.prepare_cached(sql)?.execute((
        id.as_bytes(),
        kind,
        key,
        &subject.title,
        nanoseconds(at),
    ))?;
    Ok(())
}

/// Has the next change take a number after all that the journal has.
fn continue_after(connection: &Connection, newest: i64) -> Result<(), Fault> {
    let sql = "UPDATE sqlite_sequence SET seq = max(seq, ?1) WHERE name = 'changes'";
    if connection.execute(sql, [newest])? == 0 {
        let sql = "INSERT INTO sqlite_sequence (name, seq) VALUES ('changes', ?1)";
        connection.execute(sql, [newest])?;
    }
    Ok(())
}
