//! Salvage: a store that is damaged, lost or too old is rebuilt beside it and put in its place.
//!
//! What can be read of the damaged file is read row by row from a copy of it (`salvage/rows.rs`), what is missing
//! then comes from the newest backup that is whole, and every note from the journal; the new store is checked, every
//! kept passage of the journal looked up in it, and only then takes the old one's name. The old files are moved aside
//! as `<store>.damaged-DATE`, byte for byte, and never removed. What the program computes is computed anew.

mod rows;

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::Zoned;
use jiff::civil::Date;
use rusqlite::{Connection, OpenFlags};

use crate::document::DocumentId;
use crate::store::backups::{BackupFile, backups, verify};
use crate::store::beside::{beside, free_name, sync_folder};
use crate::store::error::{Error, Fault};
use crate::store::journal::file::{Held, journal_path, read_journal};
use crate::store::open::draw_up;
use crate::store::recount::recount;
use crate::store::salvage::rows::{copy_rows, make_readable};
use crate::store::schema::STEPS;
use crate::store::sentinel::{
    Sentinel, Tally, read_sentinel, sentinel_path, store_id, write_sentinel,
};
use crate::store::store::Store;

/// What came of rebuilding a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// Where the old file lies now; `None` if there was none.
    pub aside: Option<PathBuf>,
    /// The backup that was used.
    pub backup: Option<PathBuf>,
    /// How many articles there are.
    pub articles: i64,
    /// How many kept passages there are.
    pub notes: i64,
    /// How many rows the journal has.
    pub journal: usize,
    /// How many of them say something of what could not be brought back.
    pub left: usize,
    /// The tables of the damaged file that could not be read to their end.
    pub damaged: Vec<String>,
}

/// Makes a new store of what can be read of a damaged one, its newest whole backup and its journal.
///
/// # Errors
///
/// Fails, and leaves everything as it is, if a new store cannot be written beside the old one.
pub fn salvage(path: &Path) -> Result<Rebuilt, Error> {
    rebuild(path, |draft, id| {
        draw_up(draft, id, STEPS)?;
        let backup = whole_backup(path);
        let damaged = fill(path, draft, backup.as_ref().map(|backup| backup.path.as_path()))?;
        Ok((backup.map(|backup| backup.path), damaged))
    })
    .map_err(|fault| fault.at(path))
}

/// Puts a backup, by default the newest that is whole, in place of the store, and brings in the journal.
///
/// # Errors
///
/// Fails, and leaves everything as it is, if there is no whole backup or the new store cannot be written.
pub fn restore(path: &Path, backup: Option<&Path>) -> Result<Rebuilt, Error> {
    let chosen = match backup {
        Some(backup) => {
            verify(backup)?;
            Some(backup.to_owned())
        }
        None => whole_backup(path).map(|backup| backup.path),
    };
    if chosen.is_none() && !journal_path(path).exists() {
        return Err(Error::NoBackup { path: path.to_owned() });
    }
    rebuild(path, |draft, id| {
        match &chosen {
            Some(backup) => {
                let copied = fs::copy(backup, draft).map(drop);
                copied.map_err(|cause| Fault::File(draft.to_owned(), cause))?;
            }
            None => draw_up(draft, id, STEPS)?,
        }
        Ok((chosen.clone(), Vec::new()))
    })
    .map_err(|fault| fault.at(path))
}

/// Has a new store made beside the old one, brings in the journal, checks it and puts it in place.
fn rebuild(
    path: &Path,
    make: impl FnOnce(&Path, DocumentId) -> Result<(Option<PathBuf>, Vec<String>), Fault>,
) -> Result<Rebuilt, Fault> {
    let journal = journal_path(path);
    // Nobody commits a change of the user's meanwhile.
    let held = if journal.exists() {
        Some(Held::take(&journal).map_err(|cause| Fault::File(journal.clone(), cause))?)
    } else {
        None
    };
    let draft = beside(path, ".salvaged");
    clear(&draft);
    let done = identity(path)
        .and_then(|id| make(&draft, id))
        .and_then(|(backup, damaged)| finish(path, &draft, backup, damaged));
    clear(&draft);
    drop(held);
    done
}

