//! Clauses as they lie in a text: each sentence cut where something new is said.
//!
//! A cut stands where a clause or a verb phrase begins: behind a semicolon or a dash, before a relative or a
//! participle that adds to a finished clause, where a clause goes on behind one that interrupts it, before a
//! coordinated verb, and where a subordinate clause parts from its main one. Items of a list are no clauses,
//! for they have no verb. English only: a sentence in another language stays whole. It must not know who says
//! anything.

mod verbs;

use std::ops::Range;

use crate::document::{BlockKind, Document};
use crate::extract::clause::{has_finite, is_adverb, is_finite, is_irregular_past};
use crate::extract::clauses::verbs::{is_base, is_participle, opens_infinitive};
use crate::extract::lists::is_listed;
use crate::extract::reading::{Place, Reading, Sentence};
use crate::extract::token::TokenKind;
use crate::text::{TextRange, TextSize};

/// The fewest tokens of a clause; shorter pieces stay with the one before.
const SHORTEST: usize = 3;

/// The most tokens between two commas that say who says so, with a comma.
const LONGEST_ASIDE: usize = 5;
/// How many tokens behind a subject its verb is looked for.
const NEAR: usize = 9;

/// Words that open a clause which adds to the one before.
const RELATIVES: &str = " which who whom whose where when ";
/// Words that join what stands on one level.
const JOINING: &str = " and but or yet so nor ";
/// Words that open a subordinate clause, if a verb follows.
const SUBORDINATING: &str =
    " while although though because whereas since as after before if unless until once ";
/// Those of them that open one without a comma before.
const PLAIN_SUBORDINATING: &str = " while because although though whereas ";
/// The same at the head of a sentence.
const LEADING: &str =
    " While Although Though Because Whereas Since As After Before If Unless Until Once When ";
/// Words that are a subject by themselves or open one.
const SUBJECTS: &str = " he she it they we I you there this that these those both the a an its his her their our my \
    some many most all no one two three several ";
/// Participles that tell more of a noun.
const REDUCED: &str = " held adopted made led seen based backed described known born owned founded built signed \
    written published ";
/// Words that open a phrase in a row of such phrases.
const PREPOSITIONS: &str = " for to in on with by from at against of ";

/// A sentence with the clauses in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clauses {
    /// The whole sentence.
    pub(crate) range: TextRange,
    /// The place of its block in the document.
    pub(crate) block: usize,
    /// Whether it has a verb, and so says something.
    pub(crate) has_verb: bool,
    /// Its clauses in order; they do not overlap, the first begins and the last ends with the sentence.
    pub(crate) parts: Vec<TextRange>,
    /// Which of them have no verb of their own and go on with what the one before says.
    pub(crate) going_on: Vec<bool>,
}

/// Returns the sentences of what a document tells, with their clauses: of headlines, running text and captions,
/// and of tables the rows. Linear in the length of the text, of which no more is read than the blocks with the first
/// `most` sentences.
pub(crate) fn clauses(document: &Document, most: usize) -> Vec<Clauses> {
    let reading = Reading::beginning(document, most);
    let mut found = Vec::new();
    for sentence in &reading.sentences {
        let kind = document.blocks().get(sentence.block).map(|block| &block.kind);
        if matches!(kind, Some(BlockKind::Table(_))) {
            rows(document, sentence, &mut found);
            continue;
        }
        if sentence.place == Place::Apparatus {
            continue;
        }
        let parts = if reading.is_foreign() {
            vec![sentence.range]
        } else {
            ranges(&reading, &sentence.tokens, &cuts(&reading, sentence))
        };
        let has_verb = has_finite(&reading, sentence.tokens.clone());
        let going_on =
            parts.iter().map(|part| !has_finite(&reading, reading.tokens_in(*part))).collect();
        let (range, block) = (sentence.range, sentence.block);
        found.push(Clauses { range, block, has_verb, parts, going_on });
    }
    found
}

/// Adds each line of a table as one sentence.
fn rows(document: &Document, sentence: &Sentence, found: &mut Vec<Clauses>) {
    let mut at = sentence.range.start();
    for line in document.text()[sentence.range].split('\n') {
        if let Some(range) = crate::text::segment::trimmed(line, at) {
            let (parts, going_on) = (vec![range], vec![false]);
            found.push(Clauses { range, block: sentence.block, has_verb: false, parts, going_on });
        }
        at += TextSize::of(line) + TextSize::of('\n');
    }
}

