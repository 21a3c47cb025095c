//! Ranking: the articles that fit best among the newest that match.
//!
//! Those whose titles say all of it come first. How rare a word is costs a walk over all that have it, however few are
//! ranked. What very many articles have says next to nothing about any of them, so that it is no part of the rank;
//! where nothing else is asked for, the newest come first.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};

use crate::store::error::Fault;
use crate::store::search::expression::{Expression, Weight};
use crate::store::search::filter::Filters;

/// How many of the newest that match are ranked.
const RANKED: u32 = 2_000;

/// How many of the newest that have what counts for the rank are given one.
const WEIGHED: u32 = 4_000;

/// Words that more articles than these have are no part of the rank; few in tests, so that they reach more.
const COMMON: i64 = if cfg!(test) { 60 } else { 20_000 };

/// The same for words in a row, which take five times as long to count.
const COMMON_PHRASE: i64 = if cfg!(test) { 60 } else { 3_000 };

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
    let is_chosen = chosen.is_some();
    let newest = match chosen {
        Some(chosen) => chosen,
        None => newest_matches(connection, expression.text())?,
    };
    let Some(oldest) = newest.last().copied() else { return Ok(Vec::new()) };
    if newest.len() == RANKED as usize || filters.floor().is_some_and(|floor| oldest < floor) {
        remarks.push(format!("the newest {RANKED} that match are ranked"));
    }
    let titled = titled(connection, expression, oldest)?;
    let known = (!is_chosen && expression.is_all_weight()).then_some(newest.as_slice());
    let best = best_first(connection, expression, oldest, known)?;
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
    let sql = "SELECT rowid FROM title_index WHERE title_index MATCH ?1 AND rowid >= ?2
               ORDER BY rowid DESC LIMIT ?3";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map((expression.titles(), oldest, RANKED), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns articles down to an oldest in the order of their rank, none if nothing makes one better than another; those
/// that do not match are among them. Nothing has to be looked up twice if all that has weight finds what is known.
fn best_first(
    connection: &Connection,
    expression: &Expression,
    oldest: i64,
    known: Option<&[i64]>,
) -> Result<Vec<i64>, Fault> {
    let weights = expression.weights();
    let mut texts: Vec<&str> = Vec::new();
    for weight in weights {
        let probed = match known {
            Some(newest) if weights.len() == 1 => newest.get(PROBED as usize - 1).copied(),
            _ => nth_newest(connection, &weight.text, PROBED)?,
        };
        if !is_common(connection, weight, probed)? {
            texts.push(&weight.text);
        }
    }
    if texts.is_empty() {
        return Ok(Vec::new());
    }
    let text = texts.join(" AND ");
    let last = match known {
        Some(_) if texts.len() == weights.len() => None,
        _ => nth_newest(connection, &text, WEIGHED)?,
    };
    let sql = "SELECT rowid FROM article_index
               WHERE article_index MATCH ?1 AND rowid >= ?2 AND rank MATCH 'bm25(1.0, 6.0, 0.0)'
               ORDER BY rank";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement
        .query_map((text, last.map_or(oldest, |last| last.max(oldest))), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Tells whether very many articles have something, by how close together the newest stand that have it, down to the
/// last that is probed.
fn is_common(connection: &Connection, weight: &Weight, last: Option<i64>) -> Result<bool, Fault> {
    let Some(last) = last else { return Ok(false) };
    let sql = "SELECT ifnull(max(number), 0) FROM documents";
    let all: i64 = connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    let most = if weight.is_phrase { COMMON_PHRASE } else { COMMON };
    Ok(i64::from(PROBED) * all / (all - last).max(1) > most)
}

fn nth_newest(connection: &Connection, text: &str, nth: u32) -> Result<Option<i64>, Fault> {
    let sql = "SELECT rowid FROM article_index WHERE article_index MATCH ?1
               ORDER BY rowid DESC LIMIT 1 OFFSET ?2";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row((text, nth - 1), |row| row.get(0)).optional()?)
}

fn newest_matches(connection: &Connection, text: &str) -> Result<Vec<i64>, Fault> {
    let sql = "SELECT rowid FROM article_index WHERE article_index MATCH ?1
               ORDER BY rowid DESC LIMIT ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map((text, RANKED), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
