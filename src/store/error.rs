//! What can go wrong with the store: each in one line that says what, where and what to do.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use rusqlite::ffi;
use thiserror::Error;

use crate::bookmark::BookmarkId;
use crate::document::DocumentId;
use crate::source::FeedId;
use crate::story::StoryId;

/// Why the store could not be opened, read or written.
#[derive(Debug, Error)]
pub enum Error {
    /// The file is no database at all.
    #[error("{path} is not a library: it is no database; it was left as it is{advice}")]
    NotADatabase {
        /// The file.
        path: PathBuf,
        /// What can be done.
        advice: Advice,
    },
    /// The file is another program's database.
    #[error(
        "{path} is another program's database (application {application}, version {version}), or of a \
         newer program; it was left as it is; choose another file for the library"
    )]
    OtherProgram {
        /// The file.
        path: PathBuf,
        /// The other program's mark.
        application: u32,
        /// The other program's version.
        version: u32,
    },
    /// The store was made by a newer version of this program.
    #[error(
        "{path} was made by a newer version of this program: it has format {found}, this program knows up to \
         {known}; it was left as it is; use the newer version"
    )]
    Newer {
        /// The store.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The newest version that is known.
        known: u32,
    },
    /// The file is there but has nothing in it.
    #[error("{path} is empty, so whatever it held is lost; it was left as it is{advice}")]
    Empty {
        /// The file.
        path: PathBuf,
        /// What can be done.
        advice: Advice,
    },
    /// There was a store, and now there is none.
    #[error(
        "{path} is missing, though {sentinel} says that a library was there; bring it back{advice}, or \
         remove {sentinel} to start a new one"
    )]
    Missing {
        /// The store.
        path: PathBuf,
        /// The file that remembers it.
        sentinel: PathBuf,
        /// What can be done.
        advice: Advice,
    },
    /// The store is damaged.
    #[error("{path} is damaged ({detail}); it was left as it is{advice}")]
    Damaged {
        /// The store.
        path: PathBuf,
        /// What was noticed.
        detail: String,
        /// What can be done.
        advice: Advice,
    },
    /// The store has less in it than it had.
    #[error(
        "{path} is older than what {sentinel} remembers: {changes} of your changes are not in it ({} notes then, {} \
         now); run `sidelight doctor --repair` to bring them back from the journal, or remove {sentinel} to go on \
         without them", .notes.0, .notes.1
    )]
    Stale {
        /// The store.
        path: PathBuf,
        /// The file that remembers.
        sentinel: PathBuf,
        /// How many changes are missing.
        changes: i64,
        /// How many notes there were, and are.
        notes: (i64, i64),
    },
    /// There is nothing that could be put in place of the store.
    #[error(
        "{path} has no backup that is whole, and no journal; name a backup, or choose another file"
    )]
    NoBackup {
        /// The store.
        path: PathBuf,
    },
    /// A store that was rebuilt does not pass its checks.
    #[error(
        "a new library made of what is left of {path} is not sound ({detail}); everything was left as it is; \
         bring back a backup with `sidelight doctor --restore`"
    )]
    Salvage {
        /// The store.
        path: PathBuf,
        /// What was noticed.
        detail: String,
    },
    /// A change is in the store but not in the journal.
    #[error(
        "{path} has the change, but {journal} could not be written: {cause}; make room or allow writing there, and \
         it is written with the next change"
    )]
    Journal {
        /// The store.
        path: PathBuf,
        /// The journal.
        journal: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// A change is larger than a line of the journal may be.
    #[error(
        "{path}: the change takes {megabytes} MB in the journal, and a line of it may have 64; nothing was changed; \
         shorten it, or make it in parts"
    )]
    LongChange {
        /// The store.
        path: PathBuf,
        /// How much it takes, rounded up.
        megabytes: usize,
    },
    /// The place of the store is a folder.
    #[error("{path} is a folder, not a library; choose a file in it")]
    IsFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The folder of the store cannot be made.
    #[error("cannot make the folder {path} for the library: {cause}; choose another place")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// Nothing can be written there.
    #[error(
        "{path} cannot be written to, so nothing could be saved; allow writing to the file and its folder, or \
         choose another place for the library"
    )]
    ReadOnly {
        /// The store.
        path: PathBuf,
    },
    /// The disk has no room.
    #[error("{path} could not be written: the disk is full; make room and try again")]
    DiskFull {
        /// The store.
        path: PathBuf,
    },
    /// Another program holds the store.
    #[error("{path} is in use by another program; try again when that is done")]
    Locked {
        /// The store.
        path: PathBuf,
    },
    /// The file system failed.
    #[error("{path}: {cause}; check the file and the disk")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// `SQLite` failed in a way that has no case of its own.
    #[error("{path}: {cause}; try again, and check the disk if it happens again")]
    Database {
        /// The store.
        path: PathBuf,
        /// Why.
        cause: rusqlite::Error,
    },
    /// There is no such document.
    #[error("there is no article {id} in {path}; list the library to see what there is")]
    NoDocument {
        /// The store.
        path: PathBuf,
        /// What was asked for.
        id: DocumentId,
    },
    /// There is no such feed.
    #[error("there is no feed {id} in {path}; list the feeds to see what is followed")]
    NoFeed {
        /// The store.
        path: PathBuf,
        /// What was asked for.
        id: FeedId,
    },
    /// There is no such story.
    #[error(
        "there is no story {id} in {path}; its articles may have been removed or joined to another"
    )]
    NoStory {
        /// The store.
        path: PathBuf,
        /// What was asked for.
        id: StoryId,
    },
    /// There is no such bookmark.
    #[error("there is no bookmark {id} in {path}; it may have been dropped elsewhere")]
    NoBookmark {
        /// The store.
        path: PathBuf,
        /// What was asked for.
        id: BookmarkId,
    },
    /// A letter that cannot name a mark.
    #[error("`{name}` cannot name a mark; use a letter from a to z or from A to Z")]
    MarkName {
        /// The letter.
        name: char,
    },
    /// The system gave no random numbers.
    #[error("the system gave no random numbers: {cause}; try again")]
    Random {
        /// Why.
        cause: getrandom::Error,
    },
}

