//! Importance: which facts of an article a reader asks for first.
//!
//! Newspapers put first what matters: what the headline and the first paragraph name matters more than
//! what is named often, and what is named often more than what is named once. What people say and do
//! matters as they do. It must not know how the panel shows it.

use std::collections::HashMap;

use crate::document::{BlockKind, Document};
use crate::fact::certainty::Stance;
use crate::fact::entity::EntityId;
use crate::fact::fact::{Fact, FactValue};
use crate::fact::set::FactSet;
use crate::fact::value::CitationKind;
use crate::text::TextRange;

/// For a passage in the headline.
const HEADLINE: u32 = 4000;
/// For a passage in the first paragraph.
const LEAD: u32 = 2000;
/// For every passage in running text.
const MENTION: u32 = 100;
/// For every passage below a picture, in a table, a note or a list of references.
const APPARATUS: u32 = 20;
/// Passages beyond these add nothing, so that frequency alone never outweighs the lead.
const MOST_MENTIONS: usize = 19;
/// By how much less counts what a text itself judges than what it reports.
const COMMENT: u32 = 4;
/// The bytes below which a paragraph is no lead, but a byline or a label.
const SHORTEST_LEAD: u32 = 60;

/// Returns how important each fact of an article is, in the order of the facts; higher is more
/// important, and of equals the one that stands first comes first.
///
/// - A name or an event counts by the headline, the lead and how often it is named; names in datelines,
///   credits and references count little.
/// - A time or quantity counts so too, over all passages that give the same value.
/// - A statement or action counts by where it stands and half as much as the most important of those
///   who say or do it; a comment of the text's own counts less.
/// - A hedge or a citation counts by where it stands.
pub fn importance(document: &Document, facts: &FactSet) -> Vec<u32> {
    let places = Places::new(document, facts);
    let mut values: HashMap<String, Vec<TextRange>> = HashMap::new();
    let mut people: HashMap<EntityId, u32> = HashMap::new();
    for fact in facts.facts() {
        if let Some(value) = value(fact) {
            values.entry(value).or_default().push(fact.range);
        }
        if let FactValue::Entity(entity) = &fact.value {
            people.insert(entity.id, places.weigh(&entity.mentions));
        }
    }
    let values: HashMap<String, u32> =
        values.into_iter().map(|(value, passages)| (value, places.weigh(&passages))).collect();
    let doers = |ids: &mut dyn Iterator<Item = EntityId>| {
        ids.filter_map(|id| people.get(&id)).max().copied().unwrap_or(0) / 2
    };
    let weigh = |fact: &Fact| match &fact.value {
        FactValue::Entity(entity) => people.get(&entity.id).copied().unwrap_or(0),
        FactValue::Time(_) | FactValue::Quantity(_) => {
            value(fact).and_then(|value| values.get(&value)).copied().unwrap_or(0)
        }
        FactValue::Statement(statement) => {
            let holders = statement.holders.iter().filter_map(|holder| holder.entity);
            let own = statement.stance == Stance::Comment && statement.holders.is_empty();
            let share = if own { COMMENT } else { 1 };
            places.weigh(fact.passages()) / share + doers(&mut { holders })
        }
        FactValue::Action(action) => {
            places.weigh(fact.passages()) + doers(&mut action.agents.iter().copied())
        }
        FactValue::Event(_) | FactValue::Hedge(_) | FactValue::Citation(_) => {
            places.weigh(fact.passages())
        }
    };
    facts.facts().iter().map(weigh).collect()
}

/// Returns what two passages share that name the same time or quantity.
fn value(fact: &Fact) -> Option<String> {
    match &fact.value {
        FactValue::Time(time) => Some(format!("{:?} {}", time.kind, time.value)),
        FactValue::Quantity(quantity) => Some(format!("{quantity:?}")),
        _ => None,
    }
}

/// Where the headline, the lead and the apparatus of an article are.
struct Places<'d> {
    document: &'d Document,
    /// The first paragraph of running text that is one.
    lead: Option<TextRange>,
    /// The datelines and credits within running text, in order.
    signatures: Vec<TextRange>,
}

