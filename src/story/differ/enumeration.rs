//! Enumerations: the lists of three things or more that a sentence gives, item by item.

use crate::story::differ::words::{Lexicon, Term, Word, is_listed};
use crate::story::difference::Level;
use crate::text::TextRange;

/// The most words of one item.
const LONGEST_ITEM: usize = 4;

/// The most words of one that ends with a name: `the former treasurer of the bank Hugo Stein`.
const LONGEST_NAMED: usize = 8;

/// The numbers from two by which a text says how many things follow.
const NUMBERS: [&str; 9] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// An enumeration of three things or more.
#[derive(Clone, Debug)]
pub(crate) struct List {
    /// Its items in order.
    pub(crate) items: Vec<Item>,
    /// Whether it gives only examples: `such as`, `including`.
    pub(crate) open: bool,
    /// Whether the text says how many they are: `two others, Ana Ruiz and Peter Lund`.
    counted: bool,
}

/// One thing of an enumeration.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// Its words.
    pub(crate) range: TextRange,
    /// The stems of those that say something.
    pub(crate) stems: Vec<Term>,
    /// Whether it is a name.
    named: bool,
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
        let named = self.items.iter().chain(&other.items).all(|item| item.named);
        let counted = named && (self.counted || other.counted);
        if closed && (common >= 3 || counted) { Level::Differs } else { Level::Check }
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
        let most = words.len().min(start + LONGEST_NAMED + 1);
        let end = (start..most).find(|at| ends_item(lexicon, words, *at)).unwrap_or(most);
        if last {
            let (item, end) = last_item(lexicon, words, start)?;
            items.push(item);
            return Some((list(lexicon, words, items, open)?, end));
        }
        let joins = is(lexicon, words, end, "and") || is(lexicon, words, end, "or");
        let named = end - start <= LONGEST_NAMED && ends_with_name(words, start, end);
        if end - start > LONGEST_ITEM && !named || !(joins || is(lexicon, words, end, ",")) {
            return None;
        }
        items.push(item(lexicon, words, start, end)?);
        start = if joins { end } else { end + 1 };
    }
}

/// Puts a list together; what only tells of whom it is one is no item: `two others, Ana Ruiz and Peter Lund`.
fn list(lexicon: &Lexicon, words: &[Word], mut items: Vec<Item>, open: bool) -> Option<List> {
    let (first, rest) = items.split_first()?;
    let names = rest.iter().all(|item| item.named);
    let last =
        words.partition_point(|word| word.range.end() <= first.range.end()).checked_sub(1)?;
    let plural = |form: &str| form.ends_with('s') || is_listed(" people men women children ", form);
    let titled = names && !first.named && plural(lexicon.form(words.get(last)?));
    if !titled {
        return (items.len() >= 3).then_some(List { items, open, counted: false });
    }
    let lead = words.get(last.saturating_sub(4)..last)?;
    let count = lead.iter().find_map(|word| {
        let form = lexicon.form(word);
        let spelled = NUMBERS.iter().position(|name| *name == form).map(|at| at + 2);
        spelled.or_else(|| form.parse().ok())
    });
    items.remove(0);
    let counted = count == Some(items.len());
    (counted || items.len() >= 3).then_some(List { items, open, counted })
}

/// Tells whether some words end with a name of two words or more.
fn ends_with_name(words: &[Word], start: usize, end: usize) -> bool {
    let words = words.get(start..end).unwrap_or_default();
    words.len() >= 2 && words.iter().rev().take(2).all(|word| word.capital && word.is_content())
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
        if end - start >= LONGEST_NAMED
            || !(compound || word.is_content() || article || lexicon.form(word) == "-")
        {
            break;
        }
        end += 1;
    }
    if end - start > LONGEST_ITEM && !ends_with_name(words, start, end) {
        end = start + LONGEST_ITEM;
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
    let named = ends_with_name(words, start, end);
    if named {
        // `the former treasurer Hugo Stein`: only the name is held against others.
        let head = words.get(start..end)?;
        start += head.iter().rposition(|word| !word.capital).map_or(0, |at| at + 1);
    }
    let words = words.get(start..end)?;
    let stems: Vec<_> =
        words.iter().filter(|word| word.is_content()).map(|word| word.stem).collect();
    let range = words.first()?.range.cover(words.last()?.range);
    // `on Sunday, injuring five and damaging houses` is no list of things.
    let acts = stems.len() > 1
        && words.first().is_some_and(|word| !word.capital && lexicon.form(word).ends_with("ing"));
    (!stems.is_empty() && !acts).then_some(Item { range, stems, named })
}

fn ends_item(lexicon: &Lexicon, words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|word| {
        matches!(lexicon.form(word), "," | ";" | ":" | "." | "and" | "or" | "—" | "–" | "(" | ")")
    })
}

fn is(lexicon: &Lexicon, words: &[Word], at: usize, form: &str) -> bool {
    words.get(at).is_some_and(|word| lexicon.form(word) == form)
}
