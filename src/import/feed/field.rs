//! What the fields and attributes of a feed in XML say, put where it belongs.

use std::rc::Rc;

use jiff::Timestamp;
use url::Url;

use crate::import::feed::address::{Written, is_address};
use crate::import::feed::collect::{Collected, add_name};
use crate::import::feed::dates;
use crate::import::feed::draft::{Draft, DraftEntry, Ranked};
use crate::import::feed::entry::Body;
use crate::import::feed::markup::Tag;
use crate::import::feed::vocabulary::Field;
use crate::import::feed::words::one_line;

/// What is said by where a text stands in the order of what may be a link: that of a forwarding service,
/// that of a page in HTML, any other, one that also is an identity, and one in an attribute.
const PAGE: u8 = 1;
const OTHER: u8 = 2;
const GUID: u8 = 3;
const ATTRIBUTE: u8 = 4;

/// Where a second text stands among what may be the text of an article.
const SECOND: u8 = 9;

/// Takes the attributes of a feed: where CDF says its address.
pub fn feed_attributes(tag: &Tag<'_>, base: Option<&Rc<Url>>, draft: &mut Draft) {
    if let Some(address) = tag.attribute("href") {
        draft.site.offer(ATTRIBUTE, written(address, base));
    }
}

/// Takes the attributes of an entry: where RDF and CDF say its identity, address and date.
pub fn entry_attributes(tag: &Tag<'_>, base: Option<&Rc<Url>>, entry: &mut DraftEntry) {
    if let Some(about) = tag.attribute("rdf:about") {
        entry.id.offer(2, about.clone());
        entry.link.offer(ATTRIBUTE, written(about, base));
    }
    if let Some(address) = tag.attribute("href") {
        entry.link.offer(PAGE, written(address, base));
    }
    if let Some(date) = tag.attribute("lastmod").and_then(|date| dates::read(&date)) {
        entry.updated.offer(2, date);
    }
}

/// Takes the attributes of an element that holds a field.
pub fn attributes(
    field: Field,
    tag: &Tag<'_>,
    base: Option<&Rc<Url>>,
    entry: Option<&mut DraftEntry>,
    draft: &mut Draft,
) {
    match (field, entry) {
        (Field::Link(_), Some(entry)) => match link(tag) {
            Some(Link::Page(rank, address)) => entry.link.offer(rank, written(address, base)),
            Some(Link::Enclosure(address, kind)) => {
                entry.enclosures.push((written(address, base), kind));
            }
            None => {}
        },
        (Field::Link(_), None) => {
            if let Some(Link::Page(rank, address)) = link(tag) {
                draft.site.offer(rank, written(address, base));
            }
        }
        (Field::Content(_), Some(entry)) => {
            if let Some(address) = tag.attribute("src") {
                entry.link.offer(ATTRIBUTE, written(address, base));
            }
        }
        (Field::Enclosure, Some(entry)) => {
            if let Some(address) = tag.attribute("url") {
                entry.enclosures.push((written(address, base), tag.attribute("type")));
            }
        }
        (Field::Guid, Some(entry)) => {
            entry.guid_is_link = tag.attribute("ispermalink").is_none_or(|is| is != "false");
        }
        (Field::Image, Some(entry)) => {
            if let Some(address) = tag.attribute("url").or_else(|| tag.attribute("href")) {
                entry.image.offer(0, written(address, base));
            }
        }
        _ => {}
    }
}

/// Takes the attributes of a medium: a picture stands for the entry, anything else comes with it.
pub fn medium(tag: &Tag<'_>, base: Option<&Rc<Url>>, entry: &mut DraftEntry) {
    let Some(address) = tag.attribute("url") else { return };
    let kind = tag.attribute("type");
    let medium = tag.attribute("medium");
    let is = |what: &str| {
        medium.as_deref() == Some(what)
            || kind.as_deref().is_some_and(|kind| kind.starts_with(&format!("{what}/")))
    };
    if is("image") {
        entry.image.offer(1, written(address, base));
    } else if is("audio") || is("video") || kind.is_some() {
        entry.enclosures.push((written(address, base), kind));
    }
}

/// Takes a field of a feed.
pub fn of_feed(field: Field, text: Collected, draft: &mut Draft) {
    match field {
        Field::Title(rank) => offer_title(&mut draft.title, rank, text),
        Field::Link(_) => offer_address(&mut draft.site, PAGE, text),
        Field::Language if draft.language.is_none() => draft.language = Some(text.words()),
        _ => {}
    }
}

/// Takes a field of an entry.
pub fn of_entry(field: Field, text: Collected, entry: &mut DraftEntry) {
    match field {
        Field::Title(rank) => offer_title(&mut entry.title, rank, text),
        Field::Link(rank) => offer_address(&mut entry.link, rank, text),
        Field::Id | Field::Guid => {
            let address = text.address();
            let id = one_line(&address.text);
            if (field == Field::Id || entry.guid_is_link) && is_address(&id) {
                entry.link.offer(GUID, address);
            }
            offer_id(entry, id);
        }
        Field::Content(rank) => offer_body(&mut entry.content, rank, text),
        // Of two texts of the same kind the second is the article.
        Field::Summary(0) if entry.summary.rank() == Some(0) => {
            offer_body(&mut entry.content, SECOND, text);
        }
        Field::Summary(rank) => offer_body(&mut entry.summary, rank, text),
        Field::Published(rank) => offer_date(&mut entry.published, rank, text),
        Field::Updated(rank) => offer_date(&mut entry.updated, rank, text),
        Field::Author(rank) => add_name(&mut entry.authors, &text.words(), rank),
        _ => {}
    }
}

fn offer_id(entry: &mut DraftEntry, id: String) {
    if !id.is_empty() {
        entry.id.offer(0, id);
    }
}

fn offer_title(title: &mut Ranked<Body>, rank: u8, text: Collected) {
    let body = text.line();
    if !body.as_str().trim().is_empty() {
        title.offer(rank, body);
    }
}

fn offer_body(part: &mut Ranked<(Body, Written)>, rank: u8, text: Collected) {
    let (body, base) = text.body();
    if !body.as_str().trim().is_empty() {
        part.offer(rank, (body, base));
    }
}

fn offer_address(link: &mut Ranked<Written>, rank: u8, text: Collected) {
    let address = text.address();
    if !address.text.trim().is_empty() {
        link.offer(rank, address);
    }
}

fn offer_date(date: &mut Ranked<Timestamp>, rank: u8, text: Collected) {
    if let Some(read) = dates::read(&text.address().text) {
        date.offer(rank, read);
    }
}

/// What a link in attributes is.
enum Link {
    /// A page, with its rank.
    Page(u8, String),
    /// A file that comes with the entry, with its media type.
    Enclosure(String, Option<String>),
}

fn link(tag: &Tag<'_>) -> Option<Link> {
    let address = tag.attribute("href")?;
    let kind = tag.attribute("type");
    let relation = tag.attribute("rel").unwrap_or_default().to_ascii_lowercase();
    match relation.as_str() {
        "" | "alternate" | "http://www.iana.org/assignments/relation/alternate" => {
            let page = kind.is_none_or(|kind| kind.contains("html"));
            Some(Link::Page(if page { PAGE } else { OTHER }, address))
        }
        "enclosure" => Some(Link::Enclosure(address, kind)),
        _ => None,
    }
}

fn written(text: String, base: Option<&Rc<Url>>) -> Written {
    Written { text, base: base.cloned() }
}
