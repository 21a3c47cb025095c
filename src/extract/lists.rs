//! The word lists of extraction, searched where they lie.
//!
//! Every list is a file sorted by its bytes and compiled in, so that a look-up is a binary search
//! over the file itself: nothing is read, built or kept in memory. It must not know what a step
//! makes of a hit.

use std::borrow::Cow;

/// Given names of many cultures.
pub(crate) const FIRST_NAMES: WordList = WordList {
    lines: include_str!("../../assets/lists/first_names.txt"),
    starts: &starts(include_str!("../../assets/lists/first_names.txt")),
};
/// Family names of many cultures.
pub(crate) const SURNAMES: WordList = WordList {
    lines: include_str!("../../assets/lists/surnames.txt"),
    starts: &starts(include_str!("../../assets/lists/surnames.txt")),
};
/// Countries, regions, cities, waters and mountains.
pub(crate) const PLACES: WordList = WordList {
    lines: include_str!("../../assets/lists/places.txt"),
    starts: &starts(include_str!("../../assets/lists/places.txt")),
};
/// Organisations; a short form has the full name beside it.
pub(crate) const ORGANIZATIONS: WordList = WordList {
    lines: include_str!("../../assets/lists/organizations.tsv"),
    starts: &starts(include_str!("../../assets/lists/organizations.tsv")),
};
/// Words that head or end the name of an organisation.
pub(crate) const ORGANIZATION_WORDS: WordList = WordList {
    lines: include_str!("../../assets/lists/organization_words.txt"),
    starts: &starts(include_str!("../../assets/lists/organization_words.txt")),
};
/// Titles and offices, in lower case.
pub(crate) const TITLES: WordList = WordList {
    lines: include_str!("../../assets/lists/titles.txt"),
    starts: &starts(include_str!("../../assets/lists/titles.txt")),
};
/// Adjectives and nouns of belonging, with the place beside them.
pub(crate) const DEMONYMS: WordList = WordList {
    lines: include_str!("../../assets/lists/demonyms.tsv"),
    starts: &starts(include_str!("../../assets/lists/demonyms.tsv")),
};
/// Forms of verbs of speech, with the base form beside them.
pub(crate) const SPEECH_VERBS: WordList = WordList {
    lines: include_str!("../../assets/lists/speech_verbs.tsv"),
    starts: &starts(include_str!("../../assets/lists/speech_verbs.tsv")),
};
/// Stems of common words, with the share of articles they stand in beside them, in ten thousandths.
pub(crate) const COMMON_WORDS: WordList = WordList {
    lines: include_str!("../../assets/lists/common_words.tsv"),
    starts: &starts(include_str!("../../assets/lists/common_words.tsv")),
};
/// Words that make a sentence uncertain, with their class beside them.
pub(crate) const HEDGES: WordList = WordList {
    lines: include_str!("../../assets/lists/hedges.tsv"),
    starts: &starts(include_str!("../../assets/lists/hedges.tsv")),
};

/// What a list knows of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Probe {
    /// No entry begins like this.
    Absent,
    /// An entry begins like this, and goes on.
    Begins,
    /// The words are an entry, with this value.
    Is(&'static str),
}

/// A list of lines sorted by their bytes, each an entry with an optional value after a tab.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordList {
    lines: &'static str,
    /// Where the entries with each first byte begin.
    starts: &'static [usize; 257],
}

impl WordList {
    /// Makes a list of sorted lines, given what [`starts`] says of them.
    pub(crate) const fn new(lines: &'static str, starts: &'static [usize; 257]) -> Self {
        Self { lines, starts }
    }

    /// Tells whether the list has the entry.
    pub(crate) fn contains(self, entry: &str) -> bool {
        self.get(entry).is_some()
    }

    /// Tells whether any entry may begin with the word. Never denies it of one that does, so that
    /// longer phrases need to be looked up only behind such a word.
    pub(crate) fn may_begin_with(self, word: &str) -> bool {
        // The lists write straight apostrophes.
        word.contains('’') || self.first_from(word).starts_with(word)
    }

    /// Tells what the list knows of words that may be an entry or begin one.
    pub(crate) fn probe(self, words: &str) -> Probe {
        let rest = self.first_from(words);
        let Some(behind) = rest.strip_prefix(words) else { return Probe::Absent };
        match behind.bytes().next() {
            None | Some(b'\n') => Probe::Is(""),
            Some(b'\t') => Probe::Is(split(rest.lines().next().unwrap_or_default()).1),
            Some(_) => Probe::Begins,
        }
    }

    /// Returns the lines from the first one that is not less than the word.
    fn first_from(self, word: &str) -> &'static str {
        let bytes = self.lines.as_bytes();
        let Some(first) = word.bytes().next().map(usize::from) else { return self.lines };
        let (mut low, mut high) = (self.starts[first], self.starts[first + 1]);
        while low < high {
            let middle = low.midpoint(high);
            let start = memchr::memrchr(b'\n', &bytes[low..middle]).map_or(low, |at| low + at + 1);
            // Ends of lines and tabs sort before all that a key may hold, so what stands behind a
            // shorter key sorts it as it should.
            let end = (start + word.len()).min(bytes.len());
            if bytes[start..end] < *word.as_bytes() {
                low = memchr::memchr(b'\n', &bytes[middle..]).map_or(high, |at| middle + at + 1);
                low = low.min(high);
            } else {
                high = start;
            }
        }
        self.lines.get(low..).unwrap_or_default()
    }

    /// Returns the value beside an entry, empty if it has none; nothing if the entry is not there.
    pub(crate) fn get(self, entry: &str) -> Option<&'static str> {
        let (key, value) = split(self.first_from(entry).lines().next()?);
        (key == entry).then_some(value)
    }
}

