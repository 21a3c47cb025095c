//! What looks like a name and is none: two places in a compound, an office, a thing or an event.

use std::ops::Range;

use crate::extract::lists::{ORGANIZATIONS, PLACES, TITLES, lower};
use crate::extract::names::candidate::Candidate;
use crate::extract::names::run::{is_demonym, is_thing_word, phrase};
use crate::extract::names::tagger::listed::is_compound;
use crate::extract::reading::Reading;
use crate::fact::EntityKind;

/// Tells whether a candidate names nobody and nothing by itself.
pub(crate) fn is_no_name(reading: &Reading, name: &Candidate) -> bool {
    let tokens = &name.tokens;
    // `China-Russia` names two, and neither by itself.
    if tokens.len() == 1 && is_compound(reading.word(tokens.start)) {
        return true;
    }
    match name.kind {
        EntityKind::Organization => is_office(reading, tokens) || is_thing(reading, tokens),
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

/// Tells whether the word that heads a name of several is that of a thing: `War of the Roses`.
fn is_thing(reading: &Reading, tokens: &Range<usize>) -> bool {
    let joint =
        tokens.clone().find(|at| matches!(reading.word(*at), "of" | "for" | "on" | "against"));
    let head = joint.unwrap_or(tokens.end).saturating_sub(1);
    if tokens.len() < 3 || head <= tokens.start || !is_thing_word(reading.word(head)) {
        return false;
    }
    let words = phrase(reading, tokens);
    !ORGANIZATIONS.contains(&words) && !PLACES.contains(&words)
}
