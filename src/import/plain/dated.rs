//! Dated lines: days of publication at the front or the end of a header line, or beside who published it.

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

/// Words with which the names of papers, agencies and broadcasters end.
const OUTLETS: [&str; 36] = [
    "agency",
    "broadcasting",
    "bulletin",
    "chronicle",
    "courier",
    "daily",
    "dispatch",
    "examiner",
    "express",
    "gazette",
    "globe",
    "guardian",
    "herald",
    "independent",
    "inquirer",
    "journal",
    "ledger",
    "mail",
    "mercury",
    "mirror",
    "monitor",
    "news",
    "observer",
    "online",
    "post",
    "press",
    "radio",
    "record",
    "register",
    "review",
    "standard",
    "star",
    "sun",
    "telegraph",
    "times",
    "tribune",
];

/// The most words of such a name.
const LONGEST_OUTLET: usize = 5;

/// Reads a line of the day of publication and the name of an outlet, in either order, with a stroke or dot between
/// them: `12 March 2025 | Coastal Herald`.
pub fn day_and_outlet(words: &str) -> Option<(Date, &str)> {
    let (mut day, mut outlet) = (None, None);
    for part in words.split(['|', '·', '•']).map(str::trim) {
        let date = dated(part).filter(|(_, end)| part.get(*end..).is_some_and(is_remark));
        match date {
            Some((date, _)) if day.is_none() => day = Some(date),
            None if outlet.is_none() && is_outlet(part) => outlet = Some(part),
            _ => return None,
        }
    }
    Some((day?, outlet?))
}

/// Tells whether words are the name of an outlet: some names in capitals, of which the last says so. A section, as
/// `World News`, says it too, but a single word does not.
fn is_outlet(words: &str) -> bool {
    const SECTIONS: [&str; 10] = [
        "breaking",
        "business",
        "health",
        "latest",
        "local",
        "national",
        "political",
        "sports",
        "top",
        "world",
    ];
    let all: Vec<_> = words.split(' ').collect();
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return false };
    let named = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|ch| ch.is_alphabetic() || "-'’&".contains(ch))
            || ["of", "the", "and", "&"].contains(word)
    };
    (2..=LONGEST_OUTLET).contains(&all.len())
        && all.iter().all(named)
        && OUTLETS.contains(&last.to_lowercase().as_str())
        && !(all.len() == 2 && SECTIONS.contains(&first.to_lowercase().as_str()))
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_stands_beside_an_outlet_in_either_order() {
        let table = [
            ("12 March 2025 | Coastal Herald", Some("Coastal Herald")),
            ("The Daily Ledger | 12 March 2025", Some("The Daily Ledger")),
            ("March 12, 2025 · Norden Press", Some("Norden Press")),
            ("2025-03-12 • Journal of the Post", Some("Journal of the Post")),
            (
                "Kalvik Evening Post · Published: 12 March 2025, 10:32 GMT",
                Some("Kalvik Evening Post"),
            ),
            ("Updated 12 March 2025 | Saint-Luc Tribune", Some("Saint-Luc Tribune")),
            ("12 March 2025 | Tom Ryder", None),
            ("12 March 2025 | World News", None),
            ("12 March 2025 | News", None),
            ("12 March 2025 | Ferry sinks off the coast", None),
            ("12 March 2025 | Ferry crew saw the evening Star", None),
            ("12 March 2025 Coastal Herald", None),
            ("12 March 2025 | 13 March 2025", None),
            ("Coastal Herald | The Daily Ledger", None),
            ("12 March 2025 | Coastal Herald | Kalvik", None),
        ];
        for (line, outlet) in table {
            let expected = outlet.map(|outlet| (date(2025, 3, 12), outlet));
            assert_eq!(day_and_outlet(line), expected, "{line}");
        }
    }
}
