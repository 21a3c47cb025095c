//! Checks: how fetching feeds went, and what that changes in their rows.

use jiff::Timestamp;
use rusqlite::{Connection, named_params};

use crate::source::{FeedId, Location};
use crate::store::codec::{nanoseconds, place_key};
use crate::store::error::{Error, Fault};
use crate::store::feeds::{Leads, is_followed, set_followed};
use crate::store::store::Store;

/// How fetching a feed went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Which feed.
    pub feed: FeedId,
    /// When.
    pub at: Timestamp,
    /// What came of it.
    pub check: Check,
}

/// What came of fetching a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    /// It is as it was.
    Unchanged,
    /// It was read.
    Read {
        /// What it calls itself.
        title: Option<String>,
        /// The page it belongs to.
        site: Option<String>,
        /// Its language.
        language: Option<String>,
        /// What the server calls this copy.
        etag: Option<String>,
        /// When this copy was changed, as the server wrote it.
        last_modified: Option<String>,
        /// Where it is from now on.
        moved: Option<Location>,
        /// Where it may lead.
        leads: Leads,
    },
    /// It is for good where another feed is, which takes its place if it is followed.
    Joined(FeedId),
    /// It was not asked for, since its host must not be asked.
    PutOff {
        /// One line that says why.
        error: String,
        /// When to try again.
        due: Timestamp,
        /// Before this the server does not want to be asked.
        barred: Option<Timestamp>,
    },
    /// It could not be fetched or read.
    Failed {
        /// One line that says why.
        error: String,
        /// When to try again.
        due: Timestamp,
        /// Before this the server does not want to be asked.
        barred: Option<Timestamp>,
    },
}

impl Store {
    /// Writes down how fetching some feeds went.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn check(&self, checks: &[Checked]) -> Result<(), Error> {
        self.write(|connection| checks.iter().try_for_each(|check| put_check(connection, check)))
    }
}

fn put_check(connection: &Connection, checked: &Checked) -> Result<(), Fault> {
    let (id, at) = (checked.feed.as_bytes(), nanoseconds(checked.at));
    match &checked.check {
        Check::Unchanged => {
            let sql =
                "UPDATE feeds SET fetched = ?2, due = ?2, barred = 0, failures = 0, error = NULL
                       WHERE id = ?1";
            connection.prepare_cached(sql)?.execute((id, at))?;
        }
        Check::Read { title, site, language, etag, last_modified, moved, leads } => {
            let sql = "UPDATE feeds SET fetched = :at, due = :at, barred = 0, failures = 0,
                           error = NULL, title = ifnull(:title, title), site = ifnull(:site, site),
                           language = :language, etag = :etag, last_modified = :modified,
                           private = :private
                       WHERE id = :id";
            connection.prepare_cached(sql)?.execute(named_params! {
                ":id": id,
                ":at": at,
                ":title": title,
                ":site": site,
                ":language": language,
                ":etag": etag,
                ":modified": last_modified,
                ":private": *leads == Leads::Anywhere,
            })?;
            if let Some(moved) = moved {
                // Where another feed is already, this one stays at its old address.
                let (kind, key) = place_key(moved);
                let sql =
                    "UPDATE OR IGNORE feeds SET location_kind = ?2, location = ?3 WHERE id = ?1";
                connection.prepare_cached(sql)?.execute((id, kind, key))?;
            }
        }
        Check::Joined(other) => join_feed(connection, checked.feed, *other)?,
        Check::PutOff { error, due, barred } | Check::Failed { error, due, barred } => {
            let failed = matches!(checked.check, Check::Failed { .. });
            let sql = "UPDATE feeds SET failures = failures + ?5, error = ?2, due = ?3, barred = ?4
                       WHERE id = ?1";
            let barred = barred.map_or(0, nanoseconds);
            let row = (id, error, nanoseconds(*due), barred, failed);
            connection.prepare_cached(sql)?.execute(row)?;
        }
    }
    Ok(())
}

/// Has another feed that is followed take the place of one, with its documents.
fn join_feed(connection: &Connection, old: FeedId, other: FeedId) -> Result<(), Fault> {
    if old == other || !is_followed(connection, other)? {
        return Ok(());
    }
    let sql = "INSERT INTO members (document, feed, added, turn, present, unread, starred)
               SELECT document, (SELECT number FROM feeds WHERE id = ?2), added, turn, present,
                   unread, starred
               FROM members WHERE feed = (SELECT number FROM feeds WHERE id = ?1)
               ON CONFLICT DO NOTHING";
    connection.prepare_cached(sql)?.execute((old.as_bytes(), other.as_bytes()))?;
    set_followed(connection, old, false)
}
