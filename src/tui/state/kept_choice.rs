//! Which kept passages of a list are chosen: one by one, or from where a stretch began to the selected one.
//!
//! It must not know what is done with them, nor where the passages come from.

use std::collections::BTreeSet;

use crate::bookmark::BookmarkId;
use crate::library::KeptRow;

/// Those chosen.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    ids: BTreeSet<BookmarkId>,
    stretch: Option<Stretch>,
}

/// Where choosing of a stretch began.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    from: BookmarkId,
    /// Its place among the passages, if it is there.
    at: Option<usize>,
}

impl Choice {
    /// Tells whether the passage with an id and a place is chosen while another place is selected.
    pub fn has(&self, id: BookmarkId, index: usize, selected: usize) -> bool {
        let is_stretched = |from: usize| (from.min(selected)..=from.max(selected)).contains(&index);
        self.stretch.and_then(|it| it.at).is_some_and(is_stretched) || self.ids.contains(&id)
    }

    /// Tells whether nothing was chosen.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty() && self.stretch.is_none()
    }

    /// Chooses a passage, or chooses it no longer.
    pub fn toggle(&mut self, id: BookmarkId) {
        if !self.ids.remove(&id) {
            self.ids.insert(id);
        }
    }

    /// Tells whether a stretch is being chosen.
    pub const fn is_stretching(&self) -> bool {
        self.stretch.is_some()
    }

    /// Starts to choose a stretch.
    pub fn start(&mut self, from: BookmarkId, at: usize) {
        self.stretch = Some(Stretch { from, at: Some(at) });
    }

    /// Ends a stretch; those in it stay chosen.
    pub fn end(&mut self, stretched: Vec<BookmarkId>) {
        self.ids.extend(stretched);
        self.stretch = None;
    }

    /// Finds where the stretch began among passages that have come, gone or moved.
    pub fn place(&mut self, passages: &[KeptRow]) {
        if let Some(stretch) = &mut self.stretch {
            stretch.at = passages.iter().position(|kept| kept.bookmark.id == stretch.from);
        }
    }
}
