//! Revisions: every state in which a document was fetched, and the texts that the user's notes were taken in.
//!
//! A revision and its text stay when a newer one comes. A text that another importer's takes the place of stays too
//! where the user has said anything of its document, for anchors point into it.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::anchor::Anchor;
use crate::document::{Block, BlockKind, Document, DocumentId, Metadata, RevisionId};
use crate::store::codec::{compress, decode_document, digest, expand, read_anchor, timestamp};
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
        self.read(|connection| texts_of_revision(connection, document, revision)?.find(|_| true))
    }

    /// Returns the text in which a passage was taken, where it is kept.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read, or the text is damaged.
    pub fn text_of_anchor(
        &self,
        document: DocumentId,
        anchor: &Anchor,
    ) -> Result<Option<Document>, Error> {
        self.read(|connection| {
            let texts = texts_of_revision(connection, document, anchor.revision)?;
            texts.find(|text| anchor.fits(text.text()))
        })
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

/// The texts that there are of a revision.
pub(crate) struct Texts {
    /// The one in use, then those that were kept, the newest first.
    pub(crate) whole: Vec<Document>,
    /// Whether there is one that is damaged.
    damaged: bool,
}

impl Texts {
    /// Finds the first that is wanted; if none is, and one is damaged, that may be it.
    fn find(self, wanted: impl Fn(&Document) -> bool) -> Result<Option<Document>, Fault> {
        match self.whole.into_iter().find(|text| wanted(text)) {
            None if self.damaged => Err(Fault::Unreadable(KEPT)),
            found => Ok(found),
        }
    }
}

/// Returns every text that there is of a revision.
pub(crate) fn texts_of_revision(
    connection: &Connection,
    document: DocumentId,
    revision: RevisionId,
) -> Result<Texts, Fault> {
    let sql = "SELECT texts.text, parts FROM documents
               JOIN revisions ON revisions.document = documents.number
               JOIN texts ON texts.revision = revisions.number
               WHERE documents.id = ?1 AND hash = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let key = (document.as_bytes(), revision.hash().as_bytes());
    let used = statement.query_row(key, |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let mut texts = Texts {
        whole: used
            .map(|(text, parts): (String, Vec<u8>)| whole(text, &parts))
            .into_iter()
            .collect(),
        damaged: false,
    };
    let sql = "SELECT kept_texts.text, kept_texts.size, parts FROM documents
               JOIN revisions ON revisions.document = documents.number
               JOIN kept_texts ON kept_texts.revision = revisions.number
               WHERE documents.id = ?1 AND hash = ?2 ORDER BY kept_texts.number DESC";
    let mut statement = connection.prepare_cached(sql)?;
    let columns = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    for row in statement.query_map(key, columns)? {
        let (text, size, parts): (Vec<u8>, i64, Vec<u8>) = row?;
        match kept_text(&text, size) {
            Ok(text) => texts.whole.push(whole(text, &parts)),
            Err(_) => texts.damaged = true,
        }
    }
    Ok(texts)
}

/// What a kept text is called where it cannot be read.
const KEPT: &str = "an older text of an article";

/// Expands a kept text.
fn kept_text(text: &[u8], size: i64) -> Result<String, Fault> {
    let bytes = expand(text, size).map_err(|_| Fault::Unreadable(KEPT))?;
    String::from_utf8(bytes).map_err(|_| Fault::Unreadable(KEPT))
}

/// Returns how many of the kept texts are not what they were.
pub(crate) fn changed_kept_texts(connection: &Connection) -> Result<usize, Fault> {
    let mut statement =
        connection.prepare("SELECT kept_texts.text, size, digest, parts FROM kept_texts")?;
    let mut rows = statement.query([])?;
    let mut changed = 0;
    while let Some(row) = rows.next()? {
        let (text, parts): (Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(3)?);
        let was: [u8; 32] = row.get(2)?;
        let is_whole = kept_text(&text, row.get(1)?).is_ok_and(|text| digest(&text, &parts) == was);
        changed += usize::from(!is_whole);
    }
    Ok(changed)
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
                   OR EXISTS (SELECT 1 FROM bookmarks WHERE bookmarks.revision = revisions.hash)
                   OR EXISTS (SELECT 1 FROM changes WHERE document = documents.id
                              AND kind IN ('bookmark', 'bookmarks'))
                   OR EXISTS (SELECT 1 FROM changes
                              WHERE document IS NULL AND kind = 'bookmarks'
                              AND (instr(before, lower(hex(documents.id))) > 0
                                  OR instr(after, lower(hex(documents.id))) > 0)))";
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

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use crate::document::DocumentId;
    use crate::import::Overrides;
    use crate::search::Query;
    use crate::source::Location;
    use crate::store::incoming::Incoming;
    use crate::store::kept::{Edge, KeptOrder, KeptQuery, Standing, Way, Whose};
    use crate::store::sample::{at, bookmark, document, put, store};
    use crate::store::store::Store;

    const TEXT: &str = "some words of a text that is long enough to be kept";

    /// Has a newer importer read the same bytes as another text.
    fn read_anew(store: &Store, id: DocumentId, address: &str, text: &str, importer: u16) {
        let place = Location::Url(address.to_owned());
        let given = Overrides::default();
        let bytes = TEXT.as_bytes();
        let incoming =
            Incoming::new(place, address, bytes, importer, document(text), given).unwrap();
        store.put_anew(id, &incoming, at(9)).unwrap();
    }

    #[test]
    fn a_text_is_kept_as_long_as_any_note_was_taken_in_it() {
        let (_folder, store) = store();
        let [one, other, never] = ["1", "2", "3"].map(|address| put(&store, address, TEXT).id);
        let notes = [bookmark(1, one, TEXT, "one"), bookmark(2, other, TEXT, "other")];
        for note in &notes {
            store.keep(note, at(1)).unwrap();
        }
        // Dropped together they are one change of no single article.
        store.drop_bookmarks(&notes.clone().map(|note| note.id), at(2)).unwrap();
        for (id, address) in [(one, "1"), (other, "2"), (never, "3")] {
            read_anew(&store, id, address, "another reading", 2);
        }
        store.undo().unwrap();
        for note in &notes {
            let text = store.text_of_anchor(note.document, &note.anchor).unwrap();
            assert_eq!(text.map(|text| text.text().to_owned()).as_deref(), Some(TEXT));
        }
        let kept = |connection: &Connection| {
            Ok(connection.query_row("SELECT count(*) FROM kept_texts", [], |row| row.get(0))?)
        };
        let count: i64 = store.read(kept).unwrap();
        assert_eq!(count, 2, "what nobody took a note in goes");
    }

    #[test]
    fn a_damaged_older_text_fails_alone_and_is_told() {
        let (_folder, store) = store();
        let id = put(&store, "1", TEXT).id;
        let note = bookmark(1, id, TEXT, "one");
        store.keep(&note, at(1)).unwrap();
        let later = format!("Later: {TEXT}");
        read_anew(&store, id, "1", &later, 2);
        assert_eq!(store.changed_content().unwrap().older, 0);
        let damage = |connection: &Connection| {
            Ok(connection.execute("UPDATE kept_texts SET text = x'00'", [])?)
        };
        store.write(damage).unwrap();
        assert_eq!(store.changed_content().unwrap().older, 1);
        let message = store.text_of_anchor(id, &note.anchor).unwrap_err().to_string();
        assert!(message.contains("older text"), "{message}");
        let whose = Whose::Library;
        let (asked, order, way) = (Query::default(), KeptOrder::Place, Way::Usual);
        let query = KeptQuery { whose, asked, order, way };
        let page = store.kept_page(&query, &Edge::First, 9, at(2)).unwrap();
        let Standing::There(found) = page.rows[0].standing else { panic!("{page:?}") };
        assert!(found.range().is_some_and(|range| &later[range] == "som"), "{found:?}");
    }
}
