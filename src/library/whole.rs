//! Whole articles: what stands behind the address of a document, where its feed gives a part only.
//!
//! The page takes the place of the entry's text only if it says more; an entry that changes later has the
//! page fetched again.

use anyhow::{Error, Result, anyhow, bail};
use jiff::Timestamp;

use crate::document::{DocumentId, RevisionId};
use crate::fetch::address::shown;
use crate::fetch::{Answer, Fault, FetchError, Page, Reach, Wanted};
use crate::import::{IMPORTER_VERSION, Overrides, Payload, import};
use crate::library::add::Prepared;
use crate::library::articles::{ENTRY, with_said};
use crate::library::fetching::Desk;
use crate::library::files::refused;
use crate::library::intake::{Changed, Taken, put};
use crate::library::lane::guarded;
use crate::library::library::{Library, commit};
use crate::source::Location;
use crate::store::{Incoming, Leads, Outcome, Traits};

/// Fetches a document again from where it came from; tells whether its text is another now.
///
/// # Errors
///
/// Fails if it has no address, cannot be fetched or read, or the library cannot be written.
pub(crate) fn reload(desk: &Desk<'_>, library: &Library, document: DocumentId) -> Result<bool> {
    let entry = library.entry(document)?.ok_or_else(|| library.not_there(document))?;
    match library.location(document)? {
        Some(Location::Url(address)) => {
            let page = page(desk, &address, reach(library, document)?)?;
            Ok(take_page(desk, library, document, &page)?)
        }
        Some(Location::File(path)) => match library.prepare_file(&path, &Overrides::default())? {
            Prepared::Known(_) => Ok(false),
            Prepared::Ready(incoming) => {
                let added = desk.writer.write(move |library| commit(library, &incoming))?;
                Ok(added.outcome != Outcome::Unchanged)
            }
            Prepared::Refused(refusal) => Err(refused(&path, &refusal)),
        },
        _ => bail!("`{}` has no address to fetch it from; it stays as it is", entry.title),
    }
}

/// Fetches the whole article of a document that came with a feed.
///
/// # Errors
///
/// Fails if it cannot be fetched or read, or the library cannot be written.
pub(crate) fn fetch_whole(
    desk: &Desk<'_>,
    library: &Library,
    document: DocumentId,
    address: &str,
) -> Result<bool, Failure> {
    if library.location(document)? != Some(Location::Url(address.to_owned())) {
        return Ok(false);
    }
    let page = page(desk, address, reach(library, document)?)?;
    take_page(desk, library, document, &page)
}

/// Fetches the whole article of an entry that has changed, and puts what says more into the library; what the
/// feed says, if there is no article to be had.
///
/// # Errors
///
/// Fails if it cannot be fetched now, or the library cannot be written; the entry counts as unchanged then, so
/// that it is tried again.
pub(crate) fn fetch_changed(
    desk: &Desk<'_>,
    library: &Library,
    changed: Changed,
    now: Timestamp,
) -> Result<Taken, Failure> {
    let Changed { feed, since, mut entry, address } = changed;
    let place = entry.incoming.location();
    let known = library.store.known(place, RevisionId::of(b"")).map_err(Error::from)?;
    let leads = known.as_ref().map(|known| reach(library, known.id)).transpose()?;
    let given = known.map(|known| known.given).unwrap_or_default();
    let whole = page(desk, &address, leads.unwrap_or(Reach::PublicOnly))
        .map_err(Failure::from)
        .and_then(|page| article(&page, &address, given, Some(&entry.traits)));
    match whole {
        Ok(whole) if whole.text().len() > entry.incoming.text().len() => entry.incoming = whole,
        Ok(_) => {}
        // There is no article to be had: what the feed says of it now stands.
        Err(failure) if failure.is_lasting() => {}
        Err(failure) => return Err(failure),
    }
    entry.whole = true;
    let mut taken = Taken::default();
    put(&desk.writer, feed, since, vec![entry], now, &mut taken)?;
    Ok(taken)
}

/// Why a page was not taken.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It could not be fetched.
    Fetch(FetchError),
    /// It is no article, in one line.
    Unreadable(String),
    /// The library could not be read or written.
    Library(Error),
}

impl Failure {
    /// Tells whether asking again soon would bring nothing else.
    pub(crate) fn is_lasting(&self) -> bool {
        match self {
            Self::Fetch(error) => match error.fault() {
                Some(Fault::Unreachable | Fault::Silent | Fault::Server | Fault::Broken) | None => {
                    false
                }
                Some(_) => true,
            },
            Self::Unreadable(_) => true,
            Self::Library(_) => false,
        }
    }
}

impl From<FetchError> for Failure {
    fn from(error: FetchError) -> Self {
        Self::Fetch(error)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Library(error)
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Fetch(error) => error.into(),
            Failure::Unreadable(why) => anyhow!(why),
            Failure::Library(error) => error,
        }
    }
}

fn reach(library: &Library, document: DocumentId) -> Result<Reach> {
    Ok(match library.store.leads(document)? {
        Leads::Anywhere => Reach::Anywhere,
        Leads::Public => Reach::PublicOnly,
    })
}

fn page(desk: &Desk<'_>, address: &str, reach: Reach) -> Result<Page, FetchError> {
    let wanted = Wanted { address: address.to_owned(), reach, ..Wanted::default() };
    match desk.get(&wanted)? {
        Answer::Page(page) => Ok(*page),
        Answer::Unchanged => Err(FetchError::Failed {
            address: address.to_owned(),
            reason: "says that nothing has changed without being asked; try again later".to_owned(),
            fault: Fault::Broken,
        }),
    }
}

/// Reads a page as an article, of which a feed may have said something.
fn article(
    page: &Page,
    address: &str,
    given: Overrides,
    said: Option<&Traits>,
) -> Result<Incoming, Failure> {
    let payload = Payload::new(&page.bytes, &page.address, &given)
        .with_media_type(page.media_type.as_deref());
    // A defect in reading one page must not end what is done with others.
    let document = guarded(|| Ok(import(&payload)))
        .map_err(|error| Failure::Unreadable(format!("{}: {error}", shown(address))))?
        .map_err(|refusal| Failure::Unreadable(format!("{} {refusal}", shown(address))))?;
    let document = with_said(document, said);
    let place = Location::Url(address.to_owned());
    let incoming =
        Incoming::new(place, &page.address, &page.bytes, IMPORTER_VERSION, document, given)
            .map_err(Error::from)?;
    Ok(incoming.with_media_type(page.media_type.clone()))
}

/// Makes a page the text of a document, unless the entry that the text is from says more.
fn take_page(
    desk: &Desk<'_>,
    library: &Library,
    document: DocumentId,
    page: &Page,
) -> Result<bool, Failure> {
    let place = library.location(document)?.ok_or_else(|| library.not_there(document))?;
    let now = library.store.text(document).map_err(Error::from)?;
    let known = library.store.known(&place, now.revision).map_err(Error::from)?;
    let given = known.map(|known| known.given).unwrap_or_default();
    let said = library.store.said(document).map_err(Error::from)?;
    let whole = article(page, &place.to_string(), given, said.as_ref())?;
    let original = library.store.original(document, now.revision).map_err(Error::from)?;
    let from_entry = original.is_some_and(|original| original.media_type.as_deref() == Some(ENTRY));
    let length = now.document.map_or(0, |document| document.text().len());
    let better = !from_entry || whole.text().len() > length;
    let revised = desk.writer.write(move |library| {
        let fetched = Some(&whole).filter(|_| better);
        Ok(library.store.put_fetched(document, fetched, Timestamp::now())?)
    });
    Ok(revised?)
}
