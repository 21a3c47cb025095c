//! Where what the user keeps is in the text of today, and what to do where that is not sure.
//!
//! Each passage is looked for by comparing the text it was taken in, which is kept, with the current one; each pair
//! of texts is compared once, however many passages there are. A bookmark's own anchor stays as it was taken until
//! the user accepts another place; that is a change like any other, so that undo brings the old anchor back and the
//! log of changes never forgets it.

use anyhow::{Context, Result, bail};
use jiff::Timestamp;

use crate::anchor::{Anchor, Resolution};
use crate::bookmark::{Bookmark, BookmarkId, Edit};
use crate::document::{DocumentId, RevisionId};
use crate::library::library::{Current, Library};
use crate::library::outcome::{Places, ResolvedBookmark};
use crate::library::shown::Shown;
use crate::store::{LastReading, Mark, Whereto};
use crate::text::TextRange;

impl Library {
    /// Returns the bookmarks of a document, oldest first, each with its place in the current text.
    ///
    /// # Errors
    ///
    /// Fails if there is no such document or the store fails.
    pub fn resolved_bookmarks(&self, document: DocumentId) -> Result<Vec<ResolvedBookmark>> {
        let bookmarks = self.store.bookmarks(Some(document))?;
        if bookmarks.is_empty() {
            return Ok(Vec::new());
        }
        let Current { revision, content, .. } = self.current_here(document)?;
        let text = Shown { document, revision, text: content.text() };
        let places = self.resolve_all(&text, bookmarks.iter().map(|bookmark| &bookmark.anchor))?;
        let pairs = bookmarks.into_iter().zip(places);
        Ok(pairs.map(|(bookmark, resolution)| ResolvedBookmark { bookmark, resolution }).collect())
    }

    /// Takes the place where a bookmark was found for its own from now on, and returns it. Undo takes that back.
    ///
    /// # Errors
    ///
    /// Fails if there is no such bookmark, its passage is not found, or the store fails.
    pub fn accept_drift(&self, id: BookmarkId) -> Result<Bookmark> {
        let bookmark = self.to_place(id)?;
        let Current { revision, content, .. } = self.current_here(bookmark.document)?;
        let text = Shown { document: bookmark.document, revision, text: content.text() };
        let found = self.resolve_all(&text, [&bookmark.anchor].into_iter())?;
        match found.first().copied().and_then(Resolution::range) {
            Some(range) => self.anchor_anew(id, &text, range),
            None => bail!(
                "the passage is not in the current text of `{}`; select another to attach the note to",
                bookmark.title
            ),
        }
    }

    /// Attaches a bookmark to another passage of the current text, and returns it. Undo takes that back.
    ///
    /// # Errors
    ///
    /// Fails if there is no such bookmark, the range is empty or none of the current text, or the store fails.
    pub fn reattach(&self, id: BookmarkId, range: TextRange) -> Result<Bookmark> {
        let bookmark = self.to_place(id)?;
        let Current { revision, content, .. } = self.current_here(bookmark.document)?;
        let text = Shown { document: bookmark.document, revision, text: content.text() };
        let fits = text.text.get(std::ops::Range::from(range)).is_some_and(|said| !said.is_empty());
        if !fits {
            bail!("`{}` has no such passage any more; open it again", bookmark.title);
        }
        self.anchor_anew(id, &text, range)
    }

    /// Returns where what the user keeps of a text is in it.
    pub(crate) fn places(
        &self,
        text: &Shown<'_>,
        reading: Option<&LastReading>,
        bookmarks: &[Bookmark],
        marks: &[Mark],
    ) -> Result<Places> {
        let anchors = bookmarks
            .iter()
            .map(|bookmark| &bookmark.anchor)
            .chain(marks.iter().map(|mark| &mark.anchor))
            .chain(reading.map(|reading| &reading.anchor));
        let mut found = self.resolve_all(text, anchors)?;
        let position = reading.and_then(|_| found.pop());
        let marks = found.split_off(bookmarks.len());
        Ok(Places { position, bookmarks: found, marks })
    }

    /// Returns which revision was read before, and when, if it said something else.
    pub(crate) fn read_before(
        &self,
        text: &Shown<'_>,
        reading: Option<&LastReading>,
    ) -> Result<Option<(RevisionId, Timestamp)>> {
        let Some(LastReading { anchor, at }) = reading else { return Ok(None) };
        if anchor.revision == text.revision {
            return Ok(None);
        }
        let old = self.store.text_of_revision(text.document, anchor.revision)?;
        let differs = old.is_some_and(|old| old.text() != text.text);
        Ok(differs.then_some((anchor.revision, *at)))
    }

    /// Finds many passages in one text, in their order.
    pub(crate) fn resolve_all<'a>(
        &self,
        text: &Shown<'_>,
        anchors: impl Iterator<Item = &'a Anchor>,
    ) -> Result<Vec<Resolution>> {
        let Shown { document, revision, text } = *text;
        let anchors: Vec<_> = anchors.collect();
        Ok(self.store.resolve_all(Whereto { document, revision, text }, &anchors)?)
    }

    fn to_place(&self, id: BookmarkId) -> Result<Bookmark> {
        let found = self.store.bookmark(id)?;
        found.with_context(|| {
            format!("there is no bookmark {id} in {}; undo brings it back", self.path().display())
        })
    }

    /// Attaches a bookmark to a passage; what else is said of it stays as it is by then.
    fn anchor_anew(&self, id: BookmarkId, text: &Shown<'_>, range: TextRange) -> Result<Bookmark> {
        let anchor = Anchor::new(text.text, text.revision, range);
        self.store.edit_bookmarks(&[id], &[Edit::Passage(anchor)], Timestamp::now())?;
        self.to_place(id)
    }
}

#[cfg(test)]
mod tests;
