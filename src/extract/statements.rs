//! Statements: who says what, and what the text itself calls uncertain or judges.
//!
//! 1. In each sentence the verbs and phrases of speech and thought are read with their subject and what
//!    they introduce: `X said that …`, `…, he noted`, `According to X, …`, `They agreed to …`.
//! 2. Quoted sentences without a verb belong to whoever speaks in the same quotation, be it before or
//!    behind, or goes on with the one before; over paragraphs where the quotation is left open.
//! 3. Sentences that nobody is said to say are statements only if they are hedged, stated as not known,
//!    or a judgement of the text itself.
//!
//! Credits and scare quotes are no speech.

pub(crate) mod behind;
pub(crate) mod context;
pub(crate) mod cue;
pub(crate) mod holder;
pub(crate) mod introduced;
pub(crate) mod phrase;
pub(crate) mod quotation;
pub(crate) mod scan;
pub(crate) mod stance;
pub(crate) mod subject;
pub(crate) mod verb;
pub(crate) mod view;
pub(crate) mod voice;

use std::ops::Range;
use std::rc::Rc;

use crate::extract::entities::Entities;
use crate::extract::hedges::FoundHedge;
use crate::extract::lists::is_listed;
use crate::extract::reading::{Place, Reading, Sentence};
use crate::extract::statements::context::Context;
use crate::extract::statements::cue::Cue;
use crate::extract::statements::holder::{Holders, Named};
use crate::extract::statements::quotation::{Quotations, form};
use crate::extract::statements::scan::{announced, cues};
use crate::extract::statements::stance::{comment, judges};
use crate::extract::statements::view::View;
use crate::extract::statements::voice::Voice;
use crate::fact::{Certainty, Holder, Stance, Statement, StatementForm};
use crate::text::TextRange;

/// A statement found in a text.
#[derive(Clone, Debug)]
pub(crate) struct FoundStatement {
    /// What is said.
    pub(crate) range: TextRange,
    /// Who says it and how.
    pub(crate) statement: Statement,
    /// Why it is believed.
    pub(crate) rule: &'static str,
    /// How sure the rule is, from 0 to 100.
    pub(crate) score: u8,
}

/// Finds all statements, in order.
pub(crate) fn statements(
    reading: &Reading,
    entities: &Entities,
    hedges: &[FoundHedge],
) -> Vec<FoundStatement> {
    let mut finding = Finding {
        reading,
        entities,
        context: Context::new(entities),
        quotations: Rc::default(),
        announced: false,
        waiting: Vec::new(),
        stretch: None,
        found: Vec::new(),
    };
    let mut block = usize::MAX;
    for sentence in &reading.sentences {
        if !matches!(sentence.place, Place::Body | Place::Heading) {
            continue;
        }
        if sentence.block != block {
            block = sentence.block;
            finding.enter(block);
        }
        finding.read(sentence, hedges);
    }
    finding.flush();
    finding.found.sort_by_key(|found| (found.range.start(), found.range.end()));
    finding.found
}

/// The statements found so far, and what is open while a text is read.
struct Finding<'a, 'd> {
    reading: &'a Reading<'d>,
    entities: &'a Entities,
    context: Context,
    quotations: Rc<Quotations>,
    /// Whether the paragraph before ends in a colon behind who speaks.
    announced: bool,
    /// Quoted sentences whose speaker may be named behind them.
    waiting: Vec<TextRange>,
    /// The quotation whose speaker is known.
    stretch: Option<TextRange>,
    found: Vec<FoundStatement>,
}

impl Finding<'_, '_> {
    /// Starts another paragraph.
    fn enter(&mut self, block: usize) {
        self.flush();
        let open = self.quotations.is_open();
        self.quotations = Rc::new(Quotations::of(self.reading, block, &self.quotations));
        let range = self.reading.document.blocks().get(block).map(|block| block.range);
        let whole = range.is_some_and(|range| self.quotations.share(range) > 95);
        let opens = range.is_some_and(|range| self.quotations.opens_at(range.start()));
        let goes_on = opens && (open || whole || self.announced);
        self.context.enter_block(goes_on);
        self.announced = false;
        self.stretch = None;
    }

