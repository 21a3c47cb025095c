//! How common words and runs of characters are in news of every kind.
//!
//! Two small lists, sorted by their bytes: in how many sentences of the project's own news texts a word or a run
//! of four characters stands. What is not listed is rare. Within a story everything is about the
//! same, so rarity there alone does not tell `has` from a name. It must not know any story.

/// Words and in how many sentences they stand.
const WORDS: &str = include_str!("../../../assets/stories/words.tsv");
/// Runs of characters and in how many sentences they stand.
const RUNS: &str = include_str!("../../../assets/stories/runs.tsv");
/// Groups of words that say about the same in news, one a line, in the form in which words are compared.
const ALIKE: &str = include_str!("../../../assets/stories/alike.tsv");
/// How many sentences were counted.
const SENTENCES: f64 = 10_900.0;
/// The fewest sentences of a listed word, and of a listed run.
pub(crate) const FEWEST: [u32; 2] = [10, 40];

/// A list entry with how rare it is.
pub(crate) type Entry = (&'static str, f64);

/// Returns the listed words.
pub(crate) fn words() -> impl Iterator<Item = Entry> {
    entries(WORDS)
}

/// Returns the listed runs of characters.
pub(crate) fn runs() -> impl Iterator<Item = Entry> {
    entries(RUNS)
}

/// Returns the groups of words that say about the same, each with how rare they are together.
pub(crate) fn alike() -> impl Iterator<Item = (std::str::Split<'static, char>, f64)> {
    let groups = ALIKE.lines().filter_map(|line| line.rsplit_once('\t'));
    groups.filter_map(|(group, count)| Some((group.split(' '), rarity(count.parse().ok()?))))
}

/// Returns how rare a word is that is not listed.
pub(crate) fn rare_word() -> f64 {
    rarity(FEWEST[0] / 2)
}

/// Returns how rare a run is that is not listed.
pub(crate) fn rare_run() -> f64 {
    rarity(FEWEST[1] / 2)
}

fn entries(list: &'static str) -> impl Iterator<Item = Entry> {
    let lines = list.lines().filter_map(|line| line.rsplit_once('\t'));
    lines.filter_map(|(entry, count)| Some((entry, rarity(count.parse().ok()?))))
}

fn rarity(count: u32) -> f64 {
    ((SENTENCES + 1.0) / (f64::from(count) + 0.5)).ln().max(0.0)
}

#[cfg(test)]
mod tests;
