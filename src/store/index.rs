//! The index of words: what is written to it with an article or a bookmark, and what has yet to be.
//!
//! The words of what comes in are made ready with it, on whatever thread that happens; writing them is part of the
//! same transaction. What was there before there was an index is read and written piece by piece.

mod merging;

use rusqlite::{Connection, OptionalExtension, Row};

use crate::bookmark::Bookmark;
use crate::document::Metadata;
use crate::search::{ALL, day_facets, index_text, language_facet, site_facets};
use crate::source::Location;
use crate::store::codec::location;
use crate::store::error::{Error, Fault};
use crate::store::pending::{Pending, Queue, pending};
use crate::store::store::Store;
use crate::store::values::{know_language, know_name, know_site};

/// The version of the words; raised whenever another word is made of the same text.
pub const INDEX_VERSION: u16 = 1;

/// How many bookmarks are indexed at once.
const BOOKMARKS: u32 = 200;

/// The words of an article, ready for the index.
#[derive(Clone, Debug)]
pub(crate) struct IndexText {
    title: String,
    body: String,
    facets: String,
    site: Option<String>,
    language: Option<String>,
}

impl IndexText {
    /// Makes the words of an article ready.
    pub(crate) fn new(title: &str, text: &str, metadata: &Metadata, place: &Location) -> Self {
        let mut facets = vec![ALL.to_owned()];
        facets.extend(metadata.site.iter().flat_map(|site| site_facets(site)));
        if let Some(host) = host(place) {
            facets.extend(site_facets(host));
        }
        facets.extend(metadata.language.as_deref().and_then(language_facet));
        facets.extend(metadata.published.into_iter().flat_map(day_facets));
        Self {
            title: index_text(title),
            body: index_text(text),
            facets: facets.join(" "),
            site: metadata.site.clone(),
            language: metadata.language.clone(),
        }
    }
}

