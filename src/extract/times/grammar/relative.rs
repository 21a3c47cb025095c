//! The grammar of times that count from the report: `yesterday`, `last month`, `two years ago`.

use crate::extract::lists::lower;
use crate::extract::number::cardinal;
use crate::extract::reading::Reading;
use crate::extract::times::calendar::{
    before, is_part_of_day, month, part, plural, season_number, singular, weekday_number,
};
use crate::extract::times::expression::{Direction, Expression, Length, Unit};
use crate::extract::times::feast::feast;
use crate::extract::times::grammar::length::{away, measured, with_article};
use crate::extract::times::grammar::story::story;

/// Reads `last month`, `over the next five years`, `two years ago`, `earlier this week`, `three days later`.
pub(crate) fn relative(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    day_word(reading, at)
        .or_else(|| within_period(reading, at))
        .or_else(|| over(reading, at))
        .or_else(|| shifted(reading, at))
        .or_else(|| weekend(reading, at))
        .or_else(|| ago(reading, at))
        .or_else(|| in_time(reading, at))
        .or_else(|| story(reading, at))
}

fn day_word(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let days = match lower(reading.word(at)).as_ref() {
        "today" if is_vague_today(reading, at) => return None,
        "today" | "tonight" => 0,
        "yesterday" => -1,
        "tomorrow" => 1,
        _ => return None,
    };
    let part = is_part_of_day(reading.word(at + 1));
    Some((Expression::Offset { unit: Unit::Day, count: days }, at + 1 + usize::from(part)))
}

/// Tells whether `today` means these times: `the world of today`, `it is today one of the …`.
fn is_vague_today(reading: &Reading, at: usize) -> bool {
    matches!(before(reading, at).as_ref(), "of" | "than" | "as" | "even")
        || matches!(reading.word(at + 1), "'s" | "’s")
            && matches!(
                reading.word(at + 2),
                "world"
                    | "society"
                    | "generation"
                    | "youth"
                    | "standards"
                    | "children"
                    | "students"
                    | "young"
                    | "technology"
                    | "economy"
                    | "terms"
            )
}

/// Reads `earlier this week`, `later this month`, `late last year`, `early next week`, `mid last month`.
fn within_period(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let word = lower(reading.word(at));
    let plain = matches!(word.as_ref(), "earlier" | "later");
    let part = part(&word).filter(|_| !plain);
    if !plain && part.is_none() {
        return None;
    }
    let next = at + 1 + usize::from(reading.word(at + 1) == "in");
    let (expression, end) = shifted(reading, next)?;
    Some((expression.part(part), end))
}

/// Reads `over the next five years`, `in the past decade`, `the last two weeks`, `for the past year`, `the past
/// few days`.
fn over(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let opening = lower(reading.word(at));
    let opens = matches!(
        opening.as_ref(),
        "over" | "in" | "during" | "for" | "within" | "throughout" | "across" | "through"
    );
    let mut next = at + usize::from(opens);
    if !matches!(lower(reading.word(next)).as_ref(), "the" | "these" | "this") {
        return None;
    }
    next += 1;
    let way = reading.word(next);
    if !matches!(
        way,
        "next" | "past" | "last" | "coming" | "following" | "previous" | "first" | "final"
    ) {
        return None;
    }
    next += 1;
    if let Some((length, end)) = measured(reading, next) {
        return Some((Expression::Length(length), end));
    }
    let few = matches!(reading.word(next), "few" | "several" | "couple" | "many");
    if few {
        let of = usize::from(reading.word(next + 1) == "of");
        let back = matches!(way, "past" | "last");
        plural(reading.word(next + 1 + of)).filter(|_| back)?;
        return Some((Expression::UpToNow, next + 2 + of));
    }
    let unit = singular(reading.word(next))?;
    let long = opens && !matches!(way, "first" | "final" | "following" | "previous")
        || matches!(unit, Unit::Decade | Unit::Century) && way == "past";
    // `in the first half`, `for the last day` of something are not lengths of their own.
    let whole = !matches!(unit, Unit::Weekend | Unit::Second);
    (long && whole).then_some((Expression::Length(Length::new(1.0, unit)), next + 1))
}

