//! What is kept of an article, by the words and notes it may share with what comes in.

use std::collections::HashMap;

use crate::bookmark::{Bookmark, BookmarkId};

/// So many with the same words and the same note are looked at; more of them no person keeps.
const MOST: usize = 1_000;

/// Kept passages of an article.
pub(crate) struct Alike {
    all: Vec<Bookmark>,
    places: HashMap<BookmarkId, usize>,
    /// The places of those that had these words and this note once.
    saying: HashMap<(String, String), Vec<usize>>,
}

impl Alike {
    /// Takes what is kept.
    pub(crate) fn new(kept: &[Bookmark]) -> Self {
        let mut alike = Self { all: Vec::new(), places: HashMap::new(), saying: HashMap::new() };
        for bookmark in kept {
            alike.put(bookmark);
        }
        alike
    }

    /// Adds a passage, or makes it what it is now.
    pub(crate) fn put(&mut self, bookmark: &Bookmark) {
        let place = *self.places.entry(bookmark.id).or_insert(self.all.len());
        match self.all.get_mut(place) {
            Some(known) if saying(known) == saying(bookmark) => {
                known.clone_from(bookmark);
                return;
            }
            Some(known) => known.clone_from(bookmark),
            None => self.all.push(bookmark.clone()),
        }
        self.saying.entry(saying(bookmark)).or_default().push(place);
    }

    /// Returns those that may say the same as another passage.
    pub(crate) fn to(&self, bookmark: &Bookmark) -> impl Iterator<Item = &Bookmark> {
        let places = self.saying.get(&saying(bookmark)).into_iter().flatten();
        places.take(MOST).filter_map(|place| self.all.get(*place))
    }
}

fn saying(bookmark: &Bookmark) -> (String, String) {
    (bookmark.anchor.quote.exact.clone(), bookmark.note.clone())
}
