//! How values lie in columns: versioned binary parts, compressed originals, times, places.
//!
//! A part that cannot be read is no error: it was made by another version, and whatever it held can
//! be made again from the original bytes.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::PathBuf;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::anchor::Anchor;
use crate::document::{Block, Diagnostic, Document, Metadata, RevisionId, TitleOrigin};
use crate::source::{FeedId, Location};
use crate::store::error::Fault;
use crate::text::ContentHash;

/// The first byte of every part. Higher it whenever a type that is written in parts changes.
const PART_VERSION: u8 = 2;

/// Writes a value as a part.
pub(crate) fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, Fault> {
    postcard::to_extend(value, vec![PART_VERSION])
        .map_err(|_| Fault::Unreadable("what was to be stored"))
}

/// Reads a part; `None` if it was written by another version or is damaged.
pub(crate) fn decode<T: DeserializeOwned>(part: &[u8]) -> Option<T> {
    let (version, rest) = part.split_first()?;
    (*version == PART_VERSION).then(|| postcard::from_bytes(rest).ok()).flatten()
}

/// Writes all of a document but its text.
pub(crate) fn encode_parts(document: &Document) -> Result<Vec<u8>, Fault> {
    encode(&(document.metadata(), document.blocks(), document.diagnostics()))
}

/// Puts a document together again; `None` if the parts cannot be read or do not fit the text.
pub(crate) fn decode_document(text: String, parts: &[u8]) -> Option<Document> {
    let (metadata, blocks, diagnostics): (Metadata, Vec<Block>, Vec<Diagnostic>) = decode(parts)?;
    Document::new(text, blocks, metadata, diagnostics).ok()
}

/// Reads what is known of a document, without the rest of its parts.
pub(crate) fn decode_metadata(parts: &[u8]) -> Option<Metadata> {
    let (version, rest) = parts.split_first()?;
    let metadata = postcard::take_from_bytes(rest).map(|(metadata, _)| metadata);
    (*version == PART_VERSION).then(|| metadata.ok()).flatten()
}

/// Names a text together with its parts, so that facts are never laid over another text.
pub(crate) fn digest(text: &str, parts: &[u8]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(text.len().to_le_bytes());
    hasher.update(text.as_bytes());
    hasher.update(parts);
    hasher.finalize().into()
}

/// Compresses original bytes.
pub(crate) fn compress(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("invariant: writing to memory cannot fail")
}

/// Expands original bytes of a known size.
pub(crate) fn expand(compressed: &[u8], size: i64) -> Result<Vec<u8>, Fault> {
    let unreadable = || Fault::Unreadable("an original");
    let size = u64::try_from(size).map_err(|_| unreadable())?;
    let mut bytes = Vec::new();
    let mut decoder = ZlibDecoder::new(compressed).take(size.saturating_add(1));
    decoder.read_to_end(&mut bytes).map_err(|_| unreadable())?;
    if u64::try_from(bytes.len()) == Ok(size) { Ok(bytes) } else { Err(unreadable()) }
}

/// Returns the nanoseconds since 1970; times outside of 1677 to 2262 become the nearest within.
pub(crate) fn nanoseconds(at: Timestamp) -> i64 {
    let exact = at.as_nanosecond();
    i64::try_from(exact).unwrap_or(if exact < 0 { i64::MIN } else { i64::MAX })
}

/// Returns the time of nanoseconds since 1970.
pub(crate) fn timestamp(nanoseconds: i64) -> Timestamp {
    Timestamp::from_nanosecond(i128::from(nanoseconds)).unwrap_or_default()
}

/// Writes an anchor as JSON.
pub(crate) fn write_anchor(anchor: &Anchor) -> Result<String, Fault> {
    serde_json::to_string(anchor).map_err(|_| Fault::Unreadable("a place in a text"))
}

/// Reads an anchor from JSON.
pub(crate) fn read_anchor(json: &str) -> Result<Anchor, Fault> {
    serde_json::from_str(json).map_err(|_| Fault::Unreadable("a place in a text"))
}

/// Writes where a title comes from.
pub(crate) const fn title_origin_name(origin: TitleOrigin) -> &'static str {
    match origin {
        TitleOrigin::Stated => "stated",
        TitleOrigin::Derived => "derived",
        TitleOrigin::Given => "given",
    }
}

/// Reads where a title comes from.
pub(crate) fn title_origin(name: &str) -> TitleOrigin {
    match name {
        "stated" => TitleOrigin::Stated,
        "given" => TitleOrigin::Given,
        _ => TitleOrigin::Derived,
    }
}

/// Writes a place as its kind and its key. Standard input is no place: what came through it is known by
/// its bytes, so that two different texts do not replace each other.
pub(crate) fn location_key(location: &Location, revision: RevisionId) -> (&'static str, Vec<u8>) {
    match location {
        Location::File(path) => ("file", path.as_os_str().as_encoded_bytes().to_vec()),
        Location::Url(url) => ("url", url.as_bytes().to_vec()),
        Location::Stdin => ("stdin", revision.hash().as_bytes().to_vec()),
        Location::Sample(name) => ("sample", name.as_bytes().to_vec()),
        Location::Entry { feed, entry } => ("entry", [feed.as_bytes(), entry.as_bytes()].concat()),
    }
}

