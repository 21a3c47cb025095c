//! Clustering: which story a document belongs to, decided when its text has been read.
//!
//! What the user says comes first; then a document stays in the story it is in while it fits; then it goes to the
//! story, or the document that is alone, that it is most like. However many documents there are, a few are looked
//! at.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Row};

use crate::document::DocumentId;
use crate::store::error::{Error, Fault};
use crate::store::pending::{Pending, Queue, pending};
use crate::store::signatures::{Candidate, candidates, group_of, put_signature};
use crate::store::store::Store;
use crate::store::stories::{set_story, settle_story, story_id};
use crate::store::story_words::{Word, words_of};
use crate::store::texts::{TextDigest, current};
use crate::store::titles::retitle;
use crate::story::{Group, Profile, Signature, StoryId, choose, fits, is_one_event};

/// How many stories are looked at for one document.
const MOST_STORIES: usize = 8;

/// A story of so many documents takes no more but by the user's word.
const LARGEST: u32 = 200;

/// What is known of a text for finding its story.
#[derive(Clone, Debug)]
pub struct ReadyProfile {
    /// The document.
    pub document: DocumentId,
    /// Which text of it.
    pub text: TextDigest,
    /// What it is on.
    pub profile: Profile,
}

impl Store {
    /// Returns documents whose story this clusterer has not looked for yet, after a place among them: those that
    /// an older one has looked at first, then those that none has; of each the newest first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn unclustered(
        &self,
        clusterer: u16,
        after: Option<Pending>,
        limit: usize,
    ) -> Result<Vec<Pending>, Error> {
        self.read(|connection| pending(connection, QUEUE, clusterer, after, limit))
    }

    /// Tells whether this clusterer has looked for the story of a document's current text.
    ///
    /// # Errors
    ///
    /// Fails if there is no such document or the store cannot be read.
    pub fn is_clustered(&self, document: DocumentId, clusterer: u16) -> Result<bool, Error> {
        self.read(|connection| {
            let sql = "SELECT clustered >= ?2 FROM documents WHERE id = ?1";
            let mut statement = connection.prepare_cached(sql)?;
            let found = statement.query_row((document.as_bytes(), clusterer), |row| row.get(0));
            found.optional()?.ok_or(Fault::NoDocument(document))
        })
    }

    /// Finds the stories of documents, one after another; leaves out those that have another text by now.
    /// Returns the stories that have other documents than before.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn assign(
        &self,
        clusterer: u16,
        ready: &[ReadyProfile],
    ) -> Result<BTreeSet<StoryId>, Error> {
        self.write(|connection| {
            let mut changed = BTreeSet::new();
            for ready in ready {
                match assign(connection, clusterer, ready) {
                    Err(Fault::NoDocument(_)) => {}
                    done => changed.extend(done?),
                }
            }
            changed.into_iter().map(|story| story_id(connection, story)).collect()
        })
    }
}

/// How those are read that wait for this.
const QUEUE: Queue = Queue { rest: REST, older: OLDER };

/// Reads on among those that the same clusterer looked at.
const REST: &str = "SELECT clustered, number, id FROM documents INDEXED BY documents_clustered
    WHERE removed = 0 AND clustered = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3";

/// Reads those that older clusterers looked at.
const OLDER: &str = "SELECT clustered, number, id FROM documents INDEXED BY documents_clustered
    WHERE removed = 0 AND clustered < ?1 AND number < ?2
    ORDER BY clustered DESC, number DESC LIMIT ?3";

