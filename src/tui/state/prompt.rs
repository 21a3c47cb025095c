//! The prompt: one line of typed text at the foot of the screen.

use crate::document::DocumentId;
use crate::library::SearchId;
use crate::source::FeedId;
use crate::story::StoryId;
use crate::text::display::Safe;
use crate::text::grapheme::{next_boundary, previous_boundary};
use crate::text::{TextRange, TextSize};
use crate::tui::state::sources::filtered::Filtered;

/// What a prompt asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A string to find in the article; the place to return to if the search is given up.
    Search {
        /// The top of the view when the search began.
        from: TextSize,
    },
    /// A string to find among the rows of a list; the row to return to if the search is given up.
    FindRow {
        /// The row that was selected when the search began.
        from: usize,
    },
    /// What the facts of the panel are narrowed to; what they were narrowed to before.
    Narrow {
        /// What was typed then.
        before: Option<String>,
    },
    /// What the rows of a matrix or a timeline are narrowed to.
    NarrowRows {
        /// What they were narrowed to before.
        before: String,
    },
    /// A command.
    Command,
    /// Tags, in the note editor.
    Tags,
    /// What the bookmarks are narrowed to; what they were narrowed to before.
    Sift {
        /// What was typed then.
        before: String,
    },
    /// A file, folder or address to add to the library.
    Add,
    /// What to call a feed.
    Rename(FeedId),
    /// What to call a story.
    RenameStory(StoryId),
    /// The file for the kept passages of a document, or of all.
    WritePassages(Option<DocumentId>),
    /// What to look for in the whole library.
    SearchLibrary,
    /// What the source list is filtered by.
    FilterList(Before),
    /// What to call a search that is to be kept, and what it looks for.
    SaveSearch(String),
    /// What to call a kept search.
    RenameSearch(SearchId),
    /// What a kept search looks for.
    EditSearch(SearchId),
}

/// What the source list showed before it was filtered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// What it was filtered by.
    pub filter: Option<Filtered>,
    /// The article that was selected.
    pub selected: Option<DocumentId>,
    /// How many articles had been read from the store.
    pub length: usize,
}

impl Purpose {
    /// Returns what stands in front of the typed text.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Search { .. }
            | Self::FindRow { .. }
            | Self::Narrow { .. }
            | Self::NarrowRows { .. }
            | Self::Sift { .. } => "/",
            Self::SearchLibrary => "search: ",
            Self::FilterList(_) => "filter: ",
            Self::SaveSearch(_) | Self::RenameSearch(_) => "call this search: ",
            Self::EditSearch(_) => "look for: ",
            Self::Command => ":",
            Self::Tags => "tags: ",
            Self::Add => "add file, folder or address: ",
            Self::Rename(_) => "call this feed: ",
            Self::RenameStory(_) => "call this story: ",
            Self::WritePassages(_) => "write kept passages to: ",
        }
    }
}

/// A prompt with what has been typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What it asks for.
    pub purpose: Purpose,
    text: String,
    cursor: TextSize,
    /// How far back in the history the text comes from.
    pub recalled: Option<usize>,
    /// What was typed before it was completed.
    stem: Option<String>,
}

impl Prompt {
    /// Opens a prompt with some text in it.
    pub fn new(purpose: Purpose, text: &str) -> Self {
        let text = Safe::new(text).as_str().to_owned();
        let cursor = TextSize::of(text.as_str());
        Self { purpose, text, cursor, recalled: None, stem: None }
    }

    /// Returns what has been typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Tells whether a query is being typed, of the library or of what is kept.
    pub const fn asks_for_query(&self) -> bool {
        matches!(
            self.purpose,
            Purpose::SearchLibrary
                | Purpose::FilterList(_)
                | Purpose::EditSearch(_)
                | Purpose::Sift { .. }
        )
    }

    /// Returns what stands before the cursor.
    pub fn before_cursor(&self) -> &str {
        &self.text[TextRange::up_to(self.cursor)]
    }

    /// Replaces everything.
    pub fn set(&mut self, text: &str) {
        self.stem = None;
        Safe::new(text).as_str().clone_into(&mut self.text);
        self.cursor = TextSize::of(self.text.as_str());
    }

    /// Returns what was typed before it was completed: all of it, if it was not.
    pub fn stem(&self) -> &str {
        self.stem.as_deref().unwrap_or(&self.text)
    }

    /// Replaces everything by a completion of `stem`.
    pub fn complete(&mut self, stem: &str, completion: &str) {
        self.set(completion);
        self.stem = Some(stem.to_owned());
    }

    /// Types at the cursor; line ends become spaces and control characters visible.
    pub fn insert(&mut self, typed: &str) {
        let typed = Safe::new(typed);
        self.stem = None;
        self.text.insert_str(self.cursor.into(), typed.as_str());
        self.cursor += TextSize::of(typed.as_str());
    }

    /// Moves the cursor one character left.
    pub fn left(&mut self) {
        self.cursor = previous_boundary(&self.text, self.cursor);
    }

    /// Moves the cursor one character right.
    pub fn right(&mut self) {
        self.cursor = next_boundary(&self.text, self.cursor);
    }

    /// Moves the cursor to the start.
    pub fn start(&mut self) {
        self.cursor = TextSize::from(0);
    }

    /// Moves the cursor to the end.
    pub fn end(&mut self) {
        self.cursor = TextSize::of(self.text.as_str());
    }

    /// Deletes the character before the cursor; returns whether there was one.
    pub fn delete_before(&mut self) -> bool {
        let start = previous_boundary(&self.text, self.cursor);
        self.delete(TextRange::new(start, self.cursor))
    }

    /// Deletes the character at the cursor.
    pub fn delete_at(&mut self) {
        let end = next_boundary(&self.text, self.cursor);
        self.delete(TextRange::new(self.cursor, end));
    }

    /// Deletes the word before the cursor.
    pub fn delete_word(&mut self) {
        let kept = self.before_cursor().trim_end();
        let kept = kept.trim_end_matches(|ch: char| !ch.is_whitespace());
        self.delete(TextRange::new(TextSize::of(kept), self.cursor));
    }

    /// Deletes everything.
    pub fn clear(&mut self) {
        self.set("");
    }

    /// Deletes from the cursor to the end.
    pub fn delete_to_end(&mut self) {
        self.text.truncate(self.cursor.into());
    }

    fn delete(&mut self, range: TextRange) -> bool {
        self.stem = None;
        self.text.replace_range(std::ops::Range::<usize>::from(range), "");
        self.cursor = range.start();
        !range.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{Prompt, Purpose};

    #[test]
    fn editing_keeps_characters_whole() {
        let mut prompt = Prompt::new(Purpose::Command, "add é👍🏽");
        assert!(prompt.delete_before());
        assert_eq!(prompt.text(), "add é");
        prompt.left();
        prompt.insert("x\ny\u{1b}");
        assert_eq!(prompt.text(), "add x y␛é");
        prompt.delete_word();
        assert_eq!(prompt.text(), "add x é");
        prompt.start();
        prompt.delete_at();
        assert_eq!(prompt.text(), "dd x é");
        prompt.right();
        prompt.delete_to_end();
        assert_eq!(prompt.text(), "d");
        prompt.start();
        assert!(!prompt.delete_before());
    }
}
