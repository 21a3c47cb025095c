//! The values of time expressions, given the day of the report and what the text spoke of before.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::extract::times::edtf::{
    self, Exactness, Moment, end, moment, month, year, year_or_unknown,
};
use crate::extract::times::expression::{Clock, Expression, Length, Part, Unit};
use crate::extract::times::feast::day_of;
use crate::extract::times::offset::offset;
use crate::extract::times::resolve::{
    Context, day, day_of_month, month_year, season_year, weekday, weekend, year_for,
};
use crate::extract::times::tense::Tense;
use crate::fact::{Time, TimeKind};

/// Works out what an expression denotes, in ISO 8601 or EDTF; nothing for what is no time. What the
/// text leaves open and no day of reporting settles is written with the letter X: `XXXX-11-03`.
pub(crate) fn value(expression: &Expression, context: Context) -> Option<Time> {
    let value = written(expression, context)?;
    let kind = match expression {
        Expression::Length(_) => TimeKind::Duration,
        Expression::Every(_) => TimeKind::Set,
        Expression::Decade(_) | Expression::Century(_) => TimeKind::Interval,
        _ if value.contains('/') => TimeKind::Interval,
        _ => TimeKind::Point,
    };
    Some(Time { kind, value })
}

fn written(expression: &Expression, context: Context) -> Option<String> {
    Some(match expression {
        Expression::Day { year, month, day: number } => day(*year, *month, *number, context),
        Expression::DayOfMonth(number) => day_of_month(*number, context)?,
        Expression::Month { year, month, direction } => {
            let year = year.or_else(|| month_year(*month, *direction, context));
            format!("{}-{month:02}", year_or_unknown(year))
        }
        Expression::Year(number) => year(*number),
        Expression::Weekday { day, direction } => weekday(*day, *direction, context),
        Expression::Feast { feast, year, direction } => {
            let near = |year: i16| day_of(*feast, year);
            let year = year.or_else(|| year_for(near, *direction, context))?;
            edtf::day(day_of(*feast, year)?)
        }
        Expression::Offset { unit, count } => offset(*unit, *count, context),
        Expression::InStory(told) => in_story(told, context)?,
        Expression::Weekend => weekend(context),
        Expression::Quarter { year, quarter } => {
            let first = quarter * 3 - 2;
            let year = year.or_else(|| part_of_year(first, context));
            let year = year_or_unknown(year);
            format!("{year}-{first:02}/{year}-{:02}", first + 2)
        }
        Expression::Half { year, half } => {
            let year = year_or_unknown(year.or(context.today.map(Date::year)));
            let first = half * 6 - 5;
            format!("{year}-{first:02}/{year}-{:02}", first + 5)
        }
        Expression::Decade(first) => format!("{}X", year(*first).get(..3)?),
        Expression::Century(number) => century(*number)?,
        Expression::Season { year, season, direction } => {
            let year = year.or_else(|| season_year(*season, *direction, context));
            format!("{}-{season}", year_or_unknown(year))
        }
        Expression::Part { part, whole } => part_of(*part, &written(whole, context)?),
        Expression::End(whole) => {
            let whole = written(whole, context)?;
            end(&whole).unwrap_or(whole)
        }
        Expression::About(inner) => about(written(inner, context)?),
        Expression::Between(first, last) => between(first, last, context)?,
        Expression::From(first) => format!("{}/..", first_of(&written(first, context)?)),
        Expression::UpToNow => format!("../{}", edtf::day(context.today?)),
        Expression::Clock(clock) => clock_value(*clock),
        Expression::Length(length) | Expression::Every(length) => period(*length),
    })
}

/// Counts from what the text spoke of, as far as that is exact enough; else from the report.
fn in_story(told: &Expression, context: Context) -> Option<String> {
    let Some(Moment { date, exactness }) = context.spoken_of else {
        // `that year` without a year before it says nothing.
        let same = matches!(told, Expression::Offset { count: 0, .. });
        return if same { None } else { written(told, context) };
    };
    let needed = match told {
        Expression::Offset { unit, .. } => unit_exactness(*unit),
        _ => Exactness::Month,
    };
    if exactness < needed {
        return None;
    }
    let there = Context { today: Some(date), spoken_of: None, tense: Tense::Unknown, ..context };
    written(told, there)
}

