//! The grammar of days, months and weekdays: `Nov. 3, 2025`, `3 November`, `2025-11-03`, `Friday`.

use crate::extract::lists::{is_listed, lower};
use crate::extract::number::{ordinal, ordinal_word};
use crate::extract::reading::Reading;
use crate::extract::times::calendar::{
    before, has_day, is_part_of_day, month, part, trailing_year, weekday_number, year,
};
use crate::extract::times::expression::{Direction, Expression};
use crate::extract::times::feast::feast;
use crate::extract::token::TokenKind;

/// Reads a day, a month, a weekday or a feast.
pub(crate) fn date(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    match reading.kind(at) {
        TokenKind::Number => {
            in_digits(reading, at).or_else(|| day_first(reading, at)).or_else(|| lone(reading, at))
        }
        TokenKind::Word => month_first(reading, at)
            .or_else(|| weekday(reading, at))
            .or_else(|| named(reading, at))
            .or_else(|| mid_month(reading, at))
            .or_else(|| day_first(reading, at)),
        _ => None,
    }
}

/// Reads the day of a month that stands before or behind its name: `3`, `3rd`, `third`.
pub(crate) fn day_number(reading: &Reading, at: usize) -> Option<(i8, usize)> {
    let word = reading.word(at);
    if reading.kind(at) == TokenKind::Number {
        let end = match ordinal(reading, at) {
            Some(number) => number.end,
            None if word.len() <= 2 => at + 1,
            None => return None,
        };
        let day = word.trim_end_matches(|ch: char| !ch.is_ascii_digit()).parse().ok()?;
        return (1..=31).contains(&day).then_some((day, end));
    }
    let value = ordinal_word(&lower(word)).filter(|value| (1.0..=31.0).contains(value))?;
    let day = (1_i8..=31).find(|day| f64::from(*day) >= value)?;
    Some((day, at + 1))
}

/// Reads `2025-11-03`, `11/23/2025`, `23.11.2025`.
fn in_digits(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    iso(reading, at).or_else(|| slashes(reading, at)).or_else(|| dots(reading, at))
}

fn iso(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let year = year(reading, at)?;
    let dashes = [at, at + 1, at + 2, at + 3].iter().all(|at| reading.touches_next(*at));
    if !dashes || reading.word(at + 1) != "-" || reading.word(at + 3) != "-" {
        return None;
    }
    let number = |at: usize| reading.word(at).parse::<i8>().ok();
    day(Some(year), number(at + 2)?, number(at + 4)?, at + 5)
}

/// Reads dates with slashes where only one order of day and month can be meant.
fn slashes(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let joined = (at..at + 4).all(|at| reading.touches_next(at));
    if !joined || reading.word(at + 1) != "/" || reading.word(at + 3) != "/" {
        // The attacks of that day are known by it.
        let attacks = reading.word(at) == "9"
            && reading.word(at + 1) == "/"
            && reading.word(at + 2) == "11"
            && reading.touches_next(at)
            && reading.touches_next(at + 1);
        return attacks
            .then_some((Expression::Day { year: Some(2001), month: 9, day: 11 }, at + 3));
    }
    let number = |at: usize| reading.word(at).parse::<i8>().ok();
    let (first, second) = (number(at)?, number(at + 2)?);
    let year = year(reading, at + 4)?;
    let month = |value: i8| (1..=12).contains(&value);
    if first == second || !month(first) {
        return day(Some(year), second, first, at + 5);
    }
    if !month(second) {
        return day(Some(year), first, second, at + 5);
    }
    // Either order makes a date; only the year is sure.
    Some((Expression::Year(i32::from(year)), at + 5))
}

fn dots(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let mut parts = reading.word(at).split('.');
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || third.len() != 4 {
        return None;
    }
    let year = third.parse::<i16>().ok().filter(|year| (1000..2100).contains(year))?;
    day(Some(year), second.parse().ok()?, first.parse().ok()?, at + 1)
}

fn day(year: Option<i16>, month: i8, day: i8, end: usize) -> Option<(Expression, usize)> {
    has_day(year, month, day).then_some((Expression::Day { year, month, day }, end))
}

