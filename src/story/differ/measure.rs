//! Measures: the numbers of a sentence with what they count and the words near them.
//!
//! Numbers come from the facts of the article; those that no fact takes, such as `30` in `12 people were killed
//! and 30 injured`, are read here. It must not know other sentences.

use std::ops::Range;

use crate::fact::{self, FactSet, FactValue, Modifier, Quantity, QuantityKind, TimeKind};
use crate::story::differ::amount::{Amount, step};
use crate::story::differ::owner::{Owner, owner};
use crate::story::differ::role::{Role, role, role_of_length};
use crate::story::differ::words::{Lexicon, Term, Word, WordKind, indices, is_listed};
use crate::text::{TextRange, TextSize};

/// A number of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Measure {
    /// The words that give the number, without what it counts.
    pub(crate) range: TextRange,
    /// What sort of number it is.
    pub(crate) kind: QuantityKind,
    /// The number.
    pub(crate) amount: Amount,
    /// The stem of what it counts, or of its currency.
    pub(crate) unit: Option<Term>,
    /// Whether it counts people, or does not say what.
    pub(crate) generic: bool,
    /// What it is the number of.
    pub(crate) role: Option<Role>,
    /// The stems of the words near it that say something.
    pub(crate) near: Vec<Term>,
    /// The stems of the words next to it that say something, before and after.
    pub(crate) beside: [Option<Term>; 2],
    /// The stem of a name just before it: `Lind 28 points`.
    pub(crate) named: Option<Term>,
    /// For an age, whose it is.
    pub(crate) owner: Owner,
}

/// How many words that say something are near a number, on each side.
const NEAR: usize = 5;

/// Words for people of whom nothing else is said.
const PEOPLE: &str = " people person persons others individuals victims casualties ";

/// Words that multiply the number before them.
const SCALES: [(&str, f64); 12] = [
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("k", 1e3),
    ("million", 1e6),
    ("mn", 1e6),
    ("m", 1e6),
    ("mln", 1e6),
    ("billion", 1e9),
    ("bn", 1e9),
    ("b", 1e9),
    ("trillion", 1e12),
    ("tn", 1e12),
];

const SPELLED: [(&str, f64); 27] = [
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
    ("dozen", 12.0),
];

/// Returns the numbers of a sentence in order.
pub(crate) fn measures(lexicon: &mut Lexicon, words: &[Word], facts: &FactSet) -> Vec<Measure> {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    let whole = first.range.cover(last.range);
    let mut taken = vec![false; words.len()];
    let mut found = Vec::new();
    for (range, id) in facts.passages_in(whole) {
        let at = indices(words, range);
        if at.is_empty() || !whole.contains_range(range) {
            continue;
        }
        if is_part(lexicon, words, &at) {
            take(&mut taken, &at);
            continue;
        }
        match facts.get(id).map(|fact| &fact.value) {
            Some(FactValue::Quantity(quantity)) => {
                found.extend(of_fact(lexicon, words, &at, quantity).map(|raw| (at.clone(), raw)));
                take(&mut taken, &at);
            }
            Some(FactValue::Time(time)) => {
                let lasting = time.kind == TimeKind::Duration;
                let length = lasting.then(|| length(lexicon, words, &at)).flatten();
                found.extend(length.map(|raw| (at.clone(), raw)));
                take(&mut taken, &at);
            }
            Some(FactValue::Entity(_) | FactValue::Citation(_)) => take(&mut taken, &at),
            _ => {}
        }
    }
    let mut at = 0;
    while at < words.len() {
        let free = taken.get(at) == Some(&false) && !is_part(lexicon, words, &(at..at + 1));
        let read = if free { plain(lexicon, words, at) } else { None };
        let Some((range, raw)) = read else {
            at += 1;
            continue;
        };
        at = range.end;
        found.push((range, raw));
    }
    found.sort_by_key(|(range, _)| range.start);
    found.into_iter().map(|(at, raw)| with_context(lexicon, words, &at, &raw)).collect()
}

