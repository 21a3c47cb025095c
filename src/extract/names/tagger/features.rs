//! The features of a token: everything that the weights may speak of, as numbers.
//!
//! Reader and trainer share this file, so that both see the same. A change here asks for new weights
//! and a new version of the table. It must not know labels or weights.

use std::ops::Range;

use crate::extract::names::tagger::evidence::{Evidence, STRONG, WAYS, is_shouted};
use crate::extract::names::tagger::hash::feature;
use crate::extract::names::tagger::listed::{
    COMPANY_ENDING, CORE, FAMILY, GIVEN, LEXICAL, ORG_FIRST, ORG_INNER, ORG_WORD, PARTICLE,
    PLACE_WORD, SIGNS, SPEECH, THING, TITLE,
};
use crate::extract::reading::{Place, Reading, Sentence};
use crate::extract::token::TokenKind;

/// A sentence as the features see it.
#[derive(Debug)]
pub(crate) struct Scene<'r, 'd> {
    reading: &'r Reading<'d>,
    evidence: &'r Evidence,
    span: Range<usize>,
    /// What the sentence is: whether capitals can be trusted, and what its block is.
    kind: u64,
    /// Where the dateline ends, if the sentence begins with one.
    dateline: usize,
}

impl<'r, 'd> Scene<'r, 'd> {
    /// Looks at a sentence.
    pub(crate) fn new(
        reading: &'r Reading<'d>,
        evidence: &'r Evidence,
        sentence: &Sentence,
    ) -> Self {
        let span = sentence.tokens.clone();
        let trust = match () {
            () if is_shouted(reading, &span) => 2,
            () if sentence.title_case => 1,
            () => 0,
        };
        let place = match sentence.place {
            Place::Body => 0,
            Place::Heading => 4,
            Place::Caption => 8,
            Place::Apparatus => 12,
        };
        let dateline = dateline_end(reading, &span);
        Self { reading, evidence, span, kind: trust + place, dateline }
    }

