//! Filters: what of a query is asked of each article that has the words.
//!
//! What few articles have is a set that is read once; what many have is asked of each, so that nothing is left out
//! however many there are.

use rusqlite::{Connection, OptionalExtension};

use crate::fact::EntityKind;
use crate::search::{Clause, Condition, Query, State};
use crate::source::FeedId;
use crate::store::article_tags::forms_of_tag;
use crate::store::error::Fault;
use crate::store::search::expression::Expression;
use crate::store::search::keeping::{Keeping, articles_with};
use crate::store::search::set::{Set, few, few_of_each, newest};
use crate::store::values::{keys_of, stories_called};

/// How many articles that have not been read for names are counted.
const UNREAD: u32 = 1_000;

/// What is asked of an article.
#[derive(Clone, Debug)]
enum Filter {
    /// It is one of these.
    In(Set),
    /// It names one of these, by the key.
    Names(Vec<String>),
    /// It or a passage of it has one of these tags.
    Tagged(Vec<String>),
    /// A note on it is what the index of notes is asked.
    Noted(String),
    /// A passage of it is kept that is so.
    Keeps(Keeping),
    /// It is in one of these stories, in order.
    OfStories(Vec<i64>),
    /// It came with this feed.
    OfFeed(i64),
    /// What the user did with it.
    Is(State),
}

/// One thing that is asked.
#[derive(Clone, Debug)]
struct Asked {
    filter: Filter,
    /// Whether it must not be so.
    negated: bool,
    /// Whether a kept passage that is found need not be asked it: it is so of all, or asked otherwise.
    of_kept: bool,
}

/// What a query asks of the tags of a kept passage.
#[derive(Clone, Debug)]
pub(crate) struct Tags {
    /// All ways in which one tag is written; none if nothing has it.
    pub(crate) forms: Vec<String>,
    /// Whether the passage must have none of them rather than one.
    pub(crate) negated: bool,
}

/// All that is asked of an article beside its words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filters {
    all: Vec<Asked>,
    only_notes: bool,
    tags: Vec<Tags>,
    /// What a kept passage must be, or must not.
    keeping: Vec<(Keeping, bool)>,
}

impl Filters {
    /// Reads what the filters of a query need to look for articles below a number; words of notes are looked for in
    /// all forms they have in some languages.
    pub(crate) fn new(
        connection: &Connection,
        query: &Query,
        expression: &Expression,
        languages: &[&str],
        below: i64,
        remarks: &mut Vec<String>,
    ) -> Result<Self, Fault> {
        let mut filters = Self::default();
        let (mut notes, mut others) = (0, 0);
        for Clause { negated, condition } in &query.clauses {
            let filter = match condition {
                Condition::Entity(kind, name) => named(connection, *kind, name, remarks)?,
                Condition::Tag(tag) => {
                    let forms = tags_called(connection, tag, remarks)?;
                    filters.tags.push(Tags { forms: forms.clone(), negated: *negated });
                    tagged(connection, forms)?
                }
                Condition::Story(name) => of_story(connection, name, remarks)?,
                Condition::Note(_) => {
                    notes += usize::from(!negated);
                    noted(connection, condition, languages)?
                }
                Condition::Label(_) | Condition::Quality(_) | Condition::Kept(_) => {
                    let keeping = Keeping::of(condition, remarks);
                    filters.keeping.push((keeping.clone(), *negated));
                    keeping.articles(connection)?.map_or(Filter::Keeps(keeping), Filter::In)
                }
                Condition::Is(State::Kept) => kept(connection)?,
                Condition::Is(state) => {
                    if *state == State::Starred && !negated {
                        filters.all.extend(starred(connection)?);
                    }
                    Filter::Is(*state)
                }
                Condition::Text(_) => {
                    others += 1;
                    continue;
                }
                _ => continue,
            };
            let of_kept = !negated && condition.is_of_passages();
            filters.all.push(Asked { filter, negated: *negated, of_kept });
        }
        for (start, negated) in expression.starts() {
            if *negated {
                remarks.push(format!("{start}* is too short to be left out; it is not looked for"));
                continue;
            }
            remarks.push(format!("{start}* is looked for in titles only; write more of the word"));
            filters.must(begun(connection, start, below)?);
        }
        filters.only_notes = notes > 0 && others == 0;
        Ok(filters)
    }

