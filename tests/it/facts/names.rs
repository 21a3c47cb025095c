//! Names by type: same span and type, without a leading "the", titles and possessives.

use std::collections::BTreeSet;

use sidelight::extract::extract;
use sidelight::fact::EntityKind;
use sidelight::text::{TextRange, range};

use crate::facts::corpus::{Annotated, read};
use crate::facts::{Score, corpora};

const KINDS: [(&str, EntityKind); 3] = [
    ("PERSON", EntityKind::Person),
    ("ORG", EntityKind::Organization),
    ("PLACE", EntityKind::Place),
];

#[test]
fn names_in_unseen_newswire() {
    evaluate("newswire.train.jsonl", [81.0, 80.0, 83.5]);
}

#[test]
fn names_in_wikinews() {
    evaluate("gum_news.dev.jsonl", [74.5, 47.0, 63.5]);
}

fn evaluate(file: &str, floors: [f64; 3]) {
    let Some(folder) = corpora() else { return };
    let mut scores = [Score::default(); 3];
    let verbose = std::env::var_os("SIDELIGHT_SHOW_ERRORS").is_some();
    for annotated in read(&folder.join(file)) {
        let text = annotated.document.text().to_owned();
        let gold = gold(&annotated);
        let found = found(&annotated);
        for (index, (label, kind)) in KINDS.iter().enumerate() {
            let of_kind = |set: &BTreeSet<(usize, usize, EntityKind)>| {
                set.iter().filter(|name| name.2 == *kind).copied().collect::<BTreeSet<_>>()
            };
            let (gold_names, found_names) = (of_kind(&gold), of_kind(&found));
            let right = gold_names.intersection(&found_names).count();
            scores[index].gold += gold_names.len();
            scores[index].found += found_names.len();
            scores[index].right += right;
            scores[index].recalled += right;
            if verbose {
                for miss in gold_names.difference(&found_names) {
                    println!("MISS {label} {}", shown(&text, miss));
                }
                for extra in found_names.difference(&gold_names) {
                    println!("EXTRA {label} {}", shown(&text, extra));
                }
            }
        }
    }
    for ((score, (label, _)), floor) in scores.iter().zip(KINDS).zip(floors) {
        score.report(&format!("{file} {label}"), floor);
    }
}

fn gold(annotated: &Annotated) -> BTreeSet<(usize, usize, EntityKind)> {
    let spans = annotated.json["spans"].as_array().unwrap();
    let text = annotated.document.text();
    let mut names: Vec<_> = spans
        .iter()
        .filter_map(|span| {
            let label = span["label"].as_str().unwrap();
            let (_, kind) = KINDS.iter().find(|(name, _)| *name == label)?;
            Some((annotated.range(span), *kind))
        })
        .collect();
    // Of nested names the outer one counts.
    names.sort_by_key(|(range, _)| (range.start(), std::cmp::Reverse(range.end())));
    let mut end = sidelight::text::offset(0);
    names.retain(|(range, _)| {
        let outer = range.start() >= end;
        end = end.max(range.end());
        outer
    });
    names.into_iter().map(|(range, kind)| trimmed(text, range, kind)).collect()
}

fn found(annotated: &Annotated) -> BTreeSet<(usize, usize, EntityKind)> {
    let text = annotated.document.text();
    extract(&annotated.document)
        .entities()
        .flat_map(|entity| entity.mentions.iter().map(|range| (*range, entity.kind)))
        .map(|(range, kind)| trimmed(text, range, kind))
        .collect()
}

fn trimmed(text: &str, name: TextRange, kind: EntityKind) -> (usize, usize, EntityKind) {
    const TITLES: [&str; 26] = [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "president",
        "prime",
        "minister",
        "premier",
        "senator",
        "sen",
        "rep",
        "gov",
        "governor",
        "sir",
        "lord",
        "pope",
        "king",
        "queen",
        "general",
        "gen",
        "judge",
        "justice",
        "chancellor",
        "professor",
        "mayor",
    ];
    let (mut start, mut end) = (usize::from(name.start()), usize::from(name.end()));
    while let Some((first, rest)) = text[range(start, end)].split_once(' ') {
        let word = first.trim_end_matches('.').to_lowercase();
        let title = kind == EntityKind::Person && TITLES.contains(&word.as_str());
        if !title && word != "the" || rest.is_empty() {
            break;
        }
        start = end - rest.len();
    }
    let words = &text[range(start, end)];
    let kept = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s")).unwrap_or(words);
    end = start + kept.len();
    (start, end, kind)
}

/// Returns a name with what stands around it.
fn shown(text: &str, name: &(usize, usize, EntityKind)) -> String {
    let before: String = text[range(0, name.0)].chars().rev().take(24).collect();
    let before: String = before.chars().rev().collect();
    let after: String = text[range(name.1, text.len())].chars().take(24).collect();
    format!("{before}[{}]{after}", &text[range(name.0, name.1)]).replace('\n', "¶")
}
