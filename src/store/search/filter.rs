//! Filters: what of a query is asked of each article that has the words.
//!
//! What few articles have is a set that is read once; what many have is asked of each.

use rusqlite::{Connection, OptionalExtension};

use crate::fact::EntityKind;
use crate::search::{Clause, Condition, Query, State, folded};
use crate::store::error::Fault;
use crate::store::search::expression::Expression;
use crate::store::values::{keys_of, story_titles, tags};

/// The largest set that is read.
const SET: u32 = 4_000;

/// How many stories a name can stand for.
const STORIES: usize = 50;

/// What is asked of an article.
#[derive(Clone, Debug)]
enum Filter {
    /// It is one of these, in order.
    In(Vec<i64>),
    /// It names one of these, by the key.
    Names(Vec<String>),
    /// What the user did with it.
    Is(State),
}

/// One thing that is asked.
#[derive(Clone, Debug)]
struct Asked {
    filter: Filter,
    /// Whether it must not be so.
    negated: bool,
    /// Whether it is so of every kept passage that is found.
    of_kept: bool,
}

/// All that is asked of an article beside its words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filters {
    all: Vec<Asked>,
    only_notes: bool,
    tags: Vec<String>,
}

impl Filters {
    /// Reads what the filters of a query need.
    pub(crate) fn new(
        connection: &Connection,
        query: &Query,
        expression: &Expression,
        remarks: &mut Vec<String>,
    ) -> Result<Self, Fault> {
        let mut filters = Self::default();
        let (mut notes, mut others) = (0, 0);
        for Clause { negated, condition } in &query.clauses {
            let filter = match condition {
                Condition::Entity(kind, name) => {
                    let keys = keys_of(connection, *kind, name)?;
                    if keys.is_empty() {
                        let article = if *kind == EntityKind::Organization { "an" } else { "a" };
                        let kind = kind.name();
                        remarks.push(format!("no article names {article} {kind} called {name}"));
                    }
                    named(connection, keys)?
                }
                Condition::Tag(tag) => {
                    let wanted = folded(tag);
                    let mut known = tags(connection)?;
                    known.retain(|known| folded(known) == wanted);
                    if known.is_empty() {
                        remarks.push(format!("nothing has the tag {tag}"));
                    }
                    let set = tagged(connection, &known)?;
                    if !negated {
                        filters.tags.extend(known);
                    }
                    Filter::In(set)
                }
                Condition::Story(name) => Filter::In(of_story(connection, name, remarks)?),
                Condition::Note(_) => {
                    notes += usize::from(!negated);
                    Filter::In(noted(connection, expression, query)?)
                }
                Condition::Is(State::Kept) => Filter::In(with_bookmarks(connection)?),
                Condition::Is(state) => Filter::Is(*state),
                Condition::Text(_) => {
                    others += 1;
                    continue;
                }
                _ => continue,
            };
            let of_kept = !negated
                && matches!(
                    condition,
                    Condition::Note(_) | Condition::Tag(_) | Condition::Is(State::Kept)
                );
            filters.all.push(Asked { filter, negated: *negated, of_kept });
        }
        for (start, negated) in expression.starts() {
            if *negated {
                remarks.push(format!("{start}* is too short to be left out; it is not looked for"));
                continue;
            }
            remarks.push(format!("{start}* is looked for in titles only; write more of the word"));
            filters.all.push(Asked {
                filter: Filter::In(begun(connection, start)?),
                negated: false,
                of_kept: false,
            });
        }
        filters.only_notes = notes > 0 && others == 0;
        Ok(filters)
    }

    /// Tells whether only what is kept of articles is looked for.
    pub(crate) const fn only_notes(&self) -> bool {
        self.only_notes
    }

    /// Returns the tags that must be there.
    pub(crate) fn tags(&self) -> &[String] {
        &self.tags
    }

    /// Returns the smallest set that an article must be in, in order, if it has at most so many.
    pub(crate) fn smallest(&self, most: usize) -> Option<&[i64]> {
        let sets = self.all.iter().filter_map(|asked| match &asked.filter {
            Filter::In(set) if !asked.negated => Some(set.as_slice()),
            _ => None,
        });
        sets.min_by_key(|set| set.len()).filter(|set| set.len() <= most)
    }

    /// Tells whether an article is there and meets all of it.
    pub(crate) fn passes(&self, connection: &Connection, number: i64) -> Result<bool, Fault> {
        Ok(is_there(connection, number)? && meets(connection, number, self.all.iter())?)
    }

    /// Tells whether an article, there or not, meets what is asked of it when a passage of it is found.
    pub(crate) fn fits_kept(&self, connection: &Connection, number: i64) -> Result<bool, Fault> {
        meets(connection, number, self.all.iter().filter(|asked| !asked.of_kept))
    }
}

