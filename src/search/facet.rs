//! Facets: what is known of an article beside its words, as tokens that stand in the index with them.
//!
//! Each begins with a low line, which no word does, so that one lookup joins words with site, language and days. A
//! day is indexed with its month, year and decade, so that any stretch of time is a few tokens.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::search::date::DateRange;
use crate::search::fold::folded;
use crate::search::token::tokens;

/// The token that every article has.
pub const ALL: &str = "_all";

/// Beyond these years an open range does not reach.
const YEARS: (i16, i16) = (1700, 2199);

/// Languages by the names that people give them.
const NAMED: [(&str, &str); 22] = [
    ("english", "en"),
    ("german", "de"),
    ("deutsch", "de"),
    ("french", "fr"),
    ("francais", "fr"),
    ("spanish", "es"),
    ("espanol", "es"),
    ("italian", "it"),
    ("portuguese", "pt"),
    ("dutch", "nl"),
    ("swedish", "sv"),
    ("danish", "da"),
    ("norwegian", "no"),
    ("polish", "pl"),
    ("russian", "ru"),
    ("ukrainian", "uk"),
    ("turkish", "tr"),
    ("arabic", "ar"),
    ("chinese", "zh"),
    ("japanese", "ja"),
    ("korean", "ko"),
    ("thai", "th"),
];

/// Returns the tokens of the words of a site's name or address.
pub fn site_facets(site: &str) -> Vec<String> {
    tokens(site).into_iter().map(|(_, word)| format!("_s{word}")).collect()
}

/// Returns the token of a language, of which only the first part counts; `None` if it is none.
pub fn language_facet(tag: &str) -> Option<String> {
    let code = folded(tag.split(['-', '_']).next()?);
    let is_code = (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase());
    is_code.then(|| format!("_l{code}"))
}

/// Returns the code of a language that is called something, if it is known.
pub fn language_named(name: &str) -> Option<&'static str> {
    let name = folded(name);
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, code)| *code)
}

/// Returns the tokens of a day: its decade, year, month and itself.
pub fn day_facets(day: Date) -> [String; 4] {
    let (year, month) = (day.year().max(0), day.month());
    [decade(year / 10), whole_year(year), whole_month(year, month), one_day(day)]
}

/// Returns tokens of which every day of a stretch has one, and no other day has.
pub fn days_between(range: DateRange<Date>) -> Vec<String> {
    let edge = |year, month, day| Date::new(year, month, day).unwrap_or(Date::MAX);
    let earliest = edge(YEARS.0, 1, 1);
    let latest = edge(YEARS.1, 12, 31);
    let mut day = range.first.unwrap_or(earliest).max(earliest);
    let last = range.last.unwrap_or(latest).min(latest);
    let mut found = Vec::new();
    while day <= last {
        let (year, month) = (day.year(), day.month());
        let starts_year = (month, day.day()) == (1, 1);
        let end_of_decade = edge(year / 10 * 10 + 9, 12, 31);
        let end_of_year = edge(year, 12, 31);
        let end = if starts_year && year % 10 == 0 && end_of_decade <= last {
            found.push(decade(year / 10));
            end_of_decade
        } else if starts_year && end_of_year <= last {
            found.push(whole_year(year));
            end_of_year
        } else if day.day() == 1 && day.last_of_month() <= last {
            found.push(whole_month(year, month));
            day.last_of_month()
        } else {
            found.push(one_day(day));
            day
        };
        let Ok(next) = end.checked_add(1.day()) else { break };
        day = next;
    }
    found
}

fn decade(decade: i16) -> String {
    format!("_e{decade}")
}

fn whole_year(year: i16) -> String {
    format!("_y{year}")
}

fn whole_month(year: i16, month: i8) -> String {
    format!("_m{year}{month:02}")
}

fn one_day(day: Date) -> String {
    format!("_d{}{:02}{:02}", day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::proptest;

    use super::{DateRange, day_facets, days_between, language_facet, site_facets};

    #[test]
    fn a_stretch_of_time_is_few_tokens() {
        let range = |first, last| DateRange { first: Some(first), last: Some(last) };
        assert_eq!(
            days_between(range(date(2025, 11, 29), date(2026, 2, 1))),
            ["_d20251129", "_d20251130", "_m202512", "_m202601", "_d20260201"]
        );
        assert_eq!(days_between(range(date(1990, 1, 1), date(2000, 12, 31))), ["_e199", "_y2000"]);
        assert!(days_between(DateRange { first: None, last: None }).len() < 60);
        assert!(days_between(range(date(1990, 1, 1), date(1989, 1, 1))).is_empty());
    }

    #[test]
    fn sites_and_languages_have_tokens() {
        assert_eq!(site_facets("Neue Zürcher"), ["_sneue", "_szurcher"]);
        assert_eq!(site_facets("bbc.co.uk"), ["_sbbc", "_sco", "_suk"]);
        assert_eq!(language_facet("zh-Hans").as_deref(), Some("_lzh"));
        assert_eq!(language_facet(""), None);
        assert_eq!(language_facet("x!"), None);
    }

    proptest! {
        #[test]
        fn a_day_is_in_a_stretch_if_it_shares_one_token(
            first in 0i32..20_000, length in 0i32..6_000, other in -100i32..27_000,
        ) {
            let day = |days: i32| date(1960, 1, 1) + jiff::Span::new().days(days);
            let range = DateRange { first: Some(day(first)), last: Some(day(first + length)) };
            let tokens = days_between(range);
            let shared = day_facets(day(other)).iter().filter(|token| tokens.contains(token)).count();
            assert_eq!(shared, usize::from((first..=first + length).contains(&other)));
        }
    }
}
