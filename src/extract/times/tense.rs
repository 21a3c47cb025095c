//! Whether a clause speaks of what was or of what will be, which decides which Monday is meant.
//!
//! The verb that stands nearest before a time in its clause decides, else the first one behind it:
//! `said Monday`, `will resume on Monday`, `On Monday he is to leave`. It must not know values.

use std::ops::Range;

use crate::extract::lists::lower;
use crate::extract::reading::Reading;
use crate::extract::token::TokenKind;

/// What a clause speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    /// Of what was.
    Past,
    /// Of what will be.
    Future,
    /// It does not say.
    Unknown,
}

/// How far a verb is looked for, in tokens.
const REACH: usize = 14;

/// Returns the tense around a time within its sentence.
pub(crate) fn tense(reading: &Reading, sentence: &Range<usize>, time: &Range<usize>) -> Tense {
    let first = time.start.saturating_sub(REACH).max(sentence.start);
    for at in (first..time.start).rev() {
        if ends_clause(reading, at) {
            break;
        }
        if let Some(tense) = verb(reading, at) {
            return tense;
        }
    }
    let last = (time.end + REACH).min(sentence.end);
    for at in time.end..last {
        if matches!(reading.word(at), "." | ";" | ":" | "who" | "which" | "that") {
            break;
        }
        if let Some(tense) = verb(reading, at) {
            return tense;
        }
    }
    Tense::Unknown
}

fn ends_clause(reading: &Reading, at: usize) -> bool {
    matches!(reading.word(at), "," | ";" | ":" | "." | "—" | "--" | "”" | "\"" | "and" | "but")
}

/// Returns the tense that a word gives its clause, if it is a verb that tells.
fn verb(reading: &Reading, at: usize) -> Option<Tense> {
    if reading.kind(at) != TokenKind::Word {
        return None;
    }
    let word = lower(reading.word(at));
    let next = || lower(reading.word(at + 1));
    match word.as_ref() {
        "will" | "shall" | "won't" | "would" | "upcoming" | "next" | "scheduled" | "slated"
        | "due" | "expected" | "planned" | "plans" | "plan" | "hopes" | "intends" | "deadline"
        | "until" | "forthcoming" | "tomorrow" | "they'll" | "we'll" | "i'll" | "he'll"
        | "she'll" | "it'll" => {
            // `will` may be a paper, and of what was expected nothing is left open by `until`.
            let lasted = word == "until" && has_past_before(reading, at);
            Some(if lasted { Tense::Past } else { Tense::Future })
        }
        "is" | "are" if matches!(next().as_ref(), "to" | "set" | "due" | "going" | "poised") => {
            Some(Tense::Future)
        }
        "is" | "are" | "am" if next().ends_with("ing") => Some(Tense::Future),
        "begins" | "starts" | "opens" | "meets" | "resumes" | "ends" | "closes" | "kicks"
        | "votes" | "faces" | "hosts" | "runs" | "arrives" | "takes" | "continues" | "expires"
        | "plays" | "goes" => Some(Tense::Future),
        "was" | "were" | "had" | "did" | "has" | "have" | "said" | "told" | "came" | "went"
        | "took" | "made" | "gave" | "got" | "found" | "met" | "won" | "lost" | "beat" | "held"
        | "left" | "fell" | "rose" | "hit" | "struck" | "saw" | "began" | "ran" | "spoke"
        | "wrote" | "sent" | "led" | "drew" | "broke" | "became" | "put" | "set" | "cut"
        | "shot" | "paid" | "sold" | "bought" | "brought" | "caught" | "fought" | "thought"
        | "taught" | "kept" | "grew" | "flew" | "knew" | "threw" | "drove" | "chose" | "died"
        | "swept" | "slept" | "stood" | "understood" | "built" | "spent" | "lent" | "shut"
        | "sank" | "swore" | "tore" | "bore" | "wore" | "woke" | "forbade" | "withdrew"
        | "undertook" | "overtook" | "read" | "heard" | "laid" | "lay" | "rode" | "sought"
        | "fled" | "ate" | "drank" | "sang" | "wasn't" | "weren't" | "didn't" | "hadn't"
        | "couldn't" | "last" | "yesterday" | "ago" => Some(Tense::Past),
        other => {
            let participle = other.len() > 4
                && other.ends_with("ed")
                && !other.ends_with("eed")
                && !matches!(other, "hundred" | "sacred" | "naked" | "wicked" | "united");
            (participle && reading.word(at).starts_with(char::is_lowercase)).then_some(Tense::Past)
        }
    }
}

/// Tells whether a verb in the past stands shortly before: `it lasted until Monday`.
fn has_past_before(reading: &Reading, at: usize) -> bool {
    (at.saturating_sub(4)..at).any(|at| {
        let word = reading.word(at);
        matches!(word, "was" | "were" | "had" | "did") || word.len() > 4 && word.ends_with("ed")
    })
}
