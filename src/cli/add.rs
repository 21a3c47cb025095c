//! `sidelight add`: articles into the library, and feeds to follow.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, anyhow};
use serde::Serialize;

use crate::cli::arguments::Format;
use crate::cli::escape::write_line;
use crate::cli::exit::{Exit, each, hint, tell};
use crate::cli::input::{Articles, Input, read_standard};
use crate::cli::network::Network;
use crate::cli::table;
use crate::cli::width::terminal_width;
use crate::import::Overrides;
use crate::library::{Added, FolderAdded, Followed, Library, Outcome, Reached};
use crate::source::Location;
use crate::text::Safe;

/// Adds files, folders, addresses and standard input.
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
    let network = Network::new();
    each(&articles.inputs, |input| match input {
        Input::File(path) if path.is_dir() => {
            let result = network.add_folder(library, path, &articles.given)?;
            print_folder(out, library, path, &result, format)
        }
        _ => match add_one(library, &network, input, &articles.given)? {
            Reached::Page { added, feeds } => {
                print_added(out, library, added, format)?;
                if let (Format::Table, Some(feed)) = (format, feeds.first()) {
                    let address = for_shell(&feed.address);
                    hint(&format!("sidelight follow {address} follows the feed of this page"));
                }
                Ok(())
            }
            Reached::Feed(followed) => print_followed(out, &followed, format),
        },
    })
}

/// Adds one file, what is at an address, or standard input; a feed is followed.
///
/// # Errors
///
/// Fails if it cannot be read or fetched, is refused, or the library cannot be written to.
pub fn add_one(
    library: &Library,
    network: &Network,
    input: &Input,
    given: &Overrides,
) -> Result<Reached> {
    let added = match input {
        Input::Address(address) => return network.add(library, address, given),
        Input::File(path) if Library::is_feed(path)? => {
            return library.follow_file(path).map(Reached::Feed);
        }
        Input::File(path) => library.add_file(path, given)?,
        Input::Standard => {
            library.add_bytes(Location::Stdin, "standard input", &read_standard()?, given)?
        }
    };
    Ok(Reached::Page { added, feeds: Vec::new() })
}

/// Writes an address so that nothing happens but what is said if the line is copied into a shell.
fn for_shell(address: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b":/._-+=,%@".contains(&byte);
    if address.bytes().all(plain) {
        return address.to_owned();
    }
    format!("'{}'", address.replace('\'', "%27"))
}

fn print_folder(
    out: &mut impl Write,
    library: &Library,
    path: &Path,
    result: &FolderAdded,
    format: Format,
) -> Result<()> {
    result.added.iter().try_for_each(|added| print_added(out, library, *added, format))?;
    if result.unsupported > 0 {
        let count = result.unsupported;
        let what = if count == 1 { "file that is no" } else { "files that are no" };
        tell(&format!("{}: left out {count} {what} text or cannot be read yet", path.display()));
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

fn print_added(
    out: &mut impl Write,
    library: &Library,
    added: Added,
    format: Format,
) -> Result<()> {
    let entry = library.entry(added.id)?;
    let title = entry.map_or_else(String::new, |entry| entry.title);
    let outcome = match added.outcome {
        Outcome::New => "new",
        Outcome::Unchanged => "unchanged",
        Outcome::Revised => "revised",
        Outcome::Restored => "restored",
    };
    let id = added.id.to_string();
    match format {
        Format::Json => {
            let kind = "article";
            write_line(out, &AddedJson { id, kind, outcome, title: &title, new: None })
        }
        Format::Table => print_row(out, outcome, &title),
    }
}

/// Prints that a feed is followed.
///
/// # Errors
///
/// Fails if nothing can be printed.
pub fn print_followed(out: &mut impl Write, followed: &Followed, format: Format) -> Result<()> {
    let Followed { feed, new } = followed;
    let (id, title) = (feed.id.to_string(), &feed.title);
    match format {
        Format::Json => {
            let (kind, outcome) = ("feed", "following");
            write_line(out, &AddedJson { id, kind, outcome, title, new: Some(*new) })
        }
        Format::Table => print_row(out, "following", &format!("{title} ({new} new)")),
    }
}

/// Prints what became of something, and its title.
///
/// # Errors
///
/// Fails if nothing can be printed.
pub fn print_row(out: &mut impl Write, outcome: &str, title: &str) -> Result<()> {
    let row = vec![Safe::new(&format!("{outcome:9}")), Safe::new(title)];
    Ok(out.write_all(table::layout(&[row], terminal_width()).as_bytes())?)
}

#[derive(Debug, Serialize)]
struct AddedJson<'a> {
    id: String,
    kind: &'static str,
    outcome: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<usize>,
}

#[cfg(test)]
mod tests {
    use super::for_shell;

    #[test]
    fn an_address_is_one_harmless_word_of_a_shell() {
        let table = [
            ("https://example.org/feed.xml", "https://example.org/feed.xml"),
            ("https://example.org/?a=b&c=d", "'https://example.org/?a=b&c=d'"),
            ("https://example.org/$(x)`y`;z", "'https://example.org/$(x)`y`;z'"),
            ("https://example.org/';x'", "'https://example.org/%27;x%27'"),
        ];
        for (address, expected) in table {
            assert_eq!(for_shell(address), expected);
        }
    }
}
