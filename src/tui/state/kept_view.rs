//! Which kept passages the bookmarks panel shows, and what is asked of the library for that.
//!
//! It must not know which of them are there yet.

use crate::document::DocumentId;
use crate::library::{KeptOrder, KeptQuery, Way, Whose};
use crate::search::{Clause, Condition, Quality, parse};
use crate::story::StoryId;

/// Which kept passages are shown, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptView {
    /// Whose.
    pub tab: Tab,
    /// What they are narrowed to, as it was typed.
    pub typed: String,
    /// What they are narrowed to instead, because nothing has the last word: it may be only the beginning of one.
    pub begun: Option<String>,
    /// In which order.
    pub order: KeptOrder,
    /// Which way along it.
    pub way: Way,
}

/// Whose kept passages are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Those of one document.
    Document(DocumentId),
    /// Those of the documents of a story.
    Story(StoryId),
    /// Those of the whole library.
    Library,
    /// Those that are not where they were kept.
    Drifted,
}

impl KeptView {
    /// Returns what is asked of the library to show it.
    pub fn query(&self) -> KeptQuery {
        let mut asked = parse(self.sought());
        let whose = match self.tab {
            Tab::Document(id) => Whose::Document(id),
            Tab::Story(id) => Whose::Story(id),
            Tab::Library => Whose::Library,
            Tab::Drifted => {
                let condition = Condition::Quality(Quality::Drifted);
                asked.clauses.push(Clause { negated: false, condition });
                Whose::Library
            }
        };
        KeptQuery { whose, asked, order: self.order, way: self.way }
    }

    /// Returns what they are narrowed to.
    pub fn sought(&self) -> &str {
        self.begun.as_deref().unwrap_or(&self.typed)
    }
}
