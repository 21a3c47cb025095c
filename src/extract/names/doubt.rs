//! What looks like a name and is none: two places in a compound, an office, a thing or an event.

use std::ops::Range;

use crate::extract::lists::{FIRST_NAMES, ORGANIZATIONS, PLACES, TITLES, is_listed, lower};
use crate::extract::names::candidate::Candidate;
use crate::extract::names::run::{is_demonym, is_thing_word, phrase};
use crate::extract::names::tagger::listed::is_compound;
use crate::extract::number::{ordinal_word, small_number};
use crate::extract::reading::Reading;
use crate::extract::token::TokenKind;
use crate::fact::EntityKind;

/// Words that head the name of a thing, beside those of which the tagger knows.
const OTHER_THINGS: &str = " Season Seasons Plan Plans ";

/// Short forms of things that are no bodies.
const MEDIA: &str = " DVD DVDs VOD CD CDs PC PCs PDF TV TVs URL HTML FAQ ";

/// Tells whether a candidate names nobody and nothing by itself; what stands in a list of bodies is one,
/// even if its last word is that of a thing.
pub(crate) fn is_no_name(reading: &Reading, name: &Candidate, listed: bool) -> bool {
    let tokens = &name.tokens;
    if is_torn(reading, tokens) || reading.is_foreign() && !is_known_abroad(reading, name) {
        return true;
    }
    // `China-Russia` names two, and neither by itself.
    if tokens.len() == 1 && is_compound(reading.word(tokens.start)) {
        return true;
    }
    match name.kind {
        EntityKind::Organization => {
            is_office(reading, tokens)
                || !listed && is_thing(reading, tokens)
                || is_counted_thing(reading, tokens)
                || is_listed(MEDIA, &phrase(reading, tokens))
        }
        EntityKind::Person => is_office(reading, tokens),
        EntityKind::Place => false,
    }
}

/// Tells whether words only say an office, in the singular or plural: `Russian Prime Ministers`.
fn is_office(reading: &Reading, tokens: &Range<usize>) -> bool {
    let start = tokens.clone().find(|at| !is_demonym(reading.word(*at))).unwrap_or(tokens.start);
    if tokens.end - start < 2 {
        return false;
    }
    let words = phrase(reading, &(start..tokens.end));
    let words = lower(&words);
    TITLES.contains(&words) || words.strip_suffix('s').is_some_and(|one| TITLES.contains(one))
}

/// Tells whether what holds a comma before a number or a sign of equality, `Green, 1 Red`, is a list and no
/// name.
fn is_torn(reading: &Reading, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|at| match reading.word(at) {
        "," => at + 1 < tokens.end && reading.kind(at + 1) == TokenKind::Number,
        word => matches!(word, "=" | "|" | "→" | "•"),
    })
}

/// Tells whether a name in a text of another language is known to a list, or begins with a given name and is
/// no phrase: a language may write all nouns with capitals.
fn is_known_abroad(reading: &Reading, name: &Candidate) -> bool {
    let words = phrase(reading, &name.tokens);
    let capitals = name.tokens.clone().all(|at| reading.is_capital(at));
    match name.kind {
        EntityKind::Person => {
            capitals
                && (2..=3).contains(&name.tokens.len())
                && FIRST_NAMES.contains(reading.word(name.tokens.start))
        }
        EntityKind::Place => words.chars().count() > 4 && PLACES.contains(&words),
        EntityKind::Organization => {
            let one = name.tokens.len() == 1;
            ORGANIZATIONS.contains(&words) && (!one || reading.is_upper(name.tokens.start))
        }
    }
}

/// Tells whether a thing is only told from others of its sort by a number: `Five-Year Plan`.
fn is_counted_thing(reading: &Reading, tokens: &Range<usize>) -> bool {
    let head = tokens.end - 1;
    let thing = |word| is_thing_word(word) || is_listed(OTHER_THINGS, word);
    let number = |at: usize| {
        let word = lower(reading.word(at));
        let first = word.split('-').next().unwrap_or_default();
        reading.kind(at) == TokenKind::Number
            || small_number(first).is_some()
            || ordinal_word(&word).is_some()
    };
    tokens.len() > 1 && thing(reading.word(head)) && (tokens.start..head).all(number)
}

/// Tells whether the word that heads a name of several is that of a thing: `War of the Roses`.
fn is_thing(reading: &Reading, tokens: &Range<usize>) -> bool {
    let joint =
        tokens.clone().find(|at| matches!(reading.word(*at), "of" | "for" | "on" | "against"));
    let head = joint.unwrap_or(tokens.end).saturating_sub(1);
    if tokens.len() < 3 || head <= tokens.start {
        return false;
    }
    let word = reading.word(head);
    if !is_thing_word(word) && !is_listed(OTHER_THINGS, word) {
        return false;
    }
    let words = phrase(reading, tokens);
    !ORGANIZATIONS.contains(&words) && !PLACES.contains(&words)
}
