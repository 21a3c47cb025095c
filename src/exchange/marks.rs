//! Words that would mean something in Markdown, written so that they are words, and read back.

/// Writes a line so that nothing of it means anything in Markdown, in Obsidian's dialect of it either.
pub fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let number = line.trim_start().trim_start_matches(|ch: char| ch.is_ascii_digit());
    let numbered = number.len() < line.trim_start().len() && number.starts_with(['.', ')']);
    let (mut before, mut starts) = (None, true);
    for (at, ch) in line.char_indices() {
        let is_mark =
            matches!(ch, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '$' | '&' | '|')
                || (starts && matches!(ch, '#' | '>' | '-' | '+' | '='))
                || (matches!(ch, '=' | '%') && before == Some(ch))
                || (matches!(ch, '#' | '^') && before.is_none_or(char::is_whitespace))
                || (numbered && matches!(ch, '.' | ')') && line.len() - at == number.len());
        if is_mark {
            out.push('\\');
        }
        out.push(ch);
        before = Some(ch);
        starts &= ch.is_whitespace();
    }
    out
}

/// Reads a line that was written so.
pub fn unescaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    while let Some(ch) = chars.next() {
        match chars.peek() {
            Some(next) if ch == '\\' && next.is_ascii_punctuation() => {
                out.push(*next);
                chars.next();
            }
            _ => out.push(ch),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::{escaped, unescaped};

    /// What another reader takes a line for: its words, if it is nothing but a paragraph of words.
    fn words(line: &str) -> Option<String> {
        let mut out = String::new();
        let known = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_MATH
            | Options::ENABLE_WIKILINKS;
        for event in Parser::new_ext(line, known) {
            match event {
                Event::Text(text) => out.push_str(&text),
                Event::Start(Tag::Paragraph) | Event::End(_) => {}
                _ => return None,
            }
        }
        Some(out)
    }

    proptest! {
        #[test]
        fn a_line_is_words_to_another_reader_and_reads_back(
            hard in "[-#>+=~*_`\\[\\]()<>&!|^%$:.1\\\\ aé]{1,24}", any in any::<String>()
        ) {
            for line in [&hard, &any] {
                assert_eq!(&unescaped(&escaped(line)), line);
            }
            let line = hard.trim();
            assert_eq!(words(&escaped(line)).as_deref(), Some(line), "{}", escaped(line));
        }
    }
}
