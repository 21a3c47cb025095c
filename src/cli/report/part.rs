//! The parts of a report, before they are written in one form or another. What comes from documents is held as
//! plain text here; the writers escape it, whatever it is.

use crate::cli::compared::is_web;
use crate::text::Safe;

/// A report.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What it is called.
    pub title: String,
    /// What it says.
    pub parts: Vec<Part>,
}

/// A block of a report.
#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    /// A heading, from level 1 to 4.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(Vec<Piece>),
    /// A list.
    List(Vec<Vec<Piece>>),
    /// A table with its head.
    Table(Vec<&'static str>, Vec<Vec<Vec<Piece>>>),
}

/// A stretch within a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// Words that matter.
    Strong(String),
    /// Words of an article, in quotation marks.
    Quotation(String),
    /// Where they stand: less than the words themselves.
    Aside(String),
    /// Words that lead to an address.
    Link {
        /// The words.
        words: String,
        /// The address, which starts with `http://` or `https://`.
        address: String,
    },
    /// Where a passage stands, and the address that leads to it where there is one. Written out, such addresses
    /// would be longer than the passages, so they stand only where they are not seen.
    Place {
        /// The words: `A ¶3`.
        words: String,
        /// The address, which starts with `http://` or `https://`.
        address: Option<String>,
    },
    /// The end of a line.
    Break,
}

impl Piece {
    /// Makes a link if the address is one of the web, else only its words: no other address is ever written.
    pub fn link(words: &str, address: Option<&str>) -> Self {
        match address.filter(|address| is_web(address)) {
            Some(address) => Self::Link { words: words.to_owned(), address: address.to_owned() },
            None => Self::Text(words.to_owned()),
        }
    }

    /// Makes words.
    pub fn text(words: impl Into<String>) -> Self {
        Self::Text(words.into())
    }
}

/// Returns words as they may be written: on one line and without anything that is not to be seen.
pub fn line(words: &str) -> String {
    Safe::new(words).to_string()
}
