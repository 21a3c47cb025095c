//! Incoming: a document made ready to be stored, and how it becomes a new one or a new revision.
//!
//! Making it ready costs time and needs no store, so that it can happen on another thread; putting
//! it into the store is one short transaction.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::document::{Document, DocumentId, RevisionId, TitleOrigin};
use crate::import::Overrides;
use crate::source::Location;
use crate::store::changes::{change, record};
use crate::store::codec::{
    compress, digest, encode_parts, location_key, nanoseconds, title_origin_name,
};
use crate::store::documents::{known, revived, set_fetched};
use crate::store::entities::forget_entities;
use crate::store::entry::Extent;
use crate::store::error::{Error, Fault};
use crate::store::index::{IndexText, put_index};
use crate::store::revisions::keep_text;
use crate::store::state::State;
use crate::store::store::Store;
use crate::store::waiting::attach_row;

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
    media_type: Option<String>,
    extent: Extent,
    index: IndexText,
}

/// How a new document comes into the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// By itself.
    Alone,
    /// With a feed that says when it was published, by which those that come at once are ordered.
    Feed {
        /// When it was published.
        published: Option<Timestamp>,
    },
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
        let index = IndexText::new(&title, document.text(), document.metadata(), &location);
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
            media_type: None,
            extent: Extent::Whole,
            index,
        })
    }

    /// Says what media type the server gave the bytes.
    #[must_use]
    pub fn with_media_type(self, media_type: Option<String>) -> Self {
        Self { media_type, ..self }
    }

    /// Says how much of the article it is.
    #[must_use]
    pub fn with_extent(self, extent: Extent) -> Self {
        Self { extent, ..self }
    }

    /// Returns where it comes from.
    pub const fn location(&self) -> &Location {
        &self.location
    }

    /// Returns its text.
    pub fn text(&self) -> &str {
        self.document.text()
    }

    /// Returns what names its text with its parts.
    pub(crate) const fn digest(&self) -> [u8; 32] {
        self.digest
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

    /// Remembers that the article of a document was fetched from its address, so that its feeds do not bring
    /// their text back, and makes what was fetched its text if it is given. Tells whether the text is another
    /// now.
    ///
    /// # Errors
    ///
    /// Fails if there is no such document or the store cannot be written.
    pub fn put_fetched(
        &self,
        id: DocumentId,
        fetched: Option<&Incoming>,
        now: Timestamp,
    ) -> Result<bool, Error> {
        self.write(|connection| {
            let (number, digest) = text_of(connection, id)?;
            let sql = "UPDATE documents SET summary = 0 WHERE number = ?1";
            connection.prepare_cached(sql)?.execute([number])?;
            set_fetched(connection, number)?;
            match fetched {
                Some(incoming) => {
                    revise(connection, number, incoming, now)?;
                    Ok(incoming.digest != digest)
                }
                None => Ok(false),
            }
        })
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
        let (id, _) = insert(connection, incoming, &incoming.location, Origin::Alone, now)?;
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
    hold(connection, number)?;
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

/// Keeps what the user added from being taken away or replaced by the feeds it also came with.
fn hold(connection: &Connection, document: i64) -> Result<(), Fault> {
    let sql = "UPDATE documents SET brought = 0 WHERE number = ?1";
    connection.prepare_cached(sql)?.execute([document])?;
    set_fetched(connection, document)
}

/// Makes a new document at a place that is free.
pub(crate) fn insert(
    connection: &Connection,
    incoming: &Incoming,
    location: &Location,
    origin: Origin,
    now: Timestamp,
) -> Result<(DocumentId, i64), Fault> {
    let (kind, key) = location_key(location, incoming.revision);
    if let Some((id, number)) = revived(connection, kind, &key)? {
        revise(connection, number, incoming, now)?;
        return Ok((id, number));
    }
    let id = DocumentId::random()?;
    let (brought, rank) = match origin {
        Origin::Alone => (false, None),
        Origin::Feed { published } => (true, Some(rank(published, now))),
    };
    // Those that come at once are ordered by when they were published, then by number.
    let sql =
        "INSERT INTO documents (id, location_kind, location, title, title_origin, given, added,
                   brought, turn)
               SELECT ?1, ?2, ?3, '', '', '', ?4, ?5,
                   CASE WHEN ?6 IS NULL THEN next ELSE (?6 << 20) | (next & 1048575) END
               FROM (SELECT 1 + ifnull(max(number), 0) AS next FROM documents)";
    let row = (id.as_bytes(), kind, key, nanoseconds(now), brought, rank);
    connection.prepare_cached(sql)?.execute(row)?;
    let number = connection.last_insert_rowid();
    revise(connection, number, incoming, now)?;
    Ok((id, number))
}

/// Returns the second of publication; what has none, or one that is yet to come, is published now.
fn rank(published: Option<Timestamp>, now: Timestamp) -> i64 {
    published.map_or(now, |published| published.min(now)).as_second().max(0)
}

/// Makes what comes in the current revision of a document.
pub(crate) fn revise(
    connection: &Connection,
    document: i64,
    incoming: &Incoming,
    now: Timestamp,
) -> Result<(), Fault> {
    let before = digest_of(connection, document)?;
    let revision = put_revision(connection, document, incoming, now)?;
    let kept = put_text(connection, revision, incoming)?;
    if before.is_some_and(|before| before != incoming.digest) || kept == Kept::Anew {
        forget_entities(connection, document)?;
    }
    let metadata = incoming.document.metadata();
    let given = serde_json::to_string(&incoming.given)
        .map_err(|_| Fault::Unreadable("what is said of an article"))?;
    let sql = "UPDATE documents SET revision = :revision, title = :title, title_origin = :origin,
                   site = :site, byline = :byline, published = :published, language = :language,
                   given = :given, summary = :summary
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
        ":summary": incoming.extent == Extent::Summary,
        ":document": document,
    })?;
    put_index(connection, document, &incoming.index)?;
    attach_row(connection, document, now)
}

