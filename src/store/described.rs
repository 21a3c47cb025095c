//! Articles as exports describe them, and how those that are described elsewhere are found here.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{OptionalExtension, Row};

use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::{DocumentId, RevisionId};
use crate::exchange::kept::folded;
use crate::source::Location;
use crate::store::bookmarks::bookmark;
use crate::store::changes::change;
use crate::store::codec::{location, timestamp};
use crate::store::documents::at_place;
use crate::store::error::Error;
use crate::store::state::State;
use crate::store::store::Store;
use crate::store::waiting::{attach, stated};

/// What is known of an article in a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Described {
    /// What it is called.
    pub title: String,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The publication or agency.
    pub site: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// When it came into the library.
    pub added: Timestamp,
    /// The language.
    pub language: Option<String>,
    /// Where it came from.
    pub location: Location,
    /// How far it has been read, from 0 to 1.
    pub progress: f32,
}

/// An article that may be meant by a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Titled {
    /// The article.
    pub id: DocumentId,
    /// Who wrote it.
    pub byline: Option<String>,
}

/// A moment by which some articles had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrivals(i64);

/// A kept passage as it was read, if it was there, and what it shall be.
pub type Rewritten = (Option<Bookmark>, Bookmark);

impl Store {
    /// Returns what is known of an article, removed or not; `None` if it never was here.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn described(&self, id: DocumentId) -> Result<Option<Described>, Error> {
        self.read(|connection| {
            let sql = "SELECT title, byline, site, published, language, location_kind, location,
                           progress, added FROM documents WHERE id = ?1";
            let mut statement = connection.prepare_cached(sql)?;
            let row = |row: &Row<'_>| {
                let published: Option<String> = row.get(3)?;
                let place: (String, Vec<u8>) = (row.get(5)?, row.get(6)?);
                let described = Described {
                    title: row.get(0)?,
                    byline: row.get(1)?,
                    site: row.get(2)?,
                    published: published.and_then(|day| day.parse().ok()),
                    language: row.get(4)?,
                    location: Location::Stdin,
                    progress: row.get(7)?,
                    added: timestamp(row.get(8)?),
                };
                Ok((described, place))
            };
            let found = statement.query_row([id.as_bytes()], row).optional()?;
            let placed = |(described, (kind, key)): (Described, (String, Vec<u8>))| {
                Ok(Described { location: location(&kind, key)?, ..described })
            };
            found.map(placed).transpose()
        })
    }

    /// Returns the article that is at a place, removed or not.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn article_at(&self, place: &Location) -> Result<Option<DocumentId>, Error> {
        self.read(|connection| Ok(at_place(connection, place)?.map(|place| place.id)))
    }

    /// Returns the articles that are there by their titles, folded, of those that are asked for.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn titled(
        &self,
        mut titles: HashMap<String, Vec<Titled>>,
    ) -> Result<HashMap<String, Vec<Titled>>, Error> {
        self.read(|connection| {
            let sql = "SELECT id, title, byline FROM documents WHERE removed = 0";
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let title: String = row.get(1)?;
                if let Some(found) = titles.get_mut(&folded(&title)) {
                    let id = DocumentId::from_bytes(row.get(0)?);
                    found.push(Titled { id, byline: row.get(2)? });
                }
            }
            Ok(())
        })?;
        Ok(titles)
    }

    /// Returns the articles that are there by the addresses that their texts name as their own, of those that are asked
    /// for.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn stating(
        &self,
        mut addresses: HashMap<String, Vec<DocumentId>>,
    ) -> Result<HashMap<String, Vec<DocumentId>>, Error> {
        self.read(|connection| {
            let sql = "SELECT id, parts FROM documents
                       JOIN texts ON texts.revision = documents.revision WHERE removed = 0";
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let address = stated(row.get_ref(1)?.as_blob().unwrap_or_default());
                if let Some(found) = address.and_then(|address| addresses.get_mut(&address)) {
                    found.push(DocumentId::from_bytes(row.get(0)?));
                }
            }
            Ok(())
        })?;
        Ok(addresses)
    }

    /// Returns one bookmark.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn bookmark(&self, id: BookmarkId) -> Result<Option<Bookmark>, Error> {
        self.read(|connection| bookmark(connection, id))
    }

    /// Returns the article that has these bytes as one of its revisions, and is there.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn article_of(&self, revision: RevisionId) -> Result<Option<DocumentId>, Error> {
        self.read(|connection| {
            let sql =
                "SELECT id FROM revisions JOIN documents ON documents.number = revisions.document
                       WHERE hash = ?1 AND removed = 0 ORDER BY documents.number LIMIT 1";
            let mut statement = connection.prepare_cached(sql)?;
            let id = statement.query_row([revision.hash().as_bytes()], |row| row.get(0));
            Ok(id.optional()?.map(DocumentId::from_bytes))
        })
    }

    /// Returns the moment up to which articles have come.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn arrivals(&self) -> Result<Arrivals, Error> {
        self.read(|connection| {
            let sql = "SELECT ifnull(max(number), 0) FROM documents";
            Ok(Arrivals(connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?))
        })
    }

    /// Keeps many passages as one change, if those that they take the place of are still as they were read; tells
    /// whether they are. Those that wait for an article that has come since are given to it.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn keep_read(
        &self,
        passages: Vec<Rewritten>,
        since: Arrivals,
        now: Timestamp,
    ) -> Result<bool, Error> {
        if passages.is_empty() {
            return Ok(true);
        }
        self.write(|connection| {
            for (read, after) in &passages {
                if bookmark(connection, after.id)? != *read {
                    return Ok(false);
                }
            }
            let all = passages.into_iter().map(|(_, after)| (after.id, Some(after))).collect();
            change(connection, &State::Bookmarks(all), now)?;
            let sql = "SELECT id FROM documents WHERE number > ?1 ORDER BY number";
            let mut statement = connection.prepare_cached(sql)?;
            let ids =
                statement.query_map([since.0], |row| row.get(0).map(DocumentId::from_bytes))?;
            for id in ids.collect::<Result<Vec<_>, _>>()? {
                attach(connection, id, now)?;
            }
            Ok(true)
        })
    }
}
