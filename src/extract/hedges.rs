//! Hedges: what the text itself calls uncertain, or says is not known.

use crate::extract::entities::Entities;
use crate::extract::lists::{HEDGES, is_listed, lower};
use crate::extract::reading::{Place, Reading, Sentence};
use crate::text::TextRange;

/// A hedge found in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FoundHedge {
    /// The clause that is uncertain.
    pub(crate) range: TextRange,
    /// The words that make it so.
    pub(crate) cue: TextRange,
    /// Whether it says that something is not known.
    pub(crate) unknown: bool,
    /// Why it is believed.
    pub(crate) rule: &'static str,
}

/// The fewest tokens of a clause worth noting.
const SHORTEST: usize = 3;

/// Finds all hedges in running text, in order; one for a clause.
pub(crate) fn hedges(reading: &Reading, entities: &Entities) -> Vec<FoundHedge> {
    let mut found: Vec<FoundHedge> = Vec::new();
    if reading.is_foreign() {
        return found;
    }
    for sentence in &reading.sentences {
        if !matches!(sentence.place, Place::Body | Place::Caption) {
            continue;
        }
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let Some((end, class)) = cue(reading, sentence, at) else {
                at += 1;
                continue;
            };
            let range = reading.cover(&(at..end));
            let in_name = entities
                .within(sentence.range)
                .iter()
                .any(|(name, _)| name.intersect(range).is_some_and(|both| !both.is_empty()));
            if !in_name {
                let clause = clause(reading, sentence, at, end);
                // A piece of a clause says nothing to a reader.
                let piece = reading.tokens_in(clause).len() < SHORTEST;
                let same =
                    piece || found.last().is_some_and(|last| last.range.contains_range(clause));
                if !same {
                    let unknown = class == "not-known";
                    found.push(FoundHedge {
                        range: clause,
                        cue: range,
                        unknown,
                        rule: rule(class),
                    });
                }
            }
            at = end;
        }
    }
    found
}

fn rule(class: &str) -> &'static str {
    match class {
        "modal" => "a verb that says what may be",
        "adverb" => "an adverb that says it may be",
        "verb" => "a verb of seeming",
        "passive" => "what is expected, seen or believed, by nobody named",
        "vague-source" => "a source without a name",
        "conditional" => "a condition",
        _ => "said to be not known or not disclosed",
    }
}

/// Reads the longest cue that starts at a token.
fn cue(reading: &Reading, sentence: &Sentence, at: usize) -> Option<(usize, &'static str)> {
    let first = reading.word(at);
    // `May` with a capital is a month or a name, except where it opens a sentence.
    if reading.is_capital(at) && at != sentence.tokens.start {
        return None;
    }
    if !HEDGES.may_begin_with(&lower(first)) {
        return None;
    }
    let longest = (at + 7).min(sentence.tokens.end);
    let found = (at + 1..=longest).rev().find_map(|end| {
        let words = reading.text(reading.cover(&(at..end)));
        let class =
            if reading.is_capital(at) { HEDGES.get(&lower(words)) } else { HEDGES.get(words) };
        class.map(|class| (end, class))
    })?;
    let negated = first == "can"
        && matches!(reading.word(found.0), "not" | "be")
        && reading.word(found.0 + 1) != "understood";
    let month = first == "May" && found.0 == at + 1;
    let able = found.1 == "modal" && is_ability(reading, sentence, at, found.0);
    // `The writer may be reached at …` is an address.
    let address = found.1 == "modal"
        && is_listed("reached contacted emailed", reading.word(found.0))
        && is_listed("at by on via", reading.word(found.0 + 1));
    let rate = found.1 == "adverb" && is_rate(reading, at);
    (!negated && !month && !able && !address && !rate).then_some(found)
}

/// Tells whether `likely` compares rates: `30 percent less likely to die`, `twice as likely`.
fn is_rate(reading: &Reading, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| reading.word(at));
    let by = before(2);
    matches!(reading.word(at), "likely")
        && is_listed("more less as", before(1))
        && (is_listed("percent times twice", by) || by.ends_with('%'))
}

/// Nouns of doings and states end like this; what they `can` do may come to be.
const ABSTRACT: [&str; 9] = ["tion", "sion", "ment", "ity", "ship", "ance", "ence", "ism", "ing"];

