//! How common a word is as an ordinary word: what a capital is worth at the start of a sentence and in a
//! headline depends on it.
//!
//! The list is compiled in as numbers, sorted and searched where they lie: the high bits of a word's hash
//! and, in the lowest two, its class. It must not know names.

/// The list: four bytes a word, little-endian.
static WORDS: &[u8] = include_bytes!("../../../../assets/names/common_words.bin");

/// Returns the class of a word by the hash of its lower case: 1 for the most common words, up to 3;
/// 0 for those that are not listed.
pub(crate) fn commonness(lower: u64) -> u8 {
    let key = entry(lower, 0);
    let (mut low, mut high) = (0, WORDS.len() / 4);
    while low < high {
        let middle = low.midpoint(high);
        let found = number(middle);
        if found & !3 == key {
            return u8::try_from(found & 3).unwrap_or(0);
        }
        if found < key {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    0
}

/// Returns the number of a word in the list.
pub(crate) const fn entry(lower: u64, class: u8) -> u32 {
    let [.., a, b, c, d] = lower.to_le_bytes();
    u32::from_le_bytes([a, b, c, d]) & !3 | (class & 3) as u32
}

fn number(at: usize) -> u32 {
    let bytes = WORDS.get(4 * at..4 * at + 4).and_then(|bytes| bytes.try_into().ok());
    bytes.map_or(0, u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::{WORDS, commonness, number};
    use crate::extract::names::tagger::word::Word;

    #[test]
    fn ordinary_words_have_a_class_and_names_none() {
        let class = |word: &str| commonness(Word::new(word).lower);
        assert_eq!((class("the"), class("People")), (1, 1));
        assert!(class("resilience") > 1 && class("Strategic") > 0);
        for name in ["Lindqvist", "Xinhua", "Okafor", "Hangzhou"] {
            assert_eq!(class(name), 0, "{name}");
        }
    }

    #[test]
    fn the_list_is_sorted() {
        assert_eq!(WORDS.len() % 4, 0);
        assert!((1..WORDS.len() / 4).all(|at| number(at - 1) < number(at)));
    }
}
