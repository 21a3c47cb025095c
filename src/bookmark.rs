//! Bookmarks: passages the user keeps.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::anchor::Anchor;
use crate::document::{DocumentId, Id};

/// Marks the [`Id`] of a bookmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfBookmark {}

/// The identity of a bookmark, the same on every machine it is taken to.
pub type BookmarkId = Id<OfBookmark>;

/// A kept passage with what the user says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmark {
    /// Its identity.
    pub id: BookmarkId,
    /// The document it belongs to, which may since have left the library.
    pub document: DocumentId,
    /// What the document was called, so that the bookmark can be read without it.
    pub title: String,
    /// The passage.
    pub anchor: Anchor,
    /// The user's note; empty if there is none.
    pub note: String,
    /// The user's tags.
    pub tags: Vec<String>,
    /// When it was kept.
    pub created: Timestamp,
}
