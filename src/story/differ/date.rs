//! Dates that differ: two times given for one event.

use crate::story::differ::found::Found;
use crate::story::differ::moment::Moment;
use crate::story::differ::reading::{Pair, Reading};
use crate::story::difference::{DifferenceClass, Level};

/// Finds times that differ between two matched sentences.
pub(crate) fn dates(reading: &Reading<'_>, pair: &Pair, found: &mut Vec<Found>) {
    let Some((one, other)) = reading.both(pair) else { return };
    if !pair.matched || one.moments.is_empty() || other.moments.is_empty() {
        return;
    }
    let agrees = |a: &Moment, b: &Moment| a.value.meets(&b.value) && !a.value.conflicts(&b.value);
    let open = |own: &Moment, theirs: &[Moment]| !theirs.iter().any(|b| agrees(own, b));
    let mut candidates = Vec::new();
    for a in one.moments.iter().filter(|a| open(a, &other.moments)) {
        for b in other.moments.iter().filter(|b| open(b, &one.moments)) {
            let shared = a.near.iter().filter(|term| b.near.contains(term)).count();
            if shared >= 1
                && a.value.conflicts(&b.value)
                && a.value.is_clock() == b.value.is_clock()
                && !is_same_night(a, b)
                && a.ahead == b.ahead
            {
                candidates.push((shared, a, b));
            }
        }
    }
    candidates.sort_by_key(|(shared, ..)| std::cmp::Reverse(*shared));
    let Some((shared, a, b)) = candidates.first().copied() else { return };
    let clock = a.value.is_clock() && (a.zoned || b.zoned);
    let bound = a.before.is_empty() && b.before.is_empty()
        || a.before.iter().any(|term| b.before.contains(term));
    let making = a.making.as_ref().zip(b.making.as_ref());
    let made = making.is_some_and(|(one, other)| one.may_be_same(other));
    let level = match shared >= 2 && bound && making.is_none() || made {
        true if !clock => Level::Differs,
        _ => Level::Check,
    };
    if let (Some(here), Some(there)) = (reading.side(one, a.range), reading.side(other, b.range)) {
        found.push(Found { class: DifferenceClass::Date, level, sides: [here, there] });
    }
}

/// Tells whether both may mean one night: `late on Monday`, `early on Tuesday`.
fn is_same_night(a: &Moment, b: &Moment) -> bool {
    (a.turning || b.turning) && a.value.is_next_day(&b.value)
}
