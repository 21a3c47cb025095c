//! Popups: what stands over the panes until it is closed.

use crate::bookmark::Bookmark;
use crate::document::DocumentId;
use crate::text::{Safe, TextRange};
use crate::tui::action::Action;
use crate::tui::keymap::Context;
use crate::tui::state::list::ListState;
use crate::tui::state::prompt::Prompt;

/// An open popup.
#[derive(Clone, Debug)]
pub enum Popup {
    /// Every key of a context.
    Help(Help),
    /// Kept passages.
    Bookmarks(Bookmarks),
    /// Places jumped from.
    Jumps(ListState),
    /// The headings of the article.
    Contents(Contents),
    /// Commands and articles by name.
    Palette(Palette),
    /// A text to look at: the evidence of a fact, a bookmark with its context, information.
    Peek(Peek),
}

/// The help pane.
#[derive(Clone, Debug)]
pub struct Help {
    /// Whose keys are shown.
    pub context: Context,
    /// Scrolling and the row the search is at.
    pub list: ListState,
    /// What is searched for.
    pub query: String,
    /// The keys with what they do, by headings.
    pub rows: Vec<HelpRow>,
}

/// One row of the help pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpRow {
    /// What the keys below belong to.
    Heading(&'static str),
    /// The keys of an action and what it does.
    Keys(String, &'static str),
    /// An empty row.
    Space,
}

/// The bookmarks panel.
#[derive(Clone, Debug)]
pub struct Bookmarks {
    /// The selected row and the first one shown.
    pub list: ListState,
    /// Whose bookmarks are shown.
    pub tab: Tab,
    /// The bookmarks, in the order shown.
    pub bookmarks: Vec<Bookmark>,
}

/// Whose bookmarks are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Those of one document.
    Document(DocumentId),
    /// Those of the whole library.
    Library,
}

/// The table of contents.
#[derive(Clone, Debug)]
pub struct Contents {
    /// The selected row and the first one shown.
    pub list: ListState,
    /// The headings: how deep, and where.
    pub headings: Vec<(u8, TextRange)>,
}

/// The command palette.
#[derive(Clone, Debug)]
pub struct Palette {
    /// What is typed.
    pub input: Prompt,
    /// The selected row and the first one shown.
    pub list: ListState,
    /// What matches, best first.
    pub items: Vec<PaletteItem>,
}

/// Something the palette offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaletteItem {
    /// A command.
    Action(Action),
    /// An article of the list.
    Article(DocumentId, String),
}

/// A text to look at.
#[derive(Clone, Debug)]
pub struct Peek {
    /// What it is.
    pub title: Safe,
    /// Its paragraphs.
    pub paragraphs: Vec<Safe>,
    /// Whether empty rows stand between them.
    pub spacing: Spacing,
    /// Scrolling.
    pub list: ListState,
}

/// Whether empty rows stand between paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spacing {
    /// They do.
    Loose,
    /// They do not.
    Tight,
}
