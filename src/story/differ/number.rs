//! Numbers that differ: the same role, the same unit, another amount.

use crate::fact::{FactValue, Modifier, QuantityKind};
use crate::story::article::{Article, ArticleIndex};
use crate::story::differ::found::Found;
use crate::story::differ::measure::Measure;
use crate::story::differ::moment::Parts;
use crate::story::differ::owner::Owner;
use crate::story::differ::reading::{Pair, Reading, SentenceReading};
use crate::story::differ::role::Role;
use crate::story::differ::words::{Lexicon, Term, WordKind};
use crate::story::difference::{DifferenceClass, Level};

/// How surely two numbers are numbers of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bond {
    /// They are of one sort.
    Typed,
    /// They have one role.
    Bound,
}

/// Finds numbers that differ between two matched sentences.
pub(crate) fn numbers(reading: &Reading<'_>, pair: &Pair, found: &mut Vec<Found>) {
    let Some((one, other)) = reading.both(pair) else { return };
    if !pair.matched || one.measures.is_empty() || other.measures.is_empty() {
        return;
    }
    let (left, right) = without_agreeing(&reading.lexicon, one, other);
    let mut candidates = Vec::new();
    for (at, a) in &left {
        for (to, b) in &right {
            if let Some(bond) = bond(a, b) {
                candidates.push((bond, shared(&a.near, &b.near), *at, *to));
            }
        }
    }
    candidates.sort_by_key(|(bond, shared, ..)| std::cmp::Reverse((*bond, *shared)));
    let (mut used, mut met) = (Vec::new(), Vec::new());
    for (bond, _, at, to) in candidates {
        if used.contains(&at) || met.contains(&to) {
            continue;
        }
        used.push(at);
        met.push(to);
        let (Some(a), Some(b)) = (one.measures.get(at), other.measures.get(to)) else { continue };
        let Some(level) = level(reading, [one, other], [a, b], bond) else { continue };
        let (Some(here), Some(there)) = (reading.side(one, a.range), reading.side(other, b.range))
        else {
            continue;
        };
        found.push(Found { class: DifferenceClass::Number, level, sides: [here, there] });
    }
}

type Kept<'r> = Vec<(usize, &'r Measure)>;

/// Returns the numbers of both that meet no number of the other which says the same.
fn without_agreeing<'r>(
    lexicon: &Lexicon,
    one: &'r SentenceReading,
    other: &'r SentenceReading,
) -> (Kept<'r>, Kept<'r>) {
    let agree = |a: &Measure, b: &Measure| {
        let same = a.amount.is_same(&b.amount);
        a.kind == b.kind && a.amount.agrees(&b.amount) && (same || bond(a, b).is_some())
    };
    let kept = |own: &'r [Measure], theirs: &'r SentenceReading| {
        let open = |a: &Measure| {
            !theirs.measures.iter().any(|b| agree(a, b)) && !is_counted(lexicon, a, theirs)
        };
        own.iter().enumerate().filter(|(_, a)| open(a)).collect()
    };
    (kept(&one.measures, other), kept(&other.measures, one))
}

/// Tells whether a sentence counts up to a place in an order: `after 12 minutes` for `in the 12th minute`.
fn is_counted(lexicon: &Lexicon, place: &Measure, sentence: &SentenceReading) -> bool {
    if place.kind != QuantityKind::Ordinal || place.unit.is_none() {
        return false;
    }
    let counts = |b: &Measure| b.unit == place.unit && b.amount.is_same(&place.amount);
    sentence.measures.iter().any(counts)
        || sentence.words.windows(2).any(|pair| match pair {
            [number, unit] => {
                number.kind == WordKind::Number
                    && Some(unit.stem) == place.unit
                    && lexicon.form(number).parse() == Ok(place.amount.low)
            }
            _ => false,
        })
}

