//! Days that have a name: when they fall in a year.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::extract::lists::lower;
use crate::extract::reading::Reading;

/// A day of every year that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Feast {
    /// The same day of a month each year.
    Fixed { month: i8, day: i8 },
    /// So many days from a weekday of a month: the n-th, or the last for -1.
    Nth { month: i8, nth: i8, weekday: i8, shift: i8 },
    /// So many days from Easter.
    Easter(i8),
}

/// The names in lower case without their apostrophes, and what they are; longer ones first.
const NAMES: [(&[&str], Feast); 34] = [
    (&["new", "year", "'s", "eve"], Feast::Fixed { month: 12, day: 31 }),
    (&["new", "year", "'s", "day"], Feast::Fixed { month: 1, day: 1 }),
    (&["christmas", "eve"], Feast::Fixed { month: 12, day: 24 }),
    (&["christmas", "day"], Feast::Fixed { month: 12, day: 25 }),
    (&["christmas"], Feast::Fixed { month: 12, day: 25 }),
    (&["boxing", "day"], Feast::Fixed { month: 12, day: 26 }),
    (&["valentine", "'s", "day"], Feast::Fixed { month: 2, day: 14 }),
    (&["groundhog", "day"], Feast::Fixed { month: 2, day: 2 }),
    (&["international", "women", "'s", "day"], Feast::Fixed { month: 3, day: 8 }),
    (&["st.", "patrick", "'s", "day"], Feast::Fixed { month: 3, day: 17 }),
    (&["april", "fools", "'", "day"], Feast::Fixed { month: 4, day: 1 }),
    (&["earth", "day"], Feast::Fixed { month: 4, day: 22 }),
    (&["anzac", "day"], Feast::Fixed { month: 4, day: 25 }),
    (&["may", "day"], Feast::Fixed { month: 5, day: 1 }),
    (&["cinco", "de", "mayo"], Feast::Fixed { month: 5, day: 5 }),
    (&["juneteenth"], Feast::Fixed { month: 6, day: 19 }),
    (&["canada", "day"], Feast::Fixed { month: 7, day: 1 }),
    (&["bastille", "day"], Feast::Fixed { month: 7, day: 14 }),
    (&["halloween"], Feast::Fixed { month: 10, day: 31 }),
    (&["all", "saints", "'", "day"], Feast::Fixed { month: 11, day: 1 }),
    (&["armistice", "day"], Feast::Fixed { month: 11, day: 11 }),
    (&["veterans", "day"], Feast::Fixed { month: 11, day: 11 }),
    (&["remembrance", "day"], Feast::Fixed { month: 11, day: 11 }),
    (&["martin", "luther", "king", "day"], Feast::Nth { month: 1, nth: 3, weekday: 1, shift: 0 }),
    (&["presidents", "'", "day"], Feast::Nth { month: 2, nth: 3, weekday: 1, shift: 0 }),
    (&["memorial", "day"], Feast::Nth { month: 5, nth: -1, weekday: 1, shift: 0 }),
    (&["labor", "day"], Feast::Nth { month: 9, nth: 1, weekday: 1, shift: 0 }),
    (&["thanksgiving", "day"], Feast::Nth { month: 11, nth: 4, weekday: 4, shift: 0 }),
    (&["thanksgiving"], Feast::Nth { month: 11, nth: 4, weekday: 4, shift: 0 }),
    (&["black", "friday"], Feast::Nth { month: 11, nth: 4, weekday: 4, shift: 1 }),
    (&["good", "friday"], Feast::Easter(-2)),
    (&["ash", "wednesday"], Feast::Easter(-46)),
    (&["easter", "monday"], Feast::Easter(1)),
    (&["easter", "sunday"], Feast::Easter(0)),
];

/// Reads the name of a feast; returns it with the place after it.
pub(crate) fn feast(reading: &Reading, at: usize) -> Option<(Feast, usize)> {
    let first = lower(reading.word(at));
    // Few words begin a feast, and most have no such length.
    if !reading.is_capital(at) || first.len() < 3 {
        return None;
    }
    NAMES.iter().filter(|(name, _)| name[0] == first).find_map(|(name, feast)| {
        let rest = (at + 1..).zip(name.iter().skip(1));
        let fits = rest.into_iter().all(|(at, part)| {
            let word = reading.word(at);
            match *part {
                "'s" | "'" => word.starts_with(['\'', '’']),
                part => word.eq_ignore_ascii_case(part),
            }
        });
        fits.then_some((*feast, at + name.len()))
    })
}

/// Returns the day on which a feast falls in a year.
pub(crate) fn day_of(feast: Feast, year: i16) -> Option<Date> {
    match feast {
        Feast::Fixed { month, day } => Date::new(year, month, day).ok(),
        Feast::Nth { month, nth, weekday, shift } => {
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            let date = Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?;
            date.checked_add(i64::from(shift).days()).ok()
        }
        Feast::Easter(shift) => easter(year)?.checked_add(i64::from(shift).days()).ok(),
    }
}

/// Returns Easter Sunday of the western churches, by the usual reckoning of the moon.
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let golden = year % 19;
    let (century, rest) = (year / 100, year % 100);
    let (leap_centuries, odd_centuries) = (century / 4, century % 4);
    let moon = (century + 8) / 25;
    let sun = (century - moon + 1) / 3;
    let epact = (19 * golden + century - leap_centuries - sun + 15) % 30;
    let weekday = (32 + 2 * odd_centuries + 2 * (rest / 4) - epact - rest % 4) % 7;
    let correction = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * correction + 114;
    let month = i8::try_from(days / 31).ok()?;
    let day = i8::try_from(days % 31 + 1).ok()?;
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::{Feast, day_of};

    #[test]
    fn feasts_fall_on_their_days() {
        let thanksgiving = Feast::Nth { month: 11, nth: 4, weekday: 4, shift: 0 };
        let memorial = Feast::Nth { month: 5, nth: -1, weekday: 1, shift: 0 };
        let table = [
            (Feast::Easter(0), 2024, "2024-03-31"),
            (Feast::Easter(0), 2025, "2025-04-20"),
            (Feast::Easter(0), 1999, "1999-04-04"),
            (Feast::Easter(-2), 2023, "2023-04-07"),
            (thanksgiving, 2019, "2019-11-28"),
            (memorial, 2021, "2021-05-31"),
            (Feast::Fixed { month: 12, day: 25 }, 2020, "2020-12-25"),
        ];
        for (feast, year, expected) in table {
            assert_eq!(day_of(feast, year).unwrap().to_string(), expected);
        }
    }
}
