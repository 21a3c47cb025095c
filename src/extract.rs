//! Extraction: what a text says, found by rules and lists.

mod entities;
mod lists;
mod names;
mod number;
mod quantities;
mod reading;
mod times;
mod token;

use crate::document::Document;
use crate::extract::reading::Reading;
use crate::fact::{Fact, FactSet, FactValue, Provenance};

/// The version of the rules; facts of another version are found again.
pub const EXTRACTOR_VERSION: u16 = 1;

/// Finds the facts of a document.
pub fn extract(document: &Document) -> FactSet {
    let reading = Reading::new(document);
    let times = times::times(&reading);
    let quantities = quantities::quantities(&reading, &times);
    let names = names::names(&reading, &times);
    let entities = entities::entities(&reading, &names);
    let mut facts = Vec::new();
    for (entity, (rule, score)) in entities.all.iter().zip(&entities.rules) {
        if let Some(range) = entity.mentions.first() {
            facts.push(Fact {
                range: *range,
                value: FactValue::Entity(entity.clone()),
                provenance: Provenance::new(rule, *score),
            });
        }
    }
    for found in times {
        facts.push(Fact {
            range: reading.cover(&found.tokens),
            value: FactValue::Time(found.time),
            provenance: Provenance::new(found.rule, 80),
        });
    }
    for found in quantities {
        facts.push(Fact {
            range: reading.cover(&found.tokens),
            value: FactValue::Quantity(found.quantity),
            provenance: Provenance::new(found.rule, 80),
        });
    }
    FactSet::new(facts)
}
