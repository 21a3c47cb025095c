//! Ranking: the articles that fit best among the newest that match.
//!
//! Those whose titles say all of it come first. How rare a word is costs a walk over all that have it, however few are
//! ranked. What very many articles have says next to nothing about any of them, so that it is no part of the rank;
//! where nothing else is asked for, the newest come first.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};

use crate::store::error::Fault;
use crate::store::search::expression::{Expression, Part, all_of};
use crate::store::search::filter::Filters;

/// How many of the newest that match are ranked.
const RANKED: u32 = 2_000;

/// How many of the newest that have what counts for the rank are given one.
const WEIGHED: u32 = 4_000;

/// What more articles than these have is no part of the rank; few in tests, so that they reach more.
const COMMON: i64 = if cfg!(test) { 60 } else { 20_000 };

/// By how many of the newest that have it is told how many have something.
const PROBED: u32 = if cfg!(test) { 20 } else { 500 };

/// Returns at most `wanted` articles, the one that fits best first, of those that were chosen or of all.
pub(crate) fn ranked(
    connection: &Connection,
    expression: &Expression,
    filters: &Filters,
    chosen: Option<Vec<i64>>,
    wanted: usize,
    remarks: &mut Vec<String>,
) -> Result<Vec<i64>, Fault> {
    let newest = match chosen {
        Some(chosen) => chosen,
        None => newest_matches(connection, expression.text(), i64::MIN, RANKED)?,
    };
    let Some(oldest) = newest.last().copied() else { return Ok(Vec::new()) };
    if newest.len() == RANKED as usize || filters.floor().is_some_and(|floor| oldest < floor) {
        remarks.push(format!("the newest {RANKED} that match are ranked"));
    }
    let titled = titled(connection, expression, oldest)?;
    let best = best_first(connection, expression, oldest)?;
    let in_title: BTreeSet<i64> = titled.iter().copied().collect();
    let best_titled = best.iter().filter(|number| in_title.contains(*number));
    let all = best_titled.chain(&titled).chain(&best).chain(&newest);
    let mut left: BTreeSet<i64> = newest.iter().copied().collect();
    let mut found = Vec::new();
    for number in all.copied() {
        if left.remove(&number) && filters.passes(connection, number)? {
            found.push(number);
            if found.len() == wanted {
                break;
            }
        }
    }
    Ok(found)
}

/// Returns the newest articles down to an oldest whose titles have all words.
fn titled(
    connection: &Connection,
    expression: &Expression,
    oldest: i64,
) -> Result<Vec<i64>, Fault> {
    let words: Vec<&Part> = expression.parts().iter().filter(|part| part.is_words).collect();
    let titles = format!("{{title}} : ({})", all_of(&words));
    newest_matches(connection, &titles, oldest, RANKED)
}

/// Returns articles down to an oldest in the order of their rank, none if nothing makes one better than another; those
/// that do not match are among them.
fn best_first(
    connection: &Connection,
    expression: &Expression,
    oldest: i64,
) -> Result<Vec<i64>, Fault> {
    let mut weighty: Vec<&Part> = Vec::new();
    for part in expression.parts() {
        if !is_common(connection, part)? {
            weighty.push(part);
        }
    }
    if !weighty.iter().any(|part| part.is_words) {
        return Ok(Vec::new());
    }
    let text = all_of(&weighty);
    let is_more = text != expression.text();
    let last = if is_more { nth_newest(connection, &text, WEIGHED)? } else { None };
    let sql = "SELECT rowid FROM article_index
               WHERE article_index MATCH ?1 AND rowid >= ?2 AND rank MATCH 'bm25(1.0, 6.0, 0.0)'
               ORDER BY rank";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement
        .query_map((text, last.map_or(oldest, |last| last.max(oldest))), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Tells whether very many articles have something, by how close together the newest stand that have it.
fn is_common(connection: &Connection, part: &Part) -> Result<bool, Fault> {
    let sql = "SELECT ifnull(max(number), 0) FROM documents";
    let all: i64 = connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    if all <= COMMON {
        return Ok(false);
    }
    let last = nth_newest(connection, &part.text, PROBED)?;
    Ok(last.is_some_and(|last| i64::from(PROBED) * all / (all - last).max(1) > COMMON))
}

fn nth_newest(connection: &Connection, text: &str, nth: u32) -> Result<Option<i64>, Fault> {
    let sql = "SELECT rowid FROM article_index WHERE article_index MATCH ?1
               ORDER BY rowid DESC LIMIT 1 OFFSET ?2";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row((text, nth - 1), |row| row.get(0)).optional()?)
}

fn newest_matches(
    connection: &Connection,
    text: &str,
    oldest: i64,
    most: u32,
) -> Result<Vec<i64>, Fault> {
    let sql = "SELECT rowid FROM article_index WHERE article_index MATCH ?1 AND rowid >= ?2
               ORDER BY rowid DESC LIMIT ?3";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map((text, oldest, most), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
