//! Actions that mean the same in every pane: focus, panes, jumps, popups, undo, quitting.

use crate::library::Request;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::panes::{Mode, Pane, Shown, Wishes};
use crate::tui::state::list::ListState;
use crate::tui::state::panel::Direction;
use crate::tui::state::popup::Popup;
use crate::tui::state::prompt::Purpose;
use crate::tui::state::{Interrupted, State};
use crate::tui::update::command::Command;
use crate::tui::update::focus::{focus, focus_beside, focus_next};
use crate::tui::update::{copy, kept, links, palette, passages, popup, sources, travel};

/// How much one key widens or narrows a pane or the text, in columns.
const STEP: u16 = 4;

/// The narrowest the text may be made, in columns.
const NARROWEST: u16 = 20;

/// The widest the text may be made, in columns.
const WIDEST: u16 = 200;

/// The narrowest a side pane may be made, in columns.
const NARROWEST_PANE: u16 = 12;

/// The widest a side pane may be made, in columns.
const WIDEST_PANE: u16 = 100;

/// The most changes that are taken back at once.
const MOST_UNDONE: usize = 100;

/// Runs an action that belongs to no pane; one that has no meaning here says so.
pub(super) fn act(state: &mut State, command: Command) -> Vec<Effect> {
    match command.action {
        Action::Back => return back(state),
        Action::Quit | Action::QuitNow => return quit(state),
        Action::Cancel => {}
        Action::Interrupt => return interrupt(state),
        Action::Suspend => {
            let mut effects: Vec<_> = travel::save_position(state).into_iter().collect();
            effects.push(Effect::Suspend);
            return effects;
        }
        Action::Redraw => return vec![Effect::Redraw],
        Action::Help => popup::open_help(state),
        Action::CommandLine => state.ask(Purpose::Command, ""),
        Action::Palette => palette::open(state),
        Action::FocusNext => focus_next(state, Direction::Forward),
        Action::FocusPrevious => focus_next(state, Direction::Back),
        Action::FocusLeft => focus_beside(state, Direction::Back),
        Action::FocusRight => focus_beside(state, Direction::Forward),
        Action::FocusLast => focus(state, state.last_focus),
        Action::FocusSources => focus(state, Pane::Sources),
        Action::FocusReader => focus(state, Pane::Reader),
        Action::FocusFacts => focus(state, Pane::Facts),
        Action::ToggleSources => toggle(state, Pane::Sources),
        Action::ToggleFacts => toggle(state, Pane::Facts),
        Action::Zen => zen(state),
        Action::NarrowerPane => resize_pane(state, command.times(), Direction::Back),
        Action::WiderPane => resize_pane(state, command.times(), Direction::Forward),
        Action::ResetPanes => reset_panes(state),
        Action::WiderColumn => set_column(state, command.times()),
        Action::NarrowerColumn => set_column(state, -command.times()),
        Action::ResetColumn => state.text_width = state.settings.text_width,
        Action::JumpBack => return jump_back(state, command.times()),
        Action::JumpForward => return jump_forward(state, command.times()),
        Action::JumpList => open_jumps(state),
        Action::NextDocument => {
            return sources::open_beside(state, Direction::Forward, command.times());
        }
        Action::PreviousDocument => {
            return sources::open_beside(state, Direction::Back, command.times());
        }
        Action::Bookmarks => return kept::open_panel(state),
        Action::WritePassages => passages::ask(state),
        Action::Undo => return repeat(state, command, Request::Undo),
        Action::Redo => return repeat(state, command, Request::Redo),
        Action::NextTheme => {
            state.theme = state.theme.next();
            let message = format!("theme: {}", state.theme.name());
            state.say(&message);
        }
        Action::NextUnread => return sources::open_unread(state, Direction::Forward),
        Action::PreviousUnread => return sources::open_unread(state, Direction::Back),
        Action::AddLink if state.reader().is_some() => links::open(state),
        Action::Add | Action::Remove | Action::ToggleRead | Action::ToggleStar => {
            return sources::act(state, command).unwrap_or_default();
        }
        Action::ToggleMouse => return copy::toggle_mouse(state),
        Action::Info => popup::open_info(state),
        _ if state.focus != Pane::Sources && state.reader().is_none() => {
            state.say("no article is open");
        }
        action => state.say(&format!("“{}” has no meaning here", action.help())),
    }
    Vec::new()
}