/// What can be done about a store that cannot be used: the backup beside it, if there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Advice {
    /// The newest backup.
    pub backup: Option<PathBuf>,
}

impl std::fmt::Display for Advice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.backup {
            Some(backup) => write!(
                f,
                "; there is a backup in {}: `sidelight doctor --salvage` brings back all that is left, \
                 `sidelight doctor --restore` the backup with every note since",
                backup.display()
            ),
            None => write!(
                f,
                "; `sidelight doctor --salvage` brings back all that is left, or put a backup in its place"
            ),
        }
    }
}

/// What goes wrong inside, before it is known where.
#[derive(Debug)]
pub(crate) enum Fault {
    /// `SQLite` failed.
    Database(rusqlite::Error),
    /// The file system failed.
    File(PathBuf, io::Error),
    /// The journal could not be written after the store was.
    Journal(PathBuf, io::Error),
    /// A change takes so many bytes in the journal, which are too many.
    LongChange(usize),
    /// A store that was rebuilt is not sound.
    Salvage(String),
    /// What is known already with its place.
    Other(Box<Error>),
    /// Nothing can be written there.
    ReadOnly,
    /// There is no such document.
    NoDocument(DocumentId),
    /// There is no such feed.
    NoFeed(FeedId),
    /// There is no such story.
    NoStory(StoryId),
    /// There is no such bookmark.
    NoBookmark(BookmarkId),
    /// A value is not what this program writes.
    Unreadable(&'static str),
    /// The system gave no random numbers.
    Random(getrandom::Error),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl From<getrandom::Error> for Fault {
    fn from(error: getrandom::Error) -> Self {
        Self::Random(error)
    }
}

impl Fault {
    /// Says where it happened.
    pub(crate) fn at(self, path: &Path) -> Error {
        let path = path.to_owned();
        match self {
            Self::Database(error) => database(path, error),
            Self::ReadOnly => Error::ReadOnly { path },
            Self::File(path, cause) => file(path, cause),
            Self::LongChange(bytes) => {
                Error::LongChange { path, megabytes: bytes.div_ceil(1024 * 1024) }
            }
            Self::Salvage(detail) => Error::Salvage { path, detail },
            Self::Other(error) => *error,
            Self::Journal(journal, cause) => Error::Journal { path, journal, cause },
            Self::NoDocument(id) => Error::NoDocument { path, id },
            Self::NoFeed(id) => Error::NoFeed { path, id },
            Self::NoStory(id) => Error::NoStory { path, id },
            Self::NoBookmark(id) => Error::NoBookmark { path, id },
            Self::Unreadable(what) => {
                let advice = advice(&path);
                Error::Damaged { path, detail: format!("{what} cannot be read"), advice }
            }
            Self::Random(cause) => Error::Random { cause },
        }
    }
}

fn file(path: PathBuf, cause: io::Error) -> Error {
    match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::FileTooLarge | io::ErrorKind::QuotaExceeded => {
            Error::DiskFull { path }
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            Error::ReadOnly { path }
        }
        io::ErrorKind::TimedOut => Error::Locked { path },
        _ => Error::File { path, cause },
    }
}

fn database(path: PathBuf, cause: rusqlite::Error) -> Error {
    let Some(code) = cause.sqlite_error_code() else {
        return misread(path, cause);
    };
    match code {
        ErrorCode::NotADatabase => Error::NotADatabase { advice: advice(&path), path },
        ErrorCode::DatabaseCorrupt => {
            Error::Damaged { advice: advice(&path), detail: cause.to_string(), path }
        }
        ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied => {
            Error::ReadOnly { path }
        }
        ErrorCode::DiskFull => Error::DiskFull { path },
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::Locked { path },
        ErrorCode::SystemIoFailure if is_short_read(&cause) => {
            Error::Damaged { advice: advice(&path), detail: cause.to_string(), path }
        }
        _ => Error::Database { path, cause },
    }
}

/// A value of another type than this program writes is damage; the rest is a defect or the system.
fn misread(path: PathBuf, cause: rusqlite::Error) -> Error {
    match cause {
        rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::Utf8Error(..) => {
            Error::Damaged { advice: advice(&path), detail: cause.to_string(), path }
        }
        _ => Error::Database { path, cause },
    }
}

fn is_short_read(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|error| error.extended_code == ffi::SQLITE_IOERR_SHORT_READ)
}

