//! Values that fields of a query can have: sites, languages and names by the words in them, tags and stories.
//!
//! A value is remembered under each of its words, once, however many articles have it, and stays when they go; what
//! no article has any more is not offered. What a query means by a name is told here, too, for articles and for kept
//! passages alike: the stories that are called so, and in which languages its words are.

use rusqlite::Connection;

use crate::fact::EntityKind;
use crate::fact::key::key;
use crate::search::{Condition, Query, folded, tokens};
use crate::store::article_tags::first_tags;
use crate::store::error::{Error, Fault};
use crate::store::store::Store;

/// How many values are looked at to offer some.
const LOOKED_AT: usize = 60;

/// How many articles of a value are counted to say which is likelier.
const COUNTED: u32 = 100;

/// How many stories and tags are looked at, the newest or first.
pub(crate) const LISTED: u32 = 2_000;

/// How many names a value of a query can stand for.
pub(crate) const NAMES: usize = 64;

/// Remembers a site.
pub(crate) fn know_site(connection: &Connection, site: &str) -> Result<(), Fault> {
    for (_, word) in tokens(site) {
        know(connection, "site", &word, site)?;
    }
    Ok(())
}

/// Remembers a language.
pub(crate) fn know_language(connection: &Connection, language: &str) -> Result<(), Fault> {
    let code = folded(language.split('-').next().unwrap_or(language));
    know(connection, "lang", &code, &code)
}

/// Remembers whom or what an article names, by the key.
pub(crate) fn know_name(connection: &Connection, key: &str) -> Result<(), Fault> {
    let Some((kind, name)) = key.split_once(':') else { return Ok(()) };
    for word in name.split(' ') {
        know(connection, kind, word, key)?;
    }
    Ok(())
}

fn know(connection: &Connection, field: &str, word: &str, value: &str) -> Result<(), Fault> {
    let sql = "INSERT OR IGNORE INTO search_values (field, word, value) VALUES (?1, ?2, ?3)";
    connection.prepare_cached(sql)?.execute((field, word, value))?;
    Ok(())
}

