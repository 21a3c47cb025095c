//! Lists: the documents of a scope, newest first, page by page.
//!
//! Every page walks along one index from a key, however many documents there are: the whole library's
//! over the documents themselves, a feed's over its members.

use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use crate::document::DocumentId;
use crate::store::codec::{nanoseconds, timestamp, title_origin};
use crate::store::entry::{ListCursor, ListEntry};
use crate::store::error::{Error, Fault};
use crate::store::store::Store;
use crate::store::subscription::{Only, Scope};
use crate::story::StoryId;

/// The columns of a list, for [`entry`].
pub(crate) const COLUMNS: &str =
    "documents.id, documents.title, documents.title_origin, documents.site,
    documents.published, documents.added, documents.read, documents.starred, documents.progress,
    documents.bookmarks, documents.turn,
    (SELECT stories.id FROM stories WHERE stories.number = documents.story AND stories.members > 1)";

/// How many columns these are.
pub(crate) const COLUMN_COUNT: usize = 12;

/// Which way along a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// To older documents.
    Down,
    /// To newer ones.
    Up,
}

impl Store {
    /// Returns the documents of a scope after a place in the list, newest first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn list(
        &self,
        scope: Scope,
        after: Option<&ListCursor>,
        limit: usize,
    ) -> Result<Vec<ListEntry>, Error> {
        let from = after.map_or((i64::MAX, i64::MAX), |at| (nanoseconds(at.added()), at.number()));
        self.page(scope, Way::Down, from, limit)
    }

    /// Returns the documents of a scope just before a place in the list, newest first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn list_before(
        &self,
        scope: Scope,
        before: &ListCursor,
        limit: usize,
    ) -> Result<Vec<ListEntry>, Error> {
        let from = (nanoseconds(before.added()), before.number());
        let mut entries = self.page(scope, Way::Up, from, limit)?;
        entries.reverse();
        Ok(entries)
    }

    /// Returns a document as lists show it; `None` if it is not there or removed.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn entry(&self, id: DocumentId) -> Result<Option<ListEntry>, Error> {
        self.read(|connection| {
            let sql = format!("SELECT {COLUMNS} FROM documents WHERE id = ?1 AND removed = 0");
            let mut statement = connection.prepare_cached(&sql)?;
            Ok(statement.query_row([id.as_bytes()], entry).optional()?)
        })
    }

    fn page(
        &self,
        scope: Scope,
        way: Way,
        (added, turn): (i64, i64),
        limit: usize,
    ) -> Result<Vec<ListEntry>, Error> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&page(scope, way))?;
            let rows = match &scope.feed {
                None => statement.query_map((added, turn, limit), entry)?,
                Some(feed) => statement.query_map((added, turn, limit, feed.as_bytes()), entry)?,
            };
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

