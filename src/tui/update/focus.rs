//! Which pane gets the keys.

use crate::tui::panes::{Mode, Pane};
use crate::tui::state::State;
use crate::tui::state::panel::Direction;
use crate::tui::update::follow::show_selected;

/// Gives a pane the focus.
pub(super) fn focus(state: &mut State, pane: Pane) {
    if state.focus == pane {
        return;
    }
    if pane != Pane::Reader {
        state.wishes.mode = Mode::Panes;
    }
    state.last_focus = state.focus;
    state.focus = pane;
    if pane == Pane::Facts {
        show_selected(state);
    }
}

/// Gives the pane to the left or right the focus.
pub(super) fn focus_beside(state: &mut State, direction: Direction) {
    let here = Pane::ALL.iter().position(|pane| *pane == state.focus).unwrap_or_default();
    let beside = match direction {
        Direction::Forward => here + 1,
        Direction::Back => here.wrapping_sub(1),
    };
    if let Some(pane) = Pane::ALL.get(beside) {
        focus(state, *pane);
    }
}

/// Gives the next pane the focus, around the end if need be.
pub(super) fn focus_next(state: &mut State, direction: Direction) {
    let count = Pane::ALL.len();
    let here = Pane::ALL.iter().position(|pane| *pane == state.focus).unwrap_or_default();
    let next = match direction {
        Direction::Forward => here + 1,
        Direction::Back => here + count - 1,
    };
    focus(state, Pane::ALL[next % count]);
}
