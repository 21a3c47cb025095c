//! The choice: which of the units that are near each other say the same, and in what way.
//!
//! A pair is kept that stands out from chance and is about the best for one of the two; one that is the best for
//! both need stand out less. A pair that nearly stands out is only possible. A claim without a pair
//! follows its sentence. Where one side speculates or says that something is not known, it mentions what the
//! other says and does not support it. It must not know words.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::fact::Certainty;
use crate::story::align::around::Around;
use crate::story::align::follow::{Home, Homes, nearest};
use crate::story::align::mixer::Fast;
use crate::story::align::near::{Near, Neighbours};
use crate::story::align::space::Index;
use crate::story::align::unit::Units;
use crate::story::align::verbatim::Wordings;
use crate::story::article::{Mismatch, Passage};
use crate::story::claim::{ClaimId, SentenceId, Status};
use crate::story::link::{Link, LinkKind};
use crate::text::TextRange;

/// How much the sentence around a claim counts beside the claim.
const CONTEXT: f32 = 0.8;
/// How much nearer claims count whose sentences are linked; where those surely say the same, stronger, too.
const TOGETHER: f32 = 1.2;
/// How near by its own words a claim is that follows its sentence.
const SOME_SUPPORT: f32 = 0.16;
/// How sentences are chosen.
const SENTENCES: Rule = Rule { tie: 0.5, further: 1.15, mutual: 0.9, perhaps: 0.35, denied: 0.5 };
/// How claims are chosen, which share the nearness of their sentences.
const CLAIMS: Rule = Rule { tie: 0.9, further: 1.1, mutual: 0.75, perhaps: 0.6, denied: 0.0 };
/// How near claims must be by their own words, whatever their sentences have in common.
const OWN_WORDS: f32 = 0.04;

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

/// How units of one size are chosen.
#[derive(Clone, Copy, Debug)]
struct Rule {
    /// Which share of the nearest a further unit has at least that says the same.
    tie: f32,
    /// From which strength on a further unit says the same.
    further: f32,
    /// From which strength on two units say the same of which each is the other's nearest.
    mutual: f32,
    /// From which strength on two units may perhaps say the same.
    perhaps: f32,
    /// More than which share of a unit must be denied by the user, so that it does not match.
    denied: f32,
}

/// The units of one size: how near they are, and their words.
#[derive(Debug)]
pub(crate) struct Size {
    pub(crate) index: Index,
    pub(crate) wordings: Wordings,
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
    sentences: Size,
    mut claims: Size,
    mismatches: &[Mismatch],
) -> Chosen {
    let all_sentences = sentence_units(&units);
    let all_claims = claim_units(&units);
    let of = |unit: &Unit| unit.passage.article;
    let mut near_sentences = Neighbours::new(all_sentences.iter().map(of), articles);
    let mut near_claims = Neighbours::new(all_claims.iter().map(of), articles);
    let articles_of: Vec<_> = all_sentences.iter().map(of).collect();
    let mut around = Around::new(sentences.index, &articles_of);
    let mut row = vec![0.0; all_claims.len()];
    let mut context = row.clone();
    for (at, sentence) in units.sentences.iter().enumerate() {
        around.step(at);
        near_sentences.add(around.together(), |_| true);
        let alone = around.alone();
        for (context, claim) in context.iter_mut().zip(&all_claims) {
            *context = CONTEXT * alone.get(claim.home).copied().unwrap_or(0.0);
        }
        for claim in sentence.claims.clone() {
            claims.index.look_from(claim as usize);
            claims.index.write(&mut row);
            for (nearness, context) in row.iter_mut().zip(&context) {
                *nearness = (*nearness + context) / (1.0 + CONTEXT);
            }
            near_claims.add(&row, |other| claims.index.nearness(other) >= OWN_WORDS);
        }
    }
    let pairs = links(&all_sentences, near_sentences.finish(), SENTENCES, mismatches);
    let together: HashMap<_, _, Fast> =
        pairs.iter().map(|pair| ((pair.near.from, pair.near.to), pair.kind)).collect();
    let mut near_claims = near_claims.finish();
    for near in &mut near_claims {
        let home = |claim: usize| all_claims.get(claim).map_or(usize::MAX, |claim| claim.home);
        let homes = (home(near.from), home(near.to));
        if let Some(kind) = together.get(&homes) {
            near.nearness *= TOGETHER;
            // Where claims are the whole sentences, those say nothing more.
            let more = is_part(&units, homes.0) || is_part(&units, homes.1);
            near.strength *= if more && *kind != LinkKind::Possible { TOGETHER } else { 1.0 };
        }
    }
    let homes = homes(&units, &pairs);
    let whole = &sentences.wordings;
    let sentence_links = pairs.into_iter().map(|pair| pair.link(SentenceId, whole)).collect();
    let mut pairs = links(&all_claims, near_claims, CLAIMS, mismatches);
    follow(&mut pairs, &all_claims, &homes, &mut claims.index, mismatches);
    let parts = &claims.wordings;
    let links: Vec<_> = pairs.into_iter().map(|pair| pair.link(ClaimId, parts)).collect();
    for link in &links {
        if let Some(claim) = units.claims.get_mut(link.from.index()) {
            claim.status = claim.status.min(status(link.kind));
        }
    }
    Chosen { units, sentence_links, links }
}

