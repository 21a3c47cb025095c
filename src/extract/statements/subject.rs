//! Subjects: which words before a verb say who does it.
//!
//! From the verb back over helping verbs, adverbs and an apposition to the noun phrase before it. A verb
//! behind `and` has the subject of the verb before. It must not know whom the words mean.

use std::ops::Range;

use crate::extract::clause::{is_adverb, is_finite, is_helper, is_irregular_past, skip_time};
use crate::extract::lists::is_listed;
use crate::extract::statements::verb::{Frame, verb};
use crate::extract::statements::view::View;
use crate::extract::statements::voice::voice;
use crate::extract::times::calendar::weekday_number;
use crate::extract::token::TokenKind;
use crate::fact::EntityKind;

/// The most tokens of a subject.
const LONGEST: usize = 28;

/// The most tokens between a verb and an earlier one that shares its subject.
const LONGEST_CLAUSE: usize = 80;

/// The most tokens between a subject and its verb: `X, who …, said`.
const LONGEST_APPOSITION: usize = 40;

/// A subject before its verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    /// The words that name it, without an apposition behind them.
    pub(crate) tokens: Range<usize>,
    /// Where the clause of the verb begins, with what joins it to the one before.
    pub(crate) clause: usize,
    /// Whether it is the subject of an earlier verb too: `came and said`.
    pub(crate) shared: bool,
    /// Whether the verb is denied: `has not said`.
    pub(crate) negated: bool,
    /// Whether a modal stands before the verb: `would say`.
    pub(crate) modal: bool,
}

/// Finds the subject of a verb before it.
pub(crate) fn subject_before(view: &View, verb: usize) -> Option<Subject> {
    let (at, negated, modal) = helpers_before(view, verb);
    let found = direct(view, at).or_else(|| shared(view, at))?;
    Some(Subject { negated, modal, ..found })
}

/// Skips helping verbs, adverbs and times back from a verb.
fn helpers_before(view: &View, verb: usize) -> (usize, bool, bool) {
    let (mut at, mut negated, mut modal) = (verb, false, false);
    while at > view.start() {
        let word = view.before(at);
        let skipped = is_adverb(word) && word.starts_with(char::is_lowercase) || is_helper(word);
        // `posts from Friday`: the day belongs to the noun.
        let hangs = weekday_number(word).is_some()
            && is_listed("from of until since before after by for on", view.before(at - 1));
        if (skipped || weekday_number(word).is_some()) && !hangs {
            negated |= word == "not" || word == "never" || word.ends_with("n't");
            modal |= is_listed("will would could may might should can", word);
            at -= 1;
            continue;
        }
        // `on Monday`, `last week`, `in 2019` between the subject and its verb.
        let Some(start) = (1..=4).filter_map(|back| at.checked_sub(back)).find(|from| {
            *from > view.start()
                && is_listed("on last late early this in", view.word(*from))
                && skip_time(view.reading, *from) == at
        }) else {
            break;
        };
        at = start;
    }
    (at, negated, modal)
}

/// Finds a subject that ends before `at`, over an apposition or a relative pronoun.
fn direct(view: &View, at: usize) -> Option<Subject> {
    if at <= view.start() {
        return None;
    }
    let before = view.before(at);
    if matches!(before, "who" | "which" | "that") && at > view.start() + 1 {
        let end = if view.before(at - 1) == "," { at - 2 } else { at - 1 };
        let found = phrase(view, end)?;
        let tokens = antecedent(view, found.tokens);
        // `Tau Oala, deputy head of the board, who`: the name before the apposition.
        let named = view.mention_ending(tokens.start.saturating_sub(1)).filter(|(_, id)| {
            view.before(tokens.start) == "," && view.is_kind(*id, EntityKind::Person)
        });
        let tokens = named.map_or(tokens, |(mention, _)| view.reading.tokens_in(mention));
        return Some(Subject { tokens, clause: at - 1, ..found });
    }
    if matches!(before, "," | "—" | "–" | "--" | "-") {
        return match apposition_start(view, at - 1) {
            Some(comma) => phrase(view, comma).map(|found| named_apposition(view, found, at - 1)),
            None => phrase(view, at - 1).filter(|found| stray_comma(view, at - 1, found)),
        };
    }
    phrase(view, at)
}

