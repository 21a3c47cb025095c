//! The grammar of times that count from the report, and of lengths of time.

use crate::extract::lists::lower;
use crate::extract::number::{Number, cardinal, ordinal};
use crate::extract::reading::Reading;
use crate::extract::times::calendar::{before, month, trailing_year, weekday_number, year};
use crate::extract::times::expression::{Direction, Expression, Unit};

/// Reads `last month`, `over the next five years`, `every year`, `two years ago`, `the third quarter`.
pub(crate) fn relative(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    day_word(reading, at)
        .or_else(|| every(reading, at))
        .or_else(|| over(reading, at))
        .or_else(|| shifted(reading, at))
        .or_else(|| ago(reading, at))
        .or_else(|| quarter(reading, at))
        .or_else(|| century(reading, at))
        .or_else(|| season(reading, at))
}

/// Reads a length of time: `three decades`, `90 minutes`.
pub(crate) fn length(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let (number, unit, end) = measured(reading, at)?;
    Some((Expression::Length { count: number.value, unit }, end))
}

fn day_word(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let days = match lower(reading.word(at)).as_ref() {
        "today" | "tonight" => 0,
        "yesterday" => -1,
        "tomorrow" => 1,
        _ => return None,
    };
    Some((Expression::Days(days), at + 1))
}

/// Reads `every year`, `each Monday`, `every two weeks`, `once a month`.
fn every(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let word = lower(reading.word(at));
    let whole = match word.as_ref() {
        "annually" | "yearly" => Some(Unit::Year),
        "daily" if !reading.is_capital(at) => Some(Unit::Day),
        "weekly" if !reading.is_capital(at) => Some(Unit::Week),
        "monthly" if !reading.is_capital(at) => Some(Unit::Month),
        _ => None,
    };
    if let Some(unit) = whole {
        return Some((Expression::Every { count: 1.0, unit }, at + 1));
    }
    if !matches!(word.as_ref(), "every" | "each") {
        return None;
    }
    if weekday_number(reading.word(at + 1)).is_some() {
        return Some((Expression::Every { count: 1.0, unit: Unit::Week }, at + 2));
    }
    if let Some(unit) = singular(reading.word(at + 1)) {
        return Some((Expression::Every { count: 1.0, unit }, at + 2));
    }
    let (number, unit, end) = measured(reading, at + 1)?;
    Some((Expression::Every { count: number.value, unit }, end))
}

/// Reads `over the next five years`, `in the past decade`, `the last two weeks`, `for the past year`.
fn over(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let mut next = at;
    let opening = lower(reading.word(next));
    let opens =
        matches!(opening.as_ref(), "over" | "in" | "during" | "for" | "within" | "throughout");
    next += usize::from(opens);
    if !reading.word(next).eq_ignore_ascii_case("the") {
        return None;
    }
    next += 1;
    if !matches!(reading.word(next), "next" | "past" | "last" | "coming" | "following" | "previous")
    {
        return None;
    }
    next += 1;
    if let Some((number, unit, end)) = measured(reading, next) {
        return Some((Expression::Length { count: number.value, unit }, end));
    }
    if reading.word(next) == "few" || reading.word(next) == "several" {
        return None;
    }
    let unit = singular(reading.word(next))?;
    let long = opens
        && matches!(opening.as_ref(), "over" | "during" | "for" | "throughout" | "within" | "in");
    long.then_some((Expression::Length { count: 1.0, unit }, next + 1))
}

