//! Kept passages on their way in: matched with what is kept already and with the articles that are there.
//!
//! One file is one change, which undo takes back. The same passage again adds nothing; one that was changed here since
//! it went out stays as it is here. A passage whose article is not here is kept all the same, and belongs to the
//! article as soon as that comes.

mod alike;
mod articles;
mod join;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use anyhow::{Result, bail};
use jiff::Timestamp;

use crate::anchor::Anchor;
use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::DocumentId;
use crate::exchange::{Brought, Edited};
use crate::fetch::address::canonical;
use crate::library::bringing::alike::Alike;
use crate::library::bringing::articles::Articles;
use crate::library::bringing::join::{joined, joined_with};
use crate::library::library::Library;
use crate::library::outcome::PassagesImported;
use crate::store::Rewritten;

/// Whether what is brought in is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bringing {
    /// It is.
    Keep,
    /// Nothing is changed; it is only told what would be.
    Try,
}

/// What is to be done about one passage.
enum Fate {
    New(Bookmark),
    Updated(Bookmark),
    /// Another one, as it is here, says the same and takes in what is said besides.
    Joined(Box<(Bookmark, Bookmark)>),
    Same,
    ChangedHere,
}

/// How often an import begins anew because notes it is about were changed meanwhile.
const ATTEMPTS: usize = 5;

impl Library {
    /// Keeps passages that another program, or this one, wrote.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read or written.
    pub fn bring(&self, brought: Vec<Brought>, bringing: Bringing) -> Result<PassagesImported> {
        let (mut brought, joined) = joined(brought);
        for one in &mut brought {
            one.article.address = one.article.address.take().map(|address| canonical(&address));
        }
        for _ in 0..ATTEMPTS {
            let now = Timestamp::now();
            let moment = self.store.arrivals()?;
            let (keep, done) = self.settled(&brought, now)?;
            let done = PassagesImported { joined, ..done };
            if bringing == Bringing::Try || self.store.keep_read(keep, moment, now)? {
                return Ok(done);
            }
        }
        bail!("other programs change the same notes all the time; close them and import again")
    }

    /// Settles what becomes of each passage: what is to be kept, each with what was there when it was settled.
    fn settled(
        &self,
        brought: &[Brought],
        now: Timestamp,
    ) -> Result<(Vec<Rewritten>, PassagesImported)> {
        let mut matching = Matching::new(self, brought);
        let mut done = PassagesImported::default();
        let mut keep: Vec<Rewritten> = Vec::new();
        let mut places: HashMap<BookmarkId, usize> = HashMap::new();
        for one in brought.iter().cloned() {
            let document = matching.articles.meant(&one)?;
            if document.is_none() {
                done.unattached += 1;
            }
            let earlier = places.get(&one.id).and_then(|place| keep.get(*place));
            let before = match earlier {
                Some((_, same_file)) => Some(same_file.clone()),
                None => self.store.bookmark(one.id)?,
            };
            let fate = match before.clone() {
                Some(before) => matching.again(one, &before, document, now)?,
                None => matching.first(one, document, now)?,
            };
            let (before, bookmark) = match fate {
                Fate::Same => {
                    done.same += 1;
                    continue;
                }
                Fate::ChangedHere => {
                    done.changed_here += 1;
                    continue;
                }
                Fate::New(bookmark) => {
                    done.new += 1;
                    (None, bookmark)
                }
                Fate::Updated(bookmark) => {
                    done.updated += 1;
                    (before, bookmark)
                }
                Fate::Joined(pair) => {
                    let (other, bookmark) = *pair;
                    done.updated += 1;
                    (Some(other), bookmark)
                }
            };
            matching.kept_of(bookmark.document)?.put(&bookmark);
            match places.get(&bookmark.id).and_then(|place| keep.get_mut(*place)) {
                Some((_, earlier)) => *earlier = bookmark,
                None => {
                    places.insert(bookmark.id, keep.len());
                    keep.push((before, bookmark));
                }
            }
        }
        Ok((keep, done))
    }
}

/// Matches passages with what is kept, and remembers what it has looked up.
struct Matching<'l> {
    library: &'l Library,
    articles: Articles<'l>,
    kept: HashMap<DocumentId, Alike>,
}

