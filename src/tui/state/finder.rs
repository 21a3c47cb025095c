//! The search of the whole library: what was looked for, what was found, and where the reader came from it.
//!
//! It holds what has been answered so far and asks nothing itself; the results stay when they are out of sight.

use ratatui::layout::{Rect, Size};

use crate::document::DocumentId;
use crate::library::{Found, Hit, HitCursor, Order};
use crate::text::Safe;
use crate::tui::state::jumps::Place;
use crate::tui::state::list::ListState;
use crate::tui::state::panel::Direction;
use crate::tui::state::popup::Popup;

/// How many hits are asked for at a time.
pub const PAGE: usize = 50;

/// How many rows of the screen a hit takes: what the article is called, and what is around the match.
pub const HIT_ROWS: u16 = 2;

/// The most queries that are remembered.
const REMEMBERED: usize = 100;

/// The fewest rows of a screen that has room for the keys below the results.
const ROOMY: u16 = 20;

/// Everything about searching the library.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    /// What was found last.
    pub results: Results,
    /// What had been found before something else was typed.
    aside: Option<Box<Results>>,
    /// What stood over the panes before.
    pub under: Option<Box<Popup>>,
    /// The queries of before, oldest first.
    pub history: Vec<String>,
    /// What can stand where the last word is being typed.
    pub completions: Option<Completions>,
    /// The article that was gone to from the results.
    pub arrival: Option<Arrival>,
    /// The way in which a further hit was offered.
    pub offered: Option<Direction>,
    /// Whether the first hit is gone to as soon as it is known.
    pub going: Going,
}

/// What a query found, as far as it has been answered.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// What is looked for, as it was typed.
    pub query: String,
    /// Whether its last word is looked for as a beginning, because nothing has it as a word.
    pub is_begun: bool,
    /// In which order.
    pub order: Order,
    /// The selected hit and the first one shown.
    pub list: ListState,
    hits: Vec<Hit>,
    next: Option<HitCursor>,
    remarks: Vec<Safe>,
    /// Whether the hits are those of the query.
    pub state: Answer,
}

/// Whether hits are those of what is typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Answer {
    /// Nothing was asked.
    #[default]
    None,
    /// They are those of an earlier query until an answer comes.
    Awaited,
    /// They are.
    Here,
}

/// Whether the first hit is gone to as soon as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Going {
    /// It is not.
    #[default]
    No,
    /// It is.
    WhenFound,
}

/// What can stand where the last word of a query is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completions {
    /// What had been typed.
    pub stem: String,
    /// The whole query with each.
    pub items: Vec<String>,
}

/// An article that was gone to from the results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The article.
    pub document: DocumentId,
    /// What was looked for.
    pub query: String,
    /// How many matches it has in its text.
    pub matches: usize,
    /// The last jump before; there is another when the reader has gone elsewhere since.
    pub last_jump: Option<Place>,
}

/// Where the parts of the results stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Areas {
    /// What is shown, and a rule.
    pub head: Rect,
    /// The hits.
    pub rows: Rect,
    /// What helps with typing.
    pub foot: Rect,
}

/// Returns where the parts of the results stand on a screen.
pub fn areas(size: Size) -> Areas {
    let height = size.height.saturating_sub(1);
    let foot = match size.height {
        0..8 => 0,
        8..ROOMY => 1,
        ROOMY.. => 3,
    };
    let head = if height > 4 { 2 } else { 0 };
    let rows = height.saturating_sub(head + foot);
    Areas {
        head: Rect::new(0, 0, size.width, head),
        rows: Rect::new(0, head, size.width, rows),
        foot: Rect::new(0, head + rows, size.width, foot),
    }
}

/// Returns how many hits are shown at once.
pub fn height(size: Size) -> u16 {
    (areas(size).rows.height / HIT_ROWS).max(1)
}

impl Finder {
    /// Puts what was found aside, for something else is looked for.
    pub fn begin(&mut self) {
        let order = self.results.order;
        let before = std::mem::replace(&mut self.results, Results { order, ..Results::default() });
        if before.state != Answer::None {
            self.aside = Some(Box::new(before));
        }
        self.completions = None;
    }

