//! The choice: which of the units that are near each other say the same, and in what way.
//!
//! A pair is kept that stands out from chance and is about the best for one of the two. A pair that nearly stands
//! out is only possible. Where one side speculates or says that something is not known, it mentions what the
//! other says and does not support it. It must not know words.

use std::collections::{BTreeMap, HashMap};

use crate::fact::Certainty;
use crate::story::Mismatch;
use crate::story::align::near::{Near, Neighbours};
use crate::story::align::space::Index;
use crate::story::align::unit::Units;
use crate::story::article::Passage;
use crate::story::claim::{ClaimId, SentenceId, Status};
use crate::story::link::{Link, LinkKind};

/// How much the sentence around a claim counts beside the claim.
const CONTEXT: f32 = 0.8;
/// Which share of the nearest a further sentence has at least that says the same.
const SENTENCE_TIE: f32 = 0.5;
/// The same of claims, which share the nearness of their sentences.
const CLAIM_TIE: f32 = 0.9;
/// From which strength on two units may perhaps say the same.
const PERHAPS: f32 = 0.7;
/// From which nearness on two units are in the same words.
const SAME_WORDS: f32 = 0.7;

/// Units with what was chosen for them.
#[derive(Debug)]
pub(crate) struct Chosen {
    /// The units, claims with their status.
    pub(crate) units: Units,
    /// Both ways.
    pub(crate) sentence_links: Vec<Link<SentenceId>>,
    /// Both ways.
    pub(crate) links: Vec<Link<ClaimId>>,
}

/// What the choice asks of a unit.
#[derive(Clone, Copy, Debug)]
struct Unit {
    passage: Passage,
    certainty: Certainty,
    /// Its sentence.
    home: usize,
}

/// Chooses among the units of so many articles.
pub(crate) fn choose(
    articles: usize,
    mut units: Units,
    mut sentences: Index,
    mut claims: Index,
    mismatches: &[Mismatch],
) -> Chosen {
    let all_sentences = sentence_units(&units);
    let all_claims = claim_units(&units);
    let article = |unit: &Unit| unit.passage.article;
    let mut near_sentences = Neighbours::new(all_sentences.iter().map(article), articles);
    let mut near_claims = Neighbours::new(all_claims.iter().map(article), articles);
    for (at, sentence) in units.sentences.iter().enumerate() {
        sentences.look_from(at);
        near_sentences.add(|other| sentences.nearness(other));
        for claim in sentence.claims.clone() {
            claims.look_from(claim as usize);
            near_claims.add(|other| {
                let home = all_claims.get(other).map_or(0, |claim| claim.home);
                (claims.nearness(other) + CONTEXT * sentences.nearness(home)) / (1.0 + CONTEXT)
            });
        }
    }
    let sentence_links = links(&all_sentences, near_sentences.finish(), SENTENCE_TIE, mismatches)
        .map(|pair| pair.link(SentenceId))
        .collect();
    let links: Vec<_> = links(&all_claims, near_claims.finish(), CLAIM_TIE, mismatches)
        .map(|pair| pair.link(ClaimId))
        .collect();
    for link in &links {
        if let Some(claim) = units.claims.get_mut(link.from.index()) {
            claim.status = claim.status.min(status(link.kind));
        }
    }
    Chosen { units, sentence_links, links }
}

const fn status(kind: LinkKind) -> Status {
    match kind {
        LinkKind::Same | LinkKind::Wording => Status::Matched,
        LinkKind::Mention => Status::Partial,
        LinkKind::Possible => Status::OnlyHere,
    }
}

/// A sentence is as sure as its firmest claim.
fn sentence_units(units: &Units) -> Vec<Unit> {
    let all = units.sentences.iter().enumerate();
    all.map(|(home, sentence)| {
        let certainties = units.claims_of(sentence).iter().map(|claim| claim.certainty);
        let certainty = certainties.min().unwrap_or(Certainty::Asserted);
        Unit { passage: sentence.passage, certainty, home }
    })
    .collect()
}