    fn read(&mut self, sentence: &Sentence, hedges: &[FoundHedge]) {
        let before = self.found.len();
        let context = std::mem::take(&mut self.context);
        let quotations = Rc::clone(&self.quotations);
        let view = View {
            reading: self.reading,
            entities: self.entities,
            quotations: &quotations,
            sentence,
        };
        let holders = Holders { view, context: &context };
        let mut last: Option<Named> = None;
        for (cue, named) in cues(&holders) {
            // What the writer says outside quotes is the text itself.
            if self.is_writer(&named) {
                continue;
            }
            self.attribute(&cue, &named);
            last = Some(named);
        }
        let announced = announced(&holders);
        self.context = context;
        if let Some(named) = announced {
            self.announced = true;
            last = last.or(Some(named));
        }
        let spoken = self.found.len() > before;
        if let Some(named) = last.filter(|_| spoken || self.announced) {
            self.context.spoke(self.entities, &named.named);
            match named.voice {
                Voice::People | Voice::Vague => self.context.spoke_unnamed(),
                Voice::Stranger => self.context.spoke_stranger(),
                _ => {}
            }
        }
        if sentence.place != Place::Body {
            return;
        }
        let quoted = !spoken && self.continued(sentence);
        self.context.read(self.entities, sentence.range);
        if !spoken && !quoted {
            self.own_voice(sentence, hedges);
        }
    }

    /// Adds the statements that a cue introduces.
    fn attribute(&mut self, cue: &Cue, named: &Named) {
        if cue.contents.is_empty() {
            let waiting = std::mem::take(&mut self.waiting);
            self.give(&waiting, &named.named);
        }
        for content in &cue.contents {
            let Some(range) = content_range(self.reading, content) else { continue };
            let vague = named.voice == Voice::Vague;
            let certainty = match (cue.negated, vague) {
                (true, _) => Certainty::Unknown,
                (_, true) => Certainty::Hedged,
                _ => Certainty::Attributed,
            };
            let statement = Statement {
                form: form(&self.quotations, range),
                certainty,
                // What somebody says is reported, however they word it; only nameless voices comment.
                stance: if vague { Stance::Comment } else { Stance::Report },
                holders: named.named.clone(),
                cue: Some(self.reading.cover(&cue.words)),
            };
            let score = if vague { 60 } else { 80 };
            self.speak(range, &named.named);
            self.found.push(FoundStatement { range, statement, rule: cue.rule, score });
        }
    }

    /// Tells whether a speaker is the writer: `I`, `we`, `you` outside quotes.
    fn is_writer(&self, named: &Named) -> bool {
        named.named.iter().all(|holder| {
            holder.entity.is_none()
                && is_listed("I i We we You you", self.reading.text(holder.range))
                && !self.quotations.covers(holder.range.start())
        })
    }

    /// Notes who speaks in a quotation, and gives them what waited in it.
    fn speak(&mut self, range: TextRange, holders: &[Holder]) {
        let stretch = self.quotations.around(range.start());
        let same = |waiting: &TextRange| {
            stretch.is_some_and(|stretch| {
                stretch.intersect(*waiting).is_some_and(|both| !both.is_empty())
            })
        };
        let waiting = std::mem::take(&mut self.waiting);
        let (behind, before): (Vec<_>, Vec<_>) = waiting.into_iter().partition(same);
        let speakers = self.context.speakers().to_vec();
        self.give(&before, &speakers);
        self.give(&behind, holders);
        self.stretch =
            self.quotations.around(range.end() - crate::text::TextSize::from(1)).or(stretch);
    }

