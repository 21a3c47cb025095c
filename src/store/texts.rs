//! Texts and originals: what a document says, whole or a stretch of it, and the bytes it came as.

use std::io::{Read, Seek, SeekFrom};

use rusqlite::types::FromSqlError;
use rusqlite::{Connection, MAIN_DB, OptionalExtension, Row};

use crate::document::{Document, DocumentId, RevisionId};
use crate::store::codec::{decode_document, digest, encode_parts, expand};
use crate::store::entry::Extent;
use crate::store::error::{Error, Fault};
use crate::store::store::Store;
use crate::text::{ContentHash, TextRange};

/// Names one text exactly, with its blocks and metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextDigest([u8; 32]);

impl TextDigest {
    /// Names the text of a document in memory.
    pub fn of(document: &Document) -> Self {
        let parts = encode_parts(document).unwrap_or_default();
        Self(digest(document.text(), &parts))
    }
}

/// The current text of a document, as it was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredText {
    /// Which revision it is of.
    pub revision: RevisionId,
    /// Which importer made it.
    pub importer: u16,
    /// Which text it is.
    pub digest: TextDigest,
    /// The document; `None` if another version of the program wrote its parts.
    pub document: Option<Document>,
    /// How much of the article it is.
    pub extent: Extent,
}

/// The bytes that a revision came as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The media type and its parameters, as the server gave them.
    pub media_type: Option<String>,
}

impl Store {
    /// Returns the current text of a document.
    ///
    /// # Errors
    ///
    /// Fails if there is no such document or the store cannot be read.
    pub fn text(&self, id: DocumentId) -> Result<StoredText, Error> {
        self.read(|connection| {
            let sql = "SELECT hash, importer, parts, text, digest, summary
                       FROM documents JOIN revisions ON revisions.number = documents.revision
                       JOIN texts ON texts.revision = revisions.number WHERE documents.id = ?1";
            let mut statement = connection.prepare_cached(sql)?;
            let stored = statement.query_row([id.as_bytes()], |row| {
                let parts: Vec<u8> = row.get(2)?;
                Ok(StoredText {
                    revision: RevisionId::from_hash(ContentHash::from_bytes(row.get(0)?)),
                    importer: row.get(1)?,
                    digest: TextDigest(row.get(4)?),
                    document: decode_document(text(row, 3)?, &parts),
                    extent: if row.get(5)? { Extent::Summary } else { Extent::Whole },
                })
            });
            stored.optional()?.ok_or(Fault::NoDocument(id))
        })
    }

    /// Returns a stretch of the current text of a document, without reading the rest; `None` if the text
    /// has no such range.
    ///
    /// # Errors
    ///
    /// Fails if there is no such document or the store cannot be read.
    pub fn text_range(&self, id: DocumentId, range: TextRange) -> Result<Option<String>, Error> {
        self.read(|connection| {
            let (number, _) = current(connection, id)?;
            let mut blob = connection.blob_open(MAIN_DB, c"texts", c"text", number, true)?;
            if usize::from(range.end()) > blob.len() {
                return Ok(None);
            }
            let mut bytes = vec![0; usize::from(range.len())];
            blob.seek(SeekFrom::Start(u64::from(u32::from(range.start()))))
                .and_then(|_| blob.read_exact(&mut bytes))
                .map_err(|_| Fault::Unreadable("a text"))?;
            Ok(String::from_utf8(bytes).ok())
        })
    }

    /// Returns what a revision of a document came as; `None` if there is no such revision.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn original(
        &self,
        id: DocumentId,
        revision: RevisionId,
    ) -> Result<Option<Original>, Error> {
        self.read(|connection| {
            let sql = "SELECT original, size, media_type FROM revisions
                       JOIN documents ON documents.number = revisions.document
                       WHERE documents.id = ?1 AND hash = ?2";
            let mut statement = connection.prepare_cached(sql)?;
            let found = statement
                .query_row((id.as_bytes(), revision.hash().as_bytes()), |row| {
                    Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?, row.get(2)?))
                })
                .optional()?;
            found
                .map(|(compressed, size, media_type)| {
                    Ok(Original { bytes: expand(&compressed, size)?, media_type })
                })
                .transpose()
        })
    }
}

/// Tells whether a text and its parts are what they were when their digest was made.
pub(crate) fn is_whole(text: &str, parts: &[u8], made: &[u8; 32]) -> bool {
    digest(text, parts) == *made
}

/// Reads a text, checking a long one many times faster than a column that is read as text.
fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    let value = row.get_ref(column)?;
    let bytes = value.as_bytes()?;
    let text = simdutf8::basic::from_utf8(bytes)
        .map_err(|_| rusqlite::Error::from(FromSqlError::InvalidType))?;
    Ok(text.to_owned())
}

/// Returns the number and the digest of a document's current text.
pub(crate) fn current(connection: &Connection, id: DocumentId) -> Result<(i64, TextDigest), Fault> {
    let sql = "SELECT texts.number, digest FROM documents
               JOIN texts ON texts.revision = documents.revision WHERE documents.id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let row =
        statement.query_row([id.as_bytes()], |row| Ok((row.get(0)?, TextDigest(row.get(1)?))));
    row.optional()?.ok_or(Fault::NoDocument(id))
}
