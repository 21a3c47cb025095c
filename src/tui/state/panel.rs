//! The facts panel: which facts it shows, in which order, and which is selected.
//!
//! Facts that say the same (a day named three times) stand as one entry with all their passages. It
//! must not know how an entry is worded or drawn.

use std::collections::{BTreeSet, HashMap};

use crate::fact::{Amount, FactId, FactKind, FactSet, FactValue, QuantityKind};
use crate::text::{TextRange, TextSize};
use crate::tui::state::list::ListState;

/// The facts of one document, arranged.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    /// The selected row and the first one shown.
    pub list: ListState,
    entries: Vec<Entry>,
    /// Every passage with its entry, by its start, then shortest first.
    passages: Vec<(TextRange, usize)>,
    /// The longest passage, which bounds the search backwards.
    longest: TextSize,
    rows: Vec<PanelRow>,
    folded: BTreeSet<FactKind>,
    expanded: BTreeSet<usize>,
}

/// Facts that say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The kind under which it stands.
    pub kind: FactKind,
    /// The facts, by place; never empty.
    pub facts: Vec<FactId>,
    /// Every passage that says it, in order.
    pub passages: Vec<TextRange>,
}

/// One row of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelRow {
    /// The heading of a kind with the number of its entries.
    Section(FactKind, usize),
    /// An entry.
    Entry(usize),
    /// One passage of an expanded entry.
    Passage(usize, usize),
}

impl Panel {
    /// Arranges the facts: by kind, names by how often they stand in the text, all else by place.
    pub fn new(facts: &FactSet) -> Self {
        let entries = arrange(facts);
        let of_entry = |(index, entry): (usize, &Entry)| {
            entry.passages.iter().map(move |passage| (*passage, index)).collect::<Vec<_>>()
        };
        let mut passages: Vec<_> = entries.iter().enumerate().flat_map(of_entry).collect();
        passages.sort_unstable_by_key(|(range, entry)| (range.start(), range.len(), *entry));
        let longest = passages.iter().map(|(range, _)| range.len()).max().unwrap_or_default();
        let mut panel = Self { entries, passages, longest, ..Self::default() };
        panel.rebuild();
        panel
    }

    /// Returns the rows in order.
    pub fn rows(&self) -> &[PanelRow] {
        &self.rows
    }

    /// Returns an entry.
    pub fn entry(&self, index: usize) -> Option<&Entry> {
        self.entries.get(index)
    }

    /// Returns how many entries there are.
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Tells whether there are no entries.
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Tells whether the entries of a kind are hidden.
    pub fn is_folded(&self, kind: FactKind) -> bool {
        self.folded.contains(&kind)
    }

    /// Tells whether the passages of an entry are shown.
    pub fn is_expanded(&self, entry: usize) -> bool {
        self.expanded.contains(&entry)
    }

    /// Returns the selected row.
    pub fn selected(&self) -> Option<PanelRow> {
        self.rows.get(self.list.selected()).copied()
    }

    /// Returns the passage that the selected row shows first, and its entry.
    pub fn selected_passage(&self) -> Option<(usize, TextRange)> {
        let (entry, passage) = match self.selected()? {
            PanelRow::Section(..) => return None,
            PanelRow::Entry(entry) => (entry, 0),
            PanelRow::Passage(entry, passage) => (entry, passage),
        };
        Some((entry, *self.entries.get(entry)?.passages.get(passage)?))
    }

    /// Returns the first row whose entry has a passage that shares a character with `range`.
    pub fn first_row_in(&self, range: TextRange) -> Option<usize> {
        let entries = self.entries_in(range);
        if entries.is_empty() {
            return None;
        }
        self.rows.iter().position(|row| match row {
            PanelRow::Entry(entry) => entries.contains(entry),
            _ => false,
        })
    }

    /// Tells whether an entry has a passage that shares a character with `range`.
    pub fn entry_in(&self, entry: usize, range: TextRange) -> bool {
        self.entries.get(entry).is_some_and(|entry| {
            let next = entry.passages.partition_point(|passage| passage.start() < range.end());
            let near = entry.passages.get(..next).unwrap_or_default();
            near.iter().rev().take(8).any(|passage| passage.end() > range.start())
        })
    }

    /// Returns how many entries have a passage that shares a character with `range`.
    pub fn count_in(&self, range: TextRange) -> usize {
        self.entries_in(range).len()
    }

    /// Returns the nearest passage of any entry that starts after `at`, or before it.
    pub fn passage_from(&self, at: TextSize, direction: Direction) -> Option<(usize, TextRange)> {
        let found = match direction {
            Direction::Forward => {
                let next = self.passages.partition_point(|(passage, _)| passage.start() <= at);
                self.passages.get(next)?
            }
            Direction::Back => {
                let end = self.passages.partition_point(|(passage, _)| passage.start() < at);
                let start = self.passages.get(end.checked_sub(1)?)?.0.start();
                let first = self.passages.partition_point(|(passage, _)| passage.start() < start);
                let shortest = self.passages.get(first)?.0;
                let same = self.passages.iter().skip(first);
                same.take_while(|(passage, _)| *passage == shortest).last()?
            }
        };
        Some((found.1, found.0))
    }

