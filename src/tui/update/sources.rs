//! Actions of the source list.

use crate::document::DocumentId;
use crate::library::{ListEntry, Request};
use crate::story::StoryId;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::panes::Pane;
use crate::tui::state::panel::Direction;
use crate::tui::state::prompt::Purpose;
use crate::tui::state::reader::Reader;
use crate::tui::state::sources::Showing;
use crate::tui::state::sources::stories::SourceRow;
use crate::tui::state::{Goal, State};
use crate::tui::update::command::Command;
use crate::tui::update::focus::focus;
use crate::tui::update::listing::{more, reload};
use crate::tui::update::{copy, stories, travel};

/// Runs an action of the source list; `None` if it is none of the list's.
pub(super) fn act(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    if let Some(rows) = command.rows(state.sources_height()) {
        return Some(select(state, rows));
    }
    if state.sources.showing == Showing::Articles
        && let Some(effects) = stories::act(state, command)
    {
        return Some(effects);
    }
    let effects = match command.action {
        Action::Open => open(state),
        Action::Unfold => unfold(state),
        Action::Peek => peek(state),
        Action::NextUnread => unread(state, Direction::Forward),
        Action::PreviousUnread => unread(state, Direction::Back),
        Action::ToggleRead => toggle_read(state),
        Action::ToggleStar => toggle_star(state),
        Action::Add => {
            state.ask(Purpose::Add, "");
            Vec::new()
        }
        Action::Remove => remove(state),
        Action::EditTags => edit_tags(state),
        Action::CopyAddress | Action::CopyCitation | Action::CopyMarkdown => {
            copy::of_listed(state, command.action)
        }
        Action::Cancel => {
            if state.reader().is_some() {
                focus(state, Pane::Reader);
            }
            Vec::new()
        }
        _ => return None,
    };
    Some(effects)
}

/// Moves the selection, and fetches more of the list when it comes near the end.
pub(super) fn select(state: &mut State, by: i64) -> Vec<Effect> {
    let height = state.sources_height();
    let length = state.sources.rows().len();
    state.sources.list.step(by, length, height);
    more(state)
}

/// Opens the next or previous article of the list.
pub(super) fn open_beside(state: &mut State, direction: Direction, times: i64) -> Vec<Effect> {
    let by = match direction {
        Direction::Forward => times,
        Direction::Back => -times,
    };
    let before = state.sources.selected().map(|entry| entry.id);
    let mut effects = select(state, by);
    // The head of a story is no article: the step goes on to the next.
    let mut row = None;
    while state.sources.selected().is_none() && row != Some(state.sources.list.selected()) {
        row = Some(state.sources.list.selected());
        effects.extend(select(state, by.signum()));
    }
    let now = state.sources.selected().map(|entry| entry.id);
    match now {
        Some(id) if now != before => {
            let goal = goal(state);
            effects.extend(travel::open(state, id, goal));
        }
        _ => state.say("no further article"),
    }
    effects
}

/// Asks for the tags of the selected article, to edit them.
fn edit_tags(state: &mut State) -> Vec<Effect> {
    let Some(id) = state.sources.selected().map(|entry| entry.id) else {
        state.say("select an article to give it tags");
        return Vec::new();
    };
    let ticket = state.ticket();
    state.awaited.tags = Some(ticket);
    vec![Effect::Request(ticket, Request::ArticleTags(id))]
}

fn open(state: &mut State) -> Vec<Effect> {
    if let Some(SourceRow::Story(story)) = state.sources.selected_row() {
        return open_story(state, story);
    }
    let Some(id) = state.sources.selected().map(|entry| entry.id) else {
        state.say(match state.sources.filter {
            Some(_) => "nothing fits; fa shows all",
            None => "the library is empty; a adds a file",
        });
        return Vec::new();
    };
    let goal = goal(state);
    let effects = travel::open(state, id, goal);
    focus(state, Pane::Reader);
    effects
}

/// Returns where to go in an article of the list.
fn goal(state: &State) -> Goal {
    if state.sources.filter.is_some() { Goal::Filtered } else { Goal::WhereLeft }
}

/// Opens the first article of a story that has not been read, or its first; unfolds it before.
fn open_story(state: &mut State, story: StoryId) -> Vec<Effect> {
    stories::unfold(state, story);
    let head = state.sources.list.selected();
    let members = state.sources.rows().iter().enumerate().skip(head + 1);
    let members = members.map_while(|(row, it)| match it {
        SourceRow::Member(of, id) if *of == story => Some((row, *id)),
        _ => None,
    });
    let members: Vec<_> = members.collect();
    let is_unread =
        |(_, id): &&(usize, DocumentId)| state.sources.get(*id).is_some_and(|entry| !entry.read);
    let Some((row, _)) = members.iter().find(is_unread).or(members.first()).copied() else {
        return Vec::new();
    };
    let (length, height) = (state.sources.rows().len(), state.sources_height());
    state.sources.list.select(row, length, height);
    open(state)
}

