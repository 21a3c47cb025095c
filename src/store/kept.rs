//! Lists of kept passages, page by page: by article, story or library, sifted and in several orders.
//!
//! Every order has an index, and a page starts where the one before it ended, so that a hundred thousand bookmarks open
//! as fast as ten. Whether a passage has drifted is looked at only for what is shown, and only where its article has
//! another revision than the one it was kept in.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::types::{Type, Value};
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use crate::anchor::Resolution;
use crate::bookmark::{Bookmark, Label, same_tag};
use crate::document::{DocumentId, RevisionId};
use crate::store::bookmarks::{FIELDS, bookmark_of};
use crate::store::codec::nanoseconds;
use crate::store::error::{Error, Fault};
use crate::store::sift::{Quality, Sift};
use crate::store::store::Store;
use crate::story::StoryId;
use crate::text::ContentHash;

/// How many texts are looked into at most for one page of what has drifted.
const LOOKED_INTO: usize = 400;

/// How many columns a bookmark has.
const COLUMNS: usize = 15;

/// Whose kept passages are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those of one document.
    Document(DocumentId),
    /// Those of the documents of a story.
    Story(StoryId),
    /// All.
    Library,
}

/// In which order kept passages are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeptOrder {
    /// As they stand in the text; those of several articles by article.
    #[default]
    Place,
    /// The one kept last first.
    Newest,
    /// The one changed last first.
    Changed,
    /// By colour, those without one last.
    Label,
}

/// Which way along the order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// As the order says.
    #[default]
    Usual,
    /// The other way around.
    Reversed,
}

/// Which kept passages are listed, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptQuery {
    /// Whose.
    pub whose: Whose,
    /// Which of them.
    pub sift: Sift,
    /// In which order.
    pub order: KeptOrder,
    /// Which way along it.
    pub way: Way,
}

/// Where a page of kept passages lies.
#[derive(Clone, Debug, PartialEq)]
pub enum Edge {
    /// At the start of the list.
    First,
    /// At its end.
    Last,
    /// After a row.
    After(KeptCursor),
    /// Before a row.
    Before(KeptCursor),
}

/// The place of a row in its order.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptCursor(Vec<Value>);

/// A page of kept passages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeptPage {
    /// The passages in order.
    pub rows: Vec<KeptRow>,
    /// Whether there may be more beyond them, further along the way the page was read.
    pub more: bool,
    /// How many there are in all, where that is known without looking at each.
    pub total: Option<u64>,
}

/// A kept passage as lists show it.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptRow {
    /// The passage.
    pub bookmark: Bookmark,
    /// The source its article is from, if that is known.
    pub source: Option<String>,
    /// What has become of it.
    pub standing: Standing,
    /// Its place in the order.
    pub cursor: KeptCursor,
}

/// What has become of a kept passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its article is in the library, and this is where the passage is.
    There(Resolution),
    /// Its article was removed.
    Removed,
}

impl KeptCursor {
    /// Makes the place of the row with a number, in a list that is numbered through.
    pub fn numbered(number: i64) -> Self {
        Self(vec![Value::Integer(number)])
    }
}

impl Standing {
    /// Tells whether the passage is not where it was kept, for all that is known.
    pub const fn has_drifted(self) -> bool {
        matches!(self, Self::There(Resolution::Drifted(..) | Resolution::Changed))
    }
}

impl KeptOrder {
    /// Every order, as the user steps through them.
    pub const ALL: [Self; 4] = [Self::Place, Self::Newest, Self::Changed, Self::Label];

    /// The expressions of the order, and whether it descends.
    const fn keys(self, whose: Whose) -> (&'static [&'static str], bool) {
        match (self, whose) {
            (Self::Place, Whose::Document(_)) => {
                (&["bookmarks.document", "first", "bookmarks.number"], false)
            }
            (Self::Place, _) => {
                (&["bookmarks.title", "bookmarks.document", "first", "bookmarks.number"], false)
            }
            (Self::Newest, _) => (&["created", "bookmarks.number"], true),
            (Self::Changed, _) => (&["coalesce(changed, created)", "bookmarks.number"], true),
            (Self::Label, _) => (&["coalesce(label, 'zz')", "created", "bookmarks.number"], false),
        }
    }
}

