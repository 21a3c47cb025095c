//! Verbs of speech behind or within what is said: `…, she said`, `“…,” said the mayor, “…”`.

use std::ops::Range;

use crate::extract::clause::{has_finite, skip_adverbs};
use crate::extract::lists::is_listed;
use crate::extract::statements::cue::{Cue, Source, Speakers};
use crate::extract::statements::introduced::skip_circumstance;
use crate::extract::statements::subject::{Subject, subject_before};
use crate::extract::statements::verb::{Form, Frame, Verb};
use crate::extract::statements::view::View;
use crate::extract::token::TokenKind;

/// The most tokens of a subject behind its verb.
const LONGEST_SUBJECT: usize = 24;

/// Why a cue behind what is said is believed.
const RULE: &str = "a verb of speech behind what is said";

/// Reads a verb whose subject stands before it and behind what is said: `…, the mayor said`.
pub(crate) fn behind(view: &View, at: usize, verb: Verb, subject: &Subject) -> Option<Cue> {
    let start = subject.clause;
    let mark = start.checked_sub(1).filter(|mark| *mark > view.start())?;
    let quoted = view.closes_quotation(mark)
        || view.closes_quotation(mark.saturating_sub(1)) && view.word(mark) == ",";
    let parted = quoted || matches!(view.word(mark), "," | "—" | "–" | "--" | "-");
    let takes = verb.takes(Frame::Behind) || quoted && verb.takes(Frame::Quotation);
    let relative = is_listed("who which that", view.word(start));
    if !parted || !takes || subject.shared || relative || !opens_clause(view, start, subject) {
        return None;
    }
    let prefix = view.opening()..if view.closes_quotation(mark) { start } else { mark };
    let after = skip_circumstance(view, at + 1, verb);
    let tail = if view.before(after) == "," { after - 1 } else { tail(view, after) };
    let quiet = is_quiet(view, after, tail);
    // `a plan expected to pass`: a participle that takes more is no verb of speech.
    let loose = verb.takes(Frame::FarThat) || after == tail && tail <= at + 3;
    if !quoted && (!quiet || !loose) {
        return None;
    }
    if !quoted && !goes_on(view, tail) && only_circumstance(view, &prefix) {
        return None;
    }
    let mut cue = Cue::of(subject, at..at + 1, prefix.clone(), RULE);
    if !quoted {
        cue.speakers = Speakers::Speaking;
    }
    cue.contents = contents(view, prefix, tail, quoted);
    Some(cue)
}

/// Reads a verb whose subject stands behind it: `“…,” said the mayor on Friday`.
pub(crate) fn inverted(view: &View, at: usize, verb: Verb) -> Option<Cue> {
    let plain = is_listed(
        "say add report write announce note warn argue explain claim believe",
        verb.lemma,
    );
    let mark = at.checked_sub(1).filter(|mark| *mark > view.start())?;
    let before_comma = mark.saturating_sub(1);
    let quoted = view.closes_quotation(mark)
        || view.word(mark) == "," && view.closes_quotation(before_comma);
    let takes = if quoted { verb.takes(Frame::Quotation) } else { plain };
    if !quoted && view.word(mark) != "," || !takes || verb.form == Form::Participle {
        return None;
    }
    let words = subject_behind(view, at + 1)?;
    let prefix = view.opening()..if view.closes_quotation(mark) { at } else { mark };
    let clause_follows = has_finite(view.reading, words.start..view.end().min(words.end + 8))
        && !is_listed(", . who —", view.word(words.end));
    if !quoted && (clause_follows || !has_finite(view.reading, prefix.clone())) {
        return None;
    }
    // `The label, typed years ago, says nothing`: what stands before is the subject.
    let opens = |subject: &Subject| subject.tokens.start <= view.opening() + 1;
    if !quoted
        && subject_before(view, at)
            .as_ref()
            .is_some_and(|subject| !subject.shared && opens(subject))
    {
        return None;
    }
    let tail = tail(view, words.end);
    Some(Cue {
        words: at..at + 1,
        source: Source::Words(words),
        speakers: Speakers::Any,
        contents: contents(view, prefix, tail, quoted),
        clause: at,
        negated: false,
        rule: RULE,
    })
}

/// Returns the words of a subject that stands behind its verb.
fn subject_behind(view: &View, from: usize) -> Option<Range<usize>> {
    let opens = view.reading.is_capital(from)
        || view.mention_at(from).is_some()
        || is_listed(
            "the a an one his her their its he she they two three some several many",
            view.word(from),
        )
        || view.reading.kind(from) == TokenKind::Word
            && view.word(from).len() > 4
            && !is_listed("after before while about during", view.word(from));
    if !opens || from >= view.end() || skip_adverbs(view.reading, from) > from {
        return None;
    }
    let limit = view.end().min(from + LONGEST_SUBJECT);
    let ends = |at: &usize| {
        let word = view.word(*at);
        is_listed(
            ", . ; : ! ? ” “ \" — – -- ( who which when while after before as during that because",
            word,
        ) || *at > from && is_listed("on in at", word)
            || *at > from && skip_adverbs(view.reading, *at) > *at
    };
    let end = (from..limit).find(ends).unwrap_or(limit);
    (end > from).then_some(from..end)
}

/// Tells whether the clause of a subject behind what is said begins with the subject itself.
fn opens_clause(view: &View, start: usize, subject: &Subject) -> bool {
    (start..subject.tokens.start)
        .all(|at| !is_listed("and but while because although that if with", view.word(at)))
}

/// Returns the parts of what is said around a cue.
fn contents(view: &View, prefix: Range<usize>, tail: usize, quoted: bool) -> Vec<Range<usize>> {
    let rest = tail + 1..view.end();
    let goes_on = goes_on(view, tail);
    if goes_on && view.opens_quotation(rest.start) {
        return vec![prefix, rest];
    }
    // `This plan, he noted, opens …`: the greater part stands behind.
    let opening = !quoted && !has_finite(view.reading, prefix.clone());
    let continues = goes_on && view.word(tail) == "," && opening;
    if continues
        && !is_listed("adding and but who which while as after in at", view.word(rest.start))
    {
        return vec![rest];
    }
    vec![prefix]
}

/// Tells whether what stands before a cue only says when and where: `In the second case, …`.
fn only_circumstance(view: &View, prefix: &Range<usize>) -> bool {
    let preposition = is_listed(
        "in on at after before during for with by from under since amid despite last this next",
        &view.lower(prefix.start),
    );
    !has_finite(view.reading, prefix.clone()) && (preposition || prefix.len() < 5)
}

/// Tells whether more is said behind the mark that ends a cue.
fn goes_on(view: &View, tail: usize) -> bool {
    let parted = matches!(view.word(tail), "," | "." | ";" | ":" | "—" | "–" | "--");
    parted && tail + 3 < view.end()
}

/// Returns the mark that ends what follows a verb behind what is said.
fn tail(view: &View, from: usize) -> usize {
    let ends =
        |at: &usize| is_listed(", ; . : ! ? — – --", view.word(*at)) || view.opens_quotation(*at);
    (from..view.end()).find(ends).unwrap_or(view.end())
}

/// Tells whether what stands behind a verb only says when, where and to whom.
fn is_quiet(view: &View, from: usize, tail: usize) -> bool {
    from >= tail
        || is_listed(
            "on in at late early during after by last this to before when as of yesterday today again later with from \
             while following upon via through about ) ]",
            view.word(from),
        )
}
