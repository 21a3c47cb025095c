//! Organisations: legal endings, acronyms, and the short forms by which a text goes on to call them.

use crate::extract::entities::form::Form;
use crate::extract::lists::{DEMONYMS, ORGANIZATION_WORDS, ORGANIZATIONS, PLACES, is_listed};
use crate::extract::names::candidate::Candidate;
use crate::extract::names::run::phrase;
use crate::extract::reading::Reading;
use crate::extract::token::TokenKind;
use crate::fact::key::folded;

/// Endings that say how a company is owned.
const OWNERSHIP: &str = " inc corp co ltd llc plc ag sa se nv spa gmbh ab asa oyj limited incorporated \
    corporation company cos pty sas bv kgaa bhd berhad lp llp group holdings holding ";

/// Small words within names, which count in some acronyms and not in others.
const SMALL: &str = " of the for and on in de des du la le et y e del do da und ";

/// Returns the forms of the name of an organisation.
pub(crate) fn form(reading: &Reading, name: &Candidate, words: Vec<String>) -> Form {
    let mut form = Form::of_length(words.len());
    let written = phrase(reading, &name.tokens);
    let words = plain(words);
    let whole = words.join(" ");
    form.asked.push(whole.clone());
    form.exact.push(whole.clone());
    form.exact.push(turned(&words));
    if let Some(full) = expansion(&written) {
        form.asked.push(full.clone());
        // One word may stand for several bodies; what the text itself introduces goes first.
        if words.len() > 1 {
            form.exact.push(full);
        }
    }
    if let Some(bracketed) = bracketed(reading, name) {
        form.short.push((0, bracketed));
    }
    if words.len() < 2 {
        return form;
    }
    form.short.extend(acronyms(&words).map(|letters| (1, letters)));
    form.short.extend(beginnings(reading, name, &words).map(|words| (2, words)));
    if let Some((rank, rest)) = without_country(reading, name, &words) {
        // `Supreme Court` of `Italian Supreme Court of Cassation`.
        let head = rest.split_once(" of ").map(|(head, _)| head.to_owned());
        form.short.extend(head.map(|head| (rank + 1, head)));
        form.short.push((rank, rest));
    }
    // `Scientology` of `Church of Scientology`, where the text uses it as the name of a body.
    if let [.., of, last] = words.as_slice()
        && of == "of"
    {
        form.short.push((3, last.clone()));
    }
    // `the Court` after `Circuit Court`.
    if let Some(last) = words.last().filter(|_| is_body(reading, name.tokens.end - 1)) {
        form.short.push((3, last.clone()));
    }
    form
}

/// Returns the words without legal endings, in one spelling.
fn plain(mut words: Vec<String>) -> Vec<String> {
    while words.len() > 1 && words.last().is_some_and(|last| is_listed(OWNERSHIP, last)) {
        words.pop();
    }
    words.into_iter().map(|word| american(&word)).collect()
}

/// Returns a word as American papers spell it.
fn american(word: &str) -> String {
    match word {
        "labour" => "labor".to_owned(),
        "defence" => "defense".to_owned(),
        "centre" => "center".to_owned(),
        "programme" => "program".to_owned(),
        _ => word.replace("isation", "ization"),
    }
}

/// Returns `defense ministry` for `ministry of defense`.
fn turned(words: &[String]) -> String {
    match words {
        [head, of, rest @ ..] if of == "of" && !rest.is_empty() => {
            let rest = rest.strip_prefix(&["the".to_owned()]).unwrap_or(rest);
            let body = matches!(head.as_str(), "ministry" | "department");
            if body { format!("{} {head}", rest.join(" ")) } else { String::new() }
        }
        _ => String::new(),
    }
}

/// Returns the full name that the list has for a short form.
fn expansion(written: &str) -> Option<String> {
    let full = ORGANIZATIONS.get(written).filter(|full| !full.is_empty())?;
    Some(plain(full.split(' ').map(folded).filter(|word| !word.is_empty()).collect()).join(" "))
}

/// Returns what stands in brackets behind a name, or before the brackets in which it stands:
/// `International Labour Organization (ILO)`, `ILO (International Labour Organization)`.
fn bracketed(reading: &Reading, name: &Candidate) -> Option<String> {
    let end = name.tokens.end;
    let behind = reading.word(end) == "(" && reading.word(end + 2) == ")";
    if behind && name.tokens.len() > 1 && is_short(reading, name, end + 1) {
        return Some(folded(reading.word(end + 1)));
    }
    let mut before = name.tokens.start.checked_sub(1)?;
    if reading.word(before) == "the" {
        before = before.checked_sub(1)?;
    }
    let short = before.checked_sub(1)?;
    let inside =
        reading.word(before) == "(" && reading.word(end) == ")" && is_short(reading, name, short);
    (inside && name.tokens.len() > 1).then(|| folded(reading.word(short)))
}

