//! What lists show of a feed that is followed, and which documents a list is of.

use jiff::Timestamp;

use crate::source::{FeedId, Location};

/// A feed that is followed, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// Which feed.
    pub id: FeedId,
    /// What it is called; never empty.
    pub title: String,
    /// Where it is: an address, or a file that is read again.
    pub location: Location,
    /// How many of its documents are in the library.
    pub documents: u64,
    /// How many of them are not yet read.
    pub unread: u64,
    /// What went wrong when it was last fetched, in one line.
    pub error: Option<String>,
    /// When it was last fetched without an error.
    pub fetched: Option<Timestamp>,
    /// Whether the whole article is fetched for every entry.
    pub whole: Whole,
}

/// When the whole article of a feed's entry is fetched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whole {
    /// When the entry is opened and has only a summary.
    #[default]
    WhenOpened,
    /// With the feed.
    WithFeed,
}

/// Which documents a list is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Scope {
    /// Where they came with; `None` for wherever.
    pub feed: Option<FeedId>,
    /// Which of those.
    pub only: Only,
}

/// Which documents of a place a list is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Only {
    /// All of them.
    #[default]
    All,
    /// Those not yet read.
    Unread,
    /// Those with a star.
    Starred,
}
