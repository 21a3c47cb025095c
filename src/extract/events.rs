//! Events: meetings, wars, games and the like that a text names.
//!
//! An event is named by a number and a noun (`the 30th regular meeting of …`) or by capitals that end
//! in a word for an event (`World Anti-Fascist War`). The same name again is the same event.

use std::collections::HashMap;
use std::ops::Range;

use crate::extract::entities::Entities;
use crate::extract::lists::{is_listed, lower};
use crate::extract::names::run::{is_function_word, is_plain_capital};
use crate::extract::number::ordinal;
use crate::extract::reading::{Place, Reading, Sentence};
use crate::extract::statements::FoundStatement;
use crate::extract::times::FoundTime;
use crate::extract::token::TokenKind;
use crate::fact::{EntityId, EntityKind, Event, TimeKind};
use crate::text::{TextRange, TextSize};

/// An event found in a text.
#[derive(Clone, Debug)]
pub(crate) struct FoundEvent {
    /// What is known of it.
    pub(crate) event: Event,
    /// Why it is believed.
    pub(crate) rule: &'static str,
}

/// Nouns for events that come in numbers.
const NUMBERED: &str = " meeting session summit anniversary conference forum congress festival championship edition \
    round convention assembly plenum expo fair tournament marathon symposium ceremony dialogue games ";

/// Words that end the capitalised name of an event.
const CAPITALISED: &str = " War Games Cup Summit Forum Conference Session Year Olympics Paralympics Festival Championship \
    Championships Revolution Uprising Rebellion Congress Expo Marathon Open Meeting Fair Biennale Massacre Genocide \
    Holocaust Crusade Armistice Referendum Primary Derby ";

/// Words for events of history, which the sentences that name them seldom date.
const HISTORIC: &str =
    " War Revolution Uprising Rebellion Massacre Genocide Holocaust Crusade Armistice ";

/// Words for events in which nobody takes part by name.
const UNATTENDED: &str = " anniversary Anniversary Year ";

/// Words before the name of a storm.
const STORMS: &str = " Hurricane Typhoon Cyclone Storm ";

/// The most tokens of a capitalised name.
const LONGEST_NAME: usize = 24;

/// Finds all events; each once, with all its mentions.
pub(crate) fn events(
    reading: &Reading,
    entities: &Entities,
    times: &[FoundTime],
    statements: &[FoundStatement],
) -> Vec<FoundEvent> {
    let mut found: Vec<FoundEvent> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for sentence in &reading.sentences {
        let named = names(reading, sentence);
        for (index, (tokens, rule)) in named.iter().enumerate() {
            let range = reading.cover(tokens);
            let neighbours = Neighbours {
                before: index.checked_sub(1).and_then(|before| named.get(before)).is_some(),
                after: named.get(index + 1).map(|(next, _)| reading.cover(next).start()),
            };
            let clause = clause(statements, sentence, range, neighbours);
            let words = reading.text(range);
            let key = words.to_lowercase();
            let index = *known.entry(key).or_insert_with(|| {
                found.push(FoundEvent { event: unmentioned(words), rule });
                found.len() - 1
            });
            if let Some(event) = found.get_mut(index) {
                event.event.mentions.push(range);
                add_circumstances(reading, entities, times, clause, range, &mut event.event);
            }
        }
    }
    found
}

/// Whether other events stand beside one in its sentence.
#[derive(Clone, Copy, Debug)]
struct Neighbours {
    /// Whether one is named before it.
    before: bool,
    /// Where the next one begins.
    after: Option<TextSize>,
}

/// Returns the part of a sentence that may say who took part in an event, where and when: what
/// somebody says does not include who says it, and of several events the first has what stands
/// before it.
fn clause(
    statements: &[FoundStatement],
    sentence: &Sentence,
    event: TextRange,
    neighbours: Neighbours,
) -> TextRange {
    let end = statements.partition_point(|statement| statement.range.start() <= event.start());
    let said = statements[..end]
        .iter()
        .rev()
        .take(4)
        .find(|said| !said.statement.holders.is_empty() && said.range.contains_range(event))
        .and_then(|said| said.range.intersect(sentence.range));
    let whole = said.unwrap_or(sentence.range);
    let start = if neighbours.before { event.start() } else { whole.start() };
    let end = neighbours.after.unwrap_or(whole.end()).clamp(event.end(), whole.end());
    TextRange::new(start, end)
}

/// Reads the names of events in a sentence, in order.
fn names(reading: &Reading, sentence: &Sentence) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        if let Some((tokens, rule)) = name(reading, sentence, at) {
            at = tokens.end;
            found.push((tokens, rule));
        } else {
            at += 1;
        }
    }
    found
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

/// Reads the name of an event that starts at a token.
fn name(reading: &Reading, sentence: &Sentence, at: usize) -> Option<(Range<usize>, &'static str)> {
    numbered(reading, sentence, at)
        .map(|tokens| (tokens, "a number before a noun for an event"))
        .or_else(|| {
            capitalised(reading, sentence, at)
                .map(|tokens| (tokens, "capitals that end in a word for an event"))
        })
}