/// Reads `Nov. 3, 2025`, `November 3`, `July Fourth`, `November 2025`, `in May`.
fn month_first(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let month = month(reading.word(at))?;
    let the = usize::from(reading.word(at + 1) == "the");
    if let Some((number, mut end)) = day_number(reading, at + 1 + the)
        && has_day(None, month, number)
        // `in May 20 people came` counts people; `Nov. 3-5` is for the ranges.
        && (the == 1 || !counts_people(reading, end))
    {
        let year = trailing_year(reading, &mut end);
        return day(year, month, number, end);
    }
    let mut end = at + 1;
    if let Some(year) = trailing_year(reading, &mut end) {
        return Some((of_year(year, month), end));
    }
    let before = before(reading, at);
    let introduced = is_listed(
        "in since until till by of early late mid from before after during through between to this last \
next mid- and earlier later –",
        before.as_ref(),
    );
    let is_word = matches!(
        reading.word(at),
        "May" | "March" | "Mar." | "Dec." | "Jan." | "Sun." | "MAY" | "MARCH"
    );
    // A longer capitalised phrase is a name: `April Jones`, `August Wilson`.
    let in_name = reading.is_capital(at + 1) || (!introduced && is_word);
    let month = Expression::Month { year: None, month, direction: Direction::Near };
    (!in_name && (introduced || reading.word(at).len() > 4)).then_some((month, end))
}

const fn of_year(year: i16, month: i8) -> Expression {
    Expression::Month { year: Some(year), month, direction: Direction::Near }
}

fn counts_people(reading: &Reading, at: usize) -> bool {
    matches!(
        reading.word(at),
        "people" | "men" | "women" | "children" | "percent" | "million" | "%"
    )
}

/// Reads `3 November 2025`, `3rd of November`, `the fourth of July`.
fn day_first(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let at = at + usize::from(reading.word(at).eq_ignore_ascii_case("the"));
    let (number, mut end) = day_number(reading, at)?;
    let written = reading.kind(at) == TokenKind::Word;
    if reading.word(end) == "day" && reading.word(end + 1) == "of" {
        end += 1;
    }
    if reading.word(end) == "of" {
        end += 1;
    } else if written {
        return None;
    }
    let month = month(reading.word(end))?;
    end += 1;
    let year = trailing_year(reading, &mut end);
    day(year, month, number, end)
}

/// Reads a day whose month is not named: `on the 29th`.
fn lone(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let number = ordinal(reading, at)?;
    let (day, end) = day_number(reading, at)?;
    let the = at.checked_sub(2).is_some_and(|on| {
        matches!(lower(reading.word(on)).as_ref(), "on" | "until" | "by")
            && reading.word(on + 1) == "the"
    });
    let next = reading.word(number.end);
    let free =
        matches!(next, "." | "," | ";" | ")" | "and" | "" | "he" | "she" | "they" | "the" | "to");
    (the && free).then_some((Expression::DayOfMonth(day), end))
}

fn weekday(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let number = weekday_number(reading.word(at))?;
    let mut end = at + 1;
    if is_part_of_day(reading.word(end)) {
        end += 1;
    }
    // `Monday, Nov. 3` is one date, `Tuesday morning, Nov. 4` too.
    let next = end + usize::from(reading.word(end) == ",");
    if let Some((date @ Expression::Day { .. }, end)) =
        month_first(reading, next).or_else(|| day_first(reading, next))
    {
        return Some((date, end));
    }
    // `Friday the 13th` and `Sunday Times` are something else.
    let named = reading.is_capital(at + 1)
        && is_listed("Times Telegraph Mail Mirror Night Herald Post Express", reading.word(at + 1))
        && !is_part_of_day(reading.word(at + 1));
    let held = before(reading, at) == "black" && number == 5;
    (!named && !held)
        .then_some((Expression::Weekday { day: number, direction: Direction::Near }, end))
}

fn named(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let (feast, mut end) = feast(reading, at)?;
    // `Christmas Island`, `Black Friday sales`: only what is not part of another name.
    if reading.is_capital(end) && !is_part_of_day(reading.word(end)) {
        return None;
    }
    // `a Christmas special`: bare names of feasts make other words of their own.
    let bare = end == at + 1;
    let dated = matches!(
        before(reading, at).as_ref(),
        "at" | "on"
            | "by"
            | "before"
            | "after"
            | "until"
            | "till"
            | "since"
            | "over"
            | "last"
            | "this"
            | "next"
            | "for"
            | "from"
            | "to"
            | "and"
            | "between"
    ) && !(reading.kind(end) == TokenKind::Word
        && reading.word(end).starts_with(char::is_lowercase)
        && reading.word(end).len() > 4);
    if bare && !dated {
        return None;
    }
    let mut after = end;
    let year = trailing_year(reading, &mut after);
    if year.is_some() {
        end = after;
    }
    Some((Expression::Feast { feast, year, direction: Direction::Near }, end))
}

/// Reads `mid-November`, which is one word.
fn mid_month(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let (prefix, name) = reading.word(at).split_once('-')?;
    let part = part(&lower(prefix))?;
    let month = month(name)?;
    let mut end = at + 1;
    let year = trailing_year(reading, &mut end);
    let whole = Expression::Month { year, month, direction: Direction::Near };
    Some((whole.part(Some(part)), end))
}
