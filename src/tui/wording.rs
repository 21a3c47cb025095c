//! Wording: how facts, dates and articles are put into a few words for a narrow pane.
//!
//! Pure functions from content to [`Safe`] text. They must not know panes, colours or keys.

mod article;
mod evidence;
mod fact;
mod feed;
mod finder;
mod kept;
mod label;
mod story;
mod story_row;
mod why;

pub use article::{date, origin, published, title};
pub use evidence::{evidence_row, evidence_title};
pub use fact::{entry, filter, glyph, label, moment, words};
pub use feed::{Report, doing, scope, scope_count, shelf, shelf_count, shelf_words};
pub use finder::{LANGUAGE, QUERIES, SIFTING, completion, count, filter_count, filtered, order};
pub use kept::{
    KeptWords, kept_evidence, kept_facts, kept_line, kept_order, kept_panel, kept_row, kept_title,
    kept_words, mark as kept_mark, tags,
};
pub use label::Label;
pub use story::{
    agreement, class, difference, entry_name, letter, level, mark, percent, shortened, source,
    source_name,
};
pub use story_row::{section, story_filter, story_mark, story_peek, story_row, story_words};
pub use why::why;

use crate::document::unit::sentence_at;
use crate::document::{Document, Loss, Metadata};
use crate::library::{Extent, ListEntry, Revision};
use crate::text::Safe;
use crate::tui::keymap::Context;
use crate::tui::state::State;
use crate::tui::state::jumps::Place;
use crate::tui::state::reader::Reader;

/// Words a minute that people read at ease in alphabetic scripts.
const WORDS_A_MINUTE: usize = 230;

/// Returns what a place of the jump list is called: its words where the article is open, and its title.
pub fn jump(state: &State, place: Place) -> Label {
    /// The most characters of the words.
    const QUOTED: usize = 80;
    let open = state.open_reader(place.document);
    let listed = state.sources.get(place.document);
    let known = open.map(|reader| &reader.entry).or(listed).map(title);
    let title = known.unwrap_or_else(|| Safe::new("an article that is not in the list"));
    let words = open.and_then(|reader| {
        let sentence = sentence_at(&reader.document, place.offset)?;
        Some(reader.document.slice(sentence).chars().take(QUOTED).collect::<String>())
    });
    match words {
        Some(words) => Label { main: Safe::new(&words), detail: title },
        None => Label { main: title, detail: Safe::default() },
    }
}

/// Returns the line under which an article is read: who published it, when, where, how long it takes.
pub fn byline(reader: &Reader) -> Safe {
    let document = &reader.document;
    let metadata = document.metadata();
    let minutes = format!("{} min", minutes(reader.words));
    let cut = document.diagnostics().iter().any(|remark| remark.loss == Loss::Cut);
    let parts = [
        metadata.site.clone(),
        metadata.byline.clone(),
        metadata.published.map(date),
        place(document, metadata),
        Some(minutes),
        cut.then(|| "cut short".to_owned()),
        (reader.extent == Extent::Summary).then(|| "summary only".to_owned()),
        (!reader.tags.is_empty()).then(|| kept::tags(&reader.tags)),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    Safe::new(&parts.join(" · "))
}

/// Returns how far an article has been read.
pub fn progress(entry: &ListEntry) -> Safe {
    let percent = (entry.progress * 100.0).round();
    match (entry.read, percent >= 1.0) {
        (false, _) => Safe::new("new"),
        (true, true) => Safe::new(&format!("{percent} %")),
        (true, false) => Safe::default(),
    }
}

/// Returns what the info popup says of an article.
pub fn information(reader: &Reader, height: u16) -> Vec<Safe> {
    let document = &reader.document;
    let metadata = document.metadata();
    let line = |name: &str, value: Option<String>| {
        value.map(|value| Safe::new(&format!("{name}: {value}")))
    };
    let percent = (reader.progress(height) * 100.0).round();
    let count = reader.words;
    let mut lines: Vec<_> = [
        line("site", metadata.site.clone()),
        line("byline", metadata.byline.clone()),
        line("published", metadata.published.map(date)),
        line("changed", metadata.modified.map(date)),
        line("place", place(document, metadata)),
        line("address", metadata.address.clone()),
        line("language", metadata.language.clone()),
        line("added", Some(reader.entry.added.strftime("%-d %b %Y, %H:%M UTC").to_string())),
        line("tags", Some(kept::tags(&reader.tags)).filter(|tags| !tags.is_empty())),
        line("length", Some(format!("{count} words, {} min", minutes(count)))),
        line("place in the text", Some(format!("{percent} %"))),
        line("revision", Some(reader.revision.to_string().chars().take(12).collect())),
    ]
    .into_iter()
    .flatten()
    .collect();
    let remarks = document.diagnostics().iter();
    lines.extend(remarks.map(|remark| Safe::new(&format!("import: {}", remark.message))));
    lines
}

/// Returns when a revision was fetched, and whether it is the one that is shown.
pub fn version(revision: &Revision) -> Label {
    let fetched = revision.fetched.strftime("%-d %b %Y, %H:%M UTC").to_string();
    let detail = if revision.current { "current" } else { "old" };
    Label { main: Safe::new(&fetched), detail: Safe::new(detail) }
}

/// Returns the heading under which the help shows the keys of a context.
pub const fn context(context: Context) -> &'static str {
    match context {
        Context::Global => "Everywhere",
        Context::Reader => "In the text",
        Context::Caret => "With a caret in the text",
        Context::Visual => "With a selection",
        Context::Sources => "In the source list",
        Context::Facts => "In the facts panel",
        Context::Bookmarks => "In the bookmarks",
        Context::List => "In a list",
        Context::Matrix => "In the matrix",
        Context::Timeline => "In the timeline",
        Context::Results => "In the results of a search",
        Context::Help => "In help and other texts",
        Context::Prompt => "While typing",
        Context::Palette => "In the palette",
        Context::Note => "In a note",
    }
}

