//! Marks of authors: how much an element, a line and its place say that it names who wrote the article.

use crate::import::html::metadata::page::Element;

/// How far behind a headline a byline may stand, in bytes of text.
pub const NEAR: usize = 1_500;

/// A line in the text is a byline only if its words are names.
pub fn looks_like_names(text: &str, skipped: usize) -> bool {
    let small = [
        "and", "und", "von", "van", "de", "der", "den", "del", "da", "la", "le", "di", "du", "y",
        "et", "e", "&",
    ];
    let mut words =
        text.split_whitespace().skip(skipped).filter(|word| !small.contains(word)).peekable();
    words.peek().is_some()
        && words.all(|word| word.starts_with(char::is_uppercase))
        && !text.ends_with(['.', '?', '!', ':'])
}

/// Tells how much an element's marks say that its text is a byline.
pub fn weight(element: &Element) -> Option<i32> {
    let has = |word: &str| element.labels.iter().any(|label| label == word);
    let part = |stem: &str| {
        // `authority` and `authorized` speak of something else.
        element.labels.iter().any(|label| label.contains(stem) && !label.contains("authori"))
    };
    if element.tag == "meta" {
        return (element.property == "author").then_some(80);
    }
    if has("comment") || has("comments") || part("commentauthor") || has("count") || has("widget") {
        return None;
    }
    let minor = [
        "bio",
        "description",
        "box",
        "info",
        "job",
        "image",
        "avatar",
        "title",
        "role",
        "form",
        "posts",
        "photo",
        "foto",
        "img",
        "license",
        "social",
        "contact",
    ]
    .iter()
    .any(|word| has(word));
    let base = if element.property.split(' ').any(|property| property == "author") {
        82
    } else if element.rel.split(' ').any(|rel| rel == "author") {
        80
    } else if part("author") || part("autor") || part("auteur") {
        if has("name") || has("vcard") || has("link") || element.labels.len() <= 2 {
            76
        } else {
            70
        }
    } else if part("byline") || has("writer") || has("firma") {
        70
    } else if has("vcard")
        || has("reporter")
        || has("columnist")
        || has("contributor")
        || has("verfasser")
        || has("redakteur")
    {
        55
    } else if has("by") || has("creator") {
        40
    } else if element.tag == "a"
        && !element.href.is_empty()
        && element.property.is_empty()
        && !has("meta")
        && leads_to_author(&element.href)
    {
        66
    } else if has("username") || has("submitted") {
        45
    } else {
        return None;
    };
    Some(if minor { base - 25 } else { base })
}

fn leads_to_author(href: &str) -> bool {
    ["/author/", "/authors/", "/autor/", "/autoren/", "/auteur/", "/autore/", "/autori/"]
        .iter()
        .any(|part| href.contains(part))
}

/// What a byline loses by standing far from the headline.
pub fn distance(at: usize, headline: Option<usize>) -> i32 {
    let Some(headline) = headline else { return 0 };
    if at + 400 >= headline && at <= headline + NEAR {
        0
    } else if at < headline {
        30
    } else {
        18
    }
}
