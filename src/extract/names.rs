//! Names: where people, organisations and places are named.
//!
//! The one step that a trained tagger would replace: it turns sentences into candidates with a
//! kind and a score, and leaves to the step of entities which of them are one.
//!
//! 1. Each sentence is read from left to right; at every capital the longest reading wins: a title
//!    with a name, a listed or marked organisation, a listed place, a person, what the context says.
//! 2. Names found once are found again where capitals say little: in headings, at the start of a
//!    sentence, as bare surnames.
//! 3. One form has one kind in one document: the one with the most weight.

pub(crate) mod candidate;
pub(crate) mod organization;
pub(crate) mod person;
pub(crate) mod place;
pub(crate) mod repeat;
pub(crate) mod run;

use crate::extract::names::candidate::Candidate;
use crate::extract::names::organization::organization;
use crate::extract::names::person::{credited, person, titled};
use crate::extract::names::place::{dateline, place};
use crate::extract::names::repeat::{settle_kinds, with_repeats};
use crate::extract::names::run::{is_opening_word, is_plain_capital};
use crate::extract::reading::{Reading, Sentence};
use crate::extract::times::FoundTime;

/// Finds all names, in order and without overlap.
pub(crate) fn names(reading: &Reading, times: &[FoundTime]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for sentence in &reading.sentences {
        let from = dateline(reading, sentence, &mut found);
        scan(reading, sentence, from, times, &mut found);
    }
    let found = with_repeats(reading, found);
    settle_kinds(reading, found)
}

fn scan(
    reading: &Reading,
    sentence: &Sentence,
    from: usize,
    times: &[FoundTime],
    found: &mut Vec<Candidate>,
) {
    let limit = sentence.tokens.end;
    let mut at = from;
    while at < limit {
        let first_time = times.partition_point(|time| time.tokens.end <= at);
        if let Some(time) = times.get(first_time).filter(|time| time.tokens.contains(&at)) {
            at = time.tokens.end;
            continue;
        }
        match candidate(reading, sentence, at) {
            Some(candidate) if candidate.tokens.end > at => {
                at = candidate.tokens.end;
                found.push(candidate);
            }
            _ => at += 1,
        }
    }
}

fn candidate(reading: &Reading, sentence: &Sentence, at: usize) -> Option<Candidate> {
    let heading = sentence.title_case;
    if let Some(found) = credited(reading, at, sentence.tokens.end) {
        return Some(found);
    }
    if let Some(found) = titled(reading, at, sentence.tokens.end, heading) {
        return Some(found);
    }
    let numbered = reading.kind(at) == crate::extract::token::TokenKind::Number;
    if !numbered && !is_plain_capital(reading, at) {
        return None;
    }
    let limit = sentence.tokens.end;
    let initial = at == sentence.tokens.start || starts_quotation(reading, at);
    let organization = organization(reading, at, limit, heading);
    if numbered {
        return organization;
    }
    let place = place(reading, at, limit, heading);
    let listed = match (organization, place) {
        (Some(organization), Some(place)) if place.tokens.end > organization.tokens.end => {
            Some(place)
        }
        (Some(organization), _) => Some(organization),
        (None, place) => place,
    };
    let opening = initial && is_opening_word(reading, at);
    if opening && listed.as_ref().is_none_or(|found| found.tokens.len() == 1) {
        return None;
    }
    let person = person(reading, at, limit, heading, initial);
    match (listed, person) {
        (Some(listed), Some(person))
            if person.tokens.end > listed.tokens.end && person.score > 60 =>
        {
            Some(person)
        }
        (Some(listed), _) => Some(listed),
        (None, person) => person,
    }
}

fn starts_quotation(reading: &Reading, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| matches!(reading.word(before), "“" | "\"" | "‘" | ":"))
}

#[cfg(test)]
mod tests;
