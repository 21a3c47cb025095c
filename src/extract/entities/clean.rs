//! Cleaning: a candidate as a mention shows it.
//!
//! Whoever finds names may take a title, an article or a possessive ending with them, or take for a name
//! what is a pronoun or an adjective. Here is decided what a mention is, for every finder alike.

use std::collections::HashSet;

use crate::extract::lists::{
    DEMONYMS, FIRST_NAMES, ORGANIZATIONS, PLACES, SURNAMES, TITLES, is_listed, lower,
};
use crate::extract::names::candidate::Candidate;
use crate::extract::names::run::{is_function_word, phrase, title_end, word_before};
use crate::extract::reading::Reading;
use crate::extract::token::TokenKind;
use crate::fact::EntityKind;

/// Returns the mentions among candidates, in the order of the text and without overlap.
pub(crate) fn clean(reading: &Reading, candidates: &[Candidate]) -> Vec<Candidate> {
    let mut kept: Vec<Candidate> = candidates
        .iter()
        .filter_map(|candidate| trimmed(reading, candidate.clone()))
        .filter(|candidate| !is_pronoun(reading, candidate))
        .filter(|candidate| !is_adjective(reading, candidate))
        .filter(|candidate| !is_pair(reading, candidate))
        .filter(|candidate| !is_office(reading, candidate))
        .collect();
    settle_surnames(reading, &mut kept);
    add_small_surnames(reading, &mut kept);
    kept.sort_by_key(|candidate| (candidate.tokens.start, std::cmp::Reverse(candidate.tokens.end)));
    let mut end = 0;
    kept.retain(|candidate| {
        let apart = candidate.tokens.start >= end;
        end = end.max(candidate.tokens.end);
        apart
    });
    kept
}

/// Takes a bare surname of somebody named in full for a person, whatever else it was taken for, unless a
/// list knows it as a place or a body.
fn settle_surnames(reading: &Reading, names: &mut [Candidate]) {
    let full = names.iter().filter(|name| name.kind == EntityKind::Person && name.tokens.len() > 1);
    let surnames: HashSet<&str> = full.map(|name| reading.word(name.tokens.end - 1)).collect();
    for name in names.iter_mut().filter(|name| name.tokens.len() == 1) {
        let word = reading.word(name.tokens.start);
        if surnames.contains(word) && !PLACES.contains(word) && !ORGANIZATIONS.contains(word) {
            name.kind = EntityKind::Person;
        }
    }
}

/// Adds the bare surnames that begin with a small letter, `al-Haddad`, of people named in full: finders look
/// for capitals.
fn add_small_surnames(reading: &Reading, names: &mut Vec<Candidate>) {
    let full = names.iter().filter(|name| name.kind == EntityKind::Person && name.tokens.len() > 1);
    let surnames: HashSet<&str> = full
        .map(|name| reading.word(name.tokens.end - 1))
        .filter(|word| word.contains('-') && word.starts_with(char::is_lowercase))
        .collect();
    if surnames.is_empty() {
        return;
    }
    let known: HashSet<usize> = names.iter().flat_map(|name| name.tokens.clone()).collect();
    let bare = (0..reading.tokens.len())
        .filter(|at| !known.contains(at) && surnames.contains(reading.word(*at)));
    names.extend(bare.map(|at| {
        Candidate::new(
            at..at + 1,
            EntityKind::Person,
            70,
            "a name that the text introduces elsewhere",
        )
    }));
}

fn trimmed(reading: &Reading, mut candidate: Candidate) -> Option<Candidate> {
    let tokens = &mut candidate.tokens;
    let ends = |at: usize| {
        reading.kind(at) == TokenKind::Possessive || matches!(reading.word(at), "," | ";" | ":")
    };
    while tokens.end > tokens.start && ends(tokens.end - 1) {
        tokens.end -= 1;
    }
    if tokens.len() > 1 && matches!(reading.word(tokens.start), "the" | "The" | "THE") {
        tokens.start += 1;
    }
    if candidate.kind == EntityKind::Person {
        while let Some(end) = title(reading, candidate.tokens.start, candidate.tokens.end) {
            candidate.tokens.start = end;
        }
    }
    (!candidate.tokens.is_empty()).then_some(candidate)
}

/// Returns the end of a title with which a name begins: `Prime Minister` of `Prime Minister Orr`.
fn title(reading: &Reading, start: usize, end: usize) -> Option<usize> {
    let title = title_end(reading, start, end)?;
    // `Dean Orr` may be called so; `Pope` alone is all there is.
    let given = title == start + 1 && FIRST_NAMES.contains(reading.word(start));
    let small = reading.word(start).starts_with(char::is_lowercase);
    let leads = title < end && reading.word(title).starts_with(char::is_alphabetic);
    (leads && (!given || small)).then_some(title)
}

/// Tells whether a candidate is a pronoun or another word that begins sentences: `He said` names
/// nobody called He, `Vice Premier He` does.
fn is_pronoun(reading: &Reading, candidate: &Candidate) -> bool {
    let start = candidate.tokens.start;
    let word = reading.word(start);
    if candidate.tokens.len() > 1 || !is_function_word(word) {
        return false;
    }
    let titled = start.checked_sub(1).is_some_and(|before| {
        reading.kind(before) == TokenKind::Word && title_end(reading, before, start).is_some()
    });
    let pronoun = is_listed("He She It We They You I His Her Me Him Us Them My Our Your", word);
    let opens =
        matches!(word_before(reading, start), "" | "." | "!" | "?" | "“" | "\"" | "‘" | ":")
            || starts_sentence(reading, start);
    !titled && (pronoun || opens)
}

fn starts_sentence(reading: &Reading, at: usize) -> bool {
    let Some(token) = reading.tokens.get(at) else { return false };
    reading.sentence_at(token.range.start()).is_some_and(|sentence| sentence.tokens.start == at)
}

/// Tells whether a candidate is only an adjective of a country: `Chinese`, `Russians`.
fn is_adjective(reading: &Reading, candidate: &Candidate) -> bool {
    let words = phrase(reading, &candidate.tokens);
    DEMONYMS.contains(&words)
        && candidate.kind != EntityKind::Person
        && !PLACES.contains(&words)
        && !ORGANIZATIONS.contains(&words)
}

/// Tells whether what was taken for a person is only an office: `the Earl`, `Shadow Home Secretary`.
fn is_office(reading: &Reading, candidate: &Candidate) -> bool {
    let tokens = &candidate.tokens;
    if candidate.kind != EntityKind::Person || FIRST_NAMES.contains(reading.word(tokens.start)) {
        return false;
    }
    let earliest = tokens.end.saturating_sub(3).max(tokens.start);
    (earliest..tokens.end).any(|at| {
        let surname = at + 1 == tokens.end && SURNAMES.contains(reading.word(at));
        let words = phrase(reading, &(at..tokens.end));
        !surname && TITLES.contains(&lower(&words))
    })
}

/// Tells whether a candidate is two countries with a hyphen between them, with nothing behind them that
/// names a body: `Hungary-South Korea`.
fn is_pair(reading: &Reading, candidate: &Candidate) -> bool {
    let words = phrase(reading, &candidate.tokens);
    let Some((first, rest)) = words.split_once(['-', '–']) else { return false };
    let country = |name: &str| PLACES.contains(name) || DEMONYMS.contains(name);
    if !country(first) {
        return false;
    }
    let second = rest.split(' ').next().unwrap_or_default();
    country(rest) || candidate.kind != EntityKind::Organization && country(second)
}
