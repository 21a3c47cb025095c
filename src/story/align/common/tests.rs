use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{ALIKE, FEWEST, RUNS, SENTENCES, WORDS};
use crate::document::{BlockKind, DocumentBuilder};
use crate::fact::FactSet;
use crate::story::align::space::runs_of;
use crate::story::align::term::{formed, terms};
use crate::story::article::Article;
use crate::text::segment::sentences;

/// Counts the sentences of the project's own texts: all, by word, by run.
fn counted() -> (usize, BTreeMap<String, u32>, BTreeMap<String, u32>) {
    let (mut all, mut words, mut runs) = (0, BTreeMap::new(), BTreeMap::new());
    for line in texts().iter().flat_map(|text| text.lines()) {
        let plain = unmarked(line);
        if plain.trim().is_empty() {
            continue;
        }
        let mut builder = DocumentBuilder::new();
        builder.simple(BlockKind::Paragraph, &plain);
        let document = builder.finish().unwrap();
        let facts = FactSet::default();
        let article = Article { document: &document, facts: &facts };
        for block in document.blocks() {
            for range in sentences(document.text(), block.range) {
                let terms = terms(&article, range);
                all += 1;
                let found: BTreeSet<_> = terms.iter().map(|term| term.word.clone()).collect();
                for word in found {
                    *words.entry(word).or_default() += 1;
                }
                let found: BTreeSet<String> =
                    runs_of(&terms).map(|(run, _)| run.iter().collect()).collect();
                for run in found {
                    *runs.entry(run).or_default() += 1;
                }
            }
        }
    }
    (all, words, runs)
}

fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/names/text");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    files.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

/// Returns a line without the marks of its names: `[P Ana Ruiz]`.
fn unmarked(line: &str) -> String {
    let mut plain = line.replace(']', "");
    for mark in ["[P ", "[O ", "[L ", "[M ", "[E "] {
        plain = plain.replace(mark, "");
    }
    plain
}

fn list(counts: &BTreeMap<String, u32>, fewest: u32) -> String {
    let kept = counts.iter().filter(|(_, count)| **count >= fewest);
    let lines: Vec<_> = kept.map(|(entry, count)| format!("{entry}\t{count}\n")).collect();
    lines.concat()
}

/// Groups of words that say about the same, as they were written.
const WRITTEN: &str = include_str!("../../../../assets/stories/alike.txt");

/// Returns the groups in the form in which words are compared, each with the sum of its counts.
fn groups(counts: &BTreeMap<String, u32>) -> String {
    let groups = WRITTEN.lines().map(|line| {
        let mut words: Vec<_> = line.split(' ').map(formed).collect();
        words.sort();
        words.dedup();
        let count: u32 = words.iter().filter_map(|word| counts.get(word)).sum();
        format!("{}\t{}\n", words.join(" "), count.max(FEWEST[0] / 2))
    });
    groups.collect::<Vec<_>>().concat()
}

#[test]
fn no_word_is_in_two_groups_and_no_group_has_one_word() {
    let mut seen = BTreeSet::new();
    for group in ALIKE.lines() {
        let words: Vec<_> = group.split('\t').next().unwrap().split(' ').collect();
        assert!(words.len() > 1, "{group}");
        for word in words {
            assert!(seen.insert(word), "{word} in {group}");
        }
    }
}

#[test]
fn the_lists_are_what_the_texts_of_the_project_give() {
    let (all, words, runs) = counted();
    assert!((all as f64 / SENTENCES - 1.0).abs() < 0.02, "{all} sentences");
    assert_eq!(list(&words, FEWEST[0]), WORDS, "run the test that writes the lists");
    assert_eq!(list(&runs, FEWEST[1]), RUNS, "run the test that writes the lists");
    assert_eq!(groups(&words), ALIKE, "run the test that writes the lists");
}

#[test]
#[ignore = "writes assets/stories"]
fn write_the_lists() {
    let (all, words, runs) = counted();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/stories");
    std::fs::write(folder.join("words.tsv"), list(&words, FEWEST[0])).unwrap();
    std::fs::write(folder.join("runs.tsv"), list(&runs, FEWEST[1])).unwrap();
    std::fs::write(folder.join("alike.tsv"), groups(&words)).unwrap();
    println!("{all} sentences");
}
