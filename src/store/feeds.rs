//! The rows of feeds: which are followed, where they are, and how fetching them went.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::document::DocumentId;
use crate::source::{FeedId, Location};
use crate::store::codec::{location, nanoseconds, place_key, timestamp};
use crate::store::error::{Error, Fault};
use crate::store::store::Store;
use crate::store::subscription::{Subscription, Whole};

/// The columns of a subscription, for [`subscription`].
const SHOWN: &str =
    "SELECT id, ifnull(given, title), location_kind, location, documents, unread, error,
    fetched, whole FROM feeds ";

/// A feed to follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFeed {
    /// Where it is.
    pub location: Location,
    /// What it is called until it says so itself; never empty.
    pub title: String,
    /// What the user calls it.
    pub given: Option<String>,
    /// The page it belongs to.
    pub site: Option<String>,
    /// The folders it stands in, the outermost first.
    pub folders: Vec<String>,
}

/// What must be known of a feed to fetch it, and to list it elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedRecord {
    /// Which feed.
    pub id: FeedId,
    /// Where it is.
    pub location: Location,
    /// What it is called.
    pub title: String,
    /// The page it belongs to.
    pub site: Option<String>,
    /// The folders it stands in, the outermost first.
    pub folders: Vec<String>,
    /// Whether it is followed.
    pub followed: bool,
    /// When the whole articles are fetched.
    pub whole: Whole,
    /// What the server called the copy that was read last.
    pub etag: Option<String>,
    /// When that copy was changed, as the server wrote it.
    pub last_modified: Option<String>,
    /// Before this it is not fetched unless the user asks for it by name.
    pub due: Timestamp,
    /// Before this the server does not want to be asked at all.
    pub barred: Timestamp,
    /// How often fetching it has failed since it last went well.
    pub failures: u32,
}

/// Where what a feed names may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leads {
    /// Where everyone can reach it.
    #[default]
    Public,
    /// On this machine or its network too, since the feed itself is there.
    Anywhere,
}

impl Store {
    /// Returns the feeds that are followed, by title.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn subscriptions(&self) -> Result<Vec<Subscription>, Error> {
        let mut all: Vec<Subscription> = self.read(|connection| {
            let mut statement =
                connection.prepare_cached(&format!("{SHOWN} WHERE followed = 1"))?;
            let rows = statement.query_map([], subscription)?;
            rows.map(|row| row?).collect()
        })?;
        all.sort_by_cached_key(|feed| (feed.title.to_lowercase(), feed.id));
        Ok(all)
    }

    /// Returns a feed as lists show it, followed or not.
    ///
    /// # Errors
    ///
    /// Fails if there is no such feed or the store cannot be read.
    pub fn subscription(&self, id: FeedId) -> Result<Subscription, Error> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&format!("{SHOWN} WHERE id = ?1"))?;
            let found = statement.query_row([id.as_bytes()], subscription).optional()?;
            found.ok_or(Fault::NoFeed(id))?
        })
    }

    /// Returns what must be known of the feeds that are followed to fetch them, in the order in which
    /// they came.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn followed(&self) -> Result<Vec<FeedRecord>, Error> {
        self.read(|connection| {
            let sql = format!("{RECORD} WHERE followed = 1 ORDER BY number");
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map([], record)?;
            rows.map(|row| row?).collect()
        })
    }

    /// Returns what must be known of a feed to fetch it.
    ///
    /// # Errors
    ///
    /// Fails if there is no such feed or the store cannot be read.
    pub fn feed(&self, id: FeedId) -> Result<FeedRecord, Error> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&format!("{RECORD} WHERE id = ?1"))?;
            let found = statement.query_row([id.as_bytes()], record).optional()?;
            found.ok_or(Fault::NoFeed(id))?
        })
    }

    /// Returns the feed of a place, followed or not.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn feed_at(&self, place: &Location) -> Result<Option<FeedRecord>, Error> {
        self.read(|connection| {
            let sql = format!("{RECORD} WHERE location_kind = ?1 AND location = ?2");
            let mut statement = connection.prepare_cached(&sql)?;
            statement.query_row(place_key(place), record).optional()?.transpose()
        })
    }

    /// Returns where the address of a document may lead: wherever the user, or a feed that is not public
    /// itself, says.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn leads(&self, document: DocumentId) -> Result<Leads, Error> {
        self.read(|connection| {
            let sql = "SELECT 1 FROM documents WHERE id = ?1 AND (brought = 0 OR EXISTS (
                           SELECT 1 FROM entries JOIN feeds ON feeds.number = entries.feed
                           WHERE entries.document = documents.number AND feeds.private = 1))";
            let anywhere = connection.prepare_cached(sql)?.exists([document.as_bytes()])?;
            Ok(if anywhere { Leads::Anywhere } else { Leads::Public })
        })
    }
}

/// The columns of a record, for [`record`].
const RECORD: &str =
    "SELECT id, location_kind, location, ifnull(given, title), site, folders, followed,
    whole, etag, last_modified, due, barred, failures FROM feeds ";

