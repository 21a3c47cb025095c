//! Bookmarks: passages the user keeps.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::anchor::Anchor;
use crate::document::{DocumentId, Id};

/// Marks the [`Id`] of a bookmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfBookmark {}

/// The identity of a bookmark, the same on every machine it is taken to.
pub type BookmarkId = Id<OfBookmark>;

/// A kept passage with what the user says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmark {
    /// Its identity.
    pub id: BookmarkId,
    /// The document it belongs to, which may since have left the library.
    pub document: DocumentId,
    /// What the document was called, so that the bookmark can be read without it.
    pub title: String,
    /// The passage.
    pub anchor: Anchor,
    /// The user's note; empty if there is none.
    pub note: String,
    /// The user's tags.
    pub tags: Vec<String>,
    /// The colour in which it is marked, if the user gave it one.
    #[serde(default)]
    pub label: Option<Label>,
    /// The fact that was kept, if it is more than a passage.
    #[serde(default)]
    pub fact: Option<Box<KeptFact>>,
    /// When it was kept.
    pub created: Timestamp,
    /// When the user last changed what is said of it; `None` if never.
    #[serde(default)]
    pub changed: Option<Timestamp>,
}

/// The colours a kept passage can be marked in. What a colour means is the user's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // Each is the colour of that name.
pub enum Label {
    Yellow,
    Red,
    Green,
    Blue,
    Purple,
}

impl Label {
    /// Every label, in the order in which the user steps through them.
    pub const ALL: [Self; 5] = [Self::Yellow, Self::Red, Self::Green, Self::Blue, Self::Purple];

    /// Returns the name under which it is stored and exported.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Red => "red",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Purple => "purple",
        }
    }

    /// Returns the label of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|label| label.name() == name)
    }
}

/// A fact that the user keeps, as it was worded and supported then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFact {
    /// What kind of fact it is: `person`, `quantity`, `statement`.
    pub kind: String,
    /// The fact in words, as the panel showed it.
    pub wording: String,
    /// Every passage it rests on, in every article of the story, the bookmark's own first.
    pub evidence: Vec<Evidence>,
}

/// A passage that a kept fact rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The article.
    pub document: DocumentId,
    /// What it was called.
    pub title: String,
    /// The passage.
    pub anchor: Anchor,
}
