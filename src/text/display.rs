//! The one display function: what any string from outside becomes before it is drawn or printed.
//!
//! Titles, file names, addresses, notes and error texts come from files and networks. [`Safe`] is
//! the only type the faces draw such strings from, and only this module makes one, so that no
//! control sequence, direction override or endless pile of marks reaches a terminal. Document text
//! has already been cleaned at import ([`crate::text::clean`]).

use std::borrow::Cow;
use std::fmt;

use unicode_segmentation::UnicodeSegmentation;

/// The most code points of one grapheme that are drawn; the rest of a pile of marks is left out.
pub const GRAPHEME_CODE_POINTS: usize = 16;

/// One line of text that is harmless to a terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Safe(String);

impl Safe {
    /// Makes a harmless line of any string: line ends and tabs become spaces, control characters
    /// become their pictures, invisible direction and tag characters go, and each grapheme keeps at
    /// most [`GRAPHEME_CODE_POINTS`] code points.
    pub fn new(text: &str) -> Self {
        if is_plain(text) {
            return Self(text.to_owned());
        }
        let shown: String = text.chars().filter_map(shown_char).collect();
        Self(cap_graphemes(&shown).into_owned())
    }

    /// Returns the harmless text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Safe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<&str> for Safe {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

/// Tells whether a text is all printable ASCII: each character is a grapheme of one column.
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Cuts every grapheme of the text to [`GRAPHEME_CODE_POINTS`] code points.
pub fn cap_graphemes(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || text.graphemes(true).all(|grapheme| cap_grapheme(grapheme) == grapheme) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.graphemes(true).map(cap_grapheme).collect())
}

/// Cuts one grapheme to [`GRAPHEME_CODE_POINTS`] code points.
pub fn cap_grapheme(grapheme: &str) -> &str {
    if grapheme.len() <= GRAPHEME_CODE_POINTS {
        return grapheme;
    }
    match grapheme.char_indices().nth(GRAPHEME_CODE_POINTS) {
        Some((end, _)) => grapheme.get(..end).unwrap_or(grapheme),
        None => grapheme,
    }
}

/// Tells whether a character is invisible and could mislead about what stands around it: direction
/// controls, zero-width spaces, tags, soft hyphens, annotation marks.
pub const fn is_deceptive(ch: char) -> bool {
    matches!(ch,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Returns the visible picture of a control character: `␛` for escape, `�` for the C1 range.
pub fn control_picture(ch: char) -> Option<char> {
    match u32::from(ch) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code),
        0x7f => Some('\u{2421}'),
        0x80..=0x9f => Some('\u{fffd}'),
        _ => None,
    }
}

fn shown_char(ch: char) -> Option<char> {
    match ch {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        _ if is_deceptive(ch) => None,
        _ => control_picture(ch).or(Some(ch)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{GRAPHEME_CODE_POINTS, Safe, UnicodeSegmentation};

    #[test]
    fn what_could_harm_is_shown_or_left_out() {
        let table = [
            ("plain é 你好", "plain é 你好"),
            ("\u{1b}[31mred", "␛[31mred"),
            ("a\u{9b}31m", "a\u{fffd}31m"),
            ("two\nlines\tand tab", "two lines and tab"),
            ("abc\u{202e}fdp.exe", "abcfdp.exe"),
            ("zero\u{200b}width\u{feff}", "zerowidth"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("👨\u{200d}👩\u{200d}👧", "👨\u{200d}👩\u{200d}👧"),
        ];
        for (text, expected) in table {
            assert_eq!(Safe::new(text).as_str(), expected, "{text:?}");
        }
    }

    #[test]
    fn a_pile_of_marks_is_cut() {
        let zalgo = format!("a{}", "\u{301}".repeat(300));
        assert_eq!(Safe::new(&zalgo).as_str().chars().count(), GRAPHEME_CODE_POINTS);
    }

    proptest! {
        #[test]
        fn no_control_character_passes_and_twice_is_once(text in any::<String>()) {
            let safe = Safe::new(&text);
            assert!(!safe.as_str().chars().any(char::is_control));
            assert_eq!(&Safe::new(safe.as_str()), &safe);
            for grapheme in safe.as_str().graphemes(true) {
                assert!(grapheme.chars().count() <= GRAPHEME_CODE_POINTS);
            }
        }
    }
}