/// Returns the heading above those marks.
pub const fn marks_heading(context: Context) -> &'static str {
    match context {
        Context::Results | Context::Prompt => "What a search of the library can ask for",
        _ => "Marks",
    }
}

/// Returns the marks that a pane shows, with what they mean.
pub const fn marks(context: Context) -> &'static [(&'static str, &'static str)] {
    match context {
        Context::Reader => &[
            ("›", "the sentence you are at"),
            ("+ ✎", "a passage you kept; with a note"),
            ("±", "a kept passage whose article has changed there"),
            ("y r g b p", "its label: yellow, red, green, blue, purple"),
            ("=", "another source says the same"),
            ("~", "another source says the same in other words"),
            ("!", "another source says something else of it"),
            (".", "only this source says it"),
            ("?", "speculation, which no other source has"),
            ("-", "it is stated as not known, here only"),
        ],
        Context::Facts => &[
            ("›", "it is in the sentence you are at in the text"),
            ("?", "the text says that it may be so"),
            ("-", "the text says that it is not known or not told"),
            ("“", "it was done only by what somebody says"),
            ("✓ ×", "you confirmed it; you dismissed it"),
            ("×3", "the text says it three times"),
            ("comment:", "it judges or interprets, it does not report"),
            ("… 9 more", "the less important of a long section; Enter shows them"),
            ("= ~", "another source has the same; has it in other words"),
            ("! .", "another source says something else of it; only here"),
        ],
        Context::Bookmarks => &[
            ("+ ✎ ±", "kept; with a note; its article has changed there"),
            ("y r g b p", "its label: yellow, red, green, blue, purple"),
            ("*", "chosen: what you change next changes all of them"),
        ],
        Context::Sources => &[
            ("/", "a search that is kept, among the shelves"),
            ("▾ ▸", "a story with its sources; folded"),
            ("▸ ▪", "the article that is open"),
            ("+", "it waits to be joined with another"),
            ("+21", "so many statements only this source has"),
        ],
        Context::Matrix => &[
            ("=", "the source says the same"),
            ("~", "the source says it in other words"),
            ("!", "sources differ on it"),
            (".", "no other source says it"),
            ("?", "the source says that it may be so"),
            ("-", "the source says that it is not known or not told"),
            ("", "the source is silent"),
        ],
        Context::Timeline => &[
            ("→", "it lay ahead when it was reported"),
            ("?", "it is supposed, or not known"),
            ("A B", "the sources that say so"),
        ],
        Context::Results | Context::Prompt => QUERIES,
        _ => &[],
    }
}

/// Returns how many minutes so many words take to read, at least one.
pub fn minutes(words: usize) -> usize {
    (words / WORDS_A_MINUTE).max(1)
}

fn place(document: &Document, metadata: &Metadata) -> Option<String> {
    let place = document.slice(metadata.dateline.as_ref()?.place);
    let shouted = place.chars().all(|ch| !ch.is_lowercase()) && place.is_ascii();
    Some(if shouted { capitalised(place) } else { place.to_owned() })
}

/// Returns `KALLAVIK` as `Kallavik`.
fn capitalised(text: &str) -> String {
    let mut start = true;
    let letter = |ch: char| {
        let shown = if start { ch } else { ch.to_ascii_lowercase() };
        start = !ch.is_alphabetic();
        shown
    };
    text.chars().map(letter).collect()
}
