//! Entries: what feeds call their articles, and how an article that comes with a feed becomes a document.
//!
//! Telling what is new needs no write, so that it can happen on another thread; another program may have
//! put some of it in since, so that putting looks again. The same article from another feed, or added by
//! the user before, is the same document: it keeps the text that it has.

use std::collections::BTreeSet;
use std::time::Instant;

use jiff::Timestamp;
use rusqlite::{Connection, Row};

use crate::document::DocumentId;
use crate::source::{FeedId, Location};
use crate::store::codec::{location, nanoseconds, timestamp};
use crate::store::documents::{Place, at_place, set_gone};
use crate::store::error::{Error, Fault};
use crate::store::feeds::{feed_number, is_followed};
use crate::store::incoming::{Added, Incoming, Origin, Outcome, insert, revise};
use crate::store::matching::{KnownEntry, Match, Traits};
use crate::store::members::join;
use crate::store::store::Store;
use crate::store::waiting::attach;
use crate::text::ContentHash;

/// From this many bytes on, the same text is the same article wherever it comes from; shorter ones may
/// be the same by chance.
const TELLING: usize = 300;

/// What is known of the entries of a feed, at one moment.
#[derive(Clone, Debug, Default)]
pub struct KnownEntries {
    /// Those with the ids that were asked for.
    pub entries: Vec<KnownEntry>,
    /// When they were looked at.
    pub moment: Moment,
}

/// A moment in the life of a store: entries that come later have higher numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(i64);

/// An entry that is ready to be stored.
#[derive(Clone, Debug)]
pub struct ReadyEntry {
    /// What it is told apart by.
    pub traits: Traits,
    /// What it was when it was made ready; never the same as before.
    pub found: Match,
    /// Its document; the place is its address, if it has one to itself.
    pub incoming: Incoming,
    /// Whether this is the whole article, fetched from its address.
    pub whole: bool,
}

impl Store {
    /// Returns the entries of a feed that have one of the ids.
    ///
    /// # Errors
    ///
    /// Fails if there is no such feed or the store cannot be read.
    pub fn known_entries<'a>(
        &self,
        feed: FeedId,
        ids: impl Iterator<Item = &'a str>,
    ) -> Result<KnownEntries, Error> {
        self.read(|connection| {
            let number = feed_number(connection, feed)?;
            let sql = "SELECT ifnull(max(number), 0) FROM entries";
            let since = connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
            let mut entries = Vec::new();
            for id in ids {
                entries.extend(of_id(connection, number, id)?);
            }
            entries.sort_by_key(|entry| entry.number);
            entries.dedup_by_key(|entry| entry.number);
            Ok(KnownEntries { entries, moment: Moment(since) })
        })
    }

    /// Returns the documents in the library that have their text from an entry of a feed with one of the ids,
    /// and whose whole article was not fetched yet, with the address it is at.
    ///
    /// # Errors
    ///
    /// Fails if there is no such feed or the store cannot be read.
    pub fn unfetched<'a>(
        &self,
        feed: FeedId,
        ids: impl Iterator<Item = &'a str>,
    ) -> Result<Vec<(DocumentId, String)>, Error> {
        self.read(|connection| {
            let number = feed_number(connection, feed)?;
            let sql = "SELECT documents.id, documents.location_kind, documents.location
                       FROM entries JOIN documents ON documents.number = entries.document
                       WHERE feed = ?1 AND entry = ?2 AND gives = 1 AND whole = 0 AND removed = 0
                       ORDER BY entries.number";
            let mut statement = connection.prepare_cached(sql)?;
            let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
            for id in ids {
                let mut rows = statement.query((number, id))?;
                while let Some(row) = rows.next()? {
                    let document = DocumentId::from_bytes(row.get(0)?);
                    let place = location(&row.get::<_, String>(1)?, row.get(2)?)?;
                    if let (Location::Url(address), true) = (place, seen.insert(document)) {
                        found.push((document, address));
                    }
                }
            }
            Ok(found)
        })
    }

    /// Returns what the feed says of the document that has its text from it, or had it before the whole
    /// article was fetched; `None` if it did not come with a feed.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn said(&self, document: DocumentId) -> Result<Option<Traits>, Error> {
        self.read(|connection| {
            let sql = format!(
                "{COLUMNS} WHERE gives = 1
                     AND document = (SELECT number FROM documents WHERE id = ?1) LIMIT 1"
            );
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query_map([document.as_bytes()], known)?;
            Ok(rows.next().transpose()?.map(|known| known.traits))
        })
    }

    /// Puts entries of a feed into the store, in their order, until `until`; at least one. Returns what
    /// became of those that were put. All of one reading of the feed are put at the same `now`, and `since` is
    /// when it was looked what is known.
    ///
    /// # Errors
    ///
    /// Fails if there is no such feed or the store cannot be written; nothing is stored then.
    pub fn put_entries(
        &self,
        feed: FeedId,
        since: Moment,
        entries: &[ReadyEntry],
        now: Timestamp,
        until: Instant,
    ) -> Result<Vec<Added>, Error> {
        self.write(|connection| {
            if !is_followed(connection, feed)? {
                return Ok(Vec::new());
            }
            let feed = Feed { id: feed, number: feed_number(connection, feed)? };
            let mut put = Vec::new();
            for entry in entries {
                put.push(put_entry(connection, feed, since, entry, now)?);
                if Instant::now() >= until {
                    break;
                }
            }
            Ok(put)
        })
    }
}

