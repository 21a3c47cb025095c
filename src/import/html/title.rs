//! Titles: what a page calls its article, and the heading in the page that says it.

use dom_query::Document;

use crate::import::html::tag::Tag;
use crate::import::html::tree::{NodeIndex, Tree};
use crate::text::clean::clean;

/// What parts the title of an article from the name of its site.
const PARTINGS: [&str; 8] = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " « "];

/// The most titles that are looked at, in the head of a page and in its headings.
const STATED: usize = 8;
const HEADINGS: usize = 400;

/// The longest title, in bytes.
const LONGEST: usize = 400;

/// The title of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The words.
    pub text: String,
    /// The element in the page that says them, if one does.
    pub element: Option<NodeIndex>,
}

/// Finds the title of the article of a page: the heading that says what the page calls itself, else what
/// the page calls itself.
pub fn find(page: &Document, tree: &Tree) -> Option<Found> {
    let stated = stated(page);
    let mut best: Option<(usize, NodeIndex)> = None;
    let headings: Vec<NodeIndex> =
        (0..tree.size()).filter(|at| may_be_title(tree, *at)).take(HEADINGS).collect();
    for at in &headings {
        let likeness =
            stated.iter().map(|title| likeness(title, tree.words(*at))).max().unwrap_or(0);
        let rank = likeness * 4 + rank(tree, *at);
        if likeness >= 45 && best.is_none_or(|(other, _)| rank > other) {
            best = Some((rank, *at));
        }
    }
    let only = || {
        let mut firsts = headings.iter().filter(|at| tree.node(**at).tag == Tag::Heading(1));
        let first = firsts.next().filter(|_| stated.is_empty())?;
        firsts.next().is_none().then_some(*first)
    };
    match best.map(|(_, at)| at).or_else(only) {
        Some(at) => Some(Found { text: tidy(tree.words(at)), element: Some(at) }),
        None => {
            let text = stated.first().map(|title| without_site(title))?;
            Some(Found { text, element: None })
        }
    }
}

/// Tells whether words say the same as a title, the name of a site apart.
pub fn says(title: &str, words: &str) -> bool {
    words.len() <= LONGEST && likeness(title, words) >= 70
}

fn may_be_title(tree: &Tree, at: NodeIndex) -> bool {
    let words = tree.words(at).trim();
    if words.is_empty() || words.len() > LONGEST {
        return false;
    }
    let named = tree.attribute(at, "itemprop").is_some_and(|name| name.contains("headline"))
        || tree.attribute(at, "class").is_some_and(|class| {
            let class = class.to_ascii_lowercase();
            class.contains("headline") || class.contains("title")
        });
    match tree.node(at).tag {
        Tag::Heading(_) => true,
        tag => named && tag.is_block(),
    }
}

fn rank(tree: &Tree, at: NodeIndex) -> usize {
    match tree.node(at).tag {
        Tag::Heading(1) => 60,
        Tag::Heading(2) => 30,
        Tag::Heading(_) => 10,
        _ => 0,
    }
}

/// Returns what the head of a page calls it, the surest first.
fn stated(page: &Document) -> Vec<String> {
    let mut titles = Vec::new();
    let Some(head) = page.head() else { return titles };
    for node in head.descendants_it() {
        let Some(element) = node.element_ref() else { continue };
        let name: &str = &element.name.local;
        let title = match name {
            "title" => Some(node.text().to_string()),
            "meta" => {
                let named = element.attr("property").or_else(|| element.attr("name"));
                let titles = ["og:title", "twitter:title", "dc.title", "title", "sailthru.title"];
                named
                    .filter(|named| titles.contains(&named.to_ascii_lowercase().as_str()))
                    .and_then(|_| element.attr("content"))
                    .map(|content| content.to_string())
            }
            _ => None,
        };
        let title = title.map(|title| tidy(&clean(&title))).filter(|title| !title.is_empty());
        titles.extend(title.filter(|title| title.len() <= LONGEST));
        if titles.len() >= STATED {
            break;
        }
    }
    titles
}

fn tidy(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns a title without the name of the site behind it.
fn without_site(title: &str) -> String {
    let parted = PARTINGS.iter().filter(|parting| title.contains(*parting));
    let longest = parted.flat_map(|parting| title.split(parting)).max_by_key(|part| part.len());
    let part = longest.unwrap_or(title).trim();
    if part.split_whitespace().count() >= 3 { part.to_owned() } else { title.to_owned() }
}

/// Tells how much two titles say the same, in hundredths. A part of a title that is short or stands behind
/// another is rather the name of the site.
fn likeness(title: &str, words: &str) -> usize {
    let own = normal(words);
    let whole = normal(title).len().max(1);
    let parts = PARTINGS.iter().flat_map(|parting| title.split(parting).enumerate());
    let likenesses = parts.map(|(place, part)| {
        let part = normal(part);
        let share = 100 * part.len() / whole;
        let weight = if place == 0 { 60 + share * 2 / 5 } else { 30 + share * 7 / 10 };
        let shared = own.iter().filter(|word| part.contains(word)).count();
        let all = own.len() + part.len() - shared.min(part.len());
        shared * weight / all.max(1)
    });
    likenesses.max().unwrap_or(0)
}

fn normal(words: &str) -> Vec<String> {
    let words = words.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
