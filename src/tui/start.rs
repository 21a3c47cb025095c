//! The start: what there is before the first frame, so that the first frame is whole.
//!
//! The library is read directly, before its threads run. Nothing here writes to the disk, and nothing
//! knows the terminal but what the environment tells of it.

use std::sync::Arc;

use ratatui::layout::Size;

use crate::config::{self, Config};
use crate::document::DocumentId;
use crate::library::{Library, Reply, Request};
use crate::text::TextSize;
use crate::tui::effect::Effect;
use crate::tui::event::Event;
use crate::tui::keymap::Keymap;
use crate::tui::panes::Pane;
use crate::tui::state::sources::PAGE;
use crate::tui::state::{Goal, Listing, State};
use crate::tui::terminal::{Background, Colors, Support};
use crate::tui::theme::Theme;
use crate::tui::update::update;

/// Fills the state with the first page of the list and an open article, so that the first frame is whole;
/// returns what is left to be done after it.
///
/// # Errors
///
/// Fails if the list cannot be read.
pub fn first_page(
    state: &mut State,
    library: &Library,
    open: Option<DocumentId>,
    at: Option<TextSize>,
) -> anyhow::Result<Vec<Effect>> {
    let ticket = state.ticket();
    state.awaited.list = Some((ticket, Listing::Anew));
    let entries = library.list(None, PAGE)?;
    let first = entries.first().map(|entry| entry.id);
    let counts = library.counts()?;
    let mut effects = Vec::new();
    for effect in update(state, Event::Reply(ticket, Reply::Listed { entries, counts })) {
        match effect {
            // What the stories are called and which articles they have is part of the list.
            Effect::Request(ticket, Request::SomeStories(stories)) => {
                let heads = Reply::Stories(library.some_stories(&stories)?);
                effects.extend(update(state, Event::Reply(ticket, heads)));
            }
            effect => effects.push(effect),
        }
    }
    effects.push(state.request(Request::Subscriptions));
    effects.push(state.request(Request::SavedSearches));
    let Some(id) = open.or(library.last_opened()?).or(first) else { return Ok(effects) };
    let ticket = state.ticket();
    state.awaited.open = Some((ticket, at.map_or(Goal::WhereLeft, Goal::Place)));
    // An article that cannot be read must not keep the library from opening.
    match library.look_into(id) {
        Ok(opened) => {
            state.focus = Pane::Reader;
            effects.extend(update(state, Event::Reply(ticket, Reply::Opened(Box::new(opened)))));
            // Nothing waits for the disk before the first frame.
            effects.push(state.request(Request::Touch(id)));
        }
        Err(error) => {
            state.awaited.open = None;
            state.complain(&format!("{error:#}"));
        }
    }
    Ok(effects)
}

/// Returns the state before anything is read, and what of the start the user should know.
pub(super) fn initial_state(
    config: &Config,
    notice: Option<&str>,
    size: Size,
) -> (State, Vec<String>) {
    let Config { settings, keys, problems } = config;
    let (keymap, key_problems) = Keymap::new(keys);
    let theme = theme(settings.theme, Support::from_environment());
    let mut state = State::new(size, Arc::new(keymap), settings.clone(), theme);
    let mut faults: Vec<_> = problems
        .iter()
        .map(|problem| fault(problem.line, &problem.message))
        .chain(key_problems.iter().map(|problem| fault(Some(problem.line), &problem.message)))
        .collect();
    faults.extend(notice.map(str::to_owned));
    match faults.as_slice() {
        [] => {}
        [fault] => state.complain(fault),
        [first, ..] => state.complain(&format!("1 of {}: {first}", faults.len())),
    }
    (state, faults)
}

fn fault(line: Option<usize>, message: &str) -> String {
    match line {
        Some(line) => format!("config.toml line {line}: {message}"),
        None => format!("config.toml: {message}"),
    }
}

fn theme(wanted: config::Theme, support: Support) -> Theme {
    match wanted {
        _ if support.colors == Colors::None => Theme::Plain,
        config::Theme::Plain => Theme::Plain,
        config::Theme::Light => Theme::Light,
        config::Theme::Dark => Theme::Dark,
        config::Theme::Auto => match support.background {
            Background::Light => Theme::Light,
            Background::Dark | Background::Unknown => Theme::Dark,
        },
    }
}
