//! Stories: which documents are on one event, as lists show them.
//!
//! A page of stories walks along one index from a key, however many there are; what is shown of each is kept by
//! triggers. A story with fewer than two documents that are there is not shown anywhere, but keeps its identity
//! for when they come back.

use jiff::Timestamp;
use jiff::tz::Offset;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::document::DocumentId;
use crate::store::codec::{nanoseconds, timestamp};
use crate::store::entry::ListEntry;
use crate::store::error::{Error, Fault};
use crate::store::lists::{COLUMNS, entry};
use crate::store::store::Store;
use crate::story::StoryId;

/// A story as lists show it.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryEntry {
    /// Which story.
    pub id: StoryId,
    /// What it is called.
    pub title: String,
    /// How many articles it has.
    pub members: u32,
    /// How many of them have not been read.
    pub unread: u32,
    /// When its newest article came into the library.
    pub newest: Timestamp,
    /// Where it stands in the order of the list.
    pub cursor: StoryCursor,
}

/// A place in the list of stories, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryCursor {
    newest: Timestamp,
    number: i64,
}

impl StoryCursor {
    /// Names the place of the story whose newest article came then.
    pub const fn new(newest: Timestamp, number: i64) -> Self {
        Self { newest, number }
    }
}

/// The columns of a story, for [`story_entry`].
const STORY: &str = "id, ifnull(given, title), members, unread, newest, turn";

impl Store {
    /// Returns the stories after a place in the list, newest first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn stories(
        &self,
        after: Option<&StoryCursor>,
        limit: usize,
    ) -> Result<Vec<StoryEntry>, Error> {
        let (newest, turn) =
            after.map_or((i64::MAX, i64::MAX), |at| (nanoseconds(at.newest), at.number));
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&page())?;
            let rows = statement.query_map((newest, turn, limit), story_entry)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Returns a story; `None` if there is no such story of two articles or more.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn story(&self, id: StoryId) -> Result<Option<StoryEntry>, Error> {
        self.read(|connection| {
            let sql = format!("SELECT {STORY} FROM stories WHERE id = ?1 AND members > 1");
            let mut statement = connection.prepare_cached(&sql)?;
            Ok(statement.query_row([id.as_bytes()], story_entry).optional()?)
        })
    }

    /// Returns the story of a document; `None` if it is in none with another.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn story_of(&self, document: DocumentId) -> Result<Option<StoryEntry>, Error> {
        self.read(|connection| {
            let sql = format!(
                "SELECT {STORY} FROM stories WHERE members > 1
                     AND number = (SELECT story FROM documents WHERE id = ?1 AND removed = 0)"
            );
            let mut statement = connection.prepare_cached(&sql)?;
            Ok(statement.query_row([document.as_bytes()], story_entry).optional()?)
        })
    }

    /// Returns the documents of a story, the earliest published first; of more than `limit` those that came
    /// last.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn story_entries(&self, id: StoryId, limit: usize) -> Result<Vec<ListEntry>, Error> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.read(|connection| {
            let sql = format!(
                "SELECT {COLUMNS} FROM documents INDEXED BY documents_story
                 WHERE story = (SELECT number FROM stories WHERE id = ?1 AND members > 1)
                     AND removed = 0
                 ORDER BY added DESC LIMIT ?2"
            );
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map((id.as_bytes(), limit), entry)?;
            let mut entries: Vec<ListEntry> = rows.collect::<Result<_, _>>()?;
            sort_by_day(&mut entries);
            Ok(entries)
        })
    }
}

/// Sorts documents by when they were published; one of which that is not known by when it came.
pub fn sort_by_day(entries: &mut [ListEntry]) {
    entries.sort_by_key(|entry| {
        let came = Offset::UTC.to_datetime(entry.added).date();
        (entry.published.unwrap_or(came), entry.cursor)
    });
}

/// Writes what reads a page after the place `?1, ?2`.
pub(crate) fn page() -> String {
    format!(
        "SELECT {STORY} FROM stories INDEXED BY stories_newest
         WHERE members > 1 AND (newest, turn) < (?1, ?2)
         ORDER BY newest DESC, turn DESC LIMIT ?3"
    )
}

fn story_entry(row: &Row<'_>) -> rusqlite::Result<StoryEntry> {
    let newest = timestamp(row.get(4)?);
    Ok(StoryEntry {
        id: StoryId::from_bytes(row.get(0)?),
        title: row.get(1)?,
        members: row.get(2)?,
        unread: row.get(3)?,
        newest,
        cursor: StoryCursor::new(newest, row.get(5)?),
    })
}

/// Returns the number of the story with an identity; one that is not there is made.
pub(crate) fn settle_story(connection: &Connection, id: StoryId) -> Result<i64, Fault> {
    let sql = "SELECT number FROM stories WHERE id = ?1";
    let known = connection.prepare_cached(sql)?.query_row([id.as_bytes()], |row| row.get(0));
    if let Some(number) = known.optional()? {
        return Ok(number);
    }
    let sql = "INSERT INTO stories (id, title, turn)
               VALUES (?1, '', (SELECT 1 + ifnull(max(number), 0) FROM stories))";
    connection.prepare_cached(sql)?.execute([id.as_bytes()])?;
    Ok(connection.last_insert_rowid())
}

/// Returns the identity of a story.
pub(crate) fn story_id(connection: &Connection, number: i64) -> Result<StoryId, Fault> {
    let sql = "SELECT id FROM stories WHERE number = ?1";
    let id = connection.prepare_cached(sql)?.query_row([number], |row| row.get(0))?;
    Ok(StoryId::from_bytes(id))
}

/// Puts a document into a story, or takes it out of the one it is in.
pub(crate) fn set_story(
    connection: &Connection,
    document: i64,
    story: Option<i64>,
) -> Result<(), Fault> {
    let sql = "UPDATE documents SET story = ?2 WHERE number = ?1 AND story IS NOT ?2";
    connection.prepare_cached(sql)?.execute((document, story))?;
    Ok(())
}

/// Returns what the user calls a story.
pub(crate) fn given_story_title(
    connection: &Connection,
    id: StoryId,
) -> Result<Option<String>, Fault> {
    let sql = "SELECT given FROM stories WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_row([id.as_bytes()], |row| row.get(0)).optional()?.ok_or(Fault::NoStory(id))
}

/// Makes what the user calls a story what it is given as.
pub(crate) fn set_given_story_title(
    connection: &Connection,
    id: StoryId,
    title: Option<&str>,
) -> Result<(), Fault> {
    let sql = "UPDATE stories SET given = ?2 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute((id.as_bytes(), title))?;
    Ok(())
}
