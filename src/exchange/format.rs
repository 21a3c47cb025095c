//! Forms: the ways in which kept passages and articles are written and read, and which of them a text is in.

use std::path::Path;

use crate::exchange::kept::{Article, Brought, KeptPassage, Unreadable};
use crate::exchange::merge::Page;
use crate::exchange::{
    annotation, annotation_in, bibtex, csl, kindle, koreader, markdown, org, readwise, record,
    sidecar,
};

/// A form of text for kept passages or articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// W3C Web Annotations; read also as Hypothesis exports them.
    JsonLd,
    /// A table of Readwise.
    Readwise,
    /// Markdown of this program.
    Markdown,
    /// Org of this program.
    Org,
    /// JSON Lines of this program.
    JsonLines,
    /// The clippings of a Kindle, which are only read.
    Kindle,
    /// What `KOReader` exports as JSON, or keeps beside a book, which is only read.
    Koreader,
    /// BibTeX of articles, which is only written.
    Bibtex,
    /// CSL-JSON of articles, which is only written.
    CslJson,
}

impl Format {
    /// Tells the form of a text by its content.
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim_start();
        let line = text.lines().next().unwrap_or_default();
        if text.starts_with(['{', '[']) {
            return Some(of_json(text, line));
        }
        if text.contains(markdown::MARK) {
            return Some(Self::Markdown);
        }
        if text.contains(org::MARK) {
            return Some(Self::Org);
        }
        if kindle::is_kindle(text) {
            return Some(Self::Kindle);
        }
        if sidecar::is_sidecar(text) {
            return Some(Self::Koreader);
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
            "org" => Self::Org,
            "jsonl" => Self::JsonLines,
            "bib" => Self::Bibtex,
            "json" => Self::CslJson,
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
            Self::Org => text.contains(org::MARK),
            Self::JsonLines => text.starts_with("{\"sidelight\":"),
            Self::Bibtex => text.starts_with(bibtex::FIRST_LINE),
            Self::CslJson => csl::is_own(text),
            Self::Kindle | Self::Koreader => false,
        }
    }

    /// Returns how pages are brought up to date that others write in too, if they are in this form.
    pub const fn page(self) -> Option<&'static Page> {
        match self {
            Self::Markdown => Some(&markdown::PAGE),
            Self::Org => Some(&org::PAGE),
            _ => None,
        }
    }

    /// Tells whether articles are written in this form, not passages.
    pub const fn is_of_articles(self) -> bool {
        matches!(self, Self::Bibtex | Self::CslJson)
    }

    /// Writes kept passages, or the articles that are cited; `None` if nothing is written in this form.
    pub fn write(self, kept: &[KeptPassage], cited: &[Article]) -> Option<String> {
        Some(match self {
            Self::JsonLd => annotation::write(kept),
            Self::Readwise => readwise::write(kept),
            Self::Markdown => markdown::write(kept),
            Self::Org => org::write(kept),
            Self::JsonLines => record::write(kept),
            Self::Bibtex => bibtex::write(cited),
            Self::CslJson => csl::write(cited),
            Self::Kindle | Self::Koreader => return None,
        })
    }
}

fn of_json(text: &str, line: &str) -> Format {
    let has = |line: &str, name: &str| {
        serde_json::from_str::<serde_json::Value>(line).is_ok_and(|value| value.get(name).is_some())
    };
    if has(line, "sidelight") {
        Format::JsonLines
    } else if koreader::is_koreader(text) {
        Format::Koreader
    } else {
        Format::JsonLd
    }
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
        Format::Org => org::read(text),
        Format::JsonLines => record::read(text),
        Format::Kindle => kindle::read(text),
        Format::Koreader if text.trim_start().starts_with(['{', '[']) => koreader::read(text),
        Format::Koreader => sidecar::read(text),
        Format::Bibtex | Format::CslJson => Err(Unreadable::Unknown),
    }
}
