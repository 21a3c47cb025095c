//! What the use cases answer where one row of the store is not enough.

use std::sync::Arc;

use crate::anchor::Anchor;
use crate::bookmark::Bookmark;
use crate::document::{Document, RevisionId};
use crate::fact::FactSet;
use crate::store::{Added, ListEntry, Mark};

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
    /// Its facts, where they have been found already and the text is not so long that it is better shown
    /// before they are read.
    pub facts: Option<Arc<FactSet>>,
    /// Where it was last left.
    pub position: Option<Anchor>,
    /// Its bookmarks, oldest first.
    pub bookmarks: Vec<Bookmark>,
    /// Its own marks, and the global ones that lead into it.
    pub marks: Vec<Mark>,
}
