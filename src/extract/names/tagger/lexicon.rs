//! The lexicon: what is known of a great many words, in four bytes each.
//!
//! Ordinary words of English by how common they are, given and family names of a census, and cities. A
//! word is looked up by the hash of its lower case, a phrase by the hashes of its words; the file is
//! compiled in and searched where it lies. All numbers are little-endian:
//!
//! | bytes | what |
//! |---|---|
//! | 4 × (`BUCKETS` + 1) | the first entry of every bucket, and the end |
//! | 4 an entry | its fingerprint above, what is known in the lowest byte; sorted within the bucket |
//!
//! It must not know what the tagger makes of a word.

use std::collections::BTreeMap;

use crate::extract::names::tagger::hash::mix;

/// What is known of a word or phrase.
pub(crate) type Known = u8;

/// The bits of how common an ordinary word is: 1 for the most common, up to 3; 0 for no such word.
pub(crate) const COMMON: Known = 0b11;
/// A given name.
pub(crate) const GIVEN: Known = 1 << 2;
/// One of the more common family names.
pub(crate) const FAMILY: Known = 1 << 3;
/// One of the rarer family names.
pub(crate) const RARE_FAMILY: Known = 1 << 4;
/// A city.
pub(crate) const CITY: Known = 1 << 5;
/// A town.
pub(crate) const TOWN: Known = 1 << 6;

static LEXICON: &[u8] = include_bytes!("../../../../assets/names/lexicon.bin");

const BUCKET_BITS: u32 = 13;
const BUCKETS: usize = 1 << BUCKET_BITS;

/// Returns what is known of a word or phrase.
pub(crate) fn known(hash: u64) -> Known {
    find(hash).unwrap_or(0)
}

/// Returns the hash of the phrase that a word, or the phrase before it, makes with the next word.
pub(crate) const fn join(phrase: u64, word: u64) -> u64 {
    mix(phrase, word)
}

fn find(hash: u64) -> Option<Known> {
    let bucket = usize::try_from(hash >> (64 - BUCKET_BITS)).ok()?;
    let fingerprint = fingerprint(hash);
    let offset = |at: u32| usize::try_from(at).ok()?.checked_add(BUCKETS + 1);
    let (first, end) = (offset(number(bucket)?)?, offset(number(bucket + 1)?)?);
    (first..end)
        .map_while(number)
        .find(|entry| entry >> 8 == fingerprint)
        .map(|entry| entry.to_le_bytes()[0])
}

/// Returns the 24 bits behind those that choose the bucket.
fn fingerprint(hash: u64) -> u32 {
    u32::try_from(hash << BUCKET_BITS >> 40).unwrap_or(0)
}

fn number(at: usize) -> Option<u32> {
    let bytes = LEXICON.get(4 * at..4 * at + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

/// Writes a lexicon of what is known by hash.
pub(crate) fn encode(known: &BTreeMap<u64, Known>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(4 * (BUCKETS + 1 + known.len()));
    let hashes: Vec<u64> = known.keys().copied().collect();
    for bucket in 0..=BUCKETS as u64 {
        let first = hashes.partition_point(|hash| *hash >> (64 - BUCKET_BITS) < bucket);
        bytes.extend(u32::try_from(first).unwrap_or(u32::MAX).to_le_bytes());
    }
    for (hash, known) in known {
        bytes.extend((fingerprint(*hash) << 8 | u32::from(*known)).to_le_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::{BUCKETS, CITY, COMMON, FAMILY, GIVEN, LEXICON, TOWN, join, known, number};
    use crate::extract::names::tagger::word::Word;

    fn of(words: &str) -> u8 {
        let mut hashes = words.split(' ').map(|word| Word::new(word).lower);
        let first = hashes.next().unwrap();
        known(hashes.fold(first, join))
    }

    #[test]
    fn words_names_and_cities_are_known() {
        assert_eq!((of("the") & COMMON, of("People") & COMMON), (1, 1));
        assert!(of("resilience") & COMMON > 1 && of("Strategic") & COMMON > 0);
        assert!(of("Deborah") & GIVEN > 0 && of("SMITH") & FAMILY > 0);
        assert!(of("Reading") & CITY > 0 && of("Reading") & COMMON > 0);
        assert!(of("San Salvador") & CITY > 0 && of("Hemel Hempstead") & (CITY | TOWN) > 0);
        for unknown in ["Lindqvistson", "Qwertish", "San Qwertish", ""] {
            assert_eq!(of(unknown), 0, "{unknown}");
        }
    }

    #[test]
    fn the_lexicon_has_the_length_it_says() {
        let entries = usize::try_from(number(BUCKETS).unwrap()).unwrap();
        assert_eq!(LEXICON.len(), 4 * (BUCKETS + 1 + entries));
    }
}
