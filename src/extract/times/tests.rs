//! Tables of time expressions in sentences of many kinds of news.

use jiff::civil::{Date, date};
use proptest::prelude::{any, prop, proptest};
use proptest::strategy::Strategy;

use crate::document::{BlockKind, Document, DocumentBuilder};
use crate::extract::quantities::quantities;
use crate::extract::reading::Reading;
use crate::extract::times::times;
use crate::fact::Amount;
use crate::text::TextRange;

fn document(text: &str, published: Option<Date>) -> Document {
    let mut builder = DocumentBuilder::new();
    builder.metadata().published = published;
    builder.simple(BlockKind::Paragraph, text);
    builder.finish().unwrap()
}

fn found(text: &str, published: Option<Date>) -> Vec<String> {
    let document = document(text, published);
    let reading = Reading::new(&document);
    times(&reading)
        .iter()
        .map(|found| {
            let words = reading.text(reading.cover(&found.tokens));
            format!("{words} = {} {}", found.time.kind.name(), found.time.value)
        })
        .collect()
}

#[test]
fn expressions_have_values() {
    // A Wednesday.
    let today = Some(date(2024, 5, 15));
    let table: &[(&str, &[&str])] = &[
        ("The vote was on Nov. 3, 2023.", &["Nov. 3, 2023 = point 2023-11-03"]),
        ("Polls open on 9 June 2024.", &["9 June 2024 = point 2024-06-09"]),
        ("It struck Monday near the coast.", &["Monday = point 2024-05-13"]),
        ("It will resume on Monday.", &["Monday = point 2024-05-20"]),
        ("She left last Wednesday.", &["last Wednesday = point 2024-05-08"]),
        ("Fewer Ships Built Last Year", &["Last Year = point 2023"]),
        ("Last month sales fell.", &["Last month = point 2024-04"]),
        ("Profit this year may fall.", &["this year = point 2024"]),
        ("They meet every year.", &["every year = set P1Y"]),
        ("Over the next five years costs rise.", &["Over the next five years = duration P5Y"]),
        ("Work from 2026 to 2030 goes on.", &["from 2026 to 2030 = interval 2026/2030"]),
        ("It has run since 1996.", &["1996 = point 1996"]),
        ("It lasted three decades.", &["three decades = duration P30Y"]),
        (
            "The match starts at 7:30 p.m. today.",
            &["7:30 p.m. = point T19:30", "today = point 2024-05-15"],
        ),
        ("In the 1990s prices fell.", &["the 1990s = interval 199X"]),
        ("It opened two years ago.", &["two years ago = point 2022"]),
        ("A decade ago it closed.", &["A decade ago = point 2014"]),
        ("They may march in May.", &["May = point 2024-05"]),
        ("May he rest. March on, he said.", &[]),
        ("In June the court ruled.", &["June = point 2023-06"]),
        ("Talks on Dec. 30 failed.", &["Dec. 30 = point 2023-12-30"]),
        ("Dated 2025-11-04 in print.", &["2025-11-04 = point 2025-11-04"]),
        (
            "Sales in the third quarter of 2023 rose.",
            &["the third quarter of 2023 = interval 2023-07/2023-09"],
        ),
        ("About 2000 people came.", &[]),
        ("The 2019-2021 outbreak ended.", &["2019-2021 = interval 2019/2021"]),
        (
            "The fair of June 3-5, 2022, drew crowds.",
            &["June 3-5, 2022 = interval 2022-06-03/2022-06-05"],
        ),
        ("会议于2025年11月3日举行。", &["2025年11月3日 = point 2025-11-03"]),
        ("It was sold last week.", &["last week = interval 2024-05-06/2024-05-12"]),
    ];
    for (text, expected) in table {
        assert_eq!(found(text, today), *expected, "{text}");
    }
}

