//! Names found again: once a name is known, its later forms need no other evidence.

use std::collections::HashMap;

use crate::extract::lists::SURNAMES;
use crate::extract::names::candidate::Candidate;
use crate::extract::names::run::{is_function_word, phrase, recased};
use crate::extract::reading::Reading;
use crate::extract::token::TokenKind;
use crate::fact::EntityKind;

/// Adds the unmarked repeats of names: the same words again, bare surnames, acronyms.
pub(crate) fn with_repeats(reading: &Reading, mut found: Vec<Candidate>) -> Vec<Candidate> {
    let known = known_forms(reading, &found);
    let mut taken = vec![false; reading.tokens.len()];
    for candidate in &found {
        for at in candidate.tokens.clone() {
            taken[at] = true;
        }
    }
    for sentence in &reading.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let Some((length, kind)) =
                longest_known(reading, &known, at, sentence.tokens.end, &taken)
            else {
                at += 1;
                continue;
            };
            let tokens = at..at + length;
            at = tokens.end;
            found.push(Candidate::new(
                tokens,
                kind,
                70,
                "a name that the text introduces elsewhere",
            ));
        }
    }
    found.sort_by_key(|candidate| candidate.tokens.start);
    found
}

/// Gives every form the kind that has the most weight in the document; who has a title keeps theirs.
pub(crate) fn settle_kinds(reading: &Reading, mut found: Vec<Candidate>) -> Vec<Candidate> {
    let mut weights: HashMap<String, HashMap<EntityKind, u32>> = HashMap::new();
    for candidate in &found {
        let weight = u32::from(candidate.score.saturating_sub(35));
        let form = recased(&phrase(reading, &candidate.tokens));
        *weights.entry(form).or_default().entry(candidate.kind).or_default() += weight;
    }
    for candidate in &mut found {
        let form = recased(&phrase(reading, &candidate.tokens));
        let Some(kinds) = weights.get(&form).filter(|kinds| kinds.len() > 1) else { continue };
        let own = kinds.get(&candidate.kind).copied().unwrap_or(0);
        let best = kinds.iter().max_by_key(|(kind, weight)| (**weight, std::cmp::Reverse(**kind)));
        if let Some((kind, weight)) = best
            && *weight > own
            && candidate.role.is_none()
        {
            candidate.kind = *kind;
        }
    }
    found
}

fn known_forms(reading: &Reading, found: &[Candidate]) -> HashMap<String, (usize, EntityKind)> {
    let mut known = HashMap::new();
    for candidate in found {
        let words = phrase(reading, &candidate.tokens);
        let length = candidate.tokens.len();
        let long = length > 1 || words.chars().count() > 3;
        if candidate.score >= 60 && long {
            known.entry(words.clone().into_owned()).or_insert((length, candidate.kind));
        }
        if candidate.kind == EntityKind::Person && length > 1 && candidate.score >= 50 {
            let last = reading.word(candidate.tokens.end - 1);
            let first = reading.word(candidate.tokens.start);
            let mut alias = |word: &str| {
                let usable =
                    word.chars().count() > 1 && !word.ends_with('.') && !is_function_word(word);
                if usable {
                    known.entry(word.to_owned()).or_insert((1, EntityKind::Person));
                }
            };
            alias(last);
            if SURNAMES.contains(first) && length <= 3 {
                alias(first);
            }
        }
    }
    known
}

fn longest_known(
    reading: &Reading,
    known: &HashMap<String, (usize, EntityKind)>,
    at: usize,
    limit: usize,
    taken: &[bool],
) -> Option<(usize, EntityKind)> {
    if !reading.is_capital(at) || taken[at] {
        return None;
    }
    for length in (1..=5_usize).rev() {
        let span = at..at + length;
        if span.end > limit || taken[span.clone()].iter().any(|taken| *taken) {
            continue;
        }
        let words = phrase(reading, &span);
        let hit = known.get(words.as_ref()).or_else(|| {
            (reading.is_upper(at) && words.len() > 3).then(|| known.get(&recased(&words))).flatten()
        });
        let Some((expected, kind)) = hit else { continue };
        // Inside a longer run of capitals a single word is part of something else.
        let inside = length == 1 && !is_heading(reading, at) && is_inside_run(reading, at, taken);
        if *expected == length && !inside {
            return Some((length, *kind));
        }
    }
    None
}

/// Tells whether a single word has free capitals, or digits that touch it, beside it.
fn is_inside_run(reading: &Reading, at: usize, taken: &[bool]) -> bool {
    let free = |at: usize| reading.is_capital(at) && taken.get(at).is_some_and(|taken| !taken);
    let before =
        at.checked_sub(1).is_some_and(|at| free(at) && !is_function_word(reading.word(at)));
    let numbered = reading.kind(at + 1) == TokenKind::Number && reading.touches_next(at);
    before || free(at + 1) || numbered
}

fn is_heading(reading: &Reading, at: usize) -> bool {
    reading
        .tokens
        .get(at)
        .and_then(|token| reading.sentence_at(token.range.start()))
        .is_some_and(|sentence| sentence.title_case)
}
