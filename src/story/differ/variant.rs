//! Variants: when two names are one that is spelled otherwise, and when one word of them is another.

use std::ops::Range;

use crate::story::differ::words::{Lexicon, Word, folded};

/// Returns the runs of capitalised words of a sentence, two words or longer.
pub(crate) fn runs(lexicon: &Lexicon, words: &[Word]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !words.get(at).is_some_and(|word| word.capital) {
            at += 1;
            continue;
        }
        let start = at;
        let mut end = at + 1;
        while let Some(next) = words.get(end) {
            let joins = matches!(lexicon.form(next), "-" | "of")
                && words.get(end + 1).is_some_and(|word| word.capital);
            if !next.capital && !joins {
                break;
            }
            end += if joins { 2 } else { 1 };
        }
        let first = words.get(start);
        // `Keng-ban` and `Kengban` are not held against each other word by word.
        let split = words.get(end).is_some_and(|next| lexicon.form(next) == "-");
        let end = if split { end - 1 } else { end };
        // The first word of a sentence is a capital in any case.
        let small = first.is_some_and(|word| !word.is_content());
        let start = if small { start + 1 } else { start };
        if end > start + 1 {
            found.push(start..end);
        }
        at = end.max(start + 1);
    }
    found
}

/// Returns the one word in which two names differ that are else the same.
pub(crate) fn only_difference<'r>(
    one: &[&'r str],
    other: &[&'r str],
) -> Option<(&'r str, &'r str)> {
    if one.len() != other.len() || one.len() < 2 {
        return None;
    }
    let mut apart = one.iter().zip(other).filter(|(a, b)| a != b);
    let (a, b) = apart.next()?;
    let reordered = one.contains(b) || other.contains(a);
    (apart.next().is_none() && !reordered).then_some((*a, *b))
}

/// Tells whether two words are near enough for one to stand for the other, and are no spellings of one name.
pub(crate) fn is_related(one: &str, other: &str) -> bool {
    let letters = |word: &str| word.chars().all(char::is_alphabetic);
    if !letters(one) || !letters(other) || skeleton(one) == skeleton(other) {
        return false;
    }
    let plural = |a: &str, b: &str| a.strip_suffix('s') == Some(b);
    if plural(one, other) || plural(other, one) {
        return false;
    }
    let common = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let shorter = one.len().min(other.len());
    let ends = shorter >= 4 && (one.ends_with(other) || other.ends_with(one));
    common >= 4 || ends || shorter >= 4 && distance(one, other) <= if shorter >= 7 { 2 } else { 1 }
}

/// Tells whether two words of names are spellings of one: `Sergei` and `Sergey`, `Müller` and `Mueller`.
///
/// How a name ends is heard in every spelling, and tells `Martin` from `Martina`.
pub(crate) fn is_spelling(one: &str, other: &str) -> bool {
    /// Shorter names are too near to others: `Holm` and `Helm`.
    const SHORTEST: usize = 5;
    let (one, other) = (plain(one), plain(other));
    if one == other {
        return !one.is_empty();
    }
    let shorter = one.chars().count().min(other.chars().count());
    shorter >= SHORTEST
        && one.chars().next() == other.chars().next()
        && one.chars().next_back() == other.chars().next_back()
        && skeleton(&one) == skeleton(&other)
        && distance(&one, &other) <= shorter / 3
}

/// Returns a word of a name without accents and stops, with letters that are written for one sound made one.
fn plain(word: &str) -> String {
    let lower = folded(word.trim_matches(|ch: char| !ch.is_alphanumeric()));
    let lower = lower.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    let letters = lower.chars().map(|ch| match ch {
        'y' | 'j' => 'i',
        'c' => 'k',
        ch => ch,
    });
    let mut kept = String::new();
    for ch in letters {
        if !kept.ends_with(ch) {
            kept.push(ch);
        }
    }
    kept
}

/// Returns the consonants of a word, each once: what transliterations leave as it is.
fn skeleton(word: &str) -> String {
    let mut kept = String::new();
    for ch in word.chars() {
        let ch = match ch {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'j' => continue,
            'z' => 's',
            'c' | 'q' => 'k',
            'w' => 'v',
            ch => ch,
        };
        if !kept.ends_with(ch) {
            kept.push(ch);
        }
    }
    kept
}

/// Returns how many letters must be changed to make one word of another; words are short.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<_> = other.chars().take(24).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, ch) in one.chars().take(24).enumerate() {
        let mut last = at;
        let mut left = at + 1;
        for (to, own) in other.iter().enumerate() {
            let above = row.get(to + 1).copied().unwrap_or_default();
            let best = (last + usize::from(ch != *own)).min(above + 1).min(left + 1);
            last = above;
            if let Some(cell) = row.get_mut(to) {
                *cell = left;
            }
            left = best;
        }
        if let Some(cell) = row.last_mut() {
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{distance, is_related, is_spelling};

    #[test]
    fn letters_are_counted() {
        let table =
            [("holm", "holm", 0), ("holm", "helm", 1), ("qiang", "keqiang", 2), ("", "abc", 3)];
        for (one, other, expected) in table {
            assert_eq!(distance(one, other), expected, "{one} {other}");
            assert_eq!(distance(other, one), expected, "{other} {one}");
        }
    }

    #[test]
    fn transliterations_and_plurals_are_one_word() {
        for (one, other) in [("zelensky", "zelenskyy"), ("mohammed", "muhammad"), ("game", "games")]
        {
            assert!(!is_related(one, other), "{one} {other}");
        }
        for (one, other) in [("cultural", "culture"), ("holm", "holmberg"), ("marten", "martel")] {
            assert!(is_related(one, other), "{one} {other}");
        }
        assert!(!is_related("north", "south"));
    }

    #[test]
    fn spellings_are_told_from_other_names() {
        let table = [
            ("Sergei", "Sergey"),
            ("Mohammed", "Muhammad"),
            ("Philip", "Phillip"),
            ("Dmitri", "Dmitry"),
            ("Catherine", "Katherine"),
            ("Müller", "Mueller"),
            ("Köhl", "Koehl"),
            ("Helen", "Hellen"),
            ("Yuri", "Yury"),
            ("José", "Jose"),
            ("Jan.", "Jan"),
        ];
        for (one, other) in table {
            assert!(is_spelling(one, other) && is_spelling(other, one), "{one} {other}");
        }
        let table = [
            ("Martin", "Martina"),
            ("Daniel", "Danielle"),
            ("Helen", "Ellen"),
            ("Holm", "Helm"),
            ("Holm", "Holmberg"),
            ("Peter", "Pieter Lund"),
            ("Anna", "Anne"),
            ("", "."),
        ];
        for (one, other) in table {
            assert!(!is_spelling(one, other) && !is_spelling(other, one), "{one} {other}");
        }
    }
}
