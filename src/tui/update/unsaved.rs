//! What the user typed of kept passages and is not on disk: remembered until it is, and given back if it could not be
//! saved.

use crate::bookmark::Bookmark;
use crate::library::Ticket;
use crate::tui::action::Action;
use crate::tui::draft::Draft;
use crate::tui::effect::Effect;
use crate::tui::keymap::Context;
use crate::tui::state::State;
use crate::tui::state::note::{Target, Unsaved};

/// Remembers what is on its way to the store until it is there.
pub(super) fn remember(state: &mut State, effects: &[Effect], unsaved: Unsaved) {
    if let Some(Effect::Request(ticket, _)) = effects.first() {
        state.awaited.notes.push((*ticket, unsaved));
    }
}

/// Remembers what a bookmark says that is on its way to the store.
pub(super) fn remember_kept(state: &mut State, ticket: Ticket, bookmark: &Bookmark) {
    if bookmark.note.is_empty() && bookmark.tags.is_empty() {
        return;
    }
    let mut draft = Draft::new(bookmark.document, &bookmark.title, bookmark.anchor.clone());
    draft.fact.clone_from(&bookmark.fact);
    let target = Target::New(Box::new(draft));
    let (note, tags) = (bookmark.note.clone(), bookmark.tags.join(" "));
    state.awaited.notes.push((ticket, Unsaved { target, note, tags }));
}

/// Takes note that what was typed is on disk.
pub(super) fn arrived(state: &mut State, ticket: Ticket) {
    state.awaited.notes.retain(|(awaited, _)| *awaited != ticket);
}

/// Keeps what was typed as it could not be saved; says where it is.
pub(super) fn failed(state: &mut State, ticket: Ticket, message: &str) -> bool {
    let Some(place) = state.awaited.notes.iter().position(|(awaited, _)| *awaited == ticket) else {
        return false;
    };
    let (_, unsaved) = state.awaited.notes.remove(place);
    let again = match unsaved.target {
        Target::New(_) => Action::KeepWithNote,
        _ => Action::EditNote,
    };
    let keys = state.keymap.keys_of(again, Context::Reader).into_iter().next().unwrap_or_default();
    forget(state, &unsaved.target);
    state.unsaved.push(unsaved);
    state.complain(&format!("{message}; what you typed is not lost, {keys} there goes on with it"));
    true
}

/// Forgets what was typed of something and not saved.
pub(super) fn forget(state: &mut State, target: &Target) {
    state.unsaved.retain(|unsaved| !unsaved.target.is_same(target));
}
