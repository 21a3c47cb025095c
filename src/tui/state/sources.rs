//! The source list: the articles of the library as far as they have been read from the store.

use crate::document::DocumentId;
use crate::library::{Counts, ListEntry, Scope};
use crate::tui::state::list::ListState;
use crate::tui::state::shelves::Shelves;

/// How many articles are read from the store at a time.
pub const PAGE: usize = 200;

/// How many rows of the pane an article takes.
pub const ENTRY_ROWS: u16 = 2;

/// The articles from the newest on.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Whether the pane shows articles or shelves.
    pub showing: Showing,
    /// Which articles are shown.
    pub scope: Scope,
    /// The shelves to choose from.
    pub shelves: Shelves,
    /// The selected row and the first one shown.
    pub list: ListState,
    entries: Vec<ListEntry>,
    /// How many there are of everything in the whole library.
    pub counts: Counts,
    /// Whether the store has more articles after these.
    pub rest: Rest,
}

/// What the pane shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Showing {
    /// The articles of a shelf.
    #[default]
    Articles,
    /// The shelves.
    Shelves,
}

/// Whether the store has more articles than the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rest {
    /// Perhaps; ask when the selection comes near the end.
    #[default]
    Unread,
    /// None.
    Complete,
}

impl Sources {
    /// Returns the articles in order.
    pub fn entries(&self) -> &[ListEntry] {
        &self.entries
    }

    /// Returns the selected article.
    pub fn selected(&self) -> Option<&ListEntry> {
        self.entries.get(self.list.selected())
    }

    /// Returns where an article stands in the list.
    pub fn index_of(&self, id: DocumentId) -> Option<usize> {
        self.entries.iter().position(|entry| entry.id == id)
    }

    /// Returns an article of the list.
    pub fn get(&self, id: DocumentId) -> Option<&ListEntry> {
        self.entries.get(self.index_of(id)?)
    }

    /// Changes an article of the list.
    pub fn get_mut(&mut self, id: DocumentId) -> Option<&mut ListEntry> {
        let index = self.index_of(id)?;
        self.entries.get_mut(index)
    }

    /// Takes an article out of the list before the store has been asked again.
    pub fn remove(&mut self, id: DocumentId, height: u16) {
        let Some(index) = self.index_of(id) else { return };
        self.entries.remove(index);
        self.counts.documents = self.counts.documents.saturating_sub(1);
        self.list.select(self.list.selected(), self.entries.len(), height);
    }

    /// Replaces the list, keeping the selection on the same article where it is still there.
    pub fn replace(&mut self, entries: Vec<ListEntry>, rest: Rest, height: u16) {
        let selected = self.selected().map(|entry| entry.id);
        self.entries = entries;
        self.rest = rest;
        let row = selected.and_then(|id| self.index_of(id)).unwrap_or(self.list.selected());
        self.list.select(row, self.entries.len(), height);
    }

    /// Forgets the articles, because those of another shelf are wanted.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.rest = Rest::Unread;
        self.list = ListState::default();
    }

    /// Adds the articles that follow.
    pub fn extend(&mut self, entries: Vec<ListEntry>, rest: Rest) {
        self.entries.extend(entries);
        self.rest = rest;
    }

    /// Tells whether more articles should be fetched, because the selection is near the end.
    pub fn wants_more(&self, height: u16) -> bool {
        self.rest == Rest::Unread
            && self.list.selected() + 2 * usize::from(height) >= self.entries.len()
    }
}
