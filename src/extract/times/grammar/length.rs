//! The grammar of lengths of time and of what recurs: `three decades`, `a year and a half`, `every week`.

use crate::extract::lists::lower;
use crate::extract::number::{cardinal, small_number};
use crate::extract::reading::Reading;
use crate::extract::times::calendar::{before, plural, singular, weekday_number};
use crate::extract::times::expression::{Expression, Length, Unit};
use crate::extract::token::TokenKind;

/// Reads a length of time: `three decades`, `90-minute`, `for a year and a half`, `a three-day trip`.
pub(crate) fn length(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let word = lower(reading.word(at));
    let (start, article) = match word.as_ref() {
        "for" | "lasting" => (at + 1, true),
        _ => (at, false),
    };
    let (length, end) = measured(reading, start)
        .or_else(|| if article { with_article(reading, start) } else { None })?;
    if is_age(reading, end) {
        return None;
    }
    // `One day he left`: some day.
    let some_day =
        length == Length::new(1.0, Unit::Day) && !article && is_one(reading.word(start)) && {
            let before = before(reading, start);
            !matches!(
                before.as_ref(),
                "in" | "within" | "after" | "least" | "only" | "just" | "than" | "about"
            )
        };
    (!some_day).then_some((Expression::Length(length), end))
}

/// Reads `every year`, `each Monday`, `every two weeks`, `once a month`, `daily`.
pub(crate) fn every(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let every = |length, end| Some((Expression::Every(length), end));
    let word = lower(reading.word(at));
    let plain = !reading.is_capital(at);
    let whole = match word.as_ref() {
        "annually" | "yearly" => Some(Unit::Year),
        "daily" | "nightly" if plain => Some(Unit::Day),
        "hourly" if plain => Some(Unit::Hour),
        "weekly" if plain => Some(Unit::Week),
        "monthly" if plain => Some(Unit::Month),
        "quarterly" if plain => Some(Unit::Quarter),
        _ => None,
    };
    if let Some(unit) = whole {
        return every(Length::new(1.0, unit), at + 1);
    }
    match word.as_ref() {
        "every" | "each" => {}
        "once" | "twice" => {
            return times_a(reading, at + 1).and_then(|(unit, end)| every(unit, end));
        }
        _ => {
            let number =
                cardinal(reading, at).filter(|number| reading.word(number.end) == "times")?;
            return times_a(reading, number.end + 1).and_then(|(unit, end)| every(unit, end));
        }
    }
    if weekday_number(reading.word(at + 1)).is_some() {
        return every(Length::new(1.0, Unit::Week), at + 2);
    }
    if let Some(unit) = singular(reading.word(at + 1)) {
        return every(Length::new(1.0, unit), at + 2);
    }
    if reading.word(at + 1) == "other" {
        return every(Length::new(2.0, singular(reading.word(at + 2))?), at + 3);
    }
    let (length, end) = measured(reading, at + 1)?;
    every(length, end)
}

/// Reads `a week` of `twice a week`.
fn times_a(reading: &Reading, at: usize) -> Option<(Length, usize)> {
    let per = matches!(reading.word(at), "a" | "an" | "per" | "each" | "every");
    let unit = singular(reading.word(at + 1)).filter(|_| per)?;
    Some((Length::new(1.0, unit), at + 2))
}

/// Reads a number before a unit of time.
pub(crate) fn measured(reading: &Reading, at: usize) -> Option<(Length, usize)> {
    let (mut length, mut end) = one_word(reading, at)
        .or_else(|| counted(reading, at))
        .or_else(|| half_unit(reading, at))
        .or_else(|| couple(reading, at))?;
    if let Some(share) = and_a_half(reading, end) {
        length.count += share;
        end += 3;
        return Some((length, end));
    }
    // `9 years and 10 months`
    let and = usize::from(reading.word(end) == "and");
    if let Some((more, after)) = counted(reading, end + and)
        && smaller(length.unit) == Some(more.unit)
    {
        length.more = Some((more.count, more.unit));
        end = after;
    }
    Some((length, end))
}

/// Reads `a year`, `an hour and a half`, `a full day`.
pub(crate) fn with_article(reading: &Reading, at: usize) -> Option<(Length, usize)> {
    let single = matches!(lower(reading.word(at)).as_ref(), "a" | "an");
    let described =
        usize::from(matches!(reading.word(at + 1), "full" | "whole" | "further" | "single"));
    let unit = singular(reading.word(at + 1 + described)).filter(|_| single)?;
    let end = at + 2 + described;
    let share = and_a_half(reading, end);
    let end = if share.is_some() { end + 3 } else { end };
    // `a second man`, `a day trip`, `a minute ago` keep what they are: only the first is no length.
    let ordinal = unit == Unit::Second
        && reading.kind(end) == TokenKind::Word
        && !matches!(reading.word(end), "ago" | "later" | "before" | "after");
    (!ordinal).then_some((Length::new(1.0 + share.unwrap_or(0.0), unit), end))
}

