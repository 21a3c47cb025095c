//! How well the statements of the annotated pair are matched, at the settings that ship.

use sidelight::story::{ArticleIndex, Comparison, Counterpart, LinkKind, Passage, Status, compare};
use sidelight::text::TextRange;

use crate::stories::gold::{GoldMatch, Pair, pairs};

/// A unit of the program: a sentence or a claim, with the claims of the annotation that it holds.
struct Unit {
    passage: Passage,
    holds: Vec<usize>,
    /// Where its reader is led, the best first, with the kind.
    targets: Vec<(usize, LinkKind)>,
}

/// Tells whether a passage holds a claim: half of it, or more than eight bytes.
fn holds(passage: Passage, claim: Passage) -> bool {
    let both = passage.range.intersect(claim.range).map_or(0, |both| u32::from(both.len()));
    passage.article == claim.article && (both * 2 >= u32::from(claim.range.len()) || both > 8)
}

fn held(pair: &Pair, passage: Passage) -> Vec<usize> {
    let claims = pair.claims.iter().enumerate();
    claims.filter(|(_, claim)| holds(passage, claim.passage)).map(|(at, _)| at).collect()
}

fn by_sentences(pair: &Pair, comparison: &Comparison) -> Vec<Unit> {
    comparison
        .sentences()
        .map(|(id, sentence)| {
            let links = comparison.sentence_links(id).iter();
            let targets = links.map(|link| (link.to.index(), link.kind)).collect();
            let holds = held(pair, sentence.passage);
            Unit { passage: sentence.passage, holds, targets: sure_first(targets) }
        })
        .collect()
}

/// Puts what is only possible last.
fn sure_first(mut targets: Vec<(usize, LinkKind)>) -> Vec<(usize, LinkKind)> {
    targets.sort_by_key(|(_, kind)| *kind == LinkKind::Possible);
    targets
}

fn by_claims(pair: &Pair, comparison: &Comparison) -> Vec<Unit> {
    comparison
        .claims()
        .map(|(id, claim)| {
            let other = ArticleIndex(1 - claim.passage.article.0);
            let targets = match comparison.counterpart(id, other) {
                Counterpart::Here(links) | Counterpart::Perhaps(links) => {
                    links.iter().map(|link| (link.to.index(), link.kind)).collect()
                }
                Counterpart::Silent => Vec::new(),
            };
            Unit { passage: claim.passage, holds: held(pair, claim.passage), targets }
        })
        .collect()
}

/// Tells whether two units hold claims of one match.
fn meet(one: &GoldMatch, from: &Unit, to: &Unit) -> bool {
    let any = |unit: &Unit, claims: &[usize]| claims.iter().any(|claim| unit.holds.contains(claim));
    any(from, &one.first) && any(to, &one.second) || any(to, &one.first) && any(from, &one.second)
}

struct Figures {
    /// Where the first press leads, or the second where the program calls it possible.
    jumps: [f64; 2],
    /// Where the first press leads.
    at_once: [f64; 2],
    precision: f64,
    recall: f64,
    groups: f64,
}

impl Figures {
    fn print(&self, pair: &str, name: &str, units: &[Unit]) {
        let of = |side| units.iter().filter(|unit| unit.passage.article.0 == side).count();
        println!(
            "{pair} {name} ({} x {}): jump {:.3} {:.3}, at once {:.3} {:.3}, P {:.3} R {:.3} F1 {:.3}, \
             matches found {:.3}",
            of(0),
            of(1),
            self.jumps[0],
            self.jumps[1],
            self.at_once[0],
            self.at_once[1],
            self.precision,
            self.recall,
            self.f1(),
            self.groups,
        );
    }

    fn f1(&self) -> f64 {
        2.0 * self.precision * self.recall / (self.precision + self.recall)
    }
}

