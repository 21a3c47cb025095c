//! Opening: telling a store from everything else that may lie at its path, before `SQLite` sees it.
//!
//! A new store is made complete under another name and then linked into place, so that no program
//! ever sees a half-made one; `<name>.id` beside it remembers that there is a store, so that a lost
//! one is never silently replaced by an empty one. Opening reads the first page and nothing else.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::document::DocumentId;
use crate::store::beside::{beside, folder, sync_folder};
use crate::store::codec::nanoseconds;
use crate::store::error::{Error, Fault, advice};
use crate::store::network::is_network;
use crate::store::schema::{APPLICATION, format, migrate, version};
use crate::store::sentinel::{
    Sentinel, Tally, read_sentinel, sentinel_path as sentinel, store_id, write_sentinel,
};

/// How long a write waits for another program's.
const PATIENCE: Duration = Duration::from_secs(10);

/// A connection to a store.
#[derive(Debug)]
pub(crate) struct Opening {
    /// The connection, ready for use.
    pub(crate) connection: Connection,
    /// Whether the store was made just now.
    pub(crate) new: bool,
    /// Whether another program has it open, or the last one could not close it.
    pub(crate) unclean: bool,
}

/// Opens the store, or makes it if there has never been one.
pub(crate) fn open(path: &Path, steps: &[&str]) -> Result<Opening, Error> {
    let new = if is_there(path)? {
        look(path, steps)?;
        false
    } else {
        make(path, steps)?
    };
    let unclean = has_log(path);
    let connection = connect(path).map_err(|fault| fault.at(path))?;
    let found = version(&connection).map_err(|fault| fault.at(path))?;
    let known = format(steps);
    if found > known {
        return Err(Error::Newer { path: path.to_owned(), found, known });
    }
    if found < known {
        migrate(&connection, steps, |found| back_up(path, found))
            .map_err(|fault| fault.at(path))?;
    }
    match read_sentinel(&sentinel(path)) {
        Some(remembered) => compare(&connection, path, remembered)?,
        None => remember(&connection, path)?,
    }
    Ok(Opening { connection, new, unclean })
}

/// Tells whether there is a file with something in it; a file that was there and is gone is an error.
fn is_there(path: &Path) -> Result<bool, Error> {
    let owned = || path.to_owned();
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Err(Error::IsFolder { path: owned() }),
        Ok(metadata) if metadata.len() == 0 => {
            Err(Error::Empty { path: owned(), advice: advice(path) })
        }
        Ok(_) => Ok(true),
        Err(error) if !is_missing(&error) => Err(Error::File { path: owned(), cause: error }),
        Err(_) => match witness(path) {
            Some(sentinel) => Err(Error::Missing { path: owned(), sentinel, advice: advice(path) }),
            None => Ok(false),
        },
    }
}

/// Returns a file that says that there was a store: the one that remembers it, or a log, which would be
/// taken for that of a new store.
fn witness(path: &Path) -> Option<PathBuf> {
    let witness = if has_log(path) { beside(path, "-wal") } else { sentinel(path) };
    witness.exists().then_some(witness)
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// Looks at the first page and refuses what is no store of this program or of a newer format.
///
/// `SQLite` reads it, as a file that must not be changed: closing a file that was opened by other means
/// would drop the locks of every other connection of this program.
fn look(path: &Path, steps: &[&str]) -> Result<(), Error> {
    let owned = || path.to_owned();
    let (application, found) = match first_page(path) {
        Ok(marks) => marks,
        // While a log is written back, the pages come after the header that counts them.
        Err(error) if is(&error, ErrorCode::DatabaseCorrupt) && has_log(path) => return Ok(()),
        Err(error) if is(&error, ErrorCode::NotADatabase) && sentinel(path).exists() => {
            let detail = "it does not start like a database".to_owned();
            return Err(Error::Damaged { path: owned(), detail, advice: advice(path) });
        }
        Err(error) => return Err(Fault::from(error).at(path)),
    };
    if application != APPLICATION {
        return Err(Error::OtherProgram { path: owned(), application, version: found });
    }
    let known = format(steps);
    if found > known {
        return Err(Error::Newer { path: owned(), found, known });
    }
    Ok(())
}

/// Returns the mark of the program and the format.
fn first_page(path: &Path) -> rusqlite::Result<(u32, u32)> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(unchanged(path), flags)?;
    connection
        .query_row(
            "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version",
            [],
            |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)),
        )
        // SQLite shows the mark as a signed number.
        .map(|(application, version)| {
            (u32::try_from(application & 0xFFFF_FFFF).unwrap_or(0), version)
        })
}

/// Writes a path as the address by which `SQLite` opens a file without locking or changing it.
pub(crate) fn unchanged(path: &Path) -> String {
    let mut address = String::from("file:");
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let bytes = absolute.as_os_str().as_encoded_bytes();
    if !bytes.starts_with(b"/") {
        address.push('/');
    }
    for byte in bytes {
        match byte {
            b'\\' if cfg!(windows) => address.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b':' => {
                address.push(char::from(*byte));
            }
            _ => address.extend(["%".to_owned(), format!("{byte:02X}")]),
        }
    }
    address.push_str("?immutable=1");
    address
}

