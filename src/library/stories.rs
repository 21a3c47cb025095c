//! Stories: the articles on one event, compared.

use std::sync::Arc;

use anyhow::Result;
use jiff::Timestamp;

use crate::anchor::Anchor;
use crate::document::{Document, DocumentId, RevisionId};
use crate::fact::FactSet;
use crate::library::library::Library;
use crate::library::outcome::Opened;
use crate::store::ListEntry;
use crate::story::{Article, ArticleIndex, Comparison, StoryId, compare};

/// A story with all that is needed to show it.
#[derive(Clone, Debug)]
pub struct OpenStory {
    /// Which story.
    pub id: StoryId,
    /// What it is called.
    pub title: String,
    /// Its articles, the earliest published first; the order in which they are compared.
    pub members: Vec<Member>,
    /// What they say, alone and together.
    pub comparison: Comparison,
}

/// One article of a story.
#[derive(Clone, Debug)]
pub struct Member {
    /// The article as lists show it.
    pub entry: ListEntry,
    /// Which revision was compared.
    pub revision: RevisionId,
    /// The text that was compared.
    pub content: Arc<Document>,
    /// Its facts.
    pub facts: Arc<FactSet>,
}

/// A story as lists show it.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryEntry {
    /// Which story.
    pub id: StoryId,
    /// What it is called.
    pub title: String,
    /// How many articles it has.
    pub members: u32,
    /// How many of them have not been read.
    pub unread: u32,
    /// When its newest article came into the library.
    pub newest: Timestamp,
    /// Where it stands in the order of the list.
    pub cursor: StoryCursor,
}

/// A place in the list of stories, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryCursor {
    newest: Timestamp,
    number: i64,
}

impl StoryCursor {
    /// Names the place of the story whose newest article came then.
    pub const fn new(newest: Timestamp, number: i64) -> Self {
        Self { newest, number }
    }
}

/// Two passages that the user says do not say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongMatch {
    /// One of them: its article and where it stands.
    pub one: (DocumentId, Anchor),
    /// The other.
    pub other: (DocumentId, Anchor),
}

impl OpenStory {
    /// Returns the place of an article in the story.
    pub fn place_of(&self, document: DocumentId) -> Option<ArticleIndex> {
        let index = self.members.iter().position(|member| member.entry.id == document)?;
        u16::try_from(index).ok().map(ArticleIndex)
    }

    /// Returns one article.
    pub fn member(&self, place: ArticleIndex) -> Option<&Member> {
        self.members.get(place.index())
    }
}

impl Library {
    /// Returns the story of an article, compared; `None` if no other article is on its event.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn story(&self, document: DocumentId) -> Result<Option<OpenStory>> {
        let entries = self.list(None, 10)?;
        if entries.len() < 2 || !entries.iter().any(|entry| entry.id == document) {
            return Ok(None);
        }
        let mut members = Vec::new();
        for entry in entries {
            let facts = self.facts(entry.id)?;
            let Opened { entry, revision, document: content, .. } = self.look_into(entry.id)?;
            members.push(Member { entry, revision, content, facts });
        }
        members.sort_by_key(|member| (member.entry.published, member.entry.added));
        let articles: Vec<_> = members
            .iter()
            .map(|member| Article { document: &member.content, facts: &member.facts })
            .collect();
        let comparison = compare(&articles, &[]);
        let title = members.first().map(|member| member.entry.title.clone()).unwrap_or_default();
        Ok(Some(OpenStory { id: StoryId::from_bytes([0; 16]), title, members, comparison }))
    }

    /// Returns at most `limit` stories of two articles or more after a place in the list, newest first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn stories(&self, _after: Option<&StoryCursor>, _limit: usize) -> Result<Vec<StoryEntry>> {
        Ok(Vec::new())
    }

    /// Returns the articles of a story, the earliest published first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn story_entries(&self, _story: StoryId) -> Result<Vec<ListEntry>> {
        Ok(Vec::new())
    }

    /// Says that articles are on one event, whatever is found; their stories become one. One change, which undo
    /// takes back.
    ///
    /// # Errors
    ///
    /// Fails if one is not there or the store cannot be written.
    pub fn join_stories(&self, _documents: &[DocumentId]) -> Result<()> {
        Ok(())
    }

    /// Says that an article is on another event than the others of its story, whatever is found. Undo takes it back.
    ///
    /// # Errors
    ///
    /// Fails if it is not there or the store cannot be written.
    pub fn split_from_story(&self, _document: DocumentId) -> Result<()> {
        Ok(())
    }

    /// Remembers that two passages do not say the same. Undo takes it back.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn deny_match(&self, _wrong: &WrongMatch) -> Result<()> {
        Ok(())
    }
}
