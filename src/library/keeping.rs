//! Kept passages on their way out: which of them, with what is known of their articles.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use anyhow::Result;
use jiff::Timestamp;
use jiff::tz::Offset;

use crate::anchor::Resolution;
use crate::bookmark::{Bookmark, Label, same_tag};
use crate::document::{DocumentId, RevisionId};
use crate::exchange::merge::by_article;
use crate::exchange::{Article, Kept};
use crate::fetch::address::canonical;
use crate::library::library::Library;
use crate::source::Location;
use crate::text::TextRange;

/// Which kept passages are meant; what is not said leaves all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Those of these articles.
    pub documents: Option<Vec<DocumentId>>,
    /// Those with this tag.
    pub tag: Option<String>,
    /// Those in this colour.
    pub label: Option<Label>,
    /// Those that were kept or changed then or later.
    pub since: Option<Timestamp>,
}

impl Choice {
    fn has(&self, bookmark: &Bookmark) -> bool {
        let said = bookmark.changed.unwrap_or(bookmark.created);
        self.documents.as_ref().is_none_or(|all| all.contains(&bookmark.document))
            && self
                .tag
                .as_ref()
                .is_none_or(|tag| bookmark.tags.iter().any(|own| same_tag(own, tag)))
            && self.label.is_none_or(|label| bookmark.label == Some(label))
            && self.since.is_none_or(|since| said >= since)
    }
}

/// The text of an article that passages are looked for in.
#[derive(Debug)]
pub(crate) struct Readable {
    pub(crate) revision: RevisionId,
    pub(crate) text: String,
    pub(crate) address: Option<String>,
}

impl Library {
    /// Returns kept passages with their articles, oldest first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn kept(&self, choice: &Choice) -> Result<Vec<Kept>> {
        let of = match choice.documents.as_deref() {
            Some([document]) => Some(*document),
            _ => None,
        };
        let bookmarks = self.store.bookmarks(of)?.into_iter().filter(|one| choice.has(one));
        let mut articles: HashMap<DocumentId, (Article, Option<Readable>)> = HashMap::new();
        let mut kept = Vec::new();
        for bookmark in bookmarks {
            let document = bookmark.document;
            let (article, readable) = match articles.entry(document) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(unknown) => {
                    let readable = self.readable(document);
                    let article = self.article(document, readable.as_ref())?;
                    unknown.insert((article, readable))
                }
            };
            let points = readable.as_ref().and_then(|readable| points(&bookmark, readable));
            kept.push(Kept { article: article.clone(), bookmark, points });
        }
        Ok(kept)
    }

    /// Returns what is known of the articles that are chosen, or of those of the passages if none are.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn cited(&self, choice: &Choice, kept: &[Kept]) -> Result<Vec<Article>> {
        let of_passages = || by_article(kept).into_iter().map(|(document, _)| document).collect();
        let documents: Vec<_> = choice.documents.clone().unwrap_or_else(of_passages);
        documents.iter().map(|id| self.article(*id, self.readable(*id).as_ref())).collect()
    }

    /// Returns how many passages are kept of an article.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn kept_of(&self, document: DocumentId) -> Result<usize> {
        Ok(self.store.bookmarks(Some(document))?.len())
    }

    /// Returns the text of an article, if it is there and can be read.
    pub(crate) fn readable(&self, document: DocumentId) -> Option<Readable> {
        let stored = self.store.text(document).ok()?;
        let content = stored.document?;
        Some(Readable {
            revision: stored.revision,
            text: content.text().to_owned(),
            address: content.metadata().address.clone(),
        })
    }

    fn article(&self, document: DocumentId, readable: Option<&Readable>) -> Result<Article> {
        let Some(row) = self.store.described(document)? else {
            return Ok(Article { id: Some(document), ..Article::default() });
        };
        let (mut address, mut path) = (None, None);
        match &row.location {
            // The display form leaves a password out.
            Location::Url(_) => address = Some(row.location.to_string()),
            Location::File(file) => path = Some(file.to_string_lossy().into_owned()),
            Location::Stdin | Location::Sample(_) | Location::Entry { .. } => {}
        }
        let stated = readable.and_then(|readable| readable.address.as_deref());
        let address = address.or_else(|| stated.map(canonical));
        Ok(Article {
            id: Some(document),
            title: Some(row.title),
            byline: row.byline,
            site: row.site,
            published: row.published,
            added: Some(Offset::UTC.to_datetime(row.added).date()),
            language: row.language,
            address,
            path,
            progress: Some(row.progress),
        })
    }
}

/// Returns where a passage stands in code points, if the text is of the revision that it was taken in.
fn points(bookmark: &Bookmark, readable: &Readable) -> Option<(usize, usize)> {
    if bookmark.anchor.revision != readable.revision {
        return None;
    }
    let Resolution::Exact(range) = bookmark.anchor.resolve(&readable.text) else { return None };
    let start = readable.text[TextRange::up_to(range.start())].chars().count();
    Some((start, start + readable.text[range].chars().count()))
}
