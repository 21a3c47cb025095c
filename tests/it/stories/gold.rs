//! The annotated pair: two articles on one event with their claims, which of them say the same and in what
//! they differ; as the seeds have it, and in a twin whose people, places, bodies, days and numbers are others.
//!
//! The annotation is no part of the project. Without it there are no pairs and nothing is measured.
#![allow(dead_code)] // What one measurement does not ask, another does.

use serde_json::Value;
use sidelight::document::Document;
use sidelight::extract::extract;
use sidelight::fact::FactSet;
use sidelight::import::{Overrides, Payload, import};
use sidelight::story::{Article, ArticleIndex, Passage};
use sidelight::text::{TextRange, range};

use crate::facts::corpus::offsets;
use crate::facts::seeds::edition::{ARTICLE, Edit, Table, WIRE, moved, rewritten};
use crate::stories::corpora;
use crate::stories::twin::TABLE;

/// Two articles with their annotation.
pub(crate) struct Pair {
    /// How the figures call it: `seeds` or `twin`.
    pub(crate) name: &'static str,
    /// The shorter article, then the longer.
    pub(crate) documents: [Document; 2],
    /// Their facts.
    pub(crate) facts: [FactSet; 2],
    /// Every claim of both, in the order of the annotation.
    pub(crate) claims: Vec<GoldClaim>,
    /// Which claims say the same, wholly or in part.
    pub(crate) matches: Vec<GoldMatch>,
    /// In what the articles differ.
    pub(crate) differences: Vec<GoldDifference>,
    table: Table,
}

/// A claim of the annotation.
#[derive(Clone, Debug)]
pub(crate) struct GoldClaim {
    /// Its name there: `A04`, `B112`.
    pub(crate) id: String,
    /// Where it stands in this pair.
    pub(crate) passage: Passage,
    /// `asserted`, `attributed`, `evaluative`, `speculation`, `absence` or `provenance`.
    pub(crate) stance: String,
    /// `matched`, `partial`, `only_here` or `metadata`.
    pub(crate) status: String,
}

/// Claims of the two articles that say the same.
#[derive(Clone, Debug)]
pub(crate) struct GoldMatch {
    /// Its name in the annotation: `M07`.
    pub(crate) id: String,
    /// The claims of the first article, by their places in `claims`.
    pub(crate) first: Vec<usize>,
    /// The claims of the second.
    pub(crate) second: Vec<usize>,
    /// `same`, `partial`, `mention`, `escalation` and others.
    pub(crate) relation: String,
    /// How sure the annotation is of it, from 0 to 1.
    pub(crate) confidence: f64,
    /// Whether it must be found.
    pub(crate) must: bool,
}

/// Something in which the two differ.
#[derive(Clone, Debug)]
pub(crate) struct GoldDifference {
    /// Its name in the annotation: `D3`.
    pub(crate) id: String,
    /// `name`, `list`, `holder`, `time-trap` and others.
    pub(crate) class: String,
    /// The words of each article in this pair, or what stands for them in the annotation.
    pub(crate) words: [String; 2],
    /// The claims of the first article, by their places in `claims`.
    pub(crate) first: Vec<usize>,
    /// The claims of the second.
    pub(crate) second: Vec<usize>,
}

/// Returns the seeds and their twin with the annotation of each, if the caller has it.
pub(crate) fn pairs() -> Option<[Pair; 2]> {
    let file = std::fs::read_to_string(corpora()?.join("seeds_alignment.json")).unwrap();
    let json: Value = serde_json::from_str(&file).unwrap();
    Some([pair("seeds", &json, &[]), pair("twin", &json, TABLE)])
}

/// Returns the documents and facts of the seeds and their twin, which need no annotation.
pub(crate) fn editions(table: Table) -> [(Document, Vec<Edit>); 2] {
    [("000_43b137276f00a399.txt", WIRE), ("001_0c6f94f86f0ee5fa.txt", ARTICLE)].map(
        |(name, seed)| {
            let (text, edits) = rewritten(seed, table);
            let overrides = Overrides::default();
            let document = import(&Payload::new(text.as_bytes(), name, &overrides)).unwrap();
            // Every offset rests on this: the importer keeps the characters of the file.
            assert_eq!(document.text(), text, "{name}");
            (document, edits)
        },
    )
}

