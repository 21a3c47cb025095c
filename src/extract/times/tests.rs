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