/// Tells whether a number is only a part of one: of a score, a clock time, a date, or of a number with a space in it.
fn is_part(lexicon: &Lexicon, words: &[Word], at: &Range<usize>) -> bool {
    let number = |at: Option<usize>| {
        at.and_then(|at| words.get(at)).is_some_and(|word| word.kind == WordKind::Number)
    };
    let form = |at: Option<usize>| at.and_then(|at| words.get(at)).map(|word| lexicon.form(word));
    let before = at.start.checked_sub(1);
    let parts = |mark: Option<&str>, second: Option<usize>| match mark {
        Some("." | ":" | "-" | "–" | "/" | "'") => true,
        Some(",") => form(second).is_some_and(|digits| digits.len() == 3),
        _ => false,
    };
    let month = |at: Option<usize>| {
        form(at).is_some_and(|form| {
            is_listed(
                " january february march april june july august september october november december \
                 jan feb mar apr jun jul aug sep sept oct nov dec no # ",
                form,
            )
        })
    };
    number(before.and_then(|before| before.checked_sub(1))) && parts(form(before), Some(at.start))
        || number(Some(at.end + 1))
            && number(Some(at.end - 1))
            && parts(form(Some(at.end)), Some(at.end + 1))
        || month(before)
        || month(Some(at.end))
}

/// A number before its surroundings are looked at.
struct Raw {
    number: Range<usize>,
    kind: QuantityKind,
    amount: Amount,
    unit: Option<Term>,
    generic: bool,
    /// What a length of time is the length of; another number has its role from the words around it.
    lasting: Option<Role>,
}

fn with_context(lexicon: &Lexicon, words: &[Word], at: &Range<usize>, raw: &Raw) -> Measure {
    let role = match raw.kind {
        _ if raw.lasting.is_some() => raw.lasting,
        QuantityKind::Ordinal => None,
        QuantityKind::Money | QuantityKind::Percent | QuantityKind::Count => {
            role(lexicon, words, &raw.number)
        }
    };
    let ahead = words.get(..raw.number.start).unwrap_or_default().iter().rev();
    let last = ahead.take(2).find(|word| word.kind != WordKind::Mark);
    let named = last.filter(|word| word.capital && word.is_content()).map(|word| word.stem);
    let outside = at.start.min(raw.number.start)..at.end.max(raw.number.end);
    let before = words.get(..outside.start).unwrap_or_default().iter().rev();
    let after = words.get(outside.end..).unwrap_or_default().iter();
    let (before, after) = (near(lexicon, before), near(lexicon, after));
    let beside = [before.first().copied(), after.first().copied()];
    let near = before.into_iter().chain(after).collect();
    let owner =
        if role == Some(Role::Age) { owner(lexicon, words, &raw.number) } else { Owner::default() };
    Measure {
        range: cover(words, &raw.number),
        kind: raw.kind,
        amount: raw.amount,
        unit: raw.unit,
        generic: raw.generic,
        role,
        near,
        beside,
        named,
        owner,
    }
}

/// The stems on one side, the nearest first.
fn near<'w>(lexicon: &Lexicon, words: impl Iterator<Item = &'w Word>) -> Vec<Term> {
    words
        .take_while(|word| !matches!(lexicon.form(word), ";" | "." | "—"))
        .filter(|word| word.is_content())
        .filter(|word| !matches!(lexicon.form(word), "aged" | "age" | "year" | "years" | "old"))
        .map(|word| word.stem)
        .take(NEAR)
        .collect()
}

