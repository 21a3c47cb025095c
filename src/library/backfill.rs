//! Backfill: articles that this version of the extractor has not read are read in the background; what is in no index
//! yet is made searchable before, and the index is merged after.
//!
//! What has come into the library, or was read by an older version, is read one article after another when
//! nothing has been written for a while, with rests as long as the work, on a thread and with a connection of
//! its own; what is found is written in batches behind the user's changes. It can end at any time: what is not
//! done is found again at the next start. An article that is opened does not wait for it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::document::DocumentId;
use crate::extract::EXTRACTOR_VERSION;
use crate::library::errand::Writer;
use crate::library::lane::guarded;
use crate::library::library::{Library, Size, size};
use crate::library::stories::Read;
use crate::story::{CLUSTERER_VERSION, StoryId};

/// How long nothing may have been written before it begins.
const QUIET: Duration = Duration::from_secs(2);

/// The longest rest between two articles.
const LONGEST_REST: Duration = Duration::from_secs(1);

/// How many articles are written at once.
const BATCH: usize = 16;

/// How many of them find their stories at once, which takes longer than writing their facts.
const FEW: usize = 4;

/// How many bytes of text are read at most before what was found is written.
const BATCH_BYTES: usize = 512 * 1024;

/// Reads what has not been read.
pub(crate) struct Backfill {
    path: PathBuf,
    writer: Writer,
    large: LargeTurn,
    tell: Tell,
}

/// Who is told which stories have other articles than before.
type Tell = Box<dyn Fn(Vec<StoryId>) + Send>;

/// Held by the one who reads a large text, which takes memory that two at a time should not take.
pub(crate) type LargeTurn = Arc<Mutex<()>>;

/// How the thread goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Course {
    /// As it did.
    Goes,
    /// Something was written meanwhile, so there may be more than was looked for.
    Again,
    /// Not at all: the program ends.
    Ends,
}

impl Backfill {
    /// Makes a backfill for the library at a path; `tell` is called with the stories that have other articles
    /// than before.
    pub(crate) fn new(
        path: &Path,
        writer: Writer,
        large: LargeTurn,
        tell: impl Fn(Vec<StoryId>) + Send + 'static,
    ) -> Self {
        Self { path: path.to_owned(), writer, large, tell: Box::new(tell) }
    }

    /// Works whenever it is woken, until there is nobody left to wake it.
    pub(crate) fn run(&self, wakes: &Receiver<()>) {
        let mut course = Course::Goes;
        while course == Course::Again || wakes.recv().is_ok() {
            if settle(wakes) == Course::Ends {
                return;
            }
            // What cannot be read now is tried again when it is woken next.
            course = guarded(|| self.catch_up(wakes)).unwrap_or(Course::Goes);
            if course == Course::Ends {
                return;
            }
        }
    }

    /// Makes all searchable, reads all that has not been read, looks for all stories and merges the index.
    pub(crate) fn catch_up(&self, wakes: &Receiver<()>) -> Result<Course> {
        let mut library = None;
        let mut course = Course::Goes;
        for work in [Self::index, Self::read_all, Self::cluster_all, Self::merge] {
            course = course.max(work(self, &mut library, wakes)?);
            if course == Course::Ends {
                break;
            }
        }
        Ok(course)
    }

    /// Reads all that has not been read.
    fn read_all(&self, library: &mut Option<Library>, wakes: &Receiver<()>) -> Result<Course> {
        let mut course = Course::Goes;
        let mut after = None;
        loop {
            let page = self.writer.write(move |library| {
                Ok(library.store.outdated(EXTRACTOR_VERSION, after, BATCH)?)
            })?;
            if page.is_empty() {
                return Ok(course);
            }
            after = page.last().copied();
            let documents = page.iter().map(|place| place.document);
            course = course.max(self.read(library, documents, wakes)?);
            if course == Course::Ends {
                return Ok(course);
            }
        }
    }

    /// Looks for the story of all for which none has been looked for.
    fn cluster_all(&self, library: &mut Option<Library>, wakes: &Receiver<()>) -> Result<Course> {
        let mut course = Course::Goes;
        let mut after = None;
        loop {
            let page = self.writer.write(move |library| {
                Ok(library.store.unclustered(CLUSTERER_VERSION, after, BATCH)?)
            })?;
            if page.is_empty() {
                return Ok(course);
            }
            after = page.last().copied();
            let documents = page.iter().map(|place| place.document);
            course = course.max(self.read(library, documents, wakes)?);
            if course == Course::Ends {
                return Ok(course);
            }
        }
    }

    /// Merges the index, so that words are looked up in few places.
    fn merge(&self, _: &mut Option<Library>, wakes: &Receiver<()>) -> Result<Course> {
        let mut course = Course::Goes;
        loop {
            let begun = Instant::now();
            if !self.writer.write(|library| Ok(library.store.merge_index()?))? {
                return Ok(course);
            }
            course = course.max(rest(wakes, begun.elapsed()));
            if course == Course::Ends {
                return Ok(course);
            }
        }
    }

