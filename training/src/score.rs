//! Exact scores by type: the same place and kind, once a leading article, titles and possessives are
//! taken off both sides.

use std::collections::BTreeSet;

use sidelight::fact::EntityKind;
use sidelight::text::{TextRange, range};

use crate::corpus::Annotated;

/// The kinds in the order in which they are printed.
pub const KINDS: [EntityKind; 3] =
    [EntityKind::Person, EntityKind::Organization, EntityKind::Place];

const TITLES: &str = " the mr mrs ms dr prof president prime_minister premier minister senator sen rep gov \
    governor sir lord pope king queen general gen judge justice chancellor secretary professor captain \
    capt col lt sgt mayor father sister saint ";

/// Endings whose stop belongs to the name.
const ENDINGS: [&str; 7] = ["Inc.", "Corp.", "Ltd.", "Co.", "Jr.", "Sr.", "St."];

/// A name as it is compared: its start, end and kind.
pub type Name = (usize, usize, EntityKind);

/// Counts of names that were found, that are there, and that agree.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    /// How many were found.
    pub found: usize,
    /// How many there are.
    pub gold: usize,
    /// How many agree.
    pub right: usize,
}

impl Count {
    /// Returns the harmonic mean of precision and recall, in percent.
    pub fn f1(self) -> f64 {
        let share = |of: usize| self.right as f64 / of.max(1) as f64;
        let (precision, recall) = (share(self.found), share(self.gold));
        200.0 * precision * recall / (precision + recall).max(1e-9)
    }
}

/// Counts by kind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    /// People, organisations, places.
    pub kinds: [Count; 3],
}

impl Score {
    /// Counts a document.
    pub fn add(&mut self, annotated: &Annotated, found: &[(TextRange, EntityKind)]) {
        let text = annotated.document.text();
        let gold = compared(text, &annotated.names);
        let found = compared(text, found);
        for (count, kind) in self.kinds.iter_mut().zip(KINDS) {
            let of_kind = |set: &BTreeSet<Name>| set.iter().filter(|name| name.2 == kind).count();
            count.gold += of_kind(&gold);
            count.found += of_kind(&found);
            count.right += gold.intersection(&found).filter(|name| name.2 == kind).count();
        }
    }

    /// Returns the counts of all kinds together.
    pub fn all(&self) -> Count {
        self.kinds.iter().fold(Count::default(), |sum, one| Count {
            found: sum.found + one.found,
            gold: sum.gold + one.gold,
            right: sum.right + one.right,
        })
    }

    /// Adds the counts of another score.
    pub fn join(&mut self, other: &Self) {
        for (count, other) in self.kinds.iter_mut().zip(other.kinds) {
            count.found += other.found;
            count.gold += other.gold;
            count.right += other.right;
        }
    }
}

/// Returns names as they are compared: trimmed, and the outer one of those that overlap.
pub fn compared(text: &str, names: &[(TextRange, EntityKind)]) -> BTreeSet<Name> {
    let all: BTreeSet<Name> = names.iter().map(|(at, kind)| trimmed(text, *at, *kind)).collect();
    let mut sorted: Vec<Name> = all.into_iter().collect();
    sorted.sort_by_key(|name| (name.0, std::cmp::Reverse(name.1)));
    let mut end = 0;
    sorted.retain(|name| {
        let outer = name.0 >= end;
        if outer {
            end = name.1;
        }
        outer
    });
    sorted.into_iter().collect()
}

fn trimmed(text: &str, name: TextRange, kind: EntityKind) -> Name {
    let (mut start, mut end) = (usize::from(name.start()), usize::from(name.end()));
    let opening = |ch: char| ch.is_whitespace() || matches!(ch, '"' | '“' | '‘' | '\'' | '(');
    start += leading(&text[range(start, end)], opening);
    let titles = match kind {
        EntityKind::Person => after_titles(&text[range(start, end)]),
        _ => after_article(&text[range(start, end)]),
    };
    if start + titles < end {
        start += titles;
    }
    let words = &text[range(start, end)];
    let closing = |ch: char| {
        ch.is_whitespace()
            || matches!(ch, '"' | '”' | '’' | '\'' | '.' | ',' | ';' | ':' | ')' | '(' | '-')
    };
    // A possessive ending goes with the marks around it, in any order.
    let mut kept = words;
    loop {
        let before = kept.len();
        kept = kept.trim_end_matches(closing);
        for ending in ["'s", "’s"] {
            kept = kept.strip_suffix(ending).unwrap_or(kept);
        }
        if kept.len() == before {
            break;
        }
    }
    if !kept.is_empty() && kept.len() < words.len() && !keeps_stop(words) {
        end = start + kept.len();
    }
    (start, end, kind)
}

fn leading(words: &str, belongs: impl Fn(char) -> bool) -> usize {
    words.len() - words.trim_start_matches(belongs).len()
}

/// Returns the length of the titles that lead a name.
fn after_titles(words: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &words[range(at, words.len())];
        let lower = rest.to_ascii_lowercase();
        let Some(title) =
            TITLES.split_whitespace().map(|title| title.replace('_', " ")).find(|title| {
                lower.strip_prefix(title.as_str()).is_some_and(|behind| {
                    behind.strip_prefix('.').unwrap_or(behind).starts_with(char::is_whitespace)
                })
            })
        else {
            return at;
        };
        let behind = &rest[range(title.len(), rest.len())];
        let behind = behind.strip_prefix('.').unwrap_or(behind);
        let next = words.len() - behind.trim_start().len();
        if next >= words.len() {
            return at;
        }
        at = next;
    }
}

fn after_article(words: &str) -> usize {
    let article = words.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("the"));
    let behind = words.get(3..).unwrap_or_default();
    if article && behind.starts_with(char::is_whitespace) {
        words.len() - behind.trim_start().len()
    } else {
        0
    }
}

/// Tells whether a name ends in an abbreviation: `U.S.`, `J. Crew Inc.`
fn keeps_stop(words: &str) -> bool {
    let Some(bare) = words.strip_suffix('.') else { return false };
    let last =
        bare.rsplit(|ch: char| !(ch.is_ascii_alphabetic() || ch == '.')).next().unwrap_or("");
    let initials = last.split('.').all(|part| part.len() == 1);
    initials || ENDINGS.iter().any(|ending| words.ends_with(ending))
}
