//! Joining: from names with their forms to entities.
//!
//! Full names go first, the longest before others, so that a short form in the headline finds its owner.
//! Then the text is read from the start: a short form is the one of its bearers that has been called so, or
//! else was named last.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::extract::entities::form::{Form, Traits};
use crate::extract::entities::gender::Gender;
use crate::extract::names::candidate::Candidate;
use crate::fact::EntityKind;

/// Which name is whose.
pub(crate) struct Joined {
    /// For every name the number of its entity; entities are numbered by their first name.
    pub(crate) owners: Vec<usize>,
    /// What is known of the gender of each entity.
    pub(crate) genders: Vec<Option<Gender>>,
}

/// The most bearers of one form among which its owner is sought, so that the work stays linear.
const MOST_BEARERS: usize = 16;

/// Joins names in the order of the text.
pub(crate) fn join(names: &[Candidate], forms: &[Form]) -> Joined {
    let mut joining = Joining { names, forms, ..Joining::default() };
    let mut owners: Vec<Option<usize>> = vec![None; names.len()];
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|at| (Reverse(forms[*at].length()), *at));
    for at in order.into_iter().filter(|at| forms[*at].length() > 1) {
        owners[at] = match joining.same(at) {
            Some(owner) => Some(owner),
            None if joining.may_be_short(at) => None,
            None => Some(joining.open(at)),
        };
        if let Some(owner) = owners[at] {
            joining.learn(owner, at);
        }
    }
    let mut found = Vec::with_capacity(names.len());
    for (at, owner) in owners.into_iter().enumerate() {
        let owner = owner
            .or_else(|| joining.bearer(at))
            .or_else(|| joining.same(at))
            .unwrap_or_else(|| joining.open(at));
        joining.learn(owner, at);
        joining.entities[owner].latest = Some(at);
        found.push(owner);
    }
    joining.numbered(&found)
}

/// One entity while names are joined.
#[derive(Debug)]
struct Open {
    traits: Traits,
    /// Two of its names disagree on the gender.
    doubtful: bool,
    /// The first of its names known so far.
    first: usize,
    /// The last of its names read so far.
    latest: Option<usize>,
}

#[derive(Debug, Default)]
struct Joining<'a> {
    names: &'a [Candidate],
    forms: &'a [Form],
    entities: Vec<Open>,
    /// The entities known under a form.
    exact: HashMap<(EntityKind, &'a str), Vec<usize>>,
    /// The entities that may be meant by a form, with its rank.
    short: HashMap<(EntityKind, &'a str), Vec<(u8, usize)>>,
}

impl Joining<'_> {
    /// Returns the entity that is known under a full form of the name.
    fn same(&self, at: usize) -> Option<usize> {
        let kind = self.names[at].kind;
        self.forms[at].exact.iter().find_map(|form| {
            let bearers = self.exact.get(&(kind, form.as_str()))?;
            let agree = |owner: &&usize| self.agrees(**owner, at);
            bearers.iter().rev().take(MOST_BEARERS).find(agree).copied()
        })
    }

    /// Tells whether the name may be a short form of one that is known.
    fn may_be_short(&self, at: usize) -> bool {
        let kind = self.names[at].kind;
        self.forms[at].asked.iter().any(|form| self.short.contains_key(&(kind, form.as_str())))
    }

    /// Returns the entity that the name is a short form of: by the most usual form, and of several the one
    /// that has been called so, else the one named last; if none has been named yet, the first to come.
    /// Whoever is called by a bare surname keeps it: texts name relatives in full.
    fn bearer(&self, at: usize) -> Option<usize> {
        let kind = self.names[at].kind;
        self.forms[at].asked.iter().find_map(|form| {
            let key = (kind, form.as_str());
            let known =
                self.exact.get(&key).into_iter().flatten().map(|owner| (0_u8, false, *owner));
            let meant = self.short.get(&key).into_iter().flatten().rev().take(MOST_BEARERS);
            let meant = meant.map(|(rank, owner)| (*rank, true, *owner));
            known
                .take(MOST_BEARERS)
                .chain(meant)
                .filter(|(_, _, owner)| self.agrees_loosely(*owner, at))
                .min_by_key(|(rank, new, owner)| {
                    (
                        *rank,
                        *new,
                        Reverse(self.entities[*owner].latest),
                        self.entities[*owner].first,
                    )
                })
                .map(|(_, _, owner)| owner)
        })
    }

    fn agrees(&self, owner: usize, at: usize) -> bool {
        self.entities[owner].traits.agree(&self.forms[at].person)
    }

    /// Tells whether a short form, which has no middle names and no suffix, may be of an entity.
    fn agrees_loosely(&self, owner: usize, at: usize) -> bool {
        match (self.entities[owner].traits.gender, self.forms[at].gender()) {
            (Some(known), Some(gender)) => known == gender,
            _ => true,
        }
    }

    fn open(&mut self, at: usize) -> usize {
        let owner = self.entities.len();
        let traits = self.forms[at].person.clone();
        self.entities.push(Open { traits, doubtful: false, first: at, latest: None });
        self.register(owner, at);
        owner
    }

    fn register(&mut self, owner: usize, at: usize) {
        let (kind, forms) = (self.names[at].kind, self.forms);
        for form in &forms[at].exact {
            let bearers = self.exact.entry((kind, form)).or_default();
            if !bearers.contains_recently(&owner) {
                bearers.push(owner);
            }
        }
        for (rank, form) in &forms[at].short {
            let bearers = self.short.entry((kind, form)).or_default();
            if !bearers.contains_recently(&(*rank, owner)) {
                bearers.push((*rank, owner));
            }
        }
    }

    /// Takes over what a name adds to its entity.
    fn learn(&mut self, owner: usize, at: usize) {
        self.register(owner, at);
        let entity = &mut self.entities[owner];
        entity.first = entity.first.min(at);
        match (entity.traits.gender, self.forms[at].gender()) {
            (None, Some(gender)) if !entity.doubtful => entity.traits.gender = Some(gender),
            (Some(known), Some(gender)) if known != gender => {
                entity.traits.gender = None;
                entity.doubtful = true;
            }
            _ => {}
        }
    }

    fn numbered(self, found: &[usize]) -> Joined {
        let mut numbers = vec![None; self.entities.len()];
        let mut genders = Vec::new();
        let owners = found.iter().map(|owner| {
            *numbers[*owner].get_or_insert_with(|| {
                genders.push(self.entities[*owner].traits.gender);
                genders.len() - 1
            })
        });
        let owners = owners.collect();
        Joined { owners, genders }
    }
}

/// A list whose last elements are searched, so that long ones cost no more than short ones.
trait Recent<T> {
    fn contains_recently(&self, element: &T) -> bool;
}

impl<T: PartialEq> Recent<T> for Vec<T> {
    fn contains_recently(&self, element: &T) -> bool {
        self.iter().rev().take(MOST_BEARERS).any(|other| other == element)
    }
}
