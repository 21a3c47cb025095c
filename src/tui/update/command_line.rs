//! The command line: what can be typed after `:`.
//!
//! Every action by its name, a paragraph by its number, a place by its percentage, and the few commands
//! that take an argument.

use crate::library::Request;
use crate::tui::action::{Action, Argument};
use crate::tui::effect::Effect;
use crate::tui::state::State;
use crate::tui::theme::Theme;
use crate::tui::update::command::{Command, Next};
use crate::tui::update::{finder, joining, saved};

/// Commands that take an argument, or are short for another.
const COMMANDS: [&str; 7] =
    ["add", "export-feeds", "follow", "import-feeds", "q", "rename-story", "theme"];

/// Runs a command.
pub(super) fn run(state: &mut State, typed: &str) -> Next {
    let (name, argument) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    let argument = argument.trim();
    if let Some(command) = place(typed) {
        return Next::Perform(command);
    }
    match (name, argument) {
        ("", _) => Next::NOTHING,
        ("q", "") => Next::Perform(Command::plain(Action::Quit)),
        ("add", path) if !path.is_empty() => Next::Done(vec![add(state, path)]),
        ("follow", address) => follow(state, address),
        ("import-feeds", path) if !path.is_empty() => {
            Next::Done(vec![state.request(Request::ImportFeeds { path: path.into() })])
        }
        ("export-feeds", path) if !path.is_empty() => {
            Next::Done(vec![state.request(Request::ExportFeeds { path: path.into() })])
        }
        ("import-feeds" | "export-feeds", _) => {
            state.complain(&format!("{name} wants a file: :{name} feeds.opml"));
            Next::NOTHING
        }
        ("rename-story", title) => Next::Done(joining::rename_this(state, title)),
        ("search" | "search-library", query) if !query.is_empty() => {
            Next::Done(finder::search_for(state, query))
        }
        ("save-search", name) if !name.is_empty() => Next::Done(saved::save_shown(state, name)),
        ("theme", wanted) if !wanted.is_empty() => {
            theme(state, wanted);
            Next::NOTHING
        }
        _ => named(state, name, argument),
    }
}

/// Returns the names that start with what was typed, in order.
pub(super) fn names(typed: &str) -> Vec<&'static str> {
    let actions = Action::ALL.iter().filter(|action| offered(**action)).map(|action| action.name());
    let mut names: Vec<_> =
        actions.chain(COMMANDS).filter(|name| name.starts_with(typed)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Tells whether an action makes sense outside the prompt it edits.
pub(super) fn offered(action: Action) -> bool {
    !matches!(
        action,
        Action::Accept
            | Action::Complete
            | Action::CompleteBack
            | Action::Older
            | Action::Newer
            | Action::LineStart
            | Action::LineEnd
            | Action::CharacterLeft
            | Action::CharacterRight
            | Action::DeleteCharacter
            | Action::DeleteBefore
            | Action::DeleteWord
            | Action::ClearLine
            | Action::DeleteToEnd
    )
}

/// Reads `12` as a paragraph and `40%` as a place.
fn place(typed: &str) -> Option<Command> {
    let (number, action) = match typed.strip_suffix('%') {
        Some(number) => (number, Action::Percent),
        None => (typed, Action::End),
    };
    let count = number.trim().parse().ok()?;
    Some(Command::counted(action, count))
}

fn named(state: &mut State, name: &str, argument: &str) -> Next {
    let Some(action) = Action::from_name(name).filter(|action| offered(*action)) else {
        state.complain(&format!("no command {name}; Tab completes, Ctrl-p lists them all"));
        return Next::NOTHING;
    };
    match (action.argument(), argument.chars().next()) {
        (Argument::Character, None) => {
            state.complain(&format!("{name} wants a letter: :{name} a"));
            Next::NOTHING
        }
        (Argument::Character, character) => {
            Next::Perform(Command { action, character, count: None })
        }
        (_, None) => Next::Perform(Command::plain(action)),
        (Argument::None, Some(_)) => {
            state.complain(&format!("{name} takes nothing after it, so not {argument}"));
            Next::NOTHING
        }
        (_, Some(_)) => match argument.parse() {
            Ok(count) => Next::Perform(Command::counted(action, count)),
            Err(_) => {
                state.complain(&format!("{name} takes a number, not {argument}"));
                Next::NOTHING
            }
        },
    }
}

/// Follows the feed at an address, or the one that the page added last names.
fn follow(state: &mut State, address: &str) -> Next {
    let given = Some(address.to_owned()).filter(|address| !address.is_empty());
    let Some(address) = given.or_else(|| state.offered.take()) else {
        state.complain("follow wants an address: :follow https://…");
        return Next::NOTHING;
    };
    state.say(&format!("fetching {address} …"));
    Next::Done(vec![state.start(Request::Follow { address })])
}

fn theme(state: &mut State, wanted: &str) {
    match Theme::ALL.into_iter().find(|theme| theme.name() == wanted) {
        Some(theme) => state.theme = theme,
        None => {
            let names = Theme::ALL.map(Theme::name).join(", ");
            state.complain(&format!("no theme {wanted}; there are {names}"));
        }
    }
}

/// Returns what adds a file, a folder or what is behind an address.
pub(super) fn add(state: &mut State, place: &str) -> Effect {
    let lower = place.to_ascii_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") {
        state.say(&format!("fetching {place} …"));
        return state.start(Request::AddAddress { address: place.to_owned() });
    }
    state.say(&format!("adding {place} …"));
    state.start(Request::Add { path: place.into() })
}
