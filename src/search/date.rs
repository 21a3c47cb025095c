//! Dates in queries: a year, a month, a day, or from one to another.

use jiff::ToSpan as _;
use jiff::civil::Date;

/// Days from a first to a last, both included; an open end reaches as far as there are dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange<Day> {
    /// The first day.
    pub first: Option<Day>,
    /// The last day.
    pub last: Option<Day>,
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
    use super::date_range;

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
}