fn is(error: &rusqlite::Error, code: ErrorCode) -> bool {
    error.sqlite_error_code() == Some(code)
}

fn has_log(path: &Path) -> bool {
    fs::metadata(beside(path, "-wal")).is_ok_and(|metadata| metadata.len() > 0)
}

fn connect(path: &Path) -> Result<Connection, Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    // `SQLite` falls back to reading, and would then leave files beside that it cannot remove.
    if connection.is_readonly("main")? {
        return Err(Fault::ReadOnly);
    }
    settle(&connection, is_network(path))?;
    Ok(connection)
}

/// A log beside the store needs memory that programs share, which they cannot over a network. Plans do not depend on
/// what is bound: otherwise `SQLite` makes many of them anew at every use.
fn settle(connection: &Connection, network: bool) -> Result<(), Fault> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    let mode = if network { "DELETE" } else { "WAL" };
    connection.pragma_update_and_check(None, "journal_mode", mode, |_| Ok(()))?;
    Ok(connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;",
    )?)
}

/// Makes a store; returns `false` if another program made it first.
fn make(path: &Path, steps: &[&str]) -> Result<bool, Error> {
    let folder = folder(path);
    fs::create_dir_all(folder).map_err(|cause| Error::Folder { path: folder.to_owned(), cause })?;
    let id = DocumentId::random().map_err(|cause| Error::Random { cause })?;
    let draft = beside(path, &format!(".new-{id}"));
    let made = draw_up(&draft, id, steps).map_err(|fault| fault.at(path));
    let made = made.and_then(|()| put_in_place(&draft, path));
    let _ = fs::remove_file(&draft);
    made
}

/// Nobody sees the draft, so it is synced once, when it is whole.
pub(crate) fn draw_up(draft: &Path, id: DocumentId, steps: &[&str]) -> Result<(), Fault> {
    let connection = Connection::open(draft)?;
    connection.execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY")?;
    connection.pragma_update(None, "application_id", APPLICATION)?;
    migrate(&connection, steps, |_| Ok(()))?;
    let created = nanoseconds(Timestamp::now());
    connection.execute("INSERT INTO store VALUES (?1, ?2)", (id.as_bytes(), created))?;
    connection.execute_batch("PRAGMA journal_mode = WAL")?;
    connection.close().map_err(|(_, error)| error)?;
    let synced = File::options().write(true).open(draft).and_then(|file| file.sync_all());
    synced.map_err(|cause| Fault::File(draft.to_owned(), cause))
}

/// Links the finished file to its name, which fails if there is a file by now.
fn put_in_place(draft: &Path, path: &Path) -> Result<bool, Error> {
    let linked = match fs::hard_link(draft, path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists && !path.exists() => {
            fs::rename(draft, path)
        }
        linked => linked,
    };
    match linked {
        Ok(()) => {
            sync_folder(path);
            Ok(true)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(cause) => Err(Error::File { path: path.to_owned(), cause }),
    }
}

/// Copies the store as it is before it is changed to a newer format. It needs a connection of its own:
/// one that is about to write cannot be copied from.
fn back_up(path: &Path, version: u32) -> Result<(), Fault> {
    let backup = beside(path, &format!(".backup-{version}"));
    let draft = beside(path, &format!(".new-backup-{version}"));
    let _ = fs::remove_file(&draft);
    let source = connect(path)?;
    source.backup("main", &draft, None::<fn(rusqlite::backup::Progress)>)?;
    fs::rename(&draft, &backup).map_err(|cause| Fault::File(backup, cause))?;
    sync_folder(path);
    Ok(())
}

/// Refuses a store that has fewer changes than were acknowledged: an old copy, or one that lost some.
fn compare(connection: &Connection, path: &Path, remembered: Sentinel) -> Result<(), Error> {
    let Some(then) = remembered.tally else { return Ok(()) };
    let now = Tally::of(connection).map_err(|fault| fault.at(path))?;
    if now.changes >= then.changes
        || store_id(connection).map_err(|fault| fault.at(path))? != remembered.store
    {
        return Ok(());
    }
    Err(Error::Stale {
        path: path.to_owned(),
        sentinel: sentinel(path),
        changes: then.changes - now.changes,
        notes: (then.notes, now.notes),
    })
}

/// Writes the file that remembers that there is a store.
fn remember(connection: &Connection, path: &Path) -> Result<(), Error> {
    let (store, tally) = store_id(connection)
        .and_then(|id| Ok((id, Tally::of(connection)?)))
        .map_err(|fault| fault.at(path))?;
    let place = sentinel(path);
    write_sentinel(&place, Sentinel { store, tally: Some(tally) }).map_err(|cause| {
        match cause.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                Error::ReadOnly { path: path.to_owned() }
            }
            ErrorKind::StorageFull => Error::DiskFull { path: path.to_owned() },
            _ => Error::File { path: place, cause },
        }
    })
}

#[cfg(test)]
mod tests;
