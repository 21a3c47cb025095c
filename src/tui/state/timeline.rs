//! The timeline of a story: what happened when, and who reported it when.
//!
//! Both orders are arranged once when it is opened. It must not know keys or how it is drawn.

mod events;
mod reports;
pub mod row;

use std::sync::Arc;

use crate::library::OpenStory;
use crate::story::Passage;
use crate::tui::state::groups::Groups;
use crate::tui::state::list::ListState;
use crate::tui::state::matrix::rows::one_line;
use crate::tui::state::matrix::words_of;
use crate::tui::state::timeline::row::TimeRow;

/// An open timeline.
#[derive(Clone, Debug)]
pub struct Timeline {
    story: Arc<OpenStory>,
    events: Vec<TimeRow>,
    reports: Vec<TimeRow>,
    order: TimeOrder,
    query: String,
    /// The numbers of the rows that are shown.
    shown: Vec<usize>,
    /// The selected row and the first one shown.
    pub list: ListState,
}

/// By which time a timeline is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimeOrder {
    /// When it happened, or is to happen.
    #[default]
    Event,
    /// When it was reported, and by whom first.
    Report,
}

impl Timeline {
    /// Arranges a story.
    pub fn new(story: Arc<OpenStory>) -> Self {
        let groups = Groups::new(&story.comparison);
        let events = events::arrange(&story, &groups);
        let reports = reports::arrange(&story, &groups);
        // A story without a date says at least who reported it.
        let order = if events.is_empty() { TimeOrder::Report } else { TimeOrder::Event };
        let mut timeline = Self {
            story,
            events,
            reports,
            order,
            query: String::new(),
            shown: Vec::new(),
            list: ListState::default(),
        };
        timeline.sift(1);
        timeline
    }

    /// Returns the story.
    pub const fn story(&self) -> &Arc<OpenStory> {
        &self.story
    }

    /// Returns by which time the rows stand.
    pub const fn order(&self) -> TimeOrder {
        self.order
    }

    /// Returns what the rows are narrowed to; empty for nothing.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Returns how many rows are shown, with scrolling.
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Tells whether no row is shown.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// Returns one of the rows that are shown.
    pub fn row(&self, index: usize) -> Option<&TimeRow> {
        self.rows().get(*self.shown.get(index)?)
    }

    /// Returns the selected row.
    pub fn selected(&self) -> Option<&TimeRow> {
        self.row(self.list.selected())
    }

    /// Tells whether a row says the same time as the one above it.
    pub fn repeats_time(&self, index: usize) -> bool {
        let above = index.checked_sub(1).and_then(|above| self.row(above));
        let this = self.row(index);
        above.is_some_and(|above| this.is_some_and(|this| above.when.value == this.when.value))
    }

    /// Returns the words of a passage on one line.
    pub fn words(&self, passage: Passage) -> String {
        one_line(words_of(&self.story, passage))
    }

    /// Takes a newer comparison of the same articles; what is shown of it stays the same.
    pub fn retell(&mut self, story: Arc<OpenStory>, height: u16) {
        let (order, list) = (self.order, self.list);
        let query = std::mem::take(&mut self.query);
        *self = Self { order, query, list, ..Self::new(story) };
        self.sift(height);
    }

    /// Moves the selection by rows.
    pub fn step(&mut self, by: i64, height: u16) {
        self.list.step(by, self.shown.len(), height);
    }

    /// Shows the other order.
    pub fn turn(&mut self, height: u16) {
        self.order = match self.order {
            TimeOrder::Event => TimeOrder::Report,
            TimeOrder::Report => TimeOrder::Event,
        };
        self.list = ListState::default();
        self.sift(height);
    }

    /// Shows only rows that contain some words.
    pub fn narrow(&mut self, query: &str, height: u16) {
        query.clone_into(&mut self.query);
        self.sift(height);
    }

    fn rows(&self) -> &[TimeRow] {
        match self.order {
            TimeOrder::Event => &self.events,
            TimeOrder::Report => &self.reports,
        }
    }

    fn sift(&mut self, height: u16) {
        let query = self.query.to_lowercase();
        let selected = self.shown.get(self.list.selected()).copied();
        let shown = 0..self.rows().len();
        let shown: Vec<_> =
            shown.filter(|row| query.is_empty() || self.contains(*row, &query)).collect();
        let row = shown.iter().position(|row| Some(*row) == selected).unwrap_or(0);
        self.shown = shown;
        self.list.select(row, self.shown.len(), height);
    }

    fn contains(&self, row: usize, query: &str) -> bool {
        let Some(row) = self.rows().get(row) else { return false };
        let mut texts = row.passages.iter().map(|passage| self.words(*passage));
        row.what.as_str().to_lowercase().contains(query)
            || row.when.quote.to_lowercase().contains(query)
            || texts.any(|text| text.to_lowercase().contains(query))
    }
}
