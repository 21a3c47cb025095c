//! Requests and replies: what a face can ask of the service, as data.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;

use crate::anchor::Anchor;
use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::{Document, DocumentId};
use crate::fact::FactSet;
use crate::import::feed::Named;
use crate::layout::LineIndex;
use crate::library::doing::Doing;
use crate::library::outcome::Opened;
use crate::library::stories::OpenStory;
use crate::source::FeedId;
use crate::store::{
    Added, Counts, ListCursor, ListEntry, Naming, Scope, StoryCursor, StoryEntry, Subscription,
    Undone, Whole, WrongMatch,
};
use crate::story::StoryId;
use crate::text::Columns;
use crate::verdict::{Judgement, Subject, Verdict};

/// The number a face gives a request, to tell its reply from others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// Something asked of the service.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// The documents after a place in the list, or the newest.
    List {
        /// Which documents.
        scope: Scope,
        /// The place after which to start.
        after: Option<ListCursor>,
        /// How many at most.
        limit: usize,
    },
    /// The documents just before a place in the list, still newest first.
    ListBefore {
        /// Which documents.
        scope: Scope,
        /// The place before which to end.
        before: ListCursor,
        /// How many at most.
        limit: usize,
    },
    /// A document to show.
    Open(DocumentId),
    /// Remember that a document is open, which was opened without the service.
    Touch(DocumentId),
    /// Add a file, or a folder with all that is in it; a file that is a feed is followed.
    Add {
        /// The file or folder.
        path: PathBuf,
    },
    /// Fetch a page and add it, or follow the feed that is there.
    AddAddress {
        /// The address, `http` or `https`.
        address: String,
    },
    /// Follow the feed at an address, or the first that the page there names.
    Follow {
        /// The address, `http` or `https`.
        address: String,
    },
    /// The feeds that are followed.
    Subscriptions,
    /// Fetch one feed, or all that are followed.
    Refresh(Option<FeedId>),
    /// Fetch a document again from where it came from: a feed's entry as the whole article.
    Reload(DocumentId),
    /// Stop what a request with this ticket has going on.
    Stop(Ticket),
    /// Follow a feed no longer; its documents stay, its unread ones without a bookmark or star go.
    Unfollow(FeedId),
    /// Call a feed this.
    RenameFeed {
        /// The feed.
        feed: FeedId,
        /// What to call it.
        title: String,
    },
    /// Say when the whole articles of a feed are fetched.
    SetWhole {
        /// The feed.
        feed: FeedId,
        /// When.
        whole: Whole,
    },
    /// Say that every document of a list has been read.
    MarkAllRead(Scope),
    /// Follow the feeds of an OPML file.
    ImportFeeds {
        /// The file.
        path: PathBuf,
    },
    /// Write the feeds that are followed to an OPML file.
    ExportFeeds {
        /// The file.
        path: PathBuf,
    },
    /// Keep a passage.
    Keep(Bookmark),
    /// Change the note or the tags of a kept passage.
    EditBookmark(Bookmark),
    /// Drop a kept passage.
    DropBookmark(BookmarkId),
    /// The kept passages of one document, or all.
    Bookmarks(Option<DocumentId>),
    /// Remember where a document was left.
    SavePosition {
        /// The document.
        document: DocumentId,
        /// The place.
        anchor: Anchor,
        /// How far it has been read, from 0 to 1.
        progress: f32,
    },
    /// Name a place by a letter.
    SetMark {
        /// The document.
        document: DocumentId,
        /// `a` to `z` within the document, `A` to `Z` in the whole library.
        name: char,
        /// The place.
        anchor: Anchor,
    },
    /// The place of a mark from `A` to `Z`.
    GlobalMark(char),
    /// Say what the user says of some facts of a document, as one change.
    Judge {
        /// The document.
        document: DocumentId,
        /// What is said of what.
        judgements: Vec<Judgement>,
    },
    /// What the user says of the facts of a document.
    Verdicts(DocumentId),
    /// The documents that name what has a key, after a place in the list, or the newest.
    Naming {
        /// The key of an entity.
        key: String,
        /// The place after which to start.
        after: Option<ListCursor>,
        /// How many at most.
        limit: usize,
    },
    /// Say whether a document has been read.
    SetRead {
        /// The document.
        document: DocumentId,
        /// Whether it has been read.
        read: bool,
    },
    /// Say whether a document is starred.
    SetStarred {
        /// The document.
        document: DocumentId,
        /// Whether it is starred.
        starred: bool,
    },
    /// Remove a document; its notes stay.
    Remove(DocumentId),
    /// Take back the last change.
    Undo,
    /// Make the change that was last taken back again.
    Redo,
    /// The facts of an open document.
    Facts {
        /// The document.
        document: DocumentId,
        /// Its text as it is open.
        content: Arc<Document>,
    },
    /// The story of an article, compared.
    Story(DocumentId),
    /// The stories after a place in the list, or the newest.
    Stories {
        /// The place after which to start.
        after: Option<StoryCursor>,
        /// How many at most.
        limit: usize,
    },
    /// Those of some stories that have two articles or more.
    SomeStories(Vec<StoryId>),
    /// The articles of a story.
    StoryEntries(StoryId),
    /// Say that articles are on one event.
    JoinStories(Vec<DocumentId>),
    /// Say that an article is on another event than the others of its story.
    SplitFromStory(DocumentId),
    /// Call a story this, or what its articles call it if that is empty.
    RenameStory {
        /// The story.
        story: StoryId,
        /// What to call it.
        title: String,
    },
    /// Say that two passages do not say the same.
    DenyMatch(Box<WrongMatch>),
    /// The line index of an open document.
    Index {
        /// The text.
        content: Arc<Document>,
        /// The width of the lines.
        width: Columns,
    },
}

