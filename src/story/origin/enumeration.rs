//! Enumerations: lists of several things in one sentence. Two reporters seldom name the same things in the same
//! order; two texts from one paper do.

use std::collections::HashSet;

use crate::document::BlockKind;
use crate::story::article::Article;
use crate::text::TextRange;
use crate::text::segment::sentences;

/// The fewest items that make an enumeration.
const FEWEST: usize = 4;
/// What parts items.
const PARTING: [char; 5] = [',', '、', ';', '；', '，'];
/// The most words of an item.
const LONGEST: usize = 4;
/// The most items that are looked at.
const MOST_ITEMS: usize = 24;
/// The most enumerations that are looked at in an article.
const MOST: usize = 24;

/// One list of things.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Enumeration {
    /// Where, from its first item to its last.
    pub(crate) range: TextRange,
    items: Vec<String>,
}

/// Finds the enumerations of an article.
pub(crate) fn enumerations(article: &Article<'_>) -> Vec<Enumeration> {
    let text = article.document.text();
    let prose = article.document.blocks().iter().filter(|block| block.kind == BlockKind::Paragraph);
    let sentences = prose.flat_map(|block| sentences(text, block.range));
    sentences.filter_map(|sentence| enumeration(text, sentence)).take(MOST).collect()
}

/// Returns how many items two enumerations share, if these are most of the shorter.
pub(crate) fn alike(one: &Enumeration, other: &Enumeration) -> Option<usize> {
    let items: HashSet<_> = one.items.iter().collect();
    let shared = other.items.iter().collect::<HashSet<_>>().intersection(&items).count();
    let least = one.items.len().min(other.items.len());
    (shared >= FEWEST && shared * 3 >= least * 2).then_some(shared)
}

/// Returns the longest row of short items between commas.
fn enumeration(text: &str, sentence: TextRange) -> Option<Enumeration> {
    let mut best: Option<Enumeration> = None;
    let mut open: Option<Enumeration> = None;
    let base = sentence.start();
    let mut at = 0;
    let words = &text[sentence];
    if words.matches(PARTING).count() + 2 < FEWEST {
        return None;
    }
    for part in words.split_inclusive(PARTING) {
        let piece = part.trim_end_matches([',', '、', ';', '；', '，', '.', '。']);
        let start = at;
        at += part.len();
        let closed = !part.ends_with(PARTING);
        // The first and the last part hold what leads into the list and what follows it.
        let items = items(piece, open.is_some(), closed);
        let range = crate::text::range(start, start + piece.len()) + base;
        match (&mut open, items) {
            (Some(list), Items::All(more)) => {
                list.items.extend(more);
                list.items.truncate(MOST_ITEMS);
                list.range = list.range.cover(range);
            }
            (open, Items::All(first)) => *open = Some(Enumeration { range, items: first }),
            (open, Items::Last(last)) => {
                *open = Some(Enumeration { range, items: vec![last] });
            }
            (_, Items::None) => best = longer(best, open.take()),
        }
    }
    longer(best, open).filter(|list| list.items.len() >= FEWEST)
}

fn longer(one: Option<Enumeration>, other: Option<Enumeration>) -> Option<Enumeration> {
    match (one, other) {
        (Some(one), Some(other)) if other.items.len() > one.items.len() => Some(other),
        (None, other) => other,
        (one, _) => one,
    }
}

/// What a part between commas holds of a list.
enum Items {
    /// It is one or two items.
    All(Vec<String>),
    /// It ends with the first item.
    Last(String),
    /// Nothing.
    None,
}

fn items(piece: &str, within: bool, closed: bool) -> Items {
    let words: Vec<_> = piece.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() {
        return Items::None;
    }
    if words.len() <= LONGEST + 2 || (within && closed) {
        let whole = words.join(" ");
        let split: Vec<_> = whole
            .split(" and ")
            .map(bare)
            .filter(|item| !item.is_empty())
            .filter(|item| item.split(' ').count() <= LONGEST)
            .collect();
        if !split.is_empty() && (within || words.len() <= LONGEST) {
            return Items::All(split);
        }
    }
    match words.last() {
        Some(last) if !closed => Items::Last(bare(last)),
        _ => Items::None,
    }
}

/// Returns an item without the words that only join it to the list.
fn bare(item: &str) -> String {
    let item = item.trim();
    let item = ["and ", "or ", "as well as "]
        .iter()
        .find_map(|join| item.strip_prefix(join))
        .unwrap_or(item);
    let item =
        ["the ", "a ", "an "].iter().find_map(|article| item.strip_prefix(article)).unwrap_or(item);
    item.trim_matches(|ch: char| !ch.is_alphanumeric()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{alike, enumeration};
    use crate::text::range;

    fn shared(one: &str, other: &str) -> Option<usize> {
        let list = |text: &str| enumeration(text, range(0, text.len()));
        alike(&list(one)?, &list(other)?)
    }

    #[test]
    fn the_same_list_is_known_in_another_order_and_form() {
        let table = [
            (
                "They spoke of fields such as trade, energy, transport, farming and the sea.",
                "On the agenda were trade, farming, energy, transport, and tourism.",
                Some(4),
            ),
            (
                "He sold boats, nets, ropes and sails.",
                "She bought bread, milk, eggs and butter.",
                None,
            ),
            ("It rained.", "He sold boats, nets, ropes and sails.", None),
        ];
        for (one, other, expected) in table {
            assert_eq!(shared(one, other), expected, "{one} / {other}");
        }
    }
}