/// Returns the languages that articles are in.
pub(crate) fn languages(connection: &Connection) -> Result<Vec<String>, Fault> {
    let sql = "SELECT DISTINCT word FROM search_values WHERE field = 'lang' LIMIT 40";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the keys of those that are called something: by the whole name if there is such a key, otherwise by all
/// the words, of which the last may be begun.
pub(crate) fn keys_of(
    connection: &Connection,
    kind: EntityKind,
    name: &str,
) -> Result<Vec<String>, Fault> {
    let whole = key(kind, name);
    if let Some(whole) = whole
        && has_articles(connection, &whole)?
    {
        return Ok(vec![whole]);
    }
    let words: Vec<String> = name.split_whitespace().map(crate::fact::key::folded).collect();
    let words: Vec<&str> =
        words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    let Some((last, others)) = words.split_last() else { return Ok(Vec::new()) };
    for begun in [false, true] {
        let mut found = Vec::new();
        for value in values(connection, kind.name(), last, begun, LISTED)? {
            let own: Vec<&str> =
                value.split_once(':').map_or("", |(_, name)| name).split(' ').collect();
            if others.iter().all(|word| own.contains(word)) {
                found.push(value);
            }
        }
        if !found.is_empty() {
            found.truncate(NAMES);
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// Returns the values of a field with a word in them, or with one that begins so.
fn values(
    connection: &Connection,
    field: &str,
    word: &str,
    begun: bool,
    limit: u32,
) -> Result<Vec<String>, Fault> {
    let end = if begun { format!("{word}\u{10ffff}") } else { word.to_owned() };
    let sql = "SELECT value FROM search_values
               WHERE field = ?1 AND word >= ?2 AND word <= ?3 LIMIT ?4";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map((field, word, end, limit), |row| row.get(0))?;
    let mut found: Vec<String> = rows.collect::<Result<_, _>>()?;
    found.sort();
    found.dedup();
    Ok(found)
}

fn has_articles(connection: &Connection, key: &str) -> Result<bool, Fault> {
    let sql = "SELECT 1 FROM entities INDEXED BY entities_newest WHERE key = ?1 AND present = 1";
    Ok(connection.prepare_cached(sql)?.exists([key])?)
}

/// Returns the titles of the newest stories with their numbers.
pub(crate) fn story_titles(connection: &Connection) -> Result<Vec<(i64, String)>, Fault> {
    let sql = "SELECT number, ifnull(given, title) FROM stories INDEXED BY stories_newest
               WHERE members > 1 ORDER BY newest DESC, turn DESC LIMIT ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([LISTED], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Store {
    /// Returns values of a field that begin with what was typed, or have a word that does, the likeliest first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn values(&self, field: &str, typed: &str, limit: usize) -> Result<Vec<String>, Error> {
        self.read(|connection| {
            let mut found = match field {
                "person" | "place" => names(connection, field, typed)?,
                "org" => names(connection, EntityKind::Organization.name(), typed)?,
                "tag" => beginning(first_tags(connection, LISTED)?, typed),
                "story" => {
                    let titles = story_titles(connection)?.into_iter().map(|(_, title)| title);
                    beginning(titles.collect(), typed)
                }
                "source" | "site" | "lang" => {
                    let known = if field == "source" { "site" } else { field };
                    let word = tokens(typed).pop().map_or_else(String::new, |(_, word)| word);
                    let found = values(connection, known, &word, true, LISTED)?;
                    beginning(found, typed)
                }
                _ => Vec::new(),
            };
            found.truncate(limit);
            Ok(found)
        })
    }
}

/// Keeps what begins with what was typed, then what has a word that does.
fn beginning(all: Vec<String>, typed: &str) -> Vec<String> {
    let typed = folded(typed.trim());
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for value in all {
        let form = folded(&value);
        if form.starts_with(&typed) {
            first.push(value);
        } else if form.split(|ch: char| !ch.is_alphanumeric()).any(|word| word.starts_with(&typed))
        {
            second.push(value);
        }
    }
    first.append(&mut second);
    first
}

/// Returns names as articles write them, those of more articles first.
fn names(connection: &Connection, kind: &str, typed: &str) -> Result<Vec<String>, Fault> {
    let words: Vec<String> = typed.split_whitespace().map(crate::fact::key::folded).collect();
    let last = words.last().map_or("", String::as_str);
    let others = words.get(..words.len().saturating_sub(1)).unwrap_or_default();
    let mut found: Vec<(u32, String)> = Vec::new();
    for value in values(connection, kind, last, true, LISTED)? {
        let own: Vec<&str> =
            value.split_once(':').map_or("", |(_, name)| name).split(' ').collect();
        if !others.iter().all(|word| own.contains(&word.as_str())) {
            continue;
        }
        let sql = "SELECT count(*), max(name) FROM (SELECT name FROM entities
                   INDEXED BY entities_newest WHERE key = ?1 AND present = 1 LIMIT ?2)";
        let mut statement = connection.prepare_cached(sql)?;
        let (count, name): (u32, Option<String>) =
            statement.query_row((&value, COUNTED), |row| Ok((row.get(0)?, row.get(1)?)))?;
        found.extend(name.map(|name| (count, name)));
        if found.len() >= LOOKED_AT {
            break;
        }
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    Ok(found.into_iter().map(|(_, name)| name).collect())
}

/// Returns the languages in whose forms the words of a query are looked for, in articles and kept passages alike.
pub(crate) fn spoken(connection: &Connection, query: &Query) -> Result<Vec<String>, Fault> {
    let asked = query.wanted().filter_map(|condition| match condition {
        Condition::Language(code) => Some(code.clone()),
        _ => None,
    });
    let asked: Vec<String> = asked.collect();
    if !asked.is_empty() {
        return Ok(asked);
    }
    let mut all = languages(connection)?;
    if !all.iter().any(|code| code == "en") {
        all.push("en".to_owned());
    }
    Ok(all)
}

/// Returns the stories that are called something, in order.
pub(crate) fn stories_called(
    connection: &Connection,
    name: &str,
    remarks: &mut Vec<String>,
) -> Result<Vec<i64>, Fault> {
    let wanted = folded(name);
    let is_called = |title: &str| {
        let title = folded(title);
        wanted.split_whitespace().all(|word| title.contains(word))
    };
    let titles = story_titles(connection)?;
    if titles.len() == LISTED as usize {
        remarks.push(format!("story: knows the newest {LISTED} stories"));
    }
    let called = titles.iter().filter(|(_, title)| is_called(title));
    let mut stories: Vec<i64> = called.map(|(number, _)| *number).collect();
    if stories.is_empty() {
        remarks.push(format!("no story is called {name}"));
    }
    stories.sort_unstable();
    Ok(stories)
}