/// Tells whether a word looks like a short form of a name: more than half of it in capitals, or all its
/// letters in the name in their order.
fn is_short(reading: &Reading, name: &Candidate, at: usize) -> bool {
    let word = reading.word(at);
    let letters = word.chars().filter(|ch| ch.is_alphabetic()).count();
    let capitals = word.chars().filter(|ch| ch.is_uppercase()).count();
    if reading.kind(at) != TokenKind::Word || letters < 2 || capitals == 0 {
        return false;
    }
    let whole = folded(reading.text(reading.cover(&name.tokens)));
    let mut rest = whole.chars();
    capitals * 2 > letters || folded(word).chars().all(|letter| rest.any(|other| other == letter))
}

/// Returns the first letters, with and without those of small words.
fn acronyms(words: &[String]) -> impl Iterator<Item = String> {
    let letters = |all: bool| {
        let counted = words.iter().filter(move |word| all || !is_listed(SMALL, word));
        counted.filter_map(|word| word.chars().next()).collect::<String>()
    };
    let both = [letters(false), letters(true)];
    both.into_iter().filter(|letters| letters.chars().count() > 1)
}

/// Returns the beginnings of a name by which it may be called: `Merrill` of `Merrill Lynch`, `Comic
/// Corps` of `Comic Corps of Canada`.
fn beginnings<'a>(
    reading: &'a Reading,
    name: &'a Candidate,
    words: &'a [String],
) -> impl Iterator<Item = String> + 'a {
    let counted = name.tokens.len() >= words.len();
    (1..words.len().min(6))
        .filter(move |end| counted && is_beginning(reading, name, words, *end))
        .map(|end| {
            let small = words[..end].last().is_some_and(|last| is_listed(SMALL, last));
            if small { String::new() } else { words[..end].join(" ") }
        })
}

fn is_beginning(reading: &Reading, name: &Candidate, words: &[String], end: usize) -> bool {
    let start = name.tokens.start;
    let last = reading.word(start + end - 1);
    // What the list has as a body of its own is not meant by the longer name.
    let listed = ORGANIZATIONS.contains(&phrase(reading, &(start..start + end)));
    let of = words.get(end).is_some_and(|next| is_listed(SMALL, next));
    if end == 1 && of {
        return !DEMONYMS.contains(last);
    }
    if end == 1 {
        let common = ORGANIZATION_WORDS.contains(last)
            || DEMONYMS.contains(last)
            || reading.also_lower(last)
            || is_listed(
                "National American Royal International General United First Northern Southern Eastern \
Western Central Federal State New World Global Supreme High",
                last,
            );
        return !common && !listed && last.chars().count() > 2;
    }
    // `United Nations` is not its council: both name a body of their own.
    let inside = (start..start + end).any(|at| is_body(reading, at));
    let parts = inside && is_body(reading, name.tokens.end - 1) && !of;
    !parts && !listed
}

/// Tells whether a word says what sort of body a name is of.
fn is_body(reading: &Reading, at: usize) -> bool {
    ORGANIZATION_WORDS.contains(reading.word(at))
}

/// Returns what remains of a name without the country or town before it, with its rank: `Foreign
/// Ministry`, `Red Sox`.
fn without_country(reading: &Reading, name: &Candidate, words: &[String]) -> Option<(u8, String)> {
    let tokens = &name.tokens;
    if tokens.len() < 2 || tokens.len() != words.len() {
        return None;
    }
    let longest = (tokens.start + 3).min(tokens.end - 1);
    let end = (tokens.start + 1..=longest).rev().find(|end| {
        let first = phrase(reading, &(tokens.start..*end));
        DEMONYMS.contains(&first) || PLACES.contains(&first)
    })?;
    let rest = words.get(end - tokens.start..)?;
    // One word is enough for what names a body by itself, `Senate`, less sure for a team: `Owls`.
    let rank = if rest.len() > 1 || is_body(reading, end) { 1 } else { 3 };
    reading.is_capital(end).then(|| (rank, rest.join(" ")))
}
