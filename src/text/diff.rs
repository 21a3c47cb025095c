//! What two texts have in common, word by word.
//!
//! Computed once and asked many times. The work is bounded however little the texts have in common or however often
//! they repeat themselves: the comparison gives up finding the fewest changes before it becomes slow. It must not
//! know articles, revisions or anchors.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::text::align::aligned;
use crate::text::offset::{TextRange, TextSize};
use crate::text::token::{Token, folded, tokens};

/// Two texts compared.
#[derive(Clone, Debug)]
pub struct TextDiff {
    old: Vec<Token>,
    new: Vec<Token>,
    /// Where each token of the old text is in the new one.
    to: Vec<Option<u32>>,
    /// Where each token of the new text was in the old one.
    from: Vec<Option<u32>>,
    /// Whether it is there as it was, capitals and quotation marks included.
    same: Vec<bool>,
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
        let to = {
            let mut numbers = HashMap::new();
            let old_words = numbered(&mut numbers, folded(old, &old_tokens));
            let new_words = numbered(&mut numbers, folded(new, &new_tokens));
            aligned(&old_words, &new_words)
        };
        let is_same = |(token, to): (&Token, &Option<u32>)| {
            let other = to.and_then(|to| new_tokens.get(index(to)));
            other.is_some_and(|other| old[token.range] == new[other.range])
        };
        let same = old_tokens.iter().zip(&to).map(is_same).collect();
        let mut from = vec![None; new_tokens.len()];
        for (here, there) in (0u32..).zip(&to) {
            if let Some(place) = there.and_then(|there| from.get_mut(index(there))) {
                *place = Some(here);
            }
        }
        let ends = (TextSize::of(old), TextSize::of(new));
        Self { old: old_tokens, new: new_tokens, to, from, same, ends }
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
        self.old.len() == self.new.len() && self.same.iter().all(|same| *same)
    }

    /// Returns the stretches in which the texts differ, in order. A single word that both have between two longer
    /// stretches goes with them.
    pub fn hunks(&self) -> Vec<Hunk> {
        let mut found: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        let (mut here, mut there) = (0, 0);
        while here < self.old.len() || there < self.new.len() {
            let (first_old, first_new) = (here, there);
            loop {
                let gone = self.to.get(here).is_some_and(Option::is_none);
                let came = self.from.get(there).is_some_and(Option::is_none);
                let other = self.same.get(here) == Some(&false) && !gone && !came;
                here += usize::from(gone || other);
                there += usize::from(came || other);
                if !(gone || came || other) {
                    break;
                }
            }
            if (here, there) == (first_old, first_new) {
                here += 1;
                there += 1;
                continue;
            }
            match found.last_mut() {
                Some((old, new))
                    if self.are_one(&(old.end..first_old), old, &(first_old..here)) =>
                {
                    (old.end, new.end) = (here, there);
                }
                _ => found.push((first_old..here, first_new..there)),
            }
        }
        let stretches = found.into_iter().map(|(old, new)| Hunk {
            old: stretch(&self.old, old, self.ends.0),
            new: stretch(&self.new, new, self.ends.1),
        });
        stretches.collect()
    }

    /// Tells whether what lies between two stretches is too little to keep them apart.
    fn are_one(&self, between: &Range<usize>, one: &Range<usize>, other: &Range<usize>) -> bool {
        let words: u32 = self
            .old
            .get(between.clone())
            .unwrap_or_default()
            .iter()
            .map(|token| token.kind.weight())
            .sum();
        words <= 2 && between.len() <= 3 && one.len().min(other.len()) > 2
    }
}

/// Gives each word a number, the same to the same.
fn numbered<'t>(
    numbers: &mut HashMap<Cow<'t, str>, u32>,
    words: impl Iterator<Item = Cow<'t, str>>,
) -> Vec<u32> {
    words
        .map(|word| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(word).or_insert(next)
        })
        .collect()
}

/// Returns the range of some tokens; of none, the place where they would stand.
fn stretch(tokens: &[Token], part: Range<usize>, end: TextSize) -> TextRange {
    let first = part.start;
    match tokens.get(part) {
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
        check("No one “saw” it", "no one \"saw\" it", &[("No", "no"), ("“", "\""), ("”", "\"")]);
        check("", "all new", &[("", "all new")]);
        check("all gone", "", &[("all gone", "")]);
    }

    proptest! {
        #[test]
        fn what_is_kept_is_the_same_in_both_and_in_order(old in "[abA c.]{0,60}", new in "[abA c.]{0,60}") {
            let diff = TextDiff::new(&old, &new);
            let mut last = None;
            for (token, to) in diff.old().iter().zip(diff.to()) {
                if let Some(to) = to {
                    let other = &new[diff.new_tokens()[*to as usize].range];
                    assert_eq!(old[token.range].to_lowercase(), other.to_lowercase());
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
