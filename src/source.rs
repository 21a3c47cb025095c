//! Sources: where a document came from, and which feed it came with.

use std::borrow::Cow;
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
            Self::Url(url) => without_password(url).fmt(f),
            Self::Stdin => "standard input".fmt(f),
            Self::Sample(name) => write!(f, "sample {name}"),
            Self::Entry { feed, entry } => write!(f, "entry {entry} of feed {feed}"),
        }
    }
}

/// Returns an address without what stands before an `@` in front of its host: a name and a password are
/// for the server alone.
fn without_password(address: &str) -> Cow<'_, str> {
    let Some((scheme, rest)) = address.split_once("://") else { return address.into() };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    match authority.rsplit_once('@') {
        Some((_, host)) => format!("{scheme}://{host}{path}").into(),
        None => address.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::Location;

    #[test]
    fn a_place_is_shown_without_a_password() {
        let table = [
            ("https://me:secret@example.org/feed?a=b@c", "https://example.org/feed?a=b@c"),
            ("https://example.org/@me", "https://example.org/@me"),
            ("no address@all", "no address@all"),
        ];
        for (address, expected) in table {
            assert_eq!(Location::Url(address.to_owned()).to_string(), expected);
        }
    }
}
