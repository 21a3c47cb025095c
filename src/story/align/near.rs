//! Nearness across articles, and the chance by which it comes.
//!
//! How near two units must be to say the same is no constant. In a story everything is somewhat alike, and the
//! more units an article has, the nearer the nearest of them is by chance. So every story has a null: how
//! near its units are to the lower part of the units of other articles, which surely say something
//! else, and how near sentences on two events of one kind are. The nearest of `n` units that say something else is
//! about `ln n` times as near as that; what goes beyond stands out. Which units of an article come first
//! plays no part.

use crate::story::article::ArticleIndex;

/// Below which share of all units of other articles the null is read.
const LOWER_PART: Share = (3, 10);
/// The middle of all.
const MIDDLE: Share = (1, 2);
/// How near sentences are by chance that are on two events of one kind: part of every null.
const LEAST_NULL: f32 = 0.1;
/// How many times the null, for each step of the logarithm, two units must be near.
const STANDING_OUT: f32 = 0.37;
/// The number of units at which the logarithm begins to count.
const FIRST_STEP: f32 = 0.3;
/// The most units of one article that are remembered for one unit.
const MOST_NEAR: usize = 12;
/// What is less strong than this is not remembered.
const LEAST_STRENGTH: f32 = 0.35;

/// So many of so many.
type Share = (usize, usize);

/// A unit near another, of another article.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Near {
    /// Whose neighbour it is.
    pub(crate) from: usize,
    /// The neighbour.
    pub(crate) to: usize,
    /// How near, from 0 to 1.
    pub(crate) nearness: f32,
    /// How near in relation to what chance would give: 1 is just more.
    pub(crate) strength: f32,
}

/// Units of all articles, which stand by article, with their neighbours.
#[derive(Debug)]
pub(crate) struct Neighbours {
    /// Where the units of each article begin, and the end.
    starts: Vec<usize>,
    /// How near the lower part of all is to each unit that was looked from.
    lower: Vec<f32>,
    near: Vec<Near>,
    sorter: Sorter,
}

impl Neighbours {
    /// Makes the neighbours of no unit yet; the articles of all units are given in order.
    pub(crate) fn new(units: impl Iterator<Item = ArticleIndex>, articles: usize) -> Self {
        let mut starts = vec![0; articles + 1];
        for article in units {
            if let Some(start) = starts.get_mut(article.index() + 1) {
                *start += 1;
            }
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Self { starts, lower: Vec::new(), near: Vec::new(), sorter: Sorter::default() }
    }

    /// Adds the next unit, given how near it is to every unit, and which of them its own words speak for.
    pub(crate) fn add(&mut self, nearness: &[f32], speaks: impl Fn(usize) -> bool) {
        let unit = self.lower.len();
        let own = self.article_of(unit);
        for article in (0..self.starts.len() - 1).filter(|article| *article != own) {
            let units = self.starts[article]..self.starts[article + 1];
            let start = units.start;
            let Some(nearness) = nearness.get(units) else { continue };
            self.remember(unit, start, nearness, self.steps(own, article), &speaks);
        }
        let [before, behind] = [0..self.starts[own], self.starts[own + 1]..nearness.len()]
            .map(|units| nearness.get(units).unwrap_or_default());
        self.lower.push(self.sorter.lower_part([before, behind], LOWER_PART));
    }

    /// Remembers the nearest units of one article; their strength so far counts the least null only.
    fn remember(
        &mut self,
        unit: usize,
        start: usize,
        nearness: &[f32],
        steps: f32,
        speaks: impl Fn(usize) -> bool,
    ) {
        let first = self.near.len();
        let chance = STANDING_OUT * LEAST_NULL * steps;
        let least = chance * LEAST_STRENGTH;
        for (to, nearness) in (start..).zip(nearness).filter(|(_, nearness)| **nearness >= least) {
            if speaks(to) {
                let strength = *nearness / chance;
                self.near.push(Near { from: unit, to, nearness: *nearness, strength });
            }
        }
        let of_article = &mut self.near[first..];
        of_article.sort_unstable_by(|a, b| b.nearness.total_cmp(&a.nearness).then(a.to.cmp(&b.to)));
        self.near.truncate(self.near.len().min(first + MOST_NEAR));
    }

    /// Returns all neighbours by where they are looked from, the nearest of an article first.
    pub(crate) fn finish(mut self) -> Vec<Near> {
        let lower = self.sorter.lower_part([&self.lower, &[]], MIDDLE);
        for near in &mut self.near {
            near.strength *= LEAST_NULL / (LEAST_NULL + lower);
        }
        self.near
    }

    /// Returns how often the null the nearest of the larger article's units is by chance.
    fn steps(&self, one: usize, other: usize) -> f32 {
        let size = |article: usize| self.starts[article + 1] - self.starts[article];
        (size(one).max(size(other)).max(1) as f32 / FIRST_STEP).ln()
    }

    fn article_of(&self, unit: usize) -> usize {
        self.starts.partition_point(|start| *start <= unit).saturating_sub(1)
    }
}

/// Finds values by their rank among many from 0 on to below 2, without putting all in order: they are counted by
/// their first bits, which are in the same order, and only those that share these with the one that is looked for
/// are sorted.
#[derive(Debug, Default)]
struct Sorter {
    counts: Vec<u32>,
    alike: Vec<f32>,
}

impl Sorter {
    /// Returns the value below which a share of all lies, 0 if there are none.
    fn lower_part(&mut self, all: [&[f32]; 2], (part, whole): Share) -> f32 {
        let rank = all.map(<[f32]>::len).iter().sum::<usize>() * part / whole;
        self.counts.clear();
        self.counts.resize(first_bits(2.0), 0);
        for value in all.into_iter().flatten() {
            self.counts[first_bits(*value)] += 1;
        }
        let (mut bits, mut left) = (0, rank);
        for count in &self.counts {
            let Some(rest) = left.checked_sub(*count as usize) else { break };
            (bits, left) = (bits + 1, rest);
        }
        if bits == 0 {
            // In a large story most units share nothing, and then nothing need be put in order.
            return 0.0;
        }
        self.alike.clear();
        let alike = all.into_iter().flatten().filter(|value| first_bits(**value) == bits);
        self.alike.extend(alike);
        if left >= self.alike.len() {
            return 0.0;
        }
        *self.alike.select_nth_unstable_by(left, f32::total_cmp).1
    }
}

/// Returns the exponent and the first bits behind it.
const fn first_bits(value: f32) -> usize {
    (value.to_bits() >> 20) as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Share, Sorter};

    fn by_sorting(all: &[f32], (part, whole): Share) -> f32 {
        let mut sorted = all.to_vec();
        sorted.sort_by(f32::total_cmp);
        sorted.get(all.len() * part / whole).copied().unwrap_or(0.0)
    }

    proptest! {
        #[test]
        fn a_value_has_the_rank_that_sorting_gives(
            values in prop::collection::vec(prop_oneof![Just(0.0), 0.0..1.3_f32, Just(0.1)], 0..200),
            cut in 0..200_usize,
            part in 0..10_usize,
        ) {
            let (one, other) = values.split_at(cut.min(values.len()));
            let found = Sorter::default().lower_part([one, other], (part, 10));
            prop_assert_eq!(found.to_bits(), by_sorting(&values, (part, 10)).to_bits());
        }
    }
}