/// Returns for every sentence those that surely say the same.
fn homes(units: &Units, pairs: &[Pair]) -> Homes {
    let mut homes = Homes::new();
    for pair in pairs.iter().filter(|pair| pair.kind != LinkKind::Possible) {
        let Some(sentence) = units.sentences.get(pair.near.to) else { continue };
        let claims = sentence.claims.start as usize..sentence.claims.end as usize;
        let (article, nearness) = (sentence.passage.article, pair.near.nearness);
        homes.entry(pair.near.from).or_default().push(Home { article, claims, nearness });
    }
    homes
}

/// Adds pairs, both ways, for claims that have no sure one and follow their sentence.
fn follow(
    pairs: &mut Vec<Pair>,
    units: &[Unit],
    homes: &Homes,
    claims: &mut Index,
    mismatches: &[Mismatch],
) {
    let article = |claim: usize| units.get(claim).map(|unit| unit.passage.article);
    let sure = pairs.iter().filter(|pair| pair.kind != LinkKind::Possible);
    let settled: HashSet<_, Fast> =
        sure.map(|pair| (pair.near.from, article(pair.near.to))).collect();
    let mut added = BTreeMap::new();
    for (from, unit) in units.iter().enumerate() {
        let Some(homes) = homes.get(&unit.home) else { continue };
        let open = |home: &&Home| !settled.contains(&(from, Some(home.article)));
        let homes: Vec<_> = homes.iter().filter(open).cloned().collect();
        if homes.is_empty() {
            continue;
        }
        claims.look_from(from);
        let own = |to: usize| {
            let other = units.get(to)?;
            let denied = is_wrong(mismatches, unit.passage, other.passage, CLAIMS.denied);
            (!denied).then(|| claims.nearness(to))
        };
        for (to, nearness) in nearest(&homes, (SOME_SUPPORT, CONTEXT), own) {
            let certainty =
                units.get(to).map_or(unit.certainty, |to| to.certainty.max(unit.certainty));
            for (from, to) in [(from, to), (to, from)] {
                let near = Near { from, to, nearness, strength: 1.0 };
                added.insert((from, to), Pair { near, kind: kind(near, certainty) });
            }
        }
    }
    pairs.retain(|pair| !added.contains_key(&(pair.near.from, pair.near.to)));
    pairs.extend(added.into_values());
}

/// Tells whether a claim of a sentence is only a part of it.
fn is_part(units: &Units, home: usize) -> bool {
    units.sentences.get(home).is_some_and(|sentence| sentence.claims.len() > 1)
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
    fn link<Id>(self, id: impl Fn(u32) -> Id, wordings: &Wordings) -> Link<Id> {
        let unit = |index: usize| id(u32::try_from(index).unwrap_or(u32::MAX));
        let Near { from, to, nearness, .. } = self.near;
        let is_same = self.kind == LinkKind::Wording && wordings.are_same(from, to);
        let kind = if is_same { LinkKind::Same } else { self.kind };
        Link { from: unit(from), to: unit(to), score: nearness.min(1.0), kind }
    }
}

