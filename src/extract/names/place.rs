//! Places: by the list, by the words that mark them, by datelines and prepositions.

use crate::extract::lists::{FIRST_NAMES, ORGANIZATION_WORDS, PLACES, SURNAMES, is_listed};
use crate::extract::names::candidate::Candidate;
use crate::extract::names::run::{
    capital_end, is_demonym, is_function_word, is_thing_word, phrase, recased, word_before,
};
use crate::extract::reading::{Place as Role, Reading, Sentence};
use crate::extract::token::TokenKind;
use crate::fact::EntityKind::Place;

/// Words that end the name of a place.
const ENDS: &str = " Province Prefecture County District Region Oblast Krai State City Town Township Village Island \
    Islands Peninsula River Lake Sea Ocean Bay Gulf Strait Straits Channel Canal Valley Mountains Mountain Hills \
    Hill Peak Desert Forest Park Square Street Avenue Boulevard Road Lane Bridge Airport Port Harbor Harbour \
    Beach Coast Basin Plateau Delta Stadium Arena Tower Plaza Highway Governorate Territory Municipality Falls \
    Creek Reservoir Dam Glacier Volcano Quarter Heights Castle Palace Palace Station ";

/// Words that begin the name of a place.
const BEGINS: &str = " Lake Mount Mt. Cape Fort Port Gulf Strait Isle Rua Rue Puerto Saint St. San Santa Los Las El Ile Villa ";

/// Reads the dateline that opens a sentence and returns where to go on.
pub(crate) fn dateline(
    reading: &Reading,
    sentence: &Sentence,
    found: &mut Vec<Candidate>,
) -> usize {
    let start = sentence.tokens.start;
    if sentence.place != Role::Body {
        return start;
    }
    let mut end = start;
    while end < sentence.tokens.end
        && (reading.is_upper(end)
            || end > start && matches!(reading.word(end), "DE" | "OF" | "de" | "of"))
    {
        end += 1;
    }
    let opens = matches!(reading.word(end), "," | "(" | "—" | "–" | "--" | "-" | "/");
    let dash = (end..sentence.tokens.end.min(end + 16))
        .any(|at| matches!(reading.word(at), "—" | "–" | "--" | "-"));
    if end == start || end > start + 4 || !opens || !dash {
        return start;
    }
    found.push(Candidate::new(start..end, Place, 95, "the place of a dateline"));
    end
}

/// Reads the name of a place that starts at a token.
pub(crate) fn place(
    reading: &Reading,
    at: usize,
    limit: usize,
    heading: bool,
) -> Option<Candidate> {
    let listed = listed(reading, at, limit);
    let long = listed.is_some_and(|end| end > at + 1);
    if is_demonym(reading.word(at)) && !PLACES.contains(reading.word(at)) && !long {
        return None;
    }
    let run = capital_end(reading, at, limit);
    let marked = marked(reading, at, run).filter(|_| !heading);
    if let Some(end) = marked.filter(|end| listed.is_none_or(|listed| *end >= listed)) {
        return Some(Candidate::new(at..end, Place, 78, "a word that marks the name of a place"));
    }
    if let Some(end) = listed {
        let length = end - at;
        // Capitals that go on make another name: `Jordan Reyes`, `Paris Agreement`.
        let goes_on = end < run && !is_demonym(reading.word(end)) && length == 1;
        let person_like =
            FIRST_NAMES.contains(reading.word(at)) || SURNAMES.contains(reading.word(at));
        let thing = end < run && is_thing_word(reading.word(run - 1));
        if goes_on
            && !thing
            && (person_like || !ORGANIZATION_WORDS.contains(reading.word(end)))
            && SURNAMES.contains(reading.word(end))
        {
            return None;
        }
        let lower =
            reading.also_lower(reading.word(at)) && length == 1 && reading.word(at).len() > 2;
        if lower || thing && goes_on && end + 1 < run {
            return None;
        }
        return Some(Candidate::new(at..end, Place, 80, "a listed place"));
    }
    by_context(reading, at, run, limit, heading)
}

fn listed(reading: &Reading, at: usize, limit: usize) -> Option<usize> {
    if !reading.is_upper(at) && !PLACES.may_begin_with(reading.word(at)) {
        return None;
    }
    let longest = (at + 5).min(limit);
    (at + 1..=longest).rev().find(|end| {
        let closes = reading.is_capital(end - 1) || reading.kind(end - 1) == TokenKind::Possessive;
        if !closes {
            return false;
        }
        let words = phrase(reading, &(at..*end));
        PLACES.contains(&words)
            || (reading.is_upper(at) && words.len() > 3 && PLACES.contains(&recased(&words)))
    })
}

/// Returns the end of a run that a word marks as a place: `Zhejiang Province`, `Lake Turkana`.
fn marked(reading: &Reading, at: usize, run: usize) -> Option<usize> {
    let in_list = |list: &str, at: usize| is_listed(list, reading.word(at));
    if is_function_word(reading.word(at)) && !in_list(BEGINS, at) {
        return None;
    }
    if run > at + 1 && run <= at + 4 && in_list(BEGINS, at) && !is_thing_word(reading.word(run - 1))
    {
        return Some(run);
    }
    let end = (at + 1..run.min(at + 5)).rev().find(|at| in_list(ENDS, *at))?;
    let person = FIRST_NAMES.contains(reading.word(at))
        && SURNAMES.contains(reading.word(end))
        && end == at + 1;
    let bodily = ORGANIZATION_WORDS.contains(reading.word(run - 1)) && end < run - 1;
    (!person && !bodily).then_some(end + 1)
}

/// Reads an unlisted name that stands where places stand: `in Chanthaburi, Thailand`.
fn by_context(
    reading: &Reading,
    at: usize,
    run: usize,
    limit: usize,
    heading: bool,
) -> Option<Candidate> {
    if heading || run == at || run > at + 3 || is_function_word(reading.word(at)) {
        return None;
    }
    let last = reading.word(run - 1);
    if is_thing_word(last) || is_demonym(reading.word(at)) || reading.is_upper(at) {
        return None;
    }
    let before_country = reading.word(run) == "," && listed(reading, run + 1, limit).is_some();
    let introduced = is_listed(
        "in near at from outside around across of to northern southern eastern western \
central",
        word_before(reading, at),
    );
    let person = FIRST_NAMES.contains(reading.word(at)) || SURNAMES.contains(last);
    if before_country && (introduced || !person) {
        return Some(Candidate::new(at..run, Place, 70, "a name before a comma and a country"));
    }
    let named_as = at > 1
        && word_before(reading, at) == "of"
        && is_listed(
            "village town city island province district state states port region suburb \
governor mayor outskirts villages towns coast neighborhood neighbourhood",
            reading.word(at - 2),
        );
    let strong = named_as
        || matches!(
            word_before(reading, at),
            "in" | "near" | "outside" | "northern" | "southern" | "eastern" | "western" | "central"
        );
    let hedged = reading.also_lower(reading.word(at));
    (strong && !hedged && !person)
        .then(|| Candidate::new(at..run, Place, 50, "a name after “in” or “near”"))
}
