//! The values of time expressions, given the day of the report.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::extract::times::expression::{Direction, Expression, Unit};
use crate::fact::{Time, TimeKind};

/// What relative times count from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reference {
    /// The day of the report, if it is known.
    pub(crate) today: Option<Date>,
    /// Whether the sentence speaks of the future.
    pub(crate) future: bool,
}

/// Works out what an expression denotes, in ISO 8601 or EDTF. What the text leaves open and no day of
/// reporting settles is written with the letter X: `XXXX-11-03`.
pub(crate) fn value(expression: &Expression, reference: Reference) -> Time {
    let (kind, value) = match expression {
        Expression::Day { year, month, day } => {
            (TimeKind::Point, day_value(*year, *month, *day, reference))
        }
        Expression::Month { year, month, direction } => {
            (TimeKind::Point, month_value(*year, *month, *direction, reference))
        }
        Expression::Year(year) => (TimeKind::Point, format!("{year:04}")),
        Expression::Weekday { day, direction } => {
            (TimeKind::Point, weekday_value(*day, *direction, reference))
        }
        Expression::Offset { unit, count } => offset_value(*unit, *count, reference.today),
        Expression::Days(days) => {
            let date = reference
                .today
                .and_then(|today| today.checked_add(Span::new().try_days(*days).ok()?).ok());
            (TimeKind::Point, date.map_or_else(|| "XXXX-XX-XX".to_owned(), |date| date.to_string()))
        }
        Expression::Quarter { year, quarter } => {
            let year = year_or_unknown(year.or(reference.today.map(Date::year)));
            let first = quarter * 3 - 2;
            (TimeKind::Interval, format!("{year}-{first:02}/{year}-{:02}", first + 2))
        }
        Expression::Span { first, last } => (TimeKind::Interval, format!("{first:04}/{last:04}")),
        Expression::Century(number) => {
            let first = (number - 1) * 100 + 1;
            (TimeKind::Interval, format!("{first:04}/{:04}", first + 99))
        }
        Expression::Season { year, season } => {
            (TimeKind::Point, format!("{}-{season}", year_or_unknown(*year)))
        }
        Expression::Between(first, last) => {
            let (first, last) = (value(first, reference).value, value(last, reference).value);
            (TimeKind::Interval, format!("{first}/{last}"))
        }
        Expression::Clock { hour, minute } => (TimeKind::Point, format!("T{hour:02}:{minute:02}")),
        Expression::Length { count, unit } => (TimeKind::Duration, period(*count, *unit)),
        Expression::Every { count, unit } => (TimeKind::Set, period(*count, *unit)),
    };
    Time { kind, value }
}

fn year_or_unknown(year: Option<i16>) -> String {
    year.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"))
}

/// A day without a year is the nearest one to the report.
fn day_value(year: Option<i16>, month: i8, day: i8, reference: Reference) -> String {
    let year = year.or_else(|| {
        let today = reference.today?;
        let candidates = [today.year() - 1, today.year(), today.year() + 1];
        let distance = |year: &i16| {
            let date = Date::new(*year, month, day).ok()?;
            Some(date.since(today).ok()?.get_days().abs())
        };
        candidates.into_iter().min_by_key(|year| distance(year).unwrap_or(i32::MAX))
    });
    format!("{}-{month:02}-{day:02}", year_or_unknown(year))
}

/// A month without a year is the last one not after the report, or the next in a sentence about
/// the future.
fn month_value(year: Option<i16>, month: i8, direction: Direction, reference: Reference) -> String {
    let year = year.or_else(|| {
        let today = reference.today?;
        let shift = match direction {
            Direction::Last => -i16::from(month >= today.month()),
            Direction::Next => i16::from(month <= today.month()),
            Direction::Near if reference.future => i16::from(month < today.month()),
            Direction::Near => -i16::from(month > today.month()),
        };
        Some(today.year() + shift)
    });
    format!("{}-{month:02}", year_or_unknown(year))
}

