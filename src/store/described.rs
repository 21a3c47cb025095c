//! Articles as exports describe them, and how those that are described elsewhere are found here.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{OptionalExtension, Row};

use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::DocumentId;
use crate::source::Location;
use crate::store::bookmarks::bookmark;
use crate::store::changes::change;
use crate::store::codec::{location, timestamp};
use crate::store::documents::at_place;
use crate::store::error::Error;
use crate::store::state::State;
use crate::store::store::Store;

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

    /// Returns the articles that are there by their titles in small letters, of those that are asked for.
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
                if let Some(found) = titles.get_mut(&title.trim().to_lowercase()) {
                    let id = DocumentId::from_bytes(row.get(0)?);
                    found.push(Titled { id, byline: row.get(2)? });
                }
            }
            Ok(())
        })?;
        Ok(titles)
    }

    /// Returns one bookmark.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn bookmark(&self, id: BookmarkId) -> Result<Option<Bookmark>, Error> {
        self.read(|connection| bookmark(connection, id))
    }

    /// Keeps many passages as one change; those with the same identity are replaced.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn keep_all(&self, bookmarks: Vec<Bookmark>, now: Timestamp) -> Result<(), Error> {
        if bookmarks.is_empty() {
            return Ok(());
        }
        let all = bookmarks.into_iter().map(|bookmark| (bookmark.id, Some(bookmark))).collect();
        self.write(|connection| change(connection, &State::Bookmarks(all), now))
    }
}
