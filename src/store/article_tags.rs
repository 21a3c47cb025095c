//! Tags: those of articles, and all that are in use.

use rusqlite::Connection;

use crate::document::DocumentId;
use crate::store::error::{Error, Fault};
use crate::store::store::Store;

impl Store {
    /// Returns the tags of a document, in the order in which they were given.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn article_tags(&self, document: DocumentId) -> Result<Vec<String>, Error> {
        self.read(|connection| article_tags(connection, document))
    }

    /// Returns at most `limit` tags of bookmarks and articles, those used most first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn known_tags(&self, limit: usize) -> Result<Vec<String>, Error> {
        self.read(|connection| {
            let sql = "SELECT tag FROM
                           (SELECT tag FROM bookmark_tags UNION ALL SELECT tag FROM article_tags)
                       GROUP BY tag ORDER BY count(*) DESC, tag LIMIT ?1";
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let mut statement = connection.prepare_cached(sql)?;
            let tags = statement.query_map([limit], |row| row.get(0))?;
            Ok(tags.collect::<Result<_, _>>()?)
        })
    }
}

/// Returns the tags of a document.
pub(crate) fn article_tags(
    connection: &Connection,
    document: DocumentId,
) -> Result<Vec<String>, Fault> {
    let sql = "SELECT tag FROM article_tags WHERE document = ?1 ORDER BY place";
    let mut statement = connection.prepare_cached(sql)?;
    let tags = statement.query_map([document.as_bytes()], |row| row.get(0))?;
    Ok(tags.collect::<Result<_, _>>()?)
}

/// Gives a document these tags and no others.
pub(crate) fn set_article_tags(
    connection: &Connection,
    document: DocumentId,
    tags: &[String],
) -> Result<(), Fault> {
    connection
        .prepare_cached("DELETE FROM article_tags WHERE document = ?1")?
        .execute([document.as_bytes()])?;
    let sql = "INSERT OR IGNORE INTO article_tags (document, tag, place) VALUES (?1, ?2, ?3)";
    for (place, tag) in (0_i64..).zip(tags) {
        connection.prepare_cached(sql)?.execute((document.as_bytes(), tag, place))?;
    }
    Ok(())
}
