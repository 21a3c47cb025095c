//! Kept passages on their way in: matched with what is kept already and with the articles that are there.
//!
//! One file is one change, which undo takes back. The same passage again adds nothing; one that was changed here since
//! it went out stays as it is here. A passage whose article is not here is kept all the same, and belongs to the
//! article as soon as that comes.

use std::collections::{HashMap, HashSet};

use anyhow::Result;
use jiff::Timestamp;

use crate::anchor::{Anchor, Resolution, TextQuote};
use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::{DocumentId, RevisionId};
use crate::exchange::{Article, Brought, Edited};
use crate::fetch::address::canonical;
use crate::library::keeping::Readable;
use crate::library::library::Library;
use crate::library::outcome::PassagesImported;
use crate::source::Location;
use crate::store::Titled;
use crate::text::quote::occurrences;
use crate::text::{ContentHash, TextRange, range};

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
    Same,
    ChangedHere,
}

impl Library {
    /// Keeps passages that another program, or this one, wrote.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read or written.
    pub fn bring(&self, brought: Vec<Brought>, bringing: Bringing) -> Result<PassagesImported> {
        let now = Timestamp::now();
        let mut matching = Matching::new(self, &brought)?;
        let mut done = PassagesImported::default();
        let brought = brought.into_iter().map(|mut one| {
            one.article.address = one.article.address.map(|address| canonical(&address));
            one
        });
        let mut keep: Vec<Bookmark> = Vec::new();
        let mut places: HashMap<BookmarkId, usize> = HashMap::new();
        for mut one in brought {
            let document = matching.document(&one.article)?;
            if document.is_none() {
                done.unattached += 1;
            }
            let before = match places.get(&one.id).and_then(|place| keep.get(*place)) {
                Some(same_file) => {
                    // The same words are marked twice: what is said of them once is not lost.
                    one.fill_in(&same_file.note, &same_file.tags);
                    Some(same_file.clone())
                }
                None => self.store.bookmark(one.id)?,
            };
            let fate = match before {
                Some(before) => matching.again(one, &before, document, now)?,
                None => matching.first(one, document, now)?,
            };
            let bookmark = match fate {
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
                    bookmark
                }
                Fate::Updated(bookmark) => {
                    done.updated += 1;
                    bookmark
                }
            };
            match places.get(&bookmark.id).and_then(|place| keep.get_mut(*place)) {
                Some(earlier) => *earlier = bookmark,
                None => {
                    places.insert(bookmark.id, keep.len());
                    keep.push(bookmark);
                }
            }
        }
        if bringing == Bringing::Keep {
            self.store.keep_all(keep, now)?;
        }
        Ok(done)
    }
}

/// Finds what passages belong to, and remembers what it has looked up.
struct Matching<'l> {
    library: &'l Library,
    titles: HashMap<String, Vec<Titled>>,
    documents: HashMap<String, Option<DocumentId>>,
    texts: HashMap<DocumentId, Option<Readable>>,
    kept: HashMap<DocumentId, Vec<Bookmark>>,
}

impl<'l> Matching<'l> {
    fn new(library: &'l Library, brought: &[Brought]) -> Result<Self> {
        let titles: HashSet<_> = brought.iter().filter_map(|one| title_key(&one.article)).collect();
        let titles = titles.into_iter().map(|title| (title, Vec::new())).collect();
        let titles = library.store.titled(titles)?;
        Ok(Self {
            library,
            titles,
            documents: HashMap::new(),
            texts: HashMap::new(),
            kept: HashMap::new(),
        })
    }

    /// Returns the article that is meant, if it is here: by its identity, address, path or title.
    fn document(&mut self, article: &Article) -> Result<Option<DocumentId>> {
        let key =
            format!("{:?}", (article.id, &article.address, &article.path, title_key(article)));
        if let Some(found) = self.documents.get(&key) {
            return Ok(*found);
        }
        let found = self.look_up(article)?;
        self.documents.insert(key, found);
        Ok(found)
    }

    fn look_up(&self, article: &Article) -> Result<Option<DocumentId>> {
        let store = &self.library.store;
        if let Some(id) = article.id
            && store.described(id)?.is_some()
        {
            return Ok(Some(id));
        }
        let mut places = Vec::new();
        if let Some(address) = &article.address {
            places.extend([Location::Url(address.clone()), Location::Url(canonical(address))]);
        }
        places.extend(article.path.as_ref().map(|path| Location::File(path.into())));
        for place in &places {
            if let Some(id) = store.article_at(place)? {
                return Ok(Some(id));
            }
        }
        let Some(title) = title_key(article) else { return Ok(None) };
        let same_author = |titled: &&Titled| match (&article.byline, &titled.byline) {
            (Some(one), Some(other)) => one.trim().to_lowercase() == other.trim().to_lowercase(),
            _ => true,
        };
        let mut found = self.titles.get(&title).into_iter().flatten().filter(same_author);
        // Of several of the same title none is taken for the one that is meant.
        Ok(found.next().filter(|_| found.next().is_none()).map(|titled| titled.id))
    }

