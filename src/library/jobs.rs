//! Work that takes its time: finding facts, making line indexes, importing files.
//!
//! Nothing here writes to the store: what is made goes to the store thread.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};

use anyhow::{Result, anyhow, bail};

use crate::document::{Document, DocumentId};
use crate::extract::extract;
use crate::fact::FactSet;
use crate::import::Overrides;
use crate::layout::LineIndex;
use crate::library::add::{Prepared, note, walk};
use crate::library::files::refused;
use crate::library::lane::{Defect, guarded};
use crate::library::library::{Library, Size, size};
use crate::library::outcome::FolderAdded;
use crate::library::request::{Reply, Request, Ticket};
use crate::store::{Added, Incoming, TextDigest};
use crate::text::Columns;

/// Something for the store thread.
#[derive(Debug)]
pub(crate) enum Errand {
    /// A request of the face.
    Request(Ticket, Request),
    /// A document that is ready; the answer goes back to the one who made it.
    Commit(Box<Incoming>, Sender<Result<Added>>),
    /// Facts that were found.
    KeepFacts(DocumentId, TextDigest, Arc<FactSet>),
    /// There is no more.
    Finish,
}

/// Something to work out from an open document.
#[derive(Debug)]
pub(crate) enum Computation {
    /// Its facts.
    Facts(DocumentId, Arc<Document>),
    /// Its lines.
    Index(Arc<Document>, Columns),
}

/// Works things out, on a thread of its own.
#[derive(Debug)]
pub(crate) struct Computer {
    path: PathBuf,
    /// Opened for the first large text.
    library: Option<Library>,
    store: Sender<Errand>,
}

impl Computer {
    /// Makes a computer for the library at a path.
    pub(crate) fn new(path: &Path, store: Sender<Errand>) -> Self {
        Self { path: path.to_owned(), library: None, store }
    }

    /// Works something out; facts also go to the store.
    pub(crate) fn compute(&mut self, computation: &Computation) -> Reply {
        match computation {
            Computation::Facts(document, content) => {
                let facts = self.facts(*document, content);
                Reply::Facts { document: *document, facts }
            }
            Computation::Index(content, width) => {
                let index = Arc::new(LineIndex::build(content, *width));
                Reply::Index { width: *width, index }
            }
        }
    }

    /// Returns the facts of an open document. Those of a large one may be in the store: they are not read
    /// when it is opened.
    fn facts(&mut self, document: DocumentId, content: &Document) -> Arc<FactSet> {
        let text = TextDigest::of(content);
        if size(content) == Size::Large
            && let Some(facts) = self.stored(document, content, text)
        {
            return Arc::new(facts);
        }
        let facts = Arc::new(extract(content));
        let _ = self.store.send(Errand::KeepFacts(document, text, Arc::clone(&facts)));
        facts
    }

    /// What cannot be read is found again.
    fn stored(
        &mut self,
        document: DocumentId,
        content: &Document,
        text: TextDigest,
    ) -> Option<FactSet> {
        let library = match &mut self.library {
            Some(library) => library,
            none => none.insert(Library::open(&self.path).ok()?),
        };
        library.stored_facts(document, content, text).ok()?
    }
}

/// Imports files and folders, on a thread of its own with a connection of its own.
#[derive(Debug)]
pub(crate) struct Importer {
    path: PathBuf,
    /// Opened when there is something to import.
    library: Option<Library>,
    store: Sender<Errand>,
    stop: Arc<AtomicBool>,
}

impl Importer {
    /// Makes an importer for the library at a path. Between two files of a folder it looks whether it must
    /// stop.
    pub(crate) fn new(path: &Path, store: Sender<Errand>, stop: Arc<AtomicBool>) -> Self {
        Self { path: path.to_owned(), library: None, store, stop }
    }

    /// Adds a file, or a folder with all that is in it.
    pub(crate) fn add(&mut self, path: &Path) -> Result<Reply> {
        let FolderAdded { added, unsupported, failed } =
            if path.is_dir() { self.folder(path)? } else { self.file(path)? };
        Ok(Reply::Added { place: path.display().to_string(), added, unsupported, failed })
    }

    fn file(&mut self, path: &Path) -> Result<FolderAdded> {
        let added = match self.library()?.prepare_file(path, &Overrides::default())? {
            Prepared::Known(added) => added,
            Prepared::Ready(incoming) => self.commit(incoming)?,
            Prepared::Refused(refusal) => return Err(refused(path, &refusal)),
        };
        Ok(FolderAdded { added: vec![added], ..FolderAdded::default() })
    }

    fn folder(&mut self, path: &Path) -> Result<FolderAdded> {
        self.library()?;
        let mut result = FolderAdded::default();
        walk(path, &mut result, &mut |file, result| {
            if self.stop.load(Ordering::Relaxed) {
                bail!("{}: stopped before all of it was added; add it again", path.display());
            }
            // One bad file must not end the others.
            let prepared = guarded(|| self.library()?.prepare_file(file, &Overrides::default()));
            match prepared {
                Ok(Prepared::Known(added)) => result.added.push(added),
                Ok(Prepared::Ready(incoming)) => result.added.push(self.commit(incoming)?),
                Ok(Prepared::Refused(refusal)) => note(file, &refusal, result),
                Err(error) if error.is::<Defect>() => {
                    result.failed.push(format!("{}: {error}", file.display()));
                }
                Err(error) => result.failed.push(format!("{error:#}")),
            }
            Ok(())
        })?;
        Ok(result)
    }

    fn library(&mut self) -> Result<&Library> {
        match &mut self.library {
            Some(library) => Ok(library),
            none => Ok(none.insert(Library::open(&self.path)?)),
        }
    }

    /// Hands a document to the store thread and waits for it, so that the user's changes never stand behind
    /// more than one.
    fn commit(&self, incoming: Box<Incoming>) -> Result<Added> {
        let closed = || anyhow!("the library is closed; start again and add the file again");
        let (sender, receiver) = channel();
        self.store.send(Errand::Commit(incoming, sender)).map_err(|_| closed())?;
        receiver.recv().map_err(|_| closed())?
    }
}
