//! Facts: what a text says, each with the ranges that say it.
//!
//! Plain data, made by extraction, kept by the store, shown by the faces. A fact never holds a
//! copy of what a range can give, except for values that were worked out (a date, a name's best
//! form). It must not know how facts are found.

pub mod certainty;
pub mod entity;
#[allow(clippy::module_inception)]
mod fact;
pub mod importance;
pub(crate) mod key;
pub mod provenance;
pub mod set;
pub mod value;

pub use certainty::{Certainty, Stance};
pub use entity::{Entity, EntityId, EntityKind, Role};
pub use fact::{Fact, FactId, FactKind, FactValue};
pub use importance::importance;
pub use provenance::Provenance;
pub use set::FactSet;
pub use value::{
    Action, Amount, Citation, CitationKind, Event, Hedge, Holder, Modifier, Quantity, QuantityKind,
    Statement, StatementForm, Time, TimeKind,
};
