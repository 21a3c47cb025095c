//! Facts in few words: what an entry of the panel is called, and what explains it.

use jiff::civil::Date;

use crate::document::Document;
use crate::fact::{
    Action, Amount, Certainty, Citation, CitationKind, Entity, EntityId, EntityKind, Event, Fact,
    FactId, FactSet, FactValue, Quantity, QuantityKind, Stance, Statement, Time, TimeKind,
};
use crate::text::{Safe, TextRange, TextSize, floor_boundary};
use crate::tui::state::panel::{Entry, Filter};
use crate::tui::state::reader::Reader;
use crate::tui::wording::article;
use crate::tui::wording::label::Label;

/// Words that lead on to others, with which nothing ends.
const LEADING_ON: [&str; 36] = [
    "a", "an", "and", "are", "as", "at", "between", "but", "by", "for", "from", "her", "his", "in",
    "into", "is", "its", "my", "of", "on", "or", "our", "over", "than", "that", "the", "their",
    "these", "this", "those", "to", "was", "were", "which", "with", "your",
];

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
pub fn glyph(facts: &FactSet, fact: &Fact) -> char {
    match (certainty(facts, fact), &fact.value) {
        (Certainty::Asserted, _) | (Certainty::Attributed, FactValue::Statement(_)) => ' ',
        (Certainty::Attributed, _) => '“',
        (Certainty::Hedged, _) => '?',
        (Certainty::Unknown, _) => '-',
    }
}

/// Returns how sure the text is of a fact. What it calls uncertain by the words by which a statement is not
/// known is not known either.
pub(super) fn certainty(facts: &FactSet, fact: &Fact) -> Certainty {
    let FactValue::Hedge(hedge) = &fact.value else { return fact.certainty() };
    let is_unknown = |(_, id): (TextRange, FactId)| match facts.get(id).map(|fact| &fact.value) {
        Some(FactValue::Statement(statement)) => {
            statement.certainty == Certainty::Unknown
                && statement.cue.is_some_and(|cue| cue.intersect(hedge.cue).is_some())
        }
        _ => false,
    };
    let unknown = facts.passages_in(fact.range).any(is_unknown);
    if unknown { Certainty::Unknown } else { fact.certainty() }
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

/// Words a time by its value alone: `Mon 3 Nov 2025`, `Nov 2025`, `2026 – 2030`; `None` if it is none in the calendar.
pub fn moment(value: &str) -> Option<String> {
    match value.split_once('/') {
        None => day(value, DayForm::WithWeekday),
        Some((from, to)) => {
            Some(format!("{} – {}", day(from, DayForm::Plain)?, day(to, DayForm::Plain)?))
        }
    }
}

/// Words a time by its value and, where they say it otherwise, the text's own words; what lasts or recurs by
/// the text's words alone.
fn time_label(time: &Time, quote: &str) -> (String, String) {
    let shown = match time.kind {
        TimeKind::Duration | TimeKind::Set => None,
        TimeKind::Point => day(&time.value, DayForm::WithWeekday),
        TimeKind::Interval => time.value.split_once('/').and_then(|(from, to)| {
            let (from, to) = (day(from, DayForm::Plain)?, day(to, DayForm::Plain)?);
            Some(format!("{from} – {to}"))
        }),
    };
    match shown {
        None => (quote.to_owned(), String::new()),
        Some(shown) if says(quote, &time.value) => (shown, String::new()),
        Some(shown) => (shown, format!("“{quote}”")),
    }
}

/// Tells whether words give all the numbers of a date's day and year themselves.
fn says(quote: &str, value: &str) -> bool {
    let numbers = |text: &str| -> Vec<u32> {
        let parts = text.split(|ch: char| !ch.is_ascii_digit());
        parts.filter_map(|part| part.parse().ok()).collect()
    };
    let said = numbers(quote);
    let wanted = value.split('/').flat_map(|date| {
        let parts = numbers(date);
        [parts.first().copied(), parts.get(2).copied()].into_iter().flatten().collect::<Vec<_>>()
    });
    !value.contains('T') && wanted.into_iter().all(|number| said.contains(&number))
}

/// Whether a day of a month is given with the day of the week.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DayForm {
    /// `Mon 3 Nov 2025`.
    WithWeekday,
    /// `3 Nov 2025`.
    Plain,
}

