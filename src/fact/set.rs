//! All facts of one text, with the ways to look them up.

use serde::{Deserialize, Serialize};

use crate::fact::entity::{Entity, EntityId};
use crate::fact::fact::{Fact, FactId, FactValue};
use crate::text::TextRange;

/// The facts of one text, in the order of their first passage.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<Fact>", into = "Vec<Fact>")]
pub struct FactSet {
    facts: Vec<Fact>,
    /// Every passage of every fact, sorted by its start, then longest first.
    passages: Vec<(TextRange, FactId)>,
    /// The longest passage, which bounds the search backwards.
    longest: u32,
    /// The fact of every entity, by the entity's number.
    entities: Vec<(EntityId, FactId)>,
}

impl FactSet {
    /// Sorts facts into a set.
    pub fn new(mut facts: Vec<Fact>) -> Self {
        facts.sort_by_key(|fact| (fact.range.start(), std::cmp::Reverse(fact.range.end())));
        let mut passages: Vec<_> = (0..).zip(&facts).flat_map(passages_of).collect();
        passages.sort_by_key(|(range, id)| (range.start(), std::cmp::Reverse(range.end()), *id));
        let longest = passages.iter().map(|(range, _)| u32::from(range.len())).max().unwrap_or(0);
        let entity = |(index, fact): (u32, &Fact)| match &fact.value {
            FactValue::Entity(entity) => Some((entity.id, FactId(index))),
            _ => None,
        };
        let mut entities: Vec<_> = (0..).zip(&facts).filter_map(entity).collect();
        entities.sort();
        Self { facts, passages, longest, entities }
    }

    /// Returns the facts in order.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// Returns the facts in order with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (FactId, &Fact)> {
        (0..).map(FactId).zip(&self.facts)
    }

    /// Returns one fact.
    pub fn get(&self, id: FactId) -> Option<&Fact> {
        self.facts.get(usize::try_from(id.0).ok()?)
    }

    /// Returns the entities in the order of their first mention.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        self.facts.iter().filter_map(|fact| match &fact.value {
            FactValue::Entity(entity) => Some(entity),
            _ => None,
        })
    }

    /// Returns one entity.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        let first = self.entities.partition_point(|(known, _)| *known < id);
        let (found, fact) = self.entities.get(first)?;
        match &self.get(*fact)?.value {
            FactValue::Entity(entity) if *found == id => Some(entity),
            _ => None,
        }
    }

    /// Returns every passage of every fact with its fact, by start and then longest first.
    pub fn passages(&self) -> &[(TextRange, FactId)] {
        &self.passages
    }

    /// Returns the passages that share at least one character with `range`, by start.
    pub fn passages_in(&self, range: TextRange) -> impl Iterator<Item = (TextRange, FactId)> {
        let earliest = u32::from(range.start()).saturating_sub(self.longest);
        let first = self.passages.partition_point(|(at, _)| u32::from(at.start()) < earliest);
        self.passages
            .iter()
            .skip(first)
            .take_while(move |(at, _)| at.start() < range.end())
            .filter(move |(at, _)| at.end() > range.start())
            .copied()
    }
}

impl From<Vec<Fact>> for FactSet {
    fn from(facts: Vec<Fact>) -> Self {
        Self::new(facts)
    }
}

impl From<FactSet> for Vec<Fact> {
    fn from(set: FactSet) -> Self {
        set.facts
    }
}

fn passages_of((index, fact): (u32, &Fact)) -> impl Iterator<Item = (TextRange, FactId)> {
    fact.passages().iter().map(move |range| (*range, FactId(index)))
}

#[cfg(test)]
mod tests {
    use super::{Fact, FactId, FactSet, FactValue};
    use crate::fact::provenance::Provenance;
    use crate::fact::value::Hedge;
    use crate::text::range;

    fn hedge(start: usize, end: usize) -> Fact {
        Fact {
            range: range(start, end),
            value: FactValue::Hedge(Hedge { cue: range(start, end) }),
            provenance: Provenance::new("test", 100),
        }
    }

    #[test]
    fn passages_are_found_by_any_shared_character() {
        let set = FactSet::new(vec![hedge(40, 45), hedge(0, 30), hedge(10, 12)]);
        let found =
            |start, end| set.passages_in(range(start, end)).map(|(_, id)| id.0).collect::<Vec<_>>();
        assert_eq!(found(11, 12), [0, 1]);
        assert_eq!(found(29, 41), [0, 2]);
        assert_eq!(found(30, 40), [0; 0]);
        assert_eq!(set.get(FactId(2)).map(|fact| fact.range), Some(range(40, 45)));
    }
}
