//! Numbers: tolls, sums, votes, ages, lengths, and how they are rounded.

use crate::document::Dateline;
use crate::extract::extract;
use crate::fact::FactSet;
use crate::story::article::Article;
use crate::story::differ::differences;
use crate::story::differ::tests::{agree, aligned, article, differ, told};
use crate::text::range;

#[test]
#[allow(clippy::too_many_lines)] // A table.
fn numbers_of_one_thing_differ() {
    let table = [
        // Accidents, storms, attacks.
        (
            "Twelve people were killed when a bus left the road near Tarn.",
            "A bus left the road near Tarn, killing 14 people.",
            "Twelve",
            "14",
        ),
        (
            "The blast killed 12 people and injured 30.",
            "The blast killed 12 people and injured 45.",
            "30",
            "45",
        ),
        (
            "At least 12 people died and 30 were wounded, police said.",
            "At least 9 people died and 30 were wounded, police said.",
            "12",
            "9",
        ),
        (
            "The fire killed three firefighters in Odda on Friday.",
            "Five firefighters were killed in the fire in Odda on Friday.",
            "three",
            "Five",
        ),
        (
            "Some 2,000 residents were evacuated from the valley.",
            "Authorities evacuated 3,500 residents of the valley.",
            "2,000",
            "3,500",
        ),
        (
            "Rescuers are searching for 8 people missing after the flood.",
            "Eleven people are missing after the flood, rescuers said.",
            "8",
            "Eleven",
        ),
        (
            "Police arrested 41 protesters outside the bank.",
            "Police said 57 protesters were arrested outside the bank.",
            "41",
            "57",
        ),
        (
            "The storm destroyed 40 homes along the coast.",
            "Along the coast 65 homes were destroyed by the storm.",
            "40",
            "65",
        ),
        // Ages.
        (
            "The 34-year-old driver was taken to court.",
            "The driver, 36, was taken to court.",
            "34",
            "36",
        ),
        (
            "A man aged 52 drowned in the lake.",
            "A 53-year-old man drowned in the lake.",
            "52",
            "53",
        ),
        // Quakes and measures.
        (
            "A magnitude 6.2 earthquake struck off the coast of Norland.",
            "An earthquake of magnitude 6.6 struck off the coast of Norland.",
            "6.2",
            "6.6",
        ),
        (
            "The bridge is 320 metres long and opened in spring.",
            "The bridge, 410 metres long, opened in spring.",
            "320",
            "410",
        ),
        // Takeovers and money.
        (
            "Acme agreed to buy Brightwater for $4.5 billion in cash.",
            "Acme agreed to buy Brightwater for $5.4 billion in cash.",
            "$4.5 billion",
            "$5.4 billion",
        ),
        (
            "The court fined the bank 20,000 pounds.",
            "The bank was fined 35,000 pounds by the court.",
            "20,000 pounds",
            "35,000 pounds",
        ),
        (
            "Quarterly profit rose 12 percent at the airline.",
            "Quarterly profit at the airline rose 21 percent.",
            "12 percent",
            "21 percent",
        ),
        (
            "The firm will cut 900 jobs in Belm.",
            "The firm said 1,300 jobs in Belm will be cut.",
            "900",
            "1,300",
        ),
        // Terms of prison and how long a thing lasted.
        (
            "The former head of the bank was sentenced to nine years in prison for fraud.",
            "Peter Osman, once the head of the bank, was jailed for seven years for fraud.",
            "nine",
            "seven",
        ),
        (
            "The arsonist got an 18-month prison sentence.",
            "The arsonist got a 14-month prison sentence.",
            "18",
            "14",
        ),
        (
            "The power cut lasted three hours in Tarn.",
            "The power cut in Tarn lasted five hours.",
            "three",
            "five",
        ),
        // Elections and parliaments.
        (
            "The Reform Party won 120 seats in the new parliament.",
            "The Reform Party took 131 seats in the new parliament.",
            "120",
            "131",
        ),
        (
            "Turnout reached 61 percent in the second round.",
            "Turnout in the second round was 68 percent.",
            "61 percent",
            "68 percent",
        ),
        // Studies.
        (
            "The study followed 1,250 patients with asthma in six clinics.",
            "The study followed 1,520 patients with asthma in six clinics.",
            "1,250",
            "1,520",
        ),
        // Sport.
        (
            "Lind scored 28 points as Tarn beat Odda.",
            "Lind scored 31 points as Tarn beat Odda.",
            "28",
            "31",
        ),
    ];
    for (one, other, a, b) in table {
        differ(one, other, &[("number", "differs", [a, b])]);
    }
}

