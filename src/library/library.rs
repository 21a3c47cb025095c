//! The use cases, one call each.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, anyhow};
use jiff::Timestamp;

use crate::anchor::Anchor;
use crate::bookmark::Bookmark;
use crate::document::{Document, DocumentId, RevisionId};
use crate::extract::{EXTRACTOR_VERSION, extract};
use crate::fact::{FactSet, importance};
use crate::import::{IMPORTER_VERSION, Overrides, Payload, import};
use crate::library::outcome::Opened;
use crate::library::shown::Shown;
use crate::source::Location;
use crate::store::{
    Added, Counts, Extent, Incoming, ListCursor, ListEntry, Logged, Naming, Scope, Store,
    StoredText, TextDigest,
};
use crate::verdict::{Subject, Verdict};

/// The articles that a new library starts with.
const SAMPLES: [(&str, &str); 2] = [
    ("000_43b137276f00a399.txt", include_str!("../../seeds/000_43b137276f00a399.txt")),
    ("001_0c6f94f86f0ee5fa.txt", include_str!("../../seeds/001_0c6f94f86f0ee5fa.txt")),
];

/// The articles and what the user keeps of them.
#[derive(Debug)]
pub struct Library {
    pub(crate) store: Store,
}

impl Library {
    /// Opens the library whose store is at a path. At the first start the folder and the store are made, and
    /// the sample articles added.
    ///
    /// # Errors
    ///
    /// Fails if the store is not one, is lost or damaged, or cannot be written to.
    pub fn open(path: &Path) -> Result<Self> {
        let library = Self { store: Store::open(path)? };
        if library.store.is_new() {
            library.add_samples()?;
        }
        Ok(library)
    }

    /// Returns where the store is.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Tells whether another program had the store open when this one opened it, or could not close it.
    pub const fn was_open(&self) -> bool {
        self.store.was_open()
    }

