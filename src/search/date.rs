//! Dates in queries: a year, a month, a day, from one to another, or a time before now.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

/// Days from a first to a last, both included; an open end reaches as far as there are dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange<Day> {
    /// The first day.
    pub first: Option<Day>,
    /// The last day.
    pub last: Option<Day>,
}

/// A day, or a time before now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// The start of a day.
    Day(Date),
    /// So many days ago.
    Days(u16),
}

impl Since {
    /// Reads `2025`, `2025-11`, `2025-11-04`, or `7d`, `2w`, `3m`, `1y` before now; `None` if it is neither.
    pub fn parse(typed: &str) -> Option<Self> {
        if let Some((first, _)) = period(typed) {
            return Some(Self::Day(first));
        }
        let unit = typed.chars().next_back()?;
        let days: u16 = match unit {
            'd' => 1,
            'w' => 7,
            'm' => 30,
            'y' => 365,
            _ => return None,
        };
        let number: u16 = typed.strip_suffix(unit)?.parse().ok()?;
        Some(Self::Days(number.checked_mul(days)?))
    }

    /// Returns the first moment that is not too early; `None` if there is none that is.
    pub fn earliest(self, now: Timestamp) -> Option<Timestamp> {
        match self {
            Self::Day(day) => day.to_zoned(TimeZone::UTC).ok().map(|start| start.timestamp()),
            Self::Days(days) => now.checked_sub((i64::from(days) * 24).hours()).ok(),
        }
    }
}

/// Reads `2025`, `2025-11`, `2025-11-04`, and two of them with `..` between, of which one may be missing.
pub(crate) fn date_range(typed: &str) -> Option<DateRange<Date>> {
    let (from, to) = match typed.split_once("..") {
        Some((from, to)) => (from, to.trim_start_matches('.')),
        None => (typed, typed),
    };
    let ends = |typed: &str| if is_open(typed) { None } else { period(typed) };
    let (first, last) = (ends(from), ends(to));
    let is_odd = |typed: &str, read: Option<(Date, Date)>| read.is_none() && !is_open(typed);
    if is_odd(from, first) || is_odd(to, last) || (first.is_none() && last.is_none()) {
        return None;
    }
    match (first, last) {
        // Written the wrong way round: the whole of both is meant.
        (Some(first), Some(last)) if first.0 > last.1 => {
            Some(DateRange { first: Some(last.0), last: Some(first.1) })
        }
        _ => Some(DateRange { first: first.map(|days| days.0), last: last.map(|days| days.1) }),
    }
}

/// Tells whether an end is left open.
fn is_open(typed: &str) -> bool {
    typed.is_empty() || typed == "*"
}

/// Returns the first and the last day of a year, a month or a day.
fn period(typed: &str) -> Option<(Date, Date)> {
    let mut parts = typed.split(['-', '/']).map(|part| {
        let digits =
            !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse::<i16>().ok()).flatten()
    });
    let year = parts.next()??;
    if year < 1000 {
        return None;
    }
    let Some(month) = parts.next() else {
        return Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?));
    };
    let first = Date::new(year, i8::try_from(month?).ok()?, 1).ok()?;
    let Some(day) = parts.next() else {
        return Some((first, first.last_of_month()));
    };
    if parts.next().is_some() {
        return None;
    }
    let day = first.checked_add((i64::from(day?) - 1).days()).ok()?;
    (day.month() == first.month()).then_some((day, day))
}

#[cfg(test)]
mod tests {
    use super::{Since, date_range};

    #[test]
    fn dates_are_read() {
        let table = [
            ("2025", "2025-01-01 2025-12-31"),
            ("2025-11", "2025-11-01 2025-11-30"),
            ("2024-02", "2024-02-01 2024-02-29"),
            ("2025-11-04", "2025-11-04 2025-11-04"),
            ("2025-11..2026", "2025-11-01 2026-12-31"),
            ("2026..2025-11", "2025-11-01 2026-12-31"),
            ("..2024", "- 2024-12-31"),
            ("2024-05..", "2024-05-01 -"),
            ("2024...2025", "2024-01-01 2025-12-31"),
            ("2025/1/5", "2025-01-05 2025-01-05"),
            ("..", ""),
            ("", ""),
            ("2025-13", ""),
            ("2025-02-30", ""),
            ("2025-02-00", ""),
            ("99999", ""),
            ("25", ""),
            ("today", ""),
            ("2025-01-01-01", ""),
        ];
        for (typed, expected) in table {
            let shown = date_range(typed).map_or_else(String::new, |range| {
                let show = |day: Option<jiff::civil::Date>| {
                    day.map_or_else(|| "-".to_owned(), |day| day.to_string())
                };
                format!("{} {}", show(range.first), show(range.last))
            });
            assert_eq!(shown, expected, "{typed}");
        }
    }

    #[test]
    fn a_day_or_a_time_before_now_is_read() {
        let day = |year, month, day| Some(Since::Day(jiff::civil::date(year, month, day)));
        let table = [
            ("2025", day(2025, 1, 1)),
            ("2025-11", day(2025, 11, 1)),
            ("2025-11-04", day(2025, 11, 4)),
            ("7d", Some(Since::Days(7))),
            ("2w", Some(Since::Days(14))),
            ("3m", Some(Since::Days(90))),
            ("1y", Some(Since::Days(365))),
            ("9999y", None),
            ("d", None),
            ("soon", None),
            ("", None),
        ];
        for (typed, expected) in table {
            assert_eq!(Since::parse(typed), expected, "{typed}");
        }
        let now = jiff::Timestamp::from_second(864_000).ok();
        let earliest = |since: Since| since.earliest(now?).map(jiff::Timestamp::as_second);
        assert_eq!(earliest(Since::Days(7)), Some(3 * 86_400));
        assert_eq!(earliest(Since::Day(jiff::civil::date(1970, 1, 3))), Some(2 * 86_400));
    }
}