fn claim_units(units: &Units) -> Vec<Unit> {
    let all = units.claims.iter();
    all.map(|claim| Unit {
        passage: claim.passage,
        certainty: claim.certainty,
        home: claim.sentence.index(),
    })
    .collect()
}

/// Two units that are linked.
#[derive(Clone, Copy, Debug)]
struct Pair {
    near: Near,
    kind: LinkKind,
}

impl Pair {
    fn link<Id>(self, id: impl Fn(u32) -> Id) -> Link<Id> {
        let unit = |index: usize| id(u32::try_from(index).unwrap_or(u32::MAX));
        let Near { from, to, nearness, .. } = self.near;
        Link { from: unit(from), to: unit(to), score: nearness.min(1.0), kind: self.kind }
    }
}

/// Returns the neighbours that are linked, and how, both ways.
fn links(
    units: &[Unit],
    near: Vec<Near>,
    tie: f32,
    mismatches: &[Mismatch],
) -> impl Iterator<Item = Pair> {
    let mut pairs: BTreeMap<(usize, usize), Near> = BTreeMap::new();
    let mut best = Best::default();
    for near in near {
        let (Some(from), Some(to)) = (units.get(near.from), units.get(near.to)) else { continue };
        if near.strength < PERHAPS || is_wrong(mismatches, from.passage, to.passage) {
            continue;
        }
        best.see(near.from, to, near.nearness);
        best.see(near.to, from, near.nearness);
        pairs.insert((near.from, near.to), near);
        pairs.insert((near.to, near.from), Near { from: near.to, to: near.from, ..near });
    }
    let kept: Vec<_> = pairs
        .into_values()
        .filter_map(|near| {
            let (from, to) = (units.get(near.from)?, units.get(near.to)?);
            let here = best.of(near.from, to).min(best.of(near.to, from));
            let within = best.within(near.from, to).min(best.within(near.to, from));
            let share = if near.strength < 1.0 { 1.0 } else { tie };
            let kept = near.nearness >= share * here && near.nearness >= within;
            kept.then(|| Pair { near, kind: kind(near, from.certainty.max(to.certainty)) })
        })
        .collect();
    kept.into_iter()
}

fn kind(near: Near, certainty: Certainty) -> LinkKind {
    match certainty {
        _ if near.strength < 1.0 => LinkKind::Possible,
        Certainty::Hedged | Certainty::Unknown => LinkKind::Mention,
        _ if near.nearness >= SAME_WORDS => LinkKind::Same,
        _ => LinkKind::Wording,
    }
}

/// The nearest that each unit has, in each article and within each sentence.
#[derive(Debug, Default)]
struct Best {
    articles: HashMap<(usize, u16), f32>,
    sentences: HashMap<(usize, usize), f32>,
}

impl Best {
    fn see(&mut self, unit: usize, other: &Unit, nearness: f32) {
        let best = self.articles.entry((unit, other.passage.article.0)).or_default();
        *best = best.max(nearness);
        let best = self.sentences.entry((unit, other.home)).or_default();
        *best = best.max(nearness);
    }

    /// Returns the nearest of the other's article.
    fn of(&self, unit: usize, other: &Unit) -> f32 {
        self.articles.get(&(unit, other.passage.article.0)).copied().unwrap_or(0.0)
    }

    /// Returns the nearest of the other's sentence.
    fn within(&self, unit: usize, other: &Unit) -> f32 {
        self.sentences.get(&(unit, other.home)).copied().unwrap_or(0.0)
    }
}

/// Tells whether the user says that two passages do not say the same.
fn is_wrong(mismatches: &[Mismatch], one: Passage, other: Passage) -> bool {
    let meets = |a: &Passage, b: &Passage| {
        a.article == b.article && a.range.intersect(b.range).is_some_and(|both| !both.is_empty())
    };
    mismatches.iter().any(|(first, second)| {
        meets(first, &one) && meets(second, &other) || meets(second, &one) && meets(first, &other)
    })
}
