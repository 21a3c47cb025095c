//! `sidelight text`: articles as they are imported.

use std::io::Write;

use anyhow::Result;

use crate::cli::arguments::TextFormat;
use crate::cli::escape::write_line;
use crate::cli::exit::{Exit, each};
use crate::cli::input::Articles;
use crate::cli::json::article::ArticleJson;
use crate::cli::markdown;
use crate::cli::network::Network;
use crate::cli::plain::{Width, print};
use crate::cli::width::terminal_width;
use crate::text::{Columns, Safe};

/// The width where there is no terminal.
const WIDTH: Columns = Columns::new(80);

/// Prints articles.
///
/// # Errors
///
/// Fails if nothing can be printed.
pub fn text(
    out: &mut impl Write,
    articles: &Articles,
    format: TextFormat,
    width: Option<u16>,
) -> Result<Exit> {
    let width = match width {
        Some(0) => Width::Unbroken,
        Some(columns) => Width::At(Columns::from(columns)),
        None => Width::At(terminal_width().unwrap_or(WIDTH)),
    };
    let network = Network::new();
    let mut first = true;
    each(&articles.inputs, |input| {
        let document = input.document(&network, &articles.given)?;
        let name = input.name();
        if format == TextFormat::Json {
            return write_line(out, &ArticleJson::new(&name, &document));
        }
        if !std::mem::take(&mut first) {
            writeln!(out)?;
        }
        if articles.inputs.len() > 1 {
            let named = Safe::new(&name);
            match format {
                TextFormat::Markdown => {
                    writeln!(out, "<!-- {} -->\n", named.as_str().replace("--", "- -"))?;
                }
                _ => writeln!(out, "==> {named} <==\n")?,
            }
        }
        match format {
            TextFormat::Markdown => out.write_all(markdown::write(&document).as_bytes())?,
            _ => print(out, &document, width)?,
        }
        Ok(())
    })
}
