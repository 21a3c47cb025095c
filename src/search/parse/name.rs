//! Names in a query: of fields, and of what an article or a kept passage can be.

use crate::bookmark::Label;
use crate::search::query::{Condition, Quality, State};
use crate::search::typed::FIELDS;

/// Tells whether something is the name of a field, one that is offered or another of the same.
pub(crate) fn is_field(name: &str) -> bool {
    FIELDS.contains(&name) || matches!(name, "organization" | "language" | "published")
}

/// Reads what an article or a kept passage can be, by its name.
pub(crate) fn quality_named(name: &str) -> Option<Condition> {
    Some(match name.to_ascii_lowercase().as_str() {
        "unread" | "new" => Condition::Is(State::Unread),
        "read" => Condition::Is(State::Read),
        "starred" | "star" => Condition::Is(State::Starred),
        "kept" | "bookmarked" => Condition::Is(State::Kept),
        "noted" => Condition::Quality(Quality::Noted),
        "fact" => Condition::Quality(Quality::Fact),
        "drifted" => Condition::Quality(Quality::Drifted),
        _ => return None,
    })
}

/// Reads a label, or that there is none, by its name.
pub(crate) fn label_named(name: &str) -> Option<Condition> {
    let name = name.to_ascii_lowercase();
    let label = if name == "none" { None } else { Some(Label::from_name(&name)?) };
    Some(Condition::Label(vec![label]))
}
