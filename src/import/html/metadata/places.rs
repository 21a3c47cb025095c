//! Places: in what part of a page an element stands, by its name and its marks.

use crate::import::html::metadata::words::labels_of;

/// In what part of a page something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Where the article may be.
    Main,
    /// Navigation, footers, side columns, lists of other articles.
    Aside,
    /// What readers wrote.
    Comment,
}

/// Tells what part of a page an element opens; `Main` if none of its own.
pub fn place_by(tag: &str, labels: &str) -> Place {
    match tag {
        "nav" | "footer" | "aside" => return Place::Aside,
        _ => {}
    }
    let mut place = Place::Main;
    for label in labels.split_whitespace().take(40) {
        let words = labels_of(label);
        let Some(first) = words.first() else { continue };
        if matches!(first.as_str(), "has" | "no" | "with" | "is" | "not" | "without" | "page") {
            continue;
        }
        for word in &words {
            match word.as_str() {
                "comment" | "comments" | "commentlist" | "kommentare" | "respond" | "disqus"
                | "commentaires" | "comentarios" => {
                    return Place::Comment;
                }
                "sidebar" | "related" | "footer" | "menu" | "navigation" | "navbar" | "nav"
                | "recommended" | "recommendations" | "popular" | "teaser" | "teasers"
                | "widget" | "breadcrumb" | "breadcrumbs" | "similar" | "promo" | "newsletter"
                | "mostread" | "trending" | "cookie" | "ticker" | "upcoming" => {
                    place = Place::Aside;
                }
                _ => {}
            }
        }
    }
    place
}
