//! The annotation of the seeds, moved to where an edition has its words.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use sidelight::fact::EntityId;
use sidelight::text::{TextRange, range};

use crate::facts::corpora;
use crate::facts::corpus::offsets;
use crate::facts::seeds::edition::{Edition, moved};
use crate::facts::seeds::twin::VALUES;

/// A passage with what the annotation says of it.
pub(crate) type Label = (TextRange, String);

/// The annotation of one edition.
pub(crate) struct Annotation<'e> {
    edition: &'e Edition,
    json: Value,
    /// The byte offset of every character of the edition.
    bytes: Vec<usize>,
}

/// Reads the annotation of editions, if the caller has it.
pub(crate) fn annotations(editions: &[Edition]) -> Option<Vec<Annotation<'_>>> {
    let file = std::fs::read_to_string(corpora()?.join("seeds.json")).unwrap();
    let all: Value = serde_json::from_str(&file).unwrap();
    let annotation = |edition| Annotation::new(edition, &all);
    Some(editions.iter().map(annotation).collect())
}

impl<'e> Annotation<'e> {
    fn new(edition: &'e Edition, all: &Value) -> Self {
        let json = all["docs"][edition.index].clone();
        // The importer keeps the characters of the file as they are.
        Self { edition, json, bytes: offsets(edition.document.text()) }
    }

    pub(crate) const fn edition(&self) -> &'e Edition {
        self.edition
    }

    /// Returns the names of one kind.
    pub(crate) fn names(&self, label: &str) -> Vec<Label> {
        let entities = self.all("entities").iter().filter(|entity| entity["label"] == label);
        let mentions = entities.flat_map(|entity| entity["mentions"].as_array().unwrap());
        mentions.map(|mention| (self.span(mention), label.to_owned())).collect()
    }

    /// Returns the titles with whom they are given to.
    pub(crate) fn roles(&self) -> Vec<Label> {
        self.all("roles").iter().map(|role| (self.span(role), text(&role["entity"]))).collect()
    }

    /// Returns the times that the text gives exactly, with their values.
    pub(crate) fn times(&self) -> Vec<Label> {
        let exact = self.all("dates").iter().filter(|date| date["kind"] != "FUZZY");
        exact.map(|date| (self.span(date), self.value(&text(&date["value"]), date))).collect()
    }

    /// Returns the ordinals with their values.
    pub(crate) fn ordinals(&self) -> Vec<Label> {
        let ordinals = self.all("numbers").iter().filter(|number| number["kind"] == "ORDINAL");
        ordinals
            .map(|number| (self.span(number), self.value(&number["value"].to_string(), number)))
            .collect()
    }

    /// Returns the statements with their holders; nothing for voices that are no entity.
    pub(crate) fn statements(&self) -> Vec<Label> {
        let all = self.all("statements").iter();
        all.map(|statement| (self.span(statement), people(&statement["speaker"]))).collect()
    }

    /// Returns the passages that the text calls uncertain.
    pub(crate) fn hedges(&self) -> Vec<Label> {
        self.all("hedges").iter().map(|hedge| (self.span(hedge), String::new())).collect()
    }

    /// Returns the actions with who did them and the first word of the verb.
    pub(crate) fn actions(&self) -> Vec<Label> {
        let all = self.all("actions").iter();
        all.map(|action| {
            let verb = text(&action["verb"]);
            let verb = verb.split(' ').next().unwrap_or_default();
            (self.span(action), format!("{} {verb}", people(&action["actors"])))
        })
        .collect()
    }

    /// Returns the named events.
    pub(crate) fn events(&self) -> Vec<Label> {
        self.all("events").iter().map(|event| (self.span(event), String::new())).collect()
    }

    /// Returns the citations with publisher, author, date and page, as far as the annotation gives them.
    pub(crate) fn citations(&self) -> Vec<Label> {
        let all = self.all("citations").iter();
        all.map(|citation| {
            let words = |key: &str| self.edition.words(&text(&citation[key]));
            let date = self.value(&text(&citation["date"]), citation);
            let parts = [words("publisher"), words("author"), date, words("page")];
            (self.span(citation), parts.join("|"))
        })
        .collect()
    }

    /// Returns which entity of the annotation each entity found is: the one most of whose mentions it has.
    pub(crate) fn identities(&self) -> BTreeMap<EntityId, String> {
        let mut votes: BTreeMap<EntityId, BTreeMap<String, usize>> = BTreeMap::new();
        let gold: BTreeSet<(TextRangeKey, String)> = self
            .all("entities")
            .iter()
            .flat_map(|entity| {
                let mentions = entity["mentions"].as_array().unwrap().iter();
                mentions.map(|mention| (place(self.span(mention)), text(&entity["id"])))
            })
            .collect();
        for entity in self.edition.set.entities() {
            for mention in &entity.mentions {
                for (_, id) in gold.iter().filter(|(at, _)| *at == place(*mention)) {
                    *votes.entry(entity.id).or_default().entry(id.clone()).or_default() += 1;
                }
            }
        }
        let best = |ids: BTreeMap<String, usize>| {
            ids.into_iter().max_by_key(|(_, count)| *count).map(|(id, _)| id).unwrap()
        };
        votes.into_iter().map(|(entity, ids)| (entity, best(ids))).collect()
    }

    fn all(&self, layer: &str) -> &[Value] {
        self.json[layer].as_array().unwrap()
    }

    /// Returns where the edition has what the annotation names.
    fn span(&self, json: &Value) -> TextRange {
        let at = |key: &str| {
            let position = usize::try_from(json[key].as_u64().unwrap()).unwrap();
            moved(&self.edition.edits, position)
        };
        range(self.bytes[at("start")], self.bytes[at("end")])
    }

    /// Returns a value of the seed as the edition has it.
    fn value(&self, seed: &str, json: &Value) -> String {
        if self.edition.edits.is_empty() {
            return seed.to_owned();
        }
        let set = if json["kind"] == "SET" { " SET" } else { "" };
        let wanted = format!("{seed}{set}");
        let known = VALUES[self.edition.index].iter().find(|(from, _)| *from == wanted);
        known.map_or(seed, |(_, to)| to.strip_suffix(set).unwrap_or(to)).to_owned()
    }
}

type TextRangeKey = (usize, usize);

fn place(range: TextRange) -> TextRangeKey {
    (range.start().into(), range.end().into())
}

fn text(json: &Value) -> String {
    json.as_str().unwrap_or_default().to_owned()
}

/// Returns those that are entities, sorted; nothing for nameless voices.
fn people(json: &Value) -> String {
    let mut ids: Vec<_> = match json {
        Value::Array(ids) => ids.iter().filter_map(Value::as_str).collect(),
        other => other.as_str().into_iter().collect(),
    };
    ids.retain(|id| !id.contains(' '));
    ids.sort_unstable();
    ids.join("+")
}
