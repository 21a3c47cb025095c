//! What the tagger sees of a word by itself: its form, shape and affixes, as hashes.
//!
//! It must not know lists, neighbours or documents.

use crate::extract::names::tagger::hash::{mix, of_chars};

/// A word as hashes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    /// The word as it is written.
    pub(crate) form: u64,
    /// The word in lower case.
    pub(crate) lower: u64,
    /// Its capitals, digits and joints, with repetitions left out.
    pub(crate) shape: u64,
    /// The first one to four characters in lower case.
    pub(crate) prefixes: [u64; 4],
    /// The last one to four characters in lower case.
    pub(crate) suffixes: [u64; 4],
    /// The number of characters, at most eight.
    pub(crate) length: u8,
}

impl Word {
    /// Looks at a word.
    pub(crate) fn new(text: &str) -> Self {
        let form = mix(of_chars(text.chars().map(plain)), 1);
        let mut lower = [' '; LONGEST];
        let mut length = 0;
        for ch in text.chars().map(plain).flat_map(char::to_lowercase).take(LONGEST) {
            lower[length] = ch;
            length += 1;
        }
        let lower = &lower[..length];
        let hash = |chars: &[char]| mix(of_chars(chars.iter().copied()), 2);
        let mut word = Self {
            form,
            lower: hash(lower),
            shape: shape(text),
            length: u8::try_from(length.min(8)).unwrap_or(8),
            ..Self::default()
        };
        for size in 1..=4.min(length) {
            word.prefixes[size - 1] = hash(&lower[..size]);
            word.suffixes[size - 1] = hash(&lower[length - size..]);
        }
        word
    }
}

/// The characters of a word that are looked at.
const LONGEST: usize = 40;

/// Apostrophes and hyphens of every kind are one.
const fn plain(ch: char) -> char {
    match ch {
        '’' => '\'',
        '‑' => '-',
        other => other,
    }
}

fn shape(text: &str) -> u64 {
    let mut last = ('\0', 0_u8);
    let signs = text.chars().map(plain).take(LONGEST).filter_map(|ch| {
        let sign = match ch {
            _ if ch.is_uppercase() => 'X',
            _ if ch.is_alphabetic() => 'x',
            _ if ch.is_numeric() => 'd',
            other => other,
        };
        last = if last.0 == sign { (sign, last.1.saturating_add(1)) } else { (sign, 1) };
        (last.1 <= 2).then_some(sign)
    });
    mix(of_chars(signs), 3)
}

#[cfg(test)]
mod tests {
    use super::Word;

    #[test]
    fn words_of_one_form_shape_or_ending_look_the_same() {
        let (one, other) = (Word::new("Lindqvist"), Word::new("Almqvist"));
        assert_eq!((one.shape, one.suffixes), (other.shape, other.suffixes));
        assert_ne!(one.lower, other.lower);
        assert_eq!(Word::new("REUTERS").lower, Word::new("Reuters").lower);
        assert_ne!(Word::new("REUTERS").shape, Word::new("Reuters").shape);
        assert_eq!(Word::new("O’Neill").form, Word::new("O'Neill").form);
        assert_ne!(Word::new("U.S.").shape, Word::new("US").shape);
        assert_eq!(Word::new("X").prefixes[1..], [0; 3]);
    }
}