/// Tells how surely two numbers are of one thing; `None` if they are of two.
pub(crate) fn bond(a: &Measure, b: &Measure) -> Option<Bond> {
    let same_unit = a.unit == b.unit;
    let fits = same_unit || a.generic && b.generic;
    if a.kind != b.kind {
        return None;
    }
    let near = shared(&a.near, &b.near);
    let [left, right] =
        [0, 1].map(|side| a.beside[side].is_some() && a.beside[side] == b.beside[side]);
    match (a.kind, a.role, b.role) {
        (QuantityKind::Money | QuantityKind::Ordinal, ..) if !same_unit => None,
        (QuantityKind::Ordinal, ..) => ordinal(a, b, near),
        (_, Some(role), Some(own)) if role != own => None,
        (_, Some(Role::Age), Some(_)) => are_one_person(a, b).then_some(match near {
            0 if !is_named(a) || !is_named(b) => Bond::Typed,
            _ => Bond::Bound,
        }),
        (QuantityKind::Count, Some(role), Some(_))
            if fits && !role.counts_people() && !are_by_one(a, b) =>
        {
            Some(Bond::Typed)
        }
        (_, Some(_), Some(_)) if fits => Some(Bond::Bound),
        (_, Some(role), Some(_)) => {
            let people = role.counts_people() && near >= 2;
            (a.generic || b.generic || people).then_some(Bond::Typed)
        }
        _ if !same_unit => None,
        // One player’s yards and his team’s.
        (_, None, None) if !are_by_one(a, b) => (near >= 1 && is_told(a)).then_some(Bond::Typed),
        (_, None, None) if left && right => Some(Bond::Bound),
        (_, None, None)
            if near >= 2 && (left || right || near >= 3) && is_told(a) && are_near(a, b) =>
        {
            Some(Bond::Bound)
        }
        (_, None, None) => (near >= 1 && is_told(a)).then_some(Bond::Typed),
        _ => (near >= 2).then_some(Bond::Typed),
    }
}

/// Tells how surely two places in an order are of one order: `the 4th congress` and `the fifth congress`.
fn ordinal(a: &Measure, b: &Measure, near: usize) -> Option<Bond> {
    // `first` and `second` are often only words.
    let small = a.amount.low.min(b.amount.low) <= 3.0;
    match near {
        0 => None,
        _ if a.unit.is_none() => None,
        1 => Some(Bond::Typed),
        _ if small => Some(Bond::Typed),
        // `seventh straight win` and `eighth straight title` are two series.
        _ if a.beside[1] == b.beside[1] || near >= 3 => Some(Bond::Bound),
        _ => Some(Bond::Typed),
    }
}

/// Tells whether two ages are said of one person: a main word is the same, and no names before it differ.
fn are_one_person(a: &Measure, b: &Measure) -> bool {
    let main = |owner: &Owner| {
        let words = &owner.words;
        if owner.ahead { words.last().copied() } else { words.first().copied() }
    };
    let place = |owner: &Owner, word: Term| owner.words.iter().position(|(own, _)| *own == word);
    let met = |one: &Owner, other: &Owner| {
        let (word, _) = main(one)?;
        let last = !other.ahead || main(other).is_some_and(|(own, _)| own == word);
        Some((place(one, word)?, place(other, word).filter(|_| last)?))
    };
    let met = met(&a.owner, &b.owner).or_else(|| met(&b.owner, &a.owner).map(|(b, a)| (a, b)));
    let Some((at, to)) = met else { return false };
    let names = |owner: &Owner, end: usize| -> Vec<Term> {
        let before = owner.words.iter().take(end);
        before.filter(|(_, capital)| *capital).map(|(term, _)| *term).collect()
    };
    let (one, other) = (names(&a.owner, at), names(&b.owner, to));
    one.is_empty() || other.is_empty() || shared(&one, &other) > 0
}

/// Tells whether an age is that of somebody who is named.
fn is_named(measure: &Measure) -> bool {
    measure.owner.words.iter().any(|(_, capital)| *capital)
}

