//! What changed in an article since it was last read, and its older revisions.

use std::sync::Arc;

use crate::document::{Document, DocumentId};
use crate::library::{Changes, Reply, Request, Revision, Ticket};
use crate::text::Safe;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::state::State;
use crate::tui::state::changes::{ChangesView, Versions};
use crate::tui::state::list::ListState;
use crate::tui::state::popup::{Peek, Popup, Spacing};
use crate::tui::state::reader::Reader;
use crate::tui::update::command::Command;

/// Runs an action on the revisions of the open article, or on what shows them; `None` if it is none.
pub(super) fn act(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    match (command.action, &state.popup) {
        (Action::WhatChanged, None) => Some(ask(state)),
        (Action::Versions, None) => Some(ask_for_versions(state)),
        (Action::NextMatch, Some(Popup::Changes(_))) => Some(step(state, command.times())),
        (Action::PreviousMatch, Some(Popup::Changes(_))) => Some(step(state, -command.times())),
        (Action::Open, Some(Popup::Versions(_))) => Some(open_version(state)),
        _ => None,
    }
}

/// Takes what is known of older revisions; what has been overtaken is dropped.
pub(super) fn reply(state: &mut State, ticket: Ticket, reply: Reply) {
    if state.awaited.past.take_if(|awaited| *awaited == ticket).is_none() {
        return;
    }
    match reply {
        Reply::Revisions { document, revisions } => show_versions(state, document, revisions),
        Reply::OldText(document, text) => show_old(state, document, text.as_ref()),
        Reply::Changes(found) => show(state, found.as_deref()),
        _ => {}
    }
}

/// Says quietly that an article says something else than when it was last read.
pub(super) fn announce(state: &mut State) {
    let Some(reader) = state.reader() else { return };
    let Some((_, at)) = reader.read_before else { return };
    let keys = state.keymap.keys_of(Action::WhatChanged, state.context());
    let key = keys.first().cloned().unwrap_or_else(|| ":what-changed".to_owned());
    state.say(&format!("changed since {} · {key} what changed", at.strftime("%-d %b %Y")));
}

/// Shows what changed.
fn show(state: &mut State, changes: Option<&Changes>) {
    let view = changes.and_then(ChangesView::new);
    match view {
        Some(mut view) if view.count() > 0 => {
            let (columns, height) = (Peek::columns(state.size.width), state.popup_height());
            let count = view.count();
            view.scroll(0, columns, height);
            state.popup = Some(Popup::Changes(view));
            let places = if count == 1 { "paragraph" } else { "paragraphs" };
            state.say(&format!("{count} {places} changed; n and N go through them"));
        }
        Some(_) => state.say("the text is what it was"),
        None => state.say("there is no older version of this article"),
    }
}

/// Shows the list of the revisions.
fn show_versions(state: &mut State, document: DocumentId, revisions: Vec<Revision>) {
    if revisions.len() < 2 {
        state.say("there is no older version of this article");
        return;
    }
    state.popup =
        Some(Popup::Versions(Versions { document, list: ListState::default(), revisions }));
}

/// Shows the text of an older revision, and says in its head that it is old.
fn show_old(state: &mut State, document: DocumentId, text: Option<&Arc<Document>>) {
    let Some(text) = text else {
        state.complain("this version is not kept any more");
        return;
    };
    let day = state.awaited.version.take().map(|at| at.strftime("%-d %b %Y, %H:%M").to_string());
    let title = state.sources.get(document).map(|entry| entry.title.clone()).unwrap_or_default();
    let head = format!("Old version of {} · {title}", day.unwrap_or_default());
    let paragraphs: Vec<_> =
        text.blocks().iter().map(|block| Safe::new(text.slice(block.range))).collect();
    state.popup = Peek::new(Safe::new(&head), &paragraphs, Spacing::Loose).map(Popup::Peek);
    state.say("this is an old version; q goes back to the current one");
}

/// Asks for something older; what was asked for before is awaited no more.
pub(super) fn await_past(state: &mut State, request: Request) -> Effect {
    let ticket = state.ticket();
    state.awaited.old_passage = None;
    state.awaited.past = Some(ticket);
    Effect::Request(ticket, request)
}

fn ask(state: &mut State) -> Vec<Effect> {
    let Some(reader) = state.reader() else {
        state.say("no article is open");
        return Vec::new();
    };
    let (document, since) = (reader.id(), reader.read_before);
    vec![await_past(state, Request::Changes { document, since })]
}

fn ask_for_versions(state: &mut State) -> Vec<Effect> {
    let Some(document) = state.reader().map(Reader::id) else {
        state.say("no article is open");
        return Vec::new();
    };
    vec![await_past(state, Request::Revisions(document))]
}

fn step(state: &mut State, by: i64) -> Vec<Effect> {
    let (columns, height) = (Peek::columns(state.size.width), state.popup_height());
    if let Some(Popup::Changes(view)) = &mut state.popup {
        let count = view.count();
        if let Some(number) = view.step(by, columns, height.saturating_sub(2)) {
            state.say(&format!("change {number} of {count}"));
        }
    }
    Vec::new()
}

fn open_version(state: &mut State) -> Vec<Effect> {
    let Some(Popup::Versions(versions)) = state.popup.take() else { return Vec::new() };
    let Some(chosen) = versions.revisions.get(versions.list.selected()) else { return Vec::new() };
    if chosen.current {
        state.say("this is the current version");
        return Vec::new();
    }
    state.awaited.version = Some(chosen.fetched);
    vec![await_past(state, Request::OldText(versions.document, chosen.id))]
}
