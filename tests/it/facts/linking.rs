//! Linking: which names are one person, body or place, against the coreference of the corpora.
//!
//! Only names that are both annotated and found with the same bounds are judged, so that the figures say
//! nothing of the finder of names. Two measures: over all pairs of such names in one document, and over
//! names (B-cubed: for each, which share of those linked with it belong to it).

use std::collections::{BTreeMap, BTreeSet};

use sidelight::extract::extract;
use sidelight::text::{TextRange, range};

use crate::facts::corpus::{Annotated, read};
use crate::facts::names::{KINDS, trimmed};
use crate::facts::{Score, corpora};

#[test]
fn names_in_wikinews_are_linked() {
    evaluate("gum_news.dev.jsonl", Floors { pairs: 97.0, names: 97.0, mixed: 8 });
}

#[test]
fn names_in_interviews_are_linked() {
    evaluate("gum_interview.dev.jsonl", Floors { pairs: 96.0, names: 97.5, mixed: 5 });
}

#[test]
fn names_elsewhere_are_linked() {
    evaluate("gum_other_open.train.jsonl", Floors { pairs: 91.5, names: 94.0, mixed: 100 });
}

/// The least F1 in percent, and the most entities that hold names of two.
#[derive(Clone, Copy)]
struct Floors {
    pairs: f64,
    names: f64,
    mixed: usize,
}

/// A name that was found: which annotated entity it is of, and which found one.
struct Link {
    place: TextRange,
    gold: usize,
    found: u32,
    label: &'static str,
}

fn evaluate(file: &str, floors: Floors) {
    let Some(folder) = corpora() else { return };
    let mut pairs = Score::default();
    let mut names = Score::default();
    let mut by_label: BTreeMap<&str, Score> = BTreeMap::new();
    let (mut mixed, mut split, mut all) = (0, 0, 0);
    for annotated in read(&folder.join(file)) {
        let links = links(&annotated);
        add(&mut pairs, pair_score(&links));
        add(&mut names, name_score(&links));
        for (label, _, _) in KINDS {
            let same = |link: &&Link| link.label == label;
            let links: Vec<_> = links.iter().filter(same).collect();
            add(by_label.entry(label).or_default(), pair_score(links));
        }
        let groups = |group: fn(&Link) -> usize, of: fn(&Link) -> usize| {
            let mut groups: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
            for link in &links {
                groups.entry(group(link)).or_default().insert(of(link));
            }
            (groups.values().filter(|of| of.len() > 1).count(), groups.len())
        };
        let found: fn(&Link) -> usize = |link| usize::try_from(link.found).unwrap();
        let gold: fn(&Link) -> usize = |link| link.gold;
        let (several, entities) = groups(found, gold);
        (mixed, all) = (mixed + several, all + entities);
        split += groups(gold, found).0;
        if std::env::var_os("SIDELIGHT_SHOW_ERRORS").is_some() {
            show(&annotated, &links);
        }
    }
    for (label, score) in by_label {
        score.report(&format!("{file} pairs {label}"), 0.0);
    }
    pairs.report(&format!("{file} pairs"), floors.pairs);
    names.report(&format!("{file} names"), floors.names);
    println!("{file}: of {all} entities {mixed} hold names of two, and {split} are held by two");
    assert!(mixed <= floors.mixed, "{mixed} entities hold names of two");
}

/// Returns the names that are annotated and found with the same bounds.
fn links(annotated: &Annotated) -> Vec<Link> {
    let text = annotated.document.text();
    let gold = gold(annotated);
    let mut links = Vec::new();
    for entity in extract(&annotated.document).entities() {
        for mention in &entity.mentions {
            let (start, end, _) = trimmed(text, *mention, entity.kind);
            if let Some((id, label)) = gold.get(&(start, end)) {
                let place = range(start, end);
                links.push(Link { place, gold: *id, found: entity.id.0, label });
            }
        }
    }
    links.sort_by_key(|link| link.place.start());
    links
}

/// Returns the annotated names with their chains; a name outside every chain is one of its own.
fn gold(annotated: &Annotated) -> BTreeMap<(usize, usize), (usize, &'static str)> {
    let text = annotated.document.text();
    let mut names = BTreeMap::new();
    let kind = |label: &serde_json::Value| KINDS.iter().find(|(name, _, _)| label == name).copied();
    let chains = annotated.json["coref"].as_array().unwrap();
    for (id, chain) in chains.iter().enumerate() {
        let Some((label, kind, _)) = kind(&chain["label"]) else { continue };
        for name in chain["named"].as_array().unwrap() {
            let (start, end, _) = trimmed(text, annotated.range_of(&name[0], &name[1]), kind);
            names.insert((start, end), (id, label));
        }
    }
    for (id, span) in (chains.len()..).zip(annotated.json["spans"].as_array().unwrap()) {
        let Some((label, kind, _)) = kind(&span["label"]) else { continue };
        let (start, end, _) = trimmed(text, annotated.range(span), kind);
        names.entry((start, end)).or_insert((id, label));
    }
    names
}

fn pair_score<'l>(links: impl IntoIterator<Item = &'l Link>) -> Score {
    let links: Vec<_> = links.into_iter().collect();
    let mut score = Score::default();
    for (at, a) in links.iter().enumerate() {
        for b in &links[at + 1..] {
            let (gold, found) = (a.gold == b.gold, a.found == b.found);
            score.gold += usize::from(gold);
            score.found += usize::from(found);
            score.right += usize::from(gold && found);
            score.recalled += usize::from(gold && found);
        }
    }
    score
}

/// Counts in thousandths of a name.
fn name_score(links: &[Link]) -> Score {
    let mut score = Score::default();
    for a in links {
        let count = |same: &dyn Fn(&Link) -> bool| links.iter().filter(|b| same(b)).count();
        let both = count(&|b| a.gold == b.gold && a.found == b.found);
        score.gold += 1000;
        score.found += 1000;
        score.right += 1000 * both / count(&|b| a.found == b.found);
        score.recalled += 1000 * both / count(&|b| a.gold == b.gold);
    }
    score
}

fn add(sum: &mut Score, score: Score) {
    sum.gold += score.gold;
    sum.found += score.found;
    sum.right += score.right;
    sum.recalled += score.recalled;
}

/// Prints the groups that differ.
fn show(annotated: &Annotated, links: &[Link]) {
    let id = annotated.json["id"].as_str().unwrap_or_default();
    let words = |filter: &dyn Fn(&Link) -> bool, of: fn(&Link) -> usize| {
        let mut groups: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        for link in links.iter().filter(|link| filter(link)) {
            groups.entry(of(link)).or_default().insert(annotated.document.slice(link.place));
        }
        groups
    };
    for (found, _) in words(&|_| true, |link| usize::try_from(link.found).unwrap()) {
        let groups = words(&|link| usize::try_from(link.found).unwrap() == found, |link| link.gold);
        if groups.len() > 1 {
            println!("MIXED {id} {:?}", groups.values().collect::<Vec<_>>());
        }
    }
    for (gold, _) in words(&|_| true, |link| link.gold) {
        let of = |link: &Link| usize::try_from(link.found).unwrap();
        let groups = words(&|link| link.gold == gold, of);
        if groups.len() > 1 {
            println!("SPLIT {id} {:?}", groups.values().collect::<Vec<_>>());
        }
    }
}
