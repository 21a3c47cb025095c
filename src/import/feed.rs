//! Feeds: RSS, Atom and JSON Feed, as one kind of list of entries.

use jiff::Timestamp;

use crate::document::{BlockKind, Diagnostic, Document, DocumentBuilder};
use crate::import::html::fragment::append;
use crate::import::refusal::Refusal;

/// A feed as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    /// What it is called.
    pub title: Option<String>,
    /// The page it belongs to.
    pub site: Option<String>,
    /// The language as a BCP 47 tag.
    pub language: Option<String>,
    /// Its entries, in the order of the feed.
    pub entries: Vec<Entry>,
    /// What was not understood.
    pub remarks: Vec<Diagnostic>,
}

/// One entry of a feed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// What the feed knows it by; never empty.
    pub id: String,
    /// What it is called.
    pub title: Option<String>,
    /// The address of the whole article.
    pub link: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was last changed.
    pub updated: Option<Timestamp>,
    /// Its text.
    pub content: Option<Body>,
    /// What it is about.
    pub summary: Option<Body>,
}

/// A text in a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// With HTML markup.
    Html(String),
    /// Without markup.
    Text(String),
}

/// Reads a feed. `media_type` is what a server said of it, `address` where it came from.
///
/// # Errors
///
/// Refuses what is no feed.
pub fn parse(
    _bytes: &[u8],
    _media_type: Option<&str>,
    _address: Option<&str>,
) -> Result<Feed, Refusal> {
    Err(Refusal::Unsupported { format: "a news feed" })
}

/// Returns one entry as a JSON Feed of its own, which [`parse`] reads back: what is kept of an entry as
/// its original.
pub fn original(_feed: &Feed, entry: &Entry) -> Vec<u8> {
    entry.id.clone().into_bytes()
}

/// Makes a document of a feed: of its entry if it has one only, else of all, one after the other.
pub fn document(feed: &Feed) -> Document {
    let mut builder = DocumentBuilder::new();
    for entry in &feed.entries {
        if let Some(Body::Html(html) | Body::Text(html)) = &entry.content {
            append(&mut builder, html, None);
        }
    }
    builder.simple(BlockKind::Paragraph, feed.title.as_deref().unwrap_or("feed"));
    builder.finish().expect("invariant: a builder makes sound documents")
}

/// A feed that a page names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Where it is.
    pub address: String,
    /// What the page calls it.
    pub title: Option<String>,
}

/// Returns the feeds that a page names, in its order.
pub fn discover(_page: &str, _address: &str) -> Vec<Named> {
    Vec::new()
}
