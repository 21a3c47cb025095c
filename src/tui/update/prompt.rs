//! The prompt: editing, history, completion, searching while typing, and what Enter does.

use crate::library::Ticket;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::state::State;
use crate::tui::state::prompt::{Prompt, Purpose};
use crate::tui::update::command::Next;
use crate::tui::update::editing::change;
use crate::tui::update::{
    command_line, completing, feeds, filter, filtered, find, finder, joining, kept_pages, passages,
    saved, search, story_views,
};

/// Edits, accepts or gives up what is being typed.
pub(super) fn edit(state: &mut State, action: Action) -> Next {
    let of_query = finder::edit(state, action).or_else(|| filtered::edit(state, action));
    if let Some(effects) = of_query {
        return Next::Done(effects);
    }
    match action {
        Action::Accept => return accept(state),
        Action::Cancel | Action::Interrupt => return Next::Done(give_up(state)),
        Action::Older => recall(state, Age::Older),
        Action::Newer => recall(state, Age::Newer),
        Action::Complete | Action::CompleteBack => {
            let by = if action == Action::Complete { 1 } else { -1 };
            if state.prompt.as_ref().is_some_and(Prompt::asks_for_query) {
                let mut effects = completing::complete(state, by);
                effects.extend(typed(state));
                return Next::Done(effects);
            }
            complete(state, by);
        }
        _ => {
            let Some(prompt) = &mut state.prompt else { return Next::NOTHING };
            let empty = prompt.text().is_empty();
            change(prompt, action);
            if empty && action == Action::DeleteBefore {
                return Next::Done(give_up(state));
            }
        }
    }
    Next::Done(typed(state))
}

/// Puts in what can stand where the last word of a query is being typed.
pub(super) fn completed(state: &mut State, ticket: Ticket, items: Vec<String>) -> Vec<Effect> {
    if completing::took(state, ticket, items) { typed(state) } else { Vec::new() }
}

/// Types text at the cursor.
pub(super) fn insert(state: &mut State, text: &str) -> Vec<Effect> {
    if let Some(prompt) = &mut state.prompt {
        prompt.insert(text);
    }
    typed(state)
}

/// Follows what is typed: a search goes to its first match at once.
fn typed(state: &mut State) -> Vec<Effect> {
    let Some(prompt) = &state.prompt else { return Vec::new() };
    let text = prompt.text().to_owned();
    match prompt.purpose {
        Purpose::Search { from } => search::search_while_typing(state, &text, from),
        Purpose::FindRow { from } => find::find_while_typing(state, &text, from),
        Purpose::Narrow { .. } => filter::narrow(state, &text),
        Purpose::NarrowRows { .. } => story_views::narrow(state, &text),
        Purpose::SearchLibrary => return finder::typed(state, &text),
        Purpose::FilterList(_) => return filtered::typed(state, &text),
        _ => {}
    }
    Vec::new()
}

fn accept(state: &mut State) -> Next {
    let Some(prompt) = state.prompt.take() else { return Next::NOTHING };
    let text = prompt.text().trim().to_owned();
    match prompt.purpose {
        Purpose::Search { from } => {
            search::finish_search(state, &text, from);
            Next::NOTHING
        }
        Purpose::FindRow { from } => {
            find::find_while_typing(state, &text, from);
            Next::Done(find::finish(state, &text))
        }
        Purpose::Narrow { .. } => {
            filter::finish(state, &text);
            Next::NOTHING
        }
        Purpose::NarrowRows { .. } => {
            story_views::finish_narrowing(state, &text);
            Next::NOTHING
        }
        Purpose::Command => {
            remember(&mut state.commands, &text);
            command_line::run(state, &text)
        }
        Purpose::Tags => Next::NOTHING,
        Purpose::Sift { .. } => Next::Done(kept_pages::sifted(state, &text).into_iter().collect()),
        Purpose::Add if text.is_empty() => Next::NOTHING,
        Purpose::Add => Next::Done(vec![command_line::add(state, &text)]),
        Purpose::Rename(feed) => Next::Done(feeds::rename(state, feed, &text)),
        Purpose::RenameStory(story) => Next::Done(joining::rename(state, story, &text)),
        Purpose::WritePassages(document) => Next::Done(passages::write(state, document, &text)),
        Purpose::SaveSearch(query) => Next::Done(saved::save(state, &text, query)),
        Purpose::RenameSearch(search) => Next::Done(saved::rename(state, search, &text)),
        Purpose::EditSearch(search) => Next::Done(saved::set_query(state, search, &text)),
        // These prompts see to it themselves.
        Purpose::SearchLibrary | Purpose::FilterList(_) => Next::NOTHING,
    }
}

/// Closes the prompt and puts back what it changed.
fn give_up(state: &mut State) -> Vec<Effect> {
    let Some(prompt) = state.prompt.take() else { return Vec::new() };
    let height = state.text_height();
    if let Purpose::Search { from } = prompt.purpose
        && let Some(reader) = state.reader_mut()
    {
        reader.search = None;
        reader.place(from, 0, height);
    }
    if let Purpose::FindRow { from } = prompt.purpose {
        find::give_up(state, from);
    }
    match prompt.purpose {
        Purpose::Narrow { before } => filter::give_up(state, &before.unwrap_or_default()),
        Purpose::NarrowRows { before } => story_views::narrow(state, &before),
        Purpose::Sift { before } => {
            return kept_pages::sifted(state, &before).into_iter().collect();
        }
        _ => {}
    }
    Vec::new()
}

enum Age {
    Older,
    Newer,
}

/// Brings back an earlier entry, or goes on towards the newest and then what was typed: nothing.
fn recall(state: &mut State, age: Age) {
    let Some(prompt) = &mut state.prompt else { return };
    let history = match prompt.purpose {
        Purpose::Search { .. } => &state.searches,
        Purpose::SearchLibrary | Purpose::FilterList(_) | Purpose::EditSearch(_) => {
            &state.finder.history
        }
        Purpose::Command => &state.commands,
        _ => return,
    };
    let back = match (prompt.recalled, age) {
        (None, Age::Older) => Some(0),
        (Some(back), Age::Older) => Some((back + 1).min(history.len().saturating_sub(1))),
        (None | Some(0), Age::Newer) => None,
        (Some(back), Age::Newer) => Some(back - 1),
    };
    let entry = back.and_then(|back| history.iter().rev().nth(back));
    prompt.set(entry.map_or("", String::as_str));
    prompt.recalled = back.filter(|_| entry.is_some());
}

/// Completes the name of a command; pressed again, the next one that fits.
fn complete(state: &mut State, by: i64) {
    let Some(prompt) = state.prompt.as_mut().filter(|prompt| prompt.purpose == Purpose::Command)
    else {
        return;
    };
    let stem = prompt.stem().to_owned();
    let names = command_line::names(&stem);
    let Ok(count) = i64::try_from(names.len()) else { return };
    if count == 0 {
        return;
    }
    let here = names.iter().position(|name| *name == prompt.text());
    let here = here.and_then(|here| i64::try_from(here).ok());
    let next =
        here.map_or(if by > 0 { 0 } else { count - 1 }, |here| (here + by).rem_euclid(count));
    if let Some(name) = usize::try_from(next).ok().and_then(|next| names.get(next)) {
        prompt.complete(&stem, name);
    }
}

fn remember(history: &mut Vec<String>, text: &str) {
    if text.is_empty() {
        return;
    }
    history.retain(|known| known != text);
    history.push(text.to_owned());
}
