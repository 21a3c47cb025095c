//! Kept passages on their way out: which of them, with what is known of their articles.
//!
//! They are put together article by article, so that never more than one text is held.

use std::collections::{BTreeMap, HashMap};

use anyhow::Result;
use jiff::Timestamp;
use jiff::tz::Offset;

use crate::anchor::Resolution;
use crate::bookmark::{Bookmark, Label, same_tag};
use crate::document::{DocumentId, RevisionId};
use crate::exchange::{Article, KeptPassage};
use crate::fetch::address::canonical;
use crate::library::library::Library;
use crate::source::Location;
use crate::text::{TextRange, TextSize};

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
    pub fn kept(&self, choice: &Choice) -> Result<Vec<KeptPassage>> {
        let mut all = Vec::new();
        for (document, group) in by_article(self.chosen(choice)?) {
            let (places, bookmarks): (Vec<_>, Vec<_>) = group.into_iter().unzip();
            all.extend(places.into_iter().zip(self.with_article(document, bookmarks)?));
        }
        all.sort_by_key(|(place, _)| *place);
        Ok(all.into_iter().map(|(_, kept)| kept).collect())
    }

    /// Hands over kept passages with their article, one article after the other.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read, or as `take` does.
    pub(crate) fn each_article(
        &self,
        choice: &Choice,
        mut take: impl FnMut(&[KeptPassage]) -> Result<()>,
    ) -> Result<()> {
        for (document, group) in by_article(self.chosen(choice)?) {
            let bookmarks = group.into_iter().map(|(_, bookmark)| bookmark).collect();
            take(&self.with_article(document, bookmarks)?)?;
        }
        Ok(())
    }

    /// Returns what is known of the articles that are chosen, or of those of the passages if none are.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn cited(&self, choice: &Choice) -> Result<Vec<Article>> {
        let documents = match &choice.documents {
            Some(documents) => documents.clone(),
            None => {
                by_article(self.chosen(choice)?).into_iter().map(|(document, _)| document).collect()
            }
        };
        documents.iter().map(|id| self.article(*id, self.readable(*id).as_ref())).collect()
    }

    fn chosen(&self, choice: &Choice) -> Result<Vec<Bookmark>> {
        let of = match choice.documents.as_deref() {
            Some([document]) => Some(*document),
            _ => None,
        };
        let mut bookmarks = self.store.bookmarks(of)?;
        bookmarks.retain(|bookmark| choice.has(bookmark));
        Ok(bookmarks)
    }

    fn with_article(
        &self,
        document: DocumentId,
        bookmarks: Vec<Bookmark>,
    ) -> Result<Vec<KeptPassage>> {
        let readable = self.readable(document);
        let article = self.article(document, readable.as_ref())?;
        let points = match &readable {
            Some(readable) => points(&bookmarks, readable),
            None => vec![None; bookmarks.len()],
        };
        let kept = bookmarks.into_iter().zip(points);
        Ok(kept
            .map(|(bookmark, points)| KeptPassage { article: article.clone(), bookmark, points })
            .collect())
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

/// Puts passages of an article together, each with its place among all; the articles in the order of their first.
fn by_article(bookmarks: Vec<Bookmark>) -> Vec<(DocumentId, Vec<(usize, Bookmark)>)> {
    let mut groups: Vec<(DocumentId, Vec<_>)> = Vec::new();
    let mut known = HashMap::new();
    for (place, bookmark) in bookmarks.into_iter().enumerate() {
        let group = *known.entry(bookmark.document).or_insert_with(|| {
            groups.push((bookmark.document, Vec::new()));
            groups.len() - 1
        });
        groups[group].1.push((place, bookmark));
    }
    groups
}

/// Returns where passages stand in code points, if the text is of the revision that they were taken in.
fn points(bookmarks: &[Bookmark], readable: &Readable) -> Vec<Option<(usize, usize)>> {
    let ranges: Vec<Option<TextRange>> = bookmarks
        .iter()
        .map(|bookmark| match bookmark.anchor.resolve(&readable.text) {
            Resolution::Exact(range) if bookmark.anchor.revision == readable.revision => {
                Some(range)
            }
            _ => None,
        })
        .collect();
    // The text is gone over once, however many passages there are.
    let mut counts: BTreeMap<TextSize, usize> = ranges
        .iter()
        .flatten()
        .flat_map(|range| [range.start(), range.end()])
        .map(|at| (at, 0))
        .collect();
    let (mut before, mut count) = (TextSize::new(0), 0);
    for (at, counted) in &mut counts {
        count += readable.text[TextRange::new(before, *at)].chars().count();
        (before, *counted) = (*at, count);
    }
    ranges
        .iter()
        .map(|range| range.map(|range| (counts[&range.start()], counts[&range.end()])))
        .collect()
}
