//! Moments: the days, years and clock times of a sentence, in parts that can be held against each other.
//!
//! Of a moment only what the text gives is known: a weekday without a date, a month without a year. Two moments
//! conflict only in a part that both give. The day on which something is published or said is no moment of the event.

use jiff::civil::{Date, Weekday};

use crate::document::Document;
use crate::fact::{FactSet, FactValue, TimeKind};
use crate::story::differ::words::{Lexicon, Term, Word, indices, is_listed};
use crate::text::TextRange;

/// A time that a sentence gives.
#[derive(Clone, Debug)]
pub(crate) struct Moment {
    /// The words that give it.
    pub(crate) range: TextRange,
    /// What they say.
    pub(crate) value: Parts,
    /// The stems of the words near it that say something.
    pub(crate) near: Vec<Term>,
    /// The stems of the words just before it that say something.
    pub(crate) before: Vec<Term>,
    /// Whether it is near the turn of a day, so that the next day may be meant.
    pub(crate) turning: bool,
    /// Whether it is said of what is still to come.
    pub(crate) ahead: bool,
    /// Whether a time zone is named near it.
    pub(crate) zoned: bool,
    /// How the thing the sentence begins with came about, if that is what the time is of.
    pub(crate) making: Option<Making>,
}

/// How a thing came about: `the ferry, built in 1998, left`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Making {
    /// The stem of the word that says it.
    pub(crate) way: Term,
    /// The stems of the names of the thing.
    pub(crate) names: Vec<Term>,
}

impl Making {
    /// Tells whether both may speak of one thing.
    pub(crate) fn may_be_same(&self, other: &Self) -> bool {
        let named = !self.names.is_empty() && !other.names.is_empty();
        self.way == other.way
            && (!named || self.names.iter().any(|name| other.names.contains(name)))
    }
}

/// The parts of a time that are given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    weekday: Option<i8>,
    clock: Option<(u8, Option<u8>)>,
}

/// How many words that say something are near a time, on each side.
const NEAR: usize = 5;

const SAYING: &str = " said says told tells added wrote tweeted reported reports statement spokesman \
    spokeswoman spokesperson according announced ";

const MAKING: &str = " built made founded born opened launched established constructed completed erected written \
    commissioned introduced created formed discovered invented registered adopted enacted ";

const ISSUE: &str = " date dated published updated posted modified issued ";

const TURNING: &str = " night overnight late early midnight evening dawn ";

const ZONES: &str = " gmt utc local est edt et pt pst pdt bst cet cest ist ";

/// Returns the moments of a sentence in order.
pub(crate) fn moments(
    lexicon: &Lexicon,
    words: &[Word],
    document: &Document,
    facts: &FactSet,
) -> Vec<Moment> {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    let whole = first.range.cover(last.range);
    let dateline = document.metadata().dateline.as_ref().map(|dateline| dateline.range);
    let mut found = Vec::new();
    for (range, id) in facts.passages_in(whole) {
        let Some(FactValue::Time(time)) = facts.get(id).map(|fact| &fact.value) else { continue };
        let at = indices(words, range);
        if time.kind != TimeKind::Point || at.is_empty() || !whole.contains_range(range) {
            continue;
        }
        if dateline.is_some_and(|dateline| dateline.intersect(range).is_some()) {
            continue;
        }
        let Some(value) = Parts::read(&time.value) else { continue };
        let before = words.get(..at.start).unwrap_or_default();
        let after = words.get(at.end..).unwrap_or_default();
        if is_of_report(lexicon, before, after) {
            continue;
        }
        let around = at.start.saturating_sub(2)..(at.end + 3).min(words.len());
        let has = |list: &str| {
            let around = words.get(around.clone()).unwrap_or_default();
            around.iter().any(|word| is_listed(list, lexicon.form(word)))
        };
        let (turning, zoned) = (has(TURNING), has(ZONES));
        let mut near = near(lexicon, before.iter().rev());
        let just = near.iter().take(2).copied().collect();
        near.extend(self::near(lexicon, after.iter()));
        let ahead = is_ahead(lexicon, words.get(at.start.saturating_sub(6)..at.start));
        let making = making(lexicon, before);
        found.push(Moment { ahead, range, value, near, before: just, turning, zoned, making });
    }
    found
}