/// Finds the story of a document; returns the numbers of those it left and came to.
fn assign(
    connection: &Connection,
    clusterer: u16,
    ready: &ReadyProfile,
) -> Result<BTreeSet<i64>, Fault> {
    let (_, digest) = current(connection, ready.document)?;
    if digest != ready.text {
        return Ok(BTreeSet::new());
    }
    let sql = "SELECT number, story FROM documents WHERE id = ?1";
    let (document, story): (i64, Option<i64>) = connection
        .prepare_cached(sql)?
        .query_row([ready.document.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let signature = put_signature(connection, document, clusterer, &ready.profile)?;
    let words = words_of(connection, ready.document)?;
    let found = if words.iter().any(|(_, word)| *word == Word::Together) {
        // The user put it where it is.
        story
    } else {
        let apart = words.iter().map(|(other, _)| *other).collect();
        let article = Article { document, story, clusterer, signature: &signature };
        fitting(connection, article, &apart)?
    };
    set_story(connection, document, found)?;
    let sql = "UPDATE documents SET clustered = ?2 WHERE number = ?1";
    connection.prepare_cached(sql)?.execute((document, clusterer))?;
    let touched: BTreeSet<i64> = story.into_iter().chain(found).collect();
    touched.iter().try_for_each(|story| retitle(connection, *story))?;
    Ok(if story == found { BTreeSet::new() } else { touched })
}

/// A document whose story is looked for.
#[derive(Clone, Copy, Debug)]
struct Article<'a> {
    document: i64,
    /// Where it is now.
    story: Option<i64>,
    /// By which version of the clusterer.
    clusterer: u16,
    signature: &'a Signature,
}

/// Where a document may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// To a story.
    Story(i64),
    /// To a document that is alone.
    Alone(i64),
}

/// Returns the story that a document belongs to, made if it is one of two that were alone. Other stories and
/// documents that turn out to be on the same event come to it.
fn fitting(
    connection: &Connection,
    article: Article<'_>,
    apart: &BTreeSet<DocumentId>,
) -> Result<Option<i64>, Fault> {
    let Article { document, story, clusterer, signature } = article;
    // Where nobody else is left it stays only if it belongs nowhere else.
    let mut kept = None;
    if let Some(story) = story {
        let stays = match group_of(connection, story, document, clusterer)? {
            None => {
                kept = Some(story);
                false
            }
            // Those whom an older clusterer looked at cannot be compared with it yet.
            Some(others) => others.is_empty() || fits(signature, &others),
        };
        if stays || has_name(connection, story)? {
            return Ok(Some(story));
        }
    }
    let candidates = candidates(connection, document, clusterer, signature)?;
    let mut places = places(connection, article, candidates, apart)?;
    let groups: Vec<Group> = places.iter().map(|(_, group)| group.clone()).collect();
    let Some(choice) = choose(signature, &groups) else { return Ok(kept) };
    let (place, group) = places.swap_remove(choice.group);
    let mut story = match place {
        Place::Story(story) => story,
        Place::Alone(other) => {
            let story = settle_story(connection, StoryId::random()?)?;
            set_story(connection, other, Some(story))?;
            story
        }
    };
    set_story(connection, document, Some(story))?;
    let group = group.with(signature.clone());
    for (place, other) in places {
        if is_one_event(&group, &other) {
            story = unite(connection, story, place)?;
        }
    }
    Ok(Some(story))
}

/// Brings a story or a document that is alone to a story, unless the user has said something against it or it
/// would be too large. Returns the story that it is now.
fn unite(connection: &Connection, story: i64, place: Place) -> Result<i64, Fault> {
    match place {
        Place::Alone(other) => {
            if !is_apart(connection, story, place)? && size(connection, story)? < LARGEST {
                set_story(connection, other, Some(story))?;
            }
            Ok(story)
        }
        Place::Story(other) => {
            let (one, two) = (standing(connection, story)?, standing(connection, other)?);
            let both_held = one.held && two.held;
            if both_held || one.size + two.size > LARGEST || is_apart(connection, story, place)? {
                return Ok(story);
            }
            let stays = (one.held, one.size, -story) > (two.held, two.size, -other);
            let (from, to) = if stays { (other, story) } else { (story, other) };
            let sql = "UPDATE documents SET story = ?2 WHERE story = ?1";
            connection.prepare_cached(sql)?.execute((from, to))?;
            Ok(to)
        }
    }
}

