//! Backups: whole copies of the store, one a day, each checked before it counts.
//!
//! A copy is made with `SQLite`'s own online backup from one moment of the store, on a connection of its own, into a
//! draft; the draft is checked (every page, the identity, the counts), brought to the disk and only then gets its
//! name, `<store>.backup-2026-11-21`. Seven are kept, but no more than a gigabyte of them; one of a day that is still to
//! come, made while the clock was wrong, counts as the oldest. A store beyond half a
//! gigabyte is copied once a week and only the last copy kept; the journal beside it has what the user made. Whoever
//! is second to make one leaves it to the first.

use std::cmp::Reverse;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use jiff::Zoned;
use jiff::civil::Date;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use rustix::fs::{FlockOperation, flock, statvfs};

use crate::store::beside::{beside, folder, sync_folder};
use crate::store::error::{Error, Fault};
use crate::store::open::unchanged;
use crate::store::schema::APPLICATION;
use crate::store::sentinel::{Tally, store_id};
use crate::store::store::Store;

/// How many are kept.
const KEPT: usize = 7;

/// How many bytes of them are kept, if there is more than one.
const KEPT_BYTES: u64 = 1024 * 1024 * 1024;

/// A larger store is copied once a week.
const LARGE: u64 = 512 * 1024 * 1024;

/// This much must stay free on the disk.
const SPARE: u64 = 64 * 1024 * 1024;

/// How many pages are copied at a time.
const STEP: i32 = 256;

/// How long is rested between them.
const REST: Duration = Duration::from_millis(2);

/// A whole copy of a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupFile {
    /// Where it lies.
    pub path: PathBuf,
    /// The day it was made; `None` for one that was made before a change of the format.
    pub day: Option<Date>,
    /// Its size in bytes.
    pub size: u64,
}

/// What came of making a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackedUp {
    /// It was made and checked.
    Made(PathBuf),
    /// There is one of today, or of this week for a large store.
    Already,
    /// Another program is making it.
    Elsewhere,
    /// There is no room: so many bytes are needed and so many free.
    NoRoom {
        /// How many bytes must be free.
        needed: u64,
        /// How many are.
        free: u64,
    },
    /// It was stopped.
    Stopped,
}

/// Makes the backup of a day, unless there is one; stops when `stop` says so.
///
/// # Errors
///
/// Fails if the store cannot be read, is damaged, or the copy cannot be written.
pub fn back_up(store: &Store, today: Date, stop: &dyn Fn() -> bool) -> Result<BackedUp, Error> {
    make(store.path(), today, stop).map_err(|fault| fault.at(store.path()))
}

fn make(path: &Path, today: Date, stop: &dyn Fn() -> bool) -> Result<BackedUp, Fault> {
    let size = fs::metadata(path).map_or(0, |metadata| metadata.len());
    if is_fresh(&backups(path, today), today, size) {
        return Ok(BackedUp::Already);
    }
    let (needed, free) = (size + size / 8 + SPARE, free_space(path));
    if let Some(free) = free.filter(|free| *free < needed) {
        return Ok(BackedUp::NoRoom { needed, free });
    }
    let draft = beside(path, ".new-backup");
    let failed = |cause| Fault::File(draft.clone(), cause);
    let held = File::options().create(true).append(true).open(&draft).map_err(failed)?;
    if flock(&held, FlockOperation::NonBlockingLockExclusive).is_err() {
        return Ok(BackedUp::Elsewhere);
    }
    // Whoever held it before may have made it meanwhile.
    if is_fresh(&backups(path, today), today, size) {
        let _ = fs::remove_file(&draft);
        return Ok(BackedUp::Already);
    }
    held.set_len(0).map_err(failed)?;
    let made = copy(path, &draft, stop).and_then(|copied| {
        if copied == Copied::Stopped {
            return Ok(BackedUp::Stopped);
        }
        let backup = beside(path, &format!(".backup-{today}"));
        held.sync_all().and_then(|()| fs::rename(&draft, &backup)).map_err(failed)?;
        sync_folder(&backup);
        Ok(BackedUp::Made(backup))
    });
    let _ = fs::remove_file(&draft);
    if let Ok(BackedUp::Made(_)) = made {
        drop_old(path, today, size);
    }
    made
}

#[derive(PartialEq, Eq)]
enum Copied {
    Whole,
    Stopped,
}

