//! Entities: which names are one person, body or place.
//!
//! Forms of one name are joined: the same words, a surname after the full name, an acronym after its
//! expansion, a short form of a listed organisation. Pronouns are no names and never join anything
//! here.

use std::collections::HashMap;

use crate::extract::lists::{ORGANIZATIONS, SURNAMES};
use crate::extract::names::candidate::Candidate;
use crate::extract::names::run::{phrase, recased};
use crate::extract::reading::Reading;
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
}

/// Joins names into entities.
pub(crate) fn entities(reading: &Reading, names: &[Candidate]) -> Entities {
    let mut joining = Joining { reading, entities: Entities::default(), forms: HashMap::new() };
    // Full names first, so that a short form in the headline finds its owner.
    let mut order: Vec<_> = names.iter().collect();
    order.sort_by_key(|name| (std::cmp::Reverse(weight(reading, name)), name.tokens.start));
    for name in order {
        joining.add(name);
    }
    joining.finish()
}

/// Names of people are joined from the longest, others as they come.
fn weight(reading: &Reading, name: &Candidate) -> usize {
    match name.kind {
        EntityKind::Person => name.tokens.len().min(4),
        _ if reading.is_upper(name.tokens.start) => 0,
        _ => 1,
    }
}

struct Joining<'r, 'd> {
    reading: &'r Reading<'d>,
    entities: Entities,
    /// Every known form of a name with the entities that bear it.
    forms: HashMap<(EntityKind, String), Vec<usize>>,
}

impl Joining<'_, '_> {
    fn add(&mut self, name: &Candidate) {
        let words = phrase(self.reading, &name.tokens).into_owned();
        let range = self.reading.cover(&name.tokens);
        let form = normal(name.kind, &words);
        let owner = self.owner(name, &form, range).unwrap_or_else(|| self.open(name, &words));
        let Some(entity) = self.entities.all.get_mut(owner) else { return };
        entity.mentions.push(range);
        if is_fuller(&words, &entity.name) {
            entity.name = words;
        }
        if let Some(rule) = self.entities.rules.get_mut(owner).filter(|rule| rule.1 < name.score) {
            *rule = (name.rule, name.score);
        }
        if let Some(role) = &name.role {
            add_role(self.reading, &mut entity.roles, self.reading.cover(role));
        }
    }

    /// Returns the entity that bears the form; of several the one named nearest before.
    fn owner(&self, name: &Candidate, form: &str, range: TextRange) -> Option<usize> {
        let bearers = self.forms.get(&(name.kind, form.to_owned()))?;
        if let [only] = bearers.as_slice() {
            return Some(*only);
        }
        // Mentions are added in the order of the text, but for the longest names first.
        let nearest = |entity: &&usize| {
            let mentions = self.entities.all.get(**entity)?.mentions.iter().rev();
            mentions.map(|at| at.start()).find(|start| *start < range.start())
        };
        bearers.iter().max_by_key(nearest).copied()
    }

    fn open(&mut self, name: &Candidate, words: &str) -> usize {
        let place = self.entities.all.len();
        let id = EntityId(u32::try_from(place).unwrap_or(u32::MAX));
        self.entities.all.push(Entity {
            id,
            kind: name.kind,
            name: words.to_owned(),
            roles: Vec::new(),
            mentions: Vec::new(),
        });
        self.entities.rules.push((name.rule, name.score));
        for form in forms(self.reading, name, words) {
            self.forms.entry((name.kind, form)).or_default().push(place);
        }
        place
    }

    fn finish(self) -> Entities {
        let mut entities = self.entities;
        for entity in &mut entities.all {
            entity.mentions.sort_by_key(|range| range.start());
            entity.mentions.dedup();
            if entity.name.chars().count() > 4
                && !entity.name.chars().any(char::is_lowercase)
                && entity.kind != EntityKind::Organization
            {
                entity.name = recased(&entity.name);
            }
        }
        // The ids follow the order of the first mention.
        let mut order: Vec<usize> = (0..entities.all.len()).collect();
        order.sort_by_key(|at| entities.all[*at].mentions.first().map(|range| range.start()));
        let mut all = Vec::with_capacity(order.len());
        let mut rules = Vec::with_capacity(order.len());
        for (id, at) in (0..).zip(&order) {
            let mut entity = entities.all[*at].clone();
            entity.id = EntityId(id);
            entities.mentions.extend(entity.mentions.iter().map(|range| (*range, EntityId(id))));
            all.push(entity);
            rules.push(entities.rules[*at]);
        }
        entities.mentions.sort_by_key(|(range, _)| range.start());
        entities.all = all;
        entities.rules = rules;
        entities
    }
}