    /// Returns the rows of tokens that may belong to names.
    pub(crate) fn segments(&self) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for at in self.span.clone().filter(|at| self.is_active(*at)) {
            match found.last_mut() {
                Some(segment) if segment.end == at => segment.end += 1,
                _ => found.push(at..at + 1),
            }
        }
        found
    }

    /// Returns the class of a token, by which steps from label to label differ.
    pub(crate) fn class(&self, at: usize) -> u8 {
        let word = self.reading.word(at);
        match self.reading.kind(at) {
            TokenKind::Word if self.reading.is_upper(at) => 1,
            TokenKind::Word if word.contains(char::is_uppercase) => 0,
            TokenKind::Word if matches!(word, "of" | "for" | "de") => 2,
            TokenKind::Word if matches!(word, "and" | "the" | "&") => 3,
            TokenKind::Word => 4,
            TokenKind::Possessive => 5,
            TokenKind::Mark if matches!(word, "," | ";" | "(" | ")") => 6,
            _ => 7,
        }
    }

    fn is_active(&self, at: usize) -> bool {
        let capital = |at: usize| self.span.contains(&at) && self.has_capital(at);
        if self.has_capital(at) {
            return true;
        }
        let before = at > 0 && capital(at - 1);
        match self.reading.kind(at) {
            TokenKind::Han => false,
            TokenKind::Number => {
                before || capital(at + 1) || self.is_ordinal(at + 1) && capital(at + 2)
            }
            _ if self.is_ordinal(at) && capital(at + 1) => true,
            _ if self.evidence.signs(at) & PARTICLE != 0
                && (capital(at + 1) || capital(at + 2)) =>
            {
                true
            }
            _ => {
                let left = before || at > 1 && capital(at - 2);
                left && (capital(at + 1) || capital(at + 2))
            }
        }
    }

    /// Tells whether a token is the ending of an ordinal: `20th`.
    fn is_ordinal(&self, at: usize) -> bool {
        matches!(self.reading.word(at), "st" | "nd" | "rd" | "th")
            && at > self.span.start
            && self.reading.kind(at - 1) == TokenKind::Number
            && self.reading.touches_next(at - 1)
    }

    fn has_capital(&self, at: usize) -> bool {
        self.reading.kind(at) == TokenKind::Word
            && self.reading.word(at).contains(char::is_uppercase)
    }

    /// Gives the features of a token one by one, each with its template.
    pub(crate) fn give(&self, at: usize, take: impl FnMut(u32, u64)) {
        let mut out = Out { take };
        self.write_words(at, &mut out);
        self.write_lists(at, &mut out);
        self.write_run(at, &mut out);
        self.write_evidence(at, &mut out);
    }

    /// Returns the word of a token by its offset, as lower-case hash; the borders have their own.
    fn lower(&self, at: usize, offset: isize) -> u64 {
        self.neighbour(at, offset).map_or(1, |at| self.evidence.words[at].lower)
    }

    fn shape(&self, at: usize, offset: isize) -> u64 {
        self.neighbour(at, offset).map_or(1, |at| self.evidence.words[at].shape)
    }

    fn suffix(&self, at: usize, offset: isize) -> u64 {
        self.neighbour(at, offset).map_or(1, |at| self.evidence.words[at].suffixes[2])
    }

    fn core(&self, at: usize, offset: isize) -> u64 {
        let signs = |at: usize| self.evidence.signs(at) & CORE;
        self.neighbour(at, offset).map_or(u64::MAX, signs)
    }

    /// Returns what the lexicon knows of a word as a name, with how common it is otherwise.
    fn lexical(&self, at: usize, offset: isize) -> u64 {
        self.neighbour(at, offset).map_or(u64::MAX, |neighbour| {
            self.evidence.signs(neighbour) & LEXICAL | self.common(at, offset)
        })
    }

    /// Returns how common a word is, marked where it is written in lower case.
    fn common(&self, at: usize, offset: isize) -> u64 {
        self.neighbour(at, offset).map_or(9, |at| {
            u64::from(self.evidence.common[at]) + 4 * u64::from(!self.has_capital(at))
        })
    }

    fn neighbour(&self, at: usize, offset: isize) -> Option<usize> {
        at.checked_add_signed(offset).filter(|at| self.span.contains(at))
    }

    fn write_words(&self, at: usize, out: &mut Out<impl FnMut(u32, u64)>) {
        let word = &self.evidence.words[at];
        let lower = |offset| self.lower(at, offset);
        let shape = |offset| self.shape(at, offset);
        let kind = self.kind;
        out.one(0, kind);
        out.one(1, word.form);
        out.one(2, word.lower);
        out.one(3, lower(-1));
        out.one(4, lower(1));
        out.one(5, lower(-2));
        out.one(6, lower(2));
        out.two(7, lower(-1), word.lower);
        out.two(8, word.lower, lower(1));
        out.two(9, lower(-1), lower(1));
        out.two(10, lower(-2), lower(-1));
        out.two(11, lower(1), lower(2));
        out.two(12, shape(0), kind);
        out.two(13, shape(-1), shape(0));
        out.two(14, shape(0), shape(1));
        out.three(15, shape(-1), shape(0), shape(1));
        for size in 0..usize::from(word.length).min(4) {
            let size_number = u32::try_from(size).unwrap_or(0);
            out.one(16 + size_number, word.prefixes[size]);
            out.one(20 + size_number, word.suffixes[size]);
        }
        out.one(24, self.suffix(at, -1));
        out.one(25, self.suffix(at, 1));
        out.two(26, shape(0), lower(-1));
        out.two(27, shape(0), lower(1));
        let start = u64::from(at == self.span.start);
        out.three(28, start, shape(0), kind);
        out.two(29, start, word.lower);
        if at < self.dateline {
            out.one(30, shape(0));
            out.two(30, shape(0), self.core(at, 0));
        }
        out.two(31, u64::from(word.length), shape(0));
        let common = |offset| self.common(at, offset);
        out.three(32, common(0), shape(0), kind);
        out.three(33, common(0), start, kind % 4);
        out.three(34, common(-1), common(0), common(1));
        out.three(35, common(0), self.core(at, 0), kind % 4);
        out.three(36, common(0), shape(-1), shape(0));
        out.three(37, common(0), shape(0), shape(1));
    }

    fn write_lists(&self, at: usize, out: &mut Out<impl FnMut(u32, u64)>) {
        let core = |offset| self.core(at, offset);
        let kind = self.kind;
        let signs = self.evidence.signs(at);
        for bit in (0..SIGNS).filter(|bit| signs & (1 << bit) != 0) {
            out.two(40, u64::from(bit), kind % 4);
        }
        out.two(41, core(0), kind);
        out.one(42, core(-1));
        out.one(43, core(1));
        out.two(44, core(-1), core(0));
        out.two(45, core(0), core(1));
        out.three(46, core(-1), core(0), core(1));
        out.one(47, core(-2));
        out.one(48, core(2));
        out.two(49, core(0), self.lower(at, -1));
        out.two(50, core(0), self.lower(at, 1));
        out.two(51, core(0), self.shape(at, 0));
        out.three(52, core(0), u64::from(at == self.span.start), kind % 4);
        let lexical = |offset| self.lexical(at, offset);
        out.three(55, lexical(0), kind % 4, core(0));
        out.three(56, lexical(-1), lexical(0), lexical(1));
        out.two(57, lexical(0), self.lower(at, -1));
        out.two(58, lexical(0), self.lower(at, 1));
        for (template, offset) in [(53, -1), (54, 1)] {
            let neighbour = self.neighbour(at, offset);
            let signs = neighbour.map_or(0, |at| self.evidence.signs(at));
            for bit in (0..SIGNS).filter(|bit| signs & (1 << bit) != 0) {
                out.one(template, u64::from(bit));
            }
        }
    }

    fn write_run(&self, at: usize, out: &mut Out<impl FnMut(u32, u64)>) {
        let run = &self.evidence.runs[at];
        if run.is_empty() {
            out.two(60, self.lower(at, 0), self.core(at, -1));
            out.two(61, self.core(at, -1), self.core(at, 1));
            return;
        }
        let last = run.end - 1;
        let length = run.len().min(6) as u64;
        let position = match () {
            () if run.len() == 1 => 0,
            () if at == run.start => 1,
            () if at == last => 2,
            () => 3,
        };
        let words = &self.evidence.words;
        let (before, after) = (self.lower(run.start, -1), self.lower(last, 1));
        let signs_of_run = run.clone().fold(0, |signs, at| signs | self.evidence.signs(at));
        let summary = signs_of_run
            & (ORG_WORD | PLACE_WORD | COMPANY_ENDING | TITLE | ORG_FIRST | ORG_INNER | THING)
            | self.evidence.signs(run.start) & GIVEN
            | self.evidence.signs(last) & FAMILY;
        out.two(62, length, position);
        out.two(63, position, words[last].lower);
        out.two(64, position, words[run.start].lower);
        out.two(65, position, before);
        out.two(66, position, after);
        out.two(67, before, after);
        out.three(68, summary, position, length);
        out.two(69, position, words[last].suffixes[2]);
        out.three(70, self.core(run.start, 0), self.core(last, 0), position);
        out.three(71, before, self.core(at, 0), position);
        out.three(72, after, self.core(at, 0), position);
        out.three(73, self.core(run.start, -1), self.core(last, 1), position);
        out.two(74, after, self.lower(last, 2));
        out.two(75, self.lower(run.start, -2), before);
        out.two(76, position, self.core(run.start, -1));
        out.two(77, position, self.core(last, 1));
        let speech = self.neighbour(last, 1).map_or(0, |at| self.evidence.signs(at) & SPEECH);
        if speech != 0 {
            out.two(78, position, length);
        }
        self.write_joined(run, position, out);
    }

    /// Writes what stands on the other side of `of`, `for` or `and` beside a run.
    fn write_joined(&self, run: &Range<usize>, position: u64, out: &mut Out<impl FnMut(u32, u64)>) {
        if let Some(joint) = self.neighbour(run.start, -1)
            && let Some(mut other) = self.neighbour(joint, -1)
        {
            if self.reading.word(joint) == "the" {
                other = self.neighbour(other, -1).unwrap_or(other);
            }
            if self.has_capital(other) {
                let joint = self.evidence.words[joint].lower;
                let word = &self.evidence.words[other];
                out.three(80, joint, word.lower, position);
                out.three(81, joint, self.core(other, 0), position);
            }
        }
        if let Some(joint) = self.neighbour(run.end - 1, 1)
            && let Some(mut other) = self.neighbour(joint, 1)
        {
            if self.reading.word(other) == "the" {
                other = self.neighbour(other, 1).unwrap_or(other);
            }
            if self.has_capital(other) {
                let joint = self.evidence.words[joint].lower;
                let end = self.evidence.runs[other].end.max(other + 1) - 1;
                out.three(82, joint, self.evidence.words[end].lower, position);
                out.three(83, joint, self.core(other, 0), self.core(end, 0));
            }
        }
    }

    fn write_evidence(&self, at: usize, out: &mut Out<impl FnMut(u32, u64)>) {
        let ways = self.evidence.ways(at);
        let shape = self.shape(at, 0);
        for bit in (0..WAYS).filter(|bit| ways & (1 << bit) != 0) {
            out.two(90, u64::from(bit), shape);
            out.one(91, u64::from(bit));
        }
        out.two(92, u64::from(ways & STRONG), self.core(at, 0));
        out.one(93, u64::from(ways & STRONG));
        let run = &self.evidence.runs[at];
        if run.len() > 1 {
            let last = self.evidence.ways(run.end - 1);
            let first = self.evidence.ways(run.start);
            let position = u64::from(at == run.start) + 2 * u64::from(at + 1 == run.end);
            for bit in 0..WAYS {
                if last & (1 << bit) != 0 {
                    out.two(94, u64::from(bit), position);
                }
                if first & (1 << bit) != 0 {
                    out.two(95, u64::from(bit), position);
                }
            }
        }
        if ways == 0 && !run.is_empty() {
            out.two(96, self.kind, self.core(at, 0));
        }
    }
}

