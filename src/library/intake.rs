//! Intake: what a feed says now becomes documents and revisions.
//!
//! 1. The feed is read, and its entries are matched with those that are known.
//! 2. What is new or changed is made ready, oldest first, so that the newest stands on top.
//! 3. It is put into the store in pieces that each take a moment only.
//!
//! Nothing here fetches.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use jiff::Timestamp;

use crate::document::DocumentId;
use crate::fetch::address::canonical;
use crate::fetch::{Page, Realm};
use crate::import::feed::{self, Entry, Feed};
use crate::import::{IMPORTER_VERSION, Overrides, Refusal};
use crate::library::articles::{ENTRY, extent, of_entry, traits};
use crate::library::errand::Writer;
use crate::library::library::Library;
use crate::source::{FeedId, Location};
use crate::store::{
    Added, Check, Extent, Incoming, Leads, Match, Moment, Outcome, ReadyEntry, Traits,
    match_entries,
};
use crate::text::ContentHash;

/// How long the store may be held at a time.
const HOLD: Duration = Duration::from_millis(40);

/// How many entries are made ready at a time.
const PIECE: usize = 400;

/// A feed as it came.
#[derive(Debug, Default)]
pub(crate) struct Came<'a> {
    /// Its bytes.
    pub(crate) bytes: &'a [u8],
    /// What the server said of them.
    pub(crate) media_type: Option<&'a str>,
    /// Where it came from in the end, if from the network.
    pub(crate) address: Option<&'a str>,
}

/// What tells the copy of a feed that came from others.
#[derive(Debug)]
pub(crate) struct Source {
    /// What the server calls it; of a file, its hash.
    pub(crate) etag: Option<String>,
    last_modified: Option<String>,
    leads: Leads,
}

/// What came of a feed.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    /// How many documents are new.
    pub(crate) new: usize,
    /// How many documents have a new revision.
    pub(crate) revised: usize,
    /// Entries that have changed and of which the whole article was fetched before.
    pub(crate) changed: Vec<Changed>,
    /// Whether that is all.
    pub(crate) end: End,
}

/// How taking in a feed ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum End {
    /// All of it was taken in.
    #[default]
    Whole,
    /// The user stopped it, or does not follow the feed any more.
    Stopped,
}

/// An entry that has changed and of which the whole article is to be fetched again.
#[derive(Debug)]
pub(crate) struct Changed {
    /// The feed.
    pub(crate) feed: FeedId,
    /// When it was looked what is known of it.
    pub(crate) since: Moment,
    /// What the feed says of it now.
    pub(crate) entry: ReadyEntry,
    /// Where the whole article is.
    pub(crate) address: String,
}

impl Source {
    /// Returns what tells the bytes of a file from others.
    pub(crate) fn of_file(bytes: &[u8]) -> Self {
        let etag = Some(ContentHash::of(bytes).to_string());
        // A file of the user's may lead anywhere, but what it says may come from anywhere too.
        Self { etag, last_modified: None, leads: Leads::Public }
    }

    /// Returns what a server says of its copy.
    pub(crate) fn of_page(page: &Page) -> Self {
        let leads = match page.realm {
            Realm::Public => Leads::Public,
            Realm::Private => Leads::Anywhere,
        };
        Self { etag: page.etag.clone(), last_modified: page.last_modified.clone(), leads }
    }

    /// Says that the copy was read, and where the feed is from now on.
    pub(crate) fn check(self, feed: &Feed, moved: Option<Location>) -> Check {
        Check::Read {
            title: feed.title.clone(),
            site: feed.site.clone(),
            language: feed.language.clone(),
            etag: self.etag,
            last_modified: self.last_modified,
            moved,
            leads: self.leads,
        }
    }
}

impl<'a> Came<'a> {
    /// Takes what a server sent.
    pub(crate) fn of(page: &'a Page) -> Self {
        let media_type = page.media_type.as_deref();
        Self { bytes: &page.bytes, media_type, address: Some(&page.address) }
    }

    /// Reads the feed.
    ///
    /// # Errors
    ///
    /// Refuses what is no feed.
    pub(crate) fn read(&self) -> Result<Feed, Refusal> {
        feed::parse(self.bytes, self.media_type, self.address)
    }
}