    /// Returns how much there is.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn counts(&self) -> Result<Counts> {
        Ok(self.store.counts()?)
    }

    /// Returns at most `limit` documents after a place in the list, newest first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn list(&self, after: Option<&ListCursor>, limit: usize) -> Result<Vec<ListEntry>> {
        Ok(self.store.list(Scope::default(), after, limit)?)
    }

    /// Returns at most `limit` documents of a scope after a place in the list, newest first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn list_of(
        &self,
        scope: Scope,
        after: Option<&ListCursor>,
        limit: usize,
    ) -> Result<Vec<ListEntry>> {
        Ok(self.store.list(scope, after, limit)?)
    }

    /// Returns the `limit` documents of a scope just before a place in the list, or as many as there are, newest
    /// first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn list_before(
        &self,
        scope: Scope,
        before: &ListCursor,
        limit: usize,
    ) -> Result<Vec<ListEntry>> {
        Ok(self.store.list_before(scope, before, limit)?)
    }

    /// Returns a document as lists show it; `None` if it is not there or removed.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn entry(&self, document: DocumentId) -> Result<Option<ListEntry>> {
        Ok(self.store.entry(document)?)
    }

    /// Returns where a document came from.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn location(&self, document: DocumentId) -> Result<Option<Location>> {
        Ok(self.store.location(document)?)
    }

    /// Returns the document that was opened last.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn last_opened(&self) -> Result<Option<DocumentId>> {
        Ok(self.store.last_opened()?)
    }

    /// Returns a document with all that is needed to show it, and remembers that it was opened. A text that an
    /// older importer made is made anew from the original bytes.
    ///
    /// # Errors
    ///
    /// Fails if there is no such document or the store fails.
    pub fn open_document(&self, document: DocumentId) -> Result<Opened> {
        let opened = self.look_into(document)?;
        self.touch(document)?;
        Ok(opened)
    }

    /// Returns the facts of a document: those that are stored, or else those found now, which are stored.
    ///
    /// # Errors
    ///
    /// Fails if there is no such document or the store fails.
    pub fn facts(&self, document: DocumentId) -> Result<Arc<FactSet>> {
        let Current { content, digest, .. } = self.current_here(document)?;
        if let Some(facts) = self.stored_facts(document, &content, digest)? {
            return Ok(Arc::new(facts));
        }
        let facts = extract(&content);
        self.store.put_facts(document, digest, EXTRACTOR_VERSION, &facts)?;
        Ok(Arc::new(facts))
    }

    /// Returns at most `limit` documents that name what has the key, after a place in the list, newest first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn naming(
        &self,
        key: &str,
        after: Option<&ListCursor>,
        limit: usize,
    ) -> Result<Vec<Naming>> {
        Ok(self.store.naming(key, after, limit)?)
    }

    /// Returns what the user says of the facts of a document.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn verdicts(&self, document: DocumentId) -> Result<Vec<(Subject, Verdict)>> {
        Ok(self.store.verdicts(document)?)
    }

    /// Returns the kept passages of one document, or all, oldest first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn bookmarks(&self, document: Option<DocumentId>) -> Result<Vec<Bookmark>> {
        Ok(self.store.bookmarks(document)?)
    }

    /// Remembers where a document was left and how far it has been read, from 0 to 1.
    ///
    /// # Errors
    ///
    /// Fails if there is no such document or the store cannot be written.
    pub fn save_position(
        &self,
        document: DocumentId,
        anchor: &Anchor,
        progress: f32,
    ) -> Result<()> {
        Ok(self.store.save_position(document, anchor, progress, Timestamp::now())?)
    }

    /// Returns the place of a mark from `A` to `Z`.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn global_mark(&self, name: char) -> Result<Option<(DocumentId, Anchor)>> {
        Ok(self.store.global_mark(name)?)
    }

    /// Returns a document with all that is needed to show it, and writes nothing unless its text is made
    /// anew.
    ///
    /// # Errors
    ///
    /// Fails if there is no such document or the store fails.
    pub fn look_into(&self, document: DocumentId) -> Result<Opened> {
        let entry = self.store.entry(document)?.ok_or_else(|| self.not_there(document))?;
        let Current { revision, content, digest, extent } = self.current_here(document)?;
        let facts = match size(&content) {
            Size::Ordinary => self.stored_facts(document, &content, digest)?.map(Arc::new),
            Size::Large => None,
        };
        let importance = match &facts {
            Some(facts) => importance(&content, facts).into(),
            None => Arc::default(),
        };
        let bookmarks = self.store.bookmarks(Some(document))?;
        let marks = self.store.marks(document)?;
        let reading = self.store.last_reading(document)?;
        let text = Shown { document, revision, text: content.text() };
        let places = self.places(&text, reading.as_ref(), &bookmarks, &marks)?;
        let read_before = self.read_before(&text, reading.as_ref())?;
        Ok(Opened {
            entry,
            location: self.store.location(document)?,
            revision,
            facts,
            importance,
            verdicts: self.store.verdicts(document)?,
            document: Arc::new(content),
            extent,
            position: reading.map(|reading| reading.anchor),
            bookmarks,
            tags: self.store.article_tags(document)?,
            marks,
            places,
            read_before,
        })
    }

    /// Remembers that a document is opened now.
    pub(crate) fn touch(&self, document: DocumentId) -> Result<()> {
        Ok(self.store.touch(document, Timestamp::now())?)
    }

    /// Returns the facts that are stored for exactly this text.
    pub(crate) fn stored_facts(
        &self,
        document: DocumentId,
        content: &Document,
        digest: TextDigest,
    ) -> Result<Option<FactSet>> {
        let facts = self.store.facts(document, digest, EXTRACTOR_VERSION)?;
        Ok(facts.filter(|facts| fit(facts, content)))
    }

    /// Says that there is no such document.
    pub(crate) fn not_there(&self, document: DocumentId) -> anyhow::Error {
        anyhow!(
            "there is no article {document} in {}; it may have been removed, which undo brings back",
            self.path().display()
        )
    }

    /// Returns the current text, made anew and stored if an older importer made it.
    pub(crate) fn current_here(&self, document: DocumentId) -> Result<Current> {
        self.current_text(document, |incoming, now| {
            Ok(self.store.put_anew(document, &incoming, now)?)
        })
    }

    /// Returns the current text; one that an older importer made is made anew and handed over to be stored.
    pub(crate) fn current_text(
        &self,
        document: DocumentId,
        put_anew: impl FnOnce(Incoming, Timestamp) -> Result<()>,
    ) -> Result<Current> {
        let StoredText { revision, importer, digest, document: stored, extent } =
            self.store.text(document)?;
        let import_anew = || {
            let (content, incoming) = self.import_anew(document, revision, extent)?;
            put_anew(incoming, Timestamp::now())?;
            Ok::<_, anyhow::Error>(content)
        };
        let anew = match stored {
            Some(content) if importer >= IMPORTER_VERSION => {
                return Ok(Current { revision, content, digest, extent });
            }
            Some(content) => import_anew().unwrap_or(content),
            None => import_anew()?,
        };
        let digest = TextDigest::of(&anew);
        Ok(Current { revision, content: anew, digest, extent })
    }

    fn add_samples(&self) -> Result<()> {
        // The list shows what was added last on top.
        for (name, text) in SAMPLES.iter().rev() {
            let given = Overrides::default();
            let payload = Payload::new(text.as_bytes(), name, &given);
            let Ok(content) = import(&payload) else {
                continue;
            };
            let place = Location::Sample((*name).to_owned());
            let incoming =
                Incoming::new(place, name, text.as_bytes(), IMPORTER_VERSION, content, given)?;
            self.store.put(&incoming, Logged::No, Timestamp::now())?;
        }
        Ok(())
    }
}

/// The current text of a document.
pub(crate) struct Current {
    pub(crate) revision: RevisionId,
    pub(crate) content: Document,
    pub(crate) digest: TextDigest,
    extent: Extent,
}

/// Returns what tells the format of something, by where it came from.
pub(crate) fn name_of(location: &Location) -> String {
    match location {
        Location::File(path) => path
            .file_name()
            .map_or_else(|| location.to_string(), |name| name.to_string_lossy().into_owned()),
        Location::Sample(name) => name.clone(),
        Location::Url(url) => url.clone(),
        Location::Stdin => "standard input".to_owned(),
        Location::Entry { entry, .. } => entry.clone(),
    }
}

/// How long a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    /// Its facts are read with it.
    Ordinary,
    /// Its facts take longer to read than the text, which is shown before.
    Large,
}

/// Tells how long a text is.
pub(crate) fn size(content: &Document) -> Size {
    /// Texts from this many bytes on are large.
    const LARGE: u32 = 512 * 1024;
    if u32::from(content.end()) < LARGE { Size::Ordinary } else { Size::Large }
}

/// Tells whether every passage is one of the text, so that none can be laid over it wrongly.
fn fit(facts: &FactSet, content: &Document) -> bool {
    let text = content.text();
    facts.passages().iter().all(|(range, _)| text.get(std::ops::Range::from(*range)).is_some())
}

/// Puts what came ready into the store.
pub(crate) fn commit(library: &Library, incoming: &Incoming) -> Result<Added> {
    Ok(library.store.put(incoming, Logged::Yes, Timestamp::now())?)
}
