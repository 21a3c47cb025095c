//! The words of the calendar: years, months and weekdays.

use std::borrow::Cow;

use crate::extract::lists::lower;
use crate::extract::reading::Reading;
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
    let next = reading.word(*end + skip + 1);
    if next.ends_with('s') && next.len() > 3 && next.starts_with(char::is_lowercase) && skip == 1 {
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
    let at = NAMES.iter().position(|name| is_written(name, word))?;
    i8::try_from(at + 1).ok()
}

/// Tells whether a word is the name as it stands or in capitals.
fn is_written(name: &str, word: &str) -> bool {
    let shouted = || !word.bytes().any(|byte| byte.is_ascii_lowercase());
    name == word || name.eq_ignore_ascii_case(word) && shouted()
}
