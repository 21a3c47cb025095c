//! The user's word on stories: which documents are on one event and which are not, whatever is computed.
//!
//! A word is about two documents and lies once for each of them. What the user does sets some words and the
//! stories of some documents, as one change; the newest word takes the place of older ones about the same two.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use crate::document::DocumentId;
use crate::store::error::Fault;
use crate::store::stories::{set_story, settle_story, story_id};
use crate::store::titles::retitle;
use crate::story::StoryId;

/// What the user says of two documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Word {
    /// They are on one event.
    Together,
    /// They are not.
    Apart,
}

/// What a change says of stories: of pairs of documents, and in which story documents are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Saying {
    /// By pair, the smaller identity first.
    pub(crate) words: Vec<(DocumentId, DocumentId, Option<Word>)>,
    /// By document.
    pub(crate) stories: Vec<(DocumentId, Option<StoryId>)>,
    /// The document that is taken out of its story; none if documents are put together.
    pub(crate) split: Option<DocumentId>,
}

impl Word {
    /// Returns the name in the store.
    const fn name(self) -> &'static str {
        match self {
            Self::Together => "together",
            Self::Apart => "apart",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Together, Self::Apart].into_iter().find(|word| word.name() == name)
    }
}

impl Saying {
    /// Returns what is said now where this says something.
    pub(crate) fn now(&self, connection: &Connection) -> Result<Self, Fault> {
        let word = |(one, other, _): &(DocumentId, DocumentId, Option<Word>)| {
            Ok((*one, *other, word_on(connection, *one, *other)?))
        };
        let story = |(document, _): &(DocumentId, Option<StoryId>)| {
            Ok((*document, place(connection, *document)?.1))
        };
        Ok(Self {
            words: self.words.iter().map(word).collect::<Result<_, Fault>>()?,
            stories: self.stories.iter().map(story).collect::<Result<_, Fault>>()?,
            split: self.split,
        })
    }

    /// Makes it so.
    pub(crate) fn apply(&self, connection: &Connection) -> Result<(), Fault> {
        for (one, other, word) in &self.words {
            set_word(connection, *one, *other, *word)?;
            set_word(connection, *other, *one, *word)?;
        }
        let mut touched = BTreeSet::new();
        for (document, story) in &self.stories {
            let (number, _) = place(connection, *document)?;
            let sql = "SELECT story FROM documents WHERE number = ?1";
            let before: Option<i64> =
                connection.prepare_cached(sql)?.query_row([number], |row| row.get(0))?;
            let story = story.map(|id| settle_story(connection, id)).transpose()?;
            set_story(connection, number, story)?;
            touched.extend(before.into_iter().chain(story));
        }
        for (document, _) in &self.stories {
            self.make_room(connection, *document)?;
        }
        touched.into_iter().try_for_each(|story| retitle(connection, story))
    }
}

impl Saying {
    /// Takes out of the story of a document what has come there meanwhile though the user said that it is on
    /// another event; its story is looked for anew.
    fn make_room(&self, connection: &Connection, document: DocumentId) -> Result<(), Fault> {
        let (_, Some(story)) = place(connection, document)? else { return Ok(()) };
        for (other, word) in words_of(connection, document)? {
            let is_here =
                || -> Result<bool, Fault> { Ok(place(connection, other)?.1 == Some(story)) };
            let is_said = self.stories.iter().any(|(said, _)| *said == other);
            if word == Word::Apart && !is_said && is_here()? {
                let sql = "UPDATE documents SET story = NULL, clustered = 0 WHERE id = ?1";
                connection.prepare_cached(sql)?.execute([other.as_bytes()])?;
            }
        }
        Ok(())
    }
}

