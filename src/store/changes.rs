//! The log of changes: everything the user does, as what was before and what is after.
//!
//! A change is made, taken back and made again in one way only: some part of the user's state is set
//! to a value. The log keeps both values, so it is undo, journal and what another machine needs
//! to follow. What is taken back stays in the log; a new change ends what could be made again.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use crate::anchor::Anchor;
use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::DocumentId;
use crate::source::FeedId;
use crate::store::bookmarks::bookmark;
use crate::store::codec::nanoseconds;
use crate::store::error::{Error, Fault};
use crate::store::feeds::{NewFeed, is_followed, set_followed, settle_feed};
use crate::store::lists::unread;
use crate::store::log::{Standing, write_down};
use crate::store::members::{gone, leaving};
use crate::store::mismatches::WrongMatch;
use crate::store::state::{State, apply, describe, now_at, read, write};
use crate::store::store::Store;
use crate::store::story_words::{joining, splitting};
use crate::store::subscription::{Scope, Whole};
use crate::store::waiting::{attach_anew, attach_to_come, wait_again};
use crate::story::StoryId;
use crate::verdict::Judgement;

/// A change that was taken back or made again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// What was changed: `bookmark added`.
    pub description: String,
    /// The document it concerned.
    pub document: Option<DocumentId>,
}

/// Whether a feed was followed before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Following {
    /// It is followed now.
    Now,
    /// It was followed already.
    Already,
}

/// Which way along the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// Take the last change back.
    Back,
    /// Make the change that was last taken back again.
    Forth,
}

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

    /// Says what the user says of some facts of a document, as one change.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn judge(
        &self,
        document: DocumentId,
        judgements: &[Judgement],
        now: Timestamp,
    ) -> Result<(), Error> {
        self.change(&State::Verdicts(document, judgements.to_vec()), now)
    }

    /// Says that every document of a scope has been read; returns how many had not been.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn mark_all_read(&self, scope: Scope, now: Timestamp) -> Result<usize, Error> {
        self.write(|connection| {
            let documents = unread(connection, scope)?;
            let count = documents.len();
            if count > 0 {
                change(connection, &State::AllRead(documents, true), now)?;
            }
            Ok(count)
        })
    }

    /// Follows feeds, as one change; those that went with them when they were unfollowed come back. Returns
    /// each with whether it was followed already.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn follow(
        &self,
        feeds: &[NewFeed],
        now: Timestamp,
    ) -> Result<Vec<(FeedId, Following)>, Error> {
        self.write(|connection| {
            let mut all = Vec::with_capacity(feeds.len());
            let mut new = Vec::new();
            for feed in feeds {
                let id = settle_feed(connection, feed, now)?;
                let known = is_followed(connection, id)? || new.contains(&id);
                all.push((id, if known { Following::Already } else { Following::Now }));
                if !known {
                    new.push(id);
                }
            }
            if !new.is_empty() {
                let back = gone(connection, &new)?;
                change(connection, &State::Followed(new, back, true), now)?;
            }
            Ok(all)
        })
    }

    /// Follows a feed no longer. Documents that only came with it and are neither read, starred nor have
    /// bookmarks go with it.
    ///
    /// # Errors
    ///
    /// Fails if there is no such feed or the store cannot be written.
    pub fn unfollow(&self, id: FeedId, now: Timestamp) -> Result<(), Error> {
        self.write(|connection| {
            if !is_followed(connection, id)? {
                return Ok(());
            }
            let leaving = without(connection, &[id])?;
            change(connection, &State::Followed(vec![id], leaving, false), now)
        })
    }

    /// Calls a feed by a title, or what it calls itself if that is empty.
    ///
    /// # Errors
    ///
    /// Fails if there is no such feed or the store cannot be written.
    pub fn rename_feed(&self, id: FeedId, title: &str, now: Timestamp) -> Result<(), Error> {
        let title = Some(title.trim()).filter(|title| !title.is_empty()).map(str::to_owned);
        self.change(&State::FeedTitle(id, title), now)
    }

    /// Says when the whole articles of a feed are fetched.
    ///
    /// # Errors
    ///
    /// Fails if there is no such feed or the store cannot be written.
    pub fn set_whole(&self, id: FeedId, whole: Whole, now: Timestamp) -> Result<(), Error> {
        self.change(&State::FeedWhole(id, whole == Whole::WithFeed), now)
    }

    /// Says that documents are on one event; their stories become one. The story that the user gave a title,
    /// or else the largest, keeps its identity.
    ///
    /// # Errors
    ///
    /// Fails if one is not there or the store cannot be written.
    pub fn join_stories(&self, documents: &[DocumentId], now: Timestamp) -> Result<(), Error> {
        self.write(|connection| {
            change(connection, &State::Stories(joining(connection, documents)?), now)
        })
    }

    /// Says that a document is on another event than the others of its story.
    ///
    /// # Errors
    ///
    /// Fails if it is not there or the store cannot be written.
    pub fn split_from_story(&self, document: DocumentId, now: Timestamp) -> Result<(), Error> {
        self.write(|connection| {
            change(connection, &State::Stories(splitting(connection, document)?), now)
        })
    }

    /// Calls a story by a title, or what it is called by its articles if that is empty.
    ///
    /// # Errors
    ///
    /// Fails if there is no such story or the store cannot be written.
    pub fn rename_story(&self, id: StoryId, title: &str, now: Timestamp) -> Result<(), Error> {
        let title = Some(title.trim()).filter(|title| !title.is_empty()).map(str::to_owned);
        self.change(&State::StoryTitle(id, title), now)
    }

    /// Says that two passages do not say the same.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn deny_match(&self, wrong: &WrongMatch, now: Timestamp) -> Result<(), Error> {
        self.change(&State::Mismatch(Box::new(wrong.clone()), true), now)
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
    attach_to_come(connection, after, now)?;
    record(connection, &before, after, now)
}

