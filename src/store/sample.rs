//! What the tests of the store put into it.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use tempfile::TempDir;

use crate::anchor::Anchor;
use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::{BlockKind, Document, DocumentBuilder, DocumentId};
use crate::import::Overrides;
use crate::source::{FeedId, Location};
use crate::store::entries::ReadyEntry;
use crate::store::feeds::NewFeed;
use crate::store::incoming::{Added, Incoming, Logged};
use crate::store::matching::{Match, Traits, match_entries};
use crate::store::store::Store;
use crate::text::{ContentHash, range};

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
        label: None,
        fact: None,
        created: at(i64::from(number)),
        changed: None,
    }
}

/// Follows a feed.
pub(crate) fn follow(store: &Store, address: &str) -> FeedId {
    let location = Location::Url(address.to_owned());
    let title = address.to_owned();
    let feed = NewFeed { location, title, given: None, site: None, folders: Vec::new() };
    store.follow(&[feed], at(0)).unwrap()[0].0
}

/// An entry of a feed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Came<'a> {
    pub(crate) id: &'a str,
    /// Empty for none.
    pub(crate) link: &'a str,
    pub(crate) text: &'a str,
    /// Seconds after 1970.
    pub(crate) published: i64,
}

/// Makes an entry ready, as if nothing of it were known.
pub(crate) fn ready(feed: FeedId, came: Came<'_>) -> ReadyEntry {
    let link = Some(came.link.to_owned()).filter(|link| !link.is_empty());
    let place = match &link {
        Some(link) => Location::Url(link.clone()),
        None => Location::Entry { feed, entry: came.id.to_owned() },
    };
    let (bytes, content) = (came.text.as_bytes(), document(came.text));
    let given = Overrides::default();
    ReadyEntry {
        traits: Traits {
            id: came.id.to_owned(),
            hash: ContentHash::of(bytes),
            link,
            title: None,
            published: Some(at(came.published)),
        },
        found: Match::New,
        incoming: Incoming::new(place, came.id, bytes, 1, content, given).unwrap(),
        whole: false,
    }
}

/// Puts what a feed has now into the store, as fetching it does.
pub(crate) fn arrive(store: &Store, feed: FeedId, came: &[Came<'_>], now: i64) -> Vec<Added> {
    let mut entries: Vec<_> = came.iter().map(|came| ready(feed, *came)).collect();
    let known = store.known_entries(feed, came.iter().map(|came| came.id)).unwrap();
    let traits: Vec<_> = entries.iter().map(|entry| entry.traits.clone()).collect();
    let found = match_entries(&traits, &known.entries);
    for (entry, found) in entries.iter_mut().zip(found) {
        entry.found = found;
    }
    entries.retain(|entry| entry.found != Match::Same);
    let far = Instant::now() + Duration::from_secs(3600);
    store.put_entries(feed, known.moment, &entries, at(now), far).unwrap()
}
