//! What a verb introduces behind itself: a clause, a quotation, a question, a noun.
//!
//! Between the verb and what it introduces may stand to whom, when and where it was said. It must not
//! know who says it.

use std::ops::Range;

use crate::extract::clause::{
    has_finite, is_adverb, is_finite, is_helper, skip_adverbs, skip_time,
};
use crate::extract::lists::is_listed;
use crate::extract::statements::verb::{Form, Frame, Verb};
use crate::extract::statements::view::View;
use crate::extract::token::TokenKind;

/// How what is said is marked off from the verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// By `that`, a quote, a colon or a question word: what stands before is none of it.
    Firm,
    /// By nothing, a clause follows.
    Bare,
    /// It is a noun or an infinitive.
    Phrase,
}

/// What a verb introduces.
#[derive(Clone, Debug)]
pub(crate) struct Introduced {
    /// What is said.
    pub(crate) content: Range<usize>,
    /// How it is marked off.
    pub(crate) mark: Mark,
    /// Why it is believed.
    pub(crate) rule: &'static str,
}

/// The most tokens between a verb and `that` or a quotation.
const FARTHEST: usize = 16;

/// Words that open a question.
const QUESTIONS: &str = " whether if why how what who when where which ";

/// Words that cannot open a bare clause.
const NO_CLAUSE: &str = " of to for with by on at in from about into as and or but than nothing something anything \
    much goodbye hello yes no so , . ; ) ] — – -- - / 's ";

/// Returns what a verb introduces behind itself.
pub(crate) fn introduced(view: &View, at: usize, verb: Verb) -> Option<Introduced> {
    let end = view.end();
    let make = |content: Range<usize>, mark, rule| {
        (content.start < content.end).then_some(Introduced { content, mark, rule })
    };
    // `pointed out that`
    let particle = usize::from(verb.lemma == "point" && view.word(at + 1) == "out");
    let next = skip_circumstance(view, at + 1 + particle, verb);
    let word = view.word(next);
    if word == "that" && verb.takes(Frame::That) && begins_that_clause(view, next, verb) {
        return make(next + 1..end, Mark::Firm, "a verb of speech before “that”");
    }
    if view.opens_quotation(next) && verb.takes(Frame::Quotation) && is_long_quotation(view, next) {
        return make(next..end, Mark::Firm, "a verb of speech before a quotation");
    }
    let colon = word == ":" && next + 2 < end;
    if colon && (verb.takes(Frame::Quotation) || verb.takes(Frame::Clause)) {
        return make(next + 1..end, Mark::Firm, "a verb of speech before a colon");
    }
    if verb.takes(Frame::Question) && is_listed(QUESTIONS, word) && next + 2 < end {
        return make(next..end, Mark::Firm, "a verb of speech before a question");
    }
    let direct = next <= at + 2;
    if verb.takes(Frame::Infinitive) && direct && matches!(word, "to" | "on") && next + 1 < end {
        return make(next + 1..end, Mark::Phrase, "a verb of agreement before “to”");
    }
    if let Some(called) = called(view, at, verb) {
        return Some(called);
    }
    if let Some(far) = far(view, at, verb) {
        return Some(far);
    }
    if verb.takes(Frame::Directive) && directive(view, next) {
        return make(next..end, Mark::Phrase, "a request before what is to be done");
    }
    if bare_clause(view, next, verb) {
        return make(next..end, Mark::Bare, "a verb of speech before a clause");
    }
    let noun = verb.takes(Frame::Noun)
        && view.reading.kind(next) == TokenKind::Word
        && next <= at + 2
        && !is_listed("by in on at for to with and as up off out not", word);
    if noun {
        return make(next..end, Mark::Phrase, "a verb of speech before what it is about");
    }
    None
}

/// Tells whether `that` opens a clause and does not point: `said that day`.
fn begins_that_clause(view: &View, that: usize, verb: Verb) -> bool {
    let rest = that + 1..view.end();
    rest.len() > 2 || verb.takes(Frame::Clause) && has_finite(view.reading, rest)
}

/// Tells whether a quotation is more than a word in scare quotes with more behind it.
fn is_long_quotation(view: &View, open: usize) -> bool {
    let rest = open..view.end();
    view.quoted_share(&rest) > 50 || has_finite(view.reading, rest)
}

/// Tells whether a clause follows bare.
fn bare_clause(view: &View, next: usize, verb: Verb) -> bool {
    let word = view.word(next);
    let rest = next..view.end();
    if rest.len() < 3 || is_listed(NO_CLAUSE, word) || is_helper(word) {
        return false;
    }
    if verb.takes(Frame::Clause) {
        // `said the mayor` in a question of order is no clause; one has a verb or is long.
        return has_finite(view.reading, rest.clone()) || rest.len() > 7 && !is_adverb(word);
    }
    verb.takes(Frame::FiniteClause) && has_finite(view.reading, rest) && !names_object(view, next)
}

/// Tells whether a noun ends in a mark or a preposition before any verb: `reported a loss of …`.
fn names_object(view: &View, next: usize) -> bool {
    let limit = view.end().min(next + 12);
    let first_verb = (next + 1..limit).find(|at| is_finite(view.reading, *at));
    let cut = (next + 1..limit).find(|at| {
        matches!(
            view.word(*at),
            "that" | "who" | "which" | "as" | "after" | "when" | "while" | "where"
        ) || view.word(*at) == "and" && is_finite(view.reading, at + 1)
            || view.word(*at) == "," && !is_listed("by in on at after during", &view.lower(next))
    });
    match (first_verb, cut) {
        (Some(verb), Some(cut)) => cut < verb,
        (verb, _) => verb.is_none() && is_helper(view.word(next)),
    }
}

