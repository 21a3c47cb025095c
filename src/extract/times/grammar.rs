//! The grammar of time expressions: from tokens to what is written, without knowing today.

use crate::extract::lists::{is_listed, lower};
use crate::extract::number::{cardinal, ordinal};
use crate::extract::reading::Reading;
use crate::extract::times::calendar::{before, month, trailing_year, weekday_number, year};
use crate::extract::times::expression::{Direction, Expression};
use crate::extract::times::grammar::han::han_expression;
use crate::extract::times::grammar::relative::{length, relative};
use crate::extract::token::TokenKind;

pub(crate) mod han;
pub(crate) mod relative;

/// Reads a time expression that starts at a token; returns it with the place after its end.
pub(crate) fn expression(
    reading: &Reading,
    at: usize,
    limit: usize,
) -> Option<(Expression, usize)> {
    let found = han_expression(reading, at)
        .or_else(|| range(reading, at))
        .or_else(|| single(reading, at))
        .or_else(|| relative(reading, at))
        .or_else(|| length(reading, at))?;
    (found.1 <= limit).then_some(found)
}

/// Reads `from 2026 to 2030`, `between March and June 2024`, `Nov. 3-5`, `2019-2021`.
fn range(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let opening = lower(reading.word(at));
    if opening == "from" || opening == "between" {
        let (first, middle) = bound(reading, at + 1)?;
        let link = lower(reading.word(middle));
        let fits = matches!(link.as_ref(), "to" | "until" | "till" | "through" | "and" | "–" | "-");
        let (last, end) = if fits { bound(reading, middle + 1)? } else { return None };
        return Some((between(first, last), end));
    }
    let (first, middle) = single(reading, at).or_else(|| bound(reading, at))?;
    if !matches!(reading.word(middle), "-" | "–" | "—") || !reading.touches_next(middle - 1) {
        return None;
    }
    match first {
        Expression::Day { year, month, .. } => {
            let (day, mut end) = day_number(reading, middle + 1)?;
            let year = year.or_else(|| trailing_year(reading, &mut end));
            let last = Expression::Day { year, month, day };
            Some((between(with_year(first, year), last), end))
        }
        Expression::Year(start) => {
            let end = year(reading, middle + 1)?;
            (end > start).then(|| (between(first, Expression::Year(end)), middle + 2))
        }
        _ => None,
    }
}

fn between(first: Expression, last: Expression) -> Expression {
    let year = match last {
        Expression::Day { year, .. } | Expression::Month { year, .. } => year,
        _ => None,
    };
    Expression::Between(Box::new(with_year(first, year)), Box::new(last))
}

fn with_year(expression: Expression, given: Option<i16>) -> Expression {
    match expression {
        Expression::Day { year, month, day } => {
            Expression::Day { year: year.or(given), month, day }
        }
        Expression::Month { year, month, direction } => {
            Expression::Month { year: year.or(given), month, direction }
        }
        other => other,
    }
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
    year(reading, at).map(|year| (Expression::Year(year), at + 1))
}

/// Reads a date, a month, a year, a weekday, a decade or a clock time.
fn single(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    iso(reading, at)
        .or_else(|| month_first(reading, at))
        .or_else(|| day_first(reading, at))
        .or_else(|| weekday(reading, at))
        .or_else(|| clock(reading, at))
        .or_else(|| decade(reading, at))
        .or_else(|| bare_year(reading, at))
}

fn iso(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let year = year(reading, at)?;
    let dashes = [at, at + 1, at + 2, at + 3].iter().all(|at| reading.touches_next(*at));
    if !dashes || reading.word(at + 1) != "-" || reading.word(at + 3) != "-" {
        return None;
    }
    let month = small(reading, at + 2, 12)?;
    let day = small(reading, at + 4, 31)?;
    Some((Expression::Day { year: Some(year), month, day }, at + 5))
}

/// Reads `Nov. 3, 2025`, `November 3`, `November 2025`, `in May`.
fn month_first(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let month = month(reading.word(at))?;
    if let Some((day, mut end)) = day_number(reading, at + 1) {
        let year = trailing_year(reading, &mut end);
        return Some((Expression::Day { year, month, day }, end));
    }
    let mut end = at + 1;
    if let Some(year) = trailing_year(reading, &mut end) {
        return Some((
            Expression::Month { year: Some(year), month, direction: Direction::Near },
            end,
        ));
    }
    let before = before(reading, at);
    let introduced = is_listed(
        "in since until till by of early late mid from before after during through \
between to",
        before.as_ref(),
    );
    let is_word = matches!(reading.word(at), "May" | "March" | "Mar." | "Dec." | "Jan." | "Sun.");
    // A longer capitalised phrase is a name: `April Jones`, `August Wilson`.
    let in_name = reading.is_capital(at + 1) || (!introduced && is_word);
    (!in_name && (introduced || reading.word(at).len() > 4))
        .then_some((Expression::Month { year: None, month, direction: Direction::Near }, end))
}

