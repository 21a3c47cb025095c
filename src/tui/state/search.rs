//! The search in an article: what was typed and where it matches.

use crate::document::Document;
use crate::text::find::Query;
use crate::text::{TextRange, TextSize};

/// A search with all its matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// What was typed.
    pub typed: String,
    /// Every match in order.
    matches: Vec<TextRange>,
    /// The match the reader is at.
    current: Option<usize>,
    /// Whether these are all matches, or only those near where the reader went.
    extent: Extent,
}

/// Whether matches are all there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// They are.
    All,
    /// They are those near a place, until the others are known.
    Near,
}

impl Search {
    /// Finds every match of what was typed; `None` if there is nothing to look for.
    pub fn new(document: &Document, typed: &str) -> Option<Self> {
        let query = Query::new(typed)?;
        let matches = query.matches(document.text(), TextRange::up_to(document.end()));
        Some(Self { typed: typed.to_owned(), matches, current: None, extent: Extent::All })
    }

    /// Takes passages that are known already for the matches of what they are called.
    pub fn of_passages(name: &str, mut passages: Vec<TextRange>, extent: Extent) -> Self {
        passages.sort_by_key(|passage| (passage.start(), passage.end()));
        Self { typed: name.to_owned(), matches: passages, current: None, extent }
    }

    /// Tells whether all matches are known.
    pub fn is_whole(&self) -> bool {
        self.extent == Extent::All
    }

    /// Says at which match of how many the reader is.
    pub fn told(&self) -> String {
        match (self.is_whole(), self.count()) {
            (true, (number, all)) => format!("match {number} of {all}"),
            (false, _) => "a match; the others are being counted".to_owned(),
        }
    }

    /// Goes to the first match at or after `from`, or from the start again.
    pub fn from(&mut self, from: TextSize) -> Option<TextRange> {
        let next = self.matches.partition_point(|found| found.start() < from);
        self.go(if next < self.matches.len() { next } else { 0 })
    }

    /// Goes so many matches on from `at` (back if negative), around the end if need be.
    pub fn step(&mut self, at: TextSize, by: i64) -> Option<TextRange> {
        let count = i64::try_from(self.matches.len()).ok().filter(|count| *count > 0)?;
        let before = self.matches.partition_point(|found| found.start() < at);
        let here = self.matches.get(before).is_some_and(|found| found.start() == at);
        let before = i64::try_from(before).ok()?;
        // Between two matches, one step on is the next and one step back is the one before.
        let base = if by > 0 && !here { before - 1 } else { before };
        self.go(usize::try_from((base + by).rem_euclid(count)).ok()?)
    }

    /// Returns how many matches there are beyond `at`, on or back, without going around the end.
    pub fn beyond(&self, at: TextSize, by: i64) -> usize {
        let before = self.matches.partition_point(|found| found.start() < at);
        if by < 0 {
            return before;
        }
        let here = self.matches.get(before).is_some_and(|found| found.start() == at);
        self.matches.len() - before - usize::from(here)
    }

    /// Goes to the first match that touches a range.
    pub fn at(&mut self, range: TextRange) -> Option<TextRange> {
        let first = self.matches.partition_point(|found| found.end() <= range.start());
        let touches = self.matches.get(first).is_some_and(|found| found.start() < range.end());
        touches.then(|| self.go(first)).flatten()
    }

    fn go(&mut self, index: usize) -> Option<TextRange> {
        let found = self.matches.get(index).copied();
        self.current = found.map(|_| index);
        found
    }

    /// Returns the match the reader is at.
    pub fn current(&self) -> Option<TextRange> {
        self.matches.get(self.current?).copied()
    }

    /// Returns the number of the match the reader is at, from 1, and of all matches.
    pub fn count(&self) -> (usize, usize) {
        (self.current.map_or(0, |index| index + 1), self.matches.len())
    }

    /// Returns the matches that touch a range.
    pub fn matches_in(&self, range: TextRange) -> &[TextRange] {
        let first = self.matches.partition_point(|found| found.end() <= range.start());
        let last = self.matches.partition_point(|found| found.start() < range.end());
        self.matches.get(first..last.max(first)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Search;
    use crate::document::{BlockKind, DocumentBuilder};
    use crate::text::offset;

    #[test]
    fn steps_go_round_and_start_from_where_the_reader_is() {
        let mut builder = DocumentBuilder::new();
        builder.simple(BlockKind::Paragraph, "a x a x a");
        let document = builder.finish().unwrap();
        let mut search = Search::new(&document, "a").unwrap();
        let mut at = |at, by| u32::from(search.step(offset(at), by).unwrap().start());
        assert_eq!(at(0, 1), 4);
        assert_eq!(at(2, 1), 4);
        assert_eq!(at(2, -1), 0);
        assert_eq!(at(8, 1), 0);
        assert_eq!(at(0, -1), 8);
        assert_eq!(at(0, 7), 4);
        assert_eq!(search.from(offset(5)).map(|found| u32::from(found.start())), Some(8));
        assert_eq!(search.count(), (3, 3));
    }
}
