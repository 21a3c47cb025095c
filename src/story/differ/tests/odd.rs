//! Whatever the texts are, what differs is told without a panic, in passages of the right article, and quickly.

use proptest::prelude::{ProptestConfig, any, prop, proptest};

use super::{aligned, article};
use crate::story::article::Article;
use crate::story::compare;
use crate::story::differ::differences;

/// Pieces that rules look for, to be put together at random.
const PIECES: [&str; 36] = [
    "12 people",
    " were killed",
    " and 30 injured",
    ", ",
    ". ",
    "“",
    "”",
    "\"",
    " said ",
    "Ana Ruiz",
    "Peter Lund",
    " on Monday",
    " in 1987",
    "-",
    "$4.5 billion",
    "mayor ",
    "the report",
    " was not released",
    " agreed to ",
    " consider ",
    "trade, energy, farming and culture",
    " aged ",
    "34",
    "-year-old ",
    " per ",
    "%",
    "of the ",
    "Belm",
    " in ",
    "é",
    "会议在杭州举行。",
    "third ",
    "2, 000",
    "\u{301}",
    " willing to ",
    "3:40 a.m.",
];

fn check(texts: &[String]) {
    let read: Vec<_> = texts.iter().map(|text| article(text, None)).collect();
    let articles: Vec<_> =
        read.iter().map(|(document, facts)| Article { document, facts }).collect();
    for comparison in [aligned(&articles), compare(&articles, &[])] {
        for found in differences(&articles, &comparison) {
            assert!(found.sides.len() >= 2);
            for side in &found.sides {
                let text = articles[side.passage.article.index()].document.text();
                assert!(
                    text.get(side.passage.range.start().into()..side.passage.range.end().into())
                        .is_some()
                );
                assert!(!side.passage.range.is_empty());
                let claim = comparison.claim(side.claim).unwrap();
                assert_eq!(claim.passage.article, side.passage.article);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_text_is_compared(texts in prop::collection::vec(any::<String>(), 0..4)) {
        check(&texts);
    }

    #[test]
    fn any_pieces_are_compared(texts in prop::collection::vec(prop::collection::vec(0..PIECES.len(), 1..30), 2..4)) {
        let texts: Vec<String> =
            texts.iter().map(|pieces| pieces.iter().map(|piece| PIECES[*piece]).collect()).collect();
        check(&texts);
    }
}

#[test]
fn many_articles_and_long_texts_are_compared() {
    let story = |index: usize| {
        format!(
            "The storm killed {} people in Belm on Monday, mayor Ana Ruiz said. Some {} homes were destroyed along \
             the coast. Trade, energy, farming and culture will suffer, the report said.",
            index % 3 + 12,
            index * 50 + 400
        )
    };
    check(&(0..30).map(story).collect::<Vec<_>>());
    check(&["killed 12, ".repeat(600), "killed 14, ".repeat(600)]);
    check(&["Ana Ruiz ".repeat(400), "“Ana, and 5 ".repeat(400)]);
}
