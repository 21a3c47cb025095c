use super::clauses;
use crate::document::{BlockKind, DocumentBuilder};

/// Cuts a sentence; `|` stands where a new clause begins.
#[track_caller]
fn check(expected: &str) {
    let text = expected.replace("| ", "");
    let mut builder = DocumentBuilder::new();
    builder.simple(BlockKind::Paragraph, &text);
    let document = builder.finish().unwrap();
    let found = clauses(&document, usize::MAX);
    let parts: Vec<_> =
        found.iter().flat_map(|one| &one.parts).map(|part| &document.text()[*part]).collect();
    let wanted: Vec<_> = expected
        .split("| ")
        .map(|part| part.trim_end().trim_end_matches([',', ';', ' ', '–', '—']))
        .map(|part| part.strip_suffix(" and").unwrap_or(part).trim_end_matches(','))
        .map(|part| part.strip_prefix("and ").unwrap_or(part))
        .map(|part| part.strip_prefix("but ").unwrap_or(part))
        .collect();
    assert_eq!(parts, wanted, "{text}");
}

#[test]
fn a_sentence_is_cut_where_something_new_is_said() {
    for sentence in [
        "The river burst its banks on Friday night; | rescuers reached the village at dawn.",
        "The mayor opened the bridge, | which had been closed since the flood.",
        "The bridge, which had been closed since the flood, | is open again.",
        "The court, citing new evidence, | overturned the verdict.",
        "The company agreed to buy its rival, | ending months of talks between the two.",
        "She promised to cut taxes, | raise pensions for the poor | and build new schools in the north.",
        "He spoke of strengthening the rules, | deepening the talks with unions, | and protecting small farms.",
        "The team scored twice before the break | and went on to win the cup.",
        "While the terms were agreed in May, | the deal still needs approval.",
        "The plan was rejected by members, | but the board said it would try again.",
        "The minister resigned – | his deputy takes over on Monday.",
        "The study found that the drug worked | and that it was safe for children.",
        "The visit, the first in ten years, | underscores the value of the alliance.",
        "Officials cut the forecast, | a sign that the slowdown is worse than they had thought.",
    ] {
        check(sentence);
    }
}

#[test]
fn items_of_a_list_asides_and_names_are_no_clauses() {
    for sentence in [
        "They agreed to work on trade, investment, energy, farming and tourism.",
        "The bank, he said, is safe.",
        "The finance ministers of France, Italy and Spain met in Rome on Monday.",
        "After the match, fans sang in the streets.",
        "The report was signed by the presidents of Chile and Peru.",
        "Turnover (sales, fees and interest, which rose) grew.",
        "Smith, 43, was arrested.",
        "\"This was the worst storm in twenty years,\" said mayor Eddie Hoare.",
        "“This was the worst storm in twenty years,” said mayor Eddie Hoare.",
        "Yes.",
    ] {
        check(sentence);
    }
}

#[test]
fn every_part_lies_in_its_sentence_in_order_on_any_text() {
    let odd = [
        "",
        ",",
        ", and , which ; — who",
        "and and and , and",
        "(((((",
        "a, b, c, d; e",
        "… , ; :",
    ];
    for text in
        odd.into_iter().chain(["which ".repeat(400).as_str(), "word, ".repeat(2_000).as_str()])
    {
        let mut builder = DocumentBuilder::new();
        builder.simple(BlockKind::Paragraph, text);
        let Ok(document) = builder.finish() else { continue };
        for sentence in clauses(&document, usize::MAX) {
            let mut end = sentence.range.start();
            for part in &sentence.parts {
                assert!(!part.is_empty() && sentence.range.contains_range(*part), "{text}");
                assert!(part.start() >= end, "{text}");
                end = part.end();
            }
        }
    }
}
