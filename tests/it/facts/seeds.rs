//! The seed articles: what must be found in them, and how much of the annotation is.

use sidelight::document::Document;
use sidelight::extract::extract;
use sidelight::fact::{
    Certainty, CitationKind, EntityKind, FactSet, FactValue, QuantityKind, Statement, TimeKind,
};
use sidelight::import::{Overrides, Payload, import};
use sidelight::text::{TextRange, range};

use crate::facts::corpus::offsets;
use crate::facts::{Score, corpora};

const WIRE: &str = include_str!("../../../seeds/000_43b137276f00a399.txt");
const ARTICLE: &str = include_str!("../../../seeds/001_0c6f94f86f0ee5fa.txt");

/// Imports the wire story.
fn wire() -> Document {
    imported(WIRE, "wire.txt")
}

/// Imports the long article.
fn article() -> Document {
    imported(ARTICLE, "article.txt")
}

fn imported(text: &str, name: &str) -> Document {
    let overrides = Overrides::default();
    import(&Payload::new(text.as_bytes(), name, &overrides)).unwrap()
}

fn entity(set: &FactSet, name: &str, kind: EntityKind) -> sidelight::fact::Entity {
    let found = set.entities().find(|entity| entity.name == name && entity.kind == kind);
    found.unwrap_or_else(|| panic!("no {name}: {:?}", names(set))).clone()
}

fn names(set: &FactSet) -> Vec<String> {
    set.entities().map(|entity| format!("{} {}", entity.kind.name(), entity.name)).collect()
}