#[test]
fn periods_parts_and_stories_have_values() {
    // A Wednesday.
    let today = Some(date(2024, 5, 15));
    let table: &[(&str, &[&str])] = &[
        ("It was founded in the late 1980s.", &["the late 1980s = interval 1987~/1989"]),
        ("Doors open at 9:30 a.m. EST.", &["9:30 a.m. EST = point T09:30-05:00"]),
        ("It began at 0600 GMT.", &["0600 GMT = point T06:00Z"]),
        ("The shop is open from 6 to 8 p.m.", &["from 6 to 8 p.m. = interval T18:00/T20:00"]),
        ("It snowed until Friday.", &["Friday = point 2024-05-10"]),
        ("Ana Ruiz will stay until Friday.", &["Friday = point 2024-05-17"]),
        (
            "It rained from Monday to Thursday.",
            &["from Monday to Thursday = interval 2024-05-13/2024-05-16"],
        ),
        ("Twelve years ago it rained.", &["Twelve years ago = point 2012"]),
        ("A year and a half ago it rained.", &["A year and a half ago = point 2022-11"]),
        (
            "He was jailed on March 3, 2019, and freed three days later.",
            &["March 3, 2019 = point 2019-03-03", "three days later = point 2019-03-06"],
        ),
        (
            "She came in June 2015 and left that year.",
            &["June 2015 = point 2015-06", "that year = point 2015"],
        ),
        (
            "On Monday it rained. The next day it snowed.",
            &["Monday = point 2024-05-13", "The next day = point 2024-05-14"],
        ),
        ("It fell in early 2023.", &["early 2023 = interval 2023-01/2023-04~"]),
        ("It fell late last month.", &["late last month = interval 2024-04-21~/2024-04-30"]),
        ("It fell earlier this year.", &["earlier this year = point 2024"]),
        ("The temple dates from 594 B.C. or so.", &["594 B.C. = point -0593"]),
        ("Built in the 7th century BC, it fell.", &["the 7th century BC = interval -0699/-0600"]),
        ("He was born about 1850 here.", &["about 1850 = point 1850~"]),
    ];
    for (text, expected) in table {
        assert_eq!(found(text, today), *expected, "{text}");
    }
}

#[test]
fn feasts_stretches_and_lengths_have_values() {
    // A Wednesday.
    let today = Some(date(2024, 5, 15));
    let table: &[(&str, &[&str])] = &[
        ("They married on New Year's Eve.", &["New Year's Eve = point 2023-12-31"]),
        ("They will marry on Christmas Day.", &["Christmas Day = point 2024-12-25"]),
        ("The 2004-09 parliament met.", &["2004-09 = interval 2004/2009"]),
        ("He ruled from 2013 on.", &["from 2013 on = interval 2013/.."]),
        ("Prices rose in fiscal 2023.", &["fiscal 2023 = point 2023~"]),
        ("It will end by the end of the year.", &["the end of the year = point 2024-12-31"]),
        ("It rose in the past few days.", &["in the past few days = interval ../2024-05-15"]),
        ("She met Ed on Tuesday morning.", &["Tuesday morning = point 2024-05-14"]),
        ("On Monday, May 6, it rained.", &["Monday, May 6 = point 2024-05-06"]),
        ("It opened last summer.", &["last summer = point 2023-22"]),
        ("It was the winter of 1942-43.", &["the winter of 1942-43 = point 1942-24"]),
        ("He ran 9 years and 10 months.", &["9 years and 10 months = duration P9Y10M"]),
        (
            "A 90-minute talk and a three-day strike.",
            &["90-minute = duration PT90M", "three-day = duration P3D"],
        ),
        ("They meet twice a week.", &["twice a week = set P1W"]),
        (
            "It is dated 23/11/2023 or 11/23/2023.",
            &["23/11/2023 = point 2023-11-23", "11/23/2023 = point 2023-11-23"],
        ),
        ("It was on 3.11.2023 here.", &["3.11.2023 = point 2023-11-03"]),
        (
            "Profits rose 5 percent in the third quarter.",
            &["the third quarter = interval 2023-07/2023-09"],
        ),
        ("They scored in the third quarter.", &[]),
        ("The woman, 25 years old, has a 6-year-old son.", &[]),
        ("The 15th Five-Year Plan and Room 2012.", &[]),
        ("In 20 May people came.", &["20 May = point 2024-05-20"]),
        ("Dated Feb. 30, 2023.", &["2023 = point 2023"]),
        (
            "他20世纪90年代来京，星期一15时30分离开。",
            &[
                "20世纪90年代来京 = interval 199X",
                "星期一 = point 2024-05-13",
                "15时30分离开 = point T15:30",
            ],
        ),
        ("April Jones won in the 19th century.", &["the 19th century = interval 18XX"]),
    ];
    for (text, expected) in table {
        assert_eq!(found(text, today), *expected, "{text}");
    }
}

