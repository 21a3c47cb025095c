//! Waiting: passages that were kept of an article before it was here, and how they get to it when it comes.
//!
//! Such a passage lies under an identity that no article here has: one made of an address, a path or a title, or the one
//! that its article has in another library. It belongs to an article that comes if that is the same by address, path or
//! content, or names the same address as its own and has the words of the passage in it, or has the same title, but for
//! case, and the words in it among the same words. That happens with the coming of the article, in the same transaction,
//! however it comes; it is told to the log, but is no change of its own that could be taken back. If the coming is taken
//! back, the passage waits again.

mod titles;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Params, Row};

use crate::anchor::{Finder, TextQuote};
use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::{DocumentId, RevisionId};
use crate::exchange::Article;
use crate::exchange::kept::folded;
use crate::fetch::address::canonical;
use crate::source::Location;
use crate::store::bookmarks::{FIELDS, bookmark, bookmark_of, replace_bookmark};
use crate::store::codec::{decode_metadata, location};
use crate::store::error::Fault;
use crate::store::log::{Standing, write_down};
use crate::store::state::{State, read};
use crate::store::waiting::titles::titles_like;
use crate::text::ContentHash;
use crate::text::quote::{context_agreement, occurrences};

/// The condition that the article of a passage is not here, and never was.
const ABSENT: &str = "NOT EXISTS (SELECT 1 FROM documents
    WHERE documents.id = bookmarks.document AND documents.revision IS NOT NULL)";

/// So few passages are looked for in a row of the log before it is read.
const FEW: usize = 8;

/// An article that has come, with its text.
struct Arrival {
    id: DocumentId,
    title: String,
    location: Location,
    /// The address that the text itself names.
    stated: Option<String>,
    revision: RevisionId,
    text: String,
}

/// Gives an article that has come the passages that wait for it.
pub(crate) fn attach(
    connection: &Connection,
    document: DocumentId,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "SELECT 1 FROM documents, counts
               WHERE documents.id = ?1 AND removed = 0 AND counts.bookmarks > 0";
    if !connection.prepare_cached(sql)?.exists([document.as_bytes()])? {
        return Ok(());
    }
    let Some(arrival) = Arrival::of(connection, document)? else { return Ok(()) };
    let waiting = arrival.waiting(connection)?;
    let finder = Finder::new(&arrival.text);
    let attached = waiting.iter().map(|kept| {
        let anchor = kept.anchor.clone().placed(&finder, arrival.revision, None);
        Bookmark { document, anchor, ..kept.clone() }
    });
    settle(connection, waiting.iter().cloned().zip(attached).collect(), now)
}

/// Gives the article of a row the passages that wait for it.
pub(crate) fn attach_row(
    connection: &Connection,
    number: i64,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "SELECT id FROM documents WHERE number = ?1";
    let id = connection.prepare_cached(sql)?.query_row([number], |row| row.get(0))?;
    attach(connection, DocumentId::from_bytes(id), now)
}

/// Gives the articles that come with a change the passages that wait for them.
pub(crate) fn attach_to_come(
    connection: &Connection,
    made: &State,
    now: Timestamp,
) -> Result<(), Fault> {
    match made {
        State::Present(id, true) => attach(connection, *id, now),
        State::Followed(_, back, true) => {
            back.iter().try_for_each(|id| attach(connection, *id, now))
        }
        _ => Ok(()),
    }
}

/// Has the passages wait again that were given to an article by a change that brought it, when that was last made.
pub(crate) fn wait_again(
    connection: &Connection,
    document: DocumentId,
    change: i64,
    now: Timestamp,
) -> Result<(), Fault> {
    // What a coming settles has its moment; what comes to its article later, a later one.
    let sql = "SELECT before FROM changes
               WHERE document = ?1 AND kind = 'bookmarks' AND undone = ?2
                   AND at >= (SELECT at FROM changes WHERE number = ?3) ORDER BY number";
    let mut statement = connection.prepare_cached(sql)?;
    let settled = Standing::Settled.number();
    let rows = statement
        .query_map((document.as_bytes(), settled, change), |row| row.get::<_, String>(0))?;
    let mut waited: BTreeMap<BookmarkId, DocumentId> = BTreeMap::new();
    for row in rows {
        for kept in bookmarks_in(&row?)?.into_iter().filter(|kept| kept.document != document) {
            waited.insert(kept.id, kept.document);
        }
    }
    let mut pairs = Vec::new();
    for (id, identity) in waited {
        if let Some(kept) = bookmark(connection, id)?.filter(|kept| kept.document == document) {
            pairs.push((kept.clone(), Bookmark { document: identity, ..kept }));
        }
    }
    settle(connection, pairs, now)
}

