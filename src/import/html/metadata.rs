//! Metadata of a page: what it says and shows of its article besides the text.
//!
//! What the head of a page states for machines and what its body shows are weighed against each
//! other; nothing is taken because it comes first. It must not know how the article's text is found.

pub mod author_marks;
pub mod authors;
pub mod byline_words;
pub mod day_marks;
pub mod days;
pub mod linked;
pub mod nodes;
pub mod page;
pub mod people;
pub mod places;
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
    let from = [address, canonical.as_deref()];
    let address = address.or(canonical.as_deref());
    let site = Site::of(&page, &linked, address);
    let (title, headline) = titles::title(&page, &linked, &site);
    let language = language(&page, &linked);
    let clock = Clock { order: Order::of(language.as_deref().unwrap_or_default()), latest };
    let days = days::days(&page, &linked, from, headline, clock);
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

/// Returns the address under which the publisher wants the page known. A page that is not the front
/// page and names that as its address is mistaken.
fn canonical(page: &Page, address: Option<&str>) -> Option<String> {
    let named = [page.canonical.as_deref(), page.meta("og:url").next()];
    let is_front = |address: &str| {
        Url::parse(address).is_ok_and(|url| url.path() == "/" && url.query().is_none())
    };
    let below = address.is_some_and(|address| !is_front(address));
    let whole = |stated| whole(stated, address);
    named.into_iter().flatten().filter_map(whole).find(|stated| !(below && is_front(stated)))
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

#[cfg(test)]
mod tests {
    use dom_query::Document;
    use jiff::civil::date;

    use super::{read, read_on, tag};

    const PAGE: &str = r#"<html lang=en_GB><head><title>The pier falls | The Harbour Post</title>
        <link rel=canonical href="/news/pier">
        <meta property="og:site_name" content="The Harbour Post">
        <meta property="og:title" content="The pier falls | The Harbour Post">
        <meta property="og:image" content="/pier.jpg">
        <meta name=author content="The Harbour Post">
        <meta property="article:modified_time" content="2020-02-03T10:00:00Z"></head>
        <body><nav><h2>News</h2><time datetime="2021-01-01">today</time></nav>
        <article><h1><span class=kicker>Harbour</span> The pier falls into the sea</h1>
        <p class=byline>By <a rel=author href="/author/ann">Ann Ode</a> and <a rel=author>Bo Lin</a></p>
        <p class=date>Published on 02/01/2020</p><p>It fell on 5 March 1998 already.</p></article>
        <div id=comments><span class=author>Troll</span> <time datetime="2020-02-09">9 Feb</time>
        </div></body></html>"#;

    #[test]
    fn a_page_is_read_by_what_it_shows() {
        let metadata =
            read_on(&Document::from(PAGE), Some("https://post.example/a"), date(2026, 1, 1));
        assert_eq!(metadata.title.unwrap().text, "The pier falls into the sea");
        assert_eq!(metadata.byline.as_deref(), Some("Ann Ode, Bo Lin"));
        assert_eq!(metadata.site.as_deref(), Some("The Harbour Post"));
        assert_eq!(metadata.published, Some(date(2020, 1, 2)));
        assert_eq!(metadata.modified, Some(date(2020, 2, 3)));
        assert_eq!(metadata.language.as_deref(), Some("en-GB"));
        assert_eq!(metadata.address.as_deref(), Some("https://post.example/news/pier"));
        assert_eq!(metadata.image.as_deref(), Some("https://post.example/pier.jpg"));
    }

    #[test]
    fn a_day_that_has_not_come_is_none() {
        let page = "<meta property=article:published_time content=2099-01-01><h1>The pier</h1>";
        let metadata = read_on(&Document::from(page), None, date(2026, 1, 1));
        assert_eq!((metadata.published, metadata.published_at), (None, None));
    }

    #[test]
    fn strings_are_clean_and_nothing_is_invented() {
        let page =
            "<title>a\u{1b}[31mb\n\tc\u{202e}d</title><p>Words without a headline or a day.</p>";
        let metadata = read(&Document::from(page), None);
        assert_eq!(metadata.title.unwrap().text, "a␛[31mb cd");
        assert_eq!((metadata.byline, metadata.site, metadata.published), (None, None, None));
        assert_eq!(read(&Document::from(""), None), crate::document::Metadata::default());
    }

    #[test]
    fn hostile_pages_are_bounded() {
        let pages = [
            format!("<h1>{}x", "<span>".repeat(400)),
            format!("<script type=application/ld+json>{}", "[".repeat(100_000)),
            "<p class=author>By A B</p>".repeat(5_000),
            format!("<h1>{}</h1>", "word ".repeat(100_000)).repeat(3),
            "<time datetime=2020-01-01>x</time>".repeat(5_000),
        ];
        for page in pages {
            let _ = read(&Document::from(page), Some("https://a.example/"));
        }
    }

    #[test]
    fn the_front_page_is_not_the_address_of_another() {
        let table = [
            ("<link rel=canonical href='/news/pier'>", Some("https://a.example/news/pier")),
            ("<link rel=canonical href='https://a.example/'>", None),
            (
                "<link rel=canonical href='/'><meta property=og:url content='/x'>",
                Some("https://a.example/x"),
            ),
            ("<link rel=canonical href='javascript:alert(1)'>", None),
        ];
        for (page, expected) in table {
            let metadata =
                read(&Document::from(page), Some("https://a.example/news/pier?from=feed"));
            assert_eq!(metadata.address.as_deref(), expected, "{page}");
        }
    }

    #[test]
    fn languages_become_tags() {
        let table = [
            ("de_DE", Some("de-DE")),
            ("EN", Some("en")),
            ("zh-hant-tw", Some("zh-Hant-TW")),
            ("german", None),
            ("", None),
        ];
        for (stated, expected) in table {
            assert_eq!(tag(stated).as_deref(), expected, "{stated}");
        }
    }
}
