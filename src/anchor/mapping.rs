//! What became of a passage whose words are known to be elsewhere now, each in its place.
//!
//! Works on tokens by their numbers. It knows no texts.

use std::ops::Range;

/// How many times longer than before a passage may be.
const LONGEST: f32 = 2.5;

/// The least part of its words that must be left.
const LEAST: f32 = 0.5;

/// Where a passage is now.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mapped {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// How much both have in common, from 0 to 1.
    pub(crate) share: f32,
    /// How much the words count for that are left.
    pub(crate) kept: u32,
}

/// Returns where the tokens of a passage are now: as close together as most of them are. `None` unless half of their
/// weight is left. `to` says where each token of the old text is, the weights how much each counts.
pub(crate) fn mapped(
    to: &[Option<u32>],
    passage: Range<usize>,
    weight: impl Fn(usize) -> u32,
    new_weight: impl Fn(usize) -> u32,
) -> Option<Mapped> {
    let whole: u32 = passage.clone().map(&weight).sum();
    // Where nothing has a weight, as in a row of signs, all count alike.
    let counted = |at: usize| if whole == 0 { 1 } else { weight(at) };
    let whole = if whole == 0 { u32::try_from(passage.len()).ok()? } else { whole };
    let places: Vec<(usize, usize, u32)> = passage
        .clone()
        .filter_map(|at| {
            let place = usize::try_from(to.get(at).copied().flatten()?).ok()?;
            Some((at, place, counted(at)))
        })
        .collect();
    let longest = (passage.len() as f32 * LONGEST).ceil();
    let (first, last, kept) = densest(&places, longest)?;
    if (kept as f32) < whole as f32 * LEAST {
        return None;
    }
    let (old_first, new_first, _) = *places.get(first)?;
    let (old_last, new_last, _) = *places.get(last)?;
    let tokens = widened(to, &passage, (old_first, old_last), new_first..new_last + 1);
    let now: u32 = tokens
        .clone()
        .map(|at| if passage.clone().all(|old| weight(old) == 0) { 1 } else { new_weight(at) })
        .sum();
    let share = 2.0 * kept as f32 / (whole + now).max(1) as f32;
    Some(Mapped { tokens, share: share.min(1.0), kept })
}

/// Returns the stretch of places, not longer than `longest`, that has the most weight; of several the shortest.
fn densest(places: &[(usize, usize, u32)], longest: f32) -> Option<(usize, usize, u32)> {
    let mut best: Option<(usize, usize, u32)> = None;
    let (mut first, mut kept) = (0, 0);
    let length = |first: usize, last: usize| {
        places.get(last).map_or(0, |(_, past, _)| past + 1)
            - places.get(first).map_or(0, |(_, start, _)| *start)
    };
    for (last, (_, _, counts)) in places.iter().enumerate() {
        kept += counts;
        while length(first, last) as f32 > longest && first < last {
            kept -= places.get(first).map_or(0, |(_, _, counts)| *counts);
            first += 1;
        }
        let better = best.is_none_or(|(from, to, most)| {
            kept > most || kept == most && length(first, last) < length(from, to)
        });
        if better {
            best = Some((first, last, kept));
        }
    }
    best
}

/// Takes in what stands in the place of words that were replaced at the ends of the passage, if it is not more than
/// they were.
fn widened(
    to: &[Option<u32>],
    passage: &Range<usize>,
    kept: (usize, usize),
    found: Range<usize>,
) -> Range<usize> {
    let place = |at: usize| to.get(at).copied().flatten().and_then(|at| usize::try_from(at).ok());
    let Range { mut start, mut end } = found;
    let missing = kept.0 - passage.start;
    if missing > 0 && place(kept.0) == Some(start) {
        let before = (0..passage.start).rev().find_map(place);
        let free = start - before.map_or(0, |before| (before + 1).min(start));
        // Something else may have gone before the passage, and come too.
        let meets = passage.start == 0 || place(passage.start - 1).is_some();
        if meets && free <= missing {
            start -= free;
        }
    }
    let missing = passage.end - 1 - kept.1;
    if missing > 0
        && let Some(next) = place(passage.end)
    {
        let free = next.saturating_sub(end);
        if free <= missing {
            end += free;
        }
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::mapped;

    const NONE: Option<u32> = None;

    #[track_caller]
    fn check(
        to: &[Option<u32>],
        passage: std::ops::Range<usize>,
        expected: Option<(usize, usize)>,
    ) {
        let found = mapped(to, passage, |_| 2, |_| 2);
        assert_eq!(found.map(|found| (found.tokens.start, found.tokens.end)), expected);
    }

    #[test]
    fn a_passage_is_where_most_of_its_words_are() {
        let whole = [Some(5), Some(6), Some(7), Some(8)];
        check(&whole, 0..4, Some((5, 9)));
        check(&whole, 1..3, Some((6, 8)));
        check(&[Some(0), NONE, NONE, Some(9)], 0..3, None);
        check(&[Some(0), Some(1), NONE, NONE], 0..4, Some((0, 2)));
        // One word far away does not belong to it.
        check(&[Some(0), Some(1), Some(2), Some(40)], 0..4, Some((0, 3)));
        // Words set in between belong to it.
        check(&[Some(0), Some(1), Some(4), Some(5)], 0..4, Some((0, 6)));
    }

    #[test]
    fn what_took_the_place_of_the_first_or_last_word_belongs_to_it() {
        check(&[Some(0), NONE, Some(2), Some(3), Some(4)], 1..4, Some((1, 4)));
        check(&[Some(0), Some(1), Some(2), NONE, Some(4)], 1..4, Some((1, 4)));
        check(&[Some(0), NONE, Some(9), Some(10), Some(11)], 1..4, Some((9, 11)));
    }
}
