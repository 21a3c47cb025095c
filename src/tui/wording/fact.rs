//! Facts in few words: what an entry of the panel is called, and what explains it.

use jiff::civil::Date;

use crate::document::Document;
use crate::fact::{
    Action, Amount, Certainty, Citation, CitationKind, Entity, EntityId, EntityKind, Event, Fact,
    FactSet, FactValue, Quantity, QuantityKind, Stance, Statement, Time,
};
use crate::text::{Safe, TextRange, TextSize, floor_boundary};
use crate::tui::state::panel::{Entry, Filter};
use crate::tui::state::reader::Reader;
use crate::tui::wording::label::Label;

/// Returns what a fact is called in the panel.
pub fn label(document: &Document, facts: &FactSet, fact: &Fact) -> Label {
    let (main, detail) = words(document, facts, fact);
    Label { main: Safe::new(&main), detail: Safe::new(&detail) }
}

/// Returns the words of a fact's label, and of what explains it, as they are to be searched.
pub fn words(document: &Document, facts: &FactSet, fact: &Fact) -> (String, String) {
    let quote = document.slice(fact.range);
    match &fact.value {
        FactValue::Entity(entity) => {
            let role = entity.roles.first().map_or("", |role| role.text.as_str());
            (entity.name.clone(), role.to_owned())
        }
        FactValue::Time(time) => time_label(time, quote),
        FactValue::Quantity(quantity) => quantity_label(document, quantity, fact.range),
        FactValue::Event(event) => event_label(document, facts, event),
        FactValue::Statement(statement) => statement_label(document, facts, statement, quote),
        FactValue::Hedge(hedge) => (quote.to_owned(), document.slice(hedge.cue).to_owned()),
        FactValue::Action(action) => (action_label(document, facts, action, quote), String::new()),
        FactValue::Citation(citation) => citation_label(citation, quote),
    }
}

/// Returns what an entry of the panel is called: by its first fact.
pub fn entry(reader: &Reader, entry: &Entry) -> Option<Label> {
    let facts = reader.facts.as_deref()?;
    let fact = entry.facts.first().and_then(|id| facts.get(*id))?;
    Some(label(&reader.document, facts, fact))
}

/// Returns the glyph that says how sure the text is of a fact: `?` for speculation, `-` for what is not known
/// or not disclosed, `“` for what the text only says that somebody says; a space where it is sure. That
/// a statement is somebody's is no news.
pub const fn glyph(fact: &Fact) -> char {
    match (fact.certainty(), &fact.value) {
        (Certainty::Asserted, _) | (Certainty::Attributed, FactValue::Statement(_)) => ' ',
        (Certainty::Attributed, _) => '“',
        (Certainty::Hedged, _) => '?',
        (Certainty::Unknown, _) => '-',
    }
}

/// Returns what a filter of the panel is called.
pub const fn filter(filter: Filter) -> &'static str {
    match filter {
        Filter::All => "all facts",
        Filter::Kind(kind) => kind.heading(),
        Filter::Confirmed => "confirmed",
        Filter::Dismissed => "dismissed",
    }
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

/// Words a statement as who says what; one that judges says so.
fn statement_label(
    document: &Document,
    facts: &FactSet,
    statement: &Statement,
    quote: &str,
) -> (String, String) {
    let holders = holders(document, facts, statement);
    let main = match (holders.is_empty(), statement.stance) {
        (true, Stance::Report) => quote.to_owned(),
        (true, Stance::Comment) => format!("comment: {quote}"),
        (false, Stance::Report) => format!("{holders}: {quote}"),
        (false, Stance::Comment) => format!("{holders}, comment: {quote}"),
    };
    (main, String::new())
}

/// Returns who says a statement, short; who is nobody known, by the words of the text.
pub(super) fn holders(document: &Document, facts: &FactSet, statement: &Statement) -> String {
    let named = statement.holders.iter().map(|holder| {
        let entity = holder.entity.and_then(|id| facts.entity(id));
        entity.map_or_else(|| document.slice(holder.range), |entity| short(document, entity))
    });
    let mut all: Vec<&str> = Vec::new();
    for name in named {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all.join(", ")
}

/// Words an action as who does what; who is nobody known, by the words of the text.
fn action_label(document: &Document, facts: &FactSet, action: &Action, quote: &str) -> String {
    let agents = names(document, facts, action.agents.iter().copied());
    let done = action.object.map_or(action.verb, |object| action.verb.cover(object));
    if agents.is_empty() {
        return quote.to_owned();
    }
    format!("{agents} {}", document.slice(done))
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
pub(super) fn names(
    document: &Document,
    facts: &FactSet,
    ids: impl IntoIterator<Item = EntityId>,
) -> String {
    let known = ids.into_iter().filter_map(|id| facts.entity(id));
    known.map(|entity| short(document, entity)).collect::<Vec<_>>().join(", ")
}

/// Returns what the text itself calls somebody for short; other things keep their full name.
fn short<'d>(document: &'d Document, entity: &'d Entity) -> &'d str {
    /// Of somebody named very often, the first mentions tell.
    const MENTIONS: usize = 64;
    let name = entity.name.as_str();
    if entity.kind != EntityKind::Person {
        return name;
    }
    let mentions = entity.mentions.iter().take(MENTIONS).map(|mention| document.slice(*mention));
    mentions.chain([name]).min_by_key(|mention| mention.len()).unwrap_or(name)
}
