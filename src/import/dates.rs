//! Dates as headers and datelines write them: `2025-11-04`, `Nov. 4, 2025`, `2025年11月4日`.
//!
//! Only days that are written out are read; a day without a year is resolved against the day of
//! publication and nothing else. It must not know where in an article a date stands.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A day as written, perhaps without its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The year, where it is written.
    pub year: Option<i16>,
    /// The month, from 1.
    pub month: i8,
    /// The day of the month, from 1.
    pub day: i8,
}

impl Day {
    /// Returns the date; a missing year is that of the last such day up to the day after
    /// publication.
    pub fn resolve(self, published: Option<Date>) -> Option<Date> {
        if let Some(year) = self.year {
            return Date::new(year, self.month, self.day).ok();
        }
        let latest = published?.tomorrow().ok()?;
        [latest.year(), latest.year() - 1]
            .into_iter()
            .filter_map(|year| Date::new(year, self.month, self.day).ok())
            .find(|date| *date <= latest)
    }
}

/// Reads the day with which a text begins, a weekday before it included; returns it with its length
/// in bytes.
pub fn leading_day(text: &str) -> Option<(Day, usize)> {
    numeric(text).or_else(|| han(text)).or_else(|| named(text))
}

/// Reads the date with which a text begins; the year must be written.
pub fn leading_date(text: &str) -> Option<(Date, usize)> {
    let (day, length) = leading_day(text)?;
    day.year?;
    Some((day.resolve(None)?, length))
}

/// `2025-11-04`, `2025/11/4`
fn numeric(text: &str) -> Option<(Day, usize)> {
    let mut reader = Reader::new(text);
    let year = reader.number(4..=4)?;
    let sign = reader.rest().chars().next().filter(|ch| "-/.".contains(*ch))?;
    reader.skip(sign)?;
    let month = reader.number(1..=2)?;
    reader.skip(sign)?;
    let day = reader.number(1..=2)?;
    let stops = !reader.rest().starts_with(|ch: char| ch.is_ascii_digit());
    stops.then(|| reader.day(Some(year), month, day)).flatten()
}

/// `2025年11月4日`, `11月3日`
fn han(text: &str) -> Option<(Day, usize)> {
    let mut reader = Reader::new(text);
    let first = reader.number(1..=4)?;
    reader.spaces();
    let (year, month) = if reader.skip('年').is_some() {
        reader.spaces();
        let month = reader.number(1..=2)?;
        reader.spaces();
        (Some(first), month)
    } else {
        (None, first)
    };
    reader.skip('月')?;
    reader.spaces();
    let day = reader.number(1..=2)?;
    reader.spaces();
    reader.skip('日')?;
    reader.day(year, month, day)
}

/// `Tuesday, November 4, 2025`, `Nov. 3`, `4 Nov 2025`
fn named(text: &str) -> Option<(Day, usize)> {
    let mut reader = Reader::new(text);
    if reader.name(&WEEKDAYS).is_some() {
        let _ = reader.skip(',');
        reader.spaces();
    }
    if let Some(month) = reader.month() {
        reader.spaces();
        let day = reader.number(1..=2)?;
        reader.ordinal();
        return reader.with_year(month, day);
    }
    let day = reader.number(1..=2)?;
    reader.ordinal();
    let _ = reader.skip('.');
    reader.spaces();
    let month = reader.month()?;
    reader.with_year(month, day)
}

