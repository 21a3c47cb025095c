//! Drafts: passages about to be kept, without what only the outside world can give.

use crate::anchor::Anchor;
use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::DocumentId;

/// A passage about to be kept: a bookmark without its identity and time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The document.
    pub document: DocumentId,
    /// What it is called.
    pub title: String,
    /// The passage.
    pub anchor: Anchor,
    /// The note; empty if there is none.
    pub note: String,
}

impl Draft {
    /// Makes the bookmark, now.
    ///
    /// # Errors
    ///
    /// Fails only where the system has no random source.
    pub fn stamp(self) -> anyhow::Result<Bookmark> {
        Ok(Bookmark {
            id: BookmarkId::random()?,
            document: self.document,
            title: self.title,
            anchor: self.anchor,
            note: self.note,
            tags: Vec::new(),
            label: None,
            fact: None,
            created: jiff::Timestamp::now(),
            changed: None,
        })
    }
}
