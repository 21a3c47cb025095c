//! Which day, month or year is meant where the text leaves a part of it open.
//!
//! The nearest one that fits what the clause speaks of: Monday is the last one in a clause about the past and
//! the next in one about the future.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::extract::times::edtf::{self, Moment, year_or_unknown};
use crate::extract::times::expression::Direction;
use crate::extract::times::tense::Tense;

/// The days by which a date without a year may lie on the wrong side of the report for its tense: papers
/// also say in the past that something is to be.
const TOLERANCE: i32 = 60;

/// What relative times count from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context {
    /// The day of the report, if it is known.
    pub(crate) today: Option<Date>,
    /// What the clause speaks of.
    pub(crate) tense: Tense,
    /// The point of time the text spoke of last.
    pub(crate) spoken_of: Option<Moment>,
    /// The year of the last full date in the same paragraph.
    pub(crate) year: Option<i16>,
}

impl Default for Context {
    fn default() -> Self {
        Self { today: None, tense: Tense::Unknown, spoken_of: None, year: None }
    }
}

/// Returns a day; without a year it is that of the paragraph, else the one nearest to the report.
pub(crate) fn day(year: Option<i16>, month: i8, day: i8, context: Context) -> String {
    let near = |year: i16| Date::new(year, month, day).ok();
    let year = year.or_else(|| {
        told_year(context)
            .or_else(|| year_for(near, Direction::Near, context))
            .filter(|year| near(*year).is_some())
    });
    format!("{}-{month:02}-{day:02}", year_or_unknown(year))
}

/// Returns the year of the paragraph, if the paragraph tells a story of another time.
fn told_year(context: Context) -> Option<i16> {
    let year = context.year?;
    let Some(today) = context.today else { return Some(year) };
    (year < today.year() - 1 && context.tense != Tense::Future).then_some(year)
}

/// Returns the year in which a day of every year is meant.
pub(crate) fn year_for(
    day: impl Fn(i16) -> Option<Date>,
    direction: Direction,
    context: Context,
) -> Option<i16> {
    let today = context.today?;
    let distance = |year: &i16| Some(day(*year)?.since(today).ok()?.get_days());
    let years = [today.year() - 1, today.year(), today.year() + 1];
    let days = |year: &i16| distance(year).unwrap_or(i32::MAX);
    match (direction, context.tense) {
        (Direction::Last, _) => years.into_iter().filter(|year| days(year) < 0).max_by_key(days),
        (Direction::Next, _) => years.into_iter().filter(|year| days(year) > 0).min_by_key(days),
        (Direction::Near, tense) => years.into_iter().min_by_key(|year| {
            let days = days(year);
            let odd = match tense {
                Tense::Past => days > TOLERANCE,
                Tense::Future => days < -TOLERANCE,
                Tense::Unknown => false,
            };
            (odd, days.saturating_abs())
        }),
    }
}

/// Returns the year of a month without one: the last not after the report, or the next in a clause about
/// the future.
pub(crate) fn month_year(month: i8, direction: Direction, context: Context) -> Option<i16> {
    if direction == Direction::Near
        && let Some(year) = told_year(context)
    {
        return Some(year);
    }
    let today = context.today?;
    let shift = match direction {
        Direction::Last => -i16::from(month >= today.month()),
        Direction::Next => i16::from(month <= today.month()),
        Direction::Near if context.tense == Tense::Future => i16::from(month < today.month()),
        Direction::Near => -i16::from(month > today.month()),
    };
    Some(today.year() + shift)
}

/// Returns the year of a season without one.
pub(crate) fn season_year(season: i8, direction: Direction, context: Context) -> Option<i16> {
    let today = context.today?;
    // Winter is named by the year in which it begins.
    let first = match season {
        21 => 3,
        22 => 6,
        23 => 9,
        _ => 12,
    };
    let begun = today.month() >= first;
    let over = today.month() >= first + 3;
    let winter = season == 24 && today.month() < 3;
    let shift = match direction {
        Direction::Last => -i16::from(!over),
        Direction::Next => i16::from(begun),
        Direction::Near if winter => -1,
        Direction::Near => 0,
    };
    // `last winter` in January is the one before that which is not over yet.
    let shift = if direction == Direction::Last && winter { -2 } else { shift };
    Some(today.year() + shift)
}

/// Returns a weekday: today or the last one before it, or the next in a clause about the future.
pub(crate) fn weekday(day: i8, direction: Direction, context: Context) -> String {
    let date = context.today.and_then(|today| {
        let wanted = Weekday::from_monday_one_offset(day).ok()?;
        let back = i32::from(today.weekday().since(wanted));
        let ahead = i32::from(wanted.since(today.weekday()));
        let days = match direction {
            Direction::Last if back == 0 => -7,
            Direction::Next if ahead == 0 => 7,
            Direction::Next => ahead,
            Direction::Near if context.tense == Tense::Future => ahead,
            Direction::Last | Direction::Near => -back,
        };
        today.checked_add(days.days()).ok()
    });
    date.map_or_else(|| format!("XXXX-WXX-{day}"), edtf::day)
}

/// Returns the day of a month that is not named: the nearest one on the side of the clause's tense.
pub(crate) fn day_of_month(day: i8, context: Context) -> Option<String> {
    let Some(today) = context.today else { return Some(format!("XXXX-XX-{day:02}")) };
    let month = |shift: i32| {
        let first = today.first_of_month().checked_add(shift.months()).ok()?;
        Date::new(first.year(), first.month(), day).ok()
    };
    let days = |date: &Date| date.since(today).map_or(i32::MAX, |span| span.get_days());
    let candidates = [-1, 0, 1].into_iter().filter_map(month);
    let date = candidates.min_by_key(|date| {
        let odd = match context.tense {
            Tense::Future => days(date) < 0,
            Tense::Past => days(date) > 0,
            Tense::Unknown => false,
        };
        (odd, days(date).saturating_abs())
    })?;
    Some(edtf::day(date))
}

/// Returns the weekend that is on or was last, or the next in a clause about the future.
pub(crate) fn weekend(context: Context) -> String {
    let dates = context.today.and_then(|today| {
        let back = i32::from(today.weekday().since(Weekday::Saturday));
        let start = match context.tense {
            Tense::Future if back > 1 => 7 - back,
            _ => -back,
        };
        let saturday = today.checked_add(start.days()).ok()?;
        Some(format!("{}/{}", edtf::day(saturday), edtf::day(saturday.checked_add(1.days()).ok()?)))
    });
    dates.unwrap_or_else(|| "XXXX-WXX-6/XXXX-WXX-7".to_owned())
}
