//! `sidelight facts`: what articles say.

use std::io::Write;

use anyhow::Result;

use crate::cli::arguments::Format;
use crate::cli::escape::write_line;
use crate::cli::exit::{Exit, each};
use crate::cli::input::Articles;
use crate::cli::json::fact::FactsJson;
use crate::cli::network::Network;
use crate::cli::table;
use crate::cli::width::terminal_width;
use crate::document::Document;
use crate::extract::extract;
use crate::fact::{Amount, EntityId, Fact, FactKind, FactSet, FactValue, Quantity, QuantityKind};
use crate::text::{Safe, TextRange};

/// Prints what articles say.
///
/// # Errors
///
/// Fails if nothing can be printed.
pub fn facts(out: &mut impl Write, articles: &Articles, format: Format) -> Result<Exit> {
    let network = Network::new();
    let mut first = true;
    each(&articles.inputs, |input| {
        let document = input.document(&network, &articles.given)?;
        let facts = extract(&document);
        let name = input.name();
        if format == Format::Json {
            return write_line(out, &FactsJson::new(&name, &document, &facts));
        }
        if !std::mem::take(&mut first) {
            writeln!(out)?;
        }
        print(out, &name, &document, &facts)
    })
}

fn print(out: &mut impl Write, name: &str, document: &Document, facts: &FactSet) -> Result<()> {
    let metadata = document.metadata();
    if let Some(title) = &metadata.title {
        writeln!(out, "{}", Safe::new(&title.text))?;
    }
    let published = metadata.published.map(|date| date.to_string());
    let parts =
        [Some(name), metadata.site.as_deref(), published.as_deref(), metadata.language.as_deref()];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    writeln!(out, "{}", Safe::new(&parts.join(" · ")))?;
    let teller = Teller { document, facts };
    for kind in FactKind::ALL {
        let rows: Vec<_> = facts
            .facts()
            .iter()
            .filter(|fact| fact.kind() == kind)
            .map(|fact| teller.row(fact))
            .collect();
        if !rows.is_empty() {
            write!(out, "\n{}\n{}", kind.heading(), table::layout(&rows, terminal_width()))?;
        }
    }
    Ok(())
}

struct Teller<'a> {
    document: &'a Document,
    facts: &'a FactSet,
}

impl Teller<'_> {
    /// Tells a fact in three cells: what, of which sort, and in which words.
    fn row(&self, fact: &Fact) -> Vec<Safe> {
        let [what, sort, words] = self.cells(fact);
        [format!("  {what}"), sort, words].iter().map(|cell| Safe::new(cell)).collect()
    }

    fn cells(&self, fact: &Fact) -> [String; 3] {
        let quote = format!("“{}”", self.quote(fact.range));
        match &fact.value {
            FactValue::Entity(entity) => {
                let roles: Vec<_> = entity.roles.iter().map(|role| role.text.as_str()).collect();
                let times = format!("{} ×{}", entity.kind.name(), entity.mentions.len());
                [entity.name.clone(), times, roles.join("; ")]
            }
            FactValue::Time(time) => [time.value.clone(), time.kind.name().to_owned(), quote],
            FactValue::Quantity(quantity) => {
                [amount(quantity), quantity.kind.name().to_owned(), quote]
            }
            FactValue::Event(event) => {
                let who = self.names(&event.participants);
                [event.name.clone(), event.time.clone().unwrap_or_default(), who]
            }
            FactValue::Statement(statement) => {
                let holders: Vec<_> = statement
                    .holders
                    .iter()
                    .map(|holder| {
                        holder.entity.map_or_else(|| self.quote(holder.range), |id| self.name(id))
                    })
                    .collect();
                let sort = format!("{} {}", statement.certainty.name(), statement.form.name());
                [holders.join(", "), sort, quote]
            }
            FactValue::Hedge(hedge) => [self.quote(hedge.cue), String::new(), quote],
            FactValue::Action(action) => [
                self.names(&action.agents),
                format!("{} {}", action.certainty.name(), self.quote(action.verb)),
                quote,
            ],
            FactValue::Citation(citation) => {
                let by = [citation.publisher.as_deref(), citation.author.as_deref()];
                let mut named: Vec<_> = by.into_iter().flatten().collect();
                if named.is_empty() {
                    named.extend(citation.title.as_deref());
                }
                [named.join(", "), citation.kind.name().to_owned(), quote]
            }
        }
    }

    fn quote(&self, range: TextRange) -> String {
        self.document.slice(range).to_owned()
    }

    fn name(&self, id: EntityId) -> String {
        self.facts.entity(id).map_or_else(String::new, |entity| entity.name.clone())
    }

    fn names(&self, ids: &[EntityId]) -> String {
        ids.iter().map(|id| self.name(*id)).collect::<Vec<_>>().join(", ")
    }
}

fn amount(quantity: &Quantity) -> String {
    let number = match quantity.amount {
        Amount::Exact(number) => number.to_string(),
        Amount::Between(low, high) => format!("{low}–{high}"),
    };
    match (quantity.kind, &quantity.unit) {
        (QuantityKind::Percent, _) => format!("{number} %"),
        (_, Some(unit)) => format!("{number} {unit}"),
        (_, None) => number,
    }
}
