//! What happened when: one line for each thing that articles give a time, by that time.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::document::BlockKind;
use crate::fact::{Certainty, FactKind, FactValue, Time, TimeKind};
use crate::library::{Member, OpenStory};
use crate::story::{ArticleIndex, Claim, ClaimId, Passage};
use crate::text::TextRange;
use crate::text::segment::words;
use crate::tui::state::groups::Groups;
use crate::tui::state::matrix::words_of;
use crate::tui::state::timeline::row::{RowKind, TimeRow, When, what};

/// The most words of a sentence that may say nothing besides its date.
const FEWEST: usize = 6;

/// A point of time by which lines are sorted; what is not known of it is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Start {
    year: i32,
    month: u8,
    day: u8,
    minute: u16,
}

/// Something that is given a time: by its start, then what is meant exactly, then the group of its claims.
type Key = (Start, String, usize);

/// What articles say of it.
#[derive(Default)]
struct Told {
    quote: String,
    claims: Vec<ClaimId>,
    passages: Vec<Passage>,
    ahead: bool,
}

/// Arranges what happens at a time that the articles name.
pub(super) fn arrange(story: &OpenStory, groups: &Groups) -> Vec<TimeRow> {
    let latest = story.members.iter().filter_map(|member| member.entry.published).max();
    let mut found: BTreeMap<Key, Told> = BTreeMap::new();
    for article in story.comparison.articles() {
        let Some(member) = story.member(article) else { continue };
        for fact in member.facts.facts() {
            let FactValue::Time(time) = &fact.value else { continue };
            let Some(start) = start(time) else { continue };
            let Some((id, claim)) = told_in(story, article, fact.range) else { continue };
            if !says_something(story, member, claim) {
                continue;
            }
            let Some(group) = groups.of(id) else { continue };
            let told = found.entry((start, time.value.clone(), group)).or_default();
            if told.quote.is_empty() {
                words_of(story, Passage { article, range: fact.range }).clone_into(&mut told.quote);
            }
            told.ahead |= lies_ahead(start, member.entry.published.or(latest));
            if !told.claims.contains(&id) {
                told.claims.push(id);
                told.passages.push(claim.passage);
            }
        }
    }
    found.into_iter().map(|(key, told)| row(story, key, told)).collect()
}

fn row(story: &OpenStory, (_, value, _): Key, told: Told) -> TimeRow {
    let mut sources: Vec<_> = told.passages.iter().map(|passage| passage.article).collect();
    sources.dedup();
    let doubted = |id: &ClaimId| {
        story.comparison.claim(*id).is_some_and(|claim| claim.certainty >= Certainty::Hedged)
    };
    let kind = match (told.claims.iter().all(doubted), told.ahead) {
        (true, _) => RowKind::Doubted,
        (false, true) => RowKind::Ahead,
        (false, false) => RowKind::Done,
    };
    let what = what(story, &told.claims);
    let when = When { value, quote: told.quote };
    TimeRow { kind, when, what, sources, passages: told.passages }
}

/// Returns the claim that holds a passage.
fn told_in(story: &OpenStory, article: ArticleIndex, at: TextRange) -> Option<(ClaimId, &Claim)> {
    story.comparison.claims_in(article, at).next()
}

/// Tells whether the sentence of a claim says that something happens: a line that only bears a date does not.
fn says_something(story: &OpenStory, member: &Member, claim: &Claim) -> bool {
    let sentence = story.comparison.sentence(claim.sentence);
    let range = sentence.map_or(claim.passage.range, |sentence| sentence.passage.range);
    let block = member.content.block_at(range.start()).and_then(|at| member.content.block(at));
    let is_prose = block.is_some_and(|block| {
        matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::ListItem { .. } | BlockKind::Quotation
        )
    });
    if is_prose && words(member.content.text(), range).nth(FEWEST).is_some() {
        return true;
    }
    member.facts.passages_in(range).any(|(_, id)| {
        let kind = member.facts.get(id).map(crate::fact::Fact::kind);
        matches!(kind, Some(FactKind::Event | FactKind::Done | FactKind::Said))
    })
}

/// Returns where a time starts, if it is a time in the calendar.
fn start(time: &Time) -> Option<Start> {
    if matches!(time.kind, TimeKind::Set | TimeKind::Duration) {
        return None;
    }
    let from = time.value.split('/').next()?;
    let (date, clock) = from.split_once('T').unwrap_or((from, ""));
    let mut parts = date.trim_end_matches(['~', '?', '%']).splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let mut part = || match parts.next() {
        Some(part) => part.parse().ok(),
        None => Some(0),
    };
    let (month, day) = (part()?, part()?);
    Some(Start { year, month, day, minute: minute(clock) })
}

/// Returns the minute of the day that a clock shows.
fn minute(clock: &str) -> u16 {
    let mut parts = clock.split(':').map_while(|part| part.parse::<u16>().ok());
    let (hours, minutes) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    hours.saturating_mul(60).saturating_add(minutes)
}

/// Tells whether a time lies after the day of a report.
fn lies_ahead(start: Start, published: Option<Date>) -> bool {
    let Some(day) = published else { return false };
    let number = |part: i8| u8::try_from(part).unwrap_or(0);
    // A month or a year that has begun is not ahead.
    let reported = (
        i32::from(day.year()),
        if start.month == 0 { 0 } else { number(day.month()) },
        if start.day == 0 { 0 } else { number(day.day()) },
    );
    (start.year, start.month, start.day) > reported
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{lies_ahead, start};
    use crate::fact::{Time, TimeKind};

    fn point(value: &str) -> Option<super::Start> {
        start(&Time { kind: TimeKind::Point, value: value.to_owned() })
    }

    #[test]
    fn times_stand_by_their_start_and_the_vaguer_first() {
        let sorted = [
            "1987",
            "2031",
            "2031-05",
            "2031-05-07",
            "2031-05-07T09:30",
            "2031-05-08",
            "2032/2036",
            "2032-03",
        ];
        let starts: Vec<_> = sorted.iter().map(|value| point(value)).collect();
        assert!(starts.iter().all(Option::is_some) && starts.is_sorted(), "{starts:?}");
        assert_eq!(point("XXXX-02-09"), None);
        assert_eq!(start(&Time { kind: TimeKind::Duration, value: "P3Y".to_owned() }), None);
    }

    #[test]
    fn what_has_begun_is_not_ahead() {
        let ahead = |value: &str| lies_ahead(point(value).unwrap(), Some(date(2031, 5, 8)));
        let table = ["2031-05-08", "2031-05", "2031", "2031-05-09", "2031-06", "2032/2036"];
        assert_eq!(table.map(ahead), [false, false, false, true, true, true]);
    }
}