/// Returns the name of the server that an article is from.
pub(crate) fn host(place: &Location) -> Option<&str> {
    let Location::Url(address) = place else { return None };
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

/// Writes the words of an article, in place of those it had.
pub(crate) fn put_index(
    connection: &Connection,
    document: i64,
    words: &IndexText,
) -> Result<(), Fault> {
    let sql = "INSERT OR REPLACE INTO article_index (rowid, body, title, facets)
               VALUES (?1, ?2, ?3, ?4)";
    connection.prepare_cached(sql)?.execute((
        document,
        &words.body,
        &words.title,
        &words.facets,
    ))?;
    let sql = "INSERT OR REPLACE INTO title_index (rowid, title) VALUES (?1, ?2)";
    connection.prepare_cached(sql)?.execute((document, &words.title))?;
    if let Some(site) = &words.site {
        know_site(connection, site)?;
    }
    if let Some(language) = &words.language {
        know_language(connection, language)?;
    }
    let sql = "UPDATE documents SET indexed = ?2 WHERE number = ?1 AND indexed <> ?2";
    connection.prepare_cached(sql)?.execute((document, INDEX_VERSION))?;
    Ok(())
}

/// Writes the words of a bookmark that is in the store, in place of those it had.
pub(crate) fn index_bookmark(connection: &Connection, bookmark: &Bookmark) -> Result<(), Fault> {
    let sql = "SELECT number FROM bookmarks WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let Some(number) =
        statement.query_row([bookmark.id.as_bytes()], |row| row.get(0)).optional()?
    else {
        return Ok(());
    };
    put_note(connection, number, &bookmark.note, &bookmark.tags, &bookmark.anchor.quote.exact)
}

fn put_note(
    connection: &Connection,
    number: i64,
    note: &str,
    tags: &[String],
    quote: &str,
) -> Result<(), Fault> {
    let note = index_text(&format!("{note} {}", tags.join(" ")));
    let sql = "INSERT OR REPLACE INTO note_index (rowid, note, quote) VALUES (?1, ?2, ?3)";
    connection.prepare_cached(sql)?.execute((number, note, index_text(quote)))?;
    let sql = "UPDATE bookmarks SET indexed = ?2 WHERE number = ?1 AND indexed <> ?2";
    connection.prepare_cached(sql)?.execute((number, INDEX_VERSION))?;
    Ok(())
}

/// How those are read that wait for the index.
const QUEUE: Queue = Queue {
    rest: "SELECT indexed, number, id FROM documents INDEXED BY documents_indexed
        WHERE removed = 0 AND indexed = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3",
    older: "SELECT indexed, number, id FROM documents INDEXED BY documents_indexed
        WHERE removed = 0 AND indexed < ?1 AND number < ?2
        ORDER BY indexed DESC, number DESC LIMIT ?3",
};

/// An article that was there before the index, with its words.
#[derive(Clone, Debug)]
pub struct ReadyIndex {
    number: i64,
    digest: [u8; 32],
    words: IndexText,
}

impl Store {
    /// Returns documents whose words are not in the index, after a place among them, the newest first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn unindexed(&self, after: Option<Pending>, limit: usize) -> Result<Vec<Pending>, Error> {
        self.read(|connection| pending(connection, QUEUE, INDEX_VERSION, after, limit))
    }

    /// Makes the words of a document ready; `None` if there is no such document.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn ready_index(&self, place: Pending) -> Result<Option<ReadyIndex>, Error> {
        self.read(|connection| {
            let sql = "SELECT documents.number, digest, title, text, site, published, language,
                           location_kind, location
                       FROM documents JOIN texts ON texts.revision = documents.revision
                       WHERE documents.id = ?1";
            let mut statement = connection.prepare_cached(sql)?;
            let row = statement.query_row([place.document.as_bytes()], |row| Ok(ready(row)));
            row.optional()?.transpose()
        })
    }

    /// Writes words that were made ready; those of a document that has another text by now are dropped.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn put_indexes(&self, ready: &[ReadyIndex]) -> Result<(), Error> {
        self.write(|connection| {
            for ReadyIndex { number, digest, words } in ready {
                let sql = "SELECT 1 FROM documents
                           JOIN texts ON texts.revision = documents.revision
                           WHERE documents.number = ?1 AND digest = ?2 AND indexed < ?3";
                let row = (number, digest, INDEX_VERSION);
                if connection.prepare_cached(sql)?.exists(row)? {
                    put_index(connection, *number, words)?;
                    know_names(connection, *number)?;
                }
            }
            Ok(())
        })
    }

    /// Writes the words of some bookmarks that are not in the index; tells whether there were any.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn index_bookmarks(&self) -> Result<bool, Error> {
        let has_any = self.read(|connection| {
            let sql = "SELECT 1 FROM bookmarks INDEXED BY bookmarks_unindexed WHERE indexed = 0";
            Ok(connection.prepare_cached(sql)?.exists([])?)
        })?;
        if !has_any {
            return Ok(false);
        }
        self.write(|connection| {
            let sql = "SELECT number, note, tags, exact FROM bookmarks
                       INDEXED BY bookmarks_unindexed WHERE indexed = 0 LIMIT ?1";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([BOOKMARKS], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?;
            let rows: Vec<(i64, String, String, String)> = rows.collect::<Result<_, _>>()?;
            for (number, note, tags, quote) in rows {
                let tags: Vec<String> = serde_json::from_str(&tags).unwrap_or_default();
                put_note(connection, number, &note, &tags, &quote)?;
            }
            Ok(true)
        })
    }
}

fn ready(row: &Row<'_>) -> Result<ReadyIndex, Fault> {
    let metadata = Metadata {
        site: row.get(4)?,
        published: row.get::<_, Option<String>>(5)?.and_then(|date| date.parse().ok()),
        language: row.get(6)?,
        ..Metadata::default()
    };
    let place = location(&row.get::<_, String>(7)?, row.get(8)?)?;
    let (title, text): (String, String) = (row.get(2)?, row.get(3)?);
    let words = IndexText::new(&title, &text, &metadata, &place);
    Ok(ReadyIndex { number: row.get(0)?, digest: row.get(1)?, words })
}

/// Makes the names that a document has known as values of fields.
fn know_names(connection: &Connection, document: i64) -> Result<(), Fault> {
    let mut statement =
        connection.prepare_cached("SELECT key FROM entities WHERE document = ?1")?;
    let keys = statement.query_map([document], |row| row.get::<_, String>(0))?;
    for key in keys {
        know_name(connection, &key?)?;
    }
    Ok(())
}

/// Returns how many documents are not in the index, counted up to a limit.
pub(crate) fn unindexed_count(connection: &Connection, limit: u32) -> Result<u32, Fault> {
    let sql = "SELECT count(*) FROM (SELECT 1 FROM documents INDEXED BY documents_indexed
               WHERE removed = 0 AND indexed < ?1 LIMIT ?2)";
    Ok(connection.prepare_cached(sql)?.query_row((INDEX_VERSION, limit), |row| row.get(0))?)
}

#[cfg(test)]
mod tests;