/// Reads `three decades`, `90-minute`, `1.5 years`.
fn counted(reading: &Reading, at: usize) -> Option<(Length, usize)> {
    let number = cardinal(reading, at)?;
    let hyphen = reading.word(number.end) == "-"
        && reading.touches_next(number.end)
        && reading.touches_next(number.end - 1);
    let next = number.end + usize::from(hyphen);
    let word = reading.word(next);
    let (unit, times) = match word {
        "fortnights" => (Unit::Week, 2.0),
        "nights" => (Unit::Day, 1.0),
        _ => {
            let single = || singular(word).filter(|_| number.value <= 1.0 || hyphen);
            (plural(word).or_else(single)?, 1.0)
        }
    };
    Some((Length::new(number.value * times, unit), next + 1))
}

/// Reads `three-day`, `two-and-a-half-year`, which are one word.
fn one_word(reading: &Reading, at: usize) -> Option<(Length, usize)> {
    if reading.kind(at) != TokenKind::Word || reading.is_capital(at) && at_name(reading, at) {
        return None;
    }
    let word = lower(reading.word(at));
    let (count, unit) = word.rsplit_once('-')?;
    let unit = singular(unit)?;
    let count = match count.strip_suffix("-and-a-half") {
        Some(whole) => small_number(whole)? + 0.5,
        None => small_number(count)?,
    };
    Some((Length::new(count, unit), at + 1))
}

/// Tells whether a capitalised `Five-Year` is part of a name rather than the start of a sentence.
fn at_name(reading: &Reading, at: usize) -> bool {
    let word = reading.word(at);
    word.split('-').skip(1).any(|part| part.starts_with(char::is_uppercase))
        || reading.is_capital(at + 1)
}

/// Reads `half a century`, `half an hour`, `half-hour`, `quarter of a century`.
fn half_unit(reading: &Reading, at: usize) -> Option<(Length, usize)> {
    let word = lower(reading.word(at));
    match word.as_ref() {
        "half" => {
            let article = usize::from(matches!(reading.word(at + 1), "a" | "an"));
            let unit = singular(reading.word(at + 1 + article))?;
            // `the first half hour` and `half day` are rare without an article.
            let fits = article == 1 || matches!(unit, Unit::Hour | Unit::Day | Unit::Century);
            fits.then_some((Length::new(0.5, unit), at + 2 + article))
        }
        "half-hour" => Some((Length::new(0.5, Unit::Hour), at + 1)),
        "half-century" => Some((Length::new(0.5, Unit::Century), at + 1)),
        "quarter" if reading.word(at + 1) == "of" && reading.word(at + 2) == "a" => {
            Some((Length::new(0.25, singular(reading.word(at + 3))?), at + 4))
        }
        "quarter-century" => Some((Length::new(0.25, Unit::Century), at + 1)),
        "fortnight" => Some((Length::new(2.0, Unit::Week), at + 1)),
        _ => None,
    }
}

/// Reads `a couple of days`.
fn couple(reading: &Reading, at: usize) -> Option<(Length, usize)> {
    let couple = lower(reading.word(at)) == "a"
        && reading.word(at + 1) == "couple"
        && reading.word(at + 2) == "of";
    let unit = plural(reading.word(at + 3)).filter(|_| couple)?;
    Some((Length::new(2.0, unit), at + 4))
}

fn and_a_half(reading: &Reading, at: usize) -> Option<f64> {
    let half = reading.word(at) == "and" && reading.word(at + 1) == "a";
    (half && reading.word(at + 2) == "half").then_some(0.5)
}

/// Tells whether a number of years is somebody's age: `25 years old`, `25-year-old`.
fn is_age(reading: &Reading, end: usize) -> bool {
    matches!(reading.word(end), "old" | "younger" | "older")
        || reading.word(end) == "of" && reading.word(end + 1) == "age"
        || reading.word(end) == "-" && reading.word(end + 1) == "old"
}

fn is_one(word: &str) -> bool {
    word.eq_ignore_ascii_case("one")
}

const fn smaller(unit: Unit) -> Option<Unit> {
    match unit {
        Unit::Year => Some(Unit::Month),
        Unit::Month => Some(Unit::Day),
        Unit::Week => Some(Unit::Day),
        Unit::Day => Some(Unit::Hour),
        Unit::Hour => Some(Unit::Minute),
        Unit::Minute => Some(Unit::Second),
        _ => None,
    }
}

/// Returns the period so long before or after the present one. Halves of a unit are counted in the next
/// smaller one.
pub(crate) fn away(length: Length, way: i32) -> Option<Expression> {
    let (mut count, mut unit) = (length.count, length.unit);
    if count.fract() != 0.0 {
        (count, unit) = match unit {
            Unit::Century => (count * 100.0, Unit::Year),
            Unit::Decade => (count * 10.0, Unit::Year),
            Unit::Year => (count * 12.0, Unit::Month),
            Unit::Week => (count * 7.0, Unit::Day),
            Unit::Day => (count * 24.0, Unit::Hour),
            _ => (count.trunc(), unit),
        };
    }
    if matches!(unit, Unit::Hour) {
        // Hours shorter than a day stay within it.
        (count, unit) = ((count / 24.0).trunc(), Unit::Day);
    }
    if matches!(unit, Unit::Minute | Unit::Second) {
        (count, unit) = (0.0, Unit::Day);
    }
    let count = format!("{:.0}", count.trunc()).parse::<i32>().ok()?;
    Some(Expression::Offset { unit, count: count.checked_mul(way)? })
}