/// Writes a change down that has been made; what was taken back before it cannot be made again.
pub(crate) fn record(
    connection: &Connection,
    before: &State,
    after: &State,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "UPDATE changes SET undone = ?2 WHERE undone = ?1";
    let standings = (Standing::Undone.number(), Standing::Ended.number());
    connection.prepare_cached(sql)?.execute(standings)?;
    write_down(connection, before, after, now, Standing::Done)
}

fn walk(connection: &Connection, way: Way) -> Result<Option<Undone>, Fault> {
    let (sql, from, to) = match way {
        Way::Back => (
            "SELECT number, before, after FROM changes WHERE undone = ?1
             ORDER BY number DESC LIMIT 1",
            Standing::Done.number(),
            Standing::Undone.number(),
        ),
        Way::Forth => (
            "SELECT number, before, after FROM changes WHERE undone = ?1 ORDER BY number LIMIT 1",
            Standing::Undone.number(),
            Standing::Done.number(),
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
    let now = Timestamp::now();
    let (mut before, mut after) = (read(&before)?, read(&after)?);
    settle_leaving(connection, number, way, &mut before, &mut after)?;
    let wanted = if way == Way::Back { &before } else { &after };
    apply(connection, wanted)?;
    match wanted {
        State::Present(id, false) if way == Way::Back => wait_again(connection, *id, number, now)?,
        State::Bookmark(id, kept) => attach_anew(connection, &[(*id, kept.clone())], now)?,
        State::Bookmarks(all) => attach_anew(connection, all, now)?,
        _ => attach_to_come(connection, wanted, now)?,
    }
    let sql = "UPDATE changes SET undone = ?2, at = ?3 WHERE number = ?1";
    connection.prepare_cached(sql)?.execute((number, to, nanoseconds(now)))?;
    let document = after.document().or_else(|| before.document());
    Ok(Some(Undone { description: describe(&before, &after), document }))
}

/// Other documents go with a feed now than when the change was made, if it was fetched since: what goes is
/// written down, so that exactly that comes back.
fn settle_leaving(
    connection: &Connection,
    number: i64,
    way: Way,
    before: &mut State,
    after: &mut State,
) -> Result<(), Fault> {
    let (State::Followed(feeds, was, old), State::Followed(_, is, new)) = (before, after) else {
        return Ok(());
    };
    if if way == Way::Back { *old } else { *new } {
        return Ok(());
    }
    let leaving = without(connection, feeds)?;
    was.clone_from(&leaving);
    *is = leaving;
    let sql = "UPDATE changes SET before = ?2, after = ?3 WHERE number = ?1";
    let (before, after) = (
        write(&State::Followed(feeds.clone(), was.clone(), *old))?,
        write(&State::Followed(feeds.clone(), is.clone(), *new))?,
    );
    connection.prepare_cached(sql)?.execute((number, before, after))?;
    Ok(())
}

/// Follows feeds no longer and returns the documents that must go with them.
fn without(connection: &Connection, feeds: &[FeedId]) -> Result<Vec<DocumentId>, Fault> {
    feeds.iter().try_for_each(|id| set_followed(connection, *id, false))?;
    leaving(connection, feeds)
}

#[cfg(test)]
mod tests;
