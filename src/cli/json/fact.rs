//! What an article says, as `sidelight facts --format json` prints it.

use jiff::civil::Date;
use serde::Serialize;

use crate::cli::json::place::{Place, places};
use crate::document::Document;
use crate::fact::{
    Action, Amount, Citation, Entity, EntityId, Event, Fact, FactSet, FactValue, Hedge, Modifier,
    Quantity, Statement, Time,
};

/// The facts of one article.
#[derive(Debug, Serialize)]
pub struct FactsJson<'a> {
    path: &'a str,
    title: Option<&'a str>,
    published: Option<Date>,
    language: Option<&'a str>,
    text: &'a str,
    entities: Vec<EntityJson<'a>>,
    times: Vec<TimeJson<'a>>,
    quantities: Vec<QuantityJson<'a>>,
    events: Vec<EventJson<'a>>,
    statements: Vec<StatementJson>,
    hedges: Vec<HedgeJson>,
    actions: Vec<ActionJson>,
    citations: Vec<CitationJson<'a>>,
}

impl<'a> FactsJson<'a> {
    /// Sorts the facts of an article into lists; `path` is what the user called it.
    pub fn new(path: &'a str, document: &'a Document, facts: &'a FactSet) -> Self {
        let metadata = document.metadata();
        let mut json = Self {
            path,
            title: metadata.title.as_ref().map(|title| title.text.as_str()),
            published: metadata.published,
            language: metadata.language.as_deref(),
            text: document.text(),
            entities: Vec::new(),
            times: Vec::new(),
            quantities: Vec::new(),
            events: Vec::new(),
            statements: Vec::new(),
            hedges: Vec::new(),
            actions: Vec::new(),
            citations: Vec::new(),
        };
        for fact in facts.facts() {
            json.add(fact);
        }
        json
    }

    fn add(&mut self, fact: &'a Fact) {
        let place = Place::from(fact.range);
        match &fact.value {
            FactValue::Entity(entity) => self.entities.push(EntityJson::from(entity)),
            FactValue::Time(time) => self.times.push(TimeJson::new(place, time)),
            FactValue::Quantity(quantity) => {
                self.quantities.push(QuantityJson::new(place, quantity));
            }
            FactValue::Event(event) => self.events.push(EventJson::from(event)),
            FactValue::Statement(statement) => {
                self.statements.push(StatementJson::new(place, statement));
            }
            FactValue::Hedge(Hedge { cue }) => {
                self.hedges.push(HedgeJson { place, cue: (*cue).into() });
            }
            FactValue::Action(action) => self.actions.push(ActionJson::new(place, action)),
            FactValue::Citation(citation) => {
                self.citations.push(CitationJson::new(place, citation));
            }
        }
    }
}

#[derive(Debug, Serialize)]
struct EntityJson<'a> {
    id: String,
    kind: &'static str,
    name: &'a str,
    roles: Vec<&'a str>,
    mentions: Vec<Place>,
}

impl<'a> From<&'a Entity> for EntityJson<'a> {
    fn from(entity: &'a Entity) -> Self {
        Self {
            id: entity.id.to_string(),
            kind: entity.kind.name(),
            name: &entity.name,
            roles: entity.roles.iter().map(|role| role.text.as_str()).collect(),
            mentions: places(&entity.mentions),
        }
    }
}

#[derive(Debug, Serialize)]
struct TimeJson<'a> {
    #[serde(flatten)]
    place: Place,
    value: &'a str,
    kind: &'static str,
}

impl<'a> TimeJson<'a> {
    fn new(place: Place, time: &'a Time) -> Self {
        Self { place, value: &time.value, kind: time.kind.name() }
    }
}

#[derive(Debug, Serialize)]
struct QuantityJson<'a> {
    #[serde(flatten)]
    place: Place,
    kind: &'static str,
    value: Number,
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modifier: Option<&'static str>,
}

