//! What the tests of the store put into it.

use jiff::Timestamp;
use tempfile::TempDir;

use crate::anchor::Anchor;
use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::{BlockKind, Document, DocumentBuilder, DocumentId};
use crate::import::Overrides;
use crate::source::Location;
use crate::store::incoming::{Added, Incoming, Logged};
use crate::store::store::Store;
use crate::text::range;

/// A time that is `seconds` after 1970.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap()
}

/// An empty store in a folder of its own.
pub(crate) fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("library.db")).unwrap();
    (folder, store)
}

/// A document of one paragraph.
pub(crate) fn document(text: &str) -> Document {
    let mut builder = DocumentBuilder::new();
    builder.simple(BlockKind::Paragraph, text);
    builder.finish().unwrap()
}

/// A document ready to be stored, as the importer of that version made it.
pub(crate) fn incoming(address: &str, text: &str, importer: u16) -> Incoming {
    let place = Location::Url(address.to_owned());
    let given = Overrides::default();
    Incoming::new(place, address, text.as_bytes(), importer, document(text), given).unwrap()
}

/// Puts a document into the store.
pub(crate) fn put(store: &Store, address: &str, text: &str) -> Added {
    store.put(&incoming(address, text, 1), Logged::Yes, at(0)).unwrap()
}

/// Anchors the first `length` bytes of a text.
pub(crate) fn anchor(text: &str, length: usize) -> Anchor {
    Anchor::new(text, crate::document::RevisionId::of(text.as_bytes()), range(0, length))
}

/// A bookmark at the start of a text.
pub(crate) fn bookmark(number: u8, document: DocumentId, text: &str, note: &str) -> Bookmark {
    Bookmark {
        id: BookmarkId::from_bytes([number; 16]),
        document,
        title: "a title".to_owned(),
        anchor: anchor(text, 3),
        note: note.to_owned(),
        tags: vec![note.to_owned(), "b".to_owned()],
        created: at(i64::from(number)),
    }
}
