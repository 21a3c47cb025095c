//! Requests: what a face can ask of the service, as data.

mod kind;

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use crate::anchor::Anchor;
use crate::bookmark::{Bookmark, BookmarkId, Edit};
use crate::document::{Document, DocumentId, RevisionId};
use crate::source::FeedId;
use crate::store::{
    Edge, HitCursor, KeptQuery, ListCursor, Order, SavedSearch, Scope, SearchId, StoryCursor,
    Whole, WrongMatch,
};
use crate::story::StoryId;
use crate::text::{Columns, TextRange};
use crate::verdict::Judgement;

pub use kind::RequestKind;

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
    /// The same as [`Self::Open`], without counting as opened.
    Look(DocumentId),
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
    /// Write kept passages to a file, in the form that its name ends with.
    ExportKept {
        /// The document they are of; all if there is none.
        document: Option<DocumentId>,
        /// The file; a name alone is one in the folder `exports` beside the library.
        path: PathBuf,
    },
    /// Keep a passage.
    Keep(Box<Bookmark>),
    /// Change the note or the tags of a kept passage.
    EditBookmark(Box<Bookmark>),
    /// Drop a kept passage.
    DropBookmark(BookmarkId),
    /// Change kept passages alike, as one change.
    EditBookmarks {
        /// Which.
        bookmarks: Vec<BookmarkId>,
        /// What changes about each.
        edits: Vec<Edit>,
    },
    /// Drop kept passages, as one change.
    DropBookmarks(Vec<BookmarkId>),
    /// A page of the kept passages.
    KeptPage {
        /// Which of them, and in which order.
        query: Box<KeptQuery>,
        /// Where the page lies.
        edge: Edge,
        /// How many at most.
        limit: usize,
    },
    /// The tags in use, those used most first.
    KnownTags,
    /// The tags of a document.
    ArticleTags(DocumentId),
    /// Give a document these tags and no others.
    SetArticleTags {
        /// The document.
        document: DocumentId,
        /// Its tags.
        tags: Vec<String>,
    },
    /// The kept passages of one document, or all.
    Bookmarks(Option<DocumentId>),
    /// The kept passages of one document with their places in its current text.
    ResolvedBookmarks(DocumentId),
    /// The revisions of a document, the current first.
    Revisions(DocumentId),
    /// The text of a revision of a document.
    OldText(DocumentId, RevisionId),
    /// The text of a document in which a passage was taken.
    TextOfAnchor(DocumentId, Box<Anchor>),
    /// What changed in a document since a revision that was read then, or since the one before.
    Changes {
        /// The document.
        document: DocumentId,
        /// The revision, and when it was read.
        since: Option<(RevisionId, Timestamp)>,
    },
    /// Take the place where a kept passage was found for its own.
    AcceptDrift(BookmarkId),
    /// Attach a kept passage to another one of the current text.
    Reattach {
        /// The kept passage.
        bookmark: BookmarkId,
        /// Where it is from now on.
        range: TextRange,
    },
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
    /// Look for something in the whole library.
    Search {
        /// What was typed, in the language of queries.
        query: String,
        /// In which order.
        order: Order,
        /// Where the page starts; `None` at the first hit.
        after: Option<HitCursor>,
        /// How many hits at most.
        limit: usize,
        /// The feed whose articles are looked for; `None` in the whole library.
        feed: Option<FeedId>,
    },
    /// What could stand where the last word of a query is being typed.
    CompleteQuery(String),
    /// The searches that are kept, by name.
    SavedSearches,
    /// Keep a search, or change one that is kept.
    SaveSearch(SavedSearch),
    /// Keep a search no longer.
    DropSearch(SearchId),
    /// All that a query finds in the text of an open document.
    Passages {
        /// The text.
        content: Arc<Document>,
        /// What was typed, in the language of queries.
        query: String,
    },
    /// The line index of an open document.
    Index {
        /// The text.
        content: Arc<Document>,
        /// The width of the lines.
        width: Columns,
    },
}

impl Request {
    /// Returns the kind.
    pub const fn kind(&self) -> RequestKind {
        match self {
            Self::List { .. } => RequestKind::List,
            Self::ListBefore { .. } => RequestKind::ListBefore,
            Self::Open(_) | Self::Look(_) => RequestKind::Open,
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
            Self::ExportKept { .. } => RequestKind::ExportKept,
            Self::Keep(_) => RequestKind::Keep,
            Self::EditBookmark(_) => RequestKind::EditBookmark,
            Self::DropBookmark(_) => RequestKind::DropBookmark,
            Self::EditBookmarks { .. } => RequestKind::EditBookmarks,
            Self::DropBookmarks(_) => RequestKind::DropBookmarks,
            Self::KeptPage { .. } => RequestKind::KeptPage,
            Self::KnownTags => RequestKind::KnownTags,
            Self::ArticleTags(_) => RequestKind::ArticleTags,
            Self::SetArticleTags { .. } => RequestKind::SetArticleTags,
            Self::Bookmarks(_) => RequestKind::Bookmarks,
            Self::ResolvedBookmarks(_) => RequestKind::ResolvedBookmarks,
            Self::Revisions(_) => RequestKind::Revisions,
            Self::OldText(..) => RequestKind::OldText,
            Self::TextOfAnchor(..) => RequestKind::TextOfAnchor,
            Self::Changes { .. } => RequestKind::Changes,
            Self::AcceptDrift(_) => RequestKind::AcceptDrift,
            Self::Reattach { .. } => RequestKind::Reattach,
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
            Self::Search { .. } => RequestKind::Search,
            Self::CompleteQuery(_) => RequestKind::CompleteQuery,
            Self::SavedSearches => RequestKind::SavedSearches,
            Self::SaveSearch(_) => RequestKind::SaveSearch,
            Self::DropSearch(_) => RequestKind::DropSearch,
            Self::Passages { .. } => RequestKind::Passages,
            Self::Index { .. } => RequestKind::Index,
        }
    }
}
