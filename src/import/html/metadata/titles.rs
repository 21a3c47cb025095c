//! Titles: which of the headings that a page shows is the headline of its article.
//!
//! What the head of a page states is only evidence; the words shown are taken, because they are what a
//! reader of the page would call it.

use crate::import::calendar::{Order, find};
use crate::import::html::metadata::linked::Linked;
use crate::import::html::metadata::page::{Element, Page};
use crate::import::html::metadata::places::Place;
use crate::import::html::metadata::site::{Site, parts};
use crate::import::html::metadata::words::{key, likeness, opened, words};

/// The names of `meta` that state a title, the most careful first.
const STATED: &[&str] = &[
    "citation_title",
    "og:title",
    "parsely-title",
    "sailthru.title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "dc:title",
    "headline",
    "title",
    "fulltitle",
    "eprints.title",
];

/// The score from which a heading is taken.
const ENOUGH: i32 = 50;

/// What counts against a heading that only names the site.
const FOREIGN: i32 = 80;

/// The most characters of a headline.
const LONGEST: usize = 300;

/// The most headings that are looked at.
const MOST: usize = 300;

/// Returns the headline of a page, and where it is shown, in bytes of text.
pub fn title(page: &Page, linked: &Linked, site: &Site) -> (Option<String>, Option<usize>) {
    let stated = stated(page, linked, site);
    let alone = page.elements.iter().filter(|element| is_first(element)).count() == 1;
    let shown = headings(page)
        .take(MOST)
        .enumerate()
        .map(|(index, element)| {
            let foreign = i32::from(is_part_besides(page, element, &stated)) * FOREIGN;
            (score(element, index, alone, &stated, site) - foreign, element)
        })
        .max_by_key(|(score, element)| (*score, std::cmp::Reverse(element.at)));
    match shown {
        Some((score, element)) if score >= ENOUGH => {
            (Some(as_shown(element, &stated, site)), Some(element.at))
        }
        _ => (stated.into_iter().next(), None),
    }
}

/// Tells whether a short heading is only what the title of the page has beside the headline: a name of
/// the site or of a part of it.
fn is_part_besides(page: &Page, element: &Element, stated: &[String]) -> bool {
    let text = key(&element.text);
    let short = words(&element.text).len() < 3;
    let title = page.title.as_deref().map(opened).unwrap_or_default();
    let parts = parts(&title);
    let stated_first = stated.first().map(|title| key(title));
    let longest = parts.iter().map(|part| part.chars().count()).max().unwrap_or(0);
    short
        && parts.len() > 1
        && stated_first.is_some_and(|first| first != text)
        && parts.iter().any(|part| key(part) == text && part.chars().count() * 2 < longest)
}

/// Gathers the titles that the head states, the site's name taken off, the surest first.
fn stated(page: &Page, linked: &Linked, site: &Site) -> Vec<String> {
    let mut stated: Vec<String> = Vec::new();
    let linked = linked.headline.as_deref().filter(|_| linked.is_article);
    let metas = STATED.iter().flat_map(|name| page.meta(name).take(1));
    for title in linked.into_iter().chain(metas) {
        stated.push(site.without(&opened(title)));
    }
    if let Some(title) = page.title.as_deref() {
        let whole = site.without(&opened(title));
        let parts = parts(&whole);
        let head = parts.first().filter(|part| words(part).len() >= 2 && parts.len() > 1);
        // What several stated titles agree on is the whole; else the longest part is the headline.
        let agreed = stated.iter().any(|other| key(other) == key(&whole));
        let longest = parts.iter().max_by_key(|part| part.chars().count());
        match (head, longest) {
            _ if agreed => {}
            (Some(head), _) if words(head).len() >= 3 => stated.push((*head).to_owned()),
            (_, Some(longest)) => stated.push((*longest).to_owned()),
            _ => {}
        }
        stated.push(whole);
    }
    stated.retain(|title| !title.is_empty() && title.chars().count() <= LONGEST);
    // A name of the site alone is a headline only if there is no other.
    stated.sort_by_key(|title| site.is_named(title));
    stated
}

fn is_first(element: &Element) -> bool {
    element.tag == "h1" && element.place == Place::Main
}

