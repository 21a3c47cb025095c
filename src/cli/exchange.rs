//! `sidelight import` and `sidelight export`: lists of feeds from other readers, and for them.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use serde::Serialize;

use crate::cli::arguments::Format;
use crate::cli::escape::write_line;
use crate::cli::exit::{Exit, hint};
use crate::library::{FeedsImported, Library};

/// Follows the feeds of an OPML file.
///
/// # Errors
///
/// Fails if it cannot be read, the library cannot be written or nothing can be printed.
pub fn import(
    out: &mut impl Write,
    library: &Library,
    path: &Path,
    format: Format,
) -> Result<Exit> {
    let FeedsImported { new, known } = library.import_feeds(path)?;
    match format {
        Format::Json => write_line(out, &ImportedJson { new, known })?,
        Format::Table => {
            let feeds = if new == 1 { "feed is" } else { "feeds are" };
            writeln!(out, "{new} {feeds} followed now, {known} were before")?;
            if new > 0 {
                out.flush()?;
                hint("sidelight refresh fetches them");
            }
        }
    }
    Ok(Exit::Done)
}

/// Writes the feeds that are followed to an OPML file; `-` is standard output.
///
/// # Errors
///
/// Fails if it cannot be written or the library cannot be read.
pub fn export(
    out: &mut impl Write,
    library: &Library,
    path: &Path,
    format: Format,
) -> Result<Exit> {
    if path.as_os_str() == "-" {
        out.write_all(library.feeds_as_opml()?.as_bytes())?;
        return Ok(Exit::Done);
    }
    let feeds = library.export_feeds(path)?;
    match format {
        Format::Json => write_line(out, &ExportedJson { feeds })?,
        Format::Table => {
            let what = if feeds == 1 { "feed" } else { "feeds" };
            writeln!(out, "{feeds} {what} written")?;
        }
    }
    Ok(Exit::Done)
}

#[derive(Debug, Serialize)]
struct ImportedJson {
    new: usize,
    known: usize,
}

#[derive(Debug, Serialize)]
struct ExportedJson {
    feeds: usize,
}
