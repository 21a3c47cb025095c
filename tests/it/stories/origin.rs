//! Origins measured on excerpts of real articles: how much of their wording articles on one event and on sister
//! events share, and what is said of their origins.

use std::collections::HashSet;

use sidelight::story::{Article, Relation, compare};

use crate::stories::snippets::{Snippet, by};

/// An excerpt with its runs of five words.
struct Excerpt {
    snippet: &'static Snippet,
    shingles: HashSet<Vec<String>>,
}

/// What was counted over pairs.
#[derive(Debug, Default)]
struct Counts {
    contained: Vec<f64>,
    /// By relation: independent, same, unknown.
    said: [usize; 3],
    copies: usize,
    copies_found: usize,
}

impl Counts {
    fn add(&mut self, one: &Excerpt, other: &Excerpt, relation: Relation) {
        let shared = one.shingles.intersection(&other.shingles).count();
        let least = one.shingles.len().min(other.shingles.len());
        let contained = if least == 0 { 0.0 } else { shared as f64 / least as f64 };
        self.contained.push(contained);
        self.said[match relation {
            Relation::Independent => 0,
            Relation::Same => 1,
            Relation::Unknown => 2,
        }] += 1;
        // Enough text that a copy is one and no coincidence.
        if contained >= 0.5 && shared >= 30 {
            self.copies += 1;
            self.copies_found += usize::from(relation == Relation::Same);
        }
    }

    fn print(&mut self, name: &str) {
        self.contained.sort_by(f64::total_cmp);
        let at = |permille: usize| {
            let index = self.contained.len() * permille / 1000;
            self.contained.get(index.min(self.contained.len() - 1)).copied().unwrap_or(0.0)
        };
        let over = |bound: f64| self.contained.iter().filter(|part| **part >= bound).count();
        eprintln!(
            "{name}: {} pairs; contained median {:.3}, p90 {:.3}, p99 {:.3}; >= .3 {}, >= .5 {}; said to be \
             independent {}, same {}, unknown {}; copies {} of which same {}",
            self.contained.len(),
            at(500),
            at(900),
            at(990),
            over(0.3),
            over(0.5),
            self.said[0],
            self.said[1],
            self.said[2],
            self.copies,
            self.copies_found
        );
    }

    fn share(&self, relation: usize) -> f64 {
        self.said[relation] as f64 / self.said.iter().sum::<usize>().max(1) as f64
    }
}

fn excerpt(snippet: &'static Snippet) -> Excerpt {
    let mut shingles = HashSet::new();
    for text in &snippet.sentences {
        let words: Vec<String> = text
            .to_lowercase()
            .split(|ch: char| !ch.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        shingles.extend(words.windows(5).map(<[String]>::to_vec));
    }
    Excerpt { snippet, shingles }
}

#[test]
fn wire_copies_are_found_and_sister_events_share_no_origin() {
    let Some(topics) = by(|snippet| snippet.topic) else { return };
    let (mut one_event, mut sister_events) = (Counts::default(), Counts::default());
    for snippets in topics.values() {
        let excerpts: Vec<_> = snippets.iter().copied().map(excerpt).collect();
        for (at, one) in excerpts.iter().enumerate() {
            for other in excerpts.iter().skip(at + 1) {
                let (a, b) = (one.snippet, other.snippet);
                let pair = [a, b]
                    .map(|snippet| Article { document: &snippet.document, facts: &snippet.facts });
                let relation = compare(&pair, &[]).origins()[0].relation;
                let counts = if a.story == b.story { &mut one_event } else { &mut sister_events };
                counts.add(one, other, relation);
            }
        }
    }
    one_event.print("one event");
    sister_events.print("sister events");
    // What is missed is alike only in what it quotes.
    assert!(one_event.copies_found * 100 >= one_event.copies * 85);
    assert!(sister_events.share(1) <= 0.01);
    // Excerpts hardly show who reports: little may be called independent.
    assert!(one_event.share(0) <= 0.02);
}
