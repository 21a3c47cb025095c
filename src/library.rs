//! The library: what can be done with articles, the same for both faces.
//!
//! [`Library`] holds the use cases over import, extraction and the store, one call each, and says
//! in one line what went wrong. [`Service`] runs a library on threads of its own for a face that
//! must not wait. Nothing here knows screens, keys or arguments.

mod add;
mod address;
mod answer;
mod articles;
mod backfill;
mod board;
mod bringing;
mod changed;
mod changes;
pub mod citation;
mod doctor;
mod doing;
mod errand;
mod exchange;
mod exporting;
#[cfg(test)]
mod fake;
mod fetching;
mod files;
mod intake;
mod jobs;
mod kept;
mod lane;
#[allow(clippy::module_inception)]
mod library;
mod linking;
mod network;
mod online;
mod originals;
mod outcome;
mod outgoing;
pub mod passage;
mod placing;
mod refresh;
mod reply;
mod request;
mod search;
mod search_thread;
mod service;
mod shown;
mod stories;
mod tally;
mod tickets;
mod upkeep;
mod whole;

pub use bringing::Bringing;
pub use changed::{Changes, FactChange, Paragraph, Piece, PieceKind};
pub use doctor::{Cure, Finding, Level, examine, restore_library, salvage_library};
pub use doing::Doing;
pub(crate) use exchange::replace as replace_file;
pub use exporting::{Replacing, file_name};
pub use fetching::{Fetch, Tell};
pub(crate) use files::read as read_file;
pub use library::Library;
pub use linking::Linked;
pub use outcome::{
    Exported, FeedsImported, FolderAdded, Followed, Opened, PassagesImported, Places, Reached,
    Refreshed, ResolvedBookmark,
};
pub use outgoing::Choice;
pub use reply::Reply;
pub use request::{Request, RequestKind, Ticket};
pub use service::Service;
pub use stories::{Member, OpenStory};

pub use crate::import::Overrides;
pub use crate::store::{
    Added, Counts, Edge, Extent, Following, Found, Hit, HitCursor, HitPlace, KeptCursor, KeptOrder,
    KeptPage, KeptQuery, KeptRow, ListCursor, ListEntry, Mark, Naming, Only, Order, Outcome,
    Revision, SavedSearch, Scope, SearchId, Snippet, Standing, StoryCursor, StoryEntry,
    Subscription, Undone, Way, Whole, Whose, WrongMatch,
};

#[cfg(test)]
mod tests;
