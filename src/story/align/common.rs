//! How common words and runs of characters are in news of every kind.
//!
//! Two small lists, sorted by their bytes and searched where they lie: in how many sentences of the project's own
//! news texts a word or a run of four characters stands. What is not listed is rare. Within a story everything is
//! about the same, so rarity there alone does not tell `has` from a name. It must not know any story.

use crate::extract::lists::{WordList, starts};

/// Words and in how many sentences they stand.
const WORDS: &str = include_str!("../../../assets/stories/words.tsv");
/// Runs of characters and in how many sentences they stand.
const RUNS: &str = include_str!("../../../assets/stories/runs.tsv");
/// Words that say about the same as others in news, in the form in which words are compared, with the first word
/// of their group and in how many sentences any of it stands.
const ALIKE: &str = include_str!("../../../assets/stories/alike.tsv");
/// How many sentences were counted.
const SENTENCES: f64 = 10_900.0;
/// The fewest sentences of a listed word, and of a listed run.
pub(crate) const FEWEST: [u32; 2] = [10, 40];
/// How many characters stand in a run.
pub(crate) const RUN: usize = 4;

const WORD_LIST: WordList = WordList::new(WORDS, &starts(WORDS));
const ALIKE_LIST: WordList = WordList::new(ALIKE, &starts(ALIKE));
static LISTED_RUNS: [(u32, u32); lines(RUNS)] = listed(RUNS);

/// Returns how rare a word is.
pub(crate) fn word(word: &str) -> f64 {
    let listed = WORD_LIST.get(word).and_then(|count| count.parse().ok());
    rarity(listed.unwrap_or(FEWEST[0] / 2))
}

/// Returns how rare a run of characters is.
pub(crate) fn run(run: [char; RUN]) -> f64 {
    let mut key = 0;
    for ch in run {
        // No run with another character is listed.
        key = key << 8 | u8::try_from(ch).map_or(0, u32::from);
    }
    let listed = LISTED_RUNS.binary_search_by_key(&key, |(run, _)| *run).ok();
    let count = listed.and_then(|at| LISTED_RUNS.get(at)).map(|(_, count)| *count);
    rarity(count.unwrap_or(FEWEST[1] / 2))
}

/// Returns the first word of the group of words that say about the same as a word, if it is in one, with how rare
/// they are together.
pub(crate) fn alike(word: &str) -> Option<(&'static str, f64)> {
    let (first, count) = ALIKE_LIST.get(word)?.split_once(' ')?;
    Some((first, rarity(count.parse().ok()?)))
}

fn rarity(count: u32) -> f64 {
    ((SENTENCES + 1.0) / (f64::from(count) + 0.5)).ln().max(0.0)
}

/// Counts the lines of a list; while compiling.
const fn lines(list: &str) -> usize {
    let (bytes, mut at, mut count) = (list.as_bytes(), 0, 0);
    while at < bytes.len() {
        count += (bytes[at] == b'\n') as usize;
        at += 1;
    }
    count
}

/// Reads a list of runs of single bytes, each as one number, with their counts; while compiling.
const fn listed<const LINES: usize>(list: &str) -> [(u32, u32); LINES] {
    let (bytes, mut at, mut line) = (list.as_bytes(), 0, 0);
    let mut entries = [(0, 0); LINES];
    while line < LINES {
        let [a, b, c, d] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
        let mut count = 0;
        at += RUN + 1;
        while bytes[at] != b'\n' {
            count = count * 10 + (bytes[at] - b'0') as u32;
            at += 1;
        }
        entries[line] = (u32::from_be_bytes([a, b, c, d]), count);
        at += 1;
        line += 1;
    }
    entries
}

#[cfg(test)]
mod tests;
