//! Actions: who did what, from the main verbs of clauses in the past.
//!
//! A subject that is a name, several names, or a pronoun that can be followed; a verb in the past; what
//! stands behind it up to the end of the clause. A second verb behind `and` has the same subject.

use std::ops::Range;

use crate::extract::entities::Entities;
use crate::extract::hedges::FoundHedge;
use crate::extract::lists::is_listed;
use crate::extract::reading::{Place, Reading, Sentence};
use crate::extract::statements::FoundStatement;
use crate::extract::statements::context::Context;
use crate::extract::statements::holder::Holders;
use crate::extract::statements::quotation::Quotations;
use crate::extract::statements::subject::subject_before;
use crate::extract::statements::view::View;
use crate::extract::token::TokenKind;
use crate::fact::{Action, Certainty, EntityId};
use crate::text::TextRange;

/// An action found in a text.
#[derive(Clone, Debug)]
pub(crate) struct FoundAction {
    /// From the verb to the end of what it was done to.
    pub(crate) range: TextRange,
    /// Who did what.
    pub(crate) action: Action,
}

/// The rule by which actions are found.
pub(crate) const RULE: &str = "a name before a verb in the past";

/// Past forms that do not end in `ed`.
const IRREGULAR: &str = " won lost met made took held bought sold struck hit shot led began gave sent left cut set beat \
    built fought found brought caught drew drove fell flew froze got grew hid kept laid paid put quit ran rose sank saw \
    shut spent stole swept swore threw withdrew wrote chose broke sought taught overthrew undertook forbade ";

/// Verbs in the past that say what somebody said or was, which is no action.
const NOT_ACTIONS: &str = " said added noted stressed argued insisted claimed explained warned believed suggested admitted \
    stated remarked replied responded recalled expressed emphasized emphasised underscored underlined highlighted \
    seemed appeared remained wanted needed liked feared hoped wished lived looked used named called based related \
    united limited involved concerned expected reiterated praised lauded underscored told asked articulated affirmed \
    reaffirmed voiced predicted estimated reported described continued denied saw got ";

/// Forms in the present that captions use for what their picture shows.
const PRESENT: &str = " co-chairs chairs signs meets attends visits opens receives addresses delivers holds inspects greets \
    welcomes presides celebrates casts arrives leaves ";

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
            action.action.certainty = certainty(action.range, statements, hedges);
        }
    }
    found
}

