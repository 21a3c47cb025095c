//! Entries of feeds as articles: what tells them apart, their document, and how much of it they have.

use jiff::tz::Offset;

use crate::document::{Document, Title, TitleOrigin};
use crate::fetch::address::canonical;
use crate::import::complete::{Given, complete};
use crate::import::feed::{self, Body, Entry, Feed};
use crate::import::{Overrides, Refusal};
use crate::store::{Extent, Traits};
use crate::text::ContentHash;

/// The media type of what is kept of an entry.
pub(crate) const ENTRY: &str = "application/feed+json";

/// A text of the entry itself that is shorter is taken for a summary.
const SHORT_TEXT: usize = 500;

/// What an entry says it is about is taken for its text if it is at least so long.
const LONG_SUMMARY: usize = 2000;

/// What ends a text that was cut, in the last so many bytes.
const CUT: [&str; 10] = [
    "…",
    "...",
    "[…]",
    "[...]",
    "(more…)",
    "read more",
    "continue reading",
    "weiterlesen",
    "lire la suite",
    "阅读全文",
];

/// Returns what an entry is told apart by.
pub(crate) fn traits(entry: &Entry) -> Traits {
    Traits {
        id: entry.id.clone(),
        hash: hash(entry),
        link: entry.link.as_deref().map(canonical),
        title: entry.title.clone(),
        published: entry.published.or(entry.updated),
    }
}

/// Names what an entry says; that it calls itself changed does not change it.
fn hash(entry: &Entry) -> ContentHash {
    let (content, summary) = (written(entry.content.as_ref()), written(entry.summary.as_ref()));
    let mut bytes = Vec::with_capacity(content.len() + summary.len() + 64);
    for part in [entry.title.as_deref().unwrap_or_default(), content, summary] {
        bytes.extend_from_slice(&part.len().to_le_bytes());
        bytes.extend_from_slice(part.as_bytes());
    }
    ContentHash::of(&bytes)
}

fn written(body: Option<&Body>) -> &str {
    match body {
        Some(Body::Html(text) | Body::Text(text)) => text,
        None => "",
    }
}

/// Makes a document of one entry.
///
/// # Errors
///
/// Refuses one that says nothing.
pub(crate) fn of_entry(feed: &Feed, entry: &Entry, given: &Overrides) -> Result<Document, Refusal> {
    let alone = Feed {
        title: feed.title.clone(),
        site: feed.site.clone(),
        language: feed.language.clone(),
        entries: vec![entry.clone()],
        remarks: Vec::new(),
    };
    completed(&alone, given)
}

/// Makes the document of one entry anew from what was kept of it.
///
/// # Errors
///
/// Refuses what cannot be read as that.
pub(crate) fn of_original(bytes: &[u8], given: &Overrides) -> Result<Document, Refusal> {
    completed(&feed::parse(bytes, Some(ENTRY), None)?, given)
}

fn completed(feed: &Feed, given: &Overrides) -> Result<Document, Refusal> {
    let document = feed::document(feed);
    if document.text().trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let given = Given {
        title: given.title.as_deref(),
        published: given.published,
        language: given.language.as_deref(),
    };
    Ok(complete(document, given))
}

/// Fills in what a page does not say of its article, but the feed that led there does.
pub(crate) fn with_said(document: Document, said: Option<&Traits>) -> Document {
    let Some(said) = said else { return document };
    let mut metadata = document.metadata().clone();
    let stated = |title: &Title| title.origin != TitleOrigin::Derived;
    if let Some(text) = &said.title
        && !metadata.title.as_ref().is_some_and(stated)
    {
        metadata.title = Some(Title { text: text.clone(), origin: TitleOrigin::Stated });
    }
    if metadata.published.is_none() {
        metadata.published_at = said.published;
        metadata.published = said.published.map(|at| Offset::UTC.to_datetime(at).date());
    }
    document.with_metadata(metadata)
}

/// Tells how much of the article an entry has. Feeds do not say so: a text that ends as if cut or is
/// very short is a summary, if there is an address where the rest may be.
pub(crate) fn extent(entry: &Entry, document: &Document) -> Extent {
    let text = document.text().trim_end();
    let least = if entry.content.is_some() { SHORT_TEXT } else { LONG_SUMMARY };
    if entry.link.is_some() && (weight(text) < least || is_cut(text)) {
        Extent::Summary
    } else {
        Extent::Whole
    }
}

/// Counts the letters of a text; one of a script without letters says as much as three.
fn weight(text: &str) -> usize {
    text.chars().map(|ch| if u32::from(ch) >= 0x2E80 { 3 } else { 1 }).sum()
}

fn is_cut(text: &str) -> bool {
    let from = text.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
    let end = text.get(from..).unwrap_or_default().to_lowercase();
    let end = end.trim_end_matches(|ch: char| ch.is_whitespace() || "»→>".contains(ch));
    CUT.iter().any(|mark| end.ends_with(mark))
}

#[cfg(test)]
mod tests {
    use super::{extent, of_entry, traits};
    use crate::import::Overrides;
    use crate::import::feed::{Body, Entry, Feed};
    use crate::store::Extent;

    fn entry(content: Option<&str>, summary: Option<&str>) -> Entry {
        let body = |text: Option<&str>| text.map(|text| Body::Text(text.to_owned()));
        Entry {
            id: "1".to_owned(),
            link: Some("https://example.org/1".to_owned()),
            content: body(content),
            summary: body(summary),
            ..Entry::default()
        }
    }

    #[track_caller]
    fn check(entry: &Entry, expected: Extent) {
        let document = of_entry(&Feed::default(), entry, &Overrides::default()).unwrap();
        assert_eq!(extent(entry, &document), expected, "{}", document.text());
    }

    #[test]
    fn a_short_or_cut_text_is_a_summary() {
        let (some, more) = ("Some words. ".repeat(50), "Many words. ".repeat(200));
        check(&entry(Some("Short."), None), Extent::Summary);
        check(&entry(Some(&some), None), Extent::Whole);
        check(&entry(None, Some(&some)), Extent::Summary);
        check(&entry(None, Some(&more)), Extent::Whole);
        check(&entry(Some(&"文字很多。".repeat(40)), None), Extent::Whole);
        for end in ["and so on …", "and so on [...]", "\n\nContinue reading →", "Read more »"]
        {
            check(&entry(Some(&format!("{more}{end}")), None), Extent::Summary);
        }
        check(&Entry { link: None, ..entry(Some("Short."), None) }, Extent::Whole);
    }

    #[test]
    fn what_an_entry_says_is_its_hash() {
        let one = entry(Some("a"), Some("b"));
        let hash = |entry: &Entry| traits(entry).hash;
        let updated = Some(jiff::Timestamp::UNIX_EPOCH);
        assert_eq!(hash(&one), hash(&Entry { updated, ..one.clone() }));
        assert_ne!(hash(&one), hash(&entry(Some("ab"), None)));
        assert_ne!(hash(&one), hash(&Entry { title: Some("t".to_owned()), ..one.clone() }));
    }
}
