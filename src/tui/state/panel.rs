//! The facts panel: which facts it shows, in which order, and which is selected.
//!
//! Facts that say the same (a day named three times) stand as one entry with all their passages. It
//! must not know how an entry is worded or drawn.

pub mod entry;
pub mod filter;
mod passages;
mod short;

use std::collections::BTreeSet;

use crate::fact::{FactId, FactKind};
use crate::text::{TextRange, TextSize};
use crate::tui::state::list::ListState;
use crate::tui::state::panel::passages::Passages;

pub use entry::{Entry, Order, arrange};
pub use filter::{Filter, Narrowing};
pub use passages::Direction;

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
    /// Every passage of the entries that the filters leave.
    passages: Passages,
    rows: Vec<PanelRow>,
    folded: BTreeSet<FactKind>,
    /// The kinds of which all entries are shown, however many they are.
    whole: BTreeSet<FactKind>,
    /// The entries that long sections leave out.
    left_out: BTreeSet<usize>,
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
    /// How many more entries a long section has than are shown.
    More(FactKind, usize),
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
            PanelRow::Section(..) | PanelRow::More(..) => None,
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
            PanelRow::Section(..) | PanelRow::More(..) => return None,
            PanelRow::Entry(entry) => (entry, 0),
            PanelRow::Passage(entry, passage) => (entry, passage),
        };
        Some((entry, *self.entries.get(entry)?.passages.get(passage)?))
    }

    /// Returns the first row whose entry has a passage that shares a character with `range`, or that stands
    /// for such an entry.
    pub fn first_row_in(&self, range: TextRange) -> Option<usize> {
        let entries = self.passages.entries_in(range);
        if entries.is_empty() {
            return None;
        }
        self.rows.iter().position(|row| match row {
            PanelRow::Entry(entry) => entries.contains(entry),
            PanelRow::More(kind, _) => self.leaves_out(*kind, &entries),
            _ => false,
        })
    }

    /// Returns the first entry that has a passage that shares a character with `range`.
    pub fn first_entry_in(&self, range: TextRange) -> Option<usize> {
        self.passages.entries_in(range).first().copied()
    }

    /// Tells whether a long section leaves out an entry that has a passage that shares a character with
    /// `range`.
    pub fn leaves_out_in(&self, kind: FactKind, range: TextRange) -> bool {
        self.leaves_out(kind, &self.passages.entries_in(range))
    }

    fn leaves_out(&self, kind: FactKind, entries: &[usize]) -> bool {
        let of_kind = |entry: &usize| self.entries.get(*entry).is_some_and(|it| it.kind == kind);
        entries.iter().any(|entry| self.left_out.contains(entry) && of_kind(entry))
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
        self.passages.entries_in(range).len()
    }

    /// Returns the nearest passage of any entry that starts after `at`, or before it.
    pub fn passage_from(&self, at: TextSize, direction: Direction) -> Option<(usize, TextRange)> {
        self.passages.from(at, direction)
    }

    /// Selects the row of an entry, unfolding its kind, all of it if need be.
    pub fn select_entry(&mut self, entry: usize, height: u16) {
        if let Some(kind) = self.entries.get(entry).map(|entry| entry.kind) {
            if self.folded.remove(&kind) {
                self.rebuild();
            }
            if self.left_out.contains(&entry) {
                self.whole.insert(kind);
                self.rebuild();
            }
        }
        if let Some(row) = self.rows.iter().position(|row| *row == PanelRow::Entry(entry)) {
            self.list.select(row, self.rows.len(), height);
        }
    }

    /// Opens what is selected: unfolds a kind, shows all of a long section, shows every passage of an entry.
    pub fn unfold(&mut self, height: u16) {
        match self.selected() {
            Some(PanelRow::Section(kind, _)) => {
                self.folded.remove(&kind);
            }
            Some(PanelRow::More(kind, _)) => {
                self.whole.insert(kind);
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
                self.fold_kind(kind)
            }
            Some(PanelRow::Section(kind, _) | PanelRow::More(kind, _)) => self.fold_kind(kind),
            None => return,
        };
        self.rebuild();
        let row = self.rows.iter().position(|row| match (row, goal) {
            (PanelRow::Section(kind, _), PanelRow::Section(wanted, _)) => *kind == wanted,
            _ => *row == goal,
        });
        self.list.select(row.unwrap_or_default(), self.rows.len(), height);
    }

    /// Folds a kind, which is short again when it is unfolded; returns its heading.
    fn fold_kind(&mut self, kind: FactKind) -> PanelRow {
        self.folded.insert(kind);
        self.whole.remove(&kind);
        PanelRow::Section(kind, 0)
    }

    /// Folds every kind, or none and shows all of them.
    pub fn fold_all(&mut self, folded: Folded, height: u16) {
        let (all, none) = (FactKind::ALL.into_iter().collect(), BTreeSet::new());
        (self.folded, self.whole) = match folded {
            Folded::All => (all, none),
            Folded::None => (none, all),
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
        self.passages = Passages::new(shown.flat_map(of_entry).collect());
        self.rebuild();
    }

    /// Lays out the rows; entries of a kind stand together, and of a long section the most important.
    fn rebuild(&mut self) {
        let (mut rows, mut left_out) = (Vec::new(), BTreeSet::new());
        let shown: Vec<_> =
            (0..).zip(&self.entries).filter(|(_, entry)| self.shows(entry)).collect();
        for section in shown.chunk_by(|(_, one), (_, other)| one.kind == other.kind) {
            let Some(kind) = section.first().map(|(_, entry)| entry.kind) else { continue };
            rows.push(PanelRow::Section(kind, section.len()));
            if self.is_folded(kind) {
                continue;
            }
            let is_short = self.shows_all() && !self.whole.contains(&kind);
            let rest = if is_short { short::left_out(section) } else { BTreeSet::new() };
            for (index, entry) in section.iter().filter(|(index, _)| !rest.contains(index)) {
                rows.push(PanelRow::Entry(*index));
                if self.is_expanded(*index) {
                    let passages =
                        (0..entry.passages.len()).map(|at| PanelRow::Passage(*index, at));
                    rows.extend(passages);
                }
            }
            if !rest.is_empty() {
                rows.push(PanelRow::More(kind, rest.len()));
                left_out.extend(rest);
            }
        }
        self.rows = rows;
        self.left_out = left_out;
    }
}

/// How much of the panel is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folded {
    /// Every kind.
    All,
    /// No kind.
    None,
}