fn meets<'f>(
    connection: &Connection,
    number: i64,
    all: impl Iterator<Item = &'f Asked>,
) -> Result<bool, Fault> {
    for Asked { filter, negated, .. } in all {
        let meets = match filter {
            Filter::In(set) => set.binary_search(&number).is_ok(),
            Filter::Names(keys) => {
                let sql = "SELECT 1 FROM entities WHERE document = ?1 AND key = ?2";
                let mut statement = connection.prepare_cached(sql)?;
                let mut any = false;
                for key in keys {
                    any = any || statement.exists((number, key))?;
                }
                any
            }
            Filter::Is(state) => is(connection, number, *state)?,
        };
        if meets == *negated {
            return Ok(false);
        }
    }
    Ok(true)
}

fn is_there(connection: &Connection, number: i64) -> Result<bool, Fault> {
    let sql = "SELECT removed = 0 FROM documents WHERE number = ?1";
    let row = connection.prepare_cached(sql)?.query_row([number], |row| row.get(0));
    Ok(row.optional()?.unwrap_or(false))
}

fn is(connection: &Connection, number: i64, state: State) -> Result<bool, Fault> {
    let sql = match state {
        State::Unread => "SELECT read = 0 FROM documents WHERE number = ?1",
        State::Read => "SELECT read FROM documents WHERE number = ?1",
        State::Starred => "SELECT starred FROM documents WHERE number = ?1",
        State::Kept => "SELECT bookmarks > 0 FROM documents WHERE number = ?1",
    };
    let row = connection.prepare_cached(sql)?.query_row([number], |row| row.get(0));
    Ok(row.optional()?.unwrap_or(false))
}

/// Reads numbers, in order.
fn numbers(
    connection: &Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
) -> Result<Vec<i64>, Fault> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(parameters, |row| row.get(0))?;
    let mut found: Vec<i64> = rows.collect::<Result<_, _>>()?;
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

fn named(connection: &Connection, keys: Vec<String>) -> Result<Filter, Fault> {
    let mut all = Vec::new();
    let sql = "SELECT document FROM entities INDEXED BY entities_newest
               WHERE key = ?1 AND present = 1 LIMIT ?2";
    for key in &keys {
        all.extend(numbers(connection, sql, (key, SET))?);
        if all.len() >= SET as usize {
            return Ok(Filter::Names(keys));
        }
    }
    all.sort_unstable();
    all.dedup();
    Ok(Filter::In(all))
}

fn tagged(connection: &Connection, tags: &[String]) -> Result<Vec<i64>, Fault> {
    let mut all = Vec::new();
    for tag in tags {
        for sql in [
            "SELECT documents.number FROM bookmark_tags CROSS JOIN documents
                 ON documents.id = bookmark_tags.document WHERE tag = ?1 LIMIT ?2",
            "SELECT documents.number FROM article_tags CROSS JOIN documents
                 ON documents.id = article_tags.document WHERE tag = ?1 LIMIT ?2",
        ] {
            all.extend(numbers(connection, sql, (tag, SET))?);
        }
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

fn with_bookmarks(connection: &Connection) -> Result<Vec<i64>, Fault> {
    let sql = "SELECT documents.number FROM bookmarks CROSS JOIN documents
               ON documents.id = bookmarks.document LIMIT ?1";
    numbers(connection, sql, [SET * 4])
}

/// Returns the articles that have a note as a query wants it.
fn noted(
    connection: &Connection,
    expression: &Expression,
    query: &Query,
) -> Result<Vec<i64>, Fault> {
    // A note that is looked for beside other words need not have those.
    let only: Vec<Clause> = query
        .clauses
        .iter()
        .filter(|clause| matches!(clause.condition, Condition::Note(_)))
        .cloned()
        .collect();
    let alone = Query { clauses: only, remarks: Vec::new() };
    let alone = Expression::new(&alone, &[], 0);
    let Some(text) = alone.note().or_else(|| expression.note()) else { return Ok(Vec::new()) };
    let sql = "SELECT documents.number FROM note_index
               CROSS JOIN bookmarks ON bookmarks.number = note_index.rowid
               CROSS JOIN documents ON documents.id = bookmarks.document
               WHERE note_index MATCH ?1 ORDER BY note_index.rowid DESC LIMIT ?2";
    numbers(connection, sql, (text, SET))
}

fn of_story(
    connection: &Connection,
    name: &str,
    remarks: &mut Vec<String>,
) -> Result<Vec<i64>, Fault> {
    let wanted: Vec<String> = folded(name).split_whitespace().map(str::to_owned).collect();
    let mut all = Vec::new();
    let mut stories = 0;
    for (story, title) in story_titles(connection)? {
        let title = folded(&title);
        if stories < STORIES && wanted.iter().all(|word| title.contains(word.as_str())) {
            stories += 1;
            let sql = "SELECT number FROM documents WHERE story = ?1 AND removed = 0 LIMIT ?2";
            all.extend(numbers(connection, sql, (story, SET))?);
        }
    }
    if stories == 0 {
        remarks.push(format!("no story is called {name}"));
    }
    all.sort_unstable();
    Ok(all)
}

/// Returns the newest articles whose titles have a word that begins so.
fn begun(connection: &Connection, start: &str) -> Result<Vec<i64>, Fault> {
    let sql = "SELECT rowid FROM title_index WHERE title_index MATCH ?1
               ORDER BY rowid DESC LIMIT ?2";
    numbers(connection, sql, (format!("\"{start}\" *"), SET * 2))
}
