//! What of a query the store answers of kept passages: as conditions on their rows and those of their articles.
//!
//! The words of a passage are no part of it, nor whether it has drifted.

use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::bookmark::Label;
use crate::fact::EntityKind;
use crate::search::{Clause, Condition, Quality, Query, State};
use crate::store::article_tags::forms_of_tag;
use crate::store::codec::nanoseconds;
use crate::store::error::Fault;
use crate::store::values::{keys_of, stories_called};

/// From how many uses on a tag is so common that those that have it are not gathered before they are sorted.
pub(crate) const COMMON: u32 = if cfg!(test) { 20 } else { 2_000 };

/// A condition, with what its marks stand for.
pub(crate) type RowCondition = (String, Vec<Value>);

/// Returns what the row of a kept passage must be, joined with those of its article and the current revision of that.
pub(crate) fn conditions(
    connection: &Connection,
    query: &Query,
    now: Timestamp,
    remarks: &mut Vec<String>,
) -> Result<Vec<RowCondition>, Fault> {
    let mut all = Vec::new();
    for Clause { negated, condition } in &query.clauses {
        let row = match condition {
            Condition::Tag(tag) => Some(tagged(connection, tag, remarks)?),
            Condition::Entity(kind, name) => Some(named(connection, *kind, name, remarks)?),
            Condition::Story(name) => Some(of_story(connection, name, remarks)?),
            // What has not drifted is seen only where it is looked into.
            Condition::Quality(Quality::Drifted) if *negated => None,
            // Labels are asked along the order of the list: what has one may be much, and would have to be sorted.
            Condition::Label(_) => {
                of_passage(condition, now).map(|(sql, values)| (format!("+{sql}"), values))
            }
            _ => of_passage(condition, now).or_else(|| of_article(condition)),
        };
        all.extend(row.map(|(sql, values)| {
            (if *negated { format!("({sql}) IS NOT TRUE") } else { sql }, values)
        }));
    }
    Ok(all)
}

/// Returns what the row of a kept passage must be by itself, if that tells.
pub(crate) fn of_passage(condition: &Condition, now: Timestamp) -> Option<RowCondition> {
    Some(match condition {
        Condition::Label(labels) => {
            let names = labels.iter().map(|label| label.map_or("zz", Label::name).to_owned());
            let sql = format!("coalesce(label, 'zz') IN ({})", marks(labels.len()));
            (sql, names.map(Value::Text).collect())
        }
        Condition::Kept(since) => {
            ("created >= ?".to_owned(), vec![Value::Integer(nanoseconds(since.earliest(now)?))])
        }
        Condition::Quality(Quality::Noted) => ("note <> ''".to_owned(), Vec::new()),
        Condition::Quality(Quality::Fact) => ("fact IS NOT NULL".to_owned(), Vec::new()),
        _ => return None,
    })
}

/// Returns what the row of an article must be, if that tells.
fn of_article(condition: &Condition) -> Option<RowCondition> {
    let text = |text: String| Value::Text(text);
    let (sql, values) = match condition {
        // What is not of the current text, has no place, or is of one that another importer replaced.
        Condition::Quality(Quality::Drifted) => (
            "documents.removed = 0 AND (bookmarks.revision IS NOT hash
                 OR bookmarks.first = bookmarks.past OR EXISTS
                 (SELECT 1 FROM kept_texts WHERE kept_texts.revision = revisions.number))",
            Vec::new(),
        ),
        Condition::Is(State::Unread) => ("documents.read = 0", Vec::new()),
        Condition::Is(State::Read) => ("documents.read", Vec::new()),
        Condition::Is(State::Starred) => ("documents.starred", Vec::new()),
        Condition::Language(code) => {
            ("replace(documents.language, '_', '-') || '-' LIKE ?", vec![text(format!("{code}-%"))])
        }
        Condition::Published(range) => {
            let first = range.first.map_or_else(String::new, |day| day.to_string());
            let last = range.last.map_or_else(|| "9999-99".to_owned(), |day| day.to_string());
            ("documents.published BETWEEN ? AND ?", vec![text(first), text(last)])
        }
        _ => return None,
    };
    Some((sql.to_owned(), values))
}

fn tagged(
    connection: &Connection,
    tag: &str,
    remarks: &mut Vec<String>,
) -> Result<RowCondition, Fault> {
    let forms = forms_of_tag(connection, tag)?;
    if forms.is_empty() {
        remarks.push(format!("nothing has the tag {tag}"));
    }
    let tagged = format!("FROM bookmark_tags WHERE tag IN ({})", marks(forms.len()));
    let sql = format!("SELECT count(*) FROM (SELECT 1 {tagged} LIMIT {COMMON})");
    let mut statement = connection.prepare_cached(&sql)?;
    let count: u32 = statement.query_row(params_from_iter(&forms), |row| row.get(0))?;
    // Few are read and sorted; of many the first of the order are soon found along it.
    let sql = if count < COMMON {
        format!("bookmarks.number IN (SELECT bookmark {tagged})")
    } else {
        format!("(SELECT 1 {tagged} AND bookmark = bookmarks.number LIMIT 1) = 1")
    };
    Ok((sql, forms.into_iter().map(Value::Text).collect()))
}

fn named(
    connection: &Connection,
    kind: EntityKind,
    name: &str,
    remarks: &mut Vec<String>,
) -> Result<RowCondition, Fault> {
    let keys = keys_of(connection, kind, name)?;
    if keys.is_empty() {
        remarks.push(format!("no {} is called {name}", kind.name()));
    }
    let sql = format!(
        "EXISTS (SELECT 1 FROM entities WHERE document = documents.number AND key IN ({}))",
        marks(keys.len())
    );
    Ok((sql, keys.into_iter().map(Value::Text).collect()))
}

fn of_story(
    connection: &Connection,
    name: &str,
    remarks: &mut Vec<String>,
) -> Result<RowCondition, Fault> {
    let stories = stories_called(connection, name, remarks)?;
    // There may be more of them than a statement has marks.
    let numbers: Vec<_> = stories.iter().map(i64::to_string).collect();
    Ok((format!("documents.story IN ({})", numbers.join(", ")), Vec::new()))
}

fn marks(count: usize) -> String {
    vec!["?"; count].join(", ")
}
