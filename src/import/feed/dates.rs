//! Dates of feeds: every form in which they are met, as a moment.
//!
//! RFC 822 with its two-digit years and names of zones, ISO 8601 in long and short, what `date` and
//! databases print, and numbers of seconds. Weekdays are not believed, a missing zone is UTC, and what
//! no article can be from is no date. Steps: 1. a number of seconds; 2. year first; 3. else words and
//! numbers in any order.

use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The zones that are met by name, in hours from UTC.
const ZONES: [(&str, i8); 24] = [
    ("utc", 0),
    ("gmt", 0),
    ("ut", 0),
    ("z", 0),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
    ("akst", -9),
    ("akdt", -8),
    ("hst", -10),
    ("wet", 0),
    ("west", 1),
    ("bst", 1),
    ("cet", 1),
    ("cest", 2),
    ("eet", 2),
    ("eest", 3),
    ("msk", 3),
    ("jst", 9),
];

/// The longest text that may be a date, in bytes.
const LONGEST: usize = 64;

/// Reads a date; `None` if it is none, or one that no article can have.
pub fn read(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST || !text.is_ascii() {
        return None;
    }
    let text = text.to_ascii_lowercase();
    let moment = seconds(&text).or_else(|| year_first(&text)).or_else(|| in_any_order(&text))?;
    is_believable(moment).then_some(moment)
}

/// Articles of old newspapers have feeds, the year 1 and the first second of 1970 are mistakes.
fn is_believable(moment: Timestamp) -> bool {
    let year = Offset::UTC.to_datetime(moment).year();
    (1800..=2100).contains(&year) && moment != Timestamp::UNIX_EPOCH
}

/// `1762300800`, `1762300800000`
fn seconds(text: &str) -> Option<Timestamp> {
    let number: i64 = text.parse().ok()?;
    match text.len() {
        9..=10 => Timestamp::from_second(number).ok(),
        12..=13 => Timestamp::from_millisecond(number).ok(),
        _ => None,
    }
}

/// `2025-11-04T10:00:00+01:00`, `2025-11-04 10:00`, `20251104`, `2025-11`, `2025-308`, `2025`
fn year_first(text: &str) -> Option<Timestamp> {
    let mut reader = Reader { rest: text };
    let year = i16::try_from(reader.number(4)?).ok()?;
    let date = reader.day_of_year(year)?;
    reader.skip_any(" t,");
    let (time, zone) = reader.time_and_zone()?;
    moment(date, time, zone)
}

/// `Tue, 4 Nov 2025 10:00:00 +0100`, `Nov 4, 2025 5:00 PM`, `Tue Nov  4 10:00:00 CET 2025`, `4/30/2025`
fn in_any_order(text: &str) -> Option<Timestamp> {
    let mut parts = Parts::default();
    for word in text.split(|ch: char| ch.is_ascii_whitespace() || matches!(ch, ',' | '(' | ')')) {
        if !word.is_empty() {
            parts.take(word)?;
        }
    }
    let date = Date::new(parts.year?, parts.month?, parts.day?).ok()?;
    let time = match (parts.time, parts.afternoon) {
        (Some((hour, minute, second)), Some(afternoon)) => {
            Some((hour % 12 + if afternoon { 12 } else { 0 }, minute, second))
        }
        (time, _) => time,
    };
    moment(date, time, parts.zone)
}

/// A day whose time cannot be is still a day.
fn moment(date: Date, time: Option<Clock>, zone: Option<i32>) -> Option<Timestamp> {
    let (time, next_day) = time.and_then(clock).unwrap_or((Time::midnight(), false));
    let offset = Offset::from_seconds(zone.unwrap_or(0)).ok()?;
    let moment = TimeZone::fixed(offset).to_timestamp(date.to_datetime(time)).ok()?;
    if next_day { moment.checked_add(SignedDuration::from_hours(24)).ok() } else { Some(moment) }
}

/// An hour, a minute and a second with its fraction in nanoseconds.
type Clock = (u32, u32, (u32, u32));