const fn unit_exactness(unit: Unit) -> Exactness {
    match unit {
        Unit::Month | Unit::Quarter => Exactness::Month,
        Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => Exactness::Year,
        _ => Exactness::Day,
    }
}

/// A quarter without a year is the last that has begun, or the next in a clause about the future.
fn part_of_year(first_month: i8, context: Context) -> Option<i16> {
    let today = context.today?;
    let begun = first_month <= today.month();
    let shift = match context.tense {
        Tense::Future => i16::from(first_month + 2 < today.month()),
        _ => -i16::from(!begun),
    };
    Some(today.year() + shift)
}

/// Writes a century with its last digits open; one before Christ by its bounds.
fn century(number: i32) -> Option<String> {
    if number > 0 {
        return Some(format!("{:02}XX", number - 1)).filter(|value| value.len() == 4);
    }
    let last = -(-number - 1) * 100;
    Some(format!("{}/{}", year(last - 99), year(last)))
}

/// Returns about a third of a period; of days and weeks the whole.
fn part_of(part: Part, whole: &str) -> String {
    let pick = |early: String, mid: String, late: String| match part {
        Part::Early => early,
        Part::Mid => mid,
        Part::Late => late,
    };
    if let Some(century) = edtf::century(whole) {
        return pick(
            format!("{century}00/{century}33~"),
            format!("{century}34~/{century}66~"),
            format!("{century}67~/{century}99"),
        );
    }
    if let Some(decade) = edtf::decade(whole) {
        return pick(
            format!("{decade}0/{decade}3~"),
            format!("{decade}4~/{decade}6~"),
            format!("{decade}7~/{decade}9"),
        );
    }
    match whole.len() {
        4 => pick(
            format!("{whole}-01/{whole}-04~"),
            format!("{whole}-05~/{whole}-08~"),
            format!("{whole}-09~/{whole}-12"),
        ),
        7 if moment(whole).is_some() => {
            let last = end(whole).unwrap_or_default();
            pick(
                format!("{whole}-01/{whole}-10~"),
                format!("{whole}-11~/{whole}-20~"),
                format!("{whole}-21~/{last}"),
            )
        }
        _ => whole.to_owned(),
    }
}

fn about(value: String) -> String {
    if value.contains(['/', 'X', '~']) { value } else { format!("{value}~") }
}

/// Writes a stretch; what one end leaves open, the other tells.
fn between(first: &Expression, last: &Expression, context: Context) -> Option<String> {
    let last = follow(first, last, context);
    let first = lead(first, &last);
    let (start, stop) = (written(&first, context)?, written(&last, context)?);
    let (start, stop) = (first_of(&start), last_of(&stop));
    let (from, to) = (moment(start), moment(stop));
    if let (Some(from), Some(to)) = (from, to)
        && from.date > to.date
    {
        // `from November to March`: the end lies in the next year, unless it has one of its own.
        let later = to.date.checked_add(1.year()).ok().filter(|_| lacks_year(&last))?;
        let stop = if stop.len() == 7 { month(later) } else { edtf::day(later) };
        return Some(format!("{start}/{stop}"));
    }
    Some(format!("{start}/{stop}"))
}

fn first_of(value: &str) -> &str {
    value.split_once('/').map_or(value, |(first, _)| first)
}

fn last_of(value: &str) -> &str {
    value.split_once('/').map_or(value, |(_, last)| last)
}

const fn lacks_year(expression: &Expression) -> bool {
    matches!(expression, Expression::Day { year: None, .. } | Expression::Month { year: None, .. })
}

