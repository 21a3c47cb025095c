//! The original of an entry: what is kept of it, as a JSON Feed of its own.
//!
//! The same entry always gives the same bytes, so that a feed that is read again changes no article that
//! has not changed. What JSON Feed has no place for stands under a key of its own.

use serde::Serialize;

use crate::import::feed::entry::{Body, Entry, Feed};

/// What the version of the format is known by; the first thing in the bytes.
const VERSION: &str = "https://jsonfeed.org/version/1.1";

#[derive(Serialize)]
struct Whole<'a> {
    version: &'static str,
    // Required, and empty where the feed has none.
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    home_page_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    items: [Item<'a>; 1],
    _sidelight: Extension<'a>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    // One of both is required; an empty text is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
    _sidelight: Extension<'a>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: &'a str,
    // Required, and empty where the feed gives none.
    mime_type: &'a str,
}

#[derive(Serialize)]
struct Extension<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    summary_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<&'a str>,
}

/// Returns one entry of a feed as a JSON Feed 1.1 with one item, which [`crate::import::feed::parse`]
/// reads back as it is.
///
/// # Panics
///
/// Never: strings and lists of them can always be written as JSON.
pub fn original(feed: &Feed, entry: &Entry) -> Vec<u8> {
    let whole = Whole {
        version: VERSION,
        title: feed.title.as_deref().unwrap_or_default(),
        home_page_url: feed.site.as_deref(),
        language: feed.language.as_deref(),
        items: [item(entry)],
        _sidelight: Extension { summary_html: None, base: None },
    };
    serde_json::to_vec(&whole).expect("invariant: strings and lists can always be written as JSON")
}

fn item(entry: &Entry) -> Item<'_> {
    let (content_html, content_text) = match &entry.content {
        Some(Body::Html(html)) => (Some(html.as_str()), None),
        Some(Body::Text(text)) => (None, Some(text.as_str())),
        None => (None, Some("")),
    };
    let (summary, summary_html) = match &entry.summary {
        Some(Body::Html(html)) => (None, Some(html.as_str())),
        Some(Body::Text(text)) => (Some(text.as_str()), None),
        None => (None, None),
    };
    let attachments = entry.enclosures.iter().map(|enclosure| Attachment {
        url: &enclosure.address,
        mime_type: enclosure.media_type.as_deref().unwrap_or_default(),
    });
    Item {
        id: &entry.id,
        url: entry.link.as_deref(),
        title: entry.title.as_deref(),
        content_html,
        content_text,
        summary,
        image: entry.image.as_deref(),
        date_published: entry.published.map(|date| date.to_string()),
        date_modified: entry.updated.map(|date| date.to_string()),
        authors: entry.authors.iter().map(|name| Author { name }).collect(),
        attachments: attachments.collect(),
        _sidelight: Extension { summary_html, base: entry.base.as_deref() },
    }
}
