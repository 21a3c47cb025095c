//! The bookmarks panel: a page of kept passages that grows at both ends as the selection nears them.
//!
//! It must not know how a passage is worded or drawn, nor where the pages come from.

use std::collections::BTreeSet;

use ratatui::layout::{Rect, Size};

use crate::bookmark::{Bookmark, BookmarkId, Edit};
use crate::document::DocumentId;
use crate::library::{Edge, KeptCursor, KeptOrder, KeptPage, KeptQuery, KeptRow, Way, Whose};
use crate::search::{Clause, Condition, Quality, parse};
use crate::story::StoryId;
use crate::text::Safe;
use crate::tui::panes;
use crate::tui::state::list::ListState;

/// How many passages are asked for at a time.
pub const PAGE: usize = 100;

/// Which kept passages are shown, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptView {
    /// Whose.
    pub tab: Tab,
    /// What they are narrowed to, as it was typed.
    pub typed: String,
    /// What they are narrowed to instead, because nothing has the last word: it may be only the beginning of one.
    pub begun: Option<String>,
    /// In which order.
    pub order: KeptOrder,
    /// Which way along it.
    pub way: Way,
}

/// Whose kept passages are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Those of one document.
    Document(DocumentId),
    /// Those of the documents of a story.
    Story(StoryId),
    /// Those of the whole library.
    Library,
    /// Those that are not where they were kept.
    Drifted,
}

/// What a page of kept passages is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeptFor {
    /// It is shown from its first passage on, or from its last back.
    Anew(KeptView, End),
    /// It takes the place of the same passages, of which the selected one stays so.
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
    passages: Vec<KeptRow>,
    rows: Vec<PanelRow>,
    /// From where to read on, if there may be more, before the first and after the last.
    above: Option<KeptCursor>,
    below: Option<KeptCursor>,
    total: Option<u64>,
    remarks: Vec<Safe>,
    chosen: BTreeSet<BookmarkId>,
    /// Where choosing of a stretch began.
    stretch: Option<BookmarkId>,
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

impl KeptView {
    /// Returns what is asked of the library to show it.
    pub fn query(&self) -> KeptQuery {
        let mut asked = parse(self.sought());
        let whose = match self.tab {
            Tab::Document(id) => Whose::Document(id),
            Tab::Story(id) => Whose::Story(id),
            Tab::Library => Whose::Library,
            Tab::Drifted => {
                let condition = Condition::Quality(Quality::Drifted);
                asked.clauses.push(Clause { negated: false, condition });
                Whose::Library
            }
        };
        KeptQuery { whose, asked, order: self.order, way: self.way }
    }

    /// Returns what they are narrowed to.
    pub fn sought(&self) -> &str {
        self.begun.as_deref().unwrap_or(&self.typed)
    }
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
            passages: page.rows,
            rows: Vec::new(),
            above,
            below,
            total: page.total,
            remarks: page.remarks.iter().map(|remark| Safe::new(remark)).collect(),
            chosen: BTreeSet::new(),
            stretch: None,
            unfolded: BTreeSet::new(),
        };
        panel.arrange();
        let row = if end == End::Last { panel.rows.len() } else { 0 };
        panel.list.select(row, panel.rows.len(), height);
        panel
    }

    /// Takes the same passages as they are now.
    pub fn again(&mut self, page: KeptPage, height: u16) {
        let selected = self.selected().map(|kept| kept.bookmark.id);
        if self.above.is_some() {
            self.above = page.next;
        } else {
            self.below = page.next;
        }
        (self.passages, self.total) = (page.rows, page.total);
        self.arrange();
        let row = selected.and_then(|id| self.row_of(id)).unwrap_or(self.list.selected());
        self.list.select(row, self.rows.len(), height);
    }

    /// Takes the passages after the last.
    pub fn extend_below(&mut self, page: KeptPage) {
        self.below = page.next;
        self.passages.extend(page.rows);
        self.arrange();
    }

    /// Takes the passages before the first.
    pub fn extend_above(&mut self, page: KeptPage, height: u16) {
        self.above = page.next;
        let selected = self.selected().map(|kept| kept.bookmark.id);
        self.passages.splice(0..0, page.rows);
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

    /// Returns where to read the same passages again, and how many.
    pub fn same(&self) -> (Edge, usize) {
        let edge = if self.above.is_some() { Edge::Last } else { Edge::First };
        (edge, self.passages.len().max(PAGE))
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
        match self.rows.get(self.list.selected())? {
            PanelRow::Passage(index) | PanelRow::Evidence(index, _) => self.passages.get(*index),
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
    pub fn is_chosen(&self, id: BookmarkId) -> bool {
        self.chosen.contains(&id) || self.stretched().contains(&id)
    }

    /// Returns how many are chosen.
    pub fn count_chosen(&self) -> usize {
        if self.chosen.is_empty() && self.stretch.is_none() { 0 } else { self.chosen().len() }
    }

    /// Returns those chosen in order, else the selected one.
    pub fn chosen(&self) -> Vec<BookmarkId> {
        let stretched = self.stretched();
        let is_chosen = |id: &BookmarkId| self.chosen.contains(id) || stretched.contains(id);
        let ids = self.passages.iter().map(|kept| kept.bookmark.id);
        let chosen: Vec<_> = ids.filter(is_chosen).collect();
        if chosen.is_empty() {
            return self.selected().map(|kept| kept.bookmark.id).into_iter().collect();
        }
        chosen
    }

    /// Chooses the selected passage, or chooses it no longer.
    pub fn toggle(&mut self) {
        let Some(id) = self.selected().map(|kept| kept.bookmark.id) else { return };
        if !self.chosen.remove(&id) {
            self.chosen.insert(id);
        }
    }

    /// Starts to choose a stretch, or ends it.
    pub fn toggle_stretch(&mut self) {
        if self.stretch.is_some() {
            let stretched = self.stretched();
            self.chosen.extend(stretched);
            self.stretch = None;
        } else {
            self.stretch = self.selected().map(|kept| kept.bookmark.id);
        }
    }

    /// Chooses none; returns whether any was chosen.
    pub fn choose_none(&mut self) -> bool {
        let was = self.stretch.take().is_some() || !self.chosen.is_empty();
        self.chosen.clear();
        was
    }

    /// Changes some passages as the library does, until it is asked again.
    pub fn edit(&mut self, ids: &[BookmarkId], edits: &[Edit]) {
        for kept in self.passages.iter_mut().filter(|kept| ids.contains(&kept.bookmark.id)) {
            for edit in edits {
                edit.apply(&mut kept.bookmark);
            }
        }
    }

    /// Takes some passages out.
    pub fn remove(&mut self, ids: &[BookmarkId], height: u16) {
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

    /// Returns the passages from where a stretch began to the selected one.
    fn stretched(&self) -> Vec<BookmarkId> {
        let place = |id: BookmarkId| self.passages.iter().position(|kept| kept.bookmark.id == id);
        let (Some(from), Some(to)) = (
            self.stretch.and_then(place),
            self.selected().and_then(|kept| place(kept.bookmark.id)),
        ) else {
            return Vec::new();
        };
        let stretch = self.passages.get(from.min(to)..=from.max(to)).unwrap_or_default();
        stretch.iter().map(|kept| kept.bookmark.id).collect()
    }

    fn arrange(&mut self) {
        self.rows.clear();
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
