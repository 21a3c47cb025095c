//! Emphasis: words between underscores, as typists have it. The underscores stay in the text.

use crate::document::{BlockKind, Span, SpanStyle};
use crate::import::plain::drafts::Draft;
use crate::import::script::length;
use crate::text::{TextRange, offset};

/// The longest stretch that is emphasised, in characters.
const LONGEST: usize = 300;

/// Finds the emphasised words of all blocks of running text.
pub fn read(text: &str, drafts: &mut [Draft]) {
    for draft in drafts {
        let silent = matches!(
            draft.block.kind,
            BlockKind::Code { .. }
                | BlockKind::Rule
                | BlockKind::Table(_)
                | BlockKind::Image { .. }
        );
        let words = &text[draft.block.range];
        if silent || !words.contains('_') {
            continue;
        }
        let start = draft.block.range.start();
        let found = stretches(words).into_iter().map(|(from, to)| Span {
            range: TextRange::new(start + offset(from), start + offset(to)),
            style: SpanStyle::Emphasis,
        });
        draft.block.spans.extend(found);
        draft
            .block
            .spans
            .sort_by_key(|span| (span.range.start(), std::cmp::Reverse(span.range.end())));
    }
}

/// Returns where the words between two underscores begin and end.
fn stretches(words: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, _) in words.match_indices('_') {
        let before = words.get(..at).and_then(|front| front.chars().next_back());
        let after = words.get(at + 1..).and_then(|rest| rest.chars().next());
        let word = |ch: Option<char>| ch.is_some_and(|ch| ch.is_alphanumeric() || ch == '_');
        let space = |ch: Option<char>| ch.is_none_or(char::is_whitespace);
        match open {
            Some(from) if !space(before) && !word(after) && at > from => {
                let inside = words.get(from..at).unwrap_or_default();
                if length(inside) <= LONGEST {
                    found.push((from, at));
                }
                open = None;
            }
            _ if !word(before) && !space(after) && after != Some('_') => open = Some(at + 1),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::stretches;

    #[test]
    fn words_between_underscores_are_emphasised() {
        let table: [(&str, &[&str]); 7] = [
            ("You must _go_, said he.", &["go"]),
            ("the _Mary Ann_ and the _Bo_", &["Mary Ann", "Bo"]),
            ("snake_case_name and _x", &[]),
            ("_All of it._", &["All of it."]),
            ("a _ b _ c", &[]),
            ("____", &[]),
            ("(_né_)", &["né"]),
        ];
        for (words, expected) in table {
            let found: Vec<_> =
                stretches(words).into_iter().map(|(from, to)| &words[from..to]).collect();
            assert_eq!(found, expected, "{words}");
        }
    }
}