impl<'d> Places<'d> {
    fn new(document: &'d Document, facts: &FactSet) -> Self {
        let lead = document
            .blocks()
            .iter()
            .filter(|block| block.kind == BlockKind::Paragraph)
            .map(|block| block.range)
            .find(|range| u32::from(range.len()) >= SHORTEST_LEAD);
        let signatures = facts.facts().iter().filter(|fact| is_signature(fact));
        Self { document, lead, signatures: signatures.map(|fact| fact.range).collect() }
    }

    fn weigh(&self, passages: &[TextRange]) -> u32 {
        let (mut headline, mut lead, mut often) = (0, 0, 0);
        for (count, passage) in passages.iter().enumerate() {
            let place = self.place(*passage);
            match place {
                Place::Headline => headline = HEADLINE,
                Place::Lead => lead = LEAD,
                Place::Apparatus | Place::Text => {}
            }
            let each = if place == Place::Apparatus { APPARATUS } else { MENTION };
            often += if count < MOST_MENTIONS { each } else { 0 };
        }
        headline + lead + often
    }

    fn place(&self, passage: TextRange) -> Place {
        let block = self.document.block_at(passage.start());
        match block.and_then(|index| self.document.block(index)).map(|block| &block.kind) {
            Some(BlockKind::Title) => return Place::Headline,
            Some(
                BlockKind::Caption
                | BlockKind::Credit
                | BlockKind::Note
                | BlockKind::Reference
                | BlockKind::Table(_),
            ) => return Place::Apparatus,
            _ => {}
        }
        let next = self.signatures.partition_point(|range| range.start() <= passage.start());
        let before = next.checked_sub(1).and_then(|last| self.signatures.get(last));
        match before {
            Some(signature) if signature.contains_range(passage) => Place::Apparatus,
            _ if self.lead.is_some_and(|range| range.contains_range(passage)) => Place::Lead,
            _ => Place::Text,
        }
    }
}

/// What a passage stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The headline.
    Headline,
    /// The first paragraph.
    Lead,
    /// A dateline or credit, or what stands below a picture, in a table, a note or a list of references.
    Apparatus,
    /// Running text.
    Text,
}

/// Tells whether a fact is where a text says by whom and where it was written.
fn is_signature(fact: &Fact) -> bool {
    let FactValue::Citation(citation) = &fact.value else { return false };
    matches!(citation.kind, CitationKind::Dateline | CitationKind::Credit)
}

#[cfg(test)]
mod tests {
    use super::{FactSet, importance};
    use crate::document::{BlockKind, Document, DocumentBuilder};
    use crate::fact::certainty::{Certainty, Stance};
    use crate::fact::entity::{Entity, EntityId, EntityKind};
    use crate::fact::fact::{Fact, FactValue};
    use crate::fact::provenance::Provenance;
    use crate::fact::value::{
        Citation, CitationKind, Holder, Statement, StatementForm, Time, TimeKind,
    };
    use crate::text::{TextRange, range};

    const TITLE: &str = "Ruiz opens bridge";
    const LEAD: &str =
        "On Monday Berg and Ruiz opened the bridge over the wide river at the town of Graz.";
    const REST: &str =
        "Orr came, Orr saw, Orr spoke of it on Tuesday and on Tuesday only, Berg left.";

    fn document() -> Document {
        let mut builder = DocumentBuilder::new();
        builder.simple(BlockKind::Title, TITLE);
        builder.simple(BlockKind::Credit, "By Ada Lund");
        builder.simple(BlockKind::Paragraph, LEAD);
        builder.simple(BlockKind::Paragraph, REST);
        builder.finish().unwrap()
    }

    fn passages(document: &Document, words: &str) -> Vec<TextRange> {
        let found = document.text().match_indices(words);
        found.map(|(at, _)| range(at, at + words.len())).collect()
    }

    fn fact(range: TextRange, value: FactValue) -> Fact {
        Fact { range, value, provenance: Provenance::new("test", 100) }
    }

