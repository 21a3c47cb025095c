//! Text: offsets and ranges, graphemes and display width, sentences and words, cleaning.
//!
//! Everything the program shows or knows about an article is a [`TextRange`] over one immutable
//! text. This module holds what can be said of a text without knowing it is an article. It must
//! not know documents, files or terminals.

pub mod align;
pub mod clean;
pub mod diff;
pub mod display;
pub mod find;
pub mod grapheme;
pub mod hash;
pub mod offset;
pub mod quotation;
pub mod quote;
pub mod segment;
pub mod token;

pub use diff::TextDiff;
pub use display::Safe;
pub use grapheme::Columns;
pub use hash::ContentHash;
pub use offset::{TextRange, TextSize, floor_boundary, offset, range};