fn of_fact(
    lexicon: &mut Lexicon,
    words: &[Word],
    at: &Range<usize>,
    quantity: &Quantity,
) -> Option<Raw> {
    let (mut low, mut high) = match quantity.amount {
        fact::Amount::Exact(number) => (number, number),
        fact::Amount::Between(low, high) => (low, high),
    };
    let numeric: Vec<_> = at.clone().filter(|at| is_numeric(lexicon, words, *at)).collect();
    let (first, mut last) = match (numeric.first(), numeric.last()) {
        (Some(first), Some(last)) => (*first, *last + 1),
        // `30th` and numerals of other scripts are one word.
        _ => (at.start, at.end),
    };
    // `$585M`: the letter is glued to the number.
    let end = words.get(last.saturating_sub(1)).map(|word| word.range.end());
    if let Some(glued) = words.get(last).filter(|next| Some(next.range.start()) == end)
        && let Some(scale) = scale(lexicon.form(glued)).filter(|_| last >= at.end)
    {
        (low, high) = (low * scale, high * scale);
        last += 1;
    }
    let number = match quantity.kind {
        QuantityKind::Money | QuantityKind::Percent => at.start.min(first)..at.end.max(last),
        QuantityKind::Ordinal | QuantityKind::Count => first..last,
    };
    let digits = words.get(first).map(|word| lexicon.form(word)).unwrap_or_default();
    let written = digits.replace(',', "").parse::<f64>().ok().filter(|written| *written > 0.0);
    let step = written.map_or(1.0, |written| step(digits, (low / written).max(1.0)));
    let unit = quantity.unit.as_deref();
    let generic = unit.is_none_or(|unit| is_listed(PEOPLE, unit));
    let head = match quantity.kind {
        QuantityKind::Ordinal => words
            .get(at.end..)
            .unwrap_or_default()
            .iter()
            .find(|word| {
                word.is_content()
                    && !matches!(lexicon.form(word), "straight" | "consecutive" | "successive")
            })
            .map(|word| word.stem),
        _ => {
            unit.and_then(|unit| unit.split_whitespace().last()).map(|unit| lexicon.stem_for(unit))
        }
    };
    let amount = Amount { low, high, step, modifier: quantity.modifier };
    (low.is_finite() && high.is_finite()).then_some(Raw {
        number,
        kind: quantity.kind,
        amount,
        unit: head,
        generic,
        lasting: None,
    })
}

/// Reads a length of time, if the words around it say what takes so long: `jailed for nine years`.
fn length(lexicon: &Lexicon, words: &[Word], at: &Range<usize>) -> Option<Raw> {
    let number = at.clone().find(|at| is_numeric(lexicon, words, *at))?;
    // `nine and a half years`, `two years and six months`: not read.
    let rest = words.get(number + 1..at.end)?;
    let mut units = rest.iter().filter(|word| word.is_content());
    let unit = units.next()?;
    if units.next().is_some() || rest.iter().any(|word| word.kind == WordKind::Number) {
        return None;
    }
    let lasting = role_of_length(lexicon, words, at);
    lasting?;
    let digits = lexicon.form(words.get(number)?);
    let spelled = SPELLED.iter().find(|(name, _)| *name == digits).map(|(_, value)| *value);
    let value = spelled.or_else(|| digits.replace(',', "").parse().ok())?;
    let modifier = modifier(lexicon, words.get(..number).unwrap_or_default());
    // Lengths are given in whole units: `20 years` is no rounding of 23.
    let amount = Amount { low: value, high: value, step: 1.0, modifier };
    let (kind, unit, generic) = (QuantityKind::Count, Some(unit.stem), false);
    Some(Raw { number: number..number + 1, kind, amount, unit, generic, lasting })
}

