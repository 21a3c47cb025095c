//! Organisations: by the list, by the words that head or end their names, by their acronyms.

use crate::extract::lists::{
    DEMONYMS, FIRST_NAMES, ORGANIZATION_WORDS, ORGANIZATIONS, PLACES, SURNAMES, is_listed,
};
use crate::extract::names::candidate::Candidate;
use crate::extract::names::run::{
    capital_end, is_demonym, is_function_word, is_opening_word, is_plain_acronym, is_thing_word,
    phrase, title_end, word_before,
};
use crate::extract::number::ordinal;
use crate::extract::reading::Reading;
use crate::extract::token::TokenKind;
use crate::fact::EntityKind::Organization;

/// The most tokens of a listed name.
const LONGEST: usize = 8;

/// Bodies whose names go on with a list: `Ministry of Business, Innovation and Employment`.
const TAKES_LIST: &str = " Ministry Department Dept. Commission Committee Institute Office Center Centre Agency \
    Academy Association Council Bureau Administration Authority Board Directorate School Faculty Union \
    Organization Organisation Federation Fund Secretariat Service Court ";

/// Reads the name of an organisation that starts at a token.
pub(crate) fn organization(
    reading: &Reading,
    at: usize,
    limit: usize,
    heading: bool,
) -> Option<Candidate> {
    if reading.kind(at) == TokenKind::Number {
        let number = ordinal(reading, at).filter(|number| number.digits)?;
        let found = marked(reading, number.end, limit)?;
        return Some(Candidate { tokens: at..found.tokens.end, ..found });
    }
    let listed = listed(reading, at, limit, heading);
    let marked = if heading { None } else { marked(reading, at, limit) };
    match (listed, marked) {
        (Some(listed), Some(marked)) if marked.tokens.end > listed.tokens.end => Some(marked),
        (Some(listed), _) => Some(listed),
        (None, Some(marked)) => Some(marked),
        (None, None) => acronym(reading, at, heading),
    }
}

fn listed(reading: &Reading, at: usize, limit: usize, heading: bool) -> Option<Candidate> {
    if !ORGANIZATIONS.may_begin_with(reading.word(at)) {
        return None;
    }
    let longest = (at + LONGEST).min(limit);
    let end = (at + 1..=longest).rev().find(|end| {
        let last = end - 1;
        let closes = reading.is_capital(last)
            || matches!(reading.kind(last), TokenKind::Number | TokenKind::Possessive);
        closes && ORGANIZATIONS.contains(&phrase(reading, &(at..*end)))
    })?;
    if end == at + 1 && !stands_alone(reading, at, heading) {
        return None;
    }
    // A name that goes on in capitals is another name: `Paris Saint-Germain Academy`.
    Some(Candidate::new(
        at..end,
        Organization,
        if end > at + 1 { 90 } else { 75 },
        "a listed organisation",
    ))
}

/// Tells whether a listed single word names the organisation here: an acronym does, a common word or
/// a surname only where the context says so.
fn stands_alone(reading: &Reading, at: usize, heading: bool) -> bool {
    let word = reading.word(at);
    if is_demonym(word)
        || is_function_word(word)
        || PLACES.contains(word) && word != "EU" && word != "UN"
    {
        return false;
    }
    if reading.is_upper(at) || word.contains(|ch: char| ch.is_ascii_digit()) {
        return !is_plain_acronym(word);
    }
    let person = FIRST_NAMES.contains(word) || SURNAMES.contains(word);
    let next_capital = reading.is_capital(at + 1);
    !heading
        && !person
        && !next_capital
        && !reading.also_lower(word)
        && !ORGANIZATION_WORDS.contains(word)
        || (is_listed(
            "Xinhua Reuters Bloomberg Congress Parliament Senate Kremlin Pentagon Interpol \
Hamas Hezbollah Taliban",
            word,
        ))
}