/// Takes the name for the subject where the apposition is one: `her son, Jan Orr, said`.
fn named_apposition(view: &View, subject: Subject, end: usize) -> Subject {
    let first = subject.tokens.end + 1;
    let name = view.mention_at(first).filter(|(mention, id)| {
        view.is_kind(*id, EntityKind::Person)
            && view.reading.tokens_in(*mention).start == first
            && (view.reading.tokens_in(*mention).end == end
                || is_listed(
                    "of from at in , for",
                    view.word(view.reading.tokens_in(*mention).end),
                ))
            && view
                .mention_ending(subject.tokens.end)
                .is_none_or(|(_, id)| !view.is_kind(id, EntityKind::Person))
    });
    match name {
        Some(_) => Subject { tokens: first..end, ..subject },
        None => subject,
    }
}

/// Tells whether a comma between a subject and its verb is one too many: `The firm Orr & Co, has said`.
fn stray_comma(view: &View, comma: usize, subject: &Subject) -> bool {
    let whole = subject.clause == view.start() || view.word(subject.clause - 1) != ",";
    let next = view.word(comma + 1);
    let carries = is_helper(next) || verb(next).is_some_and(|verb| verb.takes(Frame::Clause));
    view.word(comma) == ","
        && carries
        && whole
        && subject.tokens.start <= subject.clause + 1
        && !subject.tokens.clone().any(|at| is_finite(view.reading, at))
}

/// Returns what a relative pronoun points to: the last noun with what hangs on it by `of`.
fn antecedent(view: &View, tokens: Range<usize>) -> Range<usize> {
    let cut = tokens.clone().rev().find(|at| {
        *at + 1 < tokens.end
            && view.mention_at(*at).is_none()
            && (is_finite(view.reading, *at)
                || is_listed("in on at with from for to by about against and or", view.word(*at)))
    });
    cut.map_or(tokens.start, |at| at + 1)..tokens.end
}

/// Returns the mark that opens the apposition which ends at a mark: `X, a nurse, said`.
fn apposition_start(view: &View, end: usize) -> Option<usize> {
    let earliest = view.start().max(end.saturating_sub(LONGEST_APPOSITION));
    let marks = |at: &usize| matches!(view.word(*at), "," | "—" | "–" | "--" | "-");
    let crossed = |at: &usize| matches!(view.word(*at), ";" | ":") || view.closes_quotation(*at);
    let opens = |at: &usize| {
        let pronoun = is_pronoun(view.before(*at));
        let noun = is_speaker_noun(view, *at) && !is_finite(view.reading, *at + 1);
        // A name that is not known as one: `Sarantuya, a deputy, said`.
        let stranger = view.reading.is_capital(at.saturating_sub(1))
            && is_listed("a an the who whose", view.word(at + 1));
        (view.mention_ending(*at).is_some() || pronoun || noun || stranger)
            && !begins_with_preposition(view, *at)
    };
    (earliest..end).rev().take_while(|at| !crossed(at)).filter(marks).find(opens)
}

/// Tells whether what ends at a mark only says where or when: `In Paris,`.
fn begins_with_preposition(view: &View, end: usize) -> bool {
    let first =
        (view.start()..end).rev().take(12).take_while(|at| !matches!(view.word(*at), "," | ";"));
    let Some(first) = first.last() else { return false };
    is_listed(PREPOSITIONS, &view.lower(first)) && first + 6 > end
}

fn is_speaker_noun(view: &View, end: usize) -> bool {
    let word = view.before(end);
    word.starts_with(char::is_lowercase)
        && (voice(word).speaks()
            || (end.saturating_sub(4)..end)
                .any(|at| is_listed("the a an one its his her their", &view.lower(at))))
}

/// Words that begin a phrase about where and when.
const PREPOSITIONS: &str = " in on at after before during for with by from under since amid despite following \
    until about within over throughout across near behind besides unlike like through against to ";

/// Words that hang what follows them on what stands before.
const HANGING: &str = " of in at from with for to near between on by against under about over into such who which that ";

