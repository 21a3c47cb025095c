//! A date, a year, a period or a time of day that stands alone, with words that blur it.

use crate::extract::lists::lower;
use crate::extract::reading::Reading;
use crate::extract::times::calendar::part;
use crate::extract::times::expression::Expression;
use crate::extract::times::grammar::clock::clock;
use crate::extract::times::grammar::date::date;
use crate::extract::times::grammar::period::period;
use crate::extract::times::grammar::year::{about_year, year_expression};

/// Reads `Nov. 3, 2025`, `early March`, `the late 1980s`, `about 1850`, `9 a.m.`, `the 20th century`.
pub(crate) fn single(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    date(reading, at)
        .or_else(|| clock(reading, at).map(|(clock, end)| (Expression::Clock(clock), end)))
        .or_else(|| parted(reading, at))
        .or_else(|| period(reading, at))
        .or_else(|| about_year(reading, at))
        .or_else(|| year_expression(reading, at))
}

/// Reads a part of a day, month, year or longer period: `early March`, `mid-2024`, `the late 1980s`.
fn parted(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let start = at + usize::from(reading.word(at).eq_ignore_ascii_case("the"));
    let word = lower(reading.word(start));
    let part = part(&word)?;
    let next = start + 1 + usize::from(reading.word(start + 1) == "-");
    let next = next + usize::from(matches!(reading.word(next), "in" | "on"));
    if word == "later" && reading.word(next) != "in" {
        return None;
    }
    let (whole, end) = date(reading, next)
        .or_else(|| period(reading, next))
        .or_else(|| year_expression(reading, next))?;
    if matches!(
        whole,
        Expression::Feast { .. } | Expression::Part { .. } | Expression::Quarter { .. }
    ) {
        return None;
    }
    Some((whole.part(Some(part)), end))
}