/// Returns the clauses between cuts, without the marks and joining words between them.
fn ranges(reading: &Reading, tokens: &Range<usize>, cuts: &[usize]) -> Vec<TextRange> {
    let mut parts = Vec::with_capacity(cuts.len() + 1);
    let mut start = tokens.start;
    for (index, cut) in cuts.iter().chain([&tokens.end]).enumerate() {
        let mut part = start..*cut;
        if index > 0 {
            while part.len() > 1 && is_listed(" and but ", reading.word(part.start)) {
                part.start += 1;
            }
        }
        if index < cuts.len() {
            let is_joint = |at: usize| is_listed(" , ; : — – -- - and but ", reading.word(at));
            while part.len() > 1 && is_joint(part.end - 1) {
                part.end -= 1;
            }
        }
        parts.push(reading.cover(&part));
        start = *cut;
    }
    parts
}

/// How the clause began that is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// As a main clause.
    Main,
    /// As one that interrupts or adds.
    Added,
}

/// One sentence while it is cut.
struct Cutter<'r, 'd> {
    reading: &'r Reading<'d>,
    end: usize,
    /// Where the clause that is being read begins.
    start: usize,
    opening: Opening,
    /// Whether an infinitive has been read, whose verb others may follow.
    infinitive: bool,
    /// Whether a participle has been read in this clause.
    participle: bool,
    /// The last comma, or where the clause begins.
    comma: usize,
    cuts: Vec<usize>,
}

/// Returns where new clauses begin, in order.
fn cuts(reading: &Reading, sentence: &Sentence) -> Vec<usize> {
    let tokens = sentence.tokens.clone();
    let mut cutter = Cutter {
        reading,
        end: tokens.end,
        start: tokens.start,
        opening: Opening::Main,
        infinitive: false,
        participle: false,
        comma: tokens.start,
        cuts: Vec::new(),
    };
    let mut depth = 0_usize;
    for at in tokens {
        match reading.word(at) {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            _ if depth == 0 => cutter.read(at),
            _ => {}
        }
    }
    cutter.cuts
}

impl Cutter<'_, '_> {
    fn read(&mut self, at: usize) {
        let word = self.reading.word(at);
        self.infinitive |= opens_infinitive(self.reading, at);
        match word {
            ";" => self.cut(at + 1, Opening::Main),
            "—" | "–" | "--" | "-" if self.stands_free(at) => self.cut(at + 1, Opening::Added),
            ":" if self.is_clause(at + 1) => self.cut(at + 1, Opening::Main),
            "," => self.comma(at),
            "and" | "but" if self.reading.word(at - usize::from(at > self.start)) != "," => {
                self.joint(at);
            }
            _ if is_listed(PLAIN_SUBORDINATING, word)
                && self.has_verb(self.start..at)
                && has_finite(self.reading, at + 1..self.end) =>
            {
                self.cut(at, Opening::Added);
            }
            _ => {}
        }
        self.participle |= self.is_participle(at);
    }

    fn comma(&mut self, at: usize) {
        let joined = is_listed(JOINING, self.reading.word(at + 1));
        let next = at + 1 + usize::from(joined);
        let verb = self.behind_adverbs(next);
        let aside = std::mem::replace(&mut self.comma, at);
        // `China, he said, is …`: what stands between the commas finishes nothing.
        let finished = self.has_verb(self.start..at)
            && (aside == self.start
                || at - aside > LONGEST_ASIDE
                || self.has_verb(self.start..aside));
        let row =
            self.is_coordinated(verb) || joined && self.participle && self.is_participle(verb);
        if row || finished && self.goes_on(next, verb, joined) {
            self.cut(next, Opening::Main);
        } else if (finished || self.participle) && self.adds(next, verb, joined) {
            self.cut(next, Opening::Added);
        } else if self.opening == Opening::Added && self.reads_on(verb) {
            self.cut(next, Opening::Main);
        } else if self.interrupts(next, verb) {
            self.opening = Opening::Added;
        }
    }

    /// Tells whether the sentence goes on behind a comma with another clause or verb of its own.
    fn goes_on(&self, next: usize, verb: usize, joined: bool) -> bool {
        let follows = has_finite(self.reading, next..self.end);
        let led = is_listed(LEADING, self.reading.word(self.start));
        self.reads_on(verb) || follows && (led || joined && self.has_subject(next))
    }

    /// Tells whether something is added behind a comma: a relative, a subordinate clause, a participle, a phrase
    /// of a row, or another name for what was named, up to the end.
    fn adds(&self, next: usize, verb: usize, joined: bool) -> bool {
        let word = self.reading.word(next);
        is_listed(RELATIVES, word)
            || self.is_participle(verb) && self.phrase(verb).count() > 1
            || is_listed(SUBORDINATING, word) && has_finite(self.reading, next..self.end)
            || word == "with" && self.phrase(next).any(|at| self.is_participle(at))
            || joined && is_listed(PREPOSITIONS, word) && self.end - next > 5
            || is_listed(" a an the ", word) && self.runs_out(next)
    }

