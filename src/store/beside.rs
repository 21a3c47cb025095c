//! What lies beside the store: names made from its name, and a folder brought to the disk.

use std::fs::File;
use std::path::{Path, PathBuf};

/// Returns the name of a file beside another: its own with an ending more.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Returns the first name that is free: of those made with nothing, `-2`, `-3` and so on.
pub(crate) fn free_name(named: impl Fn(&str) -> PathBuf) -> PathBuf {
    let mut name = named("");
    let mut number = 2;
    while name.symlink_metadata().is_ok() || beside(&name, "-wal").symlink_metadata().is_ok() {
        name = named(&format!("-{number}"));
        number += 1;
    }
    name
}

/// Returns the folder of a file.
pub(crate) fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Makes a new name last; where folders cannot be synced, nothing more can be done.
pub(crate) fn sync_folder(path: &Path) {
    if let Ok(folder) = File::open(folder(path)) {
        let _ = folder.sync_all();
    }
}