/// Reads `3 November 2025`, `3rd of November`.
fn day_first(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let (day, mut end) = day_number(reading, at)?;
    if reading.word(end) == "of" {
        end += 1;
    }
    let month = month(reading.word(end))?;
    end += 1;
    let year = trailing_year(reading, &mut end);
    Some((Expression::Day { year, month, day }, end))
}

fn weekday(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let day = weekday_number(reading.word(at))?;
    // `Monday, Nov. 3` is one date.
    let comma = at + 1 + usize::from(reading.word(at + 1) == ",");
    if let Some((date @ Expression::Day { .. }, end)) =
        month_first(reading, comma).or_else(|| day_first(reading, comma))
    {
        return Some((date, end));
    }
    Some((Expression::Weekday { day, direction: Direction::Near }, at + 1))
}

/// Reads `3:15 p.m.`, `9 a.m.`, `14:30`, `noon`, `midnight`.
fn clock(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    match reading.word(at) {
        "noon" => return Some((Expression::Clock { hour: 12, minute: 0 }, at + 1)),
        "midnight" => return Some((Expression::Clock { hour: 0, minute: 0 }, at + 1)),
        _ => {}
    }
    if reading.kind(at) != TokenKind::Number {
        return None;
    }
    let word = reading.word(at);
    let half = half_of_day(reading, at + 1);
    let separator = if word.contains(':') { ':' } else { '.' };
    let (hour, minute) = match word.split_once(separator) {
        Some((hour, minute)) if minute.len() == 2 && (separator == ':' || half.is_some()) => {
            (hour.parse::<i8>().ok()?, minute.parse::<i8>().ok()?)
        }
        None if half.is_some() => (word.parse::<i8>().ok()?, 0),
        _ => return None,
    };
    let hour = match half {
        Some((true, _)) if hour < 12 => hour + 12,
        Some((false, _)) if hour == 12 => 0,
        _ => hour,
    };
    let scored = reading.is_capital(at.wrapping_sub(1)) && half.is_none();
    let end = half.map_or(at + 1, |(_, end)| end);
    ((0..24).contains(&hour) && (0..60).contains(&minute) && !scored)
        .then_some((Expression::Clock { hour, minute }, end))
}

/// Returns whether the afternoon is meant, and the place after it.
fn half_of_day(reading: &Reading, at: usize) -> Option<(bool, usize)> {
    let afternoon = match lower(reading.word(at)).as_ref() {
        "am" | "a.m" | "am." | "a.m." => false,
        "pm" | "p.m" | "pm." | "p.m." => true,
        _ => return None,
    };
    Some((afternoon, at + 1))
}

/// Reads `the 1990s`, `1980s`.
fn decade(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let first = year(reading, at)?;
    let plural = reading.touches_next(at) && matches!(reading.word(at + 1), "s" | "'s" | "’s");
    (plural && first % 10 == 0).then(|| {
        let length = if first % 100 == 0 { 99 } else { 9 };
        (Expression::Span { first, last: first + length }, at + 2)
    })
}

fn bare_year(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let year = year(reading, at)?;
    let next = reading.word(at + 1);
    let counts = next.ends_with('s') && next.starts_with(char::is_lowercase) && next.len() > 3
        || reading.touches_next(at) && reading.kind(at + 1) == TokenKind::Word
        || matches!(next, "%" | "percent" | "people" | "million" | "billion");
    let before = before(reading, at);
    let introduced = is_listed(
        "in since by until till from to of during before after between and early late \
mid the year mid- for around circa through ( summer winter spring autumn , \
than his her their its a s 's ’s as",
        before.as_ref(),
    );
    let strong = !is_listed(", to and of than a for around as", before.as_ref());
    let plausible = (1900..2060).contains(&year) || strong;
    (introduced && !counts && plausible).then_some((Expression::Year(year), at + 1))
}

fn day_number(reading: &Reading, at: usize) -> Option<(i8, usize)> {
    if reading.kind(at) != TokenKind::Number {
        return None;
    }
    let number = ordinal(reading, at).or_else(|| {
        let plain = reading.word(at).len() <= 2;
        cardinal(reading, at).filter(|number| plain && number.end == at + 1)
    })?;
    let whole = (1.0..=31.0).contains(&number.value) && number.value.fract() == 0.0;
    let day = reading.word(at).trim_matches(|ch: char| !ch.is_ascii_digit()).parse().ok()?;
    whole.then_some((day, number.end))
}

fn small(reading: &Reading, at: usize, most: i8) -> Option<i8> {
    reading.word(at).parse().ok().filter(|value| (1..=most).contains(value))
}
