//! The scan of a sentence for cues, and what becomes of one within what another introduces.

use crate::extract::clause::{has_finite, is_adverb, is_helper, skip_time};
use crate::extract::lists::is_listed;
use crate::extract::reading::Place;
use crate::extract::statements::behind::{behind, inverted};
use crate::extract::statements::cue::{Cue, Source, Speakers};
use crate::extract::statements::holder::{Holders, Named};
use crate::extract::statements::introduced::{Introduced, Mark, introduced};
use crate::extract::statements::phrase::{headed, phrase, sentence_subject, signed};
use crate::extract::statements::subject::{Subject, head_end, subject_before};
use crate::extract::statements::verb::{Form, Frame, Verb, verb};
use crate::extract::statements::view::View;
use crate::extract::statements::voice::{Voice, voice};
use crate::fact::EntityKind;

/// Words behind which a form of a verb is a noun or an infinitive.
const BEFORE_NOUNS: &str = " to the a an of by his her its their our my your this these those no any some in for with \
    on at from as than such any every each another more ";

/// Verbs that leave open what they introduce when they are denied.
const TELLING: &str = " say tell disclose reveal explain specify confirm announce know detail decide determine understand ";

/// Finds the cues of a sentence with whom they name, in order.
pub(crate) fn cues(holders: &Holders) -> Vec<(Cue, Named)> {
    let view = &holders.view;
    let mut found: Vec<(Cue, Named)> = Vec::new();
    if let Some(cue) = signed(view) {
        add(holders, &mut found, cue);
        return found;
    }
    let mut at = view.start();
    while at < view.end() {
        let cue = if view.is_quoted(at) { None } else { cue(view, at, &found) };
        match cue {
            Some(cue) => {
                let behind = cue.words.end.max(at + 1);
                let known = found.len();
                add(holders, &mut found, cue);
                at = if found.len() > known { behind } else { at + 1 };
            }
            None => at += 1,
        }
    }
    let headline = found.is_empty() && view.sentence.place == Place::Heading;
    if let Some(cue) = headed(view).filter(|_| headline) {
        add(holders, &mut found, cue);
    }
    found
}

/// Returns whom a cue names, if they can say it.
fn named(holders: &Holders, cue: &Cue, last: Option<&(Cue, Named)>) -> Option<Named> {
    let named = match &cue.source {
        Source::Words(words) => holders.of(words)?,
        Source::Same => last?.1.clone(),
    };
    let known = named.named.iter().any(|holder| holder.entity.is_some());
    let may = match cue.speakers {
        Speakers::Any => named.voice != Voice::Demonstrative || known,
        Speakers::Speaking => named.voice.speaks(),
    };
    may.then_some(named)
}

/// Returns who is said to say what follows in the next paragraph: `The mayor wrote on her page:`.
pub(crate) fn announced(holders: &Holders) -> Option<Named> {
    let view = &holders.view;
    if view.word(view.end() - 1) != ":" {
        return None;
    }
    let speaks = |at: &usize| {
        verb(view.word(*at)).is_some_and(|verb| verb.takes(Frame::Quotation))
            && !view.is_quoted(*at)
    };
    let at = (view.start() + 1..view.end()).rev().take(24).find(speaks)?;
    holders.of(&subject_before(view, at)?.tokens).filter(|named| named.voice.speaks())
}

/// Adds a cue. One within what another introduces is told by that speaker and left out, unless it goes
/// on with the same speaker or opens a clause of its own.
fn add(holders: &Holders, found: &mut Vec<(Cue, Named)>, cue: Cue) {
    let view = &holders.view;
    let Some(named) = named(holders, &cue, found.last()) else { return };
    let Some((last, _)) = found.last_mut().filter(|(last, _)| last.introduces(cue.words.start))
    else {
        found.push((cue, named));
        return;
    };
    let joint = view.before(cue.clause);
    let opens = cue.source == Source::Same
        || matches!(view.word(cue.clause), "and" | "but" | "while") && joint == ","
        || matches!(joint, ";")
        || is_listed("but while", joint)
        || joint == "," && matches!(view.before(cue.clause - 1), "”" | "\"")
        || joint == "and" && view.before(cue.clause - 1) == ",";
    if !opens {
        return;
    }
    let mut end = cue.clause;
    while end > view.start() && is_listed(", ; and but while", view.before(end)) {
        end -= 1;
    }
    if let Some(content) = last.contents.last_mut() {
        content.end = end.max(content.start + 1);
    }
    found.push((cue, named));
}

fn cue(view: &View, at: usize, before: &[(Cue, Named)]) -> Option<Cue> {
    if let Some(cue) = phrase(view, at) {
        return Some(cue);
    }
    let word = view.word(at);
    let heading = view.sentence.title_case;
    if !heading && !word.starts_with(char::is_lowercase) || at == view.start() {
        return None;
    }
    let verb = if heading { verb(&view.lower(at)) } else { verb(word) }?;
    if is_listed(BEFORE_NOUNS, view.before(at)) || is_passive(view, at) {
        return None;
    }
    if verb.form == Form::Participle {
        return participle(view, at, verb, before);
    }
    if let Some(cue) = inverted(view, at, verb) {
        return Some(cue);
    }
    let subject = subject_before(view, at)?;
    if !agrees(view, &subject, verb, at) {
        return None;
    }
    if let Some(conjunction) = conjunction_as(view, &subject) {
        return as_said(view, at, &subject, conjunction);
    }
    finite(view, at, verb, &subject)
}

