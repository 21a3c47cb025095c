//! Evidence from the whole document: how a word stands everywhere it stands.
//!
//! A surname alone says little; that the same word followed `Mr.` three paragraphs before says all.
//! It must not know labels or weights.

use std::collections::HashMap;
use std::ops::Range;

use crate::extract::lists::is_listed;
use crate::extract::names::tagger::listed::{
    COMPANY_ENDING, FAMILY, FUNCTION, GIVEN, HONORIFIC, Hiding, ORG_FIRST, ORG_INNER, ORG_LONG,
    ORG_TWO, ORG_WORD, PLACE_FIRST, PLACE_INNER, PLACE_WORD, SPEECH, Signs, TITLE, common, signs,
};
use crate::extract::names::tagger::word::Word;
use crate::extract::reading::{Reading, Sentence};
use crate::extract::token::TokenKind;

/// Ways in which a word stands, one bit each.
pub(crate) type Ways = u32;

const MIDDLE: Ways = 1;
const ALONE: Ways = 1 << 1;
const AFTER_TITLE: Ways = 1 << 2;
const AFTER_HONORIFIC: Ways = 1 << 3;
const SPEAKS: Ways = 1 << 4;
const AFTER_PREPOSITION: Ways = 1 << 5;
const BEFORE_ORG_WORD: Ways = 1 << 6;
const AFTER_THE: Ways = 1 << 7;
const POSSESSIVE: Ways = 1 << 8;
const LOWER: Ways = 1 << 9;
const COMPANY: Ways = 1 << 10;
const LAST_OF_RUN: Ways = 1 << 11;
const FIRST_OF_RUN: Ways = 1 << 12;
const AFTER_GIVEN: Ways = 1 << 13;
const ACRONYM: Ways = 1 << 14;
const AGED: Ways = 1 << 15;
const IN_LISTED_ORG: Ways = 1 << 16;
const BESIDE_PLACE: Ways = 1 << 17;
const WITH_PLACE_WORD: Ways = 1 << 18;
const BEFORE_FAMILY: Ways = 1 << 19;
const IN_BRACKETS: Ways = 1 << 20;
const WHO: Ways = 1 << 21;
/// How many ways there are.
pub(crate) const WAYS: u32 = 22;

/// The ways that are combined with each other.
pub(crate) const STRONG: Ways = MIDDLE
    | AFTER_TITLE
    | AFTER_HONORIFIC
    | AFTER_PREPOSITION
    | BEFORE_ORG_WORD
    | AFTER_THE
    | LOWER
    | AFTER_GIVEN
    | ACRONYM
    | COMPANY;

/// The most capitalised words that are read as one run, so that no token's work grows with its run.
const LONGEST_RUN: usize = 24;

/// A document as the tagger sees it.
#[derive(Debug)]
pub(crate) struct Evidence {
    /// What every token is by itself.
    pub(crate) words: Vec<Word>,
    /// What the lists say of every token.
    pub(crate) signs: Vec<Signs>,
    /// The run of capitalised words that every token belongs to; empty if it belongs to none.
    pub(crate) runs: Vec<Range<usize>>,
    /// How common every token is as an ordinary word.
    pub(crate) common: Vec<u8>,
    ways: HashMap<u64, Ways>,
}

impl Evidence {
    /// Gathers what a document says of its words.
    pub(crate) fn new(reading: &Reading, hiding: Hiding) -> Self {
        let words = reading.tokens.iter().map(|token| Word::new(reading.text(token.range)));
        let words: Vec<_> = words.collect();
        let signs = signs(reading, &words, hiding);
        let runs = runs(reading, &signs);
        let common = signs.iter().map(|signs| common(*signs)).collect();
        let mut evidence = Self { words, signs, runs, common, ways: HashMap::new() };
        for sentence in &reading.sentences {
            if !sentence.title_case && !is_shouted(reading, &sentence.tokens) {
                evidence.gather(reading, sentence);
            }
            evidence.gather_acronyms(reading, &sentence.tokens);
        }
        evidence
    }

    /// Returns how the word of a token stands in the document.
    pub(crate) fn ways(&self, at: usize) -> Ways {
        self.words.get(at).and_then(|word| self.ways.get(&word.lower)).copied().unwrap_or(0)
    }

    /// Returns the signs of a token, none beyond the last.
    pub(crate) fn signs(&self, at: usize) -> Signs {
        self.signs.get(at).copied().unwrap_or(0)
    }

    fn add(&mut self, at: usize, ways: Ways) {
        if let Some(word) = self.words.get(at) {
            *self.ways.entry(word.lower).or_default() |= ways;
        }
    }

    fn gather(&mut self, reading: &Reading, sentence: &Sentence) {
        let span = &sentence.tokens;
        for at in span.clone() {
            let run = self.runs[at].clone();
            if run.is_empty() {
                continue;
            }
            let ways = self.ways_of(reading, span, at, &run);
            self.add(at, ways);
        }
    }

