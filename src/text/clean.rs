//! Cleaning: run once at import, before any offset exists.
//!
//! After it a text holds only visible characters, spaces, tabs and line feeds, so that no document can
//! harm a terminal and no width is ever in doubt. The original bytes are kept by the store; what
//! is cleaned away here is not lost.

use std::borrow::Cow;

use crate::text::display::{control_picture, is_deceptive};

/// Cleans a decoded text: every line end becomes a line feed, control characters become their
/// pictures, invisible direction, tag and zero-width characters go. Joiners stay, because emoji and
/// several scripts need them; so do tabs and no-break spaces, which are spaces to the eye.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(needs_cleaning) {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(ch) = chars.next() {
        match ch {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => cleaned.push('\n'),
            '\n' | '\t' => cleaned.push(ch),
            _ if is_deceptive(ch) => {}
            _ => cleaned.push(control_picture(ch).unwrap_or(ch)),
        }
    }
    Cow::Owned(cleaned)
}

fn needs_cleaning(ch: char) -> bool {
    !matches!(ch, '\n' | '\t' | ' '..='~')
        && (ch.is_control() || is_deceptive(ch) || matches!(ch, '\u{2028}' | '\u{2029}'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{clean, needs_cleaning};

    #[test]
    fn line_ends_become_line_feeds_and_controls_become_visible() {
        let table = [
            ("a\r\nb\rc\u{2028}d\u{85}e", "a\nb\nc\nd\ne"),
            ("x\u{1b}]0;title\u{7}y", "x␛]0;title␇y"),
            ("a\u{202e}b\u{ad}c", "abc"),
            ("tab\tand\u{a0}space", "tab\tand\u{a0}space"),
        ];
        for (text, expected) in table {
            assert_eq!(clean(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_cleaned_text_is_clean(text in any::<String>()) {
            let cleaned = clean(&text);
            assert!(!cleaned.chars().any(needs_cleaning));
            assert_eq!(clean(&cleaned), cleaned);
        }
    }
}
