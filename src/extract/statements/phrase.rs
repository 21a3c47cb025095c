//! Phrases that say who says something without a verb of speech in front: `according to X`, `was quoted
//! as saying`, `his claim that`, `is concerned that`, `“…” – X`.

use std::ops::Range;

use crate::extract::clause::{has_finite, is_helper, skip_adverbs};
use crate::extract::lists::is_listed;
use crate::extract::statements::cue::{Cue, Source, Speakers};
use crate::extract::statements::subject::{Subject, main_subject, subject_before};
use crate::extract::statements::verb::verb;
use crate::extract::statements::view::View;
use crate::extract::statements::voice::voice;
use crate::extract::token::TokenKind;
use crate::fact::EntityKind;

/// Nouns for what is said or thought.
const NOUNS: &str = " claim claims statement conclusion announcement belief view argument allegation allegations \
    accusation accusations warning suggestion assertion promise pledge vow hope hopes fear fears concern concerns \
    suspicion opinion case point impression sensation feeling confidence assurance assurances insistence admission \
    prediction denial contention finding findings doubt doubts conviction ";

/// Verbs that put a noun of speech in the mouth of their subject.
const LIGHT: &str = " made make makes making came come comes reached reach expressed express issued issue voiced have has had \
    gave give gives raised drew draw repeated repeat took take takes hold holds held aired reaching coming ";

/// What somebody is who thinks something.
const MINDS: &str = " concerned confident convinced sure certain afraid aware hopeful worried optimistic adamant fearful doubtful \
    skeptical sceptical proud glad pleased pessimistic persuaded satisfied sorry ";

/// Reads the phrase that starts at a token.
pub(crate) fn phrase(view: &View, at: usize) -> Option<Cue> {
    let word = view.lower(at);
    match &*word {
        "according" => according(view, at),
        "quoted" | "cited" => quoted_as_saying(view, at),
        "citing" | "quoting" => citing(view, at),
        "declined" | "refused" | "declines" | "refuses" => withheld(view, at),
        "call" | "calls" | "appeal" | "appeals" | "demand" | "demands" => call_for(view, at),
        _ if is_listed(NOUNS, &word) => noun(view, at),
        _ if is_listed(MINDS, &word) => mind(view, at),
        _ => by(view, at),
    }
}

fn cue(
    words: Range<usize>,
    source: Range<usize>,
    content: Range<usize>,
    rule: &'static str,
) -> Cue {
    Cue {
        clause: words.start,
        words,
        source: Source::Words(source),
        speakers: Speakers::Any,
        contents: vec![content],
        negated: false,
        rule,
    }
}

fn according(view: &View, at: usize) -> Option<Cue> {
    if view.word(at + 1) != "to" {
        return None;
    }
    let start = clause_start(view, at);
    let initial = at <= start + 1 && !view.closes_quotation(at.saturating_sub(1));
    let (given, stop) = given(view, at + 2, initial);
    let content = if initial {
        behind_mark(view, stop)..view.end()
    } else if view.word(stop) == ","
        && stop + 3 < view.end()
        && !has_finite(view.reading, start..at)
    {
        stop + 1..view.end()
    } else {
        start..at
    };
    (content.start < content.end && !given.is_empty())
        .then(|| cue(at..at + 2, given, content, "“according to” somebody"))
}

/// Returns where the clause around a phrase begins: behind a semicolon, or the sentence.
fn clause_start(view: &View, at: usize) -> usize {
    let divides = |at: &usize| matches!(view.word(*at), ";" | ":" | "—" | "--");
    (view.start()..at).rev().find(divides).map_or(view.start(), |mark| mark + 1)
}

fn behind_mark(view: &View, stop: usize) -> usize {
    if matches!(view.word(stop), "," | ":") { stop + 1 } else { stop }
}

/// Reads who is given behind `according to`, up to the comma that is not part of it; without a comma, up
/// to the end of the name.
fn given(view: &View, from: usize, initial: bool) -> (Range<usize>, usize) {
    let limit = view.end().min(from + 40);
    let comma = (from..limit).find(|at| {
        matches!(view.word(*at), "." | ";" | ":") || view.word(*at) == "," && !in_name(view, *at)
    });
    let Some(mut stop) = comma else {
        let named = view.mention_at(from).map(|(mention, _)| view.reading.tokens_in(mention).end);
        return match named.filter(|end| initial && has_finite(view.reading, *end..view.end())) {
            Some(end) => (from..end, end),
            None => (from..limit, limit),
        };
    };
    let words = from..stop;
    // `According to Rathbun the plan was late`: no comma, and a clause that runs past it.
    if initial
        && let Some((mention, _)) = view.mention_at(from)
        && has_finite(view.reading, view.reading.tokens_in(mention).end..stop)
    {
        let end = view.reading.tokens_in(mention).end;
        return (from..end, end);
    }
    // `the coach, Alireza Mehraban, …`: the name behind the comma is the holder's.
    let next = view.mention_at(stop + 1).map(|(mention, _)| view.reading.tokens_in(mention).end);
    if let Some(end) = next.filter(|end| {
        view.word(*end) == ","
            && view
                .mentions(&words)
                .last()
                .is_none_or(|(last, _)| view.reading.tokens_in(*last).end != stop)
    }) {
        let words = stop + 1..end;
        stop = end;
        return (words, stop);
    }
    (words, stop)
}

