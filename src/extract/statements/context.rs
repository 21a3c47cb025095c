//! Context: what has been read before a sentence, for whom its pronouns and offices mean.
//!
//! It is read along with the text, each sentence once, and keeps only what the next sentence may ask:
//! who spoke, who was named last, the two named together, who holds which office, which body was named
//! last. It must not know how a sentence words a statement.

use std::collections::HashMap;

use crate::extract::entities::Entities;
use crate::extract::lists::lower;
use crate::fact::{EntityId, EntityKind, Holder};
use crate::text::{TextRange, TextSize};

/// The most people remembered for one office.
const MOST_HOLDERS: usize = 6;

/// Whom `they` means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plural {
    /// Two people named together.
    Pair(EntityId, EntityId),
    /// People without a name.
    Unnamed,
}

/// An office with where it is first given to somebody.
#[derive(Clone, Debug)]
struct Office {
    from: TextSize,
    /// Its last word: `minister`.
    head: String,
    /// All of it: `prime minister`.
    words: String,
    holder: EntityId,
}

/// What has been read so far: who spoke, and who was named.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context {
    speakers: Vec<Holder>,
    /// The person most likely meant by the next `he` or `she`.
    single: Option<EntityId>,
    plural: Option<Plural>,
    /// Offices still to come, last first.
    coming: Vec<Office>,
    /// Offices given so far, by their last word.
    offices: HashMap<String, Vec<(String, EntityId)>>,
    /// The bodies of the last sentence that named any, and how many sentences ago that was.
    bodies: (Vec<EntityId>, u32),
}

impl Context {
    /// Makes the context at the start of a text.
    pub(crate) fn new(entities: &Entities) -> Self {
        let mut coming: Vec<Office> = entities
            .all
            .iter()
            .filter(|entity| entity.kind == EntityKind::Person)
            .flat_map(|entity| {
                entity.roles.iter().filter_map(|role| {
                    let words = lower(&role.text).into_owned();
                    let head = words.rsplit([' ', '-']).next()?.to_owned();
                    let from = role.mentions.first()?.start();
                    Some(Office { from, head, words, holder: entity.id })
                })
            })
            .collect();
        coming.sort_by_key(|office| std::cmp::Reverse(office.from));
        Self { coming, ..Self::default() }
    }

    /// Starts another paragraph, in which a speech goes on or not.
    pub(crate) fn enter_block(&mut self, goes_on: bool) {
        if !goes_on {
            self.speakers.clear();
        }
    }

    /// Notes who spoke.
    pub(crate) fn spoke(&mut self, entities: &Entities, holders: &[Holder]) {
        self.speakers = holders.to_vec();
        let people: Vec<_> = holders.iter().map(|holder| holder.entity).collect();
        match people.as_slice() {
            [Some(id)] if entities.kind(*id) == Some(EntityKind::Person) => self.single = Some(*id),
            [Some(first), Some(second)] => self.plural = Some(Plural::Pair(*first, *second)),
            _ => {}
        }
    }

    /// Notes that people without a name spoke: `they` are these.
    pub(crate) const fn spoke_unnamed(&mut self) {
        self.plural = Some(Plural::Unnamed);
    }

    /// Notes that somebody spoke whose name is not known as one: the next `he` is nobody known.
    pub(crate) const fn spoke_stranger(&mut self) {
        self.single = None;
    }

    /// Returns who spoke last in this paragraph.
    pub(crate) fn speakers(&self) -> &[Holder] {
        &self.speakers
    }

    /// Returns whom `he` or `she` means, if that is safe.
    pub(crate) const fn single(&self) -> Option<EntityId> {
        self.single
    }

    /// Returns whom `they` means, if that is safe.
    pub(crate) const fn plural(&self) -> Option<Plural> {
        self.plural
    }

    /// Returns the one person who was given an office that ends in the words: `the prime minister`.
    pub(crate) fn holder_of(&self, words: &str) -> Option<EntityId> {
        let mut holders = self.holders_of(words);
        let first = holders.next()?;
        holders.all(|id| id == first).then_some(first)
    }

    /// Returns the two people who were given an office that ends in the words, if it is two.
    pub(crate) fn pair_of(&self, words: &str) -> Option<(EntityId, EntityId)> {
        let mut people: Vec<_> = self.holders_of(words).collect();
        people.sort();
        people.dedup();
        match people.as_slice() {
            [first, second] => Some((*first, *second)),
            _ => None,
        }
    }

    fn holders_of<'a>(&'a self, words: &'a str) -> impl Iterator<Item = EntityId> + 'a {
        let head = words.rsplit(' ').next().unwrap_or_default();
        let known = self.offices.get(head).map_or(&[][..], Vec::as_slice);
        known
            .iter()
            .filter(move |(office, _)| {
                office.strip_suffix(words).is_some_and(|rest| {
                    // A vice president is not the president.
                    let deputy = ["vice", "deputy", "former", "assistant"]
                        .iter()
                        .any(|word| rest.trim_end().ends_with(word));
                    (rest.is_empty() || rest.ends_with(' ')) && !deputy
                })
            })
            .map(|(_, id)| *id)
    }

    /// Returns the body named last, if one was and not long ago.
    pub(crate) fn body(&self) -> Option<EntityId> {
        match (self.bodies.0.as_slice(), self.bodies.1) {
            ([only], 0..=2) => Some(*only),
            _ => None,
        }
    }

    /// Notes whom a sentence names.
    pub(crate) fn read(&mut self, entities: &Entities, sentence: TextRange) {
        let named = entities.within(sentence);
        let kind = |id: &EntityId| entities.kind(*id);
        let of = |wanted: EntityKind| {
            let mut ids: Vec<EntityId> =
                named.iter().map(|(_, id)| *id).filter(|id| kind(id) == Some(wanted)).collect();
            ids.dedup();
            ids
        };
        let mut people = of(EntityKind::Person);
        self.read_person(entities, &people);
        // A list of three and more names no two sides.
        people.sort();
        people.dedup();
        if let [first, second] = people.as_slice() {
            self.plural = Some(Plural::Pair(*first, *second));
        }
        let mut bodies = of(EntityKind::Organization);
        bodies.sort();
        bodies.dedup();
        if bodies.is_empty() {
            self.bodies.1 = self.bodies.1.saturating_add(1);
        } else {
            self.bodies = (bodies, 0);
        }
        self.take_office(sentence.end());
    }

    fn read_person(&mut self, entities: &Entities, people: &[EntityId]) {
        let spoke = match self.speakers.as_slice() {
            [only] => only.entity.filter(|id| entities.kind(*id) == Some(EntityKind::Person)),
            _ => None,
        };
        if let Some(first) = people.first() {
            self.single = Some(spoke.filter(|id| people.contains(id)).unwrap_or(*first));
        } else if spoke.is_some() {
            self.single = spoke;
        }
    }

    /// Moves the offices given up to an offset to those that are known.
    pub(crate) fn take_office(&mut self, end: TextSize) {
        while self.coming.last().is_some_and(|office| office.from < end) {
            let Some(office) = self.coming.pop() else { return };
            let known = self.offices.entry(office.head).or_default();
            if known.len() < MOST_HOLDERS {
                known.push((office.words, office.holder));
            }
        }
    }
}
