//! The source list: the articles of the library as far as they have been read from the store.
//!
//! A story stands where the newest of its articles that has been read stands, and shows all of them below its head;
//! the others are left out where they would stand by themselves. So the list is paged as the store has it, and a
//! story shows once however far apart its articles came.

pub mod filtered;
pub mod stories;

use std::collections::{HashMap, HashSet};

use crate::document::DocumentId;
use crate::library::{Counts, ListEntry, Scope, StoryEntry};
use crate::story::StoryId;
use crate::tui::state::list::ListState;
use crate::tui::state::shelves::Shelves;
use crate::tui::state::sources::filtered::Filtered;
use crate::tui::state::sources::stories::{SourceRow, Stories};

/// How many articles are read from the store at a time.
pub const PAGE: usize = 200;

/// How many rows of the pane an article takes.
pub const ENTRY_ROWS: u16 = 2;

/// The articles from the newest on.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Whether the pane shows articles or shelves.
    pub showing: Showing,
    /// Which articles are shown.
    pub scope: Scope,
    /// The query that leaves only some of them.
    pub filter: Option<Filtered>,
    /// The shelves to choose from.
    pub shelves: Shelves,
    /// The selected row and the first one shown.
    pub list: ListState,
    entries: Vec<ListEntry>,
    /// Where each article stands among them.
    places: HashMap<DocumentId, usize>,
    /// Articles of stories that have not been read as part of the list.
    others: HashMap<DocumentId, ListEntry>,
    stories: Stories,
    rows: Vec<SourceRow>,
    /// The stories that have a row.
    placed: HashSet<StoryId>,
    /// How many there are of everything in the whole library.
    pub counts: Counts,
    /// Whether the store has more articles after these.
    pub rest: Rest,
}

/// What the pane shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Showing {
    /// The articles of a shelf.
    #[default]
    Articles,
    /// The shelves.
    Shelves,
}

/// Whether the store has more articles than the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rest {
    /// Perhaps; ask when the selection comes near the end.
    #[default]
    Unread,
    /// None.
    Complete,
}

impl Sources {
    /// Returns the articles that have been read from the store, in order.
    pub fn entries(&self) -> &[ListEntry] {
        &self.entries
    }

    /// Returns the rows in order.
    pub fn rows(&self) -> &[SourceRow] {
        &self.rows
    }

    /// Returns what is known of stories.
    pub const fn stories(&self) -> &Stories {
        &self.stories
    }

    /// Returns the selected row.
    pub fn selected_row(&self) -> Option<SourceRow> {
        self.rows.get(self.list.selected()).copied()
    }

    /// Returns the selected article.
    pub fn selected(&self) -> Option<&ListEntry> {
        self.get(self.selected_row()?.document()?)
    }

    /// Tells whether an article has been read as part of the list.
    pub fn is_listed(&self, id: DocumentId) -> bool {
        self.places.contains_key(&id)
    }

    /// Returns the row of an article, or that of its story where the story is folded.
    pub fn row_of(&self, id: DocumentId) -> Option<usize> {
        let own = self.rows.iter().position(|row| row.document() == Some(id));
        own.or_else(|| self.row_of_story(self.get(id)?.story?))
    }

    /// Returns the row of the head of a story.
    pub fn row_of_story(&self, story: StoryId) -> Option<usize> {
        self.rows.iter().position(|row| *row == SourceRow::Story(story))
    }

    /// Returns an article of the list.
    pub fn get(&self, id: DocumentId) -> Option<&ListEntry> {
        let listed = self.places.get(&id).and_then(|place| self.entries.get(*place));
        listed.or_else(|| self.others.get(&id))
    }

    /// Changes an article of the list.
    pub fn get_mut(&mut self, id: DocumentId) -> Option<&mut ListEntry> {
        match self.places.get(&id) {
            Some(place) => self.entries.get_mut(*place),
            None => self.others.get_mut(&id),
        }
    }

    /// Returns how many articles of a story have not been read.
    pub fn unread(&self, story: StoryId) -> usize {
        match self.stories.members(story) {
            Some(members) => {
                let entries = members.iter().filter_map(|id| self.get(*id));
                entries.filter(|entry| !entry.read).count()
            }
            None => {
                self.stories.head(story).map_or(0, |head| usize::try_from(head.unread).unwrap_or(0))
            }
        }
    }

    /// Takes an article out of the list before the store has been asked again.
    pub fn remove(&mut self, id: DocumentId, height: u16) {
        self.others.remove(&id);
        self.stories.remove(id);
        if let Some(place) = self.places.get(&id) {
            self.entries.remove(*place);
            self.counts.documents = self.counts.documents.saturating_sub(1);
        }
        self.index();
        self.arrange(height);
    }

    /// Replaces the list, keeping the selection on the same article where it is still there.
    pub fn replace(&mut self, entries: Vec<ListEntry>, rest: Rest, height: u16) {
        self.entries = entries;
        self.rest = rest;
        self.stories.doubt();
        self.index();
        self.arrange(height);
    }