/// Tells also whether it is the end of the day.
fn clock((hour, minute, (second, fraction)): Clock) -> Option<(Time, bool)> {
    let next_day = hour == 24 && minute == 0 && second == 0;
    let part = |number: u32| i8::try_from(number).ok();
    // A leap second is the last of its minute.
    let second = if second == 60 { 59 } else { second };
    let hour = if next_day { 0 } else { hour };
    let fraction = i32::try_from(fraction).ok()?;
    let time = Time::new(part(hour)?, part(minute)?, part(second)?, fraction).ok()?;
    Some((time, next_day))
}

/// The parts of a date that have been seen.
#[derive(Default)]
struct Parts {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    time: Option<Clock>,
    afternoon: Option<bool>,
    zone: Option<i32>,
}

impl Parts {
    /// Takes a word; `None` if a date with it is none.
    fn take(&mut self, word: &str) -> Option<()> {
        if word.contains(':') && word.starts_with(|ch: char| ch.is_ascii_digit()) {
            let mut reader = Reader { rest: word };
            let (time, zone) = reader.time_and_zone()?;
            self.time = self.time.or(time);
            self.zone = self.zone.or(zone);
            return Some(());
        }
        if word.starts_with(['+', '-']) && self.time.is_some() {
            self.zone = self.zone.or(Reader { rest: word }.zone());
            return Some(());
        }
        if let Some(day) = slashed(word) {
            (self.year, self.month, self.day) =
                (Some(day.year()), Some(day.month()), Some(day.day()));
            return Some(());
        }
        word.split(['-', '/', '.'])
            .filter(|part| !part.is_empty())
            .try_for_each(|part| self.part(part))
    }

    fn part(&mut self, word: &str) -> Option<()> {
        if word.starts_with(|ch: char| ch.is_ascii_digit()) {
            return self.number(word);
        }
        let front = word.get(..3).unwrap_or(word);
        if let Some(month) = MONTHS.iter().position(|month| *month == front) {
            self.month = self.month.or(i8::try_from(month + 1).ok());
        } else if let Some((_, hours)) = ZONES.iter().find(|(name, _)| *name == word) {
            self.zone = self.zone.or(Some(i32::from(*hours) * 3600));
        } else if let "am" | "pm" = word {
            self.afternoon = Some(word == "pm");
        } else if !WEEKDAYS.contains(&front) && self.time.is_none() && !matches!(word, "at" | "of")
        {
            // After the time stands a zone that is not known; before it, this is no date.
            return None;
        }
        Some(())
    }

    fn number(&mut self, word: &str) -> Option<()> {
        let digits = word.trim_end_matches(|ch: char| ch.is_ascii_alphabetic());
        let number: i16 = digits.parse().ok()?;
        match (digits.len(), self.day) {
            (1 | 2, None) => self.day = i8::try_from(number).ok(),
            (2, Some(_)) if self.year.is_none() => {
                self.year = Some(if number < 70 { 2000 + number } else { 1900 + number });
            }
            (4, _) => self.year = self.year.or(Some(number)),
            _ => return None,
        }
        Some(())
    }
}