/// Copies a store as it is at one moment, and checks the copy.
fn copy(path: &Path, draft: &Path, stop: &dyn Fn() -> bool) -> Result<Copied, Fault> {
    let source = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    // What is written meanwhile does not come into the copy, nor does it begin anew for that.
    source.execute_batch("BEGIN")?;
    let (id, tally) = (store_id(&source)?, Tally::of(&source)?);
    {
        let mut target = Connection::open(draft)?;
        target.execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF")?;
        let backup = Backup::new(&source, &mut target)?;
        loop {
            if stop() {
                return Ok(Copied::Stopped);
            }
            match backup.step(STEP)? {
                StepResult::Done => break,
                _ => thread::sleep(REST),
            }
        }
    }
    let copy = look_at(draft)?;
    if store_id(&copy)? != id || Tally::of(&copy)? != tally {
        return Err(Fault::Unreadable("a backup that was just made"));
    }
    Ok(Copied::Whole)
}

/// Checks a backup: every page, the counts against the rows. Returns how much of the user's is in it.
///
/// # Errors
///
/// Fails if it is none, or is damaged.
pub(crate) fn verify(backup: &Path) -> Result<Tally, Error> {
    look_at(backup).and_then(|copy| Tally::of(&copy)).map_err(|fault| fault.at(backup))
}

/// Checks every backup of a store; returns each with what is wrong with it, the newest first.
pub fn examine_backups(path: &Path) -> Vec<(BackupFile, Option<String>)> {
    let examined = backups(path, Zoned::now().date()).into_iter().map(|backup| {
        let fault = verify(&backup.path).err().map(|error| error.to_string());
        (backup, fault)
    });
    examined.collect()
}

/// Opens a copy, which nobody writes to, and checks it.
fn look_at(path: &Path) -> Result<Connection, Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let copy = Connection::open_with_flags(unchanged(path), flags)?;
    let application: i64 = copy.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if application != i64::from(APPLICATION) {
        return Err(Fault::Unreadable("its mark"));
    }
    let found: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(Fault::Unreadable("a page of it"));
    }
    let notes: i64 = copy.query_row("SELECT count(*) FROM bookmarks", [], |row| row.get(0))?;
    if Tally::of(&copy)?.notes != notes {
        return Err(Fault::Unreadable("the number of its notes"));
    }
    Ok(copy)
}

/// Returns the backups of a store, the newest first; those of days that are still to come last of those with a day.
pub(crate) fn backups(path: &Path, today: Date) -> Vec<BackupFile> {
    let Some(name) = path.file_name() else { return Vec::new() };
    let prefix = format!("{}.backup-", name.to_string_lossy());
    let entries = fs::read_dir(folder(path)).into_iter().flatten().flatten();
    let mut found: Vec<_> = entries
        .filter_map(|entry| {
            let name = entry.file_name();
            let rest = name.to_str()?.strip_prefix(&prefix)?;
            let day = rest.parse::<Date>().ok();
            // Files that SQLite made beside one are none.
            day.is_some().then_some(()).or_else(|| rest.parse::<u32>().ok().map(drop))?;
            let metadata = entry.metadata().ok()?;
            let backup = BackupFile { path: entry.path(), day, size: metadata.len() };
            Some((day, metadata.modified().ok(), backup))
        })
        .collect();
    let place = |day: Option<Date>| (day.is_some(), day.filter(|day| *day <= today));
    found.sort_by_key(|(day, modified, _)| Reverse((place(*day), *modified)));
    found.into_iter().map(|(_, _, backup)| backup).collect()
}

/// Returns how many bytes are free where a store lies.
pub fn free_space(path: &Path) -> Option<u64> {
    let found = statvfs(folder(path)).ok()?;
    Some(found.f_bavail.saturating_mul(found.f_frsize))
}

fn is_fresh(backups: &[BackupFile], today: Date, size: u64) -> bool {
    let days = backups.iter().filter_map(|backup| backup.day);
    let Some(newest) = days.filter(|day| *day <= today).max() else { return false };
    if size <= LARGE {
        return newest == today;
    }
    today.since(newest).is_ok_and(|span| span.get_days() < 7)
}

/// Removes the backups of days that are too many; those of older formats stay.
fn drop_old(path: &Path, today: Date, size: u64) {
    let (count, mut bytes) = (if size > LARGE { 1 } else { KEPT }, 0_u64);
    let daily = backups(path, today).into_iter().filter(|backup| backup.day.is_some());
    for (at, backup) in daily.enumerate() {
        bytes = bytes.saturating_add(backup.size);
        if at >= count || (at > 0 && bytes > KEPT_BYTES) {
            let _ = fs::remove_file(&backup.path);
        }
    }
}

#[cfg(test)]
mod tests;
