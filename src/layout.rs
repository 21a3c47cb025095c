//! Layout: from a document and a width to the rows of a screen, and back to offsets.
//!
//! A [`TextLayout`] answers which rows a view shows, where a step leads and where an offset is drawn. It
//! lays out only what it is asked about; a [`LineIndex`], built beside the screen, knows every
//! row. One breaking rule serves both: first fit, over Unicode's line breaking opportunities, never
//! within a grapheme. Layout must not know terminals, colours or what facts say.

pub(crate) mod class;

pub(crate) mod gap;
pub(crate) mod word;
pub(crate) mod wrap;

pub(crate) mod code;
pub mod glyph;
pub mod stop;
pub(crate) mod table;

pub(crate) mod dress;
pub mod line;
pub mod prefix;
pub(crate) mod shape;

pub mod flow;
pub mod index;
pub mod text_layout;

pub use flow::{Position, Row};
pub use glyph::{Glyph, Segment, TAB_STOP};
pub use index::LineIndex;
pub use line::{Line, Place};
pub use prefix::{Mark, Prefix};
pub use text_layout::TextLayout;
