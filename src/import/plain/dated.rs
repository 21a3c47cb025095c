//! Dated lines: days of publication at the front or the end of a header line.

use jiff::civil::Date;

use crate::import::dates::leading_date;

/// Reads a date at the front of a line, with the word before it; returns where what follows it
/// begins.
pub fn dated(words: &str) -> Option<(Date, usize)> {
    let labels = [
        "date",
        "dated",
        "date published",
        "published on",
        "published",
        "publication date",
        "posted on",
        "posted",
        "last updated",
        "updated",
        "日期",
        "发布时间",
        "发布日期",
        "时间",
        "发表于",
    ];
    let lower = words.to_ascii_lowercase();
    let label =
        labels.iter().filter(|label| lower.starts_with(**label)).map(|label| label.len()).max();
    let start = label.unwrap_or(0);
    let rest = words.get(start..)?;
    let value = rest.trim_start_matches([':', '：', ' ', '\u{3000}', '\u{a0}']);
    if label.is_some() && value.len() == rest.len() {
        return None;
    }
    let (date, length) = leading_date(value)?;
    Some((date, words.len() - value.len() + length))
}

/// Reads a whole date at the end of a line; returns where it begins.
pub fn closing_date(words: &str) -> Option<(Date, usize)> {
    let start = words.len().saturating_sub(40);
    words.char_indices().filter(|(at, ch)| *at > start && ch.is_whitespace()).find_map(
        |(at, ch)| {
            let from = at + ch.len_utf8();
            let (date, length) = leading_date(words.get(from..)?)?;
            let lists = words.get(..at)?.ends_with(['–', '-', ',']);
            (from + length == words.len() && !lists).then_some((date, from))
        },
    )
}

/// Tells whether what follows a date is only a time, a weekday or a source.
pub fn is_remark(rest: &str) -> bool {
    let known = [
        "at",
        "a.m.",
        "p.m.",
        "am",
        "pm",
        "gmt",
        "utc",
        "est",
        "edt",
        "pst",
        "pdt",
        "cet",
        "cest",
        "bst",
        "ist",
        "et",
        "z",
        "updated",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let rest = rest.split("来源").next().unwrap_or(rest);
    rest.split(|ch: char| ch.is_whitespace() || "|,;·()（）-–—".contains(ch)).all(|word| {
        let lower = word.to_lowercase();
        word.is_empty()
            || known.contains(&lower.as_str())
            || lower.starts_with("星期")
            || lower.starts_with("周")
            || word.chars().all(|ch| ch.is_ascii_digit() || ":.+Tt时分秒：".contains(ch))
    })
}
