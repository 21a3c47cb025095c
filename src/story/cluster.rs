//! Which articles are on one event.

use crate::document::Id;

/// Marks the [`Id`] of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfStory {}

/// The identity of a story; it stays while articles come and go.
pub type StoryId = Id<OfStory>;
