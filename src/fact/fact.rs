//! One fact: a value, the passage that says it, and why it is believed.

use serde::{Deserialize, Serialize};

use crate::fact::certainty::Certainty;
use crate::fact::entity::{Entity, EntityKind};
use crate::fact::provenance::Provenance;
use crate::fact::value::{Action, Citation, Event, Hedge, Quantity, Statement, Time};
use crate::text::TextRange;

/// The place of a fact in its [`crate::fact::FactSet`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FactId(pub u32);

/// A fact. Computed, so it has no identity beyond its set: what the user says of it is kept by
/// anchor, kind and value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// The passage that says it; for something named several times, the first mention.
    pub range: TextRange,
    /// What it says.
    pub value: FactValue,
    /// Why it is believed.
    pub provenance: Provenance,
}

/// What a fact says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FactValue {
    /// Somebody or something is named.
    Entity(Entity),
    /// A time is named.
    Time(Time),
    /// A quantity is named.
    Quantity(Quantity),
    /// An event is named.
    Event(Event),
    /// Somebody says something.
    Statement(Statement),
    /// Something is uncertain.
    Hedge(Hedge),
    /// Somebody did something.
    Action(Action),
    /// A source is named.
    Citation(Citation),
}

impl FactValue {
    /// Returns the name of the kind of thing it is, as verdicts and kept facts have it: `person`, `quantity`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Entity(entity) => entity.kind.name(),
            Self::Time(_) => "time",
            Self::Quantity(_) => "quantity",
            Self::Event(_) => "event",
            Self::Statement(_) => "statement",
            Self::Hedge(_) => "hedge",
            Self::Action(_) => "action",
            Self::Citation(_) => "citation",
        }
    }
}

/// The kinds of facts, in the order in which a reader asks for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FactKind {
    /// People and organisations.
    Who,
    /// Places.
    Where,
    /// Times.
    When,
    /// Events.
    Event,
    /// Quantities.
    HowMany,
    /// Statements.
    Said,
    /// Actions.
    Done,
    /// Hedges.
    Uncertain,
    /// Citations.
    Cited,
}

impl FactKind {
    /// All kinds in order.
    pub const ALL: [Self; 9] = [
        Self::Who,
        Self::Where,
        Self::When,
        Self::Event,
        Self::HowMany,
        Self::Said,
        Self::Done,
        Self::Uncertain,
        Self::Cited,
    ];

    /// Returns the heading under which the panel shows the kind.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Who => "WHO",
            Self::Where => "WHERE",
            Self::When => "WHEN",
            Self::Event => "EVENT",
            Self::HowMany => "HOW MANY",
            Self::Said => "SAID",
            Self::Done => "DONE",
            Self::Uncertain => "UNCERTAIN",
            Self::Cited => "CITED",
        }
    }
}

impl Fact {
    /// Returns the kind under which a reader looks for the fact.
    pub const fn kind(&self) -> FactKind {
        match &self.value {
            FactValue::Entity(entity) => match entity.kind {
                EntityKind::Place => FactKind::Where,
                EntityKind::Person | EntityKind::Organization => FactKind::Who,
            },
            FactValue::Time(_) => FactKind::When,
            FactValue::Quantity(_) => FactKind::HowMany,
            FactValue::Event(_) => FactKind::Event,
            FactValue::Statement(_) => FactKind::Said,
            FactValue::Hedge(_) => FactKind::Uncertain,
            FactValue::Action(_) => FactKind::Done,
            FactValue::Citation(_) => FactKind::Cited,
        }
    }

    /// Returns how sure the text is of the fact.
    pub const fn certainty(&self) -> Certainty {
        match &self.value {
            FactValue::Statement(statement) => statement.certainty,
            FactValue::Action(action) => action.certainty,
            FactValue::Hedge(_) => Certainty::Hedged,
            _ => Certainty::Asserted,
        }
    }

    /// Returns every passage that says the fact, in order: all mentions of an entity or event, the one
    /// passage of anything else.
    pub fn passages(&self) -> &[TextRange] {
        match &self.value {
            FactValue::Entity(entity) => &entity.mentions,
            FactValue::Event(event) => &event.mentions,
            _ => std::slice::from_ref(&self.range),
        }
    }
}
