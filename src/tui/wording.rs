//! Wording: how facts, dates and articles are put into a few words for a narrow pane.
//!
//! Pure functions from content to [`Safe`] text. They must not know panes, colours or keys.

mod feed;

use jiff::civil::Date;

pub use feed::{Report, doing, scope, scope_count, shelf, shelf_count, shelf_words};

use crate::bookmark::Bookmark;
use crate::document::unit::sentence_at;
use crate::document::{Document, Loss, Metadata, TitleOrigin};
use crate::fact::{
    Amount, Certainty, Citation, CitationKind, Entity, EntityId, EntityKind, Event, Fact, FactSet,
    FactValue, Quantity, QuantityKind, Statement, Time,
};
use crate::library::{Extent, ListEntry};
use crate::text::{Safe, TextRange, TextSize, floor_boundary};
use crate::tui::keymap::Context;
use crate::tui::state::State;
use crate::tui::state::jumps::Place;
use crate::tui::state::panel::Entry;
use crate::tui::state::popup::Tab;
use crate::tui::state::reader::Reader;

/// Words a minute that people read at ease in alphabetic scripts.
const WORDS_A_MINUTE: usize = 230;

/// What a fact is called in the panel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// The fact itself.
    pub main: Safe,
    /// What explains it: a role, the words of the text; empty if there is nothing.
    pub detail: Safe,
}

/// Returns what a fact is called in the panel.
pub fn label(document: &Document, facts: &FactSet, fact: &Fact) -> Label {
    let quote = document.slice(fact.range);
    let (main, detail) = match &fact.value {
        FactValue::Entity(entity) => {
            let role = entity.roles.first().map_or("", |role| role.text.as_str());
            (entity.name.clone(), role.to_owned())
        }
        FactValue::Time(time) => time_label(time, quote),
        FactValue::Quantity(quantity) => quantity_label(document, quantity, fact.range),
        FactValue::Event(event) => event_label(document, facts, event),
        FactValue::Statement(statement) => statement_label(document, facts, statement, quote),
        FactValue::Hedge(hedge) => (quote.to_owned(), document.slice(hedge.cue).to_owned()),
        FactValue::Action(action) => {
            let agents = names(document, facts, action.agents.iter().copied());
            let said = action.object.map_or(action.verb, |object| action.verb.cover(object));
            if agents.is_empty() {
                (quote.to_owned(), String::new())
            } else {
                (format!("{agents}: {}", document.slice(said)), String::new())
            }
        }
        FactValue::Citation(citation) => citation_label(citation, quote),
    };
    Label { main: Safe::new(&main), detail: Safe::new(&detail) }
}

/// Returns what an entry of the panel is called: by its first fact.
pub fn entry(reader: &Reader, entry: &Entry) -> Option<Label> {
    let facts = reader.facts.as_deref()?;
    let fact = entry.facts.first().and_then(|id| facts.get(*id))?;
    Some(label(&reader.document, facts, fact))
}

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

/// Returns what a bookmark is called: its words, and behind them its note and, among others, its article.
pub fn bookmark(bookmark: &Bookmark, tab: Tab) -> Label {
    /// The most characters of the words.
    const QUOTED: usize = 56;
    let note = if bookmark.note.is_empty() { "" } else { " ✎ " };
    let detail = match tab {
        Tab::Document(_) => bookmark.note.clone(),
        Tab::Library if bookmark.note.is_empty() => bookmark.title.clone(),
        Tab::Library => format!("{} · {}", bookmark.note, bookmark.title),
    };
    let exact = &bookmark.anchor.quote.exact;
    let quote: String = exact.chars().take(QUOTED).collect();
    let cut = if quote.len() < exact.len() { "…" } else { "" };
    let main = Safe::new(&format!("“{quote}{cut}”{note}"));
    Label { main, detail: Safe::new(detail.trim()) }
}

/// Returns the glyph that says how sure the text is; a space where it is.
pub const fn glyph(certainty: Certainty) -> char {
    match certainty {
        Certainty::Asserted => ' ',
        Certainty::Attributed => '“',
        Certainty::Hedged => '?',
        Certainty::Unknown => '-',
    }
}

/// Returns a date as a reader writes it: `4 Nov 2025`.
pub fn date(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
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
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    Safe::new(&parts.join(" · "))
}

/// Returns what an article is called in a list; a title it does not have itself stands in quotes.
pub fn title(entry: &ListEntry) -> Safe {
    match entry.title_origin {
        TitleOrigin::Stated | TitleOrigin::Given => Safe::new(&entry.title),
        TitleOrigin::Derived => Safe::new(&format!("“{}”", entry.title)),
    }
}

/// Returns who published an article and when, as far as that is known.
pub fn origin(entry: &ListEntry) -> Safe {
    let site = entry.site.clone().unwrap_or_else(|| "source unknown".to_owned());
    match entry.published {
        Some(day) => Safe::new(&format!("{site} · {}", date(day))),
        None => Safe::new(&site),
    }
}