/// A bare weekday is today or the last one before it, or the next in a sentence about the future.
fn weekday_value(day: i8, direction: Direction, reference: Reference) -> String {
    let date = reference.today.and_then(|today| {
        let wanted = Weekday::from_monday_one_offset(day).ok()?;
        let back = i32::from(today.weekday().since(wanted));
        let ahead = i32::from(wanted.since(today.weekday()));
        let days = match direction {
            Direction::Last if back == 0 => -7,
            Direction::Next if ahead == 0 => 7,
            Direction::Next => ahead,
            Direction::Near if reference.future => ahead,
            Direction::Last | Direction::Near => -back,
        };
        today.checked_add(days.days()).ok()
    });
    date.map_or_else(|| format!("XXXX-WXX-{day}"), |date| date.to_string())
}

fn offset_value(unit: Unit, count: i32, today: Option<Date>) -> (TimeKind, String) {
    // A text may count back further than the calendar goes, so every step may fail.
    let shifted = |span: Result<Span, jiff::Error>| today?.checked_add(span.ok()?).ok();
    match unit {
        Unit::Year => {
            let year = shifted(Span::new().try_years(count)).map(Date::year);
            (TimeKind::Point, year_or_unknown(year))
        }
        Unit::Month => {
            let month = shifted(Span::new().try_months(count));
            let value = month.map_or_else(
                || "XXXX-XX".to_owned(),
                |date| format!("{:04}-{:02}", date.year(), date.month()),
            );
            (TimeKind::Point, value)
        }
        Unit::Quarter => {
            let date = shifted(Span::new().try_months(count.saturating_mul(3)));
            let value = date.map_or_else(
                || "XXXX".to_owned(),
                |date| {
                    let first = (date.month() - 1) / 3 * 3 + 1;
                    let year = date.year();
                    format!("{year:04}-{first:02}/{year:04}-{:02}", first + 2)
                },
            );
            (TimeKind::Interval, value)
        }
        Unit::Week => {
            let days = shifted(Span::new().try_weeks(count)).and_then(|date| week(date, 0, 6));
            (TimeKind::Interval, days.unwrap_or_else(|| "XXXX-WXX".to_owned()))
        }
        Unit::Weekend => {
            let days = shifted(Span::new().try_weeks(count)).and_then(|date| week(date, 5, 6));
            (TimeKind::Interval, days.unwrap_or_else(|| "XXXX-WXX".to_owned()))
        }
        Unit::Decade => {
            let year = shifted(Span::new().try_years(count.saturating_mul(10))).map(Date::year);
            (TimeKind::Point, year_or_unknown(year))
        }
        Unit::Century => {
            let year = shifted(Span::new().try_years(count.saturating_mul(100))).map(Date::year);
            (TimeKind::Point, year_or_unknown(year))
        }
        Unit::Minute | Unit::Hour | Unit::Day => {
            let date = shifted(Span::new().try_days(count));
            (TimeKind::Point, date.map_or_else(|| "XXXX-XX-XX".to_owned(), |date| date.to_string()))
        }
    }
}

/// Returns the days of a date's week from the first to the last; 0 is Monday.
fn week(date: Date, first: i32, last: i32) -> Option<String> {
    let back = i32::from(date.weekday().to_monday_zero_offset());
    let start = date.checked_add((first - back).days()).ok()?;
    let end = date.checked_add((last - back).days()).ok()?;
    Some(format!("{start}/{end}"))
}

fn period(count: f64, unit: Unit) -> String {
    match unit {
        Unit::Minute => format!("PT{count}M"),
        Unit::Hour => format!("PT{count}H"),
        Unit::Day => format!("P{count}D"),
        Unit::Week => format!("P{count}W"),
        Unit::Weekend => format!("P{}D", count * 2.0),
        Unit::Month => format!("P{count}M"),
        Unit::Quarter => format!("P{}M", count * 3.0),
        Unit::Year => format!("P{count}Y"),
        Unit::Decade => format!("P{}Y", count * 10.0),
        Unit::Century => format!("P{}Y", count * 100.0),
    }
}