fn in_name(view: &View, comma: usize) -> bool {
    matches!(view.word(comma + 1), "Inc." | "Ltd." | "Jr." | "LLC")
        || view.mention_at(comma).is_some()
}

/// Reads `X was quoted as saying`, `X is quoted by Reuters as saying`.
fn quoted_as_saying(view: &View, at: usize) -> Option<Cue> {
    let limit = view.end().min(at + 8);
    let saying = (at + 1..limit).find(|at| {
        view.before(*at) == "as" && matches!(view.word(*at), "saying" | "telling" | "writing")
    })?;
    let subject = subject_before(view, at)?;
    let mut content = saying + 1..view.end();
    while content.start < content.end && is_listed("that , :", view.word(content.start)) {
        content.start += 1;
    }
    let front = content.len() > 2 && !is_listed("by in on at", view.word(content.start));
    let before = view.start()..subject.clause;
    let content = if front { content } else { before };
    (!content.is_empty()).then(|| Cue {
        contents: vec![content],
        ..Cue::of(&subject, at..saying + 1, 0..0, "quoted as saying something")
    })
}

/// Reads `X declined to say whether`, `X refused to comment`: the content is not known.
fn withheld(view: &View, at: usize) -> Option<Cue> {
    let speaks = is_listed(
        "say comment disclose reveal elaborate identify specify confirm name discuss answer give provide release",
        view.word(at + 2),
    );
    if view.word(at + 1) != "to" || !speaks {
        return None;
    }
    let subject = subject_before(view, at)?;
    let stop = (at + 3..view.end())
        .find(|at| matches!(view.word(*at), "," | "." | ";" | "and" | "but" | "because"))
        .unwrap_or(view.end());
    let content = if stop > at + 4 { at + 3..stop } else { at..stop };
    Some(Cue {
        negated: true,
        ..Cue::of(&subject, at..at + 3, content, "what somebody would not say")
    })
}

/// Reads `…, citing police.`: what stands before is theirs.
fn citing(view: &View, at: usize) -> Option<Cue> {
    let mark = at.checked_sub(1).filter(|mark| view.word(*mark) == ",")?;
    let (given, stop) = given(view, at + 1, false);
    let content = clause_start(view, at)..mark;
    // `citing high costs` gives a reason, and no source.
    let source =
        given.clone().any(|at| view.reading.is_capital(at) || voice(&view.lower(at)).speaks());
    (source && stop >= view.end().saturating_sub(2) && content.len() > 3 && given.len() < 16)
        .then(|| cue(at..at + 1, given, content, "what a text cites somebody for"))
}

/// Reads `his claim that`, `the ministry's announcement that`, `came to the conclusion that`.
fn noun(view: &View, at: usize) -> Option<Cue> {
    let that = at + 1;
    let follows = view.word(that) == "that" && has_finite(view.reading, that + 1..view.end());
    if !follows {
        return None;
    }
    let content = that + 1..view.end();
    let rule = "a noun of speech before “that”";
    if let Some(owner) = owner(view, at) {
        return Some(cue(at..at + 1, owner, content, rule));
    }
    let earliest = view.start().max(at.saturating_sub(6));
    let light = (earliest..at).rev().find(|at| is_listed(LIGHT, view.word(*at)))?;
    let subject = subject_before(view, light)?;
    Some(Cue { speakers: Speakers::Speaking, ..Cue::of(&subject, light..at + 1, content, rule) })
}

/// Reads whose claim it is: `his`, `the ministry's`.
fn owner(view: &View, noun: usize) -> Option<Range<usize>> {
    let earliest = view.start().max(noun.saturating_sub(10));
    let at = (earliest..noun).rev().take(3).find(|at| {
        view.reading.kind(*at) == TokenKind::Possessive
            || is_listed("his her their His Her Their", view.word(*at))
    })?;
    if view.reading.kind(at) != TokenKind::Possessive {
        return Some(at..at + 1);
    }
    let opens = |at: &usize| is_listed("the a an The A An his her their", view.word(*at));
    let start = match view.mention_ending(at) {
        Some((mention, _)) => view.reading.tokens_in(mention).start,
        None => (earliest..at).rev().find(opens)?,
    };
    (start < at).then_some(start..at)
}

