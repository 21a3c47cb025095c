//! Sets of articles: what few articles have, read once.

use rusqlite::{Connection, Params};

use crate::store::error::Fault;

/// The largest set that is read; small in tests, so that they reach what is too many.
const MOST: usize = if cfg!(test) { 10 } else { 4_000 };

/// How many of the newest are read where a set may have a floor.
const NEWEST: usize = if cfg!(test) { 15 } else { 8_000 };

/// Some articles by their numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Set {
    /// In order, each once.
    numbers: Vec<i64>,
    floor: Option<i64>,
}

impl Set {
    fn new(mut numbers: Vec<i64>) -> Self {
        numbers.sort_unstable();
        numbers.dedup();
        Self { numbers, floor: None }
    }

    /// Returns how many there are.
    pub(crate) const fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Tells whether an article is one of them.
    pub(crate) fn has(&self, number: i64) -> bool {
        self.numbers.binary_search(&number).is_ok()
    }

    /// Returns them, the newest first.
    pub(crate) fn newest_first(&self) -> impl Iterator<Item = i64> {
        self.numbers.iter().rev().copied()
    }

    /// Returns the oldest down to which they are known, if there may be older ones.
    pub(crate) const fn floor(&self) -> Option<i64> {
        self.floor
    }
}

/// Reads articles by their numbers; `None` if there are too many for a set.
pub(crate) fn few(
    connection: &Connection,
    sql: &str,
    parameters: impl Params,
) -> Result<Option<Set>, Fault> {
    let numbers = read(connection, sql, parameters, MOST + 1)?;
    Ok((numbers.len() <= MOST).then(|| Set::new(numbers)))
}

/// Reads the articles that have any of some values; `None` if there are too many for a set.
pub(crate) fn few_of_each<P: Params>(
    connection: &Connection,
    questions: impl IntoIterator<Item = (&'static str, P)>,
) -> Result<Option<Set>, Fault> {
    let mut all = Vec::new();
    for (sql, parameters) in questions {
        all.extend(read(connection, sql, parameters, MOST + 1 - all.len())?);
        if all.len() > MOST {
            return Ok(None);
        }
    }
    Ok(Some(Set::new(all)))
}

/// Reads as many articles as make a set, of those that come the newest first.
pub(crate) fn newest(
    connection: &Connection,
    sql: &str,
    parameters: impl Params,
) -> Result<Set, Fault> {
    let numbers = read(connection, sql, parameters, NEWEST)?;
    let floor = numbers.last().copied().filter(|_| numbers.len() == NEWEST);
    Ok(Set { floor, ..Set::new(numbers) })
}

fn read(
    connection: &Connection,
    sql: &str,
    parameters: impl Params,
    most: usize,
) -> Result<Vec<i64>, Fault> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(parameters, |row| row.get(0))?;
    Ok(rows.take(most).collect::<Result<_, _>>()?)
}
