//! The grammar of longer periods: decades, centuries, seasons, quarters, halves, ends of periods.

use crate::extract::lists::lower;
use crate::extract::number::{ordinal, ordinal_word};
use crate::extract::reading::Reading;
use crate::extract::times::calendar::{before, part, season_number, singular, trailing_year, year};
use crate::extract::times::expression::{Direction, Expression, Unit};
use crate::extract::token::TokenKind;

/// How far around a quarter money or shares are looked for, in tokens.
const BUSINESS_REACH: usize = 20;

/// Reads `the 1990s`, `the '90s`, `the 19th century`, `the third quarter of 2024`, `summer 2024`, `year-end`.
pub(crate) fn period(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let start = at + usize::from(reading.word(at).eq_ignore_ascii_case("the"));
    decade(reading, at, start)
        .or_else(|| century(reading, start))
        .or_else(|| quarter(reading, at, start))
        .or_else(|| half(reading, start))
        .or_else(|| season(reading, start))
        .or_else(|| end_of(reading, at))
}

/// Reads `1990s`, `1990's`, `'90s`, `the 90s`, `mid-1980s`, `the nineties`; `at` is where an article may stand.
fn decade(reading: &Reading, at: usize, start: usize) -> Option<(Expression, usize)> {
    if reading.kind(start) == TokenKind::Word {
        return decade_word(reading, at, start);
    }
    let quoted = matches!(reading.word(start), "'" | "’") && reading.touches_next(start);
    let number = start + usize::from(quoted);
    let plural =
        reading.touches_next(number) && matches!(reading.word(number + 1), "s" | "'s" | "’s");
    if !plural || reading.kind(number) != TokenKind::Number {
        return None;
    }
    if let Some(first) = year(reading, number) {
        // `the 1900s` may be a decade or a century; elsewhere hundreds are a century.
        let century = first % 100 == 0 && first != 2000;
        let expression = match i32::from(first) {
            first if century => Expression::Century(first / 100 + 1),
            first => Expression::Decade(first),
        };
        return (first % 10 == 0).then_some((expression, number + 2));
    }
    let tens = reading.word(number).parse::<i32>().ok().filter(|tens| (20..100).contains(tens))?;
    let written = quoted || start > at && reading.word(number + 1) == "s";
    (written && tens % 10 == 0).then_some((Expression::Decade(1900 + tens), number + 2))
}

fn decade_word(reading: &Reading, at: usize, start: usize) -> Option<(Expression, usize)> {
    let word = lower(reading.word(start));
    if let Some((prefix, rest)) = word.split_once('-') {
        let part = part(prefix)?;
        if let Some(first) = rest.strip_suffix('s').and_then(|rest| rest.parse::<i32>().ok()) {
            let fits = (1000..2100).contains(&first) && first % 10 == 0;
            return fits.then(|| (Expression::Decade(first).part(Some(part)), start + 1));
        }
        let year = rest.parse::<i32>().ok().filter(|year| (1000..2100).contains(year))?;
        let decade = reading.touches_next(start) && matches!(reading.word(start + 1), "'s" | "’s");
        let whole = if decade { Expression::Decade(year) } else { Expression::Year(year) };
        return Some((whole.part(Some(part)), start + 1 + usize::from(decade)));
    }
    let first = match word.as_ref() {
        "twenties" => 1920,
        "thirties" => 1930,
        "forties" => 1940,
        "fifties" => 1950,
        "sixties" => 1960,
        "seventies" => 1970,
        "eighties" => 1980,
        "nineties" => 1990,
        _ => return None,
    };
    // `in her sixties` is an age.
    (start > at).then_some((Expression::Decade(first), start + 1))
}

/// Reads `19th century`, `twentieth century B.C.`, `17th-century`, `mid-20th-century`.
fn century(reading: &Reading, start: usize) -> Option<(Expression, usize)> {
    let whole = lower(reading.word(start));
    let (number, part, mut end) = if let Some(number) = ordinal(reading, start) {
        let named = lower(reading.word(number.end));
        if named != "century" && named != "centuries" {
            return None;
        }
        (number.value, None, number.end + 1)
    } else if reading.kind(start) == TokenKind::Number && reading.touches_next(start) {
        let ending = lower(reading.word(start + 1));
        let (ending, rest) = ending.split_once('-')?;
        let fits = matches!(ending, "st" | "nd" | "rd" | "th") && rest == "century";
        (reading.word(start).parse().ok().filter(|_| fits)?, None, start + 2)
    } else {
        let mut words = whole.split('-');
        let mut word = words.next()?;
        let part = part(word);
        if part.is_some() {
            word = words.next()?;
        }
        let digits = word.trim_end_matches(|ch: char| ch.is_ascii_alphabetic());
        let value = ordinal_word(word).or_else(|| digits.parse().ok())?;
        match words.next() {
            Some("century") => (value, part, start + 1),
            None if part.is_some() && reading.word(start + 1) == "century" => {
                (value, part, start + 2)
            }
            _ => return None,
        }
    };
    let number = (1..=30).find(|value| f64::from(*value) >= number && number >= 1.0)?;
    let before_christ = matches!(reading.word(end), "BC" | "B.C." | "BCE" | "B.C.E.");
    end += usize::from(before_christ || matches!(reading.word(end), "AD" | "A.D." | "CE"));
    let century = Expression::Century(if before_christ { -number } else { number });
    Some((century.part(part), end))
}

