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

use std::fs::{self, File};
use std::io::{BufReader, Read as _, Write};
use std::path::Path;

use anyhow::{Result, bail};
use jiff::Zoned;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::cli::arguments::ReportFormat;
use crate::cli::compared::{Compared, Grouping, read};
use crate::cli::escape::write_line;
use crate::cli::exit::Exit;
use crate::cli::input::Articles;
use crate::cli::json::comparison::ComparisonJson;
use crate::cli::report::contents::contents;
use crate::cli::stories::open;
use crate::library::{Library, replace_file};

/// So many bytes of a file show whether it begins as a report does.
const KNOWN_BY: u64 = 4096;

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
    let written = if sources.is_empty() {
        Ok(())
    } else {
        write(out, &Compared::new(sources, grouping), writing).and_then(|()| Ok(out.flush()?))
    };
    // What could not be read is told even where the report cannot be written.
    let exit = failures.tell();
    written.map(|()| exit)
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

/// Saves a report, over an older one or an empty file if there is one, over nothing else. What is no file, such as
/// a pipe or `/dev/null`, is written to as it is.
fn save(path: &Path, page: &[u8]) -> Result<()> {
    let saved = match fs::metadata(path) {
        Ok(found) if found.is_dir() => bail!("{} is a folder; name a file in it", path.display()),
        Ok(found) if !found.is_file() => {
            let opened = File::options().write(true).open(path);
            opened.and_then(|mut target| target.write_all(page)).map_err(anyhow::Error::from)
        }
        Ok(found) if found.len() > 0 && !is_report(path) => {
            bail!("{} is there already and no report; choose another name", path.display())
        }
        _ => replace_file(path, page),
    };
    saved.map_err(|error| {
        anyhow::anyhow!("{} cannot be written: {error}; choose another place", path.display())
    })
}

/// Tells whether a file is a report: by how it begins, and by its parts if it is one as JSON.
fn is_report(path: &Path) -> bool {
    is_page(path, &[markdown::FIRST_LINE, html::FIRST_LINE])
        || (is_page(path, &["{\"documents\":["]) && is_json_report(path))
}

fn is_page(path: &Path, starts: &[&str]) -> bool {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(KNOWN_BY).read_to_end(&mut start));
    read.is_ok() && starts.iter().any(|first| start.starts_with(first.as_bytes()))
}

/// Tells whether a file holds the parts of a report as JSON.
fn is_json_report(path: &Path) -> bool {
    #[derive(Deserialize)]
    struct Parts {
        stories: Vec<Story>,
    }
    #[derive(Deserialize)]
    struct Story {
        #[serde(rename = "claims")]
        _claims: IgnoredAny,
        #[serde(rename = "origins")]
        _origins: IgnoredAny,
    }
    let Ok(file) = File::open(path) else { return false };
    serde_json::from_reader(BufReader::new(file))
        .is_ok_and(|parts: Parts| !parts.stories.is_empty())
}