    /// Returns the entries that have a passage that shares a character with `range`, in order.
    fn entries_in(&self, range: TextRange) -> Vec<usize> {
        let earliest = range.start().checked_sub(self.longest).unwrap_or_default();
        let first = self.passages.partition_point(|(passage, _)| passage.start() < earliest);
        let near = self.passages.iter().skip(first);
        let mut entries: Vec<_> = near
            .take_while(|(passage, _)| passage.start() < range.end())
            .filter(|(passage, _)| passage.end() > range.start())
            .map(|(_, entry)| *entry)
            .collect();
        entries.sort_unstable();
        entries.dedup();
        entries
    }

    /// Selects the row of an entry, unfolding its kind.
    pub fn select_entry(&mut self, entry: usize, height: u16) {
        if let Some(kind) = self.entries.get(entry).map(|entry| entry.kind) {
            self.folded.remove(&kind);
            self.rebuild();
        }
        if let Some(row) = self.rows.iter().position(|row| *row == PanelRow::Entry(entry)) {
            self.list.select(row, self.rows.len(), height);
        }
    }

    /// Opens what is selected: unfolds a kind, shows every passage of an entry.
    pub fn unfold(&mut self, height: u16) {
        match self.selected() {
            Some(PanelRow::Section(kind, _)) => {
                self.folded.remove(&kind);
            }
            Some(PanelRow::Entry(entry)) => {
                self.expanded.insert(entry);
            }
            Some(PanelRow::Passage(..)) | None => {}
        }
        self.refresh(height);
    }

    /// Closes what is selected: the passages of an entry, else the kind it stands under.
    pub fn fold(&mut self, height: u16) {
        let goal = match self.selected() {
            Some(PanelRow::Passage(entry, _)) => {
                self.expanded.remove(&entry);
                PanelRow::Entry(entry)
            }
            Some(PanelRow::Entry(entry)) if self.expanded.remove(&entry) => PanelRow::Entry(entry),
            Some(PanelRow::Entry(entry)) => {
                let Some(kind) = self.entries.get(entry).map(|entry| entry.kind) else { return };
                self.folded.insert(kind);
                PanelRow::Section(kind, 0)
            }
            Some(PanelRow::Section(kind, _)) => {
                self.folded.insert(kind);
                PanelRow::Section(kind, 0)
            }
            None => return,
        };
        self.rebuild();
        let row = self.rows.iter().position(|row| match (row, goal) {
            (PanelRow::Section(kind, _), PanelRow::Section(wanted, _)) => *kind == wanted,
            _ => *row == goal,
        });
        self.list.select(row.unwrap_or_default(), self.rows.len(), height);
    }

    /// Folds every kind, or none.
    pub fn fold_all(&mut self, folded: Folded, height: u16) {
        self.folded = match folded {
            Folded::All => FactKind::ALL.into_iter().collect(),
            Folded::None => BTreeSet::new(),
        };
        self.expanded.clear();
        self.refresh(height);
    }

    fn refresh(&mut self, height: u16) {
        self.rebuild();
        self.list.select(self.list.selected(), self.rows.len(), height);
    }

    fn rebuild(&mut self) {
        self.rows.clear();
        for kind in FactKind::ALL {
            let of_kind = |entry: &&(usize, &Entry)| entry.1.kind == kind;
            let entries: Vec<_> = self.entries.iter().enumerate().filter(|e| of_kind(&e)).collect();
            if entries.is_empty() {
                continue;
            }
            self.rows.push(PanelRow::Section(kind, entries.len()));
            if self.folded.contains(&kind) {
                continue;
            }
            for (index, entry) in entries {
                self.rows.push(PanelRow::Entry(index));
                if self.expanded.contains(&index) {
                    let passages = (0..entry.passages.len()).map(|at| PanelRow::Passage(index, at));
                    self.rows.extend(passages);
                }
            }
        }
    }
}

/// Which way to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the end.
    Forward,
    /// Towards the start.
    Back,
}

/// How much of the panel is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folded {
    /// Every kind.
    All,
    /// No kind.
    None,
}

fn arrange(facts: &FactSet) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut same: HashMap<Value<'_>, usize> = HashMap::new();
    for (id, fact) in facts.iter() {
        let value = Value::of(&fact.value);
        if let Some(index) = value.as_ref().and_then(|value| same.get(value)) {
            let entry = &mut entries[*index];
            entry.facts.push(id);
            entry.passages.extend_from_slice(fact.passages());
            continue;
        }
        if let Some(value) = value {
            same.insert(value, entries.len());
        }
        let passages = fact.passages().to_vec();
        entries.push(Entry { kind: fact.kind(), facts: vec![id], passages });
    }
    entries.sort_by_key(|entry| {
        let named = matches!(entry.kind, FactKind::Who | FactKind::Where);
        let often = if named { entry.passages.len() } else { 0 };
        (entry.kind, std::cmp::Reverse(often), entry.passages.first().map(|range| range.start()))
    });
    entries
}

/// What makes two facts the same entry, for the kinds in which values repeat.
#[derive(PartialEq, Eq, Hash)]
enum Value<'f> {
    Time(&'f str),
    /// The numbers by their bits.
    Quantity(QuantityKind, u64, Option<u64>, Option<&'f str>),
}

impl<'f> Value<'f> {
    fn of(value: &'f FactValue) -> Option<Self> {
        match value {
            FactValue::Time(time) => Some(Self::Time(&time.value)),
            FactValue::Quantity(quantity) => {
                let (from, to) = match quantity.amount {
                    Amount::Exact(number) => (number, None),
                    Amount::Between(from, to) => (from, Some(to.to_bits())),
                };
                let unit = quantity.unit.as_deref();
                Some(Self::Quantity(quantity.kind, from.to_bits(), to, unit))
            }
            _ => None,
        }
    }
}
