//! Values on the command line, checked: words, days, languages.

use jiff::civil::Date;

/// Takes some words, without the white space around them.
pub(crate) fn words(value: &str) -> Result<String, &'static str> {
    let value = value.trim();
    if value.is_empty() { Err("give at least one word") } else { Ok(value.to_owned()) }
}

/// Takes a day.
pub(crate) fn day(value: &str) -> Result<Date, &'static str> {
    value.parse().map_err(|_| "write a day as year-month-day, as in 2025-11-04")
}

/// Takes a language as a BCP 47 tag.
pub(crate) fn tag(value: &str) -> Result<String, &'static str> {
    let part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let first = value.split('-').next().unwrap_or_default();
    let named =
        (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    if named && value.split('-').all(part) {
        Ok(value.to_owned())
    } else {
        Err("write a language as in en or zh-Hans")
    }
}

#[cfg(test)]
mod tests {
    use super::{day, tag};

    #[test]
    fn values_are_checked() {
        for (value, good) in
            [("en", true), ("zh-Hans", true), ("e", false), ("english!", false), ("en-", false)]
        {
            assert_eq!(tag(value).is_ok(), good, "{value}");
        }
        for (value, good) in [("2025-11-04", true), ("2025-02-30", false), ("yesterday", false)] {
            assert_eq!(day(value).is_ok(), good, "{value}");
        }
    }
}
