//! People: by a title before the name, by listed given and family names, by what people do.

use std::ops::Range;

use crate::extract::lists::{
    FIRST_NAMES, ORGANIZATION_WORDS, ORGANIZATIONS, PLACES, SPEECH_VERBS, SURNAMES, TITLES,
    is_listed, lower,
};
use crate::extract::names::candidate::Candidate;
use crate::extract::names::run::{
    is_demonym, is_function_word, is_particle, is_plain_acronym, is_plain_capital, is_thing_word,
    phrase, title_end, word_before,
};
use crate::extract::reading::Reading;
use crate::extract::times::calendar::month;
use crate::extract::token::TokenKind;
use crate::fact::EntityKind::{Organization, Person};

/// Reads a title with the name of a person behind it.
pub(crate) fn titled(
    reading: &Reading,
    at: usize,
    limit: usize,
    heading: bool,
) -> Option<Candidate> {
    // A title needs a name behind it, and most words have none near.
    if !(at + 1..(at + 7).min(limit)).any(|at| reading.is_capital(at)) {
        return None;
    }
    let mut title = title_end(reading, at, limit)?;
    let capital_title = reading.is_capital(at);
    let mut start = title;
    let mut end = name_end(reading, start, limit, true);
    // `spokesperson Col. Renata Oye`, `Deputy Defense Minister Rasa Jank`: titles in a row.
    while let Some(next) = next_title(reading, start, end, limit) {
        title = next;
        start = next;
        end = name_end(reading, start, limit, true);
    }
    if end == start {
        return None;
    }
    let first = reading.word(start);
    // `Justice Department`, `General Assembly`: the title is part of another name.
    if ORGANIZATION_WORDS.contains(reading.word(end - 1))
        && !SURNAMES.contains(reading.word(end - 1))
        || reading.word(start).ends_with('s') && TITLES.contains(lower(first).trim_end_matches('s'))
    {
        return None;
    }
    let listed_elsewhere = (PLACES.contains(first)
        || is_demonym(first)
        || is_plain_acronym(first)
        || ORGANIZATIONS.contains(&phrase(reading, &(start..end))))
        && !FIRST_NAMES.contains(first)
        && !SURNAMES.contains(first);
    let lone = end == start + 1;
    let weak_title = !capital_title && lone && !SURNAMES.contains(first);
    if listed_elsewhere
        || weak_title
        || heading && lone
        || reading.is_upper(start) && lone && first.len() < 6
    {
        return None;
    }
    let role = role_start(reading, at)..title;
    Some(Candidate {
        tokens: start..end,
        kind: Person,
        score: 92,
        rule: "a title before a capitalised name",
        role: Some(role),
    })
}

/// Returns the end of a further title that begins where a name would begin, or right behind it.
fn next_title(reading: &Reading, start: usize, end: usize, limit: usize) -> Option<usize> {
    let leads_on = |after: &usize| *after < limit && reading.is_capital(*after);
    let doubled = title_end(reading, start, limit)
        .filter(|_| reading.is_capital(start) || !reading.word(start).is_empty())
        .filter(leads_on);
    let behind = || {
        title_end(reading, end, limit)
            .filter(|_| end > start && reading.is_capital(end))
            .filter(leads_on)
    };
    doubled.or_else(behind)
}

/// Tells whether a word, or the first part of a compound, is a listed given name.
fn is_given(word: &str) -> bool {
    FIRST_NAMES.contains(word)
        || word.split('-').next().is_some_and(|first| first != word && FIRST_NAMES.contains(first))
}

/// Tells whether a word, or a part of a compound, is a listed family name.
fn is_family(word: &str) -> bool {
    SURNAMES.contains(word)
        || word.contains('-') && word.split('-').any(|part| SURNAMES.contains(part))
}

