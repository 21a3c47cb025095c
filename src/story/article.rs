//! Articles as comparing sees them, and passages in them.

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::fact::FactSet;
use crate::text::TextRange;

/// One article of a story: its text and what it says.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// The text with its metadata.
    pub document: &'a Document,
    /// The facts of that text.
    pub facts: &'a FactSet,
}

/// The place of an article among those that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleIndex(pub u16);

impl ArticleIndex {
    /// Returns the place as an index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// Returns the places of so many articles.
    pub fn all(count: usize) -> impl DoubleEndedIterator<Item = Self> {
        (0..u16::try_from(count).unwrap_or(u16::MAX)).map(Self)
    }
}

/// A passage of one of the articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Passage {
    /// The article.
    pub article: ArticleIndex,
    /// Where in its text.
    pub range: TextRange,
}

/// Two passages that the user says do not say the same.
pub type Mismatch = (Passage, Passage);