#[test]
fn without_a_day_of_reporting_the_value_leaves_open_what_it_cannot_know() {
    let table = [
        ("It was on Nov. 3 here.", "Nov. 3 = point XXXX-11-03"),
        ("It was on Friday.", "Friday = point XXXX-WXX-5"),
        ("Since last month it rained.", "last month = point XXXX-XX"),
    ];
    for (text, expected) in table {
        assert_eq!(found(text, None), [expected], "{text}");
    }
}

/// Tells whether a value is well-formed: EDTF for points and stretches, ISO 8601 for times of day and lengths.
fn is_well_formed(value: &str) -> bool {
    if let Some(period) = value.strip_prefix('P') {
        return is_period(period);
    }
    match value.split_once('/') {
        Some((first, last)) => is_end(first) && is_end(last),
        None => is_end(value) && value != "..",
    }
}

fn is_end(value: &str) -> bool {
    value == ".." || value.strip_prefix('T').is_some_and(is_clock) || is_point(value)
}

fn is_point(value: &str) -> bool {
    let value = value.strip_suffix('~').unwrap_or(value);
    if let Some(year) = value.strip_prefix('Y') {
        return year.parse::<i64>().is_ok_and(|year| year.abs() > 9999);
    }
    let before_christ = value.starts_with('-');
    let mut parts = value.strip_prefix('-').unwrap_or(value).split('-');
    let year = parts.next().unwrap_or_default();
    let digits = year.trim_end_matches('X');
    let open = year.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let fits = |part: &str, last: i8| {
        part == "XX" || part.len() == 2 && part.parse().is_ok_and(|part| (1..=last).contains(&part))
    };
    let rest = match (parts.next(), parts.next()) {
        (None, _) => true,
        (Some(week), None) if week.starts_with('W') => week == "WXX",
        (Some(week), Some(day)) if week.starts_with('W') => {
            week == "WXX" && matches!(day, "1" | "2" | "3" | "4" | "5" | "6" | "7")
        }
        (Some(month), None) => fits(month, 12) || matches!(month, "21" | "22" | "23" | "24"),
        (Some(month), Some(day)) => {
            let known = (digits.parse::<i16>(), month.parse::<i8>(), day.parse::<i8>());
            let real = match known {
                (Ok(year), Ok(month), Ok(day)) if !before_christ && digits.len() == 4 => {
                    Date::new(year, month, day).is_ok()
                }
                _ => true,
            };
            fits(month, 12) && fits(day, 31) && real
        }
    };
    open && rest && parts.next().is_none()
}

fn is_clock(value: &str) -> bool {
    let (clock, zone) = match value.find(['Z', '+', '-']) {
        Some(at) => value.split_at(at),
        None => (value, ""),
    };
    let hours = |text: &str| {
        let parts =
            text.split_once(':').filter(|(hour, minute)| hour.len() == 2 && minute.len() == 2);
        parts.is_some_and(|(hour, minute)| {
            hour.parse::<u8>().is_ok_and(|hour| hour < 24)
                && minute.parse::<u8>().is_ok_and(|minute| minute < 60)
        })
    };
    hours(clock) && (matches!(zone, "" | "Z") || hours(zone.get(1..).unwrap_or_default()))
}

