//! Import: bytes to a [`Document`].
//!
//! The bytes are measured, told apart, decoded and cleaned once, before any offset exists; then the
//! reader of their format makes blocks, and what a text says of itself is gathered. Parsing cannot
//! fail: what a reader does not understand stays as a paragraph. Nothing here knows files, stores or
//! the network.

pub mod calendar;
pub mod complete;
pub mod dateline;
pub mod dates;
pub mod decode;
pub mod epub;
pub mod feed;
pub mod html;
pub mod label;
pub mod markdown;
pub mod opml;
pub mod plain;
pub mod refusal;
pub mod script;
pub mod sniff;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use refusal::Refusal;

use crate::document::Document;
use crate::import::complete::{Given, complete};
use crate::import::decode::{Hints, decode_with};
use crate::import::sniff::Format;
use crate::text::clean::clean;

/// The version of what the importers make of the same bytes; a higher one imports anew.
pub const IMPORTER_VERSION: u16 = 2;

/// The most bytes a text may have.
pub const LIMIT: u64 = 64 * 1024 * 1024;

/// What is to be imported.
#[derive(Clone, Copy, Debug)]
pub struct Payload<'a> {
    /// The bytes as they came.
    pub bytes: &'a [u8],
    /// The file name or address, by which a format may be told; links in it are relative to an address.
    pub name: &'a str,
    /// The media type and its parameters, as a server gave them: `text/html; charset=utf-8`.
    pub media_type: Option<&'a str>,
    /// What the user says of it.
    pub overrides: &'a Overrides,
}

impl<'a> Payload<'a> {
    /// Makes a payload of a file, for which no server gave a media type.
    pub const fn new(bytes: &'a [u8], name: &'a str, overrides: &'a Overrides) -> Self {
        Self { bytes, name, media_type: None, overrides }
    }

    /// Adds the media type that a server gave.
    #[must_use]
    pub const fn with_media_type(self, media_type: Option<&'a str>) -> Self {
        Self { media_type, ..self }
    }

    /// Returns a name that tells the format: what a server says goes before how the address ends.
    fn telling_name(&self) -> &'a str {
        let essence = self.media_type.and_then(|media_type| media_type.split(';').next());
        match essence.map(str::trim).map(str::to_ascii_lowercase).as_deref() {
            Some("text/html" | "application/xhtml+xml") => "page.html",
            Some("text/markdown") => "page.md",
            _ => self.name,
        }
    }

    /// Returns the address, if the name is one.
    pub fn address(&self) -> Option<&'a str> {
        let scheme = ["http://", "https://"].iter().any(|scheme| self.name.starts_with(scheme));
        scheme.then_some(self.name)
    }
}

/// What the user says of an article; it goes before what the article says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overrides {
    /// What it is called.
    pub title: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The language as a BCP 47 tag.
    pub language: Option<String>,
}

/// Makes a document of bytes.
///
/// # Errors
///
/// Refuses what is empty, no text, too large or in a format that cannot be read.
pub fn import(payload: &Payload<'_>) -> Result<Document, Refusal> {
    let bytes = u64::try_from(payload.bytes.len()).unwrap_or(u64::MAX);
    if bytes > LIMIT {
        return Err(Refusal::TooLarge { bytes, limit: LIMIT });
    }
    match sniff::by_magic(payload.bytes, payload.name) {
        Some(Format::Binary(what)) => return Err(Refusal::Binary { what }),
        Some(Format::Unsupported(format)) => return Err(Refusal::Unsupported { format }),
        Some(Format::Epub) => {
            let document = epub::read(payload.bytes)?;
            return Ok(complete(document, payload.overrides.given()));
        }
        _ => {}
    }
    let document = of_text(payload)?;
    if document.text().trim().is_empty() {
        return Err(Refusal::Empty);
    }
    Ok(complete(document, payload.overrides.given()))
}

