//! Entries: facts that say the same as one, in the order in which the panel shows them.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::document::Document;
use crate::fact::{EntityId, Fact, FactId, FactKind, FactSet, FactValue, QuantityKind, TimeKind};
use crate::text::TextRange;
use crate::verdict::Verdict;

/// Facts that say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The kind under which it stands.
    pub kind: FactKind,
    /// The facts, by place; never empty.
    pub facts: Vec<FactId>,
    /// Every passage that says it, in order.
    pub passages: Vec<TextRange>,
    /// What the user says of all of them.
    pub verdict: Option<Verdict>,
    /// How important the most important of them is.
    importance: u32,
}

impl Entry {
    /// Returns how important the most important of its facts is; higher is more important.
    pub const fn importance(&self) -> u32 {
        self.importance
    }
}

/// In which order the entries of a kind stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The most important first.
    #[default]
    Importance,
    /// As they stand in the text.
    Position,
}

impl Order {
    /// Returns the other order.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Importance => Self::Position,
            Self::Position => Self::Importance,
        }
    }
}

/// Arranges the facts of a document: by kind, then in the wanted order. `importance` and `verdicts` are in the order of the
/// facts; what they leave out is of no importance, and nothing is said of it. What is dismissed stands in
/// entries of its own.
pub fn arrange(
    document: &Document,
    facts: &FactSet,
    importance: &[u32],
    verdicts: &[Option<Verdict>],
    order: Order,
) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut same: HashMap<(Value<'_>, bool), usize> = HashMap::new();
    for (index, (id, fact)) in facts.iter().enumerate() {
        let verdict = verdicts.get(index).copied().flatten();
        let importance = importance.get(index).copied().unwrap_or_default();
        let dismissed = verdict == Some(Verdict::Dismissed);
        let value = Value::of(document, fact).map(|value| (value, dismissed));
        if let Some(index) = value.as_ref().and_then(|value| same.get(value)) {
            let entry = &mut entries[*index];
            entry.facts.push(id);
            entry.passages.extend_from_slice(fact.passages());
            entry.importance = entry.importance.max(importance);
            entry.verdict = entry.verdict.filter(|all| Some(*all) == verdict);
            continue;
        }
        if let Some(value) = value {
            same.insert(value, entries.len());
        }
        let passages = fact.passages().to_vec();
        entries.push(Entry { kind: fact.kind(), facts: vec![id], passages, verdict, importance });
    }
    entries.sort_by_key(|entry| {
        let important = match order {
            Order::Importance => entry.importance,
            Order::Position => 0,
        };
        (entry.kind, Reverse(important), entry.passages.first().map(|range| range.start()))
    });
    entries
}