/// Reads how the thing came about with which a sentence begins, from what stands before a time: `The ferry, which
/// was built in`.
fn making(lexicon: &Lexicon, before: &[Word]) -> Option<Making> {
    const LONGEST: usize = 12;
    let (way, rest) = match before.get(..before.len().min(LONGEST + 1))? {
        [rest @ .., way, small] if matches!(lexicon.form(small), "in" | "on") => (way, rest),
        _ => return None,
    };
    if before.len() > LONGEST || !is_listed(MAKING, lexicon.form(way)) {
        return None;
    }
    let mut rest = rest;
    while let [ahead @ .., last] = rest
        && is_listed(" was were is first originally which that who and ", lexicon.form(last))
    {
        rest = ahead;
    }
    let [thing @ .., mark] = rest else { return None };
    let plain = thing.iter().all(|word| !matches!(lexicon.form(word), ";" | "." | ":" | "—"));
    if lexicon.form(mark) != "," || thing.is_empty() || !plain {
        return None;
    }
    let names = thing.iter().filter(|word| word.capital && word.is_content());
    Some(Making { way: way.stem, names: names.map(|word| word.stem).collect() })
}

/// Tells whether what stands before a time is still to come: `will host the games in`, `to host the games in`.
fn is_ahead(lexicon: &Lexicon, before: Option<&[Word]>) -> bool {
    before.unwrap_or_default().windows(2).any(|pair| match pair {
        [one, next] => match lexicon.form(one) {
            "will" | "shall" => true,
            "to" => next.is_content() && !next.capital,
            _ => false,
        },
        _ => false,
    })
}

/// Tells whether a time is that of saying or publishing, not of what happened.
fn is_of_report(lexicon: &Lexicon, before: &[Word], after: &[Word]) -> bool {
    let ahead = before.iter().rev().map(|word| lexicon.form(word));
    let mut ahead = ahead.filter(|form| {
        !matches!(*form, "on" | "," | "(" | "late" | "early" | "in" | "a" | "today" | "yesterday")
    });
    let behind = after.iter().map(|word| lexicon.form(word)).take(3);
    let last = ahead.next().unwrap_or_default();
    is_listed(ISSUE, last)
        || is_listed(SAYING, last)
        || behind
            .take_while(|form| *form != ",")
            .any(|form| matches!(form, "said" | "says" | "told"))
}

/// The stems on one side up to the end of the clause, the nearest first.
fn near<'w>(lexicon: &Lexicon, words: impl Iterator<Item = &'w Word>) -> Vec<Term> {
    let mut found = Vec::new();
    for word in words {
        match lexicon.form(word) {
            ";" | "." | "—" => break,
            "," if !found.is_empty() => break,
            _ if found.len() == NEAR => break,
            _ if word.is_content() => found.push(word.stem),
            _ => {}
        }
    }
    found
}

impl Parts {
    /// Reads a value in ISO 8601; `None` for what is no day, month, year or clock time.
    pub(crate) fn read(value: &str) -> Option<Self> {
        let (day, clock) = match value.split_once('T') {
            Some((day, clock)) => (day, Some(clock)),
            None => (value, None),
        };
        let clock = match clock {
            Some(clock) => Some(read_clock(clock)?),
            None => None,
        };
        let mut parts = Self { clock, ..Self::default() };
        if day.is_empty() {
            return clock.is_some().then_some(parts);
        }
        let mut fields = day.split('-');
        let year = fields.next()?;
        parts.year = if year == "XXXX" { None } else { Some(year.parse().ok()?) };
        let Some(month) = fields.next() else { return Some(parts) };
        if month.starts_with('W') {
            if month != "WXX" {
                return None;
            }
            parts.weekday = Some(fields.next()?.parse().ok()?);
            return Some(parts);
        }
        if month != "XX" {
            let month = month.parse().ok()?;
            parts.month = Some((1..=12).contains(&month).then_some(month)?);
        }
        if let Some(day) = fields.next() {
            parts.day = Some(day.parse().ok()?);
        }
        Some(parts)
    }

