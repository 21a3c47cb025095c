//! Who says what, against the attributions of annotated news.
//!
//! The annotation gives for every attribution a source unit (`Rathbun wrote,`) and the head unit of
//! what is attributed; units are parts of sentences, and only the head of a long content is named.
//! So the matching is this:
//!
//! - Statements with one holder and one verb are one attribution: a quotation that its speaker divides, or
//!   that goes on in the next sentence, is counted once.
//! - One is right if any of its contents shares a character with the head of a gold content; it is
//!   strictly right if, besides, its verb or a holder shares one with the source unit of the same.
//! - A gold attribution whose source unit is a full sentence of capitalised words behind what is
//!   attributed (`Twitter / NASA.`) is the credit of a picture, no speech, and left out.

use sidelight::extract::extract;
use sidelight::fact::{FactValue, Statement};
use sidelight::text::TextRange;

use crate::facts::corpus::{Annotated, read};
use crate::facts::{Score, corpora};

/// An attribution: its contents, and where its verb and its holders stand.
struct Attribution {
    contents: Vec<TextRange>,
    sources: Vec<TextRange>,
}

impl Attribution {
    fn agrees(&self, other: &Self, strict: bool) -> bool {
        share(&self.contents, &other.contents) && (!strict || share(&self.sources, &other.sources))
    }
}

fn share(some: &[TextRange], others: &[TextRange]) -> bool {
    some.iter().any(|this| {
        others.iter().any(|that| this.intersect(*that).is_some_and(|both| !both.is_empty()))
    })
}

#[test]
fn attributions_of_annotated_news() {
    let Some(folder) = corpora() else { return };
    let gold = std::fs::read_to_string(folder.join("gum_news_attribution.dev.jsonl")).unwrap();
    let gold: Vec<serde_json::Value> =
        gold.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let documents = read(&folder.join("gum_news.dev.jsonl"));
    let (mut strict, mut loose) = (Score::default(), Score::default());
    for annotation in &gold {
        let document = documents.iter().find(|document| document.json["id"] == annotation["id"]);
        let document = document.unwrap();
        let expected = expected(document, annotation);
        let found = found(document);
        for (score, is_strict) in [(&mut strict, true), (&mut loose, false)] {
            score.gold += expected.len();
            score.found += found.len();
            let among = |one: &&Attribution, all: &[Attribution]| {
                all.iter().any(|other| one.agrees(other, is_strict))
            };
            score.right += found.iter().filter(|one| among(one, &expected)).count();
            score.recalled += expected.iter().filter(|one| among(one, &found)).count();
        }
        if std::env::var_os("SIDELIGHT_SHOW_ERRORS").is_some() {
            println!("# {}", annotation["id"]);
            show("MISS", document, &expected, &found);
            show("EXTRA", document, &found, &expected);
        }
    }
    loose.report("attribution, content", 94.0);
    strict.report("attribution, content and source", 87.0);
}

/// Prints what has no counterpart.
fn show(label: &str, document: &Annotated, some: &[Attribution], others: &[Attribution]) {
    let text = |ranges: &[TextRange]| {
        ranges.iter().map(|range| document.document.slice(*range)).collect::<Vec<_>>().join(" / ")
    };
    for one in some.iter().filter(|one| !others.iter().any(|other| one.agrees(other, true))) {
        let loose = others.iter().any(|other| one.agrees(other, false));
        let mark = if loose { "(source)" } else { "" };
        println!("{label}{mark} [{}] {}", text(&one.sources), text(&one.contents));
    }
}

fn expected(document: &Annotated, annotation: &serde_json::Value) -> Vec<Attribution> {
    let all = annotation["attributions"].as_array().unwrap().iter();
    all.map(|json| (document.range(&json["source"]), document.range(&json["content_head"])))
        .filter(|(source, content)| !is_credit(document.document.slice(*source), *source, *content))
        .map(|(source, content)| Attribution { contents: vec![content], sources: vec![source] })
        .collect()
}

/// Tells whether a source unit is the credit of a picture.
fn is_credit(text: &str, source: TextRange, content: TextRange) -> bool {
    let capitalised = text.split(' ').all(|word| !word.starts_with(char::is_lowercase));
    source.start() >= content.end() && text.ends_with('.') && capitalised
}

fn found(document: &Annotated) -> Vec<Attribution> {
    let set = extract(&document.document);
    let mut all: Vec<(Statement, Attribution)> = Vec::new();
    for fact in set.facts() {
        let FactValue::Statement(statement) = &fact.value else { continue };
        if statement.holders.is_empty() {
            continue;
        }
        let same = |(other, _): &&mut (Statement, Attribution)| {
            other.holders == statement.holders
                && (other.cue == statement.cue || statement.cue.is_none() || other.cue.is_none())
        };
        if let Some((other, attribution)) = all.iter_mut().rev().take(1).find(same) {
            other.cue = other.cue.or(statement.cue);
            attribution.contents.push(fact.range);
            attribution.sources.extend(statement.cue);
            continue;
        }
        let holders = statement.holders.iter().map(|holder| holder.range);
        let sources = statement.cue.into_iter().chain(holders).collect();
        let attribution = Attribution { contents: vec![fact.range], sources };
        all.push((statement.clone(), attribution));
    }
    all.into_iter().map(|(_, attribution)| attribution).collect()
}
