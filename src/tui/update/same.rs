//! From a passage to the same passage in the other sources of its story, one by one and back again.

use std::sync::Arc;

use crate::story::LinkKind;
use crate::text::TextRange;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::keymap::Context;
use crate::tui::panes::Pane;
use crate::tui::state::panel::Direction;
use crate::tui::state::reader::Reader;
use crate::tui::state::round::{Round, Step, Stop};
use crate::tui::state::story::{Asked, Telling};
use crate::tui::state::{Goal, State};
use crate::tui::update::focus::focus;
use crate::tui::update::travel;
use crate::tui::wording;

/// The most steps one command takes.
const STEPS: i64 = 1_000;

/// Goes to the same passage in the next or previous source that has it, so many times.
pub(super) fn go(state: &mut State, direction: Direction, times: i64) -> Vec<Effect> {
    if !has_story(state) {
        return Vec::new();
    }
    let mut round = match state.round.take().filter(|round| is_at(state, round)) {
        Some(round) => round,
        None => match start(state, direction) {
            Some(round) => round,
            None => return Vec::new(),
        },
    };
    let mut reached = None;
    for _ in 0..times.clamp(1, STEPS) {
        reached = round.step(direction);
        if matches!(reached, Some(Step::Offer(_))) {
            break;
        }
    }
    let effects = match reached {
        Some(Step::To(stop)) => to(state, &stop, round.origin()),
        Some(Step::Offer(stop)) => {
            offer(state, &stop, direction);
            Vec::new()
        }
        None => Vec::new(),
    };
    state.round = Some(round);
    effects
}

/// Tells whether the story of the shown article is known; says what is the matter if it is not.
pub(super) fn has_story(state: &mut State) -> bool {
    let Some(reader) = state.reader_mut() else { return false };
    if reader.story.is_some() {
        return true;
    }
    if reader.story_asked == Asked::Failed {
        reader.story_asked = Asked::No;
        state.say("the sources could not be compared; trying again …");
        return false;
    }
    if reader.story_asked == Asked::Changed {
        state.say(
            "the sources were compared with a newer text of this article; close and open it again",
        );
        return false;
    }
    let is_known = reader.story_asked == Asked::Yes && reader.awaits_story.is_none();
    if is_known {
        let keys = state.keymap.keys_of(Action::JoinStories, Context::Sources).into_iter().next();
        let key = keys.unwrap_or_else(|| format!(":{}", Action::JoinStories));
        state.say(&format!("no other source is on this event; {key} joins articles into a story"));
    } else {
        state.say("the sources are still being compared; press the key again in a moment");
    }
    false
}

/// Returns the story as the shown article tells it.
pub(super) fn telling(state: &State) -> Option<Arc<Telling>> {
    state.reader()?.story.clone()
}

/// Returns the passage that the reader is at: what is selected in the facts panel, else what is marked in the sentence
/// at hand, else that sentence.
pub(super) fn passage(state: &State) -> Option<TextRange> {
    let reader = state.reader()?;
    if state.focus == Pane::Facts
        && let Some(passage) = reader.side_passage()
    {
        return Some(passage);
    }
    if let Some(selection) = reader.selection {
        return Some(selection.range());
    }
    if let Some((marked, whole)) = reader.followed
        && reader.shown == [marked]
        && reader.cursor.contains_range(marked)
    {
        return Some(whole);
    }
    let marked = reader.shown.first().filter(|shown| reader.cursor.contains_range(**shown));
    Some(marked.copied().unwrap_or(reader.cursor))
}

/// Tells whether the reader still is where a round left off, with the comparison that it goes by.
pub(super) fn is_at(state: &State, round: &Round) -> bool {
    let (Some(reader), Some(stop)) = (state.reader(), round.current()) else { return false };
    let of_panel = state.focus == Pane::Facts;
    let is_told = |telling: &Arc<Telling>| Arc::ptr_eq(telling.story(), round.story());
    !of_panel
        && reader.story.as_ref().is_some_and(is_told)
        && reader.id() == stop.document
        && reader.cursor.contains_range(TextRange::empty(stop.passage.range.start()))
        && passage(state).is_some_and(|at| at.intersect(stop.passage.range).is_some())
}

