//! Which mentions name the same event: what a text calls by a full name first and by fewer words later.

use std::collections::{BTreeSet, HashMap};

use crate::extract::events::name::{Named, is_storm};
use crate::extract::lists::{is_listed, lower};
use crate::extract::reading::Reading;
use crate::extract::token::TokenKind;

/// How many events with the same noun a mention is compared with.
const COMPARED: usize = 8;

/// Nouns whose numbers many events of one text may have.
const COMMON: &str = " anniversary round ceremony ";

/// What an event is called, as far as it tells it from others.
#[derive(Clone, Debug)]
struct Called {
    number: Option<u64>,
    years: BTreeSet<String>,
    /// The words between the number and the noun.
    described: BTreeSet<String>,
    /// What belongs to the name behind the noun, for numbered events; all words for others.
    words: BTreeSet<String>,
    /// Whether its number is one of many of its noun: every year has a 50th anniversary of something.
    common: bool,
    event: usize,
}

/// The events named so far, by their noun.
#[derive(Debug, Default)]
pub(crate) struct Known {
    by_noun: HashMap<String, Vec<Called>>,
    storms: HashMap<String, usize>,
}

impl Known {
    /// Returns the event that a name means, if it has been named before.
    pub(crate) fn find(&self, reading: &Reading, named: &Named) -> Option<usize> {
        if let Some(name) = storm_name(reading, named) {
            return self.storms.get(name).copied();
        }
        let called = called(reading, named, 0);
        let others = self.by_noun.get(&noun(reading, named.head))?;
        let found = others.iter().rev().take(COMPARED).find(|other| is_same(&called, other))?;
        Some(found.event)
    }

    /// Keeps what an event is called.
    pub(crate) fn add(&mut self, reading: &Reading, named: &Named, event: usize) {
        if let Some(name) = storm_name(reading, named) {
            self.storms.insert(name.to_owned(), event);
        }
        let called = called(reading, named, event);
        let others = self.by_noun.entry(noun(reading, named.head)).or_default();
        let as_before = |other: &Called| other.event == event && other.words == called.words;
        if !others.iter().rev().take(COMPARED).any(as_before) {
            others.push(called);
        }
    }

    /// Tells whether a noun has named an event.
    pub(crate) fn has_noun(&self, word: &str) -> bool {
        !self.by_noun.is_empty() && self.by_noun.contains_key(lower(word).as_ref())
    }

    /// Returns the storm that a bare name means.
    pub(crate) fn storm(&self, word: &str) -> Option<usize> {
        if self.storms.is_empty() { None } else { self.storms.get(word).copied() }
    }

    /// Returns the numbered event that a description without its number means: `the regular meeting of heads of
    /// government`. What describes it and what belongs to it must both agree.
    pub(crate) fn described(
        &self,
        reading: &Reading,
        before: &str,
        head: usize,
        end: usize,
    ) -> Option<usize> {
        let before = lower(before);
        let words = words(reading, head + 1..end);
        let others = self.by_noun.get(lower(reading.word(head)).as_ref())?;
        let same = |other: &&Called| {
            other.number.is_some()
                && other.described.contains(before.as_ref())
                && other.words.intersection(&words).next().is_some()
        };
        others.iter().rev().take(COMPARED).find(same).map(|other| other.event)
    }
}

fn storm_name<'d>(reading: &Reading<'d>, named: &Named) -> Option<&'d str> {
    is_storm(reading.word(named.head)).then(|| reading.word(named.head + 1))
}

fn noun(reading: &Reading, head: usize) -> String {
    lower(reading.word(head)).into_owned()
}

fn called(reading: &Reading, named: &Named, event: usize) -> Called {
    let tokens = named.tokens.clone();
    let years = tokens
        .clone()
        .filter(|at| reading.kind(*at) == TokenKind::Number && reading.word(*at).len() == 4)
        .map(|at| reading.word(at).to_owned())
        .collect();
    let number = named.number.map(f64::to_bits);
    let (described, all) = match number {
        Some(_) => (words(reading, tokens.start + 1..named.head), named.head + 1..tokens.end),
        None => (BTreeSet::new(), tokens),
    };
    let common = is_listed(COMMON, &lower(reading.word(named.head)));
    Called { number, years, described, words: words(reading, all), common, event }
}

/// Returns the words of a name that tell it from others, in lower case without the ending of the plural.
fn words(reading: &Reading, tokens: std::ops::Range<usize>) -> BTreeSet<String> {
    let told = tokens.filter(|at| reading.kind(*at) == TokenKind::Word).map(|at| reading.word(at));
    told.map(|word| lower(word).trim_end_matches('s').to_owned())
        .filter(|word| {
            !matches!(
                word.as_str(),
                "the"
                    | "of"
                    | "and"
                    | "between"
                    | "on"
                    | "for"
                    | "against"
                    | "a"
                    | "th"
                    | "st"
                    | "nd"
                    | "rd"
            )
        })
        .collect()
}

fn is_same(called: &Called, other: &Called) -> bool {
    let apart = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
        !a.is_empty() && !b.is_empty() && a.is_disjoint(b)
    };
    if apart(&called.years, &other.years) {
        return false;
    }
    if called.number.is_some() || other.number.is_some() {
        // A high number is seldom that of two events in one text; a low one needs words in common.
        let high = called.number.is_some_and(|bits| f64::from_bits(bits) >= 4.0) && !called.common;
        return called.number == other.number
            && !apart(&called.described, &other.described)
            && (high || !apart(&called.words, &other.words));
    }
    // The shorter name is the longer one with words left out.
    called.words.is_subset(&other.words) || other.words.is_subset(&called.words)
}
