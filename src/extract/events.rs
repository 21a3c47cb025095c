//! Events: meetings, wars, games and the like that a text names.
//!
//! 1. `name` reads what names one.
//! 2. `same` tells which mentions name the same.
//! 3. `circumstance` tells who took part, where and when.

pub(crate) mod circumstance;
pub(crate) mod name;
pub(crate) mod same;

use crate::extract::entities::Entities;
use crate::extract::events::circumstance::{Neighbours, add_circumstances, clause};
use crate::extract::events::name::{Named, names, repeated};
use crate::extract::events::same::Known;
use crate::extract::reading::{Reading, Sentence};
use crate::extract::statements::FoundStatement;
use crate::extract::times::FoundTime;
use crate::fact::{EntityKind, Event};
use crate::text::TextRange;

/// An event found in a text.
#[derive(Clone, Debug)]
pub(crate) struct FoundEvent {
    /// What is known of it.
    pub(crate) event: Event,
    /// Why it is believed.
    pub(crate) rule: &'static str,
}

/// Finds all events; each once, with all its mentions.
pub(crate) fn events(
    reading: &Reading,
    entities: &Entities,
    times: &[FoundTime],
    statements: &[FoundStatement],
) -> Vec<FoundEvent> {
    let mut found: Vec<FoundEvent> = Vec::new();
    if reading.is_foreign() {
        return found;
    }
    let mut known = Known::default();
    for sentence in &reading.sentences {
        let mut named = names(reading, sentence);
        named.retain(|named| !is_organization(entities, reading.cover(&named.tokens)));
        for (index, one) in named.iter().enumerate() {
            let range = reading.cover(&one.tokens);
            let neighbours = Neighbours {
                before: index.checked_sub(1).and_then(|before| named.get(before)).is_some(),
                after: named.get(index + 1).map(|next| reading.cover(&next.tokens).start()),
            };
            let event = known.find(reading, one).unwrap_or_else(|| {
                found.push(FoundEvent { event: unmentioned(reading.text(range)), rule: one.rule });
                found.len() - 1
            });
            known.add(reading, one, event);
            let Some(found) = found.get_mut(event) else { continue };
            found.event.mentions.push(range);
            let clause = clause(statements, sentence, range, neighbours);
            let head = reading.word(one.head);
            add_circumstances(reading, entities, times, (clause, range, head), &mut found.event);
        }
        again(reading, sentence, &named, &known, &mut found);
    }
    for found in &mut found {
        found.event.mentions.sort_unstable_by_key(|range| range.start());
    }
    found
}

/// Adds the mentions by fewer words: a storm's bare name, a description without its number.
fn again(
    reading: &Reading,
    sentence: &Sentence,
    named: &[Named],
    known: &Known,
    found: &mut [FoundEvent],
) {
    let mut taken = named.iter().peekable();
    for at in sentence.tokens.clone() {
        while taken.next_if(|named| named.tokens.end <= at).is_some() {}
        if taken.peek().is_some_and(|named| named.tokens.contains(&at)) {
            continue;
        }
        let mention = shorter(reading, sentence, known, at);
        if let Some((event, range)) = mention
            && let Some(found) = found.get_mut(event)
        {
            found.event.mentions.push(range);
        }
    }
}

fn shorter(
    reading: &Reading,
    sentence: &Sentence,
    known: &Known,
    at: usize,
) -> Option<(usize, TextRange)> {
    let word = reading.word(at);
    let alone = !reading.is_capital(at + 1) && !reading.is_capital(at.wrapping_sub(1));
    if let Some(event) = known.storm(word).filter(|_| alone) {
        return Some((event, reading.cover(&(at..at + 1))));
    }
    // `the regular meeting of …`: the article, what describes it, the noun.
    let head = at + 2;
    let article = word == "the" || word == "The" || word == "this";
    if !article || head >= sentence.tokens.end || !known.has_noun(reading.word(head)) {
        return None;
    }
    let tokens = repeated(reading, sentence, head);
    let event = known.described(reading, reading.word(at + 1), head, tokens.end)?;
    Some((event, reading.cover(&(at + 1..tokens.end))))
}

/// Tells whether a name is that of a body: `Nigeria Labour Congress`.
fn is_organization(entities: &Entities, range: TextRange) -> bool {
    entities.within(range).iter().any(|(mention, id)| {
        mention.end() == range.end()
            && mention.start() <= range.start()
            && entities.kind(*id) == Some(EntityKind::Organization)
    })
}