    /// Forgets the articles, because those of another shelf are wanted.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.rows.clear();
        self.rest = Rest::Unread;
        self.list = ListState::default();
    }

    /// Adds the articles that follow.
    pub fn extend(&mut self, entries: Vec<ListEntry>, rest: Rest) {
        let first = self.entries.len();
        self.places.extend(entries.iter().map(|entry| entry.id).zip(first..));
        self.entries.extend(entries);
        self.rest = rest;
        self.place(first);
    }

    /// Tells whether more articles should be fetched, because the selection is near the end.
    pub fn wants_more(&self, height: u16) -> bool {
        self.rest == Rest::Unread
            && self.list.selected() + 2 * usize::from(height) >= self.rows.len()
    }

    /// Returns the stories of the articles from a place on, each once; none where the list does not show stories.
    pub fn stories_from(&self, place: usize) -> Vec<StoryId> {
        if !self.shows_stories() {
            return Vec::new();
        }
        let mut seen = HashSet::new();
        let stories = self.entries.iter().skip(place).filter_map(|entry| entry.story);
        stories.filter(|story| seen.insert(*story)).collect()
    }

    /// Takes what is known of some stories that were asked for.
    pub fn take_heads(&mut self, asked: &[StoryId], heads: Vec<StoryEntry>, height: u16) {
        self.stories.take_heads(asked, heads);
        self.arrange(height);
    }

    /// Takes all articles of a story.
    pub fn take_members(&mut self, story: StoryId, entries: Vec<ListEntry>, height: u16) {
        self.stories.take_members(story, entries.iter().map(|entry| entry.id).collect());
        for entry in entries {
            // What the list shows of an article may be newer than what is on the disk.
            match self.places.get(&entry.id).and_then(|place| self.entries.get_mut(*place)) {
                Some(known) => known.story = entry.story,
                None => {
                    self.others.insert(entry.id, entry);
                }
            }
        }
        self.arrange(height);
    }

    /// Returns the stories among the rows that are shown, with some more, whose articles are to be asked for.
    pub fn wants_members(&mut self, height: u16) -> Vec<StoryId> {
        let (top, rows) = (self.list.top(), 2 * usize::from(height));
        let shown = self.rows.iter().skip(top).take(rows).filter_map(|row| match row {
            SourceRow::Story(story) => Some(*story),
            _ => None,
        });
        let wanted: Vec<_> = shown.filter(|story| !self.stories.is_folded(*story)).collect();
        wanted.into_iter().filter(|story| self.stories.ask(*story)).collect()
    }

    /// Folds or unfolds a story; the selection goes to its head where its article is hidden.
    pub fn fold(&mut self, story: StoryId, folded: bool, height: u16) {
        self.stories.fold(story, folded);
        self.arrange(height);
    }

    /// Folds or unfolds all stories.
    pub fn fold_all(&mut self, folded: bool, height: u16) {
        self.stories.fold_all(folded);
        self.arrange(height);
    }

    /// Changes what is known of stories beside their rows.
    pub const fn stories_mut(&mut self) -> &mut Stories {
        &mut self.stories
    }

    /// Tells whether stories are shown: where the list is the whole library.
    fn shows_stories(&self) -> bool {
        self.scope == Scope::default() && self.filter.is_none()
    }

    fn index(&mut self) {
        self.places = self.entries.iter().map(|entry| entry.id).zip(0..).collect();
    }

    /// Finds the rows anew, keeping the selection where it is.
    fn arrange(&mut self, height: u16) {
        let selected = self.selected_row();
        self.rows.clear();
        self.placed.clear();
        self.place(0);
        let row = selected.and_then(|row| {
            let same = match row.document() {
                Some(document) => self.row_of(document),
                None => self.rows.iter().position(|other| *other == row),
            };
            same.or_else(|| self.row_of_story(row.story()?))
        });
        self.list.follow(row.unwrap_or(self.list.selected()), self.rows.len(), height);
    }

    /// Adds the rows of the articles from a place on.
    fn place(&mut self, first: usize) {
        // An article of a story that has no row yet stands nowhere before these.
        let mut known: HashMap<StoryId, Vec<DocumentId>> = HashMap::new();
        for entry in self.entries.iter().skip(first) {
            if let Some(story) = entry.story {
                known.entry(story).or_default().push(entry.id);
            }
        }
        for place in first..self.entries.len() {
            let Some(entry) = self.entries.get(place) else { break };
            let story =
                entry.story.filter(|it| self.shows_stories() && self.stories.head(*it).is_some());
            let Some(story) = story else {
                self.rows.push(SourceRow::Article(entry.id));
                continue;
            };
            if !self.placed.insert(story) {
                continue;
            }
            self.rows.push(SourceRow::Story(story));
            if !self.stories.is_folded(story) {
                let members = self.stories.members(story).or(known.get(&story).map(Vec::as_slice));
                let members = members.unwrap_or_default();
                let rows = members.iter().filter(|id| self.get(**id).is_some());
                let rows: Vec<_> = rows.map(|id| SourceRow::Member(story, *id)).collect();
                self.rows.extend(rows);
            }
        }
    }
}

#[cfg(test)]
mod tests;