    fn ways_of(
        &self,
        reading: &Reading,
        span: &Range<usize>,
        at: usize,
        run: &Range<usize>,
    ) -> Ways {
        let mut ways = 0;
        let mut way = |holds: bool, bit: Ways| {
            if holds {
                ways |= bit;
            }
        };
        let before = |at: usize| at.checked_sub(1).filter(|at| *at >= span.start);
        let word_before = |at: usize| before(at).map_or("", |at| reading.word(at));
        let signs = |at: usize| self.signs(at);
        let last = at + 1 == run.end;
        let leading = word_before(run.start);
        way(at > span.start && !matches!(word_before(at), "“" | "\"" | "‘" | ":"), MIDDLE);
        way(run.len() == 1 && at > span.start, ALONE);
        let title = before(at).map_or(0, signs);
        way(title & TITLE != 0 && signs(at) & TITLE == 0, AFTER_TITLE);
        way(title & HONORIFIC != 0, AFTER_HONORIFIC);
        let next = reading.word(run.end);
        way(
            last && signs(at + 1) & SPEECH != 0
                || at == run.start && matches!(leading, "said" | "says" | "told" | "added"),
            SPEAKS,
        );
        way(
            at == run.start
                && is_listed("in at near from to outside around across toward towards", leading),
            AFTER_PREPOSITION,
        );
        way((at + 1..run.end).any(|at| signs(at) & ORG_WORD != 0), BEFORE_ORG_WORD);
        way(leading.eq_ignore_ascii_case("the"), AFTER_THE);
        way(reading.kind(at + 1) == TokenKind::Possessive, POSSESSIVE);
        way(reading.also_lower(reading.word(at)), LOWER);
        way(signs(run.end - 1) & COMPANY_ENDING != 0 && run.len() > 1, COMPANY);
        way(last && run.len() > 1, LAST_OF_RUN);
        way(at == run.start && run.len() > 1, FIRST_OF_RUN);
        way(last && (2..5).contains(&run.len()) && signs(run.start) & GIVEN != 0, AFTER_GIVEN);
        let age = last
            && next == ","
            && reading.word(run.end + 1).parse::<u8>().is_ok_and(|age| (5..110).contains(&age))
            && matches!(reading.word(run.end + 2), "," | "." | ";");
        way(age, AGED);
        let listed =
            signs(at) & (ORG_FIRST | ORG_INNER) != 0 && signs(at) & (ORG_TWO | ORG_LONG) != 0;
        way(listed, IN_LISTED_ORG);
        let place = |at: usize| signs(at) & (PLACE_FIRST | PLACE_INNER) != 0;
        let beside = next == "," && place(run.end + 1)
            || leading == "," && run.start.checked_sub(2).is_some_and(place);
        way(beside, BESIDE_PLACE);
        way(run.clone().any(|at| signs(at) & PLACE_WORD != 0), WITH_PLACE_WORD);
        way(!last && signs(run.end - 1) & FAMILY != 0, BEFORE_FAMILY);
        way(word_before(at) == "(" && reading.word(at + 1) == ")", IN_BRACKETS);
        let who = matches!(next, "who" | "whose")
            || next == "," && matches!(reading.word(run.end + 1), "who" | "whose");
        way(last && who, WHO);
        ways
    }

    /// Finds acronyms in brackets behind the words whose initials they are.
    fn gather_acronyms(&mut self, reading: &Reading, span: &Range<usize>) {
        for at in span.start + 2..span.end.saturating_sub(1) {
            let bracketed =
                reading.is_upper(at) && reading.word(at - 1) == "(" && reading.word(at + 1) == ")";
            if bracketed && spells(reading, span.start..at - 1, reading.word(at)) {
                self.add(at, ACRONYM);
            }
        }
    }
}

/// Tells whether the capitals that end a span have the letters of an acronym.
fn spells(reading: &Reading, span: Range<usize>, acronym: &str) -> bool {
    let mut left = acronym.chars().rev().filter(|ch| ch.is_alphabetic()).peekable();
    for at in span.rev().take(12) {
        let Some(letter) = left.peek() else { return true };
        let word = reading.word(at);
        if word.chars().next().is_some_and(|first| first.to_uppercase().eq([*letter])) {
            left.next();
        } else if reading.is_capital(at) {
            return false;
        }
    }
    left.peek().is_none()
}

/// Tells whether a sentence is written in capitals.
pub(crate) fn is_shouted(reading: &Reading, span: &Range<usize>) -> bool {
    let words = span.clone().filter(|at| reading.kind(*at) == TokenKind::Word);
    let (mut upper, mut all) = (0_usize, 0_usize);
    for at in words {
        all += 1;
        upper += usize::from(reading.is_upper(at));
    }
    all >= 3 && upper * 10 >= all * 7
}

/// Returns the run of capitalised words that every token belongs to.
fn runs(reading: &Reading, signs: &[Signs]) -> Vec<Range<usize>> {
    let mut runs = vec![0..0; reading.tokens.len()];
    for sentence in &reading.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let opening = signs[at] & FUNCTION != 0
                && signs[at] & (ORG_FIRST | PLACE_FIRST) == 0
                && (signs[at] & FAMILY == 0 || at == sentence.tokens.start);
            if !reading.is_capital(at) || opening {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            while end < sentence.tokens.end.min(at + LONGEST_RUN) && reading.is_capital(end) {
                end += 1;
            }
            runs[at..end].iter_mut().for_each(|run| *run = at..end);
            at = end;
        }
    }
    runs
}
