//! The wording of an article, made ready to be laid over that of others: its words as numbers, each with
//! the voice that speaks it, and the short runs of words by which shared stretches are found.
//!
//! What a page repeats below every article is left out, and a sentence that names nothing counts for no
//! likeness, for such sentences are alike by themselves.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::document::{Block, BlockKind};
use crate::fact::{Certainty, FactSet, FactValue};
use crate::story::article::Article;
use crate::story::origin::furniture::is_furniture;
use crate::story::origin::quoted::quotations;
use crate::text::segment::{sentences, words};
use crate::text::{TextRange, TextSize};

/// How many words make a shingle, in halves of a word.
pub(crate) const SHINGLE: u32 = 10;

/// The words of an article.
#[derive(Debug, Default)]
pub(crate) struct Wording {
    tokens: Vec<Token>,
    /// The shingle that starts at each token.
    starting: Vec<Option<u64>>,
    /// Every shingle with the token that it starts at, sorted.
    shingles: Vec<(u64, u32)>,
    /// The shingles of sentences that name something, sorted, each once.
    telling: Vec<u64>,
}

/// One word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// Stands for the word in lower case.
    pub(crate) word: u64,
    /// Where it is.
    pub(crate) range: TextRange,
    /// Whose words they are.
    pub(crate) voice: Voice,
    /// How much it counts in a shared run, in halves of a word: a name counts as one word, however long.
    pub(crate) halves: u32,
    /// How much text it is, in halves of a word: a character of a script without spaces is half a word.
    length: u32,
    /// The stretch that no run leaves.
    stretch: u32,
    /// Whether its sentence names something.
    pub(crate) telling: bool,
}

/// Whose words an article prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Voice {
    /// Its own.
    Own,
    /// Its own, telling what somebody says.
    Told,
    /// Somebody's, in quotation marks.
    Quoted,
}

impl Wording {
    /// Reads the words of an article.
    pub(crate) fn new(article: &Article<'_>) -> Self {
        let mut reader = Reader::new(article);
        for block in article.document.blocks() {
            if is_prose(block) {
                reader.read(block);
            }
        }
        let tokens = reader.tokens;
        let mut shingles = Vec::with_capacity(tokens.len());
        let mut telling = Vec::with_capacity(tokens.len());
        let starting: Vec<_> = (0..tokens.len()).map(|at| shingle(&tokens, at)).collect();
        for (at, hash) in starting.iter().enumerate() {
            let Some(hash) = *hash else { continue };
            shingles.push((hash, u32::try_from(at).unwrap_or(u32::MAX)));
            let counts = |token: &Token| token.telling && token.voice != Voice::Quoted;
            if tokens.get(at).is_some_and(counts) {
                telling.push(hash);
            }
        }
        shingles.sort_unstable();
        telling.sort_unstable();
        telling.dedup();
        Self { tokens, starting, shingles, telling }
    }

    /// Returns the words in order.
    pub(crate) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Returns how many words there are; two characters of a script without spaces count as one.
    pub(crate) fn words(&self) -> usize {
        let halves: usize = self.tokens.iter().map(|token| token.length as usize).sum();
        halves / 2
    }

    /// Returns the shingles outside quotations of sentences that name something, sorted, each once.
    pub(crate) fn telling(&self) -> &[u64] {
        &self.telling
    }

    /// Returns where a shingle stands, by its tokens.
    pub(crate) fn places(&self, hash: u64) -> impl Iterator<Item = usize> {
        let first = self.shingles.partition_point(|(known, _)| *known < hash);
        self.shingles
            .iter()
            .skip(first)
            .take_while(move |(known, _)| *known == hash)
            .map(|(_, at)| *at as usize)
    }

    /// Returns the shingle that starts at a token.
    pub(crate) fn shingle(&self, at: usize) -> Option<u64> {
        self.starting.get(at).copied().flatten()
    }
}

/// Tells whether two tokens belong to one stretch.
pub(crate) const fn go_on(one: &Token, other: &Token) -> bool {
    one.stretch == other.stretch
}

/// Returns the shingle that starts at a token, if its stretch is long enough.
fn shingle(tokens: &[Token], at: usize) -> Option<u64> {
    let rest = tokens.get(at..)?;
    let first = rest.first()?;
    let (mut hash, mut length) = (0_u64, 0);
    for token in rest.iter().take_while(|token| token.stretch == first.stretch) {
        hash = hash.rotate_left(5).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ token.word;
        length += token.length;
        if length >= SHINGLE {
            return Some(hash);
        }
    }
    None
}

const fn is_prose(block: &Block) -> bool {
    matches!(
        block.kind,
        BlockKind::Title
            | BlockKind::Heading(_)
            | BlockKind::Paragraph
            | BlockKind::Quotation
            | BlockKind::ListItem { .. }
    )
}

