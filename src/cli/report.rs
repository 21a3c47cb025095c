//! `sidelight report`: a whole comparison as a page to hand to somebody else.
//!
//! `contents` says what stands in it, as parts; `markdown` and `html` write parts, and are the only ones that know
//! how to escape. What was read from documents is never written in any other way.

pub mod contents;
pub mod html;
pub mod markdown;
pub mod part;
pub mod passage;
pub mod timeline;

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};
use jiff::Zoned;

use crate::cli::arguments::ReportFormat;
use crate::cli::compared::{Compared, Grouping, read};
use crate::cli::escape::write_line;
use crate::cli::exit::Exit;
use crate::cli::input::Articles;
use crate::cli::json::comparison::ComparisonJson;
use crate::cli::report::contents::contents;
use crate::cli::stories::open;
use crate::library::{Library, replace_file};

/// How a report is written and where to.
#[derive(Debug)]
pub struct Writing {
    /// In which form.
    pub format: ReportFormat,
    /// To which file; to standard output if none is named.
    pub output: Option<std::path::PathBuf>,
}

/// Writes a report on articles that are given.
///
/// # Errors
///
/// Fails if it cannot be written.
pub fn report_files(
    out: &mut impl Write,
    articles: &Articles,
    grouping: Grouping,
    writing: &Writing,
) -> Result<Exit> {
    let (sources, failures) = read(articles)?;
    if !sources.is_empty() {
        write(out, &Compared::new(sources, grouping), writing)?;
        out.flush()?;
    }
    Ok(failures.tell())
}

/// Writes a report on a story of the library.
///
/// # Errors
///
/// Fails if there is no such story, the library cannot be read or the report cannot be written.
pub fn report_story(
    out: &mut impl Write,
    library: &Library,
    name: &str,
    writing: &Writing,
) -> Result<Exit> {
    write(out, &open(library, name)?, writing)?;
    Ok(Exit::Done)
}

fn write(out: &mut impl Write, compared: &Compared, writing: &Writing) -> Result<()> {
    let mut page = Vec::new();
    let report = || contents(compared, Zoned::now().date());
    match writing.format {
        ReportFormat::Markdown => page.extend(markdown::write(&report()).into_bytes()),
        ReportFormat::Html => page.extend(html::write(&report()).into_bytes()),
        ReportFormat::Json => write_line(&mut page, &ComparisonJson::new(compared))?,
    }
    match writing.output.as_deref().filter(|path| path.as_os_str() != "-") {
        Some(path) => save(path, &page),
        None => Ok(out.write_all(&page)?),
    }
}

/// Saves a report, over an older one if there is one, over nothing else.
fn save(path: &Path, page: &[u8]) -> Result<()> {
    if path.exists() && !is_report(path) {
        bail!("{} is there already and no report; choose another name", path.display());
    }
    replace_file(path, page).map_err(|error| {
        anyhow::anyhow!("{} cannot be written: {error}; choose another place", path.display())
    })
}

fn is_report(path: &Path) -> bool {
    let starts = [markdown::FIRST_LINE, html::FIRST_LINE, "{\"documents\":["];
    let Ok(found) = fs::read(path) else { return false };
    starts.iter().any(|start| found.starts_with(start.as_bytes()))
}
