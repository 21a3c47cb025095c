//! Names by type: same span and type, without a leading "the", titles and possessives.

use std::collections::BTreeSet;
use std::path::Path;

use sidelight::document::Document;
use sidelight::extract::extract;
use sidelight::fact::EntityKind;
use sidelight::text::{TextRange, range};

use crate::facts::Score;
use crate::facts::corpus::document;

pub(crate) const KINDS: [(&str, EntityKind, &str); 3] = [
    ("PERSON", EntityKind::Person, "P"),
    ("ORG", EntityKind::Organization, "O"),
    ("PLACE", EntityKind::Place, "L"),
];

/// Text of our own that no training sees: news in the styles of agencies and papers, 1990s newswire too.
const HELD_OUT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/names/text/held-out");

#[test]
fn names_in_text_that_no_training_saw() {
    let mut scores = [Score::default(); 3];
    let Ok(files) = std::fs::read_dir(HELD_OUT) else {
        eprintln!("{HELD_OUT} is not there: nothing evaluated");
        return;
    };
    for file in files {
        for annotated in marked(&file.unwrap().path()) {
            count(&annotated, &mut scores);
        }
    }
    for ((score, (label, _, _)), floor) in scores.iter().zip(KINDS).zip([92.5, 88.5, 92.0]) {
        score.report(&format!("held-out own text {label}"), floor);
    }
}

fn count(annotated: &Annotated, scores: &mut [Score; 3]) {
    let text = annotated.document.text();
    let gold: BTreeSet<_> =
        annotated.names.iter().map(|(range, kind)| trimmed(text, *range, *kind)).collect();
    let found = found(&annotated.document);
    for (score, (_, kind, _)) in scores.iter_mut().zip(KINDS) {
        let of_kind = |set: &BTreeSet<(usize, usize, EntityKind)>| {
            set.iter().filter(|name| name.2 == kind).copied().collect::<BTreeSet<_>>()
        };
        let (gold_names, found_names) = (of_kind(&gold), of_kind(&found));
        let right = gold_names.intersection(&found_names).count();
        score.gold += gold_names.len();
        score.found += found_names.len();
        score.right += right;
        score.recalled += right;
    }
}

/// A text with the names that were marked in it.
struct Annotated {
    document: Document,
    names: Vec<(TextRange, EntityKind)>,
}

/// Reads articles between lines of `%%`, with names in brackets: `[P Ana Ruiz] of [O Xinhua]`.
fn marked(path: &Path) -> Vec<Annotated> {
    let content = std::fs::read_to_string(path).unwrap();
    let articles = content.split("\n%%\n").map(str::trim).filter(|article| !article.is_empty());
    articles
        .map(|article| {
            let mut text = String::new();
            let mut names = Vec::new();
            for (index, part) in article.split('[').enumerate() {
                let Some((name, rest)) = part.split_once(']').filter(|_| index > 0) else {
                    text.push_str(part);
                    continue;
                };
                let (kind, name) = name.split_once(' ').unwrap();
                let start = text.len();
                text.push_str(name);
                // Amounts are marked too.
                if let Some((_, kind, _)) = KINDS.iter().find(|(_, _, sign)| *sign == kind) {
                    names.push((range(start, text.len()), *kind));
                }
                text.push_str(rest);
            }
            Annotated { document: document(&text, None), names }
        })
        .collect()
}

fn found(document: &Document) -> BTreeSet<(usize, usize, EntityKind)> {
    let text = document.text();
    extract(document)
        .entities()
        .flat_map(|entity| entity.mentions.iter().map(|range| (*range, entity.kind)))
        .map(|(range, kind)| trimmed(text, range, kind))
        .collect()
}

/// Returns the bounds of a name without a leading "the", titles and a possessive ending.
pub(crate) fn trimmed(text: &str, name: TextRange, kind: EntityKind) -> (usize, usize, EntityKind) {
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
