//! The matrix: what a story says, row by row, and which source says it, column by column.
//!
//! Arranged once when it is opened; what is shown of it is a list of row numbers. It must not know keys or
//! how it is drawn.

pub mod rows;

use std::cmp::Reverse;
use std::sync::Arc;

use crate::document::DocumentId;
use crate::library::OpenStory;
use crate::story::{ArticleIndex, ClaimId, Passage};
use crate::text::TextRange;
use crate::tui::state::groups::Groups;
use crate::tui::state::list::ListState;
use crate::tui::state::matrix::rows::{
    Cell, MatrixRow, RowFilter, RowOrder, arrange, one_line, sort,
};

/// An open matrix.
#[derive(Clone, Debug)]
pub struct Matrix {
    story: Arc<OpenStory>,
    /// All rows, in the order of the story.
    rows: Vec<MatrixRow>,
    /// The numbers of those that are shown.
    shown: Vec<usize>,
    order: RowOrder,
    filter: RowFilter,
    query: String,
    /// The selected row and the first one shown.
    pub list: ListState,
    column: usize,
}

impl Matrix {
    /// Arranges a story.
    pub fn new(story: Arc<OpenStory>) -> Self {
        let groups = Groups::new(&story.comparison);
        let rows = arrange(&story.comparison, &groups, |passage| words_of(&story, passage));
        let shown = (0..rows.len()).collect();
        let (order, filter) = (RowOrder::default(), RowFilter::default());
        let list = ListState::default();
        Self { story, rows, shown, order, filter, query: String::new(), list, column: 0 }
    }

    /// Returns the story.
    pub const fn story(&self) -> &Arc<OpenStory> {
        &self.story
    }

