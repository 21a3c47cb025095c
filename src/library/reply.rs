//! Replies: what the service answers, as data.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;

use crate::anchor::Anchor;
use crate::bookmark::Bookmark;
use crate::document::{Document, DocumentId};
use crate::fact::FactSet;
use crate::import::feed::Named;
use crate::layout::LineIndex;
use crate::library::changed::Changes;
use crate::library::doing::Doing;
use crate::library::outcome::{Exported, Opened, ResolvedBookmark};
use crate::library::request::RequestKind;
use crate::library::stories::OpenStory;
use crate::store::{
    Added, Counts, Found, KeptPage, ListEntry, Naming, Revision, SavedSearch, StoryEntry,
    Subscription, Undone,
};
use crate::story::StoryId;
use crate::text::{Columns, TextRange};
use crate::verdict::{Subject, Verdict};

/// What the service answers.
#[derive(Clone, Debug)]
pub enum Reply {
    /// A page of the list.
    Listed {
        /// The documents, newest first.
        entries: Vec<ListEntry>,
        /// How much there is in the library.
        counts: Counts,
    },
    /// A document to show.
    Opened(Box<Opened>),
    /// What became of a file or the files of a folder.
    Added {
        /// The path or address that was given.
        place: String,
        /// Every file that is now a document.
        added: Vec<Added>,
        /// How many files are of no format that can be read.
        unsupported: usize,
        /// One line for everything that could not be read.
        failed: Vec<String>,
        /// The feeds that a page names, for the user to follow.
        feeds: Vec<Named>,
    },
    /// How far a request that takes its time has come; its last reply follows.
    Progress(Doing),
    /// The feeds that are followed, by title.
    Subscriptions(Vec<Subscription>),
    /// What became of an address: a feed that is followed now.
    Following {
        /// The feed.
        feed: Subscription,
        /// How many documents came with it.
        new: usize,
    },
    /// What became of fetching feeds.
    Refreshed {
        /// How many feeds were fetched.
        feeds: usize,
        /// How many documents are new.
        new: usize,
        /// How many documents have a new revision.
        revised: usize,
        /// One line for every feed that could not be fetched.
        failed: Vec<String>,
    },
    /// A document was fetched again.
    Reloaded {
        /// The document.
        document: DocumentId,
        /// Whether its text is another now.
        revised: bool,
    },
    /// What became of a list of feeds.
    FeedsImported {
        /// How many are followed now that were not before.
        new: usize,
        /// How many were followed already.
        known: usize,
    },
    /// A list of feeds was written.
    FeedsExported {
        /// Where.
        path: PathBuf,
        /// How many feeds are in it.
        feeds: usize,
    },
    /// Kept passages were written.
    KeptExported {
        /// Where.
        path: PathBuf,
        /// What.
        exported: Exported,
    },
    /// A change is on disk.
    Saved(RequestKind),
    /// What a search found.
    Found(Box<Found>),
    /// What could stand where the last word of a query is being typed: the whole query with each.
    Completions(Vec<String>),
    /// The searches that are kept, by name.
    SavedSearches(Vec<SavedSearch>),
    /// Kept passages, oldest first.
    Bookmarks(Vec<Bookmark>),
    /// The revisions of a document, the current first.
    Revisions {
        /// The document.
        document: DocumentId,
        /// Its revisions.
        revisions: Vec<Revision>,
    },
    /// The text of an older revision of a document, if there is one.
    OldText(DocumentId, Option<Arc<Document>>),
    /// What changed in a document, if there is an older revision.
    Changes(Option<Box<Changes>>),
    /// The kept passages of a document with their places in its current text, oldest first.
    ResolvedBookmarks {
        /// The document.
        document: DocumentId,
        /// The kept passages.
        bookmarks: Vec<ResolvedBookmark>,
    },
    /// A page of kept passages.
    KeptPage(Box<KeptPage>),
    /// The tags in use, those used most first.
    KnownTags(Vec<String>),
    /// The tags of a document.
    ArticleTags {
        /// The document.
        document: DocumentId,
        /// Its tags.
        tags: Vec<String>,
    },
    /// The place of a global mark.
    Mark {
        /// The letter.
        name: char,
        /// Where it leads, if it is set.
        place: Option<(DocumentId, Anchor)>,
    },
    /// What the user says of the facts of a document.
    Verdicts {
        /// The document.
        document: DocumentId,
        /// What is said of what.
        verdicts: Vec<(Subject, Verdict)>,
    },
    /// Documents that name what has a key, newest first.
    Naming(Vec<Naming>),
    /// What was taken back, if there was something.
    Undone(Option<Undone>),
    /// What was made again, if there was something.
    Redone(Option<Undone>),
    /// The facts of a document.
    Facts {
        /// The document.
        document: DocumentId,
        /// Its facts.
        facts: Arc<FactSet>,
        /// How important each is, in their order.
        importance: Arc<[u32]>,
    },
    /// The story of an article.
    Story {
        /// The article.
        document: DocumentId,
        /// Its story, if another article is on its event.
        story: Option<Arc<OpenStory>>,
    },
    /// A page of the list of stories, newest first, or those that were asked for.
    Stories(Vec<StoryEntry>),
    /// Stories that have other articles than before, as was found in the background; the answer to no request.
    StoriesChanged(Vec<StoryId>),
    /// The articles of a story, the earliest published first.
    StoryEntries {
        /// The story.
        story: StoryId,
        /// Its articles.
        entries: Vec<ListEntry>,
    },
    /// What a query finds in a text, in order.
    Passages(Vec<TextRange>),
    /// The line index of a document.
    Index {
        /// The width of the lines.
        width: Columns,
        /// The index.
        index: Arc<LineIndex>,
    },
    /// It could not be done.
    Failed {
        /// One line that says what, where and what to do.
        message: String,
        /// What was asked.
        what: RequestKind,
    },
}

/// Makes a failure a reply.
pub(crate) fn settle(what: RequestKind, done: Result<Reply>) -> Reply {
    done.unwrap_or_else(|error| Reply::Failed { message: format!("{error:#}"), what })
}
