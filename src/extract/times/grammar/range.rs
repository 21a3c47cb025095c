//! The grammar of stretches between two times: `from 2026 to 2030`, `Nov. 3-5`, `Monday to Thursday`.

use crate::extract::lists::lower;
use crate::extract::reading::Reading;
use crate::extract::times::calendar::{
    before, counts_something, has_day, month, trailing_year, weekday_number, year,
};
use crate::extract::times::expression::{Direction, Expression};
use crate::extract::times::grammar::clock::{clock, hour_before};
use crate::extract::times::grammar::date::day_number;
use crate::extract::times::grammar::relative::shifted;
use crate::extract::times::grammar::single::single;
use crate::extract::token::TokenKind;

/// Reads `from 2026 to 2030`, `between March and June 2024`, `Nov. 3-5`, `2019-2021`, `2004-09`, `2013 onward`.
pub(crate) fn range(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let opening = lower(reading.word(at));
    if opening == "from" || opening == "between" {
        return opened(reading, at, opening == "from");
    }
    // Most tokens begin no time, and most times are no stretch.
    if reading.kind(at) == TokenKind::Word
        && !reading.is_capital(at)
        && !matches!(opening.as_ref(), "the" | "mid" | "late" | "early" | "noon" | "midnight")
        || !is_linked(reading, at)
    {
        return None;
    }
    hours(reading, at)
        .or_else(|| day_pair(reading, at))
        .or_else(|| years(reading, at))
        .or_else(|| weekdays_or_months(reading, at))
        .or_else(|| open(reading, at))
}

/// Reads `from … to …`, `between … and …`, `from 2013 on`.
fn opened(reading: &Reading, at: usize, from: bool) -> Option<(Expression, usize)> {
    if let Some((hours, end)) = hours(reading, at + 1) {
        return Some((hours, end));
    }
    let (first, middle) = bound(reading, at + 1)?;
    let link = lower(reading.word(middle));
    if from && matches!(link.as_ref(), "on" | "onward" | "onwards" | "forward") {
        return Some((Expression::From(Box::new(first)), middle + 1));
    }
    let fits = matches!(link.as_ref(), "to" | "until" | "till" | "til" | "through" | "–" | "-")
        || !from && link == "and";
    if !fits {
        return None;
    }
    let (last, end) = bound(reading, middle + 1)?;
    Some((between(first, last), end))
}

/// Tells whether a word or dash that links two times stands within the next tokens.
fn is_linked(reading: &Reading, at: usize) -> bool {
    (at + 1..at + 7).any(|at| {
        matches!(
            reading.word(at),
            "-" | "–"
                | "—"
                | "--"
                | "to"
                | "through"
                | "until"
                | "till"
                | "onward"
                | "onwards"
                | "and"
                | "/"
        )
    })
}

/// Reads `10 a.m. to 4 p.m.`, `6-8 p.m.`, `08:30 - 18:30`.
fn hours(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let linked =
        |at: usize| matches!(reading.word(at), "-" | "–" | "to" | "until" | "till" | "and");
    if let Some((first, middle)) = clock(reading, at)
        && linked(middle)
    {
        let (last, end) = clock(reading, middle + 1)?;
        return Some((between(Expression::Clock(first), Expression::Clock(last)), end));
    }
    if reading.kind(at) != TokenKind::Number || !linked(at + 1) {
        return None;
    }
    let (last, end) = clock(reading, at + 2)?;
    let first = hour_before(reading, at, last)?;
    Some((between(Expression::Clock(first), Expression::Clock(last)), end))
}

/// Reads `Nov. 3-5, 2025`, `3-5 November`, `Nov. 3 to Dec. 5`, `8 February 1700 – 17 March 1782`.
fn day_pair(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let (first, middle) = bound(reading, at)
        .filter(|(first, _)| is_day(first))
        .or_else(|| Some((bare_day(reading, at)?, at + 1)))?;
    let link = reading.word(middle);
    let dash = matches!(link, "-" | "–" | "—");
    if !dash && !matches!(link, "to" | "and" | "through" | "until") {
        return None;
    }
    if let Expression::DayOfMonth(day) = first {
        // `3-5 November`
        let (last, end) = bound(reading, middle + 1)?;
        let Expression::Day { year, month, day: last_day } = last else { return None };
        let fits = day < last_day && link != "until" && has_day(year, month, day);
        return fits.then(|| (between(Expression::Day { year, month, day }, last), end));
    }
    let Expression::Day { year, month, day } = first else { return None };
    if let Some((last, end)) = bound(reading, middle + 1).filter(|(last, _)| is_day(last)) {
        // `Nov. 3 and Dec. 5` are two days.
        return (link != "and").then(|| (between(first, last), end));
    }
    let (last_day, mut end) = day_number(reading, middle + 1)?;
    if reading.kind(middle + 1) != TokenKind::Number || last_day <= day {
        return None;
    }
    let year = year.or_else(|| trailing_year(reading, &mut end));
    if !has_day(year, month, last_day) || counts_something(reading, end) {
        return None;
    }
    let last = Expression::Day { year, month, day: last_day };
    Some((between(Expression::Day { year, month, day }, last), end))
}

