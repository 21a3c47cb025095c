//! The palette: commands and articles found by a few letters of their names.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::tui::action::{Action, Argument};
use crate::tui::state::list::ListState;
use crate::tui::state::popup::{Palette, PaletteItem, Popup};
use crate::tui::state::prompt::{Prompt, Purpose};
use crate::tui::state::{Goal, State};
use crate::tui::update::command::{Command, Next};
use crate::tui::update::editing::change;
use crate::tui::update::{command_line, travel};
use crate::tui::wording;

/// The most items that are listed.
const ITEMS: usize = 200;

/// Opens the palette with everything in it.
pub(super) fn open(state: &mut State) {
    let input = Prompt::new(Purpose::Command, "");
    let items = found(state, "");
    state.popup = Some(Popup::Palette(Palette { input, list: ListState::default(), items }));
}

/// Types into the palette.
pub(super) fn insert(state: &mut State, text: &str) {
    if let Some(Popup::Palette(palette)) = &mut state.popup {
        palette.input.insert(text);
    }
    filter(state);
}

/// Edits what is typed, moves the selection, runs it, or closes the palette.
pub(super) fn edit(state: &mut State, action: Action) -> Next {
    let height = rows(state);
    let Some(Popup::Palette(palette)) = &mut state.popup else { return Next::NOTHING };
    let length = palette.items.len();
    match action {
        Action::Down | Action::Newer => palette.list.step(1, length, height),
        Action::Up | Action::Older => palette.list.step(-1, length, height),
        Action::ListPageDown => palette.list.step(height.into(), length, height),
        Action::ListPageUp => palette.list.step(-i64::from(height), length, height),
        Action::Complete => {
            let selected = palette.items.get(palette.list.selected());
            if let Some(item) = selected {
                palette.input.set(&name_of(item));
            }
            filter(state);
        }
        Action::Cancel | Action::Interrupt => state.popup = None,
        Action::Accept | Action::Open => return accept(state),
        _ => {
            change(&mut palette.input, action);
            filter(state);
        }
    }
    Next::NOTHING
}

/// Returns how many items the palette shows at once.
fn rows(state: &State) -> u16 {
    (state.size.height.saturating_sub(1) / 2).saturating_sub(2).max(1)
}

fn accept(state: &mut State) -> Next {
    let Some(Popup::Palette(palette)) = state.popup.take() else { return Next::NOTHING };
    match palette.items.get(palette.list.selected()) {
        Some(PaletteItem::Action(action)) if action.argument() == Argument::Character => {
            state.ask(Purpose::Command, &format!("{} ", action.name()));
            Next::NOTHING
        }
        Some(PaletteItem::Action(action)) => Next::Perform(Command::plain(*action)),
        Some(PaletteItem::Article(id, _)) => Next::Done(travel::open(state, *id, Goal::WhereLeft)),
        None => Next::NOTHING,
    }
}

fn filter(state: &mut State) {
    let Some(Popup::Palette(palette)) = &state.popup else { return };
    let items = found(state, palette.input.text());
    if let Some(Popup::Palette(palette)) = &mut state.popup {
        palette.items = items;
        palette.list = ListState::default();
    }
}

/// Returns what matches, best first; everything in its usual order if nothing is typed.
fn found(state: &State, typed: &str) -> Vec<PaletteItem> {
    let actions = Action::ALL.iter().copied().filter(|action| command_line::offered(*action));
    let actions = actions.map(PaletteItem::Action);
    let articles = state.sources.entries().iter();
    let articles =
        articles.map(|entry| PaletteItem::Article(entry.id, wording::title(entry).to_string()));
    if typed.trim().is_empty() {
        return actions.chain(articles).take(ITEMS).collect();
    }
    let pattern = Pattern::parse(typed, CaseMatching::Smart, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut scored: Vec<_> = actions
        .chain(articles)
        .filter_map(|item| {
            let text = text_of(&item);
            let score = pattern.score(Utf32Str::new(&text, &mut buffer), &mut matcher)?;
            Some((score, item))
        })
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, item)| item).take(ITEMS).collect()
}

fn name_of(item: &PaletteItem) -> String {
    match item {
        PaletteItem::Action(action) => action.name().to_owned(),
        PaletteItem::Article(_, title) => title.clone(),
    }
}

fn text_of(item: &PaletteItem) -> String {
    match item {
        PaletteItem::Action(action) => format!("{} {}", action.name(), action.help()),
        PaletteItem::Article(_, title) => title.clone(),
    }
}
