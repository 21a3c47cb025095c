//! Entities: the people, organisations and places that a text names.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::TextRange;

/// The number of an entity within its text's facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityId(pub u32);

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "e{}", self.0)
    }
}

/// One real thing with all its mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Its number.
    pub id: EntityId,
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// The fullest form of its name.
    pub name: String,
    /// The titles and offices the text gives it.
    pub roles: Vec<Role>,
    /// Where it is named, in order; name forms only, never pronouns.
    pub mentions: Vec<TextRange>,
}

/// What kind of thing an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A state body, company, party, agency, alliance.
    Organization,
    /// A country, city, region, building.
    Place,
}

impl EntityKind {
    /// Returns the name used by the headless face.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
        }
    }
}

/// A title or office, as the text words it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// The words, as first written.
    pub text: String,
    /// Where the text gives it.
    pub mentions: Vec<TextRange>,
}
