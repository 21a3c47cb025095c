//! What a search of the library finds: one hit for each article, and searches that are kept.

use serde::{Deserialize, Serialize};

use crate::bookmark::BookmarkId;
use crate::document::Id;
use crate::store::entry::ListEntry;
use crate::text::TextRange;

/// In which order hits come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// The newest article first.
    #[default]
    Newest,
    /// The article that fits best first, among the newest two thousand that match.
    Relevance,
}

/// A page of what was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The hits in order.
    pub hits: Vec<Hit>,
    /// Where the next page starts; `None` after the last.
    pub next: Option<HitCursor>,
    /// What of the query was not understood and how it was taken instead, one line each.
    pub remarks: Vec<String>,
}

/// A place in the hits, after which the next page starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HitCursor(pub(crate) i64);

impl HitCursor {
    /// Names a place by the number that orders hits.
    pub const fn new(number: i64) -> Self {
        Self(number)
    }
}

/// An article that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The article.
    pub entry: ListEntry,
    /// Where in it the best match is.
    pub place: HitPlace,
    /// What is around the match.
    pub snippet: Snippet,
}

/// Where in an article a match is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitPlace {
    /// In its text.
    Text(TextRange),
    /// Only in what the list shows of it.
    Entry,
    /// In the note or the tags of a kept passage.
    Bookmark(BookmarkId),
}

/// A stretch of text with what matches in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// One line, at most about two hundred characters.
    pub text: String,
    /// What matches, as ranges of that line, in order.
    pub marked: Vec<TextRange>,
}

/// Marks the [`Id`] of a kept search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfSearch {}

/// The identity of a kept search.
pub type SearchId = Id<OfSearch>;

/// A search that the user keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSearch {
    /// Its identity.
    pub id: SearchId,
    /// What it is called; never empty.
    pub name: String,
    /// What is looked for, as it was typed.
    pub query: String,
}
