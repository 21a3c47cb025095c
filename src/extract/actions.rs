//! Actions: who did what, from the verbs of clauses in the past, active and passive.
//!
//! A subject that is a name, several names, a pronoun that can be followed, or people without a name; a
//! verb in the past; what stands behind it up to the end of the clause. A second verb behind `and` has the
//! same subject. In the passive the subject is what it was done to, and who did it stands behind `by`.
//! What is denied, or may only come, was not done.

pub(crate) mod object;
pub(crate) mod verb;

use std::ops::Range;

use crate::extract::actions::object::{doer, is_speech, object};
use crate::extract::actions::verb::{Doing, doing, is_news, stands_alone};
use crate::extract::entities::Entities;
use crate::extract::hedges::FoundHedge;
use crate::extract::lists::is_listed;
use crate::extract::reading::{Place, Reading};
use crate::extract::statements::FoundStatement;
use crate::extract::statements::context::Context;
use crate::extract::statements::holder::{Holders, Named};
use crate::extract::statements::quotation::Quotations;
use crate::extract::statements::subject::subject_before;
use crate::extract::statements::view::View;
use crate::extract::statements::voice::Voice;
use crate::fact::{Action, Certainty, EntityId};
use crate::text::{TextRange, TextSize};

/// An action found in a text.
#[derive(Clone, Debug)]
pub(crate) struct FoundAction {
    /// The verb with what it was done to; with who did it, if that is nobody known.
    pub(crate) range: TextRange,
    /// Who did what.
    pub(crate) action: Action,
}

/// The rule by which actions are found.
pub(crate) const RULE: &str = "a verb in the past with its subject";

/// Finds the actions of running text and captions.
pub(crate) fn actions(
    reading: &Reading,
    entities: &Entities,
    statements: &[FoundStatement],
    hedges: &[FoundHedge],
) -> Vec<FoundAction> {
    let mut context = Context::new(entities);
    let mut found = Vec::new();
    let mut block = usize::MAX;
    let mut quotations = Quotations::default();
    for sentence in &reading.sentences {
        if !matches!(sentence.place, Place::Body | Place::Caption) {
            continue;
        }
        let from = found.len();
        if sentence.block != block {
            block = sentence.block;
            quotations = Quotations::of(reading, block, &quotations);
        }
        let view = View { reading, entities, quotations: &quotations, sentence };
        of_sentence(&Holders { view, context: &context }, &mut found);
        context.read(entities, sentence.range);
        for action in &mut found[from..] {
            let (range, verb) = (action.range, action.action.verb);
            action.action.certainty = certainty(range, verb, statements, hedges);
        }
    }
    found
}

fn certainty(
    range: TextRange,
    verb: TextRange,
    statements: &[FoundStatement],
    hedges: &[FoundHedge],
) -> Certainty {
    let first = hedges.partition_point(|hedge| hedge.range.end() <= range.start());
    // `who reportedly fled`: the doubt stands right before the verb.
    let uncertain = hedges[first..].iter().take(4).any(|hedge| {
        range.contains_range(hedge.cue) || hedge.cue.end() + TextSize::from(1) == verb.start()
    });
    let end = statements.partition_point(|statement| statement.range.start() <= range.start());
    let attributed = statements[end.saturating_sub(4)..end].iter().any(|statement| {
        statement.range.contains_range(range)
            && statement.statement.certainty == Certainty::Attributed
    });
    match (uncertain, attributed) {
        (true, _) => Certainty::Hedged,
        (_, true) => Certainty::Attributed,
        _ => Certainty::Asserted,
    }
}

/// Who is the subject of a verb.
#[derive(Clone)]
struct Doer {
    named: Named,
    words: Range<usize>,
}

impl Doer {
    fn agents(&self) -> Vec<EntityId> {
        self.named.named.iter().filter_map(|holder| holder.entity).collect()
    }
}

fn of_sentence(holders: &Holders, found: &mut Vec<FoundAction>) {
    let (reading, sentence) = (holders.view.reading, holders.view.sentence);
    let mut at = sentence.tokens.start + 1;
    while at < sentence.tokens.end {
        let doing = if holders.view.is_quoted(at) { None } else { doing(reading, sentence, at) };
        at = match doing {
            Some(Doing::Active) => active(holders, at, found),
            Some(Doing::Passive(helper)) => passive(holders, helper, at, found),
            None => at + 1,
        };
    }
}