    /// Gives quoted sentences to their speakers.
    fn give(&mut self, ranges: &[TextRange], holders: &[Holder]) {
        if holders.is_empty() {
            return;
        }
        for range in ranges {
            let statement = Statement {
                form: form(&self.quotations, *range),
                certainty: Certainty::Attributed,
                stance: Stance::Report,
                holders: holders.to_vec(),
                cue: None,
            };
            self.found.push(FoundStatement {
                range: *range,
                statement,
                rule: "a quotation that goes on with the same speaker",
                score: 60,
            });
        }
    }

    /// Reads a quoted sentence without a verb of speech; tells whether it is one.
    fn continued(&mut self, sentence: &Sentence) -> bool {
        let quoted = self.quotations.share(sentence.range) > 80 && sentence.tokens.len() > 2;
        let Some(range) = content_range(self.reading, &sentence.tokens).filter(|_| quoted) else {
            return false;
        };
        let stretch = self.quotations.around(range.start());
        if stretch.is_some() && stretch == self.stretch {
            let speakers = self.context.speakers().to_vec();
            self.give(&[range], &speakers);
        } else {
            self.waiting.push(range);
        }
        true
    }

    /// Gives the quoted sentences that nobody claimed to the speaker before them.
    fn flush(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        let speakers = self.context.speakers().to_vec();
        self.give(&waiting, &speakers);
    }

    /// Adds what the text itself calls uncertain, or judges.
    fn own_voice(&mut self, sentence: &Sentence, hedges: &[FoundHedge]) {
        if self.reading.is_foreign() {
            return;
        }
        let before = self.found.len();
        self.found.extend(uncertain(self.reading, sentence, hedges));
        if self.found.len() > before {
            return;
        }
        let Some((range, cue, rule)) = comment(self.reading, sentence) else { return };
        // A word in quotes is somebody else's.
        if self.quotations.covers(cue.start()) {
            return;
        }
        let statement = Statement {
            form: StatementForm::Indirect,
            certainty: Certainty::Asserted,
            stance: Stance::Comment,
            holders: Vec::new(),
            cue: Some(cue),
        };
        self.found.push(FoundStatement { range, statement, rule, score: 50 });
    }
}

/// Makes the statements of a sentence that is hedged or says that something is not known.
fn uncertain<'h>(
    reading: &'h Reading,
    sentence: &'h Sentence,
    hedges: &'h [FoundHedge],
) -> impl Iterator<Item = FoundStatement> + 'h {
    let first = hedges.partition_point(|hedge| hedge.cue.start() < sentence.range.start());
    let within = hedges[first..].iter().take_while(|hedge| hedge.cue.end() <= sentence.range.end());
    within.map(move |hedge| {
        let judged = !hedge.unknown && judges(reading, sentence).is_some();
        let statement = Statement {
            form: StatementForm::Indirect,
            certainty: if hedge.unknown { Certainty::Unknown } else { Certainty::Hedged },
            stance: if judged { Stance::Comment } else { Stance::Report },
            holders: Vec::new(),
            cue: Some(hedge.cue),
        };
        FoundStatement { range: hedge.range, statement, rule: hedge.rule, score: 60 }
    })
}

/// Returns the text of tokens without the marks at its ends, but with the quotes around it.
fn content_range(reading: &Reading, tokens: &Range<usize>) -> Option<TextRange> {
    let mut tokens = tokens.clone();
    let outer = |at: usize| is_listed(", : ; . ， ： 。 - -- — – ? !", reading.word(at));
    while tokens.start < tokens.end && outer(tokens.start) {
        tokens.start += 1;
    }
    while tokens.start < tokens.end
        && is_listed(", : ; . ， 。 -- — –", reading.word(tokens.end - 1))
    {
        tokens.end -= 1;
    }
    (tokens.len() > 1).then(|| reading.cover(&tokens))
}

#[cfg(test)]
mod tests;
