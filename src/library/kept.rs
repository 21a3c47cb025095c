//! What is kept, as lists show it: pages of kept passages, and tags.

use anyhow::Result;
use jiff::Timestamp;

use crate::document::DocumentId;
use crate::library::library::Library;
use crate::store::{Edge, KeptPage, KeptQuery};

/// How many tags are offered at most.
const TAGS: usize = 2_000;

impl Library {
    /// Returns at most `limit` kept passages from an edge of a list on, in order.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn kept_page(&self, query: &KeptQuery, edge: &Edge, limit: usize) -> Result<KeptPage> {
        Ok(self.store.kept_page(query, edge, limit, Timestamp::now())?)
    }

    /// Returns the tags in use, those used most first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn known_tags(&self) -> Result<Vec<String>> {
        Ok(self.store.known_tags(TAGS)?)
    }

    /// Returns the tags of a document.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn article_tags(&self, document: DocumentId) -> Result<Vec<String>> {
        Ok(self.store.article_tags(document)?)
    }
}