/// Words that end a noun phrase when it is read backwards.
const BOUNDARIES: &str = " , ; : . ! ? ( [ “ ” \" « » — – -- - ‘ that which who where when while because although though \
    if whether since until unless but as than so what how why after before yet ";

/// Words that join a clause to the one before and name nobody.
const LEADING: &str = " and but yet so also meanwhile however with then now still instead nor or while even though as \
    because after both-and ";

/// Reads the noun phrase that ends before `end`.
fn phrase(view: &View, end: usize) -> Option<Subject> {
    if end <= view.start() || !is_noun_like(view, end - 1) {
        return None;
    }
    let boundary = boundary_before(view, end);
    let mut start = boundary;
    if let Some(cut) = behind_last_verb(view, boundary..end) {
        start = cut;
    }
    while start < end {
        let word = view.lower(start);
        let later = skip_time(view.reading, start);
        if is_listed(LEADING, &word) || (is_adverb(&word) && start + 1 < end) {
            start += 1;
        } else if later > start && later < end {
            start = later;
        } else if is_listed(PREPOSITIONS, &word) {
            start = behind_preposition(view, start, end);
            break;
        } else {
            break;
        }
    }
    (start < end).then_some(Subject {
        tokens: start..end,
        clause: boundary,
        shared: false,
        negated: false,
        modal: false,
    })
}

fn boundary_before(view: &View, end: usize) -> usize {
    let earliest = view.start().max(end.saturating_sub(LONGEST));
    let mut at = end;
    while at > earliest {
        let word = view.before(at);
        // An acronym in brackets belongs to the name before it.
        if word == ")" {
            let open = (earliest..at - 1).rev().take(8).find(|at| view.word(*at) == "(");
            match open {
                Some(open) => at = open,
                None => break,
            }
            continue;
        }
        // A word or two in scare quotes are part of the phrase.
        if view.closes_quotation(at - 1) {
            let open = (earliest..at - 1).rev().take(6).find(|at| view.opens_quotation(*at));
            let speech = is_listed(", . ? !", view.before(at - 1));
            match open.filter(|_| !speech && at < end) {
                Some(open) => at = open,
                None => break,
            }
            continue;
        }
        let name = view.mention_at(at - 1).is_some() && word.len() > 1;
        let listing = word == "as" && matches!(view.before(at - 1), "such" | "well");
        // `Secunia.com`
        let inner = word == "."
            && view.reading.touches_next(at - 1)
            && at > earliest + 1
            && view.reading.touches_next(at - 2);
        let abbreviation = word.len() > 1 && view.reading.is_upper(at - 1);
        let bounds = is_listed(BOUNDARIES, &view.lower(at - 1)) && !abbreviation;
        if bounds && !name && !listing && !inner {
            break;
        }
        at -= 1;
    }
    at
}

/// Returns where a noun phrase begins behind the last verb before it: `he left and the mayor`.
fn behind_last_verb(view: &View, tokens: Range<usize>) -> Option<usize> {
    let last = tokens.clone().rev().find(|at| is_finite(view.reading, *at))?;
    let joined = (last + 1..tokens.end).find(|at| is_listed("and or then", view.word(*at)));
    if let Some(and) = joined {
        return (and + 1 < tokens.end).then_some(and + 1);
    }
    let firm = is_helper(view.word(last)) || is_irregular_past(view.word(last));
    let opens = view.reading.is_capital(last + 1)
        || is_listed("the a an he she they it we i his her their its", view.word(last + 1));
    (last + 1 < tokens.end && (firm || opens)).then_some(last + 1)
}

/// Returns where the subject begins behind a phrase about where or when: `In Oslo Ana Ruiz`.
fn behind_preposition(view: &View, start: usize, end: usize) -> usize {
    if let Some((mention, _)) = view.mention_ending(end) {
        let first = view.reading.tokens_in(mention).start;
        let hangs = first <= start + 1
            || is_listed("the a an of", view.before(first)) && first <= start + 2;
        if first > start && !hangs {
            return first;
        }
    }
    let opening = |at: &usize| {
        *at > start + 1
            && is_listed("the a an he she they it we i his her their its one two", view.word(*at))
    };
    (start + 1..end).rev().find(opening).unwrap_or(end - 1)
}