/// Reads `30th regular meeting of the Chinese and Russian heads of government`.
fn numbered(reading: &Reading, sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    let limit = sentence.tokens.end;
    let number = ordinal(reading, at)?;
    let longest = (number.end + 4).min(limit);
    let noun = (number.end..longest)
        .take_while(|at| reading.kind(*at) == TokenKind::Word)
        .find(|at| is_listed(NUMBERED, &lower(reading.word(*at))))?;
    let end = extended(reading, noun + 1, limit);
    // A bare `second meeting` or `first round` names no event.
    let vague = !number.digits && end == noun + 1 && noun == number.end && number.value < 10.0;
    (!vague).then_some(at..end)
}

/// Returns the end of what belongs to the name behind its noun: `of …`, `between …`.
fn extended(reading: &Reading, at: usize, limit: usize) -> usize {
    if !matches!(reading.word(at), "of" | "between" | "on" | "for" | "against") {
        return at;
    }
    let mut end = at + 1;
    while end < limit {
        let word = reading.word(end);
        let stops = reading.kind(end) == TokenKind::Mark && word != "&"
            || is_listed(
                "in at with on after before during which that who as is was were are will has \
had have to from by while this next last",
                word,
            ) && !(word == "in" && reading.word(end - 1) == "victory");
        let verb = word.len() > 4
            && word.starts_with(char::is_lowercase)
            && (word.ends_with("ed") || word.ends_with("ing"));
        let weekday = crate::extract::times::calendar::weekday_number(word).is_some();
        if stops || verb || weekday {
            break;
        }
        end += 1;
    }
    if end == at + 1 { at } else { end }
}

/// Reads `Great Patriotic War`, `Russia-China Cultural Year`, `2024 Summer Olympics`, `Typhoon Koinu`.
fn capitalised(reading: &Reading, sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    let limit = sentence.tokens.end.min(at + LONGEST_NAME);
    let first = reading.word(at);
    if is_listed(STORMS, first) && is_plain_capital(reading, at + 1) && at + 1 < limit {
        return Some(at..at + 2);
    }
    let begins =
        is_plain_capital(reading, at) && !is_function_word(first) || numbered_year(reading, at);
    if sentence.title_case || sentence.place == Place::Heading || !begins {
        return None;
    }
    let mut end = at + 1;
    while end < limit
        && (is_plain_capital(reading, end)
            || reading.kind(end) == TokenKind::Possessive && reading.is_capital(end + 1))
    {
        end += 1;
    }
    let last = (at + 1..end).rev().find(|at| is_listed(CAPITALISED, reading.word(*at)))?;
    let mut close = last + 1;
    // `War of Resistance against Japanese Aggression`, `World Conference on Women`.
    while matches!(reading.word(close), "of" | "on" | "against" | "for")
        && is_plain_capital(reading, close + 1)
        && close + 1 < limit
    {
        close += 2;
        while close < limit && is_plain_capital(reading, close) {
            close += 1;
        }
    }
    Some(at..close)
}

fn numbered_year(reading: &Reading, at: usize) -> bool {
    crate::extract::times::calendar::year(reading, at).is_some() && reading.is_capital(at + 1)
}

/// Adds who took part, where and when, as far as the clause says so.
fn add_circumstances(
    reading: &Reading,
    entities: &Entities,
    times: &[FoundTime],
    clause: TextRange,
    range: TextRange,
    event: &mut Event,
) {
    let head = head(reading.text(range));
    // Nobody of today takes part in a war by being named beside it, nor does today date it.
    if is_listed(HISTORIC, head) {
        return;
    }
    let attended = !is_listed(UNATTENDED, head)
        && !reading.text(range).split(' ').next().is_some_and(|first| is_listed(STORMS, first));
    for (mention, id) in entities.within(clause) {
        match entities.kind(*id) {
            Some(EntityKind::Person) if attended && !in_brackets(reading, *mention) => {
                add(&mut event.participants, *id);
            }
            Some(EntityKind::Place) if event.place.is_none() && mention.start() >= range.end() => {
                let before = reading.tokens_in(*mention).start.checked_sub(1);
                let located =
                    before.is_some_and(|at| matches!(reading.word(at), "in" | "at" | "near"));
                event.place = located.then_some(*id);
            }
            _ => {}
        }
    }
    if event.time.is_none() {
        let tokens = reading.tokens_in(clause);
        let first = times.partition_point(|time| time.tokens.start < tokens.start);
        let within = times[first..].iter().take_while(|time| time.tokens.end <= tokens.end);
        // A day beats what is wider.
        event.time = within
            .filter(|time| time.time.kind == TimeKind::Point && !time.time.value.starts_with('T'))
            .max_by_key(|time| time.time.value.len())
            .map(|time| time.time.value.clone());
    }
}

/// Returns the noun that says what an event is: the last word before `of …` and the like.
fn head(name: &str) -> &str {
    let words = name.split_whitespace();
    words
        .take_while(|word| !matches!(*word, "of" | "on" | "against" | "for" | "between"))
        .last()
        .unwrap_or_default()
}

fn add(participants: &mut Vec<EntityId>, id: EntityId) {
    if !participants.contains(&id) {
        participants.push(id);
    }
}

fn in_brackets(reading: &Reading, mention: TextRange) -> bool {
    let tokens = reading.tokens_in(mention);
    reading.word(tokens.end) == ")"
        || matches!(reading.word(tokens.start.wrapping_sub(1)), "(" | "/")
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
