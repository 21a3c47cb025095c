//! Rows of a damaged store: all that can still be read, one after another, past the pages that cannot.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, params_from_iter};

use crate::store::error::Fault;
use crate::store::texts::is_whole;

/// The size of a page.
const PAGE: u64 = 4096;

/// What every database starts with.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// What is computed, and so not worth the risk.
const COMPUTED: [&str; 8] = [
    "facts",
    "entities",
    "signatures",
    "telling",
    "terms",
    "counts",
    "search_values",
    "bookmark_tags",
];

/// Makes a copy of a damaged store something that `SQLite` opens at all: a header that cannot be read is that of a new
/// store, and so is the first page if it cannot be read either; the number of pages is what is there.
pub(crate) fn make_readable(copy: &Path, new: &Path) -> io::Result<()> {
    let Ok(file) = File::options().read(true).write(true).open(copy) else { return Ok(()) };
    let pages = file.metadata()?.len().div_ceil(PAGE);
    if pages == 0 {
        return Ok(());
    }
    let mut good = vec![0; 4096];
    File::open(new)?.read_exact_at(&mut good, 0)?;
    file.set_len(pages * PAGE)?;
    let mut first = vec![0; 4096];
    file.read_exact_at(&mut first, 0)?;
    let is_header =
        first.starts_with(MAGIC) && first[16..24] == good[16..24] && first[56..60] == good[56..60];
    if !is_header {
        first[..100].copy_from_slice(&good[..100]);
    }
    // An inner or outer page of a table.
    if !matches!(first[100], 0x05 | 0x0D) {
        first = good;
    }
    let count = u32::try_from(pages).unwrap_or(u32::MAX).to_be_bytes();
    first[28..32].copy_from_slice(&count);
    // No free pages, and a count of pages that is valid.
    first[32..40].fill(0);
    first.copy_within(24..28, 92);
    file.write_all_at(&first, 0)
}

/// Copies the rows of every table that can be read, except those there already; returns the tables that could not be
/// read to their end.
pub(crate) fn copy_rows(source: &Connection, target: &Connection) -> Option<Vec<String>> {
    let tables = tables(target).ok()?;
    let mut damaged = Vec::new();
    for (table, keyed) in tables {
        if COMPUTED.contains(&table.as_str()) {
            continue;
        }
        match copy_table(source, target, &table, keyed) {
            Ok(Ended::Whole) => {}
            Ok(Ended::Damaged) | Err(_) => damaged.push(table),
        }
    }
    Some(damaged)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    Whole,
    Damaged,
}

/// Returns the tables of a store in the order they were made, and whether rows are known by their key alone.
fn tables(target: &Connection) -> rusqlite::Result<Vec<(String, bool)>> {
    let sql = "SELECT list.name, list.wr FROM pragma_table_list AS list JOIN sqlite_schema AS made
                   ON made.name = list.name
               WHERE list.schema = 'main' AND list.type = 'table' AND list.name NOT LIKE 'sqlite%'
               ORDER BY made.rowid";
    let mut statement = target.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

fn columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?1)")?;
    statement.query_map([table], |row| row.get(0))?.collect()
}

fn copy_table(
    source: &Connection,
    target: &Connection,
    table: &str,
    keyed: bool,
) -> rusqlite::Result<Ended> {
    let known = columns(source, table)?;
    let columns: Vec<_> =
        columns(target, table)?.into_iter().filter(|name| known.contains(name)).collect();
    if columns.is_empty() {
        return Ok(Ended::Damaged);
    }
    let list = columns.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let marks = vec!["?"; columns.len()].join(", ");
    let insert = format!("INSERT OR IGNORE INTO \"{table}\" ({list}) VALUES ({marks})");
    let mut insert = target.prepare(&insert)?;
    let mut take = |values: Vec<Value>| match insert.execute(params_from_iter(values)) {
        Ok(_) => Ok(()),
        // What cannot be in such a table was not in it; what a trigger cannot read is no row either.
        Err(error)
            if matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::ConstraintViolation | ErrorCode::Unknown)
            ) =>
        {
            Ok(())
        }
        Err(error) => Err(error),
    };
    let select = Select { source, table, list: &list, width: columns.len() };
    if keyed { select.both_ends(&mut take) } else { select.by_number(&mut take) }
}

