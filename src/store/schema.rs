//! The tables, and the steps from every older format to this one.
//!
//! Texts lie uncompressed as the last column of their row, so that the parts before them are read
//! without them and a stretch of a text without the rest. Counts are kept by triggers, so that
//! nothing counts a million rows to paint. A document's `turn` orders those added at the same time: it
//! is a column of its own because an index is not searched by the number of a row.
//!
//! A document that came with feeds is a member of each: the row of a member repeats what lists of one
//! feed are ordered and chosen by, and triggers keep it and the counts of the feed right. An entry is
//! what a feed calls one of its articles; several may lead to the same document, one of them `gives` it
//! its text. `removed` is 1 where the user removed a document, 2 where it went with its feeds.
//!
//! Whom and what a document names has rows, which repeat what its pages are ordered by; `extracted` is the
//! extractor that made them, 0 if none has read the current text. A verdict of the user on a fact is
//! known by the fact's kind and value and its passage, which is empty for what is judged as a whole.
//!
//! A document is in one story at most, removed or not; what counts of a story are those that are not removed, kept
//! by triggers, and one with fewer than two of them is no story for anybody. `clustered` is the version of the
//! clusterer that has looked at the current text, 0 if none has. What it looks by are a document's signature,
//! comparable only with those of the same version, the rows of its most telling terms, and in how many documents of a sample each term stands; the row of
//! term -1 counts the sample. What the user says of two documents lies once for each of them.

mod articles;
mod facts;
mod feeds;
mod keeping;
mod revisions;
mod search;
mod stories;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::store::error::Fault;

/// What marks a file as a store of this program: `Sdlt`.
pub(crate) const APPLICATION: u32 = 0x5364_6C74;

/// The steps; the number of steps is the format.
pub(crate) const STEPS: &[&str] = &[
    articles::STEP,
    feeds::STEP,
    facts::STEP,
    stories::STEP,
    keeping::STEP,
    search::STEP,
    revisions::STEP,
];

/// Returns the format that the steps lead to.
pub(crate) fn format(steps: &[&str]) -> u32 {
    u32::try_from(steps.len()).expect("invariant: there are few steps")
}

/// Brings a database up to the format the steps lead to; does nothing if another program has done so.
/// `back_up` is called with an older format before it is changed, while nobody else can write.
pub(crate) fn migrate(
    connection: &Connection,
    steps: &[&str],
    back_up: impl FnOnce(u32) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    let found = version(&transaction)?;
    if found >= format(steps) {
        return Ok(());
    }
    if found > 0 {
        back_up(found)?;
    }
    let done = usize::try_from(found).unwrap_or(usize::MAX);
    for step in steps.iter().skip(done) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", format(steps))?;
    Ok(transaction.commit()?)
}

/// Returns the format of a database.
pub(crate) fn version(connection: &Connection) -> Result<u32, Fault> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::{Fault, STEPS, format, migrate, version};

    #[test]
    fn steps_are_taken_once_and_in_order() {
        let connection = Connection::open_in_memory().unwrap();
        let steps = ["CREATE TABLE a (x)", "ALTER TABLE a ADD COLUMN y"];
        let mut backed_up = Vec::new();
        for end in [1, 2, 2] {
            migrate(&connection, &steps[..end], |found| {
                backed_up.push(found);
                Ok(())
            })
            .unwrap();
        }
        assert_eq!(backed_up, [1]);
        assert_eq!(version(&connection).unwrap(), 2);
        connection.execute("INSERT INTO a (x, y) VALUES (1, 2)", []).unwrap();
    }

    #[test]
    fn a_step_that_fails_leaves_the_old_format() {
        let connection = Connection::open_in_memory().unwrap();
        let steps = ["CREATE TABLE a (x)", "CREATE TABLE b (x)", "no SQL"];
        migrate(&connection, &steps[..1], |_| Ok(())).unwrap();
        assert!(migrate(&connection, &steps, |_| Ok(())).is_err());
        assert_eq!(version(&connection).unwrap(), 1);
        assert!(connection.prepare("SELECT * FROM b").is_err());
    }

    #[test]
    fn without_a_backup_nothing_is_changed() {
        let connection = Connection::open_in_memory().unwrap();
        let steps = ["CREATE TABLE a (x)", "CREATE TABLE b (x)"];
        migrate(&connection, &steps[..1], |_| Ok(())).unwrap();
        assert!(migrate(&connection, &steps, |_| Err(Fault::Unreadable("it"))).is_err());
        assert_eq!(version(&connection).unwrap(), 1);
    }

    #[test]
    fn the_steps_of_this_program_can_be_taken() {
        let connection = Connection::open_in_memory().unwrap();
        migrate(&connection, STEPS, |_| Ok(())).unwrap();
        assert_eq!(version(&connection).unwrap(), format(STEPS));
    }
}
