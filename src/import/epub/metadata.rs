//! What a package file says about its book, as metadata of a document.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::document::{Metadata, Title, TitleOrigin};
use crate::import::dates::leading_date;
use crate::import::epub::package::{Package, Statement};

/// Returns the metadata of a book. A book may have several titles; the one that is called the main
/// one counts, or else the first.
pub fn of(package: &Package) -> Metadata {
    let date = published(package);
    Metadata {
        title: main_title(package)
            .map(|text| Title { text: text.to_owned(), origin: TitleOrigin::Stated }),
        byline: byline(package),
        site: first(package, "publisher"),
        published: date.and_then(day),
        published_at: date.and_then(|date| date.parse().ok()),
        modified: modified(package).and_then(day),
        address: package.said("identifier").map(|said| said.value.as_str()).find_map(address),
        image: cover(package),
        dateline: None,
        language: first(package, "language")
            .map(|tag| tag.replace('_', "-"))
            .filter(|tag| is_language(tag)),
    }
}

fn main_title(package: &Package) -> Option<&str> {
    let is_main = |title: &&Statement| package.refined(title, "title-type") == Some("main");
    let title = package.said("title").find(is_main).or_else(|| package.said("title").next());
    title.map(|title| title.value.as_str())
}

fn byline(package: &Package) -> Option<String> {
    let creators: Vec<_> = package.said("creator").map(|said| said.value.as_str()).collect();
    (!creators.is_empty()).then(|| creators.join(", "))
}

fn first(package: &Package, name: &str) -> Option<String> {
    package.said(name).next().map(|said| said.value.clone())
}

fn published(package: &Package) -> Option<&str> {
    let is = |date: &Statement, kind: &str| date.event.as_deref() == Some(kind);
    let dates = || package.said("date");
    let date = dates()
        .find(|date| is(date, "publication"))
        .or_else(|| dates().find(|date| date.event.is_none()))
        .or_else(|| dates().find(|date| is(date, "original-publication")));
    date.map(|date| date.value.as_str())
}

fn modified(package: &Package) -> Option<&str> {
    let marked = || package.said("date").find(|date| date.event.as_deref() == Some("modification"));
    let said = package.said("dcterms:modified").find(|said| said.refines.is_none());
    said.or_else(marked).map(|said| said.value.as_str())
}

/// Returns a day that is written out; a year alone is none.
fn day(date: &str) -> Option<Date> {
    if let Ok(moment) = date.parse::<Timestamp>() {
        return Some(
            date.get(..10)
                .and_then(|day| day.parse().ok())
                .unwrap_or_else(|| moment.to_zoned(jiff::tz::TimeZone::UTC).date()),
        );
    }
    leading_date(date).map(|(date, _)| date)
}

fn address(identifier: &str) -> Option<String> {
    let address = url::Url::parse(identifier).ok()?;
    matches!(address.scheme(), "http" | "https").then(|| address.to_string())
}

/// Returns the name of the cover in the archive.
fn cover(package: &Package) -> Option<String> {
    let marked = package.items().find(|item| item.is("cover-image"));
    let named = || package.item(&package.said("cover").next()?.value);
    let cover = marked.or_else(named).filter(|item| item.media.starts_with("image/"));
    cover.map(|item| item.file.clone())
}

fn is_language(tag: &str) -> bool {
    let subtags = tag.split('-');
    !tag.eq_ignore_ascii_case("und")
        && tag.len() <= 35
        && subtags.into_iter().all(|part| {
            (1..=8).contains(&part.len()) && part.chars().all(|ch| ch.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Package, of};

    #[test]
    fn a_book_is_what_its_package_says() {
        let read = |inner: &str| of(&Package::read(&format!("<metadata>{inner}</metadata>"), "x"));
        let metadata = read(
            "<dc:title id='a'>Encyclopaedia</dc:title><dc:title id='b'>Georgia</dc:title>\
             <meta refines='#b' property='title-type'>main</meta><dc:creator>Ann</dc:creator>\
             <dc:creator>Bo</dc:creator><dc:language> en-US </dc:language>\
             <dc:date>2008-05-20T23:30:00+10:00</dc:date><dc:publisher>House</dc:publisher>\
             <meta property='dcterms:modified'>2010-02-17T04:39:13Z</meta>\
             <dc:identifier>urn:isbn:1</dc:identifier><dc:identifier>https://host/1</dc:identifier>",
        );
        assert_eq!(metadata.title.unwrap().text, "Georgia");
        assert_eq!(metadata.byline.as_deref(), Some("Ann, Bo"));
        assert_eq!(metadata.site.as_deref(), Some("House"));
        assert_eq!(metadata.language.as_deref(), Some("en-US"));
        assert_eq!(metadata.published, Some(date(2008, 5, 20)));
        assert_eq!(metadata.published_at.unwrap().to_string(), "2008-05-20T13:30:00Z");
        assert_eq!(metadata.modified, Some(date(2010, 2, 17)));
        assert_eq!(metadata.address.as_deref(), Some("https://host/1"));
        let metadata = read("<dc:date>1903</dc:date><dc:language>en_US x</dc:language>");
        assert_eq!((metadata.published, metadata.language), (None, None));
    }
}