/// Gives passages, which an undo or redo has made what they were before, what they were given since: their article and
/// their place. Each article is read once for all of them, and so is the log.
pub(crate) fn attach_anew(
    connection: &Connection,
    wanted: &[(BookmarkId, Option<Bookmark>)],
    now: Timestamp,
) -> Result<(), Fault> {
    let (mut found, mut waiting) = (Vec::new(), BTreeSet::new());
    for wanted in wanted.iter().filter_map(|(_, wanted)| wanted.as_ref()) {
        let Some(kept) = bookmark(connection, wanted.id)? else { continue };
        if !is_here(connection, kept.document)? {
            waiting.insert(kept.id);
        }
        found.push((wanted.clone(), kept));
    }
    let given = last_given(connection, waiting)?;
    let mut of_articles: BTreeMap<DocumentId, Vec<(Bookmark, Bookmark)>> = BTreeMap::new();
    for (wanted, mut kept) in found {
        kept.document = given.get(&kept.id).copied().unwrap_or(kept.document);
        of_articles.entry(kept.document).or_default().push((wanted, kept));
    }
    let (mut pairs, mut still) = (Vec::new(), Vec::new());
    for (document, mut of_one) in of_articles {
        let is_unplaced = of_one.iter().any(|(_, kept)| kept.anchor.is_unplaced());
        if is_unplaced && let Some(arrival) = Arrival::of(connection, document)? {
            let finder = Finder::new(&arrival.text);
            for (_, kept) in &mut of_one {
                kept.anchor = kept.anchor.clone().placed(&finder, arrival.revision, None);
            }
        }
        if !is_here(connection, document)? {
            still.extend(of_one.iter().map(|(_, kept)| kept.clone()));
        }
        pairs.extend(of_one.into_iter().filter(|(wanted, kept)| wanted != kept));
    }
    settle(connection, pairs, now)?;
    let articles = articles_for(connection, &still)?;
    articles.into_iter().try_for_each(|article| attach(connection, article, now))
}

/// Returns the articles here that waiting passages may belong to by what is known without the text.
fn articles_for(connection: &Connection, waiting: &[Bookmark]) -> Result<Vec<DocumentId>, Fault> {
    if waiting.is_empty() {
        return Ok(Vec::new());
    }
    let identities: BTreeSet<DocumentId> = waiting.iter().map(|kept| kept.document).collect();
    let titles: BTreeSet<String> = waiting.iter().map(|kept| folded(&kept.title)).collect();
    let contents: BTreeSet<[u8; 32]> =
        waiting.iter().map(|kept| *kept.anchor.revision.hash().as_bytes()).collect();
    let sql = "SELECT documents.id, documents.title, location_kind, location, hash
               FROM documents JOIN revisions ON revisions.number = documents.revision
               JOIN texts ON texts.revision = revisions.number
               WHERE removed = 0 ORDER BY documents.number";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(())?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let place = location(&row.get::<_, String>(2)?, row.get(3)?)?;
        let is_meant = titles.contains(&folded(&row.get::<_, String>(1)?))
            || contents.contains(&row.get::<_, [u8; 32]>(4)?)
            || places(&place).iter().any(|identity| identities.contains(identity));
        if is_meant {
            found.push(DocumentId::from_bytes(row.get(0)?));
        }
    }
    Ok(found)
}

/// Makes passages what they are now, and tells the log.
fn settle(
    connection: &Connection,
    pairs: Vec<(Bookmark, Bookmark)>,
    now: Timestamp,
) -> Result<(), Fault> {
    if pairs.is_empty() {
        return Ok(());
    }
    pairs.iter().try_for_each(|(_, after)| replace_bookmark(connection, after.id, Some(after)))?;
    let told = |kept: Bookmark| (kept.id, Some(kept));
    let (before, after) =
        pairs.into_iter().map(|(before, after)| (told(before), told(after))).unzip();
    let (before, after) = (State::Bookmarks(before), State::Bookmarks(after));
    write_down(connection, &before, &after, now, Standing::Settled)
}