/// Returns every form under which a new entity will be known.
fn forms(reading: &Reading, name: &Candidate, words: &str) -> Vec<String> {
    let mut forms = vec![normal(name.kind, words)];
    let parts: Vec<_> = words.split(' ').collect();
    match name.kind {
        EntityKind::Person if parts.len() > 1 => {
            let family_first = SURNAMES.contains(parts[0]) && parts.len() <= 3;
            let given = reading.word(name.tokens.start);
            // A given name is a weak form, but the last resort for those known by it.
            forms.extend(parts.last().map(|last| (*last).to_owned()));
            forms.push(given.to_owned());
            if let (Some(first), Some(last)) = (parts.first(), parts.last()) {
                forms.push(format!("{first} {last}"));
            }
            if parts.len() > 2 {
                forms.push(parts[parts.len() - 2..].join(" "));
                forms.push(parts[..2].join(" "));
            }
            if family_first {
                forms.push(parts[0].to_owned());
            }
        }
        EntityKind::Organization => {
            let expansion = ORGANIZATIONS.get(words).unwrap_or_default();
            if !expansion.is_empty() {
                forms.push(normal(name.kind, expansion));
            }
            let letters: String = parts
                .iter()
                .filter(|part| part.starts_with(char::is_uppercase))
                .filter_map(|part| part.chars().next())
                .collect();
            let acronym_follows =
                reading.word(name.tokens.end) == "(" && reading.word(name.tokens.end + 2) == ")";
            if acronym_follows {
                forms.push(normal(name.kind, reading.word(name.tokens.end + 1)));
            }
            if letters.len() > 2 {
                forms.push(letters);
            }
        }
        EntityKind::Place => {
            let endings = [" Province", " Prefecture", " County", " City", " State", " District"];
            forms.extend(
                endings.iter().filter_map(|ending| words.strip_suffix(ending)).map(str::to_owned),
            );
        }
        EntityKind::Person => {}
    }
    forms.sort();
    forms.dedup();
    forms
}

/// Returns the form under which a name is looked up.
fn normal(kind: EntityKind, words: &str) -> String {
    let shouted = words.chars().count() > 4
        && !words.chars().any(char::is_lowercase)
        && kind != EntityKind::Organization;
    let words = if shouted { recased(words) } else { words.to_owned() };
    if kind == EntityKind::Organization {
        let full = ORGANIZATIONS.get(&words).filter(|full| !full.is_empty());
        let bare = full.map_or_else(|| words.clone(), str::to_owned);
        return [" Inc.", " Corp.", " Co.", " Ltd.", " PLC", " AG", " SA"]
            .iter()
            .find_map(|ending| bare.strip_suffix(ending))
            .map_or_else(|| bare.clone(), str::to_owned);
    }
    match words.as_str() {
        "U.S." | "US" | "USA" | "U.S.A." | "America" | "United States of America" => {
            "United States"
        }
        "U.K." | "UK" | "Britain" | "Great Britain" => "United Kingdom",
        "UAE" => "United Arab Emirates",
        _ => return words,
    }
    .to_owned()
}

/// Tells whether a form says more than the best one so far.
fn is_fuller(words: &str, best: &str) -> bool {
    let rank = |words: &str| {
        let shouted = !words.chars().any(char::is_lowercase);
        (words.split(' ').count(), !shouted, words.chars().count())
    };
    rank(words) > rank(best)
}

fn add_role(reading: &Reading, roles: &mut Vec<Role>, range: TextRange) {
    let text = reading.text(range);
    match roles.iter_mut().find(|role| role.text.eq_ignore_ascii_case(text)) {
        Some(role) => role.mentions.push(range),
        None => roles.push(Role { text: text.to_owned(), mentions: vec![range] }),
    }
}
