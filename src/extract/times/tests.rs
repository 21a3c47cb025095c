//! Tables of time expressions in sentences of many kinds of news.

use jiff::civil::{Date, date};

use crate::document::{BlockKind, Document, DocumentBuilder};
use crate::extract::reading::Reading;
use crate::extract::times::times;

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
        ("In the 1990s prices fell.", &["1990s = interval 1990/1999"]),
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
        ("April Jones won in the 19th century.", &["the 19th century = interval 1801/1900"]),
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
