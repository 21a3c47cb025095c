//! Lists that differ: three things or more, one of them another elsewhere, or left out.

use crate::story::differ::enumeration::{Item, List};
use crate::story::differ::found::Found;
use crate::story::differ::reading::{Pair, Reading};
use crate::story::differ::words::Word;
use crate::story::difference::{DifferenceClass, Level};
use crate::text::TextRange;

/// How many examples that are the same make two lists of examples one list.
const ONE_LIST: usize = 4;

/// Finds items that only one of two lists of the same things has.
pub(crate) fn lists(reading: &Reading<'_>, pair: &Pair, found: &mut Vec<Found>) {
    let Some((one, other)) = reading.both(pair) else { return };
    if !pair.matched {
        return;
    }
    for a in &one.lists {
        for b in &other.lists {
            let Some((left, right, level)) = compared(a, b, &one.words, &other.words) else {
                continue;
            };
            if let (Some(here), Some(there)) = (reading.side(one, left), reading.side(other, right))
            {
                found.push(Found { class: DifferenceClass::List, level, sides: [here, there] });
            }
        }
    }
}

fn compared(
    a: &List,
    b: &List,
    words: &[Word],
    others: &[Word],
) -> Option<(TextRange, TextRange, Level)> {
    let alone = |own: &List, theirs: &List, words: &[Word]| -> Vec<TextRange> {
        let lacks = |item: &&Item| {
            !theirs.items.iter().any(|other| item.is_like(other))
                && !item.stems.iter().any(|stem| words.iter().any(|word| word.stem == *stem))
        };
        own.items.iter().filter(lacks).map(|item| item.range).collect()
    };
    let shared = |own: &List, theirs: &List| {
        own.items.iter().filter(|item| theirs.items.iter().any(|other| item.is_like(other))).count()
    };
    let common = shared(a, b).min(shared(b, a));
    let fewer = a.items.len().min(b.items.len());
    if common < 2 || common * 3 < (fewer - 1) * 2 {
        return None;
    }
    let (left, right) = (alone(a, b, others), alone(b, a, words));
    match (left.as_slice(), right.as_slice()) {
        ([one], [other]) => {
            // Examples are chosen, and another choice is no other statement; but so many that are the same are
            // one list.
            let chosen = (a.open || b.open) && common < ONE_LIST;
            let level = if chosen { Level::Check } else { Level::Differs };
            Some((*one, *other, level))
        }
        ([one], []) => Some((*one, b.range(), a.omission(b, common))),
        ([], [other]) => Some((a.range(), *other, b.omission(a, common))),
        ([one, ..], [other, ..]) if left.len() + right.len() <= 4 && common >= 3 => {
            Some((*one, *other, Level::Check))
        }
        _ => None,
    }
}