/// Reads the name of a person without a title.
pub(crate) fn person(
    reading: &Reading,
    at: usize,
    limit: usize,
    heading: bool,
    initial: bool,
) -> Option<Candidate> {
    let first = reading.word(at);
    if is_function_word(first) && !SURNAMES.contains(first) || is_demonym(first) {
        return None;
    }
    let end = name_end(reading, at, limit, false);
    let length = end.saturating_sub(at);
    if length == 0 || length > 5 {
        return None;
    }
    let tokens = at..end;
    if tokens.clone().any(|at| is_thing_word(reading.word(at))) {
        return None;
    }
    if length == 1 {
        return single(reading, at, heading, initial);
    }
    if is_office(reading, &tokens) {
        return None;
    }
    let given = is_given(first) || first.ends_with('.');
    let family = is_family(reading.word(end - 1));
    let after_article = word_before(reading, at).eq_ignore_ascii_case("the");
    // Names of East Asia have the family name first.
    let eastern = SURNAMES.contains(first);
    let (score, rule) = match (given, family, eastern) {
        (true, true, _) => (92, "a listed given name and a listed family name"),
        (true, false, _) => (82, "a listed given name before a capitalised word"),
        (false, true, _) => (74, "a capitalised word before a listed family name"),
        (false, false, true) if length <= 3 => {
            (68, "a listed family name before a capitalised word")
        }
        _ if speaks(reading, &tokens) => (78, "somebody who speaks"),
        _ if has_age(reading, end) => (85, "an age behind a name"),
        _ if is_described(reading, end, limit) => (66, "a description behind a name"),
        _ if !initial
            && !tokens.clone().any(|at| reading.also_lower(reading.word(at)))
            && !reading.is_upper(at) =>
        {
            (52, "capitalised words that are listed nowhere")
        }
        _ if initial
            && acts(reading, end)
            && !tokens.clone().any(|at| {
                reading.also_lower(reading.word(at)) || is_function_word(reading.word(at))
            })
            && !reading.is_upper(at) =>
        {
            (52, "capitalised words that act at the start of a sentence")
        }
        _ => return None,
    };
    // `the Great Northern War`, `the Fourth Plenary Session`: the capitals name the thing behind them.
    if score < 75 && is_plain_capital(reading, end) && is_thing_word(reading.word(end)) {
        return None;
    }
    // Nobody is called `the Vanua Pati`: a body of two and more words is.
    if after_article && score < 90 {
        let body = !heading && score < 75;
        return body
            .then(|| Candidate::new(tokens, Organization, 50, "capitalised words behind “the”"));
    }
    if PLACES.contains(reading.word(end - 1)) && score < 75 {
        return None;
    }
    if heading && score < 90 {
        return None;
    }
    let elsewhere = tokens.clone().all(|at| reading.also_lower(reading.word(at))) && score < 90;
    (!elsewhere).then(|| Candidate::new(tokens, Person, score, rule))
}

/// Reads the one who made a picture: `(Reuters/Ana Ruiz)`, `(AP Photo/Olof Berg)`.
pub(crate) fn credited(reading: &Reading, at: usize, limit: usize) -> Option<Candidate> {
    if word_before(reading, at) != "/" || !is_plain_capital(reading, at) {
        return None;
    }
    let end = name_end(reading, at, limit, true);
    let publisher = at.checked_sub(2).filter(|before| reading.is_capital(*before))?;
    let opens = (publisher.saturating_sub(3)..publisher).any(|at| reading.word(at) == "(");
    let named = (at + 2..=at + 4).contains(&end) && reading.word(end) == ")";
    (opens && named)
        .then(|| Candidate::new(at..end, Person, 88, "a name behind that of a publisher"))
}

/// Tells whether capitals only name an office, in the singular or plural: `Prime Ministers`.
fn is_office(reading: &Reading, tokens: &Range<usize>) -> bool {
    let words = phrase(reading, tokens);
    let words = lower(&words);
    TITLES.contains(&words) || words.strip_suffix('s').is_some_and(|one| TITLES.contains(one))
}

fn single(reading: &Reading, at: usize, heading: bool, initial: bool) -> Option<Candidate> {
    let word = reading.word(at);
    let plain = heading
        || reading.is_upper(at)
        || is_function_word(word)
        || reading.also_lower(word)
        || word.chars().count() < 2;
    let speaks = speaks(reading, &(at..at + 1));
    if plain || PLACES.contains(word) || !speaks {
        return None;
    }
    let listed = SURNAMES.contains(word) || FIRST_NAMES.contains(word);
    (listed || !initial).then(|| {
        Candidate::new(
            at..at + 1,
            Person,
            if listed { 65 } else { 48 },
            "a single name that speaks",
        )
    })
}