/// Tells whether the user said of a document of a story and one of another place that they are on different events.
fn is_apart(connection: &Connection, story: i64, place: Place) -> Result<bool, Fault> {
    let (which, other) = match place {
        Place::Story(other) => ("story", other),
        Place::Alone(other) => ("number", other),
    };
    let sql = format!(
        "SELECT 1 FROM documents AS here INDEXED BY documents_story
         CROSS JOIN story_words ON story_words.document = here.id AND story_words.word = 'apart'
         CROSS JOIN documents AS there ON there.id = story_words.other
         WHERE here.story = ?1 AND there.{which} = ?2"
    );
    Ok(connection.prepare_cached(&sql)?.exists((story, other))?)
}

/// Tells whether the user gave a story a title: then it holds its documents, so that the title is not lost.
fn has_name(connection: &Connection, story: i64) -> Result<bool, Fault> {
    let sql = "SELECT given IS NOT NULL FROM stories WHERE number = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([story], |row| row.get(0))?)
}

fn size(connection: &Connection, story: i64) -> Result<u32, Fault> {
    let sql = "SELECT members FROM stories WHERE number = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([story], |row| row.get(0))?)
}

/// What decides whether stories may become one, and which of them stays.
#[derive(Clone, Copy, Debug)]
struct Standing {
    size: u32,
    /// Whether the user gave it a title or said something of its documents, so that no other takes its place.
    held: bool,
}

fn standing(connection: &Connection, story: i64) -> Result<Standing, Fault> {
    let sql = "SELECT members, given IS NOT NULL OR EXISTS (
                   SELECT 1 FROM documents INDEXED BY documents_story
                   CROSS JOIN story_words ON story_words.document = documents.id
                   WHERE documents.story = stories.number)
               FROM stories WHERE number = ?1";
    let row = |row: &Row<'_>| Ok(Standing { size: row.get(0)?, held: row.get(1)? });
    Ok(connection.prepare_cached(sql)?.query_row([story], row)?)
}

/// Returns the stories and the documents that are alone among candidates, without those that have a document of
/// which the user said that it is on another event.
fn places(
    connection: &Connection,
    article: Article<'_>,
    candidates: Vec<Candidate>,
    apart: &BTreeSet<DocumentId>,
) -> Result<Vec<(Place, Group)>, Fault> {
    let mut places = Vec::new();
    let mut seen = BTreeSet::new();
    let shunned = shunned(connection, apart)?;
    for candidate in candidates {
        let Candidate { document: other, story, signature } = candidate;
        let Some(story) = story else {
            if !shunned.documents.contains(&other) {
                places.push((Place::Alone(other), Group::alone(signature)));
            }
            continue;
        };
        if seen.len() >= MOST_STORIES || !seen.insert(story) || shunned.stories.contains(&story) {
            continue;
        }
        if size(connection, story)? < LARGEST
            && let Some(group) = group_of(connection, story, article.document, article.clusterer)?
        {
            places.push((Place::Story(story), group));
        }
    }
    Ok(places)
}

/// Documents and stories that a document must not go to.
struct Shunned {
    documents: BTreeSet<i64>,
    stories: BTreeSet<i64>,
}

fn shunned(connection: &Connection, apart: &BTreeSet<DocumentId>) -> Result<Shunned, Fault> {
    let mut shunned = Shunned { documents: BTreeSet::new(), stories: BTreeSet::new() };
    let sql = "SELECT number, story FROM documents WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    for id in apart {
        let row = statement.query_row([id.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)));
        if let Some((document, story)) = row.optional()? {
            shunned.documents.insert(document);
            shunned.stories.extend::<Option<i64>>(story);
        }
    }
    Ok(shunned)
}

#[cfg(test)]
mod tests;