/// Reads `last month`, `this year`, `next Monday`, `last June`, `later this week`.
fn shifted(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let (count, direction) = match lower(reading.word(at)).as_ref() {
        "last" | "past" => (-1, Direction::Last),
        "this" => (0, Direction::Near),
        "next" | "coming" => (1, Direction::Next),
        _ => return None,
    };
    let next = reading.word(at + 1);
    if let Some(day) = weekday_number(next) {
        return Some((Expression::Weekday { day, direction }, at + 2));
    }
    if let Some(month) = month(next) {
        return Some((Expression::Month { year: None, month, direction }, at + 2));
    }
    if let Some(season) = season_number(next) {
        let _ = season;
        return None;
    }
    let part_of_day = matches!(next, "morning" | "afternoon" | "evening");
    if part_of_day && count == 0 {
        return Some((Expression::Days(0), at + 2));
    }
    if next == "night" && count == -1 {
        return Some((Expression::Days(-1), at + 2));
    }
    let unit = singular(&lower(next))?;
    let counted = !matches!(unit, Unit::Minute | Unit::Hour | Unit::Day | Unit::Century);
    counted.then_some((Expression::Offset { unit, count }, at + 2))
}

/// Reads `two years ago`, `a decade ago`, `three days earlier` as a length.
fn ago(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let (number, unit, end) = measured(reading, at).or_else(|| {
        let single = matches!(reading.word(at), "a" | "an" | "A" | "An");
        let unit = singular(reading.word(at + 1)).filter(|_| single)?;
        let one = Number { value: 1.0, end: at + 1, digits: false };
        Some((one, unit, at + 2))
    })?;
    if reading.word(end) != "ago" {
        return None;
    }
    // Whole units only: nobody counts a fraction back to a date.
    let count = format!("{}", -number.value).parse::<i32>().ok()?;
    let expression = match unit {
        Unit::Day => Expression::Days(count),
        Unit::Minute | Unit::Hour => Expression::Days(0),
        unit => Expression::Offset { unit, count },
    };
    Some((expression, end + 1))
}

/// Reads `the third quarter of 2024`, `first quarter`.
fn quarter(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let start = at + usize::from(reading.word(at).eq_ignore_ascii_case("the"));
    let number = ordinal(reading, start)?;
    if reading.word(number.end) != "quarter" || !(1.0..=4.0).contains(&number.value) {
        return None;
    }
    let sporting = matches!(before(reading, at).as_ref(), "late" | "early");
    let mut end = number.end + 1;
    let year = trailing_year(reading, &mut end);
    let quarter = [1_i8, 2, 3, 4].into_iter().find(|value| f64::from(*value) >= number.value)?;
    (!sporting).then_some((Expression::Quarter { year, quarter }, end))
}

/// Reads `the 19th century`.
fn century(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let start = at + usize::from(reading.word(at).eq_ignore_ascii_case("the"));
    let number = ordinal(reading, start)?;
    let fits = reading.word(number.end).eq_ignore_ascii_case("century") && number.value <= 22.0;
    let century = format!("{}", number.value).parse().ok()?;
    fits.then_some((Expression::Century(century), number.end + 1))
}

/// Reads `summer 2024`, `the winter of 1942`.
fn season(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let season = season_number(reading.word(at))?;
    let of = usize::from(reading.word(at + 1) == "of");
    let year = year(reading, at + 1 + of)?;
    Some((Expression::Season { year: Some(year), season }, at + 2 + of))
}

fn season_number(word: &str) -> Option<i8> {
    Some(match word {
        "spring" => 21,
        "summer" => 22,
        "autumn" | "fall" => 23,
        "winter" => 24,
        _ => return None,
    })
}

/// Reads a number before a unit of time.
fn measured(reading: &Reading, at: usize) -> Option<(Number, Unit, usize)> {
    let number = cardinal(reading, at)?;
    let next = reading.word(number.end);
    let unit = plural(next).or_else(|| singular(next).filter(|_| number.value <= 1.0))?;
    Some((number, unit, number.end + 1))
}

fn singular(word: &str) -> Option<Unit> {
    Some(match word {
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "weekend" => Unit::Weekend,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

fn plural(word: &str) -> Option<Unit> {
    singular(match word {
        "centuries" => "century",
        _ => word.strip_suffix('s')?,
    })
    .filter(|unit| !matches!(unit, Unit::Weekend | Unit::Quarter))
}
