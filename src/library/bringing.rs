//! Kept passages on their way in: matched with what is kept already and with the articles that are there.
//!
//! One file is one change, which undo takes back. The same passage again adds nothing; one that was changed here since
//! it went out stays as it is here. A passage whose article is not here is kept all the same, and belongs to the
//! article as soon as that comes.

mod join;

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use anyhow::{Result, bail};
use jiff::Timestamp;

use crate::anchor::{Anchor, Finder};
use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::{DocumentId, RevisionId};
use crate::exchange::{Article, Brought, Edited};
use crate::fetch::address::canonical;
use crate::library::bringing::join::{join, joined_with};
use crate::library::library::Library;
use crate::library::outcome::PassagesImported;
use crate::source::Location;
use crate::store::{Rewritten, Titled};
use crate::text::quote::occurrences;

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
        let mut brought = brought;
        for one in &mut brought {
            one.article.address = one.article.address.take().map(|address| canonical(&address));
        }
        for _ in 0..ATTEMPTS {
            let now = Timestamp::now();
            let moment = self.store.arrivals()?;
            let (keep, done) = self.settled(&brought, now)?;
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
            let document = matching.document(&one)?;
            if document.is_none() {
                done.unattached += 1;
            }
            let same_file = places.get(&one.id).and_then(|place| keep.get_mut(*place));
            if let Some((_, same_file)) = same_file.filter(|_| !one.is_whole()) {
                // The same words are marked twice: what is said of them once is not lost.
                join(same_file, one);
                done.same += 1;
                continue;
            }
            let before = match places.get(&one.id).and_then(|place| keep.get(*place)) {
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
            matching.remember(&bookmark)?;
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

/// How an article was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    /// By what belongs to no other.
    Surely,
    /// By its title alone.
    ByTitle,
}

/// Finds what passages belong to, and remembers what it has looked up.
struct Matching<'l> {
    library: &'l Library,
    /// The titles that are asked for, and the articles that have them once one was needed.
    wanted: HashSet<String>,
    titles: Option<HashMap<String, Vec<Titled>>>,
    documents: HashMap<String, Option<(DocumentId, Known)>>,
    texts: HashMap<DocumentId, Option<(RevisionId, Finder<'static>)>>,
    kept: HashMap<DocumentId, Vec<Bookmark>>,
}

impl<'l> Matching<'l> {
    fn new(library: &'l Library, brought: &[Brought]) -> Self {
        Self {
            library,
            wanted: brought.iter().filter_map(|one| title_key(&one.article)).collect(),
            titles: None,
            documents: HashMap::new(),
            texts: HashMap::new(),
            kept: HashMap::new(),
        }
    }

    /// Returns the articles with a title. Reading all titles is left until nothing else tells.
    fn titled(&mut self, title: &str) -> Result<&[Titled]> {
        let titles = match self.titles.take() {
            Some(titles) => titles,
            None => {
                let wanted = self.wanted.iter().map(|title| (title.clone(), Vec::new()));
                self.library.store.titled(wanted.collect())?
            }
        };
        Ok(self.titles.insert(titles).get(title).map(Vec::as_slice).unwrap_or_default())
    }

    /// Returns the article that is meant, if it is here: by its identity, address, path, content or title.
    fn document(&mut self, one: &Brought) -> Result<Option<DocumentId>> {
        let article = &one.article;
        let revision = one.position.map(|(revision, _)| revision);
        let names = (article.id, &article.address, &article.path, title_key(article), revision);
        let key = format!("{names:?}");
        let found = match self.documents.get(&key) {
            Some(found) => *found,
            None => {
                let found = self.look_up(article, revision)?;
                self.documents.insert(key, found);
                found
            }
        };
        match found {
            Some((document, Known::ByTitle)) if revision.is_some() => {
                // It was written by this program, which knows more of its article than the title: another one.
                let text = self.text(document).map(|(_, finder)| finder.text());
                let said = text.and_then(|text| occurrences(text, &one.quote.exact).next());
                Ok(said.map(|_| document))
            }
            found => Ok(found.map(|(document, _)| document)),
        }
    }

    fn look_up(
        &mut self,
        article: &Article,
        revision: Option<RevisionId>,
    ) -> Result<Option<(DocumentId, Known)>> {
        let store = &self.library.store;
        if let Some(id) = article.id
            && store.described(id)?.is_some()
        {
            return Ok(Some((id, Known::Surely)));
        }
        let mut places = Vec::new();
        if let Some(address) = &article.address {
            places.extend([Location::Url(address.clone()), Location::Url(canonical(address))]);
        }
        places.extend(article.path.as_ref().map(|path| Location::File(path.into())));
        for place in &places {
            if let Some(id) = store.article_at(place)? {
                return Ok(Some((id, Known::Surely)));
            }
        }
        if let Some(revision) = revision
            && let Some(id) = store.article_of(revision)?
        {
            return Ok(Some((id, Known::Surely)));
        }
        let Some(title) = title_key(article) else { return Ok(None) };
        let same_author = |titled: &&Titled| match (&article.byline, &titled.byline) {
            (Some(one), Some(other)) => one.trim().to_lowercase() == other.trim().to_lowercase(),
            _ => true,
        };
        let mut found = self.titled(&title)?.iter().filter(same_author);
        // Of several of the same title none is taken for the one that is meant.
        let only = found.next().filter(|_| found.next().is_none());
        Ok(only.map(|titled| (titled.id, Known::ByTitle)))
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
            let anchor = self.placed(after.anchor, None, Some(document));
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
        let kept = self.kept_of(bookmark.document)?;
        let (mut says_all, mut joined) = (false, None);
        for (place, other) in kept.iter().enumerate() {
            let Some(both) = joined_with(other, &bookmark) else { continue };
            says_all |= both == *other;
            joined = joined.or(Some((place, both)));
        }
        if says_all {
            return Ok(Fate::Same);
        }
        let Some((place, both)) = joined else { return Ok(Fate::New(bookmark)) };
        let both = Bookmark { changed: Some(now), ..both };
        let Some(other) = kept.get_mut(place) else { return Ok(Fate::New(bookmark)) };
        Ok(Fate::Joined(Box::new((std::mem::replace(other, both.clone()), both))))
    }

    /// Takes what was settled of a passage for what is kept of its article.
    fn remember(&mut self, bookmark: &Bookmark) -> Result<()> {
        let kept = self.kept_of(bookmark.document)?;
        match kept.iter_mut().find(|kept| kept.id == bookmark.id) {
            Some(kept) => kept.clone_from(bookmark),
            None => kept.push(bookmark.clone()),
        }
        Ok(())
    }

    /// Returns what is kept of an article, with what was settled of it.
    fn kept_of(&mut self, document: DocumentId) -> Result<&mut Vec<Bookmark>> {
        Ok(match self.kept.entry(document) {
            Entry::Occupied(kept) => kept.into_mut(),
            Entry::Vacant(place) => place.insert(self.library.store.bookmarks(Some(document))?),
        })
    }

    /// Makes a bookmark of a passage in an article, or in none that is here.
    fn bookmark(&mut self, one: Brought, document: Option<DocumentId>, now: Timestamp) -> Bookmark {
        let title = one.title.or_else(|| one.article.title.clone());
        let anchor = match one.position {
            Some((revision, position)) => Anchor { revision, position, quote: one.quote },
            None => Anchor::unplaced(one.quote),
        };
        let anchor = self.placed(anchor, one.points, document);
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

    /// Gives an anchor without a place the one that it has in the text of the article.
    fn placed(
        &mut self,
        anchor: Anchor,
        points: Option<(usize, usize)>,
        document: Option<DocumentId>,
    ) -> Anchor {
        match document.and_then(|document| self.text(document)) {
            Some((revision, finder)) => anchor.placed(finder, *revision, points),
            None => anchor,
        }
    }

    fn text(&mut self, document: DocumentId) -> Option<&(RevisionId, Finder<'static>)> {
        let read = || {
            let readable = self.library.readable(document)?;
            Some((readable.revision, Finder::new(readable.text)))
        };
        self.texts.entry(document).or_insert_with(read).as_ref()
    }
}

fn title_key(article: &Article) -> Option<String> {
    let title = article.title.as_deref()?.trim().to_lowercase();
    (!title.is_empty()).then_some(title)
}

#[cfg(test)]
mod tests;
