//! Titles of kept passages that are the same but for the case of their letters, found along the index of titles.
//!
//! The index is gone through as a word is looked up in a dictionary: where it has nothing that begins as asked for, the
//! next title that could be meant is looked up. So a few titles are read, however many there are.

use rusqlite::{Connection, OptionalExtension};

use crate::exchange::kept::folded;
use crate::store::error::Fault;

/// Returns the titles in use that are the same as one but for case.
pub(crate) fn titles_like(connection: &Connection, title: &str) -> Result<Vec<String>, Fault> {
    let letters: Vec<Vec<char>> = title.trim().chars().map(forms).collect();
    let sql = "SELECT title FROM bookmarks WHERE title >= ?1 ORDER BY title LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut found = Vec::new();
    let mut next = spelled_after(&letters, "");
    while let Some(from) = next {
        let Some(known) = statement.query_row([&from], |row| row.get(0)).optional()? else { break };
        let known: String = known;
        next = spelled_after(&letters, &known);
        if folded(&known) == folded(title) {
            found.push(known);
        }
    }
    Ok(found)
}

/// Returns the forms that a letter has, in their order; one that becomes several letters has no other.
fn forms(letter: char) -> Vec<char> {
    let mut forms = vec![letter];
    for other in [letter.to_lowercase().collect(), letter.to_uppercase().collect::<Vec<_>>()] {
        if let [only] = other.as_slice() {
            forms.push(*only);
        }
    }
    // Small sigma has a form of its own at the end of words.
    if forms.contains(&'σ') || forms.contains(&'ς') {
        forms.extend(['σ', 'ς']);
    }
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// Returns the first way to spell letters that comes after a text.
fn spelled_after(letters: &[Vec<char>], text: &str) -> Option<String> {
    let text: Vec<char> = text.chars().collect();
    let same =
        letters.iter().zip(&text).take_while(|(forms, letter)| forms.contains(letter)).count();
    (0..letters.len().min(same + 1)).rev().find_map(|at| {
        let comes_after = |form: &&char| text.get(at).is_none_or(|letter| *form > letter);
        let form = letters.get(at)?.iter().find(comes_after)?;
        let rest = letters.get(at + 1..)?.iter().filter_map(|forms| forms.first());
        Some(text.iter().take(at).chain([form]).chain(rest).collect())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, proptest};

    use super::{spelled_after, titles_like};
    use crate::bookmark::{Bookmark, BookmarkId};
    use crate::document::DocumentId;
    use crate::exchange::kept::folded;
    use crate::store::sample::{at, bookmark, store};

    #[test]
    fn the_next_spelling_is_found() {
        let letters = [vec!['A', 'a'], vec!['1'], vec!['B', 'b']];
        for (text, expected) in [
            ("", Some("A1B")),
            ("A1B", Some("A1b")),
            ("A1Z", Some("A1b")),
            ("A1b", Some("a1B")),
            ("A1bc", Some("a1B")),
            ("A2", Some("a1B")),
            ("C", Some("a1B")),
            ("a", Some("a1B")),
            ("a1b", None),
            ("b", None),
        ] {
            assert_eq!(spelled_after(&letters, text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_sigma_at_the_end_of_a_word_is_one() {
        let (_folder, store) = store();
        let kept = bookmark(1, DocumentId::from_bytes([9; 16]), "a text", "");
        store.keep(&Bookmark { title: "Λογος".to_owned(), ..kept }, at(1)).unwrap();
        let found = store.read(|connection| titles_like(connection, "ΛΟΓΟΣ")).unwrap();
        assert_eq!(found, ["Λογος"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn every_title_that_differs_by_case_is_found(
            titles in proptest::collection::vec("[aAbBéÉжЖ ]{0,4}", 1..30), asked in "[aAbBéÉжЖ]{1,4}"
        ) {
            let (_folder, store) = store();
            for (number, title) in (1..).zip(&titles) {
                let id = BookmarkId::from_bytes([number; 16]);
                let kept = bookmark(number, DocumentId::from_bytes([9; 16]), "a text", "");
                store.keep(&Bookmark { id, title: title.clone(), ..kept }, at(1)).unwrap();
            }
            let found = store.read(|connection| titles_like(connection, &asked)).unwrap();
            let is_same = |title: &&String| folded(title) == folded(&asked);
            let mut expected: Vec<_> = titles.iter().filter(is_same).cloned().collect();
            expected.sort();
            expected.dedup();
            assert!(found.iter().all(|title| expected.contains(title)), "{found:?}");
            // White space around them counts in the index.
            expected.retain(|title| title.trim() == title);
            assert!(expected.iter().all(|title| found.contains(title)), "{found:?} {expected:?}");
        }
    }
}