fn measure(pair: &Pair, units: &[Unit]) -> Figures {
    let must: Vec<_> = pair.matches.iter().filter(|one| one.must).collect();
    let ignored: Vec<_> = pair.matches.iter().filter(|one| !one.must).collect();
    let is_true = |from: &Unit, to: &Unit| must.iter().any(|one| meet(one, from, to));
    let is_ignored = |from: &Unit, to: &Unit| ignored.iter().any(|one| meet(one, from, to));
    let wanted = |unit: &&Unit| {
        must.iter()
            .any(|one| one.first.iter().chain(&one.second).any(|claim| unit.holds.contains(claim)))
    };
    let sure = |kind: LinkKind| kind != LinkKind::Possible;
    let (mut jumps, mut at_once) = ([0.0; 2], [0.0; 2]);
    let mut covered = [0.0; 2];
    for side in [0, 1] {
        let of_side = units.iter().filter(|unit| unit.passage.article.0 == side);
        let wanted: Vec<_> = of_side.filter(wanted).collect();
        let first =
            |unit: &&&Unit| unit.targets.first().is_some_and(|(to, _)| is_true(unit, &units[*to]));
        let first_sure = |unit: &&&Unit| first(unit) && sure(unit.targets[0].1);
        let any = |unit: &&&Unit| {
            unit.targets.iter().any(|(to, kind)| sure(*kind) && is_true(unit, &units[*to]))
        };
        at_once[usize::from(side)] = share(wanted.iter().filter(first_sure).count(), wanted.len());
        jumps[usize::from(side)] = share(wanted.iter().filter(first).count(), wanted.len());
        covered[usize::from(side)] = share(wanted.iter().filter(any).count(), wanted.len());
    }
    let from_first = units.iter().filter(|unit| unit.passage.article.0 == 0);
    let predicted: Vec<_> = from_first
        .flat_map(|unit| unit.targets.iter().map(move |(to, kind)| (unit, &units[*to], *kind)))
        .filter(|(_, _, kind)| sure(*kind))
        .map(|(from, to, _)| (from, to))
        .collect();
    let right = predicted.iter().filter(|(from, to)| is_true(from, to)).count();
    let wrong: Vec<_> =
        predicted.iter().filter(|(from, to)| !is_true(from, to) && !is_ignored(from, to)).collect();
    let groups = must.iter().filter(|one| predicted.iter().any(|(from, to)| meet(one, from, to)));
    Figures {
        jumps,
        at_once,
        precision: share(right, right + wrong.len()),
        recall: f64::midpoint(covered[0], covered[1]),
        groups: share(groups.count(), must.len()),
    }
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Returns precision and recall of what is said to be only in one article.
fn only_here(pair: &Pair, units: &[(Passage, bool)]) -> (f64, f64) {
    let (mut right, mut said, mut gold) = (0, 0, 0);
    for claim in &pair.claims {
        if !matches!(claim.status.as_str(), "matched" | "only_here") {
            continue;
        }
        let overlap = |passage: &Passage| {
            let both = passage
                .range
                .intersect(claim.passage.range)
                .map_or(0, |r: TextRange| u32::from(r.len()));
            if passage.article == claim.passage.article { both } else { 0 }
        };
        let best = units.iter().max_by_key(|(passage, _)| overlap(passage));
        let Some((_, alone)) = best.filter(|(passage, _)| overlap(passage) > 0) else { continue };
        let is_gold = claim.status == "only_here";
        gold += usize::from(is_gold);
        said += usize::from(*alone);
        right += usize::from(is_gold && *alone);
    }
    (share(right, said), share(right, gold))
}

/// The least of everything, just under what is reached on both.
struct Floors {
    jumps: [f64; 2],
    at_once: [f64; 2],
    f1: f64,
}

const SENTENCES: Floors = Floors { jumps: [0.99, 0.91], at_once: [0.92, 0.70], f1: 0.82 };
const CLAUSES: Floors = Floors { jumps: [0.92, 0.88], at_once: [0.89, 0.88], f1: 0.85 };
/// The least precision and recall of what is said to be only here.
const ONLY_HERE: f64 = 0.90;

#[test]
fn statements_of_the_annotated_pair_are_matched() {
    let Some(pairs) = pairs() else { return };
    for pair in &pairs {
        let comparison = compare(&pair.articles(), &[]);
        let sentences = by_sentences(pair, &comparison);
        let claims = by_claims(pair, &comparison);
        let sizes = [("sentences", &sentences, SENTENCES), ("clauses", &claims, CLAUSES)];
        for (name, units, floors) in sizes {
            let figures = measure(pair, units);
            figures.print(pair.name, name, units);
            for side in [0, 1] {
                assert!(figures.jumps[side] >= floors.jumps[side], "{} {name}", pair.name);
                assert!(figures.at_once[side] >= floors.at_once[side], "{} {name}", pair.name);
            }
            assert!(figures.f1() >= floors.f1, "{} {name}: F1 {:.3}", pair.name, figures.f1());
        }
        let alone = comparison
            .claims()
            .map(|(_, claim)| (claim.passage, claim.status == Status::OnlyHere))
            .collect::<Vec<_>>();
        let (precision, recall) = only_here(pair, &alone);
        println!("{} only here, clauses: P {precision:.3} R {recall:.3}", pair.name);
        assert!(precision.min(recall) >= ONLY_HERE, "{}", pair.name);
        let alone = comparison.sentences().map(|(id, sentence)| {
            let mut links = comparison.sentence_links(id).iter();
            (sentence.passage, links.all(|link| link.kind == LinkKind::Possible))
        });
        let (precision, recall) = only_here(pair, &alone.collect::<Vec<_>>());
        println!("{} only here, sentences: P {precision:.3} R {recall:.3}", pair.name);
        offered(pair, &comparison);
    }
}

/// Prints how often a reader is offered something that the other article does not say.
fn offered(pair: &Pair, comparison: &Comparison) {
    let (mut all, mut here, mut perhaps) = (0, 0, 0);
    for claim in pair.claims.iter().filter(|claim| claim.status == "only_here") {
        let passage = claim.passage;
        let Some(id) = comparison.claim_at(passage.article, passage.range.start()) else {
            continue;
        };
        all += 1;
        match comparison.counterpart(id, ArticleIndex(1 - passage.article.0)) {
            Counterpart::Here(_) => here += 1,
            Counterpart::Perhaps(_) => perhaps += 1,
            Counterpart::Silent => {}
        }
    }
    println!("{} of {all} claims only here: led on {here}, on a second press {perhaps}", pair.name);
}

#[test]
fn a_claim_whose_match_speculates_is_mentioned_and_not_supported() {
    let Some(pairs) = pairs() else { return };
    for pair in &pairs {
        let comparison = compare(&pair.articles(), &[]);
        let mut counted = 0;
        for claim in pair.claims.iter().filter(|claim| claim.stance == "speculation") {
            for (id, found) in comparison.claims_in(claim.passage.article, claim.passage.range) {
                if !holds(found.passage, claim.passage) {
                    continue;
                }
                for link in comparison.links(id).iter().filter(|link| link.kind.is_match()) {
                    let to = comparison.passage(link.to).unwrap();
                    println!(
                        "support {}: {:?}\n   {:?}",
                        claim.id,
                        pair.text(found.passage),
                        pair.text(to)
                    );
                    counted += 1;
                }
            }
        }
        println!("{}: speculation counted as support {counted} times", pair.name);
        assert_eq!(counted, 0);
    }
}