/// Unfolds the selected story, or goes to its first article; opens an article.
fn unfold(state: &mut State) -> Vec<Effect> {
    match state.sources.selected_row() {
        Some(SourceRow::Story(story)) if stories::unfold(state, story) => Vec::new(),
        Some(SourceRow::Story(_)) => select(state, 1),
        _ => open(state),
    }
}

/// Opens the selected article without leaving the list.
fn peek(state: &mut State) -> Vec<Effect> {
    let selected = state.sources.selected().map(|entry| entry.id);
    let goal = goal(state);
    selected.map(|id| travel::open(state, id, goal)).unwrap_or_default()
}

/// Opens the next or previous unread article of the list.
pub(super) fn open_unread(state: &mut State, direction: Direction) -> Vec<Effect> {
    let before = state.sources.list.selected();
    let mut effects = unread(state, direction);
    if state.sources.list.selected() != before {
        effects.extend(peek(state));
    }
    effects
}

fn unread(state: &mut State, direction: Direction) -> Vec<Effect> {
    let here = state.sources.list.selected();
    let rows = state.sources.rows();
    let is_unread = |row: &usize| match rows.get(*row) {
        Some(SourceRow::Story(story)) => {
            state.sources.stories().is_folded(*story) && state.sources.unread(*story) > 0
        }
        Some(SourceRow::Member(_, id) | SourceRow::Article(id)) => {
            state.sources.get(*id).is_some_and(|entry| !entry.read)
        }
        None => false,
    };
    let row = match direction {
        Direction::Forward => (here + 1..rows.len()).find(is_unread),
        Direction::Back => (0..here).rfind(is_unread),
    };
    let Some(row) = row else {
        state.say("no further unread article");
        return more(state);
    };
    let height = state.sources_height();
    let length = rows.len();
    state.sources.list.select(row, length, height);
    more(state)
}

fn toggle_read(state: &mut State) -> Vec<Effect> {
    let Some(entry) = target_entry(state) else { return Vec::new() };
    let (document, read) = (entry.id, !entry.read);
    change(state, document, |entry| entry.read = read);
    count(&mut state.sources.counts.unread, !read);
    state.say(if read { "marked as read" } else { "marked as unread" });
    vec![state.request(Request::SetRead { document, read }), state.request(Request::Subscriptions)]
}

fn toggle_star(state: &mut State) -> Vec<Effect> {
    let Some(entry) = target_entry(state) else { return Vec::new() };
    let (document, starred) = (entry.id, !entry.starred);
    change(state, document, |entry| entry.starred = starred);
    count(&mut state.sources.counts.starred, starred);
    state.say(if starred { "starred" } else { "star removed" });
    vec![state.request(Request::SetStarred { document, starred })]
}

/// Returns the article an action is about: in the list the selected one, elsewhere the open one.
fn target(state: &State) -> Option<DocumentId> {
    match state.focus {
        Pane::Sources => state.sources.selected().map(|entry| entry.id),
        Pane::Reader | Pane::Facts => state.reader().map(Reader::id),
    }
}

/// Returns that article as the list shows it, or as it was opened if it is on another shelf.
fn target_entry(state: &State) -> Option<&ListEntry> {
    let id = target(state)?;
    state.sources.get(id).or_else(|| state.open_reader(id).map(|reader| &reader.entry))
}

/// Changes what is shown of an article, in the list and where it is open.
fn change(state: &mut State, id: DocumentId, change: impl Fn(&mut ListEntry)) {
    let open = state.open_reader_mut(id).map(|reader| &mut reader.entry);
    open.into_iter().for_each(&change);
    state.sources.get_mut(id).into_iter().for_each(&change);
}

fn count(counted: &mut u64, one_more: bool) {
    *counted = if one_more { *counted + 1 } else { counted.saturating_sub(1) };
}

/// Takes the article out of the library; its bookmarks stay and undo brings it back.
fn remove(state: &mut State) -> Vec<Effect> {
    let entry = target_entry(state);
    let Some((id, title)) = entry.map(|entry| (entry.id, entry.title.clone())) else {
        state.say("there is no article to remove");
        return Vec::new();
    };
    let height = state.sources_height();
    state.sources.remove(id, height);
    state.jumps.forget(id);
    let mut effects: Vec<_> = travel::save_position(state).into_iter().collect();
    effects.extend(travel::close(state, id));
    let undo = state.key_of(Action::Undo);
    state.say(&format!("removed “{title}”; its bookmarks stay, {undo} brings it back"));
    effects.push(state.request(Request::Remove(id)));
    effects.extend(reload(state));
    effects.push(state.request(Request::Subscriptions));
    effects
}
