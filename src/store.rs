//! The store: documents, what is known of them and what the user keeps, in one `SQLite` file.
//!
//! One file per concern, all on one [`Store`]. What the user does goes through the log of changes; what
//! the program computes can be made again. It takes and gives the types of the layers above and knows
//! nothing of files to import, of screens or of commands.

mod agreement;
mod article_tags;
mod backups;
mod beside;
mod bookmarks;
mod changes;
mod checks;
mod clustering;
mod codec;
mod described;
mod documents;
mod entities;
mod entries;
mod entry;
mod error;
mod facts;
mod feeds;
mod hit;
mod incoming;
mod index;
mod journal;
mod keeping;
mod kept;
mod kept_words;
mod lists;
mod marks;
mod matching;
mod members;
mod mismatches;
mod network;
mod open;
mod pending;
mod positions;
mod recount;
mod replay;
mod revisions;
mod salvage;
#[cfg(test)]
mod sample;
mod saved;
mod schema;
mod search;
mod searches;
mod sentinel;
mod sift;
mod signatures;
mod state;
#[allow(clippy::module_inception)]
mod store;
mod stories;
mod story_words;
mod subscription;
mod textless;
mod texts;
mod titles;
mod values;
mod verdicts;

pub use agreement::{Agreement, has_journal, remembers};
pub use backups::{BackedUp, BackupFile, back_up, examine_backups, free_space};
pub use changes::{Following, Undone};
pub use checks::{Check, Checked};
pub use clustering::ReadyProfile;
pub use described::{Described, Titled};
pub use documents::Known;
pub use entities::Naming;
pub use entries::{KnownEntries, Moment, ReadyEntry};
pub use entry::{Counts, Extent, ListCursor, ListEntry};
pub use error::{Advice, Error};
pub use facts::FoundFacts;
pub use feeds::{FeedRecord, Leads, NewFeed};
pub use hit::{Found, Hit, HitCursor, HitPlace, OfSearch, Order, SavedSearch, SearchId, Snippet};
pub use incoming::{Added, Incoming, Logged, Outcome};
pub use index::{INDEX_VERSION, ReadyIndex};
pub use kept::{Edge, KeptCursor, KeptOrder, KeptPage, KeptQuery, KeptRow, Standing, Way, Whose};
pub use marks::Mark;
pub use matching::{KnownEntry, Match, Traits, match_entries};
pub use mismatches::WrongMatch;
pub use network::is_network;
pub use pending::Pending;
pub use replay::{Replayed, reopen_stale};
pub use revisions::{LastReading, Revision};
pub use salvage::{Rebuilt, restore, salvage};
pub use search::Ask;
pub use sift::{Quality, Sift, Since};
pub use store::Store;
pub use stories::{StoryCursor, StoryEntry, sort_by_day};
pub use story_words::Word;
pub use subscription::{Only, Scope, Subscription, Whole};
pub use textless::{Changed, Textless};
pub use texts::{Original, StoredText, TextDigest};