impl Arrival {
    fn of(connection: &Connection, document: DocumentId) -> Result<Option<Self>, Fault> {
        let sql = "SELECT documents.title, location_kind, location, hash, parts, text
                   FROM documents JOIN revisions ON revisions.number = documents.revision
                   JOIN texts ON texts.revision = revisions.number WHERE documents.id = ?1";
        let row = |row: &Row<'_>| {
            let place: (String, Vec<u8>) = (row.get(1)?, row.get(2)?);
            let revision = RevisionId::from_hash(ContentHash::from_bytes(row.get(3)?));
            Ok((row.get(0)?, place, revision, row.get::<_, Vec<u8>>(4)?, row.get(5)?))
        };
        let mut statement = connection.prepare_cached(sql)?;
        let found = statement.query_row([document.as_bytes()], row).optional()?;
        let Some((title, (kind, key), revision, parts, text)) = found else { return Ok(None) };
        Ok(Some(Self {
            id: document,
            title,
            location: location(&kind, key)?,
            stated: stated(&parts),
            revision,
            text,
        }))
    }

    /// Returns the passages that wait for it.
    fn waiting(&self, connection: &Connection) -> Result<Vec<Bookmark>, Fault> {
        let mut found = Vec::new();
        for identity in places(&self.location) {
            let of_article = format!("document = ?1 AND {ABSENT}");
            found.extend(absent(connection, &of_article, [identity.as_bytes()])?);
        }
        let of_content = format!("bookmarks.revision = ?1 AND {ABSENT}");
        found.extend(absent(connection, &of_content, [self.revision.hash().as_bytes()])?);
        let mut of_title = Vec::new();
        for title in titles_like(connection, &self.title)? {
            let named = format!("bookmarks.title = ?1 AND {ABSENT}");
            of_title.extend(absent(connection, &named, [title])?);
        }
        // Many articles have the same title: the words must be in the text, among the same words.
        found.extend(of_title.into_iter().filter(|kept| self.says_in_context(kept)));
        // A page can name any address as its own: the words must be in the text.
        if let Some(address) = &self.stated {
            let of_article = format!("document = ?1 AND {ABSENT}");
            let identity = at(address.clone()).identity();
            let named = absent(connection, &of_article, [identity.as_bytes()])?;
            found.extend(named.into_iter().filter(|kept| kept.anchor.quote.is_in(&self.text)));
        }
        let mut seen = BTreeSet::new();
        found.retain(|kept| kept.document != self.id && seen.insert(kept.id));
        Ok(found)
    }

    /// Tells whether the words of a passage are in its text, and what stood before or after them does too.
    fn says_in_context(&self, kept: &Bookmark) -> bool {
        let TextQuote { exact, prefix, suffix } = &kept.anchor.quote;
        occurrences(&self.text, exact).any(|range| {
            let agrees = |before: &str, after: &str| {
                let length = before.len() + after.len();
                length > 0 && context_agreement(&self.text, range, before, after) == length
            };
            let has_context = !prefix.is_empty() || !suffix.is_empty();
            !has_context || agrees(prefix, "") || agrees("", suffix)
        })
    }
}

/// Returns the address that a text names as its own, in the one way to write it, from the parts of the text.
pub(crate) fn stated(parts: &[u8]) -> Option<String> {
    decode_metadata(parts)?.address.map(|address| canonical(&address))
}

/// Returns the identities that belong to where an article is.
fn places(location: &Location) -> Vec<DocumentId> {
    let mut articles = Vec::new();
    match location {
        Location::Url(address) => {
            articles.extend([at(location.to_string()), at(canonical(address))]);
        }
        Location::File(path) => {
            let path = Some(path.to_string_lossy().into_owned());
            articles.push(Article { path, ..Article::default() });
        }
        Location::Stdin | Location::Sample(_) | Location::Entry { .. } => {}
    }
    articles.iter().map(Article::identity).collect()
}

fn at(address: String) -> Article {
    Article { address: Some(address), ..Article::default() }
}

/// Returns kept passages that a condition holds for.
fn absent(
    connection: &Connection,
    condition: &str,
    parameters: impl Params,
) -> Result<Vec<Bookmark>, Fault> {
    let sql = format!("SELECT {FIELDS} FROM bookmarks WHERE {condition} ORDER BY number");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(parameters, bookmark_of)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn is_here(connection: &Connection, document: DocumentId) -> Result<bool, Fault> {
    let sql = "SELECT 1 FROM documents WHERE id = ?1 AND revision IS NOT NULL";
    Ok(connection.prepare_cached(sql)?.exists([document.as_bytes()])?)
}

/// Returns the articles that passages were last given to, or the identities under which they wait since. The log is read
/// once, from its end, and only as far as it must be.
fn last_given(
    connection: &Connection,
    mut asked: BTreeSet<BookmarkId>,
) -> Result<BTreeMap<BookmarkId, DocumentId>, Fault> {
    let mut given = BTreeMap::new();
    if asked.is_empty() {
        return Ok(given);
    }
    let sql = "SELECT after FROM changes WHERE undone = ?1 ORDER BY number DESC";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([Standing::Settled.number()])?;
    while let Some(row) = rows.next()?.filter(|_| !asked.is_empty()) {
        let row: String = row.get(0)?;
        // Reading a row costs more than looking for one or a few in it.
        let few = asked.len() <= FEW;
        if few && !asked.iter().any(|id| row.contains(&id.to_string())) {
            continue;
        }
        for kept in bookmarks_in(&row)?.into_iter().filter(|kept| asked.remove(&kept.id)) {
            given.insert(kept.id, kept.document);
        }
    }
    Ok(given)
}

/// Returns the bookmarks that a row of the log speaks of.
fn bookmarks_in(row: &str) -> Result<Vec<Bookmark>, Fault> {
    Ok(match read(row)? {
        State::Bookmarks(all) => all.into_iter().filter_map(|(_, kept)| kept).collect(),
        _ => Vec::new(),
    })
}

#[cfg(test)]
mod tests;
