//! Cues: the verbs that say that somebody says something, and what they introduce.

use std::ops::Range;

use crate::extract::lists::{SPEECH_VERBS, is_listed};
use crate::extract::names::run::title_end;
use crate::extract::reading::{Reading, Sentence};
use crate::extract::statements::quotation::Quotations;
use crate::extract::token::TokenKind;

/// Where the subject of a cue stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// Before the verb.
    Before,
    /// Behind it: `said Mayor Ana Ruiz`.
    Behind,
    /// It is the one of the cue before: `…, adding that …`.
    Same,
    /// In the given tokens: `according to X`.
    Given,
}

/// A verb of speech with what it introduces.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    /// The verb, or `according to`.
    pub(crate) verb: Range<usize>,
    /// Where to look for who says it.
    pub(crate) subject: Subject,
    /// The tokens to look in, for a given subject.
    pub(crate) given: Range<usize>,
    /// What is said.
    pub(crate) content: Range<usize>,
    /// Why it is believed.
    pub(crate) rule: &'static str,
}

/// Verbs that introduce what is said as a noun: `stressed the importance of …`.
const WITH_NOUN: &str = " express stress highlight emphasize emphasise underline underscore reiterate reaffirm \
    affirm articulate voice praise hail welcome condemn denounce criticize criticise announce outline \
    acknowledge deny reject dismiss confirm propose demand urge lament echo call ";

/// Verbs that introduce what is said as an infinitive: `agreed to …`.
const WITH_INFINITIVE: &str = " agree pledge vow promise threaten offer commit refuse decide ";

/// Verbs of speech proper, which take a clause without `that`.
const PLAIN: &str = " say add note stress argue insist claim explain warn believe suggest think hope admit \
    acknowledge conclude affirm declare maintain state write predict remark concede caution reply respond tweet \
    recall announce report confirm allege contend estimate reveal observe continue joke tell ask ";

/// Finds the cues of a sentence, in order.
pub(crate) fn cues(reading: &Reading, sentence: &Sentence, quotations: &Quotations) -> Vec<Cue> {
    let mut found: Vec<Cue> = Vec::new();
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        let quoted =
            reading.tokens.get(at).is_some_and(|token| quotations.covers(token.range.start()));
        let cue = if quoted { None } else { cue(reading, sentence, quotations, at, &found) };
        if let Some(cue) = cue {
            let inside = found.last().is_some_and(|last| last.content.contains(&cue.verb.start));
            if inside && cue.subject == Subject::Same {
                // A second verb of the same speaker ends what the first one introduces.
                if let Some(last) = found.last_mut() {
                    last.content.end = cue.verb.start;
                }
            }
            if !inside || cue.subject == Subject::Same {
                at = cue.verb.end;
                let rest = rest_of_quotation(reading, sentence, &cue);
                found.push(cue);
                found.extend(rest);
                continue;
            }
        }
        at += 1;
    }
    found
}

/// Reads the second part of a quotation that its speaker divides: `“…,” X said, “…”`.
fn rest_of_quotation(reading: &Reading, sentence: &Sentence, cue: &Cue) -> Option<Cue> {
    let end = sentence.tokens.end;
    let opens = |at: usize| matches!(reading.word(at), "“" | "\"" | "«" | "„" | "「");
    let behind = cue.content.end <= cue.verb.start && opens(cue.content.start);
    let quote = tail_of(reading, sentence, cue.verb.end) + 1;
    let goes_on = behind && quote + 2 < end && reading.word(quote - 1) == "," && opens(quote);
    goes_on.then(|| Cue {
        content: quote..end,
        rule: "a quotation that goes on behind its speaker",
        ..cue.clone()
    })
}

