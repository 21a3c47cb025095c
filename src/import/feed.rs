//! Feeds: RSS, Atom and JSON Feed, as one kind of list of entries.
//!
//! Feeds in the wild are often not what their formats demand, so the readers are our own: a fault in a feed
//! costs at most what stands at the fault, and is remarked. On 960 files that feedparser reads without
//! complaint, the crate feed-rs finds the same entries in 783; these readers do in 955 (`tests/it/feeds.rs`).
//! Everything that comes out is cleaned and bounded.

pub mod address;
pub mod charset;
pub mod collect;
pub mod dates;
pub mod discover;
pub mod document;
pub mod draft;
pub mod entry;
pub mod field;
pub mod json;
pub mod lean;
pub mod markup;
pub mod original;
pub mod reference;
pub mod scope;
pub mod vocabulary;
pub mod words;
pub mod xml;

pub use discover::{Named, discover};
pub use document::document;
pub use entry::{Body, Enclosure, Entry, Feed};
pub use original::original;

use url::Url;

use crate::document::Diagnostic;
use crate::import::refusal::Refusal;

/// The most bytes that are read of a feed.
pub const LIMIT: usize = 32 * 1024 * 1024;

const NO_FEED: Refusal = Refusal::Other {
    wanted: "news feed",
    remedy: "give the address of an RSS, Atom or JSON feed, or of a page that names one",
};

/// Reads a feed. `media_type` is what a server said of it, `address` where it came from.
///
/// # Errors
///
/// Refuses what is no feed.
pub fn parse(
    bytes: &[u8],
    media_type: Option<&str>,
    address: Option<&str>,
) -> Result<Feed, Refusal> {
    let front = bytes.get(..LIMIT).unwrap_or(bytes);
    let (text, mut remarks) =
        charset::read(front, media_type).ok_or(Refusal::Binary { what: "binary data" })?;
    if front.len() < bytes.len() {
        remarks.push(Diagnostic::cut(format!("only the first {LIMIT} bytes were read")));
    }
    let address = address.and_then(|address| Url::parse(address).ok());
    let text = text.trim_start_matches(|ch: char| ch.is_whitespace() || ch == '\u{feff}');
    let draft =
        if text.starts_with('{') { json::read(text) } else { xml::read(text, address.as_ref()) };
    let mut draft = draft.ok_or(NO_FEED)?;
    draft.remarks.splice(0..0, remarks);
    Ok(draft::finish(draft, address.as_ref()))
}

#[cfg(test)]
mod tests;