/// Returns the neighbours that are linked, and how, both ways.
fn links(units: &[Unit], near: Vec<Near>, rule: Rule, mismatches: &[Mismatch]) -> Vec<Pair> {
    let possible = near.into_iter().filter(|near| {
        let (Some(from), Some(to)) = (units.get(near.from), units.get(near.to)) else {
            return false;
        };
        near.strength >= rule.perhaps
            && !is_wrong(mismatches, from.passage, to.passage, rule.denied)
    });
    let both_ways = |near: Near| [near, Near { from: near.to, to: near.from, ..near }];
    let mut all: Vec<Near> = possible.flat_map(both_ways).collect();
    all.sort_unstable_by_key(|near| (near.from, near.to));
    all.dedup_by_key(|near| (near.from, near.to));
    let of_article = nearest_of(&all, |unit| units[unit].passage.article);
    let of_sentence = nearest_of(&all, |unit| units[unit].home);
    let pairs = all.iter().zip(turned(&all, units.len())).enumerate();
    pairs
        .filter_map(|(at, (near, turned))| {
            let (from, to) = (units.get(near.from)?, units.get(near.to)?);
            let (of_one, of_other) = (of_article[at], of_article[turned]);
            let here = of_one.min(of_other);
            let within = of_sentence[at].min(of_sentence[turned]);
            let share = if near.strength < rule.further { 1.0 } else { rule.tie };
            let kept = near.nearness >= share * here && near.nearness >= within;
            let mutual = near.nearness >= of_one.max(of_other) && near.strength >= rule.mutual;
            let strength = if mutual { near.strength.max(1.0) } else { near.strength };
            let near = Near { strength, ..*near };
            kept.then(|| Pair { near, kind: kind(near, from.certainty.max(to.certainty)) })
        })
        .collect()
}

/// Returns for each pair, which stand by their units, how near the nearest unit is to its first one among those that
/// have something in common with its second one, and stand together.
fn nearest_of<Key: PartialEq>(pairs: &[Near], common: impl Fn(usize) -> Key) -> Vec<f32> {
    let mut nearest = Vec::with_capacity(pairs.len());
    let together =
        |one: &Near, other: &Near| one.from == other.from && common(one.to) == common(other.to);
    for pairs in pairs.chunk_by(together) {
        let most = pairs.iter().map(|near| near.nearness).fold(0.0, f32::max);
        nearest.extend(pairs.iter().map(|_| most));
    }
    nearest
}

/// Returns for each pair, which stand both ways by their units, the place of the same pair the other way round: in the
/// order in which they come, the pairs that lead to a unit are those that lead from it.
fn turned(pairs: &[Near], units: usize) -> Vec<usize> {
    let mut next = vec![0; units + 1];
    for near in pairs {
        next[near.from + 1] += 1;
    }
    for unit in 1..next.len() {
        next[unit] += next[unit - 1];
    }
    let turned = pairs.iter().map(|near| {
        next[near.to] += 1;
        next[near.to] - 1
    });
    turned.collect()
}

fn kind(near: Near, certainty: Certainty) -> LinkKind {
    match certainty {
        _ if near.strength < 1.0 => LinkKind::Possible,
        Certainty::Hedged | Certainty::Unknown => LinkKind::Mention,
        _ => LinkKind::Wording,
    }
}

/// Tells whether the user says that two passages do not say the same, of more than a share of each.
fn is_wrong(mismatches: &[Mismatch], one: Passage, other: Passage, share: f32) -> bool {
    let denies = |denied: &Passage, unit: &Passage| {
        let both = denied.range.intersect(unit.range).map_or(0.0, length);
        denied.article == unit.article && both > share * length(unit.range)
    };
    mismatches.iter().any(|(first, second)| {
        denies(first, &one) && denies(second, &other)
            || denies(second, &one) && denies(first, &other)
    })
}

fn length(range: TextRange) -> f32 {
    u32::from(range.len()) as f32
}
