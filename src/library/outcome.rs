//! What the use cases answer.

use std::sync::Arc;

use crate::anchor::Anchor;
use crate::bookmark::Bookmark;
use crate::document::{Document, DocumentId, RevisionId};
use crate::fact::FactSet;
use crate::store::{ListEntry, Mark};

/// What became of something that was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    /// The document it is now.
    pub id: DocumentId,
    /// What adding it did.
    pub outcome: Outcome,
}

/// What adding did to the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// There is a new document.
    New,
    /// The document was there with the same bytes; nothing changed.
    Unchanged,
    /// The document was there; it has a new revision, or what the user says of it has changed.
    Revised,
    /// The document had been removed; it is back, with its notes.
    Restored,
}

/// What became of a folder that was added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderAdded {
    /// Every file that is now a document, in the order of the paths.
    pub added: Vec<Added>,
    /// How many files are of no format that can be read.
    pub unsupported: usize,
    /// One line for every file or folder that could not be read.
    pub failed: Vec<String>,
}

/// A document with all that is needed to show it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The document as lists show it.
    pub entry: ListEntry,
    /// Which revision it is.
    pub revision: RevisionId,
    /// Its text.
    pub document: Arc<Document>,
    /// Its facts, where they have been found already.
    pub facts: Option<Arc<FactSet>>,
    /// Where it was last left.
    pub position: Option<Anchor>,
    /// Its bookmarks, oldest first.
    pub bookmarks: Vec<Bookmark>,
    /// Its own marks, and the global ones that lead into it.
    pub marks: Vec<Mark>,
}

/// A change that was taken back or made again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// What was changed: `bookmark added`.
    pub description: String,
    /// The document it concerned.
    pub document: Option<DocumentId>,
}
