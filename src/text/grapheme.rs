//! Graphemes and display width: what a terminal shows as one character, and how wide it is.
//!
//! Width is always taken of a whole grapheme with the rules ratatui uses to draw, so that layout
//! and drawing never disagree about a column. It must not know lines or documents.

use std::fmt;
use std::ops::{Add, AddAssign, Sub};

use serde::{Deserialize, Serialize};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};
use unicode_width::UnicodeWidthStr;

use crate::text::display::{cap_grapheme, is_plain};
use crate::text::offset::{TextSize, offset};

/// A number of terminal columns; most characters take one, Han characters and emoji two.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Columns(u32);

impl Columns {
    /// No column at all.
    pub const ZERO: Self = Self(0);

    /// Makes a width of so many columns.
    pub const fn new(columns: u32) -> Self {
        Self(columns)
    }

    /// Returns the plain number.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// Returns the number as a terminal coordinate, cut at the largest one.
    pub fn to_u16(self) -> u16 {
        u16::try_from(self.0).unwrap_or(u16::MAX)
    }

    /// Subtracts, stopping at zero.
    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl From<u16> for Columns {
    fn from(columns: u16) -> Self {
        Self(u32::from(columns))
    }
}

impl Add for Columns {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Columns {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Columns {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self.saturating_sub(other)
    }
}

impl fmt::Display for Columns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Returns the width of a string as a terminal draws it, grapheme by grapheme.
pub fn width(text: &str) -> Columns {
    if is_plain(text) {
        return Columns(u32::try_from(text.len()).unwrap_or(u32::MAX));
    }
    text.graphemes(true).map(grapheme_width).fold(Columns::ZERO, Add::add)
}

/// Returns the width of one grapheme as ratatui draws it: 0, 1 or 2 columns, more for a cluster of
/// several wide or spacing characters.
///
/// Only what is drawn of a pile of marks counts. A control character has no width here because the
/// program never draws one.
pub fn grapheme_width(grapheme: &str) -> Columns {
    if grapheme.chars().all(char::is_control) {
        return Columns::ZERO;
    }
    let drawn = cap_grapheme(grapheme);
    // Ratatui gives a halfwidth sound mark a cell besides its own width; a test of layout compares.
    let sound_marks = drawn.chars().filter(|ch| matches!(ch, '\u{ff9e}' | '\u{ff9f}')).count();
    Columns(u32::try_from(drawn.width() + sound_marks).unwrap_or(u32::MAX))
}

/// Iterates over the graphemes of a text with their offsets.
pub fn graphemes(text: &str) -> impl DoubleEndedIterator<Item = (TextSize, &str)> {
    text.grapheme_indices(true).map(|(at, grapheme)| (offset(at), grapheme))
}

/// Returns the start of the grapheme after the one that holds `at`, or the end of the text.
pub fn next_boundary(text: &str, at: TextSize) -> TextSize {
    let mut cursor = GraphemeCursor::new(usize::from(at).min(text.len()), text.len(), true);
    match cursor.next_boundary(text, 0) {
        Ok(Some(next)) => offset(next),
        _ => TextSize::of(text),
    }
}

/// Returns the start of the grapheme before `at`, or the start of the text.
pub fn previous_boundary(text: &str, at: TextSize) -> TextSize {
    let mut cursor = GraphemeCursor::new(usize::from(at).min(text.len()), text.len(), true);
    match cursor.prev_boundary(text, 0) {
        Ok(Some(previous)) => offset(previous),
        _ => TextSize::from(0),
    }
}

/// Returns the longest prefix of `text` that is no wider than `limit`, never cutting a grapheme.
pub fn prefix_within(text: &str, limit: Columns) -> &str {
    let mut taken = Columns::ZERO;
    for (at, grapheme) in text.grapheme_indices(true) {
        let next = taken + grapheme_width(grapheme);
        if next > limit {
            return text.get(..at).unwrap_or(text);
        }
        taken = next;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Columns, next_boundary, offset, prefix_within, previous_boundary, width};

    #[test]
    fn width_is_that_of_whole_graphemes() {
        let table = [
            ("plain", 5),
            ("你好", 4),
            ("e\u{301}", 1),
            ("👨\u{200d}🦰", 2),
            ("❤\u{fe0f}", 2),
            ("👍🏽", 2),
            ("🇬🇧", 2),
            ("👨\u{200d}👩\u{200d}👧\u{200d}👦", 2),
            ("ᄀᄀᄀ", 6),
            ("\u{1b}", 0),
            ("", 0),
        ];
        for (text, expected) in table {
            assert_eq!(width(text), Columns::new(expected), "{text:?}");
        }
    }

    #[test]
    fn boundaries_step_over_whole_graphemes() {
        let text = "a👨\u{200d}🦰e\u{301}";
        assert_eq!(next_boundary(text, offset(0)), offset(1));
        assert_eq!(next_boundary(text, offset(1)), offset(12));
        assert_eq!(previous_boundary(text, offset(12)), offset(1));
        assert_eq!(next_boundary(text, offset(15)), offset(15));
        assert_eq!(previous_boundary(text, offset(0)), offset(0));
    }

    #[test]
    fn a_prefix_never_cuts_a_wide_grapheme() {
        assert_eq!(prefix_within("你好吗", Columns::new(3)), "你");
        assert_eq!(prefix_within("abc", Columns::new(9)), "abc");
    }
}
