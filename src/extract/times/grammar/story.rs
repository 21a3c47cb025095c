//! The grammar of times that count from the day of which the text spoke last: `three days later`, `that
//! year`, `the following month`.

use crate::extract::lists::lower;
use crate::extract::reading::Reading;
use crate::extract::times::calendar::{before, is_part_of_day, month, singular, weekday_number};
use crate::extract::times::expression::{Direction, Expression, Unit};
use crate::extract::times::grammar::length::{away, measured, with_article};
use crate::extract::token::TokenKind;

/// Reads a time that counts from another one in the text.
pub(crate) fn story(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    same(reading, at).or_else(|| neighbour(reading, at)).or_else(|| later(reading, at))
}

/// Reads `that year`, `the same day`, `that night`.
fn same(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let next = match lower(reading.word(at)).as_ref() {
        "that" if reading.word(at + 1) == "same" => at + 2,
        "that" => at + 1,
        "the" if reading.word(at + 1) == "same" => at + 2,
        _ => return None,
    };
    // `said that day care …`
    if next == at + 1
        && reading.kind(next + 1) == TokenKind::Word
        && !follows_freely(reading, next + 1)
    {
        return None;
    }
    let unit = unit(reading.word(next))?;
    Some((Expression::in_story(unit, 0), next + 1))
}

/// Reads `the following month`, `the next day`, `the previous year`, `the day before`, `the following Monday`.
fn neighbour(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    if !reading.word(at).eq_ignore_ascii_case("the") {
        return None;
    }
    let count = match reading.word(at + 1) {
        "following" | "next" | "ensuing" => 1,
        "previous" | "preceding" | "prior" => -1,
        word => {
            let unit = unit(word)?;
            let count = match reading.word(at + 2) {
                "before" | "earlier" => -1,
                "after" | "later" => 1,
                _ => return None,
            };
            return is_free(reading, at + 3).then_some((Expression::in_story(unit, count), at + 3));
        }
    };
    let next = reading.word(at + 2);
    let direction = if count > 0 { Direction::Next } else { Direction::Last };
    let in_story = |expression| Expression::InStory(Box::new(expression));
    if let Some(day) = weekday_number(next) {
        return Some((in_story(Expression::Weekday { day, direction }), at + 3));
    }
    if let Some(month) = month(next) {
        return Some((in_story(Expression::Month { year: None, month, direction }), at + 3));
    }
    let unit = unit(next)?;
    let part = usize::from(unit == Unit::Day && is_part_of_day(reading.word(at + 3)));
    Some((Expression::in_story(unit, count), at + 3 + part))
}

/// Reads `three days later`, `a year earlier`, `two weeks before`.
fn later(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let (length, end) = measured(reading, at).or_else(|| with_article(reading, at))?;
    let way = match reading.word(end) {
        "later" => 1,
        "earlier" | "previously" => -1,
        "after" if is_free(reading, end + 1) => 1,
        "before" if is_free(reading, end + 1) => -1,
        _ => return None,
    };
    // `five minutes later` is the same day, which says nothing.
    if matches!(length.unit, Unit::Second | Unit::Minute | Unit::Hour) {
        return None;
    }
    Some((Expression::InStory(Box::new(away(length, way)?)), end + 1))
}

fn unit(word: &str) -> Option<Unit> {
    if is_part_of_day(word) {
        return Some(Unit::Day);
    }
    singular(word).filter(|unit| {
        matches!(
            unit,
            Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Year | Unit::Decade
        )
    })
}

/// Tells whether nothing follows that a `before` or `after` could belong to.
fn is_free(reading: &Reading, at: usize) -> bool {
    reading.kind(at) == TokenKind::Mark && !matches!(reading.word(at), "“" | "\"" | "$")
        || matches!(reading.word(at), "and" | "but" | "when" | "as" | "in" | "at" | "by")
            && before(reading, at) != "after"
}

/// Tells whether a word goes on after `that year` rather than making it part of a longer noun.
fn follows_freely(reading: &Reading, at: usize) -> bool {
    let word = lower(reading.word(at));
    matches!(
        word.as_ref(),
        "and"
            | "but"
            | "the"
            | "a"
            | "he"
            | "she"
            | "they"
            | "it"
            | "in"
            | "on"
            | "at"
            | "to"
            | "by"
            | "from"
            | "for"
            | "with"
            | "when"
            | "after"
            | "before"
            | "was"
            | "were"
            | "had"
            | "his"
            | "her"
            | "their"
            | "its"
            | "alone"
            | "as"
            | "that"
            | "who"
            | "about"
            | "because"
            | "we"
            | "i"
    ) || reading.is_capital(at)
        || word.ends_with("ed")
}
