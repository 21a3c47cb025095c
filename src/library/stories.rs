//! Stories: the articles on one event, compared.
//!
//! Which story an article belongs to is found in the background, when it is read; whoever asks for the story of one
//! that has not been read yet has it found at once, together with a few others that came with it.

use std::sync::Arc;

use anyhow::Result;

use crate::document::{Document, DocumentId, RevisionId};
use crate::extract::{EXTRACTOR_VERSION, extract};
use crate::fact::FactSet;
use crate::library::lane::guarded;
use crate::library::library::{Current, Library, Size, size};
use crate::library::outcome::Opened;
use crate::library::shown::Shown;
use crate::store::{
    FoundFacts, ListEntry, ReadyProfile, StoryCursor, StoryEntry, TextDigest, WrongMatch,
    sort_by_day,
};
use crate::story::{
    Article, ArticleIndex, CLUSTERER_VERSION, Comparison, Mismatch, Passage, Profile, StoryId,
    compare,
};

/// How many articles of a story are compared at most.
const MOST_COMPARED: usize = 30;

/// How many articles of a story are listed at most.
const MOST_LISTED: usize = 1000;

/// How many articles that nobody has read are read at most for the story of another.
const READ_WITH: usize = 4;

/// A story with all that is needed to show it.
#[derive(Clone, Debug)]
pub struct OpenStory {
    /// Which story.
    pub id: StoryId,
    /// What it is called.
    pub title: String,
    /// Its articles, the earliest published first; the order in which they are compared.
    pub members: Vec<Member>,
    /// How many articles it has beyond those.
    pub left_out: usize,
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

/// An article that was read: its facts, and what is known of it for finding its story.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) found: FoundFacts,
    pub(crate) profile: ReadyProfile,
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

impl Read {
    /// Reads an article, with its facts if they are known.
    pub(crate) fn of(
        document: DocumentId,
        content: &Document,
        text: TextDigest,
        facts: Option<FactSet>,
    ) -> Self {
        let facts = Arc::new(facts.unwrap_or_else(|| extract(content)));
        let profile = Profile::of(content, &facts);
        Self {
            found: FoundFacts { document, text, facts },
            profile: ReadyProfile { document, text, profile },
        }
    }
}

impl Library {
    /// Returns the story of an article, compared; `None` if no other article is on its event.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn story(&self, document: DocumentId) -> Result<Option<OpenStory>> {
        let read = self.read_for_story(document)?;
        keep_read(self, &read)?;
        self.open_story(document)
    }

    /// Reads every article whose story has not been looked for, which else is done in the background; `tell` is
    /// called with how many have been read. Those that cannot be read are left out.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read or written.
    pub fn find_stories(&self, mut tell: impl FnMut(usize)) -> Result<()> {
        let (mut after, mut done) = (None, 0);
        loop {
            let page = self.store.unclustered(CLUSTERER_VERSION, after, READ_WITH)?;
            let Some(last) = page.last().copied() else { return Ok(()) };
            after = Some(last);
            let read = |document| guarded(|| self.read_if(document, |_| true)).ok().flatten();
            let read: Vec<_> = page.iter().filter_map(|place| read(place.document)).collect();
            keep_read(self, &read)?;
            done += page.len();
            tell(done);
        }
    }

    /// Returns the story of an article as it is known, compared.
    pub(crate) fn open_story(&self, document: DocumentId) -> Result<Option<OpenStory>> {
        let Some(story) = self.store.story_of(document)? else { return Ok(None) };
        let mut entries = self.store.story_entries(story.id, MOST_COMPARED)?;
        if !entries.iter().any(|entry| entry.id == document) {
            entries.truncate(MOST_COMPARED - 1);
            entries.extend(self.store.entry(document)?);
            sort_by_day(&mut entries);
        }
        let mut members = Vec::with_capacity(entries.len());
        for entry in entries {
            match self.member(entry.id) {
                // It counts as one that is left out.
                Err(_) if entry.id != document => {}
                member => members.push(member?),
            }
        }
        let mismatches = self.mismatches(&members)?;
        let articles: Vec<_> = members
            .iter()
            .map(|member| Article { document: &member.content, facts: &member.facts })
            .collect();
        let comparison = compare(&articles, &mismatches);
        let all = usize::try_from(story.members).unwrap_or(usize::MAX);
        let left_out = all.saturating_sub(members.len());
        let StoryEntry { id, title, .. } = story;
        Ok(Some(OpenStory { id, title, members, left_out, comparison }))
    }

