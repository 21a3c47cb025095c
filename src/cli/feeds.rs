//! `sidelight feeds`, `follow`, `unfollow` and `refresh`.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, anyhow, bail};
use jiff::Timestamp;
use serde::Serialize;

use crate::cli::add::{print_followed, print_row};
use crate::cli::arguments::Format;
use crate::cli::escape::write_line;
use crate::cli::exit::{Exit, each, tell};
use crate::cli::input::Input;
use crate::cli::network::Network;
use crate::cli::table;
use crate::cli::width::terminal_width;
use crate::fetch::Address;
use crate::library::{Library, Refreshed, Subscription, Whole};
use crate::source::Location;
use crate::text::Safe;

/// Lists the feeds that are followed.
///
/// # Errors
///
/// Fails if the library cannot be read or nothing can be printed.
pub fn feeds(out: &mut impl Write, library: &Library, format: Format) -> Result<Exit> {
    let feeds = library.subscriptions()?;
    match format {
        Format::Json => feeds.iter().try_for_each(|feed| write_line(out, &FeedJson::from(feed)))?,
        Format::Table => {
            let rows: Vec<_> = feeds.iter().map(row).collect();
            out.write_all(table::layout(&rows, terminal_width()).as_bytes())?;
        }
    }
    Ok(Exit::Done)
}

fn row(feed: &Subscription) -> Vec<Safe> {
    let unread = if feed.unread == 0 { "-".to_owned() } else { format!("{} new", feed.unread) };
    let place = feed.location.to_string();
    let last = match &feed.error {
        Some(error) => format!("{place} ! {error}"),
        None => place,
    };
    [unread, feed.title.clone(), last].iter().map(|cell| Safe::new(cell)).collect()
}

/// Follows feeds at addresses and in files.
///
/// # Errors
///
/// Fails if nothing can be printed.
pub fn follow(
    out: &mut impl Write,
    library: &Library,
    inputs: &[Input],
    format: Format,
) -> Result<Exit> {
    let network = Network::new();
    each(inputs, |input| {
        let followed = match input {
            Input::Address(address) => network.follow(library, address)?,
            Input::File(path) => library.follow_file(path)?,
            Input::Standard => bail!("standard input cannot be followed; give a file or address"),
        };
        print_followed(out, &followed, format)
    })
}

/// Follows feeds no longer.
///
/// # Errors
///
/// Fails if nothing can be printed.
pub fn unfollow(
    out: &mut impl Write,
    library: &Library,
    names: &[String],
    format: Format,
) -> Result<Exit> {
    each(names, |name| {
        let feed = find(library, name)?;
        library.unfollow(feed.id)?;
        match format {
            Format::Json => {
                let (id, outcome) = (feed.id.to_string(), "unfollowed");
                write_line(out, &UnfollowedJson { id, kind: "feed", outcome, title: &feed.title })
            }
            Format::Table => print_row(out, "unfollowed", &feed.title),
        }
    })
}

/// Fetches the feeds that are named, or all.
///
/// # Errors
///
/// Fails if the library cannot be written or nothing can be printed.
pub fn refresh(
    out: &mut impl Write,
    library: &Library,
    names: &[String],
    format: Format,
) -> Result<Exit> {
    let network = Network::new();
    let mut done = Refreshed::default();
    if names.is_empty() {
        done = network.refresh(library, None)?;
    }
    for name in names {
        match find(library, name).and_then(|feed| network.refresh(library, Some(feed.id))) {
            Ok(one) => {
                done.feeds += one.feeds;
                done.new += one.new;
                done.revised += one.revised;
                done.failed.extend(one.failed);
            }
            Err(error) => done.failed.push(format!("{error:#}")),
        }
    }
    match format {
        Format::Json => write_line(out, &RefreshedJson::from(&done))?,
        Format::Table => {
            let feeds = if done.feeds == 1 { "feed" } else { "feeds" };
            writeln!(
                out,
                "{} {feeds} fetched: {} new, {} revised",
                done.feeds, done.new, done.revised
            )?;
        }
    }
    // What was done is said before what was not.
    out.flush()?;
    for failure in &done.failed {
        tell(failure);
    }
    Ok(if done.failed.is_empty() { Exit::Done } else { Exit::Failed })
}

/// Finds a feed by its id, its address or path, or its title.
fn find(library: &Library, name: &str) -> Result<Subscription> {
    let feeds = library.subscriptions()?;
    let matching = |is: &dyn Fn(&Subscription) -> bool| -> Vec<Subscription> {
        feeds.iter().filter(|feed| is(feed)).cloned().collect()
    };
    let mut found = matching(&|feed| feed.id.to_string() == name || is_at(&feed.location, name));
    if found.is_empty() {
        found = matching(&|feed| feed.title.to_lowercase() == name.trim().to_lowercase());
    }
    let several = found.len() > 1;
    match found.pop() {
        Some(feed) if !several => Ok(feed),
        Some(_) => Err(anyhow!("several feeds are called {name}; give the address of one")),
        None => Err(anyhow!("no feed is called {name}; sidelight feeds shows them")),
    }
}

fn is_at(location: &Location, name: &str) -> bool {
    match location {
        Location::Url(address) => {
            let plain = |text: &str| Address::parse(text).ok().map(|parsed| parsed.to_string());
            address == name || plain(address).is_some_and(|found| plain(name) == Some(found))
        }
        Location::File(path) => {
            path == Path::new(name)
                || Path::new(name).canonicalize().is_ok_and(|real| real == *path)
        }
        _ => false,
    }
}

#[derive(Debug, Serialize)]
struct FeedJson<'a> {
    id: String,
    title: &'a str,
    location: String,
    documents: u64,
    unread: u64,
    fetched: Option<Timestamp>,
    error: Option<&'a str>,
    whole: &'static str,
}

impl<'a> From<&'a Subscription> for FeedJson<'a> {
    fn from(feed: &'a Subscription) -> Self {
        Self {
            id: feed.id.to_string(),
            title: &feed.title,
            location: feed.location.to_string(),
            documents: feed.documents,
            unread: feed.unread,
            fetched: feed.fetched,
            error: feed.error.as_deref(),
            whole: match feed.whole {
                Whole::WhenOpened => "when-opened",
                Whole::WithFeed => "with-feed",
            },
        }
    }
}

#[derive(Debug, Serialize)]
struct UnfollowedJson<'a> {
    id: String,
    kind: &'static str,
    outcome: &'static str,
    title: &'a str,
}

#[derive(Debug, Serialize)]
struct RefreshedJson<'a> {
    feeds: usize,
    new: usize,
    revised: usize,
    failed: &'a [String],
}

impl<'a> From<&'a Refreshed> for RefreshedJson<'a> {
    fn from(done: &'a Refreshed) -> Self {
        let Refreshed { feeds, new, revised, failed } = done;
        Self { feeds: *feeds, new: *new, revised: *revised, failed }
    }
}