/// Reads a verb with who does it, and the verbs joined to it; returns where to go on.
fn active(holders: &Holders, verb: usize, found: &mut Vec<FoundAction>) -> usize {
    let (reading, sentence) = (holders.view.reading, holders.view.sentence);
    let Some(doer) = subject(holders, verb) else { return verb + 1 };
    let mut at = verb;
    loop {
        let object = object(reading, sentence, at + 1);
        // `agreed that` introduces what is said, and nothing that is done.
        let says = reading.word(at + 1) == "that";
        let whole = !object.is_empty() || stands_alone(reading.word(at));
        if whole && !is_speech(reading, at, &object) && !says {
            found.push(done(reading, &doer, at, &object));
        }
        let next = object.end.max(at + 1);
        let adverbs = usize::from(reading.word(next + 1).ends_with("ly"));
        let second = next + 1 + adverbs;
        let joined = reading.word(next) == "and"
            && second < sentence.tokens.end
            && doing(reading, sentence, second) == Some(Doing::Active);
        if !joined {
            return next;
        }
        at = second;
    }
}

fn subject(holders: &Holders, verb: usize) -> Option<Doer> {
    let subject = subject_before(&holders.view, verb)?;
    if subject.negated || subject.modal || subject.shared {
        return None;
    }
    if is_alleged(holders.view.reading, subject.tokens.start, holders.view.start()) {
        return None;
    }
    let named = holders.of(&subject.tokens)?;
    // A capital alone at the start of a sentence makes no name.
    let opens = subject.tokens == (holders.view.start()..holders.view.start() + 1);
    let acts = matches!(named.voice, Voice::Known | Voice::People)
        || named.voice == Voice::Stranger && !opens;
    // `they` and the like without anybody to point to say nothing to a reader.
    let empty =
        subject.tokens.len() == 1 && named.named.iter().all(|holder| holder.entity.is_none());
    (acts && !(empty && named.voice == Voice::Known))
        .then_some(Doer { named, words: subject.tokens })
}

/// Tells whether nobody named claims the clause that begins at a token: `it is alleged that he fled`.
fn is_alleged(reading: &Reading, clause: usize, start: usize) -> bool {
    let that = usize::from(clause > start && reading.word(clause - 1) == "that");
    let Some(claim) = clause.checked_sub(1 + that).filter(|claim| *claim > start) else {
        return false;
    };
    is_listed(
        "alleged claimed suspected believed thought rumored rumoured feared assumed reported understood",
        reading.word(claim),
    ) && is_listed("is was been being are were", reading.word(claim - 1))
}

fn done(reading: &Reading, doer: &Doer, verb: usize, object: &Range<usize>) -> FoundAction {
    let words = reading.cover(&(verb..verb + 1));
    let object = (!object.is_empty()).then(|| reading.cover(object));
    let agents = doer.agents();
    let mut range = object.map_or(words, |object| words.cover(object));
    if agents.is_empty() {
        range = range.cover(reading.cover(&doer.words));
    }
    let action = Action { agents, verb: words, object, certainty: Certainty::Asserted };
    FoundAction { range, action }
}

/// Reads what was done to a subject; returns where to go on.
fn passive(holders: &Holders, helper: usize, verb: usize, found: &mut Vec<FoundAction>) -> usize {
    let view = &holders.view;
    let (reading, sentence) = (view.reading, view.sentence);
    let Some(subject) = subject_before(view, verb) else { return verb + 1 };
    if subject.negated || subject.modal || subject.shared {
        return verb + 1;
    }
    let by = doer(reading, sentence, verb + 1);
    let agents: Vec<_> = by.as_ref().map(|words| holders.entities(words)).unwrap_or_default();
    let patient = holders.of(&subject.tokens);
    let of_note = patient
        .is_some_and(|named| matches!(named.voice, Voice::Known | Voice::People | Voice::Paper));
    if agents.is_empty() && !(of_note && is_news(reading.word(verb))) {
        return verb + 1;
    }
    let words = reading.cover(&(helper..verb + 1));
    let object = reading.cover(&subject.tokens);
    let end = by.map_or(words, |by| words.cover(reading.cover(&by)));
    let range = if agents.is_empty() { object.cover(words) } else { object.cover(end) };
    let action =
        Action { agents, verb: words, object: Some(object), certainty: Certainty::Asserted };
    found.push(FoundAction { range, action });
    verb + 1
}

#[cfg(test)]
mod tests {
    use crate::document::{BlockKind, DocumentBuilder};
    use crate::extract::extract;
    use crate::fact::{Certainty, FactValue};

