//! The anchor itself: a passage of one revision of a document.

use serde::{Deserialize, Serialize};

use crate::anchor::finder::Finder;
use crate::anchor::quote::TextQuote;
use crate::anchor::resolution::Resolution;
use crate::document::RevisionId;
use crate::text::TextRange;

/// A passage of one revision of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The revision in which the passage was taken.
    pub revision: RevisionId,
    /// Where it stood in that revision's text.
    pub position: TextRange,
    /// What it says and what stood around it.
    pub quote: TextQuote,
}

impl Anchor {
    /// Anchors a passage of a text of the revision.
    ///
    /// # Panics
    ///
    /// Panics if the range is not one of this text.
    pub fn new(text: &str, revision: RevisionId, position: TextRange) -> Self {
        Self { revision, position, quote: TextQuote::new(text, position) }
    }

    /// Finds the passage in a text, which may be another revision's, by what it says and what stood around it.
    ///
    /// For many anchors in one text, or where the old text is at hand, see [`Self::resolve_in`].
    pub fn resolve(&self, text: &str) -> Resolution {
        self.resolve_in(&Finder::new(text))
    }

    /// Finds the passage in the text of a finder.
    pub fn resolve_in(&self, finder: &Finder<'_>) -> Resolution {
        finder.find(self.position, &self.quote)
    }

    /// Tells whether a text is the one in which the passage was taken, as far as the passage tells.
    pub fn fits(&self, text: &str) -> bool {
        self.quote.is_at(text, self.position)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::Anchor;
    use crate::anchor::finder::Finder;
    use crate::anchor::resolution::Resolution;
    use crate::document::RevisionId;
    use crate::text::{TextRange, range};

    fn anchor(text: &str, exact: &str) -> Anchor {
        let start = text.find(exact).unwrap();
        Anchor::new(text, RevisionId::of(text.as_bytes()), range(start, start + exact.len()))
    }

    #[track_caller]
    fn check(old: &str, exact: &str, new: &str, expected: Option<&str>) {
        let found = anchor(old, exact).resolve(new).range();
        let shown =
            found.map(|range| format!("{}|{}", &new[TextRange::up_to(range.start())], &new[range]));
        assert_eq!(shown.as_deref(), expected);
    }

    #[test]
    fn a_passage_is_found_where_its_words_and_context_are() {
        check("one two three", "two", "one two three", Some("one |two"));
        check("one two three", "two", "zero one two three", Some("zero one |two"));
        check(
            "a cat sat. a dog sat.",
            "sat",
            "a cow sat. a cat sat. a dog sat.",
            Some("a cow sat. a cat |sat"),
        );
        check("one two three", "two", "two", None);
        check(
            "one two three four five",
            "two three four five",
            "x two three four five",
            Some("x |two three four five"),
        );
        check("one two three", "two", "nothing of it", None);
    }

    #[test]
    fn a_tie_between_two_places_is_not_guessed() {
        check("a sat. b", "sat", "xx sat. y xx sat. y", None);
    }

    #[test]
    fn a_passage_that_cuts_a_word_is_found_within_it() {
        let (old, new) = ("one two three four", "zero one two three four five");
        for (exact, expected) in
            [("wo thr", Some("zero one t|wo thr")), ("two", Some("zero one |two"))]
        {
            let found = anchor(old, exact).resolve_in(&Finder::between(old, new));
            let Resolution::Moved(range) = found else { panic!("{exact}: {found:?}") };
            let shown = format!("{}|{}", &new[TextRange::up_to(range.start())], &new[range]);
            assert_eq!(Some(shown.as_str()), expected);
        }
        let found = anchor(old, "on").resolve_in(&Finder::between(old, "one two three four five"));
        assert_eq!(found, Resolution::Exact(range(0, 2)));
    }

    proptest! {
        #[test]
        fn an_anchor_resolves_in_its_own_text(text in any::<String>(), a in 0usize..60, b in 0usize..60) {
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (bounds[a % bounds.len()], bounds[b % bounds.len()]);
            let passage = range(a.min(b), a.max(b));
            let anchor = Anchor::new(&text, RevisionId::of(text.as_bytes()), passage);
            assert_eq!(anchor.resolve(&text), Resolution::Exact(passage));
            assert_eq!(anchor.resolve_in(&Finder::between(&text, &text)), Resolution::Exact(passage));
        }
    }
}