#[test]
#[allow(clippy::too_many_lines)] // A table.
fn numbers_that_only_seem_to_differ_are_silent() {
    let table = [
        // Two roles.
        (
            "The blast killed 12 people near the market.",
            "The blast near the market wounded 30 people.",
        ),
        ("The crash left 12 dead and 30 injured.", "The crash left 30 injured and 12 dead."),
        ("The gunman, 34, shot a 52-year-old teacher.", "The gunman, 34, shot the teacher, 52."),
        ("A bus carrying 40 passengers crashed near Tarn.", "A bus crashed near Tarn, killing 12."),
        ("Twelve of the 40 passengers died in the crash.", "The crash killed 12 passengers."),
        ("The knife was 8 inches long.", "The suspect stood 62 inches tall."),
        ("The tower is 120 metres tall.", "The tower stands in a park 300 metres wide."),
        ("Profit rose 12 percent.", "Revenue rose 30 percent."),
        // One amount written in two ways.
        ("The deal is worth $585M.", "The deal is worth $585 million."),
        ("The deal is worth $4.1bn.", "The deal is worth 4.1 billion dollars."),
        ("It paid $585 million for the unit.", "It paid some $600 million for the unit."),
        ("Twelve people were killed.", "12 people were killed."),
        ("It was the 30th meeting of the council.", "It was the thirtieth meeting of the council."),
        ("Turnout was 61 percent.", "Turnout was 61%."),
        // Rounding.
        ("About 50 people were hurt in the crash.", "The crash hurt 48 people."),
        ("Nearly 2 million customers lost power.", "Power was cut to 1.9 million customers."),
        ("More than 40 protesters were arrested.", "Police arrested 43 protesters."),
        ("Some 1,200 patients took part.", "The study took in 1,184 patients."),
        ("Hundreds of people were evacuated.", "Rescuers evacuated 340 people."),
        ("Dozens of people were injured.", "The crash injured 37 people."),
        ("Turnout was 61 percent.", "Turnout was 61.4 percent."),
        ("The quake had a magnitude of 6.2.", "A 6.2-magnitude quake struck."),
        // Other currencies, other units, other things.
        ("The deal is worth $4.5 billion.", "The deal is worth 4.1 billion euros."),
        ("The road is 120 miles long.", "The road is 193 km long."),
        ("The party won 120 seats.", "The party has 300 members."),
        ("The fire destroyed 40 homes.", "The fire destroyed 12 cars."),
        ("He was jailed for seven years.", "He is 34 years old."),
        ("Prosecutors asked for 12 years in prison.", "He was sentenced to nine years in prison."),
        ("He faces up to 20 years in prison.", "He was sentenced to nine years in prison."),
        ("He had served three years in prison.", "He was sentenced to nine years in prison."),
        ("He was jailed for seven years.", "He was jailed for 84 months."),
        ("He was jailed for nine years.", "He was jailed after nine years on the run."),
        ("The law was passed in 2019.", "The law was passed by 61 votes."),
    ];
    for (one, other) in table {
        agree(one, other);
        agree(other, one);
    }
}

#[test]
fn a_bound_or_an_unsure_role_is_worth_a_check() {
    differ(
        "At least 12 people were killed in the raid.",
        "The raid killed 14 people.",
        &[("number", "check", ["12", "14"])],
    );
    differ(
        "Tarn lost at home despite Lind’s 226 rushing yards.",
        "Tarn lost at home despite 352 rushing yards.",
        &[("number", "check", ["226", "352"])],
    );
    differ(
        "The raid killed 12 soldiers.",
        "The raid killed 14 people.",
        &[("number", "check", ["12", "14"])],
    );
}

#[test]
fn a_number_that_is_hedged_differs_only_from_what_cannot_be() {
    let table = [
        ("About 40 people were hurt in the crash.", "40", "43", None),
        ("About 40 people were hurt in the crash.", "40", "50", Some("check")),
        ("About 40 people were hurt in the crash.", "40", "90", Some("differs")),
        ("Up to 12 people were hurt in the crash.", "12", "12", None),
        ("Up to 12 people were hurt in the crash.", "12", "7", Some("check")),
        ("Up to 12 people were hurt in the crash.", "12", "15", Some("differs")),
        ("At least 7 people were hurt in the crash.", "7", "7", None),
        ("At least 7 people were hurt in the crash.", "7", "11", Some("check")),
        ("At least 7 people were hurt in the crash.", "7", "3", Some("differs")),
    ];
    for (hedged, number, plain, expected) in table {
        let other = format!("The crash hurt {plain} people.");
        match expected {
            None => agree(hedged, &other),
            Some(level) => differ(hedged, &other, &[("number", level, [number, plain])]),
        }
    }
}

