//! Passages: what of a text a query looks for, so that the open article shows what was found.

use std::ops::ControlFlow;

use crate::document::Document;
use crate::search::matcher::Matcher;
use crate::search::parse::parse;
use crate::search::query::Condition;
use crate::text::{TextRange, TextSize, range};

/// The most matches that are marked in one article.
const MOST: usize = 10_000;

/// Returns every passage of a text that a query looks for, in order and without overlaps: its words in all forms that
/// they have in the language of the text and in English, its phrases and the names it asks for.
pub fn passages(document: &Document, query: &str) -> Vec<TextRange> {
    passages_in(document, query, TextRange::up_to(document.end()))
}

/// Returns those passages that stand within so many bytes of a place.
pub fn passages_near(
    document: &Document,
    query: &str,
    place: TextSize,
    bytes: usize,
) -> Vec<TextRange> {
    let text = document.text();
    let place = usize::from(place).min(text.len());
    let (mut start, mut end) = (place.saturating_sub(bytes), text.len().min(place + bytes));
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    let mut found = passages_in(document, query, range(start, end));
    // A word that is cut is another word.
    let (start, end) = (TextSize::try_from(start), TextSize::try_from(end));
    found.retain(|passage| {
        let is_cut_before = start == Ok(passage.start()) && start != Ok(TextSize::from(0));
        let is_cut_after = end == Ok(passage.end()) && end != Ok(document.end());
        !is_cut_before && !is_cut_after
    });
    found
}

fn passages_in(document: &Document, query: &str, within: TextRange) -> Vec<TextRange> {
    let language = document.metadata().language.as_deref().unwrap_or("en");
    let language = language.split(['-', '_']).next().unwrap_or(language);
    let query = parse(query);
    // A note is no part of the text.
    let wanted = query.wanted().filter(|condition| !matches!(condition, Condition::Note(_)));
    let matcher = Matcher::of(wanted, &[language, "en"]);
    let mut found: Vec<TextRange> = Vec::new();
    if matcher.is_empty() {
        return found;
    }
    matcher.find(document.slice(within), |one| {
        found.push(one.at + within.start());
        if found.len() < MOST { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    found.sort_by_key(|passage| (passage.start(), std::cmp::Reverse(passage.end())));
    found.dedup_by(|later, earlier| later.start() < earlier.end());
    found
}

#[cfg(test)]
mod tests {
    use super::{passages, passages_near};
    use crate::document::{BlockKind, DocumentBuilder};

    #[track_caller]
    fn check(text: &str, query: &str, expected: &[&str]) {
        let mut builder = DocumentBuilder::new();
        builder.simple(BlockKind::Paragraph, text);
        let document = builder.finish().unwrap();
        let found = passages(&document, query);
        let found: Vec<_> = found.iter().map(|range| document.slice(*range)).collect();
        assert_eq!(found, expected, "{query}");
    }

    #[test]
    fn what_is_found_is_marked() {
        check("A storm came. Storms go.", "storm", &["storm", "Storms"]);
        check("Das Café, the cafe", "cafe", &["Café", "cafe"]);
        check("ministry, minister, mini", "minist*", &["ministry", "minister"]);
        check("the old pier, the pier old", "\"old pier\" old", &["old pier", "old"]);
        check("老街水老街", "老街", &["老街", "老街"]);
        check("They talked of war", "near:\"talk war\"", &["talked", "war"]);
        check("Li Qiang met Li Hua", "person:\"Li Qiang\"", &["Li Qiang"]);
    }

    #[test]
    fn what_is_near_is_what_is_found_there_of_all() {
        let text = "storm ".repeat(20) + "stormstorm 老街水老街 " + &"Storms ".repeat(20);
        let mut builder = DocumentBuilder::new();
        builder.simple(BlockKind::Paragraph, &text);
        let document = builder.finish().unwrap();
        let all = passages(&document, "storm OR 老街");
        assert_eq!(all.len(), 42);
        for place in 0..=text.len() {
            for bytes in [0, 3, 10, 40, 400] {
                let place = crate::text::offset(place);
                let near = passages_near(&document, "storm OR 老街", place, bytes);
                assert!(near.iter().all(|passage| all.contains(passage)), "{place:?} {bytes}");
                assert!(bytes < 400 || near == all);
                assert!(bytes < 40 || !near.is_empty());
            }
        }
    }

    #[test]
    fn what_must_not_be_there_and_what_is_no_word_marks_nothing() {
        check("A storm came", "-storm", &[]);
        check("A storm came", "is:unread date:2025 lang:en", &[]);
        check("A storm came", "", &[]);
        check("A storm came", "-came storm is:unread", &["storm"]);
    }
}