/// Returns what to say so that documents are on one event: their stories become one, and what was said against
/// it is taken back.
pub(crate) fn joining(connection: &Connection, documents: &[DocumentId]) -> Result<Saying, Fault> {
    let mut all = Vec::new();
    let mut stories: BTreeMap<i64, usize> = BTreeMap::new();
    for document in documents {
        let (number, story) = place(connection, *document)?;
        match story {
            None => all.push(*document),
            Some(_) => {
                let story = story_number(connection, number)?;
                let members = members(connection, story)?;
                stories.insert(story, members.len());
                all.extend(members);
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    let named = |story: &i64| -> Result<bool, Fault> {
        let sql = "SELECT given IS NOT NULL FROM stories WHERE number = ?1";
        Ok(connection.prepare_cached(sql)?.query_row([story], |row| row.get(0))?)
    };
    // The one the user gave a title, then the largest, then the oldest.
    let mut kept: Option<(bool, usize, i64)> = None;
    for (story, size) in &stories {
        let found = (named(story)?, *size, *story);
        if kept.is_none_or(|known| (found.0, found.1) > (known.0, known.1)) {
            kept = Some(found);
        }
    }
    let target = match kept {
        Some((_, _, story)) => story_id(connection, story)?,
        None => StoryId::random()?,
    };
    let mut saying = Saying::default();
    let Some(first) = documents.first().copied() else { return Ok(saying) };
    let among: BTreeSet<DocumentId> = all.iter().copied().collect();
    let mut words = BTreeMap::new();
    for document in &all {
        for (other, word) in words_of(connection, *document)? {
            if word == Word::Apart && among.contains(&other) {
                words.insert(pair(*document, other), None);
            }
        }
    }
    // After all that is taken back, which lies once for each of two documents.
    for document in all.iter().filter(|document| **document != first) {
        words.insert(pair(first, *document), Some(Word::Together));
    }
    saying.words = words.into_iter().map(|((one, other), word)| (one, other, word)).collect();
    saying.stories = all.into_iter().map(|document| (document, Some(target))).collect();
    Ok(saying)
}

/// Returns what to say so that a document is on another event than the others of its story. Those that were put
/// together by way of it stay together.
pub(crate) fn splitting(connection: &Connection, document: DocumentId) -> Result<Saying, Fault> {
    let (number, story) = place(connection, document)?;
    if story.is_none() {
        return Ok(Saying::default());
    }
    let others = members(connection, story_number(connection, number)?)?;
    let mut words = BTreeMap::new();
    let mut hub: Option<DocumentId> = None;
    let mut stories = vec![(document, None)];
    for other in others.into_iter().filter(|other| *other != document) {
        if word_on(connection, document, other)? == Some(Word::Together) {
            // It stays where it is, and is there still when this is taken back.
            stories.push((other, story));
            match hub {
                Some(hub) => drop(words.insert(pair(hub, other), Some(Word::Together))),
                None => hub = Some(other),
            }
        }
        words.insert(pair(document, other), Some(Word::Apart));
    }
    let words = words.into_iter().map(|((one, other), word)| (one, other, word)).collect();
    Ok(Saying { words, stories, split: Some(document) })
}

fn pair(one: DocumentId, other: DocumentId) -> (DocumentId, DocumentId) {
    if one < other { (one, other) } else { (other, one) }
}

/// Returns the number of a document and its story.
fn place(connection: &Connection, document: DocumentId) -> Result<(i64, Option<StoryId>), Fault> {
    let sql = "SELECT documents.number, stories.id FROM documents
               LEFT JOIN stories ON stories.number = documents.story WHERE documents.id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let row = statement.query_row([document.as_bytes()], |row| {
        Ok((row.get(0)?, row.get::<_, Option<[u8; 16]>>(1)?.map(StoryId::from_bytes)))
    });
    row.optional()?.ok_or(Fault::NoDocument(document))
}

fn story_number(connection: &Connection, document: i64) -> Result<i64, Fault> {
    let sql = "SELECT story FROM documents WHERE number = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([document], |row| row.get(0))?)
}

/// Returns every document of a story, removed ones included.
fn members(connection: &Connection, story: i64) -> Result<Vec<DocumentId>, Fault> {
    let sql = "SELECT id FROM documents INDEXED BY documents_story WHERE story = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([story], |row| row.get(0).map(DocumentId::from_bytes))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns all that the user says of a document and others.
pub(crate) fn words_of(
    connection: &Connection,
    document: DocumentId,
) -> Result<Vec<(DocumentId, Word)>, Fault> {
    let sql = "SELECT other, word FROM story_words WHERE document = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([document.as_bytes()], |row| {
        Ok((DocumentId::from_bytes(row.get(0)?), row.get::<_, String>(1)?))
    })?;
    rows.map(|row| {
        let (other, name) = row?;
        Ok((other, Word::from_name(&name).ok_or(Fault::Unreadable("the user's word"))?))
    })
    .collect()
}

fn word_on(
    connection: &Connection,
    document: DocumentId,
    other: DocumentId,
) -> Result<Option<Word>, Fault> {
    let sql = "SELECT word FROM story_words WHERE document = ?1 AND other = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let key = (document.as_bytes(), other.as_bytes());
    let name: Option<String> = statement.query_row(key, |row| row.get(0)).optional()?;
    Ok(name.as_deref().and_then(Word::from_name))
}

fn set_word(
    connection: &Connection,
    document: DocumentId,
    other: DocumentId,
    word: Option<Word>,
) -> Result<(), Fault> {
    let key = (document.as_bytes(), other.as_bytes());
    if let Some(word) = word {
        let sql = "INSERT OR REPLACE INTO story_words (document, other, word) VALUES (?1, ?2, ?3)";
        connection.prepare_cached(sql)?.execute((key.0, key.1, word.name()))?;
    } else {
        let sql = "DELETE FROM story_words WHERE document = ?1 AND other = ?2";
        connection.prepare_cached(sql)?.execute(key)?;
    }
    Ok(())
}