impl Store {
    /// Returns at most `limit` kept passages from an edge on, in order.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn kept_page(
        &self,
        query: &KeptQuery,
        edge: &Edge,
        limit: usize,
        now: Timestamp,
    ) -> Result<KeptPage, Error> {
        self.read(|connection| {
            let mut page = page(connection, query, edge, limit, now)?;
            if query.sift.is_empty() {
                page.total = Some(count(connection, query.whose)?);
            }
            Ok(page)
        })
    }
}

fn page(
    connection: &Connection,
    query: &KeptQuery,
    edge: &Edge,
    limit: usize,
    now: Timestamp,
) -> Result<KeptPage, Fault> {
    let backwards = matches!(edge, Edge::Last | Edge::Before(_));
    let (sql, parameters) = statement_of(connection, query, edge, backwards, now)?;
    let mut statement = connection.prepare_cached(&sql)?;
    let mut found = statement.query(params_from_iter(parameters))?;
    let (keys, _) = query.order.keys(query.whose);
    let mut texts = Texts::default();
    let mut page = KeptPage::default();
    while let Some(row) = found.next()? {
        let listed = Listed::of(row, keys.len())?;
        let source = listed.source.as_deref().unwrap_or_default();
        if !query.sift.admits(&listed.bookmark, source, now) {
            continue;
        }
        if page.rows.len() >= limit || texts.looked_into >= LOOKED_INTO {
            page.more = true;
            break;
        }
        let standing = texts.standing(connection, &listed)?;
        if !query.sift.wants_drifted() || standing.has_drifted() {
            let Listed { bookmark, source, cursor, .. } = listed;
            page.rows.push(KeptRow { bookmark, source, standing, cursor });
        }
    }
    if backwards {
        page.rows.reverse();
    }
    Ok(page)
}

/// A row as it was read.
struct Listed {
    bookmark: Bookmark,
    cursor: KeptCursor,
    is_there: bool,
    source: Option<String>,
    current: Option<RevisionId>,
}

impl Listed {
    fn of(row: &Row<'_>, keys: usize) -> rusqlite::Result<Self> {
        let hash: Option<[u8; 32]> = row.get(COLUMNS + 2)?;
        let cursor = (0..keys).map(|key| row.get(COLUMNS + 3 + key));
        Ok(Self {
            bookmark: bookmark_of(row)?,
            is_there: row.get(COLUMNS)?,
            source: row.get(COLUMNS + 1)?,
            current: hash.map(|hash| RevisionId::from_hash(ContentHash::from_bytes(hash))),
            cursor: KeptCursor(cursor.collect::<rusqlite::Result<_>>()?),
        })
    }
}

/// The texts that passages are looked for in.
#[derive(Default)]
struct Texts {
    last: HashMap<DocumentId, String>,
    looked_into: usize,
}

impl Texts {
    fn standing(&mut self, connection: &Connection, listed: &Listed) -> Result<Standing, Fault> {
        let (anchor, document) = (&listed.bookmark.anchor, listed.bookmark.document);
        if !listed.is_there {
            return Ok(Standing::Removed);
        }
        if listed.current == Some(anchor.revision) {
            return Ok(Standing::There(Resolution::Exact(anchor.position)));
        }
        if !self.last.contains_key(&document) {
            self.looked_into += 1;
            // Passages of one article stand together in most orders: few texts need to be in memory.
            if self.last.len() >= 8 {
                self.last.clear();
            }
            self.last.insert(document, current_text(connection, document)?);
        }
        let text = self.last.get(&document).map(String::as_str).unwrap_or_default();
        Ok(Standing::There(anchor.resolve(text)))
    }
}

fn current_text(connection: &Connection, document: DocumentId) -> Result<String, Fault> {
    let sql = "SELECT text FROM documents JOIN texts ON texts.revision = documents.revision
               WHERE documents.id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let text = statement.query_row([document.as_bytes()], |row| row.get(0)).optional()?;
    Ok(text.unwrap_or_default())
}

