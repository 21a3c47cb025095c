//! Popups: what stands over the panes until it is closed.

use std::sync::Arc;

use crate::document::{BlockKind, Document, DocumentBuilder, DocumentId};
use crate::layout::{Position, Row, TextLayout};
use crate::text::{Columns, Safe, TextRange};
use crate::tui::action::Action;
use crate::tui::keymap::Context;
use crate::tui::state::changes::{ChangesView, Versions};
use crate::tui::state::evidence::Evidence;
use crate::tui::state::kept_list::KeptList;
use crate::tui::state::list::ListState;
use crate::tui::state::panel::Filter;
use crate::tui::state::prompt::Prompt;
use crate::tui::state::scroll::scrolled;

/// An open popup.
#[derive(Clone, Debug)]
pub enum Popup {
    /// Every key of a context.
    Help(Help),
    /// Kept passages.
    Bookmarks(Box<KeptList>),
    /// Places jumped from.
    Jumps(ListState),
    /// The headings of the article.
    Contents(Contents),
    /// The pages that the article links to.
    Links(Links),
    /// Where somebody or something is named, here and in other articles.
    Evidence(Evidence),
    /// Which facts the panel may show.
    Filters(Filters),
    /// What the search of the library found.
    Results,
    /// Commands and articles by name.
    Palette(Palette),
    /// What changed in the article since another revision.
    Changes(ChangesView),
    /// The revisions of the article.
    Versions(Versions),
    /// A text to look at: the evidence of a fact, a bookmark with its context, information.
    Peek(Peek),
}

impl Popup {
    /// Returns which keys count while it is open.
    pub const fn context(&self) -> Context {
        match self {
            Self::Palette(_) => Context::Palette,
            Self::Help(_) | Self::Peek(_) | Self::Changes(_) => Context::Help,
            Self::Bookmarks(_) => Context::Bookmarks,
            Self::Results => Context::Results,
            Self::Jumps(_)
            | Self::Contents(_)
            | Self::Links(_)
            | Self::Evidence(_)
            | Self::Filters(_)
            | Self::Versions(_) => Context::List,
        }
    }
}

/// The help pane.
#[derive(Clone, Debug)]
pub struct Help {
    /// Whose keys are shown.
    pub context: Context,
    /// Scrolling and the row the search is at.
    pub list: ListState,
    /// The keys with what they do, by headings.
    pub rows: Vec<HelpRow>,
    /// What it stands over, which comes back when it is closed.
    pub under: Option<Box<Popup>>,
}

/// One row of the help pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpRow {
    /// What the keys below belong to.
    Heading(&'static str),
    /// The keys of an action and what it does, or a mark and what it means.
    Keys(String, &'static str),
    /// An empty row.
    Space,
}

/// The table of contents.
#[derive(Clone, Debug)]
pub struct Contents {
    /// The selected row and the first one shown.
    pub list: ListState,
    /// The headings in order.
    pub headings: Vec<Heading>,
}

/// A heading of the article.
#[derive(Clone, Debug)]
pub struct Heading {
    /// What the contents show: its words, indented by its depth.
    pub text: Safe,
    /// Where it is.
    pub range: TextRange,
}

/// The pages that an article links to.
#[derive(Clone, Debug)]
pub struct Links {
    /// The selected row and the first one shown.
    pub list: ListState,
    /// The links in the order of the text.
    pub links: Vec<Link>,
}

/// Which facts the panel may show.
#[derive(Clone, Debug)]
pub struct Filters {
    /// The selected row and the first one shown.
    pub list: ListState,
    /// Each with how many entries it shows.
    pub choices: Vec<(Filter, usize)>,
}

/// A link of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words that are linked.
    pub text: Safe,
    /// Where it leads.
    pub address: String,
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
    text: Arc<Document>,
    top: Position,
}

/// Whether empty rows stand between paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spacing {
    /// They do.
    Loose,
    /// They do not.
    Tight,
}

impl Peek {
    /// The most columns of its text.
    const WIDEST: u16 = 76;

    /// Makes a text of paragraphs; `None` where they hold nothing.
    pub fn new(title: Safe, paragraphs: &[Safe], spacing: Spacing) -> Option<Self> {
        let kind = match spacing {
            Spacing::Loose => BlockKind::Paragraph,
            // The layout leaves no empty rows between the entries of a list of references.
            Spacing::Tight => BlockKind::Reference,
        };
        let mut builder = DocumentBuilder::new();
        for paragraph in paragraphs {
            builder.simple(kind.clone(), paragraph.as_str());
        }
        let text = Arc::new(builder.finish().ok()?);
        Some(Self { title, text, top: Position::default() })
    }

    /// Returns the columns of its text on a screen so wide.
    pub fn columns(screen: u16) -> u16 {
        screen.saturating_sub(8).clamp(1, Self::WIDEST)
    }

    /// Scrolls by rows, never past the last one.
    pub fn scroll(&mut self, rows: i64, columns: u16, height: u16) {
        let layout = TextLayout::new(Columns::from(columns));
        self.top = scrolled(&layout, &self.text, self.top, rows, height);
    }

    /// Returns the words of the rows shown.
    pub fn rows(&self, columns: u16, height: u16) -> Vec<Safe> {
        let layout = TextLayout::new(Columns::from(columns));
        // A higher screen may have room for more than is left below the top.
        let top = scrolled(&layout, &self.text, self.top, 0, height);
        let words = |row: &Row| match row {
            Row::Line(line) => Safe::new(self.text.slice(line.range)),
            Row::Space => Safe::default(),
        };
        layout.rows(&self.text, top, height).iter().map(words).collect()
    }
}
