//! Kept passages that a query finds: by the words of their notes, tags and quotations.
//!
//! Where they stand is read of the newest that have the words; the rest is asked only of those that a page shows.

use std::cmp::Reverse;
use std::ops::Range;

use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use crate::bookmark::BookmarkId;
use crate::document::DocumentId;
use crate::search::Query;
use crate::store::error::Fault;
use crate::store::search::expression::Expression;
use crate::store::search::filter::Filters;

/// How many of them are looked at, the newest; few in tests, so that they reach more.
const MOST: u32 = if cfg!(test) { 40 } else { 1_000 };

/// A kept passage that is found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FoundPassage {
    /// Where it stands among the articles: the number of its own, or below all where that is not there.
    pub(crate) key: i64,
    /// Which passage.
    pub(crate) bookmark: BookmarkId,
    /// Its article.
    pub(crate) document: DocumentId,
    number: i64,
}

/// Returns at most `wanted` of the kept passages that a query finds which stand within some keys: one for each
/// article, those of the newest first.
pub(crate) fn passages(
    connection: &Connection,
    query: &Query,
    expression: &Expression,
    filters: &Filters,
    keys: &Range<i64>,
    wanted: usize,
    remarks: &mut Vec<String>,
) -> Result<Vec<FoundPassage>, Fault> {
    let mut all = newest(connection, query, expression, filters)?;
    if all.len() >= MOST as usize {
        remarks.push(format!("of the notes that match, the newest {MOST} are looked at"));
    }
    all.retain(|passage| keys.contains(&passage.key));
    all.sort_by_key(|passage| Reverse((passage.key, passage.number)));
    let mut found: Vec<FoundPassage> = Vec::new();
    for passage in all {
        if found.len() == wanted {
            break;
        }
        let is_new = found.last().is_none_or(|last| last.key != passage.key);
        if is_new && fits(connection, &passage, expression, filters)? {
            found.push(passage);
        }
    }
    Ok(found)
}

/// Returns the newest passages that have the words or, where there are none, the tags, or else are as they must be.
fn newest(
    connection: &Connection,
    query: &Query,
    expression: &Expression,
    filters: &Filters,
) -> Result<Vec<FoundPassage>, Fault> {
    if let Some(text) = expression.note() {
        let sql = "SELECT bookmarks.number, bookmarks.id, bookmarks.document, documents.number
                   FROM note_index CROSS JOIN bookmarks ON bookmarks.number = note_index.rowid
                   LEFT JOIN documents ON documents.id = bookmarks.document
                   WHERE note_index MATCH ?1 ORDER BY note_index.rowid DESC LIMIT ?2";
        let mut statement = connection.prepare_cached(sql)?;
        let rows = statement.query_map((text, MOST), passage)?;
        return Ok(rows.collect::<Result<_, _>>()?);
    }
    let mut all = Vec::new();
    if query.clauses.is_empty() || expression.has_words() {
        return Ok(all);
    }
    if filters.tags().iter().all(|tags| tags.negated) {
        return newest_kept(connection, filters);
    }
    let wanted = filters.tags().iter().filter(|tags| !tags.negated);
    for tag in wanted.flat_map(|tags| &tags.forms) {
        let sql = "SELECT bookmarks.number, bookmarks.id, bookmarks.document, documents.number
                   FROM bookmark_tags
                   CROSS JOIN bookmarks ON bookmarks.number = bookmark_tags.bookmark
                   LEFT JOIN documents ON documents.id = bookmarks.document
                   WHERE bookmark_tags.tag = ?1 ORDER BY bookmark_tags.bookmark DESC LIMIT ?2";
        let mut statement = connection.prepare_cached(sql)?;
        let rows = statement.query_map((tag, MOST), passage)?;
        all.extend(rows.collect::<Result<Vec<_>, _>>()?);
    }
    Ok(all)
}

/// Returns the newest passages that are what a passage must be by its row, if anything is asked of that.
fn newest_kept(connection: &Connection, filters: &Filters) -> Result<Vec<FoundPassage>, Fault> {
    let wanted = filters.keeping().iter().filter(|(_, negated)| !negated);
    let (conditions, values): (Vec<_>, Vec<_>) = wanted
        .map(|(keeping, _)| keeping.row())
        .map(|(sql, values)| (sql.as_str(), values))
        .unzip();
    if conditions.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT bookmarks.number, bookmarks.id, bookmarks.document, documents.number
         FROM bookmarks LEFT JOIN documents ON documents.id = bookmarks.document
         WHERE {} ORDER BY bookmarks.number DESC LIMIT {MOST}",
        conditions.join(" AND ")
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(values.into_iter().flatten()), passage)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn passage(row: &Row<'_>) -> rusqlite::Result<FoundPassage> {
    let number: i64 = row.get(0)?;
    Ok(FoundPassage {
        key: row.get::<_, Option<i64>>(3)?.unwrap_or(-number),
        bookmark: BookmarkId::from_bytes(row.get(1)?),
        document: DocumentId::from_bytes(row.get(2)?),
        number,
    })
}

/// Tells whether the article of a passage is as it is wanted, and the passage has the tags.
fn fits(
    connection: &Connection,
    passage: &FoundPassage,
    expression: &Expression,
    filters: &Filters,
) -> Result<bool, Fault> {
    if !filters.fits_kept(connection, passage.key)? {
        return Ok(false);
    }
    for (keeping, negated) in filters.keeping() {
        if keeping.is_of_passage(connection, passage.number)? == *negated {
            return Ok(false);
        }
    }
    let sql = "SELECT 1 FROM bookmark_tags WHERE bookmark = ?1 AND tag = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    for tags in filters.tags() {
        let mut has = false;
        for tag in &tags.forms {
            has = has || statement.exists((passage.number, tag))?;
        }
        if has == tags.negated {
            return Ok(false);
        }
    }
    let Some(facets) = expression.facets() else { return Ok(true) };
    let sql = "SELECT 1 FROM article_index WHERE article_index MATCH ?1 AND rowid = ?2";
    let found = connection.prepare_cached(sql)?.query_row((facets, passage.key), |_| Ok(()));
    Ok(found.optional()?.is_some())
}