fn pair(name: &'static str, json: &Value, table: Table) -> Pair {
    let [(first, early), (second, late)] = editions(table);
    let places = [Places::new(&first, &early), Places::new(&second, &late)];
    let claims: Vec<_> = all(json, "claims").iter().map(|claim| gold(claim, &places)).collect();
    let place = |id: &Value| claims.iter().position(|claim| claim.id == text(id)).unwrap();
    let sides = |json: &Value, key: &str| all(json, key).iter().map(place).collect::<Vec<_>>();
    let must: Vec<_> = all(json, "must_match").iter().map(|one| text(&one["match"])).collect();
    let matches = all(json, "matches").iter().map(|one| GoldMatch {
        id: text(&one["id"]),
        first: sides(one, "a"),
        second: sides(one, "b"),
        relation: text(&one["relation"]),
        confidence: one["confidence"].as_f64().unwrap(),
        must: must.contains(&text(&one["id"])),
    });
    let words = |one: &Value, key: &str| rewritten(&text(&one[key]), table).0;
    let differences = all(json, "differences").iter().map(|one| GoldDifference {
        id: text(&one["id"]),
        class: text(&one["cls"]),
        words: [words(one, "a_text"), words(one, "b_text")],
        first: sides(one, "a"),
        second: sides(one, "b"),
    });
    let (matches, differences) = (matches.collect(), differences.collect());
    let facts = [extract(&first), extract(&second)];
    Pair { name, documents: [first, second], facts, claims, matches, differences, table }
}

impl Pair {
    /// Returns the two articles as they are compared.
    pub(crate) fn articles(&self) -> [Article<'_>; 2] {
        [0, 1].map(|at| Article { document: &self.documents[at], facts: &self.facts[at] })
    }

    /// Returns words of the seeds as this pair has them.
    pub(crate) fn words(&self, seed: &str) -> String {
        rewritten(seed, self.table).0
    }

    /// Returns the words of a passage.
    pub(crate) fn text(&self, passage: Passage) -> &str {
        self.documents[passage.article.index()].slice(passage.range)
    }
}

/// Where the characters of a seed stand in the text that was made of it.
struct Places<'e> {
    bytes: Vec<usize>,
    edits: &'e [Edit],
}

impl<'e> Places<'e> {
    fn new(document: &Document, edits: &'e [Edit]) -> Self {
        Self { bytes: offsets(document.text()), edits }
    }

    fn span(&self, json: &Value) -> TextRange {
        let at = |key: &str| {
            let position = usize::try_from(json[key].as_u64().unwrap()).unwrap();
            self.bytes[moved(self.edits, position)]
        };
        range(at("start"), at("end"))
    }
}

fn gold(json: &Value, places: &[Places<'_>; 2]) -> GoldClaim {
    let article = u16::from(json["source"] == "B");
    let range = places[usize::from(article)].span(json);
    GoldClaim {
        id: text(&json["id"]),
        passage: Passage { article: ArticleIndex(article), range },
        stance: text(&json["stance"]),
        status: text(&json["status"]),
    }
}

fn all<'j>(json: &'j Value, key: &str) -> &'j [Value] {
    json[key].as_array().unwrap()
}

fn text(json: &Value) -> String {
    json.as_str().unwrap().to_owned()
}

#[test]
fn every_claim_of_the_annotation_stands_where_it_says_in_the_seeds_and_in_their_twin() {
    let Some(pairs) = pairs() else { return };
    let file = std::fs::read_to_string(corpora().unwrap().join("seeds_alignment.json")).unwrap();
    let json: Value = serde_json::from_str(&file).unwrap();
    for pair in &pairs {
        assert_eq!(pair.claims.len(), 186);
        assert_eq!(pair.matches.iter().filter(|one| one.must).count(), 34);
        for (claim, gold) in pair.claims.iter().zip(all(&json, "claims")) {
            assert_eq!(pair.text(claim.passage), pair.words(&text(&gold["text"])), "{}", claim.id);
        }
    }
    let changed = pairs[0].claims.iter().zip(&pairs[1].claims);
    let changed = changed.filter(|(a, b)| pairs[0].text(a.passage) != pairs[1].text(b.passage));
    let changed = changed.count();
    println!("claims with other names, days or numbers in the twin: {changed} of 186");
    assert!(changed > 80, "{changed}");
}

#[test]
fn no_name_of_the_seeds_is_left_in_the_twin() {
    let names = [
        "Qiang",
        "Mishustin",
        "Jinping",
        "Putin",
        "Lifeng",
        "Zheng-long",
        "Yiqin",
        "Chin",
        "Russia",
        "Hangzhou",
        "Zhejiang",
        "Xinhua",
        "Shanghai",
        "BRICS",
        "Nations",
        "BeiDou",
        "GLONASS",
        "2025-11",
        "Nov",
        "Monday",
        "1996",
        "30th",
        "thirtieth",
        "2030",
        "Five-Year",
        "New Era",
        "Culture Year",
        "Cultural Year",
        "People's Daily",
        "人民日报",
        "李强",
        "俄",
    ];
    for (document, _) in editions(TABLE) {
        for name in names {
            assert!(!document.text().contains(name), "{name}");
        }
    }
}
