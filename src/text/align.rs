//! Aligning two sequences: which items of one are which of the other, in order.
//!
//! What stands only once in both, three items at a time and then alone, is aligned first, for that is hardly ever
//! the same by chance; what lies between is compared item by item. The work is bounded: a few passes over both, and
//! a comparison that gives up finding the fewest changes before it becomes slow.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput, Interner};

/// Gaps that are shorter on either side are compared item by item at once.
const SHORT: usize = 24;

/// How often what stands once is looked for within the gaps.
const DEPTH: usize = 6;

/// Returns, for every item of a sequence, the place of the same item in another; places are in order.
pub fn aligned<T: Copy + Eq + Hash>(old: &[T], new: &[T]) -> Vec<Option<u32>> {
    let mut input: InternedInput<T> = InternedInput {
        before: Vec::new(),
        after: Vec::new(),
        interner: Interner::new(old.len() + new.len()),
    };
    input.update_before(old.iter().copied());
    input.update_after(new.iter().copied());
    let of = |tokens: &[imara_diff::Token]| tokens.iter().map(|token| token.0).collect();
    let mut work =
        Work { old: of(&input.before), new: of(&input.after), to: vec![None; old.len()] };
    work.align(0..old.len(), 0..new.len(), 0);
    work.to
}

struct Work {
    old: Vec<u32>,
    new: Vec<u32>,
    to: Vec<Option<u32>>,
}

impl Work {
    fn align(&mut self, old: Range<usize>, new: Range<usize>, depth: usize) {
        let (old, new) = self.without_ends(old, new);
        if old.is_empty() || new.is_empty() {
            return;
        }
        if old.len().min(new.len()) < SHORT || depth >= DEPTH {
            self.compare(old, new);
            return;
        }
        let three = |items: &[u32]| Some([*items.first()?, *items.get(1)?, *items.get(2)?]);
        let mut pairs = rising(&once(&self.old, &old, &self.new, &new, three));
        if pairs.is_empty() {
            pairs = rising(&once(&self.old, &old, &self.new, &new, |items| items.first().copied()));
        }
        if pairs.is_empty() {
            self.compare(old, new);
            return;
        }
        let (mut here, mut there) = (old.start, new.start);
        for (one, other) in pairs {
            self.align(here..one, there..other, depth + 1);
            self.meet(one, other);
            (here, there) = (one + 1, other + 1);
        }
        self.align(here..old.end, there..new.end, depth + 1);
    }

    /// Aligns what both start and end with, and returns the rest.
    fn without_ends(
        &mut self,
        mut old: Range<usize>,
        mut new: Range<usize>,
    ) -> (Range<usize>, Range<usize>) {
        while !old.is_empty() && !new.is_empty() && self.old[old.start] == self.new[new.start] {
            self.meet(old.start, new.start);
            old.start += 1;
            new.start += 1;
        }
        while !old.is_empty() && !new.is_empty() && self.old[old.end - 1] == self.new[new.end - 1] {
            old.end -= 1;
            new.end -= 1;
            self.meet(old.end, new.end);
        }
        (old, new)
    }

    fn meet(&mut self, old: usize, new: usize) {
        self.to[old] = u32::try_from(new).ok();
    }

    /// Compares a gap item by item.
    fn compare(&mut self, old: Range<usize>, new: Range<usize>) {
        let token = |number: &u32| *number;
        let mut input: InternedInput<u32> = InternedInput {
            before: Vec::new(),
            after: Vec::new(),
            interner: Interner::new(old.len() + new.len()),
        };
        input.update_before(self.old[old.clone()].iter().map(token));
        input.update_after(self.new[new.clone()].iter().map(token));
        let diff = Diff::compute(Algorithm::Myers, &input);
        let is = |marked: bool| !marked;
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let kept_old = (0..old.len()).filter(|at| is(diff.is_removed(number(*at))));
        let kept_new = (0..new.len()).filter(|at| is(diff.is_added(number(*at))));
        for (here, there) in kept_old.zip(kept_new) {
            self.meet(old.start + here, new.start + there);
        }
    }
}

/// Returns the places of what stands exactly once in both, in the order of the old.
fn once<K: Eq + Hash>(
    all_old: &[u32],
    old: &Range<usize>,
    all_new: &[u32],
    new: &Range<usize>,
    key: impl Fn(&[u32]) -> Option<K>,
) -> Vec<(usize, usize)> {
    let keys = |all: &[u32], range: &Range<usize>| -> HashMap<K, Option<usize>> {
        let mut found = HashMap::with_capacity(range.len());
        for at in range.clone() {
            let Some(key) = all.get(at..range.end).and_then(&key) else { continue };
            match found.entry(key) {
                Entry::Vacant(free) => {
                    free.insert(Some(at));
                }
                Entry::Occupied(mut twice) => {
                    twice.insert(None);
                }
            }
        }
        found
    };
    let new_places = keys(all_new, new);
    let mut pairs: Vec<_> = keys(all_old, old)
        .into_iter()
        .filter_map(|(key, place)| Some((place?, new_places.get(&key).copied().flatten()?)))
        .collect();
    pairs.sort_unstable();
    pairs
}

/// Returns the longest row of pairs that rise on both sides; they rise on the first already.
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The last pair of the best row of each length, and what precedes each pair.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, (_, place)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < *place);
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter).copied()));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut row = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        row.push(pairs[at]);
        next = before[at];
    }
    row.reverse();
    row
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::proptest;

    use super::aligned;

    #[test]
    fn rare_items_are_aligned_before_common_ones() {
        let old: Vec<char> =
            "a paragraph that moves on, then one of its own. end".chars().collect();
        let to = aligned(&old, &old);
        assert!((0..).zip(to).all(|(at, to)| to == Some(at)));
        assert_eq!(aligned(&[1, 2, 3], &[2, 3, 4]), [None, Some(0), Some(1)]);
        assert_eq!(aligned::<u8>(&[], &[1]), []);
    }

    proptest! {
        #[test]
        fn what_is_aligned_is_the_same_and_in_order(old in vec(0u8..6, 0..120), new in vec(0u8..6, 0..120)) {
            let mut last = None;
            for (item, to) in old.iter().zip(aligned(&old, &new)) {
                if let Some(to) = to {
                    assert_eq!(*item, new[to as usize]);
                    assert!(last < Some(to));
                    last = Some(to);
                }
            }
        }
    }
}
