//! The log of changes: everything the user does, as what was before and what is after.
//!
//! A change is made, taken back and made again in one way only: some part of the user's state is set
//! to a value. The log keeps both values, so it is undo, journal and what another machine needs
//! to follow. What is taken back stays in the log; a new change ends what could be made again.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use crate::anchor::Anchor;
use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::DocumentId;
use crate::store::bookmarks::{bookmark, set_bookmark};
use crate::store::codec::nanoseconds;
use crate::store::documents::{Flag, flag, set_flag};
use crate::store::error::{Error, Fault};
use crate::store::marks::{global_mark, mark, set_global_mark, set_mark};
use crate::store::store::Store;

/// A change that was taken back or made again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// What was changed: `bookmark added`.
    pub description: String,
    /// The document it concerned.
    pub document: Option<DocumentId>,
}

/// One part of what the user said, with its value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum State {
    /// Whether a document is in the library.
    Present(DocumentId, bool),
    /// Whether a document has been read.
    Read(DocumentId, bool),
    /// Whether a document is starred.
    Starred(DocumentId, bool),
    /// A bookmark, or none.
    Bookmark(BookmarkId, Option<Bookmark>),
    /// A mark in a document, or none.
    Mark(DocumentId, char, Option<Anchor>),
    /// A global mark, or none.
    GlobalMark(char, Option<(DocumentId, Anchor)>),
}

/// Which way along the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// Take the last change back.
    Back,
    /// Make the change that was last taken back again.
    Forth,
}

/// Done and in force.
const DONE: u8 = 0;
/// Taken back; can be made again.
const UNDONE: u8 = 1;
/// Taken back, and then something else was done.
const ENDED: u8 = 2;

impl Store {
    /// Keeps a passage; one with the same identity is replaced.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn keep(&self, bookmark: &Bookmark, now: Timestamp) -> Result<(), Error> {
        self.change(&State::Bookmark(bookmark.id, Some(bookmark.clone())), now)
    }

    /// Changes a kept passage.
    ///
    /// # Errors
    ///
    /// Fails if there is no such bookmark or the store cannot be written.
    pub fn edit_bookmark(&self, edited: &Bookmark, now: Timestamp) -> Result<(), Error> {
        self.write(|connection| {
            if bookmark(connection, edited.id)?.is_none() {
                return Err(Fault::NoBookmark(edited.id));
            }
            change(connection, &State::Bookmark(edited.id, Some(edited.clone())), now)
        })
    }

    /// Drops a kept passage, if it is there.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn drop_bookmark(&self, id: BookmarkId, now: Timestamp) -> Result<(), Error> {
        self.change(&State::Bookmark(id, None), now)
    }

    /// Names a place by a letter: `a` to `z` within its document, `A` to `Z` in the whole library.
    ///
    /// # Errors
    ///
    /// Fails for any other letter, or if the store cannot be written.
    pub fn set_mark(
        &self,
        document: DocumentId,
        name: char,
        anchor: &Anchor,
        now: Timestamp,
    ) -> Result<(), Error> {
        let anchor = anchor.clone();
        let state = match name {
            'a'..='z' => State::Mark(document, name, Some(anchor)),
            'A'..='Z' => State::GlobalMark(name, Some((document, anchor))),
            _ => return Err(Error::MarkName { name }),
        };
        self.change(&state, now)
    }

    /// Says whether a document has been read.
    ///
    /// # Errors
    ///
    /// Fails if there is no such document or the store cannot be written.
    pub fn set_read(&self, id: DocumentId, read: bool, now: Timestamp) -> Result<(), Error> {
        self.change(&State::Read(id, read), now)
    }

    /// Says whether a document is starred.
    ///
    /// # Errors
    ///
    /// Fails if there is no such document or the store cannot be written.
    pub fn set_starred(&self, id: DocumentId, starred: bool, now: Timestamp) -> Result<(), Error> {
        self.change(&State::Starred(id, starred), now)
    }

    /// Removes a document from the library; its notes stay, and it can be brought back.
    ///
    /// # Errors
    ///
    /// Fails if there is no such document or the store cannot be written.
    pub fn remove(&self, id: DocumentId, now: Timestamp) -> Result<(), Error> {
        self.change(&State::Present(id, false), now)
    }

    /// Takes the last change back; `None` if there is nothing to take back.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn undo(&self) -> Result<Option<Undone>, Error> {
        self.write(|connection| walk(connection, Way::Back))
    }

    /// Makes the change that was last taken back again; `None` if there is none.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn redo(&self) -> Result<Option<Undone>, Error> {
        self.write(|connection| walk(connection, Way::Forth))
    }

    fn change(&self, after: &State, now: Timestamp) -> Result<(), Error> {
        self.write(|connection| change(connection, after, now))
    }
}

/// Makes a change and writes it down; does nothing if it is so already.
pub(crate) fn change(connection: &Connection, after: &State, now: Timestamp) -> Result<(), Fault> {
    let before = now_at(connection, after)?;
    if before == *after {
        return Ok(());
    }
    apply(connection, after)?;
    record(connection, &before, after, now)
}

