//! Files: reading one whole, and finding those in a folder. Every refusal says what, where and what to
//! do.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};

use crate::import::{LIMIT, Refusal};

/// Reads a file whole, unless it is too large to be imported.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    let metadata = fs::metadata(path).map_err(|error| failure(path, &error))?;
    check(path, &metadata)?;
    let file = File::open(path).map_err(|error| failure(path, &error))?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    // It may have grown since it was measured.
    file.take(LIMIT + 1).read_to_end(&mut bytes).map_err(|error| failure(path, &error))?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > LIMIT {
        return Err(refused(path, &Refusal::TooLarge { bytes: size, limit: LIMIT }));
    }
    Ok(bytes)
}

/// Says why a file was not imported.
pub(crate) fn refused(path: &Path, refusal: &Refusal) -> anyhow::Error {
    anyhow!("{} {refusal}", path.display())
}

/// Returns the one name under which a file is known, however it was given.
pub(crate) fn settled(path: &Path) -> Result<PathBuf> {
    fs::canonicalize(path).map_err(|error| failure(path, &error))
}

/// Returns what stands in a folder, by name: files, and folders to look into. Hidden ones are left out,
/// and so are links to folders, which may lead back.
pub(crate) fn entries(folder: &Path) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| failure(folder, &error))? {
        let entry = entry.map_err(|error| failure(folder, &error))?;
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let kind = entry.file_type().map_err(|error| failure(&entry.path(), &error))?;
        if kind.is_dir() {
            entries.push(Entry::Folder(entry.path()));
        } else if kind.is_file() || leads_to_file(&entry.path()) {
            entries.push(Entry::File(entry.path()));
        }
    }
    entries.sort();
    Ok(entries)
}

/// Something in a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Entry {
    /// A file.
    File(PathBuf),
    /// A folder.
    Folder(PathBuf),
}

fn leads_to_file(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.is_file())
}

fn check(path: &Path, metadata: &Metadata) -> Result<()> {
    if metadata.is_dir() {
        bail!("{} is a folder, not a file; give a file, or add the folder as one", path.display());
    }
    if !metadata.is_file() {
        bail!("{} is not a regular file; save what it gives to a file first", path.display());
    }
    let bytes = metadata.len();
    if bytes > LIMIT {
        return Err(refused(path, &Refusal::TooLarge { bytes, limit: LIMIT }));
    }
    Ok(())
}

fn failure(path: &Path, error: &io::Error) -> anyhow::Error {
    let path = path.display();
    match error.kind() {
        ErrorKind::NotFound => anyhow!("there is no file {path}; check its name"),
        ErrorKind::NotADirectory => {
            anyhow!("there is no file {path}: a part of its path is no folder")
        }
        ErrorKind::PermissionDenied => {
            anyhow!("{path} may not be read; allow reading it, or copy it to a place of yours")
        }
        _ => anyhow!("{path} cannot be read: {error}; check the file and the disk"),
    }
}
