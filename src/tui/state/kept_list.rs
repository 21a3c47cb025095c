//! The bookmarks panel: a page of kept passages that grows at both ends as the selection nears them.
//!
//! It must not know how a passage is worded or drawn, nor where the pages come from.

use std::collections::BTreeSet;

use ratatui::layout::{Rect, Size};

use crate::bookmark::{Bookmark, BookmarkId, Edit};
use crate::library::{Edge, KeptCursor, KeptPage, KeptRow};
use crate::text::Safe;
use crate::tui::panes;
use crate::tui::state::kept_choice::Choice;
use crate::tui::state::kept_view::KeptView;
use crate::tui::state::list::ListState;

/// How many passages are asked for at a time.
pub const PAGE: usize = 100;

/// What a page of kept passages is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeptFor {
    /// It opens the panel.
    Opening(KeptView),
    /// It is shown from its first passage on, or from its last back.
    Anew(KeptView, End),
    /// It takes the place of the same passages, once all of them are read; the selected one stays so.
    Again,
    /// It follows what is there.
    Below,
    /// It stands before what is there.
    Above,
}

/// An end of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Its first row.
    First,
    /// Its last row.
    Last,
}

/// Kept passages.
#[derive(Clone, Debug)]
pub struct KeptList {
    /// The selected row and the first one shown.
    pub list: ListState,
    /// Which are shown, and how.
    pub view: KeptView,
    /// What was typed to narrow it that could not be shown.
    pub refused: Option<String>,
    passages: Vec<KeptRow>,
    /// Those that have been read again and are to take their place.
    gathered: Vec<KeptRow>,
    rows: Vec<PanelRow>,
    /// From where to read on, if there may be more, before the first and after the last.
    above: Option<KeptCursor>,
    below: Option<KeptCursor>,
    total: Option<u64>,
    remarks: Vec<Safe>,
    choice: Choice,
    /// Those whose evidence is shown.
    unfolded: BTreeSet<BookmarkId>,
}

/// One row of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelRow {
    /// A kept passage.
    Passage(usize),
    /// A passage that a kept fact rests on.
    Evidence(usize, usize),
}

/// Returns how many rows of the panel a screen shows.
pub fn rows_shown(size: Size) -> u16 {
    let inner = Rect::new(0, 0, 1, size.height.saturating_sub(3));
    panes::list_and_words(inner).0.height.max(1)
}

impl KeptList {
    /// Makes the panel of a first page, which starts or ends the list.
    pub fn new(view: KeptView, page: KeptPage, end: End, height: u16) -> Self {
        let (above, below) = match end {
            End::First => (None, page.next),
            End::Last => (page.next, None),
        };
        let mut panel = Self {
            list: ListState::default(),
            view,
            refused: None,
            passages: page.rows,
            gathered: Vec::new(),
            rows: Vec::new(),
            above,
            below,
            total: page.total,
            remarks: page.remarks.iter().map(|remark| Safe::new(remark)).collect(),
            choice: Choice::default(),
            unfolded: BTreeSet::new(),
        };
        panel.arrange();
        let row = if end == End::Last { panel.rows.len() } else { 0 };
        panel.list.select(row, panel.rows.len(), height);
        panel
    }

    /// Starts to read the same passages again; returns from where, and how many.
    pub fn read_again(&mut self) -> (Edge, usize) {
        self.gathered.clear();
        let edge = if self.above.is_some() { Edge::Last } else { Edge::First };
        (edge, self.passages.len().max(PAGE))
    }

    /// Takes some of the same passages as they are now. Returns from where to read on, and how many, as long as fewer
    /// have come than were there, or the selected one or one of those chosen has not; until then nothing changes.
    pub fn again(&mut self, page: KeptPage, height: u16) -> Option<(Edge, usize)> {
        let new = unknown(&self.gathered, page.rows);
        if self.above.is_some() {
            self.gathered.splice(0..0, new);
        } else {
            self.gathered.extend(new);
        }
        if let Some(next) = page.next.clone().filter(|_| !self.has_gathered_all()) {
            let edge = if self.above.is_some() { Edge::Before } else { Edge::After };
            return Some((edge(next), self.gathered.len().max(PAGE)));
        }
        if self.above.is_some() {
            self.above = page.next;
        } else {
            self.below = page.next;
        }
        self.total = page.total;
        self.remarks = page.remarks.iter().map(|remark| Safe::new(remark)).collect();
        let there = ids(&self.gathered);
        let from_selected = self.passages.iter().skip(self.selected_place().unwrap_or_default());
        let stays = from_selected.map(|kept| kept.bookmark.id).find(|id| there.contains(id));
        self.passages = std::mem::take(&mut self.gathered);
        self.arrange();
        let row = stays.and_then(|id| self.row_of(id)).unwrap_or(self.list.selected());
        self.list.select(row, self.rows.len(), height);
        None
    }