    /// Makes all searchable that came before there was an index.
    fn index(&self, library: &mut Option<Library>, wakes: &Receiver<()>) -> Result<Course> {
        let mut course = Course::Goes;
        while self.writer.write(|library| Ok(library.store.index_bookmarks()?))? {}
        let mut after = None;
        loop {
            let begun = Instant::now();
            let page =
                self.writer.write(move |library| Ok(library.store.unindexed(after, BATCH)?))?;
            let Some(last) = page.last() else { return Ok(course) };
            after = Some(*last);
            let library = opened(library, &self.path)?;
            let ready = page.iter().map(|place| library.store.ready_index(*place));
            // One that cannot be read does not keep the others.
            let ready: Vec<_> = ready.filter_map(Result::ok).flatten().collect();
            self.writer.write(move |library| Ok(library.store.put_indexes(&ready)?))?;
            course = course.max(rest(wakes, begun.elapsed()));
            if course == Course::Ends {
                return Ok(course);
            }
        }
    }

    fn read(
        &self,
        library: &mut Option<Library>,
        documents: impl Iterator<Item = DocumentId>,
        wakes: &Receiver<()>,
    ) -> Result<Course> {
        let library = opened(library, &self.path)?;
        let (mut batch, mut bytes) = (Vec::new(), 0);
        let mut course = Course::Goes;
        for document in documents {
            let begun = Instant::now();
            // One that cannot be read, or makes the extractor fail, does not keep the others.
            if let Ok(Some((found, size))) = guarded(|| self.find(library, document)) {
                batch.push(found);
                bytes += size;
            }
            if bytes >= BATCH_BYTES {
                self.keep(std::mem::take(&mut batch))?;
                bytes = 0;
            }
            course = course.max(rest(wakes, begun.elapsed()));
            if course == Course::Ends {
                return Ok(course);
            }
        }
        self.keep(batch)?;
        Ok(course)
    }

    /// Returns the facts of a document with the size of its text; those of a large one are kept at once, before
    /// anybody else reads a large one.
    fn find(&self, library: &Library, document: DocumentId) -> Result<Option<(Read, usize)>> {
        let current = library.current_text(document, |incoming, now| {
            self.writer
                .write(move |library| Ok(library.store.put_anew(document, &incoming, now)?))
        })?;
        let is_large = size(&current.content) == Size::Large;
        let _turn = is_large.then(|| self.large.lock().unwrap_or_else(PoisonError::into_inner));
        if is_large {
            // What another has just found of it may be on its way to the store.
            self.writer.write(|_| Ok(()))?;
        }
        let stored = library.stored_facts(document, &current.content, current.digest)?;
        let read = Read::of(document, &current.content, current.digest, stored);
        if is_large {
            self.keep(vec![read])?;
            return Ok(None);
        }
        Ok(Some((read, current.content.text().len())))
    }

    fn keep(&self, batch: Vec<Read>) -> Result<()> {
        if batch.is_empty() {
            return Ok(());
        }
        let found: Vec<_> = batch.iter().map(|read| read.found.clone()).collect();
        self.writer
            .write(move |library| Ok(library.store.put_all_facts(EXTRACTOR_VERSION, &found)?))?;
        let mut changed = BTreeSet::new();
        let mut profiles = batch.into_iter().map(|read| read.profile).peekable();
        while profiles.peek().is_some() {
            let few: Vec<_> = profiles.by_ref().take(FEW).collect();
            let assign =
                move |library: &Library| Ok(library.store.assign(CLUSTERER_VERSION, &few)?);
            changed.extend(self.writer.write(assign)?);
        }
        if !changed.is_empty() {
            (self.tell)(changed.into_iter().collect());
        }
        Ok(())
    }
}

/// Returns the library, opened when first asked for.
fn opened<'l>(library: &'l mut Option<Library>, path: &Path) -> Result<&'l Library> {
    match library {
        Some(library) => Ok(library),
        none => Ok(none.insert(Library::open(path)?)),
    }
}

/// Waits until nothing has been written for a while.
fn settle(wakes: &Receiver<()>) -> Course {
    loop {
        match wakes.recv_timeout(QUIET) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return Course::Goes,
            Err(RecvTimeoutError::Disconnected) => return Course::Ends,
        }
    }
}

/// Rests as long as the work took, so that others have the processor too.
fn rest(wakes: &Receiver<()>, took: Duration) -> Course {
    let end = Instant::now() + took.min(LONGEST_REST);
    let mut course = Course::Goes;
    loop {
        match wakes.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Err(RecvTimeoutError::Disconnected) => return Course::Ends,
            Err(RecvTimeoutError::Timeout) => return course,
            // Whoever writes meanwhile gives no reason to rest less.
            Ok(()) if Instant::now() < end => course = Course::Again,
            Ok(()) => return Course::Again,
        }
    }
}

#[cfg(test)]
mod tests;