#[derive(Clone, Copy, Debug)]
struct Feed {
    id: FeedId,
    number: i64,
}

fn put_entry(
    connection: &Connection,
    feed: Feed,
    since: Moment,
    entry: &ReadyEntry,
    now: Timestamp,
) -> Result<Added, Fault> {
    let target = match entry.found {
        Match::Changed { number, .. } => Some(by_number(connection, number)?),
        Match::Same | Match::New => {
            let later = by_others(connection, feed.number, &entry.traits.id, since.0, now)?;
            later.into_iter().find(|known| known.traits.is_one_with(&entry.traits))
        }
    };
    match target {
        Some(known) => put_changed(connection, &known, entry, now),
        None => put_new(connection, feed, entry, now),
    }
}

fn put_changed(
    connection: &Connection,
    known: &KnownEntry,
    entry: &ReadyEntry,
    now: Timestamp,
) -> Result<Added, Fault> {
    let (document, id) = document_of(connection, known.number)?;
    let unchanged = Added { id, outcome: Outcome::Unchanged };
    if known.traits.hash == entry.traits.hash {
        return Ok(unchanged);
    }
    let ours = known.gives && (entry.whole || !known.whole);
    let revised = ours && !has_text(connection, document, &entry.incoming)?;
    if revised {
        revise(connection, document, &entry.incoming, now)?;
    }
    let sql = "UPDATE entries SET hash = ?2, link = ?3, title = ?4, published = ?5, seen = ?6,
                   whole = whole OR ?7 WHERE number = ?1";
    connection.prepare_cached(sql)?.execute((
        known.number,
        entry.traits.hash.as_bytes(),
        &entry.traits.link,
        &entry.traits.title,
        entry.traits.published.map(nanoseconds),
        nanoseconds(now),
        entry.whole,
    ))?;
    Ok(if revised { Added { id, outcome: Outcome::Revised } } else { unchanged })
}

fn put_new(
    connection: &Connection,
    feed: Feed,
    entry: &ReadyEntry,
    now: Timestamp,
) -> Result<Added, Fault> {
    if let Some(place) = same_article(connection, feed, entry)? {
        write_entry(connection, feed, entry, place.number, Gives::No, now)?;
        join(connection, place.number, feed.number)?;
        if !place.is_gone() {
            return Ok(Added { id: place.id, outcome: Outcome::Unchanged });
        }
        set_gone(connection, place.id, false)?;
        attach(connection, place.id, now)?;
        return Ok(Added { id: place.id, outcome: Outcome::Restored });
    }
    let location = free_place(connection, feed, entry)?;
    let origin = Origin::Feed { published: entry.traits.published };
    let (id, number) = insert(connection, &entry.incoming, &location, origin, now)?;
    if location != *entry.incoming.location() {
        // The address is another article's, so that there is no more to be had.
        let sql = "UPDATE documents SET summary = 0 WHERE number = ?1";
        connection.prepare_cached(sql)?.execute([number])?;
    }
    write_entry(connection, feed, entry, number, Gives::Yes, now)?;
    join(connection, number, feed.number)?;
    Ok(Added { id, outcome: Outcome::New })
}

