//! Time expressions as written, before anyone knows what day it is.

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
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

/// A time expression as written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expression {
    /// A day, perhaps without its year.
    Day { year: Option<i16>, month: i8, day: i8 },
    /// A month, perhaps without its year.
    Month { year: Option<i16>, month: i8, direction: Direction },
    /// A year.
    Year(i16),
    /// A weekday; 1 is Monday.
    Weekday { day: i8, direction: Direction },
    /// A period so many units from the present one: `last month` is -1 months.
    Offset { unit: Unit, count: i32 },
    /// So many days from today.
    Days(i32),
    /// A quarter of a year.
    Quarter { year: Option<i16>, quarter: i8 },
    /// From the first to the last year: `the 1990s`.
    Span { first: i16, last: i16 },
    /// A century by its number.
    Century(i16),
    /// A season of a year by its EDTF number.
    Season { year: Option<i16>, season: i8 },
    /// From one to another.
    Between(Box<Expression>, Box<Expression>),
    /// A time of day.
    Clock { hour: i8, minute: i8 },
    /// A length of time.
    Length { count: f64, unit: Unit },
    /// Something that recurs.
    Every { count: f64, unit: Unit },
}