/// Reads `third quarter of 2024`, `third-quarter`, `Q3 2024`.
fn quarter(reading: &Reading, at: usize, start: usize) -> Option<(Expression, usize)> {
    let word = lower(reading.word(start));
    if let Some(digit) = word.strip_prefix('q').filter(|digit| digit.len() == 1) {
        let quarter = digit.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
        let mut end = start + 1;
        let year = trailing_year(reading, &mut end);
        let named = year.is_some() || is_business(reading, start);
        return named.then_some((Expression::Quarter { year, quarter }, end));
    }
    let joined = word.strip_suffix("-quarter");
    let number = match joined {
        Some(number) => ordinal_word(number)?,
        None => {
            let number = ordinal(reading, start)?;
            if reading.word(number.end) != "quarter" {
                return None;
            }
            number.value
        }
    };
    let quarter = (1_i8..=4).find(|value| f64::from(*value) >= number)?;
    let mut end = start + 1;
    if joined.is_none() {
        end = ordinal(reading, start)?.end + 1;
    }
    let year = trailing_year(reading, &mut end);
    let sporting = matches!(before(reading, at).as_ref(), "late" | "early");
    (year.is_some() || !sporting && is_business(reading, start))
        .then_some((Expression::Quarter { year, quarter }, end))
}

/// Tells whether money or shares stand near, so that a quarter is not one of a match.
fn is_business(reading: &Reading, at: usize) -> bool {
    let near = at.saturating_sub(BUSINESS_REACH)..at + BUSINESS_REACH;
    near.into_iter().any(|at| {
        matches!(
            lower(reading.word(at)).as_ref(),
            "$" | "€"
                | "£"
                | "%"
                | "percent"
                | "million"
                | "billion"
                | "profit"
                | "profits"
                | "revenue"
                | "sales"
                | "earnings"
                | "growth"
                | "economy"
                | "economic"
                | "company"
                | "shares"
                | "results"
                | "gdp"
                | "analysts"
                | "orders"
                | "output"
                | "exports"
                | "inflation"
        )
    })
}

/// Reads `first half of 2024`, `second half of the year`, `H1 2024`.
fn half(reading: &Reading, start: usize) -> Option<(Expression, usize)> {
    if matches!(reading.word(start), "H1" | "H2") {
        let half = if reading.word(start) == "H1" { 1 } else { 2 };
        let mut end = start + 1;
        let year = trailing_year(reading, &mut end);
        return Some((Expression::Half { year, half }, end));
    }
    let half = match lower(reading.word(start)).as_ref() {
        "first" => 1,
        "second" | "latter" => 2,
        _ => return None,
    };
    if reading.word(start + 1) != "half" || reading.word(start + 2) != "of" {
        return None;
    }
    let end = start + 3;
    if let Some(year) = year(reading, end) {
        return Some((Expression::Half { year: Some(year), half }, end + 1));
    }
    let year = matches!(reading.word(end), "the" | "this") && reading.word(end + 1) == "year";
    year.then_some((Expression::Half { year: None, half }, end + 2))
}

/// Reads `summer 2024`, `winter of 1942-43`.
fn season(reading: &Reading, start: usize) -> Option<(Expression, usize)> {
    let season = season_number(&lower(reading.word(start)))?;
    let of = usize::from(reading.word(start + 1) == "of");
    let first = year(reading, start + 1 + of)?;
    let mut end = start + 2 + of;
    let both = matches!(reading.word(end), "-" | "–" | "/")
        && reading.touches_next(end)
        && reading.word(end + 1).parse::<i16>().is_ok_and(|last| last % 100 == (first + 1) % 100);
    if both {
        end += 2;
    }
    Some((Expression::Season { year: Some(first), season, direction: Direction::Near }, end))
}

/// Reads `the end of the year`, `year-end`, `by year end`.
fn end_of(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let of = |unit| Expression::End(Box::new(Expression::Offset { unit, count: 0 }));
    let word = lower(reading.word(at));
    let unit = |word: &str| {
        singular(word)
            .filter(|unit| matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Decade))
    };
    if let Some((first, "end")) = word.split_once('-') {
        return Some((of(unit(first)?), at + 1));
    }
    if matches!(word.as_ref(), "year" | "month") && reading.word(at + 1) == "end" {
        return Some((of(unit(&word)?), at + 2));
    }
    let start = at + usize::from(word == "the");
    let named = reading.word(start).eq_ignore_ascii_case("end")
        && reading.word(start + 1) == "of"
        && matches!(reading.word(start + 2), "the" | "this");
    if !named {
        return None;
    }
    Some((of(unit(reading.word(start + 3))?), start + 4))
}
