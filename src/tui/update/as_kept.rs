//! A passage that is not in its article any more, shown in the text in which it was kept.

use crate::document::Document;
use crate::library::Ticket;
use crate::text::Safe;
use crate::tui::effect::Effect;
use crate::tui::state::changes::ChangesView;
use crate::tui::state::popup::{Peek, Popup};
use crate::tui::state::{Goal, State};
use crate::tui::update::kept;

/// Shows a passage that is not in its article any more in the text in which it was kept; where that is not there, the
/// article as it is.
pub(super) fn took(state: &mut State, ticket: Ticket, text: Option<&Document>) -> Vec<Effect> {
    if state.awaited.past.take_if(|awaited| *awaited == ticket).is_none() {
        return Vec::new();
    }
    let Some(passage) = state.awaited.old_passage.take() else { return Vec::new() };
    let title = Safe::new(&format!("As it was kept · {}", passage.title));
    let view = text.and_then(|text| ChangesView::of_passage(title, text, passage.anchor.position));
    let Some(mut view) = view else {
        let effects = kept::go(state, passage.document, Goal::Bookmark(passage.id));
        state.say("the text in which this was kept is not there any more; this is the article now");
        return effects;
    };
    let (columns, height) = (Peek::columns(state.size.width), state.popup_height());
    view.step(0, columns, height.saturating_sub(2));
    if let Some(Popup::Bookmarks(panel)) = state.popup.replace(Popup::Changes(view)) {
        state.behind = Some(panel);
    }
    state.say("the passage is not in the article any more; this is the text in which it was kept");
    Vec::new()
}