/// Returns the documents of a scope that have not been read.
pub(crate) fn unread(connection: &Connection, scope: Scope) -> Result<Vec<DocumentId>, Fault> {
    let starred = if scope.only == Only::Starred { " AND documents.starred = 1" } else { "" };
    let sql = if scope.feed.is_some() {
        format!(
            "SELECT documents.id FROM members CROSS JOIN documents
             WHERE members.feed = (SELECT number FROM feeds WHERE id = ?1)
                 AND members.present = 1 AND members.unread = 1
                 AND documents.number = members.document{starred}"
        )
    } else {
        format!("SELECT id FROM documents WHERE removed = 0 AND read = 0{starred}")
    };
    let mut statement = connection.prepare_cached(&sql)?;
    let feed = params_from_iter(scope.feed.map(|feed| *feed.as_bytes()));
    let rows = statement.query_map(feed, |row| row.get(0).map(DocumentId::from_bytes))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Writes what reads a page after (or before) the key `?1, ?2`, of the feed `?4`.
///
/// The index is named because the one of all documents would do for each list, and walk along far more
/// than are shown.
fn page(scope: Scope, way: Way) -> String {
    let (table, index, only) = match (scope.feed, scope.only) {
        (None, Only::All) => ("documents", "newest", ""),
        (None, Only::Unread) => ("documents", "unread", "AND documents.read = 0"),
        (None, Only::Starred) => ("documents", "starred", "AND documents.starred = 1"),
        (Some(_), Only::All) => ("members", "newest", ""),
        (Some(_), Only::Unread) => ("members", "unread", "AND members.unread = 1"),
        (Some(_), Only::Starred) => ("members", "starred", "AND members.starred = 1"),
    };
    let (join, which) = match scope.feed {
        None => ("", "documents.removed = 0"),
        Some(_) => (
            "CROSS JOIN documents ON documents.number = members.document",
            "members.present = 1 AND members.feed = (SELECT number FROM feeds WHERE id = ?4)",
        ),
    };
    let (beyond, order) = match way {
        Way::Down => ('<', "DESC"),
        Way::Up => ('>', "ASC"),
    };
    format!(
        "SELECT {COLUMNS} FROM {table} INDEXED BY {table}_{index} {join}
         WHERE {which} {only} AND ({table}.added, {table}.turn) {beyond} (?1, ?2)
         ORDER BY {table}.added {order}, {table}.turn {order} LIMIT ?3"
    )
}

/// Makes an entry of the columns of a list.
pub(crate) fn entry(row: &Row<'_>) -> rusqlite::Result<ListEntry> {
    let added = timestamp(row.get(5)?);
    Ok(ListEntry {
        id: DocumentId::from_bytes(row.get(0)?),
        title: row.get(1)?,
        title_origin: title_origin(&row.get::<_, String>(2)?),
        site: row.get(3)?,
        published: row.get::<_, Option<String>>(4)?.and_then(|date| date.parse().ok()),
        added,
        read: row.get(6)?,
        starred: row.get(7)?,
        progress: row.get(8)?,
        bookmarks: row.get(9)?,
        story: row.get::<_, Option<[u8; 16]>>(11)?.map(StoryId::from_bytes),
        cursor: ListCursor::new(added, row.get(10)?),
    })
}

#[cfg(test)]
mod tests {
    use super::{Way, page};
    use crate::source::FeedId;
    use crate::store::sample::store;
    use crate::store::subscription::{Only, Scope};

    /// How the story of each row is looked up.
    const STORY: [&str; 2] =
        ["CORRELATED SCALAR SUBQUERY", "stories USING INTEGER PRIMARY KEY (rowid=?)"];

    #[track_caller]
    fn check(sql: &str, expected: &[&str]) {
        let (_folder, store) = store();
        let plan: Vec<String> = store
            .read(|connection| {
                let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
                let rows = statement.raw_query().mapped(|row| row.get(3));
                Ok(rows.collect::<Result<_, _>>()?)
            })
            .unwrap();
        assert_eq!(plan.len(), expected.len(), "{plan:?}");
        for (step, expected) in plan.iter().zip(expected) {
            assert!(step.contains(expected) && !step.contains("SCAN"), "{plan:?}");
        }
    }

    /// A list must walk along its index, however many documents there are.
    #[test]
    fn lists_neither_scan_nor_sort() {
        let feed = Some(FeedId::from_bytes([1; 16]));
        for way in [Way::Down, Way::Up] {
            for (only, index) in
                [(Only::All, "newest"), (Only::Unread, "unread"), (Only::Starred, "starred")]
            {
                let key = format!("documents_{index} ((added,turn)");
                check(&page(Scope { feed: None, only }, way), &[&key, STORY[0], STORY[1]]);
                let members = format!("members_{index} (feed=? AND (added,turn)");
                let steps = [
                    members.as_str(),
                    "SCALAR SUBQUERY",
                    "sqlite_autoindex_feeds_1",
                    "documents USING INTEGER PRIMARY KEY",
                    STORY[0],
                    STORY[1],
                ];
                check(&page(Scope { feed, only }, way), &steps);
            }
        }
        check("SELECT id FROM documents WHERE id = x'00' AND removed = 0", &["documents_1"]);
        check(
            "SELECT id FROM documents WHERE removed = 0 AND opened IS NOT NULL
             ORDER BY opened DESC LIMIT 1",
            &["documents_opened"],
        );
        check(
            "SELECT number FROM bookmarks WHERE document = x'00' ORDER BY created, number",
            &["bookmarks_document"],
        );
        check(
            "SELECT number FROM changes WHERE undone = 0 ORDER BY number DESC",
            &["changes_undone"],
        );
    }
}
