//! Values as EDTF writes them: points of time with their exactness, and what can be told from them.

use jiff::civil::Date;

/// How exact a point of time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exactness {
    /// A year.
    Year,
    /// A month.
    Month,
    /// A day.
    Day,
}

/// A point of time that the text has spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// Its first day.
    pub(crate) date: Date,
    /// How exact it is.
    pub(crate) exactness: Exactness,
}

/// Returns the point that a value names, if it is a day, a month or a year; `~` is let be.
pub(crate) fn moment(value: &str) -> Option<Moment> {
    let value = value.trim_end_matches('~');
    let mut parts = value.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse::<i16>().ok()?;
    let number = |part: Option<&str>| match part {
        Some(part) => part.parse::<i8>().ok(),
        None => Some(1),
    };
    let (month, day) = (parts.next(), parts.next());
    let exactness = match (month, day) {
        (None, _) => Exactness::Year,
        (Some(_), None) => Exactness::Month,
        (Some(_), Some(_)) => Exactness::Day,
    };
    let date = Date::new(year, number(month)?, number(day)?).ok()?;
    parts.next().is_none().then_some(Moment { date, exactness })
}

/// Writes a year: four digits, a minus before those before Christ, `Y` before longer ones.
pub(crate) fn year(year: i32) -> String {
    match year {
        0..=9999 => format!("{year:04}"),
        -9999..0 => format!("-{:04}", year.abs()),
        _ => format!("Y{year}"),
    }
}

/// Writes a year that may not be known.
pub(crate) fn year_or_unknown(known: Option<i16>) -> String {
    let written = known.filter(|known| (-9999..=9999).contains(known));
    written.map_or_else(|| "XXXX".to_owned(), |known| year(i32::from(known)))
}

/// Writes a day.
pub(crate) fn day(date: Date) -> String {
    format!("{}-{:02}", month(date), date.day())
}

/// Writes a month.
pub(crate) fn month(date: Date) -> String {
    format!("{}-{:02}", year(i32::from(date.year())), date.month())
}

/// Returns the digits that are known of a century: `19` of `19XX`.
pub(crate) fn century(value: &str) -> Option<&str> {
    value.strip_suffix("XX").filter(|known| known.len() == 2 && is_digits(known))
}

/// Returns the digits that are known of a decade: `199` of `199X`.
pub(crate) fn decade(value: &str) -> Option<&str> {
    value.strip_suffix('X').filter(|known| known.len() == 3 && is_digits(known))
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns the last day of a value that names a period.
pub(crate) fn end(value: &str) -> Option<String> {
    if let Some((_, last)) = value.split_once('/') {
        return Some(last.to_owned());
    }
    if let Some(decade) = decade(value) {
        return Some(format!("{decade}9-12-31"));
    }
    let moment = moment(value)?;
    Some(match moment.exactness {
        Exactness::Year => format!("{value}-12-31"),
        Exactness::Month => day(moment.date.last_of_month()),
        Exactness::Day => value.to_owned(),
    })
}