/// Returns the end of a personal name: capitals, initials, and particles between them.
fn name_end(reading: &Reading, at: usize, limit: usize, titled: bool) -> usize {
    let mut end = at;
    while end < limit {
        let word = reading.word(end);
        let goes_on = end > at
            && reading.kind(end) == TokenKind::Word
            && is_particle(word)
            && particle_leads_on(reading, end, limit);
        if goes_on {
            end += 1;
            continue;
        }
        if end > at && starts_with_article(word) && reading.is_capital(at) {
            end += 1;
            continue;
        }
        // `Shazia Kerr KC`: letters behind a name are an honour.
        if end > at + 1 && reading.is_upper(end) && !reading.is_upper(at) {
            break;
        }
        let function = is_function_word(word)
            && !(titled && end == at && SURNAMES.contains(word))
            && !(end > at && SURNAMES.contains(word) && !reading.also_lower(word));
        let function = function && !(end == at && SURNAMES.contains(word));
        if !is_plain_capital(reading, end)
            || function
            || is_demonym(word)
            || is_thing_word(word) && !titled
        {
            break;
        }
        if end > at
            && (ORGANIZATION_WORDS.contains(word)
                && !SURNAMES.contains(word)
                && !FIRST_NAMES.contains(word)
                || month(word).is_some())
        {
            break;
        }
        if end > at
            && title_end(reading, end, limit)
                .is_some_and(|after| reading.is_capital(after) && after < limit)
            && !SURNAMES.contains(word)
        {
            break;
        }
        if titled && is_thing_word(word) {
            break;
        }
        end += 1;
        if end - at == 5 {
            break;
        }
    }
    // A particle never ends a name.
    while end > at && is_particle(reading.word(end - 1)) {
        end -= 1;
    }
    end
}

/// Tells whether a word begins with an article that belongs to a name: `al-Fayez`, `d'Orey`.
fn starts_with_article(word: &str) -> bool {
    ["al-", "el-", "d'", "d’", "t'", "t’"].iter().any(|article| {
        word.strip_prefix(article).is_some_and(|rest| rest.starts_with(char::is_uppercase))
    })
}

fn particle_leads_on(reading: &Reading, at: usize, limit: usize) -> bool {
    let next =
        at + 1 + usize::from(is_particle(reading.word(at + 1)) || reading.word(at + 1) == "la");
    next < limit
        && (reading.is_capital(at + 1) || reading.is_capital(next))
        && !matches!(reading.word(at), "y" | "e")
}

/// Returns where a title begins, with the nationality or the body before it: `Russian Prime Minister`.
fn role_start(reading: &Reading, title: usize) -> usize {
    let mut start = title;
    while start > 0 {
        let before = start - 1;
        let word = reading.word(before);
        let belongs = is_demonym(word)
            || is_listed(
                "former acting deputy outgoing interim senior chief U.S. then Deputy Acting \
Former First",
                word,
            );
        let joined = reading.tokens.get(before).is_some_and(|token| token.kind == TokenKind::Word);
        if !belongs || !joined {
            break;
        }
        start = before;
    }
    start
}

/// Tells whether a verb of speech stands beside a name.
fn speaks(reading: &Reading, name: &Range<usize>) -> bool {
    let verb = |at: usize| {
        reading.word(at).starts_with(char::is_lowercase) && SPEECH_VERBS.contains(reading.word(at))
    };
    let before = name.start.checked_sub(1).is_some_and(|at| {
        verb(at) && matches!(reading.word(at), "said" | "says" | "added" | "told")
    });
    let comma = reading.word(name.end) == ",";
    verb(name.end)
        || before
        || comma && verb(name.end + 1) && word_before(reading, name.start) != "in"
}

/// Tells whether a verb that people do stands behind a name.
fn acts(reading: &Reading, end: usize) -> bool {
    let word = reading.word(end);
    is_listed("had has was is will won made took scored lost led and", word)
        || word.ends_with("ed") && word.len() > 4
}

/// Tells whether `, 45,` stands behind a name.
fn has_age(reading: &Reading, end: usize) -> bool {
    let age = reading.word(end + 1).parse::<u8>().is_ok_and(|age| (5..110).contains(&age));
    reading.word(end) == "," && age && matches!(reading.word(end + 2), "," | "." | ";")
}

/// Tells whether `, a retired nurse` or `, who` or `, spokesman` stands behind a name.
fn is_described(reading: &Reading, end: usize, limit: usize) -> bool {
    let next = reading.word(end + 1);
    let described = is_listed("who a an whose the once of also now", next)
        || title_end(reading, end + 1, limit).is_some();
    (reading.word(end) == "," && described) || matches!(reading.word(end), "who" | "whose")
}
