//! What a request that takes its time is doing, as it is told meanwhile.

use std::path::PathBuf;

/// What a request that takes its time is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doing {
    /// It fetches an address.
    Fetching {
        /// The address.
        address: String,
        /// How many bytes have come.
        received: u64,
        /// How many there will be, where the server says so.
        expected: Option<u64>,
    },
    /// It fetches feeds, or the articles of feeds.
    Refreshing {
        /// How many are done.
        done: usize,
        /// How many there are.
        all: usize,
        /// How many documents are new so far.
        new: usize,
    },
    /// It imports the files of a folder.
    Importing {
        /// The file that is read now.
        path: PathBuf,
        /// How many were read before it.
        done: usize,
    },
}
