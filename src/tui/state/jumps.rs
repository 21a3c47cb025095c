//! The jump list: places to go back to.

use crate::document::DocumentId;
use crate::text::TextSize;

/// The most places that are kept.
const PLACES: usize = 100;

/// A place in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The document.
    pub document: DocumentId,
    /// Where in its text.
    pub offset: TextSize,
}

/// The places jumped from, oldest first, and where in the list the reader is.
#[derive(Clone, Debug, Default)]
pub struct JumpList {
    places: Vec<Place>,
    /// The place that "back" came to; the length of the list when nobody has gone back.
    current: usize,
}

impl JumpList {
    /// Notes the place a jump leaves from; the same place noted before moves to the end.
    pub fn leave(&mut self, from: Place) {
        self.places.retain(|place| *place != from);
        self.places.push(from);
        if self.places.len() > PLACES {
            self.places.remove(0);
        }
        self.current = self.places.len();
    }

    /// Goes back from `here`; the first step back notes where it started.
    pub fn back(&mut self, here: Place) -> Option<Place> {
        if self.current == self.places.len() {
            if self.places.last() != Some(&here) {
                self.leave(here);
            }
            self.current = self.places.len() - 1;
        }
        self.current = self.current.checked_sub(1)?;
        self.places.get(self.current).copied()
    }

    /// Goes forward again.
    pub fn forward(&mut self) -> Option<Place> {
        let place = self.places.get(self.current + 1).copied()?;
        self.current += 1;
        Some(place)
    }

    /// Returns the place of the last jump.
    pub fn last(&self) -> Option<Place> {
        self.places.last().copied()
    }

    /// Returns the places, oldest first.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// Drops one place.
    pub fn remove(&mut self, index: usize) {
        if index < self.places.len() {
            self.places.remove(index);
            self.current -= usize::from(index < self.current);
        }
    }

    /// Drops the places of a document that is no longer in the library.
    pub fn forget(&mut self, document: DocumentId) {
        let before = self.places.get(..self.current).unwrap_or_default();
        let stay = before.iter().filter(|place| place.document != document).count();
        self.places.retain(|place| place.document != document);
        self.current = stay;
    }
}

#[cfg(test)]
mod tests {
    use super::{JumpList, Place};
    use crate::document::DocumentId;
    use crate::text::offset;

    fn place(at: usize) -> Place {
        Place { document: DocumentId::from_bytes([1; 16]), offset: offset(at) }
    }

    #[test]
    fn back_and_forward_walk_the_places() {
        let mut jumps = JumpList::default();
        assert_eq!(jumps.back(place(9)), None);
        let mut jumps = JumpList::default();
        jumps.leave(place(1));
        jumps.leave(place(2));
        assert_eq!(jumps.back(place(3)), Some(place(2)));
        assert_eq!(jumps.back(place(2)), Some(place(1)));
        assert_eq!(jumps.back(place(1)), None);
        assert_eq!(jumps.forward(), Some(place(2)));
        assert_eq!(jumps.forward(), Some(place(3)));
        assert_eq!(jumps.forward(), None);
    }

    #[test]
    fn the_first_step_back_from_the_place_noted_last_goes_to_the_one_before() {
        let mut jumps = JumpList::default();
        jumps.leave(place(1));
        jumps.leave(place(2));
        assert_eq!(jumps.back(place(2)), Some(place(1)));
    }

    #[test]
    fn dropping_places_keeps_where_the_reader_is_among_them() {
        let other = Place { document: DocumentId::from_bytes([2; 16]), offset: offset(5) };
        let mut jumps = JumpList::default();
        for from in [place(1), other, place(2), place(3)] {
            jumps.leave(from);
        }
        assert_eq!(jumps.back(place(4)), Some(place(3)));
        jumps.remove(0);
        assert_eq!(jumps.forward(), Some(place(4)));
        assert_eq!(jumps.back(place(4)), Some(place(3)));
        jumps.forget(other.document);
        assert_eq!(jumps.back(place(3)), Some(place(2)));
        assert_eq!(jumps.back(place(2)), None);
    }
}
