//! Time expressions as written, before anyone knows what day it is.

use crate::extract::times::feast::Feast;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week.
    Week,
    /// A weekend.
    Weekend,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A thousand years.
    Millennium,
}

/// Which of several is meant: `last Monday`, `Monday`, `next Monday`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// The one before.
    Last,
    /// The nearest that fits.
    Near,
    /// The one after.
    Next,
}

/// Which third of a period is meant: `early March`, `the late 1980s`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The first third.
    Early,
    /// The middle.
    Mid,
    /// The last third.
    Late,
}

/// A length of time: a count of units and perhaps of a smaller one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Length {
    /// How many.
    pub(crate) count: f64,
    /// Of what.
    pub(crate) unit: Unit,
    /// And how many of what: `3 years and 2 months`.
    pub(crate) more: Option<(f64, Unit)>,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    /// From 0 to 23.
    pub(crate) hour: i8,
    /// From 0 to 59.
    pub(crate) minute: i8,
    /// Minutes east of Greenwich, where a zone is named whose offset never changes.
    pub(crate) zone: Option<i16>,
}

/// A time expression as written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expression {
    /// A day, perhaps without its year.
    Day { year: Option<i16>, month: i8, day: i8 },
    /// A day of a month that is not named: `the 29th`.
    DayOfMonth(i8),
    /// A month, perhaps without its year.
    Month { year: Option<i16>, month: i8, direction: Direction },
    /// A year; 0 is 1 B.C.
    Year(i32),
    /// A weekday; 1 is Monday.
    Weekday { day: i8, direction: Direction },
    /// A feast, perhaps without its year.
    Feast { feast: Feast, year: Option<i16>, direction: Direction },
    /// The period so many units from the present one: `last month` is -1 months.
    Offset { unit: Unit, count: i32 },
    /// Counted from the day of which the text spoke last: `three days later`, `that year`.
    InStory(Box<Expression>),
    /// A weekend named without its week: `the weekend`.
    Weekend,
    /// A quarter of a year.
    Quarter { year: Option<i16>, quarter: i8 },
    /// A half of a year.
    Half { year: Option<i16>, half: i8 },
    /// A decade by its first year.
    Decade(i32),
    /// A century by its number; those before Christ are negative.
    Century(i32),
    /// A season of a year by its EDTF number.
    Season { year: Option<i16>, season: i8, direction: Direction },
    /// A third of a period.
    Part { part: Part, whole: Box<Expression> },
    /// The last day of a period.
    End(Box<Expression>),
    /// Something near it.
    About(Box<Expression>),
    /// From one to another.
    Between(Box<Expression>, Box<Expression>),
    /// From one on.
    From(Box<Expression>),
    /// Up to the day of the report: `the past few days`.
    UpToNow,
    /// A time of day.
    Clock(Clock),
    /// A length of time.
    Length(Length),
    /// Something that recurs.
    Every(Length),
}

impl Length {
    /// Returns so many units.
    pub(crate) const fn new(count: f64, unit: Unit) -> Self {
        Self { count, unit, more: None }
    }
}

impl Expression {
    /// Returns the period so many units from that of which the text spoke last.
    pub(crate) fn in_story(unit: Unit, count: i32) -> Self {
        Self::InStory(Box::new(Self::Offset { unit, count }))
    }

    /// Returns the third of a period, or the period itself.
    pub(crate) fn part(self, part: Option<Part>) -> Self {
        match part {
            Some(part) => Self::Part { part, whole: Box::new(self) },
            None => self,
        }
    }
}
