//! Titles: the heading in a page that says the title of its article.

use crate::import::html::tag::Tag;
use crate::import::html::tree::{NodeIndex, Tree};

/// What parts the title of an article from the name of its site.
const PARTINGS: [&str; 8] = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " « "];

/// The most headings that are looked at.
const HEADINGS: usize = 400;

/// The longest title, in bytes.
const LONGEST: usize = 400;

/// Finds the heading of a page that says the title of its article. A page that states none may have one
/// heading of the first rank, which says it.
pub fn find(title: Option<&str>, tree: &Tree) -> Option<NodeIndex> {
    let mut headings = (0..tree.size()).filter(|at| may_be_title(tree, *at)).take(HEADINGS);
    let Some(title) = title else {
        let mut firsts = headings.filter(|at| tree.node(*at).tag == Tag::Heading(1));
        let first = firsts.next()?;
        return firsts.next().is_none().then_some(first);
    };
    let mut best: Option<(usize, NodeIndex)> = None;
    for at in &mut headings {
        let likeness = likeness(title, tree.words(at));
        let rank = likeness * 4 + rank(tree, at);
        if likeness >= 45 && best.is_none_or(|(other, _)| rank > other) {
            best = Some((rank, at));
        }
    }
    best.map(|(_, at)| at)
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