/// Returns `holder: content` of every attributed statement.
fn said(document: &Document, set: &FactSet) -> Vec<String> {
    let holders = |statement: &Statement| {
        let names = statement.holders.iter().map(|holder| {
            holder.entity.and_then(|id| set.entity(id)).map_or("?", |entity| entity.name.as_str())
        });
        names.collect::<Vec<_>>().join("+")
    };
    set.facts()
        .iter()
        .filter_map(|fact| match &fact.value {
            FactValue::Statement(statement) if !statement.holders.is_empty() => {
                Some(format!("{}: {}", holders(statement), document.slice(fact.range)))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn the_wire_story_says_who_where_and_when() {
    let document = wire();
    let set = extract(&document);
    let li = entity(&set, "Li Qiang", EntityKind::Person);
    assert!(li.roles.iter().any(|role| role.text == "Chinese Premier"), "{:?}", li.roles);
    assert_eq!(li.mentions.len(), 8);
    let mishustin = entity(&set, "Mikhail Mishustin", EntityKind::Person);
    assert!(mishustin.roles.iter().any(|role| role.text == "Russian Prime Minister"));
    assert_eq!(mishustin.mentions.len(), 6);
    entity(&set, "Hangzhou", EntityKind::Place);
    entity(&set, "Zhejiang Province", EntityKind::Place);
    entity(&set, "Xinhua", EntityKind::Organization);
    entity(&set, "Shanghai Cooperation Organization", EntityKind::Organization);
    let days = set.facts().iter().filter(|fact| match &fact.value {
        FactValue::Time(time) => time.value == "2025-11-03" && time.kind == TimeKind::Point,
        _ => false,
    });
    assert_eq!(days.count(), 4);
    assert!(
        !names(&set).iter().any(|name| name.contains("Chinese") || name.contains("Russian")),
        "{:?}",
        names(&set)
    );
}

#[test]
fn the_wire_story_says_who_said_and_did_what() {
    let document = wire();
    let set = extract(&document);
    let said = said(&document, &set);
    let has = |start: &str| {
        assert!(said.iter().any(|line| line.starts_with(start)), "{start}: {said:#?}");
    };
    has("Li Qiang: China's readiness to work with Russia");
    has("Li Qiang: this year marks the 80th anniversary");
    has("Li Qiang: The two countries have supported each other");
    has("Li Qiang: China is willing to work with Russia to use");
    has("Li Qiang: Last month, the fourth plenary session");
    has("Li Qiang: China is willing to work with Russia to provide");
    has("Mikhail Mishustin: the comprehensive strategic partnership");
    has("Mikhail Mishustin: Russia is willing to enhance");
    has("Li Qiang+Mikhail Mishustin: they should consider");
    has("Li Qiang+Mikhail Mishustin: enhance their cooperation");
    let signed = set.facts().iter().any(|fact| match &fact.value {
        FactValue::Action(action) => {
            document.slice(action.verb) == "signed"
                && action
                    .object
                    .is_some_and(|object| document.slice(object) == "a joint communique")
                && action.agents.len() == 2
        }
        _ => false,
    });
    assert!(signed);
    let credits: Vec<_> = set
        .facts()
        .iter()
        .filter_map(|fact| match &fact.value {
            FactValue::Citation(citation) if citation.kind == CitationKind::Credit => {
                Some((citation.publisher.as_deref()?, citation.author.as_deref()?))
            }
            _ => None,
        })
        .collect();
    assert_eq!(credits, [("Xinhua", "Huang Jingwen"), ("Xinhua", "Gao Jie")]);
    entity(&set, "Huang Jingwen", EntityKind::Person);
    entity(&set, "Gao Jie", EntityKind::Person);
    let events: Vec<_> = set
        .facts()
        .iter()
        .filter_map(|fact| match &fact.value {
            FactValue::Event(event) => Some(event),
            _ => None,
        })
        .collect();
    let meeting =
        events.iter().find(|event| event.name.starts_with("30th regular meeting")).unwrap();
    assert_eq!((meeting.mentions.len(), meeting.time.as_deref()), (3, Some("2025-11-03")));
    let took_part: Vec<_> =
        meeting.participants.iter().map(|id| set.entity(*id).unwrap().name.as_str()).collect();
    assert_eq!(took_part, ["Li Qiang", "Mikhail Mishustin"]);
    let others = events.iter().filter(|event| event.name != meeting.name);
    assert!(
        others.clone().count() > 3 && others.clone().all(|event| event.participants.is_empty())
    );
    assert!(!names(&set).iter().any(|name| name.contains("Patriotic")), "{:?}", names(&set));
    assert_eq!(
        meeting.place.and_then(|id| set.entity(id)).map(|place| place.name.as_str()),
        Some("Hangzhou")
    );
}

#[test]
fn what_is_said_names_its_speaker_and_its_verb() {
    let document = wire();
    let set = extract(&document);
    let shown: Vec<_> = set
        .facts()
        .iter()
        .filter_map(|fact| match &fact.value {
            FactValue::Statement(statement) => Some((fact.range, statement)),
            _ => None,
        })
        .map(|(range, statement)| {
            let holder =
                statement.holders.first().map_or("", |holder| document.slice(holder.range));
            let cue = statement.cue.map_or("", |cue| document.slice(cue));
            let words: Vec<_> = document.slice(range).split(' ').take(4).collect();
            format!("{holder} {cue}: {}", words.join(" "))
        })
        .collect();
    for expected in [
        "Li Qiang expressed: China's readiness to work",
        "Li said: this year marks the",
        "he said: The two countries have",
        "He said: China is willing to",
        "Li said: Last month, the fourth",
        "He stressed: China is willing to",
        "Mishustin said: the comprehensive strategic partnership",
        "he noted: Russia is willing to",
    ] {
        assert!(shown.iter().any(|line| line == expected), "{expected}: {shown:#?}");
    }
}

#[test]
fn every_name_quotes_the_text() {
    for document in [wire(), article()] {
        let set = extract(&document);
        for entity in set.entities() {
            let name = entity.name.to_lowercase();
            let initials: String =
                entity.name.chars().filter(|letter| letter.is_uppercase()).collect();
            for range in &entity.mentions {
                let written = document.slice(*range);
                let parts = written.split(' ').all(|part| name.contains(&part.to_lowercase()));
                assert!(parts || written == initials, "{written} in {entity:?}");
            }
            let roles = entity.roles.iter().flat_map(|role| {
                role.mentions.iter().map(|range| (document.slice(*range), role.text.as_str()))
            });
            for (written, role) in roles {
                assert!(written.eq_ignore_ascii_case(role), "{written} is not {role}");
            }
        }
    }
}

#[test]
fn the_long_article_keeps_people_apart() {
    let document = article();
    let set = extract(&document);
    let he = entity(&set, "He Lifeng", EntityKind::Person);
    assert_eq!(he.mentions.len(), 1);
    entity(&set, "Wu Zheng-long", EntityKind::Person);
    entity(&set, "Xi Jinping", EntityKind::Person);
    entity(&set, "Li Qiang", EntityKind::Person);
    let said = said(&document, &set);
    assert!(!said.iter().any(|line| line.starts_with("He Lifeng")));
    for quoted in
        ["15th Five-Year Plan", "New Era", "strategic partnership", "Russia-China Culture"]
    {
        let scare = |line: &&String| line.contains(&format!(": “{quoted}"));
        assert_eq!(said.iter().find(scare), None);
    }
    entity(&set, "Chen Yiqin", EntityKind::Person);
    let li = entity(&set, "Li Qiang", EntityKind::Person);
    assert!(li.mentions.iter().all(|range| document.slice(*range) != "He Lifeng"));
    let unknown: Vec<_> = set
        .facts()
        .iter()
        .filter_map(|fact| match &fact.value {
            FactValue::Statement(statement) if statement.certainty == Certainty::Unknown => {
                statement.cue.map(|cue| (document.slice(cue), document.slice(fact.range)))
            }
            _ => None,
        })
        .collect();
    for (cue, clause) in [
        ("not immediately released", "While the detailed contents of the communiqué were not"),
        (
            "not disclosed",
            "The specific details and clauses of these agreements were not disclosed",
        ),
        ("not detailed", "While specific data, targets, or projects in areas like trade"),
        ("not elaborated", "While specific plans for this strategic alignment were not elaborated"),
    ] {
        let found = unknown.iter().any(|(at, text)| at.contains(cue) && text.starts_with(clause));
        assert!(found, "{cue}: {unknown:#?}");
    }
    let presided = set.facts().iter().find_map(|fact| match &fact.value {
        FactValue::Action(action) if document.slice(action.verb) == "presided" => Some(action),
        _ => None,
    });
    let agents: Vec<_> =
        presided.unwrap().agents.iter().map(|id| set.entity(*id).unwrap().name.as_str()).collect();
    assert_eq!(agents, ["Li Qiang", "Mikhail Mishustin"]);
    let reference = set
        .facts()
        .iter()
        .find_map(|fact| match &fact.value {
            FactValue::Citation(citation) if citation.kind == CitationKind::Reference => {
                Some(citation.clone())
            }
            _ => None,
        })
        .unwrap();
    assert_eq!(reference.publisher.as_deref(), Some("人民日报"));
    assert_eq!(reference.page.as_deref(), Some("01版"));
    assert_eq!(reference.date.as_deref(), Some("2025-11-04"));
}

/// Ranges of one layer of the annotation, in bytes, with a value to compare.
type Layer = Vec<(TextRange, String)>;

#[test]
fn the_seeds_against_their_annotation() {
    let Some(folder) = corpora() else { return };
    let gold: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("seeds.json")).unwrap()).unwrap();
    let documents = [wire(), article()];
    let floors = [
        ("entities", 98.0),
        ("times", 98.0),
        ("ordinals", 94.0),
        ("statements", 87.0),
        ("hedges", 88.0),
    ];
    for (layer, floor) in floors {
        let mut score = Score::default();
        for (document, gold) in documents.iter().zip(gold["docs"].as_array().unwrap()) {
            // The annotation counts characters of the file, which the importer keeps as they are.
            let bytes = offsets(document.text());
            let expected = expected(gold, layer, &bytes);
            let found = found(document, &extract(document), layer);
            let agrees = |a: &(TextRange, String), b: &(TextRange, String)| {
                let shared = a.0.intersect(b.0).is_some_and(|both| !both.is_empty());
                match layer {
                    "entities" => a.0 == b.0 && a.1 == b.1,
                    "hedges" => shared,
                    _ => shared && a.1 == b.1,
                }
            };
            score.gold += expected.len();
            score.found += found.len();
            score.right += found.iter().filter(|a| expected.iter().any(|b| agrees(a, b))).count();
            score.recalled +=
                expected.iter().filter(|a| found.iter().any(|b| agrees(a, b))).count();
            if std::env::var_os("SIDELIGHT_SHOW_ERRORS").is_some() {
                for a in expected.iter().filter(|a| !found.iter().any(|b| agrees(a, b))) {
                    println!("MISS {layer} {} [{}]", document.slice(a.0), a.1);
                }
                for a in found.iter().filter(|a| !expected.iter().any(|b| agrees(a, b))) {
                    println!("EXTRA {layer} {} [{}]", document.slice(a.0), a.1);
                }
            }
        }
        score.report(&format!("seeds {layer}"), floor);
    }
}

fn expected(gold: &serde_json::Value, layer: &str, bytes: &[usize]) -> Layer {
    let span = |json: &serde_json::Value| {
        let at = |key: &str| bytes[usize::try_from(json[key].as_u64().unwrap()).unwrap()];
        range(at("start"), at("end"))
    };
    let text = |json: &serde_json::Value| json.as_str().unwrap_or_default().to_owned();
    let all = |key: &str| gold[key].as_array().unwrap().clone();
    match layer {
        "entities" => all("entities")
            .iter()
            .filter(|entity| entity["label"] != "PRODUCT")
            .flat_map(|entity| {
                let mentions = entity["mentions"].as_array().unwrap().clone();
                mentions
                    .into_iter()
                    .map(|mention| (span(&mention), text(&entity["label"])))
                    .collect::<Vec<_>>()
            })
            .collect(),
        "times" => all("dates")
            .iter()
            .filter(|json| json["kind"] != "FUZZY")
            .map(|json| (span(json), text(&json["value"])))
            .collect(),
        "ordinals" => all("numbers")
            .iter()
            .filter(|json| json["kind"] == "ORDINAL")
            .map(|json| (span(json), json["value"].as_f64().unwrap().to_string()))
            .collect(),
        "statements" => {
            all("statements").iter().map(|json| (span(json), speakers(&json["speaker"]))).collect()
        }
        _ => all("hedges").iter().map(|json| (span(json), String::new())).collect(),
    }
}

/// Returns the speakers that have an entity, sorted; nothing for nameless voices.
fn speakers(json: &serde_json::Value) -> String {
    let mut ids: Vec<_> = match json {
        serde_json::Value::Array(ids) => ids.iter().filter_map(|id| id.as_str()).collect(),
        other => other.as_str().into_iter().collect(),
    };
    ids.retain(|id| !id.contains(' '));
    ids.sort_unstable();
    ids.join("+")
}

fn found(document: &Document, set: &FactSet, layer: &str) -> Layer {
    let label = |kind: EntityKind| match kind {
        EntityKind::Person => "PERSON",
        EntityKind::Organization => "ORG",
        EntityKind::Place => "PLACE",
    };
    if layer == "entities" {
        return set
            .entities()
            .flat_map(|entity| {
                entity.mentions.iter().map(move |range| (*range, label(entity.kind).to_owned()))
            })
            .collect();
    }
    set.facts()
        .iter()
        .filter_map(|fact| {
            let value = match (&fact.value, layer) {
                (FactValue::Time(time), "times") => time.value.clone(),
                (FactValue::Quantity(quantity), "ordinals")
                    if quantity.kind == QuantityKind::Ordinal =>
                {
                    match quantity.amount {
                        sidelight::fact::Amount::Exact(value) => value.to_string(),
                        sidelight::fact::Amount::Between(..) => return None,
                    }
                }
                (FactValue::Statement(statement), "statements")
                    if statement.cue.is_some() && !statement.holders.is_empty() =>
                {
                    let mut ids: Vec<_> = statement
                        .holders
                        .iter()
                        .filter_map(|holder| set.entity(holder.entity?))
                        .map(|entity| match entity.name.as_str() {
                            "Li Qiang" => "li",
                            "Mikhail Mishustin" => "mishustin",
                            _ => "other",
                        })
                        .collect();
                    ids.sort_unstable();
                    ids.join("+")
                }
                (FactValue::Hedge(_), "hedges") => String::new(),
                _ => return None,
            };
            let _ = document;
            Some((fact.range, value))
        })
        .collect()
}
