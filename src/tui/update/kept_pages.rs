//! Pages of the bookmarks: asked for, taken, and narrowed to what is typed.

use crate::library::{Edge, KeptOrder, KeptPage, Request, Ticket, Way};
use crate::search::begun;
use crate::tui::effect::Effect;
use crate::tui::state::State;
use crate::tui::state::kept_list::{End, KeptFor, KeptList, PAGE, rows_shown};
use crate::tui::state::kept_view::{KeptView, Tab};
use crate::tui::state::popup::Popup;
use crate::tui::state::prompt::Purpose;

/// Returns how kept passages are listed first.
pub(super) fn view_of(state: &State, tab: Tab, typed: &str) -> KeptView {
    let usual = match tab {
        Tab::Document(_) | Tab::Story(_) => (KeptOrder::Place, Way::Usual),
        Tab::Library | Tab::Drifted => (KeptOrder::Newest, Way::Usual),
    };
    let (order, way) = state.kept_order.unwrap_or(usual);
    KeptView { tab, typed: typed.to_owned(), begun: None, order, way }
}

/// Returns what opens the panel with a list of kept passages.
pub(super) fn open(state: &mut State, view: KeptView) -> Effect {
    ask(state, &view.clone(), (Edge::First, PAGE), KeptFor::Opening(view))
}

/// Returns what fetches a list of kept passages from one of its ends.
pub(super) fn fetch(state: &mut State, view: KeptView, end: End) -> Effect {
    let edge = if end == End::First { Edge::First } else { Edge::Last };
    ask(state, &view.clone(), (edge, PAGE), KeptFor::Anew(view, end))
}

/// Returns what reads the passages of the panel again, if it is open; what is to take their place is asked for again.
pub(super) fn again(state: &mut State) -> Option<Effect> {
    match state.awaited.bookmarks.clone() {
        Some((_, KeptFor::Opening(view))) => return Some(open(state, view)),
        Some((_, KeptFor::Anew(view, end))) => return Some(fetch(state, view, end)),
        _ => {}
    }
    let panel = panel_mut(state)?;
    let (view, from) = (panel.view.clone(), panel.read_again());
    Some(ask(state, &view, from, KeptFor::Again))
}

/// Returns what reads the passages of the panel again if they are being read: what came of them was true before a change.
pub(super) fn again_after_change(state: &mut State) -> Option<Effect> {
    matches!(state.awaited.bookmarks, Some((_, KeptFor::Again))).then(|| again(state))?
}

/// Returns what fetches the passages beyond those that are there, if they are wanted soon.
pub(super) fn more(state: &mut State) -> Vec<Effect> {
    let height = rows_shown(state.size);
    if state.awaited.bookmarks.is_some() {
        return Vec::new();
    }
    let Some(panel) = panel_mut(state) else { return Vec::new() };
    let Some((edge, what)) = panel.wants(height) else { return Vec::new() };
    let view = panel.view.clone();
    vec![ask(state, &view, (edge, PAGE), what)]
}

fn ask(state: &mut State, view: &KeptView, from: (Edge, usize), what: KeptFor) -> Effect {
    let query = Box::new(view.query());
    let ticket = state.ticket();
    state.awaited.bookmarks = Some((ticket, what));
    let (edge, limit) = from;
    Effect::Request(ticket, Request::KeptPage { query, edge, limit })
}

