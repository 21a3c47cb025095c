//! Addresses and feeds: a page becomes a document, a feed is followed.
//!
//! A feed that is a file is followed like one on the network: refreshing reads the file again. That is for
//! a file that the user names; in a folder that is added a feed is a document like any other file.

use std::path::Path;

use anyhow::{Error, Result, anyhow, bail};
use jiff::Timestamp;

use crate::fetch::address::canonical;
use crate::fetch::address::shown;
use crate::fetch::{Address, Answer, Page, Reach, Wanted};
use crate::import::feed::{Feed, Named, discover};
use crate::import::sniff::{Format, by_magic, of_text};
use crate::import::{Overrides, decode};
use crate::library::add::Prepared;
use crate::library::fetching::Desk;
use crate::library::files::{refused, settled};
use crate::library::intake::{Came, End, Source, take_in};
use crate::library::library::{Library, commit};
use crate::library::outcome::{Followed, Reached};
use crate::source::{FeedId, Location};
use crate::store::{Check, Checked, NewFeed};

/// How many bytes are looked at to tell a feed.
const FRONT: usize = 8 * 1024;

/// Fetches an address: a feed is followed, a page is added.
///
/// # Errors
///
/// Fails if it cannot be fetched or read, or the library cannot be written.
pub(crate) fn add_address(
    desk: &Desk<'_>,
    library: &Library,
    address: &str,
    overrides: &Overrides,
) -> Result<Reached> {
    match get(desk, library, address, Reach::Anywhere)? {
        Got::Nothing(feed) => Ok(Reached::Feed(followed(library, feed, 0)?)),
        Got::Page(page) if is_feed(&page.bytes, "") => {
            follow_page(desk, library, address, &page).map(Reached::Feed)
        }
        Got::Page(page) => add_page(desk, library, &page, overrides),
    }
}

/// Follows the feed at an address, or the first that the page there names.
///
/// # Errors
///
/// Fails if there is none, it cannot be fetched or read, or the library cannot be written.
pub(crate) fn follow(desk: &Desk<'_>, library: &Library, address: &str) -> Result<Followed> {
    let page = match get(desk, library, address, Reach::Anywhere)? {
        Got::Nothing(feed) => return followed(library, feed, 0),
        Got::Page(page) if is_feed(&page.bytes, "") => {
            return follow_page(desk, library, address, &page);
        }
        Got::Page(page) => page,
    };
    let Some(named) = named(&page).into_iter().next() else {
        bail!("{} is a page that names no feed; give the address of a feed", shown(address));
    };
    match get(desk, library, &named.address, Reach::from_place(page.realm))? {
        Got::Nothing(feed) => followed(library, feed, 0),
        Got::Page(page) => follow_page(desk, library, &named.address, &page),
    }
}

/// Follows a feed that is a file.
///
/// # Errors
///
/// Fails if it cannot be read as a feed, or the library cannot be written.
pub(crate) fn follow_file(
    desk: &Desk<'_>,
    library: &Library,
    path: &Path,
    bytes: &[u8],
) -> Result<Followed> {
    let came = Came { bytes, ..Came::default() };
    let feed = came.read().map_err(|refusal| refused(path, &refusal))?;
    let source = Source::of_file(bytes);
    follow_feed(desk, library, Location::File(settled(path)?), &feed, source, None)
}

/// Tells whether bytes are a feed; a name that says otherwise is believed.
pub(crate) fn is_feed(bytes: &[u8], name: &str) -> bool {
    let front = bytes.get(..FRONT).unwrap_or(bytes);
    by_magic(front, name).is_none()
        && decode::decode(front).is_some_and(|text| of_text(&text.text, name) == Format::Feed)
}

/// What is at an address.
enum Got {
    /// A feed that is followed and has not changed.
    Nothing(FeedId),
    /// This.
    Page(Box<Page>),
}

fn get(desk: &Desk<'_>, library: &Library, address: &str, reach: Reach) -> Result<Got> {
    let known = library.store.feed_at(&place_of(address))?.filter(|feed| feed.followed);
    let (etag, last_modified) = match &known {
        Some(feed) => (feed.etag.clone(), feed.last_modified.clone()),
        None => (None, None),
    };
    let wanted = Wanted { address: address.trim().to_owned(), etag, last_modified, reach };
    match (desk.get(&wanted)?, known) {
        (Answer::Page(page), _) => Ok(Got::Page(page)),
        (Answer::Unchanged, Some(feed)) => {
            let checked = Checked { feed: feed.id, at: Timestamp::now(), check: Check::Unchanged };
            desk.writer.write(move |library| Ok(library.store.check(&[checked])?))?;
            Ok(Got::Nothing(feed.id))
        }
        (Answer::Unchanged, None) => {
            Err(anyhow!("{} sent nothing; try again later", shown(address)))
        }
    }
}