fn certainty(range: TextRange, statements: &[FoundStatement], hedges: &[FoundHedge]) -> Certainty {
    let first = hedges.partition_point(|hedge| hedge.range.end() <= range.start());
    let uncertain = hedges[first..].iter().take(4).any(|hedge| range.contains_range(hedge.cue));
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

fn of_sentence(holders: &Holders, found: &mut Vec<FoundAction>) {
    let (reading, sentence) = (holders.view.reading, holders.view.sentence);
    let mut at = sentence.tokens.start + 1;
    while at < sentence.tokens.end {
        let agents = if is_action_verb(reading, sentence, at) { agents(holders, at) } else { None };
        let Some(agents) = agents else {
            at += 1;
            continue;
        };
        let object = object(reading, sentence, at + 1);
        if !is_speech(reading, at, &object) {
            found.push(action(reading, agents.clone(), at, &object));
        }
        at = object.end.max(at + 1);
        // `signed a treaty and jointly opened a bridge`
        if reading.word(at) == "and" {
            let adverbs = usize::from(reading.word(at + 1).ends_with("ly"));
            let second = at + 1 + adverbs;
            if is_action_verb(reading, sentence, second) && second < sentence.tokens.end {
                let object = self::object(reading, sentence, second + 1);
                found.push(action(reading, agents, second, &object));
                at = object.end.max(second + 1);
            }
        }
    }
}

/// Returns the entities that are the subject of a verb; nothing if they are not known.
fn agents(holders: &Holders, verb: usize) -> Option<Vec<EntityId>> {
    let subject = subject_before(&holders.view, verb)?;
    Some(holders.entities(&subject.tokens)).filter(|agents| !agents.is_empty())
}

fn action(
    reading: &Reading,
    agents: Vec<EntityId>,
    verb: usize,
    object: &Range<usize>,
) -> FoundAction {
    let verb_range = reading.cover(&(verb..verb + 1));
    let object = (!object.is_empty()).then(|| reading.cover(object));
    let range = object.map_or(verb_range, |object| verb_range.cover(object));
    FoundAction {
        range,
        action: Action { agents, verb: verb_range, object, certainty: Certainty::Asserted },
    }
}

fn is_action_verb(reading: &Reading, sentence: &Sentence, at: usize) -> bool {
    let word = reading.word(at);
    if reading.kind(at) != TokenKind::Word
        || !word.starts_with(char::is_lowercase)
        || is_listed(NOT_ACTIONS, word)
    {
        return false;
    }
    let past = (word.ends_with("ed") && word.len() > 4) || is_listed(IRREGULAR, word);
    let shown = sentence.place == Place::Caption && is_listed(PRESENT, word);
    let before = reading.word(at.wrapping_sub(1));
    let passive = is_listed("was were is are been be being the a an by of to not", before);
    let participle = matches!(reading.word(at + 1), "by");
    (past || shown) && !passive && !participle
}

/// Returns the tokens of what a verb is done to: up to a mark, another clause or a second verb.
fn object(reading: &Reading, sentence: &Sentence, at: usize) -> Range<usize> {
    let mut end = at;
    while end < sentence.tokens.end {
        let word = reading.word(end);
        let mark = reading.kind(end) == TokenKind::Mark && !is_listed("“ ” \" & $ € £ - / %", word);
        let clause = is_listed(
            "which who while after before because when but as since until although",
            word,
        ) && !is_listing(reading, end);
        let adverb = usize::from(reading.word(end + 1).ends_with("ly"));
        let second = word == "and" && is_action_verb(reading, sentence, end + 1 + adverb);
        if mark || clause && end > at || second {
            break;
        }
        end += 1;
    }
    at..end
}

/// Tells whether `as` goes on with what stands before it: `such as`, `as well as`.
fn is_listing(reading: &Reading, at: usize) -> bool {
    let (before, next) = (reading.word(at.wrapping_sub(1)), reading.word(at + 1));
    reading.word(at) == "as"
        && (before == "such" || before == "well" || next == "well" && reading.word(at + 2) == "as")
}

/// Tells whether a verb with its object only says that somebody spoke: `made the remarks`.
fn is_speech(reading: &Reading, verb: usize, object: &Range<usize>) -> bool {
    let light = matches!(reading.word(verb), "made" | "gave" | "delivered" | "issued");
    light
        && object.clone().take(5).any(|at| {
            is_listed(
                "remark remarks comment comments statement statements announcement assertion claim",
                reading.word(at),
            )
        })
}

#[cfg(test)]
mod tests {
    use crate::document::{BlockKind, DocumentBuilder};
    use crate::extract::extract;
    use crate::fact::FactValue;

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
            ("Mayor Ana Ruiz was elected. The road closed.", &[]),
            ("Mayor Ana Ruiz said it rained.", &[]),
            ("Mayor Ana Ruiz made the remarks in Graz.", &[]),
            (
                "Mayor Ana Ruiz visited towns such as Graz as well as Linz as rain fell.",
                &["Ana Ruiz | visited | towns such as Graz as well as Linz"],
            ),
            (
                "Mayor Ana Ruiz met Governor Olof Berg. The two countries built a canal.",
                &["Ana Ruiz | met | Governor Olof Berg"],
            ),
        ];
        for (text, expected) in table {
            assert_eq!(found(text), *expected, "{text}");
        }
    }
}
