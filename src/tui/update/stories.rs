//! Stories in the source list: what is known of them, folding, and stepping from one to the next.

use crate::library::{ListEntry, OpenStory, Reply, Request, StoryEntry, Ticket};
use crate::story::{ArticleIndex, Status, StoryId};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::state::panel::Direction;
use crate::tui::state::sources::Showing;
use crate::tui::state::sources::stories::{Compared, SourceRow};
use crate::tui::state::{Listing, State};
use crate::tui::update::command::Command;
use crate::tui::update::listing::{more, reload};
use crate::tui::update::{shelves, story};
use crate::tui::wording;

/// Runs an action about the stories of the list; `None` if it is none.
pub(super) fn act(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    match command.action {
        Action::Fold => return Some(fold_or_leave(state)),
        Action::ToggleFold => match selected_story(state) {
            Some(story) => turn(state, story),
            None => state.say("this article is in no story"),
        },
        Action::FoldAll => fold_all(state, true),
        Action::UnfoldAll => fold_all(state, false),
        Action::NextStory => return Some(step(state, Direction::Forward, command.times())),
        Action::PreviousStory => return Some(step(state, Direction::Back, command.times())),
        Action::Peek => match state.sources.selected_row() {
            Some(SourceRow::Story(story)) => turn(state, story),
            _ => return None,
        },
        _ => return None,
    }
    Some(Vec::new())
}

fn selected_story(state: &State) -> Option<StoryId> {
    state.sources.selected_row()?.story()
}

/// Folds the story whose head is selected; from an article goes to the head; elsewhere shows the shelves.
fn fold_or_leave(state: &mut State) -> Vec<Effect> {
    let height = state.sources_height();
    match state.sources.selected_row() {
        Some(SourceRow::Member(story, _)) => {
            if let Some(row) = state.sources.row_of_story(story) {
                let length = state.sources.rows().len();
                state.sources.list.select(row, length, height);
            }
            Vec::new()
        }
        Some(SourceRow::Story(story)) if !state.sources.stories().is_folded(story) => {
            state.sources.fold(story, true, height);
            Vec::new()
        }
        _ => shelves::act(state, Command::plain(Action::Shelves)).unwrap_or_default(),
    }
}

/// Folds or unfolds a story.
fn turn(state: &mut State, story: StoryId) {
    let height = state.sources_height();
    let folded = !state.sources.stories().is_folded(story);
    state.sources.fold(story, folded, height);
}

/// Unfolds a story that is folded; returns whether it was.
pub(super) fn unfold(state: &mut State, story: StoryId) -> bool {
    let folded = state.sources.stories().is_folded(story);
    if folded {
        turn(state, story);
    }
    folded
}

fn fold_all(state: &mut State, folded: bool) {
    let height = state.sources_height();
    state.sources.fold_all(folded, height);
}

/// Selects the head of the next or previous story.
fn step(state: &mut State, direction: Direction, times: i64) -> Vec<Effect> {
    let height = state.sources_height();
    let mut row = state.sources.list.selected();
    for _ in 0..times.clamp(1, 10_000) {
        let rows = state.sources.rows().iter().enumerate();
        let mut heads = rows.filter(|(_, it)| matches!(it, SourceRow::Story(_))).map(|(at, _)| at);
        let next = match direction {
            Direction::Forward => heads.find(|at| *at > row),
            Direction::Back => heads.take_while(|at| *at < row).last(),
        };
        let Some(next) = next else { break };
        row = next;
    }
    if row == state.sources.list.selected() {
        state.say("no further story");
    }
    let length = state.sources.rows().len();
    state.sources.list.select(row, length, height);
    more(state)
}

/// Returns what asks what the stories are called to which articles from a place of the list on belong.
pub(super) fn ask_for_heads(state: &mut State, place: usize) -> Option<Effect> {
    let stories = state.sources.stories_from(place);
    if stories.is_empty() {
        return None;
    }
    let ticket = state.ticket();
    state.awaited.heads.push((ticket, stories.clone()));
    Some(Effect::Request(ticket, Request::SomeStories(stories)))
}

/// Takes what is told of stories.
pub(super) fn reply(state: &mut State, ticket: Ticket, reply: Reply) -> Vec<Effect> {
    match reply {
        Reply::Story { document, story } => {
            let new = story.as_ref().and_then(|story| compared(state, story));
            story::took(state, ticket, document, story);
            new.into_iter().collect()
        }
        Reply::Stories(heads) => {
            took_heads(state, ticket, heads);
            Vec::new()
        }
        Reply::StoriesChanged(_) => match state.awaited.list {
            // What is on its way was asked for with a place to go to.
            Some((_, Listing::Back(_) | Listing::Shelf | Listing::Filtered)) => Vec::new(),
            _ => reload(state),
        },
        Reply::StoryEntries { story, entries } => {
            took_members(state, story, entries);
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Takes what is known of stories that were asked for.
pub(super) fn took_heads(state: &mut State, ticket: Ticket, heads: Vec<StoryEntry>) {
    let height = state.sources_height();
    let Some(at) = state.awaited.heads.iter().position(|(awaited, _)| *awaited == ticket) else {
        return;
    };
    let (_, asked) = state.awaited.heads.remove(at);
    for head in &heads {
        let members = usize::try_from(head.members).unwrap_or(usize::MAX);
        story::doubt(state, head.id, members);
    }
    state.sources.take_heads(&asked, heads, height);
}

/// Returns what asks for the articles of the stories that are shown.
pub(super) fn ask_for_members(state: &mut State) -> Vec<Effect> {
    if state.sources.showing != Showing::Articles || state.panes().sources.is_none() {
        return Vec::new();
    }
    let height = state.sources_height();
    let wanted = state.sources.wants_members(height);
    wanted.into_iter().map(|story| state.request(Request::StoryEntries(story))).collect()
}

/// Takes the articles of a story.
pub(super) fn took_members(state: &mut State, story: StoryId, entries: Vec<ListEntry>) {
    let height = state.sources_height();
    story::doubt(state, story, entries.len());
    state.sources.take_members(story, entries, height);
}

/// Takes note of what a comparison says of the articles of a story. A story that the list does not know yet is
/// asked for.
pub(super) fn compared(state: &mut State, story: &OpenStory) -> Option<Effect> {
    let comparison = &story.comparison;
    let alone = |place: ArticleIndex| {
        let claims = comparison.claims_of(place);
        claims.filter(|(_, claim)| claim.status == Status::OnlyHere).count()
    };
    let found = ArticleIndex::all(story.members.len()).filter_map(|place| {
        let member = story.member(place)?;
        let letter = wording::letter(place);
        Some((member.entry.id, Compared { letter, alone: alone(place) }))
    });
    state.sources.stories_mut().compare(found.collect::<Vec<_>>());
    let mut is_new = false;
    for member in &story.members {
        if let Some(entry) = state.sources.get_mut(member.entry.id) {
            is_new |= entry.story != Some(story.id);
            entry.story = Some(story.id);
        }
    }
    if !is_new {
        return None;
    }
    let ticket = state.ticket();
    state.awaited.heads.push((ticket, vec![story.id]));
    Some(Effect::Request(ticket, Request::SomeStories(vec![story.id])))
}
