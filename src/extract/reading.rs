//! The text as the steps of extraction read it: sentences, their tokens, and the role of their block.
//!
//! Made once per document. It holds the few questions every step asks of a token, so that no step
//! handles text by hand. It must not know names, times or statements.

use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;

use crate::document::{Block, BlockKind, Document};
use crate::extract::lists::lower;
use crate::extract::token::{Token, TokenKind, tokens};
use crate::text::segment::sentences;
use crate::text::{TextRange, TextSize};

/// The most tokens that are read as one sentence.
const LONGEST_SENTENCE: usize = 300;

/// What a block is to extraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Running text.
    Body,
    /// A headline or a heading: its capitals say little.
    Heading,
    /// What stands below a picture.
    Caption,
    /// Credits, notes and references: names and times, but no statements.
    Apparatus,
}

/// One sentence.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// Where it stands.
    pub(crate) range: TextRange,
    /// Its tokens, by their place in the reading.
    pub(crate) tokens: Range<usize>,
    /// The place of its block in the document.
    pub(crate) block: usize,
    /// What its block is.
    pub(crate) place: Place,
    /// Whether most of its words are capitalised, so that capitals mark no names.
    pub(crate) title_case: bool,
}

/// A document in sentences and tokens.
#[derive(Debug)]
pub(crate) struct Reading<'d> {
    /// The document.
    pub(crate) document: &'d Document,
    /// All tokens in order.
    pub(crate) tokens: Vec<Token>,
    /// All sentences in order.
    pub(crate) sentences: Vec<Sentence>,
    /// How often each word stands in lower case, for words that also stand capitalised.
    lower: HashMap<&'d str, u32>,
    /// Whether it is written in another language than English, as far as its small words tell.
    foreign: bool,
    /// Whether each token is a verb that carries a clause, as far as it was asked.
    finite: Vec<Cell<Option<bool>>>,
}

/// Small words that no English text of some length does without, and that other languages lack.
const ENGLISH: &str = " the and to with for that by from at this it his her has have was were ";

/// The fewest words in lower case by which a language is told.
const FEWEST_WORDS: u32 = 40;

impl<'d> Reading<'d> {
    /// Reads a document.
    pub(crate) fn new(document: &'d Document) -> Self {
        Self::beginning(document, usize::MAX)
    }

    /// Reads a document block by block until it has at least so many sentences.
    pub(crate) fn beginning(document: &'d Document, most: usize) -> Self {
        let mut reading = Self {
            document,
            tokens: Vec::new(),
            sentences: Vec::new(),
            lower: HashMap::new(),
            foreign: false,
            finite: Vec::new(),
        };
        for (index, block) in document.blocks().iter().enumerate() {
            if reading.sentences.len() >= most {
                break;
            }
            if let Some(place) = place_of(block) {
                reading.read(index, block, place);
            }
        }
        for token in &reading.tokens {
            let word = &document.text()[token.range];
            if token.kind == TokenKind::Word && word.starts_with(char::is_lowercase) {
                *reading.lower.entry(word).or_default() += 1;
            }
        }
        reading.foreign = reading.lacks_english();
        reading.finite = vec![Cell::new(None); reading.tokens.len()];
        reading
    }

    fn lacks_english(&self) -> bool {
        let all: u32 = self.lower.values().sum();
        let small: u32 = ENGLISH.split_whitespace().filter_map(|word| self.lower.get(word)).sum();
        all >= FEWEST_WORDS && small * 20 < all
    }

    /// Tells whether the text is in another language than English, whose capitals, verbs and small words
    /// the rules for English misread. A text with few small letters is not.
    pub(crate) const fn is_foreign(&self) -> bool {
        self.foreign
    }

    fn read(&mut self, index: usize, block: &Block, place: Place) {
        let text = self.document.text();
        for range in sentences(text, block.range) {
            let first = self.tokens.len();
            self.tokens.extend(tokens(text, range));
            let span = first..self.tokens.len();
            // A sentence with a stop is no headline, however many names it holds.
            let stopped = text[range].ends_with(['.', '!', '?', '”', '"', '。', ':']);
            let title_case = !stopped && is_title_case(text, &self.tokens[span.clone()]);
            // A short line without a stop whose words are capitalised is a heading in plain text.
            let place = match place {
                Place::Body if title_case => Place::Heading,
                other => other,
            };
            let title_case = title_case || is_shouted(text, &self.tokens[span.clone()]);
            for part in pieces(span) {
                let range = self.cover(&part);
                self.sentences.push(Sentence {
                    range,
                    tokens: part,
                    block: index,
                    place,
                    title_case,
                });
            }
        }
    }

