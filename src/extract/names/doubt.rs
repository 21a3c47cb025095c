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
const OTHER_THINGS: &str = " Season Seasons Plans ";

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
    if name.kind != EntityKind::Person && is_product(reading, tokens) {
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
        EntityKind::Place => is_age(reading, tokens),
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

/// Nouns for what is made and bears a name.
const PRODUCTS: &str = " system systems navigation app apps rocket rockets missile missiles vaccine vaccines \
    smartphone smartphones console spacecraft lander probe satellite satellites software ";

/// Tells whether a name that no list knows is that of what is made: `the Orbita and Stella systems`.
fn is_product(reading: &Reading, tokens: &Range<usize>) -> bool {
    let mut behind = tokens.end;
    if is_listed("and or", reading.word(behind)) && reading.is_capital(behind + 1) {
        behind += 2;
    }
    let before = tokens.start.checked_sub(1).map_or("", |at| reading.word(at));
    if !is_listed(PRODUCTS, reading.word(behind)) || !is_listed("the a an and its", before) {
        return false;
    }
    let words = phrase(reading, tokens);
    tokens.len() == 1 && !ORGANIZATIONS.contains(&words) && !PLACES.contains(&words)
}

/// Tells whether words name a time and no place: `the New Era`.
fn is_age(reading: &Reading, tokens: &Range<usize>) -> bool {
    tokens.len() == 2
        && reading.word(tokens.start) == "New"
        && is_listed("Era Age Century Decade Epoch Year Millennium", reading.word(tokens.end - 1))
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
    let number = |at: usize| {
        let word = lower(reading.word(at));
        let first = word.split('-').next().unwrap_or_default();
        reading.kind(at) == TokenKind::Number
            || small_number(first).is_some()
            || ordinal_word(&word).is_some()
    };
    tokens.len() > 1 && heads_thing(reading.word(head)) && (tokens.start..head).all(number)
}

/// Tells whether a word heads the names of things or events.
fn heads_thing(word: &str) -> bool {
    is_thing_word(word) || is_listed(OTHER_THINGS, word)
}

/// Tells whether the word that heads a name of several is that of a thing: `War of the Roses`.
fn is_thing(reading: &Reading, tokens: &Range<usize>) -> bool {
    let joint =
        tokens.clone().find(|at| matches!(reading.word(*at), "of" | "for" | "on" | "against"));
    let head = joint.unwrap_or(tokens.end).saturating_sub(1);
    if tokens.len() < 3 || head <= tokens.start {
        return false;
    }
    if !heads_thing(reading.word(head)) {
        return false;
    }
    let words = phrase(reading, tokens);
    !ORGANIZATIONS.contains(&words) && !PLACES.contains(&words)
}

#[cfg(test)]
mod tests {
    use super::is_no_name;
    use crate::document::{BlockKind, DocumentBuilder};
    use crate::extract::names::candidate::Candidate;
    use crate::extract::reading::Reading;
    use crate::fact::EntityKind;
    use std::ops::Range;

    fn no_name(text: &str, tokens: Range<usize>, kind: EntityKind) -> bool {
        let mut builder = DocumentBuilder::new();
        builder.simple(BlockKind::Paragraph, text);
        let document = builder.finish().unwrap();
        let reading = Reading::new(&document);
        is_no_name(&reading, &Candidate::new(tokens, kind, 80, "test"), false)
    }

    #[test]
    fn things_are_no_names() {
        let organization = EntityKind::Organization;
        let table = [
            ("the Orbita and Stella systems", 1..2, organization, true),
            ("the Airbus and Stella systems", 1..2, organization, false),
            ("the New Age of steam", 1..3, EntityKind::Place, true),
            ("the New Forest in spring", 1..3, EntityKind::Place, false),
            ("the Five-Year Plan began", 1..3, organization, true),
            ("the Tenth Session began", 1..3, organization, true),
            ("Green, 1 Red and salt", 0..4, organization, true),
            ("on DVD and film", 1..2, organization, true),
            ("the Red Cross came", 1..3, organization, false),
        ];
        for (text, tokens, kind, expected) in table {
            assert_eq!(no_name(text, tokens, kind), expected, "{text}");
        }
    }

    #[test]
    fn another_language_has_only_the_names_of_lists() {
        let text = "Der Rat der Stadt hat gestern mit Maria Weber und der Verwaltung \
            über den Verkehr in Hamburg gesprochen und dabei auch die neuen Wege am Fluss \
            besichtigt, wie es in einer Mitteilung hieß, die am Abend auf der Seite stand und viele \
            fragen lässt, ob das so gut war oder noch besser werden soll.";
        let organization = EntityKind::Organization;
        assert!(no_name(text, 1..4, organization));
        assert!(!no_name(text, 7..9, EntityKind::Person));
        assert!(no_name(text, 1..2, EntityKind::Person));
    }
}