    /// Tells whether as many passages were read again as were there, among them the selected one and those chosen.
    fn has_gathered_all(&self) -> bool {
        let there = ids(&self.gathered);
        self.gathered.len() >= self.passages.len()
            && self.chosen().iter().chain(&self.selected_id()).all(|id| there.contains(id))
    }

    /// Takes the passages after the last.
    pub fn extend_below(&mut self, page: KeptPage) {
        self.below = page.next;
        let new = unknown(&self.passages, page.rows);
        self.passages.extend(new);
        self.arrange();
    }

    /// Takes the passages before the first.
    pub fn extend_above(&mut self, page: KeptPage, height: u16) {
        self.above = page.next;
        let selected = self.selected_id();
        let new = unknown(&self.passages, page.rows);
        self.passages.splice(0..0, new);
        self.arrange();
        if let Some(row) = selected.and_then(|id| self.row_of(id)) {
            self.list.follow(row, self.rows.len(), height);
        }
    }

    /// Returns the edge from which more passages are wanted soon, and what they are for.
    pub fn wants(&self, height: u16) -> Option<(Edge, KeptFor)> {
        let near = 2 * usize::from(height);
        if let Some(last) = &self.below
            && self.list.selected() + near >= self.rows.len()
        {
            return Some((Edge::After(last.clone()), KeptFor::Below));
        }
        let first = self.above.as_ref().filter(|_| self.list.selected() < near)?;
        Some((Edge::Before(first.clone()), KeptFor::Above))
    }

    /// Returns what of what was typed was not understood.
    pub fn remarks(&self) -> &[Safe] {
        &self.remarks
    }

    /// Tells whether an end of the list is not there.
    pub const fn lacks(&self, end: End) -> bool {
        match end {
            End::First => self.above.is_some(),
            End::Last => self.below.is_some(),
        }
    }

    /// Returns the rows in order.
    pub fn rows(&self) -> &[PanelRow] {
        &self.rows
    }

    /// Returns a kept passage.
    pub fn passage(&self, index: usize) -> Option<&KeptRow> {
        self.passages.get(index)
    }

    /// Returns the kept passages that are there.
    pub fn passages(&self) -> &[KeptRow] {
        &self.passages
    }

    /// Returns the kept passage of the selected row.
    pub fn selected(&self) -> Option<&KeptRow> {
        self.passages.get(self.selected_place()?)
    }

    fn selected_id(&self) -> Option<BookmarkId> {
        self.selected().map(|kept| kept.bookmark.id)
    }

    fn selected_place(&self) -> Option<usize> {
        match self.rows.get(self.list.selected())? {
            PanelRow::Passage(index) | PanelRow::Evidence(index, _) => Some(*index),
        }
    }

    /// Returns how many there are in all; `None` with how many are known where that is all that is known.
    pub const fn count(&self) -> (usize, Option<u64>) {
        let known = self.passages.len();
        match self.total {
            Some(total) => (known, Some(total)),
            None if self.above.is_some() || self.below.is_some() => (known, None),
            None => (known, Some(known as u64)),
        }
    }

    /// Tells whether a passage is one of those chosen.
    pub fn is_chosen(&self, index: usize) -> bool {
        let selected = self.selected_place().unwrap_or_default();
        self.passages
            .get(index)
            .is_some_and(|kept| self.choice.has(kept.bookmark.id, index, selected))
    }

    /// Returns how many are chosen; `None` if none was.
    pub fn count_chosen(&self) -> Option<usize> {
        (!self.choice.is_empty()).then(|| self.those_chosen().count())
    }

    /// Returns those chosen in order, else the selected one; none if what was chosen is not there any more.
    pub fn chosen(&self) -> Vec<BookmarkId> {
        if self.choice.is_empty() {
            return self.selected_id().into_iter().collect();
        }
        self.those_chosen().collect()
    }

