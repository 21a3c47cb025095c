//! Verdicts: what the user says of facts, in a way that outlives the extraction that found them.
//!
//! A fact is computed and has no identity of its own, so a verdict names its subject by what can be met again:
//! the kind, the value and, unless the thing is judged as a whole, the passage as an anchor. A newer
//! extractor or another revision of the article that says the same at the same place meets its verdict; one that
//! says something else there is something else. It must not know how verdicts are stored or shown.

use serde::{Deserialize, Serialize};

use crate::anchor::Anchor;
use crate::document::{Document, RevisionId};
use crate::fact::{Amount, Entity, EntityId, EntityKind, Fact, FactId, FactSet, FactValue};
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
        Self { kind: kind(fact).to_owned(), value: value(document, facts, fact), passage }
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
    for (subject, verdict) in verdicts {
        for id in meets(document, facts, subject) {
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
    let said = |fact: &Fact| {
        kind(fact) == subject.kind
            && (value(document, facts, fact) == subject.value || same_key(fact, &subject.value))
    };
    let Some(passage) = &subject.passage else {
        return facts.iter().filter(|(_, fact)| said(fact)).map(|(id, _)| id).collect();
    };
    let Some(place) = passage.resolve(document.text()).range() else { return Vec::new() };
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

/// Returns the name of the kind of thing a fact is.
fn kind(fact: &Fact) -> &'static str {
    match &fact.value {
        FactValue::Entity(Entity { kind: EntityKind::Person, .. }) => "person",
        FactValue::Entity(Entity { kind: EntityKind::Organization, .. }) => "organization",
        FactValue::Entity(Entity { kind: EntityKind::Place, .. }) => "place",
        FactValue::Time(_) => "time",
        FactValue::Quantity(_) => "quantity",
        FactValue::Event(_) => "event",
        FactValue::Statement(_) => "statement",
        FactValue::Hedge(_) => "hedge",
        FactValue::Action(_) => "action",
        FactValue::Citation(_) => "citation",
    }
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
mod tests {
    use super::{Subject, Verdict, judged};
    use crate::document::{BlockKind, Document, DocumentBuilder, RevisionId};
    use crate::fact::{
        Entity, EntityId, EntityKind, Fact, FactSet, FactValue, Provenance, Time, TimeKind,
    };
    use crate::text::{TextRange, range};

    fn document(text: &str) -> Document {
        let mut builder = DocumentBuilder::new();
        builder.simple(BlockKind::Paragraph, text);
        builder.finish().unwrap()
    }

    fn places(text: &str, words: &str) -> Vec<TextRange> {
        text.match_indices(words).map(|(at, found)| range(at, at + found.len())).collect()
    }

    fn fact(range: TextRange, value: FactValue) -> Fact {
        Fact { range, value, provenance: Provenance::new("test", 50) }
    }

    /// A name with all its mentions and every `Monday`, read as a day.
    fn facts(text: &str, name: &str, kind: EntityKind, monday: &str) -> FactSet {
        let mentions = places(text, name);
        let (id, roles, first) = (EntityId(0), Vec::new(), mentions.first().copied());
        let entity = Entity { id, kind, name: name.to_owned(), roles, mentions };
        let named = first.map(|first| fact(first, FactValue::Entity(entity)));
        let time = Time { kind: TimeKind::Point, value: monday.to_owned() };
        let days = places(text, "Monday").into_iter();
        let days = days.map(|range| fact(range, FactValue::Time(time.clone())));
        FactSet::new(named.into_iter().chain(days).collect())
    }

    const TEXT: &str =
        "Orr came on Monday to the town. Later that week Orr left, and Monday was over.";

    /// Dismisses the facts of these numbers in `TEXT` and returns which are dismissed in another reading.
    #[track_caller]
    fn check(dismissed: &[usize], text: &str, again: &FactSet, expected: &[usize]) {
        let (old, found) = (document(TEXT), facts(TEXT, "Orr", EntityKind::Person, "2025-11-03"));
        let verdicts: Vec<_> = dismissed
            .iter()
            .map(|index| {
                let revision = RevisionId::of(TEXT.as_bytes());
                let subject = Subject::of(&old, revision, &found, &found.facts()[*index]);
                (subject, Verdict::Dismissed)
            })
            .collect();
        let judged = judged(&document(text), again, &verdicts);
        let met: Vec<_> =
            (0..judged.len()).filter(|at| judged[*at] == Some(Verdict::Dismissed)).collect();
        assert_eq!(met, expected, "{text}");
    }

    #[test]
    fn a_verdict_meets_its_fact_again() {
        let person = EntityKind::Person;
        let same = facts(TEXT, "Orr", person, "2025-11-03");
        check(&[0], TEXT, &same, &[0]);
        check(&[2], TEXT, &same, &[2]);
        check(&[1, 2], TEXT, &same, &[1, 2]);
        // In another revision the passage stands elsewhere.
        let revised = "New: it rained. Orr came on Monday to the town. It went on. Later that week Orr \
                       left, and Monday was over.";
        check(&[0, 1], revised, &facts(revised, "Orr", person, "2025-11-03"), &[0, 1]);
        check(&[2], revised, &facts(revised, "Orr", person, "2025-11-03"), &[2]);
    }

    #[test]
    fn what_says_something_else_has_no_verdict_yet() {
        let another_day = facts(TEXT, "Orr", EntityKind::Person, "2025-11-10");
        check(&[1, 2], TEXT, &another_day, &[]);
        check(&[0], TEXT, &facts(TEXT, "Orr", EntityKind::Place, "2025-11-03"), &[]);
        let gone = "She came on Monday to it. She came on Monday to it.";
        check(&[1], gone, &facts(gone, "Orr", EntityKind::Person, "2025-11-03"), &[]);
    }

    #[test]
    fn a_name_may_be_taken_with_its_title() {
        let text = "Mayor Ana Orr came. Dr. Ana Orr left.";
        let named = |name: &str| facts(text, name, EntityKind::Person, "2025-11-03");
        let (old, new) = (named("Ana Orr"), named("Dr. Ana Orr"));
        let revision = RevisionId::of(text.as_bytes());
        let subject = Subject::of(&document(text), revision, &old, &old.facts()[0]);
        let said = [(subject, Verdict::Dismissed)];
        assert_eq!(judged(&document(text), &new, &said), [Some(Verdict::Dismissed)]);
    }

    #[test]
    fn a_passage_may_be_cut_a_little_otherwise() {
        let longer: Vec<_> = facts(TEXT, "Orr", EntityKind::Person, "2025-11-03")
            .facts()
            .iter()
            .map(|fact| match &fact.value {
                FactValue::Time(_) => Fact {
                    range: TextRange::new(
                        fact.range.start() - crate::text::offset(3),
                        fact.range.end(),
                    ),
                    ..fact.clone()
                },
                _ => fact.clone(),
            })
            .collect();
        check(&[1], TEXT, &FactSet::new(longer), &[1]);
    }

    #[test]
    fn what_is_confirmed_is_not_hidden_by_an_older_verdict() {
        let (document, found) =
            (document(TEXT), facts(TEXT, "Orr", EntityKind::Person, "2025-11-03"));
        let subject =
            Subject::of(&document, RevisionId::of(TEXT.as_bytes()), &found, &found.facts()[0]);
        let verdicts = [(subject.clone(), Verdict::Confirmed), (subject, Verdict::Dismissed)];
        assert_eq!(judged(&document, &found, &verdicts)[0], Some(Verdict::Confirmed));
    }

    #[test]
    fn names_lead_back_to_verdicts() {
        for verdict in [Verdict::Dismissed, Verdict::Confirmed] {
            assert_eq!(Verdict::from_name(verdict.name()), Some(verdict));
        }
        assert_eq!(Verdict::from_name("doubted"), None);
    }
}
