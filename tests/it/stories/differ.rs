//! What is said to differ in the annotated pair and its twin: what must be shown, what must not, and how much else.

use sidelight::story::{Comparison, Difference, DifferenceClass, Level, Passage, compare};

use crate::stories::gold::{GoldDifference, Pair, pairs};

/// What must be shown, by its name in the annotation.
const SHOWN: [&str; 8] = ["D1", "D2", "D3", "D4", "D6", "D7", "D14", "D18"];

/// What must not be shown at all.
const SILENT: [&str; 4] = ["D9", "D10", "D11", "D15"];

/// How many other differences may be called so.
const OTHERS: usize = 3;

fn class(gold: &GoldDifference) -> Option<DifferenceClass> {
    Some(match gold.class.as_str() {
        "name" => DifferenceClass::Name,
        "list" => DifferenceClass::List,
        "holder" => DifferenceClass::Holder,
        "wording-of-quote" => DifferenceClass::Quote,
        "escalation" => DifferenceClass::Escalation,
        "self-conflict" => DifferenceClass::Itself,
        _ => return None,
    })
}

/// Tells whether a difference has a side in one of the claims.
fn touches(pair: &Pair, comparison: &Comparison, found: &Difference, claims: &[usize]) -> bool {
    let meets = |a: Passage, b: Passage| {
        a.article == b.article && a.range.intersect(b.range).is_some_and(|both| !both.is_empty())
    };
    claims.iter().any(|claim| {
        let gold = pair.claims[*claim].passage;
        found.sides.iter().any(|side| {
            let claim = comparison.claim(side.claim).unwrap().passage;
            meets(gold, side.passage) || meets(gold, claim)
        })
    })
}

fn is(pair: &Pair, comparison: &Comparison, found: &Difference, gold: &GoldDifference) -> bool {
    let in_second = if gold.first.is_empty() {
        // An article against itself: every claim of it is a side.
        gold.second.iter().all(|claim| touches(pair, comparison, found, &[*claim]))
    } else {
        touches(pair, comparison, found, &gold.first)
            && touches(pair, comparison, found, &gold.second)
    };
    in_second && class(gold).is_none_or(|class| class == found.class)
}

fn told(pair: &Pair, found: &Difference) -> String {
    let sides = found.sides.iter().map(|side| pair.text(side.passage));
    let sides: Vec<_> = sides.map(|words| format!("{words:?}")).collect();
    format!("{} {}: {}", found.level.name(), found.class.name(), sides.join(" / "))
}

#[test]
fn the_annotated_differences_are_shown_and_little_else() {
    let Some(pairs) = pairs() else { return };
    for pair in &pairs {
        let comparison = compare(&pair.articles(), &[]);
        let firm: Vec<_> =
            comparison.differences().iter().filter(|found| found.level != Level::Check).collect();
        let gold = |id: &str| pair.differences.iter().find(|gold| gold.id == id).unwrap();
        let mut faults = Vec::new();
        for id in SHOWN {
            if !firm.iter().any(|found| is(pair, &comparison, found, gold(id))) {
                faults.push(format!("{id} is not shown"));
            }
        }
        for id in SILENT {
            let flagged = comparison.differences().iter();
            for found in flagged.filter(|found| is(pair, &comparison, found, gold(id))) {
                faults.push(format!("{id} is flagged: {}", told(pair, found)));
            }
        }
        let known = |found: &Difference| {
            pair.differences.iter().any(|gold| is(pair, &comparison, found, gold))
        };
        for found in comparison.differences() {
            let sign = if known(found) { "=" } else { "+" };
            println!("{} {sign} {}", pair.name, told(pair, found));
        }
        let others = firm.iter().filter(|found| found.level == Level::Differs && !known(found));
        let others = others.count();
        println!("{}: {} others called different", pair.name, others);
        if others > OTHERS {
            faults.push(format!("{others} others are called different"));
        }
        assert!(faults.is_empty(), "{}:\n{}", pair.name, faults.join("\n"));
    }
}
