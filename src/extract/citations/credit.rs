//! Credits: who made a picture or a text.

use crate::extract::citations::found::{FoundCitation, empty};
use crate::extract::clause::has_finite;
use crate::extract::entities::Entities;
use crate::extract::lists::is_listed;
use crate::extract::names::run::is_particle;
use crate::extract::reading::{Reading, Sentence};
use crate::extract::token::TokenKind;
use crate::fact::{Citation, CitationKind, EntityKind};

/// The most tokens of a byline.
const LONGEST_BYLINE: usize = 16;

/// Finds `(Agence/Ana Poe)`, `(AP Photo/Ana Ruiz)`, `Photo: Ana Ruiz`, `By Ana Ruiz`.
pub(crate) fn credits(reading: &Reading, entities: &Entities, found: &mut Vec<FoundCitation>) {
    for sentence in &reading.sentences {
        found.extend(byline(reading, entities, sentence));
        found.extend(labelled(reading, sentence));
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if reading.word(at) == "("
                && let Some(close) =
                    (at + 1..sentence.tokens.end.min(at + 14)).find(|at| reading.word(*at) == ")")
            {
                let range = reading.cover(&(at..close + 1));
                let inner = reading.text(reading.cover(&(at + 1..close)));
                if let Some(citation) = credit(inner) {
                    found.push(FoundCitation {
                        range,
                        citation,
                        rule: "a publisher and a name in brackets",
                    });
                    at = close;
                }
            }
            at += 1;
        }
    }
}

/// Reads `By Ana Ruiz in Graz`, `Reporting by Ana Ruiz; Editing by Jan Orr`.
fn byline(reading: &Reading, entities: &Entities, sentence: &Sentence) -> Option<FoundCitation> {
    let start = sentence.tokens.start;
    let first = reading.word(start);
    let by = match (first, reading.word(start + 1)) {
        ("By" | "BY", _) => start + 1,
        ("Reporting" | "Written" | "Writing" | "Editing", "by") => start + 2,
        _ => return None,
    };
    if sentence.tokens.len() > LONGEST_BYLINE || has_finite(reading, sentence.tokens.clone()) {
        return None;
    }
    let token = reading.tokens.get(by)?.range;
    let within = entities.within(sentence.range);
    let of = |kind: EntityKind| {
        let mut mentions = within.iter().filter(move |(_, id)| entities.kind(*id) == Some(kind));
        mentions.next().copied()
    };
    let (author, _) = of(EntityKind::Person).filter(|(range, _)| range.contains_range(token))?;
    let publisher = of(EntityKind::Organization).map(|(range, _)| reading.text(range).to_owned());
    let citation = Citation {
        author: Some(reading.text(author).to_owned()),
        publisher,
        ..empty(CitationKind::Credit)
    };
    Some(FoundCitation { range: sentence.range, citation, rule: "a line that says who wrote it" })
}

/// Reads `Photo: Ana Ruiz/AP`, `Image: NASA.`, `Photograph by Ana Ruiz`.
fn labelled(reading: &Reading, sentence: &Sentence) -> Option<FoundCitation> {
    let end = sentence.tokens.end;
    let label = sentence.tokens.clone().rev().take(LONGEST_BYLINE).find(|at| {
        let next = reading.word(at + 1);
        let opens = *at == sentence.tokens.start || is_listed(". ) ; | ( — –", reading.word(at - 1));
        opens
            && matches!(next, ":" | "by" | "credit")
            && is_listed(
                "Photo Photos Image Images Picture Pictures Photograph Credit Video Graphic Illustration PHOTO IMAGE",
                reading.word(*at),
            )
    })?;
    let mut start = label + 2;
    while is_listed(": by", reading.word(start)) && start < end {
        start += 1;
    }
    let closes = |at: &usize| is_listed(". ; ) |", reading.word(*at));
    let stop = (start..end).find(closes).unwrap_or(end);
    let named = (start..stop).all(|at| {
        reading.is_capital(at)
            || reading.kind(at) == TokenKind::Han
            || is_listed("/ , and of the via for & - @", reading.word(at))
    });
    if !named || stop <= start || stop > start + 10 {
        return None;
    }
    let words = reading.text(reading.cover(&(start..stop)));
    let (author, publisher) = match words.split_once(['/', ',']) {
        Some((author, publisher)) => (author.trim(), Some(publisher.trim().to_owned())),
        None => (words, None),
    };
    let citation =
        Citation { author: Some(author.to_owned()), publisher, ..empty(CitationKind::Credit) };
    let range = reading.cover(&(label..stop));
    Some(FoundCitation { range, citation, rule: "a label before who made the picture" })
}

fn credit(inner: &str) -> Option<Citation> {
    let (publisher, author) = inner.split_once('/')?;
    let author = author.trim();
    let author = author.strip_prefix("Photo by ").unwrap_or(author);
    let publisher = publisher.trim().trim_start_matches("Photo by ").trim_end_matches(" Photo");
    let names = |text: &str| {
        // `Salem al-Masri`, `Ana de la Cruz`: a particle may stand before the last word, not first.
        text.starts_with(|ch: char| ch.is_uppercase() || !ch.is_ascii())
            && text.split(' ').all(|word| {
                let joined = word.split_once('-').is_some_and(|(first, rest)| {
                    is_particle(first) && rest.starts_with(char::is_uppercase)
                });
                word.starts_with(|ch: char| ch.is_uppercase() || !ch.is_ascii())
                    || joined
                    || is_particle(word)
            })
            && !text.rsplit(' ').next().is_some_and(is_particle)
    };
    let worded = author.contains(' ') || publisher.len() > 3;
    (names(publisher) && names(author) && worded && !inner.contains(|ch: char| ch.is_ascii_digit()))
        .then(|| Citation {
            publisher: Some(publisher.to_owned()),
            author: Some(author.to_owned()),
            ..empty(CitationKind::Credit)
        })
}

#[cfg(test)]
mod tests {
    use super::credit;

    #[test]
    fn a_credit_names_a_publisher_and_a_person() {
        let table = [
            ("Xinhua/Gao Jie", Some(("Xinhua", "Gao Jie"))),
            ("AP Photo/Ana Ruiz", Some(("AP", "Ana Ruiz"))),
            ("MTI/Salem al-Masri", Some(("MTI", "Salem al-Masri"))),
            ("Reuters/Ana de la Cruz", Some(("Reuters", "Ana de la Cruz"))),
            ("Reuters/Ana de", None),
            ("de/al", None),
            ("and/or", None),
            ("9/11", None),
        ];
        for (inner, expected) in table {
            let found = credit(inner);
            let shown = found.as_ref().map(|found| {
                (found.publisher.as_deref().unwrap(), found.author.as_deref().unwrap())
            });
            assert_eq!(shown, expected, "{inner}");
        }
    }
}
