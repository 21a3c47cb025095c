//! Small work on the words of pages: collapsing, opening entities, keys to compare by.

use crate::text::clean::clean;

/// The most bytes of one string of a page.
const LONGEST: usize = 8 * 1024;

/// Cleans a string and makes every stretch of white space one space.
pub fn collapse(text: &str) -> String {
    let text = within(text);
    let text = clean(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Opens the entities and drops the tags that stand in a string which should have none.
pub fn opened(text: &str) -> String {
    let marked =
        text.contains('&') && text.contains(';') || text.contains("</") || text.contains("<br");
    if !marked {
        return collapse(text);
    }
    collapse(&dom_query::Document::fragment(within(text)).text())
}

fn within(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// Returns the letters and digits of a text in lower case, by which writings of it are compared.
pub fn key(text: &str) -> String {
    text.chars().filter(|ch| ch.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns the words of a text in lower case, without signs.
pub fn words(text: &str) -> Vec<String> {
    text.split(|ch: char| !ch.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Tells how many of the words of both texts are shared, in hundredths.
pub fn likeness(a: &str, b: &str) -> i32 {
    let (a, b) = (words(a), words(b));
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let mut left = b.clone();
    let mut shared = 0;
    for word in a.iter().take(100) {
        if let Some(at) = left.iter().position(|other| other == word) {
            left.swap_remove(at);
            shared += 1;
        }
    }
    200 * shared / i32::try_from(a.len() + b.len()).unwrap_or(i32::MAX)
}

/// Returns the words of classes and identities: `postAuthor-name` has three.
pub fn labels_of(classes: &str) -> Vec<String> {
    let mut labels = Vec::new();
    let mut word = String::new();
    let mut lower = false;
    for ch in within(classes).chars() {
        let turns = ch.is_ascii_uppercase() && lower;
        if (turns || !ch.is_alphanumeric()) && !word.is_empty() {
            labels.push(std::mem::take(&mut word));
        }
        if ch.is_alphanumeric() {
            word.extend(ch.to_lowercase());
        }
        lower = ch.is_lowercase();
        if labels.len() >= 40 {
            return labels;
        }
    }
    if !word.is_empty() {
        labels.push(word);
    }
    labels
}
