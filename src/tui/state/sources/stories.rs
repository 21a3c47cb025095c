//! The stories of the source list: what is known of them, and which are folded.

use std::collections::{HashMap, HashSet};

use crate::document::DocumentId;
use crate::library::StoryEntry;
use crate::story::StoryId;

/// One row of the source list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceRow {
    /// The head of a story.
    Story(StoryId),
    /// An article of the story above it.
    Member(StoryId, DocumentId),
    /// An article by itself.
    Article(DocumentId),
}

impl SourceRow {
    /// Returns the article, unless the row is the head of a story.
    pub const fn document(self) -> Option<DocumentId> {
        match self {
            Self::Story(_) => None,
            Self::Member(_, document) | Self::Article(document) => Some(document),
        }
    }

    /// Returns the story, unless the row is an article by itself.
    pub const fn story(self) -> Option<StoryId> {
        match self {
            Self::Story(story) | Self::Member(story, _) => Some(story),
            Self::Article(_) => None,
        }
    }
}

/// What is known of the stories of the list.
#[derive(Clone, Debug, Default)]
pub struct Stories {
    heads: HashMap<StoryId, StoryEntry>,
    /// All articles of those whose articles have been asked for, the earliest published first.
    members: HashMap<StoryId, Vec<DocumentId>>,
    /// Those whose articles have been asked for.
    asked: HashSet<StoryId>,
    /// Whether stories are folded that nobody has folded or unfolded.
    folded: bool,
    /// Those that are otherwise.
    otherwise: HashSet<StoryId>,
    compared: HashMap<DocumentId, Compared>,
}

/// What a comparison says of an article of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The letter by which views of the story call it.
    pub letter: String,
    /// How many of its statements no other article has.
    pub alone: usize,
}

impl Stories {
    /// Returns what a story is called and how many articles it has, if that is known.
    pub fn head(&self, story: StoryId) -> Option<&StoryEntry> {
        self.heads.get(&story)
    }

    /// Returns all articles of a story, if they are known.
    pub fn members(&self, story: StoryId) -> Option<&[DocumentId]> {
        self.members.get(&story).map(Vec::as_slice)
    }

    /// Tells whether the articles of a story are hidden.
    pub fn is_folded(&self, story: StoryId) -> bool {
        self.folded != self.otherwise.contains(&story)
    }

    /// Folds or unfolds a story.
    pub fn fold(&mut self, story: StoryId, folded: bool) {
        if folded == self.folded {
            self.otherwise.remove(&story);
        } else {
            self.otherwise.insert(story);
        }
    }

    /// Folds or unfolds all.
    pub fn fold_all(&mut self, folded: bool) {
        self.folded = folded;
        self.otherwise.clear();
    }

    /// Returns what a comparison says of an article, if its story has been compared.
    pub fn compared(&self, document: DocumentId) -> Option<&Compared> {
        self.compared.get(&document)
    }

    /// Takes what a comparison says of articles.
    pub fn compare(&mut self, found: impl IntoIterator<Item = (DocumentId, Compared)>) {
        self.compared.extend(found);
    }

    /// Takes what is known of some stories that were asked for; those that are not among the answers are none.
    pub(super) fn take_heads(&mut self, asked: &[StoryId], heads: Vec<StoryEntry>) {
        for story in asked {
            self.heads.remove(story);
        }
        self.heads.extend(heads.into_iter().map(|head| (head.id, head)));
    }

    /// Takes all articles of a story.
    pub(super) fn take_members(&mut self, story: StoryId, members: Vec<DocumentId>) {
        self.members.insert(story, members);
    }

    /// Notes that the articles of a story are asked for; returns whether they were not before.
    pub(super) fn ask(&mut self, story: StoryId) -> bool {
        self.asked.insert(story)
    }

    /// Lets the articles of every story be asked for again, because they may have changed.
    pub(super) fn doubt(&mut self) {
        self.asked.clear();
    }

    /// Takes an article out of its story.
    pub(super) fn remove(&mut self, document: DocumentId) {
        for members in self.members.values_mut() {
            members.retain(|member| *member != document);
        }
    }
}
