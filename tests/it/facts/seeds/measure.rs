//! How much of the annotation of the seeds and their twins is found.

use std::collections::BTreeMap;

use sidelight::fact::{Amount, CitationKind, EntityId, FactValue, QuantityKind};

use crate::facts::Score;
use crate::facts::names::KINDS;
use crate::facts::seeds::annotation::{Annotation, Label, annotations};
use crate::facts::seeds::edition::{Edition, article, wire};

/// What one layer of the annotation is compared with, and how.
struct Layer {
    name: &'static str,
    gold: fn(&Annotation) -> Vec<Label>,
    found: fn(&Annotation) -> Vec<Label>,
    agreement: Agreement,
    /// The least F1 of the seeds and of the twins, in percent; of recall where only that is judged.
    floors: [f64; 2],
}

/// When a passage found and one annotated are the same.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Agreement {
    /// They have the same bounds and say the same.
    Exact,
    /// They share text and say the same.
    Shared,
    /// As before, and what is found beyond the annotation is no mistake: it names only the main ones.
    Recall,
}

const LAYERS: [Layer; 11] = [
    Layer {
        name: "PERSON",
        gold: |annotation| annotation.names("PERSON"),
        found: |annotation| names(annotation.edition(), "PERSON"),
        agreement: Agreement::Exact,
        floors: [97.0, 97.0],
    },
    Layer {
        name: "ORG",
        gold: |annotation| annotation.names("ORG"),
        found: |annotation| names(annotation.edition(), "ORG"),
        agreement: Agreement::Exact,
        floors: [99.5, 96.5],
    },
    Layer {
        name: "PLACE",
        gold: |annotation| annotation.names("PLACE"),
        found: |annotation| names(annotation.edition(), "PLACE"),
        agreement: Agreement::Exact,
        floors: [99.0, 99.0],
    },
    Layer {
        name: "roles",
        gold: |annotation| annotation.roles(),
        found: roles,
        agreement: Agreement::Exact,
        floors: [100.0, 100.0],
    },
    Layer {
        name: "times",
        gold: |annotation| annotation.times(),
        found: |annotation| times(annotation.edition()),
        agreement: Agreement::Shared,
        floors: [100.0, 100.0],
    },
    Layer {
        name: "ordinals",
        gold: |annotation| annotation.ordinals(),
        found: |annotation| ordinals(annotation.edition()),
        agreement: Agreement::Shared,
        floors: [100.0, 100.0],
    },
    Layer {
        name: "statements",
        gold: |annotation| annotation.statements(),
        found: statements,
        agreement: Agreement::Shared,
        floors: [93.5, 93.5],
    },
    Layer {
        name: "hedges",
        gold: |annotation| annotation.hedges(),
        found: |annotation| hedges(annotation.edition()),
        agreement: Agreement::Shared,
        floors: [88.0, 88.0],
    },
    Layer {
        name: "actions",
        gold: |annotation| annotation.actions(),
        found: actions,
        agreement: Agreement::Recall,
        floors: [95.5, 90.5],
    },
    Layer {
        name: "events",
        gold: |annotation| annotation.events(),
        found: |annotation| events(annotation.edition()),
        agreement: Agreement::Recall,
        floors: [87.5, 84.5],
    },
    Layer {
        name: "citations",
        gold: |annotation| annotation.citations(),
        found: |annotation| citations(annotation.edition()),
        agreement: Agreement::Recall,
        floors: [100.0, 100.0],
    },
];

