//! Sources: where a document came from, and which feed it came with.

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::document::Id;

/// Marks the [`Id`] of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfFeed {}

/// The identity of a feed that is followed.
pub type FeedId = Id<OfFeed>;

/// The place a document was taken from; the same place again means the same document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Location {
    /// A file, by its absolute path.
    File(PathBuf),
    /// An address on the network.
    Url(String),
    /// Standard input.
    Stdin,
    /// An article that comes with the program, by its file name.
    Sample(String),
    /// An entry of a feed that has no address to itself.
    Entry {
        /// The feed.
        feed: FeedId,
        /// What the feed knows it by, made different from others of the same name.
        entry: String,
    },
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Url(url) => url.fmt(f),
            Self::Stdin => "standard input".fmt(f),
            Self::Sample(name) => write!(f, "sample {name}"),
            Self::Entry { feed, entry } => write!(f, "entry {entry} of feed {feed}"),
        }
    }
}