/// Returns the end of the head of a noun phrase: before what hangs on it.
pub(crate) fn head_end(view: &View, tokens: &Range<usize>) -> usize {
    let hangs = |at: &usize| {
        let word = view.word(*at);
        let participle = *at > tokens.start
            && (word.ends_with("ing") || word.ends_with("ed"))
            && view.reading.kind(*at) == TokenKind::Word
            && word.starts_with(char::is_lowercase)
            && voice(&view.lower(at - 1)).speaks();
        *at > tokens.start && is_listed(HANGING, word) || word == "," || participle
    };
    tokens.clone().find(hangs).unwrap_or(tokens.end)
}

fn is_noun_like(view: &View, at: usize) -> bool {
    let word = view.word(at);
    let kind = view.reading.kind(at);
    let noun = matches!(kind, TokenKind::Word | TokenKind::Number) || word == ")" || word == "%";
    noun && !is_listed(
        "of in to for and or be been is are was were not the a an by with at on from into than if but \
         then that which when while where as my your his our their its being having",
        &view.lower(at),
    )
}

/// Finds the subject of an earlier verb of the clause, for a verb behind `and`, `then` or a comma.
fn shared(view: &View, at: usize) -> Option<Subject> {
    let before = view.before(at);
    if !matches!(before, "and" | "but" | "then" | "," | "or") {
        return None;
    }
    let found = main_subject(view, at)?;
    Some(Subject { clause: at - 1, shared: true, ..found })
}

/// Finds the subject of the first verb of the sentence before a token.
pub(crate) fn main_subject(view: &View, limit: usize) -> Option<Subject> {
    let earliest = view.start().max(limit.saturating_sub(LONGEST_CLAUSE));
    let verbs = (earliest..limit).filter(|at| is_finite(view.reading, *at) && !view.is_quoted(*at));
    verbs.take(3).find_map(|verb| {
        let (at, ..) = helpers_before(view, verb);
        direct(view, at)
    })
}

fn is_pronoun(word: &str) -> bool {
    is_listed("he she they we I He She They We", word)
}

#[cfg(test)]
mod tests {
    use super::subject_before;
    use crate::document::{BlockKind, DocumentBuilder};
    use crate::extract::entities::Entities;
    use crate::extract::reading::Reading;
    use crate::extract::statements::quotation::Quotations;
    use crate::extract::statements::view::View;

    /// Returns the subject of the last token that is the word.
    fn subject(text: &str, verb: &str) -> Option<String> {
        let mut builder = DocumentBuilder::new();
        builder.simple(BlockKind::Paragraph, text);
        let document = builder.finish().unwrap();
        let reading = Reading::new(&document);
        let quotations = Quotations::of(&reading, 0, &Quotations::default());
        let entities = Entities::default();
        let view = View {
            reading: &reading,
            entities: &entities,
            quotations: &quotations,
            sentence: &reading.sentences[0],
        };
        let at = (0..reading.tokens.len()).rev().find(|at| reading.word(*at) == verb).unwrap();
        let found = subject_before(&view, at)?;
        Some(reading.text(reading.cover(&found.tokens)).to_owned())
    }

    #[test]
    fn a_subject_stands_before_its_verb() {
        let table = [
            ("The mayor said it rained.", "said", Some("The mayor")),
            ("On Monday the mayor also said it rained.", "said", Some("the mayor")),
            ("The mayor on Monday said it rained.", "said", Some("The mayor")),
            ("The mayor, a retired nurse, said it rained.", "said", Some("The mayor")),
            ("The mayor, who was late, said it rained.", "said", Some("The mayor")),
            ("The mayor came late and said it rained.", "said", Some("The mayor")),
            ("It rained and the mayor said so.", "said", Some("the mayor")),
            ("Police have not said why.", "said", Some("Police")),
            ("A spokesman for the union said no.", "said", Some("A spokesman for the union")),
            (
                "The recently appointed minister said no.",
                "said",
                Some("The recently appointed minister"),
            ),
            ("To have said so was wrong.", "said", None),
        ];
        for (text, verb, expected) in table {
            assert_eq!(subject(text, verb).as_deref(), expected, "{text}");
        }
    }
}