impl<'a> QuantityJson<'a> {
    fn new(place: Place, quantity: &'a Quantity) -> Self {
        let value = match quantity.amount {
            Amount::Exact(number) => Number::One(exact(number)),
            Amount::Between(low, high) => Number::Between([exact(low), exact(high)]),
        };
        Self {
            place,
            kind: quantity.kind.name(),
            value,
            unit: quantity.unit.as_deref(),
            modifier: quantity.modifier.map(Modifier::name),
        }
    }
}

/// One number, or the lowest and the highest.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Number {
    One(serde_json::Value),
    Between([serde_json::Value; 2]),
}

/// Writes whole numbers without a fraction.
fn exact(number: f64) -> serde_json::Value {
    // Beyond 2^53 not every whole number is one of a float any more.
    #[allow(clippy::cast_possible_truncation)]
    if number.fract() == 0.0 && number.abs() < 9.0e15 {
        (number as i64).into()
    } else {
        number.into()
    }
}

#[derive(Debug, Serialize)]
struct EventJson<'a> {
    name: &'a str,
    participants: Vec<String>,
    place: Option<String>,
    time: Option<&'a str>,
    mentions: Vec<Place>,
}

impl<'a> From<&'a Event> for EventJson<'a> {
    fn from(event: &'a Event) -> Self {
        Self {
            name: &event.name,
            participants: ids(&event.participants),
            place: event.place.map(|id| id.to_string()),
            time: event.time.as_deref(),
            mentions: places(&event.mentions),
        }
    }
}

#[derive(Debug, Serialize)]
struct StatementJson {
    #[serde(flatten)]
    place: Place,
    form: &'static str,
    certainty: &'static str,
    stance: &'static str,
    holders: Vec<HolderJson>,
    cue: Option<Place>,
}

#[derive(Debug, Serialize)]
struct HolderJson {
    #[serde(flatten)]
    place: Place,
    entity: Option<String>,
}

impl StatementJson {
    fn new(place: Place, statement: &Statement) -> Self {
        let holder = |holder: &crate::fact::Holder| HolderJson {
            place: holder.range.into(),
            entity: holder.entity.map(|id| id.to_string()),
        };
        Self {
            place,
            form: statement.form.name(),
            certainty: statement.certainty.name(),
            stance: statement.stance.name(),
            holders: statement.holders.iter().map(holder).collect(),
            cue: statement.cue.map(Place::from),
        }
    }
}

#[derive(Debug, Serialize)]
struct HedgeJson {
    #[serde(flatten)]
    place: Place,
    cue: Place,
}

#[derive(Debug, Serialize)]
struct ActionJson {
    #[serde(flatten)]
    place: Place,
    agents: Vec<String>,
    verb: Place,
    object: Option<Place>,
    certainty: &'static str,
}

impl ActionJson {
    fn new(place: Place, action: &Action) -> Self {
        Self {
            place,
            agents: ids(&action.agents),
            verb: action.verb.into(),
            object: action.object.map(Place::from),
            certainty: action.certainty.name(),
        }
    }
}

#[derive(Debug, Serialize)]
struct CitationJson<'a> {
    #[serde(flatten)]
    place: Place,
    kind: &'static str,
    publisher: Option<&'a str>,
    title: Option<&'a str>,
    author: Option<&'a str>,
    date: Option<&'a str>,
    page: Option<&'a str>,
}

impl<'a> CitationJson<'a> {
    fn new(place: Place, citation: &'a Citation) -> Self {
        Self {
            place,
            kind: citation.kind.name(),
            publisher: citation.publisher.as_deref(),
            title: citation.title.as_deref(),
            author: citation.author.as_deref(),
            date: citation.date.as_deref(),
            page: citation.page.as_deref(),
        }
    }
}

fn ids(entities: &[EntityId]) -> Vec<String> {
    entities.iter().map(EntityId::to_string).collect()
}