    /// Returns how many rows there are in all.
    pub fn all(&self) -> usize {
        self.rows.len()
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
    pub fn row(&self, index: usize) -> Option<&MatrixRow> {
        self.rows.get(*self.shown.get(index)?)
    }

    /// Returns the selected row.
    pub fn selected(&self) -> Option<&MatrixRow> {
        self.row(self.list.selected())
    }

    /// Returns the source of the selected column.
    pub fn source(&self) -> ArticleIndex {
        ArticleIndex(u16::try_from(self.column).unwrap_or(u16::MAX))
    }

    /// Returns how many columns there are.
    pub fn columns(&self) -> usize {
        self.story.members.len()
    }

    /// Returns in which order the rows stand.
    pub const fn order(&self) -> RowOrder {
        self.order
    }

    /// Returns which rows are shown.
    pub const fn filter(&self) -> RowFilter {
        self.filter
    }

    /// Returns what the rows are narrowed to; empty for nothing.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Returns the passage where the selected source says the selected row, unless it is silent.
    pub fn passage(&self) -> Option<Passage> {
        let claim = *self.selected()?.cell(self.source())?.claims.first()?;
        self.story.comparison.passage(claim)
    }

    /// Returns the different wordings of what a cell says.
    pub fn wordings(&self, cell: &Cell) -> Vec<String> {
        let mut wordings = Vec::new();
        for words in cell.claims.iter().map(|claim| self.words(*claim)) {
            if !wordings.contains(&words) {
                wordings.push(words);
            }
        }
        wordings
    }

    /// Returns the words of a claim on one line.
    pub fn words(&self, claim: ClaimId) -> String {
        let passage = self.story.comparison.passage(claim);
        one_line(passage.map(|passage| words_of(&self.story, passage)).unwrap_or_default())
    }

    /// Selects the row and the column of a claim, if its row is shown.
    pub fn go(&mut self, claim: ClaimId, height: u16) {
        let is_of = |row: &MatrixRow| row.is_of(claim);
        let found = (0..self.len()).find(|index| self.row(*index).is_some_and(is_of));
        if let Some(row) = found {
            self.list.select(row, self.len(), height);
        }
        if let Some(article) = self.story.comparison.article_of(claim) {
            self.column = article.index();
        }
    }

    /// Takes a newer comparison of the same articles; what is shown of it stays the same.
    pub fn retell(&mut self, story: Arc<OpenStory>, height: u16) {
        let Self { order, filter, list, .. } = *self;
        let selected = self.selected().map(|row| places(&self.story, row)).unwrap_or_default();
        let source = self.story.member(self.source()).map(|member| member.entry.id);
        let column = source.and_then(|source| story.place_of(source)).map(ArticleIndex::index);
        let column = column.unwrap_or(self.column).min(story.members.len().saturating_sub(1));
        let query = std::mem::take(&mut self.query);
        *self = Self { order, filter, query, column, ..Self::new(story) };
        self.sift(height);
        let held = |index: &usize| {
            let own = self.row(*index).map(|row| places(&self.story, row)).unwrap_or_default();
            own.iter().filter(|place| selected.contains(place)).count()
        };
        let best = (0..self.len()).min_by_key(|index| Reverse(held(index)));
        let row = best.filter(|index| held(index) > 0).unwrap_or(list.selected());
        self.list = list;
        self.list.select(row, self.len(), height);
    }

    /// Moves the selection by rows.
    pub fn step(&mut self, by: i64, height: u16) {
        self.list.step(by, self.shown.len(), height);
    }

    /// Selects another column, stopping at either end.
    pub fn move_column(&mut self, by: i64) {
        let by_columns = usize::try_from(by.unsigned_abs()).unwrap_or(usize::MAX);
        let last = self.columns().saturating_sub(1);
        self.column = if by < 0 {
            self.column.saturating_sub(by_columns)
        } else {
            self.column.saturating_add(by_columns).min(last)
        };
    }

    /// Shows the rows in the other order.
    pub fn turn(&mut self, height: u16) {
        self.order = match self.order {
            RowOrder::Story => RowOrder::Support,
            RowOrder::Support => RowOrder::Story,
        };
        self.sift(height);
    }

    /// Shows only some rows.
    pub fn show(&mut self, filter: RowFilter, height: u16) {
        self.filter = filter;
        self.sift(height);
    }

    /// Shows only rows that contain some words, in any source's wording.
    pub fn narrow(&mut self, query: &str, height: u16) {
        query.clone_into(&mut self.query);
        self.sift(height);
    }

    /// Finds anew which rows are shown; the selection stays on its row where that is still shown.
    fn sift(&mut self, height: u16) {
        let selected = self.shown.get(self.list.selected()).copied();
        let query = self.query.to_lowercase();
        let passes = |row: &MatrixRow| {
            row.passes(self.filter) && (query.is_empty() || self.contains(row, &query))
        };
        let mut shown: Vec<_> = (0..).zip(&self.rows).filter(|(_, row)| passes(row)).collect();
        let mut shown: Vec<usize> = shown.drain(..).map(|(number, _)| number).collect();
        sort(&self.rows, &mut shown, self.order);
        let row = shown.iter().position(|row| Some(*row) == selected).unwrap_or(0);
        self.shown = shown;
        self.list.select(row, self.shown.len(), height);
    }

    fn contains(&self, row: &MatrixRow, query: &str) -> bool {
        let claims = row.cells().iter().flat_map(|cell| &cell.claims);
        let mut own = claims.filter(|claim| row.is_of(**claim));
        own.any(|claim| self.words(*claim).to_lowercase().contains(query))
    }
}

/// Returns in which documents a row is said, and where.
fn places(story: &OpenStory, row: &MatrixRow) -> Vec<(DocumentId, TextRange)> {
    let claims = row.cells().iter().flat_map(|cell| &cell.claims);
    let passages = claims.filter_map(|claim| story.comparison.passage(*claim));
    passages.filter_map(|it| Some((story.member(it.article)?.entry.id, it.range))).collect()
}

/// Returns the words of a passage of a story.
pub fn words_of(story: &OpenStory, passage: Passage) -> &str {
    let member = story.member(passage.article);
    let range: std::ops::Range<usize> = passage.range.into();
    member.and_then(|member| member.content.text().get(range)).unwrap_or_default()
}
