//! The story of the open article, for the views of it.

use std::sync::Arc;

use crate::library::OpenStory;
use crate::tui::state::State;
use crate::tui::update::same;

/// Returns the story of the open article; says why there is none.
pub(super) fn told(state: &mut State) -> Option<Arc<OpenStory>> {
    if state.reader().is_none() {
        state.say("no article is open");
        return None;
    }
    if !same::has_story(state) {
        return None;
    }
    same::telling(state).map(|telling| Arc::clone(telling.story()))
}
