//! Blocks: the paragraphs, headings, lists and tables that a text is made of.

use serde::{Deserialize, Serialize};

use crate::document::span::Span;
use crate::text::TextRange;

/// The place of a block in its document's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BlockIndex(pub u32);

/// One block: what it is, which text it covers, and the spans within it.
///
/// Invariants, kept by [`crate::document::Document::new`]: blocks are in order and do not overlap;
/// every span lies within its block; a block that is not a [`BlockKind::Rule`] or
/// [`BlockKind::Image`] covers at least one character; only [`BlockKind::Code`] and
/// [`BlockKind::Table`] hold line feeds that are shown as line ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What the block is.
    pub kind: BlockKind,
    /// The text it covers.
    pub range: TextRange,
    /// How many quotations it stands in.
    pub quoted: u8,
    /// Its inline spans, in order of their start; they may nest.
    pub spans: Vec<Span>,
}

impl Block {
    /// Makes a block without spans and outside any quotation.
    pub const fn new(kind: BlockKind, range: TextRange) -> Self {
        Self { kind, range, quoted: 0, spans: Vec::new() }
    }

    /// Tells whether it stands below another without an empty row between them.
    pub const fn stands_close_to(&self, above: &Self) -> bool {
        use BlockKind::{Caption, Credit, Image, ListItem, Reference};
        above.quoted == self.quoted
            && matches!(
                (&above.kind, &self.kind),
                (ListItem { .. }, ListItem { .. })
                    | (Reference, Reference)
                    | (Image { .. } | Caption, Caption | Credit)
            )
    }
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// The headline.
    Title,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// Text quoted from elsewhere, set apart.
    Quotation,
    /// One item of a list.
    ListItem {
        /// How deep the list is nested; 0 for an outer list.
        depth: u8,
        /// What marks the item.
        marker: Marker,
    },
    /// Code or other text whose line ends count.
    Code {
        /// The language, where the document names one.
        language: Option<String>,
    },
    /// A table, its cells separated by tabs and its rows by line feeds in the text.
    Table(Table),
    /// What stands below a picture.
    Caption,
    /// Who made the text or a picture.
    Credit,
    /// A remark outside the running text: a footnote, an editor's note, a header line.
    Note,
    /// One entry of a list of references.
    Reference,
    /// A picture; its text is the description, if there is one.
    Image {
        /// Where the picture is.
        address: String,
    },
    /// A line across the page; it covers no text, or the characters that draw it.
    Rule,
}

impl BlockKind {
    /// Returns the name by which the headless face and the tests know the kind.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Heading(_) => "heading",
            Self::Paragraph => "paragraph",
            Self::Quotation => "quotation",
            Self::ListItem { .. } => "list-item",
            Self::Code { .. } => "code",
            Self::Table(_) => "table",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Note => "note",
            Self::Reference => "reference",
            Self::Image { .. } => "image",
            Self::Rule => "rule",
        }
    }
}

/// What marks a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Marker {
    /// A bullet, drawn by the program.
    Bullet,
    /// A number, drawn by the program.
    Ordinal(u32),
    /// The marker is part of the item's text, as in plain text files.
    InText,
    /// None: a further paragraph of the item before.
    Continued,
}

/// The cells of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// How each column is set.
    pub columns: Vec<Alignment>,
    /// The rows in order.
    pub rows: Vec<TableRow>,
}

/// One row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// Whether the row names the columns.
    pub header: bool,
    /// The text of each cell, within the block; a cell may be empty.
    pub cells: Vec<TextRange>,
}

/// How the text of a table column is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Alignment {
    /// At the left edge.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// At the right edge.
    Right,
}
