//! Incoming: a document made ready to be stored, and how it becomes a new one or a new revision.
//!
//! Making it ready costs time and needs no store, so that it can happen on another thread; putting
//! it into the store is one short transaction.

use jiff::Timestamp;
use rusqlite::{Connection, named_params};

use crate::document::{Document, DocumentId, RevisionId, TitleOrigin};
use crate::import::Overrides;
use crate::source::Location;
use crate::store::changes::{State, change, record};
use crate::store::codec::{
    compress, digest, encode_parts, location_key, nanoseconds, title_origin_name,
};
use crate::store::documents::known;
use crate::store::error::{Error, Fault};
use crate::store::store::Store;

/// What became of something that was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    /// The document it is now.
    pub id: DocumentId,
    /// What adding it did.
    pub outcome: Outcome,
}

/// What adding did to the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// There is a new document.
    New,
    /// The document was there with the same bytes; nothing changed.
    Unchanged,
    /// The document was there; it has a new revision, or what the user says of it has changed.
    Revised,
    /// The document had been removed; it is back, with its notes.
    Restored,
}

/// Whether the user can take the adding of a document back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Logged {
    /// The user added it.
    Yes,
    /// The program did.
    No,
}

/// A document made ready to be stored.
#[derive(Clone, Debug)]
pub struct Incoming {
    location: Location,
    revision: RevisionId,
    size: i64,
    original: Vec<u8>,
    importer: u16,
    given: Overrides,
    document: Document,
    parts: Vec<u8>,
    digest: [u8; 32],
    title: String,
    title_origin: TitleOrigin,
}

impl Incoming {
    /// Makes a document ready: its place, its original bytes, what the importer of that version made of
    /// them, and what the user said of it. A document without a title is called by its name.
    ///
    /// # Errors
    ///
    /// Fails if the document cannot be written as a part.
    pub fn new(
        location: Location,
        name: &str,
        bytes: &[u8],
        importer: u16,
        document: Document,
        given: Overrides,
    ) -> Result<Self, Error> {
        let parts =
            encode_parts(&document).map_err(|fault| fault.at(std::path::Path::new(name)))?;
        let digest = digest(document.text(), &parts);
        let (title, title_origin) = match &document.metadata().title {
            Some(title) if !title.text.trim().is_empty() => (title.text.clone(), title.origin),
            _ => (label(name), TitleOrigin::Derived),
        };
        Ok(Self {
            location,
            revision: RevisionId::of(bytes),
            size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            original: compress(bytes),
            importer,
            given,
            parts,
            digest,
            document,
            title,
            title_origin,
        })
    }
}

/// Calls a document by the last part of its file name or address.
fn label(name: &str) -> String {
    let last = name.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or(name);
    if last.trim().is_empty() { "untitled".to_owned() } else { last.to_owned() }
}

impl Store {
    /// Puts a document into the store: a new one, a new revision of the one from the same place, or nothing
    /// if that has the same text already. A removed one comes back.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn put(&self, incoming: &Incoming, logged: Logged, now: Timestamp) -> Result<Added, Error> {
        self.write(|connection| put(connection, incoming, logged, now))
    }

    /// Replaces the text of a document's current revision by what another importer made of the same bytes;
    /// does nothing if the revision is another by now.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn put_anew(
        &self,
        id: DocumentId,
        incoming: &Incoming,
        now: Timestamp,
    ) -> Result<(), Error> {
        self.write(|connection| match known(connection, &incoming.location, incoming.revision)? {
            Some((known, number)) if known.id == id && known.revision == incoming.revision => {
                revise(connection, number, incoming, now)
            }
            _ => Ok(()),
        })
    }
}