/// Puts what is new or changed in a feed into the library, as of `now`; `stop` is asked between the pieces.
///
/// # Errors
///
/// Fails if the library cannot be read or written; what was put before stays.
pub(crate) fn take_in(
    library: &Library,
    writer: &Writer,
    id: FeedId,
    feed: &Feed,
    now: Timestamp,
    stop: &dyn Fn() -> bool,
) -> Result<Taken> {
    let all: Vec<Traits> = feed.entries.iter().map(traits).collect();
    let known = library.store.known_entries(id, all.iter().map(|traits| traits.id.as_str()))?;
    let found = match_entries(&all, &known.entries);
    let shelf = Shelf { id, feed, addresses: addresses(feed, &all) };
    let mut wanted: Vec<usize> =
        (0..all.len()).filter(|at| !matches!(found[*at], Match::Same)).collect();
    // Feeds have the newest first where they say nothing of it.
    wanted.sort_by_key(|at| (all[*at].published.map_or(now, |day| day.min(now)), usize::MAX - at));
    let mut taken = Taken::default();
    for piece in wanted.chunks(PIECE) {
        if stop() {
            taken.end = End::Stopped;
            break;
        }
        let mut ready = Vec::with_capacity(piece.len());
        for at in piece {
            let Some(entry) = shelf.ready(&feed.entries[*at], &all[*at], found[*at])? else {
                continue;
            };
            match (found[*at], entry.incoming.location()) {
                (Match::Changed { whole: true, .. }, Location::Url(address)) => {
                    let (address, since) = (address.clone(), known.moment);
                    taken.changed.push(Changed { feed: id, since, entry, address });
                }
                _ => ready.push(entry),
            }
        }
        put(writer, id, known.moment, ready, now, &mut taken)?;
    }
    Ok(taken)
}

/// Returns the documents of what a feed has now whose whole article was never fetched, with its address.
///
/// # Errors
///
/// Fails if the library cannot be read.
pub(crate) fn unfetched(
    library: &Library,
    id: FeedId,
    feed: &Feed,
) -> Result<Vec<(DocumentId, String)>> {
    let ids: Vec<_> = feed.entries.iter().map(|entry| traits(entry).id).collect();
    Ok(library.store.unfetched(id, ids.iter().map(String::as_str))?)
}

/// Puts entries into the store, in as many turns as it takes.
pub(crate) fn put(
    writer: &Writer,
    feed: FeedId,
    since: Moment,
    entries: Vec<ReadyEntry>,
    now: Timestamp,
    taken: &mut Taken,
) -> Result<()> {
    let entries = Arc::new(entries);
    let mut done = 0;
    while done < entries.len() {
        let rest = Arc::clone(&entries);
        let put = writer.write(move |library| {
            let until = Instant::now() + HOLD;
            Ok(library.store.put_entries(feed, since, &rest[done..], now, until)?)
        })?;
        // The user has unfollowed it meanwhile, but may follow it again before it is written down how this
        // reading went.
        if put.is_empty() {
            taken.end = End::Stopped;
            return Ok(());
        }
        for added in &put {
            taken.count(*added);
        }
        done += put.len();
    }
    Ok(())
}

impl Taken {
    fn count(&mut self, added: Added) {
        match added.outcome {
            Outcome::New | Outcome::Restored => self.new += 1,
            Outcome::Revised => self.revised += 1,
            Outcome::Unchanged => {}
        }
    }
}

/// A feed whose entries are made ready.
struct Shelf<'a> {
    id: FeedId,
    feed: &'a Feed,
    /// The addresses that lead to one entry only.
    addresses: HashMap<&'a str, usize>,
}

impl Shelf<'_> {
    /// Makes an entry ready; `None` if it says nothing.
    fn ready(&self, entry: &Entry, traits: &Traits, found: Match) -> Result<Option<ReadyEntry>> {
        let given = Overrides::default();
        let Ok(document) = of_entry(self.feed, entry, &given) else {
            return Ok(None);
        };
        let own = traits.link.as_ref().filter(|link| self.addresses.get(link.as_str()) == Some(&1));
        let place = match own {
            Some(link) => Location::Url(link.clone()),
            None => Location::Entry { feed: self.id, entry: traits.id.clone() },
        };
        let extent = if own.is_some() { extent(entry, &document) } else { Extent::Whole };
        let name = own.unwrap_or(&traits.id);
        let bytes = feed::original(self.feed, entry);
        let incoming = Incoming::new(place, name, &bytes, IMPORTER_VERSION, document, given)?
            .with_media_type(Some(ENTRY.to_owned()))
            .with_extent(extent);
        Ok(Some(ReadyEntry { traits: traits.clone(), found, incoming, whole: false }))
    }
}

/// Counts how many entries each address leads to; that of the feed's own page leads to none of them.
fn addresses<'a>(feed: &Feed, all: &'a [Traits]) -> HashMap<&'a str, usize> {
    let site = feed.site.as_deref().map(canonical);
    let mut addresses = HashMap::new();
    for link in all.iter().filter_map(|traits| traits.link.as_deref()) {
        if site.as_deref() != Some(link) && link.starts_with("http") {
            *addresses.entry(link).or_default() += 1;
        }
    }
    addresses
}
