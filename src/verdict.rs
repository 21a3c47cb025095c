//! Verdicts: what the user says of facts, in a way that outlives the extraction that found them.
//!
//! A fact is computed and has no identity of its own, so a verdict names its subject by what can be met again:
//! the kind, the value and, unless the thing is judged as a whole, the passage as an anchor. A newer
//! extractor or another revision of the article that says the same at the same place meets its verdict; one that
//! says something else there is something else. It must not know how verdicts are stored or shown.

use serde::{Deserialize, Serialize};

use crate::anchor::{Anchor, Finder};
use crate::document::{Document, RevisionId};
use crate::fact::{Amount, Entity, EntityId, Fact, FactId, FactSet, FactValue};
use crate::text::{TextRange, TextSize};

/// What the user says of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is wrong and not to be shown.
    Dismissed,
    /// The user has checked it.
    Confirmed,
}

impl Verdict {
    /// Returns the name under which it is stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dismissed => "dismissed",
            Self::Confirmed => "confirmed",
        }
    }

    /// Returns the verdict of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Dismissed, Self::Confirmed].into_iter().find(|verdict| verdict.name() == name)
    }
}

/// What a verdict is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// What kind of thing it is: `person`, `time`, `statement`.
    pub kind: String,
    /// What it says, in lower case: a name, an ISO 8601 value, who says it.
    pub value: String,
    /// The passage; `None` for what is judged as a whole, wherever it is named.
    pub passage: Option<Anchor>,
}

impl Subject {
    /// Names what a fact says, so that it can be met again.
    pub fn of(document: &Document, revision: RevisionId, facts: &FactSet, fact: &Fact) -> Self {
        let whole = matches!(fact.value, FactValue::Entity(_) | FactValue::Event(_));
        let passage = (!whole).then(|| Anchor::new(document.text(), revision, fact.range));
        Self { kind: fact.value.kind().to_owned(), value: value(document, facts, fact), passage }
    }
}

/// What the user said of one subject, or nothing any more.
pub type Judgement = (Subject, Option<Verdict>);

/// Returns what was said of each fact, in the order of the facts. Where two verdicts meet the same fact, confirming goes before dismissing, so that nothing confirmed is hidden.
pub fn judged(
    document: &Document,
    facts: &FactSet,
    verdicts: &[(Subject, Verdict)],
) -> Vec<Option<Verdict>> {
    let mut judged = vec![None; facts.facts().len()];
    if verdicts.is_empty() {
        return judged;
    }
    let finder = Finder::new(document.text());
    for (subject, verdict) in verdicts {
        for id in met(document, facts, subject, &finder) {
            let known = usize::try_from(id.0).ok().and_then(|index| judged.get_mut(index));
            if let Some(known) = known {
                *known = (*known).max(Some(*verdict));
            }
        }
    }
    judged
}

/// Returns the facts that a subject is about.
pub fn meets(document: &Document, facts: &FactSet, subject: &Subject) -> Vec<FactId> {
    met(document, facts, subject, &Finder::new(document.text()))
}

fn met(
    document: &Document,
    facts: &FactSet,
    subject: &Subject,
    finder: &Finder<'_>,
) -> Vec<FactId> {
    let of_kind = |fact: &Fact| fact.value.kind() == subject.kind;
    let worded = |fact: &Fact| of_kind(fact) && value(document, facts, fact) == subject.value;
    let said = |fact: &Fact| worded(fact) || of_kind(fact) && same_key(fact, &subject.value);
    let Some(passage) = &subject.passage else {
        let all = |meets: &dyn Fn(&Fact) -> bool| -> Vec<FactId> {
            facts.iter().filter(|(_, fact)| meets(fact)).map(|(id, _)| id).collect()
        };
        // Two who share a key but not a name are two here; the key is for names that are no more.
        let exactly = all(&worded);
        return if exactly.is_empty() { all(&said) } else { exactly };
    };
    let Some(place) = passage.resolve_in(finder).range() else { return Vec::new() };
    facts
        .passages_in(place)
        .filter(|(range, _)| mostly_same(*range, place))
        .filter(|(_, id)| facts.get(*id).is_some_and(said))
        .map(|(_, id)| id)
        .collect()
}

/// Tells whether a fact names what has the same key as a name: a newer extractor may take a title more or
/// less for a part of a name.
fn same_key(fact: &Fact, name: &str) -> bool {
    let FactValue::Entity(entity) = &fact.value else { return false };
    let key = entity.key();
    let known =
        Entity { name: name.to_owned(), mentions: Vec::new(), roles: Vec::new(), ..*entity };
    key.is_some() && known.key() == key
}

/// Tells whether two passages share more than half of what they cover together: an extractor that takes
/// a comma more means the same passage.
fn mostly_same(one: TextRange, other: TextRange) -> bool {
    let shared = one.intersect(other).map_or(TextSize::from(0), TextRange::len);
    u32::from(shared) * 2 > u32::from(one.cover(other).len())
}

/// Returns the kind of a fact and what it says, but for its passage, by which it is met again in another text.
pub(crate) fn said(document: &Document, facts: &FactSet, fact: &Fact) -> (&'static str, String) {
    (fact.value.kind(), value(document, facts, fact))
}

/// Returns what a fact says, but for its passage, in lower case.
fn value(document: &Document, facts: &FactSet, fact: &Fact) -> String {
    let name = |id: EntityId| facts.entity(id).map(|entity| entity.name.as_str());
    let names =
        |ids: &[EntityId]| ids.iter().filter_map(|id| name(*id)).collect::<Vec<_>>().join(", ");
    let value = match &fact.value {
        FactValue::Entity(entity) => entity.name.clone(),
        FactValue::Time(time) => time.value.clone(),
        FactValue::Quantity(quantity) => {
            let amount = match quantity.amount {
                Amount::Exact(number) => number.to_string(),
                Amount::Between(from, to) => format!("{from}/{to}"),
            };
            format!("{amount} {}", quantity.unit.as_deref().unwrap_or(quantity.kind.name()))
        }
        FactValue::Event(event) => event.name.clone(),
        FactValue::Statement(statement) => {
            let holders = statement.holders.iter();
            let said = holders.map(|holder| {
                holder.entity.and_then(name).unwrap_or_else(|| document.slice(holder.range))
            });
            said.collect::<Vec<_>>().join(", ")
        }
        FactValue::Hedge(hedge) => document.slice(hedge.cue).to_owned(),
        FactValue::Action(action) => {
            format!("{}: {}", names(&action.agents), document.slice(action.verb))
        }
        FactValue::Citation(citation) => {
            let parts = [&citation.publisher, &citation.author, &citation.title];
            parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
        }
    };
    value.to_lowercase()
}

#[cfg(test)]
mod tests;
