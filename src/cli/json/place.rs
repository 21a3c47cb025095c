//! Places: stretches of `text` as byte offsets.

use serde::Serialize;

use crate::text::TextRange;

/// A stretch of `text`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    start: u32,
    end: u32,
}

impl From<TextRange> for Place {
    fn from(range: TextRange) -> Self {
        Self { start: range.start().into(), end: range.end().into() }
    }
}

/// Makes places of ranges.
pub fn places(ranges: &[TextRange]) -> Vec<Place> {
    ranges.iter().copied().map(Place::from).collect()
}