    fn person(document: &Document, id: u32, name: &str) -> Fact {
        let mentions = passages(document, name);
        let kind = EntityKind::Person;
        let entity =
            Entity { id: EntityId(id), kind, name: name.to_owned(), roles: Vec::new(), mentions };
        fact(entity.mentions[0], FactValue::Entity(entity))
    }

    fn days(document: &Document, words: &str) -> Vec<Fact> {
        let time = Time { kind: TimeKind::Point, value: words.to_owned() };
        let all = passages(document, words);
        all.into_iter().map(|range| fact(range, FactValue::Time(time.clone()))).collect()
    }

    fn said(document: &Document, words: &str, holder: u32) -> Fact {
        let range = passages(document, words)[0];
        let holders = vec![Holder { range, entity: Some(EntityId(holder)) }];
        let statement = Statement {
            form: StatementForm::Indirect,
            certainty: Certainty::Attributed,
            stance: Stance::Report,
            holders,
            cue: None,
        };
        fact(range, FactValue::Statement(statement))
    }

    /// Returns the words of the facts of one sort, most important first.
    fn order(document: &Document, facts: Vec<Fact>) -> Vec<&str> {
        let set = FactSet::new(facts);
        let weights = importance(document, &set);
        assert_eq!(weights.len(), set.facts().len());
        let mut all: Vec<_> = set.facts().iter().zip(weights).collect();
        all.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
        all.iter().map(|(fact, _)| document.slice(fact.range)).collect()
    }

    #[test]
    fn the_headline_goes_before_the_lead_and_the_lead_before_frequency() {
        let document = document();
        let people = ["Lund", "Orr", "Berg", "Ruiz"];
        let facts = (0..).zip(people).map(|(id, name)| person(&document, id, name)).collect();
        assert_eq!(order(&document, facts), ["Ruiz", "Berg", "Orr", "Lund"]);
    }

    #[test]
    fn who_signs_an_article_is_not_what_it_is_about() {
        let mut builder = DocumentBuilder::new();
        let lead =
            "GRAZ, May 3 (Berg) -- The bridge over the wide river was opened by Orr on Tuesday.";
        builder.simple(BlockKind::Paragraph, lead);
        builder.simple(BlockKind::Paragraph, "Berg saw it. Orr left.");
        let document = builder.finish().unwrap();
        let dateline = Citation {
            kind: CitationKind::Dateline,
            publisher: None,
            title: None,
            author: None,
            date: None,
            page: None,
        };
        let people = || vec![person(&document, 0, "Berg"), person(&document, 1, "Orr")];
        assert_eq!(order(&document, people()), ["Berg", "Orr"]);
        let signed = passages(&document, "GRAZ, May 3 (Berg)")[0];
        let facts = [people(), vec![fact(signed, FactValue::Citation(dateline))]].concat();
        assert_eq!(order(&document, facts), ["Orr", "Berg", "GRAZ, May 3 (Berg)"]);
    }

    #[test]
    fn times_count_by_all_that_give_their_value() {
        let document = document();
        let tuesdays = days(&document, "Tuesday");
        assert_eq!(order(&document, tuesdays.clone()), ["Tuesday", "Tuesday"]);
        let both = [tuesdays, days(&document, "Monday")].concat();
        assert_eq!(order(&document, both), ["Monday", "Tuesday", "Tuesday"]);
        let rare = [days(&document, "saw"), days(&document, "Tuesday")].concat();
        assert_eq!(order(&document, rare), ["Tuesday", "Tuesday", "saw"]);
    }

    #[test]
    fn what_is_said_counts_as_who_says_it() {
        let document = document();
        let facts = vec![
            person(&document, 0, "Ruiz"),
            person(&document, 1, "Orr"),
            said(&document, "Orr saw", 1),
            said(&document, "Berg left", 0),
        ];
        assert_eq!(order(&document, facts), ["Ruiz", "Berg left", "Orr", "Orr saw"]);
    }

    #[test]
    fn an_empty_article_weighs_nothing() {
        assert!(importance(&Document::default(), &FactSet::default()).is_empty());
    }
}
