//! Moments as other programs write them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

/// Forms of a date with a time, after those that are standard.
const FORMS: [&str; 8] = [
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%B %d, %Y %I:%M:%S %p",
    "%B %d, %Y %I:%M %p",
    "%b %d, %Y %I:%M:%S %p",
    "%d %B %Y %H:%M:%S",
    "%m/%d/%Y %H:%M:%S",
];

/// Reads a moment; one without a zone is taken as UTC, a day as its start.
pub fn read(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment);
    }
    let civil = text
        .parse::<DateTime>()
        .ok()
        .or_else(|| FORMS.iter().find_map(|form| DateTime::strptime(form, text).ok()))
        .or_else(|| Some(text.parse::<Date>().ok()?.at(0, 0, 0, 0)))
        .or_else(|| Some(Date::strptime("%B %d, %Y", text).ok()?.at(0, 0, 0, 0)))?;
    Offset::UTC.to_timestamp(civil).ok()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn moments_of_others_are_read() {
        let noon = Some("2025-11-04T12:00:00Z".parse().unwrap());
        for text in [
            "2025-11-04T12:00:00Z",
            "2025-11-04 12:00:00+00:00",
            "2025-11-04T12:00:00.000+00:00",
            "2025-11-04 12:00:00",
            "2025-11-04 12:00",
            "November 4, 2025 12:00:00 PM",
            "2025-11-04T13:00:00+01:00",
        ] {
            assert_eq!(read(text), noon, "{text}");
        }
        assert_eq!(read("2025-11-04"), Some("2025-11-04T00:00:00Z".parse().unwrap()));
        assert_eq!(read("yesterday"), None);
    }
}
