//! `sidelight compare`: articles set side by side, statement by statement.

use std::io::Write;

use anyhow::Result;

use crate::cli::arguments::Format;
use crate::cli::compared::{Compared, Grouping, read};
use crate::cli::escape::write_line;
use crate::cli::exit::Exit;
use crate::cli::input::Articles;
use crate::cli::json::comparison::ComparisonJson;
use crate::cli::outline::Outline;
use crate::cli::overview;
use crate::cli::width::terminal_width;
use crate::text::Columns;

/// The width where there is no terminal.
const WIDTH: Columns = Columns::new(80);
/// The narrowest that anything is cut to.
const NARROWEST: Columns = Columns::new(40);

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
            Format::Table => print_all(out, &compared)?,
        }
        out.flush()?;
    }
    Ok(failures.tell())
}

fn print_all(out: &mut impl Write, compared: &Compared) -> Result<()> {
    let width = terminal_width().unwrap_or(WIDTH).max(NARROWEST);
    for (index, story) in compared.stories.iter().enumerate() {
        if index > 0 {
            writeln!(out, "\n")?;
        }
        overview::print(out, &Outline::new(story, &compared.sources), width)?;
    }
    Ok(())
}
