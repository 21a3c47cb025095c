//! Owners of ages: the words for whose age a number is.
//!
//! The age of one person is never held against that of another.

use std::ops::Range;

use crate::story::differ::words::{Lexicon, Term, Word};

/// The words for whose age a number is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Owner {
    /// The words in order, each with whether it begins with a capital.
    pub(crate) words: Vec<(Term, bool)>,
    /// Whether they stand before the number, so that the last of them is the main one.
    pub(crate) ahead: bool,
}

/// Returns the words for whose age a number is: `the driver, 34,`, `a driver aged 34`, `34-year-old Ana Ruiz`.
pub(crate) fn owner(lexicon: &Lexicon, words: &[Word], number: &Range<usize>) -> Owner {
    const LONGEST: usize = 4;
    let old = |word: &Word| {
        matches!(
            lexicon.form(word),
            "-" | "aged" | "age" | "at" | "year" | "years" | "old" | "," | "("
        )
    };
    let phrase = |word: &&Word| word.is_content() && !old(word);
    let before = words.get(..number.start).unwrap_or_default();
    let behind =
        before.last().is_some_and(|last| matches!(lexicon.form(last), "," | "(" | "aged" | "age"));
    let mut kept: Vec<_> = if behind {
        let words = before.iter().rev().skip_while(|word| old(word));
        words.take_while(phrase).take(LONGEST).collect()
    } else {
        let words = words.get(number.end..).unwrap_or_default().iter();
        words.skip_while(|word| old(word)).take_while(phrase).take(LONGEST).collect()
    };
    if behind {
        kept.reverse();
    }
    let words = kept.into_iter().map(|word| (word.stem, word.capital)).collect();
    Owner { words, ahead: behind }
}
