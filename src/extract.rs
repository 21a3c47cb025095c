//! Extraction: what a text says, found by rules, lists and a tagger of names.
//!
//! The way of a document, each step in its own file:
//!
//! 1. `reading`: blocks into sentences and tokens.
//! 2. `times`: dates and periods with their values.
//! 3. `quantities`: numbers that belong to no time, with what they count.
//! 4. `names`: candidates for names with a kind and a score, by a trained tagger.
//! 5. `entities`: which names are one.
//! 6. `hedges`: what the text calls uncertain or not known.
//! 7. `statements`: who says what, and what is hedged.
//! 8. `events`: named events with who, where and when.
//! 9. `actions`: who did what.
//! 10. `citations`: datelines, credits, agencies, references, links.
//!
//! The rules hold for news and articles in general, English first, with dates, ordinals and references
//! in Chinese. Extraction cannot fail; it must not know files, stores or screens.

mod actions;
mod citations;
mod clause;
pub(crate) mod clauses;
mod entities;
mod events;
mod hedges;
pub(crate) mod lists;
mod names;
mod number;
mod quantities;
mod reading;
mod statements;
mod times;
mod token;
pub mod training;

use crate::document::Document;
use crate::extract::entities::Entities;
use crate::extract::reading::Reading;
use crate::fact::{Fact, FactSet, FactValue, Hedge, Provenance};
use crate::text::TextRange;

/// The version of the rules; facts found by another version are found again.
pub const EXTRACTOR_VERSION: u16 = 4;

/// Finds the facts of a document. Pure: the same document always has the same facts.
pub fn extract(document: &Document) -> FactSet {
    let reading = Reading::new(document);
    let times = times::times(&reading);
    let quantities = quantities::quantities(&reading, &times);
    let names = names::names(&reading);
    let entities = entities::entities(&reading, &names);
    let hedges = hedges::hedges(&reading, &entities);
    let statements = statements::statements(&reading, &entities, &hedges);
    let events = events::events(&reading, &entities, &times, &statements);
    let actions = actions::actions(&reading, &entities, &statements, &hedges);
    let citations = citations::citations(&reading, &entities, &times);

    let mut facts = named(&entities);
    facts.extend(times.into_iter().map(|found| {
        fact(reading.cover(&found.tokens), FactValue::Time(found.time), found.rule, 80)
    }));
    facts.extend(quantities.into_iter().map(|found| {
        fact(reading.cover(&found.tokens), FactValue::Quantity(found.quantity), found.rule, 80)
    }));
    facts.extend(events.into_iter().filter_map(|found| {
        let range = *found.event.mentions.first()?;
        Some(fact(range, FactValue::Event(found.event), found.rule, 70))
    }));
    facts.extend(statements.into_iter().map(|found| {
        fact(found.range, FactValue::Statement(found.statement), found.rule, found.score)
    }));
    facts.extend(hedges.into_iter().map(|found| {
        fact(found.range, FactValue::Hedge(Hedge { cue: found.cue }), found.rule, 70)
    }));
    facts.extend(
        actions
            .into_iter()
            .map(|found| fact(found.range, FactValue::Action(found.action), actions::RULE, 60)),
    );
    facts.extend(
        citations
            .into_iter()
            .map(|found| fact(found.range, FactValue::Citation(found.citation), found.rule, 85)),
    );
    FactSet::new(facts)
}

/// Returns the country or region whose people or things a word names: `Italian`, `Italians`.
pub(crate) fn homeland(demonym: &str) -> Option<&'static str> {
    lists::DEMONYMS.get(demonym)
}

fn named(entities: &Entities) -> Vec<Fact> {
    let rules = entities.rules.iter().copied();
    let first = |range: Option<&TextRange>| range.copied();
    entities
        .all
        .iter()
        .zip(rules)
        .filter_map(|(entity, (rule, score))| {
            let range = first(entity.mentions.first())?;
            Some(fact(range, FactValue::Entity(entity.clone()), rule, score))
        })
        .collect()
}

const fn fact(range: TextRange, value: FactValue, rule: &'static str, score: u8) -> Fact {
    Fact { range, value, provenance: Provenance::new(rule, score) }
}

#[cfg(test)]
mod tests;