/// Returns where the lines with each first byte begin, and the end; computed while compiling.
pub(crate) const fn starts(lines: &str) -> [usize; 257] {
    let bytes = lines.as_bytes();
    let mut starts = [bytes.len(); 257];
    let mut first = 0;
    let mut low = 0;
    while first < 256 {
        let mut high = bytes.len();
        while low < high {
            let middle = low.midpoint(high);
            let mut start = middle;
            while start > low && bytes[start - 1] != b'\n' {
                start -= 1;
            }
            if (bytes[start] as usize) < first {
                low = middle;
                while low < high && bytes[low] != b'\n' {
                    low += 1;
                }
                if low < high {
                    low += 1;
                }
            } else {
                high = start;
            }
        }
        starts[first] = low;
        first += 1;
    }
    starts
}

/// Tells whether a short list of words, separated by single spaces, has the word.
///
/// The lists are too short for a search that has to be prepared: many places at a time are compared at the
/// four bytes that settle nearly every word.
pub(crate) fn is_listed(list: &str, word: &str) -> bool {
    let (list, word) = (list.as_bytes(), word.as_bytes());
    let (Some(opening), Some(closing)) = (word.first(), word.last()) else { return false };
    if word.len() > list.len() {
        return false;
    }
    let is_word = |at: usize| {
        let before = at.checked_sub(1).is_none_or(|before| list[before] == b' ');
        let after = list.get(at + word.len()).is_none_or(|after| *after == b' ');
        before && after && list[at..].starts_with(word)
    };
    let is_one_word = || !word.contains(&b' ');
    if is_word(0) || is_word(list.len() - word.len()) {
        return is_one_word();
    }
    // Everywhere else it stands between two spaces.
    let ends = Ends { first: *opening, last: *closing, length: word.len() };
    let places = (list.len() - word.len()).saturating_sub(1);
    let hit = |at: usize, step: usize| (at..at + step).any(|at| is_word(at + 1));
    let is_met = match places {
        32.. => steps(places, 32).any(|at| ends.meet::<32>(list, at) && hit(at, 32)),
        8.. => steps(places, 8).any(|at| ends.meet::<8>(list, at) && hit(at, 8)),
        _ => hit(0, places),
    };
    is_met && is_one_word()
}

/// Returns where steps over a number of places begin; the last reaches back, so that all are full.
fn steps(places: usize, step: usize) -> impl Iterator<Item = usize> {
    let last = places - step;
    (0..places.div_ceil(step)).map(move |count| (count * step).min(last))
}

/// What a word begins and ends with.
struct Ends {
    first: u8,
    last: u8,
    length: usize,
}

impl Ends {
    /// Tells whether the word may stand behind a space at one of `N` places.
    #[inline]
    fn meet<const N: usize>(&self, list: &[u8], at: usize) -> bool {
        let bytes = |at: usize| list.get(at..).and_then(|list| list.first_chunk::<N>());
        let (Some(before), Some(firsts), Some(lasts), Some(behind)) =
            (bytes(at), bytes(at + 1), bytes(at + self.length), bytes(at + self.length + 1))
        else {
            return true;
        };
        let mut met = 0;
        for place in 0..N {
            met |= u8::from(before[place] == b' ')
                & u8::from(firsts[place] == self.first)
                & u8::from(lasts[place] == self.last)
                & u8::from(behind[place] == b' ');
        }
        met != 0
    }
}

/// Returns a word in lower case; most words already are and are not copied.
pub(crate) fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase())
}

fn split(line: &'static str) -> (&'static str, &'static str) {
    line.split_once('\t').unwrap_or((line, ""))
}

#[cfg(test)]
mod tests {
    use super::{
        DEMONYMS, FIRST_NAMES, HEDGES, ORGANIZATION_WORDS, ORGANIZATIONS, PLACES, Probe,
        SPEECH_VERBS, SURNAMES, TITLES, WordList, is_listed, split,
    };

    #[test]
    fn short_lists_have_their_words_and_no_parts_of_them() {
        let long = "of for de la Prime Minister café a.m. U.S. ".repeat(9) + "O'Neill x";
        for list in [long.as_str(), "a", "an the", " a an ", "of for de la Prime Minister café a."]
        {
            for word in list.split_whitespace() {
                assert!(is_listed(list, word), "{word} in {list}");
                assert!(!is_listed(list, &format!("{word}q")), "{word}q in {list}");
                assert!(!is_listed(list, &format!("{word} ")) && !is_listed(list, ""));
            }
        }
        for word in ["Ministe", "inister", "e", "a.m", "f", "Prime Minister", "Neill", "afé", "é"]
        {
            assert!(!is_listed(&long, word), "{word}");
        }
    }

    #[test]
    fn every_entry_of_every_list_is_found() {
        let lists: [WordList; 9] = [
            FIRST_NAMES,
            SURNAMES,
            PLACES,
            ORGANIZATIONS,
            ORGANIZATION_WORDS,
            TITLES,
            DEMONYMS,
            SPEECH_VERBS,
            HEDGES,
        ];
        for list in lists {
            for line in list.lines.lines() {
                let (key, value) = split(line);
                assert_eq!(list.get(key), Some(value), "{line}");
                let first = key.split(' ').next().unwrap();
                assert_eq!(list.probe(key), Probe::Is(value), "{line}");
                assert_ne!(list.probe(first), Probe::Absent, "{line}");
                assert!(list.may_begin_with(key) && list.may_begin_with(first), "{line}");
            }
            assert!(!list.may_begin_with("!") && !list.may_begin_with("\u{10ffff}"));
            assert!(!list.contains("") && !list.contains("\u{10ffff}") && !list.contains("!"));
        }
    }
}