    /// Settles a passage that is kept already.
    fn again(
        &mut self,
        mut one: Brought,
        before: &Bookmark,
        document: Option<DocumentId>,
        now: Timestamp,
    ) -> Result<Fate> {
        let is_whole = one.position.is_some() && one.title.is_some();
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
            after = match self.text(document) {
                Some(readable) => attached(after, document, readable),
                None => Bookmark { document, ..after },
            };
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
        if !self.kept.contains_key(&bookmark.document) {
            let kept = self.library.store.bookmarks(Some(bookmark.document))?;
            self.kept.insert(bookmark.document, kept);
        }
        let mut kept = self.kept.get(&bookmark.document).into_iter().flatten();
        let is_known = kept.any(|other| {
            other.anchor.quote.exact == bookmark.anchor.quote.exact
                && other.note == bookmark.note
                && (other.anchor.revision != bookmark.anchor.revision
                    || other.anchor.position == bookmark.anchor.position)
        });
        Ok(if is_known { Fate::Same } else { Fate::New(bookmark) })
    }

    /// Makes a bookmark of a passage in an article, or in none that is here.
    fn bookmark(&mut self, one: Brought, document: Option<DocumentId>, now: Timestamp) -> Bookmark {
        let title = one.title.or_else(|| one.article.title.clone());
        let anchor = match (one.position, document) {
            (Some((revision, position)), _) => Anchor { revision, position, quote: one.quote },
            (None, document) => self.anchor(one.quote, one.points, document),
        };
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

    /// Finds the words of a quotation in the text of the article.
    fn anchor(
        &mut self,
        quote: TextQuote,
        points: Option<(usize, usize)>,
        document: Option<DocumentId>,
    ) -> Anchor {
        match document.and_then(|document| self.text(document)) {
            Some(readable) => anchored(quote, points, readable),
            None => Anchor { revision: no_revision(), position: TextRange::empty(0.into()), quote },
        }
    }

    fn text(&mut self, document: DocumentId) -> Option<&Readable> {
        let library = self.library;
        self.texts.entry(document).or_insert_with(|| library.readable(document)).as_ref()
    }
}

/// Finds the words of a quotation in a text; those that are not found for sure have no place.
fn anchored(quote: TextQuote, points: Option<(usize, usize)>, readable: &Readable) -> Anchor {
    let revision = readable.revision;
    let anchor = Anchor { revision, position: TextRange::empty(0.into()), quote };
    match place(&readable.text, &anchor, points) {
        Some(place) => Anchor::new(&readable.text, revision, place),
        None => anchor,
    }
}

/// Gives a passage to an article that has come; one without a place is looked for in its text.
pub(crate) fn attached(kept: Bookmark, document: DocumentId, readable: &Readable) -> Bookmark {
    let anchor = match kept.anchor {
        Anchor { revision, quote, .. } if revision == no_revision() => {
            anchored(quote, None, readable)
        }
        anchor => anchor,
    };
    Bookmark { document, anchor, ..kept }
}

/// Returns where a quotation stands in a text, if that is sure.
fn place(text: &str, anchor: &Anchor, points: Option<(usize, usize)>) -> Option<TextRange> {
    let quote = &anchor.quote;
    if quote.exact.is_empty() {
        return None;
    }
    if let Some(range) = points.and_then(|points| of_points(text, points))
        && text[range] == quote.exact
    {
        return Some(range);
    }
    if let Resolution::Exact(range) | Resolution::Moved(range) = anchor.resolve(text) {
        return Some(range);
    }
    let mut places = occurrences(text, &quote.exact);
    let only = places.next().filter(|_| places.next().is_none());
    only.filter(|_| quote.prefix.is_empty() && quote.suffix.is_empty())
}

/// Returns the bytes of a range of code points.
fn of_points(text: &str, (start, end): (usize, usize)) -> Option<TextRange> {
    let mut bounds = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let first = bounds.nth(start)?;
    let past = match end.checked_sub(start)? {
        0 => first,
        length => bounds.nth(length - 1)?,
    };
    Some(range(first, past))
}

/// Stands for the revision of a passage whose article nobody has seen here.
fn no_revision() -> RevisionId {
    RevisionId::from_hash(ContentHash::from_bytes([0; 32]))
}

fn title_key(article: &Article) -> Option<String> {
    let title = article.title.as_deref()?.trim().to_lowercase();
    (!title.is_empty()).then_some(title)
}

#[cfg(test)]
mod tests;