fn cue(
    reading: &Reading,
    sentence: &Sentence,
    quotations: &Quotations,
    at: usize,
    before: &[Cue],
) -> Option<Cue> {
    if let Some(found) = according(reading, sentence, at) {
        return Some(found);
    }
    let word = reading.word(at);
    if !word.starts_with(char::is_lowercase) || at == sentence.tokens.start {
        return None;
    }
    let lemma = SPEECH_VERBS.get(word)?;
    let listed = |list: &str| is_listed(list, lemma);
    let previous = reading.word(at - 1);
    if is_listed("to be been being is are was were not the a of by as when if", previous) {
        return None;
    }
    if word.ends_with("ing") {
        return participle(reading, sentence, at, before);
    }
    let end = sentence.tokens.end;
    let tail = tail_of(reading, sentence, at + 1);
    // `…, he said.` and `…," said the mayor.`
    let opening = trailing_subject_start(reading, sentence, at);
    if let Some(comma) = opening
        && comma > sentence.tokens.start
        && (listed(PLAIN) || listed(WITH_NOUN))
    {
        let inverted = comma + 1 == at || comma == at;
        let goes_on = tail < end && reading.word(tail) == "," && tail + 2 < end;
        let short = comma - sentence.tokens.start < 6;
        let content = if goes_on
            && short
            && quotations.share(reading.cover(&(sentence.tokens.start..comma))) < 50
        {
            tail + 1..end
        } else {
            sentence.tokens.start..comma
        };
        // What a verb introduces behind itself is no tail: `…, Orr said that …`.
        let short_tail = tail < at + 9 && reading.word(at + 1) != "that";
        let ends = inverted && reading.word(at + 1) != "that"
            || short_tail && quiet_tail(reading, at + 1, tail);
        if ends {
            let subject = if inverted { Subject::Behind } else { Subject::Before };
            return Some(Cue {
                verb: at..at + 1,
                subject,
                given: 0..0,
                content,
                rule: "a verb of speech behind what is said",
            });
        }
    }
    let (content, rule) = introduced(reading, sentence, quotations, at, lemma)?;
    Some(Cue { verb: at..at + 1, subject: Subject::Before, given: 0..0, content, rule })
}

/// Returns what a verb introduces behind itself.
fn introduced(
    reading: &Reading,
    sentence: &Sentence,
    quotations: &Quotations,
    at: usize,
    lemma: &str,
) -> Option<(Range<usize>, &'static str)> {
    let listed = |list: &str| is_listed(list, lemma);
    let end = sentence.tokens.end;
    let direct = reading.word(at + 1);
    // `told reporters that …`, `said in a statement on Monday that …`: the clause may stand off.
    let that = (at + 1..end.min(at + 14))
        .take_while(|at| !matches!(reading.word(*at), "." | ";" | "which" | "who"))
        .find(|at| reading.word(*at) == "that");
    let near = that.filter(|that| {
        *that == at + 1
            || is_listed("tell say agree announce warn inform stress add state note", lemma)
    });
    if let Some(that) = near {
        return Some((that + 1..end, "a verb of speech before “that”"));
    }
    if listed(WITH_INFINITIVE) {
        let adverb = usize::from(reading.word(at + 2).ends_with("ly"));
        let infinitive = direct == "to" || direct == "on";
        return (infinitive && at + 2 + adverb < end)
            .then_some((at + 2..end, "a verb of agreement before “to”"));
    }
    let quote_at =
        (at + 1..end.min(at + 9)).find(|at| matches!(reading.word(*at), "\"" | "“" | "«"));
    if let Some(quote) = quote_at
        && quotations.share(reading.cover(&(quote..end))) > 50
        && (matches!(reading.word(quote - 1), "," | ":") || quote == at + 1)
    {
        return Some((quote..end, "a verb of speech before a quotation"));
    }
    if direct == ":" && listed(PLAIN) {
        return Some((at + 2..end, "a verb of speech before a colon"));
    }
    let noun = listed(WITH_NOUN)
        && reading.kind(at + 1) == TokenKind::Word
        && !is_listed("by in on at for to with and as up off", direct);
    if noun {
        return Some((at + 1..end, "a verb of speech before what it is about"));
    }
    let clause =
        listed(PLAIN) && begins_clause(reading, skip_circumstance(reading, at + 1, end), end);
    clause
        .then(|| (skip_circumstance(reading, at + 1, end)..end, "a verb of speech before a clause"))
}

/// Skips `Monday`, `on Tuesday`, `in a statement`, `reporters`, a comma after them.
fn skip_circumstance(reading: &Reading, at: usize, end: usize) -> usize {
    let mut next = at;
    if matches!(reading.word(next), "on" | "late" | "early") {
        next += 1;
    }
    if crate::extract::times::calendar::weekday_number(reading.word(next)).is_some() {
        next += 1;
    } else {
        next = at;
    }
    if reading.word(next) == "in" && matches!(reading.word(next + 1), "a" | "an") {
        let stop = (next..end.min(next + 6)).find(|at| {
            matches!(
                reading.word(*at),
                "statement" | "interview" | "speech" | "report" | "letter" | "post"
            )
        });
        next = stop.map_or(next, |at| at + 1);
    }
    if matches!(reading.word(next), "reporters" | "journalists") {
        next += 1;
    }
    next
}

/// Tells whether a clause begins: a subject with a verb somewhere behind it.
fn begins_clause(reading: &Reading, at: usize, end: usize) -> bool {
    let word = reading.word(at);
    let subject = reading.is_capital(at)
        || reading.kind(at) == TokenKind::Number
        || is_listed(
            "the a an he she it they we there this that these those his her its their both \
some no many more most all such about",
            word,
        );
    let noun_only = reading.kind(at) == TokenKind::Word && word.ends_with('s') && word.len() > 4;
    (subject || noun_only) && at + 2 < end
}