    fn found(text: &str) -> Vec<String> {
        let mut builder = DocumentBuilder::new();
        builder.simple(BlockKind::Paragraph, text);
        let document = builder.finish().unwrap();
        let set = extract(&document);
        set.facts()
            .iter()
            .filter_map(|fact| match &fact.value {
                FactValue::Action(action) => {
                    let agents: Vec<_> = action
                        .agents
                        .iter()
                        .filter_map(|id| set.entity(*id))
                        .map(|entity| entity.name.as_str())
                        .collect();
                    let object = action.object.map_or("", |object| document.slice(object));
                    Some(format!(
                        "{} | {} | {object}",
                        agents.join("+"),
                        document.slice(action.verb)
                    ))
                }
                _ => None,
            })
            .collect()
    }

    #[test]
    fn a_doubt_before_the_verb_is_one_of_what_was_done() {
        let mut builder = DocumentBuilder::new();
        let text = "Police arrested Mayor Ana Ruiz, who reportedly hid papers.";
        builder.simple(BlockKind::Paragraph, text);
        let set = extract(&builder.finish().unwrap());
        let certain: Vec<_> = set
            .facts()
            .iter()
            .filter_map(|fact| match &fact.value {
                FactValue::Action(action) => Some(action.certainty),
                _ => None,
            })
            .collect();
        assert_eq!(certain, [Certainty::Asserted, Certainty::Hedged]);
    }

    #[test]
    fn somebody_does_something() {
        let table: &[(&str, &[&str])] = &[
            (
                "Mayor Ana Ruiz and Governor Olof Berg signed a treaty and jointly opened a bridge.",
                &[
                    "Ana Ruiz+Olof Berg | signed | a treaty",
                    "Ana Ruiz+Olof Berg | opened | a bridge",
                ],
            ),
            ("Siemens bought a rival, which fell.", &["Siemens | bought | a rival"]),
            ("Mayor Ana Ruiz was elected. The road closed.", &[" | was elected | Mayor Ana Ruiz"]),
            (
                "The treaty was signed on Monday by Mayor Ana Ruiz and Governor Olof Berg.",
                &["Ana Ruiz+Olof Berg | was signed | The treaty"],
            ),
            ("Three men were killed in the blast.", &[" | were killed | Three men"]),
            ("The song was loved by all.", &[]),
            ("Police arrested two men in Graz.", &[" | arrested | two men in Graz"]),
            ("Mayor Ana Ruiz did not sign the treaty.", &[]),
            ("Mayor Ana Ruiz has not signed the treaty.", &[]),
            ("Mayor Ana Ruiz will cut the tax.", &[]),
            ("The treaty will be signed by Mayor Ana Ruiz.", &[]),
            (
                "Mayor Ana Ruiz, who founded Siemens, resigned.",
                &["Ana Ruiz | founded | Siemens", "Ana Ruiz | resigned | "],
            ),
            ("Mayor Ana Ruiz agreed to sell the mill.", &["Ana Ruiz | agreed | to sell the mill"]),
            ("Mayor Ana Ruiz agreed that it was late.", &[]),
            ("It is alleged that Mayor Ana Ruiz burned papers.", &[]),
            ("Costs rose more than Mayor Ana Ruiz envisioned.", &[]),
            (
                "Siemens sued Greenpeace and won damages.",
                &["Siemens | sued | Greenpeace", "Siemens | won | damages"],
            ),
            ("Storms left fallen trees, flooded roads and cold.", &[]),
            ("Mayor Ana Ruiz expressed hope and voiced concern.", &[]),
            ("Prices rose in Graz.", &[]),
            (
                "Governor Olof Berg was appointed by Mayor Ana Ruiz.",
                &["Ana Ruiz | was appointed | Governor Olof Berg"],
            ),
            ("Mayor Ana Ruiz said it rained.", &[]),
            ("Mayor Ana Ruiz made the remarks in Graz.", &[]),
            (
                "Mayor Ana Ruiz visited towns such as Graz as well as Linz as rain fell.",
                &["Ana Ruiz | visited | towns such as Graz as well as Linz"],
            ),
            (
                "Mayor Ana Ruiz met Governor Olof Berg. The two countries built a canal.",
                &["Ana Ruiz | met | Governor Olof Berg", " | built | a canal"],
            ),
        ];
        for (text, expected) in table {
            assert_eq!(found(text), *expected, "{text}");
        }
    }
}
