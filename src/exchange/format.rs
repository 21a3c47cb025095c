//! Forms: the ways in which kept passages and articles are written and read, and which of them a text is in.

use std::path::Path;

use crate::exchange::kept::{Brought, Kept, Unreadable};
use crate::exchange::{annotation, annotation_in, markdown, readwise, record};

/// A form of text for kept passages or articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// W3C Web Annotations; read also as Hypothesis exports them.
    JsonLd,
    /// A table of Readwise.
    Readwise,
    /// Markdown of this program.
    Markdown,
    /// JSON Lines of this program.
    JsonLines,
}

impl Format {
    /// Tells the form of a text by its content.
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim_start();
        let line = text.lines().next().unwrap_or_default();
        if text.starts_with(['{', '[']) {
            return Some(of_json(line));
        }
        if text.contains(markdown::MARK) {
            return Some(Self::Markdown);
        }
        readwise::is_table(line).then_some(Self::Readwise)
    }

    /// Tells the form that a file is written in by how its name ends.
    pub fn of_name(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        Some(match ending.as_str() {
            "jsonld" => Self::JsonLd,
            "csv" => Self::Readwise,
            "md" | "markdown" => Self::Markdown,
            "jsonl" => Self::JsonLines,
            _ => return None,
        })
    }

    /// Tells whether a text is one that this program wrote in this form, so that it may be replaced.
    pub fn is_own(self, text: &str) -> bool {
        if text.trim().is_empty() {
            return true;
        }
        match self {
            Self::JsonLd => text.starts_with("{\"@context\":[") && text.contains(annotation::OWN.1),
            Self::Readwise => text.lines().next() == Some(&readwise::COLUMNS.join(",")),
            Self::Markdown => text.contains(markdown::MARK),
            Self::JsonLines => text.starts_with("{\"sidelight\":"),
        }
    }

    /// Writes kept passages; `None` if nothing is written in this form.
    pub fn write(self, kept: &[Kept]) -> Option<String> {
        Some(match self {
            Self::JsonLd => annotation::write(kept),
            Self::Readwise => readwise::write(kept),
            Self::Markdown => markdown::write(kept),
            Self::JsonLines => record::write(kept),
        })
    }
}

fn of_json(line: &str) -> Format {
    let has = |line: &str, name: &str| {
        serde_json::from_str::<serde_json::Value>(line).is_ok_and(|value| value.get(name).is_some())
    };
    if has(line, "sidelight") { Format::JsonLines } else { Format::JsonLd }
}

/// Reads passages of a form, or of the one that the text shows it is in.
///
/// # Errors
///
/// Fails if the text is not in that form, or in none that is known.
pub fn read(text: &str, format: Option<Format>) -> Result<Vec<Brought>, Unreadable> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match format.or_else(|| Format::of(text)).ok_or(Unreadable::Unknown)? {
        Format::JsonLd => annotation_in::read(text),
        Format::Readwise => readwise::read(text),
        Format::Markdown => markdown::read(text),
        Format::JsonLines => record::read(text),
    }
}
