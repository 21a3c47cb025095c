//! Names that their form marks: a person behind the name of a place, a Chinese newspaper.
//!
//! What a tagger that looks at single words may take for one or cannot read. It must not know entities.

use std::ops::Range;

use crate::extract::lists::{FIRST_NAMES, ORGANIZATION_WORDS, ORGANIZATIONS, PLACES, SURNAMES};
use crate::extract::names::candidate::Candidate;
use crate::extract::names::run::phrase;
use crate::extract::reading::Reading;
use crate::extract::token::TokenKind;
use crate::fact::EntityKind;

/// What the names of Chinese newspapers, agencies and broadcasters end with.
const PUBLICATIONS: [&str; 9] =
    ["日报", "晚报", "时报", "早报", "周报", "新闻网", "通讯社", "电视台", "周刊"];

/// The most characters of the name of a Chinese publication.
const LONGEST_PUBLICATION: usize = 10;

/// Parts `Ukraine` and `Ana Ruiz` in `the envoy to Ukraine Ana Ruiz`: a place or body that a list knows,
/// and a person with a given name and a family name behind it.
pub(crate) fn with_people_apart(reading: &Reading, found: Vec<Candidate>) -> Vec<Candidate> {
    let mut apart: Vec<Candidate> = Vec::with_capacity(found.len());
    for name in found {
        let Some((at, kind)) = person_behind(reading, &name) else {
            apart.push(name);
            continue;
        };
        let rule = "a name before that of a person";
        apart.push(Candidate::new(name.tokens.start..at, kind, name.score, rule));
        let tokens = at..name.tokens.end;
        apart.push(Candidate { tokens, kind: EntityKind::Person, ..name });
    }
    apart
}

/// Returns where a person's name begins behind another name, and of what that is.
fn person_behind(reading: &Reading, name: &Candidate) -> Option<(usize, EntityKind)> {
    let Range { start, end } = name.tokens;
    if name.kind == EntityKind::Place
        || end - start < 3
        || FIRST_NAMES.contains(reading.word(start))
    {
        return None;
    }
    let at = end - 2;
    let (given, family) = (reading.word(at), reading.word(end - 1));
    let person = FIRST_NAMES.contains(given)
        && reading.is_capital(end - 1)
        && (SURNAMES.contains(family) || name.kind == EntityKind::Person)
        && !ORGANIZATION_WORDS.contains(family);
    if !person {
        return None;
    }
    let words = phrase(reading, &(start..at));
    if PLACES.contains(&words) && !SURNAMES.contains(&words) {
        return Some((at, EntityKind::Place));
    }
    (ORGANIZATIONS.contains(&words) && at - start > 1).then_some((at, EntityKind::Organization))
}

/// Adds the Chinese publications that a text names between marks of titles, dashes or brackets.
pub(crate) fn with_publications(reading: &Reading, mut found: Vec<Candidate>) -> Vec<Candidate> {
    let before = found.len();
    for (at, token) in reading.tokens.iter().enumerate() {
        if token.kind == TokenKind::Han && is_publication(reading.word(at)) {
            let rule = "a publication by the ending of its name";
            found.push(Candidate::new(at..at + 1, EntityKind::Organization, 85, rule));
        }
    }
    if found.len() > before {
        found.sort_by_key(|name| (name.tokens.start, std::cmp::Reverse(name.tokens.end)));
        let mut end = 0;
        found.retain(|name| {
            let Range { start, end: stop } = name.tokens;
            let apart = start >= end;
            end = end.max(stop);
            apart
        });
    }
    found
}

/// Tells whether a run of Chinese is the name of a publication and nothing else.
fn is_publication(run: &str) -> bool {
    let length = run.chars().count();
    (3..=LONGEST_PUBLICATION).contains(&length)
        && PUBLICATIONS.iter().any(|ending| run.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::{is_publication, with_people_apart};
    use crate::document::{BlockKind, DocumentBuilder};
    use crate::extract::names::candidate::Candidate;
    use crate::extract::reading::Reading;
    use crate::fact::EntityKind;

    #[test]
    fn a_person_is_named_apart_from_the_place_before() {
        let table = [
            ("Ukraine Kurt Weber", EntityKind::Person, 2),
            ("European Union Maria Lopez", EntityKind::Organization, 2),
            ("Ana Maria Lopez", EntityKind::Person, 1),
            ("Kenya Maria Hospital", EntityKind::Organization, 1),
        ];
        for (text, kind, expected) in table {
            let mut builder = DocumentBuilder::new();
            builder.simple(BlockKind::Paragraph, text);
            let document = builder.finish().unwrap();
            let reading = Reading::new(&document);
            let name = Candidate::new(0..reading.tokens.len(), kind, 80, "test");
            assert_eq!(with_people_apart(&reading, vec![name]).len(), expected, "{text}");
        }
    }

    #[test]
    fn a_chinese_publication_ends_like_one() {
        for (run, expected) in
            [("光明日报", true), ("新华通讯社", true), ("日报", false), ("总理会晤", false)]
        {
            assert_eq!(is_publication(run), expected, "{run}");
        }
    }
}
