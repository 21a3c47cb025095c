//! Profiles: the words and names of an article as numbers, each with how often it stands there.
//!
//! The headline and the first paragraphs say what an article is on, so what stands there counts more. Of a long
//! text only the start is read. Scripts without spaces are read in pairs of characters.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::document::{BlockKind, Document};
use crate::fact::key::folded;
use crate::fact::{EntityKind, FactSet};
use crate::story::cluster::common::{share, stem};
use crate::text::segment::words;
use crate::text::{TextRange, TextSize};

/// How many bytes of running text are read.
const READ: u32 = 16 * 1024;

/// How many paragraphs are the lead.
const LEAD: usize = 2;

/// How often each word of the headline and of the lead counts.
const IN_HEADLINE: f32 = 2.0;
const IN_LEAD: f32 = 1.5;

/// The most words that are kept.
const MOST_WORDS: usize = 256;

/// The most names that are kept.
const MOST_NAMES: usize = 48;

/// The share of articles that have a word which is in no list, as far as anybody knows.
const UNKNOWN: f32 = 0.0004;

/// A word or name as a number; two share one only by chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(pub u32);

/// A word or name of an article.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Count {
    /// Which.
    pub(crate) term: Term,
    /// How often it counts.
    pub(crate) times: f32,
    /// The share of articles in general that have it.
    pub(crate) share: f32,
    /// Whether that share was counted rather than assumed.
    pub(crate) counted: bool,
}

/// What an article is on, before it is known how common its words are in the library.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    pub(crate) words: Vec<Count>,
    pub(crate) names: Vec<Count>,
    pub(crate) published: Option<Date>,
}

impl Profile {
    /// Reads an article with its facts.
    pub fn of(document: &Document, facts: &FactSet) -> Self {
        let mut reading = Reading::new(document);
        reading.read(document);
        let mut words: Vec<Count> = reading.words.into_values().collect();
        keep_rarest(&mut words, MOST_WORDS);
        let mut names = names(facts);
        keep_rarest(&mut names, MOST_NAMES);
        Self { words, names, published: document.metadata().published }
    }

    /// Returns what it must be known of how many articles have it.
    pub fn terms(&self) -> impl Iterator<Item = Term> {
        self.words.iter().chain(&self.names).map(|count| count.term)
    }
}

/// Keeps the counts that weigh most.
fn keep_rarest(counts: &mut Vec<Count>, most: usize) {
    let weight = |count: &Count| count.times * -count.share.ln();
    counts.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.term.cmp(&b.term)));
    counts.truncate(most);
}

/// The words of an article while they are read.
struct Reading {
    words: HashMap<Term, Count>,
    /// Whether the list of common words is that of the text's language.
    listed: bool,
}

impl Reading {
    fn new(document: &Document) -> Self {
        let language = document.metadata().language.as_deref();
        let listed = language.is_none_or(|tag| tag.starts_with("en"));
        Self { words: HashMap::new(), listed }
    }

    fn read(&mut self, document: &Document) {
        let (mut paragraphs, mut left) = (0, READ);
        for block in document.blocks() {
            let times = match block.kind {
                BlockKind::Title => IN_HEADLINE,
                BlockKind::Paragraph | BlockKind::Quotation if paragraphs < LEAD => {
                    paragraphs += 1;
                    IN_LEAD
                }
                BlockKind::Heading(_)
                | BlockKind::Paragraph
                | BlockKind::Quotation
                | BlockKind::ListItem { .. }
                | BlockKind::Caption => 1.0,
                _ => continue,
            };
            if left == 0 {
                return;
            }
            let size = u32::from(block.range.len()).min(left);
            left -= size;
            let start = block.range.start();
            let end =
                crate::text::offset::floor_boundary(document.text(), start + TextSize::from(size));
            self.block(document.text(), TextRange::new(start, end.max(start)), times);
        }
    }

    fn block(&mut self, text: &str, range: TextRange, times: f32) {
        let mut before: Option<(TextSize, char)> = None;
        for word in words(text, range) {
            let mut letters = text[word].chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) if is_unspaced(letter) => {
                    if let Some((end, first)) = before
                        && end == word.start()
                    {
                        let pair: String = [first, letter].iter().collect();
                        self.add(&pair, times);
                    }
                    before = Some((word.end(), letter));
                }
                _ => self.word(&text[word], times),
            }
        }
    }

    fn word(&mut self, word: &str, times: f32) {
        let word =
            ["'s", "’s", "'S", "’S"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        let folded = folded(word);
        let stem = stem(&folded);
        if stem.chars().nth(1).is_some() || folded.chars().all(|ch| ch.is_ascii_digit()) {
            self.add(stem, times);
        }
    }

    fn add(&mut self, stem: &str, times: f32) {
        let term = Term::of(&["w", stem]);
        let listed = self.listed;
        let count = self.words.entry(term).or_insert_with(|| {
            let known = share(stem);
            let share = match known {
                Some(known) if listed => known,
                // A word of the list may be a much more common one of another language.
                Some(known) => known.max(assumed(stem)),
                None if listed => UNKNOWN,
                None => assumed(stem),
            };
            Count { term, times: 0.0, share, counted: known.is_some() }
        });
        count.times += times;
    }
}

/// Returns the share of articles that have a word in a language without a list: short words are common.
fn assumed(word: &str) -> f32 {
    match word.chars().count() {
        ..=2 if word.chars().all(is_unspaced) => 0.01,
        ..=2 => 0.6,
        3 => 0.3,
        4 => 0.08,
        5 => 0.02,
        6 => 0.006,
        _ => 0.002,
    }
}

/// Tells whether a script is written without spaces, so that its characters are words to the segmenter.
fn is_unspaced(letter: char) -> bool {
    matches!(u32::from(letter), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xAC00..=0xD7AF | 0x2_0000..=0x3_FFFF)
}

/// Returns whom and what an article names: people by their last names, too, since a short text has no more.
fn names(facts: &FactSet) -> Vec<Count> {
    let mut names: HashMap<Term, Count> = HashMap::new();
    let mut add = |kind: &str, name: &str, times: f32, share: f32| {
        let term = Term::of(&["n", kind, name]);
        let count = Count { term, times: 0.0, share, counted: false };
        names.entry(term).or_insert(count).times += times;
    };
    for entity in facts.entities() {
        let times = entity.mentions.len().min(20) as f32;
        let share = share_of_name(&entity.name);
        if let Some(key) = entity.key() {
            add("", &key, times, share);
        }
        if entity.kind == EntityKind::Person
            && let Some(last) = entity.name.split_whitespace().next_back()
        {
            let last = last.strip_suffix("'s").or_else(|| last.strip_suffix("’s")).unwrap_or(last);
            add("last", &folded(last), times, share.max(UNKNOWN * 2.0));
        }
    }
    names.into_values().collect()
}

/// Returns the share of articles that have a name: not more than those that have its rarest word.
fn share_of_name(name: &str) -> f32 {
    let shares = name.split_whitespace().map(|word| {
        let word = folded(word);
        share(stem(&word)).unwrap_or(UNKNOWN)
    });
    shares.reduce(f32::min).unwrap_or(UNKNOWN).max(UNKNOWN)
}

impl Term {
    /// Returns the number of what the parts name together.
    fn of(parts: &[&str]) -> Self {
        // FNV-1a in 64 bits, of which the upper half is mixed into the lower.
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for byte in parts.iter().flat_map(|part| part.bytes().chain([0])) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        let mixed = hash ^ (hash >> 32);
        Self(u32::try_from(mixed & 0xFFFF_FFFF).unwrap_or(u32::MAX))
    }
}
