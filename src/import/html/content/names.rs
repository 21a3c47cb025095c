//! Names: what the classes, identifiers and roles of elements say of what is in them.
//!
//! The words are those that pages in general use; none is of one site.

use crate::import::html::tag::Tag;
use crate::import::html::tree::{NodeIndex, Tree};

/// What the name of an element says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// It is the body of an article.
    Body,
    /// It is not part of an article.
    Foreign,
    /// It is said of an article rather than by it: shares, tags, who wrote it.
    About,
    /// What readers say.
    Comments,
    /// What stands below a picture.
    Caption,
    /// Nothing.
    Silent,
}

/// Words of elements that are no part of an article.
const FOREIGN: [&str; 62] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "adsense",
    "adslot",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "carousel",
    "consent",
    "cookie",
    "cookies",
    "dfp",
    "disclaimer",
    "flyout",
    "footer",
    "gdpr",
    "login",
    "masthead",
    "menu",
    "menubar",
    "modal",
    "nav",
    "navbar",
    "navi",
    "navigation",
    "newsletter",
    "newsletters",
    "offscreen",
    "optin",
    "outbrain",
    "overlay",
    "pager",
    "pagination",
    "paging",
    "popular",
    "popup",
    "promo",
    "promos",
    "promoted",
    "promotion",
    "recirc",
    "recirculation",
    "recommendations",
    "recommended",
    "related",
    "sidebar",
    "signup",
    "skip",
    "sponsor",
    "sponsored",
    "sponsors",
    "subscribe",
    "subscription",
    "taboola",
    "teaser",
    "teasers",
    "toolbar",
    "trending",
    "widget",
];

/// Words of elements that are about an article.
const ABOUT: [&str; 40] = [
    "addthis",
    "addtoany",
    "attribution",
    "author",
    "authors",
    "avatar",
    "bio",
    "biography",
    "byline",
    "bylines",
    "buttons",
    "categories",
    "category",
    "contributors",
    "copyright",
    "date",
    "dateline",
    "hashtags",
    "keywords",
    "license",
    "meta",
    "metadata",
    "postmeta",
    "print",
    "pubdate",
    "published",
    "rating",
    "ratings",
    "share",
    "shares",
    "sharedaddy",
    "sharing",
    "social",
    "tag",
    "taglist",
    "tags",
    "timestamp",
    "tools",
    "topics",
    "views",
];

/// Words of elements that hold what readers say.
const COMMENTS: [&str; 9] = [
    "comment",
    "comments",
    "commentlist",
    "disqus",
    "discussion",
    "respond",
    "replies",
    "reactions",
    "livefyre",
];

/// Words of elements that stand below a picture.
const CAPTIONS: [&str; 7] =
    ["caption", "captions", "credit", "credits", "figcaption", "cutline", "legend"];

/// Words that, one after the other, name the body of an article.
const BODIES: [(&str, &str); 22] = [
    ("article", "body"),
    ("article", "content"),
    ("article", "text"),
    ("article", "main"),
    ("post", "body"),
    ("post", "content"),
    ("post", "text"),
    ("post", "entry"),
    ("entry", "content"),
    ("entry", "body"),
    ("entry", "text"),
    ("story", "body"),
    ("story", "content"),
    ("story", "text"),
    ("content", "body"),
    ("body", "content"),
    ("body", "text"),
    ("body", "copy"),
    ("main", "content"),
    ("page", "content"),
    ("news", "content"),
    ("single", "content"),
];

/// Tells what the names of an element say of it.
pub fn sense(tree: &Tree, at: NodeIndex) -> Sense {
    match tree.attribute(at, "itemprop") {
        Some("articleBody") => return Sense::Body,
        Some("comment") => return Sense::Comments,
        _ => {}
    }
    match tree.attribute(at, "role") {
        Some("navigation" | "complementary" | "banner" | "contentinfo" | "search" | "dialog") => {
            return Sense::Foreign;
        }
        _ => {}
    }
    let mut sense = Sense::Silent;
    for name in ["id", "class"] {
        let Some(value) = tree.attribute(at, name) else { continue };
        for class in value.split_whitespace() {
            match of_class(class) {
                Sense::Silent => {}
                Sense::Body => return Sense::Body,
                found if sense == Sense::Silent => sense = found,
                _ => {}
            }
        }
    }
    if sense == Sense::Silent && tree.node(at).tag == Tag::Figcaption {
        Sense::Caption
    } else {
        sense
    }
}

/// Tells what one class or identifier says.
fn of_class(class: &str) -> Sense {
    let words = words(class);
    if words.len() > 8 {
        return Sense::Silent;
    }
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let body = words
        .windows(2)
        .any(|pair| BODIES.iter().any(|(first, second)| pair[0] == *first && pair[1] == *second));
    if body && words.len() <= 4 && !has(&FOREIGN) && !has(&ABOUT) && !has(&COMMENTS) {
        return Sense::Body;
    }
    if words
        .iter()
        .any(|word| matches!(word.as_str(), "has" | "no" | "with" | "without" | "is" | "js"))
    {
        return Sense::Silent;
    }
    if has(&COMMENTS) {
        return Sense::Comments;
    }
    if has(&CAPTIONS) {
        return Sense::Caption;
    }
    if has(&FOREIGN) {
        return Sense::Foreign;
    }
    if has(&ABOUT) { Sense::About } else { Sense::Silent }
}

/// Splits a class into its words, in lower case.
fn words(class: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut lower_before = false;
    for ch in class.chars() {
        let begins = !ch.is_alphanumeric() || (ch.is_uppercase() && lower_before);
        lower_before = ch.is_lowercase() || ch.is_numeric();
        if begins && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| ch.is_alphanumeric()) {
            word.extend(ch.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