/// Returns the statement that reads rows from an edge on, with its parameters.
fn statement_of(
    connection: &Connection,
    query: &KeptQuery,
    edge: &Edge,
    backwards: bool,
    now: Timestamp,
) -> Result<(String, Vec<Value>), Fault> {
    let (mut conditions, mut parameters) = (Vec::new(), Vec::new());
    match query.whose {
        Whose::Library => {}
        Whose::Document(id) => {
            conditions.push("bookmarks.document = ?".to_owned());
            parameters.push(Value::Blob(id.as_bytes().to_vec()));
        }
        Whose::Story(id) => {
            conditions.push(format!("bookmarks.document IN ({MEMBERS})"));
            parameters.push(Value::Blob(id.as_bytes().to_vec()));
        }
    }
    sift(connection, &query.sift, now, &mut conditions, &mut parameters)?;
    let (keys, descends) = query.order.keys(query.whose);
    let falls = descends ^ (query.way == Way::Reversed) ^ backwards;
    if let Edge::After(KeptCursor(at)) | Edge::Before(KeptCursor(at)) = edge {
        let places = vec!["?"; at.len()].join(", ");
        let than = if falls { "<" } else { ">" };
        let known = keys.get(..at.len()).unwrap_or(keys).join(", ");
        conditions.push(format!("({known}) {than} ({places})"));
        parameters.extend(at.iter().cloned());
    }
    let filter = match conditions.as_slice() {
        [] => String::new(),
        conditions => format!("WHERE {}", conditions.join(" AND ")),
    };
    let direction = if falls { " DESC" } else { "" };
    let order: Vec<_> = keys.iter().map(|key| format!("{key}{direction}")).collect();
    let sql = format!(
        "SELECT {FIELDS}, documents.removed IS 0, site, hash, {}
         FROM bookmarks LEFT JOIN documents ON documents.id = bookmarks.document
         LEFT JOIN revisions ON revisions.number = documents.revision
         {filter} ORDER BY {}",
        keys.join(", "),
        order.join(", "),
    );
    Ok((sql, parameters))
}

const MEMBERS: &str = "SELECT id FROM documents
    WHERE story = (SELECT number FROM stories WHERE id = ?) AND removed = 0";

/// Adds what of a sift the store can tell by its indexes and rows.
fn sift(
    connection: &Connection,
    sift: &Sift,
    now: Timestamp,
    conditions: &mut Vec<String>,
    parameters: &mut Vec<Value>,
) -> Result<(), Fault> {
    for tag in &sift.tags {
        let forms = forms_of(connection, tag)?;
        let places = vec!["?"; forms.len()].join(", ");
        conditions.push(format!(
            "bookmarks.number IN (SELECT bookmark FROM bookmark_tags WHERE tag IN ({places}))"
        ));
        parameters.extend(forms.into_iter().map(Value::Text));
    }
    if !sift.labels.is_empty() && !sift.unlabelled {
        let names = sift.labels.iter().map(|label: &Label| label.name().to_owned());
        conditions.push(format!("label IN ({})", vec!["?"; sift.labels.len()].join(", ")));
        parameters.extend(names.map(Value::Text));
    }
    if let Some(earliest) = sift.earliest(now) {
        conditions.push("created >= ?".to_owned());
        parameters.push(Value::Integer(nanoseconds(earliest)));
    }
    for quality in &sift.qualities {
        conditions.push(match quality {
            Quality::Noted => "note <> ''".to_owned(),
            Quality::Fact => "fact IS NOT NULL".to_owned(),
            Quality::Drifted => {
                "documents.removed = 0 AND bookmarks.revision IS NOT hash".to_owned()
            }
        });
    }
    Ok(())
}

/// Returns every form of a tag that is in use, whatever its case.
fn forms_of(connection: &Connection, tag: &str) -> Result<Vec<String>, Fault> {
    let mut statement = connection.prepare_cached("SELECT DISTINCT tag FROM bookmark_tags")?;
    let forms = statement.query_map([], |row| row.get::<_, String>(0))?;
    let forms: Vec<_> = forms.collect::<Result<_, _>>()?;
    Ok(forms.into_iter().filter(|form| same_tag(form, tag)).collect())
}

fn count(connection: &Connection, whose: Whose) -> Result<u64, Fault> {
    let (sql, parameter) = match whose {
        Whose::Library => ("SELECT bookmarks FROM counts WHERE ?1 IS NULL".to_owned(), None),
        Whose::Document(id) => {
            ("SELECT count(*) FROM bookmarks WHERE document = ?1".to_owned(), Some(*id.as_bytes()))
        }
        Whose::Story(id) => (
            format!("SELECT count(*) FROM bookmarks WHERE document IN ({MEMBERS})"),
            Some(*id.as_bytes()),
        ),
    };
    let count: i64 = connection.prepare_cached(&sql)?.query_row([parameter], |row| row.get(0))?;
    u64::try_from(count).map_err(|_| {
        rusqlite::Error::FromSqlConversionFailure(0, Type::Integer, "a negative count".into())
            .into()
    })
}

#[cfg(test)]
mod tests;
