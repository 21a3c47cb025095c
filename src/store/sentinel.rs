//! The sentinel: a small file beside the store that remembers that there is one, and how much is in it.
//!
//! It holds the identity of the store, the number of notes and the number of the last change that was written to the
//! journal. It is never ahead of the store, so a store that has fewer changes than it says is an old copy or has
//! lost some. The numbers have a fixed width, so that they are written over in place.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::document::DocumentId;
use crate::store::beside::{beside, sync_folder};
use crate::store::error::Fault;

/// What a sentinel says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sentinel {
    /// The identity of the store.
    pub(crate) store: DocumentId,
    /// How much is in the store; `None` in a file of an older version.
    pub(crate) tally: Option<Tally>,
}

/// How much of the user's is in a store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tally {
    /// The number of the last change.
    pub(crate) changes: i64,
    /// How many passages are kept.
    pub(crate) notes: i64,
}

impl Tally {
    /// Counts, or rather reads what is counted already.
    pub(crate) fn of(connection: &Connection) -> Result<Self, Fault> {
        let sql = "SELECT ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0),
                          ifnull((SELECT bookmarks FROM counts), 0)";
        let mut statement = connection.prepare_cached(sql)?;
        Ok(statement.query_row([], |row| Ok(Self { changes: row.get(0)?, notes: row.get(1)? }))?)
    }
}

/// Returns where the sentinel of a store lies.
pub(crate) fn sentinel_path(store: &Path) -> PathBuf {
    beside(store, ".id")
}

/// Reads the identity of a store.
pub(crate) fn store_id(connection: &Connection) -> Result<DocumentId, Fault> {
    let id = connection.query_row("SELECT id FROM store", [], |row| row.get(0))?;
    Ok(DocumentId::from_bytes(id))
}

/// Reads a sentinel; `None` if there is none that can be read.
pub(crate) fn read_sentinel(path: &Path) -> Option<Sentinel> {
    let text = fs::read_to_string(path).ok()?;
    let mut lines = text.lines();
    let store = lines.next()?.trim().parse().ok()?;
    let mut number = |name: &str| {
        lines.next()?.strip_prefix(name).and_then(|rest| rest.trim().parse::<i64>().ok())
    };
    let tally = match (number("changes"), number("notes")) {
        (Some(changes), Some(notes)) => Some(Tally { changes, notes }),
        _ => None,
    };
    Some(Sentinel { store, tally })
}

/// Writes a sentinel where there is none, or a wrong one.
pub(crate) fn write_sentinel(path: &Path, sentinel: Sentinel) -> io::Result<()> {
    fs::write(
        path,
        format!("{}\n{}", sentinel.store, numbers(sentinel.tally.unwrap_or_default())),
    )?;
    sync_folder(path);
    Ok(())
}

/// Writes other numbers into a sentinel that is there, in one piece.
pub(crate) fn renew_tally(path: &Path, tally: Tally) -> io::Result<()> {
    /// After the identity and its end of line.
    const NUMBERS: u64 = 33;
    let file = File::options().write(true).open(path)?;
    file.write_all_at(numbers(tally).as_bytes(), NUMBERS)
}

fn numbers(Tally { changes, notes }: Tally) -> String {
    format!("changes {changes:020}\nnotes {notes:020}\n")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Sentinel, Tally, read_sentinel, renew_tally, write_sentinel};
    use crate::document::DocumentId;

    #[test]
    fn numbers_are_renewed_in_place_in_old_files_too() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.id");
        let store = DocumentId::from_bytes([0xAB; 16]);
        let tally = Tally { changes: 40, notes: 12 };
        assert_eq!(read_sentinel(&path), None);
        fs::write(&path, format!("{store}\n")).unwrap();
        assert_eq!(read_sentinel(&path), Some(Sentinel { store, tally: None }));
        renew_tally(&path, tally).unwrap();
        assert_eq!(read_sentinel(&path), Some(Sentinel { store, tally: Some(tally) }));
        write_sentinel(&path, Sentinel { store, tally: Some(Tally::default()) }).unwrap();
        renew_tally(&path, tally).unwrap();
        assert_eq!(read_sentinel(&path), Some(Sentinel { store, tally: Some(tally) }));
        fs::write(&path, "not an identity").unwrap();
        assert_eq!(read_sentinel(&path), None);
    }
}
