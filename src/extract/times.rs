//! Times: dates, weekdays, periods and lengths of time, with their values.
//!
//! 1. `grammar` reads an expression from tokens without knowing today.
//! 2. `tense` tells whether its clause speaks of what was or will be.
//! 3. `value` works out what it denotes, given the day of reporting and what the text spoke of before.
//!
//! An expression that lacks a day to count from gets a value with unspecified digits (`XXXX-11-03`), as
//! EDTF writes them.

pub(crate) mod calendar;
pub(crate) mod edtf;
pub(crate) mod expression;
pub(crate) mod feast;
pub(crate) mod grammar;
pub(crate) mod offset;
pub(crate) mod resolve;
pub(crate) mod tense;
pub(crate) mod value;

use std::ops::Range;

use jiff::civil::Date;

use crate::extract::reading::Reading;
use crate::extract::times::edtf::{Exactness, Moment, moment};
use crate::extract::times::expression::Expression;
use crate::extract::times::grammar::expression;
use crate::extract::times::resolve::Context;
use crate::extract::times::tense::tense;
use crate::extract::times::value::value;
use crate::fact::{Time, TimeKind};

/// The sentences at the head of a text among which a line with nothing but its date may stand.
const HEAD: usize = 6;

/// The most days between the date of publication and such a line.
const RECENT: i32 = 45;

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
    let mut found = Vec::new();
    let mut story = Story::new(day_of_reporting(reading));
    for sentence in &reading.sentences {
        story.enter(sentence.block);
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let Some((expression, end)) = expression(reading, at, sentence.tokens.end) else {
                at += 1;
                continue;
            };
            let tokens = at..end.max(at + 1);
            let tense = tense(reading, &sentence.tokens, &tokens);
            at = tokens.end;
            if let Some(time) = value(&expression, story.context(tense)) {
                story.hear(&expression, &time);
                found.push(FoundTime { tokens, time, rule: rule(&expression) });
            }
        }
    }
    found
}

/// What the text has spoken of so far, from which `the next day` counts.
struct Story {
    today: Option<Date>,
    block: usize,
    spoken_of: Option<(Moment, usize)>,
    year: Option<i16>,
    /// Whether it has counted from the day of the report, as news do and histories do not.
    reports: bool,
}

impl Story {
    const fn new(today: Option<Date>) -> Self {
        Self { today, block: 0, spoken_of: None, year: None, reports: false }
    }

    fn enter(&mut self, block: usize) {
        if block != self.block {
            self.block = block;
            self.year = self.year.filter(|_| !self.reports);
        }
    }

    fn context(&self, tense: tense::Tense) -> Context {
        // What was said two paragraphs ago is forgotten.
        let near = |(_, block): &(Moment, usize)| self.block.saturating_sub(*block) <= 1;
        let spoken_of = self.spoken_of.filter(near).map(|(moment, _)| moment);
        Context { today: self.today, tense, spoken_of, year: self.year }
    }

    fn hear(&mut self, expression: &Expression, time: &Time) {
        self.reports |= matches!(
            expression,
            Expression::Weekday { .. } | Expression::Offset { .. } | Expression::UpToNow
        );
        let Some(moment) = moment(&time.value).filter(|_| time.kind == TimeKind::Point) else {
            return;
        };
        self.spoken_of = Some((moment, self.block));
        let full = matches!(
            expression,
            Expression::Day { year: Some(_), .. } | Expression::Month { year: Some(_), .. }
        );
        if full && moment.exactness > Exactness::Year {
            self.year = Some(moment.date.year());
        }
    }
}

/// Returns the day from which relative times count: the dateline's, else that of a line of its own at the head of
/// the text, else that of publication.
fn day_of_reporting(reading: &Reading) -> Option<Date> {
    let metadata = reading.document.metadata();
    let dateline = metadata.dateline.as_ref().and_then(|dateline| dateline.date);
    dateline.or_else(|| dated_line(reading, metadata.published)).or(metadata.published)
}

/// Returns the date that stands alone on a line at the head of the text.
fn dated_line(reading: &Reading, published: Option<Date>) -> Option<Date> {
    let head = reading.sentences.iter().take(HEAD);
    let date = head.into_iter().find_map(|sentence| {
        let tokens = sentence.tokens.clone();
        let (expression, end) = expression(reading, tokens.start, tokens.end)?;
        let Expression::Day { year: Some(year), month, day } = expression else { return None };
        (end == tokens.end).then(|| Date::new(year, month, day).ok())?
    })?;
    let far = |published: Date| {
        published.since(date).map_or(i32::MAX, |span| span.get_days().saturating_abs()) > RECENT
    };
    (!published.is_some_and(far)).then_some(date)
}

const fn rule(expression: &Expression) -> &'static str {
    match expression {
        Expression::Day { year: Some(_), .. } => "a date written in full",
        Expression::Day { .. } => "a day and month; the year is the one nearest to the report",
        Expression::DayOfMonth(_) => "a day of the month nearest to the report",
        Expression::Month { .. } => "the name of a month",
        Expression::Year(_) => "a number where a year stands",
        Expression::Weekday { .. } => "the name of a weekday, counted from the day of the report",
        Expression::Feast { .. } => "the name of a day of the year",
        Expression::Offset { .. } | Expression::Quarter { .. } | Expression::Weekend => {
            "a period counted from the day of the report"
        }
        Expression::Half { .. } => "a half of a year",
        Expression::InStory(_) => "a period counted from the one the text spoke of before",
        Expression::Decade(_) | Expression::Century(_) | Expression::Season { .. } => {
            "a named period"
        }
        Expression::Part { .. } => "a part of a named period",
        Expression::End(_) => "the end of a period",
        Expression::About(_) => "a time given as about right",
        Expression::Between(..) => "a beginning and an end",
        Expression::From(_) => "a beginning without an end",
        Expression::UpToNow => "a while up to the day of the report",
        Expression::Clock(_) => "a time of day",
        Expression::Length(_) => "a number before a unit of time",
        Expression::Every(_) => "“every” or the like before a unit of time",
    }
}

#[cfg(test)]
mod tests;
