//! Update: the only place where the state changes.
//!
//! An event comes in, the state changes, effects come out as data; nothing here reads a file, a clock or
//! a terminal. A key goes through the keymap of its context to an action, and the action to
//! the part it belongs to: what stands over the panes first, then the focused pane, then all.

mod arrival;
mod as_kept;
mod beside;
mod caret;
mod changes;
mod command;
mod command_line;
mod completing;
mod copy;
mod editing;
mod evidence;
mod facts;
mod feeds;
mod filter;
mod filtered;
mod find;
mod finder;
mod finding;
mod focus;
mod follow;
mod global;
mod joining;
mod keep;
mod kept;
mod kept_fact;
mod kept_pages;
mod links;
mod listed;
mod listing;
mod marks;
mod matches;
mod mouse;
mod note;
mod palette;
mod passages;
mod pointer;

mod popup;
mod prompt;
mod reader;
mod reply;
mod same;
mod saved;
mod search;
mod shelves;
mod sources;
mod stories;
mod story;
mod story_panel;
mod story_views;
mod told;
mod travel;
mod unsaved;
mod verdicts;

use std::sync::Arc;

use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::event::Event;
use crate::tui::key::KeyPress;
use crate::tui::keymap::{Context, Lookup};
use crate::tui::panes::Pane;
use crate::tui::state::message::Message;
use crate::tui::state::reader::Reader;
use crate::tui::state::{Interrupted, State};
use crate::tui::update::command::{Command, Next};

/// The largest count that can be typed before a key.
const LARGEST_COUNT: u32 = 1_000_000;

/// Changes the state by an event and returns what is to be done.
pub fn update(state: &mut State, event: Event) -> Vec<Effect> {
    let room = state.text_area();
    let unread = state.message.clone().filter(Message::is_fresh_error);
    let is_reply = matches!(event, Event::Reply(..));
    let mut effects = take(state, event);
    // A remark that comes with a reply does not take the place of an error nobody can have read.
    if is_reply && unread.is_some() && state.message.as_ref().is_some_and(Message::is_remark) {
        state.message = unread;
    }
    story_views::settle(state);
    caret::settle(state);
    if state.text_area() != room {
        effects.extend(travel::fit(state));
    }
    beside::follow(state);
    kept::leave_behind(state);
    effects.extend(kept_pages::settle(state));
    effects.extend(stories::ask_for_members(state));
    effects.extend(story::ask(state));
    story_panel::refresh(state);
    effects
}

fn take(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Key(press) => key(state, press),
        Event::Paste(text) => paste(state, &text),
        Event::Mouse(event) => {
            let next = mouse::mouse(state, event);
            carry_on(state, next)
        }
        Event::ClickAgain(event, count) => {
            let next = mouse::click_again(state, event, count);
            carry_on(state, next)
        }
        Event::Copied(what, via) => {
            copy::copied(state, &what, &via);
            Vec::new()
        }
        Event::Resize(size) => {
            state.size = size;
            finding::fit(state);
            Vec::new()
        }
        Event::Reply(ticket, answer) => reply::reply(state, ticket, answer),
        Event::Edited(edited) => note::edited(state, edited),
        Event::Kept(bookmark) => keep::kept(state, bookmark),
        Event::Pause => travel::save_position(state).into_iter().collect(),
        Event::Terminate => global::quit(state),
    }
}

/// Does what typing or the mouse came to.
fn carry_on(state: &mut State, next: Next) -> Vec<Effect> {
    match next {
        Next::Done(effects) => effects,
        Next::Perform(command) => perform(state, command),
    }
}

/// Performs a command: what stands over the panes has it first, then the focused pane, then all.
fn perform(state: &mut State, command: Command) -> Vec<Effect> {
    let command = match command.action {
        Action::Interrupt if can_cancel(state) => Command::plain(Action::Cancel),
        _ => command,
    };
    if command.action != Action::Interrupt {
        state.interrupted = Interrupted::No;
    }
    if let Some(effects) = found_action(state, command).or_else(|| changes::act(state, command)) {
        return effects;
    }
    if let Some(effects) = find::act(state, command) {
        return effects;
    }
    if state.popup.is_some() {
        if let Some(effects) = popup::act(state, command) {
            return effects;
        }
        if !stays_open(command.action) {
            state.popup = None;
        }
        return everywhere(state, command);
    }
    if let Some(effects) = story_views::open(state, command) {
        return effects;
    }
    if state.shows_table() {
        if let Some(effects) = story_views::act(state, command) {
            return effects;
        }
        if !stays_open(command.action) && !story_views::stays_open(command.action) {
            state.story_view = None;
        }
        return everywhere(state, command);
    }
    if let Some(effects) = beside::act(state, command) {
        return effects;
    }
    if command.action == Action::Cancel && !is_marked(state) && state.work.can_stop() {
        return feeds::stop(state);
    }
    if let Some(effects) = list_action(state, command) {
        return effects;
    }
    let pane = match state.focus {
        Pane::Sources => sources::act(state, command),
        Pane::Reader => reader::act(state, command),
        Pane::Facts => facts::act(state, command),
    };
    pane.or_else(|| about_story(state, command)).unwrap_or_else(|| global::act(state, command))
}

/// Performs what is about searches of the library, over what an action means else where they are shown.
fn found_action(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    arrival::act(state, command)
        .or_else(|| finder::act(state, command))
        .or_else(|| filtered::act(state, command))
}

/// Performs a command that belongs to no pane.
fn everywhere(state: &mut State, command: Command) -> Vec<Effect> {
    story_views::open(state, command)
        .or_else(|| list_action(state, command))
        .or_else(|| about_story(state, command))
        .unwrap_or_else(|| global::act(state, command))
}