/// `30/4/2025`, `4/30/2025`, `30.04.2025`: only where it can be read in one way.
fn slashed(word: &str) -> Option<Date> {
    let numbers: Vec<i16> =
        word.split(['/', '.', '-']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let &[first, second, year] = numbers.as_slice() else { return None };
    let dotted = word.contains('.');
    let (day, month) = match (first, second) {
        (13.., 1..=12) => (first, second),
        (1..=12, 13..) => (second, first),
        _ if dotted || first == second => (first, second),
        _ => return None,
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Reads the parts of a date from the front.
struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    /// Takes a number of exactly so many digits.
    fn number(&mut self, digits: usize) -> Option<u32> {
        let number = self.rest.get(..digits)?;
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.rest = self.rest.get(digits..)?;
        number.parse().ok()
    }

    fn short_number(&mut self) -> Option<u32> {
        self.number(2).or_else(|| self.number(1))
    }

    fn skip(&mut self, sign: char) -> bool {
        let after = self.rest.strip_prefix(sign);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    fn skip_any(&mut self, signs: &str) {
        self.rest = self.rest.trim_start_matches(|ch| signs.contains(ch));
    }

    fn digits(&self) -> usize {
        self.rest.bytes().take_while(u8::is_ascii_digit).count()
    }

    /// Takes what follows a year up to the time.
    fn day_of_year(&mut self, year: i16) -> Option<Date> {
        let new_year = Date::new(year, 1, 1).ok()?;
        let separator = ['-', '/', '.', ':'].into_iter().find(|sign| self.skip(*sign));
        if separator.is_none() && self.digits() == 0 {
            return Some(new_year);
        }
        if self.digits() == 3 {
            let day = i16::try_from(self.number(3)?).ok()?;
            return new_year.with().day_of_year(day).build().ok();
        }
        let month = i8::try_from(self.short_number()?).ok()?;
        let goes_on = match separator {
            Some(sign) => self.skip(sign),
            None => self.digits() > 0,
        };
        let day = if goes_on { i8::try_from(self.short_number()?).ok()? } else { 1 };
        Date::new(year, month, day).ok()
    }

    /// Takes a time and a zone, each of which may be missing; `None` if something else follows.
    fn time_and_zone(&mut self) -> Option<(Option<Clock>, Option<i32>)> {
        let time = if self.digits() > 0 { Some(self.time()?) } else { None };
        self.skip_any(" ");
        let time = match (time, self.half()) {
            (Some((hour, minute, second)), Some(afternoon)) => {
                Some((hour % 12 + if afternoon { 12 } else { 0 }, minute, second))
            }
            (time, _) => time,
        };
        self.skip_any(" ");
        Some((time, self.zone()))
    }

    fn half(&mut self) -> Option<bool> {
        let afternoon = self.rest.starts_with("pm");
        if afternoon || self.rest.starts_with("am") {
            self.rest = self.rest.get(2..)?;
            return Some(afternoon);
        }
        None
    }

    fn time(&mut self) -> Option<Clock> {
        let hour = self.short_number()?;
        let colon = self.skip(':');
        if !colon && self.digits() < 2 {
            return Some((hour, 0, (0, 0)));
        }
        let minute = self.short_number()?;
        let more = if colon { self.skip(':') } else { self.digits() >= 2 };
        let second = if more { self.short_number()? } else { 0 };
        let fraction = if self.skip('.') || self.skip(',') { self.fraction() } else { 0 };
        Some((hour, minute, (second, fraction)))
    }

    /// Takes the digits of a fraction; returns them as nanoseconds.
    fn fraction(&mut self) -> u32 {
        let (digits, rest) = self.rest.split_at(self.digits());
        self.rest = rest;
        let nine: String = digits.chars().chain(std::iter::repeat('0')).take(9).collect();
        nine.parse().unwrap_or(0)
    }

    /// Takes `+01:00`, `+0100`, `+1`, `gmt+1` or a name; returns seconds east of UTC.
    fn zone(&mut self) -> Option<i32> {
        let letters = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (name, rest) = self.rest.split_at(letters);
        let named = ZONES.iter().find(|(known, _)| *known == name);
        self.rest = rest.trim_start();
        let east = if self.skip('+') {
            1
        } else if self.skip('-') {
            -1
        } else {
            return named.map(|(_, hours)| i32::from(*hours) * 3600);
        };
        let hours = i32::try_from(self.short_number()?).ok()?;
        self.skip(':');
        let minutes = i32::try_from(self.short_number().unwrap_or(0)).ok()?;
        (hours <= 15 && minutes < 60).then_some(east * (hours * 3600 + minutes * 60))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::read;

    #[test]
    fn dates_are_read_in_every_form_they_are_met() {
        let table = [
            ("Tue, 04 Nov 2025 10:00:00 GMT", "2025-11-04T10:00:00Z"),
            ("Mon, 4 Nov 2025 10:00:00 +0100", "2025-11-04T09:00:00Z"),
            ("04 Nov 25 10:00 EST", "2025-11-04T15:00:00Z"),
            ("Thu, 01 Jan 04 19:48:21 GMT", "2004-01-01T19:48:21Z"),
            ("Sunday, November 9, 1997 5:30 PM", "1997-11-09T17:30:00Z"),
            ("Tue Nov  4 10:00:00 2025", "2025-11-04T10:00:00Z"),
            ("Tue Nov  4 10:00:00 PST 2025", "2025-11-04T18:00:00Z"),
            ("Tue, 4 Nov 2025 10:00:00 GMT+0200 (EET)", "2025-11-04T08:00:00Z"),
            ("Tue, 4 Nov 2025 10:00:00 Etc/Unknown", "2025-11-04T10:00:00Z"),
            ("Tue, 4-Nov-2025 10:00:00 GMT", "2025-11-04T10:00:00Z"),
            ("4 Sept 2025", "2025-09-04T00:00:00Z"),
            ("November 4th, 2025", "2025-11-04T00:00:00Z"),
            ("2025-11-04T10:00:00Z", "2025-11-04T10:00:00Z"),
            ("2025-11-04T10:00:00.123+01:00", "2025-11-04T09:00:00.123Z"),
            ("2025-11-04t10:00:00z", "2025-11-04T10:00:00Z"),
            ("2025-11-04 10:00:00 +0100", "2025-11-04T09:00:00Z"),
            ("2025-11-04T10:00", "2025-11-04T10:00:00Z"),
            ("2025-11-04T10Z", "2025-11-04T10:00:00Z"),
            ("2025-11-4", "2025-11-04T00:00:00Z"),
            ("2025/11/04 10:00:00 UTC", "2025-11-04T10:00:00Z"),
            ("20251104T100000Z", "2025-11-04T10:00:00Z"),
            ("20251104", "2025-11-04T00:00:00Z"),
            ("2025-11", "2025-11-01T00:00:00Z"),
            ("2025-308", "2025-11-04T00:00:00Z"),
            ("2025", "2025-01-01T00:00:00Z"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
            ("2025-11-04T24:00:00Z", "2025-11-05T00:00:00Z"),
            ("2025-11-04T99:00:00Z", "2025-11-04T00:00:00Z"),
            ("1762250400", "2025-11-04T10:00:00Z"),
            ("1762250400000", "2025-11-04T10:00:00Z"),
            ("30/4/2025 10:00", "2025-04-30T10:00:00Z"),
            ("4/30/2025 10:00:00 PM", "2025-04-30T22:00:00Z"),
            ("12:30 AM, 4 Nov 2025", "2025-11-04T00:30:00Z"),
            ("04.11.2025", "2025-11-04T00:00:00Z"),
        ];
        for (text, expected) in table {
            assert_eq!(
                read(text).map(|moment| moment.to_string()).as_deref(),
                Some(expected),
                "{text}"
            );
        }
    }

    #[test]
    fn what_no_article_can_be_from_is_no_date() {
        let none = [
            "",
            "-1",
            "soon",
            "Thu, 99 Foo 20000 99:99:99 +9999",
            "0001-01-01T00:00:00Z",
            "99999-01-01",
            "1970-01-01T00:00:00Z",
            "2025-13-01",
            "2025-02-30",
            "31 Feb 2025",
            "4/5/2025",
            "12",
            "10:00",
            "Tue, 04 Nov",
            "９月",
            "2025-11-04T10:00:00Z2025-11-04T10:00:00Z2025-11-04T10:00:00Z2025-11-04T10:00:00Z",
        ];
        for text in none {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_stops_the_reader(text in "[0-9TZ:+. ,a-z/-]{0,40}|\\PC{0,20}") {
            let _ = read(&text);
        }
    }
}
