//! Drafts: what the readers of the formats found, before it is made whole, cleaned and told apart.
//!
//! Steps for each entry: 1. addresses become absolute or go; 2. texts are cleaned and cut; 3. an entry
//! without an identity gets one of its link or its content; 4. entries with the same identity are one if
//! they are the same, and else are told apart by what they hold.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use jiff::Timestamp;
use url::Url;

use crate::document::Diagnostic;
use crate::import::feed::address::{Written, whole};
use crate::import::feed::entry::{Body, Enclosure, Entry, Feed};
use crate::import::feed::words::{of_html, one_line};
use crate::text::ContentHash;
use crate::text::clean::clean;

/// The most entries that are read of a feed.
pub const ENTRIES: usize = 20_000;

/// The longest text of an entry, in bytes.
pub const LONGEST_BODY: usize = 4 * 1024 * 1024;

/// The longest title or name, in bytes.
const LONGEST_LINE: usize = 2_000;

/// The most authors and the most enclosures of an entry.
const PARTS: usize = 50;

/// A value that goes before others of a higher rank, and after those that came before it.
#[derive(Clone, Debug)]
pub struct Ranked<T>(Option<(u8, T)>);

impl<T> Default for Ranked<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Ranked<T> {
    /// Takes a value if it goes before the one that is there.
    pub fn offer(&mut self, rank: u8, value: T) {
        if self.0.as_ref().is_none_or(|(present, _)| rank < *present) {
            self.0 = Some((rank, value));
        }
    }

    /// Returns the rank of the value.
    pub fn rank(&self) -> Option<u8> {
        self.0.as_ref().map(|(rank, _)| *rank)
    }

    /// Returns the value.
    pub fn get(&self) -> Option<&T> {
        self.0.as_ref().map(|(_, value)| value)
    }

    fn take(self) -> Option<T> {
        self.0.map(|(_, value)| value)
    }
}

/// What was found of a feed.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What it is called.
    pub title: Ranked<Body>,
    /// The page it belongs to.
    pub site: Ranked<Written>,
    /// Its language.
    pub language: Option<String>,
    /// Who writes it, where entries do not say.
    pub authors: Authors,
    /// Its entries.
    pub entries: Vec<DraftEntry>,
    /// Whether links are relative to the address of the feed before that of its page.
    pub by_own_address: bool,
    /// What was noticed.
    pub remarks: Vec<Diagnostic>,
}

/// What was found of an entry.
#[derive(Clone, Debug, Default)]
pub struct DraftEntry {
    /// What it is known by.
    pub id: Ranked<String>,
    /// Whether what it is known by may also be where it is.
    pub guid_is_link: bool,
    /// What it is called.
    pub title: Ranked<Body>,
    /// Where it is.
    pub link: Ranked<Written>,
    /// Who wrote it.
    pub authors: Authors,
    /// When it was published.
    pub published: Ranked<Timestamp>,
    /// When it was changed.
    pub updated: Ranked<Timestamp>,
    /// Its text, and what links in it are relative to.
    pub content: Ranked<(Body, Written)>,
    /// What it is about, and what links in it are relative to.
    pub summary: Ranked<(Body, Written)>,
    /// The picture that stands for it.
    pub image: Ranked<Written>,
    /// What comes with it, with its media type.
    pub enclosures: Vec<(Written, Option<String>)>,
}

/// Names, of which those of the lowest rank count.
#[derive(Clone, Debug, Default)]
pub struct Authors(Vec<(u8, String)>);

impl Authors {
    /// Adds a name.
    pub fn add(&mut self, rank: u8, name: &str) {
        let name = cut(one_line(name), LONGEST_LINE);
        let known = self.0.iter().any(|(present, other)| *present == rank && *other == name);
        if !name.is_empty() && !known && self.0.len() < PARTS {
            self.0.push((rank, name));
        }
    }

    /// Returns the names that count.
    pub fn names(&self) -> Vec<String> {
        let lowest = self.0.iter().map(|(rank, _)| *rank).min();
        let names = self.0.iter().filter(|(rank, _)| Some(*rank) == lowest);
        names.map(|(_, name)| name.clone()).collect()
    }
}

/// Makes a feed of what was found.
pub fn finish(draft: Draft, address: Option<&Url>) -> Feed {
    let site = draft.site.get().and_then(|site| site.whole(&[address]));
    let page = site.as_deref().and_then(|site| whole(site, None));
    let places =
        if draft.by_own_address { [address, page.as_ref()] } else { [page.as_ref(), address] };
    let authors = draft.authors.names();
    let mut remarks = draft.remarks;
    let mut cuts = 0;
    let entries = draft.entries.into_iter();
    let entries = entries.map(|entry| finish_entry(entry, &places, &authors, &mut cuts)).collect();
    if cuts > 0 {
        let texts = if cuts == 1 { "text was" } else { "texts were" };
        remarks.push(Diagnostic::cut(format!("{cuts} {texts} too long and cut")));
    }
    Feed {
        title: draft.title.take().and_then(|title| line(&title)),
        site,
        language: draft
            .language
            .map(|tag| one_line(&tag).replace('_', "-"))
            .filter(|tag| is_tag(tag)),
        entries: tell_apart(entries),
        remarks,
    }
}