    /// Tells whether both give a day, month or year, or both a clock time, so that they may be one.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let dated = |parts: &Self| Self { clock: None, ..*parts } != Self::default();
        self.clock.is_some() && other.clock.is_some() || dated(self) && dated(other)
    }

    /// Tells whether two moments give a part that differs.
    pub(crate) fn conflicts(&self, other: &Self) -> bool {
        let differ =
            |one: Option<i16>, other: Option<i16>| one.zip(other).is_some_and(|(a, b)| a != b);
        let wide = |part: Option<i8>| part.map(i16::from);
        if differ(self.year, other.year)
            || differ(wide(self.month), wide(other.month))
            || differ(wide(self.day), wide(other.day))
            || differ(wide(self.weekday()), wide(other.weekday()))
        {
            return true;
        }
        let Some(((hour, minute), (other_hour, other_minute))) = self.clock.zip(other.clock) else {
            return false;
        };
        hour != other_hour || minute.zip(other_minute).is_some_and(|(a, b)| a != b)
    }

    /// Returns the month and the day, if both are given.
    pub(crate) fn month_and_day(&self) -> Option<(i8, i8)> {
        self.month.zip(self.day)
    }

    /// Tells whether the conflict is one of clock times.
    pub(crate) fn is_clock(&self) -> bool {
        self.clock.is_some()
    }

    /// Tells whether two moments are one day apart, as far as is known.
    pub(crate) fn is_next_day(&self, other: &Self) -> bool {
        if let (Some(one), Some(other)) = (self.date(), other.date()) {
            return one.tomorrow().ok() == Some(other) || other.tomorrow().ok() == Some(one);
        }
        let apart = |(one, other): (i8, i8)| matches!((one - other).rem_euclid(7), 1 | 6);
        let days = |(one, other): (i8, i8)| (one - other).abs() == 1;
        self.weekday().zip(other.weekday()).is_some_and(apart)
            || self.month == other.month && self.day.zip(other.day).is_some_and(days)
    }

    fn weekday(&self) -> Option<i8> {
        self.weekday
            .or_else(|| self.date().map(|date| Weekday::to_monday_one_offset(date.weekday())))
    }

    /// Returns the day, if year, month and day are given.
    pub(crate) fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }
}

fn read_clock(clock: &str) -> Option<(u8, Option<u8>)> {
    let mut fields = clock.split(':');
    let hour = fields.next()?.parse().ok()?;
    let minute = match fields.next() {
        Some(minute) => Some(minute.parse().ok()?),
        None => None,
    };
    Some((hour, minute))
}

#[cfg(test)]
mod tests {
    use super::Parts;

    #[test]
    fn moments_conflict_only_in_what_both_give() {
        let table = [
            ("2025-11-03", "2025-11-04", true),
            ("2025-11-03", "2025-11-03", false),
            ("2025-11-03", "2025-11", false),
            ("2025-11-03", "2025", false),
            ("2025-11-03", "2024", true),
            ("2025-11-03", "XXXX-11-03", false),
            ("2025-11-03", "XXXX-11-05", true),
            // The 3rd of November 2025 was a Monday.
            ("2025-11-03", "XXXX-WXX-1", false),
            ("2025-11-03", "XXXX-WXX-2", true),
            ("XXXX-WXX-2", "XXXX-WXX-3", true),
            ("XXXX-WXX-2", "XXXX-11-03", false),
            ("T03:40", "T04:10", true),
            ("T03:40", "T03", false),
            ("T03:40", "2025-11-03", false),
        ];
        for (one, other, expected) in table {
            let [a, b] = [one, other].map(|value| Parts::read(value).unwrap());
            assert_eq!(a.conflicts(&b), expected, "{one} {other}");
            assert_eq!(b.conflicts(&a), expected, "{other} {one}");
        }
        for value in ["2025-W12", "198X", "2025-SU", "PT3H", "2024/2026", "", "T"] {
            assert_eq!(Parts::read(value), None, "{value}");
        }
        let next = |one: &str, other: &str| {
            Parts::read(one).unwrap().is_next_day(&Parts::read(other).unwrap())
        };
        assert!(next("2025-10-31", "2025-11-01"));
        assert!(next("XXXX-WXX-7", "XXXX-WXX-1"));
        assert!(!next("XXXX-WXX-3", "XXXX-WXX-1"));
    }
}
