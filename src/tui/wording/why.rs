//! Why something is taken for a fact: what it is read as, by which rule, how sure, and by which words.

use crate::document::Document;
use crate::fact::{
    Amount, Certainty, CitationKind, Entity, Fact, FactSet, FactValue, Stance, Statement, TimeKind,
};
use crate::text::Safe;
use crate::tui::state::panel::Entry;
use crate::tui::wording::fact::{certainty, holders, names};
use crate::verdict::Verdict;

/// Says why an entry is taken for a fact, one line for each thing.
pub fn why(document: &Document, facts: &FactSet, fact: &Fact, entry: &Entry) -> Vec<Safe> {
    let mut lines = vec![format!("read as: {}", read_as(fact))];
    lines.extend(details(document, facts, fact));
    if matches!(fact.value, FactValue::Statement(_) | FactValue::Action(_) | FactValue::Hedge(_)) {
        let cue = cue(document, fact).map(|cue| format!(": “{cue}”")).unwrap_or_default();
        lines.push(format!("certainty: {}{cue}", sureness(certainty(facts, fact))));
    }
    match entry.passages.len() {
        1 => {}
        count => lines.push(format!("passages: {count}")),
    }
    let rule = &fact.provenance;
    lines.push(format!("found by: {}", rule.rule));
    lines.push(format!("how sure that is: {} of 100", rule.score));
    match entry.verdict {
        Some(Verdict::Confirmed) => lines.push("you confirmed it".to_owned()),
        Some(Verdict::Dismissed) => lines.push("you dismissed it".to_owned()),
        None => {}
    }
    lines.iter().map(|line| Safe::new(line)).collect()
}

fn read_as(fact: &Fact) -> String {
    match &fact.value {
        FactValue::Entity(entity) => entity.kind.name().to_owned(),
        FactValue::Time(time) => match time.kind {
            TimeKind::Point => format!("time: {}", time.value),
            TimeKind::Interval => format!("time from one day to another: {}", time.value),
            TimeKind::Set => format!("time that recurs: {}", length(&time.value)),
            TimeKind::Duration => format!("length of time: {}", length(&time.value)),
        },
        FactValue::Quantity(quantity) => {
            let unit = quantity.unit.as_deref().unwrap_or_default();
            let amount = match quantity.amount {
                Amount::Exact(number) => number.to_string(),
                Amount::Between(from, to) => format!("{from} to {to}"),
            };
            format!("{}: {}", quantity.kind.name(), format!("{amount} {unit}").trim_end())
        }
        FactValue::Event(_) => "event".to_owned(),
        FactValue::Statement(statement) => {
            let stance = match statement.stance {
                Stance::Report => "reports what was said or done",
                Stance::Comment => "judges or interprets",
            };
            format!("{} statement that {stance}", statement.form.name())
        }
        FactValue::Hedge(_) => "something the text calls uncertain".to_owned(),
        FactValue::Action(_) => "what somebody did".to_owned(),
        FactValue::Citation(citation) => match citation.kind {
            CitationKind::Dateline => "dateline: where and when a news text was written".to_owned(),
            CitationKind::Credit => "credit: who made a picture or text".to_owned(),
            CitationKind::Agency => "news agency named in the text".to_owned(),
            CitationKind::Reference => "entry of a list of references".to_owned(),
            CitationKind::Link => "link".to_owned(),
        },
    }
}

/// Words a length of time in one unit, as `P5Y`; others stay as they are.
fn length(value: &str) -> String {
    let plain = value.strip_prefix('P').and_then(|rest| {
        let (number, unit) = match rest.strip_prefix('T') {
            Some(rest) => (rest.trim_end_matches(['H', 'M', 'S']), rest.chars().last()?),
            None => (rest.trim_end_matches(['Y', 'M', 'W', 'D']), rest.chars().last()?),
        };
        let unit = match (unit, rest.starts_with('T')) {
            ('Y', _) => "year",
            ('M', false) => "month",
            ('W', _) => "week",
            ('D', _) => "day",
            ('H', _) => "hour",
            ('M', true) => "minute",
            ('S', _) => "second",
            _ => return None,
        };
        let count: u32 = number.parse().ok()?;
        Some(format!("{count} {unit}{}", if count == 1 { "" } else { "s" }))
    });
    plain.unwrap_or_else(|| value.to_owned())
}

/// Returns what a kind of fact has besides its passage.
fn details(document: &Document, facts: &FactSet, fact: &Fact) -> Vec<String> {
    match &fact.value {
        FactValue::Entity(entity) => entity_details(document, entity),
        FactValue::Event(event) => {
            let among = names(document, facts, event.participants.iter().copied());
            let place = names(document, facts, event.place);
            let time = event.time.clone().unwrap_or_default();
            named(&[("with", among), ("where", place), ("when", time)])
        }
        FactValue::Statement(statement) => statement_details(document, facts, statement),
        FactValue::Action(action) => {
            let agents = names(document, facts, action.agents.iter().copied());
            named(&[("who", agents), ("verb", document.slice(action.verb).to_owned())])
        }
        FactValue::Citation(citation) => {
            let part = |part: &Option<String>| part.clone().unwrap_or_default();
            named(&[
                ("publisher", part(&citation.publisher)),
                ("author", part(&citation.author)),
                ("title", part(&citation.title)),
                ("date", part(&citation.date)),
                ("page", part(&citation.page)),
            ])
        }
        FactValue::Time(_) | FactValue::Quantity(_) | FactValue::Hedge(_) => Vec::new(),
    }
}

fn entity_details(document: &Document, entity: &Entity) -> Vec<String> {
    let mut forms: Vec<&str> = Vec::new();
    for form in entity.mentions.iter().map(|mention| document.slice(*mention)) {
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    let roles = entity.roles.iter().map(|role| role.text.as_str()).collect::<Vec<_>>();
    named(&[("written", forms.join(", ")), ("roles", roles.join(", "))])
}

fn statement_details(document: &Document, facts: &FactSet, statement: &Statement) -> Vec<String> {
    let words = statement.holders.first().map(|holder| document.slice(holder.range));
    let who = holders(document, facts, statement);
    let who = match words {
        None => "nobody is named; the text itself".to_owned(),
        Some(words) if words != who => format!("{who} (“{words}”)"),
        _ => who,
    };
    named(&[("who", who)])
}

/// Returns the parts that are there, each with its name.
fn named(parts: &[(&str, String)]) -> Vec<String> {
    let there = parts.iter().filter(|(_, part)| !part.is_empty());
    there.map(|(name, part)| format!("{name}: {part}")).collect()
}

const fn sureness(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Asserted => "the text says so itself",
        Certainty::Attributed => "the text says that somebody says so",
        Certainty::Hedged => "? the text says that it may be so",
        Certainty::Unknown => "- the text says that it is not known or not told",
    }
}

/// Returns the words by which a fact is known for what it is.
fn cue<'d>(document: &'d Document, fact: &Fact) -> Option<&'d str> {
    let cue = match &fact.value {
        FactValue::Statement(statement) => statement.cue?,
        FactValue::Hedge(hedge) => hedge.cue,
        _ => return None,
    };
    Some(document.slice(cue))
}