fn put(
    connection: &Connection,
    incoming: &Incoming,
    logged: Logged,
    now: Timestamp,
) -> Result<Added, Fault> {
    let Some((known, number)) = known(connection, &incoming.location, incoming.revision)? else {
        let id = insert(connection, incoming, now)?;
        if logged == Logged::Yes {
            record(connection, &State::Present(id, false), &State::Present(id, true), now)?;
        }
        return Ok(Added { id, outcome: Outcome::New });
    };
    let same = known.revision == incoming.revision
        && known.importer == incoming.importer
        && known.given == incoming.given;
    if !same {
        revise(connection, number, incoming, now)?;
    }
    let outcome = if known.removed {
        change(connection, &State::Present(known.id, true), now)?;
        Outcome::Restored
    } else if known.revision == incoming.revision && known.given == incoming.given {
        Outcome::Unchanged
    } else {
        Outcome::Revised
    };
    Ok(Added { id: known.id, outcome })
}

fn insert(
    connection: &Connection,
    incoming: &Incoming,
    now: Timestamp,
) -> Result<DocumentId, Fault> {
    let id = DocumentId::random()?;
    let (kind, key) = location_key(&incoming.location, incoming.revision);
    let sql =
        "INSERT INTO documents (id, location_kind, location, title, title_origin, given, added,
                   turn)
               VALUES (?1, ?2, ?3, '', '', '', ?4,
                   (SELECT 1 + ifnull(max(number), 0) FROM documents))";
    connection.prepare_cached(sql)?.execute((id.as_bytes(), kind, key, nanoseconds(now)))?;
    revise(connection, connection.last_insert_rowid(), incoming, now)?;
    Ok(id)
}

/// Makes what comes in the current revision of a document.
fn revise(
    connection: &Connection,
    document: i64,
    incoming: &Incoming,
    now: Timestamp,
) -> Result<(), Fault> {
    let revision = put_revision(connection, document, incoming, now)?;
    put_text(connection, revision, incoming)?;
    let metadata = incoming.document.metadata();
    let given = serde_json::to_string(&incoming.given)
        .map_err(|_| Fault::Unreadable("what is said of an article"))?;
    let sql = "UPDATE documents SET revision = :revision, title = :title, title_origin = :origin,
                   site = :site, byline = :byline, published = :published, language = :language,
                   given = :given
               WHERE number = :document";
    connection.prepare_cached(sql)?.execute(named_params! {
        ":revision": revision,
        ":title": incoming.title,
        ":origin": title_origin_name(incoming.title_origin),
        ":site": metadata.site,
        ":byline": metadata.byline,
        ":published": metadata.published.map(|date| date.to_string()),
        ":language": metadata.language,
        ":given": given,
        ":document": document,
    })?;
    Ok(())
}

/// Keeps the original bytes; the same bytes again are the same revision.
fn put_revision(
    connection: &Connection,
    document: i64,
    incoming: &Incoming,
    now: Timestamp,
) -> Result<i64, Fault> {
    let sql = "INSERT INTO revisions (document, hash, size, fetched, original)
               VALUES (?1, ?2, ?3, ?4, ?5)
               ON CONFLICT (document, hash) DO UPDATE SET fetched = ?4 RETURNING number";
    let row = (
        document,
        incoming.revision.hash().as_bytes(),
        incoming.size,
        nanoseconds(now),
        &incoming.original,
    );
    Ok(connection.prepare_cached(sql)?.query_row(row, |row| row.get(0))?)
}

/// Keeps the text; what was found in another text of the same revision goes.
fn put_text(connection: &Connection, revision: i64, incoming: &Incoming) -> Result<(), Fault> {
    let sql =
        "DELETE FROM texts WHERE revision = ?1 AND (digest <> ?2 OR importer <> ?3 OR parts <> ?4)";
    let same = (revision, incoming.digest, incoming.importer, &incoming.parts);
    connection.prepare_cached(sql)?.execute(same)?;
    let sql = "INSERT INTO texts (revision, importer, digest, parts, text)
               VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (revision) DO NOTHING";
    connection.prepare_cached(sql)?.execute((
        revision,
        incoming.importer,
        incoming.digest,
        &incoming.parts,
        incoming.document.text(),
    ))?;
    Ok(())
}

#[cfg(test)]
mod tests;