/// Writes a place that is not standard input.
pub(crate) fn place_key(location: &Location) -> (&'static str, Vec<u8>) {
    location_key(location, RevisionId::from_hash(ContentHash::from_bytes([0; 32])))
}

/// Reads a place.
pub(crate) fn location(kind: &str, key: Vec<u8>) -> Result<Location, Fault> {
    let text =
        |key| String::from_utf8(key).map_err(|_| Fault::Unreadable("where an article came from"));
    match kind {
        "file" => Ok(Location::File(path(&key))),
        "url" => Ok(Location::Url(text(key)?)),
        "stdin" => Ok(Location::Stdin),
        "sample" => Ok(Location::Sample(text(key)?)),
        "entry" => {
            let (feed, entry) =
                key.split_first_chunk().ok_or(Fault::Unreadable("where an article came from"))?;
            let entry = text(entry.to_vec())?;
            Ok(Location::Entry { feed: FeedId::from_bytes(*feed), entry })
        }
        _ => Err(Fault::Unreadable("where an article came from")),
    }
}

#[cfg(unix)]
fn path(key: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(key))
}

#[cfg(not(unix))]
fn path(key: &[u8]) -> PathBuf {
    PathBuf::from(OsStr::new(&*String::from_utf8_lossy(key)))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use jiff::Timestamp;
    use proptest::prelude::{any, proptest};

    use super::{
        compress, decode, decode_document, encode, encode_parts, expand, location, location_key,
        nanoseconds, timestamp, title_origin, title_origin_name,
    };
    use crate::document::{BlockKind, Marker, SpanStyle};
    use crate::document::{Diagnostic, Document, DocumentBuilder, RevisionId, TitleOrigin};
    use crate::source::{FeedId, Location};

    fn document() -> Document {
        let mut builder = DocumentBuilder::new();
        builder.simple(BlockKind::Title, "Ein Titel");
        let item = BlockKind::ListItem { depth: 1, marker: Marker::Ordinal(3) };
        let at = builder.simple(item, "中文 text");
        builder.span(at, SpanStyle::Link("https://example.org/".to_owned()));
        builder.diagnostic(Diagnostic::at(at, "a remark"));
        builder.metadata().published = Some(jiff::civil::date(2025, 11, 4));
        builder.finish().unwrap()
    }

    #[test]
    fn a_document_reads_back_what_it_was() {
        let document = document();
        let parts = encode_parts(&document).unwrap();
        assert_eq!(decode_document(document.text().to_owned(), &parts), Some(document.clone()));
        assert_eq!(decode_document(String::new(), &parts), None, "parts of another text");
        let mut other = parts;
        other[0] += 1;
        assert_eq!(decode_document(document.text().to_owned(), &other), None, "another version");
    }

    #[test]
    fn damaged_parts_are_not_read() {
        let parts = encode_parts(&document()).unwrap();
        for length in 0..parts.len() {
            assert_eq!(decode_document(document().text().to_owned(), &parts[..length]), None);
        }
        assert_eq!(decode::<u8>(&[]), None);
        assert_eq!(decode::<u8>(&encode(&7_u8).unwrap()), Some(7));
    }

    #[test]
    fn places_and_origins_read_back() {
        let revision = RevisionId::of(b"x");
        let places = [
            Location::File(PathBuf::from("/a/b c")),
            Location::Url("https://example.org/ä".to_owned()),
            Location::Stdin,
            Location::Sample("000".to_owned()),
            Location::Entry { feed: FeedId::from_bytes([7; 16]), entry: "ä: 1".to_owned() },
        ];
        for place in places {
            let (kind, key) = location_key(&place, revision);
            assert_eq!(location(kind, key).unwrap(), place);
        }
        for origin in [TitleOrigin::Stated, TitleOrigin::Derived, TitleOrigin::Given] {
            assert_eq!(title_origin(title_origin_name(origin)), origin);
        }
        let of = |bytes: &[u8]| location_key(&Location::Stdin, RevisionId::of(bytes));
        assert_ne!(of(b"one"), of(b"two"), "two piped texts are two articles");
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_is_no_text_reads_back() {
        use std::os::unix::ffi::OsStrExt;
        let name = std::ffi::OsStr::from_bytes(b"/tmp/\xff\xfe");
        let place = Location::File(PathBuf::from(name));
        let (kind, key) = location_key(&place, RevisionId::of(b""));
        assert_eq!(location(kind, key).unwrap(), place);
    }

    proptest! {
        #[test]
        fn original_bytes_come_back(bytes in any::<Vec<u8>>()) {
            let size = i64::try_from(bytes.len()).unwrap();
            let compressed = compress(&bytes);
            assert_eq!(expand(&compressed, size).unwrap(), bytes);
            assert!(expand(&compressed, size + 1).is_err());
            assert!(size == 0 || expand(&compressed, size - 1).is_err());
        }

        #[test]
        fn times_come_back(at in any::<i64>()) {
            assert_eq!(nanoseconds(timestamp(at)), at);
        }
    }

    #[test]
    fn a_far_time_becomes_the_nearest() {
        assert_eq!(nanoseconds(Timestamp::MAX), i64::MAX);
        assert_eq!(nanoseconds(Timestamp::MIN), i64::MIN);
    }
}
