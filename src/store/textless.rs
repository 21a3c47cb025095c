//! Documents that lost their texts, as a salvaged store has them, and how they have them again.

use jiff::Timestamp;
use rusqlite::OptionalExtension as _;

use crate::document::{DocumentId, RevisionId};
use crate::import::Overrides;
use crate::store::codec::expand;
use crate::store::entry::Extent;
use crate::store::error::{Error, Fault};
use crate::store::incoming::{Incoming, revise};
use crate::store::revisions::changed_kept_texts;
use crate::store::store::Store;
use crate::store::texts::is_whole;
use crate::text::ContentHash;

/// A document whose text was lost and whose original is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Textless {
    /// Which document.
    pub id: DocumentId,
    /// Its current revision.
    pub revision: RevisionId,
    /// What the user says of it.
    pub given: Overrides,
    /// How much of the article its text was.
    pub extent: Extent,
}

/// How many texts and originals are not what they were when they were stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Texts.
    pub texts: usize,
    /// Originals.
    pub originals: usize,
    /// Older texts that notes were taken in.
    pub older: usize,
}

impl Store {
    /// Compares every text (those kept for notes too) and every original with what names it, which no check of pages does.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn changed_content(&self) -> Result<Changed, Error> {
        self.read(|connection| {
            let mut changed = Changed::default();
            let mut statement = connection.prepare("SELECT text, parts, digest FROM texts")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let text = row.get_ref(0)?.as_bytes().map_err(|_| Fault::Unreadable("a text"))?;
                let whole = std::str::from_utf8(text).is_ok_and(|text| {
                    row.get(1).is_ok_and(|parts: Vec<u8>| {
                        row.get(2).is_ok_and(|digest| is_whole(text, &parts, &digest))
                    })
                });
                changed.texts += usize::from(!whole);
            }
            let mut statement = connection.prepare("SELECT original, size, hash FROM revisions")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let original: Vec<u8> = row.get(0)?;
                let bytes = expand(&original, row.get(1)?);
                let hash = ContentHash::from_bytes(row.get(2)?);
                let whole = bytes.is_ok_and(|bytes| ContentHash::of(&bytes) == hash);
                changed.originals += usize::from(!whole);
            }
            changed.older = changed_kept_texts(connection)?;
            Ok(changed)
        })
    }

    /// Returns the documents without a text: those whose original is left, and how many have none.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn textless(&self) -> Result<(Vec<Textless>, usize), Error> {
        self.read(|connection| {
            let sql = "SELECT documents.id, hash, given, summary FROM documents
                       JOIN revisions ON revisions.number = documents.revision
                       WHERE NOT EXISTS (SELECT 1 FROM texts WHERE revision = revisions.number)";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([], |row| {
                Ok(Textless {
                    id: DocumentId::from_bytes(row.get(0)?),
                    revision: RevisionId::from_hash(ContentHash::from_bytes(row.get(1)?)),
                    given: serde_json::from_str(&row.get::<_, String>(2)?).unwrap_or_default(),
                    extent: if row.get(3)? { Extent::Summary } else { Extent::Whole },
                })
            })?;
            let textless = rows.collect::<Result<_, _>>()?;
            let sql = "SELECT count(*) FROM documents WHERE revision IS NULL";
            let lost: i64 = connection.query_row(sql, [], |row| row.get(0))?;
            Ok((textless, usize::try_from(lost).unwrap_or(0)))
        })
    }

    /// Makes what was imported anew from the original the text of a document that lost its own.
    ///
    /// # Errors
    ///
    /// Fails if there is no such document or the store cannot be written.
    pub fn put_lost(
        &self,
        id: DocumentId,
        incoming: &Incoming,
        now: Timestamp,
    ) -> Result<(), Error> {
        self.write(|connection| {
            let sql = "SELECT number FROM documents WHERE id = ?1";
            let mut statement = connection.prepare_cached(sql)?;
            let number = statement.query_row([id.as_bytes()], |row| row.get(0)).optional()?;
            revise(connection, number.ok_or(Fault::NoDocument(id))?, incoming, now)
        })
    }
}
