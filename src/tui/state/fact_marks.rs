//! What stands beside each fact for what the other sources of the story say of it.
//!
//! Names, times and amounts are the same where another source has the same value; of what is said and done the
//! passages tell. It must not know panes or words.

use std::collections::HashSet;

use crate::fact::{Fact, FactSet, FactValue, QuantityKind, TimeKind};
use crate::story::Mark;
use crate::tui::state::story::Telling;

/// Returns the marks of the facts of an article, in their order.
pub fn fact_marks(telling: &Telling, facts: &FactSet) -> Vec<Option<Mark>> {
    let others = telling.others().iter().filter_map(|other| telling.member(*other));
    let known: HashSet<_> =
        others.flat_map(|member| member.facts.facts()).filter_map(Value::of).collect();
    let mark = |fact: &Fact| match Value::of(fact) {
        Some(value) if known.contains(&value) => Some(Mark::Same),
        Some(_) => Some(Mark::OnlyHere),
        None => of_passages(telling, fact),
    };
    facts.facts().iter().map(mark).collect()
}

/// Returns what stands beside all the claims of a fact together: what differs, else what is only here if all of it is,
/// else the same if all of it is the same.
fn of_passages(telling: &Telling, fact: &Fact) -> Option<Mark> {
    let claims = fact.passages().iter().flat_map(|passage| telling.touching(*passage));
    let marks: Vec<_> = claims.map(|marked| marked.mark).collect();
    let any = |wanted: Mark| marks.contains(&wanted);
    if any(Mark::Differs) {
        Some(Mark::Differs)
    } else if any(Mark::Same) || any(Mark::Wording) {
        let all = marks.iter().all(|mark| *mark == Mark::Same);
        Some(if all { Mark::Same } else { Mark::Wording })
    } else {
        marks.into_iter().max()
    }
}

/// What makes a fact of two articles the same.
#[derive(PartialEq, Eq, Hash)]
enum Value<'f> {
    Name(String),
    Time(TimeKind, &'f str),
    Quantity(QuantityKind, u64, Option<u64>, Option<&'f str>),
}

impl<'f> Value<'f> {
    fn of(fact: &'f Fact) -> Option<Self> {
        match &fact.value {
            FactValue::Entity(entity) => {
                Some(Self::Name(entity.key().unwrap_or_else(|| entity.name.to_lowercase())))
            }
            FactValue::Time(time) => Some(Self::Time(time.kind, &time.value)),
            FactValue::Quantity(quantity) => {
                let (from, to) = quantity.amount.bits();
                Some(Self::Quantity(quantity.kind, from, to, quantity.unit.as_deref()))
            }
            _ => None,
        }
    }
}
