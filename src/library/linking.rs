//! Links into the library: where they lead in the text that is there now.

use anyhow::{Context, Result};

use crate::document::{BlockKind, DocumentId};
use crate::exchange::link::Link;
use crate::library::library::Library;
use crate::library::shown::Shown;
use crate::text::TextRange;
use crate::text::quote::occurrences;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// The article.
    pub document: DocumentId,
    /// What it is called.
    pub title: String,
    /// The passage, where it is in the text that is there now.
    pub range: Option<TextRange>,
    /// The words of the passage, or those that the article starts with if none is meant.
    pub words: String,
    /// Why the passage is not where the link says, in one line.
    pub missing: Option<String>,
}

impl Library {
    /// Finds where a link leads.
    ///
    /// # Errors
    ///
    /// Fails if the article is not here or removed.
    pub fn linked(&self, link: &Link) -> Result<Linked> {
        let document = link.document;
        let entry = self.store.entry(document)?.ok_or_else(|| self.not_there(document))?;
        let readable = self.readable(document).context("its text cannot be read; open it once")?;
        let text = readable.text.as_str();
        let kept = match link.bookmark() {
            Some(id) => self.store.bookmark(id)?.filter(|kept| kept.document == document),
            None => None,
        };
        let shown = Shown { document, revision: readable.revision, text };
        let of_kept = self.resolve_all(&shown, kept.iter().map(|kept| &kept.anchor))?;
        let of_kept = of_kept.first().and_then(|found| found.range());
        let of_words = || {
            let words = link.words()?;
            // A link may hold the beginning of a passage only: then the first place is as good as it says.
            occurrences(text, words).next()
        };
        let range = of_kept.or_else(of_words);
        let is_meant = link.bookmark().is_some() || link.words().is_some();
        let missing = (is_meant && range.is_none()).then(|| match &kept {
            Some(_) => {
                "the passage is not in the text as it is now; the bookmark has its words".to_owned()
            }
            None => "the passage is not kept any more; the article is opened where it was left"
                .to_owned(),
        });
        let words = match (range, kept, link.words()) {
            (Some(range), ..) => text[range].to_owned(),
            (None, Some(kept), _) => kept.anchor.quote.exact,
            (None, None, Some(words)) => words.to_owned(),
            (None, None, None) => self.opening(document)?,
        };
        Ok(Linked { document, title: entry.title, range, words, missing })
    }

    /// Returns the first paragraph of an article.
    fn opening(&self, document: DocumentId) -> Result<String> {
        let Some(content) = self.store.text(document)?.document else { return Ok(String::new()) };
        let first =
            content.blocks().iter().find(|block| matches!(block.kind, BlockKind::Paragraph));
        Ok(first.map(|block| content.slice(block.range).to_owned()).unwrap_or_default())
    }
}
