//! Marks: places the user names by one letter.

use crate::anchor::Anchor;
use crate::document::DocumentId;

/// A place with a letter: `a` to `z` within its document, `A` to `Z` in the whole library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The letter.
    pub name: char,
    /// The document.
    pub document: DocumentId,
    /// The place.
    pub anchor: Anchor,
}
