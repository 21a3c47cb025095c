//! Tables of names in invented sentences of many kinds of news.

use crate::document::{BlockKind, DocumentBuilder};
use crate::extract::names::names;
use crate::extract::reading::Reading;
use crate::fact::EntityKind;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let mut builder = DocumentBuilder::new();
    for paragraph in text.split('\n') {
        builder.simple(BlockKind::Paragraph, paragraph);
    }
    let document = builder.finish().unwrap();
    let reading = Reading::new(&document);
    let shown: Vec<_> = names(&reading)
        .iter()
        .map(|found| {
            let kind = match found.kind {
                EntityKind::Person => "P",
                EntityKind::Organization => "O",
                EntityKind::Place => "L",
            };
            format!("{kind} {}", reading.text(reading.cover(&found.tokens)))
        })
        .collect();
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn titles_introduce_people() {
    check(
        "Chilean President Ana Rojas met Swedish Prime Minister Olof Berg in Oslo.",
        &["P Ana Rojas", "P Olof Berg", "L Oslo"],
    );
    check("Vice Premier He Lifeng spoke. He left.", &["P He Lifeng"]);
    check("On Jan 5 Finnish President Jan Orr met Jan Novak.", &["P Jan Orr", "P Jan Novak"]);
    check("Mr. Okafor was absent, Judge Linda Park said.", &["P Okafor", "P Linda Park"]);
}

#[test]
fn credits_name_who_made_the_picture() {
    check(
        "A boat off Kenya. (Reuters/Wanjiru Tembo)",
        &["L Kenya", "O Reuters", "P Wanjiru Tembo"],
    );
    check("Bring an id card (passport/other) or none.", &[]);
}

#[test]
fn capitals_of_a_thing_or_an_office_name_nobody() {
    check("He fought in the Great Northern War.", &[]);
    check("The Fifth Ordinary Session closed.", &[]);
}

#[test]
fn demonyms_and_months_are_no_names() {
    check("French voters may reject it in May, the Danish daily wrote.", &[]);
}

#[test]
fn organisations_are_marked_by_their_words() {
    check(
        "The Ministry of Rural Affairs and the Lakeland Fishing Association disagreed.",
        &["O Ministry of Rural Affairs", "O Lakeland Fishing Association"],
    );
    check(
        "Talks with the United Nations and the World Health Organization ended.",
        &["O United Nations", "O World Health Organization"],
    );
}

#[test]
fn places_are_listed_marked_or_placed() {
    check(
        "The quake shook Gansu Province and Lake Turkana in Kenya.",
        &["L Gansu Province", "L Lake Turkana", "L Kenya"],
    );
    check("HANOI, Vietnam, Jan. 14 (AP) — Rain fell.", &["L HANOI", "L Vietnam", "O AP"]);
}

#[test]
fn a_heading_in_capitals_names_nobody_new() {
    check("Economic Resilience and Strategic Alignment", &[]);
    check(
        "Maria Lindqvist won.\nHow Lindqvist Won the Long Race",
        &["P Maria Lindqvist", "P Lindqvist"],
    );
}

/// Finds the names of one paragraph and checks that they lie within it, in order and apart.
#[track_caller]
fn check_bounds(text: &str) -> usize {
    let mut builder = DocumentBuilder::new();
    builder.simple(BlockKind::Paragraph, text);
    let document = builder.finish().unwrap();
    let reading = Reading::new(&document);
    let found = names(&reading);
    let mut end = 0;
    for name in &found {
        assert!(name.tokens.start >= end && name.tokens.start < name.tokens.end, "{name:?}");
        assert!(name.tokens.end <= reading.tokens.len() && name.score <= 100, "{name:?}");
        end = name.tokens.end;
    }
    found.len()
}

#[test]
fn text_of_every_kind_is_read_to_its_end() {
    let repeated = |words: &str| words.repeat(6_000 / words.len());
    // Without the end of a sentence, and the same names again and again.
    assert!(check_bounds(&repeated("Ana Ruiz of Xinhua met Olof Berg in Oslo and ")) > 300);
    check_bounds(&repeated("KENYA AND UGANDA SIGN A PACT IN NAIROBI "));
    check_bounds(&repeated("Every Word Of This Is Written In Title Case "));
    check_bounds(&repeated("Word"));
    check_bounds(&repeated("X "));
    check_bounds(&repeated("— 3.5 … (%) "));
    check_bounds(&repeated("Москва Ελλάδα 李强 Ana Ruiz القاهرة "));
    check_bounds(&repeated("a\u{301}\u{301} Ǆ ﬁ İ ß "));
    assert_eq!(check_bounds("李强说，北京和上海的会议很重要。"), 0);
    assert_eq!(check_bounds(""), 0);
}

#[test]
fn the_names_grow_as_the_text_does() {
    let text =
        |times: usize| "Kenya, Uganda and Rwanda Joined The East African Community ".repeat(times);
    let (short, long) = (check_bounds(&text(20)), check_bounds(&text(200)));
    assert!(short > 0 && long <= short * 11, "{short} names become {long}");
}
