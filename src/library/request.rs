//! Requests and replies: what a face can ask of the service, as data.

use std::path::PathBuf;
use std::sync::Arc;

use crate::anchor::Anchor;
use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::{Document, DocumentId};
use crate::fact::FactSet;
use crate::layout::LineIndex;
use crate::library::outcome::Opened;
use crate::store::{Added, Counts, ListCursor, ListEntry, Undone};
use crate::text::Columns;

/// The number a face gives a request, to tell its reply from others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// Something asked of the service.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// The documents after a place in the list, or the newest.
    List {
        /// The place after which to start.
        after: Option<ListCursor>,
        /// How many at most.
        limit: usize,
    },
    /// The documents just before a place in the list, still newest first.
    ListBefore {
        /// The place before which to end.
        before: ListCursor,
        /// How many at most.
        limit: usize,
    },
    /// A document to show.
    Open(DocumentId),
    /// Remember that a document is open, which was opened without the service.
    Touch(DocumentId),
    /// Add a file, or a folder with all that is in it.
    Add {
        /// The file or folder.
        path: PathBuf,
    },
    /// Keep a passage.
    Keep(Bookmark),
    /// Change the note or the tags of a kept passage.
    EditBookmark(Bookmark),
    /// Drop a kept passage.
    DropBookmark(BookmarkId),
    /// The kept passages of one document, or all.
    Bookmarks(Option<DocumentId>),
    /// Remember where a document was left.
    SavePosition {
        /// The document.
        document: DocumentId,
        /// The place.
        anchor: Anchor,
        /// How far it has been read, from 0 to 1.
        progress: f32,
    },
    /// Name a place by a letter.
    SetMark {
        /// The document.
        document: DocumentId,
        /// `a` to `z` within the document, `A` to `Z` in the whole library.
        name: char,
        /// The place.
        anchor: Anchor,
    },
    /// The place of a mark from `A` to `Z`.
    GlobalMark(char),
    /// Say whether a document has been read.
    SetRead {
        /// The document.
        document: DocumentId,
        /// Whether it has been read.
        read: bool,
    },
    /// Say whether a document is starred.
    SetStarred {
        /// The document.
        document: DocumentId,
        /// Whether it is starred.
        starred: bool,
    },
    /// Remove a document; its notes stay.
    Remove(DocumentId),
    /// Take back the last change.
    Undo,
    /// Make the change that was last taken back again.
    Redo,
    /// The facts of an open document.
    Facts {
        /// The document.
        document: DocumentId,
        /// Its text as it is open.
        content: Arc<Document>,
    },
    /// The line index of an open document.
    Index {
        /// The text.
        content: Arc<Document>,
        /// The width of the lines.
        width: Columns,
    },
}

/// The kinds of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // Each is the request of the same name.
pub enum RequestKind {
    List,
    ListBefore,
    Open,
    Touch,
    Add,
    Keep,
    EditBookmark,
    DropBookmark,
    Bookmarks,
    SavePosition,
    SetMark,
    GlobalMark,
    SetRead,
    SetStarred,
    Remove,
    Undo,
    Redo,
    Facts,
    Index,
}

/// What the service answers.
#[derive(Clone, Debug)]
pub enum Reply {
    /// A page of the list.
    Listed {
        /// The documents, newest first.
        entries: Vec<ListEntry>,
        /// How much there is in the library.
        counts: Counts,
    },
    /// A document to show.
    Opened(Box<Opened>),
    /// What became of a file or the files of a folder.
    Added {
        /// The path that was given.
        path: PathBuf,
        /// Every file that is now a document.
        added: Vec<Added>,
        /// How many files are of no format that can be read.
        unsupported: usize,
        /// One line for everything that could not be read.
        failed: Vec<String>,
    },
    /// A change is on disk.
    Saved(RequestKind),
    /// Kept passages, oldest first.
    Bookmarks(Vec<Bookmark>),
    /// The place of a global mark.
    Mark {
        /// The letter.
        name: char,
        /// Where it leads, if it is set.
        place: Option<(DocumentId, Anchor)>,
    },
    /// What was taken back, if there was something.
    Undone(Option<Undone>),
    /// What was made again, if there was something.
    Redone(Option<Undone>),
    /// The facts of a document.
    Facts {
        /// The document.
        document: DocumentId,
        /// Its facts.
        facts: Arc<FactSet>,
    },
    /// The line index of a document.
    Index {
        /// The width of the lines.
        width: Columns,
        /// The index.
        index: Arc<LineIndex>,
    },
    /// It could not be done.
    Failed {
        /// One line that says what, where and what to do.
        message: String,
        /// What was asked.
        what: RequestKind,
    },
}

impl Request {
    /// Returns the kind.
    pub const fn kind(&self) -> RequestKind {
        match self {
            Self::List { .. } => RequestKind::List,
            Self::ListBefore { .. } => RequestKind::ListBefore,
            Self::Open(_) => RequestKind::Open,
            Self::Touch(_) => RequestKind::Touch,
            Self::Add { .. } => RequestKind::Add,
            Self::Keep(_) => RequestKind::Keep,
            Self::EditBookmark(_) => RequestKind::EditBookmark,
            Self::DropBookmark(_) => RequestKind::DropBookmark,
            Self::Bookmarks(_) => RequestKind::Bookmarks,
            Self::SavePosition { .. } => RequestKind::SavePosition,
            Self::SetMark { .. } => RequestKind::SetMark,
            Self::GlobalMark(_) => RequestKind::GlobalMark,
            Self::SetRead { .. } => RequestKind::SetRead,
            Self::SetStarred { .. } => RequestKind::SetStarred,
            Self::Remove(_) => RequestKind::Remove,
            Self::Undo => RequestKind::Undo,
            Self::Redo => RequestKind::Redo,
            Self::Facts { .. } => RequestKind::Facts,
            Self::Index { .. } => RequestKind::Index,
        }
    }
}
