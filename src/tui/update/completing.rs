//! Completing the last word of a query: asked of the library once, then gone through with the same key.

use crate::library::{Request, Ticket};
use crate::tui::effect::Effect;
use crate::tui::state::State;
use crate::tui::state::finder::Completions;

/// Puts the next completion in, or the one before; asks for them if they are not known.
pub(super) fn complete(state: &mut State, by: i64) -> Vec<Effect> {
    let Some(prompt) = &state.prompt else { return Vec::new() };
    let mut stem = prompt.stem().to_owned();
    if let Some(known) = state.finder.completions.as_ref().filter(|known| known.stem == stem) {
        if known.items.as_slice() != [prompt.text()] {
            choose(state, by);
            return Vec::new();
        }
        // The only one is put in already: the next can only be what follows it.
        prompt.text().clone_into(&mut stem);
    }
    let ticket = state.ticket();
    state.awaited.completions = Some((ticket, stem.clone()));
    state.finder.completions = None;
    vec![Effect::Request(ticket, Request::CompleteQuery(stem))]
}

/// Takes completions, if what they complete is still there; returns whether one was put in.
pub(super) fn took(state: &mut State, ticket: Ticket, items: Vec<String>) -> bool {
    let awaited = state.awaited.completions.take_if(|(awaited, _)| *awaited == ticket);
    let Some((_, stem)) = awaited else { return false };
    let prompt = state.prompt.as_ref().filter(|prompt| prompt.asks_for_query());
    if items.is_empty() || prompt.is_none_or(|prompt| prompt.text() != stem) {
        return false;
    }
    state.finder.completions = Some(Completions { stem, items });
    choose(state, 1);
    true
}

/// Puts the completion in that follows the one that is there.
fn choose(state: &mut State, by: i64) {
    let (Some(prompt), Some(known)) = (&mut state.prompt, &state.finder.completions) else {
        return;
    };
    let Ok(count @ 1..) = i64::try_from(known.items.len()) else { return };
    let here = known.items.iter().position(|item| item == prompt.text());
    let here = here.and_then(|here| i64::try_from(here).ok());
    let first = if by > 0 { 0 } else { count - 1 };
    let next = here.map_or(first, |here| (here + by).rem_euclid(count));
    if let Some(item) = usize::try_from(next).ok().and_then(|next| known.items.get(next)) {
        prompt.complete(&known.stem, item);
    }
}
