//! The seed articles: what must be found in them, and how much of the annotation is.

use jiff::civil::date;
use sidelight::document::{Block, BlockKind, Dateline, Document, DocumentBuilder};
use sidelight::extract::extract;
use sidelight::fact::{
    CitationKind, EntityKind, FactSet, FactValue, QuantityKind, Statement, TimeKind,
};
use sidelight::text::{TextRange, offset, range};

use crate::facts::corpus::offsets;
use crate::facts::{Score, corpora};

const WIRE: &str = include_str!("../../../seeds/000_43b137276f00a399.txt");
const ARTICLE: &str = include_str!("../../../seeds/001_0c6f94f86f0ee5fa.txt");

/// Makes the wire story as an importer would: a note, a title, captions, a dateline.
fn wire() -> Document {
    let find = |words: &str| {
        let at = WIRE.find(words).unwrap();
        range(at, at + words.len())
    };
    let note = find("date 2025-11-04");
    let line = find("HANGZHOU, Nov. 3 (Xinhua)");
    let mut builder = blocks(WIRE, |index, block| match index {
        0 => vec![
            Block::new(BlockKind::Note, note),
            Block::new(BlockKind::Title, TextRange::new(note.end() + offset(1), block.end())),
        ],
        _ if WIRE[block].ends_with(')') && WIRE[block].contains("co-chairs") => {
            vec![Block::new(BlockKind::Caption, block)]
        }
        _ => vec![Block::new(BlockKind::Paragraph, block)],
    });
    builder.metadata().published = Some(date(2025, 11, 4));
    builder.metadata().dateline = Some(Dateline {
        range: line,
        place: find("HANGZHOU"),
        day: Some(TextRange::at(line.start() + offset(10), offset(6))),
        date: Some(date(2025, 11, 3)),
        agency: Some(TextRange::at(line.start() + offset(18), offset(6))),
    });
    builder.finish().unwrap()
}

/// Makes the long article, its lines as paragraphs, short ones without a stop as headings.
fn article() -> Document {
    let builder = blocks(ARTICLE, |_, block| {
        let words = &ARTICLE[block];
        let kind = match words {
            _ if words.starts_with("- ") => BlockKind::Reference,
            _ if words.len() < 90 && !words.ends_with('.') => BlockKind::Heading(2),
            _ => BlockKind::Paragraph,
        };
        vec![Block::new(kind, block)]
    });
    builder.finish().unwrap()
}

fn blocks(text: &str, make: impl Fn(usize, TextRange) -> Vec<Block>) -> DocumentBuilder {
    let mut builder = DocumentBuilder::new();
    builder.push_str(text);
    let mut at = 0;
    for (index, line) in text.split('\n').enumerate() {
        let kept = sidelight::text::segment::trimmed(line, offset(at));
        at += line.len() + 1;
        for block in kept.into_iter().flat_map(|kept| make(index, kept)) {
            builder.block(block);
        }
    }
    builder
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
                citation.author.clone()
            }
            _ => None,
        })
        .collect();
    assert_eq!(credits, ["Huang Jingwen", "Gao Jie"]);
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
    assert_eq!(
        meeting.place.and_then(|id| set.entity(id)).map(|place| place.name.as_str()),
        Some("Hangzhou")
    );
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
    assert!(!said(&document, &set).iter().any(|line| line.starts_with("He Lifeng")));
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
        ("entities", 95.0),
        ("times", 98.0),
        ("ordinals", 94.0),
        ("statements", 81.0),
        ("hedges", 85.0),
    ];
    for (layer, floor) in floors {
        let mut score = Score::default();
        for (document, gold) in documents.iter().zip(gold["docs"].as_array().unwrap()) {
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
