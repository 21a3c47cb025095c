//! Dates that differ: two times given for one event.

use crate::story::differ::found::Found;
use crate::story::differ::moment::Moment;
use crate::story::differ::number::later;
use crate::story::differ::reading::{Pair, Reading, SentenceReading};
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
    let one_event = shared >= 2 && bound && making.is_none() || made;
    let level = match one_event && !clock {
        true if is_put_off(reading, [one, other], [a, b]) => Level::Later,
        true => Level::Differs,
        false => Level::Check,
    };
    if let (Some(here), Some(there)) = (reading.side(one, a.range), reading.side(other, b.range)) {
        found.push(Found { class: DifferenceClass::Date, level, sides: [here, there] });
    }
}

/// Tells whether the earlier report only looked ahead to its time, so that the later one may know better.
fn is_put_off(reading: &Reading<'_>, of: [&SentenceReading; 2], moments: [&Moment; 2]) -> bool {
    let articles = of.map(|sentence| sentence.passage.article);
    let Some(order) = later(reading, articles[0], articles[1]) else { return false };
    let (index, moment) =
        if order.is_lt() { (articles[0], moments[0]) } else { (articles[1], moments[1]) };
    let article = reading.article(index);
    let published = article.and_then(|article| article.document.metadata().published);
    moment.ahead || moment.value.date().zip(published).is_some_and(|(date, day)| date > day)
}

/// Tells whether both may mean one night: `late on Monday`, `early on Tuesday`.
fn is_same_night(a: &Moment, b: &Moment) -> bool {
    (a.turning || b.turning) && a.value.is_next_day(&b.value)
}

#[cfg(test)]
mod tests {
    use crate::story::differ::tests::told;

    #[test]
    fn a_day_still_to_come_is_brought_up_to_date() {
        let (early, late) = (Some("2024-05-03"), Some("2024-05-08"));
        let table = [
            ("The trial of the banker opens on 12 May 2024 in Odda.", "later"),
            ("The trial of the banker opened on 2 May 2024 in Odda.", "differs"),
        ];
        let moved = "The trial of the banker opens on 14 May 2024 in Odda.";
        for (text, expected) in table {
            assert_eq!(told(&[(text, early), (moved, late)])[0].1, expected, "{text}");
            assert_eq!(told(&[(moved, late), (text, early)])[0].1, expected, "{text}");
        }
        assert_eq!(told(&[(table[0].0, None), (moved, None)])[0].1, "differs");
    }
}
