//! Names that their form marks: a Chinese newspaper, agency or broadcaster.
//!
//! A tagger that looks at capitals cannot read them. It must not know entities.

use std::ops::Range;

use crate::extract::names::candidate::Candidate;
use crate::extract::reading::Reading;
use crate::extract::token::TokenKind;
use crate::fact::EntityKind;

/// What the names of Chinese newspapers, agencies and broadcasters end with.
const PUBLICATIONS: [&str; 9] =
    ["日报", "晚报", "时报", "早报", "周报", "新闻网", "通讯社", "电视台", "周刊"];

/// The most characters of the name of a Chinese publication.
const LONGEST_PUBLICATION: usize = 10;

/// Adds the Chinese publications that a text names between marks of titles, dashes or brackets.
pub(crate) fn with_publications(reading: &Reading, mut found: Vec<Candidate>) -> Vec<Candidate> {
    let before = found.len();
    for (at, token) in reading.tokens.iter().enumerate() {
        if token.kind == TokenKind::Han && is_publication(reading.word(at)) {
            let rule = "a publication by the ending of its name";
            found.push(Candidate::new(at..at + 1, EntityKind::Organization, 85, rule));
        }
    }
    if found.len() > before {
        found.sort_by_key(|name| (name.tokens.start, std::cmp::Reverse(name.tokens.end)));
        let mut end = 0;
        found.retain(|name| {
            let Range { start, end: stop } = name.tokens;
            let apart = start >= end;
            end = end.max(stop);
            apart
        });
    }
    found
}

/// Tells whether a run of Chinese is the name of a publication and nothing else.
fn is_publication(run: &str) -> bool {
    let length = run.chars().count();
    (3..=LONGEST_PUBLICATION).contains(&length)
        && PUBLICATIONS.iter().any(|ending| run.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::is_publication;

    #[test]
    fn a_chinese_publication_ends_like_one() {
        for (run, expected) in
            [("光明日报", true), ("新华通讯社", true), ("日报", false), ("总理会晤", false)]
        {
            assert_eq!(is_publication(run), expected, "{run}");
        }
    }
}
