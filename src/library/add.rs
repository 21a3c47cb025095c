//! Adding: files, folders and bytes from elsewhere become documents.
//!
//! Reading and importing need no write to the store, so that they can run on another thread than the
//! one that commits.

use std::path::Path;

use anyhow::Result;

use crate::document::RevisionId;
use crate::import::{IMPORTER_VERSION, Overrides, Payload, Refusal, import};
use crate::library::files::{Entry, entries, read, refused, settled};
use crate::library::library::{Library, commit, name_of};
use crate::library::outcome::FolderAdded;
use crate::source::Location;
use crate::store::{Added, Incoming, Outcome};

/// What was made of some bytes.
#[derive(Debug)]
pub(crate) enum Prepared {
    /// The library has them already, and would keep them without any feed.
    Known(Added),
    /// They are ready to be stored.
    Ready(Box<Incoming>),
    /// They are no article.
    Refused(Refusal),
}

impl Library {
    /// Adds a file. The same file again adds nothing if it has not changed, and else a revision.
    ///
    /// # Errors
    ///
    /// Fails if there is no such file, it cannot be read, is too large or in no format that can be read, or
    /// if the store cannot be written.
    pub fn add_file(&self, path: &Path, overrides: &Overrides) -> Result<Added> {
        match self.prepare_file(path, overrides)? {
            Prepared::Known(added) => Ok(added),
            Prepared::Ready(incoming) => commit(self, &incoming),
            Prepared::Refused(refusal) => Err(refused(path, &refusal)),
        }
    }

    /// Adds bytes that came from a place; `name` is the file name or address that tells their format.
    ///
    /// # Errors
    ///
    /// Fails if they are too large or in no format that can be read, or if the store cannot be written.
    pub fn add_bytes(
        &self,
        location: Location,
        name: &str,
        bytes: &[u8],
        overrides: &Overrides,
    ) -> Result<Added> {
        let place = location.to_string();
        match self.prepare(location, name, bytes, None, overrides)? {
            Prepared::Known(added) => Ok(added),
            Prepared::Ready(incoming) => commit(self, &incoming),
            Prepared::Refused(refusal) => Err(refused(Path::new(&place), &refusal)),
        }
    }

    /// Adds every file in a folder and the folders in it; `progress` is called with every file before it is
    /// read. Hidden files are left out. What cannot be read is listed and does not end the work.
    ///
    /// # Errors
    ///
    /// Fails if the folder itself cannot be read, or the store cannot be written.
    pub fn add_folder(
        &self,
        path: &Path,
        overrides: &Overrides,
        progress: &mut dyn FnMut(&Path),
    ) -> Result<FolderAdded> {
        let mut result = FolderAdded::default();
        walk(path, &mut result, &mut |file, result| {
            progress(file);
            match self.prepare_file(file, overrides) {
                Ok(Prepared::Known(added)) => result.added.push(added),
                Ok(Prepared::Ready(incoming)) => result.added.push(commit(self, &incoming)?),
                Ok(Prepared::Refused(refusal)) => note(file, &refusal, result),
                Err(error) => result.failed.push(format!("{error:#}")),
            }
            Ok(())
        })?;
        Ok(result)
    }

    /// Reads and imports a file.
    pub(crate) fn prepare_file(&self, path: &Path, overrides: &Overrides) -> Result<Prepared> {
        let bytes = read(path)?;
        let location = Location::File(settled(path)?);
        let name = name_of(&location);
        self.prepare(location, &name, &bytes, None, overrides)
    }

    /// Imports bytes that came from a place, unless the library has them already.
    pub(crate) fn prepare(
        &self,
        location: Location,
        name: &str,
        bytes: &[u8],
        media_type: Option<&str>,
        overrides: &Overrides,
    ) -> Result<Prepared> {
        let revision = RevisionId::of(bytes);
        let known = self.store.known(&location, revision)?;
        let given = match &known {
            Some(known) => together(overrides, &known.given),
            None => overrides.clone(),
        };
        if let Some(known) = known
            && known.revision == revision
            && known.given == given
            && known.importer >= IMPORTER_VERSION
            && !known.removed
            && !known.brought
        {
            return Ok(Prepared::Known(Added { id: known.id, outcome: Outcome::Unchanged }));
        }
        let payload = Payload::new(bytes, name, &given).with_media_type(media_type);
        let document = match import(&payload) {
            Ok(document) => document,
            Err(refusal) => return Ok(Prepared::Refused(refusal)),
        };
        let incoming = Incoming::new(location, name, bytes, IMPORTER_VERSION, document, given)?
            .with_media_type(media_type.map(str::to_owned));
        Ok(Prepared::Ready(Box::new(incoming)))
    }
}

/// Notes that a file in a folder is no article. Nothing is wrong with it unless it is one that cannot be
/// had.
pub(crate) fn note(file: &Path, refusal: &Refusal, result: &mut FolderAdded) {
    match refusal {
        Refusal::TooLarge { .. }
        | Refusal::TooMuch { .. }
        | Refusal::Encrypted { .. }
        | Refusal::Damaged { .. } => result.failed.push(refused(file, refusal).to_string()),
        _ => result.unsupported += 1,
    }
}

/// Visits every file in a folder and the folders in it, in the order of their names.
pub(crate) fn walk(
    folder: &Path,
    result: &mut FolderAdded,
    visit: &mut dyn FnMut(&Path, &mut FolderAdded) -> Result<()>,
) -> Result<()> {
    let mut open: Vec<Entry> = entries(folder)?;
    open.reverse();
    while let Some(entry) = open.pop() {
        match entry {
            Entry::File(path) => visit(&path, result)?,
            Entry::Folder(path) => match entries(&path) {
                Ok(inner) => open.extend(inner.into_iter().rev()),
                Err(error) => result.failed.push(format!("{error:#}")),
            },
        }
    }
    Ok(())
}

/// What the user says now goes before what was said before, which stays.
fn together(now: &Overrides, before: &Overrides) -> Overrides {
    Overrides {
        title: now.title.clone().or_else(|| before.title.clone()),
        published: now.published.or(before.published),
        language: now.language.clone().or_else(|| before.language.clone()),
    }
}
