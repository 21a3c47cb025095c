//! `sidelight open`: a link into the library, an article by its id, a file or an address.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, anyhow};

use crate::cli::exit::{Exit, hint};
use crate::cli::gather::{Gathered, gather};
use crate::cli::input::{Articles, Input};
use crate::document::DocumentId;
use crate::exchange::link::{Link, Place, SCHEME};
use crate::import::Overrides;
use crate::library::{Library, Linked};
use crate::text::{Safe, TextRange};

/// The most characters of what was given that are told again.
const NAMED: usize = 120;

/// Prints the title of an article and the passage that is meant, or the start of the article if none is.
///
/// # Errors
///
/// Fails if there is no such article, or nothing can be printed.
pub fn open(out: &mut impl Write, library: &Library, target: &Path) -> Result<Exit> {
    let linked = linked(library, target)?;
    writeln!(out, "{}", Safe::new(&linked.title))?;
    if !linked.words.is_empty() {
        writeln!(out)?;
        linked.words.lines().try_for_each(|line| writeln!(out, "{}", Safe::new(line)))?;
    }
    if let Some(missing) = &linked.missing {
        out.flush()?;
        hint(missing);
    }
    Ok(Exit::Done)
}

/// Returns what the terminal face opens.
///
/// # Errors
///
/// Fails if there is no such article.
pub fn gather_target(library: &Library, target: &Path) -> Result<Gathered> {
    let Linked { document, range, missing, .. } = linked(library, target)?;
    let at = range.map(TextRange::start);
    Ok(Gathered { open: Some(document), at, notice: missing })
}

/// Names what was given, however long it is.
fn named(text: &str) -> String {
    let short: String = text.chars().take(NAMED).collect();
    let more = if short.len() < text.len() { "…" } else { "" };
    format!("{}{more}", Safe::new(&short))
}

fn linked(library: &Library, target: &Path) -> Result<Linked> {
    let text = target.to_str().unwrap_or_default();
    // Schemes are the same in capitals, and some programs write them so.
    let is_link = text.get(..SCHEME.len()).is_some_and(|start| start.eq_ignore_ascii_case(SCHEME));
    if is_link {
        let rest = text.get(SCHEME.len()..).unwrap_or_default();
        let link: Link = format!("{SCHEME}{rest}")
            .parse()
            .map_err(|wrong| anyhow!("{} {wrong}", named(text)))?;
        return library.linked(&link);
    }
    if let Ok(document) = text.parse::<DocumentId>()
        && !target.exists()
    {
        return library.linked(&Link { document, place: Place::Article });
    }
    let inputs = vec![Input::from(target.to_owned())];
    let gathered = gather(library, &Articles { inputs, given: Overrides::default() })?;
    let document = gathered.open.ok_or_else(|| anyhow!("{} has no article", target.display()))?;
    library.linked(&Link { document, place: Place::Article })
}
