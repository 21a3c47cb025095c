//! Ranking: the articles that fit best among the newest that match.

use rusqlite::{Connection, OptionalExtension};

use crate::store::error::Fault;
use crate::store::search::expression::Expression;
use crate::store::search::filter::Filters;

/// How many of the newest that match are ranked.
const RANKED: u32 = 10_000;

/// How many of them are looked at in the order of their rank if the query has more than words.
const LOOKED_AT: u32 = 2_000;

/// Returns at most `wanted` articles, the one that fits best first.
pub(crate) fn ranked(
    connection: &Connection,
    expression: &Expression,
    filters: &Filters,
    wanted: usize,
    remarks: &mut Vec<String>,
) -> Result<Vec<i64>, Fault> {
    let sql = "SELECT rowid FROM article_index WHERE article_index MATCH ?1
               ORDER BY rowid DESC LIMIT 1 OFFSET ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let oldest = statement.query_row((expression.text(), RANKED - 1), |row| row.get(0));
    let oldest: Option<i64> = oldest.optional()?;
    if oldest.is_some() {
        remarks.push(format!("the newest {RANKED} that match are ranked"));
    }
    let sql = "SELECT rowid FROM article_index
               WHERE article_index MATCH ?1 AND rowid >= ?2 AND rank MATCH 'bm25(6.0, 1.0, 0.0)'
               ORDER BY rank LIMIT ?3";
    let mut statement = connection.prepare_cached(sql)?;
    let most = u32::try_from(wanted).unwrap_or(u32::MAX).max(LOOKED_AT);
    let mut rows = statement.query((expression.text(), oldest.unwrap_or(i64::MIN), most))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let number = row.get(0)?;
        if filters.passes(connection, number)? {
            found.push(number);
            if found.len() == wanted {
                break;
            }
        }
    }
    Ok(found)
}
