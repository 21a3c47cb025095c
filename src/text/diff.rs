//! What two texts have in common, word by word.
//!
//! Computed once and asked many times. The work is bounded however little the texts have in common or however often
//! they repeat themselves: the comparison gives up finding the fewest changes before it becomes slow. It must not
//! know articles, revisions or anchors.

use imara_diff::{Algorithm, Diff, InternedInput, Interner};

use crate::text::offset::{TextRange, TextSize};
use crate::text::token::{Token, tokens};

/// Two texts compared.
#[derive(Clone, Debug)]
pub struct TextDiff {
    old: Vec<Token>,
    new: Vec<Token>,
    /// Where each token of the old text is in the new one.
    to: Vec<Option<u32>>,
    /// Where each token of the new text was in the old one.
    from: Vec<Option<u32>>,
    ends: (TextSize, TextSize),
}

/// A stretch in which two texts differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// What the old text has there; empty, where something was only added.
    pub old: TextRange,
    /// What the new text has there; empty, where something was only removed.
    pub new: TextRange,
}

impl TextDiff {
    /// Compares two texts.
    pub fn new(old: &str, new: &str) -> Self {
        let (old_tokens, new_tokens) = (tokens(old), tokens(new));
        let words = |text, tokens: &[Token]| -> Vec<_> { pieces(text, tokens).collect() };
        let to = aligned(&words(old, &old_tokens), &words(new, &new_tokens));
        let mut from = vec![None; new_tokens.len()];
        for (here, there) in (0u32..).zip(&to) {
            if let Some(place) = there.and_then(|there| from.get_mut(index(there))) {
                *place = Some(here);
            }
        }
        let ends = (TextSize::of(old), TextSize::of(new));
        Self { old: old_tokens, new: new_tokens, to, from, ends }
    }

    /// Returns the tokens of the old text.
    pub fn old(&self) -> &[Token] {
        &self.old
    }

    /// Returns the tokens of the new text.
    pub fn new_tokens(&self) -> &[Token] {
        &self.new
    }

    /// Returns, for every token of the old text, the number of the token of the new one that it is.
    pub fn to(&self) -> &[Option<u32>] {
        &self.to
    }

    /// Returns, for every token of the new text, the number of the token of the old one that it was.
    pub fn from(&self) -> &[Option<u32>] {
        &self.from
    }

    /// Tells whether the texts have the same words and signs.
    pub fn is_same(&self) -> bool {
        self.old.len() == self.new.len() && self.to.iter().all(Option::is_some)
    }

    /// Returns the stretches in which the texts differ, in order.
    pub fn hunks(&self) -> Vec<Hunk> {
        let mut found = Vec::new();
        let (mut here, mut there) = (0, 0);
        while here < self.old.len() || there < self.new.len() {
            let (first_old, first_new) = (here, there);
            while self.to.get(here).is_some_and(Option::is_none) {
                here += 1;
            }
            while self.from.get(there).is_some_and(Option::is_none) {
                there += 1;
            }
            if (here, there) == (first_old, first_new) {
                here += 1;
                there += 1;
                continue;
            }
            found.push(Hunk {
                old: stretch(&self.old, first_old, here, self.ends.0),
                new: stretch(&self.new, first_new, there, self.ends.1),
            });
        }
        found
    }
}

/// Returns, for every item of a sequence, the place of the same item in another, so that the places are in order.
pub fn aligned<T: Copy + Eq + std::hash::Hash>(old: &[T], new: &[T]) -> Vec<Option<u32>> {
    let mut input: InternedInput<T> = InternedInput {
        before: Vec::new(),
        after: Vec::new(),
        interner: Interner::new(old.len() + new.len()),
    };
    input.update_before(old.iter().copied());
    input.update_after(new.iter().copied());
    let diff = Diff::compute(Algorithm::Myers, &input);
    let mut there = 0u32;
    let mut to = Vec::with_capacity(old.len());
    for here in 0..old.len() {
        if diff.is_removed(u32::try_from(here).unwrap_or(u32::MAX)) {
            to.push(None);
            continue;
        }
        while index(there) < new.len() && diff.is_added(there) {
            there += 1;
        }
        to.push(Some(there));
        there += 1;
    }
    to
}

/// Returns what the tokens say.
pub fn pieces<'t>(text: &'t str, tokens: &[Token]) -> impl Iterator<Item = &'t str> {
    tokens.iter().map(move |token| &text[token.range])
}

/// Returns the range of some tokens; of none, the place where they would stand.
fn stretch(tokens: &[Token], first: usize, past: usize, end: TextSize) -> TextRange {
    match tokens.get(first..past) {
        Some([one, .., other]) => one.range.cover(other.range),
        Some([one]) => one.range,
        _ => TextRange::empty(tokens.get(first).map_or(end, |token| token.range.start())),
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::TextDiff;

    #[track_caller]
    fn check(old: &str, new: &str, expected: &[(&str, &str)]) {
        let hunks = TextDiff::new(old, new).hunks();
        let shown: Vec<_> = hunks.iter().map(|hunk| (&old[hunk.old], &new[hunk.new])).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn differences_are_words_that_went_and_came() {
        check("one two three", "one two three", &[]);
        check("one two three", "one  two\nthree", &[]);
        check("12 people died.", "15 people died.", &[("12", "15")]);
        check("one three", "one two three", &[("", "two")]);
        check("one two three", "one three", &[("two", "")]);
        check("会议在杭州举行", "会议在北京举行", &[("杭州", "北京")]);
        check("", "all new", &[("", "all new")]);
        check("all gone", "", &[("all gone", "")]);
    }

    proptest! {
        #[test]
        fn what_is_kept_is_the_same_in_both_and_in_order(old in "[ab c.]{0,60}", new in "[ab c.]{0,60}") {
            let diff = TextDiff::new(&old, &new);
            let mut last = None;
            for (token, to) in diff.old().iter().zip(diff.to()) {
                if let Some(to) = to {
                    assert_eq!(&old[token.range], &new[diff.new_tokens()[*to as usize].range]);
                    assert!(last < Some(*to));
                    last = Some(*to);
                }
            }
        }

        #[test]
        fn differences_are_places_of_the_texts(old in any::<String>(), new in any::<String>()) {
            for hunk in TextDiff::new(&old, &new).hunks() {
                assert!(old.get(std::ops::Range::from(hunk.old)).is_some());
                assert!(new.get(std::ops::Range::from(hunk.new)).is_some());
                assert!(!hunk.old.is_empty() || !hunk.new.is_empty());
            }
        }
    }
}
