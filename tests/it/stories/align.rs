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
            let sure = links.filter(|link| link.kind != LinkKind::Possible);
            Unit {
                passage: sentence.passage,
                holds: held(pair, sentence.passage),
                targets: sure.map(|link| (link.to.index(), link.kind)).collect(),
            }
        })
        .collect()
}

fn by_claims(pair: &Pair, comparison: &Comparison) -> Vec<Unit> {
    comparison
        .claims()
        .map(|(id, claim)| {
            let other = ArticleIndex(1 - claim.passage.article.0);
            let targets = match comparison.counterpart(id, other) {
                Counterpart::Here(links) => {
                    links.iter().map(|link| (link.to.index(), link.kind)).collect()
                }
                _ => Vec::new(),
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
    jumps: [f64; 2],
    precision: f64,
    recall: f64,
    groups: f64,
}

impl Figures {
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
    let show = std::env::var_os("SHOW").is_some();
    let mut jumps = [0.0; 2];
    let mut covered = [0.0; 2];
    for side in [0, 1] {
        let of_side = units.iter().filter(|unit| unit.passage.article.0 == side);
        let wanted: Vec<_> = of_side.filter(wanted).collect();
        let first =
            |unit: &&&Unit| unit.targets.first().is_some_and(|(to, _)| is_true(unit, &units[*to]));
        if show {
            for unit in wanted.iter().filter(|unit| !first(unit)) {
                let to = unit.targets.first().map(|(to, _)| pair.text(units[*to].passage));
                println!("   jump {side} {:?}\n     -> {to:?}", pair.text(unit.passage));
            }
        }
        let any = |unit: &&&Unit| unit.targets.iter().any(|(to, _)| is_true(unit, &units[*to]));
        jumps[usize::from(side)] = share(wanted.iter().filter(first).count(), wanted.len());
        covered[usize::from(side)] = share(wanted.iter().filter(any).count(), wanted.len());
    }
    let from_first = units.iter().filter(|unit| unit.passage.article.0 == 0);
    let predicted: Vec<_> = from_first
        .flat_map(|unit| unit.targets.iter().map(move |(to, _)| (unit, &units[*to])))
        .collect();
    let right = predicted.iter().filter(|(from, to)| is_true(from, to)).count();
    let wrong: Vec<_> =
        predicted.iter().filter(|(from, to)| !is_true(from, to) && !is_ignored(from, to)).collect();
    if show {
        for (from, to) in &wrong {
            println!("   false {:?}\n      ~ {:?}", pair.text(from.passage), pair.text(to.passage));
        }
    }
    let groups = must.iter().filter(|one| predicted.iter().any(|(from, to)| meet(one, from, to)));
    Figures {
        jumps,
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
        if std::env::var_os("SHOW").is_some() && is_gold != *alone {
            println!("   status {} gold {} {:?}", claim.id, claim.status, pair.text(claim.passage));
        }
    }
    (share(right, said), share(right, gold))
}

#[test]
fn statements_of_the_annotated_pair_are_matched() {
    let Some(pairs) = pairs() else { return };
    for pair in &pairs {
        let comparison = compare(&pair.articles(), &[]);
        let sentences = by_sentences(pair, &comparison);
        let claims = by_claims(pair, &comparison);
        for (name, units) in [("sentences", &sentences), ("clauses", &claims)] {
            let of = |side| units.iter().filter(|unit| unit.passage.article.0 == side).count();
            let figures = measure(pair, units);
            println!(
                "{} {name} ({} x {}): jump {:.3} {:.3}, P {:.3} R {:.3} F1 {:.3}, matches found {:.3}",
                pair.name,
                of(0),
                of(1),
                figures.jumps[0],
                figures.jumps[1],
                figures.precision,
                figures.recall,
                figures.f1(),
                figures.groups,
            );
        }
        let alone: Vec<_> = comparison
            .claims()
            .map(|(_, claim)| (claim.passage, claim.status == Status::OnlyHere))
            .collect();
        let (precision, recall) = only_here(pair, &alone);
        println!("{} only here by clauses: P {precision:.3} R {recall:.3}", pair.name);
        let alone: Vec<_> = comparison
            .sentences()
            .map(|(id, sentence)| {
                (
                    sentence.passage,
                    comparison
                        .sentence_links(id)
                        .iter()
                        .all(|link| link.kind == LinkKind::Possible),
                )
            })
            .collect();
        let (precision, recall) = only_here(pair, &alone);
        println!("{} only here by sentences: P {precision:.3} R {recall:.3}", pair.name);
    }
}
