//! Revisions: every state in which a document was fetched, and the texts that the user's notes were taken in.
//!
//! A revision and its text stay when a newer one comes. A text that another importer's takes the place of stays too
//! where the user has said anything of its document, for anchors point into it.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::anchor::Anchor;
use crate::document::{Block, BlockKind, Document, DocumentId, Metadata, RevisionId};
use crate::store::codec::{compress, decode_document, expand, read_anchor, timestamp};
use crate::store::error::{Error, Fault};
use crate::store::store::Store;
use crate::text::segment::trimmed;
use crate::text::{ContentHash, TextSize};

/// A state in which a document was fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Which it is.
    pub id: RevisionId,
    /// When these bytes were last fetched.
    pub fetched: Timestamp,
    /// How many bytes they are.
    pub size: u64,
    /// Whether it is the one that the document is shown in.
    pub current: bool,
}

/// When and in which revision a document was last read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastReading {
    /// Where it was left.
    pub anchor: Anchor,
    /// When.
    pub at: Timestamp,
}

impl Store {
    /// Returns the revisions of a document, the newest first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn revisions(&self, document: DocumentId) -> Result<Vec<Revision>, Error> {
        self.read(|connection| {
            let sql = "SELECT hash, fetched, size, revisions.number = documents.revision
                       FROM documents JOIN revisions ON revisions.document = documents.number
                       WHERE documents.id = ?1 ORDER BY 4 DESC, fetched DESC, revisions.number DESC";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([document.as_bytes()], |row| {
                Ok(Revision {
                    id: RevisionId::from_hash(ContentHash::from_bytes(row.get(0)?)),
                    fetched: timestamp(row.get(1)?),
                    size: u64::try_from(row.get::<_, i64>(2)?).unwrap_or_default(),
                    current: row.get(3)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Returns the text of a revision as the newest importer that read it made it; `None` if there is no such
    /// revision.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn text_of_revision(
        &self,
        document: DocumentId,
        revision: RevisionId,
    ) -> Result<Option<Document>, Error> {
        Ok(self.texts_of_revision(document, revision)?.into_iter().next())
    }

    /// Returns every text that there is of a revision: the one in use, then those that were kept, the newest
    /// first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn texts_of_revision(
        &self,
        document: DocumentId,
        revision: RevisionId,
    ) -> Result<Vec<Document>, Error> {
        self.read(|connection| {
            let sql = "SELECT texts.text, parts FROM documents
                       JOIN revisions ON revisions.document = documents.number
                       JOIN texts ON texts.revision = revisions.number
                       WHERE documents.id = ?1 AND hash = ?2";
            let mut statement = connection.prepare_cached(sql)?;
            let key = (document.as_bytes(), revision.hash().as_bytes());
            let used = statement.query_row(key, |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            let mut found: Vec<_> = used
                .map(|(text, parts): (String, Vec<u8>)| whole(text, &parts))
                .into_iter()
                .collect();
            let sql = "SELECT kept_texts.text, kept_texts.size, parts FROM documents
                       JOIN revisions ON revisions.document = documents.number
                       JOIN kept_texts ON kept_texts.revision = revisions.number
                       WHERE documents.id = ?1 AND hash = ?2 ORDER BY kept_texts.number DESC";
            let mut statement = connection.prepare_cached(sql)?;
            let columns = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            for row in statement.query_map(key, columns)? {
                let (text, size, parts): (Vec<u8>, i64, Vec<u8>) = row?;
                let text = String::from_utf8(expand(&text, size)?)
                    .map_err(|_| Fault::Unreadable("a kept text"))?;
                found.push(whole(text, &parts));
            }
            Ok(found)
        })
    }

    /// Returns the text in which a passage was taken, where it is kept.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn text_of_anchor(
        &self,
        document: DocumentId,
        anchor: &Anchor,
    ) -> Result<Option<Document>, Error> {
        let texts = self.texts_of_revision(document, anchor.revision)?;
        Ok(texts.into_iter().find(|text| anchor.fits(text.text())))
    }

    /// Returns when and where a document was last read; `None` if it never was.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn last_reading(&self, document: DocumentId) -> Result<Option<LastReading>, Error> {
        self.read(|connection| {
            let sql = "SELECT anchor, saved FROM positions WHERE document = ?1";
            let mut statement = connection.prepare_cached(sql)?;
            let columns = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
            let row: Option<(String, i64)> =
                statement.query_row([document.as_bytes()], columns).optional()?;
            row.map(|(anchor, saved)| {
                Ok(LastReading { anchor: read_anchor(&anchor)?, at: timestamp(saved) })
            })
            .transpose()
        })
    }
}

/// Keeps the text of a revision that is about to be replaced by another, if anything the user said may point into it.
pub(crate) fn keep_text(
    connection: &Connection,
    revision: i64,
    replaced_by: &str,
) -> Result<(), Fault> {
    let sql = "SELECT texts.importer, digest, parts, text FROM texts
               JOIN revisions ON revisions.number = texts.revision
               JOIN documents ON documents.number = revisions.document
               WHERE texts.revision = ?1 AND texts.text <> ?2
               AND (documents.bookmarks > 0
                   OR EXISTS (SELECT 1 FROM marks WHERE document = documents.id)
                   OR EXISTS (SELECT 1 FROM global_marks WHERE document = documents.id)
                   OR EXISTS (SELECT 1 FROM verdicts WHERE document = documents.id)
                   OR EXISTS (SELECT 1 FROM mismatches WHERE document = documents.id)
                   OR EXISTS (SELECT 1 FROM positions WHERE document = documents.id)
                   OR EXISTS (SELECT 1 FROM changes
                              WHERE document = documents.id AND kind = 'bookmark'))";
    let mut statement = connection.prepare_cached(sql)?;
    let columns = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    let going: Option<(u16, [u8; 32], Vec<u8>, String)> =
        statement.query_row((revision, replaced_by), columns).optional()?;
    let Some((importer, digest, parts, text)) = going else { return Ok(()) };
    let sql = "INSERT INTO kept_texts (revision, importer, digest, parts, size, text)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (revision, digest) DO NOTHING";
    let size = i64::try_from(text.len()).unwrap_or(i64::MAX);
    let row = (revision, importer, digest, parts, size, compress(text.as_bytes()));
    connection.prepare_cached(sql)?.execute(row)?;
    Ok(())
}

/// Puts a text together with its parts; where these cannot be read any more, with its paragraphs.
fn whole(text: String, parts: &[u8]) -> Document {
    decode_document(text.clone(), parts).unwrap_or_else(|| in_paragraphs(text))
}

fn in_paragraphs(text: String) -> Document {
    let mut start = TextSize::from(0);
    let mut blocks = Vec::new();
    for paragraph in text.split_inclusive("\n\n") {
        let found = trimmed(paragraph, start);
        blocks.extend(found.map(|range| Block::new(BlockKind::Paragraph, range)));
        start += TextSize::of(paragraph);
    }
    let document = Document::new(text, blocks, Metadata::default(), Vec::new());
    document.expect("invariant: paragraphs stand in order within their text")
}