const fn is_day(expression: &Expression) -> bool {
    matches!(expression, Expression::Day { .. })
}

/// Reads one or two digits before a dash, `to` or `and`.
fn bare_day(reading: &Reading, at: usize) -> Option<Expression> {
    let word = reading.word(at);
    let plain = reading.kind(at) == TokenKind::Number && word.len() <= 2;
    let day = word.parse().ok().filter(|day| plain && (1..=31).contains(day))?;
    Some(Expression::DayOfMonth(day))
}

/// Reads `2019-2021`, `2004-09`, `2019/20`, `2004 to 2009`, `2013-present`.
fn years(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let first = year(reading, at)?;
    let link = reading.word(at + 1);
    let dash = matches!(link, "-" | "–" | "—" | "/");
    let tight = reading.touches_next(at) && reading.touches_next(at + 1);
    let spaced = !reading.touches_next(at) && !reading.touches_next(at + 1);
    let led = matches!(
        before(reading, at).as_ref(),
        "from" | "between" | "(" | "in" | "of" | "the" | "over" | "during" | "for"
    );
    if dash && matches!(reading.word(at + 2), "present" | "now" | "today") {
        return Some((Expression::From(Box::new(Expression::Year(i32::from(first)))), at + 3));
    }
    let sure = led || (1500..2060).contains(&first);
    let pair = |last: i16, end| {
        let (first, last) = (Expression::Year(i32::from(first)), Expression::Year(i32::from(last)));
        Some((between(first, last), end))
    };
    if let Some(last) = year(reading, at + 2) {
        let fits = dash && (tight || spaced) && link != "/"
            || matches!(link, "to" | "through") && led
            || link == "/" && tight && last == first + 1;
        let counted = counts_something(reading, at + 3);
        return if fits && sure && last > first && !counted { pair(last, at + 3) } else { None };
    }
    // `2004-09`, `1914-18`; a smaller number is a month.
    let short = reading.word(at + 2);
    let last = short.parse::<i16>().ok().filter(|_| short.len() == 2 && dash)?;
    let more = reading.touches_next(at + 2) && matches!(reading.word(at + 3), "-" | "/");
    if more || !(tight || spaced && link != "/" && led) {
        return None;
    }
    if last > first % 100 {
        return pair(first - first % 100 + last, at + 3);
    }
    if last == 0 && first % 100 == 99 {
        return pair(first + 1, at + 3);
    }
    let month = i8::try_from(last).ok().filter(|month| (1..=12).contains(month) && link == "-")?;
    let month = Expression::Month { year: Some(first), month, direction: Direction::Near };
    Some((month, at + 3))
}

/// Reads `Monday to Thursday`, `May to September`, `March-May 2024`.
fn weekdays_or_months(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let (first, middle) = bound(reading, at)?;
    if !matches!(reading.word(middle), "-" | "–" | "to" | "through" | "until" | "till") {
        return None;
    }
    let (last, end) = bound(reading, middle + 1)?;
    let alike = matches!(
        (&first, &last),
        (Expression::Weekday { .. }, Expression::Weekday { .. })
            | (Expression::Month { .. }, Expression::Month { .. })
    );
    alike.then(|| (between(first, last), end))
}

/// Reads `2013 onward`, `March 2020 onwards`.
fn open(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let (first, end) = bound(reading, at)?;
    matches!(reading.word(end), "onward" | "onwards")
        .then(|| (Expression::From(Box::new(first)), end + 1))
}

fn between(first: Expression, last: Expression) -> Expression {
    Expression::Between(Box::new(first), Box::new(last))
}

/// Reads one end of a range, where a bare year or month is plain.
fn bound(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    if let Some(found) = single(reading, at) {
        return Some(found);
    }
    if let Some(month) = month(reading.word(at)) {
        let mut end = at + 1;
        let year = trailing_year(reading, &mut end);
        return Some((Expression::Month { year, month, direction: Direction::Near }, end));
    }
    if let Some(year) = year(reading, at) {
        let counted =
            matches!(reading.word(at + 1), "people" | "%" | "percent" | "million" | "men");
        return (!counted).then_some((Expression::Year(i32::from(year)), at + 1));
    }
    if let Some(day) = weekday_number(reading.word(at)) {
        return Some((Expression::Weekday { day, direction: Direction::Near }, at + 1));
    }
    shifted(reading, at)
}
