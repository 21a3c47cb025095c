//! Ranking: the articles that fit best among the newest that match.
//!
//! Those whose titles say all of it come first. How rare a word is costs a walk over all that have it, however few are
//! ranked; what very many articles have says next to nothing about any of them, so that it is no part of the rank.
//! Where nothing else is asked for, it is counted in the texts of the newest.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};

use crate::search::Matcher;
use crate::store::error::Fault;
use crate::store::search::counted::by_count;
use crate::store::search::expression::{Expression, Weight};
use crate::store::search::filter::Filters;

/// How many of the newest that match are ranked.
const RANKED: u32 = 2_000;

/// What more articles than these have is no part of the rank; few in tests, so that they reach more.
const COMMON: i64 = if cfg!(test) { 60 } else { 20_000 };

/// The same for words in a row, which take five times as long to count.
const COMMON_PHRASE: i64 = if cfg!(test) { 60 } else { 3_000 };

/// By how many of the newest that have it is told how many have something.
const PROBED: u32 = if cfg!(test) { 20 } else { 500 };

/// How many titles are read for the order of their words, the newest.
const TITLES: usize = 300;

/// Returns at most `wanted` articles, the one that fits best first, of those that were chosen or of all; `matcher` finds
/// in a text what is looked for.
pub(crate) fn ranked(
    connection: &Connection,
    expression: &Expression,
    filters: &Filters,
    matcher: &Matcher,
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
    let is_known = !is_chosen && expression.is_all_weight();
    let weighty = weighty(connection, expression, is_known.then_some(&newest))?;
    let best = if weighty.is_empty() {
        by_count(connection, &newest, matcher)?
    } else {
        best_first(connection, &weighty, &newest, oldest)?
    };
    let is_cut = filters.floor().is_some_and(|floor| oldest < floor);
    if best.len() < newest.len() || newest.len() == RANKED as usize || is_cut {
        remarks.push(format!("the newest {} that match are ranked", best.len()));
    }
    let titled = titled(connection, expression, matcher, &newest)?;
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

fn newest_matches(connection: &Connection, text: &str) -> Result<Vec<i64>, Fault> {
    let sql = "SELECT rowid FROM article_index WHERE article_index MATCH ?1
               ORDER BY rowid DESC LIMIT ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map((text, RANKED), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns those of some articles, the newest first, whose titles have all words as they are looked for.
fn titled(
    connection: &Connection,
    expression: &Expression,
    matcher: &Matcher,
    newest: &[i64],
) -> Result<Vec<i64>, Fault> {
    let known: BTreeSet<i64> = newest.iter().copied().collect();
    let sql = "SELECT rowid FROM title_index WHERE title_index MATCH ?1 AND rowid >= ?2
               ORDER BY rowid DESC";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map((expression.titles(), known.first()), |row| row.get(0))?;
    let mut all: Vec<i64> = rows.collect::<Result<_, _>>()?;
    all.retain(|number| known.contains(number));
    if !expression.has_order() {
        return Ok(all);
    }
    let sql = "SELECT title FROM documents WHERE number = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut ordered = Vec::new();
    for number in all.into_iter().take(TITLES) {
        let title: String = statement.query_row([number], |row| row.get(0))?;
        if matcher.met(&title).into_iter().all(|is_met| is_met) {
            ordered.push(number);
        }
    }
    Ok(ordered)
}

/// Returns what not very many articles have, as questions to the index; `found` are the newest that have all of it, where
/// that is known.
fn weighty<'e>(
    connection: &Connection,
    expression: &'e Expression,
    found: Option<&Vec<i64>>,
) -> Result<Vec<&'e str>, Fault> {
    let weights = expression.weights();
    let mut texts = Vec::new();
    for weight in weights {
        let most = if weight.is_phrase { COMMON_PHRASE } else { COMMON };
        let count = match found.filter(|_| weights.len() == 1) {
            Some(all) if all.len() < RANKED as usize => {
                i64::try_from(all.len()).unwrap_or(i64::MAX)
            }
            Some(newest) => about(connection, newest.get(PROBED as usize - 1).copied())?,
            None => about(connection, probed(connection, weight)?)?,
        };
        if count <= most {
            texts.push(weight.text.as_str());
        }
    }
    Ok(texts)
}

/// Returns the last of the newest articles that are probed for something.
fn probed(connection: &Connection, weight: &Weight) -> Result<Option<i64>, Fault> {
    let sql = "SELECT rowid FROM article_index WHERE article_index MATCH ?1
               ORDER BY rowid DESC LIMIT 1 OFFSET ?2";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row((&weight.text, PROBED - 1), |row| row.get(0)).optional()?)
}

/// Returns about how many articles have something, by how close together the newest stand that have it, down to the
/// last that is probed.
fn about(connection: &Connection, last: Option<i64>) -> Result<i64, Fault> {
    let Some(last) = last else { return Ok(0) };
    let sql = "SELECT ifnull(max(number), 0) FROM documents";
    let all: i64 = connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    Ok(i64::from(PROBED) * all / (all - last).max(1))
}

/// Returns some articles in the order of their rank by what weighs; `oldest` is the oldest of them.
fn best_first(
    connection: &Connection,
    weighty: &[&str],
    numbers: &[i64],
    oldest: i64,
) -> Result<Vec<i64>, Fault> {
    let wanted = serde_json::to_string(numbers).unwrap_or_default();
    // As a function, not as the column `rank`, so that only what is wanted is given one.
    let sql = "SELECT rowid FROM article_index WHERE article_index MATCH ?1 AND rowid >= ?2
                   AND +rowid IN (SELECT value FROM json_each(?3))
               ORDER BY bm25(article_index, 1.0, 6.0, 0.0)";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map((weighty.join(" AND "), oldest, wanted), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