/// Reads `last month`, `this year`, `next Monday`, `last June`, `this summer`, `last Christmas`.
pub(crate) fn shifted(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let (count, direction) = match lower(reading.word(at)).as_ref() {
        "last" | "past" => (-1, Direction::Last),
        "this" | "current" => (0, Direction::Near),
        "next" | "coming" | "upcoming" => (1, Direction::Next),
        _ => return None,
    };
    // `this coming Monday`, `this past weekend`
    let (count, direction, at) = match reading.word(at + 1) {
        "coming" if count == 0 => (1, Direction::Next, at + 1),
        "past" if count == 0 => (-1, Direction::Last, at + 1),
        _ => (count, direction, at),
    };
    let next = reading.word(at + 1);
    if let Some(day) = weekday_number(next) {
        let part = usize::from(is_part_of_day(reading.word(at + 2)));
        return Some((Expression::Weekday { day, direction }, at + 2 + part));
    }
    if let Some(month) = month(next) {
        return Some((Expression::Month { year: None, month, direction }, at + 2));
    }
    if let Some((feast, end)) = feast(reading, at + 1) {
        return Some((Expression::Feast { feast, year: None, direction }, end));
    }
    if let Some(season) = season_number(&lower(next)) {
        return Some((Expression::Season { year: None, season, direction }, at + 2));
    }
    let today = matches!(next, "morning" | "afternoon" | "evening" | "lunchtime") && count == 0;
    if today {
        return Some((Expression::Offset { unit: Unit::Day, count: 0 }, at + 2));
    }
    if matches!(next, "night" | "evening") && count == -1 {
        return Some((Expression::Offset { unit: Unit::Day, count: -1 }, at + 2));
    }
    let named = lower(next);
    // `this years show`, as some write it.
    let years = count <= 0 && matches!(named.as_ref(), "years" | "weeks" | "months");
    let listed = matches!(
        before(reading, at).as_ref(),
        "the" | "his" | "her" | "their" | "its" | "my" | "our"
    );
    let unit = if years && !listed { plural(&named)? } else { singular(&named)? };
    let counted = !matches!(unit, Unit::Second | Unit::Minute | Unit::Hour | Unit::Day);
    let part_of_it = listed && years;
    (counted && !part_of_it).then_some((Expression::Offset { unit, count }, at + 2))
}

/// Reads `over the weekend`, `at the weekend`.
fn weekend(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let the = reading.word(at).eq_ignore_ascii_case("the") && reading.word(at + 1) == "weekend";
    let opened = matches!(
        before(reading, at).as_ref(),
        "over" | "at" | "during" | "throughout" | "for" | "on" | "through" | "of" | "by"
    );
    (the && opened).then_some((Expression::Weekend, at + 2))
}

/// Reads `two years ago`, `a decade ago`, `a year and a half ago`, `about 20 years ago`, `several years ago`.
fn ago(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let word = lower(reading.word(at));
    let start = match word.as_ref() {
        "about" | "around" | "roughly" | "approximately" | "nearly" | "almost" | "some" => at + 1,
        "[" => return bracketed(reading, at),
        "several" | "few" | "many" | "a" if few_ago(reading, at).is_some() => {
            return few_ago(reading, at);
        }
        _ => at,
    };
    let (length, end) = measured(reading, start).or_else(|| with_article(reading, start))?;
    let from = reading.word(end) == "from" && reading.word(end + 1) == "now";
    if reading.word(end) != "ago" && !from {
        return None;
    }
    let (expression, end) =
        if from { (away(length, 1)?, end + 2) } else { (away(length, -1)?, end + 1) };
    let about = start > at;
    Some((if about { Expression::About(Box::new(expression)) } else { expression }, end))
}

/// Reads `several years ago`, `a few days ago`.
fn few_ago(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let at = at + usize::from(lower(reading.word(at)) == "a");
    if !matches!(lower(reading.word(at)).as_ref(), "several" | "few" | "many") {
        return None;
    }
    let unit = plural(reading.word(at + 1)).filter(|_| reading.word(at + 2) == "ago")?;
    let short = matches!(unit, Unit::Second | Unit::Minute | Unit::Hour);
    let today = Expression::Offset { unit: Unit::Day, count: 0 };
    Some((if short { today } else { Expression::UpToNow }, at + 3))
}

/// Reads `[Ten] years ago`, as quotations are mended.
fn bracketed(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let number = cardinal(reading, at + 1)?;
    let unit = plural(reading.word(number.end + 1)).filter(|_| reading.word(number.end) == "]")?;
    let ago = reading.word(number.end + 2) == "ago";
    let expression = away(Length::new(number.value, unit), -1)?;
    ago.then_some((expression, number.end + 3))
}

/// Reads `in two weeks' time`, `in three days` of a clause about the future.
fn in_time(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    if !reading.word(at).eq_ignore_ascii_case("in") {
        return None;
    }
    let (length, end) = measured(reading, at + 1).or_else(|| with_article(reading, at + 1))?;
    let timed =
        matches!(reading.word(end), "'" | "’" | "'s" | "’s") && reading.word(end + 1) == "time";
    Some((away(length, 1).filter(|_| timed)?, end + 2))
}