    /// Returns at most `limit` stories of two articles or more after a place in the list, newest first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn stories(&self, after: Option<&StoryCursor>, limit: usize) -> Result<Vec<StoryEntry>> {
        Ok(self.store.stories(after, limit)?)
    }

    /// Returns those of some stories that have two articles or more, as lists show them.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn some_stories(&self, stories: &[StoryId]) -> Result<Vec<StoryEntry>> {
        let found = stories.iter().map(|story| Ok(self.store.story(*story)?));
        Ok(found.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
    }

    /// Returns the story of an article as lists show it; `None` if no other article is on its event.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn story_of(&self, document: DocumentId) -> Result<Option<StoryEntry>> {
        Ok(self.store.story_of(document)?)
    }

    /// Returns the articles of a story, the earliest published first; of more than a thousand those that came
    /// last.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn story_entries(&self, story: StoryId) -> Result<Vec<ListEntry>> {
        Ok(self.store.story_entries(story, MOST_LISTED)?)
    }

    /// Tells whether the story of an article's text has been looked for.
    pub(crate) fn has_looked_for_story(&self, document: DocumentId) -> Result<bool> {
        Ok(self.store.is_clustered(document, CLUSTERER_VERSION)?)
    }

    /// Reads an article whose story has not been looked for, and a few others of which that is so, the article
    /// itself last; nothing if its story has been looked for.
    pub(crate) fn read_for_story(&self, document: DocumentId) -> Result<Vec<Read>> {
        if self.has_looked_for_story(document)? {
            return Ok(Vec::new());
        }
        let waiting = self.store.unclustered(CLUSTERER_VERSION, None, READ_WITH)?;
        let others = waiting.iter().map(|place| place.document).filter(|other| *other != document);
        // What cannot be read of them does not keep the one that was asked for.
        let mut read: Vec<_> =
            others.filter_map(|other| self.read_if(other, is_no_book).ok().flatten()).collect();
        read.extend(self.read_if(document, |_| true)?);
        Ok(read)
    }

    fn read_if(
        &self,
        document: DocumentId,
        is_wanted: impl FnOnce(&Document) -> bool,
    ) -> Result<Option<Read>> {
        let Current { content, digest, .. } = self.current_here(document)?;
        if !is_wanted(&content) {
            return Ok(None);
        }
        let facts = self.stored_facts(document, &content, digest)?;
        Ok(Some(Read::of(document, &content, digest, facts)))
    }

    fn member(&self, document: DocumentId) -> Result<Member> {
        let Opened { entry, revision, document: content, facts, .. } = self.look_into(document)?;
        let facts = match facts {
            Some(facts) => facts,
            None => self.facts(document)?,
        };
        Ok(Member { entry, revision, content, facts })
    }

    /// Returns the passages of which the user said that they do not say the same, where they stand now.
    fn mismatches(&self, members: &[Member]) -> Result<Vec<Mismatch>> {
        let place = |document: DocumentId| {
            (0..).zip(members).find(|(_, member)| member.entry.id == document)
        };
        let mut found = Vec::new();
        for member in members {
            for WrongMatch { one, other } in self.store.wrong_matches(member.entry.id)? {
                // Each lies once for each of its documents.
                if other.0 < one.0 {
                    continue;
                }
                let passage = |(document, anchor): &(DocumentId, crate::anchor::Anchor)| {
                    let (index, member) = place(*document)?;
                    let (revision, text) = (member.revision, member.content.text());
                    let shown = Shown { document: *document, revision, text };
                    let found = self.resolve_all(&shown, [anchor].into_iter()).ok()?;
                    let range = found.first()?.range()?;
                    Some(Passage { article: ArticleIndex(index), range })
                };
                found.extend(passage(&one).zip(passage(&other)));
            }
        }
        Ok(found)
    }
}

fn is_no_book(content: &Document) -> bool {
    size(content) != Size::Large
}

/// Keeps what was found of articles that were read, and finds their stories.
pub(crate) fn keep_read(library: &Library, read: &[Read]) -> Result<()> {
    if read.is_empty() {
        return Ok(());
    }
    let found: Vec<_> = read.iter().map(|read| read.found.clone()).collect();
    library.store.put_all_facts(EXTRACTOR_VERSION, &found)?;
    let ready: Vec<_> = read.iter().map(|read| read.profile.clone()).collect();
    library.store.assign(CLUSTERER_VERSION, &ready)?;
    Ok(())
}

#[cfg(test)]
mod tests;