/// Reads a text from the front.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    const fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip(&mut self, ch: char) -> Option<()> {
        self.rest().starts_with(ch).then(|| self.at += ch.len_utf8())
    }

    fn spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches([' ', '\u{a0}']).len();
    }

    fn number(&mut self, digits: std::ops::RangeInclusive<usize>) -> Option<i16> {
        let length = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let value = self.rest().get(..length)?.parse().ok()?;
        digits.contains(&length).then(|| {
            self.at += length;
            value
        })
    }

    fn ordinal(&mut self) {
        if ["st", "nd", "rd", "th"].iter().any(|end| self.rest().starts_with(end)) {
            self.at += 2;
        }
    }

    /// Reads one of the names or its beginning of at least three letters.
    fn name(&mut self, names: &[&str]) -> Option<i16> {
        let length = self.rest().bytes().take_while(u8::is_ascii_alphabetic).count();
        let word = self.rest().get(..length)?.to_ascii_lowercase();
        let index = names.iter().position(|name| length >= 3 && name.starts_with(&word))?;
        self.at += length;
        let _ = self.skip('.');
        i16::try_from(index + 1).ok()
    }

    fn month(&mut self) -> Option<i16> {
        let sept = self.rest().get(..5).is_some_and(|word| word.eq_ignore_ascii_case("sept."));
        if sept {
            self.at += 5;
            return Some(9);
        }
        self.name(&MONTHS)
    }

    /// Takes a year after the day if there is one.
    fn with_year(mut self, month: i16, day: i16) -> Option<(Day, usize)> {
        let before = self.at;
        let _ = self.skip(',');
        self.spaces();
        let year = self.number(4..=4).filter(|year| (1000..=2999).contains(year));
        if year.is_none() {
            self.at = before;
        }
        self.day(year, month, day)
    }

    fn day(&self, year: Option<i16>, month: i16, day: i16) -> Option<(Day, usize)> {
        let day = Day { year, month: i8::try_from(month).ok()?, day: i8::try_from(day).ok()? };
        // A leap year, so that a day without a year may be the 29th of February.
        Date::new(year.unwrap_or(2000), day.month, day.day).ok()?;
        Some((day, self.at))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::{Day, leading_day};

    #[test]
    fn days_are_read_as_they_are_written() {
        let table: [(&str, Option<(&str, &str)>); 16] = [
            ("2025-11-04 Headline", Some(("2025-11-04", "2025-11-04"))),
            ("2025/1/4", Some(("2025-01-04", "2025/1/4"))),
            ("November 4, 2025 and", Some(("2025-11-04", "November 4, 2025"))),
            ("Nov. 4, 2025", Some(("2025-11-04", "Nov. 4, 2025"))),
            ("Sept. 9, 2024", Some(("2024-09-09", "Sept. 9, 2024"))),
            ("4 November 2025", Some(("2025-11-04", "4 November 2025"))),
            ("4th November 2025", Some(("2025-11-04", "4th November 2025"))),
            ("Tue, 4 Nov 2025 10:00", Some(("2025-11-04", "Tue, 4 Nov 2025"))),
            ("Tuesday, November 4, 2025", Some(("2025-11-04", "Tuesday, November 4, 2025"))),
            ("2025年11月4日 星期二", Some(("2025-11-04", "2025年11月4日"))),
            ("2025-13-04", None),
            ("30 February 2025", None),
            ("20251104", None),
            ("Maya 4, 2025", None),
            ("Ma 4, 2025", None),
            ("2025-11-0412", None),
        ];
        for (text, expected) in table {
            let read =
                leading_day(text).filter(|(day, _)| day.year.is_some()).map(|(day, length)| {
                    (day.resolve(None).unwrap().to_string(), text[..length].to_owned())
                });
            let read = read.as_ref().map(|(date, words)| (date.as_str(), words.as_str()));
            assert_eq!(read, expected, "{text}");
        }
    }

    #[test]
    fn a_missing_year_comes_from_the_day_of_publication() {
        let day = |month, day| Day { year: None, month, day };
        let table: [(Day, Option<Date>, Option<Date>); 4] = [
            (day(11, 3), Some(date(2025, 11, 4)), Some(date(2025, 11, 3))),
            (day(12, 31), Some(date(2026, 1, 2)), Some(date(2025, 12, 31))),
            (day(11, 5), Some(date(2025, 11, 4)), Some(date(2025, 11, 5))),
            (day(11, 3), None, None),
        ];
        for (day, published, expected) in table {
            assert_eq!(day.resolve(published), expected);
        }
    }
}