    fn those_chosen(&self) -> impl Iterator<Item = BookmarkId> {
        let selected = self.selected_place().unwrap_or_default();
        let ids = self.passages.iter().map(|kept| kept.bookmark.id).enumerate();
        let chosen = ids.filter(move |(index, id)| self.choice.has(*id, *index, selected));
        chosen.map(|(_, id)| id)
    }

    /// Chooses the selected passage, or chooses it no longer.
    pub fn toggle(&mut self) {
        if let Some(id) = self.selected_id() {
            self.choice.toggle(id);
        }
    }

    /// Starts to choose a stretch, or ends it.
    pub fn toggle_stretch(&mut self) {
        if self.choice.is_stretching() {
            let stretched = self.chosen();
            self.choice.end(stretched);
        } else if let (Some(id), Some(at)) = (self.selected_id(), self.selected_place()) {
            self.choice.start(id, at);
        }
    }

    /// Chooses none; returns whether any was chosen.
    pub fn choose_none(&mut self) -> bool {
        !std::mem::take(&mut self.choice).is_empty()
    }

    /// Changes some passages as the library does, until it is asked again.
    pub fn edit(&mut self, ids: &[BookmarkId], edits: &[Edit]) {
        let ids: BTreeSet<_> = ids.iter().collect();
        for kept in self.passages.iter_mut().filter(|kept| ids.contains(&kept.bookmark.id)) {
            for edit in edits {
                edit.apply(&mut kept.bookmark);
            }
        }
    }

    /// Takes some passages out.
    pub fn remove(&mut self, ids: &[BookmarkId], height: u16) {
        let ids: BTreeSet<_> = ids.iter().collect();
        let before = self.passages.len();
        self.passages.retain(|kept| !ids.contains(&kept.bookmark.id));
        let gone = before - self.passages.len();
        self.total = self.total.map(|total| total.saturating_sub(gone as u64));
        self.choose_none();
        self.arrange();
        self.list.select(self.list.selected(), self.rows.len(), height);
    }

    /// Shows or hides what the selected fact rests on; returns whether it is one.
    pub fn unfold(&mut self, shown: Option<bool>, height: u16) -> bool {
        let Some(bookmark) = self.selected().map(|kept| &kept.bookmark) else { return false };
        if bookmark.fact.is_none() {
            return false;
        }
        let id = bookmark.id;
        if shown.unwrap_or(!self.unfolded.contains(&id)) {
            self.unfolded.insert(id);
        } else {
            self.unfolded.remove(&id);
        }
        self.arrange();
        let row = self.row_of(id).unwrap_or_default();
        self.list.select(row, self.rows.len(), height);
        true
    }

    /// Returns a passage that is there.
    pub fn find(&self, id: BookmarkId) -> Option<&Bookmark> {
        self.passages.iter().map(|kept| &kept.bookmark).find(|bookmark| bookmark.id == id)
    }

    fn row_of(&self, id: BookmarkId) -> Option<usize> {
        let is = |row: &PanelRow| match row {
            PanelRow::Passage(index) => {
                self.passages.get(*index).is_some_and(|kept| kept.bookmark.id == id)
            }
            PanelRow::Evidence(..) => false,
        };
        self.rows.iter().position(is)
    }

    fn arrange(&mut self) {
        self.rows.clear();
        self.choice.place(&self.passages);
        for (index, kept) in self.passages.iter().enumerate() {
            self.rows.push(PanelRow::Passage(index));
            if let Some(fact) = &kept.bookmark.fact
                && self.unfolded.contains(&kept.bookmark.id)
            {
                let evidence = (0..fact.evidence.len()).map(|at| PanelRow::Evidence(index, at));
                self.rows.extend(evidence);
            }
        }
    }
}

fn ids(passages: &[KeptRow]) -> BTreeSet<BookmarkId> {
    passages.iter().map(|kept| kept.bookmark.id).collect()
}

/// Returns those that are not there yet: what was changed may have moved to where is read only now.
fn unknown(there: &[KeptRow], mut rows: Vec<KeptRow>) -> Vec<KeptRow> {
    let there = ids(there);
    rows.retain(|kept| !there.contains(&kept.bookmark.id));
    rows
}

#[cfg(test)]
mod tests;
