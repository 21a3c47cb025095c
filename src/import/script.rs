//! Small questions about characters that every reader asks: scripts, cases and ends of sentences.

/// Tells whether a character belongs to a script that is written without spaces between words, or
/// is punctuation of such a script.
pub const fn is_cjk(ch: char) -> bool {
    matches!(ch,
        '\u{2e80}'..='\u{303f}' | '\u{3040}'..='\u{30ff}' | '\u{3100}'..='\u{312f}'
        | '\u{3190}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// Returns what stands for a line end between two lines of one paragraph: a space, or nothing
/// between two characters of a script without spaces and after a hyphen within a word.
pub fn joint(before: &str, after: &str) -> &'static str {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return "";
    };
    let hyphenated = last == '-'
        && first.is_lowercase()
        && before.chars().nth_back(1).is_some_and(char::is_alphabetic);
    if (is_cjk(last) && is_cjk(first)) || hyphenated { "" } else { " " }
}

/// Tells whether a text ends as a sentence does, closing quotes and brackets apart.
pub fn ends_sentence(text: &str) -> bool {
    let closed = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '』', '）']);
    closed.ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

/// Tells whether a text has letters and none of them is lower case.
pub fn is_all_caps(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// Returns how many characters a text has.
pub fn length(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::{ends_sentence, joint};

    #[test]
    fn lines_join_as_their_script_wants() {
        let table = [
            ("the first", "second", " "),
            ("总理李强", "在杭州", ""),
            ("会见，", "双方", ""),
            ("한국어는", "띄어쓰기를", " "),
            ("well-", "known", ""),
            ("May 5 -", "and on", " "),
            ("Anglo-", "Saxon", " "),
        ];
        for (before, after, expected) in table {
            assert_eq!(joint(before, after), expected, "{before} {after}");
        }
    }

    #[test]
    fn closing_marks_do_not_hide_the_end_of_a_sentence() {
        let table =
            [("He said so.\"", true), ("他说。”", true), ("A Heading", false), ("and so,", false)];
        for (text, expected) in table {
            assert_eq!(ends_sentence(text), expected, "{text}");
        }
    }
}