fn of_text(payload: &Payload<'_>) -> Result<Document, Refusal> {
    let hints = Hints { media_type: payload.media_type, address: payload.address() };
    let decoded =
        decode_with(payload.bytes, hints).ok_or(Refusal::Binary { what: "binary data" })?;
    match sniff::of_text(&decoded.text, payload.telling_name()) {
        Format::Unsupported(format) => Err(Refusal::Unsupported { format }),
        Format::Binary(what) => Err(Refusal::Binary { what }),
        Format::Html => Ok(html::read(&decoded.text, decoded.remarks, payload.address())),
        Format::Feed => feed::parse(payload.bytes, payload.media_type, payload.address())
            .map(|feed| feed::document(&feed)),
        Format::Epub => epub::read(payload.bytes),
        Format::Plain | Format::Markdown if decoded.text.trim().is_empty() => Err(Refusal::Empty),
        Format::Plain => Ok(plain::read(&clean(&decoded.text), decoded.remarks)),
        Format::Markdown => Ok(markdown::read(&clean(&decoded.text), decoded.remarks)),
    }
}

impl Overrides {
    fn given(&self) -> Given<'_> {
        Given {
            title: self.title.as_deref(),
            published: self.published,
            language: self.language.as_deref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{LIMIT, Overrides, Payload, Refusal, import};
    use crate::document::TitleOrigin;

    fn refusal(bytes: &[u8], name: &str) -> Refusal {
        import(&Payload::new(bytes, name, &Overrides::default())).unwrap_err()
    }

    #[test]
    fn a_refusal_says_what_and_what_to_do() {
        let large = vec![b'a'; usize::try_from(LIMIT).unwrap() + 1];
        let table: [(&[u8], &str, &str); 5] = [
            (b"", "a.txt", "has no text in it; nothing was imported"),
            (b" \n\t\xe3\x80\x80", "a.md", "has no text in it; nothing was imported"),
            (
                b"\x89PNG\r\n\x1a\n",
                "a.txt",
                "is a PNG picture, not a text; give a text or Markdown file",
            ),
            (b"<html></html>", "a", "has no text in it; nothing was imported"),
            (
                &large,
                "a.txt",
                "has 67108865 bytes, more than the 67108864 a text may have; split it and import the parts",
            ),
        ];
        for (bytes, name, expected) in table {
            assert_eq!(refusal(bytes, name).to_string(), expected, "{name}");
        }
    }

    #[test]
    fn what_the_server_says_goes_before_how_the_address_ends() {
        let page = b"<!DOCTYPE html><title>A</title><p>It fell on <b>Monday</b>.</p>";
        let text = |media_type| {
            let overrides = Overrides::default();
            let payload = Payload::new(page, "https://example.org/notes.txt", &overrides);
            let document = import(&payload.with_media_type(media_type)).unwrap();
            document.text().to_owned()
        };
        assert!(!text(Some("Text/HTML; charset=utf-8")).contains('<'));
        assert!(text(Some("text/plain")).contains("<title>"));
        assert!(text(None).contains("<title>"));
    }

    #[test]
    fn what_the_user_says_goes_first() {
        let overrides = Overrides {
            title: Some("Given".to_owned()),
            published: Some(date(2024, 12, 1)),
            language: Some("de".to_owned()),
        };
        let bytes = b"date 2025-11-04 Council votes for the pier\n\nLONDON, Nov. 30 (AP) -- It voted for the pier.\n";
        let document = import(&Payload::new(bytes, "a.txt", &overrides)).unwrap();
        let metadata = document.metadata();
        let title = metadata.title.as_ref().unwrap();
        assert_eq!((title.text.as_str(), title.origin), ("Given", TitleOrigin::Given));
        assert_eq!(metadata.published, overrides.published);
        assert_eq!(metadata.language, overrides.language);
        assert_eq!(metadata.dateline.as_ref().unwrap().date, Some(date(2024, 11, 30)));
        assert_eq!(document.blocks()[1].kind.name(), "title");
    }
}
