//! Copying.

use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::state::State;

/// Runs an action of copying; `None` if it is none.
pub(super) fn act(_: &mut State, _: Action) -> Option<Vec<Effect>> {
    None
}
