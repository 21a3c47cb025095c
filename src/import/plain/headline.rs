//! Headlines: what a line before the running text looks like.

use crate::import::dateline;
use crate::import::plain::credits::is_caption;
use crate::import::plain::marks::field;
use crate::import::script::{ends_sentence, is_cjk, length};
use crate::text::{TextRange, offset};

/// Tells whether a line reads as a headline: some words, no sentence, no label.
pub fn is_headline(words: &str) -> bool {
    let chars = length(words);
    let wide = words.chars().filter(|ch| is_cjk(*ch)).count();
    let count = words.split_whitespace().count();
    let sized = if wide * 2 > chars {
        (4..=60).contains(&chars)
    } else {
        (2..=30).contains(&count) && chars <= 200
    };
    sized
        && !words.ends_with(['.', '。', ';', '；', ':', '：', ',', '，', '、'])
        && starts_headline(words)
        && !field(words).is_some_and(|(name, _)| {
            ["From", "To", "Date", "Subject", "Cc", "Sent"].contains(&name)
        })
        && label(words).is_none()
        && !is_caption(words)
        && dateline::read(words, TextRange::up_to(offset(words.len())), None).is_none()
}

/// Headlines begin with a capital, or with a name that has one further on: `eBay`.
fn starts_headline(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    words.starts_with(|ch: char| ch.is_numeric() || is_cjk(ch) || is_opening(ch))
        || (first.starts_with(char::is_alphabetic) && first.contains(char::is_uppercase))
}

/// Tells whether a character opens a quotation or an exclamation.
pub const fn is_opening(ch: char) -> bool {
    matches!(ch, '"' | '\'' | '“' | '‘' | '«' | '「' | '『' | '《' | '【' | '¿' | '¡')
}

/// Tells whether a line is running text: a sentence of some length, or long.
pub fn is_body(words: &str) -> bool {
    let sentence = ends_sentence(words) || ends_sentence(words.trim_end_matches([':', '：']));
    (sentence && length(words) >= 20) || length(words) > 200
}

/// Splits a line that names something the text is about as files of books have it; the name in lower
/// case.
pub fn label(words: &str) -> Option<(String, &str)> {
    let names = [
        "title",
        "subtitle",
        "author",
        "authors",
        "editor",
        "translator",
        "illustrator",
        "language",
        "publisher",
        "publication",
        "release date",
        "posting date",
        "original publication",
        "credits",
        "section",
    ];
    let (name, value) = words.split_once(':')?;
    let name = name.trim().to_lowercase();
    (names.contains(&name.as_str()) && length(words) <= 200).then(|| (name, value.trim()))
}