/// Returns the feature of a step from a label to the next, by the class of the token stepped on to.
pub(crate) fn step(class: usize, from: usize) -> u64 {
    feature(100, [class as u64, from as u64, 0])
}

/// Where features are given to.
struct Out<F> {
    take: F,
}

impl<F: FnMut(u32, u64)> Out<F> {
    fn one(&mut self, template: u32, value: u64) {
        self.three(template, value, 0, 0);
    }

    fn two(&mut self, template: u32, first: u64, second: u64) {
        self.three(template, first, second, 0);
    }

    fn three(&mut self, template: u32, first: u64, second: u64, third: u64) {
        (self.take)(template, feature(template, [first, second, third]));
    }
}

/// Returns the end of the words before a dash that lead a report: `HANOI, Vietnam, Jan. 14 (AP) —`.
fn dateline_end(reading: &Reading, span: &Range<usize>) -> usize {
    if !reading.is_capital(span.start) {
        return span.start;
    }
    let end = span.end.min(span.start + 18);
    let dash = (span.start + 1..end).find(|at| {
        matches!(reading.word(*at), "—" | "--" | "–" | "-") && !reading.touches_next(*at)
    });
    let credited = (span.start..end).any(|at| reading.word(at) == "(");
    match dash {
        Some(dash) if reading.is_upper(span.start) || credited => dash,
        _ => span.start,
    }
}
