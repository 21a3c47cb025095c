//! `sidelight bookmarks`: the passages that were kept.

use std::io::Write;

use anyhow::Result;
use jiff::Timestamp;
use serde::Serialize;

use crate::bookmark::Bookmark;
use crate::cli::arguments::Format;
use crate::cli::escape::write_line;
use crate::cli::exit::Exit;
use crate::cli::json::place::Place;
use crate::cli::table;
use crate::cli::width::terminal_width;
use crate::library::Library;
use crate::text::Safe;

/// Lists the passages that were kept.
///
/// # Errors
///
/// Fails if the library cannot be read or nothing can be printed.
pub fn bookmarks(out: &mut impl Write, library: &Library, format: Format) -> Result<Exit> {
    let bookmarks = library.bookmarks(None)?;
    match format {
        Format::Json => bookmarks
            .iter()
            .try_for_each(|bookmark| write_line(out, &BookmarkJson::from(bookmark)))?,
        Format::Table => {
            let rows: Vec<_> = bookmarks.iter().map(row).collect();
            out.write_all(table::layout(&rows, terminal_width()).as_bytes())?;
        }
    }
    Ok(Exit::Done)
}

fn row(bookmark: &Bookmark) -> Vec<Safe> {
    let tags: Vec<_> = bookmark.tags.iter().map(|tag| format!("#{tag}")).collect();
    let note = [bookmark.note.clone(), tags.join(" ")].join(" ");
    let quote = format!("“{}”", bookmark.anchor.quote.exact);
    [bookmark.title.clone(), note.trim().to_owned(), quote]
        .iter()
        .map(|cell| Safe::new(cell))
        .collect()
}

#[derive(Debug, Serialize)]
struct BookmarkJson<'a> {
    id: String,
    document: String,
    title: &'a str,
    revision: String,
    #[serde(flatten)]
    place: Place,
    quote: &'a str,
    prefix: &'a str,
    suffix: &'a str,
    note: &'a str,
    tags: &'a [String],
    created: Timestamp,
}

impl<'a> From<&'a Bookmark> for BookmarkJson<'a> {
    fn from(bookmark: &'a Bookmark) -> Self {
        let anchor = &bookmark.anchor;
        Self {
            id: bookmark.id.to_string(),
            document: bookmark.document.to_string(),
            title: &bookmark.title,
            revision: anchor.revision.to_string(),
            place: anchor.position.into(),
            quote: &anchor.quote.exact,
            prefix: &anchor.quote.prefix,
            suffix: &anchor.quote.suffix,
            note: &bookmark.note,
            tags: &bookmark.tags,
            created: bookmark.created,
        }
    }
}
