//! Metadata of a page: what it says and shows of its article besides the text.
//!
//! What the head of a page states for machines and what its body shows are weighed against each
//! other; nothing is taken because it comes first. It must not know how the article's text is found.

pub mod authors;
pub mod days;
pub mod linked;
pub mod page;
pub mod people;
pub mod repair;
pub mod site;
pub mod titles;
pub mod words;

use dom_query::Document;
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use url::Url;

use crate::document::{Metadata, Title, TitleOrigin};
use crate::import::calendar::Order;
use crate::import::html::metadata::days::Clock;
use crate::import::html::metadata::linked::Linked;
use crate::import::html::metadata::page::Page;
use crate::import::html::metadata::site::Site;

/// Reads the metadata of a page that came from an address.
pub fn read(page: &Document, address: Option<&str>) -> Metadata {
    let now = jiff::tz::Offset::UTC.to_datetime(Timestamp::now()).date();
    read_on(page, address, now.checked_add(Span::new().days(2)).unwrap_or(now))
}

/// Reads the metadata of a page; days after the latest cannot be.
fn read_on(page: &Document, address: Option<&str>, latest: Date) -> Metadata {
    let page = Page::of(page);
    let linked = linked::read(&page.blocks);
    let canonical = canonical(&page, address);
    let address = address.or(canonical.as_deref());
    let site = Site::of(&page, &linked, address);
    let (title, headline) = titles::title(&page, &linked, &site);
    let language = language(&page, &linked);
    let clock = Clock { order: Order::of(language.as_deref().unwrap_or_default()), latest };
    let days = days::days(&page, &linked, address, headline, clock);
    Metadata {
        title: title.map(|text| Title { text, origin: TitleOrigin::Stated }),
        byline: authors::byline(&page, &linked, &site, headline),
        site: site.name(),
        published: days.published,
        published_at: days.published_at,
        modified: days.modified,
        image: image(&page, &linked).and_then(|image| whole(&image, address)),
        language,
        address: canonical,
        dateline: None,
    }
}

/// Returns the address under which the publisher wants the page known.
fn canonical(page: &Page, address: Option<&str>) -> Option<String> {
    let stated = page.canonical.as_deref().or_else(|| page.meta("og:url").next())?;
    whole(stated, address)
}

/// Makes an address whole; only those of the web count.
fn whole(stated: &str, address: Option<&str>) -> Option<String> {
    let base = address.and_then(|address| Url::parse(address).ok());
    let url = match base {
        Some(base) => base.join(stated.trim()).ok()?,
        None => Url::parse(stated.trim()).ok()?,
    };
    matches!(url.scheme(), "http" | "https").then(|| url.to_string())
}

fn image(page: &Page, linked: &Linked) -> Option<String> {
    let metas = [
        "og:image:secure_url",
        "og:image",
        "og:image:url",
        "twitter:image",
        "twitter:image:src",
        "sailthru.image.full",
        "parsely-image-url",
        "thumbnail",
    ];
    let stated = metas.iter().find_map(|name| page.meta(name).next()).map(str::to_owned);
    stated.or_else(|| linked.image.clone())
}

/// Returns the language as a BCP 47 tag.
fn language(page: &Page, linked: &Linked) -> Option<String> {
    let metas = ["content-language", "language", "dc.language", "dcterms.language", "og:locale"];
    let stated = metas.iter().filter_map(|name| page.meta(name).next());
    page.language
        .as_deref()
        .into_iter()
        .chain(linked.language.as_deref())
        .chain(stated)
        .find_map(tag)
}

/// Writes a language as a BCP 47 tag: `de_DE` is `de-DE`.
fn tag(stated: &str) -> Option<String> {
    let mut parts = stated.trim().split(['-', '_']);
    let language = parts.next().filter(|part| {
        (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    })?;
    let mut tag = language.to_ascii_lowercase();
    for part in parts.take(2).filter(|part| {
        (2..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    }) {
        tag.push('-');
        if part.len() == 4 {
            let (first, rest) = part.split_at(1);
            tag.push_str(&first.to_ascii_uppercase());
            tag.push_str(&rest.to_ascii_lowercase());
        } else {
            tag.push_str(&part.to_ascii_uppercase());
        }
    }
    Some(tag)
}
