//! Import: bytes to a [`Document`].
//!
//! The bytes are measured, told apart, decoded and cleaned once, before any offset exists; then the
//! reader of their format makes blocks, and what a text says of itself is gathered. Parsing cannot
//! fail: what a reader does not understand stays as a paragraph. Nothing here knows files, stores or
//! the network.

pub mod complete;
pub mod dateline;
pub mod dates;
pub mod decode;
pub mod label;
pub mod markdown;
pub mod plain;
pub mod refusal;
pub mod script;
pub mod sniff;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use refusal::Refusal;

use crate::document::Document;
use crate::import::complete::{Given, complete};
use crate::import::sniff::Format;
use crate::text::clean::clean;

/// The version of what the importers make of the same bytes; a higher one imports anew.
pub const IMPORTER_VERSION: u16 = 1;

/// The most bytes a text may have.
pub const LIMIT: u64 = 64 * 1024 * 1024;

/// What is to be imported.
#[derive(Clone, Copy, Debug)]
pub struct Payload<'a> {
    /// The bytes as they came.
    pub bytes: &'a [u8],
    /// The file name or address, by which a format may be told.
    pub name: &'a str,
    /// What the user says of it.
    pub overrides: &'a Overrides,
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
/// Refuses what is empty, no text, too large or in a format that cannot be read yet.
pub fn import(payload: &Payload<'_>) -> Result<Document, Refusal> {
    let bytes = u64::try_from(payload.bytes.len()).unwrap_or(u64::MAX);
    if bytes > LIMIT {
        return Err(Refusal::TooLarge { bytes, limit: LIMIT });
    }
    match sniff::by_magic(payload.bytes, payload.name) {
        Some(Format::Binary(what)) => return Err(Refusal::Binary { what }),
        Some(Format::Unsupported(format)) => return Err(Refusal::Unsupported { format }),
        _ => {}
    }
    let decoded = decode::decode(payload.bytes).ok_or(Refusal::Binary { what: "binary data" })?;
    let text = clean(&decoded.text);
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let document = match sniff::of_text(&text, payload.name) {
        Format::Unsupported(format) => Err(Refusal::Unsupported { format }),
        Format::Binary(what) => Err(Refusal::Binary { what }),
        Format::Plain => Ok(plain::read(&text, decoded.remarks)),
        Format::Markdown => Ok(markdown::read(&text, decoded.remarks)),
    };
    document.map(|document| complete(document, payload.overrides.given()))
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
        import(&Payload { bytes, name, overrides: &Overrides::default() }).unwrap_err()
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
            (
                b"<html></html>",
                "a",
                "is an HTML page, which cannot be read yet; save it as plain text or Markdown and import that",
            ),
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
    fn what_the_user_says_goes_first() {
        let overrides = Overrides {
            title: Some("Given".to_owned()),
            published: Some(date(2024, 12, 1)),
            language: Some("de".to_owned()),
        };
        let bytes = b"date 2025-11-04 Council votes for the pier\n\nLONDON, Nov. 30 (AP) -- It voted for the pier.\n";
        let document = import(&Payload { bytes, name: "a.txt", overrides: &overrides }).unwrap();
        let metadata = document.metadata();
        let title = metadata.title.as_ref().unwrap();
        assert_eq!((title.text.as_str(), title.origin), ("Given", TitleOrigin::Given));
        assert_eq!(metadata.published, overrides.published);
        assert_eq!(metadata.language, overrides.language);
        assert_eq!(metadata.dateline.as_ref().unwrap().date, Some(date(2024, 11, 30)));
        assert_eq!(document.blocks()[1].kind.name(), "title");
    }
}
