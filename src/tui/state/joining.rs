//! An article that waits for another, to be joined with it into one story.

use crate::document::DocumentId;
use crate::story::StoryId;

/// An article or story that was chosen to be joined with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joining {
    /// The article; one of its story stands for all of them.
    pub document: DocumentId,
    /// The story it is in, if it is in one.
    pub story: Option<StoryId>,
    /// What it is called.
    pub title: String,
}
