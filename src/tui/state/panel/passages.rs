//! Passages of entries by their place, to find what stands somewhere and what comes next.

use crate::text::{TextRange, TextSize};

/// Passages with the numbers of their entries.
#[derive(Clone, Debug, Default)]
pub(super) struct Passages {
    /// By start, then shortest first.
    all: Vec<(TextRange, usize)>,
    /// The longest passage, which bounds the search backwards.
    longest: TextSize,
}

/// Which way to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the end.
    Forward,
    /// Towards the start.
    Back,
}

impl Passages {
    /// Sorts passages.
    pub(super) fn new(mut all: Vec<(TextRange, usize)>) -> Self {
        all.sort_unstable_by_key(|(range, entry)| (range.start(), range.len(), *entry));
        let longest = all.iter().map(|(range, _)| range.len()).max().unwrap_or_default();
        Self { all, longest }
    }

    /// Returns the nearest passage that starts after `at`, or before it, and its entry.
    pub(super) fn from(&self, at: TextSize, direction: Direction) -> Option<(usize, TextRange)> {
        let found = match direction {
            Direction::Forward => {
                let next = self.all.partition_point(|(passage, _)| passage.start() <= at);
                self.all.get(next)?
            }
            Direction::Back => {
                let end = self.all.partition_point(|(passage, _)| passage.start() < at);
                let start = self.all.get(end.checked_sub(1)?)?.0.start();
                let first = self.all.partition_point(|(passage, _)| passage.start() < start);
                let shortest = self.all.get(first)?.0;
                let same = self.all.iter().skip(first);
                same.take_while(|(passage, _)| *passage == shortest).last()?
            }
        };
        Some((found.1, found.0))
    }

    /// Returns the entries that have a passage that shares a character with `range`, in order.
    pub(super) fn entries_in(&self, range: TextRange) -> Vec<usize> {
        let earliest = range.start().checked_sub(self.longest).unwrap_or_default();
        let first = self.all.partition_point(|(passage, _)| passage.start() < earliest);
        let near = self.all.iter().skip(first);
        let mut entries: Vec<_> = near
            .take_while(|(passage, _)| passage.start() < range.end())
            .filter(|(passage, _)| passage.end() > range.start())
            .map(|(_, entry)| *entry)
            .collect();
        entries.sort_unstable();
        entries.dedup();
        entries
    }
}
