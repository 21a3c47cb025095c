//! The shelves: the parts of the library that the source list can show, among them every kept search and feed.

use crate::library::{Only, SavedSearch, Scope, SearchId, Subscription};
use crate::source::FeedId;
use crate::tui::state::list::ListState;

/// A part of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf<'s> {
    /// Every article.
    All,
    /// The articles not yet read.
    Unread,
    /// The articles with a star.
    Starred,
    /// The articles that a kept search finds.
    Search(&'s SavedSearch),
    /// The articles of a feed.
    Feed(&'s Subscription),
}

/// The shelves before those of the feeds.
const FIXED: [Shelf<'static>; 3] = [Shelf::All, Shelf::Unread, Shelf::Starred];

/// The list of shelves.
#[derive(Clone, Debug, Default)]
pub struct Shelves {
    /// The selected row and the first one shown.
    pub list: ListState,
    searches: Vec<SavedSearch>,
    feeds: Vec<Subscription>,
}

impl Shelf<'_> {
    /// Returns what the source list shows of this shelf; `None` for a kept search, which looks everywhere.
    pub fn scope(self) -> Option<Scope> {
        let only = |only| Scope { feed: None, only };
        Some(match self {
            Self::All => Scope::default(),
            Self::Unread => only(Only::Unread),
            Self::Starred => only(Only::Starred),
            Self::Search(_) => return None,
            Self::Feed(feed) => Scope { feed: Some(feed.id), only: Only::All },
        })
    }

    /// Returns the kept search whose articles these are.
    pub const fn search(self) -> Option<SearchId> {
        match self {
            Self::Search(search) => Some(search.id),
            _ => None,
        }
    }

    /// Tells whether two shelves are the same, whatever they are called.
    fn is(self, other: (Option<Scope>, Option<SearchId>)) -> bool {
        (self.scope(), self.search()) == other
    }
}

impl Shelves {
    /// Returns how many shelves there are.
    pub fn len(&self) -> usize {
        FIXED.len() + self.searches.len() + self.feeds.len()
    }

    /// Tells whether there is no shelf, which is never so.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the shelves in order.
    pub fn iter(&self) -> impl Iterator<Item = Shelf<'_>> {
        let searches = self.searches.iter().map(Shelf::Search);
        FIXED.into_iter().chain(searches).chain(self.feeds.iter().map(Shelf::Feed))
    }

    /// Returns the selected shelf.
    pub fn selected(&self) -> Option<Shelf<'_>> {
        self.iter().nth(self.list.selected())
    }

    /// Returns the kept searches, by name.
    pub fn searches(&self) -> &[SavedSearch] {
        &self.searches
    }

    /// Returns a kept search.
    pub fn search(&self, id: SearchId) -> Option<&SavedSearch> {
        self.searches.iter().find(|search| search.id == id)
    }

    /// Replaces the kept searches, keeping the selection on the same shelf where it is still there.
    pub fn replace_searches(&mut self, searches: Vec<SavedSearch>, height: u16) {
        let selected = self.selected().map(|shelf| (shelf.scope(), shelf.search()));
        self.searches = searches;
        self.stay(selected, height);
    }

    /// Returns the feeds.
    pub fn feeds(&self) -> &[Subscription] {
        &self.feeds
    }

    /// Returns a feed.
    pub fn feed(&self, id: FeedId) -> Option<&Subscription> {
        self.feeds.iter().find(|feed| feed.id == id)
    }

    /// Changes a feed.
    pub fn feed_mut(&mut self, id: FeedId) -> Option<&mut Subscription> {
        self.feeds.iter_mut().find(|feed| feed.id == id)
    }

    /// Takes a feed out before the store has been asked again.
    pub fn remove(&mut self, id: FeedId, height: u16) {
        self.feeds.retain(|feed| feed.id != id);
        self.list.select(self.list.selected(), self.len(), height);
    }

    /// Replaces the feeds, keeping the selection on the same shelf where it is still there.
    pub fn replace(&mut self, feeds: Vec<Subscription>, height: u16) {
        let selected = self.selected().map(|shelf| (shelf.scope(), shelf.search()));
        self.feeds = feeds;
        self.stay(selected, height);
    }

    /// Selects the shelf that is nearest to what the source list shows.
    pub fn select(&mut self, scope: Scope, height: u16) {
        let whole = Scope { only: Only::All, ..scope };
        let row = self.row_of(scope).or_else(|| self.row_of(whole)).unwrap_or_default();
        self.list.select(row, self.len(), height);
    }

    /// Selects a kept search.
    pub fn select_search(&mut self, search: SearchId, height: u16) {
        let row = self.iter().position(|shelf| shelf.search() == Some(search));
        self.list.select(row.unwrap_or_default(), self.len(), height);
    }

    fn stay(&mut self, selected: Option<(Option<Scope>, Option<SearchId>)>, height: u16) {
        let row = selected.and_then(|selected| self.iter().position(|shelf| shelf.is(selected)));
        self.list.select(row.unwrap_or(self.list.selected()), self.len(), height);
    }

    fn row_of(&self, scope: Scope) -> Option<usize> {
        self.iter().position(|shelf| shelf.scope() == Some(scope))
    }
}

#[cfg(test)]
mod tests {
    use super::{Shelf, Shelves};
    use crate::library::{Only, Scope, Subscription, Whole};
    use crate::source::{FeedId, Location};

    fn feed(number: u8) -> Subscription {
        Subscription {
            id: FeedId::from_bytes([number; 16]),
            title: format!("feed {number}"),
            location: Location::Url(format!("https://example.org/{number}")),
            documents: 3,
            unread: 2,
            error: None,
            fetched: None,
            whole: Whole::default(),
        }
    }

    #[test]
    fn the_selection_stays_on_its_shelf_when_feeds_come_and_go() {
        let mut shelves = Shelves::default();
        shelves.replace(vec![feed(1), feed(3)], 10);
        shelves.list.select(4, shelves.len(), 10);
        assert_eq!(shelves.selected(), Some(Shelf::Feed(&feed(3))));
        shelves.replace(vec![feed(1), feed(2), feed(3)], 10);
        assert_eq!(shelves.selected(), Some(Shelf::Feed(&feed(3))));
        shelves.remove(feed(3).id, 10);
        assert_eq!(shelves.selected(), Some(Shelf::Feed(&feed(2))));
    }

    #[test]
    fn a_filtered_feed_leads_back_to_its_shelf() {
        let mut shelves = Shelves::default();
        shelves.replace(vec![feed(1), feed(2)], 10);
        shelves.select(Scope { feed: Some(feed(2).id), only: Only::Unread }, 10);
        assert_eq!(shelves.selected(), Some(Shelf::Feed(&feed(2))));
        shelves.select(Scope { feed: None, only: Only::Unread }, 10);
        assert_eq!(shelves.selected(), Some(Shelf::Unread));
    }
}
