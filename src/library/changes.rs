//! What the user changes: everything here is on disk when it returns, and can be taken back.

use anyhow::Result;
use jiff::Timestamp;

use crate::anchor::Anchor;
use crate::bookmark::{Bookmark, BookmarkId, Edit};
use crate::document::DocumentId;
use crate::library::library::Library;
use crate::source::FeedId;
use crate::store::{Scope, Undone, Whole, WrongMatch};
use crate::story::StoryId;
use crate::verdict::Judgement;

impl Library {
    /// Keeps a passage.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn keep(&self, bookmark: &Bookmark) -> Result<()> {
        Ok(self.store.keep(bookmark, Timestamp::now())?)
    }

    /// Changes the note or the tags of a kept passage.
    ///
    /// # Errors
    ///
    /// Fails if there is no such bookmark or the store cannot be written.
    pub fn edit_bookmark(&self, bookmark: &Bookmark) -> Result<()> {
        Ok(self.store.edit_bookmark(bookmark, Timestamp::now())?)
    }

    /// Drops a kept passage, if it is there.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn drop_bookmark(&self, bookmark: BookmarkId) -> Result<()> {
        Ok(self.store.drop_bookmark(bookmark, Timestamp::now())?)
    }

    /// Changes kept passages alike, as one change; returns how many are other than before.
    ///
    /// # Errors
    ///
    /// Fails if none of them is there or the store cannot be written.
    pub fn edit_bookmarks(&self, bookmarks: &[BookmarkId], edits: &[Edit]) -> Result<usize> {
        Ok(self.store.edit_bookmarks(bookmarks, edits, Timestamp::now())?)
    }

    /// Drops kept passages, as one change; returns how many there were.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn drop_bookmarks(&self, bookmarks: &[BookmarkId]) -> Result<usize> {
        Ok(self.store.drop_bookmarks(bookmarks, Timestamp::now())?)
    }

    /// Gives a document these tags and no others.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn set_article_tags(&self, document: DocumentId, tags: &[String]) -> Result<()> {
        Ok(self.store.set_article_tags(document, tags, Timestamp::now())?)
    }

    /// Names a place by a letter: `a` to `z` within its document, `A` to `Z` in the whole library.
    ///
    /// # Errors
    ///
    /// Fails for any other letter, or if the store cannot be written.
    pub fn set_mark(&self, document: DocumentId, name: char, anchor: &Anchor) -> Result<()> {
        Ok(self.store.set_mark(document, name, anchor, Timestamp::now())?)
    }

    /// Says what the user says of some facts of a document, as one change.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn judge(&self, document: DocumentId, judgements: &[Judgement]) -> Result<()> {
        Ok(self.store.judge(document, judgements, Timestamp::now())?)
    }

    /// Says whether a document has been read.
    ///
    /// # Errors
    ///
    /// Fails if there is no such document or the store cannot be written.
    pub fn set_read(&self, document: DocumentId, read: bool) -> Result<()> {
        Ok(self.store.set_read(document, read, Timestamp::now())?)
    }

    /// Says whether a document is starred.
    ///
    /// # Errors
    ///
    /// Fails if there is no such document or the store cannot be written.
    pub fn set_starred(&self, document: DocumentId, starred: bool) -> Result<()> {
        Ok(self.store.set_starred(document, starred, Timestamp::now())?)
    }

    /// Removes a document. Its notes stay; undoing or adding it again brings it back.
    ///
    /// # Errors
    ///
    /// Fails if there is no such document or the store cannot be written.
    pub fn remove(&self, document: DocumentId) -> Result<()> {
        Ok(self.store.remove(document, Timestamp::now())?)
    }

    /// Says that every document of a scope has been read; returns how many had not been.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn mark_all_read(&self, scope: Scope) -> Result<usize> {
        Ok(self.store.mark_all_read(scope, Timestamp::now())?)
    }

    /// Follows a feed no longer. Its documents stay, but those that only came with it and are neither read,
    /// starred nor have bookmarks; undoing or following it again brings them back.
    ///
    /// # Errors
    ///
    /// Fails if there is no such feed or the store cannot be written.
    pub fn unfollow(&self, feed: FeedId) -> Result<()> {
        Ok(self.store.unfollow(feed, Timestamp::now())?)
    }

    /// Calls a feed by a title, or what it calls itself if that is empty.
    ///
    /// # Errors
    ///
    /// Fails if there is no such feed or the store cannot be written.
    pub fn rename_feed(&self, feed: FeedId, title: &str) -> Result<()> {
        Ok(self.store.rename_feed(feed, title, Timestamp::now())?)
    }

    /// Says when the whole articles of a feed are fetched.
    ///
    /// # Errors
    ///
    /// Fails if there is no such feed or the store cannot be written.
    pub fn set_whole(&self, feed: FeedId, whole: Whole) -> Result<()> {
        Ok(self.store.set_whole(feed, whole, Timestamp::now())?)
    }

    /// Says that articles are on one event, whatever is found; their stories become one. One change, which undo
    /// takes back.
    ///
    /// # Errors
    ///
    /// Fails if one is not there or the store cannot be written.
    pub fn join_stories(&self, documents: &[DocumentId]) -> Result<()> {
        Ok(self.store.join_stories(documents, Timestamp::now())?)
    }

    /// Says that an article is on another event than the others of its story, whatever is found. Undo takes it back.
    ///
    /// # Errors
    ///
    /// Fails if it is not there or the store cannot be written.
    pub fn split_from_story(&self, document: DocumentId) -> Result<()> {
        Ok(self.store.split_from_story(document, Timestamp::now())?)
    }

    /// Calls a story by a title, or by that of its articles if it is empty. Undo takes it back.
    ///
    /// # Errors
    ///
    /// Fails if there is no such story or the store cannot be written.
    pub fn rename_story(&self, story: StoryId, title: &str) -> Result<()> {
        Ok(self.store.rename_story(story, title, Timestamp::now())?)
    }

    /// Remembers that two passages do not say the same. Undo takes it back.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn deny_match(&self, wrong: &WrongMatch) -> Result<()> {
        Ok(self.store.deny_match(wrong, Timestamp::now())?)
    }

    /// Takes the last change back; `None` if there is nothing to take back.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn undo(&self) -> Result<Option<Undone>> {
        Ok(self.store.undo()?)
    }

    /// Makes the change that was last taken back again; `None` if there is none, or something else was
    /// done since.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn redo(&self) -> Result<Option<Undone>> {
        Ok(self.store.redo()?)
    }
}