/// Gives the beginning the year of the end: `March to June 2024`, `November to March 2024`.
fn lead(first: &Expression, last: &Expression) -> Expression {
    let place = |expression: &Expression| match expression {
        Expression::Day { year, month, day } => Some((*year, *month, *day)),
        Expression::Month { year, month, .. } => Some((*year, *month, 0)),
        _ => None,
    };
    let (Some((None, month, day)), Some((Some(year), last_month, last_day))) =
        (place(first), place(last))
    else {
        return first.clone();
    };
    let year = Some(if (month, day) > (last_month, last_day) { year - 1 } else { year });
    match first {
        Expression::Day { month, day, .. } => Expression::Day { year, month: *month, day: *day },
        Expression::Month { month, direction, .. } => {
            Expression::Month { year, month: *month, direction: *direction }
        }
        other => other.clone(),
    }
}

/// Lets the end of a stretch of weekdays follow its beginning: `from Monday to Thursday`.
fn follow(first: &Expression, last: &Expression, context: Context) -> Expression {
    let (Expression::Weekday { .. }, Expression::Weekday { day: last_day, .. }) = (first, last)
    else {
        return last.clone();
    };
    let start = written(first, context).and_then(|value| moment(&value));
    let Some(Moment { date, .. }) = start else { return last.clone() };
    let wanted = i32::from(*last_day) - i32::from(date.weekday().to_monday_one_offset());
    let Ok(date) = date.checked_add(wanted.rem_euclid(7).days()) else { return last.clone() };
    Expression::Day { year: Some(date.year()), month: date.month(), day: date.day() }
}

fn clock_value(clock: Clock) -> String {
    let zone = match clock.zone {
        None => String::new(),
        Some(0) => "Z".to_owned(),
        Some(minutes) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
        }
    };
    format!("T{:02}:{:02}{zone}", clock.hour, clock.minute)
}

fn period(length: Length) -> String {
    let (date, time) = parts(length.count, length.unit);
    let (more_date, more_time) =
        length.more.map_or_else(Default::default, |(count, unit)| parts(count, unit));
    let time = format!("{time}{more_time}");
    let clock = if time.is_empty() { "" } else { "T" };
    format!("P{date}{more_date}{clock}{time}")
}

/// Returns a count of units as a period writes it: before and behind the `T`.
fn parts(count: f64, unit: Unit) -> (String, String) {
    let date = |count: f64, letter: char| (format!("{count}{letter}"), String::new());
    match unit {
        Unit::Second => (String::new(), format!("{count}S")),
        Unit::Minute => (String::new(), format!("{count}M")),
        Unit::Hour => (String::new(), format!("{count}H")),
        Unit::Day => date(count, 'D'),
        Unit::Week => date(count, 'W'),
        Unit::Weekend => date(count * 2.0, 'D'),
        Unit::Month => date(count, 'M'),
        Unit::Quarter => date(count * 3.0, 'M'),
        Unit::Year => date(count, 'Y'),
        Unit::Decade => date(count * 10.0, 'Y'),
        Unit::Century => date(count * 100.0, 'Y'),
        Unit::Millennium => date(count * 1000.0, 'Y'),
    }
}

#[cfg(test)]
mod tests {
    use super::{Expression, between, period};
    use crate::extract::times::expression::{Direction, Length, Unit};
    use crate::extract::times::resolve::Context;

    #[test]
    fn periods_and_stretches_are_written_out() {
        let years = Length { count: 9.0, unit: Unit::Year, more: Some((10.0, Unit::Month)) };
        assert_eq!(period(years), "P9Y10M");
        let hours = Length { count: 2.0, unit: Unit::Hour, more: Some((30.0, Unit::Minute)) };
        assert_eq!(period(hours), "PT2H30M");
        let month = |year, month| Expression::Month { year, month, direction: Direction::Near };
        let written = between(&month(None, 11), &month(Some(2024), 3), Context::default());
        assert_eq!(written.as_deref(), Some("2023-11/2024-03"));
        let written = between(&month(None, 3), &month(Some(2024), 6), Context::default());
        assert_eq!(written.as_deref(), Some("2024-03/2024-06"));
    }
}
