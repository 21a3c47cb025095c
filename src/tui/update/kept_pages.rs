//! Pages of the bookmarks: asked for, taken, and narrowed to what is typed.

use crate::library::{Edge, KeptOrder, KeptPage, Request, Ticket, Way};
use crate::search::begun;
use crate::tui::effect::Effect;
use crate::tui::state::State;
use crate::tui::state::kept_list::{End, KeptFor, KeptList, KeptView, PAGE, Tab, rows_shown};
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

/// Returns what fetches a list of kept passages from one of its ends.
pub(super) fn fetch(state: &mut State, view: KeptView, end: End) -> Effect {
    let query = Box::new(view.query());
    let edge = if end == End::First { Edge::First } else { Edge::Last };
    let ticket = state.ticket();
    state.awaited.bookmarks = Some((ticket, KeptFor::Anew(view, end)));
    Effect::Request(ticket, Request::KeptPage { query, edge, limit: PAGE })
}

/// Returns what reads the passages of the panel again, if it is open.
pub(super) fn again(state: &mut State) -> Option<Effect> {
    let Some(Popup::Bookmarks(panel)) = &state.popup else { return None };
    let (query, (edge, limit)) = (Box::new(panel.view.query()), panel.same());
    let ticket = state.ticket();
    state.awaited.bookmarks = Some((ticket, KeptFor::Again));
    Some(Effect::Request(ticket, Request::KeptPage { query, edge, limit }))
}

/// Returns what fetches the passages beyond those that are there, if they are wanted soon.
pub(super) fn more(state: &mut State) -> Vec<Effect> {
    let height = rows_shown(state.size);
    let Some(Popup::Bookmarks(panel)) = &state.popup else { return Vec::new() };
    if state.awaited.bookmarks.is_some() {
        return Vec::new();
    }
    let Some((edge, what)) = panel.wants(height) else { return Vec::new() };
    let query = Box::new(panel.view.query());
    let ticket = state.ticket();
    state.awaited.bookmarks = Some((ticket, what));
    vec![Effect::Request(ticket, Request::KeptPage { query, edge, limit: PAGE })]
}

/// Takes a page of kept passages.
pub(super) fn took(state: &mut State, ticket: Ticket, page: KeptPage) -> Vec<Effect> {
    let height = rows_shown(state.size);
    let is_awaited =
        state.awaited.bookmarks.as_ref().is_some_and(|(awaited, _)| *awaited == ticket);
    let Some((_, what)) = state.awaited.bookmarks.take_if(|_| is_awaited) else {
        return Vec::new();
    };
    let is_again = what == KeptFor::Again;
    match (what, &mut state.popup) {
        (KeptFor::Anew(view, end), _) => {
            let is_empty = page.rows.is_empty() && page.total == Some(0);
            let panel = KeptList::new(view, page, end, height);
            // Nothing kept here: what is kept elsewhere is better than nothing.
            let elsewhere = is_empty && matches!(panel.view.tab, Tab::Document(_));
            let first = state.popup.is_none();
            state.popup = Some(Popup::Bookmarks(Box::new(panel)));
            if elsewhere && first {
                let view = view_of(state, Tab::Library, "");
                return vec![fetch(state, view, End::First)];
            }
        }
        (KeptFor::Again, Some(Popup::Bookmarks(panel))) => panel.again(page, height),
        (KeptFor::Below, Some(Popup::Bookmarks(panel))) => panel.extend_below(page),
        (KeptFor::Above, Some(Popup::Bookmarks(panel))) => panel.extend_above(page, height),
        _ => {}
    }
    // A page may have few rows where few of many are wanted.
    let mut effects = more(state);
    if effects.is_empty() && !is_again {
        effects.extend(look_for_beginning(state));
    }
    effects
}

/// Returns what asks for the bookmarks that are narrowed to what is being typed.
pub(super) fn settle(state: &mut State) -> Option<Effect> {
    let prompt = state.prompt.as_ref()?;
    if !matches!(prompt.purpose, Purpose::Sift { .. }) {
        return None;
    }
    let typed = prompt.text().to_owned();
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
    let Some(Popup::Bookmarks(panel)) = &state.popup else { return None };
    if panel.count() != (0, Some(0)) || panel.view.begun.is_some() {
        return None;
    }
    let begun = Some(begun(&panel.view.typed)?);
    let view = KeptView { begun, ..panel.view.clone() };
    Some(fetch(state, view, End::First))
}
