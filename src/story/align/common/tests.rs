use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{ALIKE, FEWEST, RUNS, SENTENCES, WORDS, alike, rarity, run, word};
use crate::document::{BlockKind, DocumentBuilder};
use crate::fact::FactSet;
use crate::story::align::space::runs_of;
use crate::story::align::term::{Forms, formed};
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
                let mut forms = Forms::default();
                let terms = forms.read(&article, range);
                all += 1;
                let found: BTreeSet<_> =
                    terms.iter().map(|term| forms.text(term.form).to_owned()).collect();
                for word in found {
                    *words.entry(word).or_default() += 1;
                }
                let found: BTreeSet<String> =
                    runs_of(&terms, &forms).map(|(run, _)| run.iter().collect()).collect();
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

/// Returns the words of all groups in the form in which words are compared, each with the first of its group and
/// the sum of their counts.
fn groups(counts: &BTreeMap<String, u32>) -> String {
    let mut lines = BTreeMap::new();
    for line in WRITTEN.lines() {
        let words: BTreeSet<_> = line.split(' ').map(formed).collect();
        assert!(words.len() > 1, "{line}");
        let count: u32 = words.iter().filter_map(|word| counts.get(word)).sum();
        let first = words.first().unwrap();
        for word in &words {
            let entry = format!("{word}\t{first} {}\n", count.max(FEWEST[0] / 2));
            assert_eq!(lines.insert(word.clone(), entry), None, "{word} in two groups");
        }
    }
    lines.into_values().collect()
}

#[test]
fn what_is_listed_is_found_and_everything_else_is_rare() {
    let listed = |list: &'static str| {
        list.lines().map(|line| {
            let (entry, count) = line.rsplit_once('\t').unwrap();
            (entry, rarity(count.parse().unwrap()))
        })
    };
    let four = |entry: &str| <[char; 4]>::try_from(entry.chars().collect::<Vec<_>>()).unwrap();
    for (entry, rarity) in listed(WORDS) {
        assert_eq!(word(entry).to_bits(), rarity.to_bits(), "{entry}");
    }
    for (entry, rarity) in listed(RUNS) {
        assert_eq!(run(four(entry)).to_bits(), rarity.to_bits(), "{entry}");
    }
    for (entry, group) in ALIKE.lines().map(|line| line.split_once('\t').unwrap()) {
        let (first, together) = alike(entry).unwrap();
        assert_eq!(format!("{first} {}", group.split_once(' ').unwrap().1), group);
        assert!(together > 0.0 && alike(first) == Some((first, together)), "{entry}");
    }
    assert_eq!(word("torvik").to_bits(), rarity(FEWEST[0] / 2).to_bits());
    assert_eq!(alike("torvik"), None);
    for rare in ["tórv", "中俄总理", "qqqq"] {
        assert_eq!(run(four(rare)).to_bits(), rarity(FEWEST[1] / 2).to_bits(), "{rare}");
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