    /// Leaves only what came with a feed.
    pub(crate) fn within(&mut self, connection: &Connection, feed: FeedId) -> Result<(), Fault> {
        let sql = "SELECT number FROM feeds WHERE id = ?1";
        let mut statement = connection.prepare_cached(sql)?;
        let number: Option<i64> =
            statement.query_row([feed.as_bytes()], |row| row.get(0)).optional()?;
        let Some(number) = number else {
            self.must(Filter::In(Set::default()));
            return Ok(());
        };
        let sql = "SELECT document FROM members WHERE feed = ?1 AND present = 1";
        let set = few(connection, sql, [number])?;
        self.must(set.map_or(Filter::OfFeed(number), Filter::In));
        Ok(())
    }

    fn must(&mut self, filter: Filter) {
        self.all.push(Asked { filter, negated: false, of_kept: false });
    }

    /// Tells whether only what is kept of articles is looked for.
    pub(crate) const fn only_notes(&self) -> bool {
        self.only_notes
    }

    /// Returns what is asked of the tags of a passage, one by one.
    pub(crate) fn tags(&self) -> &[Tags] {
        &self.tags
    }

    /// Returns what a passage must be by its row, one by one, and whether it must not be.
    pub(crate) fn keeping(&self) -> &[(Keeping, bool)] {
        &self.keeping
    }

    /// Returns the smallest set that an article must be in, if it has at most so many.
    pub(crate) fn smallest(&self, most: usize) -> Option<&Set> {
        let sets = self.all.iter().filter_map(|asked| match &asked.filter {
            Filter::In(set) if !asked.negated => Some(set),
            _ => None,
        });
        sets.min_by_key(|set| set.len()).filter(|set| set.len() <= most)
    }

    /// Returns the oldest article down to which it is known what passes, if there may be older ones.
    pub(crate) fn floor(&self) -> Option<i64> {
        let floors = self.all.iter().filter_map(|asked| match &asked.filter {
            Filter::In(set) => set.floor(),
            _ => None,
        });
        floors.max()
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
        if filter.fits(connection, number)? == *negated {
            return Ok(false);
        }
    }
    Ok(true)
}

impl Filter {
    fn fits(&self, connection: &Connection, number: i64) -> Result<bool, Fault> {
        match self {
            Self::In(set) => Ok(set.has(number)),
            Self::Names(keys) => {
                let sql = "SELECT 1 FROM entities WHERE document = ?1 AND key = ?2";
                any(connection, sql, number, keys)
            }
            Self::Tagged(tags) => {
                let of_article = "SELECT 1 FROM documents
                    CROSS JOIN article_tags ON article_tags.document = documents.id
                    WHERE documents.number = ?1 AND article_tags.tag = ?2";
                let of_passage = "SELECT 1 FROM documents
                    CROSS JOIN bookmarks ON bookmarks.document = documents.id
                    CROSS JOIN bookmark_tags ON bookmark_tags.bookmark = bookmarks.number
                    WHERE documents.number = ?1 AND bookmark_tags.tag = ?2";
                Ok(any(connection, of_article, number, tags)?
                    || any(connection, of_passage, number, tags)?)
            }
            Self::Noted(text) => {
                let sql = "SELECT 1 FROM documents
                    CROSS JOIN bookmarks ON bookmarks.document = documents.id
                    CROSS JOIN note_index ON note_index.rowid = bookmarks.number
                    WHERE documents.number = ?1 AND note_index MATCH ?2";
                any(connection, sql, number, std::slice::from_ref(text))
            }
            Self::Keeps(keeping) => keeping.is_of_article(connection, number),
            Self::OfStories(stories) => {
                let sql = "SELECT story FROM documents WHERE number = ?1";
                let row = connection.prepare_cached(sql)?.query_row([number], |row| row.get(0));
                let story: Option<i64> = row.optional()?.flatten();
                Ok(story.is_some_and(|story| stories.binary_search(&story).is_ok()))
            }
            Self::OfFeed(feed) => {
                let sql = "SELECT 1 FROM members WHERE document = ?1 AND feed = ?2";
                Ok(connection.prepare_cached(sql)?.exists((number, feed))?)
            }
            Self::Is(state) => is(connection, number, *state),
        }
    }
}