fn unmentioned(words: &str) -> Event {
    Event {
        name: words.split_whitespace().collect::<Vec<_>>().join(" "),
        participants: Vec::new(),
        place: None,
        time: None,
        mentions: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::events;
    use crate::document::{BlockKind, DocumentBuilder};
    use crate::extract::entities::Entities;
    use crate::extract::extract;
    use crate::extract::reading::Reading;
    use crate::fact::FactValue;

    /// Returns `name | when | where | who` of every event.
    fn circumstances(text: &str) -> Vec<String> {
        let mut builder = DocumentBuilder::new();
        builder.metadata().published = Some(jiff::civil::date(2024, 5, 15));
        builder.simple(BlockKind::Paragraph, text);
        let document = builder.finish().unwrap();
        let set = extract(&document);
        let name = |id| set.entity(id).map_or("?", |entity| entity.name.as_str());
        set.facts()
            .iter()
            .filter_map(|fact| match &fact.value {
                FactValue::Event(event) => Some(event),
                _ => None,
            })
            .map(|event| {
                let who: Vec<_> = event.participants.iter().copied().map(name).collect();
                format!(
                    "{} | {} | {} | {}",
                    event.name,
                    event.time.as_deref().unwrap_or_default(),
                    event.place.map(name).unwrap_or_default(),
                    who.join("+")
                )
            })
            .collect()
    }

    #[test]
    fn an_event_has_only_what_its_own_clause_says() {
        let table: &[(&str, &[&str])] = &[
            (
                "Mayor Ana Ruiz opened the 12th annual forum of Baltic ports in Oslo on Monday.",
                &["12th annual forum of Baltic ports | 2024-05-13 | Oslo | Ana Ruiz"],
            ),
            (
                "Mayor Ana Ruiz said on Monday that the 12th annual forum of Baltic ports will be in Oslo.",
                &["12th annual forum of Baltic ports |  | Oslo | "],
            ),
            (
                "Last month the sixth regular session of the Baltic Council ended, Mayor Ana Ruiz said.",
                &["sixth regular session of the Baltic Council | 2024-04 |  | "],
            ),
            (
                "Mayor Ana Ruiz said this year marks the 50th anniversary of the Great Northern War.",
                &["50th anniversary of the Great Northern War | 2024 |  | "],
            ),
            ("On Monday Mayor Ana Ruiz spoke of the Winter War.", &["Winter War |  |  | "]),
            (
                "The 2024 Summer Olympics opened in Paris on Friday.",
                &["2024 Summer Olympics | 2024 | Paris | "],
            ),
        ];
        for (text, expected) in table {
            assert_eq!(circumstances(text), *expected, "{text}");
        }
    }

    #[test]
    fn events_are_named_by_number_or_capitals() {
        let table: &[(&str, &[&str])] = &[
            (
                "Ministers opened the 12th annual forum of Baltic ports in Riga.",
                &["12th annual forum of Baltic ports"],
            ),
            ("He fought in the Winter War of Karelia.", &["Winter War of Karelia"]),
            ("It was their second meeting.", &[]),
            ("Typhoon Koinu hit as the Asian Games began.", &["Typhoon Koinu", "Asian Games"]),
            ("Troops took part in the Battle of Kursk.", &["Battle of Kursk"]),
            ("Hurricane Ida hit. Ida killed ten.", &["Hurricane Ida"]),
            (
                "The 2011 earthquake was felt at the Lisbon summit.",
                &["2011 earthquake", "Lisbon summit"],
            ),
            ("He signed the Paris Agreement of the United Nations.", &[]),
            ("The trial of Ana Poe began.", &["trial of Ana Poe"]),
            ("It was the first such meeting at Winter War Museum.", &[]),
            (
                "Veterans of World War II saw Operation Desert Storm.",
                &["World War II", "Operation Desert Storm"],
            ),
            (
                "They qualified for the 2026 World Cup. The World Cup is held in June.",
                &["2026 World Cup"],
            ),
            (
                "Before Romania's presidential election the Senate sat.",
                &["Romania's presidential election"],
            ),
            (
                "The 30th regular meeting between the Chinese and Russian premiers opened. The 30th regular meeting of heads \
of government ended. The regular meeting of heads of government is held each year. The regular meeting is long.",
                &["30th regular meeting between the Chinese and Russian premiers"],
            ),
            (
                "They kept the 50th anniversary of the flood. The 50th anniversary of the mill is near.",
                &["50th anniversary of the flood", "50th anniversary of the mill"],
            ),
            (
                "The fourth plenary session of the council ended.",
                &["fourth plenary session of the council"],
            ),
        ];
        for (text, expected) in table {
            let mut builder = DocumentBuilder::new();
            builder.simple(BlockKind::Paragraph, text);
            let document = builder.finish().unwrap();
            let reading = Reading::new(&document);
            let found: Vec<_> = events(&reading, &Entities::default(), &[], &[])
                .into_iter()
                .map(|found| found.event.name)
                .collect();
            assert_eq!(found, *expected, "{text}");
        }
    }
}