/// Starts a round where the reader is; says so if no other source has the passage.
fn start(state: &mut State, direction: Direction) -> Option<Round> {
    let (telling, passage) = (telling(state)?, passage(state)?);
    let round = Round::start(&telling, passage, direction);
    if round.is_none() {
        let message = match telling.others() {
            [other] => format!("{} is silent here", wording::source(telling.story(), *other)),
            _ => "no other source says this".to_owned(),
        };
        state.say(&message);
        return None;
    }
    if state.focus == Pane::Facts {
        focus(state, Pane::Reader);
        travel::go_to_passage(state, passage);
    }
    round
}

/// Goes to a place of a round, with the passages that say the same marked in both articles.
fn to(state: &mut State, stop: &Stop, origin: Option<TextRange>) -> Vec<Effect> {
    if let Some(reader) = state.reader_mut()
        && stop.kind.is_some()
        && reader.story.as_ref().is_some_and(|telling| telling.place() == stop.origin.article)
    {
        reader.shown = vec![stop.origin.range];
        reader.followed = origin.map(|whole| (stop.origin.range, whole));
    }
    let message = told(state, stop);
    // What is the matter with the text that is opened is said after that.
    if let Some(message) = message {
        state.say(&message);
    }
    let goal = Goal::Passage(stop.revision, stop.passage.range);
    let effects = travel::open(state, stop.document, goal);
    focus(state, Pane::Reader);
    effects
}

/// Returns what is said of a place that is gone to.
fn told(state: &State, stop: &Stop) -> Option<String> {
    let telling = telling(state)?;
    let story = telling.story();
    let place = stop.passage.article;
    let percent = wording::percent(story, place, stop.passage.range.start());
    let (letter, name) = (wording::letter(place), wording::source_name(story.member(place)?));
    // What matters stands first: a narrow screen cuts the rest.
    let what = match (stop.kind, stop.number) {
        (None, _) => "back where you started".to_owned(),
        (Some(kind), (_, 1)) => wording::agreement(kind).to_owned(),
        (Some(kind), (number, count)) => {
            format!("{} · place {number} of {count} there", wording::agreement(kind))
        }
    };
    Some(format!("{letter} · {what} · at {percent} % · {name}"))
}

/// Says that a place may be another, which a second press goes to.
fn offer(state: &mut State, stop: &Stop, direction: Direction) {
    let action = match direction {
        Direction::Forward => Action::SameNext,
        Direction::Back => Action::SamePrevious,
    };
    let keys = state.keymap.keys_of(action, state.context()).into_iter().next();
    let key = keys.unwrap_or_else(|| format!(":{action}"));
    let name = telling(state).map(|it| wording::source(it.story(), stop.passage.article));
    let name = name.unwrap_or_default();
    debug_assert_eq!(stop.kind, Some(LinkKind::Possible));
    state.say(&format!("possible match in {name}: {key} again goes there"));
}

/// Opens the next or previous source of the story, where it was left.
pub(super) fn next_source(state: &mut State, direction: Direction, times: i64) -> Vec<Effect> {
    if !has_story(state) {
        return Vec::new();
    }
    let Some(telling) = telling(state) else { return Vec::new() };
    let story = telling.story();
    let count = i64::try_from(story.members.len()).unwrap_or(1);
    let by = if direction == Direction::Forward { times } else { -times };
    let next = (i64::from(telling.place().0) + by).rem_euclid(count.max(1));
    let next = crate::story::ArticleIndex(u16::try_from(next).unwrap_or_default());
    let Some(id) = story.member(next).map(|member| member.entry.id) else { return Vec::new() };
    let number = next.index() + 1;
    let message = format!("{} · source {number} of {count}", wording::source(story, next));
    let mut effects = Vec::new();
    if state.reader().map(Reader::id) != Some(id) {
        effects = travel::open(state, id, Goal::WhereLeft);
    }
    focus(state, Pane::Reader);
    state.say(&message);
    effects
}
