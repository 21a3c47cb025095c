//! What the library is expected to answer, and what the answer is for.

use jiff::Timestamp;

use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::{DocumentId, RevisionId};
use crate::library::{HitPlace, Reply, RequestKind, Ticket};
use crate::story::StoryId;
use crate::text::{TextRange, TextSize};
use crate::tui::state::kept_list::KeptFor;
use crate::tui::state::note::Unsaved;
use crate::tui::state::story::changes_stories;

/// The newest request of each kind whose older answers are stale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Awaited {
    /// What is asked of older revisions of an article.
    pub past: Option<Ticket>,
    /// When the older revision was fetched that is asked for.
    pub version: Option<Timestamp>,
    /// The kept passage whose older text is asked for.
    pub old_passage: Option<Box<Bookmark>>,
    /// A document being opened, and where to go in it.
    pub open: Option<(Ticket, Goal)>,
    /// An article to copy something of.
    pub copying: Option<(Ticket, Copying)>,
    /// A page of the source list.
    pub list: Option<(Ticket, Listing)>,
    /// What stories of the list are called.
    pub heads: Vec<(Ticket, Vec<StoryId>)>,
    /// The exact lines of a document.
    pub index: Option<(Ticket, DocumentId)>,
    /// A page of kept passages for the bookmarks panel.
    pub bookmarks: Option<(Ticket, KeptFor)>,
    /// The bookmarks of open documents that have changed.
    pub kept: Vec<(Ticket, DocumentId)>,
    /// The tags of an article, to be edited.
    pub tags: Option<Ticket>,
    /// What is typed of kept passages and on its way to the store.
    pub notes: Vec<(Ticket, Unsaved)>,
    /// A global mark to go to.
    pub mark: Option<Ticket>,
    /// What is said of the facts of open documents.
    pub verdicts: Vec<(DocumentId, Ticket)>,
    /// What a search of the library finds.
    pub found: Option<(Ticket, FoundFor)>,
    /// The passages of open documents that a query finds.
    pub passages: Vec<(Ticket, DocumentId)>,
    /// What can stand where the last word of a query is being typed.
    pub completions: Option<(Ticket, String)>,
    /// Other documents that name somebody or something, and what they are for.
    pub naming: Option<(Ticket, NamingFor)>,
}

impl Awaited {
    /// Tells whether a reply may change something; that most of what is written has been saved is nothing new.
    pub fn heeds(&self, ticket: Ticket, reply: &Reply) -> bool {
        match reply {
            Reply::Saved(kind) => {
                changes_stories(*kind) || *kind == RequestKind::AcceptDrift || self.has_note(ticket)
            }
            _ => true,
        }
    }

    /// Tells whether a request carries what the user typed of kept passages.
    pub fn has_note(&self, ticket: Ticket) -> bool {
        self.notes.iter().any(|(awaited, _)| *awaited == ticket)
    }
}

/// What is copied of an article that need not be open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copying {
    /// Its address.
    Address,
    /// A passage of it with its source; no paragraphs for the article as a whole.
    Citation(Vec<String>),
    /// The same in Markdown.
    Markdown(Vec<String>),
}

/// What a page of documents that name somebody or something is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamingFor {
    /// The evidence is shown when it has come.
    Showing,
    /// It follows what the evidence shows.
    More,
}

/// What hits are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundFor {
    /// They replace what is there.
    Anew,
    /// They follow what is there.
    More,
}

/// What a page of the source list is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// It follows what is there.
    More,
    /// It replaces what is there.
    Anew,
    /// It replaces what is there by another shelf.
    Shelf,
    /// It replaces what is there by what fits the filter that is being typed.
    Filtered,
    /// It replaces what is there, and this article, which came back, is selected.
    Back(DocumentId),
}

/// Where to go in a document once it is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Goal {
    /// Where it was left.
    #[default]
    WhereLeft,
    /// A place in its text.
    Place(TextSize),
    /// A passage of its text, as of the text that was compared.
    Passage(RevisionId, TextRange),
    /// A bookmark.
    Bookmark(BookmarkId),
    /// A mark.
    Mark(char),
    /// The first mention of what the evidence was shown of.
    Mention,
    /// Where a search of the library found it.
    Hit(HitPlace),
    /// Where it was left, with what the list is filtered by marked.
    Filtered,
}
