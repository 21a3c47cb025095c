//! Plays the search of the library: a query is some words, `-word` and `is:unread`; all must hold.

use sidelight::library::{
    Found, Hit, HitCursor, HitPlace, Reply, Request, SavedSearch, Snippet, Undone,
};
use sidelight::search::{completions, passages};
use sidelight::source::FeedId;
use sidelight::text::TextRange;
use sidelight::text::find::Query;
use sidelight::text::offset::range;

use crate::script::{Article, Script};

/// What is kept and what the next search answers.
#[derive(Default)]
pub(crate) struct Finding {
    /// The searches that are kept.
    pub(crate) searches: Vec<SavedSearch>,
    /// What was kept before each change.
    before: Vec<Vec<SavedSearch>>,
    /// Whether a word is found only as a whole, unless a star follows it.
    pub(crate) whole_words: bool,
    /// Whether searches are left unanswered.
    pub(crate) holds: bool,
    /// What was asked for, as it was typed.
    pub(crate) queries: Vec<String>,
    /// In which feeds that was.
    pub(crate) feeds: Vec<Option<FeedId>>,
    /// What is answered to every search in place of what is found.
    pub(crate) answer: Option<Found>,
}

impl Script {
    pub(super) fn reply_about_searches(&mut self, request: Request) -> Option<Reply> {
        let kind = request.kind();
        Some(match request {
            Request::Search { query, limit, feed, .. } => {
                self.finding.queries.push(query.clone());
                self.finding.feeds.push(feed);
                let answer = self.finding.answer.clone();
                Reply::Found(Box::new(answer.unwrap_or_else(|| self.find(&query, limit))))
            }
            Request::Passages { content, query } => Reply::Passages(passages(&content, &query)),
            Request::CompleteQuery(typed) => {
                let known = self.kept.known_tags();
                let tags = |field: &str, start: &str| -> Result<Vec<String>, ()> {
                    let fits = |tag: &&String| field == "tag" && tag.starts_with(start);
                    Ok(known.iter().filter(fits).cloned().collect())
                };
                Reply::Completions(completions(&typed, tags).unwrap())
            }
            Request::SavedSearches => {
                let mut searches = self.finding.searches.clone();
                searches.sort_by(|a, b| a.name.cmp(&b.name));
                Reply::SavedSearches(searches)
            }
            Request::SaveSearch(search) => {
                self.finding.before.push(self.finding.searches.clone());
                self.finding.searches.retain(|known| known.id != search.id);
                self.finding.searches.push(search);
                Reply::Saved(kind)
            }
            Request::DropSearch(id) => {
                self.finding.before.push(self.finding.searches.clone());
                self.finding.searches.retain(|known| known.id != id);
                Reply::Saved(kind)
            }
            Request::Undo => {
                self.finding.searches = self.finding.before.pop()?;
                let description = "a change of kept searches".to_owned();
                Reply::Undone(Some(Undone { description, document: None }))
            }
            _ => return None,
        })
    }

    /// Tells whether the last change that can be taken back is one of kept searches.
    pub(super) fn has_changed_searches(&self) -> bool {
        !self.finding.before.is_empty()
    }

    /// Returns what a query finds.
    pub(crate) fn find(&self, query: &str, limit: usize) -> Found {
        let words: Vec<_> = query.split_whitespace().collect();
        let remarks = words.iter().filter(|word| word.starts_with("colour:"));
        let remarks = remarks.map(|word| format!("“{word}” is taken as a word")).collect();
        let hits = self
            .articles
            .iter()
            .filter_map(|article| hit(article, &words, self.finding.whole_words));
        let hits: Vec<_> = hits.take(limit).collect();
        Found { hits, next: None::<HitCursor>, remarks }
    }
}

fn hit(article: &Article, words: &[&str], whole: bool) -> Option<Hit> {
    let text = article.document.text();
    let matches = |word: &str| {
        let query = Query::new(&word.trim_end_matches('*').to_lowercase());
        let mut found = query.map(|query| query.matches(text, all(text))).unwrap_or_default();
        found.retain(|at| {
            let after = text[usize::from(at.end())..].chars().next();
            !whole || word.ends_with('*') || !after.is_some_and(char::is_alphanumeric)
        });
        found
    };
    let mut first: Option<TextRange> = None;
    for word in words {
        match word.strip_prefix('-') {
            Some(word) if matches(word).is_empty() => {}
            Some(_) => return None,
            None if *word == "is:unread" && !article.entry.read => {}
            None => {
                let found = *matches(word).first()?;
                first = Some(first.map_or(found, |first| {
                    if found.start() < first.start() { found } else { first }
                }));
            }
        }
    }
    let (place, snippet) = match first {
        Some(first) => (HitPlace::Text(first), snippet(text, first)),
        None => (HitPlace::Entry, Snippet::default()),
    };
    Some(Hit { entry: article.entry.clone(), place, snippet })
}

fn all(text: &str) -> TextRange {
    range(0, text.len())
}

/// Returns the line of the text in which a match stands.
fn snippet(text: &str, found: TextRange) -> Snippet {
    let (start, end) = (usize::from(found.start()), usize::from(found.end()));
    let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let to = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let marked = vec![range(start - from, end - from)];
    Snippet { text: text[from..to].to_owned(), marked }
}
