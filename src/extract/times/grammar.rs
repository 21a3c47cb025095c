//! The grammar of time expressions: from tokens to what is written, without knowing today.
//!
//! Each part of the grammar reads one sort of expression from a token on; the first that fits wins, so
//! they stand in the order of their length.

use crate::extract::lists::is_listed;
use crate::extract::number::small_number;
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

/// The words in lower case that begin times, besides numbers, ordinals, seasons and parts of the day.
const OPENINGS: &str = " the this that these last past next coming upcoming current early mid late later earlier from \
    between in over during for within throughout across through about around approximately roughly nearly almost \
    some several few many a an half quarter every each once twice annually yearly daily nightly hourly weekly \
    monthly quarterly midnight c c. ca ca. circa fiscal financial today tonight yesterday tomorrow year month week \
    end first second third latter lasting fortnight twenties thirties forties fifties sixties seventies eighties \
    nineties dozens until since ";

/// Reads a time expression that starts at a token; returns it with the place after its end.
pub(crate) fn expression(
    reading: &Reading,
    at: usize,
    limit: usize,
) -> Option<(Expression, usize)> {
    let found = match reading.kind(at) {
        TokenKind::Han => han_expression(reading, at),
        TokenKind::Number => han_expression(reading, at).or_else(|| english(reading, at)),
        TokenKind::Word if may_begin(reading.word(at)) => english(reading, at),
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

/// Tells whether a word may begin a time; never denies it of one that does. Most words do not, and the grammar
/// need not be tried on them.
fn may_begin(word: &str) -> bool {
    if !word.starts_with(|ch: char| ch.is_ascii_lowercase()) || word.contains('-') {
        return true;
    }
    is_listed(OPENINGS, word)
        || word.ends_with("th")
        || is_part_of_day(word)
        || season_number(word).is_some()
        || small_number(word).is_some()
}