/// Writes a change down that has been made.
pub(crate) fn record(
    connection: &Connection,
    before: &State,
    after: &State,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "UPDATE changes SET undone = ?2 WHERE undone = ?1";
    connection.prepare_cached(sql)?.execute((UNDONE, ENDED))?;
    let sql = "INSERT INTO changes (kind, document, before, after, at, undone)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let document = after.document().or_else(|| before.document());
    connection.prepare_cached(sql)?.execute((
        after.kind(),
        document.map(|id| *id.as_bytes()),
        write(before)?,
        write(after)?,
        nanoseconds(now),
        DONE,
    ))?;
    Ok(())
}

fn walk(connection: &Connection, way: Way) -> Result<Option<Undone>, Fault> {
    let (sql, from, to) = match way {
        Way::Back => (
            "SELECT number, before, after FROM changes WHERE undone = ?1
             ORDER BY number DESC LIMIT 1",
            DONE,
            UNDONE,
        ),
        Way::Forth => (
            "SELECT number, before, after FROM changes WHERE undone = ?1 ORDER BY number LIMIT 1",
            UNDONE,
            DONE,
        ),
    };
    let row = connection
        .prepare_cached(sql)?
        .query_row([from], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
        })
        .optional()?;
    let Some((number, before, after)) = row else {
        return Ok(None);
    };
    let (before, after) = (read(&before)?, read(&after)?);
    apply(connection, if way == Way::Back { &before } else { &after })?;
    let sql = "UPDATE changes SET undone = ?2 WHERE number = ?1";
    connection.prepare_cached(sql)?.execute((number, to))?;
    let document = after.document().or_else(|| before.document());
    Ok(Some(Undone { description: describe(&before, &after), document }))
}

/// Returns the value that the same part has now.
fn now_at(connection: &Connection, state: &State) -> Result<State, Fault> {
    Ok(match *state {
        State::Present(id, _) => State::Present(id, !flag(connection, id, Flag::Removed)?),
        State::Read(id, _) => State::Read(id, flag(connection, id, Flag::Read)?),
        State::Starred(id, _) => State::Starred(id, flag(connection, id, Flag::Starred)?),
        State::Bookmark(id, _) => State::Bookmark(id, bookmark(connection, id)?),
        State::Mark(id, name, _) => State::Mark(id, name, mark(connection, id, name)?),
        State::GlobalMark(name, _) => State::GlobalMark(name, global_mark(connection, name)?),
    })
}

fn apply(connection: &Connection, state: &State) -> Result<(), Fault> {
    match state {
        State::Present(id, present) => set_flag(connection, *id, Flag::Removed, !present),
        State::Read(id, read) => set_flag(connection, *id, Flag::Read, *read),
        State::Starred(id, starred) => set_flag(connection, *id, Flag::Starred, *starred),
        State::Bookmark(id, bookmark) => set_bookmark(connection, *id, bookmark.as_ref()),
        State::Mark(id, name, anchor) => set_mark(connection, *id, *name, anchor.as_ref()),
        State::GlobalMark(name, place) => set_global_mark(connection, *name, place.as_ref()),
    }
}

impl State {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Present(..) => "present",
            Self::Read(..) => "read",
            Self::Starred(..) => "starred",
            Self::Bookmark(..) => "bookmark",
            Self::Mark(..) => "mark",
            Self::GlobalMark(..) => "global-mark",
        }
    }

    fn document(&self) -> Option<DocumentId> {
        match self {
            Self::Present(id, _)
            | Self::Read(id, _)
            | Self::Starred(id, _)
            | Self::Mark(id, _, _) => Some(*id),
            Self::Bookmark(_, bookmark) => bookmark.as_ref().map(|bookmark| bookmark.document),
            Self::GlobalMark(_, place) => place.as_ref().map(|(id, _)| *id),
        }
    }
}

/// Says what a change was, as it was first made.
fn describe(before: &State, after: &State) -> String {
    let text = match (before, after) {
        (_, State::Present(_, true)) => "article added",
        (_, State::Present(_, false)) => "article removed",
        (_, State::Read(_, true)) => "marked as read",
        (_, State::Read(_, false)) => "marked as unread",
        (_, State::Starred(_, true)) => "star set",
        (_, State::Starred(_, false)) => "star taken away",
        (State::Bookmark(_, None), State::Bookmark(..)) => "bookmark added",
        (_, State::Bookmark(_, None)) => "bookmark dropped",
        (_, State::Bookmark(..)) => "bookmark changed",
        (_, State::Mark(_, name, Some(_)) | State::GlobalMark(name, Some(_))) => {
            return format!("mark {name} set");
        }
        (_, State::Mark(_, name, None) | State::GlobalMark(name, None)) => {
            return format!("mark {name} cleared");
        }
    };
    text.to_owned()
}

fn write(state: &State) -> Result<String, Fault> {
    serde_json::to_string(state).map_err(|_| Fault::Unreadable("a change"))
}

fn read(json: &str) -> Result<State, Fault> {
    serde_json::from_str(json).map_err(|_| Fault::Unreadable("a change"))
}

#[cfg(test)]
mod tests;
