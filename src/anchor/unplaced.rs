//! Quotations without a place, as other programs write them, and how they get one when their text is there.
//!
//! It never guesses: words that are not found for sure stay without a place.

use crate::anchor::anchor::Anchor;
use crate::anchor::finder::Finder;
use crate::anchor::quote::TextQuote;
use crate::anchor::resolution::Resolution;
use crate::document::RevisionId;
use crate::text::quote::occurrences;
use crate::text::{ContentHash, TextRange, range};

impl Anchor {
    /// Keeps a quotation whose text nobody has seen here.
    pub fn unplaced(quote: TextQuote) -> Self {
        let nowhere = RevisionId::from_hash(ContentHash::from_bytes([0; 32]));
        Self { revision: nowhere, position: TextRange::empty(0.into()), quote }
    }

    /// Tells whether it has words but no place.
    pub fn is_unplaced(&self) -> bool {
        self.position.is_empty() && !self.quote.exact.is_empty()
    }

    /// Gives it a place in the text of a finder, if it has none yet and its words are surely there. `points` is where the
    /// passage stood in some text, in Unicode code points.
    #[must_use]
    pub fn placed(
        self,
        finder: &Finder<'_>,
        revision: RevisionId,
        points: Option<(usize, usize)>,
    ) -> Self {
        if !self.is_unplaced() {
            return self;
        }
        match self.place(finder, points) {
            Some(place) => Self::new(finder.text(), revision, place),
            None => Self { revision, ..self },
        }
    }

    /// Returns where its words surely stand in a text.
    fn place(&self, finder: &Finder<'_>, points: Option<(usize, usize)>) -> Option<TextRange> {
        let (quote, text) = (&self.quote, finder.text());
        if let Some(range) = points.and_then(|points| of_points(text, points))
            && quote.is_at(text, range)
        {
            return Some(range);
        }
        let mut places = occurrences(text, &quote.exact);
        let (first, second) = (places.next()?, places.next());
        if quote.prefix.is_empty() && quote.suffix.is_empty() {
            return second.is_none().then_some(first);
        }
        match self.resolve_in(finder) {
            Resolution::Exact(range) | Resolution::Moved(range) => Some(range),
            Resolution::Drifted(..) | Resolution::Changed => None,
        }
    }
}

/// Returns the bytes of a range of code points.
fn of_points(text: &str, (start, end): (usize, usize)) -> Option<TextRange> {
    let first = after_points(text, start)?;
    let length = after_points(text.get(first..)?, end.checked_sub(start)?)?;
    Some(range(first, first + length))
}

/// Returns how many bytes the first code points of a text have.
fn after_points(text: &str, points: usize) -> Option<usize> {
    let mut rest = text.chars();
    if let Some(skipped) = points.checked_sub(1) {
        rest.nth(skipped)?;
    }
    Some(text.len() - rest.as_str().len())
}

#[cfg(test)]
mod tests {
    use super::Anchor;
    use crate::anchor::finder::Finder;
    use crate::anchor::quote::TextQuote;
    use crate::document::RevisionId;

    #[track_caller]
    fn check(exact: &str, points: Option<(usize, usize)>, text: &str, expected: Option<usize>) {
        let quote =
            TextQuote { exact: exact.to_owned(), prefix: String::new(), suffix: String::new() };
        let anchor = Anchor::unplaced(quote);
        assert!(anchor.is_unplaced());
        let placed = anchor.placed(&Finder::new(text), RevisionId::of(b"a"), points);
        let start = (!placed.is_unplaced()).then(|| usize::from(placed.position.start()));
        assert_eq!(start, expected);
        assert_eq!(placed.quote.exact, exact);
    }

    #[test]
    fn only_words_that_are_surely_there_get_a_place() {
        check("two", None, "one two three", Some(4));
        check("two", None, "two and two", None);
        check("two", Some((8, 11)), "two and two", Some(8));
        check("zwei", Some((4, 8)), "für zwei und zwei", Some(5));
        check("two", Some((1, 99)), "two and two", None);
        check("nowhere", None, "one two three", None);
    }
}