/// Reads blocks in order.
struct Reader<'a> {
    text: &'a str,
    /// Names of people, bodies, places and events, in order.
    names: Vec<TextRange>,
    /// What others are said to say, in order.
    told: Vec<TextRange>,
    tokens: Vec<Token>,
    stretch: u32,
}

impl<'a> Reader<'a> {
    fn new(article: &Article<'a>) -> Self {
        Self {
            text: article.document.text(),
            names: names(article.facts),
            told: told(article.facts),
            tokens: Vec::new(),
            stretch: 0,
        }
    }

    fn read(&mut self, block: &Block) {
        let quoted = if block.quoted > 0 || block.kind == BlockKind::Quotation {
            vec![block.range]
        } else {
            quotations(self.text, block.range)
        };
        self.stretch += 1;
        for sentence in sentences(self.text, block.range) {
            if is_furniture(&self.text[sentence]) {
                self.stretch += 1;
                continue;
            }
            let first = self.tokens.len();
            let mut telling = false;
            for word in words(self.text, sentence) {
                let begins = self.tokens.len() == first;
                telling |= self.names_something(word, begins);
                self.push(word, &quoted);
            }
            for token in self.tokens.iter_mut().skip(first) {
                token.telling = telling;
            }
        }
    }

    fn push(&mut self, range: TextRange, quoted: &[TextRange]) {
        let words = &self.text[range];
        let length = if is_half(words) { 1 } else { 2 };
        let voice = match () {
            () if holder(quoted, range).is_some() => Voice::Quoted,
            () if holder(&self.told, range).is_some() => Voice::Told,
            () => Voice::Own,
        };
        let inner = holder(&self.names, range).is_some_and(|name| name.start() < range.start());
        if self
            .tokens
            .last()
            .is_some_and(|last| (last.voice == Voice::Quoted) != (voice == Voice::Quoted))
        {
            self.stretch += 1;
        }
        self.tokens.push(Token {
            word: hash(words),
            range,
            voice,
            halves: if inner { 0 } else { length },
            length,
            stretch: self.stretch,
            telling: false,
        });
    }

    /// Tells whether a word shows that its sentence is about this event and not any: a number, a name, a capital
    /// within the sentence, or any word of a script that has no capitals.
    fn names_something(&self, range: TextRange, begins: bool) -> bool {
        let words = &self.text[range];
        let Some(first) = words.chars().next() else { return false };
        let capital = first.is_uppercase() && words.chars().nth(1).is_some_and(char::is_lowercase);
        first.is_numeric()
            || (capital && !begins)
            || (first.is_alphabetic() && !first.is_lowercase() && !first.is_uppercase())
            || holder(&self.names, range).is_some()
    }
}

/// Returns the last of some ranges, which are in order, that starts at or before another, if it holds it.
fn holder(ranges: &[TextRange], held: TextRange) -> Option<TextRange> {
    let after = ranges.partition_point(|range| range.start() <= held.start());
    let range = ranges.get(after.checked_sub(1)?)?;
    range.contains_range(held).then_some(*range)
}

fn names(facts: &FactSet) -> Vec<TextRange> {
    let named = facts
        .facts()
        .iter()
        .filter(|fact| matches!(fact.value, FactValue::Entity(_) | FactValue::Event(_)));
    disjoint(named.flat_map(|fact| fact.passages().iter().copied()).collect())
}

fn told(facts: &FactSet) -> Vec<TextRange> {
    let statements = facts.facts().iter().filter(|fact| match &fact.value {
        FactValue::Statement(statement) => {
            statement.certainty == Certainty::Attributed && !statement.holders.is_empty()
        }
        _ => false,
    });
    disjoint(statements.map(|fact| fact.range).collect())
}

/// Returns ranges in order, those that overlap as one.
fn disjoint(mut ranges: Vec<TextRange>) -> Vec<TextRange> {
    ranges.sort_by_key(|range| range.start());
    let mut joined: Vec<TextRange> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start() < last.end() => *last = last.cover(range),
            _ => joined.push(range),
        }
    }
    joined
}

/// Tells whether a word is one character of a script that does not part words by spaces.
fn is_half(words: &str) -> bool {
    let mut chars = words.chars();
    let first = chars.next().is_some_and(|ch| {
        ch as u32 >= 0x0e00 && ch.is_alphabetic() && !ch.is_lowercase() && !ch.is_uppercase()
    });
    first && chars.next().is_none()
}

fn hash(words: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for ch in words.chars().flat_map(char::to_lowercase) {
        // One apostrophe, however it is written.
        let ch = if ch == '\u{2019}' { '\'' } else { ch };
        ch.hash(&mut hasher);
    }
    hasher.finish()
}

/// Returns the words from one token to another as a range.
pub(crate) fn cover(tokens: &[Token]) -> TextRange {
    let start = tokens.first().map_or(TextSize::from(0), |token| token.range.start());
    let end = tokens.last().map_or(start, |token| token.range.end());
    TextRange::new(start, end.max(start))
}
