//! The facts panel: which facts it shows, in which order, and which is selected.
//!
//! Facts that say the same (a day named three times) stand as one entry with all their passages. It
//! must not know how an entry is worded or drawn.

use std::collections::{BTreeMap, BTreeSet};

use crate::fact::{FactId, FactKind, FactSet, FactValue};
use crate::text::{TextRange, TextSize};
use crate::tui::state::list::ListState;

/// The facts of one document, arranged.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    /// The selected row and the first one shown.
    pub list: ListState,
    entries: Vec<Entry>,
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
        let mut panel = Self { entries: arrange(facts), ..Self::default() };
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
        self.rows.iter().position(|row| match row {
            PanelRow::Entry(entry) => self.entry_in(*entry, range),
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
        (0..self.entries.len()).filter(|entry| self.entry_in(*entry, range)).count()
    }

    /// Returns the start of the nearest passage of any entry after `at`, or before it.
    pub fn passage_from(&self, at: TextSize, direction: Direction) -> Option<(usize, TextRange)> {
        let all =
            self.entries.iter().enumerate().flat_map(|(index, entry)| {
                entry.passages.iter().map(move |passage| (index, *passage))
            });
        match direction {
            Direction::Forward => all
                .filter(|(_, passage)| passage.start() > at)
                .min_by_key(|(_, passage)| (passage.start(), passage.len())),
            Direction::Back => all
                .filter(|(_, passage)| passage.start() < at)
                .max_by_key(|(_, passage)| (passage.start(), std::cmp::Reverse(passage.len()))),
        }
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
    let mut same: BTreeMap<(FactKind, String), usize> = BTreeMap::new();
    for (id, fact) in facts.iter() {
        let kind = fact.kind();
        let known = same_value(&fact.value).map(|value| (kind, value));
        if let Some(index) = known.as_ref().and_then(|key| same.get(key)) {
            let entry = &mut entries[*index];
            entry.facts.push(id);
            entry.passages.extend_from_slice(fact.passages());
            continue;
        }
        if let Some(key) = known {
            same.insert(key, entries.len());
        }
        entries.push(Entry { kind, facts: vec![id], passages: fact.passages().to_vec() });
    }
    entries.sort_by_key(|entry| {
        let named = matches!(entry.kind, FactKind::Who | FactKind::Where);
        let often = if named { entry.passages.len() } else { 0 };
        (entry.kind, std::cmp::Reverse(often), entry.passages.first().map(|range| range.start()))
    });
    entries
}

/// Returns what makes two facts the same entry, for the kinds in which values repeat.
fn same_value(value: &FactValue) -> Option<String> {
    match value {
        FactValue::Time(time) => Some(time.value.clone()),
        FactValue::Quantity(quantity) => {
            Some(format!("{:?} {:?} {:?}", quantity.kind, quantity.amount, quantity.unit))
        }
        _ => None,
    }
}
