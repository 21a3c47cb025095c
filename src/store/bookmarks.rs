//! Bookmarks: the passages the user keeps, whatever becomes of their documents.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::anchor::{Anchor, TextQuote};
use crate::bookmark::{Bookmark, BookmarkId, Label};
use crate::document::{DocumentId, RevisionId};
use crate::store::codec::{nanoseconds, timestamp};
use crate::store::error::{Error, Fault};
use crate::store::index::index_bookmark;
use crate::store::store::Store;
use crate::text::{ContentHash, TextRange, TextSize};

/// The columns of a bookmark, in the order in which [`bookmark_of`] reads them.
pub(crate) const FIELDS: &str =
    "bookmarks.id, bookmarks.document, bookmarks.title, bookmarks.revision, first, past, exact, prefix,
     suffix, note, tags, created, label, fact, changed";

impl Store {
    /// Returns the bookmarks of one document, or all, oldest first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn bookmarks(&self, document: Option<DocumentId>) -> Result<Vec<Bookmark>, Error> {
        self.read(|connection| {
            let (filter, parameter) = match &document {
                Some(id) => ("WHERE document = ?1", Some(id.as_bytes())),
                None => ("WHERE ?1 IS NULL", None),
            };
            let sql = format!("SELECT {FIELDS} FROM bookmarks {filter} ORDER BY created, number");
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map([parameter], bookmark_of)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

/// Returns one bookmark.
pub(crate) fn bookmark(connection: &Connection, id: BookmarkId) -> Result<Option<Bookmark>, Fault> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {FIELDS} FROM bookmarks WHERE id = ?1"))?;
    Ok(statement.query_row([id.as_bytes()], bookmark_of).optional()?)
}

/// Makes a bookmark what it is given as, or drops it.
pub(crate) fn set_bookmark(
    connection: &Connection,
    id: BookmarkId,
    bookmark: Option<&Bookmark>,
) -> Result<(), Fault> {
    let Some(bookmark) = bookmark else {
        connection
            .prepare_cached("DELETE FROM bookmarks WHERE id = ?1")?
            .execute([id.as_bytes()])?;
        return Ok(());
    };
    let Anchor { revision, position, quote } = &bookmark.anchor;
    let tags = serde_json::to_string(&bookmark.tags).map_err(|_| Fault::Unreadable("a tag"))?;
    let fact = bookmark.fact.as_ref().map(serde_json::to_string).transpose();
    let fact = fact.map_err(|_| Fault::Unreadable("a kept fact"))?;
    let sql =
        "INSERT INTO bookmarks (id, document, title, revision, first, past, exact, prefix, suffix,
                   note, tags, created, label, fact, changed)
               VALUES (:id, :document, :title, :revision, :first, :past, :exact, :prefix, :suffix,
                   :note, :tags, :created, :label, :fact, :changed)
               ON CONFLICT (id) DO UPDATE SET title = :title, revision = :revision, first = :first,
                   past = :past, exact = :exact, prefix = :prefix, suffix = :suffix, note = :note,
                   tags = :tags, created = :created, label = :label, fact = :fact,
                   changed = :changed";
    connection.prepare_cached(sql)?.execute(named_params! {
        ":id": id.as_bytes(),
        ":document": bookmark.document.as_bytes(),
        ":title": bookmark.title,
        ":revision": revision.hash().as_bytes(),
        ":first": u32::from(position.start()),
        ":past": u32::from(position.end()),
        ":exact": quote.exact,
        ":prefix": quote.prefix,
        ":suffix": quote.suffix,
        ":note": bookmark.note,
        ":tags": tags,
        ":created": nanoseconds(bookmark.created),
        ":label": bookmark.label.map(Label::name),
        ":fact": fact,
        ":changed": bookmark.changed.map(nanoseconds),
    })?;
    index_bookmark(connection, bookmark)
}

/// Makes a bookmark what it is given as, also where it belongs to another document than before.
pub(crate) fn replace_bookmark(
    connection: &Connection,
    id: BookmarkId,
    bookmark: Option<&Bookmark>,
) -> Result<(), Fault> {
    if let Some(after) = bookmark
        && self::bookmark(connection, id)?.is_some_and(|before| before.document != after.document)
    {
        set_bookmark(connection, id, None)?;
    }
    set_bookmark(connection, id, bookmark)
}

/// Tells what is kept now under some identities.
pub(crate) fn bookmarks_now(
    connection: &Connection,
    asked: &[(BookmarkId, Option<Bookmark>)],
) -> Result<Vec<(BookmarkId, Option<Bookmark>)>, Fault> {
    asked.iter().map(|(id, _)| Ok((*id, bookmark(connection, *id)?))).collect()
}

/// Reads a bookmark from the first columns of a row, which are [`FIELDS`].
pub(crate) fn bookmark_of(row: &Row<'_>) -> rusqlite::Result<Bookmark> {
    let (first, past): (u32, u32) = (row.get(4)?, row.get(5)?);
    let position = TextRange::new(TextSize::from(first.min(past)), TextSize::from(past));
    Ok(Bookmark {
        id: BookmarkId::from_bytes(row.get(0)?),
        document: DocumentId::from_bytes(row.get(1)?),
        title: row.get(2)?,
        anchor: Anchor {
            revision: RevisionId::from_hash(ContentHash::from_bytes(row.get(3)?)),
            position,
            quote: TextQuote { exact: row.get(6)?, prefix: row.get(7)?, suffix: row.get(8)? },
        },
        note: row.get(9)?,
        tags: serde_json::from_str(&row.get::<_, String>(10)?).unwrap_or_default(),
        created: timestamp(row.get(11)?),
        label: row.get::<_, Option<String>>(12)?.and_then(|name| Label::from_name(&name)),
        fact: row.get::<_, Option<String>>(13)?.and_then(|fact| serde_json::from_str(&fact).ok()),
        changed: row.get::<_, Option<i64>>(14)?.map(timestamp),
    })
}
