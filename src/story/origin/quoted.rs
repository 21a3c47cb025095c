//! What stands in quotation marks within a paragraph.

use crate::text::{TextRange, TextSize};

/// Pairs of quotation marks.
const MARKS: [(char, char); 7] =
    [('“', '”'), ('"', '"'), ('«', '»'), ('„', '“'), ('「', '」'), ('『', '』'), ('”', '”')];

/// Returns what is quoted within a range, without the marks, in order. A quotation that is not closed goes on to
/// the end, as where it goes over several paragraphs.
pub(crate) fn quotations(text: &str, within: TextRange) -> Vec<TextRange> {
    let mut found = Vec::new();
    let mut open: Option<(char, TextSize)> = None;
    for (at, ch) in text[within].char_indices() {
        let at = within.start() + TextSize::try_from(at).unwrap_or_default();
        match open {
            Some((close, start)) if ch == close => {
                found.push(TextRange::new(start, at));
                open = None;
            }
            Some(_) => {}
            None => {
                let mark = MARKS.iter().find(|(opening, _)| *opening == ch);
                open = mark.map(|(_, close)| (*close, at + TextSize::of(ch)));
            }
        }
    }
    if let Some((_, start)) = open {
        found.push(TextRange::new(start, within.end()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::quotations;
    use crate::text::range;

    #[test]
    fn what_stands_in_marks_is_quoted() {
        let table: &[(&str, &[&str])] = &[
            ("She said “it rains”.", &["it rains"]),
            ("\"It rains,\" she said. \"It pours.\"", &["It rains,", "It pours."]),
            ("„Es regnet“, sagte sie.", &["Es regnet"]),
            ("她说：「下雨」。", &["下雨"]),
            ("“It rains and", &["It rains and"]),
            ("It rains.", &[]),
        ];
        for (text, expected) in table {
            let found = quotations(text, range(0, text.len()));
            let found: Vec<_> = found.into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, *expected, "{text}");
        }
    }
}
