//! The breaking rule: tables, and the three ways against each other and against whole paragraphs.

use proptest::prelude::{Strategy, prop, proptest};
use textwrap::wrap_algorithms::wrap_first_fit;

use super::{ascii, line, mixed};
use crate::layout::class::is_white;
use crate::layout::word::{Cut, Word, fit, is_gap, paragraph};
use crate::text::grapheme::{graphemes, width};
use crate::text::{Columns, TextRange, TextSize, offset, range};

fn lines(text: &str, limit: u32) -> Vec<&str> {
    cuts(text, limit).into_iter().map(|range| &text[range]).collect()
}

fn cuts(text: &str, limit: u32) -> Vec<TextRange> {
    let mut ranges = Vec::new();
    let mut start = Some(offset(0));
    while let Some(from) = start.filter(|from| *from < TextSize::of(text)) {
        let cut = line(text, from, limit);
        assert!(cut.end > from && cut.next.is_none_or(|next| next >= cut.end), "{text:?} {cut:?}");
        ranges.push(TextRange::new(from, cut.end));
        start = cut.next;
    }
    ranges
}

#[track_caller]
fn check(text: &str, limit: u32, expected: &[&str]) {
    assert_eq!(lines(text, limit), expected, "{text:?} in {limit}");
}

#[test]
fn western_text_breaks_at_spaces_hyphens_and_dashes() {
    check("The quick brown fox", 10, &["The quick", "brown fox"]);
    check("The quick brown fox", 9, &["The quick", "brown fox"]);
    check("a well-known fact", 7, &["a well-", "known", "fact"]);
    check("from 1990-2000 on", 12, &["from", "1990-2000 on"]);
    check("said—then left", 6, &["said—", "then", "left"]);
    check(
        "Antidisestablish mentarianism",
        5,
        &["Antid", "isest", "ablis", "h", "menta", "riani", "sm"],
    );
    check("one two\u{a0}three four", 9, &["one", "two\u{a0}three", "four"]);
    check("quoi ? rien !", 6, &["quoi ?", "rien !"]);
    check("quoi ? rien !", 5, &["quoi", "?", "rien", "!"]);
    check("a   b   c", 3, &["a", "b", "c"]);
    check("a   b   c", 5, &["a   b", "c"]);
    check("“We’re here,” he said", 12, &["“We’re", "here,” he", "said"]);
}

#[test]
fn line_feeds_within_a_paragraph_are_one_space_or_none() {
    check("hard\nwrapped\ntext", 12, &["hard\nwrapped", "text"]);
    check("hard\n   indented", 13, &["hard\n   indented"]);
    check("天地\n玄黄", 8, &["天地\n玄黄"]);
    check("天地\n玄黄", 6, &["天地\n玄", "黄"]);
    check("天地\nabc", 7, &["天地", "abc"]);
    check("one\n, two", 4, &["one", ",", "two"]);
}

#[test]
fn chinese_and_japanese_lines_keep_their_prohibitions() {
    check("天地玄黄宇宙洪荒", 6, &["天地玄", "黄宇宙", "洪荒"]);
    check("天地玄黄宇宙洪荒", 7, &["天地玄", "黄宇宙", "洪荒"]);
    check("天地玄。黄宇宙", 6, &["天地", "玄。黄", "宇宙"]);
    check("天地「玄黄」", 6, &["天地", "「玄", "黄」"]);
    check("他说“好”的人", 5, &["他说", "“好”", "的人"]);
    check("キャラクター", 4, &["キャ", "ラク", "ター"]);
    check("한국어를 배우다", 7, &["한국어", "를 배우", "다"]);
    check("2025年11月3日", 6, &["2025年", "11月3", "日"]);
    check("　天地\u{3000}玄黄".trim_start(), 5, &["天地", "玄黄"]);
}

#[test]
fn graphemes_are_never_cut() {
    check("e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]);
    check("👨\u{200d}👩\u{200d}👧 ok", 3, &["👨\u{200d}👩\u{200d}👧", "ok"]);
    check("❤\u{fe0f}❤\u{fe0f}", 3, &["❤\u{fe0f}", "❤\u{fe0f}"]);
    check("🇬🇧🇫🇷🇩🇪", 4, &["🇬🇧🇫🇷", "🇩🇪"]);
    check("天地", 1, &["天", "地"]);
    check("a天 b", 1, &["a", "天", "b"]);
    check("👍🏽 天", 1, &["👍🏽", "天"]);
    check("1\u{fe0f}\u{20e3}a", 1, &["1\u{fe0f}\u{20e3}", "a"]);
}

/// Texts of characters that meet at many kinds of break.
fn texts(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(pieces), 0..40)
        .prop_map(|parts| parts.concat().trim_matches(is_white).to_owned())
}