/// The rows of one table of a damaged store.
struct Select<'a> {
    source: &'a Connection,
    table: &'a str,
    list: &'a str,
    width: usize,
}

type Take<'a> = dyn FnMut(Vec<Value>) -> rusqlite::Result<()> + 'a;

impl Select<'_> {
    /// Reads rows in the order of their numbers; where a page cannot be read, goes on after it.
    fn by_number(&self, take: &mut Take<'_>) -> rusqlite::Result<Ended> {
        let mut ended = Ended::Whole;
        let mut after = i64::MIN;
        loop {
            match self.rows_after(&mut after, take) {
                Ok(()) => return Ok(ended),
                Err(Broken::Source) => ended = Ended::Damaged,
                Err(Broken::Target(error)) => return Err(error),
            }
            let Some(place) = self.beyond(after) else { return Ok(ended) };
            after = place;
        }
    }

    /// Reads rows whose number is larger than one, which is that of the last row read afterwards.
    fn rows_after(&self, after: &mut i64, take: &mut Take<'_>) -> Result<(), Broken> {
        let (table, list) = (self.table, self.list);
        let sql = format!(
            "SELECT _rowid_, {list} FROM \"{table}\" NOT INDEXED WHERE _rowid_ > ?1 ORDER BY _rowid_"
        );
        let mut statement = self.source.prepare(&sql)?;
        let mut rows = statement.query([*after])?;
        while let Some(row) = rows.next()? {
            let number = row.get(0)?;
            if number <= *after {
                return Err(Broken::Source);
            }
            let values = (0..self.width).map(|at| row.get(at + 1));
            let values = values.collect::<rusqlite::Result<_>>()?;
            take(values).map_err(Broken::Target)?;
            *after = number;
        }
        Ok(())
    }

    /// Finds the smallest number after which a row can be read again; `None` if there is none.
    fn beyond(&self, last: i64) -> Option<i64> {
        let start = last.max(0);
        let reads = |after: i64| {
            let sql = format!(
                "SELECT {} FROM \"{}\" NOT INDEXED WHERE _rowid_ > ?1 ORDER BY _rowid_ LIMIT 1",
                self.list, self.table
            );
            let found = self.source.prepare(&sql).and_then(|mut statement| {
                let mut rows = statement.query([after])?;
                let Some(row) = rows.next()? else { return Ok(false) };
                (0..self.width).try_for_each(|at| row.get::<_, Value>(at).map(drop))?;
                Ok(true)
            });
            found.map_or(Tried::Fails, |there| if there { Tried::Reads } else { Tried::AtEnd })
        };
        let (mut low, mut step) = (start, 1_i64);
        let mut high = loop {
            let at = start.checked_add(step)?;
            match reads(at) {
                Tried::Reads => break at,
                Tried::AtEnd => {
                    // The end is in reach: what can be read lies between, if anything does.
                    return between(low, at, reads);
                }
                Tried::Fails => low = at,
            }
            step = step.checked_mul(2)?;
        };
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if reads(middle) == Tried::Reads { high = middle } else { low = middle }
        }
        Some(high)
    }

    /// Reads rows that are known by their key from the first on, and then from the last, until they cannot be read.
    fn both_ends(&self, take: &mut Take<'_>) -> rusqlite::Result<Ended> {
        let mut ended = Ended::Whole;
        for direction in ["ASC", "DESC"] {
            match self.in_direction(direction, take) {
                Ok(()) => return Ok(ended),
                Err(Broken::Source) => ended = Ended::Damaged,
                Err(Broken::Target(error)) => return Err(error),
            }
        }
        Ok(ended)
    }

    fn in_direction(&self, direction: &str, take: &mut Take<'_>) -> Result<(), Broken> {
        let sql =
            format!("SELECT name FROM pragma_table_info('{}') WHERE pk ORDER BY pk", self.table);
        let mut statement = self.source.prepare(&sql)?;
        let key = statement.query_map([], |row| row.get::<_, String>(0))?;
        let key: Vec<_> = key.collect::<rusqlite::Result<_>>()?;
        let order =
            key.iter().map(|name| format!("\"{name}\" {direction}")).collect::<Vec<_>>().join(", ");
        let (table, list) = (self.table, self.list);
        let sql = format!("SELECT {list} FROM \"{table}\" ORDER BY {order}");
        let mut statement = self.source.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let values = (0..self.width).map(|at| row.get(at));
            let values = values.collect::<rusqlite::Result<_>>()?;
            take(values).map_err(Broken::Target)?;
        }
        Ok(())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tried {
    Reads,
    AtEnd,
    Fails,
}

