//! The articles that passages from elsewhere belong to, where they are here, with their texts.
//!
//! An article is known by what belongs to no other: its identity, its address or path, its bytes; by the address that its
//! text names as its own, if it has the words of the passage; and by its title, if no other is called so and it has
//! the words of one of the passages. What waits finds its article when that comes ([`crate::store`]).

use std::collections::HashMap;

use anyhow::Result;

use crate::anchor::{Anchor, Finder, TextQuote};
use crate::document::{DocumentId, RevisionId};
use crate::exchange::kept::folded;
use crate::exchange::{Article, Brought};
use crate::library::library::Library;
use crate::source::Location;
use crate::store::Titled;

/// How many of the passages of an article are looked for to tell whether it is the one that is called so.
const QUOTES: usize = 20;

/// Finds articles, and remembers what it has looked up.
pub(crate) struct Articles<'l> {
    library: &'l Library,
    titles: Asked<Titled>,
    addresses: Asked<DocumentId>,
    known: HashMap<String, Meant>,
    /// Some of what is quoted from each.
    quotes: HashMap<String, Vec<TextQuote>>,
    texts: HashMap<DocumentId, Option<(RevisionId, Finder<'static>)>>,
}

/// What is asked for in a file, with the articles that have it once one was needed: the whole library is read for that.
struct Asked<T> {
    answers: HashMap<String, Vec<T>>,
    is_read: bool,
}

/// The articles that may be meant by what is said of one.
#[derive(Clone, Debug, Default)]
struct Meant {
    surely: Option<DocumentId>,
    /// Those whose texts name its address as their own.
    stating: Vec<DocumentId>,
    /// The only one that is called so, if it has something of what is quoted.
    titled: Option<DocumentId>,
}

impl<'l> Articles<'l> {
    /// Prepares for what a file speaks of.
    pub(crate) fn new(library: &'l Library, brought: &[Brought]) -> Self {
        let articles = || brought.iter().map(|one| &one.article);
        let mut quotes: HashMap<String, Vec<TextQuote>> = HashMap::new();
        for one in brought.iter().filter(|one| !one.quote.exact.is_empty()) {
            let quotes = quotes.entry(key(one)).or_default();
            if quotes.len() < QUOTES {
                quotes.push(one.quote.clone());
            }
        }
        Self {
            library,
            titles: Asked::of(articles().filter_map(title)),
            addresses: Asked::of(articles().filter_map(|article| article.address.clone())),
            known: HashMap::new(),
            quotes,
            texts: HashMap::new(),
        }
    }

    /// Returns the article that a passage is of, if it is here.
    pub(crate) fn meant(&mut self, one: &Brought) -> Result<Option<DocumentId>> {
        let article = &one.article;
        let revision = one.position.map(|(revision, _)| revision);
        let key = key(one);
        let meant = match self.known.get(&key) {
            Some(meant) => meant.clone(),
            None => {
                let mut meant = self.look_up(article, revision)?;
                meant.titled = meant.titled.filter(|titled| self.has_any(*titled, &key));
                self.known.insert(key, meant.clone());
                meant
            }
        };
        if meant.surely.is_some() {
            return Ok(meant.surely);
        }
        let mut says = |document: &DocumentId| {
            self.text(*document).is_some_and(|(_, finder)| one.quote.is_in(finder.text()))
        };
        if let Some(stating) = meant.stating.iter().find(|document| says(document)) {
            return Ok(Some(*stating));
        }
        // What was written by this program tells more of its article than the title: it is another one without the words.
        Ok(meant.titled.filter(|document| revision.is_none() || says(document)))
    }

    /// Tells whether an article has something of what is quoted, if anything is.
    fn has_any(&mut self, document: DocumentId, key: &str) -> bool {
        let Some(quotes) = self.quotes.remove(key) else { return true };
        let text = self.text(document).map(|(_, finder)| finder.text());
        text.is_some_and(|text| quotes.iter().any(|quote| quote.is_in(text)))
    }

    fn look_up(&mut self, article: &Article, revision: Option<RevisionId>) -> Result<Meant> {
        let store = &self.library.store;
        if let Some(surely) = self.surely(article, revision)? {
            return Ok(Meant { surely: Some(surely), ..Meant::default() });
        }
        let mut meant = Meant::default();
        if let Some(address) = &article.address {
            let stating = self.addresses.answers(address, |asked| Ok(store.stating(asked)?))?;
            meant.stating = stating.to_vec();
        }
        if let Some(title) = title(article) {
            let same_author = |titled: &&Titled| match (&article.byline, &titled.byline) {
                (Some(one), Some(other)) => folded(one) == folded(other),
                _ => true,
            };
            let titled = self.titles.answers(&title, |asked| Ok(store.titled(asked)?))?;
            let mut titled = titled.iter().filter(same_author);
            // Of several of the same title none is taken for the one that is meant.
            let only = titled.next().filter(|_| titled.next().is_none());
            meant.titled = only.map(|titled| titled.id);
        }
        Ok(meant)
    }

    /// Finds an article by what belongs to no other.
    fn surely(
        &self,
        article: &Article,
        revision: Option<RevisionId>,
    ) -> Result<Option<DocumentId>> {
        let store = &self.library.store;
        if let Some(id) = article.id
            && store.described(id)?.is_some()
        {
            return Ok(Some(id));
        }
        let address = article.address.clone().map(Location::Url);
        let path = article.path.as_ref().map(|path| Location::File(path.into()));
        for place in address.iter().chain(&path) {
            if let Some(id) = store.article_at(place)? {
                return Ok(Some(id));
            }
        }
        Ok(revision.map(|revision| store.article_of(revision)).transpose()?.flatten())
    }

    /// Gives an anchor without a place the one that it has in the text of the article.
    pub(crate) fn placed(
        &mut self,
        anchor: Anchor,
        points: Option<(usize, usize)>,
        document: Option<DocumentId>,
    ) -> Anchor {
        let Some(document) = document.filter(|_| anchor.is_unplaced()) else { return anchor };
        match self.text(document) {
            Some((revision, finder)) => anchor.placed(finder, *revision, points),
            None => anchor,
        }
    }

    fn text(&mut self, document: DocumentId) -> Option<&(RevisionId, Finder<'static>)> {
        let read = || {
            let readable = self.library.readable(document)?;
            Some((readable.revision, Finder::new(readable.text)))
        };
        self.texts.entry(document).or_insert_with(read).as_ref()
    }
}

impl<T> Asked<T> {
    fn of(asked: impl Iterator<Item = String>) -> Self {
        Self { answers: asked.map(|name| (name, Vec::new())).collect(), is_read: false }
    }

    fn answers(
        &mut self,
        name: &str,
        read: impl FnOnce(HashMap<String, Vec<T>>) -> Result<HashMap<String, Vec<T>>>,
    ) -> Result<&[T]> {
        if !std::mem::replace(&mut self.is_read, true) {
            self.answers = read(std::mem::take(&mut self.answers))?;
        }
        Ok(self.answers.get(name).map(Vec::as_slice).unwrap_or_default())
    }
}

/// Returns what passages of one article have in common.
fn key(one: &Brought) -> String {
    let article = &one.article;
    let revision = one.position.map(|(revision, _)| revision);
    let byline = article.byline.as_deref().map(folded);
    format!("{:?}", (article.id, &article.address, &article.path, title(article), byline, revision))
}

/// Returns what an article is called, as it is compared.
fn title(article: &Article) -> Option<String> {
    article.title.as_deref().map(folded).filter(|title| !title.is_empty())
}