/// Returns the identity of the feed of a place, which is made if there is none; it is not followed yet.
pub(crate) fn settle_feed(
    connection: &Connection,
    new: &NewFeed,
    now: Timestamp,
) -> Result<FeedId, Fault> {
    let (kind, key) = place_key(&new.location);
    let sql = "SELECT id FROM feeds WHERE location_kind = ?1 AND location = ?2";
    let found =
        connection.prepare_cached(sql)?.query_row((kind, &key), |row| row.get(0)).optional()?;
    if let Some(id) = found {
        return Ok(FeedId::from_bytes(id));
    }
    let id = FeedId::random()?;
    let folders = serde_json::to_string(&new.folders).map_err(|_| Fault::Unreadable("a folder"))?;
    let sql = "INSERT INTO feeds (id, location_kind, location, title, given, site, folders, added)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    connection.prepare_cached(sql)?.execute((
        id.as_bytes(),
        kind,
        key,
        &new.title,
        &new.given,
        &new.site,
        folders,
        nanoseconds(now),
    ))?;
    Ok(id)
}

/// Returns the number of a feed.
pub(crate) fn feed_number(connection: &Connection, id: FeedId) -> Result<i64, Fault> {
    let mut statement = connection.prepare_cached("SELECT number FROM feeds WHERE id = ?1")?;
    let number = statement.query_row([id.as_bytes()], |row| row.get(0)).optional()?;
    number.ok_or(Fault::NoFeed(id))
}

/// Tells whether a feed is followed.
pub(crate) fn is_followed(connection: &Connection, id: FeedId) -> Result<bool, Fault> {
    let mut statement = connection.prepare_cached("SELECT followed FROM feeds WHERE id = ?1")?;
    let followed = statement.query_row([id.as_bytes()], |row| row.get(0)).optional()?;
    followed.ok_or(Fault::NoFeed(id))
}

/// Says whether a feed is followed.
pub(crate) fn set_followed(
    connection: &Connection,
    id: FeedId,
    followed: bool,
) -> Result<(), Fault> {
    // What is followed again is fetched again and whole, whatever became of it before.
    let sql = "UPDATE feeds SET followed = ?2, due = 0, failures = 0, etag = NULL,
                   last_modified = NULL WHERE id = ?1";
    connection.prepare_cached(sql)?.execute((id.as_bytes(), followed))?;
    Ok(())
}

/// Returns what the user calls a feed.
pub(crate) fn given_title(connection: &Connection, id: FeedId) -> Result<Option<String>, Fault> {
    let mut statement = connection.prepare_cached("SELECT given FROM feeds WHERE id = ?1")?;
    let given = statement.query_row([id.as_bytes()], |row| row.get(0)).optional()?;
    given.ok_or(Fault::NoFeed(id))
}

/// Says what the user calls a feed; `None` for what it calls itself.
pub(crate) fn set_given_title(
    connection: &Connection,
    id: FeedId,
    given: Option<&str>,
) -> Result<(), Fault> {
    let sql = "UPDATE feeds SET given = ?2 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute((id.as_bytes(), given))?;
    Ok(())
}

/// Tells when the whole articles of a feed are fetched.
pub(crate) fn whole(connection: &Connection, id: FeedId) -> Result<Whole, Fault> {
    let mut statement = connection.prepare_cached("SELECT whole FROM feeds WHERE id = ?1")?;
    let whole = statement.query_row([id.as_bytes()], |row| row.get(0)).optional()?;
    whole.map(when).ok_or(Fault::NoFeed(id))
}

/// Says when the whole articles of a feed are fetched.
pub(crate) fn set_whole(connection: &Connection, id: FeedId, whole: Whole) -> Result<(), Fault> {
    let sql = "UPDATE feeds SET whole = ?2 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute((id.as_bytes(), whole == Whole::WithFeed))?;
    Ok(())
}

const fn when(with_feed: bool) -> Whole {
    if with_feed { Whole::WithFeed } else { Whole::WhenOpened }
}

fn subscription(row: &Row<'_>) -> rusqlite::Result<Result<Subscription, Fault>> {
    let place = location(&row.get::<_, String>(2)?, row.get(3)?);
    let (id, title) = (FeedId::from_bytes(row.get(0)?), row.get(1)?);
    let count = |column| row.get(column).map(|count: i64| u64::try_from(count).unwrap_or(0));
    let (documents, unread) = (count(4)?, count(5)?);
    let (error, fetched) = (row.get(6)?, row.get::<_, Option<i64>>(7)?.map(timestamp));
    let whole = when(row.get(8)?);
    Ok(place.map(|location| Subscription {
        id,
        title,
        location,
        documents,
        unread,
        error,
        fetched,
        whole,
    }))
}

fn record(row: &Row<'_>) -> rusqlite::Result<Result<FeedRecord, Fault>> {
    let place = location(&row.get::<_, String>(1)?, row.get(2)?);
    let record = |location| {
        Ok(FeedRecord {
            id: FeedId::from_bytes(row.get(0)?),
            location,
            title: row.get(3)?,
            site: row.get(4)?,
            folders: serde_json::from_str(&row.get::<_, String>(5)?).unwrap_or_default(),
            followed: row.get(6)?,
            whole: when(row.get(7)?),
            etag: row.get(8)?,
            last_modified: row.get(9)?,
            due: timestamp(row.get(10)?),
            barred: timestamp(row.get(11)?),
            failures: row.get(12)?,
        })
    };
    match place {
        Ok(location) => record(location).map(Ok),
        Err(fault) => Ok(Err(fault)),
    }
}