/// Tells whether `Oslo to sign`, `for calm`, `on rebels to withdraw` follows.
fn directive(view: &View, next: usize) -> bool {
    if matches!(view.word(next), "for" | "on" | "against") {
        return next + 1 < view.end();
    }
    let limit = view.end().min(next + 9);
    (next + 1..limit)
        .take_while(|at| !matches!(view.word(*at), "," | "." | ";" | "that"))
        .any(|at| view.word(at) == "to")
}

/// Reads `called the plan “a disgrace”`, `described it as “a gift”`.
fn called(view: &View, at: usize, verb: Verb) -> Option<Introduced> {
    if !is_listed("call describe denounce condemn hail praise criticize criticise", verb.lemma) {
        return None;
    }
    let limit = view.end().min(at + 12);
    let quote = (at + 2..limit)
        .take_while(|at| !matches!(view.word(*at), "." | ";" | "," | "who" | "which" | "that"))
        .find(|at| view.opens_quotation(*at))?;
    let close = (quote + 1..view.end())
        .find(|at| view.closes_quotation(*at))
        .map_or(view.end(), |at| at + 1);
    (close > quote + 3).then_some(Introduced {
        content: at + 1..close,
        mark: Mark::Phrase,
        rule: "what somebody calls something, in their own words",
    })
}

/// Finds `that` or a quotation that stands off: `told reporters in Oslo on Friday that`.
fn far(view: &View, at: usize, verb: Verb) -> Option<Introduced> {
    if !verb.takes(Frame::FarThat) && !verb.takes(Frame::Quotation) {
        return None;
    }
    let limit = view.end().min(at + FARTHEST);
    let found = (at + 1..limit)
        .take_while(|at| {
            !matches!(view.word(*at), "." | ";" | "which" | "who" | "and" | "because" | "when")
        })
        .find(|at| {
            view.word(*at) == "that" && !is_listed("of in for", view.before(*at))
                || view.opens_quotation(*at)
                || view.word(*at) == ":"
        })?;
    let between = at + 1..found;
    let preposition = is_listed(
        "in on at to during after by with via through from before reporters journalists a an the",
        &view.lower(between.start),
    );
    let circumstance = preposition || verb.takes(Frame::Hearer) || view.word(between.start) == ",";
    if !circumstance || has_finite(view.reading, between) {
        return None;
    }
    if view.word(found) == "that" {
        let content = found + 1..view.end();
        let rule = "a verb of speech before “that”";
        return (verb.takes(Frame::FarThat) && content.len() > 2).then_some(Introduced {
            content,
            mark: Mark::Firm,
            rule,
        });
    }
    let start = if view.word(found) == ":" { found + 1 } else { found };
    let marked = start > found || matches!(view.before(found), "," | ":");
    let content = start..view.end();
    let quoted = start > found || view.quoted_share(&content) > 50;
    (verb.takes(Frame::Quotation) && marked && quoted && content.len() > 2).then_some(Introduced {
        content,
        mark: Mark::Firm,
        rule: "a verb of speech before a quotation",
    })
}

/// Skips to whom, when and where something was said, as far as it shows where that ends.
pub(crate) fn skip_circumstance(view: &View, at: usize, verb: Verb) -> usize {
    let mut next = skip_adverbs(view.reading, at);
    if verb.takes(Frame::Hearer) {
        next = skip_hearer(view, next);
    }
    loop {
        let before = next;
        next = skip_adverbs(view.reading, next);
        next = skip_phrase(view, next);
        if view.word(next) == "," && view.opens_quotation(next + 1) {
            next += 1;
        }
        // `estimated by 2050, growth would …`
        let time = next > at && view.word(next) == "," && skip_time(view.reading, at) == next;
        if time && has_finite(view.reading, next + 1..view.end()) && verb.form != Form::Participle {
            next += 1;
        }
        // `said, however, that`
        if view.word(next) == "," && is_adverb(view.word(next + 1)) && view.word(next + 2) == "," {
            next += 3;
        }
        if next == before {
            return next.min(view.end());
        }
    }
}

/// Skips `reporters`, `the BBC`, `him`.
fn skip_hearer(view: &View, at: usize) -> usize {
    if let Some((mention, _)) = view.mention_at(at) {
        return view.reading.tokens_in(mention).end.max(at + 1);
    }
    let word = view.word(at);
    if is_listed(
        "him her them me us you it reporters journalists investigators police lawmakers officials everyone people",
        word,
    ) {
        return at + 1;
    }
    let determined = is_listed("the a an his her their its my our", word);
    let noun = usize::from(determined);
    if determined || view.reading.is_capital(at) {
        let limit = view.end().min(at + 6);
        let mut end = at + noun;
        // `The Huffington Post` ends with its capitals, `the court` with its noun.
        while end < limit && view.reading.is_capital(end) {
            end += 1;
        }
        if end == at + noun && view.reading.kind(end) == TokenKind::Word {
            end += 1;
        }
        return end;
    }
    at
}

/// Skips `in a statement`, `to reporters`, `at a news conference in Oslo`.
fn skip_phrase(view: &View, at: usize) -> usize {
    if !is_listed("in on to at via during through", view.word(at)) {
        return at;
    }
    let time = skip_time(view.reading, at);
    if time > at {
        return time;
    }
    let noun = |at: &usize| {
        is_listed(
            "statement interview speech report letter post conference briefing reporters journalists parliament \
             lawmakers court Twitter Facebook X television radio tweet email message website blog article note testimony \
             address podcast Telegram Instagram Weibo hearing filing video series press",
            view.word(*at),
        )
    };
    let limit = view.end().min(at + 7);
    (at + 1..limit)
        .take_while(|at| !matches!(view.word(*at), "," | "that" | ":" | "." | "“" | "\""))
        .filter(noun)
        .last()
        .map_or(at, |last| last + 1)
}
