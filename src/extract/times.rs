//! Times: dates, weekdays, periods and lengths of time, with their values.
//!
//! Two parts: `grammar` reads an expression from tokens without knowing today; `value`
//! works out what it denotes, given the day of reporting. An expression that lacks a day to count
//! from gets a value with unspecified digits (`XXXX-11-03`), as EDTF writes them.

pub(crate) mod calendar;
pub(crate) mod expression;
pub(crate) mod grammar;
pub(crate) mod value;

use std::ops::Range;

use jiff::civil::Date;

use crate::document::Metadata;
use crate::extract::reading::{Reading, Sentence};
use crate::extract::times::expression::Expression;
use crate::extract::times::grammar::expression;
use crate::extract::times::value::{Reference, value};
use crate::fact::Time;

/// A time expression found in a text.
#[derive(Clone, Debug)]
pub(crate) struct FoundTime {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// What it denotes.
    pub(crate) time: Time,
    /// Why it is believed.
    pub(crate) rule: &'static str,
}

/// Finds all time expressions, in order.
pub(crate) fn times(reading: &Reading) -> Vec<FoundTime> {
    let today = day_of_reporting(reading.document.metadata());
    let mut found = Vec::new();
    for sentence in &reading.sentences {
        let reference = Reference { today, future: speaks_of_future(reading, sentence) };
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match expression(reading, at, sentence.tokens.end) {
                Some((expression, end)) if end > at => {
                    found.push(FoundTime {
                        tokens: at..end,
                        time: value(&expression, reference),
                        rule: rule(&expression),
                    });
                    at = end;
                }
                _ => at += 1,
            }
        }
    }
    found
}

/// Returns the day from which relative times count: the dateline's, else that of publication.
fn day_of_reporting(metadata: &Metadata) -> Option<Date> {
    metadata.dateline.as_ref().and_then(|dateline| dateline.date).or(metadata.published)
}

fn speaks_of_future(reading: &Reading, sentence: &Sentence) -> bool {
    sentence.tokens.clone().any(|at| matches!(reading.word(at), "will" | "upcoming" | "shall"))
}

const fn rule(expression: &Expression) -> &'static str {
    match expression {
        Expression::Day { year: Some(_), .. } => "a date written in full",
        Expression::Day { .. } => "a day and month; the year is the one nearest to the report",
        Expression::Month { .. } => "the name of a month",
        Expression::Year(_) => "a number of four digits where a year stands",
        Expression::Weekday { .. } => "the name of a weekday, counted from the day of the report",
        Expression::Offset { .. } | Expression::Days(_) | Expression::Quarter { .. } => {
            "a period counted from the day of the report"
        }
        Expression::Span { .. } | Expression::Century(_) | Expression::Season { .. } => {
            "a named period"
        }
        Expression::Between(..) => "a beginning and an end",
        Expression::Clock { .. } => "a time of day",
        Expression::Length { .. } => "a number before a unit of time",
        Expression::Every { .. } => "“every” or the like before a unit of time",
    }
}

#[cfg(test)]
mod tests;