/// Reads a name with a word that marks it: `Shanghai Cooperation Organization`, `Ministry of Health`.
fn marked(reading: &Reading, at: usize, limit: usize) -> Option<Candidate> {
    if !reading.is_capital(at) || is_function_word(reading.word(at)) && reading.word(at) != "New" {
        return None;
    }
    let mut end = with_joints(reading, at, limit);
    // The name ends with its last marking word, or goes on behind it with `of`.
    let mark = (at..end).rev().find(|at| ORGANIZATION_WORDS.contains(reading.word(*at)))?;
    let thing = (mark + 1..end).any(|at| is_thing_word(reading.word(at)));
    if thing {
        return None;
    }
    let heads = mark == at;
    if !heads {
        end = mark + 1;
    }
    let core_end = end;
    while let Some(next) = continuation(reading, mark, end, limit) {
        end = next;
    }
    let generic = heads && end == core_end && core_end == at + 1;
    let demonym_only = mark == at + 1 && end == core_end && (DEMONYMS.contains(reading.word(at)));
    let weak = demonym_only
        && matches!(
            reading.word(mark),
            "Party" | "Group" | "Union" | "Service" | "Force" | "Forces" | "Club" | "Team"
        );
    if generic || weak || heads && end == core_end && !is_head(reading.word(at)) {
        return None;
    }
    if at + 1 == mark
        && end == core_end
        && is_opening_word(reading, at)
        && word_before(reading, at).is_empty()
    {
        return None;
    }
    Some(Candidate::new(at..end, Organization, 75, "a word that marks the name of an organisation"))
}

/// Returns the end of a capitalised run, with possessives and `&` between its words.
fn with_joints(reading: &Reading, at: usize, limit: usize) -> usize {
    let mut end = capital_end(reading, at, limit);
    while end > at
        && end + 1 < limit
        && (reading.kind(end) == TokenKind::Possessive || reading.word(end) == "&")
        && reading.is_capital(end + 1)
    {
        let rest = capital_end(reading, end + 1, limit);
        let marked = (end + 1..rest).any(|at| ORGANIZATION_WORDS.contains(reading.word(at)));
        let owner = reading.word(end - 1);
        let apart = end == at + 1
            && reading.kind(end) == TokenKind::Possessive
            && (PLACES.contains(owner) || ORGANIZATIONS.contains(owner));
        if apart || !marked || title_end(reading, end + 1, rest).is_some() {
            break;
        }
        end = rest;
    }
    end
}

/// Returns the end of what goes on with `of`, `for`, `on` or, after some bodies, with a list.
fn continuation(reading: &Reading, mark: usize, end: usize, limit: usize) -> Option<usize> {
    let takes_list = is_listed(TAKES_LIST, reading.word(mark));
    let joint = reading.word(end);
    let in_list = end > mark + 1 && takes_list;
    let start = match joint {
        "of" | "for" => end + 1 + usize::from(reading.word(end + 1) == "the"),
        "on" | "against" if takes_list => end + 1,
        "and" | "&" if in_list => end + 1,
        "," if in_list && list_goes_on(reading, end, limit) => end + 1,
        "," if in_list && reading.word(end + 1) == "and" => end + 2,
        _ => return None,
    };
    let capital =
        start < limit && reading.is_capital(start) && !is_function_word(reading.word(start));
    // `the Ministry of Defence and Prime Minister Orr`: a title begins something else.
    if !capital || title_end(reading, start, limit).is_some_and(|end| reading.is_capital(end)) {
        return None;
    }
    let next = capital_end(reading, start, limit);
    let another = (start..next).any(|at| is_listed(TAKES_LIST, reading.word(at)));
    let listed_apart = joint == "and" && (another || PLACES.contains(reading.word(start)));
    (!listed_apart).then_some(next)
}

/// Tells whether a comma inside a name is followed by another part and an `and`.
fn list_goes_on(reading: &Reading, comma: usize, limit: usize) -> bool {
    let next = capital_end(reading, comma + 1, limit);
    next > comma + 1
        && next <= comma + 3
        && !PLACES.contains(reading.word(comma + 1))
        && (reading.word(next) == "and"
            || reading.word(next) == "," && reading.word(next + 1) == "and")
        && reading.is_capital(next + 1 + usize::from(reading.word(next) == ","))
}

fn is_head(word: &str) -> bool {
    matches!(word, "Bank" | "University" | "Banco" | "Grupo" | "Club" | "Union" | "Team")
}

fn acronym(reading: &Reading, at: usize, heading: bool) -> Option<Candidate> {
    let word = reading.word(at);
    let letters = word.chars().filter(char::is_ascii_uppercase).count();
    let fits = reading.is_upper(at)
        && (2..=6).contains(&letters)
        && word.is_ascii()
        && !word.contains('.');
    let shouted = reading.is_upper(at + 1) && reading.is_upper(at + 2);
    if !fits
        || heading
        || shouted
        || is_plain_acronym(word)
        || PLACES.contains(word)
        || SURNAMES.contains(word)
    {
        return None;
    }
    Some(Candidate::new(at..at + 1, Organization, 55, "an acronym"))
}