/// Reads a verb with its subject before it.
fn finite(view: &View, at: usize, verb: Verb, subject: &Subject) -> Option<Cue> {
    let introduced = introduced(view, at, verb);
    let quoted = subject.clause.checked_sub(1).is_some_and(|mark| view.closes_quotation(mark));
    let firm = introduced.as_ref().is_some_and(|found| found.mark == Mark::Firm);
    let clause = view.opening()..subject.clause.saturating_sub(1);
    let told = firm
        && has_finite(view.reading, clause.clone())
        && !is_listed(
            "after when while as before if because although since in on at during asked",
            &view.lower(clause.start),
        );
    let direct = introduced.as_ref().is_some_and(|found| view.opens_quotation(found.content.start));
    if (quoted || !firm || told && direct)
        && let Some(cue) = behind(view, at, verb, subject)
    {
        return Some(cue);
    }
    let Introduced { content, mark, rule } = introduced?;
    let speaking =
        mark == Mark::Phrase || verb.takes(Frame::Evidence) || !verb.takes(Frame::Clause);
    let speakers = if speaking { Speakers::Speaking } else { Speakers::Any };
    // `was to say`, `would agree`: not said yet.
    if subject.modal && !subject.negated && mark == Mark::Phrase {
        return None;
    }
    // `does not believe that` says what somebody thinks; `has not said whether` leaves it open.
    let negated = subject.negated && is_listed(TELLING, verb.lemma);
    Some(Cue { speakers, negated, ..Cue::of(subject, at..at + 1, content, rule) })
}

/// Returns the `as` before a subject.
fn conjunction_as(view: &View, subject: &Subject) -> Option<usize> {
    let is_as = |at: &usize| view.word(*at).eq_ignore_ascii_case("as");
    (subject.clause.saturating_sub(1)..subject.tokens.start).find(is_as)
}

/// Reads what is said beside `as X told the paper, …` or `…, as X said`.
fn as_said(view: &View, at: usize, subject: &Subject, conjunction: usize) -> Option<Cue> {
    let content = if conjunction <= view.start() + 1 {
        let comma = (at..view.end()).find(|at| matches!(view.word(*at), "," | ":"))?;
        comma + 1..view.end()
    } else if view.before(conjunction) == "," {
        view.start()..conjunction - 1
    } else {
        return None;
    };
    let cue = Cue::of(subject, at..at + 1, content, "what is said beside “as somebody said”");
    (cue.contents[0].len() > 2).then_some(Cue { speakers: Speakers::Speaking, ..cue })
}

/// Tells whether a form of `be` before a verb makes it a passive.
fn is_passive(view: &View, at: usize) -> bool {
    let mut before = at;
    while before > view.start() && is_adverb(view.before(before)) {
        before -= 1;
    }
    let participle = view.word(at).ends_with("ing");
    let be =
        is_listed("be been being is are was were am 's ’s 're get got gets", view.before(before));
    let by = view.word(at + 1) == "by" && skip_time(view.reading, at + 1) == at + 1;
    (be || by) && !participle
}

/// Tells whether a form that may be a noun is a verb behind its subject.
fn agrees(view: &View, subject: &Subject, verb: Verb, at: usize) -> bool {
    let last = view.lower(head_end(view, &subject.tokens) - 1);
    let plural = is_listed(
        "i we you they who which both people police media all many some others women men children",
        &last,
    ) || last.ends_with('s') && !last.ends_with("ss")
        || view.reading.word(subject.tokens.start).len() > 1
            && subject.tokens.clone().any(|at| view.word(at) == "and");
    let body = view
        .mention_ending(subject.tokens.end)
        .is_some_and(|(_, id)| view.is_kind(id, EntityKind::Organization));
    let helped = (subject.tokens.end..at).any(|at| is_helper(view.word(at)));
    match verb.form {
        Form::Base => plural || helped || body,
        Form::Present => !is_listed("i we you they", &last),
        Form::Past | Form::Participle => true,
    }
}

/// Reads `…, adding that …`, `…, saying the bridge was safe`, `a letter saying that …`.
fn participle(view: &View, at: usize, verb: Verb, before: &[(Cue, Named)]) -> Option<Cue> {
    let Introduced { content, mark, rule: _ } = introduced(view, at, verb)?;
    let joint = view.before(at);
    let goes_on = matches!(joint, "," | "and" | "while" | "by" | "without");
    let speech = mark == Mark::Firm
        || mark == Mark::Bare && verb.takes(Frame::Clause)
        || verb.lemma == "add";
    if !speech || mark == Mark::Phrase {
        return None;
    }
    let rule = "a further verb of the same speaker";
    if goes_on && let Some((last, _)) = before.last() {
        return Some(Cue {
            words: at..at + 1,
            source: Source::Same,
            speakers: Speakers::Any,
            contents: vec![content],
            clause: if matches!(joint, "," | "and") { at - 1 } else { at },
            negated: last.negated,
            rule,
        });
    }
    let subject = if goes_on { sentence_subject(view, at)? } else { subject_before(view, at)? };
    let written = voice(&view.lower(head_end(view, &subject.tokens) - 1)) == Voice::Paper;
    let with = !goes_on && is_listed("with With", view.before(subject.tokens.start));
    let progressive = !goes_on && is_helper(joint);
    if !goes_on && !written && !with && !progressive {
        return None;
    }
    Some(Cue { speakers: Speakers::Speaking, ..Cue::of(&subject, at..at + 1, content, rule) })
}