enum Broken {
    Source,
    Target(rusqlite::Error),
}

impl From<rusqlite::Error> for Broken {
    fn from(_: rusqlite::Error) -> Self {
        Self::Source
    }
}

/// Takes out what refers to rows that are gone or is not what its hash says, and has everything computed anew.
pub(crate) fn settle(target: &Connection) -> Result<(), Fault> {
    let mut bad = Vec::new();
    {
        let mut statement = target.prepare("SELECT number, text, parts, digest FROM texts")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (number, text, parts): (i64, String, Vec<u8>) =
                match (row.get(0), row.get(1), row.get(2)) {
                    (Ok(number), Ok(text), Ok(parts)) => (number, text, parts),
                    (number, ..) => {
                        bad.push(number?);
                        continue;
                    }
                };
            if !is_whole(&text, &parts, &row.get::<_, [u8; 32]>(3)?) {
                bad.push(number);
            }
        }
    }
    for number in bad {
        target.execute("DELETE FROM texts WHERE number = ?1", [number])?;
    }
    target.execute_batch(
        "DELETE FROM texts WHERE revision NOT IN (SELECT number FROM revisions);
         DELETE FROM revisions WHERE document NOT IN (SELECT number FROM documents);
         DELETE FROM texts WHERE revision NOT IN (SELECT number FROM revisions);
         UPDATE documents SET revision = (SELECT max(revisions.number) FROM revisions
                 WHERE revisions.document = documents.number)
             WHERE revision NOT IN (SELECT number FROM revisions);
         UPDATE documents SET story = NULL WHERE story NOT IN (SELECT number FROM stories);
         UPDATE documents SET extracted = 0, clustered = 0, indexed = 0;
         UPDATE bookmarks SET indexed = 0;
         UPDATE documents SET removed = 1 WHERE revision IS NULL;
         INSERT OR IGNORE INTO store SELECT randomblob(16), 0 WHERE NOT EXISTS (SELECT 1 FROM store);
         DELETE FROM store WHERE rowid > (SELECT min(rowid) FROM store);",
    )?;
    // What refers to others and is lost without them.
    loop {
        let mut statement =
            target.prepare("SELECT \"table\", rowid FROM pragma_foreign_key_check LIMIT 1000")?;
        let rows = statement
            .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?)))?;
        let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        if rows.is_empty() {
            return Ok(());
        }
        for (table, number) in rows {
            match number {
                Some(number) => {
                    let sql = format!("DELETE FROM \"{table}\" WHERE _rowid_ = ?1");
                    target.execute(&sql, [number])?;
                }
                None => drop_without(target, &table)?,
            }
        }
    }
}

/// Removes the rows, known by their key, of a table that refer to what is gone.
fn drop_without(target: &Connection, table: &str) -> Result<(), Fault> {
    let sql =
        "SELECT \"from\", \"table\", ifnull(\"to\", 'number') FROM pragma_foreign_key_list(?1)";
    let mut statement = target.prepare(sql)?;
    let rows = statement.query_map([table], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
    })?;
    for row in rows {
        let (from, other, to) = row?;
        let sql = format!(
            "DELETE FROM \"{table}\" WHERE \"{from}\" NOT IN (SELECT \"{to}\" FROM \"{other}\")"
        );
        target.execute(&sql, [])?;
    }
    Ok(())
}

/// Finds a number between two after which a row can be read; `None` if there is none.
fn between(low: i64, high: i64, reads: impl Fn(i64) -> Tried) -> Option<i64> {
    let (mut low, mut high) = (low, high);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        match reads(middle) {
            Tried::Reads => return Some(middle),
            Tried::AtEnd => high = middle,
            Tried::Fails => low = middle,
        }
    }
    None
}