/// Tells whether no name stands before one number that is not near the other, too.
fn are_by_one(a: &Measure, b: &Measure) -> bool {
    let has =
        |one: &Measure, other: &Measure| one.named.is_none_or(|name| other.near.contains(&name));
    has(a, b) && has(b, a)
}

/// Tells whether the text says what it counts.
fn is_told(measure: &Measure) -> bool {
    measure.unit.is_some() || measure.kind == QuantityKind::Percent
}

/// Tells whether two numbers are of one size, so that they may be of one thing.
fn are_near(a: &Measure, b: &Measure) -> bool {
    let (a, b) = (a.amount.high.abs(), b.amount.high.abs());
    a <= 4.0 * b && b <= 4.0 * a
}

fn level(
    reading: &Reading<'_>,
    sentences: [&SentenceReading; 2],
    measures: [&Measure; 2],
    bond: Bond,
) -> Option<Level> {
    let [one, other] = sentences;
    let [a, b] = measures;
    if a.amount.agrees(&b.amount) {
        return None;
    }
    if bond == Bond::Typed {
        return Some(Level::Check);
    }
    let order = later(reading, one.passage.article, other.passage.article);
    if let Some(order) = order
        && changes(a, b)
    {
        let (early, late) = if order.is_lt() { (a, b) } else { (b, a) };
        let grows = late.amount.low >= early.amount.low;
        let falls = a.role.is_some_and(Role::may_fall);
        if grows || falls {
            return Some(Level::Later);
        }
    }
    let soft = a.amount.bounds(&b.amount)
        || a.amount.is_loose(&b.amount)
        || [a, b].iter().any(|measure| measure.amount.modifier == Some(Modifier::Several));
    Some(if soft { Level::Check } else { Level::Differs })
}

/// Tells whether a later report may bring such a number up to date.
fn changes(a: &Measure, b: &Measure) -> bool {
    match a.role.or(b.role) {
        Some(role) => role.may_change(),
        None => matches!(a.kind, QuantityKind::Money | QuantityKind::Count),
    }
}

/// Tells which of two articles reports later, if both dates are known and differ; without dates of publication by
/// the days of their datelines.
pub(crate) fn later(
    reading: &Reading<'_>,
    one: ArticleIndex,
    other: ArticleIndex,
) -> Option<std::cmp::Ordering> {
    let (one, other) = (reading.article(one)?, reading.article(other)?);
    let day = |article: &Article<'_>| article.document.metadata().published;
    let time = |article: &Article<'_>| article.document.metadata().published_at;
    let order = match (time(one), time(other)) {
        (Some(one), Some(other)) => one.cmp(&other),
        _ => match (day(one), day(other)) {
            (Some(one), Some(other)) => one.cmp(&other),
            _ => by_dateline(reported(one)?, reported(other)?),
        },
    };
    (!order.is_eq()).then_some(order)
}

/// Returns the month and day of the dateline of an article.
fn reported(article: &Article<'_>) -> Option<(i8, i8)> {
    let dateline = article.document.metadata().dateline.as_ref()?;
    if let Some(date) = dateline.date {
        return Some((date.month(), date.day()));
    }
    let mut inside = article.facts.passages_in(dateline.day?);
    inside.find_map(|(_, id)| match &article.facts.get(id)?.value {
        FactValue::Time(time) => Parts::read(&time.value)?.month_and_day(),
        _ => None,
    })
}

/// Orders two days of which the year is not known: reports of one event are less than half a year apart.
fn by_dateline(one: (i8, i8), other: (i8, i8)) -> std::cmp::Ordering {
    let order = one.cmp(&other);
    if (one.0 - other.0).abs() > 6 { order.reverse() } else { order }
}

fn shared(one: &[Term], other: &[Term]) -> usize {
    one.iter().filter(|term| other.contains(term)).count()
}

#[cfg(test)]
mod tests;
