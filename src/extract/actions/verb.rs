//! Verbs of doing: which words say that somebody did something, or that it was done.
//!
//! Pasts and participles by their form, less those that say what somebody said, was or felt. It must not
//! know who did it.

use crate::extract::clause::{is_adverb, is_irregular_past};
use crate::extract::lists::is_listed;
use crate::extract::reading::{Place, Reading, Sentence};
use crate::extract::statements::verb::verb;
use crate::extract::token::TokenKind;

/// How a verb says that something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doing {
    /// Its subject did it.
    Active,
    /// It was done to its subject; the verb begins with the helping verb at the token.
    Passive(usize),
}

/// Verbs in the past that say what somebody was, had or felt, or how something moved by itself.
const NOT_ACTIONS: &str = " seemed appeared remained wanted needed liked feared hoped wished lived looked used named called based related \
    united limited involved concerned expected lauded described continued saw got said told knew thought felt came \
    went became stood sat lay fell rose grew cost meant heard understood saw ended stayed belonged consisted differed \
    depended existed happened occurred lasted mattered owed resembled served tended turned waited walked slept ached \
    loved hated enjoyed preferred regarded considered doubted worried cared lacked deserved contained included reflected \
    represented involved marked showed seemed appeared began started spoke talked tried managed happened let had did was \
    were been being experienced suffered faced gained increased decreased declined dropped climbed slid soared jumped \
    surged tumbled plunged weighed measured ranked averaged totaled totalled stretched spanned ran hundred indeed \
    blamed deplored shared fed bled ate drank drew bore wore tied aged armed bearded ";

/// Words in `ed` that are no pasts.
const NOT_PASTS: &str = " need feed seed shed speed breed creed reed weed bleed exceed proceed succeed indeed hundred sacred \
    naked wicked ";

/// Verbs of saying that also do what they say.
const SPEECH_ACTS: &str = " agree pledge promise vow announce confirm find write approve propose demand reject deny condemn \
    accuse urge decide discover reveal criticize criticise praise welcome denounce publish post hold hail recommend \
    acknowledge commit threaten request disclose accept begin write hold vote convince persuade ";

/// Participles that do not end in `ed` and are no pasts.
const PARTICIPLES: &str = " taken given chosen written drawn stolen sworn thrown broken driven beaten shaken \
    forgiven forbidden frozen hidden overthrown overtaken undertaken withdrawn torn worn ";

/// Passives worth noting where nobody is said to have done it.
const NEWS: &str = " killed injured wounded hurt arrested detained charged sentenced convicted acquitted jailed released freed \
    appointed elected named sworn nominated dismissed fired sacked ousted replaced promoted approved rejected \
    passed adopted signed ratified launched opened closed shut founded established inaugurated evacuated rescued \
    shot stabbed struck hit attacked bombed destroyed damaged sold bought acquired awarded banned suspended \
    cancelled canceled postponed delayed extradited deported expelled executed buried found recovered seized \
    confiscated fined sued indicted impeached abducted kidnapped hospitalized hospitalised taken held drafted \
    built demolished halted grounded derailed hanged kidnapped moved renamed revived restored agreed reached ";

/// Verbs that say what somebody did without anything it was done to.
const ALONE: &str = " resigned died fled surrendered retired won lost returned arrived departed left landed escaped \
    collapsed closed opened shut voted withdrew rallied rebounded crashed exploded drowned married divorced \
    quit sank erupted recovered scored intervened abstained apologized apologised refused retreated advanced \
    qualified survived merged folded graduated ";

/// Forms in the present that captions use for what their picture shows.
const PRESENT: &str = " co-chairs chairs signs meets attends visits opens receives addresses delivers holds inspects greets \
    welcomes presides celebrates casts arrives leaves ";

/// Tells how a word says that something is done; nothing if it does not.
pub(crate) fn doing(reading: &Reading, sentence: &Sentence, at: usize) -> Option<Doing> {
    let word = reading.word(at);
    let lower = reading.kind(at) == TokenKind::Word && word.starts_with(char::is_lowercase);
    if !lower || at <= sentence.tokens.start {
        return None;
    }
    let past = word.len() > 3 && word.ends_with("ed") && !is_listed(NOT_PASTS, word)
        || is_irregular_past(word);
    if let Some(helper) = helper(reading, sentence, at) {
        let participle = past || is_listed(PARTICIPLES, word);
        let firm = is_listed("was were been being", reading.word(helper));
        let future = matches!(reading.word(at + 1), "to");
        return (participle && firm && !future).then_some(Doing::Passive(helper));
    }
    let before = reading.word(at - 1);
    let noun = is_listed(
        "the a an by of to not be is are was were its his her their this that for with in on from more most \
as so very too such than no any some",
        before,
    ) || reading.kind(at - 1) == TokenKind::Possessive;
    let participle = matches!(reading.word(at + 1), "by");
    let shown = sentence.place == Place::Caption && is_listed(PRESENT, word);
    let spoken = is_listed(NOT_ACTIONS, word)
        || verb(word).is_some_and(|verb| !is_listed(SPEECH_ACTS, verb.lemma));
    ((past && !spoken || shown) && !noun && !participle).then_some(Doing::Active)
}

/// Tells whether a verb says enough without an object.
pub(crate) fn stands_alone(word: &str) -> bool {
    is_listed(ALONE, word)
}

/// Tells whether a passive is worth noting where nobody is said to have done it.
pub(crate) fn is_news(word: &str) -> bool {
    is_listed(NEWS, word)
}

/// Returns the form of `be` before a participle.
fn helper(reading: &Reading, sentence: &Sentence, at: usize) -> Option<usize> {
    let mut before = at;
    while before > sentence.tokens.start && is_adverb(reading.word(before - 1)) {
        before -= 1;
    }
    let helper = before.checked_sub(1).filter(|at| *at >= sentence.tokens.start)?;
    is_listed("was were been being be is are", reading.word(helper)).then_some(helper)
}
