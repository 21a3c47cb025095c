//! Going from what was found to where it stands, on from match to match and article to article, and back.

use crate::library::Order;
use crate::text::{TextRange, TextSize};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::keymap::Context;
use crate::tui::panes::Pane;
use crate::tui::state::finder::{Answer, Arrival, height as shown};
use crate::tui::state::panel::Direction;
use crate::tui::state::reader::Reader;
use crate::tui::state::{Goal, State};
use crate::tui::update::command::Command;
use crate::tui::update::focus::focus;
use crate::tui::update::{finding, travel};
use crate::tui::wording;

/// Runs an action that means something else in an article that was gone to from the results.
pub(super) fn act(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    let offered = state.finder.offered.take();
    if state.popup.is_some() || state.context() != Context::Reader {
        return None;
    }
    match command.action {
        Action::NextMatch if walks(state) => {
            Some(walk(state, Direction::Forward, command.times(), offered))
        }
        Action::PreviousMatch if walks(state) => {
            Some(walk(state, Direction::Back, command.times(), offered))
        }
        Action::JumpBack if command.count.is_none() && just_arrived(state) => {
            state.finder.arrival = None;
            finding::show(state);
            Some(Vec::new())
        }
        _ => None,
    }
}

/// Opens the selected hit where it was found.
pub(super) fn open_selected(state: &mut State) -> Vec<Effect> {
    let Some(hit) = state.finder.results.selected() else { return Vec::new() };
    let (document, place) = (hit.entry.id, hit.place);
    state.popup = None;
    state.story_view = None;
    state.finder.under = None;
    state.finder.arrival = Some(Arrival {
        document,
        query: state.finder.results.query.clone(),
        matches: 0,
        last_jump: None,
    });
    let mut effects = travel::open(state, document, Goal::Hit(place));
    let last_jump = state.jumps.last();
    if let Some(arrival) = &mut state.finder.arrival {
        arrival.last_jump = last_jump;
    }
    focus(state, Pane::Reader);
    effects.extend(finding::more(state));
    effects
}

/// Shows the results again when what was found cannot be opened; an article that was removed is brought back by undo.
pub(super) fn missed(state: &mut State, message: &str) {
    state.finder.arrival = None;
    finding::show(state);
    let undo = state.key_of(Action::Undo);
    state.complain(&format!(
        "what was found is not here any more; if it was removed, {undo} brings it back ({message})"
    ));
}

/// Tells whether matches go on from the open article to the next that was found.
fn walks(state: &State) -> bool {
    let Some((reader, arrival)) = state.reader().zip(state.finder.arrival.as_ref()) else {
        return false;
    };
    let same = match &reader.search {
        Some(search) => search.typed == arrival.query,
        None => arrival.matches == 0,
    };
    let results = &state.finder.results;
    same && reader.id() == arrival.document
        && results.state == Answer::Here
        && results.query == arrival.query
}

/// Tells whether the reader came from the results and has gone nowhere else since.
fn just_arrived(state: &State) -> bool {
    let here = state.reader().map(Reader::id);
    let arrival = state.finder.arrival.as_ref();
    arrival.is_some_and(|arrival| {
        Some(arrival.document) == here && arrival.last_jump == state.jumps.last()
    })
}

/// Goes so many matches on or back; beyond the last, offers the next article that was found, and goes there if that
/// was offered before.
fn walk(
    state: &mut State,
    direction: Direction,
    times: i64,
    offered: Option<Direction>,
) -> Vec<Effect> {
    let by = match direction {
        Direction::Forward => times,
        Direction::Back => -times,
    };
    let Some(reader) = state.reader_mut() else { return Vec::new() };
    let at = reader.cursor.start();
    if let Some(search) = &mut reader.search {
        let at = search.current().map_or(at, TextRange::start);
        let left = i64::try_from(search.beyond(at, by)).unwrap_or(i64::MAX);
        if left > 0 {
            let by = by.clamp(-left, left);
            let found = search.step(at, by).map(TextRange::start);
            let told = search.told();
            go(state, found);
            state.say(&told);
            return Vec::new();
        }
        if !search.is_whole() {
            state.say("the rest of the article is still being searched");
            return Vec::new();
        }
    }
    further(state, direction, offered)
}

fn go(state: &mut State, to: Option<TextSize>) {
    if let Some(to) = to {
        travel::go(state, to);
    }
}

/// Offers the article that was found next, or goes there.
fn further(state: &mut State, direction: Direction, offered: Option<Direction>) -> Vec<Effect> {
    let results = &state.finder.results;
    let here = results.list.selected();
    let (row, end, action) = match direction {
        Direction::Forward => (here.checked_add(1), "last", Action::NextMatch),
        Direction::Back => (here.checked_sub(1), "first", Action::PreviousMatch),
    };
    let Some((row, hit)) = row.and_then(|row| Some((row, results.hits().get(row)?))) else {
        let which = match (results.order, direction) {
            (Order::Newest, Direction::Forward) => "no older article fits",
            (Order::Newest, Direction::Back) => "no newer article fits",
            (Order::Relevance, Direction::Forward) => "no further article fits",
            (Order::Relevance, Direction::Back) => "no article fits better",
        };
        state.say(&format!("{end} match here; {which}"));
        return finding::more(state);
    };
    if offered == Some(direction) {
        let height = shown(state.size);
        state.finder.results.select(row, height);
        return open_selected(state);
    }
    let title = wording::shortened(wording::title(&hit.entry).as_str(), 48);
    let keys = state.keymap.keys_of(action, Context::Reader);
    let key = keys.first().map_or("", String::as_str);
    let message = format!("{end} match here; {key} again goes to {title}");
    state.finder.offered = Some(direction);
    state.say(&message);
    Vec::new()
}