/// Takes a page of kept passages.
pub(super) fn took(state: &mut State, ticket: Ticket, page: KeptPage) -> Vec<Effect> {
    let height = rows_shown(state.size);
    let Some(what) = arrived(state, ticket) else { return Vec::new() };
    let is_again = what == KeptFor::Again;
    if let KeptFor::Opening(view) = what {
        // Nothing kept here: what is kept elsewhere is better than nothing.
        let is_empty = page.rows.is_empty() && page.total == Some(0);
        let elsewhere = is_empty && matches!(view.tab, Tab::Document(_));
        let panel = KeptList::new(view, page, End::First, height);
        state.popup = Some(Popup::Bookmarks(Box::new(panel)));
        if elsewhere {
            let view = view_of(state, Tab::Library, "");
            return vec![fetch(state, view, End::First)];
        }
    } else {
        let Some(panel) = panel_mut(state) else { return Vec::new() };
        match what {
            KeptFor::Opening(_) => {}
            KeptFor::Anew(view, end) => *panel = KeptList::new(view, page, end, height),
            KeptFor::Again => {
                if let Some(further) = panel.again(page, height) {
                    let view = panel.view.clone();
                    return vec![ask(state, &view, further, KeptFor::Again)];
                }
            }
            KeptFor::Below => panel.extend_below(page),
            KeptFor::Above => panel.extend_above(page, height),
        }
    }
    // A page may have few rows where few of many are wanted.
    let mut effects = more(state);
    if effects.is_empty() && !is_again {
        effects.extend(look_for_beginning(state));
    }
    effects
}

/// Takes note that a page cannot be read: what it was to show is not asked for by itself again.
pub(super) fn failed(state: &mut State, ticket: Ticket) {
    if let Some(KeptFor::Anew(view, _)) = arrived(state, ticket)
        && let Some(panel) = panel_mut(state)
    {
        panel.refused = Some(view.typed);
    }
}

/// Returns what was awaited from a request, which it is no longer.
fn arrived(state: &mut State, ticket: Ticket) -> Option<KeptFor> {
    let awaited = &mut state.awaited.bookmarks;
    awaited.take_if(|(awaited, _)| *awaited == ticket).map(|(_, what)| what)
}

/// Returns the bookmarks panel, which may stand behind a text to look at, or under the help.
pub(super) fn panel_mut(state: &mut State) -> Option<&mut KeptList> {
    match &mut state.popup {
        Some(Popup::Bookmarks(panel)) => Some(panel),
        Some(Popup::Help(help)) => match help.under.as_deref_mut() {
            Some(Popup::Bookmarks(panel)) => Some(panel),
            _ => None,
        },
        _ => state.behind.as_deref_mut(),
    }
}

/// Forgets what is awaited for a panel that is closed, or cannot open any more because something else did; returns what
/// asks for the bookmarks that are narrowed to what is being typed.
pub(super) fn settle(state: &mut State) -> Option<Effect> {
    let (is_there, has_popup) = (panel_mut(state).is_some(), state.popup.is_some());
    state.awaited.bookmarks.take_if(|(_, what)| match what {
        KeptFor::Opening(_) => has_popup,
        _ => !is_there,
    });
    let prompt = state.prompt.as_ref()?;
    if !matches!(prompt.purpose, Purpose::Sift { .. }) {
        return None;
    }
    let typed = prompt.text().to_owned();
    let panel = panel_mut(state)?;
    if panel.refused.as_ref() == Some(&typed) {
        return None;
    }
    panel.refused = None;
    sifted(state, &typed)
}

/// Returns what asks for the bookmarks that are narrowed to some words, unless that is what is shown or asked for.
pub(super) fn sifted(state: &mut State, typed: &str) -> Option<Effect> {
    let Some(Popup::Bookmarks(panel)) = &state.popup else { return None };
    let asked = match &state.awaited.bookmarks {
        Some((_, KeptFor::Anew(view, _))) => view,
        _ => &panel.view,
    };
    if asked.typed == typed {
        return None;
    }
    let view = KeptView { typed: typed.to_owned(), begun: None, ..asked.clone() };
    Some(fetch(state, view, End::First))
}

/// Returns what asks for the bookmarks in which the last word begins one, if that makes sense, where nothing has it.
fn look_for_beginning(state: &mut State) -> Option<Effect> {
    let panel = panel_mut(state)?;
    if panel.count() != (0, Some(0)) || panel.view.begun.is_some() {
        return None;
    }
    let begun = Some(begun(&panel.view.typed)?);
    let view = KeptView { begun, ..panel.view.clone() };
    Some(fetch(state, view, End::First))
}