fn finish_entry(
    draft: DraftEntry,
    places: &[Option<&Url>],
    feed_authors: &[String],
    cuts: &mut usize,
) -> Entry {
    let link = draft.link.take().and_then(|link| link.whole(places));
    let content = draft.content.take();
    let summary = draft.summary.take();
    let base = content.as_ref().or(summary.as_ref()).and_then(|(_, base)| base.whole(places));
    let mut body =
        |part: Option<(Body, Written)>| part.and_then(|(body, _)| finish_body(body, cuts));
    let (content, summary) = (body(content), body(summary));
    let authors = match draft.authors.names() {
        own if own.is_empty() => feed_authors.to_vec(),
        own => own,
    };
    let mut enclosures: Vec<Enclosure> = Vec::new();
    for (written, media_type) in draft.enclosures {
        let Some(address) = written.whole(places) else { continue };
        if enclosures.len() < PARTS && enclosures.iter().all(|other| other.address != address) {
            let media_type = media_type.map(|kind| one_line(&kind)).filter(|kind| !kind.is_empty());
            enclosures.push(Enclosure { address, media_type });
        }
    }
    let mut entry = Entry {
        id: draft.id.take().map(|id| one_line(&id)).unwrap_or_default(),
        title: draft.title.take().and_then(|title| line(&title)),
        base: base.filter(|base| link.as_ref() != Some(base)),
        link,
        authors,
        published: draft.published.take(),
        updated: draft.updated.take(),
        content,
        summary,
        image: draft.image.take().and_then(|image| image.whole(places)),
        enclosures,
    };
    if entry.content.is_none() && entry.summary.is_none() {
        entry.base = None;
    }
    identify(&mut entry);
    entry
}

fn finish_body(body: Body, cuts: &mut usize) -> Option<Body> {
    let mut tidy = |text: String| {
        *cuts += usize::from(text.len() > LONGEST_BODY);
        cut(clean(&text).into_owned(), LONGEST_BODY).trim().to_owned()
    };
    let body = match body {
        Body::Html(html) => Body::Html(tidy(html)),
        Body::Text(text) => Body::Text(tidy(text)),
    };
    (!body.as_str().is_empty()).then_some(body)
}

fn line(body: &Body) -> Option<String> {
    let words = match body {
        Body::Html(html) => of_html(html),
        Body::Text(text) => one_line(text),
    };
    Some(cut(words, LONGEST_LINE)).filter(|words| !words.is_empty())
}

fn cut(mut text: String, longest: usize) -> String {
    if text.len() > longest {
        let end = (0..=longest).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        text.truncate(end);
        text.truncate(text.trim_end().len());
    }
    text
}

/// `en`, `zh-Hans`, `de-AT`
fn is_tag(text: &str) -> bool {
    text.len() < 36
        && text.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

fn identify(entry: &mut Entry) {
    if entry.id.is_empty() {
        entry.id = match &entry.link {
            Some(link) => link.clone(),
            None => of_content(entry),
        };
    }
    if entry.id.len() > LONGEST_LINE {
        entry.id = digest(&[&entry.id]);
    }
}

/// Makes entries with the same identity one if they hold the same, and else gives each an identity that
/// its link tells, or what it holds where links do not. All of them get one, so that it does not matter
/// which comes first or goes away.
fn tell_apart(entries: Vec<Entry>) -> Vec<Entry> {
    let mut groups: HashMap<String, Vec<usize>> = HashMap::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        groups.entry(entry.id.clone()).or_default().push(index);
    }
    let mut entries: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
    for (id, indices) in groups.into_iter().filter(|(_, indices)| indices.len() > 1) {
        let mut marks = HashSet::new();
        for index in &indices {
            entries[*index].take_if(|entry| !marks.insert(whole_content(entry)));
        }
        if marks.len() > 1 {
            part(&id, &mut entries, &indices);
        }
    }
    let mut taken = HashSet::new();
    entries.into_iter().flatten().filter(|entry| taken.insert(entry.id.clone())).collect()
}

/// Gives each of the entries at some places an identity of its own: the first of its marks that no other
/// has, so that a correction of the text changes none where anything else tells entries apart.
fn part(id: &str, entries: &mut [Option<Entry>], indices: &[usize]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for entry in indices.iter().filter_map(|index| entries[*index].as_ref()) {
        for mark in marks(entry) {
            *counts.entry(mark).or_default() += 1;
        }
    }
    let id = if id.len() > LONGEST_LINE - 100 { digest(&[id]) } else { id.to_owned() };
    for index in indices {
        let Some(entry) = &mut entries[*index] else { continue };
        let mark = marks(entry).into_iter().find(|mark| counts.get(mark) == Some(&1));
        entry.id = format!("{id}#{}", mark.unwrap_or_else(|| whole_content(entry)));
    }
}

/// Returns the marks by which an entry may be told from others, the most lasting first.
fn marks(entry: &Entry) -> [String; 3] {
    let link = entry.link.as_deref().unwrap_or_default();
    let title = entry.title.as_deref().unwrap_or_default();
    let date = entry.published.map(|date| date.to_string()).unwrap_or_default();
    [digest(&["link", link]), digest(&["title", title, &date]), whole_content(entry)]
}

/// A mark of an entry by its title, date and text.
fn of_content(entry: &Entry) -> String {
    let date = entry.published.or(entry.updated).map(|date| date.to_string()).unwrap_or_default();
    let [content, summary] = [&entry.content, &entry.summary]
        .map(|body| body.as_ref().map(Body::as_str).unwrap_or_default());
    digest(&[entry.title.as_deref().unwrap_or_default(), &date, content, summary])
}

/// A mark of an entry by all that tells it from others of the same identity.
fn whole_content(entry: &Entry) -> String {
    let link = entry.link.as_deref().unwrap_or_default();
    digest(&[&entry.id, link, &of_content(entry)])
}

/// Returns the first 16 digits of the hash of some texts, each with its length.
fn digest(parts: &[&str]) -> String {
    let mut whole = String::new();
    for part in parts {
        let _ = write!(whole, "{}:{part}", part.len());
    }
    let hash = ContentHash::of(whole.as_bytes()).to_string();
    hash.get(..16).unwrap_or(&hash).to_owned()
}
