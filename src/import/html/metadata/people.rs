//! People: the names in a byline, without what stands around them.

use crate::import::calendar::{Order, find};
use crate::import::html::metadata::byline_words::{BEFORE, BEHIND, NOBODY, ROLES};
use crate::import::html::metadata::words::{key, opened};

/// The most characters of one name.
const LONGEST: usize = 70;

/// The most names of one byline.
const MOST: usize = 30;

/// Returns the names in a byline.
pub fn names(byline: &str) -> Vec<String> {
    let text = opened(byline);
    let text = without_addresses(&text);
    let text = before_the_rest(after_front(&text));
    if let Some(name) = turned(text) {
        return vec![name];
    }
    let mut names: Vec<String> = Vec::new();
    for part in split(text).into_iter().take(MOST) {
        let name = name(part);
        let affiliation = !names.is_empty() && is_affiliation(&name);
        if is_name(&name) && !affiliation && !names.iter().any(|other| key(other) == key(&name)) {
            names.push(name);
        }
    }
    names
}

/// `Doe, Jane` is one name, as catalogues write it.
fn turned(text: &str) -> Option<String> {
    let (family, given) = text.split_once(',')?;
    let (family, given) = (family.trim(), given.trim());
    let one = |word: &str| {
        !word.contains([' ', ','])
            && word.starts_with(char::is_uppercase)
            && word.chars().count() > 2
    };
    (one(family) && one(given)).then(|| format!("{given} {family}"))
}

