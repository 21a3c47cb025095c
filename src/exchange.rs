//! Exchange: kept passages and their articles as text that other programs read, and back.
//!
//! Everything here is pure: values to text, text to values. What is written has stable identities, so that
//! writing again updates and reading again adds nothing. It must not know stores, files or screens.

pub mod kept;
#[cfg(test)]
pub(crate) mod samples;

pub mod record;

pub mod link;
pub mod moment;

pub mod csv;
pub mod readwise;

pub mod annotation;
pub mod annotation_in;

pub mod merge;
pub mod shown;
pub mod yaml;

pub mod block;
pub mod markdown;
pub mod marks;
pub mod org;

pub mod kindle;
pub mod koreader;
pub mod lua;
pub mod sidecar;

pub mod bibtex;
pub mod citation;
pub mod csl;

pub mod template;

pub mod format;

pub use format::{Format, read};
pub use kept::{Article, Brought, Edited, KeptPassage, Unreadable};
