//! Names: what the classes, identifiers and roles of elements say of what is in them.
//!
//! The words are those that pages in general use; none is of one site.

use crate::import::html::tag::Tag;
use crate::import::html::tree::{NodeIndex, Tree};

/// What the name of an element says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// It is the body of an article, and says so to machines.
    Stated,
    /// It is the body of an article.
    Body,
    /// It is never part of an article.
    Never,
    /// It is not part of an article.
    Foreign,
    /// It is said of an article rather than by it: shares, tags, who wrote it.
    About,
    /// What readers say.
    Comments,
    /// What stands below a picture.
    Caption,
    /// What an article says before it begins.
    Lead,
    /// Nothing.
    Silent,
}

/// Words of elements that are never part of an article.
const NEVER: [&str; 20] = [
    "consent",
    "cookie",
    "cookies",
    "gdpr",
    "login",
    "modal",
    "newsletter",
    "newsletters",
    "offscreen",
    "optin",
    "overlay",
    "popup",
    "popover",
    "signup",
    "subscribe",
    "subscription",
    "tooltip",
    "offcanvas",
    "outbrain",
    "taboola",
];

/// Classes of what is only read aloud.
const ALOUD: [&str; 8] = [
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "screen-reader",
    "show-for-sr",
    "element-invisible",
    "hidden",
];

/// Words of elements that are no part of an article.
const FOREIGN: [&str; 50] = [
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
    "dfp",
    "disclaimer",
    "disclosure",
    "flyout",
    "footer",
    "masthead",
    "menu",
    "menubar",
    "nav",
    "navbar",
    "navi",
    "navigation",
    "pager",
    "pagination",
    "paging",
    "paywall",
    "player",
    "popular",
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
    "skip",
    "slideshow",
    "sponsor",
    "sponsored",
    "sponsors",
    "toolbar",
    "toolbars",
    "trending",
    "video",
    "videos",
    "yarpp",
];

/// How words begin of elements that are no part of an article.
const FOREIGN_FRONTS: [&str; 8] = [
    "newsletter",
    "breadcrumb",
    "advert",
    "recommend",
    "sponsor",
    "related",
    "navigation",
    "cookie",
];

/// How words begin of elements that are about an article.
const ABOUT_FRONTS: [&str; 4] = ["share", "sharing", "social", "sociable"];

/// Words of elements before an article begins.
const LEADS: [&str; 12] = [
    "abstract",
    "deck",
    "dek",
    "excerpt",
    "intro",
    "kicker",
    "lead",
    "lede",
    "standfirst",
    "subheadline",
    "subtitle",
    "summary",
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
        Some("articleBody") => return Sense::Stated,
        Some("comment") => return Sense::Comments,
        Some("author" | "datePublished" | "dateModified" | "keywords") => return Sense::About,
        _ => {}
    }
    if let Some("navigation" | "complementary" | "banner" | "contentinfo" | "search" | "dialog") =
        tree.attribute(at, "role")
    {
        return Sense::Foreign;
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
    if ALOUD.contains(&class) {
        return Sense::Never;
    }
    let words = words(class);
    if words.len() > 8 {
        return Sense::Silent;
    }
    if is_subject(&words) {
        return Sense::Silent;
    }
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let begins =
        |list: &[&str]| words.iter().any(|word| list.iter().any(|front| word.starts_with(front)));
    let denied = ["has", "no", "with", "without", "is", "js", "embed", "embedded", "dont", "not"];
    if has(&denied) {
        return Sense::Silent;
    }
    let foreign = has(&NEVER) || has(&FOREIGN) || begins(&FOREIGN_FRONTS);
    let about = has(&ABOUT) || begins(&ABOUT_FRONTS);
    let body = words
        .windows(2)
        .any(|pair| BODIES.iter().any(|(first, second)| pair[0] == *first && pair[1] == *second));
    if body && words.len() <= 4 && !foreign && !about && !has(&COMMENTS) {
        return Sense::Body;
    }
    if has(&NEVER) {
        return Sense::Never;
    }
    if has(&COMMENTS) {
        return Sense::Comments;
    }
    if has(&CAPTIONS) || words.iter().any(|word| word.ends_with("caption")) {
        return Sense::Caption;
    }
    if foreign || words.first().is_some_and(|word| word == "widget" && !class.contains("__")) {
        return Sense::Foreign;
    }
    if about {
        return Sense::About;
    }
    if has(&LEADS) { Sense::Lead } else { Sense::Silent }
}

/// Tells whether a class says what a text is about, which may be anything: `category-cookies`.
fn is_subject(words: &[String]) -> bool {
    let [kind, subject, ..] = words else { return false };
    let shapes = [
        "box",
        "cloud",
        "container",
        "item",
        "items",
        "label",
        "labels",
        "link",
        "links",
        "list",
        "wrapper",
    ];
    matches!(kind.as_str(), "category" | "tag" | "term" | "topic")
        && !shapes.contains(&subject.as_str())
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

#[cfg(test)]
mod tests {
    use super::{Sense, of_class, words};

    #[test]
    fn a_class_is_split_where_its_words_meet() {
        let table = [
            ("article__body", vec!["article", "body"]),
            ("relatedArticles", vec!["related", "articles"]),
            ("c-Share_Bar2", vec!["c", "share", "bar2"]),
            ("", vec![]),
        ];
        for (class, expected) in table {
            assert_eq!(words(class), expected, "{class}");
        }
    }

    #[test]
    fn general_words_tell_what_is_in_an_element() {
        let table = [
            ("post-content", Sense::Body),
            ("articleBody", Sense::Body),
            ("article-body-share", Sense::About),
            ("related-posts", Sense::Foreign),
            ("has-sidebar", Sense::Silent),
            ("newsletter-box", Sense::Never),
            ("sr-only", Sense::Never),
            ("comment-list", Sense::Comments),
            ("wp-caption-text", Sense::Caption),
            ("thumbcaption", Sense::Caption),
            ("widget", Sense::Foreign),
            ("some-widget-container", Sense::Silent),
            ("social-embed", Sense::Silent),
            ("standfirst", Sense::Lead),
            ("category-cookies", Sense::Silent),
            ("tag-list", Sense::About),
            ("shadow", Sense::Silent),
            ("add", Sense::Silent),
        ];
        for (class, expected) in table {
            assert_eq!(of_class(class), expected, "{class}");
        }
    }
}
