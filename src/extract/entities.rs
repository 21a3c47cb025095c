//! Entities: which names are one person, body or place.
//!
//! 1. `clean`: a candidate without its title and possessive ending; pronouns and adjectives of
//!    countries go.
//! 2. `form`, with `person`, `organization` and `place`: the forms under which a name is known, and
//!    those under which it may be meant by a shorter one.
//! 3. `joining`: full names first, then the short ones in the order of the text.
//! 4. `role`, with `apposition`: the titles and offices the text gives to people.
//!
//! Pronouns are no names and never join anything here. It must not know how names are found.

pub(crate) mod apposition;
pub(crate) mod clean;
pub(crate) mod form;
pub(crate) mod gender;
pub(crate) mod joining;
pub(crate) mod organization;
pub(crate) mod person;
pub(crate) mod place;
pub(crate) mod role;

use std::collections::HashMap;

use crate::extract::entities::clean::clean;
use crate::extract::entities::form::Form;
use crate::extract::entities::gender::Gender;
use crate::extract::entities::joining::{Joined, join};
use crate::extract::entities::role::roles;
use crate::extract::names::candidate::Candidate;
use crate::extract::names::run::{phrase, recased};
use crate::extract::reading::Reading;
use crate::fact::key::folded;
use crate::fact::{Entity, EntityId, EntityKind, Role};
use crate::text::TextRange;

/// The entities of a text, with the way from a name to its entity.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    /// All entities; an entity's id is its place.
    pub(crate) all: Vec<Entity>,
    /// The best rule and score of each.
    pub(crate) rules: Vec<(&'static str, u8)>,
    /// Every mention with its entity, in order.
    pub(crate) mentions: Vec<(TextRange, EntityId)>,
    /// What is known of the gender of each.
    genders: Vec<Option<Gender>>,
}

impl Entities {
    /// Returns one entity.
    pub(crate) fn get(&self, id: EntityId) -> Option<&Entity> {
        self.all.get(usize::try_from(id.0).ok()?)
    }

    /// Returns the mentions that lie within a range, in order.
    pub(crate) fn within(&self, range: TextRange) -> &[(TextRange, EntityId)] {
        let first = self.mentions.partition_point(|(at, _)| at.start() < range.start());
        let end = self.mentions.partition_point(|(at, _)| at.end() <= range.end());
        self.mentions.get(first..end).unwrap_or_default()
    }

    /// Tells what kind an entity is.
    pub(crate) fn kind(&self, id: EntityId) -> Option<EntityKind> {
        self.get(id).map(|entity| entity.kind)
    }

    /// Returns which pronoun a person takes, where a form of address, a title, a word of kinship or a
    /// given name says so; nothing where nothing does or two of them disagree.
    pub(crate) fn gender(&self, id: EntityId) -> Option<Gender> {
        self.genders.get(usize::try_from(id.0).ok()?).copied().flatten()
    }
}

/// Joins names into entities.
pub(crate) fn entities(reading: &Reading, names: &[Candidate]) -> Entities {
    let names = clean(reading, names);
    let forms: Vec<_> = names.iter().map(|name| form(reading, name)).collect();
    let Joined { owners, genders } = join(&names, &forms);
    let count = genders.len();
    let mut gathered: Vec<Gathered> = (0..count).map(|_| Gathered::default()).collect();
    for ((name, owner), form) in names.iter().zip(&owners).zip(&forms) {
        gathered[*owner].add(reading, name, form);
    }
    let found = roles(reading, &names);
    for (at, role) in found {
        gathered[owners[at]].roles.push(role);
    }
    let mut entities = Entities { genders, ..Entities::default() };
    // Owners are numbered in the order of their first name.
    for (id, mut gathered) in (0..).map(EntityId).zip(gathered) {
        gathered.mentions.dedup();
        entities.mentions.extend(gathered.mentions.iter().map(|range| (*range, id)));
        entities.rules.push(gathered.rule);
        entities.all.push(gathered.finish(reading, id));
    }
    entities.mentions.sort_by_key(|(range, _)| range.start());
    entities
}

/// Reads the forms of a name.
fn form(reading: &Reading, name: &Candidate) -> Form {
    let words = name.tokens.clone().map(|at| folded(reading.word(at)));
    let words = together(words.filter(|word| !word.is_empty()));
    let mut form = match name.kind {
        EntityKind::Person => person::form(reading, name),
        EntityKind::Organization => organization::form(reading, name, words),
        EntityKind::Place => place::form(&words),
    };
    form.clear_empty();
    form
}

/// Joins single letters: `U. S.` is `U.S.`.
fn together(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    let mut letters = false;
    for word in words {
        let letter = word.chars().count() == 1;
        match joined.last_mut().filter(|_| letters && letter) {
            Some(last) => last.push_str(&word),
            None => joined.push(word),
        }
        letters = letter;
    }
    joined
}

/// What is gathered of one entity.
#[derive(Default)]
struct Gathered {
    kind: Option<EntityKind>,
    /// The fullest form of its name, and how full it is.
    name: (Fullness, String),
    rule: (&'static str, u8),
    mentions: Vec<TextRange>,
    roles: Vec<TextRange>,
}

/// How much a form of a name says; more is better.
type Fullness = (usize, bool, usize);

impl Gathered {
    fn add(&mut self, reading: &Reading, name: &Candidate, form: &Form) {
        self.kind = Some(name.kind);
        self.mentions.push(reading.cover(&name.tokens));
        let words = phrase(reading, &name.tokens);
        let mixed = words.chars().any(char::is_lowercase);
        let fullness = (form.length(), mixed, words.chars().count());
        if fullness > self.name.0 {
            self.name = (fullness, words.into_owned());
        }
        if name.score > self.rule.1 || self.mentions.len() == 1 {
            self.rule = (name.rule, name.score);
        }
    }

    fn finish(self, reading: &Reading, id: EntityId) -> Entity {
        let kind = self.kind.unwrap_or(EntityKind::Organization);
        let name = self.name.1;
        let shouted = name.chars().count() > 3
            && !name.chars().any(char::is_lowercase)
            && !name.contains('.')
            && kind != EntityKind::Organization;
        let name = if shouted { recased(&name) } else { name };
        Entity { id, kind, name, roles: one_each(reading, self.roles), mentions: self.mentions }
    }
}

/// Gathers the passages that give the same title.
fn one_each(reading: &Reading, mut ranges: Vec<TextRange>) -> Vec<Role> {
    ranges.sort_by_key(|range| range.start());
    ranges.dedup();
    let mut roles: Vec<Role> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for range in ranges {
        let text = reading.text(range);
        let at = *known.entry(text.to_ascii_lowercase()).or_insert(roles.len());
        match roles.get_mut(at) {
            Some(role) => role.mentions.push(range),
            None => roles.push(Role { text: text.to_owned(), mentions: vec![range] }),
        }
    }
    roles
}

#[cfg(test)]
mod tests;
