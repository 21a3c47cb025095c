//! How common words are in news, and the form in which words are compared.
//!
//! The list holds stems with the share of articles they stand in, in ten thousandths; it was counted in this
//! project's own invented news. A library that has just begun has nothing else to tell `said` from `avalanche`.

use crate::extract::lists::COMMON_WORDS;

/// Returns the share of English news articles that have a stem, if it is a common one.
pub(crate) fn share(stem: &str) -> Option<f32> {
    let share: f32 = COMMON_WORDS.get(stem)?.parse().ok()?;
    Some(share / 10_000.0)
}

/// Returns the stem of a folded word: without the endings of plurals and verbs.
pub(crate) fn stem(word: &str) -> &str {
    if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word;
    }
    let mut stem = word;
    if let Some(rest) = stem.strip_suffix('s').filter(|_| stem.len() > 3)
        && !["s", "u", "i"].iter().any(|end| rest.ends_with(end))
    {
        stem = rest;
    }
    if let Some(rest) = stem.strip_suffix("ing").filter(|_| stem.len() > 5) {
        stem = rest;
    } else if let Some(rest) = stem.strip_suffix("ed").filter(|_| stem.len() > 4) {
        stem = rest;
    }
    let doubled = |stem: &str| {
        let mut last = stem.bytes().rev();
        let (one, other) = (last.next(), last.next());
        one == other && one.is_some_and(|byte| b"bdgmnprt".contains(&byte))
    };
    if stem.len() > 3 && doubled(stem) {
        stem = stem.get(..stem.len() - 1).unwrap_or(stem);
    }
    if stem.len() > 3 {
        // `countries` is `countri` by now, `country` is made the same.
        stem = stem.strip_suffix('e').unwrap_or(stem);
        stem = stem.strip_suffix(['y', 'i']).filter(|rest| rest.len() > 2).unwrap_or(stem);
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::{share, stem};

    const LIST: &str = include_str!("../../../assets/lists/common_words.tsv");

    #[test]
    fn forms_of_one_word_have_one_stem() {
        let table = [
            &["check", "checks", "checked", "checking"][..],
            &["country", "countries"],
            &["stop", "stopped", "stops", "stopping"],
            &["make", "makes", "making"],
            &["bus"],
            &["grass"],
            &["müllers"],
            &["so"],
        ];
        for forms in table {
            for form in forms {
                assert_eq!(stem(form), stem(forms[0]), "{form}");
            }
        }
        assert_eq!(stem("bus"), "bus");
        assert_eq!(stem("grass"), "grass");
    }

    #[test]
    fn every_word_of_the_list_is_found_and_no_other() {
        let mut before = "";
        for line in LIST.lines() {
            let (word, expected) = line.split_once('\t').unwrap();
            assert!(before < word, "{word} is not in its place");
            let expected: f32 = expected.parse().unwrap();
            assert_eq!(share(word), Some(expected / 10_000.0));
            before = word;
        }
        for word in ["", "\t", "zzzz", "xylophon", "sai", "said\t", "ﬀ"] {
            assert_eq!(share(word), None, "{word}");
        }
        assert!(share("the") > share("said") && share("said") > share("minister"));
    }
}