    /// Returns the text of a token, empty beyond the last.
    pub(crate) fn word(&self, index: usize) -> &'d str {
        self.tokens.get(index).map_or("", |token| &self.document.text()[token.range])
    }

    /// Returns the text of a range.
    pub(crate) fn text(&self, range: TextRange) -> &'d str {
        &self.document.text()[range]
    }

    /// Returns what a token is made of; a mark beyond the last.
    pub(crate) fn kind(&self, index: usize) -> TokenKind {
        self.tokens.get(index).map_or(TokenKind::Mark, |token| token.kind)
    }

    /// Returns the text covered by tokens, or an empty range at the start if there are none.
    pub(crate) fn cover(&self, span: &Range<usize>) -> TextRange {
        match (self.tokens.get(span.start), self.tokens.get(span.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if span.start < span.end => first.range.cover(last.range),
            _ => TextRange::empty(TextSize::from(0)),
        }
    }

    /// Tells whether a token is a word that starts with a capital.
    pub(crate) fn is_capital(&self, index: usize) -> bool {
        self.kind(index) == TokenKind::Word && self.word(index).starts_with(char::is_uppercase)
    }

    /// Tells whether a token is a word in capitals only, of two letters or more.
    pub(crate) fn is_upper(&self, index: usize) -> bool {
        let word = self.word(index);
        self.kind(index) == TokenKind::Word
            && word.chars().filter(|ch| ch.is_alphabetic()).count() > 1
            && !word.chars().any(char::is_lowercase)
    }

    /// Tells whether a word also stands in lower case in the document.
    pub(crate) fn also_lower(&self, word: &str) -> bool {
        self.lower.contains_key(lower(word).as_ref())
    }

    /// Tells whether a token is a verb that carries a clause, which `read` tells once.
    pub(crate) fn finite(&self, index: usize, read: impl FnOnce() -> bool) -> bool {
        let Some(known) = self.finite.get(index) else { return read() };
        let is_finite = known.get().unwrap_or_else(read);
        known.set(Some(is_finite));
        is_finite
    }

    /// Tells whether tokens touch: nothing stands between `index` and the one after it.
    pub(crate) fn touches_next(&self, index: usize) -> bool {
        match (self.tokens.get(index), self.tokens.get(index + 1)) {
            (Some(token), Some(next)) => token.range.end() == next.range.start(),
            _ => false,
        }
    }

    /// Returns the sentence that holds the offset, if one does.
    pub(crate) fn sentence_at(&self, at: TextSize) -> Option<&Sentence> {
        let after = self.sentences.partition_point(|sentence| sentence.range.start() <= at);
        let sentence = self.sentences.get(after.checked_sub(1)?)?;
        (sentence.range.end() > at).then_some(sentence)
    }

    /// Returns the tokens that lie within a range.
    pub(crate) fn tokens_in(&self, range: TextRange) -> Range<usize> {
        let first = self.tokens.partition_point(|token| token.range.start() < range.start());
        let end = self.tokens.partition_point(|token| token.range.end() <= range.end());
        first..end.max(first)
    }
}

/// Cuts what is too long to be a sentence, so that no step's work grows with its square.
fn pieces(span: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = span.end;
    span.step_by(LONGEST_SENTENCE).map(move |start| start..(start + LONGEST_SENTENCE).min(end))
}

fn place_of(block: &Block) -> Option<Place> {
    match block.kind {
        BlockKind::Title | BlockKind::Heading(_) => Some(Place::Heading),
        BlockKind::Paragraph | BlockKind::Quotation | BlockKind::ListItem { .. } => {
            Some(Place::Body)
        }
        BlockKind::Caption => Some(Place::Caption),
        BlockKind::Credit | BlockKind::Note | BlockKind::Reference | BlockKind::Table(_) => {
            Some(Place::Apparatus)
        }
        BlockKind::Code { .. } | BlockKind::Image { .. } | BlockKind::Rule => None,
    }
}

/// Tells whether a sentence is written in capitals throughout.
fn is_shouted(text: &str, tokens: &[Token]) -> bool {
    let mut words = tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| &text[token.range])
        .filter(|word| word.chars().count() > 3);
    let mut count = 0_usize;
    words.all(|word| {
        count += 1;
        !word.contains(char::is_lowercase)
    }) && count >= 4
}

fn is_title_case(text: &str, tokens: &[Token]) -> bool {
    let words = tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| &text[token.range])
        .filter(|word| word.chars().count() > 3);
    let (mut capital, mut all) = (0_usize, 0_usize);
    for word in words {
        all += 1;
        capital += usize::from(word.starts_with(char::is_uppercase));
    }
    all >= 3 && capital * 10 >= all * 8 && tokens.len() < 40
}