impl<'l> Matching<'l> {
    fn new(library: &'l Library, brought: &[Brought]) -> Self {
        Self { library, articles: Articles::new(library, brought), kept: HashMap::new() }
    }

    /// Settles a passage that is kept already.
    fn again(
        &mut self,
        mut one: Brought,
        before: &Bookmark,
        document: Option<DocumentId>,
        now: Timestamp,
    ) -> Result<Fate> {
        let is_whole = one.is_whole();
        if !is_whole {
            // Such a file may not have had room for them.
            one.fill_in(&before.note, &before.tags);
        }
        let edited = one.edited;
        let (changed, said) = (one.changed, one.changed.or(one.created));
        let mut after = if is_whole && edited == Edited::No {
            self.bookmark(one, Some(before.document), now)
        } else {
            Bookmark {
                note: one.note,
                tags: one.tags,
                label: one.label.or(before.label),
                ..before.clone()
            }
        };
        after.document = before.document;
        if after.anchor.is_unplaced() && after.anchor.quote.exact == before.anchor.quote.exact {
            after.anchor = before.anchor.clone();
        }
        let is_same = after == *before;
        let here = before.changed.unwrap_or(before.created);
        let may_change = match (edited, changed) {
            _ if is_same => false,
            (Edited::InFile, changed) => before.changed == changed,
            (Edited::No, None) if !is_whole => before.changed.is_none(),
            _ => said.is_some_and(|said| said > here),
        };
        if !is_same && !may_change {
            return Ok(Fate::ChangedHere);
        }
        if may_change && (!is_whole || edited == Edited::InFile) {
            after.changed = Some(changed.filter(|_| edited == Edited::No).unwrap_or(now));
        }
        // Its article may have come since.
        let is_absent = self.library.store.described(before.document)?.is_none();
        if let Some(document) = document.filter(|_| is_absent) {
            let anchor = self.articles.placed(after.anchor, None, Some(document));
            after = Bookmark { document, anchor, ..after };
        }
        Ok(if after == *before { Fate::Same } else { Fate::Updated(after) })
    }

    /// Settles a passage that is not known by its identity.
    fn first(
        &mut self,
        one: Brought,
        document: Option<DocumentId>,
        now: Timestamp,
    ) -> Result<Fate> {
        let bookmark = self.bookmark(one, document, now);
        let mut joined = None;
        for other in self.kept_of(bookmark.document)?.to(&bookmark) {
            let Some(both) = joined_with(other, &bookmark) else { continue };
            if both == *other {
                return Ok(Fate::Same);
            }
            joined = joined.or_else(|| Some((other.clone(), both)));
        }
        Ok(match joined {
            Some((other, both)) => {
                Fate::Joined(Box::new((other, Bookmark { changed: Some(now), ..both })))
            }
            None => Fate::New(bookmark),
        })
    }

    /// Returns what is kept of an article, with what was settled of it.
    fn kept_of(&mut self, document: DocumentId) -> Result<&mut Alike> {
        Ok(match self.kept.entry(document) {
            Entry::Occupied(kept) => kept.into_mut(),
            Entry::Vacant(place) => {
                place.insert(Alike::new(&self.library.store.bookmarks(Some(document))?))
            }
        })
    }

    /// Makes a bookmark of a passage in an article, or in none that is here.
    fn bookmark(&mut self, one: Brought, document: Option<DocumentId>, now: Timestamp) -> Bookmark {
        let title = one.title.or_else(|| one.article.title.clone());
        let anchor = match one.position {
            Some((revision, position)) => Anchor { revision, position, quote: one.quote },
            None => Anchor::unplaced(one.quote),
        };
        let anchor = self.articles.placed(anchor, one.points, document);
        Bookmark {
            id: one.id,
            document: document.unwrap_or_else(|| one.article.identity()),
            title: title.or(one.article.address).unwrap_or_default(),
            anchor,
            note: one.note,
            tags: one.tags,
            label: one.label,
            fact: one.fact,
            created: one.created.unwrap_or(now),
            changed: one.changed,
        }
    }
}

#[cfg(test)]
mod tests;
