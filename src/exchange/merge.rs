//! Writing a page again, in Markdown or Org: its passages are brought up to date, everything else stays as it is.
//!
//! A passage that somebody changed in the page is left alone as long as the library says otherwise: reading the page
//! brings the change in first. A passage that is not kept any more stays too, for the page may be all there is of it.

use std::collections::{HashMap, HashSet};

use crate::bookmark::BookmarkId;
use crate::document::DocumentId;
use crate::exchange::kept::{Article, Brought, Edited, KeptPassage};

/// How the pages of a form are taken apart and put together.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Takes a page apart; all parts together are the page.
    pub parts: fn(&str) -> Vec<Part<'_>>,
    /// Writes one passage, without an empty line around it.
    pub write: fn(&KeptPassage) -> String,
    /// Writes what stands above the passages of an article.
    pub head: fn(&mut String, &KeptPassage),
    /// Returns what is said of articles in what stands between passages.
    pub articles: fn(&str) -> Vec<Article>,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Part<'t> {
    /// What others wrote, and what stands above the passages of an article, with its line ends.
    Other(&'t str),
    /// A passage.
    Kept {
        /// All of it.
        whole: &'t str,
        /// What it says.
        brought: Box<Brought>,
    },
}

/// Takes a page apart; all parts together are the page. `next_block` splits at the next passage: before, itself, after;
/// `articles` tells what is said of articles before it, and `brought` reads it.
pub fn take_apart<'t>(
    text: &'t str,
    next_block: impl Fn(&'t str) -> Option<(&'t str, &'t str, &'t str)>,
    articles: impl Fn(&str) -> Vec<Article>,
    brought: impl Fn(&str, &Article) -> Option<Brought>,
) -> Vec<Part<'t>> {
    let mut parts = Vec::new();
    let mut rest = text;
    let mut article = Article::default();
    while let Some((other, block, after)) = next_block(rest) {
        article = articles(other).pop().unwrap_or(article);
        match brought(block, &article) {
            Some(brought) => {
                if !other.is_empty() {
                    parts.push(Part::Other(other));
                }
                parts.push(Part::Kept { whole: block, brought: Box::new(brought) });
            }
            // What cannot be read is left as it is.
            None => parts.push(Part::Other(&rest[..rest.len() - after.len()])),
        }
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Other(rest));
    }
    parts
}

/// Returns passages by their articles, in the order in which these come first.
pub fn by_article(kept: &[KeptPassage]) -> Vec<(DocumentId, Vec<&KeptPassage>)> {
    let mut groups: Vec<(DocumentId, Vec<&KeptPassage>)> = Vec::new();
    let mut places = HashMap::new();
    for kept in kept {
        let document = kept.bookmark.document;
        let place = *places.entry(document).or_insert_with(|| {
            groups.push((document, Vec::new()));
            groups.len() - 1
        });
        groups[place].1.push(kept);
    }
    groups
}

/// A page that was written again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// The page.
    pub text: String,
    /// How many passages were left alone because they were changed in the page.
    pub changed_there: usize,
}

/// Writes passages into a page that is there.
pub fn merge(form: &Page, page: &str, kept: &[KeptPassage]) -> Merged {
    let by_id: HashMap<BookmarkId, &KeptPassage> =
        kept.iter().map(|kept| (kept.bookmark.id, kept)).collect();
    let mut seen = HashSet::new();
    let mut changed_there = 0;
    // What is new of an article goes behind the last that is there of it.
    let mut written: Vec<String> = Vec::new();
    let mut last_of = HashMap::new();
    for part in (form.parts)(page) {
        match part {
            Part::Other(text) => {
                for article in (form.articles)(text) {
                    last_of.insert(article.id, written.len());
                }
                written.push(text.to_owned());
            }
            Part::Kept { whole, brought } => {
                let now = by_id.get(&brought.id).copied();
                let text = match now {
                    // The same passage twice in a page: the first counts.
                    Some(_) if !seen.insert(brought.id) => whole.to_owned(),
                    Some(now) if is_changed_there(&brought, now) => {
                        changed_there += 1;
                        whole.to_owned()
                    }
                    Some(now) => (form.write)(now),
                    None => whole.to_owned(),
                };
                last_of.insert(brought.article.id, written.len());
                written.push(text);
            }
        }
    }
    let mut end = String::new();
    for (document, group) in by_article(kept) {
        let new: Vec<_> =
            group.into_iter().filter(|kept| !seen.contains(&kept.bookmark.id)).collect();
        let Some(first) = new.first() else { continue };
        let target = match last_of.get(&Some(document)).and_then(|place| written.get_mut(*place)) {
            Some(target) => target,
            None => {
                (form.head)(&mut end, first);
                &mut end
            }
        };
        for kept in &new {
            if !target.ends_with('\n') {
                target.push('\n');
            }
            target.push('\n');
            target.push_str(&(form.write)(kept));
        }
    }
    let mut text = written.concat();
    if !end.is_empty() {
        if !text.is_empty() {
            text.push_str(if text.ends_with('\n') { "\n" } else { "\n\n" });
        }
        text.push_str(&end);
    }
    Merged { text, changed_there }
}

/// Tells whether a passage says something in the page that the library does not.
fn is_changed_there(brought: &Brought, now: &KeptPassage) -> bool {
    brought.edited == Edited::InFile
        && (brought.note != now.bookmark.note || brought.tags != now.bookmark.tags)
}