/// Returns when an article was published, as far as that is known.
pub fn published(entry: &ListEntry) -> Safe {
    entry.published.map(|day| Safe::new(&date(day))).unwrap_or_default()
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

/// Returns the heading under which the help shows the keys of a context.
pub const fn context(context: Context) -> &'static str {
    match context {
        Context::Global => "Everywhere",
        Context::Reader => "In the text",
        Context::Sources => "In the source list",
        Context::Facts => "In the facts panel",
        Context::Bookmarks => "In the bookmarks",
        Context::List => "In a list",
        Context::Help => "In help and other texts",
        Context::Prompt => "While typing",
        Context::Palette => "In the palette",
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

/// Returns `HANGZHOU` as `Hangzhou`.
fn capitalised(text: &str) -> String {
    let mut start = true;
    let letter = |ch: char| {
        let shown = if start { ch } else { ch.to_ascii_lowercase() };
        start = !ch.is_alphabetic();
        shown
    };
    text.chars().map(letter).collect()
}

/// Words a time by its value where a reader knows it so, else by the text's own words.
fn time_label(time: &Time, quote: &str) -> (String, String) {
    let plain = |ch: char| ch.is_ascii_digit() || ch == '-';
    let shown = match time.value.parse::<Date>() {
        Ok(date) if plain_date(&time.value) => date.strftime("%a %-d %b %Y").to_string(),
        _ if time.value.chars().all(plain) => time.value.clone(),
        _ => return (quote.to_owned(), time.value.clone()),
    };
    if shown == quote { (shown, String::new()) } else { (shown, format!("“{quote}”")) }
}

/// Tells whether a value is a day and nothing more exact.
fn plain_date(value: &str) -> bool {
    value.len() == "2025-11-03".len()
}

/// Words a quantity by the text's own words: with what follows them, or with the sum they amount to.
fn quantity_label(document: &Document, quantity: &Quantity, range: TextRange) -> (String, String) {
    let quote = document.slice(range).to_owned();
    match (quantity.kind, quantity.amount) {
        (QuantityKind::Ordinal | QuantityKind::Percent, _) => {
            let following = following_words(document, range, 3);
            (format!("{quote} {following}").trim_end().to_owned(), String::new())
        }
        (QuantityKind::Money, Amount::Exact(sum)) => {
            (quote, format!("{sum} {}", quantity.unit.as_deref().unwrap_or_default()))
        }
        (QuantityKind::Money | QuantityKind::Count, _) => (quote, String::new()),
    }
}

/// Returns the few words after a range, within its sentence.
fn following_words(document: &Document, range: TextRange, count: usize) -> String {
    let end = document.end().min(range.end() + TextSize::from(80));
    let end = floor_boundary(document.text(), end).max(range.end());
    let rest = document.slice(TextRange::new(range.end(), end));
    let rest = rest.split(['.', ',', ';', '\n', '(']).next().unwrap_or_default();
    rest.split_whitespace().take(count).collect::<Vec<_>>().join(" ")
}

fn event_label(document: &Document, facts: &FactSet, event: &Event) -> (String, String) {
    let place = names(document, facts, event.place);
    let time = event.time.clone().unwrap_or_default();
    let detail: Vec<_> = [time, place].into_iter().filter(|part| !part.is_empty()).collect();
    (event.name.clone(), detail.join(" · "))
}

fn statement_label(
    document: &Document,
    facts: &FactSet,
    statement: &Statement,
    quote: &str,
) -> (String, String) {
    let holders: Vec<_> = statement
        .holders
        .iter()
        .map(|holder| {
            let entity = holder.entity.and_then(|id| facts.entity(id));
            entity.map_or_else(|| document.slice(holder.range), |entity| short(document, entity))
        })
        .collect();
    if holders.is_empty() {
        (quote.to_owned(), String::new())
    } else {
        (format!("{}: {quote}", holders.join(", ")), String::new())
    }
}

fn citation_label(citation: &Citation, quote: &str) -> (String, String) {
    let sort = match citation.kind {
        CitationKind::Dateline => "dateline",
        CitationKind::Credit => "credit",
        CitationKind::Agency => "agency",
        CitationKind::Reference => "reference",
        CitationKind::Link => "link",
    };
    let parts = [&citation.publisher, &citation.author, &citation.title, &citation.date];
    let parts: Vec<_> = parts.into_iter().flatten().map(String::as_str).collect();
    let main = if parts.is_empty() { quote.to_owned() } else { parts.join(" · ") };
    let page = citation.page.as_ref().map(|page| format!("{sort}, page {page}"));
    (main, page.unwrap_or_else(|| sort.to_owned()))
}

/// Returns the names of entities, short, with commas.
fn names(document: &Document, facts: &FactSet, ids: impl IntoIterator<Item = EntityId>) -> String {
    let known = ids.into_iter().filter_map(|id| facts.entity(id));
    known.map(|entity| short(document, entity)).collect::<Vec<_>>().join(", ")
}

/// Returns what the text itself calls somebody for short; other things keep their full name.
fn short<'d>(document: &'d Document, entity: &'d Entity) -> &'d str {
    let name = entity.name.as_str();
    if entity.kind != EntityKind::Person {
        return name;
    }
    let mentions = entity.mentions.iter().map(|mention| document.slice(*mention));
    mentions.chain([name]).min_by_key(|mention| mention.len()).unwrap_or(name)
}