    /// Tells whether something stands between a subject and its verb: `The meeting, which …, is …`.
    fn interrupts(&self, next: usize, verb: usize) -> bool {
        let word = self.reading.word(next);
        is_listed(RELATIVES, word)
            || is_listed(REDUCED, word)
            || is_listed(" a an the ", word)
            || self.is_participle(verb)
    }

    /// Reads a joining word without a comma.
    fn joint(&mut self, at: usize) {
        let next = at + 1;
        let verb = self.behind_adverbs(next);
        let near = next + self.phrase(next).take(NEAR).count();
        let clause = self.has_verb(self.start..at)
            && (self.reads_on(verb)
                || self.has_subject(next) && has_finite(self.reading, next..near));
        let that =
            self.reading.word(next) == "that" && has_finite(self.reading, next + 1..self.end);
        // `The plan of closing roads and opening schools failed`: nothing is said before the verb.
        let participles = self.participle
            && self.is_participle(verb)
            && (!self.cuts.is_empty() || self.has_verb(self.start..at));
        if clause || that || participles || self.is_coordinated(verb) {
            self.cut(next, Opening::Main);
        }
    }

    fn cut(&mut self, at: usize, opening: Opening) {
        // What is short stays with its neighbour.
        if at - self.start <= SHORTEST || self.end.saturating_sub(at) < SHORTEST {
            return;
        }
        self.cuts.push(at);
        self.start = at;
        self.comma = at;
        self.opening = opening;
        self.participle = false;
    }

    fn behind_adverbs(&self, from: usize) -> usize {
        let adverb = |at: &usize| {
            let word = self.reading.word(*at);
            let opens = word == "\"" && !self.reading.touches_next(at.saturating_sub(1));
            is_adverb(word) || is_listed(" better thus thereby “ ", word) || opens
        };
        (from..self.end.min(from + 4)).find(|at| !adverb(at)).unwrap_or(from)
    }

    fn is_participle(&self, at: usize) -> bool {
        is_participle(self.reading, at)
    }

    /// Tells whether a plain verb stands here that goes on a row of infinitives.
    fn is_coordinated(&self, at: usize) -> bool {
        self.infinitive
            && is_base(self.reading.word(at))
            && !is_listed(" , and or . ; ) of ", self.reading.word(at + 1))
            && at + 1 < self.end
    }

    /// Tells whether a verb stands here that carries a clause whose subject came before: by its form, or as a
    /// word in `s` or `ed` before what no noun stands before.
    fn reads_on(&self, at: usize) -> bool {
        let (word, behind) = (self.reading.word(at), self.reading.word(at + 1));
        let takes_object = word.len() > 3
            && (word.ends_with('s') || word.ends_with("ed"))
            && word.starts_with(char::is_lowercase)
            && is_listed(" a an the its his her their how why that this these no ", behind);
        let finite = is_finite(self.reading, at) || is_irregular_past(word);
        self.reading.kind(at) == TokenKind::Word
            && (takes_object || finite && !is_listed(" , . ", behind))
    }

    /// Tells whether a subject seems to begin here.
    fn has_subject(&self, at: usize) -> bool {
        is_listed(SUBJECTS, self.reading.word(at)) || self.reading.is_capital(at)
    }

    /// Tells whether a dash stands between words with spaces around it.
    fn stands_free(&self, at: usize) -> bool {
        at > self.start && !self.reading.touches_next(at - 1) && !self.reading.touches_next(at)
            || self.reading.word(at) == "—"
    }

    fn is_clause(&self, from: usize) -> bool {
        self.end - from.min(self.end) > SHORTEST + 1 && has_finite(self.reading, from..self.end)
    }

    /// Returns the tokens up to the next comma.
    fn phrase(&self, from: usize) -> impl Iterator<Item = usize> {
        (from..self.end).take_while(|at| !is_listed(" , ; ", self.reading.word(*at))).take(40)
    }

    /// Tells whether a phrase of some length runs to the end of the sentence.
    fn runs_out(&self, from: usize) -> bool {
        let length = self.phrase(from).count();
        length >= 7 && from + length + 1 >= self.end
    }

    fn has_verb(&self, tokens: Range<usize>) -> bool {
        has_finite(self.reading, tokens)
    }
}

#[cfg(test)]
mod tests;