/// Tells whether a modal says what somebody is able or free to do, or asks for it, rather than what may be so:
/// `you can`, `could we`, `a camera can`.
fn is_ability(reading: &Reading, sentence: &Sentence, at: usize, end: usize) -> bool {
    let modal = reading.word(at);
    if !is_listed("can could Can Could", modal) {
        return false;
    }
    let asks = sentence.tokens.end.checked_sub(1).is_some_and(|last| reading.word(last) == "?");
    let persons = "I we you We You";
    let before = if at > sentence.tokens.start { reading.word(at - 1) } else { "" };
    let able =
        matches!(modal, "can" | "Can") && !ABSTRACT.iter().any(|ending| before.ends_with(ending));
    asks || able || is_listed(persons, reading.word(end)) || is_listed(persons, before)
}

/// Returns the clause around a cue: from the last comma, colon or `that` to the next stop.
fn clause(reading: &Reading, sentence: &Sentence, start: usize, end: usize) -> TextRange {
    let divides =
        |at: usize| is_listed(", ; : — – -- ( ) that which but while 。 ，", reading.word(at));
    let first = clause_start(reading, sentence, start, divides);
    let ends = |at: usize| is_listed("; : — – -- ( ) but while . ? ! 。", reading.word(at));
    let participle = |at: usize| {
        reading.word(at) == ","
            && (reading.word(at + 1).ends_with("ing")
                || matches!(
                    reading.word(at + 1),
                    "which" | "who" | "but" | "and" | "with" | "he" | "she"
                )
                || (at + 1..at + 7)
                    .take_while(|at| reading.word(*at) != ",")
                    .any(|at| matches!(reading.word(at), "said" | "says" | "noted" | "added")))
    };
    let last = (end..sentence.tokens.end)
        .find(|at| ends(*at) || participle(*at))
        .unwrap_or(sentence.tokens.end);
    let first = first.min(start);
    let joined = (first..start)
        .find(|at| !is_listed("and And or Or so So then ” \" ’", reading.word(*at)))
        .unwrap_or(start);
    reading.cover(&(joined..last.max(end)))
}

/// Returns where the clause before a cue begins. The commas of a list that ends in `, and` or `, or`
/// divide nothing.
fn clause_start(
    reading: &Reading,
    sentence: &Sentence,
    cue: usize,
    divides: impl Fn(usize) -> bool,
) -> usize {
    let mut listing = 0;
    for at in (sentence.tokens.start..cue).rev() {
        if reading.word(at) == "," {
            if matches!(reading.word(at + 1), "and" | "or") && at + 2 < cue {
                listing = at;
            }
            // The parts of a list are short.
            if listing > 0 && listing - at < 6 {
                listing = at;
                continue;
            }
        }
        if divides(at) {
            return at + 1;
        }
    }
    sentence.tokens.start
}

#[cfg(test)]
mod tests {
    use super::hedges;
    use crate::document::{BlockKind, DocumentBuilder};
    use crate::extract::entities::Entities;
    use crate::extract::reading::Reading;

    #[test]
    fn cues_make_their_clause_uncertain() {
        let table: &[(&str, &[(&str, &str)])] = &[
            ("The dam could burst, officials said.", &[("could", "The dam could burst")]),
            ("Prices are expected to rise.", &[("are expected to", "Prices are expected to rise")]),
            ("Terms were not disclosed.", &[("were not disclosed", "Terms were not disclosed")]),
            ("He likely fled, but she stayed.", &[("likely", "He likely fled")]),
            (
                "In June roads, bridges, and tunnels could close.",
                &[("could", "In June roads, bridges, and tunnels could close")],
            ),
            ("The match was played in May.", &[]),
            ("They can write to the editor.", &[]),
            ("A camera can see it.", &[]),
            ("The writer may be reached at 555-0100.", &[]),
            ("and seems odd.", &[]),
            ("Investment can create jobs.", &[("can", "Investment can create jobs")]),
            ("Wherever we could, we helped.", &[]),
            ("Could it rain?", &[]),
            ("The team won its third game.", &[]),
            ("Patients were 30 percent less likely to die.", &[]),
            ("Smokers were 12% more likely to be ill.", &[]),
            ("Girls were twice as likely to pass.", &[]),
            ("It is less likely to rain.", &[("likely", "It is less likely to rain")]),
        ];
        for (text, expected) in table {
            let mut builder = DocumentBuilder::new();
            builder.simple(BlockKind::Paragraph, text);
            let document = builder.finish().unwrap();
            let reading = Reading::new(&document);
            let found: Vec<_> = hedges(&reading, &Entities::default())
                .iter()
                .map(|hedge| (reading.text(hedge.cue), reading.text(hedge.range)))
                .collect();
            assert_eq!(found, *expected, "{text}");
        }
    }
}
