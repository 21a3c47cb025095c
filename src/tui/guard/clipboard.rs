//! The one sequence that writes to the terminal's clipboard, made here and nowhere else.
//!
//! Frames never hold it: the guard drops it from them as foreign. It goes to the terminal between two frames, as a
//! value that only this module makes, from harmless text in base64.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::library::passage::harmless;
use crate::text::{TextRange, TextSize, grapheme, offset};

/// The most bytes of text that are sent: terminals drop a sequence of more than some 100,000 bytes.
pub const LARGEST: usize = 74_000;

/// A text on its way to the clipboard of the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClipboardWrite {
    sequence: String,
    cut: Option<usize>,
}

impl ClipboardWrite {
    /// Makes the sequence that puts a text on the clipboard; of one too long, as much as terminals take.
    pub fn new(text: &str) -> Self {
        let text = harmless(text);
        let sent = match text.len() {
            ..=LARGEST => text.as_str(),
            _ => &text[TextRange::up_to(last_boundary(&text))],
        };
        let cut = (sent.len() < text.len()).then_some(sent.len());
        Self { sequence: format!("\x1b]52;c;{}\x07", STANDARD.encode(sent)), cut }
    }

    /// Returns the bytes for the terminal.
    pub fn as_str(&self) -> &str {
        &self.sequence
    }

    /// Returns how many bytes of the text are sent, if they are not all.
    pub const fn cut(&self) -> Option<usize> {
        self.cut
    }
}

/// Returns the end of the last character that is sent whole.
fn last_boundary(text: &str) -> TextSize {
    let limit = crate::text::floor_boundary(text, offset(LARGEST));
    let before = grapheme::previous_boundary(text, limit);
    if grapheme::next_boundary(text, before) == limit { limit } else { before }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    use super::{ClipboardWrite, LARGEST};
    use crate::tui::guard::allowed;

    fn decoded(write: &ClipboardWrite) -> String {
        let inner =
            write.as_str().strip_prefix("\x1b]52;c;").unwrap().strip_suffix('\x07').unwrap();
        String::from_utf8(STANDARD.decode(inner).unwrap()).unwrap()
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        let write = ClipboardWrite::new(&"e\u{301}".repeat(LARGEST));
        assert!(write.as_str().len() < 100_000);
        let sent = decoded(&write);
        assert_eq!(write.cut(), Some(sent.len()));
        assert!(sent.len() <= LARGEST && sent.len() > LARGEST - 3 && sent.ends_with('\u{301}'));
        assert_eq!(ClipboardWrite::new("short").cut(), None);
    }

    proptest! {
        #[test]
        fn whatever_is_copied_it_is_one_sequence_of_base64(text in any::<String>()) {
            let hidden = format!("\u{1b}]52;c;eA==\u{7}{text}");
            let write = ClipboardWrite::new(&hidden);
            prop_assert_eq!(write.as_str().matches('\u{1b}').count(), 1);
            prop_assert_eq!(write.as_str().matches('\u{7}').count(), 1);
            let sent = decoded(&write);
            prop_assert!(!sent.chars().any(|ch| ch.is_control() && !matches!(ch, '\n' | '\t')));
            // Within a frame even this is foreign.
            prop_assert!(!allowed(write.as_str().as_bytes()).contains(&0x1b));
        }
    }
}
