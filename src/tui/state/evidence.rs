//! Evidence: where somebody or something is named, in the open article and in the others of the library.

use crate::document::DocumentId;
use crate::library::{ListCursor, Naming};
use crate::text::TextRange;
use crate::tui::state::list::ListState;

/// How many other articles are asked for at a time.
pub const PAGE: usize = 50;

/// Where somebody or something is named.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The selected row and the first one shown.
    pub list: ListState,
    /// What it is called here.
    pub name: String,
    /// The form under which other articles know it; `None` if its name may be that of many.
    pub key: Option<String>,
    /// The article whose mentions are shown.
    pub document: DocumentId,
    mentions: Vec<TextRange>,
    others: Vec<Naming>,
    rest: Rest,
}

/// Whether there are more articles than are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// There may be.
    Unread,
    /// There are none.
    Complete,
}

/// One row of the evidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum EvidenceRow<'e> {
    /// A mention in the open article.
    Mention(TextRange),
    /// What stands above the other articles.
    Others,
    /// Another article.
    Article(&'e Naming),
}

impl Evidence {
    /// Makes the evidence of what is named in the open article.
    pub fn new(
        document: DocumentId,
        name: &str,
        key: Option<String>,
        mentions: &[TextRange],
    ) -> Self {
        let rest = if key.is_some() { Rest::Unread } else { Rest::Complete };
        Self {
            list: ListState::default(),
            name: name.to_owned(),
            key,
            document,
            mentions: mentions.to_vec(),
            others: Vec::new(),
            rest,
        }
    }

    /// Returns the mentions in the open article.
    pub fn mentions(&self) -> &[TextRange] {
        &self.mentions
    }

    /// Returns the other articles that are known so far.
    pub fn others(&self) -> &[Naming] {
        &self.others
    }

    /// Tells whether there are more articles than are there.
    pub const fn rest(&self) -> Rest {
        self.rest
    }

    /// Returns how many rows there are: mentions, the line above the articles, articles.
    pub const fn row_count(&self) -> usize {
        self.mentions.len() + 1 + self.others.len()
    }

    /// Returns a row.
    pub fn row(&self, index: usize) -> Option<EvidenceRow<'_>> {
        match index.checked_sub(self.mentions.len()) {
            None => self.mentions.get(index).copied().map(EvidenceRow::Mention),
            Some(0) => Some(EvidenceRow::Others),
            Some(article) => self.others.get(article - 1).map(EvidenceRow::Article),
        }
    }

    /// Takes a page of articles that name it, of which the open one is none.
    pub fn extend(&mut self, page: Vec<Naming>) {
        if page.len() < PAGE {
            self.rest = Rest::Complete;
        }
        self.others.extend(page.into_iter().filter(|found| found.entry.id != self.document));
    }

    /// Returns the place after which further articles stand.
    pub fn after(&self) -> Option<ListCursor> {
        self.others.last().map(|last| last.entry.cursor)
    }

    /// Moves the selection by rows, past the line above the articles if it can.
    pub fn step(&mut self, by: i64, height: u16) {
        let length = self.row_count();
        for by in [by, by.signum(), -by.signum()] {
            self.list.step(by, length, height);
            if self.row(self.list.selected()) != Some(EvidenceRow::Others) {
                return;
            }
        }
    }

    /// Tells whether more articles are wanted soon.
    pub fn wants_more(&self, height: u16) -> bool {
        self.rest == Rest::Unread
            && self.list.selected() + 2 * usize::from(height) >= self.row_count()
    }
}
