//! Tags: those of articles, and all that are in use.

use std::cmp::Reverse;

use rusqlite::Connection;

use crate::document::DocumentId;
use crate::search::folded;
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
            let sql = "SELECT (SELECT count(*) FROM
                               (SELECT 1 FROM bookmark_tags WHERE tag = ?1 LIMIT ?2))
                           + (SELECT count(*) FROM
                               (SELECT 1 FROM article_tags WHERE tag = ?1 LIMIT ?2))";
            let mut statement = connection.prepare_cached(sql)?;
            let mut counted = Vec::new();
            for tag in first_tags(connection, LISTED)? {
                let count: u32 = statement.query_row((&tag, COUNTED), |row| row.get(0))?;
                counted.push((Reverse(count), tag));
            }
            counted.sort();
            counted.truncate(limit);
            Ok(counted.into_iter().map(|(_, tag)| tag).collect())
        })
    }
}

/// How many tags are looked at to offer some.
const LISTED: u32 = 2_000;

/// How many tags are looked at to find one, going on after all that begin otherwise than it.
const LEAPS: usize = 20_000;

/// How many uses of a tag are counted to say which are used most.
const COUNTED: u32 = 100;

/// Returns the first tags that are in use, of bookmarks and articles, each form once.
pub(crate) fn first_tags(connection: &Connection, limit: u32) -> Result<Vec<String>, Fault> {
    let mut found = Vec::new();
    for table in ["bookmark_tags", "article_tags"] {
        // From one tag to the next, however many have it.
        let sql = format!(
            "WITH RECURSIVE next (tag) AS (
                 SELECT min(tag) FROM {table}
                 UNION ALL
                 SELECT (SELECT min(tag) FROM {table} WHERE tag > next.tag) FROM next
                 WHERE next.tag IS NOT NULL
             ) SELECT tag FROM next WHERE tag IS NOT NULL LIMIT ?1"
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let rows = statement.query_map([limit], |row| row.get::<_, String>(0))?;
        found.extend(rows.collect::<Result<Vec<_>, _>>()?);
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// Returns the ways in which a tag that is in use is written, case and accents aside.
pub(crate) fn forms_of_tag(connection: &Connection, tag: &str) -> Result<Vec<String>, Fault> {
    let wanted = folded(tag);
    let mut found = Vec::new();
    for table in ["bookmark_tags", "article_tags"] {
        let sql = format!("SELECT min(tag) FROM {table} WHERE tag > ?1");
        let mut statement = connection.prepare_cached(&sql)?;
        let mut after = String::new();
        for _ in 0..LEAPS {
            let Some(next): Option<String> = statement.query_row([&after], |row| row.get(0))?
            else {
                break;
            };
            after = match other_start(&next, &wanted) {
                // All tags that begin so are other ones.
                Some(start) => format!("{start}\u{10ffff}").max(next),
                None => {
                    if folded(&next) == wanted {
                        found.push(next.clone());
                    }
                    next
                }
            };
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// Returns the shortest start of a tag with which none is the wanted one.
fn other_start<'t>(tag: &'t str, wanted: &str) -> Option<&'t str> {
    let mut form = String::new();
    for (at, ch) in tag.char_indices() {
        form.push_str(&folded(ch.encode_utf8(&mut [0; 4])));
        if !wanted.starts_with(&form) {
            return tag.get(..at + ch.len_utf8());
        }
    }
    None
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
