//! Titles and offices before the name of a person.

use std::ops::Range;

use crate::extract::lists::is_listed;
use crate::extract::names::run::{is_demonym, title_end};
use crate::extract::reading::Reading;
use crate::extract::token::TokenKind;

/// How many tokens a title is looked for before a name.
const LONGEST_TITLE: usize = 5;

/// Words that stand before a title and belong to it.
const LEADING_WORDS: &str =
    "former acting deputy outgoing interim senior chief U.S. then Deputy Acting Former First";

/// Returns the tokens of the titles right before a name, with the nationality before them:
/// `Russian Prime Minister`.
pub(crate) fn title_before(reading: &Reading, name: usize) -> Option<Range<usize>> {
    let sentence = reading.sentence_at(reading.tokens.get(name)?.range.start())?;
    let first = sentence.tokens.start;
    let mut start = longest_title(reading, first, name)?;
    // `spokesperson Col. Renata Oye`: titles in a row.
    while let Some(earlier) = longest_title(reading, first, start) {
        start = earlier;
    }
    while start > first {
        let word = reading.word(start - 1);
        let belongs = is_demonym(word) || is_listed(LEADING_WORDS, word);
        if !belongs || reading.kind(start - 1) != TokenKind::Word {
            break;
        }
        start -= 1;
    }
    Some(start..name)
}

/// Returns where the longest title that ends before a token begins.
fn longest_title(reading: &Reading, first: usize, end: usize) -> Option<usize> {
    let earliest = end.saturating_sub(LONGEST_TITLE).max(first);
    (earliest..end).find(|at| title_end(reading, *at, end) == Some(end))
}