/// Words a day, a month, a year or a clock time of a day; `None` if it is none of them.
fn day(value: &str, form: DayForm) -> Option<String> {
    let (date, clock) = value.split_once('T').map_or((value, None), |(day, at)| (day, Some(at)));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let shown = match date.len() {
        4 if digits(date) => date.to_owned(),
        7 => format!("{date}-01").parse::<Date>().ok()?.strftime("%b %Y").to_string(),
        10 if form == DayForm::Plain => article::date(date.parse().ok()?),
        10 => date.parse::<Date>().ok()?.strftime("%a %-d %b %Y").to_string(),
        _ => return None,
    };
    match clock {
        None => Some(shown),
        Some(clock) => {
            let minutes = clock.get(..5).filter(|minutes| minutes.contains(':'))?;
            Some(format!("{shown}, {minutes}"))
        }
    }
}

/// Words a date of a citation as a reader writes it.
fn cited_day(value: &str) -> String {
    day(value, DayForm::Plain).unwrap_or_else(|| value.to_owned())
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
            let digits = grouped(sum);
            let said = quote.contains(&digits) || quote.contains(&sum.to_string());
            let unit = quantity.unit.as_deref().unwrap_or_default();
            (quote, if said { unit.to_owned() } else { format!("{digits} {unit}") })
        }
        (QuantityKind::Money | QuantityKind::Count, _) => (quote, String::new()),
    }
}

/// Writes a number with commas between its thousands.
fn grouped(number: f64) -> String {
    let written = number.to_string();
    let (whole, rest) = written.split_once('.').map_or((written.as_str(), ""), |parts| parts);
    let count = whole.len();
    let mut digits = String::with_capacity(count + count / 3);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (count - at).is_multiple_of(3) {
            digits.push(',');
        }
        digits.push(digit);
    }
    if rest.is_empty() { digits } else { format!("{digits}.{rest}") }
}

/// Returns the few words after a range, within its sentence.
fn following_words(document: &Document, range: TextRange, count: usize) -> String {
    let end = document.end().min(range.end() + TextSize::from(80));
    let end = floor_boundary(document.text(), end).max(range.end());
    let rest = document.slice(TextRange::new(range.end(), end));
    let rest = rest.split(['.', ',', ';', '\n', '(']).next().unwrap_or_default();
    let mut words: Vec<_> = rest
        .split_whitespace()
        .take_while(|word| word.chars().any(char::is_alphanumeric))
        .take(count)
        .collect();
    while words.last().is_some_and(|last| LEADING_ON.contains(last)) {
        words.pop();
    }
    words.join(" ")
}

fn event_label(document: &Document, facts: &FactSet, event: &Event) -> (String, String) {
    let place = names(document, facts, event.place);
    let time = event.time.as_deref().map(cited_day).unwrap_or_default();
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
        entity.map_or_else(|| document.slice(holder.range), |entity| short(document, facts, entity))
    });
    let mut all: Vec<&str> = Vec::new();
    for name in named {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all.join(" + ")
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
    let date = citation.date.as_deref().map(cited_day);
    let parts = [&citation.publisher, &citation.author, &citation.title, &date];
    let parts: Vec<_> = parts.into_iter().flatten().map(String::as_str).collect();
    let main = if parts.is_empty() { quote.to_owned() } else { parts.join(" · ") };
    let page = citation.page.as_ref().map(|page| format!("{sort}, page {page}"));
    (main, page.unwrap_or_else(|| sort.to_owned()))
}

/// Returns the names of entities, short, with a plus between them.
pub(super) fn names(
    document: &Document,
    facts: &FactSet,
    ids: impl IntoIterator<Item = EntityId>,
) -> String {
    let known = ids.into_iter().filter_map(|id| facts.entity(id));
    known.map(|entity| short(document, facts, entity)).collect::<Vec<_>>().join(" + ")
}

/// Returns what the text itself calls somebody for short, unless others have that name too; other things keep
/// their full name.
fn short<'d>(document: &'d Document, facts: &FactSet, entity: &'d Entity) -> &'d str {
    /// Of somebody named very often, the first mentions tell.
    const MENTIONS: usize = 64;
    /// Of very many facts, the first name those who may be meant.
    const FACTS: usize = 1000;
    let name = entity.name.as_str();
    if entity.kind != EntityKind::Person {
        return name;
    }
    let mentions = entity.mentions.iter().take(MENTIONS).map(|mention| document.slice(*mention));
    let shortest = mentions.chain([name]).min_by_key(|mention| mention.len()).unwrap_or(name);
    let is_another = |fact: &Fact| match &fact.value {
        FactValue::Entity(other) => {
            other.id != entity.id
                && other.kind == EntityKind::Person
                && other.name.split(' ').any(|word| word == shortest)
        }
        _ => false,
    };
    let is_shared = facts.facts().iter().take(FACTS).any(is_another);
    if is_shared { name } else { shortest }
}

#[cfg(test)]
mod tests;
