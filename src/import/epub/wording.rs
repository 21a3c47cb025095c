//! Wording: strings from a book as they may be shown and compared.

use std::collections::BTreeSet;

use crate::text::clean::clean;

/// Cleans a string and makes one line of it.
pub fn words(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the different words of a text without case and punctuation; numbers are the same however
/// they are written.
pub fn tokens(text: &str) -> BTreeSet<String> {
    let parts = text.split(|ch: char| !ch.is_alphanumeric()).filter(|part| !part.is_empty());
    let words = parts.map(str::to_lowercase);
    words.map(|word| roman(&word).map_or(word, |number| number.to_string())).collect()
}

/// Reads a number of a chapter in Roman digits.
fn roman(word: &str) -> Option<u32> {
    let values: Option<Vec<u32>> = word
        .chars()
        .map(|ch| match ch {
            'i' => Some(1),
            'v' => Some(5),
            'x' => Some(10),
            'l' => Some(50),
            'c' => Some(100),
            _ => None,
        })
        .collect();
    let values = values.filter(|values| (1..=8).contains(&values.len()))?;
    let (mut number, mut last) = (0, 0);
    for value in values.iter().rev() {
        // A smaller digit before a greater one is taken off.
        number = if *value < last { u32::saturating_sub(number, *value) } else { number + value };
        last = last.max(*value);
    }
    Some(number)
}

/// Tells whether two texts say the same but for case and punctuation.
pub fn same(one: &str, other: &str) -> bool {
    letters(one) == letters(other)
}

/// Returns the letters and digits of a text in small letters.
pub fn letters(text: &str) -> String {
    text.chars().filter(|ch| ch.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Makes a text harmless within HTML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::{escape, same, tokens, words};

    #[test]
    fn strings_are_one_line_and_compared_by_their_words() {
        assert_eq!(words(" A\n\tbook\u{202e} \u{1b}[1m"), "A book ␛[1m");
        assert!(same("CHAPTER I. Loomings", "Chapter I — Loomings."));
        assert!(!same("Chapter I", "Chapter II"));
        assert_eq!(tokens("It is it.").len(), 2);
        assert_eq!(tokens("XIV. The Pier"), tokens("14 the pier"));
        assert_ne!(tokens("IX"), tokens("XI"));
        assert_eq!(escape("a<b & \"c\""), "a&lt;b &amp; &quot;c&quot;");
    }
}