    /// Starts again from what was found, to change what is looked for.
    pub fn begin_from_here(&mut self) {
        self.aside = Some(Box::new(self.results.clone()));
        self.completions = None;
    }

    /// Brings back what had been found before; returns whether there was something.
    pub fn restore(&mut self) -> bool {
        self.completions = None;
        self.going = Going::No;
        match self.aside.take() {
            Some(before) => {
                self.results = *before;
                true
            }
            None => {
                self.results = Results { order: self.results.order, ..Results::default() };
                false
            }
        }
    }

    /// Keeps what is found now, and forgets what was before.
    pub fn settle(&mut self) {
        self.aside = None;
        self.completions = None;
    }

    /// Returns what was looked for before this, if there is something.
    pub fn before(&self) -> Option<&Results> {
        self.aside.as_deref()
    }

    /// Remembers a query as the newest.
    pub fn remember(&mut self, query: &str) {
        let query = query.trim();
        if query.is_empty() {
            return;
        }
        self.history.retain(|known| known != query);
        self.history.push(query.to_owned());
        if self.history.len() > REMEMBERED {
            self.history.remove(0);
        }
    }
}

impl Results {
    /// Returns the hits that are known, in order.
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// Returns the selected hit.
    pub fn selected(&self) -> Option<&Hit> {
        self.hits.get(self.list.selected())
    }

    /// Returns what of the query was not understood.
    pub fn remarks(&self) -> &[Safe] {
        &self.remarks
    }

    /// Returns where further hits start, if there are some.
    pub const fn next(&self) -> Option<HitCursor> {
        self.next
    }

    /// Forgets the hits, because nothing is looked for.
    pub fn clear(&mut self) {
        *self = Self { order: self.order, ..Self::default() };
    }

    /// Takes the first hits of a query.
    pub fn take(&mut self, found: Found) {
        self.hits = found.hits;
        self.next = found.next;
        self.remarks = found.remarks.iter().map(|remark| Safe::new(remark)).collect();
        self.list = ListState::default();
        self.state = Answer::Here;
    }

    /// Takes the hits that follow.
    pub fn extend(&mut self, found: Found) {
        self.hits.extend(found.hits);
        self.next = found.next;
    }

    /// Moves the selection.
    pub fn step(&mut self, by: i64, height: u16) {
        self.list.step(by, self.hits.len(), height);
    }

    /// Selects a hit.
    pub fn select(&mut self, row: usize, height: u16) {
        self.list.select(row, self.hits.len(), height);
    }

    /// Tells whether further hits should be asked for, because the selection is near the end.
    pub fn wants_more(&self, height: u16) -> bool {
        self.next.is_some() && self.list.selected() + 2 * usize::from(height) >= self.hits.len()
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Size;

    use super::{Answer, Finder, areas};

    #[test]
    fn the_parts_fill_the_screen_above_its_last_line() {
        for (width, height) in [(120, 36), (80, 24), (60, 20), (60, 12), (20, 5), (1, 1), (0, 0)] {
            let areas = areas(Size::new(width, height));
            let parts = [areas.head, areas.rows, areas.foot].map(|area| area.height);
            assert_eq!(parts.iter().sum::<u16>(), height.saturating_sub(1), "{height}");
            assert_eq!(areas.rows.y, areas.head.bottom());
            assert_eq!(areas.foot.y, areas.rows.bottom());
        }
    }

    #[test]
    fn what_is_given_up_leaves_what_was_found_before() {
        let mut finder = Finder::default();
        finder.results.query = "one".to_owned();
        finder.results.state = Answer::Here;
        finder.begin();
        assert_eq!(finder.results.query, "");
        finder.results.query = "two".to_owned();
        assert!(finder.restore());
        assert_eq!(finder.results.query, "one");
        finder.begin();
        finder.results.query = "three".to_owned();
        finder.settle();
        assert!(!finder.restore());
    }

    #[test]
    fn a_query_is_remembered_once() {
        let mut finder = Finder::default();
        for query in ["a", "b", " a ", ""] {
            finder.remember(query);
        }
        assert_eq!(finder.history, ["b", "a"]);
    }
}
