//! What is shown of a hit: its article, where in it the best match is and the line around that.
//!
//! A text is read up to the first place that has all the words; of a very long one only so much is read that a page
//! of them does not take long.

use std::cell::Cell;
use std::io::{Read, Seek, SeekFrom};

use rusqlite::{Connection, MAIN_DB, OptionalExtension, Row};

use crate::document::{DocumentId, TitleOrigin};
use crate::search::{Excerpt, Matcher, excerpt, lead};
use crate::store::codec::timestamp;
use crate::store::entry::{ListCursor, ListEntry};
use crate::store::error::Fault;
use crate::store::hit::{Hit, HitPlace, Snippet};
use crate::store::lists::{COLUMN_COUNT, COLUMNS, entry};
use crate::store::search::notes::FoundPassage;
use crate::text::TextSize;

/// How many bytes of a text are read at a time.
const PIECE: usize = 64 * 1024;

/// How many bytes of texts are read for a page.
const READ: usize = 4 * 1024 * 1024;

/// Makes hits of what was found.
pub(crate) struct Show {
    matcher: Matcher,
    left: Cell<usize>,
}

impl Show {
    /// Makes what shows hits by their words.
    pub(crate) const fn new(matcher: Matcher) -> Self {
        Self { matcher, left: Cell::new(READ) }
    }

    /// Shows an article; `None` if it is not there.
    pub(crate) fn article(
        &self,
        connection: &Connection,
        number: i64,
    ) -> Result<Option<Hit>, Fault> {
        let sql = format!(
            "SELECT {COLUMNS}, texts.number, octet_length(texts.text),
                 iif(octet_length(texts.text) <= {PIECE}, texts.text, NULL) FROM documents
             LEFT JOIN texts ON texts.revision = documents.revision
             WHERE documents.number = ?1 AND documents.removed = 0"
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let row =
            statement.query_row([number], |row| Ok((entry(row)?, text_of(row)?))).optional()?;
        let Some((entry, text)) = row else { return Ok(None) };
        let found = match text {
            Text::None => None,
            Text::Short(text) => Some(match excerpt(&text, &self.matcher) {
                Some(found) => Best::Match(found),
                None => Best::Lead(lead(&text)),
            }),
            Text::Long(text, length) => self.best(connection, text, length)?,
        };
        if let Some(Best::Match(found)) = found {
            let place = HitPlace::Text(found.at);
            return Ok(Some(Hit { entry, place, snippet: snippet(found) }));
        }
        let title = excerpt(&entry.title, &self.matcher);
        let snippet = match (title, found) {
            (Some(title), _) => snippet(title),
            (None, Some(Best::Lead(lead))) => snippet(lead),
            _ => Snippet::default(),
        };
        Ok(Some(Hit { entry, place: HitPlace::Entry, snippet }))
    }

    /// Returns the line around the best match in a text, or the one it begins with.
    fn best(
        &self,
        connection: &Connection,
        number: i64,
        length: usize,
    ) -> Result<Option<Best>, Fault> {
        let mut start = 0;
        let mut first = None;
        while start < length && (self.left.get() > 0 || first.is_none()) {
            let end = length.min(start + PIECE);
            let bytes = piece(connection, number, start, end)?;
            self.left.set(self.left.get().saturating_sub(bytes.len()));
            let (text, used) = whole_characters(&bytes, end == length);
            if first.is_none() {
                first = Some(lead(text));
            }
            if let Some(found) = excerpt(text, &self.matcher) {
                let base = TextSize::try_from(start).unwrap_or_default();
                return Ok(Some(Best::Match(Excerpt { at: found.at + base, ..found })));
            }
            if self.matcher.is_empty() || used == 0 {
                break;
            }
            start += used;
        }
        Ok(first.map(Best::Lead))
    }

    /// Shows a kept passage, whether its article is there or not.
    pub(crate) fn passage(
        &self,
        connection: &Connection,
        passage: &FoundPassage,
    ) -> Result<Hit, Fault> {
        let sql = "SELECT title, note, tags, exact, created FROM bookmarks WHERE id = ?1";
        let mut statement = connection.prepare_cached(sql)?;
        let (title, note, tags, quote, created): (String, String, String, String, i64) = statement
            .query_row([passage.bookmark.as_bytes()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
            })?;
        let tags: Vec<String> = serde_json::from_str(&tags).unwrap_or_default();
        let tags: Vec<String> = tags.iter().map(|tag| format!("#{tag}")).collect();
        let said = format!("{note} {}", tags.join(" "));
        let found = excerpt(&said, &self.matcher).or_else(|| excerpt(&quote, &self.matcher));
        let found = found.unwrap_or_else(|| lead(if note.is_empty() { &quote } else { &said }));
        let entry = match entry_of(connection, passage.document)? {
            Some(entry) => entry,
            None => lost(passage.document, title, timestamp(created), passage.key),
        };
        Ok(Hit { entry, place: HitPlace::Bookmark(passage.bookmark), snippet: snippet(found) })
    }
}

/// The text of an article.
enum Text {
    /// There is none.
    None,
    /// All of it.
    Short(String),
    /// Its number and how long it is.
    Long(i64, usize),
}

fn text_of(row: &Row<'_>) -> rusqlite::Result<Text> {
    let number: Option<i64> = row.get(COLUMN_COUNT)?;
    let length: Option<u32> = row.get(COLUMN_COUNT + 1)?;
    let short: Option<String> = row.get(COLUMN_COUNT + 2)?;
    Ok(match (short, number, length) {
        (Some(text), ..) => Text::Short(text),
        (None, Some(number), Some(length)) => Text::Long(number, length as usize),
        _ => Text::None,
    })
}

/// What is shown of a text.
enum Best {
    /// What is around a match.
    Match(Excerpt),
    /// How it begins.
    Lead(Excerpt),
}

fn snippet(found: Excerpt) -> Snippet {
    Snippet { text: found.text, marked: found.marked }
}

fn piece(connection: &Connection, text: i64, start: usize, end: usize) -> Result<Vec<u8>, Fault> {
    let mut blob = connection.blob_open(MAIN_DB, c"texts", c"text", text, true)?;
    let mut bytes = vec![0; end - start];
    let from = SeekFrom::Start(u64::try_from(start).unwrap_or(u64::MAX));
    blob.seek(from)
        .and_then(|_| blob.read_exact(&mut bytes))
        .map_err(|_| Fault::Unreadable("a text"))?;
    Ok(bytes)
}

/// Returns the text of a piece up to its last whole character, and to the end of a line if there is more, with
/// how many bytes that is.
fn whole_characters(bytes: &[u8], is_last: bool) -> (&str, usize) {
    let text = match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            simdutf8::basic::from_utf8(valid).unwrap_or_default()
        }
    };
    let line = if is_last { None } else { text.rfind('\n').map(|end| end + 1) };
    let text = line.and_then(|end| text.get(..end)).unwrap_or(text);
    (text, text.len())
}

/// Returns an article as lists show it, removed or not.
fn entry_of(connection: &Connection, id: DocumentId) -> Result<Option<ListEntry>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM documents WHERE id = ?1");
    Ok(connection.prepare_cached(&sql)?.query_row([id.as_bytes()], entry).optional()?)
}

/// Returns what is known of an article that is not there.
fn lost(id: DocumentId, title: String, added: jiff::Timestamp, key: i64) -> ListEntry {
    ListEntry {
        id,
        title,
        title_origin: TitleOrigin::Stated,
        site: None,
        published: None,
        added,
        read: true,
        starred: false,
        progress: 0.0,
        bookmarks: 1,
        story: None,
        cursor: ListCursor::new(added, key),
    }
}
