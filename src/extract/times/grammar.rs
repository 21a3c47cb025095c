//! The grammar of time expressions: from tokens to what is written, without knowing today.
//!
//! Each part of the grammar reads one sort of expression from a token on; the first that fits wins, so
//! they stand in the order of their length.

use crate::extract::reading::Reading;
use crate::extract::times::calendar::{is_part_of_day, season_number};
use crate::extract::times::expression::Expression;
use crate::extract::times::grammar::han::han_expression;
use crate::extract::times::grammar::length::{every, length};
use crate::extract::times::grammar::range::range;
use crate::extract::times::grammar::relative::relative;
use crate::extract::times::grammar::single::single;
use crate::extract::token::TokenKind;

pub(crate) mod clock;
pub(crate) mod date;
pub(crate) mod han;
pub(crate) mod length;
pub(crate) mod period;
pub(crate) mod range;
pub(crate) mod relative;
pub(crate) mod single;
pub(crate) mod story;
pub(crate) mod year;

/// Reads a time expression that starts at a token; returns it with the place after its end.
pub(crate) fn expression(
    reading: &Reading,
    at: usize,
    limit: usize,
) -> Option<(Expression, usize)> {
    let found = match reading.kind(at) {
        TokenKind::Han => han_expression(reading, at),
        TokenKind::Number => han_expression(reading, at).or_else(|| english(reading, at)),
        TokenKind::Word => english(reading, at),
        TokenKind::Mark if matches!(reading.word(at), "'" | "’" | "[") => english(reading, at),
        _ => None,
    };
    let (expression, mut end) = found?;
    // `Tuesday morning`, `March 4 at noon` are the days.
    let day = matches!(
        expression,
        Expression::Day { .. } | Expression::Weekday { .. } | Expression::Feast { .. }
    ) || matches!(&expression, Expression::Part { whole, .. } if matches!(**whole, Expression::Weekday { .. }));
    if day && is_part_of_day(reading.word(end)) && season_number(reading.word(end)).is_none() {
        end += 1;
    }
    (end <= limit).then_some((expression, end))
}

fn english(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    range(reading, at)
        .or_else(|| single(reading, at))
        .or_else(|| relative(reading, at))
        .or_else(|| every(reading, at))
        .or_else(|| length(reading, at))
}
