//! The labels of the tagger: outside a name, or the only, first, further or last token of one of three
//! kinds.

use std::ops::Range;

use crate::fact::EntityKind;

/// How many labels there are.
pub(crate) const LABELS: usize = 13;

/// The scores of one token, one a label; the last are unused and fill a register.
pub(crate) type Scores = [f32; 16];

/// The label of a token that belongs to no name.
pub(crate) const OUTSIDE: usize = 0;

/// Returns the label of a token of a name by whether it is the first and the last one.
pub(crate) const fn label(kind: EntityKind, is_first: bool, is_last: bool) -> usize {
    let base = match kind {
        EntityKind::Person => 1,
        EntityKind::Organization => 5,
        EntityKind::Place => 9,
    };
    match (is_first, is_last) {
        (true, false) => base,
        (false, false) => base + 1,
        (false, true) => base + 2,
        (true, true) => base + 3,
    }
}

/// Returns the kind that a label stands for, if any.
pub(crate) const fn kind(label: usize) -> Option<EntityKind> {
    match label {
        1..=4 => Some(EntityKind::Person),
        5..=8 => Some(EntityKind::Organization),
        9..=12 => Some(EntityKind::Place),
        _ => None,
    }
}

/// Tells whether a name is still open behind a label.
pub(crate) const fn is_open(label: usize) -> bool {
    label != OUTSIDE && (label - 1) % 4 < 2
}

/// Tells whether a label begins a name, or stands outside.
const fn begins(label: usize) -> bool {
    label == OUTSIDE || matches!((label - 1) % 4, 0 | 3)
}

/// Tells whether a label may follow another.
pub(crate) const fn may_follow(from: usize, to: usize) -> bool {
    if is_open(from) { !begins(to) && (from - 1) / 4 == (to - 1) / 4 } else { begins(to) }
}

/// Returns the names that labels spell.
pub(crate) fn spans(labels: &[usize]) -> Vec<(Range<usize>, EntityKind)> {
    let mut found: Vec<(Range<usize>, EntityKind)> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        let Some(kind) = kind(*label) else { continue };
        match found.last_mut() {
            Some((span, _)) if !begins(*label) && span.end == at => span.end += 1,
            _ => found.push((at..at + 1, kind)),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{LABELS, OUTSIDE, is_open, label, may_follow, spans};
    use crate::fact::EntityKind::{Organization, Person, Place};

    #[test]
    fn labels_spell_names() {
        let labels = [
            label(Person, true, false),
            label(Person, false, true),
            label(Person, true, true),
            OUTSIDE,
            label(Place, true, true),
            label(Organization, true, false),
            label(Organization, false, false),
            label(Organization, false, true),
        ];
        assert_eq!(
            spans(&labels),
            [(0..2, Person), (2..3, Person), (4..5, Place), (5..8, Organization)]
        );
    }

    #[test]
    fn a_name_ends_before_another_begins() {
        for from in 0..LABELS {
            let goes_on = (0..LABELS).filter(|to| may_follow(from, *to));
            if is_open(from) {
                let closed: Vec<_> = goes_on.filter(|to| spans(&[from, *to]).len() != 1).collect();
                assert!(closed.is_empty(), "{from} {closed:?}");
            } else {
                // Outside, and the first or only token of each kind.
                assert_eq!(goes_on.count(), 7, "{from}");
            }
        }
        assert!(!may_follow(OUTSIDE, label(Person, false, true)));
        assert!(may_follow(label(Person, false, true), label(Person, true, true)));
    }
}
