//! Two sources side by side: choosing the second one, changing sides, and letting it follow.

use crate::library::OpenStory;
use crate::story::{ArticleIndex, Counterpart};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::panes::{Mode, Pane, Side};
use crate::tui::state::beside::Beside;
use crate::tui::state::reader::Reader;
use crate::tui::state::story_view::StoryView;
use crate::tui::state::{Goal, State};
use crate::tui::update::command::Command;
use crate::tui::update::focus::focus;
use crate::tui::update::told::told;
use crate::tui::update::travel;
use crate::tui::wording;

/// Puts another source beside the open article: the one with a number, else the next that has the passage; without a
/// number, ends it where it is so already.
pub(super) fn open(state: &mut State, number: Option<u32>) -> Vec<Effect> {
    state.popup = None;
    if number.is_none() && matches!(state.story_view, Some(StoryView::Beside(_))) {
        state.story_view = None;
        return Vec::new();
    }
    let Some(story) = told(state) else { return Vec::new() };
    let Some(open) = state.reader().and_then(|reader| story.place_of(reader.id())) else {
        return Vec::new();
    };
    let other = match number {
        Some(number) => numbered(state, &story, open, number),
        None => state.reader().and_then(|reader| next_with(&story, open, reader)),
    };
    let Some(other) = other else { return Vec::new() };
    if let Some(StoryView::Beside(beside)) = &mut state.story_view {
        beside.choose(other);
    } else {
        state.wishes.mode = Mode::Panes;
        state.story_view = Some(StoryView::Beside(Beside::new(story, open, other)));
    }
    focus(state, Pane::Reader);
    Vec::new()
}

/// Returns the source with a number, counted from 1; says so if there is none.
fn numbered(
    state: &mut State,
    story: &OpenStory,
    open: ArticleIndex,
    number: u32,
) -> Option<ArticleIndex> {
    let place = u16::try_from(number.saturating_sub(1)).map(ArticleIndex).ok();
    let place = place.filter(|place| number > 0 && story.member(*place).is_some());
    match place {
        Some(place) if place == open => {
            state.say(&format!("{} is the open article", wording::letter(place)));
            None
        }
        Some(place) => Some(place),
        None => {
            let count = story.members.len();
            state.say(&format!("this story has {count} sources; there is no {number}"));
            None
        }
    }
}

/// Returns the next source that has the passage the reader is at; the next one if none has it.
fn next_with(story: &OpenStory, open: ArticleIndex, reader: &Reader) -> Option<ArticleIndex> {
    let others = others(story, open);
    let has = |other: &&ArticleIndex| {
        let mut claims = story.comparison.claims_in(open, reader.cursor);
        claims.any(|(id, _)| {
            matches!(story.comparison.counterpart(id, **other), Counterpart::Here(_))
        })
    };
    others.iter().find(has).or(others.first()).copied()
}

/// Returns the other articles, those after the open one first.
fn others(story: &OpenStory, open: ArticleIndex) -> Vec<ArticleIndex> {
    let all = || ArticleIndex::all(story.members.len());
    let after = all().filter(|place| *place > open);
    after.chain(all().filter(|place| *place < open)).collect()
}

/// Runs an action of two sources side by side; `None` if it is the reader's.
pub(super) fn act(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    let Some(StoryView::Beside(beside)) = &mut state.story_view else { return None };
    let side = beside.side();
    match command.action {
        Action::Back => state.story_view = None,
        Action::SameNext | Action::SamePrevious if beside.venture() => {}
        Action::FocusNext | Action::FocusPrevious => return Some(change_sides(state)),
        Action::FocusLeft if side == Side::Right => return Some(change_sides(state)),
        Action::FocusRight if side == Side::Left => return Some(change_sides(state)),
        Action::FocusLeft | Action::FocusRight | Action::FocusReader => {}
        Action::NextSource => step(state, command.times()),
        Action::PreviousSource => step(state, -command.times()),
        _ => return None,
    }
    Some(Vec::new())
}

/// Lets the next source but one follow, and so on.
fn step(state: &mut State, by: i64) {
    let Some(StoryView::Beside(beside)) = &mut state.story_view else { return };
    let others = others(beside.story(), beside.open());
    let (Some(here), Ok(count)) =
        (others.iter().position(|other| *other == beside.other()), i64::try_from(others.len()))
    else {
        return;
    };
    if count < 2 {
        state.say("this story has no third source");
        return;
    }
    let next = i64::try_from(here).unwrap_or(0).saturating_add(by).rem_euclid(count);
    let next = usize::try_from(next).ok().and_then(|next| others.get(next));
    if let Some(other) = next {
        beside.choose(*other);
    }
}

/// Opens the article that follows, at what is shown of it; the other one follows it then.
fn change_sides(state: &mut State) -> Vec<Effect> {
    let Some(StoryView::Beside(beside)) = &state.story_view else { return Vec::new() };
    let Some(document) = beside.member().map(|member| member.entry.id) else { return Vec::new() };
    let place = beside.place();
    travel::open(state, document, Goal::Place(place))
}

/// Takes note of which article of the story is open now. Two texts that change their roles stay where they are.
pub(super) fn settle(state: &mut State) {
    let Some(StoryView::Beside(beside)) = &state.story_view else { return };
    let here = state.reader().map(Reader::id).and_then(|id| beside.story().place_of(id));
    let Some(place) = here.filter(|_| state.focus == Pane::Reader) else {
        state.story_view = None;
        return;
    };
    if place == beside.open() {
        return;
    }
    let before = beside.story().member(beside.open()).map(|member| member.entry.id);
    let top = before.and_then(|id| state.open_reader(id)).map(|reader| reader.top);
    let shown = (place == beside.other()).then(|| beside.top());
    if let Some(StoryView::Beside(beside)) = &mut state.story_view {
        beside.opened(place, top.unwrap_or_default());
    }
    let width = state.text_columns();
    let height = state.text_height();
    if let (Some(shown), Some(reader)) = (shown, state.reader_mut()) {
        reader.fit(width);
        reader.top = shown;
        let cursor = reader.cursor;
        reader.scroll(0, height);
        reader.go(cursor.start(), height);
    }
}

/// Lets the other article follow the open one.
pub(super) fn follow(state: &mut State) {
    let Some(area) = state.beside_area() else { return };
    let height = state.text_height();
    let Some(StoryView::Beside(mut beside)) = state.story_view.take() else { return };
    if let Some(reader) = state.reader() {
        let row_of = |at| reader.row_of(at, height);
        beside.follow(reader.cursor, row_of, area.width.into());
    }
    state.story_view = Some(StoryView::Beside(beside));
}