/// Reads a number that no fact takes.
fn plain(lexicon: &Lexicon, words: &[Word], at: usize) -> Option<(Range<usize>, Raw)> {
    let word = words.get(at)?;
    let form = lexicon.form(word);
    let joined = |mark: &Word| {
        mark.range.end() == word.range.start()
            && matches!(lexicon.form(mark), "-" | "/" | "." | ":")
    };
    // `A-320`, `3-1`, `v2.1`: a name, a score, a version.
    if at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(joined) {
        return None;
    }
    let spelled = SPELLED.iter().find(|(name, _)| *name == form).map(|(_, value)| *value);
    let value = match word.kind {
        WordKind::Number => form.replace(',', "").parse::<f64>().ok()?,
        _ => spelled?,
    };
    let mut end = at + 1;
    let mut factor = 1.0;
    while let Some(next) = words.get(end).map(|next| lexicon.form(next)).and_then(scale) {
        factor *= next;
        end += 1;
    }
    let touches = |at: usize| {
        let end = words.get(at.checked_sub(1)?)?.range.end();
        words.get(at).filter(|next| next.range.start() == end).map(|next| lexicon.form(next))
    };
    if matches!(touches(end), Some("th" | "st" | "nd" | "rd" | "/" | ":" | "–")) {
        return None;
    }
    let hyphen = words.get(end).is_some_and(|next| lexicon.form(next) == "-");
    let joint = words.get(end + 1).filter(|next| hyphen && next.is_content());
    if hyphen && joint.is_none() {
        return None;
    }
    let percent = words.get(end).is_some_and(|next| matches!(lexicon.form(next), "%" | "percent"));
    let is_year = factor <= 1.0 && form.len() == 4 && (1500.0..2100.0).contains(&value);
    if is_year || !value.is_finite() || value > 1e15 {
        return None;
    }
    let step = if word.kind == WordKind::Number { step(form, factor) } else { 1.0 };
    let low = value * factor;
    let modifier = modifier(lexicon, words.get(..at).unwrap_or_default());
    let next = words.get(end).filter(|next| next.is_content());
    let counted = joint.or_else(|| next.filter(|next| lexicon.form(next).ends_with('s')));
    let generic = counted.is_none_or(|unit| is_listed(PEOPLE, lexicon.form(unit)));
    let (kind, unit) = if percent {
        (QuantityKind::Percent, None)
    } else {
        (QuantityKind::Count, counted.map(|unit| unit.stem))
    };
    let amount = Amount { low, high: low, step, modifier };
    let number = at..end;
    Some((at..end, Raw { number, kind, amount, unit, generic, lasting: None }))
}

fn modifier(lexicon: &Lexicon, before: &[Word]) -> Option<Modifier> {
    let mut last = before.iter().rev().map(|word| lexicon.form(word));
    let (one, two) = (last.next()?, last.next().unwrap_or_default());
    match (two, one) {
        ("at", "least") | ("no", "fewer") => Some(Modifier::AtLeast),
        ("more", "than") | (_, "over") => Some(Modifier::MoreThan),
        ("less" | "fewer", "than") | (_, "under") => Some(Modifier::LessThan),
        ("up", "to") | ("at", "most") => Some(Modifier::AtMost),
        (_, "about" | "around" | "nearly" | "almost" | "some" | "roughly" | "approximately") => {
            Some(Modifier::About)
        }
        _ => None,
    }
}

fn scale(form: &str) -> Option<f64> {
    SCALES.iter().find(|(name, _)| *name == form).map(|(_, scale)| *scale)
}

fn is_numeric(lexicon: &Lexicon, words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|word| {
        let form = lexicon.form(word);
        word.kind == WordKind::Number
            || scale(form).is_some()
            || SPELLED.iter().any(|(name, _)| *name == form)
    })
}

fn take(taken: &mut [bool], at: &Range<usize>) {
    taken.get_mut(at.clone()).unwrap_or_default().fill(true);
}

fn cover(words: &[Word], at: &Range<usize>) -> TextRange {
    let first = words.get(at.start).map(|word| word.range);
    let last = words.get(at.end.saturating_sub(1)).map(|word| word.range);
    match (first, last) {
        (Some(first), Some(last)) => first.cover(last),
        _ => TextRange::empty(TextSize::default()),
    }
}
