//! What a feed is to the program, whichever of its formats it was written in.

use jiff::Timestamp;

use crate::document::Diagnostic;

/// A feed as it was read. Its strings are cleaned, its addresses are absolute and `http` or `https`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    /// What it is called.
    pub title: Option<String>,
    /// The page it belongs to.
    pub site: Option<String>,
    /// The language as a BCP 47 tag.
    pub language: Option<String>,
    /// Its entries, in the order of the feed; no two have the same identity.
    pub entries: Vec<Entry>,
    /// What was cut, left out or not understood.
    pub remarks: Vec<Diagnostic>,
}

/// One entry of a feed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// What the feed knows it by; never empty.
    pub id: String,
    /// What it is called, without markup.
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
    /// What links in its texts are relative to, where that is not its own address.
    pub base: Option<String>,
    /// The address of the picture that stands for it.
    pub image: Option<String>,
    /// What comes with it: sounds, films, files.
    pub enclosures: Vec<Enclosure>,
}

/// A file that comes with an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Enclosure {
    /// Where it is.
    pub address: String,
    /// Its media type, as the feed gives it.
    pub media_type: Option<String>,
}

/// A text in a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// With HTML markup.
    Html(String),
    /// Without markup.
    Text(String),
}

impl Body {
    /// Returns the text as it is, with its markup.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Html(text) | Self::Text(text) => text,
        }
    }
}
