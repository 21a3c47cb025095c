//! The use cases, one call each.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, bail};

use crate::anchor::Anchor;
use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::DocumentId;
use crate::fact::FactSet;
use crate::import::Overrides;
use crate::library::outcome::{Added, FolderAdded, Opened, Undone};
use crate::source::Location;
use crate::store::{Counts, ListCursor, ListEntry};

/// The articles and what the user keeps of them.
#[derive(Debug)]
pub struct Library {
    path: PathBuf,
}

macro_rules! seam {
    ($(pub fn $name:ident(&self $(, $argument:ident: $type:ty)*) -> $result:ty;)*) => {
        impl Library {
            $(
                /// See the brief.
                ///
                /// # Errors
                ///
                /// Fails until it is made.
                pub fn $name(&self $(, $argument: $type)*) -> $result {
                    $(let _ = $argument;)*
                    bail!("{}: not made yet", self.path.display())
                }
            )*
        }
    };
}

impl Library {
    /// Opens the library.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be opened.
    pub fn open(path: &Path) -> Result<Self> {
        Ok(Self { path: path.to_owned() })
    }

    /// Returns where the store is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

seam! {
    pub fn counts(&self) -> Result<Counts>;
    pub fn list(&self, after: Option<&ListCursor>, limit: usize) -> Result<Vec<ListEntry>>;
    pub fn list_before(&self, before: &ListCursor, limit: usize) -> Result<Vec<ListEntry>>;
    pub fn entry(&self, document: DocumentId) -> Result<Option<ListEntry>>;
    pub fn location(&self, document: DocumentId) -> Result<Option<Location>>;
    pub fn add_file(&self, path: &Path, overrides: &Overrides) -> Result<Added>;
    pub fn add_bytes(&self, location: Location, name: &str, bytes: &[u8], overrides: &Overrides) -> Result<Added>;
    pub fn add_folder(&self, path: &Path, overrides: &Overrides, progress: &mut dyn FnMut(&Path)) -> Result<FolderAdded>;
    pub fn open_document(&self, document: DocumentId) -> Result<Opened>;
    pub fn facts(&self, document: DocumentId) -> Result<Arc<FactSet>>;
    pub fn keep(&self, bookmark: &Bookmark) -> Result<()>;
    pub fn edit_bookmark(&self, bookmark: &Bookmark) -> Result<()>;
    pub fn drop_bookmark(&self, bookmark: BookmarkId) -> Result<()>;
    pub fn bookmarks(&self, document: Option<DocumentId>) -> Result<Vec<Bookmark>>;
    pub fn save_position(&self, document: DocumentId, anchor: &Anchor, progress: f32) -> Result<()>;
    pub fn last_opened(&self) -> Result<Option<DocumentId>>;
    pub fn set_mark(&self, document: DocumentId, name: char, anchor: &Anchor) -> Result<()>;
    pub fn global_mark(&self, name: char) -> Result<Option<(DocumentId, Anchor)>>;
    pub fn set_read(&self, document: DocumentId, read: bool) -> Result<()>;
    pub fn set_starred(&self, document: DocumentId, starred: bool) -> Result<()>;
    pub fn remove(&self, document: DocumentId) -> Result<()>;
    pub fn undo(&self) -> Result<Option<Undone>>;
    pub fn redo(&self) -> Result<Option<Undone>>;
}
