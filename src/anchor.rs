//! Anchors: where a passage is, in a way that survives a changed text.
//!
//! The quotation with what stood before and after it, the position, and the revision in which it was taken: the
//! selectors of the W3C Web Annotation model. An [`Anchor`] is looked for in a text by a [`Finder`], which is made
//! once for many anchors: by comparing the text with the one the passages were taken in, where that is kept, and
//! else by their quotations. It never guesses: a passage that cannot be found for sure is reported as changed.

#[allow(clippy::module_inception)] // The type the module is about.
mod anchor;
mod finder;
mod fuzzy;
mod mapping;
mod quote;
mod resolution;
mod unplaced;

pub use anchor::Anchor;
pub use finder::{Finder, Step};
pub use quote::TextQuote;
pub use resolution::{Confidence, Resolution};
