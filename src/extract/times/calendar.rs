//! The words of the calendar: years, months, weekdays, seasons and units.

use std::borrow::Cow;

use crate::extract::lists::lower;
use crate::extract::reading::Reading;
use crate::extract::times::expression::{Part, Unit};
use crate::extract::token::TokenKind;

/// Returns the year a token writes, if it is four digits of a plausible one.
pub(crate) fn year(reading: &Reading, at: usize) -> Option<i16> {
    let word = reading.word(at);
    let plain = reading.kind(at) == TokenKind::Number && word.len() == 4;
    let year = word.parse::<i16>().ok().filter(|year| plain && (1000..2100).contains(year))?;
    (!matches!(before(reading, at).as_ref(), "$" | "€" | "£" | "¥" | "no." | "number"))
        .then_some(year)
}

/// Reads a year after a date and moves `end` behind it: `, 2025`, `2025`, `of 2025`.
pub(crate) fn trailing_year(reading: &Reading, end: &mut usize) -> Option<i16> {
    let skip = usize::from(matches!(reading.word(*end), "," | "of"));
    let year = year(reading, *end + skip)?;
    if skip == 1 && counts_something(reading, *end + skip + 1) {
        return None;
    }
    *end += skip + 1;
    Some(year)
}

/// Returns the word before a token in lower case.
pub(crate) fn before<'d>(reading: &Reading<'d>, at: usize) -> Cow<'d, str> {
    at.checked_sub(1).map_or(Cow::Borrowed(""), |at| lower(reading.word(at)))
}

/// Returns the number of a month by its name or abbreviation, which must be capitalised.
pub(crate) fn month(word: &str) -> Option<i8> {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const SHORT: [&str; 13] = [
        "Jan.", "Feb.", "Mar.", "Apr.", "May.", "Jun.", "Jul.", "Aug.", "Sept.", "Oct.", "Nov.",
        "Dec.", "Sep.",
    ];
    // Most words are no month, and their first letter and length tell.
    if !(3..=9).contains(&word.len()) || !word.starts_with(['J', 'F', 'M', 'A', 'S', 'O', 'N', 'D'])
    {
        return None;
    }
    let full = NAMES.iter().position(|name| is_written(name, word));
    let bare = word.len() == 3 && word != "May";
    let short = SHORT
        .iter()
        .position(|name| is_written(if bare { name.trim_end_matches('.') } else { name }, word));
    let short = short.map(|at| if at == 12 { 8 } else { at });
    i8::try_from(full.or(short)? + 1).ok()
}

/// Returns the number of a weekday by its name, which must be capitalised; 1 is Monday.
pub(crate) fn weekday_number(word: &str) -> Option<i8> {
    const NAMES: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    const SHORT: [(&str, i8); 9] = [
        ("Mon.", 1),
        ("Tue.", 2),
        ("Tues.", 2),
        ("Wed.", 3),
        ("Thu.", 4),
        ("Thur.", 4),
        ("Thurs.", 4),
        ("Fri.", 5),
        ("Sat.", 6),
    ];
    if !(4..=9).contains(&word.len()) || !word.starts_with(['M', 'T', 'W', 'F', 'S']) {
        return None;
    }
    if let Some((_, day)) = SHORT.iter().find(|(name, _)| is_written(name, word)) {
        return Some(*day);
    }
    let at = NAMES.iter().position(|name| is_written(name, word))?;
    i8::try_from(at + 1).ok()
}

/// Returns the EDTF number of a season by its name.
pub(crate) fn season_number(word: &str) -> Option<i8> {
    Some(match word {
        "spring" => 21,
        "summer" => 22,
        "autumn" | "fall" => 23,
        "winter" => 24,
        _ => return None,
    })
}

/// Returns the unit of time that a word names in the singular.
pub(crate) fn singular(word: &str) -> Option<Unit> {
    Some(match word {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "weekend" => Unit::Weekend,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        "millennium" => Unit::Millennium,
        _ => return None,
    })
}

/// Returns the unit of time that a word names in the plural; of weekends and quarters nobody counts a
/// length.
pub(crate) fn plural(word: &str) -> Option<Unit> {
    match word {
        "centuries" => return Some(Unit::Century),
        "millennia" => return Some(Unit::Millennium),
        "hrs" => return Some(Unit::Hour),
        "mins" => return Some(Unit::Minute),
        "yrs" => return Some(Unit::Year),
        _ => {}
    }
    singular(word.strip_suffix('s')?).filter(|unit| !matches!(unit, Unit::Weekend | Unit::Quarter))
}

/// Returns the part of a period that a word in lower case names.
pub(crate) fn part(word: &str) -> Option<Part> {
    Some(match word {
        "early" => Part::Early,
        "mid" => Part::Mid,
        "late" | "later" => Part::Late,
        _ => return None,
    })
}

/// Tells whether a word names a part of the day.
pub(crate) fn is_part_of_day(word: &str) -> bool {
    matches!(
        lower(word).as_ref(),
        "morning" | "afternoon" | "evening" | "night" | "noon" | "lunchtime" | "midday"
    )
}

/// Tells whether a month has such a day; February has 29 where the year is open.
pub(crate) fn has_day(year: Option<i16>, month: i8, day: i8) -> bool {
    // 2000 is a leap year.
    jiff::civil::Date::new(year.unwrap_or(2000), month, day).is_ok()
}

/// Tells whether what follows a number is what it counts: `2000 people`, `1984 miles`.
pub(crate) fn counts_something(reading: &Reading, at: usize) -> bool {
    let next = reading.word(at);
    let plural = next.len() > 3
        && next.starts_with(char::is_lowercase)
        && next.ends_with('s')
        && !next.ends_with("ss")
        && !next.ends_with("us");
    let dated = matches!(
        next,
        "levels"
            | "elections"
            | "figures"
            | "results"
            | "prices"
            | "rates"
            | "seasons"
            | "standards"
            | "totals"
            | "sales"
            | "earnings"
            | "estimates"
            | "forecasts"
            | "reforms"
            | "games"
            | "harvests"
            | "accounts"
            | "riots"
            | "protests"
            | "attacks"
            | "talks"
            | "bombings"
            | "floods"
            | "primaries"
            | "polls"
            | "championships"
            | "was"
            | "does"
            | "plans"
            | "bonds"
    );
    plural && !dated
        || matches!(
            next,
            "%" | "percent" | "people" | "million" | "billion" | "men" | "women" | "km"
        )
}

/// Tells whether a word is the name as it stands or in capitals.
fn is_written(name: &str, word: &str) -> bool {
    let shouted = || !word.bytes().any(|byte| byte.is_ascii_lowercase());
    name == word || name.eq_ignore_ascii_case(word) && shouted()
}
