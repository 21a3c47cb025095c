//! The facts panel: which facts it shows, in which order, and which is selected.
//!
//! Facts that say the same (a day named three times) stand as one entry with all their passages. It
//! must not know how an entry is worded or drawn.

pub mod entry;
pub mod filter;

use std::collections::BTreeSet;

use crate::fact::{FactId, FactKind};
use crate::text::{TextRange, TextSize};
use crate::tui::state::list::ListState;

pub use entry::{Entry, Order, arrange};
pub use filter::{Filter, Narrowing};

/// The facts of one document, arranged.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    /// The selected row and the first one shown.
    pub list: ListState,
    entries: Vec<Entry>,
    filter: Filter,
    narrowing: Option<Narrowing>,
    /// What each entry says, in lower case, while it is searched.
    words: Option<Vec<String>>,
    /// Every passage of an entry that the filters leave, by its start, then shortest first.
    passages: Vec<(TextRange, usize)>,
    /// The longest passage, which bounds the search backwards.
    longest: TextSize,
    rows: Vec<PanelRow>,
    folded: BTreeSet<FactKind>,
    /// The first facts of the entries whose passages are shown.
    expanded: BTreeSet<FactId>,
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
    /// Makes a panel of entries.
    pub fn new(entries: Vec<Entry>) -> Self {
        let mut panel = Self { entries, ..Self::default() };
        panel.sift();
        panel
    }

    /// Takes the entries arranged anew. What was selected stays so, or what comes in its place.
    pub fn rearrange(&mut self, entries: Vec<Entry>, height: u16) {
        let selected = self.selected_entry().and_then(|entry| entry.facts.first().copied());
        self.entries = entries;
        self.words = None;
        self.sift();
        let has = |row: &PanelRow| match row {
            PanelRow::Entry(index) => {
                let entry = self.entries.get(*index);
                entry.is_some_and(|entry| selected.is_some_and(|fact| entry.facts.contains(&fact)))
            }
            _ => false,
        };
        let row = self.rows.iter().position(has).unwrap_or(self.list.selected());
        self.list.select(row, self.rows.len(), height);
    }

    /// Returns which entries are shown.
    pub const fn filter(&self) -> Filter {
        self.filter
    }

    /// Returns what the entries are narrowed to.
    pub const fn narrowing(&self) -> Option<&Narrowing> {
        self.narrowing.as_ref()
    }

    /// Shows other entries, from the first on.
    pub fn set_filter(&mut self, filter: Filter, height: u16) {
        self.filter = filter;
        self.folded.clear();
        self.sift();
        self.select_first(height);
    }

    /// Narrows the entries to some, or to none; the first of them is selected.
    pub fn narrow(&mut self, narrowing: Option<Narrowing>, height: u16) {
        self.narrowing = narrowing;
        self.sift();
        self.select_first(height);
    }

    /// Returns what each entry says, if it is being searched.
    pub fn words(&self) -> Option<&[String]> {
        self.words.as_deref()
    }

    /// Keeps what each entry says while it is searched, or forgets it.
    pub fn set_words(&mut self, words: Option<Vec<String>>) {
        self.words = words;
    }

    /// Tells whether all that is not dismissed is shown.
    pub fn shows_all(&self) -> bool {
        self.filter == Filter::All && self.narrowing.is_none()
    }

    /// Returns how many entries a filter shows, if nothing narrows them.
    pub fn count(&self, filter: Filter) -> usize {
        self.entries.iter().filter(|entry| filter.shows(entry)).count()
    }

    /// Returns how many entries are shown.
    pub fn count_shown(&self) -> usize {
        self.entries.iter().filter(|entry| self.shows(entry)).count()
    }

    /// Returns all entries, shown or not, by their numbers.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns the entry that the selected row belongs to.
    pub fn selected_entry(&self) -> Option<&Entry> {
        match self.selected()? {
            PanelRow::Section(..) => None,
            PanelRow::Entry(entry) | PanelRow::Passage(entry, _) => self.entries.get(entry),
        }
    }

    /// Returns the rows in order.
    pub fn rows(&self) -> &[PanelRow] {
        &self.rows
    }

    /// Returns an entry.
    pub fn entry(&self, index: usize) -> Option<&Entry> {
        self.entries.get(index)
    }

    /// Tells whether the entries of a kind are hidden; what is narrowed shows all that is left.
    pub fn is_folded(&self, kind: FactKind) -> bool {
        self.narrowing.is_none() && self.folded.contains(&kind)
    }

    /// Tells whether the passages of an entry are shown.
    pub fn is_expanded(&self, entry: usize) -> bool {
        self.first_fact(entry).is_some_and(|fact| self.expanded.contains(&fact))
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
                self.expanded.extend(self.first_fact(entry));
            }
            Some(PanelRow::Passage(..)) | None => {}
        }
        self.refresh(height);
    }

    /// Closes what is selected: the passages of an entry, else the kind it stands under.
    pub fn fold(&mut self, height: u16) {
        let goal = match self.selected() {
            Some(PanelRow::Passage(entry, _)) => {
                self.contract(entry);
                PanelRow::Entry(entry)
            }
            Some(PanelRow::Entry(entry)) if self.contract(entry) => PanelRow::Entry(entry),
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

    /// Hides the passages of an entry; returns whether they were shown.
    fn contract(&mut self, entry: usize) -> bool {
        self.first_fact(entry).is_some_and(|fact| self.expanded.remove(&fact))
    }

    fn first_fact(&self, entry: usize) -> Option<FactId> {
        self.entries.get(entry)?.facts.first().copied()
    }

    fn select_first(&mut self, height: u16) {
        let first = self.rows.iter().position(|row| matches!(row, PanelRow::Entry(_)));
        self.list.select(0, self.rows.len(), height);
        self.list.select(first.unwrap_or_default(), self.rows.len(), height);
    }

    fn refresh(&mut self, height: u16) {
        self.rebuild();
        self.list.select(self.list.selected(), self.rows.len(), height);
    }

    fn shows(&self, entry: &Entry) -> bool {
        self.filter.shows(entry)
            && self.narrowing.as_ref().is_none_or(|narrowing| narrowing.shows(entry))
    }

    /// Takes up what the filters leave.
    fn sift(&mut self) {
        let shown = self.entries.iter().enumerate().filter(|(_, entry)| self.shows(entry));
        let of_entry = |(index, entry): (usize, &Entry)| {
            entry.passages.iter().map(move |passage| (*passage, index)).collect::<Vec<_>>()
        };
        let mut passages: Vec<_> = shown.flat_map(of_entry).collect();
        passages.sort_unstable_by_key(|(range, entry)| (range.start(), range.len(), *entry));
        self.longest = passages.iter().map(|(range, _)| range.len()).max().unwrap_or_default();
        self.passages = passages;
        self.rebuild();
    }

    /// Lays out the rows; entries of a kind stand together.
    fn rebuild(&mut self) {
        let mut rows = Vec::new();
        let shown: Vec<_> =
            (0..).zip(&self.entries).filter(|(_, entry)| self.shows(entry)).collect();
        for section in shown.chunk_by(|(_, one), (_, other)| one.kind == other.kind) {
            let Some(kind) = section.first().map(|(_, entry)| entry.kind) else { continue };
            rows.push(PanelRow::Section(kind, section.len()));
            if self.is_folded(kind) {
                continue;
            }
            for (index, entry) in section {
                rows.push(PanelRow::Entry(*index));
                if self.is_expanded(*index) {
                    let passages =
                        (0..entry.passages.len()).map(|at| PanelRow::Passage(*index, at));
                    rows.extend(passages);
                }
            }
        }
        self.rows = rows;
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
