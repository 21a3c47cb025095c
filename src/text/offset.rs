//! Offsets and ranges: the newtypes by which every other part points into a text.
//!
//! [`TextSize`] is a UTF-8 byte offset below 4 GiB, [`TextRange`] a pair of them with
//! `start <= end`. Both come from the `text-size` crate, so that a range indexes a `str` directly
//! (`&text[range]`) and can never be mistaken for a column, a line or a count.

pub use text_size::{TextRange, TextSize};

/// Makes an offset of a byte position in a text in memory.
///
/// # Panics
///
/// Panics at 4 GiB and above. Import refuses files far smaller than that, so that no text in
/// memory reaches it.
pub fn offset(position: usize) -> TextSize {
    TextSize::try_from(position).expect("invariant: import refuses texts of 4 GiB and more")
}

/// Makes a range of two byte positions in a text in memory.
///
/// # Panics
///
/// Panics if `start > end`, or at 4 GiB and above; see [`offset`].
pub fn range(start: usize, end: usize) -> TextRange {
    TextRange::new(offset(start), offset(end))
}

/// Returns the nearest character boundary of `text` at or before `at`.
pub fn floor_boundary(text: &str, at: TextSize) -> TextSize {
    let at = usize::from(at).min(text.len());
    let boundary = (0..=at).rev().find(|place| text.is_char_boundary(*place));
    offset(boundary.unwrap_or(0))
}
