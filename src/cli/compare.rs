//! `sidelight compare`: articles set side by side, statement by statement.

use std::io::Write;

use anyhow::Result;

use crate::cli::arguments::Format;
use crate::cli::compared::{Compared, Grouping, read};
use crate::cli::escape::write_line;
use crate::cli::exit::Exit;
use crate::cli::input::Articles;
use crate::cli::json::comparison::ComparisonJson;

/// Prints what articles say, alone and together.
///
/// # Errors
///
/// Fails if nothing can be printed.
pub fn compare(
    out: &mut impl Write,
    articles: &Articles,
    grouping: Grouping,
    format: Format,
) -> Result<Exit> {
    let (sources, failures) = read(articles)?;
    if !sources.is_empty() {
        let compared = Compared::new(sources, grouping);
        match format {
            Format::Json => write_line(out, &ComparisonJson::new(&compared))?,
            Format::Table => {}
        }
        out.flush()?;
    }
    Ok(failures.tell())
}
