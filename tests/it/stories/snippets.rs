//! The development half of ECB+, topics 1 to 35: short reports on pairs of events of one kind, read once for all tests.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::OnceLock;

use serde_json::Value;
use sidelight::document::{BlockKind, Document, DocumentBuilder};
use sidelight::extract::extract;
use sidelight::fact::FactSet;

use crate::stories::corpora;

/// A report, each of its sentences a paragraph.
pub(crate) struct Snippet {
    pub(crate) topic: u64,
    /// Which event it is on; each topic has two.
    pub(crate) story: String,
    pub(crate) sentences: Vec<String>,
    /// The event chains of each sentence.
    pub(crate) events: Vec<BTreeSet<String>>,
    pub(crate) document: Document,
    pub(crate) facts: FactSet,
}

/// Returns all reports; nothing without the corpora.
pub(crate) fn snippets() -> Option<&'static [Snippet]> {
    static READ: OnceLock<Vec<Snippet>> = OnceLock::new();
    let path = corpora()?.join("ecbplus.dev.jsonl");
    Some(READ.get_or_init(|| fs::read_to_string(path).unwrap().lines().map(snippet).collect()))
}

/// Returns the reports by what they are grouped by.
pub(crate) fn by<Key: Ord>(
    key: impl Fn(&Snippet) -> Key,
) -> Option<BTreeMap<Key, Vec<&'static Snippet>>> {
    let mut groups: BTreeMap<Key, Vec<_>> = BTreeMap::new();
    for snippet in snippets()? {
        groups.entry(key(snippet)).or_default().push(snippet);
    }
    Some(groups)
}

impl Snippet {
    /// Returns the report with other sentences.
    pub(crate) fn with(&self, sentences: Vec<String>) -> Self {
        Self::read(self.topic, self.story.clone(), sentences, self.events.clone())
    }

    fn read(
        topic: u64,
        story: String,
        sentences: Vec<String>,
        events: Vec<BTreeSet<String>>,
    ) -> Self {
        let mut builder = DocumentBuilder::new();
        for sentence in &sentences {
            builder.simple(BlockKind::Paragraph, sentence);
        }
        let document = builder.finish().unwrap();
        let facts = extract(&document);
        Self { topic, story, sentences, events, document, facts }
    }
}

fn snippet(line: &str) -> Snippet {
    let json: Value = serde_json::from_str(line).unwrap();
    let all = json["sentences"].as_array().unwrap();
    let words = |value: &Value| value.as_str().unwrap().to_owned();
    let sentences = all.iter().map(|sentence| words(&sentence["text"])).collect();
    let chains =
        |sentence: &Value| sentence["events"].as_array().unwrap().iter().map(words).collect();
    let events = all.iter().map(chains).collect();
    Snippet::read(json["topic"].as_u64().unwrap(), words(&json["story"]), sentences, events)
}