#[test]
fn a_later_report_brings_a_toll_up_to_date() {
    let early = ("The quake killed 12 people in Belm.", Some("2024-05-03"));
    let late = ("The quake killed 43 people in Belm.", Some("2024-05-04"));
    let sides = vec!["12".to_owned(), "43".to_owned()];
    let expected = vec![("number".to_owned(), "later".to_owned(), sides)];
    assert_eq!(told(&[late, early]), expected);
    assert_eq!(told(&[early, late]), expected);
    // Neither an age nor a toll that falls is brought up to date.
    let table = [
        (
            ("The driver, 34, fled.", Some("2024-05-03")),
            ("The 36-year-old driver fled.", Some("2024-05-04")),
        ),
        (
            ("The quake killed 43 people.", Some("2024-05-03")),
            ("The quake killed 12 people.", Some("2024-05-04")),
        ),
        (
            ("The quake killed 12 people.", Some("2024-05-03")),
            ("The quake killed 43 people.", Some("2024-05-03")),
        ),
        (
            ("The quake killed 12 people.", None),
            ("The quake killed 43 people.", Some("2024-05-03")),
        ),
    ];
    for (one, other) in table {
        let found = told(&[one, other]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].1, "differs", "{one:?} {other:?}");
    }
}

#[test]
fn what_articles_say_of_one_thing_is_one_difference() {
    let twelve = ("The quake killed 12 people in Belm.", None);
    let fourteen = ("The quake killed 14 people in Belm.", None);
    let found = told(&[twelve, twelve, fourteen]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].2, ["12", "12", "14"]);
}

#[test]
fn a_place_in_an_order_is_the_number_up_to_it() {
    let table = [
        (
            "Lind scored in the 12th minute for Tarn.",
            "Lind scored after 12 minutes and again in the 77th minute for Tarn.",
        ),
        (
            "The champion was stopped in the seventh round in Belm.",
            "The champion lasted 7 rounds in Belm, not the tenth round.",
        ),
    ];
    for (one, other) in table {
        agree(one, other);
        agree(other, one);
    }
    differ(
        "Lind scored in the 12th minute for Tarn.",
        "Lind scored in the 77th minute for Tarn.",
        &[("number", "differs", ["12", "77"])],
    );
}

/// An article that opens with a dateline whose year is not known.
fn with_dateline(text: &str) -> (crate::document::Document, FactSet) {
    let (document, _) = article(text, None);
    let mut metadata = document.metadata().clone();
    let (place, day) = (text.find(',').unwrap(), text.find(" (").unwrap());
    metadata.dateline = Some(Dateline {
        range: range(0, text.find(" — ").unwrap()),
        place: range(0, place),
        day: Some(range(place + 2, day)),
        date: None,
        agency: None,
    });
    let document = document.with_metadata(metadata);
    let facts = extract(&document);
    (document, facts)
}

#[test]
fn datelines_without_a_year_give_the_order() {
    let levels = |first: &str, toll: &str, second: &str, late: &str| {
        let tell = |day: &str, toll: &str| {
            with_dateline(&format!("BELM, {day} (AP) — The quake killed {toll} people in Belm."))
        };
        let read = [tell(first, toll), tell(second, late)];
        let articles: Vec<_> =
            read.iter().map(|(document, facts)| Article { document, facts }).collect();
        let found = differences(&articles, &aligned(&articles));
        found.iter().map(|found| found.level.name()).collect::<Vec<_>>()
    };
    assert_eq!(levels("Nov 3", "12", "Nov 4", "15"), ["later"]);
    assert_eq!(levels("Nov. 4", "15", "Nov. 3", "12"), ["later"]);
    assert_eq!(levels("Dec. 31", "12", "Jan. 1", "15"), ["later"]);
    assert_eq!(levels("Nov 3", "15", "Nov 4", "12"), ["differs"], "a toll that falls");
    assert_eq!(levels("Nov 3", "12", "Nov 3", "15"), ["differs"]);
}

#[test]
fn a_label_names_its_number() {
    let table = [
        ("Revenue: $9.8 billion", "Revenue: $8.9 billion", "$9.8 billion", "$8.9 billion"),
        ("Jobs cut: 1,200", "Jobs cut: 1,500", "1,200", "1,500"),
    ];
    for (one, other, a, b) in table {
        differ(one, other, &[("number", "differs", [a, b])]);
    }
    agree("Revenue: $9.8 billion", "Profit: $8.9 billion");
}
