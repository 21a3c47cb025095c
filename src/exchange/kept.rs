//! Kept passages on their way out and in: with what is known of their articles.
//!
//! What goes out is whole. What comes in may be little more than a quotation: an identity is then made of what it
//! says, always the same one, so that the same passage read twice is one.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::anchor::TextQuote;
use crate::bookmark::{Bookmark, BookmarkId, KeptFact, Label};
use crate::document::{DocumentId, RevisionId};
use crate::text::TextRange;

/// A kept passage with its article.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptPassage {
    /// The passage and what the user says of it.
    pub bookmark: Bookmark,
    /// Its article.
    pub article: Article,
    /// Where the passage starts and ends in the text of its revision, in Unicode code points, if the text is there.
    pub points: Option<(usize, usize)>,
}

/// What is known of an article besides its text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Article {
    /// Its identity in the library it is from.
    pub id: Option<DocumentId>,
    /// What it is called.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The publication or agency.
    pub site: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The day on which it came into the library.
    pub added: Option<Date>,
    /// The language as a BCP 47 tag.
    pub language: Option<String>,
    /// The address on the network, without a password.
    pub address: Option<String>,
    /// The path of the file.
    pub path: Option<String>,
    /// How far it has been read, from 0 to 1.
    pub progress: Option<f32>,
}

/// A kept passage as another program, or this one, wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    /// Its identity, or one made of what it says.
    pub id: BookmarkId,
    /// Its article.
    pub article: Article,
    /// What the article was called when the passage was kept, if that is told apart.
    pub title: Option<String>,
    /// The passage.
    pub quote: TextQuote,
    /// The revision it was taken in, and where it stood in its text.
    pub position: Option<(RevisionId, TextRange)>,
    /// Where it stood in some text, in Unicode code points.
    pub points: Option<(usize, usize)>,
    /// The note; empty if there is none.
    pub note: String,
    /// The tags.
    pub tags: Vec<String>,
    /// The colour.
    pub label: Option<Label>,
    /// The fact that was kept.
    pub fact: Option<Box<KeptFact>>,
    /// When it was kept.
    pub created: Option<Timestamp>,
    /// When it was last changed.
    pub changed: Option<Timestamp>,
    /// Whether somebody changed what this program had written.
    pub edited: Edited,
}

/// Whether a passage that this program wrote is as it was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edited {
    /// As it was written, or not written by this program.
    #[default]
    No,
    /// Its note or tags were changed in the file.
    InFile,
}

/// Why a text cannot be read as what it is said to be, as a clause that follows its name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is none of the forms that are known.
    #[error("is in no form that is known here; say which with --from")]
    Unknown,
    /// It is not of this form.
    #[error("is not {form}; check that it is whole")]
    Form {
        /// The form with an article: `a CSV file`.
        form: &'static str,
    },
    /// A line of it is wrong.
    #[error("line {line} is not {form}; mend or remove it")]
    Line {
        /// The line, from 1.
        line: usize,
        /// The form with an article.
        form: &'static str,
    },
}

impl Brought {
    /// Takes a note and tags that have its own among them.
    pub fn fill_in(&mut self, note: &str, tags: &[String]) {
        let parts: HashSet<&str> = note.split("\n\n").collect();
        if self.note.is_empty() || self.note.split("\n\n").all(|part| parts.contains(part)) {
            note.clone_into(&mut self.note);
        }
        let known: HashSet<&String> = tags.iter().collect();
        if self.tags.iter().all(|tag| known.contains(tag)) {
            self.tags = tags.to_vec();
        }
    }

    /// Tells whether it comes with all that is kept of a passage, as in the forms that lose nothing.
    pub const fn is_whole(&self) -> bool {
        self.position.is_some() && self.title.is_some()
    }

    /// Makes a passage of which only the words and the article are known.
    pub fn new(article: Article, exact: String) -> Self {
        let id = derived(&[&article.key(), &exact]);
        Self {
            id,
            article,
            title: None,
            quote: TextQuote { exact, prefix: String::new(), suffix: String::new() },
            position: None,
            points: None,
            note: String::new(),
            tags: Vec::new(),
            label: None,
            fact: None,
            created: None,
            changed: None,
            edited: Edited::No,
        }
    }

    /// Gives it the identity that belongs to what another program calls it by.
    #[must_use]
    pub fn called(mut self, parts: &[&str]) -> Self {
        self.id = derived(parts);
        self
    }
}

impl From<KeptPassage> for Brought {
    fn from(kept: KeptPassage) -> Self {
        let KeptPassage { bookmark, article, points } = kept;
        let Bookmark { id, document, title, anchor, .. } = bookmark;
        Self {
            id,
            article: Article { id: Some(document), ..article },
            title: Some(title),
            quote: anchor.quote,
            position: Some((anchor.revision, anchor.position)),
            points,
            note: bookmark.note,
            tags: bookmark.tags,
            label: bookmark.label,
            fact: bookmark.fact,
            created: Some(bookmark.created),
            changed: bookmark.changed,
            edited: Edited::No,
        }
    }
}

impl Article {
    /// Returns what tells it from other articles, as well as can be.
    fn key(&self) -> String {
        let title = || {
            let byline = self.byline.as_deref().unwrap_or_default();
            Some(format!("{}\n{byline}", self.title.as_deref()?))
        };
        let key = self.address.clone().or_else(|| self.path.clone()).or_else(title);
        key.unwrap_or_default()
    }

    /// Returns the identity of an article that is not in the library: one made of its address or path, so that it is met
    /// again under that, or else its own, or else one made of what is known.
    pub fn identity(&self) -> DocumentId {
        let own = self.id.filter(|_| self.address.is_none() && self.path.is_none());
        own.unwrap_or_else(|| derived(&["article", &self.key()]))
    }

    /// Tells whether nothing is known of it.
    pub(crate) fn is_unknown(&self) -> bool {
        *self == Self::default()
    }
}

/// Writes what an article is called, or who wrote it, in the one way in which that is compared: without case and white
/// space around it.
pub fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Makes an identity of some texts, always the same.
fn derived<Of>(parts: &[&str]) -> crate::document::Id<Of> {
    let mut hasher = Sha256::new();
    hasher.update(b"sidelight exchange 1");
    for part in parts {
        hasher.update(part.len().to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let hash: [u8; 32] = hasher.finalize().into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    crate::document::Id::from_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::{Article, Brought};

    #[test]
    fn the_same_passage_has_the_same_identity() {
        let article =
            |address: &str| Article { address: Some(address.to_owned()), ..Article::default() };
        let id = |address: &str, exact: &str| Brought::new(article(address), exact.to_owned()).id;
        assert_eq!(id("a", "b"), id("a", "b"));
        assert_ne!(id("a", "b"), id("ab", ""));
        assert_eq!(article("a").identity(), article("a").identity());
        assert_ne!(article("a").identity(), article("b").identity());
    }
}