fn add_page(
    desk: &Desk<'_>,
    library: &Library,
    page: &Page,
    overrides: &Overrides,
) -> Result<Reached> {
    let (location, media_type) = (place_of(&page.address), page.media_type.as_deref());
    let prepared = library.prepare(location, &page.address, &page.bytes, media_type, overrides)?;
    let added = match prepared {
        Prepared::Known(added) => added,
        Prepared::Ready(incoming) => {
            desk.writer.write(move |library| commit(library, &incoming))?
        }
        Prepared::Refused(refusal) => return Err(anyhow!("{} {refusal}", shown(&page.address))),
    };
    Ok(Reached::Page { added, feeds: named(page) })
}

fn follow_page(desk: &Desk<'_>, library: &Library, address: &str, page: &Page) -> Result<Followed> {
    let came = Came::of(page);
    let feed = came.read().map_err(|refusal| anyhow!("{} {refusal}", shown(address)))?;
    let (asked, moved) = (place_of(address), moved(address, page));
    let follows =
        |place| Ok::<_, Error>(library.store.feed_at(place)?.is_some_and(|feed| feed.followed));
    // A feed that is followed where it was moves; elsewhere it would be followed twice.
    let (place, moved) = match moved {
        Some(moved) if follows(&asked)? && !follows(&moved)? => (asked, Some(moved)),
        Some(moved) => (moved, None),
        None => (asked, None),
    };
    follow_feed(desk, library, place, &feed, Source::of_page(page), moved)
}

fn follow_feed(
    desk: &Desk<'_>,
    library: &Library,
    location: Location,
    feed: &Feed,
    source: Source,
    moved: Option<Location>,
) -> Result<Followed> {
    let now = Timestamp::now();
    let title = feed.title.clone().unwrap_or_else(|| calling(&location));
    let new =
        NewFeed { location, title, given: None, site: feed.site.clone(), folders: Vec::new() };
    let id = desk.writer.write(move |library| {
        let all = library.store.follow(&[new], now)?;
        all.first().map(|(id, _)| *id).ok_or_else(|| anyhow!("no feed was followed; try again"))
    })?;
    let taken = take_in(library, &desk.writer, id, feed, now, &|| desk.stop.is_stopped())?;
    // The rest of a feed that was stopped comes when it is refreshed.
    if taken.end == End::Whole {
        let checked = Checked { feed: id, at: now, check: source.check(feed, moved) };
        desk.writer.write(move |library| Ok(library.store.check(&[checked])?))?;
    }
    followed(library, id, taken.new)
}

fn followed(library: &Library, feed: FeedId, new: usize) -> Result<Followed> {
    Ok(Followed { feed: library.store.subscription(feed)?, new })
}

/// Returns the feeds that a page names.
fn named(page: &Page) -> Vec<Named> {
    let decoded = decode::decode(&page.bytes);
    decoded.map_or_else(Vec::new, |decoded| discover(&decoded.text, &page.address))
}

/// Returns the place of an address; a name and password in it stay, since without them it is another.
pub(crate) fn place_of(address: &str) -> Location {
    let plain = canonical(address);
    Location::Url(if has_user(address) { address.trim().to_owned() } else { plain })
}

/// Returns where what was asked for at an address is from now on. An address with a name and password
/// stays what it is: the new one is without them.
pub(crate) fn moved(address: &str, page: &Page) -> Option<Location> {
    page.moved.as_deref().filter(|_| !has_user(address)).map(place_of)
}

fn has_user(address: &str) -> bool {
    address.trim().split(['/', '?', '#']).nth(2).is_some_and(|host| host.contains('@'))
}

/// Calls a feed by where it is.
pub(crate) fn calling(location: &Location) -> String {
    match location {
        Location::Url(address) => Address::parse(address)
            .map_or_else(|_| shown(address), |address| address.host().to_owned()),
        Location::File(path) => path
            .file_name()
            .map_or_else(|| location.to_string(), |name| name.to_string_lossy().into_owned()),
        _ => location.to_string(),
    }
}
