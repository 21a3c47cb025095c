//! Discovering the feeds that a page names.
//!
//! Pages name them in `link` elements. Only these are looked at, in one pass over the page, and only up to
//! a bound.

use url::Url;

use crate::import::feed::address::whole;
use crate::import::feed::markup::{Tag, Token, Tokens};
use crate::import::feed::words::of_html;

/// How much of a page is looked at, in bytes.
const FRONT: usize = 4 * 1024 * 1024;

/// The most feeds that are returned.
const MOST: usize = 50;

/// Elements whose content is no markup.
const RAW: [&str; 5] = ["script", "style", "textarea", "title", "noscript"];

/// A feed that a page names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Where it is.
    pub address: String,
    /// What the page calls it.
    pub title: Option<String>,
}

/// Returns the feeds that a page names, in its order, those of comments last.
pub fn discover(page: &str, address: &str) -> Vec<Named> {
    let mut base = Url::parse(address).ok();
    let mut named: Vec<Named> = Vec::new();
    let end = page.len().min(FRONT);
    let end = (0..=end).rev().find(|end| page.is_char_boundary(*end)).unwrap_or(0);
    let mut tokens = Tokens::new(page.get(..end).unwrap_or_default());
    while let Some(token) = tokens.next() {
        let Token::Start(tag) = token else { continue };
        let name = tag.name.to_ascii_lowercase();
        if RAW.contains(&name.as_str()) && !tag.closed {
            tokens.skip_raw(&name);
        } else if name == "base" {
            let stated = tag.attribute("href");
            base = stated.and_then(|stated| whole(&stated, base.as_ref())).or(base);
        } else if name == "link"
            && let Some(feed) = feed(&tag, base.as_ref())
            && named.iter().all(|other| other.address != feed.address)
        {
            named.push(feed);
        }
        if named.len() == MOST {
            break;
        }
    }
    named.sort_by_key(is_of_comments);
    named
}

fn feed(tag: &Tag<'_>, base: Option<&Url>) -> Option<Named> {
    let relations = tag.attribute("rel")?.to_ascii_lowercase();
    let is = |wanted: &str| relations.split_ascii_whitespace().any(|relation| relation == wanted);
    let written = tag.attribute("href")?;
    let kind = tag.attribute("type").unwrap_or_default().to_ascii_lowercase();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let is_feed = match kind {
        "application/rss+xml"
        | "application/atom+xml"
        | "application/feed+json"
        | "application/rdf+xml"
        | "application/x.atom+xml"
        | "application/x-atom+xml"
        | "application/rss"
        | "text/rss"
        | "text/rss+xml"
        | "application/x-rss+xml" => true,
        // What these hold can be anything: the address must say that it is a feed.
        "application/json" | "application/xml" | "text/xml" => {
            let written = written.to_ascii_lowercase();
            ["feed", "rss", "atom"].iter().any(|word| written.contains(word))
        }
        "" => is("feed"),
        _ => false,
    };
    if !is_feed || !(is("alternate") || is("feed")) || is("stylesheet") {
        return None;
    }
    let title = tag.attribute("title").map(|title| of_html(&title));
    let address = whole(&written, base)?.to_string();
    Some(Named { address, title: title.filter(|title| !title.is_empty()) })
}

fn is_of_comments(feed: &Named) -> bool {
    let title = feed.title.as_deref().unwrap_or_default().to_lowercase();
    let words = ["comment", "kommentar", "commentaire", "comentario", "评论", "コメント"];
    words.iter().any(|word| title.contains(word))
        || feed.address.to_ascii_lowercase().contains("comments")
}

#[cfg(test)]
mod tests {
    use super::discover;

    #[test]
    fn the_feeds_of_a_page_are_found() {
        let page = r#"<!doctype html><html><head><base href="https://cdn.example/x/">
            <title>No <link rel=alternate type=application/rss+xml href=/title></title>
            <script>var a = '<link rel="alternate" type="application/rss+xml" href="/script">';</script>
            <!-- <link rel="alternate" type="application/rss+xml" href="/comment"> -->
            <link rel="alternate" type="application/rss+xml" title="Post &raquo; Comments" href="/comments/feed/">
            <LINK REL='Alternate' TYPE='application/rss+xml; charset=utf-8' TITLE='News &amp; more' HREF='feed?a=1&amp;b=2'>
            <link rel=alternate type=application/atom+xml href=//other.example/atom.xml>
            <link rel="alternate feed" type="application/feed+json" href="feed.json" />
            <link rel="alternate" type="application/json" href="/wp-json/posts/1">
            <link rel="alternate" type="application/json+oembed" href="/oembed">
            <link rel="alternate" hreflang="de" href="/de">
            <link rel="stylesheet" type="text/css" href="/a.css">
            <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
            <link rel="alternate" type="application/rss+xml" href="feed?a=1&b=2">"#;
        let found = discover(page, "https://host.example/post");
        let found: Vec<_> =
            found.iter().map(|feed| (feed.address.as_str(), feed.title.as_deref())).collect();
        let expected = [
            ("https://cdn.example/x/feed?a=1&b=2", Some("News & more")),
            ("https://other.example/atom.xml", None),
            ("https://cdn.example/x/feed.json", None),
            ("https://cdn.example/comments/feed/", Some("Post » Comments")),
        ];
        assert_eq!(found, expected);
        assert!(discover("", "no address").is_empty());
    }
}
