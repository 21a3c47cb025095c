//! What a query asks of what is kept of an article: the label, the kind and the day of a passage, by its row.

use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::search::{Condition, Quality};
use crate::store::error::Fault;
use crate::store::search::set::{Set, few};
use crate::store::sift::{RowCondition, of_passage};

/// What the row of a kept passage must be.
#[derive(Clone, Debug)]
pub(crate) struct Keeping(RowCondition);

impl Keeping {
    /// Returns what a condition asks of the row.
    pub(crate) fn of(condition: &Condition, remarks: &mut Vec<String>) -> Self {
        if *condition == Condition::Quality(Quality::Drifted) {
            remarks.push("is:drifted is asked in the list of bookmarks only".to_owned());
            return Self(("0".to_owned(), Vec::new()));
        }
        let row = of_passage(condition, Timestamp::now());
        Self(row.unwrap_or_else(|| ("1".to_owned(), Vec::new())))
    }

    /// Returns the articles of which a passage is kept that is so, if they are few.
    pub(crate) fn articles(&self, connection: &Connection) -> Result<Option<Set>, Fault> {
        let Self((condition, values)) = self;
        let sql = format!(
            "SELECT documents.number FROM bookmarks
             CROSS JOIN documents ON documents.id = bookmarks.document WHERE {condition}"
        );
        if let Some(set) = few(connection, &sql, params_from_iter(values))? {
            return Ok(Some(set));
        }
        articles_with(connection, condition, values)
    }

    /// Returns what the row must be.
    pub(crate) const fn row(&self) -> &RowCondition {
        &self.0
    }

    /// Tells whether a passage of an article is so.
    pub(crate) fn is_of_article(
        &self,
        connection: &Connection,
        article: i64,
    ) -> Result<bool, Fault> {
        let from = "documents CROSS JOIN bookmarks ON bookmarks.document = documents.id";
        self.exists(connection, from, "documents.number", article)
    }

    /// Tells whether a passage is so.
    pub(crate) fn is_of_passage(
        &self,
        connection: &Connection,
        passage: i64,
    ) -> Result<bool, Fault> {
        self.exists(connection, "bookmarks", "number", passage)
    }

    fn exists(
        &self,
        connection: &Connection,
        from: &str,
        column: &str,
        number: i64,
    ) -> Result<bool, Fault> {
        let Self((condition, values)) = self;
        let sql = format!("SELECT 1 FROM {from} WHERE {column} = ? AND ({condition})");
        let values = [Value::Integer(number)].into_iter().chain(values.iter().cloned());
        Ok(connection.prepare_cached(&sql)?.exists(params_from_iter(values))?)
    }
}

/// Returns the articles of which a passage is kept whose row is as it is wanted, if they are few: from one article to the
/// next, however many passages each has.
pub(crate) fn articles_with(
    connection: &Connection,
    condition: &str,
    values: &[Value],
) -> Result<Option<Set>, Fault> {
    let sql = format!(
        "WITH RECURSIVE next (document) AS (
            SELECT min(document) FROM bookmarks
            UNION ALL
            SELECT (SELECT min(document) FROM bookmarks WHERE document > next.document)
            FROM next WHERE next.document IS NOT NULL
        ) SELECT documents.number FROM next CROSS JOIN documents ON documents.id = next.document
        WHERE EXISTS (SELECT 1 FROM bookmarks INDEXED BY bookmarks_document
            WHERE bookmarks.document = next.document AND ({condition}))"
    );
    few(connection, &sql, params_from_iter(values))
}
