//! Which articles are on one event.
//!
//! 1. `profile`: the words and names of an article, as numbers, each with how often it stands there.
//! 2. `signature`: the most telling of them, weighed by how rare they are; two are compared in a moment.
//! 3. `choice`: which of some groups an article belongs to, if to any.
//! 4. `title`: what a story is called.
//!
//! Articles come one by one. It must not know where signatures are kept and how candidates are found.

mod choice;
mod common;
mod profile;
mod signature;
mod title;

use crate::document::Id;

pub use choice::{Choice, Group, choose, fits, is_one_event};
pub use profile::{Profile, Term};
pub use signature::{Frequencies, Signature};
pub use title::{Headline, headline, named_after};

/// Marks the [`Id`] of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfStory {}

/// The identity of a story; it stays while articles come and go.
pub type StoryId = Id<OfStory>;

/// The version of what is known of an article for finding its story. Higher it whenever signatures are made in
/// another way.
pub const CLUSTERER_VERSION: u16 = 1;
