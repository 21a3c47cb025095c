//! Kept passages that a query finds: by the words of their notes, tags and quotations.

use rusqlite::{Connection, OptionalExtension};

use crate::bookmark::BookmarkId;
use crate::document::DocumentId;
use crate::search::Query;
use crate::store::error::Fault;
use crate::store::search::expression::Expression;
use crate::store::search::filter::Filters;

/// How many of them are looked at, the newest.
const MOST: u32 = 1_000;

/// A kept passage that is found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kept {
    /// Where it stands among the articles: the number of its own, or below all where that is not there.
    pub(crate) key: i64,
    /// Which passage.
    pub(crate) bookmark: BookmarkId,
    /// Its article.
    pub(crate) document: DocumentId,
}

/// Returns the kept passages that a query finds, one for each article, those of the newest first.
pub(crate) fn kept(
    connection: &Connection,
    query: &Query,
    expression: &Expression,
    filters: &Filters,
) -> Result<Vec<Kept>, Fault> {
    let mut found: Vec<Kept> = Vec::new();
    let mut numbers: Vec<i64> = Vec::new();
    if let Some(text) = expression.note() {
        let sql = "SELECT rowid FROM note_index WHERE note_index MATCH ?1
                   ORDER BY rowid DESC LIMIT ?2";
        let mut statement = connection.prepare_cached(sql)?;
        let rows = statement.query_map((text, MOST), |row| row.get(0))?;
        numbers = rows.collect::<Result<_, _>>()?;
    } else if !filters.tags().is_empty() && !query.clauses.is_empty() && !expression.has_words() {
        for tag in filters.tags() {
            let sql = "SELECT bookmark FROM bookmark_tags WHERE tag = ?1
                       ORDER BY bookmark DESC LIMIT ?2";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map((tag, MOST), |row| row.get::<_, i64>(0))?;
            numbers.extend(rows.collect::<Result<Vec<_>, _>>()?);
        }
    }
    for number in numbers {
        let kept = place(connection, number)?;
        let is_new = !found.iter().any(|other| other.key == kept.key);
        if is_new && fits(connection, &kept, number, expression, filters)? {
            found.push(kept);
        }
    }
    found.sort_by_key(|kept| std::cmp::Reverse(kept.key));
    Ok(found)
}

fn place(connection: &Connection, number: i64) -> Result<Kept, Fault> {
    let sql = "SELECT documents.number, bookmarks.id, bookmarks.document FROM bookmarks
               LEFT JOIN documents ON documents.id = bookmarks.document
               WHERE bookmarks.number = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([number], |row| {
        Ok(Kept {
            key: row.get::<_, Option<i64>>(0)?.unwrap_or(-number),
            bookmark: BookmarkId::from_bytes(row.get(1)?),
            document: DocumentId::from_bytes(row.get(2)?),
        })
    })?)
}

/// Tells whether the article of a passage is as it is wanted, and the passage has the tags.
fn fits(
    connection: &Connection,
    kept: &Kept,
    number: i64,
    expression: &Expression,
    filters: &Filters,
) -> Result<bool, Fault> {
    if !filters.fits_kept(connection, kept.key)? {
        return Ok(false);
    }
    if !filters.tags().is_empty() {
        let sql = "SELECT 1 FROM bookmark_tags WHERE bookmark = ?1 AND tag = ?2";
        let mut statement = connection.prepare_cached(sql)?;
        let mut any = false;
        for tag in filters.tags() {
            any = any || statement.exists((number, tag))?;
        }
        if !any {
            return Ok(false);
        }
    }
    let Some(facets) = expression.facets() else { return Ok(true) };
    let sql = "SELECT 1 FROM article_index WHERE article_index MATCH ?1 AND rowid = ?2";
    let found = connection.prepare_cached(sql)?.query_row((facets, kept.key), |_| Ok(()));
    Ok(found.optional()?.is_some())
}
