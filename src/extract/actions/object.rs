//! Objects: what a verb is done to, and who is named behind a passive.

use std::ops::Range;

use crate::extract::actions::verb::doing;
use crate::extract::lists::is_listed;
use crate::extract::reading::{Reading, Sentence};
use crate::extract::token::TokenKind;

/// Returns the tokens of what a verb is done to: up to a mark, another clause or a second verb.
pub(crate) fn object(reading: &Reading, sentence: &Sentence, at: usize) -> Range<usize> {
    let mut end = at;
    while end < sentence.tokens.end {
        let word = reading.word(end);
        let touching = end > at && reading.touches_next(end - 1) && reading.touches_next(end);
        let mark = reading.kind(end) == TokenKind::Mark
            && !is_listed("“ ” \" & $ € £ - / %", word)
            && !(touching && word == ".");
        let clause = is_listed(
            "which who while after before because when but as since until although if unless",
            word,
        ) && !is_listing(reading, end);
        let adverb = usize::from(reading.word(end + 1).ends_with("ly"));
        let second = word == "and" && doing(reading, sentence, end + 1 + adverb).is_some();
        if mark || clause && end > at || second {
            break;
        }
        end += 1;
    }
    at..end
}

/// Returns who is named behind a passive: `was signed on Monday by Ana Ruiz`.
pub(crate) fn doer(reading: &Reading, sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    let limit = sentence.tokens.end.min(at + 10);
    let by = (at..limit)
        .take_while(|at| !is_listed(", . ; : and but which who", reading.word(*at)))
        .find(|at| reading.word(*at) == "by")?;
    let start = by + 1;
    let ends = |at: &usize| {
        is_listed(
            ". ; : on in at during after before for with to when while as from who which into over since until",
            reading.word(*at),
        )
    };
    let limit = sentence.tokens.end.min(start + 24);
    let end = (start..limit).find(ends).unwrap_or(limit);
    let word = reading.word(start);
    let person = reading.kind(start) == TokenKind::Word && !word.ends_with("ing");
    (person && end > start).then_some(start..end)
}

/// Tells whether a verb with its object only says that somebody spoke: `made the remarks`.
pub(crate) fn is_speech(reading: &Reading, verb: usize, object: &Range<usize>) -> bool {
    let light = matches!(reading.word(verb), "made" | "gave" | "delivered" | "issued");
    light
        && object.clone().take(5).any(|at| {
            is_listed(
                "remark remarks comment comments statement statements announcement assertion claim",
                reading.word(at),
            )
        })
}

/// Tells whether `as` goes on with what stands before it: `such as`, `as well as`.
fn is_listing(reading: &Reading, at: usize) -> bool {
    let (before, next) = (reading.word(at.wrapping_sub(1)), reading.word(at + 1));
    reading.word(at) == "as"
        && (before == "such" || before == "well" || next == "well" && reading.word(at + 2) == "as")
}
