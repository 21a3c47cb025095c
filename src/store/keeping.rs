//! Changing what is kept: bookmarks, one or several as one change, and the tags of articles.

use jiff::Timestamp;

use crate::bookmark::{Bookmark, BookmarkId, Edit, retag};
use crate::document::DocumentId;
use crate::store::bookmarks::bookmark;
use crate::store::changes::change;
use crate::store::error::{Error, Fault};
use crate::store::state::State;
use crate::store::store::Store;

impl Store {
    /// Changes kept passages alike, as one change; those that are there no more are left out. Returns how many are
    /// other than before.
    ///
    /// # Errors
    ///
    /// Fails if none of them is there or the store cannot be written.
    pub fn edit_bookmarks(
        &self,
        ids: &[BookmarkId],
        edits: &[Edit],
        now: Timestamp,
    ) -> Result<usize, Error> {
        self.write(|connection| {
            let (mut changed, mut known) = (Vec::new(), 0);
            for id in ids {
                let Some(before) = bookmark(connection, *id)? else { continue };
                known += 1;
                let mut after = before.clone();
                for edit in edits {
                    edit.apply(&mut after);
                }
                if after != before {
                    after.changed = Some(now);
                    changed.push((*id, Some(after)));
                }
            }
            if let (0, Some(id)) = (known, ids.first()) {
                return Err(Fault::NoBookmark(*id));
            }
            let count = changed.len();
            change_all(connection, changed, now)?;
            Ok(count)
        })
    }

    /// Drops kept passages, as one change; those that are there no more are left out.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn drop_bookmarks(&self, ids: &[BookmarkId], now: Timestamp) -> Result<usize, Error> {
        self.write(|connection| {
            let mut dropped = Vec::new();
            for id in ids {
                dropped.extend(bookmark(connection, *id)?.map(|_| (*id, None)));
            }
            let count = dropped.len();
            change_all(connection, dropped, now)?;
            Ok(count)
        })
    }

    /// Gives a document these tags and no others.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn set_article_tags(
        &self,
        document: DocumentId,
        tags: &[String],
        now: Timestamp,
    ) -> Result<(), Error> {
        let mut each_once = Vec::new();
        retag(&mut each_once, tags, &[]);
        self.write(|connection| change(connection, &State::Tags(document, each_once), now))
    }
}

/// Makes bookmarks what they are given as, as one row of the log.
fn change_all(
    connection: &rusqlite::Connection,
    mut all: Vec<(BookmarkId, Option<Bookmark>)>,
    now: Timestamp,
) -> Result<(), Fault> {
    match all.len() {
        0 => Ok(()),
        1 => all.pop().map_or(Ok(()), |(id, bookmark)| {
            change(connection, &State::Bookmark(id, bookmark), now)
        }),
        _ => change(connection, &State::Bookmarks(all), now),
    }
}

#[cfg(test)]
mod tests;
