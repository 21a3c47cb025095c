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
