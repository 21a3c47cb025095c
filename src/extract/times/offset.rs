//! Periods so many units away from a day: last month, two years ago, next week.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::extract::times::edtf::{day, month, year};
use crate::extract::times::expression::Unit;
use crate::extract::times::resolve::{Context, weekend};
use crate::extract::times::tense::Tense;

/// Returns the period so many units from that of the report, as exact as the unit.
pub(crate) fn offset(unit: Unit, count: i32, context: Context) -> String {
    let Some(today) = context.today else { return unknown(unit).to_owned() };
    // A text may count back further than the calendar goes, so every step may fail.
    let value = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => {
            moved(today, Span::new().try_days(count)).map(day)
        }
        Unit::Week => moved(today, Span::new().try_weeks(count)).and_then(|date| week(date, 0, 6)),
        Unit::Weekend => weekend_from(today, count, context),
        Unit::Month => moved(today, Span::new().try_months(count)).map(month),
        Unit::Quarter => moved(today, Span::new().try_months(count.saturating_mul(3))).map(quarter),
        Unit::Year => years(today, count, 1),
        Unit::Decade if count == 0 => known_digits(today, 3).map(|known| format!("{known}X")),
        Unit::Decade => years(today, count, 10),
        Unit::Century if count == 0 => known_digits(today, 2).map(|known| format!("{known}XX")),
        Unit::Century => years(today, count, 100),
        Unit::Millennium => years(today, count, 1000),
    };
    value.unwrap_or_else(|| unknown(unit).to_owned())
}

fn years(today: Date, count: i32, length: i32) -> Option<String> {
    let count = count.checked_mul(length)?;
    i32::from(today.year()).checked_add(count).map(year)
}

/// Returns the first digits of the year, which its decade or century has too.
fn known_digits(today: Date, count: usize) -> Option<String> {
    let year = year(i32::from(today.year()));
    year.get(..count).filter(|_| today.year() >= 0).map(str::to_owned)
}

fn moved(today: Date, span: Result<Span, jiff::Error>) -> Option<Date> {
    today.checked_add(span.ok()?).ok()
}

const fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Week | Unit::Weekend => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        _ => "XXXX",
    }
}

fn quarter(date: Date) -> String {
    let first = (date.month() - 1) / 3 * 3 + 1;
    let year = year(i32::from(date.year()));
    format!("{year}-{first:02}/{year}-{:02}", first + 2)
}

/// Returns the weekend of this week or of another; early in a week `this weekend` in the past is the last.
fn weekend_from(today: Date, count: i32, context: Context) -> Option<String> {
    let begun = today.weekday().to_monday_zero_offset();
    if count == 0 && begun < 4 && context.tense == Tense::Past {
        return Some(weekend(Context { tense: Tense::Past, ..context }));
    }
    // On a Saturday the last weekend is that of the week before; on a Monday too.
    week(moved(today, Span::new().try_weeks(count))?, 5, 6)
}

/// Returns the days of a date's week from the first to the last; 0 is Monday.
fn week(date: Date, first: i32, last: i32) -> Option<String> {
    let back = i32::from(date.weekday().to_monday_zero_offset());
    let start = date.checked_add((first - back).days()).ok()?;
    let end = date.checked_add((last - back).days()).ok()?;
    Some(format!("{}/{}", day(start), day(end)))
}
