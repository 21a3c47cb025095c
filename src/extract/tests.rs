//! What holds for any text, however strange.

use proptest::prelude::{any, prop, proptest};
use proptest::strategy::Strategy;

use crate::document::{BlockKind, Document, DocumentBuilder};
use crate::extract::extract;
use crate::fact::{Fact, FactValue};
use crate::text::TextRange;

fn document(text: &str) -> Document {
    let mut builder = DocumentBuilder::new();
    for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.is_empty()) {
        builder.simple(BlockKind::Paragraph, paragraph);
    }
    builder.finish().unwrap()
}

/// Returns every range a fact holds.
fn ranges(fact: &Fact) -> Vec<TextRange> {
    let mut ranges = vec![fact.range];
    match &fact.value {
        FactValue::Entity(entity) => {
            ranges.extend(&entity.mentions);
            ranges.extend(entity.roles.iter().flat_map(|role| role.mentions.iter()));
        }
        FactValue::Event(event) => ranges.extend(&event.mentions),
        FactValue::Statement(statement) => {
            ranges.extend(statement.cue);
            ranges.extend(statement.holders.iter().map(|holder| holder.range));
        }
        FactValue::Hedge(hedge) => ranges.push(hedge.cue),
        FactValue::Action(action) => {
            ranges.push(action.verb);
            ranges.extend(action.object);
        }
        FactValue::Time(_) | FactValue::Quantity(_) | FactValue::Citation(_) => {}
    }
    ranges
}

fn check(text: &str) {
    let document = document(text);
    let set = extract(&document);
    for fact in set.facts() {
        for range in ranges(fact) {
            let words = document.text().get(std::ops::Range::<usize>::from(range));
            assert!(words.is_some_and(|words| !words.trim().is_empty()), "{fact:?}");
        }
        assert!(fact.provenance.score <= 100);
    }
    for entity in set.entities() {
        assert!(!entity.mentions.is_empty() && !entity.name.is_empty());
        assert_eq!(set.entity(entity.id), Some(entity));
    }
}

/// Texts that stumble over the rules: their words in any order.
fn wordy() -> impl Strategy<Value = String> {
    let words = [
        "He",
        "Lifeng",
        "Premier",
        "said",
        "that",
        ",",
        ".",
        "“",
        "”",
        "\"",
        "(",
        ")",
        "/",
        "Nov.",
        "3",
        "2025",
        "-",
        "–",
        "--",
        "the",
        "of",
        "and",
        "Ministry",
        "China",
        "Chinese",
        "in",
        "30th",
        "meeting",
        "they",
        "agreed",
        "to",
        "May",
        "may",
        "not",
        "were",
        "disclosed",
        "according",
        "According",
        "to",
        "$",
        "5",
        "million",
        "percent",
        "'s",
        "’s",
        "War",
        "HANOI",
        "AP",
        "年",
        "月",
        "日",
        "第三十次",
        "\n\n",
        "every",
        "last",
        "next",
        "99999",
        "years",
        "ago",
        "20000",
        "é",
        "😀",
        "Li",
        "Qiang",
        "Province",
        "signed",
        "adding",
        "from",
        "between",
        "U.S.",
        "1990",
        "s",
    ];
    let word = prop::sample::select(words.to_vec());
    prop::collection::vec(word, 0..60).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn any_text_has_facts_within_it(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_words_have_facts_within_them(text in wordy()) {
        check(&text);
        check(&text.replace(' ', ""));
    }
}

#[test]
fn an_empty_document_has_no_facts() {
    assert!(extract(&Document::default()).facts().is_empty());
}

/// Texts that lead the reading of speech astray, to be repeated without an end.
const ENDLESS: [&str; 12] = [
    "“He said it ",
    "\"He said it. ",
    "and said ",
    "according to the mayor, ",
    "POLICE SAID THAT ",
    "《题 ",
    ", the mayor, ",
    "he said. ",
    "“We go.” ",
    "was told by ",
    "in a statement on X ",
    "1234 %%% … — ",
];

#[test]
fn speech_without_an_end_has_facts_that_grow_with_the_text() {
    const SMALL: usize = 3_000;
    for words in ENDLESS {
        let text = |times: usize| words.repeat(times * SMALL / words.len());
        let count = |text: &str| extract(&document(text)).facts().len();
        check(&text(1));
        let (one, eight) = (count(&text(1)), count(&text(8)));
        assert!(eight <= 9 * one + 8, "{words:?}: {one} facts become {eight}");
    }
}

/// Texts that no step is made for, to be repeated without an end.
const STRANGE: [&str; 36] = [
    "Tamara Okello of the National Water Board ",
    "the market of and said that ",
    "THE MAYOR OF GRENNA SAID ",
    "5-",
    "1,2,3,",
    "1, 2, 3, ",
    "(",
    "“",
    "”",
    "\" ",
    "‘",
    "2024 ",
    "$ ",
    "$5 ",
    "one hundred and ",
    "million ",
    "from 1990 to ",
    "May ",
    "A ",
    "A. B. ",
    "A.B.",
    "a-",
    "’s ",
    "a@a.",
    "www.a.de ",
    "[1]",
    "《《",
    "中国，2025年11月3日",
    "(Agence/",
    "(Agence/Ana Poe)\n\n",
    "Москва 中国人 القاهرة 😀 ٣٤٥ एक ",
    "e\u{301}\u{301}",
    "\u{301}",
    "a\n\n",
    "Ana Poe: We go.\n\n",
    "[1] Poe, A. A title of it. Journal of things, 1990, pp. 3-9.\n\n",
];

#[test]
fn strange_texts_have_facts_within_them() {
    for words in STRANGE {
        check(&words.repeat(2_000 / words.len()));
        // What begins in the middle of a pattern, and has no end.
        check(&format!("{}Ana", words.repeat(40)));
    }
}

#[test]
fn a_long_text_without_an_end_is_read_to_its_end() {
    for words in ["one hundred and ", "President Ana Poe, of Grenna, ", "A. B. ", "5-", "(Agence/"]
    {
        let text = words.repeat(24_000 / words.len());
        assert!(extract(&document(&text)).facts().len() <= text.len() / 2, "{words}");
    }
}

#[test]
fn what_would_run_on_into_the_next_block_or_without_end_stops() {
    for text in [
        "He spoke of Romania\n\npresidential election day was calm.",
        "They left Syria\n\ncivil war went on.",
        "It was the World\n\nWar broke out.",
    ] {
        check(text);
    }
    check(&format!("several {}people and {} years", "trillion ".repeat(40), "9".repeat(400)));
    let set = extract(&document(&format!("It cost several {}dollars.", "trillion ".repeat(40))));
    assert!(!format!("{:?}", set.facts()).contains("inf"));
}
