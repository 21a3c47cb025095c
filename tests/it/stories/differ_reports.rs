//! What is said to differ between news reports on one event, and whether a changed number is seen: ECB+, topics 1 to 35.
//!
//! The reports are excerpts by many hands, without dates. What they really differ in is not annotated, so that the
//! list is for reading; a number that both of two reports give is changed in one of them to see whether it is found.

use std::collections::BTreeMap;

use sidelight::fact::{Amount, FactValue, QuantityKind};
use sidelight::story::{Article, Comparison, DifferenceClass, Level, LinkKind, compare};
use sidelight::text::TextRange;

use crate::stories::snippets::{Snippet, by};

/// The share of changed numbers that must be called different, and that must be shown at least for a check.
const FLOORS: (f64, f64) = (0.40, 0.52);

/// Every so many of the shared numbers is changed.
const EVERY: usize = 3;

fn compared(reports: &[&Snippet]) -> Comparison {
    let articles: Vec<_> = reports
        .iter()
        .map(|report| Article { document: &report.document, facts: &report.facts })
        .collect();
    compare(&articles, &[])
}

#[test]
fn what_differs_between_reports_is_listed() {
    let Some(stories) = by(|snippet| snippet.story.clone()) else { return };
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (story, reports) in &stories {
        let comparison = compared(reports);
        for found in comparison.differences() {
            *counts.entry((found.level.name(), found.class.name())).or_default() += 1;
            if found.level == Level::Check {
                continue;
            }
            println!("{story} {} {}", found.level.name(), found.class.name());
            for side in &found.sides {
                let document = &reports[side.passage.article.index()].document;
                let claim = comparison.claim(side.claim).unwrap();
                let sentence = comparison.sentence(claim.sentence).unwrap().passage.range;
                let text = document.slice(sentence).replace('\n', " ");
                println!("   [{}] {text}", document.slice(side.passage.range));
            }
        }
    }
    println!("{counts:?}");
    let firm: usize =
        counts.iter().filter(|((level, _), _)| *level == "differs").map(|(_, count)| count).sum();
    assert!(firm > 0);
}

/// The numbers in digits of a report, with what sort they are and where they stand.
fn numbers(report: &Snippet) -> Vec<(QuantityKind, f64, TextRange)> {
    let facts = report.facts.facts().iter();
    facts
        .filter_map(|fact| match &fact.value {
            FactValue::Quantity(quantity) => match quantity.amount {
                Amount::Exact(amount) if quantity.kind != QuantityKind::Ordinal => {
                    let words = report.document.slice(fact.range);
                    let digits = words.find(|ch: char| ch.is_ascii_digit())?;
                    let length = words[digits..].find(|ch: char| !ch.is_ascii_digit());
                    let end = length.map_or(words.len(), |length| digits + length);
                    let start = usize::from(fact.range.start());
                    let range = sidelight::text::range(start + digits, start + end);
                    Some((quantity.kind, amount, range))
                }
                _ => None,
            },
            _ => None,
        })
        .collect()
}

/// Returns the report with another number at a place.
fn changed(report: &Snippet, at: TextRange) -> Snippet {
    let blocks = report.document.blocks();
    let sentences = report.sentences.iter().zip(blocks).map(|(sentence, block)| {
        if !block.range.contains_range(at) {
            return sentence.clone();
        }
        let text = report.document.slice(block.range);
        let within = at - block.range.start();
        let old = &text[within];
        // Another first digit: an amount of the same size that is no rounding of it.
        let first = if old.starts_with(['1', '2', '3', '4']) { '7' } else { '2' };
        let new = format!("{first}{}", old.get(1..).unwrap_or_default());
        let (before, after) = (usize::from(within.start()), usize::from(within.end()));
        format!("{}{new}{}", &text[..before], &text[after..])
    });
    report.with(sentences.collect())
}

#[test]
fn a_changed_number_is_seen() {
    let Some(stories) = by(|snippet| snippet.story.clone()) else { return };
    let (mut tried, mut differs, mut check, mut place) = (0, 0, 0, 0);
    for reports in stories.values() {
        for (index, &one) in reports.iter().enumerate() {
            for &other in &reports[index + 1..] {
                let mine = numbers(one);
                let theirs = numbers(other);
                let is_shared = |(kind, amount, _): &(QuantityKind, f64, TextRange)| {
                    theirs
                        .iter()
                        .any(|(own, number, _)| own == kind && (number - amount).abs() < 1e-9)
                };
                if !mine.iter().any(is_shared) {
                    continue;
                }
                let comparison = compared(&[one, other]);
                for (kind, amount, range) in &mine {
                    let linked = |to: TextRange| {
                        comparison.sentences().any(|(id, sentence)| {
                            sentence.passage.article.0 == 0
                                && sentence.passage.range.contains_range(*range)
                                && comparison.sentence_links(id).iter().any(|link| {
                                    let there = comparison.sentence(link.to).unwrap().passage;
                                    link.kind != LinkKind::Possible
                                        && there.article.0 == 1
                                        && there.range.contains_range(to)
                                })
                        })
                    };
                    let shared = theirs.iter().find(|(own, number, to)| {
                        own == kind && (number - amount).abs() < 1e-9 && linked(*to)
                    });
                    let Some((_, _, to)) = shared else { continue };
                    place += 1;
                    if place % EVERY != 0 {
                        continue;
                    }
                    tried += 1;
                    let other = changed(other, *to);
                    let comparison = compared(&[one, &other]);
                    let seen = |level: Level| {
                        comparison.differences().iter().any(|found| {
                            found.class == DifferenceClass::Number
                                && found.level == level
                                && found.sides.iter().any(|side| {
                                    side.passage.article.0 == 0
                                        && side.passage.range.intersect(*range).is_some()
                                })
                        })
                    };
                    if seen(Level::Differs) {
                        differs += 1;
                    } else if seen(Level::Check) {
                        check += 1;
                    } else {
                        let words = |report: &Snippet, at: TextRange| {
                            let found = report
                                .document
                                .blocks()
                                .iter()
                                .find(|block| block.range.contains_range(at));
                            report.document.slice(found.unwrap().range).to_owned()
                        };
                        println!("unseen {} | {}", words(one, *range), words(&other, *to));
                    }
                }
            }
        }
    }
    let share = |count: i32| f64::from(count) / f64::from(tried.max(1));
    let (firm, any) = (share(differs), share(differs + check));
    println!("changed numbers: {tried}, called different {firm:.3}, or for a check {any:.3}");
    assert!(firm >= FLOORS.0 && any >= FLOORS.1, "{firm:.3} {any:.3}");
}
