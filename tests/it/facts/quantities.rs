//! Sums of money and shares, as marked in invented news: `[M $3.5 billion]`, `[% 5 percent]`.
//!
//! A found one is right if it overlaps a marked one of the same kind. The texts lie in the repository; an own
//! short text that was written with the rules shows that the marks are read.

use std::path::Path;

use sidelight::extract::extract;
use sidelight::fact::{FactValue, QuantityKind};
use sidelight::text::{TextRange, range};

use crate::facts::Score;
use crate::facts::corpus::document;

const OWN: &str = "Rents rise as mills close\n\n[L LEEDS], [L England] -- Rents rose [% 4.2 percent] to [M £950] a month, \
the [O Rent Board] said. It asked for [M half a million pounds] and between [% 4 and 6 per cent] of sales.\n\n\
%%\nA town of 12,000 people\n\nThe 40-year-old mayor owes [M $1.2bn], or [M billions of dollars], on 20 plots. \
Turnout was [% 61%].\n";

const KINDS: [(&str, QuantityKind, char); 2] =
    [("money", QuantityKind::Money, 'M'), ("percent", QuantityKind::Percent, '%')];

#[test]
fn money_and_shares_in_own_text() {
    let scores = evaluate(OWN);
    for (score, (name, ..)) in scores.iter().zip(KINDS) {
        score.report(&format!("own text {name}"), 100.0);
    }
}

#[test]
fn money_and_shares_in_held_out_text() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/names/text/held-out");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    if files.is_empty() {
        eprintln!("{} has no texts: nothing evaluated", folder.display());
        return;
    }
    let mut sums = [Score::default(); 2];
    for file in files {
        let scores = evaluate(&std::fs::read_to_string(file).unwrap());
        for (sum, score) in sums.iter_mut().zip(scores) {
            sum.found += score.found;
            sum.gold += score.gold;
            sum.right += score.right;
            sum.recalled += score.recalled;
        }
    }
    for ((score, (name, ..)), floor) in sums.iter().zip(KINDS).zip([96.5, 99.5]) {
        score.report(&format!("held-out text {name}"), floor);
    }
}

/// Returns the scores of a file's articles, money first.
fn evaluate(marked: &str) -> [Score; 2] {
    let mut scores = [Score::default(); 2];
    for article in marked.split("\n%%\n").filter(|article| !article.trim().is_empty()) {
        let (text, marks) = unmarked(article);
        let document = document(&text, None);
        let set = extract(&document);
        for (score, (name, kind, letter)) in scores.iter_mut().zip(KINDS) {
            let gold: Vec<_> =
                marks.iter().filter(|(mark, _)| *mark == letter).map(|(_, range)| *range).collect();
            let found: Vec<_> = set
                .facts()
                .iter()
                .filter(|fact| matches!(&fact.value, FactValue::Quantity(quantity) if quantity.kind == kind))
                .map(|fact| fact.range)
                .collect();
            let missed: Vec<_> = gold.iter().filter(|range| !overlaps(**range, &found)).collect();
            let extra: Vec<_> = found.iter().filter(|range| !overlaps(**range, &gold)).collect();
            score.gold += gold.len();
            score.found += found.len();
            score.right += found.len() - extra.len();
            score.recalled += gold.len() - missed.len();
            if std::env::var_os("SIDELIGHT_SHOW_ERRORS").is_some() {
                for range in missed {
                    println!("MISS {name} {}", shown(&text, *range));
                }
                for range in extra {
                    println!("EXTRA {name} {}", shown(&text, *range));
                }
            }
        }
    }
    scores
}

fn overlaps(range: TextRange, others: &[TextRange]) -> bool {
    others.iter().any(|other| range.intersect(*other).is_some_and(|both| !both.is_empty()))
}

/// Returns a text without its marks, and the letter and place of each.
fn unmarked(marked: &str) -> (String, Vec<(char, TextRange)>) {
    let mut text = String::with_capacity(marked.len());
    let mut marks = Vec::new();
    let mut rest = marked;
    while let Some((before, inner)) = rest.split_once('[') {
        let (inner, after) = inner.split_once(']').unwrap();
        let (letter, words) = inner.split_once(' ').unwrap();
        text.push_str(before);
        let start = text.len();
        text.push_str(words);
        marks.push((letter.chars().next().unwrap(), range(start, text.len())));
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

fn shown(text: &str, at: TextRange) -> String {
    let (start, end) = (usize::from(at.start()), usize::from(at.end()));
    let before: String = text[range(0, start)].chars().rev().take(24).collect();
    let before: String = before.chars().rev().collect();
    let after: String = text[range(end, text.len())].chars().take(24).collect();
    format!("{before}⟦{}⟧{after}", &text[at]).replace('\n', "¶")
}
