//! Enumerations: the lists of three things or more that a sentence gives, item by item.

use crate::story::differ::words::{Lexicon, Term, Word};
use crate::story::difference::Level;
use crate::text::TextRange;

/// The most words of one item.
const LONGEST_ITEM: usize = 4;

/// An enumeration of three things or more.
#[derive(Clone, Debug)]
pub(crate) struct List {
    /// Its items in order.
    pub(crate) items: Vec<Item>,
    /// Whether it gives only examples: `such as`, `including`.
    open: bool,
}

/// One thing of an enumeration.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// Its words.
    pub(crate) range: TextRange,
    /// The stems of those that say something.
    pub(crate) stems: Vec<Term>,
}

impl Item {
    /// Tells whether two items name the same: their last words are related, or most of their words are.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let shared = self.stems.iter().filter(|stem| other.stems.contains(stem)).count();
        self.stems.last() == other.stems.last()
            && shared * 2 >= self.stems.len().min(other.stems.len())
            || shared * 2 > self.stems.len().max(other.stems.len())
    }
}

impl List {
    /// Returns where it stands.
    pub(crate) fn range(&self) -> TextRange {
        let ranges = self.items.iter().map(|item| item.range);
        ranges.reduce(TextRange::cover).unwrap_or_default()
    }

    /// How much it weighs that the other list lacks an item.
    pub(crate) fn omission(&self, other: &Self, common: usize) -> Level {
        let closed = !self.open && !other.open;
        if closed && common >= 3 { Level::Differs } else { Level::Check }
    }
}

/// Returns the enumerations of a sentence with three items or more.
pub(crate) fn enumerations(lexicon: &Lexicon, words: &[Word]) -> Vec<List> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(comma) = (at..words.len()).find(|at| is(lexicon, words, *at, ",")) {
        at = comma + 1;
        let Some((list, end)) = from_comma(lexicon, words, comma) else { continue };
        at = end;
        found.push(list);
    }
    found
}

/// Reads the list whose first comma this is.
fn from_comma(lexicon: &Lexicon, words: &[Word], comma: usize) -> Option<(List, usize)> {
    let next = words.get(comma + 1).map(|word| lexicon.form(word));
    if matches!(next, Some("including" | "such" | "like" | "from" | "notably")) {
        return None;
    }
    let (first, open) = first_item(lexicon, words, comma)?;
    let mut items = vec![first];
    let mut start = comma + 1;
    loop {
        let last = is(lexicon, words, start, "and") || is(lexicon, words, start, "or");
        if last {
            start += 1;
        }
        let end = (start..words.len().min(start + LONGEST_ITEM + 1))
            .find(|at| ends_item(lexicon, words, *at))
            .unwrap_or(words.len().min(start + LONGEST_ITEM + 1));
        if last {
            let (item, end) = last_item(lexicon, words, start)?;
            items.push(item);
            return (items.len() >= 3).then_some((List { items, open }, end));
        }
        let joins = is(lexicon, words, end, "and") || is(lexicon, words, end, "or");
        if end - start > LONGEST_ITEM || !(joins || is(lexicon, words, end, ",")) {
            return None;
        }
        items.push(item(lexicon, words, start, end)?);
        start = if joins { end } else { end + 1 };
    }
}

/// The word before the first comma, or the name: what else belongs to it cannot be told from the verb before.
fn first_item(lexicon: &Lexicon, words: &[Word], comma: usize) -> Option<(Item, bool)> {
    let mut from = comma.checked_sub(1)?;
    let capital = |at: usize| words.get(at).is_some_and(|word| word.capital);
    while capital(from) && from > 0 && capital(from - 1) {
        from -= 1;
    }
    let lead = words.get(from.saturating_sub(4)..from).unwrap_or_default();
    let open = lead.iter().any(|word| {
        matches!(
            lexicon.form(word),
            "such" | "including" | "like" | "include" | "includes" | "included" | "among"
        )
    });
    Some((item(lexicon, words, from, comma)?, open))
}

/// The words after the last `and`, up to the first small word that is no article.
fn last_item(lexicon: &Lexicon, words: &[Word], start: usize) -> Option<(Item, usize)> {
    let mut end = start;
    while let Some(word) = words.get(end) {
        let article =
            end == start && matches!(lexicon.form(word), "the" | "a" | "an" | "its" | "their");
        let compound = end > start && is(lexicon, words, end - 1, "-");
        if end - start >= 4
            || !(compound || word.is_content() || article || lexicon.form(word) == "-")
        {
            break;
        }
        end += 1;
    }
    Some((item(lexicon, words, start, end)?, end))
}

fn item(lexicon: &Lexicon, words: &[Word], start: usize, end: usize) -> Option<Item> {
    let mut start = start;
    while words.get(start).is_some_and(|word| {
        matches!(lexicon.form(word), "the" | "a" | "an" | "its" | "their" | "“" | "\"")
    }) {
        start += 1;
    }
    let words = words.get(start..end)?;
    let stems: Vec<_> =
        words.iter().filter(|word| word.is_content()).map(|word| word.stem).collect();
    let range = words.first()?.range.cover(words.last()?.range);
    // `on Sunday, injuring five and damaging houses` is no list of things.
    let acts = stems.len() > 1
        && words.first().is_some_and(|word| !word.capital && lexicon.form(word).ends_with("ing"));
    (!stems.is_empty() && !acts).then_some(Item { range, stems })
}

fn ends_item(lexicon: &Lexicon, words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|word| {
        matches!(lexicon.form(word), "," | ";" | ":" | "." | "and" | "or" | "—" | "–" | "(" | ")")
    })
}

fn is(lexicon: &Lexicon, words: &[Word], at: usize, form: &str) -> bool {
    words.get(at).is_some_and(|word| lexicon.form(word) == form)
}
