//! Lists of kept passages, page by page: by article, story or library, sifted and in several orders.
//!
//! Every order has an index, and a page starts where the one before it ended, so that a hundred thousand bookmarks open
//! as fast as ten. Where a passage is now is looked at only for what is shown, each article once for all of a page.

use jiff::Timestamp;
use rusqlite::types::{Type, Value};
use rusqlite::{Connection, Row, params_from_iter};

use crate::anchor::Resolution;
use crate::bookmark::Bookmark;
use crate::document::DocumentId;
use crate::search::{Condition, Quality, Query, Sift};
use crate::source::Location;
use crate::store::bookmarks::{FIELDS, bookmark_of};
use crate::store::error::{Error, Fault};
use crate::store::index::host;
use crate::store::placed::resolve_each;
use crate::store::sift::conditions;
use crate::store::store::Store;
use crate::store::values::spoken;
use crate::story::StoryId;

/// How many rows are read at most for one page; it says where it stopped.
const LOOKED_AT: usize = if cfg!(test) { 50 } else { 5_000 };

/// How many articles are looked into at most for one page of what has drifted.
const LOOKED_INTO: usize = 100;

/// How many rows at a time are looked into for what has drifted, so that an article with many is read once for all.
const BATCH: usize = 50;

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
    /// Which of them; nothing that is asked finds all.
    pub asked: Query,
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
    /// From where to read on if there may be more, further along the way the page was read. That may be beyond the
    /// rows: a page ends after having looked at so many.
    pub next: Option<KeptCursor>,
    /// How many there are in all, where that is known without looking at each.
    pub total: Option<u64>,
    /// What was not understood and how it was taken instead, one line each.
    pub remarks: Vec<String>,
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
        if query.asked.is_left_out() {
            let remarks = query.asked.remarks.clone();
            return Ok(KeptPage { remarks, total: Some(0), ..KeptPage::default() });
        }
        self.read(|connection| {
            let mut page = page(connection, query, edge, limit, now)?;
            if query.asked.clauses.is_empty() {
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
    let mut page = KeptPage { remarks: query.asked.remarks.clone(), ..KeptPage::default() };
    let remarks = &mut page.remarks;
    let (sql, parameters) = statement_of(connection, query, edge, backwards, now, remarks)?;
    let mut statement = connection.prepare_cached(&sql)?;
    let mut found = statement.query(params_from_iter(parameters))?;
    let (keys, _) = query.order.keys(query.whose);
    let spoken = spoken(connection, &query.asked)?;
    let spoken: Vec<&str> = spoken.iter().map(String::as_str).collect();
    let sift = Sift::new(&query.asked, &spoken, now);
    let drift = Drift::of(&query.asked);
    let (mut last, mut looked_at, mut looked_into) = (None, 0, 0);
    let mut at_end = false;
    while !at_end && page.rows.len() < limit && looked_at < LOOKED_AT && looked_into < LOOKED_INTO {
        let room = limit - page.rows.len();
        let wanted = if drift.is_asked() { room.min(BATCH) } else { room };
        let mut batch = Vec::new();
        while batch.len() < wanted && looked_at < LOOKED_AT {
            let Some(row) = found.next()? else {
                at_end = true;
                break;
            };
            looked_at += 1;
            let listed = Listed::of(row, keys.len())?;
            last = Some(listed.cursor.clone());
            if sift.admits(&listed.bookmark, &listed.sources()) {
                batch.push(listed);
            }
        }
        let (standings, articles) = standings(connection, &batch)?;
        if drift.is_asked() {
            looked_into += articles;
        }
        for (listed, standing) in batch.into_iter().zip(standings) {
            if drift.admits(standing) {
                let Listed { bookmark, source, cursor, .. } = listed;
                page.rows.push(KeptRow { bookmark, source, standing, cursor });
            }
        }
    }
    if !at_end && found.next()?.is_some() {
        page.next = last;
    }
    if backwards {
        page.rows.reverse();
    }
    Ok(page)
}

/// What is asked of whether a passage has drifted: each time, whether it must.
struct Drift(Vec<bool>);

impl Drift {
    fn of(asked: &Query) -> Self {
        let is_asked = |condition| condition == &Condition::Quality(Quality::Drifted);
        let clauses = asked.clauses.iter().filter(|clause| is_asked(&clause.condition));
        Self(clauses.map(|clause| !clause.negated).collect())
    }

    const fn is_asked(&self) -> bool {
        !self.0.is_empty()
    }

    fn admits(&self, standing: Standing) -> bool {
        self.0.iter().all(|must| standing.has_drifted() == *must)
    }
}

/// A row as it was read.
struct Listed {
    bookmark: Bookmark,
    cursor: KeptCursor,
    is_there: bool,
    source: Option<String>,
    /// Where its article is from, if that is an address.
    place: Option<Location>,
}

impl Listed {
    fn of(row: &Row<'_>, keys: usize) -> rusqlite::Result<Self> {
        let cursor = (0..keys).map(|key| row.get(COLUMNS + 3 + key));
        let address: Option<String> = row.get(COLUMNS + 2)?;
        Ok(Self {
            bookmark: bookmark_of(row)?,
            is_there: row.get(COLUMNS)?,
            source: row.get(COLUMNS + 1)?,
            place: address.map(Location::Url),
            cursor: KeptCursor(cursor.collect::<rusqlite::Result<_>>()?),
        })
    }

    /// Returns the names of the source.
    fn sources(&self) -> Vec<&str> {
        let host = self.place.as_ref().and_then(host);
        self.source.as_deref().into_iter().chain(host).collect()
    }
}

/// Returns what has become of each of some passages, and in how many articles they are.
fn standings(connection: &Connection, listed: &[Listed]) -> Result<(Vec<Standing>, usize), Fault> {
    let there = listed.iter().filter(|row| row.is_there);
    let anchors: Vec<_> = there.map(|row| (row.bookmark.document, &row.bookmark.anchor)).collect();
    let (found, articles) = resolve_each(connection, &anchors)?;
    let mut found = found.into_iter();
    let standing = |row: &Listed| {
        let found = if row.is_there { found.next() } else { None };
        found.map_or(Standing::Removed, Standing::There)
    };
    Ok((listed.iter().map(standing).collect(), articles))
}

/// Returns the statement that reads rows from an edge on, with its parameters.
fn statement_of(
    connection: &Connection,
    query: &KeptQuery,
    edge: &Edge,
    backwards: bool,
    now: Timestamp,
    remarks: &mut Vec<String>,
) -> Result<(String, Vec<Value>), Fault> {
    let (mut filters, mut parameters) = (Vec::new(), Vec::new());
    match query.whose {
        Whose::Library => {}
        Whose::Document(id) => {
            filters.push("bookmarks.document = ?".to_owned());
            parameters.push(Value::Blob(id.as_bytes().to_vec()));
        }
        Whose::Story(id) => {
            filters.push(format!("bookmarks.document IN ({MEMBERS})"));
            parameters.push(Value::Blob(id.as_bytes().to_vec()));
        }
    }
    for (condition, values) in conditions(connection, &query.asked, now, remarks)? {
        filters.push(condition);
        parameters.extend(values);
    }
    let (keys, descends) = query.order.keys(query.whose);
    let falls = descends ^ (query.way == Way::Reversed) ^ backwards;
    if let Edge::After(KeptCursor(at)) | Edge::Before(KeptCursor(at)) = edge {
        let places = vec!["?"; at.len()].join(", ");
        let than = if falls { "<" } else { ">" };
        let known = keys.get(..at.len()).unwrap_or(keys).join(", ");
        filters.push(format!("({known}) {than} ({places})"));
        parameters.extend(at.iter().cloned());
    }
    let filter = match filters.as_slice() {
        [] => String::new(),
        filters => format!("WHERE {}", filters.join(" AND ")),
    };
    let direction = if falls { " DESC" } else { "" };
    let order: Vec<_> = keys.iter().map(|key| format!("{key}{direction}")).collect();
    let sql = format!(
        "SELECT {FIELDS}, documents.removed IS 0, site,
             iif(location_kind = 'url', CAST(location AS TEXT), NULL), {}
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
