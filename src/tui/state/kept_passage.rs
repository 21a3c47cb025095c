//! A kept passage of an open document: the bookmark and where it is in the text.

use crate::anchor::Resolution;
use crate::bookmark::Bookmark;
use crate::text::TextRange;

/// A bookmark with its place in the text, if it is still there.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The bookmark.
    pub bookmark: Bookmark,
    /// Where its passage is now.
    pub range: Option<TextRange>,
    /// How that was found, and how sure it is.
    pub resolution: Resolution,
}

impl Kept {
    /// Takes a bookmark with where it was found.
    pub const fn new(bookmark: Bookmark, resolution: Resolution) -> Self {
        Self { bookmark, range: resolution.range(), resolution }
    }

    /// Tells whether for all we know it is at another place than the one that was kept, or gone.
    pub const fn has_drifted(&self) -> bool {
        matches!(self.resolution, Resolution::Drifted(..) | Resolution::Changed)
    }
}
