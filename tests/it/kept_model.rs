//! What is kept, as a library keeps it, for key scripts: bookmarks, tags, and every change back and forth.

use sidelight::anchor::{Confidence, Resolution};
use sidelight::bookmark::{Bookmark, BookmarkId, Edit};
use sidelight::document::DocumentId;
use sidelight::library::{
    Edge, KeptCursor, KeptOrder, KeptPage, KeptQuery, KeptRow, ListEntry, Reply, Request, Standing,
    Undone, Way, Whose,
};
use sidelight::search::{Clause, Condition, Quality, Sift};
use sidelight::text::TextRange;

/// Everything that is kept.
#[derive(Clone, Debug, Default, PartialEq)]
struct Everything {
    bookmarks: Vec<Bookmark>,
    tags: Vec<(DocumentId, Vec<String>)>,
}

/// What is kept, and what was before and after each change.
#[derive(Default)]
pub(crate) struct KeptModel {
    now: Everything,
    before: Vec<(Everything, &'static str)>,
    after: Vec<(Everything, &'static str)>,
    made: u8,
    /// Whether pages that are asked for are left unanswered.
    pub(crate) holds: bool,
    /// Whether pages cannot be read.
    pub(crate) unreadable: bool,
    /// Whether every write fails.
    pub(crate) fails: bool,
    /// Bookmarks that are said to have drifted.
    pub(crate) drifted: Vec<BookmarkId>,
    /// Bookmarks that were most likely found at another place.
    pub(crate) found: Vec<(BookmarkId, TextRange)>,
}

impl KeptModel {
    pub(crate) fn bookmarks(&self) -> &[Bookmark] {
        &self.now.bookmarks
    }

    pub(crate) fn next_id(&mut self) -> BookmarkId {
        self.made += 1;
        BookmarkId::from_bytes([self.made; 16])
    }

    pub(crate) fn of(&self, document: Option<DocumentId>) -> Vec<Bookmark> {
        let bookmarks = self.now.bookmarks.iter();
        bookmarks.filter(|kept| document.is_none_or(|id| kept.document == id)).cloned().collect()
    }

    pub(crate) fn tags_of(&self, document: DocumentId) -> Vec<String> {
        let tags = self.now.tags.iter().find(|(id, _)| *id == document);
        tags.map(|(_, tags)| tags.clone()).unwrap_or_default()
    }

    /// Tells whether there is something to undo or redo.
    pub(crate) fn goes(&self, request: &Request) -> bool {
        match request {
            Request::Undo => !self.before.is_empty(),
            _ => !self.after.is_empty(),
        }
    }

    pub(crate) fn reply(&mut self, request: Request, articles: &[ListEntry]) -> Option<Reply> {
        let kind = request.kind();
        let is_write = matches!(
            request,
            Request::Keep(_)
                | Request::EditBookmarks { .. }
                | Request::DropBookmarks(_)
                | Request::SetArticleTags { .. }
        );
        if self.fails && is_write {
            let message = "cannot write to the library: disk full".to_owned();
            return Some(Reply::Failed { message, what: kind });
        }
        if self.unreadable && matches!(request, Request::KeptPage { .. }) {
            let message = "cannot read the library: damaged".to_owned();
            return Some(Reply::Failed { message, what: kind });
        }
        Some(match request {
            Request::Keep(bookmark) => {
                self.change("bookmark added", |now| now.bookmarks.push(*bookmark));
                Reply::Saved(kind)
            }
            Request::EditBookmarks { bookmarks, edits } => {
                self.change("bookmarks changed", |now| apply(now, &bookmarks, &edits));
                Reply::Saved(kind)
            }
            Request::AcceptDrift(id) => {
                let (_, range) = *self.found.iter().find(|(found, _)| *found == id)?;
                self.change("bookmark attached anew", |now| {
                    let kept = now.bookmarks.iter_mut().find(|kept| kept.id == id).unwrap();
                    kept.anchor.position = range;
                });
                Reply::Saved(kind)
            }
            Request::DropBookmarks(ids) => {
                self.change("bookmark dropped", |now| {
                    now.bookmarks.retain(|kept| !ids.contains(&kept.id));
                });
                Reply::Saved(kind)
            }
            Request::SetArticleTags { document, tags } => {
                self.change("tags of an article changed", |now| {
                    now.tags.retain(|(id, _)| *id != document);
                    now.tags.push((document, tags));
                });
                Reply::Saved(kind)
            }
            Request::ArticleTags(document) => {
                Reply::ArticleTags { document, tags: self.tags_of(document) }
            }
            Request::KnownTags => Reply::KnownTags(self.known_tags()),
            Request::KeptPage { query, edge, limit } => {
                Reply::KeptPage(Box::new(self.page(&query, &edge, limit, articles)))
            }
            Request::Undo => {
                let (before, what) = self.before.pop()?;
                self.after.push((std::mem::replace(&mut self.now, before), what));
                Reply::Undone(Some(undone(what)))
            }
            Request::Redo => {
                let (after, what) = self.after.pop()?;
                self.before.push((std::mem::replace(&mut self.now, after), what));
                Reply::Redone(Some(undone(what)))
            }
            _ => return None,
        })
    }

    fn change(&mut self, what: &'static str, change: impl FnOnce(&mut Everything)) {
        let before = self.now.clone();
        change(&mut self.now);
        if self.now != before {
            self.before.push((before, what));
            self.after.clear();
        }
    }

    pub(crate) fn known_tags(&self) -> Vec<String> {
        let of_bookmarks = self.now.bookmarks.iter().flat_map(|kept| kept.tags.iter());
        let of_articles = self.now.tags.iter().flat_map(|(_, tags)| tags.iter());
        let mut tags: Vec<_> = of_bookmarks.chain(of_articles).cloned().collect();
        tags.sort();
        tags.dedup();
        tags
    }

    fn page(
        &self,
        query: &KeptQuery,
        edge: &Edge,
        limit: usize,
        articles: &[ListEntry],
    ) -> KeptPage {
        let sift = Sift::new(&query.asked, &["en"], jiff::Timestamp::UNIX_EPOCH);
        let drift = |has_drifted: bool| {
            let of_drift =
                |clause: &&Clause| clause.condition == Condition::Quality(Quality::Drifted);
            query.asked.clauses.iter().filter(of_drift).all(|it| it.negated != has_drifted)
        };
        let rows = self.now.bookmarks.iter().enumerate().filter_map(|(number, bookmark)| {
            let entry = articles.iter().find(|entry| entry.id == bookmark.document);
            let source = entry.and_then(|entry| entry.site.clone());
            let whose = match query.whose {
                Whose::Library => true,
                Whose::Document(id) => bookmark.document == id,
                Whose::Story(story) => entry.is_some_and(|entry| entry.story == Some(story)),
            };
            let found = self.found.iter().find(|(id, _)| *id == bookmark.id);
            let found = found.filter(|(_, range)| *range != bookmark.anchor.position);
            let standing = match (entry, found) {
                (None, _) => Standing::Removed,
                (Some(_), Some((_, range))) => {
                    Standing::There(Resolution::Drifted(*range, Confidence::from_share(0.8)))
                }
                (Some(_), None) if self.drifted.contains(&bookmark.id) => {
                    Standing::There(Resolution::Changed)
                }
                (Some(_), None) => Standing::There(Resolution::Exact(bookmark.anchor.position)),
            };
            let names: Vec<&str> = source.as_deref().into_iter().collect();
            let wanted = whose && sift.admits(bookmark, &names) && drift(standing.has_drifted());
            let cursor = KeptCursor::numbered(i64::try_from(number).unwrap());
            wanted.then(|| KeptRow { bookmark: bookmark.clone(), source, standing, cursor })
        });
        let mut rows: Vec<_> = rows.collect();
        match query.order {
            KeptOrder::Place => rows.sort_by_key(|row| {
                (row.bookmark.title.clone(), row.bookmark.anchor.position.start())
            }),
            KeptOrder::Newest | KeptOrder::Changed => rows.reverse(),
            KeptOrder::Label => {
                rows.sort_by_key(|row| row.bookmark.label.map_or("zz", |label| label.name()));
            }
        }
        if query.way == Way::Reversed {
            rows.reverse();
        }
        let total = query.asked.clauses.is_empty().then_some(rows.len() as u64);
        let place =
            |cursor: &KeptCursor| rows.iter().position(|row| row.cursor == *cursor).unwrap();
        let (from, to) = match edge {
            Edge::First => (0, limit.min(rows.len())),
            Edge::Last => (rows.len().saturating_sub(limit), rows.len()),
            Edge::After(cursor) => {
                let from = place(cursor) + 1;
                (from, (from + limit).min(rows.len()))
            }
            Edge::Before(cursor) => {
                let to = place(cursor);
                (to.saturating_sub(limit), to)
            }
        };
        let next = match edge {
            Edge::First | Edge::After(_) => (to < rows.len()).then(|| &rows[to - 1]),
            Edge::Last | Edge::Before(_) => (from > 0).then(|| &rows[from]),
        };
        let next = next.map(|row| row.cursor.clone());
        KeptPage {
            rows: rows[from..to].to_vec(),
            next,
            total,
            remarks: query.asked.remarks.clone(),
        }
    }
}

fn apply(now: &mut Everything, ids: &[BookmarkId], edits: &[Edit]) {
    for kept in now.bookmarks.iter_mut().filter(|kept| ids.contains(&kept.id)) {
        for edit in edits {
            edit.apply(kept);
        }
    }
}

fn undone(what: &str) -> Undone {
    Undone { description: what.to_owned(), document: None }
}