/// Returns the number of a document and what names its text.
fn text_of(connection: &Connection, id: DocumentId) -> Result<(i64, [u8; 32]), Fault> {
    let sql = "SELECT documents.number, digest FROM documents
               JOIN texts ON texts.revision = documents.revision WHERE documents.id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let row = statement.query_row([id.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)));
    row.optional()?.ok_or(Fault::NoDocument(id))
}

/// Returns what names the current text of a document, if it has one.
fn digest_of(connection: &Connection, document: i64) -> Result<Option<[u8; 32]>, Fault> {
    let sql = "SELECT digest FROM documents
               JOIN texts ON texts.revision = documents.revision WHERE documents.number = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([document], |row| row.get(0)).optional()?)
}

/// Keeps the original bytes; the same bytes again are the same revision.
fn put_revision(
    connection: &Connection,
    document: i64,
    incoming: &Incoming,
    now: Timestamp,
) -> Result<i64, Fault> {
    let sql = "INSERT INTO revisions (document, hash, size, fetched, original, media_type)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)
               ON CONFLICT (document, hash) DO UPDATE SET fetched = ?4, media_type = ?6
               RETURNING number";
    let row = (
        document,
        incoming.revision.hash().as_bytes(),
        incoming.size,
        nanoseconds(now),
        &incoming.original,
        &incoming.media_type,
    );
    Ok(connection.prepare_cached(sql)?.query_row(row, |row| row.get(0))?)
}

/// Whether a text took the place of another of the same revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    /// It did, and what had been found in the other went with it.
    Anew,
    /// There was none, or the same.
    AsIs,
}

/// Keeps the text; what was found in another text of the same revision goes.
fn put_text(connection: &Connection, revision: i64, incoming: &Incoming) -> Result<Kept, Fault> {
    keep_text(connection, revision, incoming.document.text())?;
    let sql =
        "DELETE FROM texts WHERE revision = ?1 AND (digest <> ?2 OR importer <> ?3 OR parts <> ?4)";
    let same = (revision, incoming.digest, incoming.importer, &incoming.parts);
    let gone = connection.prepare_cached(sql)?.execute(same)?;
    let sql = "INSERT INTO texts (revision, importer, digest, parts, text)
               VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (revision) DO NOTHING";
    connection.prepare_cached(sql)?.execute((
        revision,
        incoming.importer,
        incoming.digest,
        &incoming.parts,
        incoming.document.text(),
    ))?;
    Ok(if gone > 0 { Kept::Anew } else { Kept::AsIs })
}

#[cfg(test)]
mod tests;