#[test]
fn the_seeds_and_their_twins_against_the_annotation() {
    let [wire, wire_twin] = wire();
    let [article, article_twin] = article();
    let mut faults = Vec::new();
    for (name, editions, floor) in
        [("seeds", [wire, article], 0), ("twins", [wire_twin, article_twin], 1)]
    {
        let Some(annotations) = annotations(&editions) else { return };
        for layer in &LAYERS {
            let (name, least) = (format!("{name} {}", layer.name), layer.floors[floor]);
            let score = measure(layer, &annotations);
            score.report(&name, 0.0);
            let reached = score.percent().2;
            if reached < least {
                faults.push(format!("{name}: {reached:.1} fell below {least}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn measure(layer: &Layer, annotations: &[Annotation]) -> Score {
    let mut score = Score::default();
    for annotation in annotations {
        let (gold, found) = ((layer.gold)(annotation), (layer.found)(annotation));
        let agrees = |a: &Label, b: &Label| {
            let shared = a.0.intersect(b.0).is_some_and(|both| !both.is_empty());
            let same = if layer.agreement == Agreement::Exact { a.0 == b.0 } else { shared };
            same && a.1 == b.1
        };
        let missed: Vec<_> = gold.iter().filter(|a| !found.iter().any(|b| agrees(a, b))).collect();
        let wrong: Vec<_> = found.iter().filter(|a| !gold.iter().any(|b| agrees(a, b))).collect();
        score.gold += gold.len();
        score.recalled += gold.len() - missed.len();
        score.found += found.len();
        score.right += found.len() - wrong.len();
        if std::env::var_os("SIDELIGHT_SHOW_ERRORS").is_some() {
            let edition = annotation.edition();
            for (what, labels) in [("MISS", missed), ("EXTRA", wrong)] {
                for (range, value) in labels {
                    let words = edition.document.slice(*range);
                    println!("{what} {} {} {words} [{value}]", edition.name, layer.name);
                }
            }
        }
    }
    if layer.agreement == Agreement::Recall {
        score.found = score.recalled;
        score.right = score.recalled;
    }
    score
}

fn names(edition: &Edition, label: &str) -> Vec<Label> {
    let kind = KINDS.iter().find(|(name, _, _)| *name == label).unwrap().1;
    let entities = edition.set.entities().filter(|entity| entity.kind == kind);
    let mentions = entities.flat_map(|entity| entity.mentions.iter());
    mentions.map(|range| (*range, label.to_owned())).collect()
}

fn roles(annotation: &Annotation) -> Vec<Label> {
    let identities = annotation.identities();
    let entities = annotation.edition().set.entities();
    let roles = entities.flat_map(|entity| {
        let id = identities.get(&entity.id).cloned().unwrap_or_default();
        let mentions = entity.roles.iter().flat_map(|role| role.mentions.iter());
        mentions.map(move |range| (*range, id.clone()))
    });
    roles.collect()
}

fn times(edition: &Edition) -> Vec<Label> {
    labels(edition, |value| match value {
        FactValue::Time(time) => Some(time.value.clone()),
        _ => None,
    })
}

fn ordinals(edition: &Edition) -> Vec<Label> {
    labels(edition, |value| match value {
        FactValue::Quantity(quantity) if quantity.kind == QuantityKind::Ordinal => {
            match quantity.amount {
                Amount::Exact(number) => Some(number.to_string()),
                Amount::Between(..) => None,
            }
        }
        _ => None,
    })
}

fn hedges(edition: &Edition) -> Vec<Label> {
    labels(edition, |value| matches!(value, FactValue::Hedge(_)).then(String::new))
}

fn events(edition: &Edition) -> Vec<Label> {
    let events = edition.all(|value| match value {
        FactValue::Event(event) => Some(event),
        _ => None,
    });
    let mentions = events.iter().flat_map(|event| event.mentions.iter());
    mentions.map(|range| (*range, String::new())).collect()
}

fn statements(annotation: &Annotation) -> Vec<Label> {
    let identities = annotation.identities();
    labels(annotation.edition(), |value| match value {
        FactValue::Statement(statement)
            if statement.cue.is_some() && !statement.holders.is_empty() =>
        {
            Some(those(&identities, statement.holders.iter().filter_map(|holder| holder.entity)))
        }
        _ => None,
    })
}

fn actions(annotation: &Annotation) -> Vec<Label> {
    let identities = annotation.identities();
    let document = &annotation.edition().document;
    labels(annotation.edition(), |value| match value {
        FactValue::Action(action) => {
            let agents = those(&identities, action.agents.iter().copied());
            Some(format!("{agents} {}", document.slice(action.verb)))
        }
        _ => None,
    })
}

fn citations(edition: &Edition) -> Vec<Label> {
    labels(edition, |value| match value {
        FactValue::Citation(citation)
            if matches!(
                citation.kind,
                CitationKind::Credit | CitationKind::Dateline | CitationKind::Reference
            ) =>
        {
            let parts = [&citation.publisher, &citation.author, &citation.date, &citation.page];
            let parts: Vec<_> = parts.iter().map(|part| part.as_deref().unwrap_or("")).collect();
            Some(parts.join("|"))
        }
        _ => None,
    })
}

fn those(identities: &BTreeMap<EntityId, String>, ids: impl Iterator<Item = EntityId>) -> String {
    let known = |id| identities.get(&id).map_or("other", String::as_str);
    let mut names: Vec<_> = ids.map(known).collect();
    names.sort_unstable();
    names.join("+")
}

fn labels(edition: &Edition, label: impl Fn(&FactValue) -> Option<String>) -> Vec<Label> {
    let facts = edition.set.facts().iter();
    facts.filter_map(|fact| Some((fact.range, label(&fact.value)?))).collect()
}