/// What makes two facts the same entry, for the kinds in which values repeat.
#[derive(PartialEq, Eq, Hash)]
enum Value<'f> {
    /// A length of time and what recurs after it have the same value.
    Time(TimeKind, &'f str),
    /// The numbers by their bits.
    Quantity(QuantityKind, u64, Option<u64>, Option<&'f str>),
    /// Whose words or deeds, and the words themselves: a caption is often set below two pictures.
    Words(FactKind, Vec<Option<EntityId>>, &'f str),
    /// The words and their date, which is of the edition that is cited.
    Citation(&'f str, Option<&'f str>),
}

impl<'f> Value<'f> {
    fn of(document: &'f Document, fact: &'f Fact) -> Option<Self> {
        let words = |whose| Some(Self::Words(fact.kind(), whose, document.slice(fact.range)));
        match &fact.value {
            FactValue::Statement(statement) => {
                words(statement.holders.iter().map(|holder| holder.entity).collect())
            }
            FactValue::Action(action) => words(action.agents.iter().copied().map(Some).collect()),
            FactValue::Citation(citation) => {
                Some(Self::Citation(document.slice(fact.range), citation.date.as_deref()))
            }
            FactValue::Time(time) => Some(Self::Time(time.kind, &time.value)),
            FactValue::Quantity(quantity) => {
                let (from, to) = quantity.amount.bits();
                Some(Self::Quantity(quantity.kind, from, to, quantity.unit.as_deref()))
            }
            FactValue::Entity(_) | FactValue::Event(_) | FactValue::Hedge(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Order, arrange};
    use crate::document::{BlockKind, Document, DocumentBuilder};
    use crate::fact::{
        Action, Certainty, EntityId, Fact, FactKind, FactSet, FactValue, Hedge, Provenance, Time,
        TimeKind,
    };
    use crate::text::range;
    use crate::verdict::Verdict;

    fn time(start: usize, value: &str) -> Fact {
        let value = FactValue::Time(Time { kind: TimeKind::Point, value: value.to_owned() });
        Fact { range: range(start, start + 2), value, provenance: Provenance::new("test", 50) }
    }

    fn hedge(start: usize) -> Fact {
        let place = range(start, start + 2);
        let value = FactValue::Hedge(Hedge { cue: place });
        Fact { range: place, value, provenance: Provenance::new("test", 50) }
    }

    /// The starts of the passages of each entry.
    fn arranged(importance: &[u32], verdicts: &[Option<Verdict>], order: Order) -> Vec<Vec<u32>> {
        let facts = vec![hedge(0), time(10, "1996"), time(20, "1997"), time(30, "1996")];
        let entries =
            arrange(&Document::default(), &FactSet::new(facts), importance, verdicts, order);
        let starts = |range: &crate::text::TextRange| u32::from(range.start());
        entries.iter().map(|entry| entry.passages.iter().map(starts).collect()).collect()
    }

    #[test]
    fn what_says_the_same_is_one_and_the_important_stands_first() {
        let (some, none) = ([5, 1, 7, 2], [None; 4]);
        assert_eq!(arranged(&some, &none, Order::Importance), [vec![20], vec![10, 30], vec![0]]);
        assert_eq!(arranged(&some, &none, Order::Position), [vec![10, 30], vec![20], vec![0]]);
        assert_eq!(arranged(&[], &[], Order::Importance), [vec![10, 30], vec![20], vec![0]]);
    }

    #[test]
    fn the_same_deed_in_the_same_words_is_one() {
        let mut builder = DocumentBuilder::new();
        builder.simple(BlockKind::Paragraph, "Orr won. Orr won. Orr lost.");
        let document = builder.finish().unwrap();
        let deed = |start: usize, end: usize, agent: u32| {
            let (agents, range) = (vec![EntityId(agent)], range(start, end));
            let certainty = Certainty::Asserted;
            let value = FactValue::Action(Action { agents, verb: range, object: None, certainty });
            Fact { range, value, provenance: Provenance::new("test", 50) }
        };
        let count = |facts: Vec<Fact>| {
            let entries = arrange(&document, &FactSet::new(facts), &[], &[], Order::Position);
            entries.iter().map(|entry| entry.passages.len()).collect::<Vec<_>>()
        };
        assert_eq!(count(vec![deed(0, 7, 1), deed(9, 16, 1), deed(18, 26, 1)]), [2, 1]);
        assert_eq!(count(vec![deed(0, 7, 1), deed(9, 16, 2)]), [1, 1], "another's");
        let length = |start, kind| {
            let value = FactValue::Time(Time { kind, value: "P1Y".to_owned() });
            Fact { range: range(start, start + 2), value, provenance: Provenance::new("test", 50) }
        };
        assert_eq!(count(vec![length(0, TimeKind::Set), length(9, TimeKind::Duration)]), [1, 1]);
    }

    #[test]
    fn what_is_dismissed_stands_apart() {
        let dismissed = [None, Some(Verdict::Dismissed), None, None];
        let entries = arranged(&[], &dismissed, Order::Position);
        assert_eq!(entries, [vec![10], vec![20], vec![30], vec![0]]);
        let facts = FactSet::new(vec![time(0, "1"), time(5, "1")]);
        let confirmed = Some(Verdict::Confirmed);
        let verdict = |verdicts: &[Option<Verdict>]| {
            arrange(&Document::default(), &facts, &[], verdicts, Order::Position)[0].verdict
        };
        assert_eq!(verdict(&[confirmed, confirmed]), confirmed);
        assert_eq!(verdict(&[confirmed, None]), None, "not all of it is confirmed");
        assert_eq!(verdict(&[None, confirmed]), None);
    }

    #[test]
    fn kinds_stand_in_their_order() {
        let facts = FactSet::new(vec![hedge(0), time(10, "1996")]);
        let kinds: Vec<_> = arrange(&Document::default(), &facts, &[9, 1], &[], Order::Importance)
            .iter()
            .map(|entry| entry.kind)
            .collect();
        assert_eq!(kinds, [FactKind::When, FactKind::Uncertain]);
        assert_eq!(facts.facts()[0].certainty(), Certainty::Hedged);
    }
}
