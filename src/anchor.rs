//! Anchors: where a passage is, in a way that survives a changed text.
//!
//! The quotation with what stood before and after it, the position, and the revision in which it
//! was taken: the selectors of the W3C Web Annotation model. Resolving an anchor never guesses:
//! a passage that cannot be found for sure is reported as changed and kept.

use serde::{Deserialize, Serialize};

use crate::document::RevisionId;
use crate::text::quote::{context_agreement, occurrences};
use crate::text::{TextRange, TextSize};

/// How many characters before and after the passage are kept as context.
const CONTEXT: usize = 64;

/// The fewest words a quotation must have to be recognised without its context.
const WORDS_TO_STAND_ALONE: usize = 4;

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

/// A quotation with its context.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextQuote {
    /// The passage itself.
    pub exact: String,
    /// Up to 64 characters before it.
    pub prefix: String,
    /// Up to 64 characters after it.
    pub suffix: String,
}

/// Where an anchor's passage is in some text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// Where it was taken.
    Exact(TextRange),
    /// The same words at another place.
    Moved(TextRange),
    /// Words that are mostly the same, for which this is most likely the place.
    Drifted(TextRange, Confidence),
    /// Not there any more, or not for sure.
    Changed,
}

/// How sure it is that a place is the right one, in hundredths: 100 is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(u8);

impl Confidence {
    /// Takes hundredths; what is more than 100 is 100.
    pub const fn from_hundredths(hundredths: u8) -> Self {
        Self(if hundredths > 100 { 100 } else { hundredths })
    }

    /// Returns it in hundredths, 0 to 100.
    pub const fn hundredths(self) -> u8 {
        self.0
    }
}

impl Resolution {
    /// Returns the place, if there is one.
    pub const fn range(self) -> Option<TextRange> {
        match self {
            Self::Exact(range) | Self::Moved(range) | Self::Drifted(range, _) => Some(range),
            Self::Changed => None,
        }
    }
}

impl Anchor {
    /// Anchors a passage of a text of the revision.
    ///
    /// # Panics
    ///
    /// Panics if the range is not one of this text.
    pub fn new(text: &str, revision: RevisionId, position: TextRange) -> Self {
        let before = &text[TextRange::up_to(position.start())];
        let after = &text[TextRange::new(position.end(), TextSize::of(text))];
        let skipped = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
        Self {
            revision,
            position,
            quote: TextQuote {
                exact: text[position].to_owned(),
                prefix: before.get(skipped..).unwrap_or(before).to_owned(),
                suffix: after.chars().take(CONTEXT).collect(),
            },
        }
    }

    /// Finds the passage in a text, which may be another revision's.
    ///
    /// The same words at the same place are exact. Otherwise the words must stand in the text
    /// once with enough of them to be sure, or at one place whose context agrees better than that
    /// of every other; else the passage has changed.
    pub fn resolve(&self, text: &str) -> Resolution {
        let at = std::ops::Range::<usize>::from(self.position);
        if text.get(at) == Some(self.quote.exact.as_str()) && self.is_at(text, self.position) {
            return Resolution::Exact(self.position);
        }
        let TextQuote { exact, prefix, suffix } = &self.quote;
        let agreement = |range| context_agreement(text, range, prefix, suffix);
        let mut places: Vec<_> =
            occurrences(text, exact).map(|range| (agreement(range), range)).collect();
        places.sort_by_key(|(agreement, range)| (std::cmp::Reverse(*agreement), range.start()));
        match places.as_slice() {
            [(agreement, range)] if *agreement > 0 || self.stands_alone() => {
                Resolution::Moved(*range)
            }
            [(best, range), (second, _), ..] if best > second => Resolution::Moved(*range),
            _ => Resolution::Changed,
        }
    }

    /// Tells whether the context agrees at the old position, or the words are there only once.
    fn is_at(&self, text: &str, range: TextRange) -> bool {
        let TextQuote { exact, prefix, suffix } = &self.quote;
        let whole = prefix.len() + suffix.len();
        context_agreement(text, range, prefix, suffix) * 2 >= whole
            || occurrences(text, exact).nth(1).is_none()
    }

    fn stands_alone(&self) -> bool {
        self.quote.exact.split_whitespace().count() >= WORDS_TO_STAND_ALONE
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{Anchor, Resolution};
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

    proptest! {
        #[test]
        fn an_anchor_resolves_in_its_own_text(text in any::<String>(), a in 0usize..60, b in 0usize..60) {
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (bounds[a % bounds.len()], bounds[b % bounds.len()]);
            let passage = range(a.min(b), a.max(b));
            let anchor = Anchor::new(&text, RevisionId::of(text.as_bytes()), passage);
            assert_eq!(anchor.resolve(&text), Resolution::Exact(passage));
        }
    }
}