/// Reads `…, adding that …`, `…, emphasizing that …`.
fn participle(reading: &Reading, sentence: &Sentence, at: usize, before: &[Cue]) -> Option<Cue> {
    let speaks = !before.is_empty() && matches!(reading.word(at - 1), "," | "and");
    let end = sentence.tokens.end;
    let content = match reading.word(at + 1) {
        "that" => at + 2..end,
        _ if reading.word(at) == "adding" && begins_clause(reading, at + 1, end) => at + 1..end,
        _ => return None,
    };
    speaks.then_some(Cue {
        verb: at..at + 1,
        subject: Subject::Same,
        given: 0..0,
        content,
        rule: "a further verb of the same speaker",
    })
}

fn according(reading: &Reading, sentence: &Sentence, at: usize) -> Option<Cue> {
    if !reading.word(at).eq_ignore_ascii_case("according") || reading.word(at + 1) != "to" {
        return None;
    }
    let end = sentence.tokens.end;
    let initial = at == sentence.tokens.start;
    let stop = (at + 2..end)
        .find(|at| reading.word(*at) == "," && !closes_name(reading, *at))
        .unwrap_or(end);
    let content = if initial { stop + 1..end } else { sentence.tokens.start..at };
    if content.start >= content.end {
        return None;
    }
    let given = at + 2..stop.min(end);
    Some(Cue {
        verb: at..at + 2,
        subject: Subject::Given,
        given,
        content,
        rule: "“according to” somebody",
    })
}

fn closes_name(reading: &Reading, comma: usize) -> bool {
    matches!(reading.word(comma + 1), "Inc." | "Ltd." | "Jr." | "a" | "an")
}

/// Returns the end of what may follow a verb of speech at the end of a sentence: `said Monday`,
/// `told reporters in Graz`.
fn tail_of(reading: &Reading, sentence: &Sentence, at: usize) -> usize {
    (at..sentence.tokens.end)
        .find(|at| matches!(reading.word(*at), "," | ";" | "." | ":" | "“" | "\"" | "—" | "--"))
        .unwrap_or(sentence.tokens.end)
}

/// Returns the comma or closing quote before the subject of a verb that stands behind what is
/// said.
fn trailing_subject_start(reading: &Reading, sentence: &Sentence, verb: usize) -> Option<usize> {
    let earliest = sentence.tokens.start.max(verb.saturating_sub(14));
    let mut at = verb;
    let mut apposition = false;
    while at > earliest {
        at -= 1;
        match reading.word(at) {
            "”" | "\"" | "»"
                if at + 1 == verb
                    || reading.is_capital(at + 1)
                    || is_subject_word(reading.word(at + 1)) =>
            {
                return Some(at + 1);
            }
            "," => {
                let next = reading.word(at + 1);
                let subject = at + 1 == verb
                    || is_subject_word(next)
                    || reading.is_capital(at + 1)
                    || title_end(reading, at + 1, verb).is_some();
                // `X, a retired nurse, said`: go on before the apposition.
                if at + 1 == verb
                    && !apposition
                    && !matches!(reading.word(at.wrapping_sub(1)), "”" | "\"")
                {
                    let said =
                        matches!(reading.word(verb), "said" | "says" | "added" | "wrote" | "asked");
                    let behind = reading.is_capital(verb + 1)
                        || title_end(reading, verb + 1, sentence.tokens.end).is_some()
                        || matches!(reading.word(verb + 1), "the" | "a" | "an" | "one");
                    if said && behind {
                        return Some(at);
                    }
                    apposition = true;
                    continue;
                }
                return subject.then_some(at);
            }
            ";" | ":" | "." | "that" | "which" | "who" | "and" | "but" => return None,
            _ => {}
        }
    }
    None
}

/// Tells whether the tokens behind a verb only say when, where and to whom.
fn quiet_tail(reading: &Reading, from: usize, tail: usize) -> bool {
    from == tail
        || is_listed(
            "on in at late early during after by last this to reporters before when as of \
yesterday today again later with from",
            reading.word(from),
        )
        || reading.is_capital(from)
        || matches!(
            reading.word(from),
            "journalists" | "the" | "me" | "us" | "a" | "an" | "his" | "her"
        ) && matches!(reading.word(from - 1), "told" | "tells")
}

fn is_subject_word(word: &str) -> bool {
    is_listed(
        "he she they it we I the a an one officials police authorities analysts experts \
both some many prosecutors witnesses residents critics sources figures \
according",
        word,
    )
}