/// Asks for the same as often as was typed.
fn repeat(state: &mut State, command: Command, request: Request) -> Vec<Effect> {
    let times = usize::try_from(command.times()).unwrap_or(1).min(MOST_UNDONE);
    std::iter::repeat_n(request, times).map(|request| state.request(request)).collect()
}

/// Saves what is not saved and ends the program.
pub(super) fn quit(state: &mut State) -> Vec<Effect> {
    let mut effects: Vec<_> = travel::save_position(state).into_iter().collect();
    effects.push(Effect::Quit);
    effects
}

/// Leaves what is open; from the last view, the program.
fn back(state: &mut State) -> Vec<Effect> {
    match state.focus {
        _ if state.wishes.mode == Mode::Zen => zen(state),
        Pane::Facts => focus(state, Pane::Reader),
        Pane::Reader => focus(state, Pane::Sources),
        Pane::Sources => return quit(state),
    }
    Vec::new()
}

/// Cancels what is under way; twice without anything to cancel, ends the program.
fn interrupt(state: &mut State) -> Vec<Effect> {
    if state.interrupted == Interrupted::Once {
        return quit(state);
    }
    state.interrupted = Interrupted::Once;
    state.awaited.open = None;
    state.say("press Ctrl-c again to quit");
    Vec::new()
}

fn toggle(state: &mut State, pane: Pane) {
    let shown = state.panes().get(pane).is_some();
    let wish = if shown { Shown::OnlyFocused } else { Shown::WhereRoom };
    match pane {
        Pane::Sources => state.wishes.sources = wish,
        Pane::Facts => state.wishes.facts = wish,
        Pane::Reader => return,
    }
    if shown && state.focus == pane {
        focus(state, Pane::Reader);
    } else if !shown && state.panes().get(pane).is_none() {
        focus(state, pane);
    }
}

fn zen(state: &mut State) {
    state.wishes.mode = match state.wishes.mode {
        Mode::Zen => Mode::Panes,
        Mode::Panes => {
            focus(state, Pane::Reader);
            Mode::Zen
        }
    };
}

/// Makes the focused pane wider or narrower; the reader has what the facts panel leaves it.
fn resize_pane(state: &mut State, times: i64, direction: Direction) {
    let wider = (direction == Direction::Forward) == (state.focus != Pane::Reader);
    let width = match state.focus {
        Pane::Sources => &mut state.wishes.sources_width,
        Pane::Reader | Pane::Facts => &mut state.wishes.facts_width,
    };
    let step = STEP.saturating_mul(u16::try_from(times).unwrap_or(STEP));
    *width = if wider {
        width.saturating_add(step).min(WIDEST_PANE)
    } else {
        width.saturating_sub(step).max(NARROWEST_PANE)
    };
}

fn reset_panes(state: &mut State) {
    let (sources, facts) = (state.settings.sources_width, state.settings.facts_width);
    state.wishes = Wishes::usual(sources, facts);
}

fn set_column(state: &mut State, times: i64) {
    let step = i64::from(STEP).saturating_mul(times);
    let width = i64::from(state.text_area().width).saturating_add(step);
    let width = width.clamp(i64::from(NARROWEST), i64::from(WIDEST));
    state.text_width = u16::try_from(width).unwrap_or(NARROWEST);
    let shown = state.text_area().width;
    state.say(&format!("text column: {shown} columns"));
}

fn jump_back(state: &mut State, times: i64) -> Vec<Effect> {
    let mut place = None;
    for _ in 0..times.min(1_000) {
        let Some(here) = travel::here(state) else { break };
        place = state.jumps.back(place.unwrap_or(here)).or(place);
    }
    match place {
        Some(place) => travel::go_to_place(state, place),
        None => {
            state.say("no earlier place");
            Vec::new()
        }
    }
}

fn jump_forward(state: &mut State, times: i64) -> Vec<Effect> {
    let mut place = None;
    for _ in 0..times.min(1_000) {
        place = state.jumps.forward().or(place);
    }
    match place {
        Some(place) => travel::go_to_place(state, place),
        None => {
            state.say("no later place");
            Vec::new()
        }
    }
}

fn open_jumps(state: &mut State) {
    if state.jumps.places().is_empty() {
        state.say("there has been no jump yet");
        return;
    }
    let length = state.jumps.places().len();
    let mut list = ListState::default();
    list.select(length, length, state.size.height / 2);
    state.popup = Some(Popup::Jumps(list));
}
