//! The labels of the tagger: outside a name, or the first or a further token of one of three kinds.

use std::ops::Range;

use crate::fact::EntityKind;

/// How many labels there are.
pub(crate) const LABELS: usize = 7;

/// The scores of one token, one a label; the last is unused and fills a register.
pub(crate) type Scores = [f32; LABELS + 1];

/// The label of a token that belongs to no name.
pub(crate) const OUTSIDE: usize = 0;

/// Returns the label of the first token of a name.
pub(crate) const fn first(kind: EntityKind) -> usize {
    match kind {
        EntityKind::Person => 1,
        EntityKind::Organization => 3,
        EntityKind::Place => 5,
    }
}

/// Returns the label of a further token of a name.
pub(crate) const fn further(kind: EntityKind) -> usize {
    first(kind) + 1
}

/// Returns the kind that a label stands for, if any.
pub(crate) const fn kind(label: usize) -> Option<EntityKind> {
    match label {
        1 | 2 => Some(EntityKind::Person),
        3 | 4 => Some(EntityKind::Organization),
        5 | 6 => Some(EntityKind::Place),
        _ => None,
    }
}

/// Tells whether a label may follow another.
pub(crate) const fn may_follow(from: usize, to: usize) -> bool {
    to == OUTSIDE || to % 2 == 1 || from == to || from + 1 == to
}

/// Returns the names that labels spell.
pub(crate) fn spans(labels: &[usize]) -> Vec<(Range<usize>, EntityKind)> {
    let mut found: Vec<(Range<usize>, EntityKind)> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        let Some(kind) = kind(*label) else { continue };
        match found.last_mut() {
            Some((span, last)) if label % 2 == 0 && span.end == at && *last == kind => {
                span.end += 1;
            }
            _ => found.push((at..at + 1, kind)),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{first, further, may_follow, spans};
    use crate::fact::EntityKind::{Organization, Person, Place};

    #[test]
    fn labels_spell_names() {
        let labels =
            [first(Person), further(Person), first(Person), 0, first(Place), first(Organization)];
        assert_eq!(
            spans(&labels),
            [(0..2, Person), (2..3, Person), (4..5, Place), (5..6, Organization)]
        );
        assert!(may_follow(first(Person), further(Person)));
        assert!(may_follow(further(Person), further(Person)));
        assert!(!may_follow(0, further(Person)) && !may_follow(first(Place), further(Person)));
    }
}
