//! The words of the calendar: years, months and weekdays.

use crate::extract::reading::Reading;
use crate::extract::token::TokenKind;

/// Returns the year a token writes, if it is four digits of a plausible one.
pub(crate) fn year(reading: &Reading, at: usize) -> Option<i16> {
    let word = reading.word(at);
    let plain = reading.kind(at) == TokenKind::Number && word.len() == 4;
    let year = word.parse::<i16>().ok().filter(|year| plain && (1000..2100).contains(year))?;
    (!matches!(before(reading, at).as_str(), "$" | "€" | "£" | "¥" | "no." | "number"))
        .then_some(year)
}

/// Reads a year after a date and moves `end` behind it: `, 2025`, `2025`, `of 2025`.
pub(crate) fn trailing_year(reading: &Reading, end: &mut usize) -> Option<i16> {
    let skip = usize::from(matches!(reading.word(*end), "," | "of"));
    let year = year(reading, *end + skip)?;
    let next = reading.word(*end + skip + 1);
    if next.ends_with('s') && next.len() > 3 && next.starts_with(char::is_lowercase) && skip == 1 {
        return None;
    }
    *end += skip + 1;
    Some(year)
}

/// Returns the word before a token in lower case.
pub(crate) fn before(reading: &Reading, at: usize) -> String {
    at.checked_sub(1).map_or_else(String::new, |at| reading.word(at).to_lowercase())
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
    let word = if word.len() == 3 && word != "May" { &format!("{word}.") } else { word };
    let full = NAMES.iter().position(|name| *name == word || name.to_uppercase() == word);
    let short = SHORT.iter().position(|name| *name == word || name.to_uppercase() == word);
    let short = short.map(|at| if at == 12 { 8 } else { at });
    i8::try_from(full.or(short)? + 1).ok()
}

/// Returns the number of a weekday by its name, which must be capitalised; 1 is Monday.
pub(crate) fn weekday_number(word: &str) -> Option<i8> {
    const NAMES: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let at = NAMES.iter().position(|name| *name == word || name.to_uppercase() == word)?;
    i8::try_from(at + 1).ok()
}
