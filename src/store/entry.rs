//! What lists show of a document, and where in the order of a list it stands.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::document::{DocumentId, TitleOrigin};
use crate::story::StoryId;

/// One document as a list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ListEntry {
    /// Which document.
    pub id: DocumentId,
    /// What it is called; never empty.
    pub title: String,
    /// Whether it has that title or was given it.
    pub title_origin: TitleOrigin,
    /// The publication or agency.
    pub site: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// When it came into the library.
    pub added: Timestamp,
    /// Whether it has been read.
    pub read: bool,
    /// Whether it is starred.
    pub starred: bool,
    /// How far it has been read, from 0 to 1.
    pub progress: f32,
    /// How many passages of it are kept.
    pub bookmarks: u32,
    /// The story it belongs to with others, if any.
    pub story: Option<StoryId>,
    /// Where it stands in the order of the list.
    pub cursor: ListCursor,
}

/// A place in the list of documents, newest first; it stays valid when documents come and go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListCursor {
    added: Timestamp,
    number: i64,
}

impl ListCursor {
    /// Names the place of the document that was added then under this number.
    pub const fn new(added: Timestamp, number: i64) -> Self {
        Self { added, number }
    }

    /// Returns when the document was added.
    pub const fn added(self) -> Timestamp {
        self.added
    }

    /// Returns the number that orders documents added at the same time.
    pub const fn number(self) -> i64 {
        self.number
    }
}

/// How much of an article a document has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Extent {
    /// All of it, as far as can be told.
    #[default]
    Whole,
    /// What its feed says of it; the rest is at its address.
    Summary,
}

/// How much there is in the library, without removed documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents.
    pub documents: u64,
    /// Documents not yet read.
    pub unread: u64,
    /// Starred documents.
    pub starred: u64,
    /// Bookmarks, those of removed documents included.
    pub bookmarks: u64,
}
