//! The JSON that other programs build on: one object a line, offsets in UTF-8 bytes of `text`.
//!
//! The structures here are the contract; their names and order do not follow from those of the
//! program's own types, so that these can change. See the help of each command for the words.

pub mod article;
pub mod comparison;
pub mod fact;
pub mod place;