/// Reads `the ministry's call for calm`, `his appeal to the rebels to lay down arms`.
fn call_for(view: &View, at: usize) -> Option<Cue> {
    let next = view.word(at + 1);
    if !is_listed("for to", next) || at + 2 >= view.end() {
        return None;
    }
    let owner = owner(view, at)?;
    Some(cue(at..at + 1, owner, at + 2..view.end(), "somebody's call for something"))
}

/// Reads `X is concerned that`.
fn mind(view: &View, at: usize) -> Option<Cue> {
    let mut be = at;
    while be > view.start() && skip_adverbs(view.reading, be - 1) == be {
        be -= 1;
    }
    let copula = is_helper(view.before(be))
        || is_listed("remain remains remained became become", view.before(be));
    if !copula || view.word(at + 1) != "that" && !has_finite(view.reading, at + 1..view.end()) {
        return None;
    }
    let start = if view.word(at + 1) == "that" { at + 2 } else { at + 1 };
    if is_listed("about by of with to for , . and in at as on over", view.word(start)) {
        return None;
    }
    let subject = subject_before(view, be)?;
    let content = start..view.end();
    (content.len() > 2).then(|| Cue {
        speakers: Speakers::Speaking,
        ..Cue::of(&subject, at..at + 1, content, "what somebody is sure or afraid of")
    })
}

/// Reads a passive with who did it: `was told by X that`, `it was announced by X that`.
fn by(view: &View, at: usize) -> Option<Cue> {
    if view.word(at + 1) != "by" || !is_helper(view.before(at)) {
        return None;
    }
    verb(view.word(at))?;
    let limit = view.end().min(at + 16);
    let that = (at + 2..limit).find(|at| view.word(*at) == "that")?;
    let content = that + 1..view.end();
    let rule = "a passive verb of speech with its speaker";
    (content.len() > 2 && that > at + 2).then(|| cue(at..at + 1, at + 2..that, content, rule))
}

/// Reads who is named behind a quotation and a dash: `“…” – Ana Ruiz`. The quotation may be the
/// sentence before; the cue then has no content of its own.
pub(crate) fn signed(view: &View) -> Option<Cue> {
    let dash = view.sentence.tokens.clone().rev().take(14).find(|at| {
        let quoted = *at > view.start() && view.closes_quotation(at - 1);
        matches!(view.word(*at), "-" | "–" | "—" | "--") && (quoted || *at == view.start())
    })?;
    let mut name = dash + 1..view.end();
    if view.word(name.end.saturating_sub(1)) == "." {
        name.end -= 1;
    }
    let named = view.mention_at(name.start).is_some() && !has_finite(view.reading, name.clone());
    let content = view.start()..dash;
    (named && (content.is_empty() || view.quoted_share(&content) > 80)).then(|| Cue {
        contents: if content.is_empty() { Vec::new() } else { vec![content.clone()] },
        ..cue(dash..dash + 1, name, content, "a name behind a quotation and a dash")
    })
}

/// Reads a headline or a line that names its speaker before or behind a colon: `Minister: no new taxes`.
pub(crate) fn headed(view: &View) -> Option<Cue> {
    let limit = view.end().min(view.start() + 9);
    let colon = (view.start() + 1..limit).find(|at| view.word(*at) == ":")?;
    let plain = |tokens: Range<usize>| {
        tokens.clone().all(|at| {
            !matches!(view.word(at), "," | ";" | "-" | "–" | "—" | "?" | "(")
                && !is_helper(view.word(at))
        })
    };
    let name = view.start()..colon;
    let content = colon + 1..view.end();
    let rule = "a speaker before a colon";
    // `New price: …` labels what follows, and says nothing.
    let speaks = voice(&view.lower(colon - 1)).speaks()
        || view.mention_ending(colon).is_some_and(|(_, id)| {
            view.entities.kind(id).is_some_and(|kind| kind != EntityKind::Place)
        });
    (speaks && content.len() > 2 && plain(name.clone()))
        .then(|| Cue { speakers: Speakers::Speaking, ..cue(colon..colon + 1, name, content, rule) })
}

/// Returns the subject of the sentence, for a participle: `…, saying that`.
pub(crate) fn sentence_subject(view: &View, limit: usize) -> Option<Subject> {
    main_subject(view, limit)
}
