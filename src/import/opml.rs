//! OPML: lists of feeds, as feed readers exchange them.

use crate::import::refusal::Refusal;

/// One feed of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Where the feed is.
    pub address: String,
    /// What the list calls it.
    pub title: Option<String>,
    /// The page it belongs to.
    pub site: Option<String>,
    /// The folders it stands in, the outermost first.
    pub folders: Vec<String>,
}

/// Reads a list; what is no feed in it is left out.
///
/// # Errors
///
/// Refuses what is no OPML.
pub fn read(_bytes: &[u8]) -> Result<Vec<Outline>, Refusal> {
    Err(Refusal::Unsupported { format: "a list of feeds" })
}

/// Writes a list.
pub fn write(_title: &str, _outlines: &[Outline]) -> String {
    String::new()
}