fn headings(page: &Page) -> impl Iterator<Item = &Element> {
    page.elements.iter().filter(|element| {
        let heading = matches!(element.tag.as_str(), "h1" | "h2" | "h3");
        let marked = element.property.split(' ').any(|property| property == "headline")
            || element.labels.iter().any(|label| is_title_label(label));
        let length = element.text.chars().count();
        (heading || marked && element.tag != "meta") && (2..=LONGEST).contains(&length)
    })
}

fn is_title_label(label: &str) -> bool {
    matches!(
        label,
        "title"
            | "titel"
            | "headline"
            | "posttitle"
            | "entrytitle"
            | "articletitle"
            | "titulo"
            | "subject"
    )
}

fn score(element: &Element, index: usize, alone: bool, stated: &[String], site: &Site) -> i32 {
    let text = &element.text;
    let likeness = stated.iter().map(|title| likeness(title, text)).max().unwrap_or(0);
    let mut score = likeness;
    score += match element.tag.as_str() {
        "h1" => 34,
        "h2" => 12,
        "h3" => 6,
        _ => -4,
    };
    if stated.iter().any(|title| key(title) == key(text)) {
        score += 20;
    }
    if element.property.contains("headline") {
        score += 15;
    }
    if element.labels.iter().any(|label| is_title_label(label)) {
        score += 8;
    }
    score -= match element.place {
        Place::Main => 0,
        Place::Aside => 25,
        Place::Comment => 120,
    };
    if site.is_named(text) && stated.first().is_none_or(|title| key(title) != key(text)) {
        score -= 90;
    }
    if alone && is_first(element) && words(text).len() >= 2 {
        score += 20;
    }
    score - i32::try_from(index.min(20)).unwrap_or(20) / 2
}

/// Returns the words of a heading: without a kicker that stands in it, the site's name, and days and
/// counts behind a stated title.
fn as_shown(element: &Element, stated: &[String], site: &Site) -> String {
    if let Some(bare) = &element.bare {
        return bare.clone();
    }
    let text = &element.text;
    let own = key(text);
    if let Some(title) = stated.iter().find(|title| key(title) == own) {
        // Where elements stand apart in the heading, what is stated has the signs between them.
        let signs = |text: &str| text.chars().filter(|ch| ":–—|".contains(*ch)).count();
        return if signs(title) > signs(text) { title.clone() } else { text.clone() };
    }
    let without = site.without(text);
    if stated.iter().any(|title| key(title) == key(&without)) {
        return without;
    }
    let ends = text.char_indices().filter(|(_, ch)| ch.is_whitespace()).map(|(at, _)| at);
    for end in ends {
        let (front, rest) =
            (text.get(..end).unwrap_or_default(), text.get(end..).unwrap_or_default());
        let dated = rest.contains('•') || find(rest, Order::DayFirst).is_some();
        if dated && words(front).len() >= 2 && stated.iter().any(|title| key(title) == key(front)) {
            return front.to_owned();
        }
    }
    text.clone()
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::title;
    use crate::import::html::metadata::linked::Linked;
    use crate::import::html::metadata::page::Page;
    use crate::import::html::metadata::site::Site;

    #[test]
    fn the_headline_shown_is_the_title() {
        let table = [
            ("<title>Pier falls - Post</title><h1>Pier falls</h1>", "Pier falls"),
            (
                "<title>The old pier falls</title><h1>The Post</h1><h2>The old pier falls</h2>",
                "The old pier falls",
            ),
            (
                "<meta property=og:title content='It\u{27}s gone: the pier'><h1>It’s gone: the pier</h1><h2>Read more</h2>",
                "It’s gone: the pier",
            ),
            (
                "<title>The pier falls into the sea | News | Post</title>",
                "The pier falls into the sea",
            ),
            (
                "<title>Pier</title><h1><span class=kicker>Harbour</span> The pier falls</h1>",
                "The pier falls",
            ),
            ("<meta property=og:title content='Pier &amp;amp; sea'>", "Pier & sea"),
        ];
        for (html, expected) in table {
            let page = Page::of(&Document::from(html));
            let site = Site::of(&page, &Linked::default(), Some("https://post.example/a"));
            assert_eq!(
                title(&page, &Linked::default(), &site).0.as_deref(),
                Some(expected),
                "{html}"
            );
        }
    }
}