fn finish(
    path: &Path,
    draft: &Path,
    backup: Option<PathBuf>,
    damaged: Vec<String>,
) -> Result<Rebuilt, Fault> {
    let inner = |error: Error| Fault::Other(Box::new(error));
    let store = Store::open(draft).map_err(inner)?;
    let replayed = store.replay_from(&journal_path(path), 0).map_err(inner)?;
    store.recount().map_err(inner)?;
    if let Some(fault) = store.faults(false).map_err(inner)?.into_iter().next() {
        return Err(Fault::Salvage(fault));
    }
    let (articles, tally, id) = store
        .alone(|connection| {
            let sql = "SELECT documents FROM counts";
            let articles = connection.query_row(sql, [], |row| row.get(0))?;
            Ok((articles, Tally::of(connection)?, store_id(connection)?))
        })
        .map_err(inner)?;
    drop(store);
    let failed = |cause| Fault::File(draft.to_owned(), cause);
    File::options().write(true).open(draft).and_then(|file| file.sync_all()).map_err(failed)?;
    let aside = move_aside(path)?;
    fs::rename(draft, path).map_err(failed)?;
    sync_folder(path);
    let sentinel = sentinel_path(path);
    write_sentinel(&sentinel, Sentinel { store: id, tally: Some(tally) })
        .map_err(|cause| Fault::File(sentinel, cause))?;
    let (journal, left) = (replayed.rows, replayed.left);
    Ok(Rebuilt { aside, backup, articles, notes: tally.notes, journal, left, damaged })
}

/// Fills a new store with the rows of a damaged one, and with those that only a backup has.
fn fill(path: &Path, draft: &Path, backup: Option<&Path>) -> Result<Vec<String>, Fault> {
    let target = Connection::open(draft)?;
    target.execute_batch(
        "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN",
    )?;
    let copy = beside(path, ".salvage-copy");
    let mut damaged = Vec::new();
    for source in std::iter::once(path).chain(backup) {
        clear(&copy);
        let read = read_from(source, &copy, draft).map(|source| copy_rows(&source, &target));
        clear(&copy);
        match read {
            Ok(Some(read)) if source == path => damaged = read,
            Ok(_) => {}
            Err(Fault::Database(_)) if source == path => damaged.push("all".to_owned()),
            Err(fault) => return Err(fault),
        }
    }
    rows::settle(&target)?;
    recount(&target)?;
    target.execute_batch("COMMIT; PRAGMA journal_mode = WAL")?;
    target.close().map_err(|(_, error)| Fault::from(error))?;
    Ok(damaged)
}

/// Opens a copy of a damaged store, with its log, so that the store itself is never touched.
fn read_from(path: &Path, copy: &Path, draft: &Path) -> Result<Connection, Fault> {
    for ending in ["", "-wal"] {
        let (from, to) = (beside(path, ending), beside(copy, ending));
        match fs::copy(&from, &to) {
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(cause) => return Err(Fault::File(to, cause)),
        }
    }
    make_readable(copy, draft).map_err(|cause| Fault::File(copy.to_owned(), cause))?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(copy, flags)?;
    connection.execute_batch("PRAGMA writable_schema = ON; PRAGMA cell_size_check = OFF")?;
    Ok(connection)
}

/// Returns the identity that the store has, as far as anything still tells it.
fn identity(path: &Path) -> Result<DocumentId, Fault> {
    if let Some(sentinel) = read_sentinel(&sentinel_path(path)) {
        return Ok(sentinel.store);
    }
    let head = read_journal(&journal_path(path)).ok().and_then(|reading| reading.head);
    match head.and_then(|head| head.store.parse().ok()) {
        Some(id) => Ok(id),
        None => Ok(DocumentId::random()?),
    }
}

fn whole_backup(path: &Path) -> Option<BackupFile> {
    let all = backups(path, Zoned::now().date());
    all.into_iter().find(|backup| verify(&backup.path).is_ok())
}

/// Moves a store and its log aside, to a name that is free; returns it.
fn move_aside(path: &Path) -> Result<Option<PathBuf>, Fault> {
    if !path.exists() && !beside(path, "-wal").exists() {
        return Ok(None);
    }
    let today: Date = Zoned::now().date();
    let aside = free_name(|number| beside(path, &format!(".damaged-{today}{number}")));
    for ending in ["-wal", ""] {
        let from = beside(path, ending);
        if from.exists() {
            fs::rename(&from, beside(&aside, ending)).map_err(|cause| Fault::File(from, cause))?;
        }
    }
    // The index of the log is made anew by whoever reads it.
    let _ = fs::remove_file(beside(path, "-shm"));
    Ok(Some(aside))
}

/// Removes a file that is only ours, with all that was made beside it.
fn clear(path: &Path) {
    for ending in ["", "-wal", "-shm", "-journal", ".id", ".notes.jsonl"] {
        let _ = fs::remove_file(beside(path, ending));
    }
    // Opening it makes one if it was made of a store of an older format.
    for backup in backups(path, Zoned::now().date()) {
        let _ = fs::remove_file(backup.path);
    }
}

#[cfg(test)]
mod tests;