/// Returns the document that is this article already.
fn same_article(
    connection: &Connection,
    feed: Feed,
    entry: &ReadyEntry,
) -> Result<Option<Place>, Fault> {
    let at_link = match entry.incoming.location() {
        place @ Location::Url(_) => at_place(connection, place)?,
        _ => None,
    };
    let sql = "SELECT document, link IS NOT NULL AND link IS ?2 FROM entries WHERE hash = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query((entry.traits.hash.as_bytes(), &entry.traits.link))?;
    let telling = entry.incoming.text().len() >= TELLING;
    while let Some(row) = rows.next()? {
        if telling || row.get(1)? {
            return Place::of(connection, row.get(0)?).map(Some);
        }
    }
    let Some(place) = at_link else {
        return Ok(None);
    };
    // Two articles that one feed gives one address are two.
    let sql = "SELECT 1 FROM members WHERE document = ?1 AND feed = ?2";
    let ours = connection.prepare_cached(sql)?.exists((place.number, feed.number))?;
    Ok(Some(place).filter(|_| !ours))
}

/// Returns where a new document is: at its address, if that is free, or else in its feed.
fn free_place(connection: &Connection, feed: Feed, entry: &ReadyEntry) -> Result<Location, Fault> {
    let address = entry.incoming.location();
    if matches!(address, Location::Url(_)) && at_place(connection, address)?.is_none() {
        return Ok(address.clone());
    }
    let id = &entry.traits.id;
    let names = (1_u32..).map(|count| match count {
        1 => id.clone(),
        count => format!("{id} ({count})"),
    });
    for name in names {
        let place = Location::Entry { feed: feed.id, entry: name };
        if at_place(connection, &place)?.is_none() {
            return Ok(place);
        }
    }
    Ok(address.clone())
}

/// Whether a document has its text from an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gives {
    Yes,
    No,
}

fn write_entry(
    connection: &Connection,
    feed: Feed,
    entry: &ReadyEntry,
    document: i64,
    gives: Gives,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "INSERT INTO entries (feed, entry, hash, link, title, published, document, gives,
                   whole, seen)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    connection.prepare_cached(sql)?.execute((
        feed.number,
        &entry.traits.id,
        entry.traits.hash.as_bytes(),
        &entry.traits.link,
        &entry.traits.title,
        entry.traits.published.map(nanoseconds),
        document,
        gives == Gives::Yes,
        entry.whole,
        nanoseconds(now),
    ))?;
    Ok(())
}

/// Tells whether the current text of a document is the one that comes.
fn has_text(connection: &Connection, document: i64, incoming: &Incoming) -> Result<bool, Fault> {
    let sql = "SELECT 1 FROM documents JOIN texts ON texts.revision = documents.revision
               WHERE documents.number = ?1 AND texts.digest = ?2";
    Ok(connection.prepare_cached(sql)?.exists((document, incoming.digest()))?)
}

fn document_of(connection: &Connection, entry: i64) -> Result<(i64, DocumentId), Fault> {
    let sql = "SELECT documents.number, id FROM entries
               JOIN documents ON documents.number = entries.document WHERE entries.number = ?1";
    let row = |row: &Row<'_>| Ok((row.get(0)?, DocumentId::from_bytes(row.get(1)?)));
    Ok(connection.prepare_cached(sql)?.query_row([entry], row)?)
}

/// The columns of an entry, for [`known`].
const COLUMNS: &str =
    "SELECT number, entry, hash, link, title, published, whole, gives FROM entries ";

fn of_id(connection: &Connection, feed: i64, id: &str) -> Result<Vec<KnownEntry>, Fault> {
    let sql = format!("{COLUMNS} WHERE feed = ?1 AND entry = ?2 ORDER BY number");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map((feed, id), known)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the entries with an id that another program, which reads the same feed, has put in meanwhile:
/// all that this one puts in at a reading it has seen at the same moment.
fn by_others(
    connection: &Connection,
    feed: i64,
    id: &str,
    since: i64,
    now: Timestamp,
) -> Result<Vec<KnownEntry>, Fault> {
    let sql = format!(
        "{COLUMNS} WHERE feed = ?1 AND entry = ?2 AND number > ?3 AND seen <> ?4 ORDER BY number"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map((feed, id, since, nanoseconds(now)), known)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn by_number(connection: &Connection, number: i64) -> Result<KnownEntry, Fault> {
    let sql = format!("{COLUMNS} WHERE number = ?1");
    Ok(connection.prepare_cached(&sql)?.query_row([number], known)?)
}

fn known(row: &Row<'_>) -> rusqlite::Result<KnownEntry> {
    Ok(KnownEntry {
        number: row.get(0)?,
        traits: Traits {
            id: row.get(1)?,
            hash: ContentHash::from_bytes(row.get(2)?),
            link: row.get(3)?,
            title: row.get(4)?,
            published: row.get::<_, Option<i64>>(5)?.map(timestamp),
        },
        whole: row.get(6)?,
        gives: row.get(7)?,
    })
}

#[cfg(test)]
mod tests;
