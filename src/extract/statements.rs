//! Statements: who says what, and what the text itself calls uncertain.
//!
//! 1. In each sentence of running text the verbs of speech are read with their subject and what they
//!    introduce: `X said that …`, `…, he noted`, `According to X, …`, `They agreed to …`.
//! 2. Quoted sentences that follow in the same paragraph go on with the speaker.
//! 3. Sentences that nobody is said to say are statements only if they are hedged or stated as not
//!    known.
//!
//! Credits and scare quotes are no speech.

pub(crate) mod cue;
pub(crate) mod holder;
pub(crate) mod quotation;

use std::ops::Range;

use crate::extract::entities::Entities;
use crate::extract::hedges::FoundHedge;
use crate::extract::lists::is_listed;
use crate::extract::reading::{Place, Reading, Sentence};
use crate::extract::statements::cue::{Cue, cues};
use crate::extract::statements::holder::{Context, Holders};
use crate::extract::statements::quotation::{Quotations, form};
use crate::fact::{Certainty, Holder, Stance, Statement};
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

/// Words that judge what they describe.
const JUDGING: &str = " landmark robust pivotal significant significantly crucial noteworthy enduring picturesque \
    remarkable impressive historic unprecedented profound strong vital paramount cornerstone strategic \
    ambitious disappointing shameful brilliant terrible outrageous reckless heroic devastating stunning \
    triumphant dismal controversial symbolic decisive lasting powerful deep deeper deepening testament \
    highly forward-looking resilient long-term underscores underscored reflects signals signaling \
    highlights demonstrates substantial tangible volumes ";

/// Finds all statements, in order.
pub(crate) fn statements(
    reading: &Reading,
    entities: &Entities,
    hedges: &[FoundHedge],
) -> Vec<FoundStatement> {
    let mut context = Context::default();
    let mut found: Vec<FoundStatement> = Vec::new();
    let mut block = usize::MAX;
    let mut quotations = Quotations::default();
    for sentence in &reading.sentences {
        if sentence.place != Place::Body {
            continue;
        }
        if sentence.block != block {
            block = sentence.block;
            quotations = Quotations::of(reading, block);
            context.enter_block();
        }
        let before = found.len();
        for cue in cues(reading, sentence, &quotations) {
            found.extend(attributed(reading, entities, &quotations, &context, sentence, &cue));
        }
        if found.len() == before {
            found.extend(continued(reading, &quotations, &context, sentence));
        }
        let spoken = found.len() > before;
        if let Some(last) = found.last().filter(|_| spoken) {
            context.spoke(&last.statement.holders);
        }
        context.read(entities, sentence.range);
        if !spoken {
            found.extend(uncertain(reading, sentence, hedges));
        }
    }
    found
}

/// Makes the statement that a cue introduces.
fn attributed(
    reading: &Reading,
    entities: &Entities,
    quotations: &Quotations,
    context: &Context,
    sentence: &Sentence,
    cue: &Cue,
) -> Option<FoundStatement> {
    let holders = Holders { reading, entities, sentence, context }.of(cue)?;
    let range = content(reading, &cue.content)?;
    let vague = holders.vague
        || matches!(reading.word(cue.verb.start), "suggest" | "suggests" | "speculate" | "believe");
    let statement = Statement {
        form: form(quotations, range),
        certainty: if vague { Certainty::Hedged } else { Certainty::Attributed },
        stance: stance(vague),
        holders: holders.named,
        cue: Some(reading.cover(&cue.verb)),
    };
    Some(FoundStatement { range, statement, rule: cue.rule, score: if vague { 60 } else { 80 } })
}

/// What somebody says is reported, however they word it; only nameless voices comment.
const fn stance(vague: bool) -> Stance {
    if vague { Stance::Comment } else { Stance::Report }
}

/// Makes the statement of a quoted sentence that goes on where a speaker left off.
fn continued(
    reading: &Reading,
    quotations: &Quotations,
    context: &Context,
    sentence: &Sentence,
) -> Option<FoundStatement> {
    let quoted = quotations.share(sentence.range) > 80;
    let words = sentence.tokens.len() > 4;
    let holders: Vec<Holder> = context.speakers().to_vec();
    if !quoted || !words || holders.is_empty() {
        return None;
    }
    let range = content(reading, &sentence.tokens)?;
    let statement = Statement {
        form: form(quotations, range),
        certainty: Certainty::Attributed,
        stance: Stance::Report,
        holders,
        cue: None,
    };
    Some(FoundStatement {
        range,
        statement,
        rule: "a quotation that goes on with the speaker before",
        score: 60,
    })
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
        let judges = sentence.tokens.clone().any(|at| {
            let word = reading.word(at);
            word.len() > 3 && is_listed(JUDGING, word)
        });
        let statement = Statement {
            form: crate::fact::StatementForm::Indirect,
            certainty: if hedge.unknown { Certainty::Unknown } else { Certainty::Hedged },
            stance: if judges && !hedge.unknown { Stance::Comment } else { Stance::Report },
            holders: Vec::new(),
            cue: Some(hedge.cue),
        };
        FoundStatement { range: hedge.range, statement, rule: hedge.rule, score: 60 }
    })
}

/// Returns the text of tokens without the marks at its ends, but with the quotes around it.
fn content(reading: &Reading, tokens: &Range<usize>) -> Option<TextRange> {
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
