//! What the use cases answer where one row of the store is not enough.

use std::sync::Arc;

use jiff::Timestamp;

use crate::anchor::{Anchor, Resolution};
use crate::bookmark::Bookmark;
use crate::document::{Document, RevisionId};
use crate::fact::FactSet;
use crate::import::feed::Named;
use crate::source::Location;
use crate::store::{Added, Extent, ListEntry, Mark, Subscription};
use crate::verdict::{Subject, Verdict};

/// What became of a folder that was added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderAdded {
    /// Every file that is now a document, in the order of the paths.
    pub added: Vec<Added>,
    /// How many files are of no format that can be read.
    pub unsupported: usize,
    /// One line for every file or folder that could not be read.
    pub failed: Vec<String>,
}

/// What became of an address.
#[derive(Clone, Debug)]
pub enum Reached {
    /// It is a page, which is a document now.
    Page {
        /// The document.
        added: Added,
        /// The feeds that the page names.
        feeds: Vec<Named>,
    },
    /// It is a feed, which is followed now.
    Feed(Followed),
}

/// A feed that is followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// The feed.
    pub feed: Subscription,
    /// How many documents came with it.
    pub new: usize,
}

/// What became of a list of feeds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FeedsImported {
    /// How many are followed now that were not before.
    pub new: usize,
    /// How many were followed already.
    pub known: usize,
}

/// What was written to files for other programs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// How many passages.
    pub passages: usize,
    /// How many articles.
    pub articles: usize,
    /// How many files.
    pub files: usize,
    /// How many passages were left as they are because they were changed in their file.
    pub changed_there: usize,
}

/// What became of the passages of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PassagesImported {
    /// How many were not kept before.
    pub new: usize,
    /// How many are other now than they were.
    pub updated: usize,
    /// How many were there as they are.
    pub same: usize,
    /// How many are one with another of the file, which is on the same words, and are counted nowhere else.
    pub joined: usize,
    /// How many were left alone because they were changed here later, or here and there.
    pub changed_here: usize,
    /// How many belong to no article that is here.
    pub unattached: usize,
}

/// What became of fetching feeds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refreshed {
    /// How many feeds were fetched.
    pub feeds: usize,
    /// How many documents are new.
    pub new: usize,
    /// How many documents have a new revision.
    pub revised: usize,
    /// One line for everything that could not be fetched.
    pub failed: Vec<String>,
}

/// A document with all that is needed to show it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The document as lists show it.
    pub entry: ListEntry,
    /// Where it came from.
    pub location: Option<Location>,
    /// Which revision it is.
    pub revision: RevisionId,
    /// Its text.
    pub document: Arc<Document>,
    /// How much of the article that is.
    pub extent: Extent,
    /// Its facts, where they have been found already and the text is not so long that it is better shown
    /// before they are read.
    pub facts: Option<Arc<FactSet>>,
    /// How important each of the facts is, in their order.
    pub importance: Arc<[u32]>,
    /// What the user says of them.
    pub verdicts: Vec<(Subject, Verdict)>,
    /// Where it was last left.
    pub position: Option<Anchor>,
    /// Its bookmarks, oldest first.
    pub bookmarks: Vec<Bookmark>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its own marks, and the global ones that lead into it.
    pub marks: Vec<Mark>,
    /// Where all these are in the text now.
    pub places: Places,
    /// The revision that was read before this one, and when, if the text was another then.
    pub read_before: Option<(RevisionId, Timestamp)>,
}

/// Where the passages of an opened document are in its text now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The place where it was last left.
    pub position: Option<Resolution>,
    /// The bookmarks, in their order.
    pub bookmarks: Vec<Resolution>,
    /// The marks, in their order.
    pub marks: Vec<Resolution>,
}

/// A bookmark with its place in the current text of its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedBookmark {
    /// The bookmark, with the anchor as the user took or last accepted it.
    pub bookmark: Bookmark,
    /// Where it is now: `Exact`, placed as it was taken; `Moved`, the same words elsewhere; `Drifted`, likely here, with
    /// how sure that is; `Changed`, not found, and never guessed.
    pub resolution: Resolution,
}