/// Looks for the newest backup beside a store.
pub(crate) fn advice(path: &Path) -> Advice {
    let name = path.file_name().map(|name| format!("{}.backup-", name.to_string_lossy()));
    let (Some(folder), Some(prefix)) = (path.parent(), name) else {
        return Advice::default();
    };
    let backups = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let backups = backups
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(&prefix))
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())));
    Advice { backup: backups.max().map(|(_, path)| path) }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use rusqlite::ffi;

    use super::Fault;

    #[track_caller]
    fn check(code: i32, expected: &str) {
        let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
        let message = Fault::Database(error).at(Path::new("/no/such/library.db")).to_string();
        assert!(message.starts_with("/no/such/library.db"), "{message}");
        assert!(message.contains(expected), "{message}");
        assert!(!message.contains('\n') && !message.ends_with('.'), "{message}");
    }

    #[test]
    fn every_failure_says_what_to_do() {
        check(ffi::SQLITE_FULL, "make room");
        check(ffi::SQLITE_BUSY, "try again when");
        check(ffi::SQLITE_READONLY, "cannot be written to");
        check(ffi::SQLITE_READONLY_DIRECTORY, "cannot be written to");
        check(ffi::SQLITE_CANTOPEN, "cannot be written to");
        check(ffi::SQLITE_CORRUPT, "is damaged");
        check(ffi::SQLITE_NOTADB, "it is no database");
        check(ffi::SQLITE_IOERR_SHORT_READ, "is damaged");
        check(ffi::SQLITE_IOERR_FSYNC, "check the disk");
    }
}