/// The kinds of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // Each is the request of the same name.
pub enum RequestKind {
    List,
    ListBefore,
    Open,
    Touch,
    Add,
    AddAddress,
    Follow,
    Subscriptions,
    Refresh,
    Reload,
    Stop,
    Unfollow,
    RenameFeed,
    SetWhole,
    MarkAllRead,
    ImportFeeds,
    ExportFeeds,
    Keep,
    EditBookmark,
    DropBookmark,
    Bookmarks,
    SavePosition,
    SetMark,
    GlobalMark,
    Judge,
    Verdicts,
    Naming,
    SetRead,
    SetStarred,
    Remove,
    Undo,
    Redo,
    Facts,
    Story,
    Stories,
    SomeStories,
    StoryEntries,
    JoinStories,
    SplitFromStory,
    RenameStory,
    DenyMatch,
    Index,
}

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
    /// A change is on disk.
    Saved(RequestKind),
    /// Kept passages, oldest first.
    Bookmarks(Vec<Bookmark>),
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
    /// The articles of a story, the earliest published first.
    StoryEntries {
        /// The story.
        story: StoryId,
        /// Its articles.
        entries: Vec<ListEntry>,
    },
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

impl Request {
    /// Returns the kind.
    pub const fn kind(&self) -> RequestKind {
        match self {
            Self::List { .. } => RequestKind::List,
            Self::ListBefore { .. } => RequestKind::ListBefore,
            Self::Open(_) => RequestKind::Open,
            Self::Touch(_) => RequestKind::Touch,
            Self::Add { .. } => RequestKind::Add,
            Self::AddAddress { .. } => RequestKind::AddAddress,
            Self::Follow { .. } => RequestKind::Follow,
            Self::Subscriptions => RequestKind::Subscriptions,
            Self::Refresh(_) => RequestKind::Refresh,
            Self::Reload(_) => RequestKind::Reload,
            Self::Stop(_) => RequestKind::Stop,
            Self::Unfollow(_) => RequestKind::Unfollow,
            Self::RenameFeed { .. } => RequestKind::RenameFeed,
            Self::SetWhole { .. } => RequestKind::SetWhole,
            Self::MarkAllRead(_) => RequestKind::MarkAllRead,
            Self::ImportFeeds { .. } => RequestKind::ImportFeeds,
            Self::ExportFeeds { .. } => RequestKind::ExportFeeds,
            Self::Keep(_) => RequestKind::Keep,
            Self::EditBookmark(_) => RequestKind::EditBookmark,
            Self::DropBookmark(_) => RequestKind::DropBookmark,
            Self::Bookmarks(_) => RequestKind::Bookmarks,
            Self::SavePosition { .. } => RequestKind::SavePosition,
            Self::SetMark { .. } => RequestKind::SetMark,
            Self::GlobalMark(_) => RequestKind::GlobalMark,
            Self::Judge { .. } => RequestKind::Judge,
            Self::Verdicts(_) => RequestKind::Verdicts,
            Self::Naming { .. } => RequestKind::Naming,
            Self::SetRead { .. } => RequestKind::SetRead,
            Self::SetStarred { .. } => RequestKind::SetStarred,
            Self::Remove(_) => RequestKind::Remove,
            Self::Undo => RequestKind::Undo,
            Self::Redo => RequestKind::Redo,
            Self::Facts { .. } => RequestKind::Facts,
            Self::Story(_) => RequestKind::Story,
            Self::Stories { .. } => RequestKind::Stories,
            Self::SomeStories(_) => RequestKind::SomeStories,
            Self::StoryEntries(_) => RequestKind::StoryEntries,
            Self::JoinStories(_) => RequestKind::JoinStories,
            Self::SplitFromStory(_) => RequestKind::SplitFromStory,
            Self::RenameStory { .. } => RequestKind::RenameStory,
            Self::DenyMatch(_) => RequestKind::DenyMatch,
            Self::Index { .. } => RequestKind::Index,
        }
    }
}

/// Makes a failure a reply.
pub(crate) fn settle(what: RequestKind, done: Result<Reply>) -> Reply {
    done.unwrap_or_else(|error| Reply::Failed { message: format!("{error:#}"), what })
}