/// Drops addresses of pages and of mail, and signs of accounts.
fn without_addresses(text: &str) -> String {
    text.split(' ')
        .filter(|word| {
            let bare = word.trim_matches(['(', ')', '<', '>', ',']);
            !(bare.contains("://") || bare.starts_with("www.") || bare.contains('@'))
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Cuts off what comes after the names: days, times, separators of other facts.
fn before_the_rest(text: &str) -> &str {
    let mut end = text.len();
    for sign in ["|", "•", "·", "»", "►", " – ", " — ", "[", "\u{2190}", "\u{2192}", "(", "…"]
    {
        if let Some(at) = text.get(1..).and_then(|rest| rest.find(sign)).filter(|at| *at > 1) {
            end = end.min(at + 1);
        }
    }
    if let Some(found) = find(text, Order::DayFirst) {
        end = end.min(found.start);
    }
    let digits = text.char_indices().find(|(_, ch)| ch.is_ascii_digit()).map(|(at, _)| at);
    if let Some(at) = digits
        .filter(|at| *at > 3 && text.get(..*at).is_some_and(|front| front.ends_with([' ', ','])))
    {
        end = end.min(at);
    }
    let mut kept = text.get(..end).unwrap_or(text).trim();
    let lower = kept.to_lowercase();
    let goes_on = |at: usize, phrase: &str| {
        // `Le Roux` and `El Hadad` are names; `le 3 mai` and `in diesem Heft` are not.
        let small = phrase.trim().len() <= 3;
        let next = kept.get(at + phrase.len()..).and_then(|rest| rest.chars().next());
        let named = kept.get(at + 1..).is_some_and(|rest| rest.starts_with(char::is_uppercase))
            || next.is_some_and(char::is_uppercase);
        !(small && named)
    };
    let cut = BEHIND
        .iter()
        .filter_map(|phrase| lower.find(phrase).map(|at| (at, *phrase)))
        .filter(|(at, phrase)| *at > 2 && goes_on(*at, phrase))
        .map(|(at, _)| at)
        .min();
    if let Some(at) = cut.filter(|_| lower.len() == kept.len()) {
        kept = kept.get(..at).unwrap_or(kept);
    }
    let signs = [',', ';', ':', '-', '–', ' ', '|'];
    kept = kept.trim_end_matches(signs);
    for word in [" am", " on", " le", " el", " vom", " at", " um", " -"] {
        kept = kept.strip_suffix(word).unwrap_or(kept);
    }
    without_agency(kept.trim_end_matches(signs))
}

/// Takes a weekday or the agency that somebody works for off the end of a name.
fn without_agency(text: &str) -> &str {
    let ends = [
        " The Associated Press",
        " Associated Press",
        " Reuters",
        " Monday",
        " Tuesday",
        " Wednesday",
        " Thursday",
        " Friday",
        " Saturday",
        " Sunday",
    ];
    let whole = |end: &&&str| text.strip_suffix(**end).is_some_and(|name| name.contains(' '));
    let end = ends.iter().find(whole);
    end.and_then(|end| text.strip_suffix(end)).unwrap_or(text)
}

/// Parts several names. Small words that also stand inside names part only whole names.
fn split(text: &str) -> Vec<&str> {
    let mut parts = vec![text];
    for sign in [";", ",", " and ", " und ", " & ", "、", " with ", " mit "] {
        parts = parts.into_iter().flat_map(|part| part.split(sign)).collect();
    }
    for sign in [" y ", " et ", " e ", " och ", " og ", " en "] {
        parts = parts
            .into_iter()
            .flat_map(|part| match part.split_once(sign) {
                Some((a, b)) if a.trim().contains(' ') && b.trim().contains(' ') => vec![a, b],
                _ => vec![part],
            })
            .collect();
    }
    parts
}

/// Cleans one name.
fn name(part: &str) -> String {
    let part = after_front(part);
    let ends = [' ', ',', '-', '–', ':', '/', '.', '"', '“', '”', '*', '|', '©', '→', '\u{a0}'];
    let bare = part.trim_matches(ends.as_slice());
    let point = if part.ends_with("Jr.") || part.ends_with("Sr.") { "." } else { "" };
    format!("{bare}{point}")
}

/// Returns what stands behind the words that lead to a name.
fn after_front(text: &str) -> &str {
    let mut text = text.trim_start_matches(['|', '-', '–', '—', '•', '·', '/', ' ']).trim_end();
    for _ in 0..3 {
        let lower = text.to_lowercase();
        let leads = |word: &&&str| {
            lower.strip_prefix(**word).is_some_and(|rest| {
                word.ends_with([':', '：'])
                    || rest.starts_with([' ', ':', '\u{a0}'])
                    || word.starts_with('记') && !rest.is_empty()
            })
        };
        let Some(longest) = BEFORE.iter().filter(leads).map(|word| word.len()).max() else { break };
        // Lower case may have another length; then nothing is cut.
        if lower.len() != text.len() {
            break;
        }
        text = text.get(longest..).unwrap_or_default().trim_start_matches([' ', ':', '\u{a0}']);
    }
    text
}

/// Behind a name may stand for whom somebody works.
fn is_affiliation(name: &str) -> bool {
    let bodies = [
        "redaktion",
        "program",
        "programme",
        "foundation",
        "foundations",
        "university",
        "universität",
        "institute",
        "institut",
        "department",
        "gmbh",
        "stiftung",
        "abteilung",
        "inc",
        "llc",
        "ag",
        "news",
        "zeitung",
        "group",
    ];
    name.to_lowercase().split([' ', '-']).any(|word| bodies.contains(&word))
}

fn is_name(name: &str) -> bool {
    let length = name.chars().count();
    let letters = name.chars().filter(|ch| ch.is_alphabetic()).count();
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let role = |word: Option<&String>| {
        word.is_some_and(|word| {
            let head = word.split('-').next().unwrap_or(word);
            ROLES.contains(&word.as_str()) || word.contains('-') && ROLES.contains(&head)
        })
    };
    (2..=LONGEST).contains(&length)
        && (letters * 2 >= length || letters > 0 && name.starts_with(char::is_alphabetic))
        && words.len() <= 8
        && !NOBODY.contains(&key(name).as_str())
        && !(role(words.first()) && words.len() > 1 || role(words.last()))
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn names_are_freed_of_what_stands_around_them() {
        let table: [(&str, &[&str]); 28] = [
            ("By Jane Harbour", &["Jane Harbour"]),
            ("von Emil Hafen, Ivo Kaimann", &["Emil Hafen", "Ivo Kaimann"]),
            ("Von:Nils Mole", &["Nils Mole"]),
            ("Por Ramiro Muelle04 de mayo 2022 a las 09:01 hrs.", &["Ramiro Muelle"]),
            ("von mole am 26/10/13, 03:48 pm", &["mole"]),
            ("von Arne Deich am 2. Juni 2015 , 14:14 Uhr", &["Arne Deich"]),
            ("Uwe Strand und Karl Boje", &["Uwe Strand", "Karl Boje"]),
            ("Alba Costa, Lucía Ribera y Juan Faro", &["Alba Costa", "Lucía Ribera", "Juan Faro"]),
            ("https://www.facebook.com/some.body", &[]),
            ("jane@post.example", &[]),
            ("Jane Doe, Senior Reporter", &["Jane Doe"]),
            ("Terry Dock Jr.", &["Terry Dock Jr."]),
            ("APA/AP", &["APA/AP"]),
            ("Artikel von Vera von Watten", &["Vera von Watten"]),
            ("Eingestellt von der Michel", &["der Michel"]),
            ("Redacci&oacute;n Diario", &["Redacción Diario"]),
            ("Analysis by Chris Roe, Editor-at-large", &["Chris Roe"]),
            ("by Jeff Doe Monday, November 18, 2019", &["Jeff Doe"]),
            ("LISA DOE and ERIC ROE Associated Press", &["LISA DOE", "ERIC ROE"]),
            ("| BY: Pierbody", &["Pierbody"]),
            ("admin", &[]),
            ("Harm, Robert", &["Robert Harm"]),
            ("Zeige alle Beiträge von wake →", &["wake"]),
            ("Vonnegut Byron", &["Vonnegut Byron"]),
            ("By Jean-Paul Le Roux", &["Jean-Paul Le Roux"]),
            ("Omar El Hadad", &["Omar El Hadad"]),
            ("Anna Muell le 3 mai", &["Anna Muell"]),
            ("作者：王海", &["王海"]),
        ];
        for (byline, expected) in table {
            assert_eq!(names(byline), expected, "{byline}");
        }
    }
}