/// Tells whether an article has any of some values.
fn any(connection: &Connection, sql: &str, number: i64, values: &[String]) -> Result<bool, Fault> {
    let mut statement = connection.prepare_cached(sql)?;
    for value in values {
        if statement.exists((number, value))? {
            return Ok(true);
        }
    }
    Ok(false)
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

fn named(
    connection: &Connection,
    kind: EntityKind,
    name: &str,
    remarks: &mut Vec<String>,
) -> Result<Filter, Fault> {
    let keys = keys_of(connection, kind, name)?;
    if keys.is_empty() {
        let article = if kind == EntityKind::Organization { "an" } else { "a" };
        let kind = kind.name();
        let none = format!("no article names {article} {kind} called {name}");
        remarks.push(match unextracted(connection)? {
            0 => none,
            1 => format!("{none}; one has not been read for names yet"),
            UNREAD => format!("{none}; many have not been read for names yet"),
            count => format!("{none}; {count} have not been read for names yet"),
        });
    }
    let sql = "SELECT document FROM entities INDEXED BY entities_newest
               WHERE key = ?1 AND present = 1";
    let set = few_of_each(connection, keys.iter().map(|key| (sql, [key])))?;
    Ok(set.map_or(Filter::Names(keys), Filter::In))
}

/// Returns how many articles have not been read for whom they name, counted up to a limit.
fn unextracted(connection: &Connection) -> Result<u32, Fault> {
    let sql = "SELECT count(*) FROM (
                   SELECT 1 FROM documents WHERE removed = 0 AND extracted = 0 LIMIT ?1)";
    Ok(connection.prepare_cached(sql)?.query_row([UNREAD], |row| row.get(0))?)
}

/// Returns the tags that are called something, case and accents aside.
fn tags_called(
    connection: &Connection,
    tag: &str,
    remarks: &mut Vec<String>,
) -> Result<Vec<String>, Fault> {
    let known = forms_of_tag(connection, tag)?;
    if known.is_empty() {
        remarks.push(format!("nothing has the tag {tag}"));
    }
    Ok(known)
}

fn tagged(connection: &Connection, tags: Vec<String>) -> Result<Filter, Fault> {
    let of_passages = "SELECT documents.number FROM bookmark_tags
        CROSS JOIN bookmarks ON bookmarks.number = bookmark_tags.bookmark
        CROSS JOIN documents ON documents.id = bookmarks.document WHERE bookmark_tags.tag = ?1";
    let of_articles = "SELECT documents.number FROM article_tags
        CROSS JOIN documents ON documents.id = article_tags.document WHERE article_tags.tag = ?1";
    let questions = tags.iter().flat_map(|tag| [(of_passages, [tag]), (of_articles, [tag])]);
    let set = few_of_each(connection, questions)?;
    Ok(set.map_or(Filter::Tagged(tags), Filter::In))
}

fn kept(connection: &Connection) -> Result<Filter, Fault> {
    let set = articles_with(connection, "1", &[])?;
    Ok(set.map_or(Filter::Is(State::Kept), Filter::In))
}

/// Returns the articles that are there and starred if they are few; of a passage its own article is asked.
fn starred(connection: &Connection) -> Result<Option<Asked>, Fault> {
    let sql = "SELECT number FROM documents INDEXED BY documents_starred
               WHERE removed = 0 AND starred = 1";
    let set = few(connection, sql, [])?.map(Filter::In);
    Ok(set.map(|filter| Asked { filter, negated: false, of_kept: true }))
}

/// Returns the articles that have a note as it is wanted; it need not have the other words of the query.
fn noted(connection: &Connection, note: &Condition, languages: &[&str]) -> Result<Filter, Fault> {
    let only = vec![Clause { negated: false, condition: note.clone() }];
    let alone = Expression::new(&Query { clauses: only, remarks: Vec::new() }, languages, 0);
    let Some(text) = alone.note() else { return Ok(Filter::In(Set::default())) };
    let sql = "SELECT documents.number FROM note_index
               CROSS JOIN bookmarks ON bookmarks.number = note_index.rowid
               CROSS JOIN documents ON documents.id = bookmarks.document
               WHERE note_index MATCH ?1";
    Ok(few(connection, sql, [text])?.map_or_else(|| Filter::Noted(text.to_owned()), Filter::In))
}

fn of_story(
    connection: &Connection,
    name: &str,
    remarks: &mut Vec<String>,
) -> Result<Filter, Fault> {
    let stories = stories_called(connection, name, remarks)?;
    let sql = "SELECT number FROM documents WHERE story = ?1 AND removed = 0";
    let set = few_of_each(connection, stories.iter().map(|story| (sql, [story])))?;
    Ok(set.map_or(Filter::OfStories(stories), Filter::In))
}

/// Returns articles below a number whose titles have a word that begins so, as many as make a set.
fn begun(connection: &Connection, start: &str, below: i64) -> Result<Filter, Fault> {
    let sql = "SELECT rowid FROM title_index WHERE title_index MATCH ?1 AND rowid < ?2
               ORDER BY rowid DESC";
    Ok(Filter::In(newest(connection, sql, (format!("\"{start}\" *"), below))?))
}
