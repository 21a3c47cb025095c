//! What an article says twice, and otherwise the second time: 14 dead above and 12 below, a word of one minister that
//! is later the word of both.
//!
//! An article may well speak of two events, so two passages are held against each other only if they surely speak of
//! one: another article says both in one place, or the head of the article and its first sentences give a toll.

use std::collections::BTreeSet;

use crate::fact::{Entity, EntityKind, FactValue};
use crate::story::article::ArticleIndex;
use crate::story::claim::{ClaimId, SentenceId};
use crate::story::comparison::Comparison;
use crate::story::differ::date::dates;
use crate::story::differ::found::Found;
use crate::story::differ::holder::{same, shared_word};
use crate::story::differ::measure::Measure;
use crate::story::differ::number::numbers;
use crate::story::differ::reading::{ClaimPair, HEAD, Pair, Reading, SentenceReading};
use crate::story::differ::role::Role;
use crate::story::differ::words::{Term, is_listed};
use crate::story::difference::{DifferenceClass, Level};
use crate::story::link::LinkKind;

/// How surely two claims must each match a third to say the same.
const SURE: f32 = 0.35;

/// How many claims of one article that match one claim are held against each other.
const MOST: usize = 3;

/// How many words that say something the sentences of a head must share.
const SHARED: usize = 2;

/// Words for another time, another part or another event.
const ELSEWHERE: &str = " another other others more additional further earlier previous previously initially initial \
    originally first rise rises rose climbs climbed grows grew jumps jumped raised revised updated up since last later worst deadliest similar separate second total year \
    years month months decade history also average every each annually including among ";

/// Finds what each article says twice and differently.
pub(crate) fn twice(reading: &Reading<'_>, found: &mut Vec<Found>) {
    for pair in siblings(reading.comparison) {
        for claims in pair.claims.iter().filter(|claims| claims.score >= SURE) {
            let sides = shared_word(reading, claims);
            let (class, level) = (DifferenceClass::Itself, Level::Check);
            found.extend(sides.map(|sides| Found { class, level, sides }));
        }
        if pair.score >= SURE && may_be_one(reading, &pair) {
            let mut own = Vec::new();
            numbers(reading, &pair, &mut own);
            dates(reading, &pair, &mut own);
            keep(own, Level::Check, found);
        }
    }
    for article in reading.comparison.articles() {
        for pair in heads(reading, article) {
            let mut own = Vec::new();
            numbers(reading, &pair, &mut own);
            own.retain(|found| is_toll(reading, found));
            keep(own, Level::Differs, found);
        }
    }
}

/// Keeps what surely differs, as what an article says against itself.
fn keep(own: Vec<Found>, level: Level, found: &mut Vec<Found>) {
    let firm = own.into_iter().filter(|own| own.level == Level::Differs);
    found.extend(firm.map(|own| Found { class: DifferenceClass::Itself, level, ..own }));
}

/// Returns every two sentences of one article that match one sentence of another, once.
fn siblings(comparison: &Comparison) -> Vec<Pair> {
    let mut seen: BTreeSet<(ClaimId, ClaimId)> = BTreeSet::new();
    let mut pairs = Vec::new();
    for (id, _) in comparison.claims() {
        let matches = comparison.links(id).iter().filter(|link| link.kind.is_match());
        let near: Vec<_> = matches.filter(|link| link.score >= SURE).take(4 * MOST).collect();
        for (at, a) in near.iter().enumerate() {
            let own = near.iter().skip(at + 1);
            let article = comparison.article_of(a.to);
            for b in own.filter(|b| comparison.article_of(b.to) == article).take(MOST) {
                let (one, other) = (a.to.min(b.to), a.to.max(b.to));
                if !seen.insert((one, other)) {
                    continue;
                }
                let (Some(first), Some(second)) = (comparison.claim(one), comparison.claim(other))
                else {
                    continue;
                };
                if first.sentence == second.sentence {
                    continue;
                }
                let (score, kind) = (a.score.min(b.score), LinkKind::Wording);
                pairs.push(Pair {
                    one: first.sentence,
                    other: second.sentence,
                    score,
                    matched: true,
                    claims: vec![ClaimPair { one, other, score, kind }],
                });
            }
        }
    }
    pairs
}

/// Returns the first sentence of an article with each of those that follow it, if they may speak of one event.
fn heads(reading: &Reading<'_>, article: ArticleIndex) -> Vec<Pair> {
    let comparison = reading.comparison;
    let Some((_, claim)) = comparison.claims_of(article).next() else { return Vec::new() };
    let first = claim.sentence;
    let follow = (first.0..).take(HEAD).skip(1).map(SentenceId);
    let own = follow.filter(|id| {
        comparison.sentence(*id).is_some_and(|sentence| sentence.passage.article == article)
    });
    let pair = |other| Pair { one: first, other, score: 0.0, matched: true, claims: Vec::new() };
    own.map(pair).filter(|pair| may_be_one(reading, pair)).collect()
}

/// Tells whether two sentences may speak of one event: they share words, neither speaks of other times or parts, and
/// the places they name meet.
fn may_be_one(reading: &Reading<'_>, pair: &Pair) -> bool {
    let Some((one, other)) = reading.both(pair) else { return false };
    let elsewhere = |sentence: &SentenceReading| {
        sentence.words.iter().any(|word| is_listed(ELSEWHERE, reading.lexicon.form(word)))
    };
    if elsewhere(one) || elsewhere(other) {
        return false;
    }
    let (terms, others) = (content(one), content(other));
    let shared = terms.iter().filter(|term| others.contains(term)).count();
    let (here, there) = (places(reading, one), places(reading, other));
    let meet = here.iter().any(|a| there.iter().any(|b| same(a, b)));
    shared >= SHARED && (meet || here.is_empty() || there.is_empty())
}

fn places<'a>(reading: &Reading<'a>, of: &SentenceReading) -> Vec<&'a Entity> {
    let Some(article) = reading.article(of.passage.article) else { return Vec::new() };
    let inside = article.facts.passages_in(of.passage.range);
    inside
        .filter_map(|(_, id)| match &article.facts.get(id)?.value {
            FactValue::Entity(entity) if entity.kind == EntityKind::Place => Some(entity),
            _ => None,
        })
        .collect()
}

/// Tells whether both sides are numbers of people to whom one thing happened.
fn is_toll(reading: &Reading<'_>, found: &Found) -> bool {
    found.sides.iter().all(|side| {
        let claim = reading.comparison.claim(side.claim);
        let sentence = claim.and_then(|claim| reading.sentence(claim.sentence));
        sentence.is_some_and(|sentence| {
            let own = |measure: &&Measure| measure.range == side.passage.range;
            let role = sentence.measures.iter().find(own).and_then(|measure| measure.role);
            role.is_some_and(Role::counts_people)
        })
    })
}

fn content(sentence: &SentenceReading) -> Vec<Term> {
    let words = sentence.words.iter().filter(|word| word.is_content());
    let mut terms: Vec<_> = words.map(|word| word.stem).collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}
