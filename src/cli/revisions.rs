//! `sidelight revisions`: every state in which an article was fetched.

use std::io::Write;

use anyhow::{Result, bail};
use jiff::Timestamp;
use serde::Serialize;

use crate::cli::arguments::Format;
use crate::cli::escape::write_line;
use crate::cli::exit::Exit;
use crate::cli::table;
use crate::cli::width::terminal_width;
use crate::document::DocumentId;
use crate::library::{Library, Revision};
use crate::text::Safe;

/// How many articles are looked through at a time.
const PAGE: usize = 200;

/// Lists the revisions of an article, the current first.
///
/// # Errors
///
/// Fails if there is no such article, the library cannot be read, or nothing can be printed.
pub fn revisions(
    out: &mut impl Write,
    library: &Library,
    article: &str,
    format: Format,
) -> Result<Exit> {
    let document = find(library, article)?;
    let revisions = library.revisions(document)?;
    match format {
        Format::Json => {
            for revision in &revisions {
                write_line(out, &RevisionJson::new(document, revision))?;
            }
        }
        Format::Table => {
            let rows: Vec<_> = revisions.iter().map(row).collect();
            out.write_all(table::layout(&rows, terminal_width()).as_bytes())?;
        }
    }
    Ok(Exit::Done)
}

/// Returns the article with an identity or a title.
fn find(library: &Library, article: &str) -> Result<DocumentId> {
    if let Ok(id) = article.parse::<DocumentId>()
        && library.entry(id)?.is_some()
    {
        return Ok(id);
    }
    let mut after = None;
    loop {
        let page = library.list(after.as_ref(), PAGE)?;
        if let Some(entry) = page.iter().find(|entry| entry.title == article) {
            return Ok(entry.id);
        }
        match page.last() {
            Some(last) => after = Some(last.cursor),
            None => bail!("no article is called `{article}`; `sidelight list` shows their titles"),
        }
    }
}

fn row(revision: &Revision) -> Vec<Safe> {
    let state = if revision.current { "current" } else { "old" };
    let hash: String = revision.id.to_string().chars().take(12).collect();
    let fetched = revision.fetched.strftime("%Y-%m-%d %H:%M UTC").to_string();
    let cells = [fetched, state.to_owned(), format!("{} bytes", revision.size), hash];
    cells.iter().map(|cell| Safe::new(cell)).collect()
}

#[derive(Debug, Serialize)]
struct RevisionJson {
    document: String,
    revision: String,
    fetched: Timestamp,
    size: u64,
    current: bool,
}

impl RevisionJson {
    fn new(document: DocumentId, revision: &Revision) -> Self {
        Self {
            document: document.to_string(),
            revision: revision.id.to_string(),
            fetched: revision.fetched,
            size: revision.size,
            current: revision.current,
        }
    }
}