/// Performs what is about the story of the open article, from wherever it is asked for.
fn about_story(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    marks::act(state, command).or_else(|| story_panel::show_act(state, command))
}

/// Performs what chooses or fetches the articles of the list, from wherever it is asked for.
fn list_action(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    saved::act(state, command)
        .or_else(|| shelves::act(state, command))
        .or_else(|| joining::act(state, command))
        .or_else(|| feeds::act(state, command.action))
}

/// Tells whether there is something that an interrupt takes back before it ends anything.
fn can_cancel(state: &State) -> bool {
    state.popup.is_some()
        || state.story_view.is_some()
        || state.work.can_stop()
        || is_marked(state)
        || state.focus == Pane::Facts
}

/// Tells whether the focused text shows a selection, a fact or a search, which are taken back first.
fn is_marked(state: &State) -> bool {
    let marked = |reader: &Reader| {
        reader.selection.is_some()
            || reader.caret.is_some()
            || !reader.shown.is_empty()
            || reader.search.is_some()
    };
    state.focus == Pane::Reader && state.reader().is_some_and(marked)
}

/// Tells whether an action that a popup does not know leaves it open: those that show nothing else.
const fn stays_open(action: Action) -> bool {
    matches!(
        action,
        Action::Suspend
            | Action::Redraw
            | Action::CommandLine
            | Action::NextTheme
            | Action::Undo
            | Action::Redo
    )
}

fn key(state: &mut State, press: KeyPress) -> Vec<Effect> {
    let context = state.context();
    if context == Context::Prompt {
        // What stands where a prompt stands has been read, or came while it stood there.
        state.message = state.message.take().filter(Message::is_fresh_error);
    } else {
        let is_escape = press.to_string() == "Esc";
        state.message = state.message.take().filter(|_| !is_escape).and_then(Message::after_key);
    }
    if matches!(context, Context::Prompt | Context::Palette | Context::Note) {
        return typing(state, context, press);
    }
    if digit(state, context, &press) {
        return Vec::new();
    }
    state.pending.push(press);
    let keymap = Arc::clone(&state.keymap);
    match keymap.lookup(context, &state.pending) {
        Lookup::Prefix => Vec::new(),
        Lookup::Found(action, character) => {
            state.pending.clear();
            let count = state.count.take();
            if count.is_some() && matches!(action, Action::Cancel | Action::Interrupt) {
                return Vec::new();
            }
            perform(state, Command { action, character, count })
        }
        Lookup::Several(actions) => {
            state.pending.clear();
            let count = state.count.take();
            let run = |action: &Action| {
                perform(state, Command { action: *action, character: None, count })
            };
            actions.iter().flat_map(run).collect()
        }
        Lookup::NoMatch => {
            let unknown: Vec<_> = state.pending.drain(..).map(|key| key.to_string()).collect();
            state.count = None;
            state.interrupted = Interrupted::No;
            let given_up =
                unknown.last().is_some_and(|key| matches!(key.as_str(), "Esc" | "Ctrl-c"));
            if !given_up {
                let help = state.keymap.keys_of(Action::Help, context);
                let help = help.first().cloned().unwrap_or_default();
                let unknown = unknown.join(" ");
                state.say(&format!("{unknown} does nothing here; {help} shows the keys"));
            }
            Vec::new()
        }
    }
}

/// Takes a digit of a count, if it is one; returns whether it was.
fn digit(state: &mut State, context: Context, press: &KeyPress) -> bool {
    let Some(digit) = press.typed().and_then(|ch| ch.to_digit(10)) else { return false };
    let bound = state.keymap.lookup(context, std::slice::from_ref(press)) != Lookup::NoMatch;
    let starts = state.count.is_none() && (digit == 0 || bound);
    if !state.pending.is_empty() || starts {
        return false;
    }
    let count = state.count.unwrap_or(0).saturating_mul(10).saturating_add(digit);
    state.count = Some(count.min(LARGEST_COUNT));
    true
}

/// A key while text is typed: an editing key, or a character.
fn typing(state: &mut State, context: Context, press: KeyPress) -> Vec<Effect> {
    state.pending.push(press);
    let keymap = Arc::clone(&state.keymap);
    let found = keymap.lookup(context, &state.pending);
    if found == Lookup::Prefix {
        return Vec::new();
    }
    let pressed: Vec<_> = state.pending.drain(..).collect();
    match found {
        Lookup::Found(action, _) => edit(state, context, action),
        Lookup::Several(actions) => {
            actions.iter().flat_map(|action| edit(state, context, *action)).collect()
        }
        _ => match pressed.as_slice() {
            [press] => {
                let typed = press.typed();
                typed.map(|ch| type_text(state, &ch.to_string())).unwrap_or_default()
            }
            _ => Vec::new(),
        },
    }
}

fn edit(state: &mut State, context: Context, action: Action) -> Vec<Effect> {
    let next = match context {
        Context::Palette => palette::edit(state, action),
        Context::Note => note::edit(state, action),
        _ => prompt::edit(state, action),
    };
    carry_on(state, next)
}

fn type_text(state: &mut State, text: &str) -> Vec<Effect> {
    match state.context() {
        Context::Palette => {
            palette::insert(state, text);
            Vec::new()
        }
        Context::Note => {
            note::insert(state, text);
            Vec::new()
        }
        _ => prompt::insert(state, text),
    }
}

/// Pasted text goes into what is being typed, and nowhere else: it is never taken for keys.
fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    match state.context() {
        Context::Prompt | Context::Palette | Context::Note => type_text(state, text),
        _ => {
            state.say("paste goes into a prompt; open one with / or : first");
            Vec::new()
        }
    }
}