const SIMPLE: &[&str] = &[
    "a", "word", "Z9", "42", "é", " ", " ", "  ", "\n", "\n ", "\t", "-", "—", "–", "…", "“", "”",
    "’", "'", "\"", "(", ")", "[", "/", ",", ".", "?", "!", "%", "$", "€", "\u{a0}", "天", "地玄",
    "。", "，", "「", "」", "っ", "カ", "ー", "한", "\u{3000}", "！", "：", "（", "|", "}",
];

const ASCII: &[&str] = &[
    "a", "to", "word", "9", " ", " ", " ", "\n", "-", "(", ")", "'", "/", ",", ".", "?", "%", "$",
];

const ANY: &[&str] = &[
    "a",
    "word",
    " ",
    "  ",
    "\n",
    "天",
    "。",
    "“",
    "”",
    "e\u{301}",
    "\u{301}",
    "👨\u{200d}👩",
    "\u{200d}",
    "❤\u{fe0f}",
    "🇬",
    "🇧",
    "👍🏽",
    "ก",
    "ำ",
    "שלום",
    "-",
    "ب",
    "لا",
    "क्ष",
    "ि",
    "1\u{fe0f}\u{20e3}",
    "\u{a0}",
    "\u{2003}",
    "ｶﾞ",
    "각",
    "ᄀ",
    "ᅡ",
    "\r\n",
    "\u{7}",
    "(",
    ")",
    "\u{2060}",
    "\u{200b}",
];

/// The whole paragraph through all of its words at once.
fn reference(text: &str, limit: u32) -> Vec<TextRange> {
    let words: Vec<Word> = paragraph(text);
    let mut ranges = Vec::new();
    for words in wrap_first_fit(&words, &[f64::from(limit)]) {
        if let [first, .., last] | [first @ last] = words {
            ranges.push(TextRange::new(first.range.start(), last.range.end()));
        }
    }
    ranges
}

fn check_tiling(text: &str, limit: u32) {
    let mut end = offset(0);
    for range in cuts(text, limit) {
        assert!(text[TextRange::new(end, range.start())].chars().all(is_white));
        let mut shown = graphemes(&text[range]).map(|(_, grapheme)| grapheme);
        assert!(shown.next().is_some_and(|first| !is_gap(first)), "{text:?} in {limit}");
        assert!(shown.next_back().is_none_or(|last| !is_gap(last)), "{text:?} in {limit}");
        end = range.end();
    }
    assert!(text[TextRange::new(end, TextSize::of(text))].is_empty());
}

#[test]
fn white_space_with_a_line_feed_is_one_column_at_the_edge_too() {
    let text = "d   \na";
    assert_eq!(ascii(text.as_bytes(), 3), None);
    assert_eq!(cuts(text, 3), [range(0, 6)]);
    assert_eq!(cuts(text, 2), [range(0, 1), range(5, 6)]);
}

proptest! {
    #[test]
    fn all_ways_give_the_same_line(text in texts(SIMPLE), limit in 1u32..30) {
        for range in cuts(&text, limit) {
            let start = range.start();
            let full = fit(&text, start, limit);
            let relative = |cut: Cut| Cut {
                end: cut.end + start,
                next: cut.next.map(|next| next + start),
            };
            let rest = &text[TextRange::new(start, TextSize::of(text.as_str()))];
            if let Some(cut) = mixed(rest, limit) {
                assert_eq!(relative(cut), full, "mixed {text:?} from {start:?} in {limit}");
            }
            if let Some(cut) = ascii(rest.as_bytes(), limit as usize) {
                assert_eq!(relative(cut), full, "ascii {text:?} from {start:?} in {limit}");
            }
        }
    }

    #[test]
    fn plain_ascii_takes_the_fast_way(text in texts(ASCII), limit in 1u32..30) {
        for range in cuts(&text, limit) {
            let start = range.start();
            let rest = &text[TextRange::new(start, TextSize::of(text.as_str()))];
            let full = fit(rest, offset(0), limit);
            match ascii(rest.as_bytes(), limit as usize) {
                Some(cut) => assert_eq!(cut, full, "{rest:?} in {limit}"),
                None => assert!(rest.contains('\n'), "{rest:?}"),
            }
        }
    }

    #[test]
    fn line_by_line_is_the_whole_paragraph(text in texts(ANY), limit in 60u32..90) {
        if !text.is_empty() {
            assert_eq!(cuts(&text, limit), reference(&text, limit), "{text:?} in {limit}");
        }
    }

    #[test]
    fn lines_tile_the_text(text in texts(ANY), limit in 1u32..30) {
        check_tiling(&text, limit);
        for range in cuts(&text, limit) {
            let shown = &text[range];
            let drawn: String = shown.chars().filter(|ch| !is_white(*ch)).collect();
            let one = graphemes(shown).count() == 1;
            assert!(one || width(&drawn) <= Columns::new(limit), "{shown:?} in {limit}");
        }
    }
}