fn is_period(period: &str) -> bool {
    let (date, time) = period.split_once('T').unwrap_or((period, ""));
    let units = |text: &str, letters: &str| {
        let mut letters = letters.chars();
        text.split_inclusive(|ch: char| ch.is_ascii_alphabetic()).all(|part| {
            let unit = part.chars().next_back();
            let number = part.get(..part.len() - 1).and_then(|number| number.parse::<f64>().ok());
            number.is_some_and(|number| number >= 0.0) && letters.any(|letter| Some(letter) == unit)
        })
    };
    !(date.is_empty() && time.is_empty())
        && (time.is_empty() != period.contains('T'))
        && units(date, "YMWD")
        && units(time, "HMS")
}

#[test]
fn the_check_of_values_can_fail() {
    for value in [
        "2025-11-03",
        "199X",
        "19XX",
        "../2024",
        "2024-22",
        "T09:30-05:00",
        "PT2H30M",
        "-0593",
        "Y-12986",
    ] {
        assert!(is_well_formed(value), "{value}");
    }
    for value in
        ["2025-02-30", "2025-13", "T25:00", "P", "PT", "P3", "2025/", "..", "25", "2025-1-3", "PM5"]
    {
        assert!(!is_well_formed(value), "{value}");
    }
}

/// Words of times and numbers in any order.
fn timely() -> impl Strategy<Value = String> {
    let words = "last next this the early mid late mid- about circa c. from to between and until Nov. November May 3 31 30 29 Feb. \
        2024 1990s 's ' 19th century B.C. AD 99999 12 0 quarter half of year years months weeks days ago later earlier before \
        every twice a week weekend Monday Friday morning noon midnight 9:30 a.m. p.m. EST GMT 0600 - – / 11/03/2025 2004-09 \
        Christmas Day Easter Monday summer winter fiscal Q3 H1 end in for over past few several two-and-a-half three-day \
        hundred million trillion dozen half $ € £ US Rs % percent per cent percentage points p bn m k dollars euros pounds \
        people aged year-old 5-foot-6 km more than at least up of thirds two-thirds 2½ 1/2 . , ( ) [ ] 年 月 日 世纪 时 第三 \
        999999999999 1e9 0.000001 -5 30th first that same following day";
    let words: Vec<_> = words.split_whitespace().collect();
    let word = prop::sample::select(words);
    (prop::collection::vec(word, 0..40), any::<bool>())
        .prop_map(|(words, spaced)| words.join(if spaced { " " } else { "" }))
}

fn check(text: &str) {
    for today in [None, Some(date(2024, 2, 29)), Some(date(-9999, 1, 1)), Some(date(9999, 12, 31))]
    {
        let document = document(text, today);
        let reading = Reading::new(&document);
        let times = times(&reading);
        let quantities = quantities(&reading, &times);
        let apart =
            |ranges: Vec<TextRange>| ranges.windows(2).all(|pair| pair[0].end() <= pair[1].start());
        assert!(apart(times.iter().map(|found| reading.cover(&found.tokens)).collect()));
        assert!(apart(quantities.iter().map(|found| reading.cover(&found.tokens)).collect()));
        for found in &times {
            assert!(!reading.text(reading.cover(&found.tokens)).is_empty());
            assert!(is_well_formed(&found.time.value), "{} in {text}", found.time.value);
        }
        for found in &quantities {
            assert!(!reading.text(reading.cover(&found.tokens)).is_empty());
            let numbers = match found.quantity.amount {
                Amount::Exact(value) => [value, value],
                Amount::Between(low, high) => [low, high],
            };
            assert!(
                numbers[0] <= numbers[1] && numbers.iter().all(|value| value.is_finite()),
                "{text}"
            );
        }
    }
}

proptest! {
    #[test]
    fn times_and_quantities_of_any_text_are_well_formed(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn times_and_quantities_of_their_words_are_well_formed(text in timely()) {
        check(&text);
    }
}
