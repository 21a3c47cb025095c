//! Drafts: passages and searches about to be kept, without what only the outside world can give.

use crate::anchor::Anchor;
use crate::bookmark::{Bookmark, BookmarkId, KeptFact};
use crate::document::DocumentId;
use crate::library::{SavedSearch, SearchId};

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
    /// The tags.
    pub tags: Vec<String>,
    /// The fact that is kept, if it is more than a passage.
    pub fact: Option<Box<KeptFact>>,
}

impl Draft {
    /// Makes a draft without a note.
    pub fn new(document: DocumentId, title: &str, anchor: Anchor) -> Self {
        let title = title.to_owned();
        Self { document, title, anchor, note: String::new(), tags: Vec::new(), fact: None }
    }

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
            tags: self.tags,
            label: None,
            fact: self.fact,
            created: jiff::Timestamp::now(),
            changed: None,
        })
    }
}

/// A search about to be kept: a kept search without its identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchDraft {
    /// What it is called.
    pub name: String,
    /// What it looks for.
    pub query: String,
}

impl SearchDraft {
    /// Makes the kept search.
    ///
    /// # Errors
    ///
    /// Fails only where the system has no random source.
    pub fn stamp(self) -> anyhow::Result<SavedSearch> {
        Ok(SavedSearch { id: SearchId::random()?, name: self.name, query: self.query })
    }
}
