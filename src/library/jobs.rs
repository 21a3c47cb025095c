//! Work that takes its time: finding facts, making line indexes, importing files.
//!
//! Nothing here writes to the store: what is made goes to the store thread.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use anyhow::Result;
use thiserror::Error;

use crate::document::{Document, DocumentId};
use crate::extract::extract;
use crate::fact::{FactSet, importance};
use crate::fetch::Stop;
use crate::import::Overrides;
use crate::layout::LineIndex;
use crate::library::add::{Prepared, note, walk};
use crate::library::address::{follow_file, is_feed};
use crate::library::backfill::LargeTurn;
use crate::library::doing::Doing;
use crate::library::errand::Writer;
use crate::library::fetching::{Desk, Offline, Tell};
use crate::library::files::{read, refused, settled};
use crate::library::lane::{Defect, guarded};
use crate::library::library::{Library, Size, commit, name_of, size};
use crate::library::outcome::{FolderAdded, Followed};
use crate::library::reply::Reply;
use crate::library::stories::{OpenStory, keep_read};
use crate::source::Location;
use crate::store::{Added, Incoming, TextDigest};
use crate::text::Columns;

/// Something to work out from an open document.
#[derive(Debug)]
pub(crate) enum Computation {
    /// Its facts.
    Facts(DocumentId, Arc<Document>),
    /// The story it belongs to, compared.
    Story(DocumentId),
    /// Its lines.
    Index(Arc<Document>, Columns),
}

/// Works things out, on a thread of its own.
#[derive(Debug)]
pub(crate) struct Computer {
    path: PathBuf,
    /// Opened for the first large text.
    library: Option<Library>,
    writer: Writer,
    large: LargeTurn,
}

impl Computer {
    /// Makes a computer for the library at a path.
    pub(crate) fn new(path: &Path, writer: Writer, large: LargeTurn) -> Self {
        Self { path: path.to_owned(), library: None, writer, large }
    }

    /// Works something out; facts also go to the store.
    pub(crate) fn compute(&mut self, computation: &Computation) -> Result<Reply> {
        Ok(match computation {
            Computation::Facts(document, content) => {
                let facts = self.facts(*document, content);
                let importance = importance(content, &facts).into();
                Reply::Facts { document: *document, facts, importance }
            }
            Computation::Story(document) => {
                let story = self.story(*document)?.map(Arc::new);
                Reply::Story { document: *document, story }
            }
            Computation::Index(content, width) => {
                let index = Arc::new(LineIndex::build(content, *width));
                Reply::Index { width: *width, index }
            }
        })
    }

    /// Returns the story of a document, which is looked for first if nobody has done so yet.
    fn story(&mut self, document: DocumentId) -> Result<Option<OpenStory>> {
        if !self.library()?.has_looked_for_story(document)? {
            // What has just been found of it may be on its way to the store.
            self.writer.write(|_| Ok(()))?;
        }
        let read = self.library()?.read_for_story(document)?;
        if !read.is_empty() {
            self.writer.write(move |library| keep_read(library, &read))?;
        }
        self.library()?.open_story(document)
    }

    /// Returns the facts of an open document. Those of a large one may be in the store: they are not read
    /// when it is opened.
    fn facts(&mut self, document: DocumentId, content: &Document) -> Arc<FactSet> {
        let text = TextDigest::of(content);
        let is_large = size(content) == Size::Large;
        let large = Arc::clone(&self.large);
        let _turn = is_large.then(|| large.lock().unwrap_or_else(PoisonError::into_inner));
        if is_large && let Some(facts) = self.stored(document, content, text) {
            return Arc::new(facts);
        }
        let facts = Arc::new(extract(content));
        self.writer.keep_facts(document, text, Arc::clone(&facts));
        facts
    }

    /// What cannot be read is found again.
    fn stored(
        &mut self,
        document: DocumentId,
        content: &Document,
        text: TextDigest,
    ) -> Option<FactSet> {
        self.library().ok()?.stored_facts(document, content, text).ok()?
    }

    /// Returns the library, opened on this thread when first asked for.
    fn library(&mut self) -> Result<&Library> {
        match &mut self.library {
            Some(library) => Ok(library),
            none => Ok(none.insert(Library::open(&self.path)?)),
        }
    }
}

/// Imports files and folders, on a thread of its own with a connection of its own.
#[derive(Debug)]
pub(crate) struct Importer {
    path: PathBuf,
    /// Opened when there is something to import.
    library: Option<Library>,
    writer: Writer,
}

impl Importer {
    /// Makes an importer for the library at a path.
    pub(crate) fn new(path: &Path, writer: Writer) -> Self {
        Self { path: path.to_owned(), library: None, writer }
    }

    /// Adds a file, or a folder with all that is in it; a file that is a feed is followed. Between two files of
    /// a folder it looks whether it must stop; what was added before stays.
    pub(crate) fn add(&mut self, path: &Path, stop: &Stop, tell: Tell<'_>) -> Result<Reply> {
        let library = match &mut self.library {
            Some(library) => library,
            none => none.insert(Library::open(&self.path)?),
        };
        let desk = Desk::new(&self.path, self.writer.clone(), &Offline, stop, tell);
        if path.is_dir() {
            return folder(&desk, library, path);
        }
        let bytes = read(path)?;
        let location = Location::File(settled(path)?);
        let name = name_of(&location);
        if is_feed(&bytes, &name) {
            let Followed { feed, new } = follow_file(&desk, library, path, &bytes)?;
            return Ok(Reply::Following { feed, new });
        }
        let given = Overrides::default();
        let added = match library.prepare(location, &name, &bytes, None, &given)? {
            Prepared::Known(added) => added,
            Prepared::Ready(incoming) => put(&desk, incoming)?,
            Prepared::Refused(refusal) => return Err(refused(path, &refusal)),
        };
        Ok(added_from(path, FolderAdded { added: vec![added], ..FolderAdded::default() }))
    }
}

fn folder(desk: &Desk<'_>, library: &Library, path: &Path) -> Result<Reply> {
    let mut result = FolderAdded::default();
    let mut done = 0;
    let walked = walk(path, &mut result, &mut |file, result| {
        if desk.stop.is_stopped() {
            return Err(Halted.into());
        }
        (desk.tell)(Doing::Importing { path: file.to_owned(), done });
        done += 1;
        // One bad file must not end the others.
        let prepared = guarded(|| library.prepare_file(file, &Overrides::default()));
        match prepared {
            Ok(Prepared::Known(added)) => result.added.push(added),
            Ok(Prepared::Ready(incoming)) => result.added.push(put(desk, incoming)?),
            Ok(Prepared::Refused(refusal)) => note(file, &refusal, result),
            Err(error) if error.is::<Defect>() => {
                result.failed.push(format!("{}: {error}", file.display()));
            }
            Err(error) => result.failed.push(format!("{error:#}")),
        }
        Ok(())
    });
    match walked {
        Err(error) if error.is::<Halted>() => {
            result.failed.push(format!("{}: {error}", path.display()));
        }
        walked => walked?,
    }
    Ok(added_from(path, result))
}

/// The user stopped it.
#[derive(Clone, Copy, Debug, Error)]
#[error("stopped before all of it was added; add it again")]
struct Halted;

fn put(desk: &Desk<'_>, incoming: Box<Incoming>) -> Result<Added> {
    desk.writer.write(move |library| commit(library, &incoming))
}

fn added_from(path: &Path, result: FolderAdded) -> Reply {
    let FolderAdded { added, unsupported, failed } = result;
    let place = path.display().to_string();
    Reply::Added { place, added, unsupported, failed, feeds: Vec::new() }
}
