//! `sidelight list`: the articles of the library, newest first.

use std::io::Write;

use anyhow::Result;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::cli::arguments::Format;
use crate::cli::escape::write_line;
use crate::cli::exit::Exit;
use crate::cli::table;
use crate::cli::width::terminal_width;
use crate::document::TitleOrigin;
use crate::library::{Library, ListEntry};
use crate::text::Safe;

/// How many articles are read at a time.
const PAGE: usize = 500;

/// Lists the library.
///
/// # Errors
///
/// Fails if the library cannot be read or nothing can be printed.
pub fn list(out: &mut impl Write, library: &Library, format: Format) -> Result<Exit> {
    let mut after = None;
    loop {
        let entries = library.list(after.as_ref(), PAGE)?;
        match format {
            Format::Json => {
                for entry in &entries {
                    let location = library.location(entry.id)?.map(|location| location.to_string());
                    write_line(out, &EntryJson::new(entry, location))?;
                }
            }
            Format::Table => {
                let rows: Vec<_> = entries.iter().map(row).collect();
                out.write_all(table::layout(&rows, terminal_width()).as_bytes())?;
            }
        }
        after = entries.last().map(|entry| entry.cursor);
        if entries.len() < PAGE {
            return Ok(Exit::Done);
        }
    }
}

fn row(entry: &ListEntry) -> Vec<Safe> {
    let state = match (entry.starred, entry.read) {
        (true, _) => "*".to_owned(),
        (false, true) => "read".to_owned(),
        (false, false) if entry.progress > 0.0 => format!("{:.0} %", entry.progress * 100.0),
        (false, false) => "new".to_owned(),
    };
    let published = entry.published.map_or_else(|| "-".to_owned(), |date| date.to_string());
    let site = entry.site.clone().unwrap_or_else(|| "-".to_owned());
    [state, published, site, entry.title.clone()].iter().map(|cell| Safe::new(cell)).collect()
}

#[derive(Debug, Serialize)]
struct EntryJson<'a> {
    id: String,
    title: &'a str,
    title_origin: &'static str,
    site: Option<&'a str>,
    published: Option<Date>,
    added: Timestamp,
    read: bool,
    starred: bool,
    progress: f32,
    bookmarks: u32,
    location: Option<String>,
}

impl<'a> EntryJson<'a> {
    fn new(entry: &'a ListEntry, location: Option<String>) -> Self {
        Self {
            id: entry.id.to_string(),
            title: &entry.title,
            title_origin: match entry.title_origin {
                TitleOrigin::Stated => "stated",
                TitleOrigin::Derived => "derived",
                TitleOrigin::Given => "given",
            },
            site: entry.site.as_deref(),
            published: entry.published,
            added: entry.added,
            read: entry.read,
            starred: entry.starred,
            progress: entry.progress,
            bookmarks: entry.bookmarks,
            location,
        }
    }
}
