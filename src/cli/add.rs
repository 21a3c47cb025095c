//! `sidelight add`: articles into the library.

use std::io::Write;

use anyhow::{Result, anyhow};
use serde::Serialize;

use crate::cli::arguments::Format;
use crate::cli::escape::write_line;
use crate::cli::exit::{Exit, tell};
use crate::cli::input::{Articles, Input, each, read_standard};
use crate::cli::network::get;
use crate::cli::table;
use crate::cli::width::terminal_width;
use crate::import::Overrides;
use crate::library::{Added, Library, Outcome};
use crate::source::Location;
use crate::text::Safe;

/// Adds files, folders and standard input.
///
/// # Errors
///
/// Fails if nothing can be printed.
pub fn add(
    out: &mut impl Write,
    library: &Library,
    articles: &Articles,
    format: Format,
) -> Result<Exit> {
    each(articles, |input| match input {
        Input::File(path) if path.is_dir() => {
            let result = library.add_folder(path, &articles.given, &mut |_| {})?;
            result.added.iter().try_for_each(|added| print(out, library, *added, format))?;
            if result.unsupported > 0 {
                let count = result.unsupported;
                let what = if count == 1 { "file that is no" } else { "files that are no" };
                tell(&format!(
                    "{}: left out {count} {what} text or cannot be read yet",
                    path.display()
                ));
            }
            match result.failed.split_last() {
                None => Ok(()),
                Some((last, others)) => {
                    for failure in others {
                        tell(failure);
                    }
                    Err(anyhow!("{last}"))
                }
            }
        }
        _ => print(out, library, add_one(library, input, &articles.given)?, format),
    })
}

/// Adds one file, the page at an address, or standard input.
///
/// # Errors
///
/// Fails if it cannot be read or fetched, is refused, or the library cannot be written to.
pub fn add_one(library: &Library, input: &Input, given: &Overrides) -> Result<Added> {
    match input {
        Input::File(path) => library.add_file(path, given),
        Input::Address(address) => {
            let page = get(address)?;
            let location = Location::Url(page.address.clone());
            library.add_bytes(location, &page.address, &page.bytes, given)
        }
        Input::Standard => {
            library.add_bytes(Location::Stdin, "standard input", &read_standard()?, given)
        }
    }
}

fn print(out: &mut impl Write, library: &Library, added: Added, format: Format) -> Result<()> {
    let entry = library.entry(added.id)?;
    let title = entry.map_or_else(String::new, |entry| entry.title);
    let outcome = match added.outcome {
        Outcome::New => "new",
        Outcome::Unchanged => "unchanged",
        Outcome::Revised => "revised",
        Outcome::Restored => "restored",
    };
    match format {
        Format::Json => {
            write_line(out, &AddedJson { id: added.id.to_string(), outcome, title: &title })
        }
        Format::Table => {
            let row = [format!("{outcome:9}"), title].iter().map(|cell| Safe::new(cell)).collect();
            Ok(out.write_all(table::layout(&[row], terminal_width()).as_bytes())?)
        }
    }
}

#[derive(Debug, Serialize)]
struct AddedJson<'a> {
    id: String,
    outcome: &'static str,
    title: &'a str,
}
