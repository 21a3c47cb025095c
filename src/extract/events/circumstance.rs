//! Who took part in an event, where and when, as far as the clause that names it says so.

use crate::extract::entities::Entities;
use crate::extract::events::name::is_storm;
use crate::extract::lists::is_listed;
use crate::extract::reading::{Reading, Sentence};
use crate::extract::statements::FoundStatement;
use crate::extract::times::FoundTime;
use crate::fact::{EntityId, EntityKind, Event, TimeKind};
use crate::text::{TextRange, TextSize};

/// Words for events of history, which the sentences that name them seldom date.
const HISTORIC: &str = " War Wars Revolution Uprising Rebellion Massacre Genocide Holocaust Crusade Crusades Armistice \
    Battle Siege Fall Sack war revolution massacre genocide WWI WWII Intifada Depression ";

/// Words for events in which nobody takes part by name.
const UNATTENDED: &str = " anniversary Anniversary Year earthquake quake tsunami flood floods crash disaster attack \
    attacks bombing bombings Earthquake Disaster pandemic famine drought election elections ";

/// The most tokens between an event and who is said to be there behind it.
const REACH: usize = 14;

/// Whether other events stand beside one in its sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Neighbours {
    /// Whether one is named before it.
    pub(crate) before: bool,
    /// Where the next one begins.
    pub(crate) after: Option<TextSize>,
}

/// Returns the part of a sentence that may say who took part in an event, where and when: what
/// somebody says does not include who says it, and of several events the first has what stands
/// before it.
pub(crate) fn clause(
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
    let end = neighbours.after.unwrap_or(whole.end()).min(whole.end()).max(event.end());
    TextRange::new(start, end)
}

/// Adds who took part, where and when, as far as the clause says so; `head` is the noun of the name.
pub(crate) fn add_circumstances(
    reading: &Reading,
    entities: &Entities,
    times: &[FoundTime],
    (clause, range, head): (TextRange, TextRange, &str),
    event: &mut Event,
) {
    // What the name itself says holds for every event.
    add_time(reading, times, range, event);
    // Nobody of today takes part in a war by being named beside it, nor does today date it.
    if is_listed(HISTORIC, head) {
        return;
    }
    let attended = !is_listed(UNATTENDED, head) && !is_storm(head);
    for (mention, id) in entities.within(clause) {
        match entities.kind(*id) {
            Some(EntityKind::Person) if attended && takes_part(reading, *mention, range) => {
                add(&mut event.participants, *id);
            }
            Some(EntityKind::Place) if event.place.is_none() => {
                event.place = is_there(reading, *mention, range).then_some(*id);
            }
            _ => {}
        }
    }
    add_time(reading, times, clause, event);
}

/// Tells whether a person takes part: named before the event or in its name, or behind it as one with whom or
/// between whom it was.
fn takes_part(reading: &Reading, mention: TextRange, event: TextRange) -> bool {
    let tokens = reading.tokens_in(mention);
    let bracketed = reading.word(tokens.end) == ")"
        || matches!(reading.word(tokens.start.wrapping_sub(1)), "(" | "/");
    if bracketed || mention.start() < event.end() {
        return !bracketed;
    }
    let from = reading.tokens_in(event).end.max(tokens.start.saturating_sub(REACH));
    (from..tokens.start).any(|at| matches!(reading.word(at), "with" | "between" | "by"))
}

/// Tells whether a place is where the event was: behind it after `in`, or the first word of its name.
fn is_there(reading: &Reading, mention: TextRange, event: TextRange) -> bool {
    let tokens = reading.tokens_in(mention);
    if mention.start() >= event.end() {
        let before = tokens.start.wrapping_sub(1);
        let article = usize::from(reading.word(before) == "the");
        return matches!(reading.word(before.wrapping_sub(article)), "in" | "at" | "near");
    }
    let held = reading.word(tokens.end);
    mention.start() == event.start()
        && matches!(
            held,
            "summit"
                | "Summit"
                | "earthquake"
                | "marathon"
                | "Marathon"
                | "festival"
                | "Olympics"
                | "bombing"
                | "bombings"
                | "Biennale"
                | "disaster"
                | "massacre"
        )
}

fn add_time(reading: &Reading, times: &[FoundTime], within: TextRange, event: &mut Event) {
    if event.time.is_some() {
        return;
    }
    let tokens = reading.tokens_in(within);
    let first = times.partition_point(|time| time.tokens.start < tokens.start);
    let within = times[first..].iter().take_while(|time| time.tokens.end <= tokens.end);
    // A day beats what is wider, and so does a stretch of days.
    event.time = within
        .filter(|time| is_date(&time.time.value, time.time.kind))
        .max_by_key(|time| time.time.value.len())
        .map(|time| time.time.value.clone());
}

fn is_date(value: &str, kind: TimeKind) -> bool {
    match kind {
        TimeKind::Point => !value.starts_with('T'),
        TimeKind::Interval => {
            value.len() == "2025-11-03/2025-11-05".len() && !value.contains(['X', '~', '.', 'T'])
        }
        TimeKind::Set | TimeKind::Duration => false,
    }
}

fn add(participants: &mut Vec<EntityId>, id: EntityId) {
    if !participants.contains(&id) {
        participants.push(id);
    }
}
