//! Finding a row: `/`, `n` and `N` in every list, from the source list to the help.

use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::keymap::Context;
use crate::tui::panes::Pane;
use crate::tui::state::State;
use crate::tui::state::evidence::Evidence;
use crate::tui::state::panel::PanelRow;
use crate::tui::state::popup::{HelpRow, Popup};
use crate::tui::state::prompt::Purpose;
use crate::tui::state::reader::Reader;
use crate::tui::state::sources::Showing;
use crate::tui::state::sources::stories::SourceRow;
use crate::tui::state::story_panel::StoryRow;
use crate::tui::update::command::Command;
use crate::tui::update::follow::show_selected;
use crate::tui::update::{filter, listing};
use crate::tui::wording;

/// Runs an action of finding rows; `None` if it is none, or is about the text.
pub(super) fn act(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    if matches!(
        state.context(),
        Context::Reader
            | Context::Caret
            | Context::Visual
            | Context::Matrix
            | Context::Timeline
            | Context::Bookmarks
    ) {
        return None;
    }
    let times = command.times();
    match command.action {
        Action::Search if state.context() == Context::Facts && shows_facts(state) => {
            filter::ask(state);
        }
        Action::Search => ask(state),
        Action::NextMatch => return Some(next(state, times)),
        Action::PreviousMatch => return Some(next(state, -times)),
        _ => return None,
    }
    Some(Vec::new())
}

/// Tells whether facts stand beside the text, and not its story.
fn shows_facts(state: &State) -> bool {
    state.reader().is_some_and(|reader| reader.story_panel.is_none())
}

/// Asks for what to find among the rows of the list that has the focus.
pub(super) fn ask(state: &mut State) {
    if rows(state).is_empty() {
        state.say("there is nothing to find here");
        return;
    }
    let from = selected(state);
    state.ask(Purpose::FindRow { from }, "");
}

/// Selects the first row from `from` on that contains what is typed so far.
pub(super) fn find_while_typing(state: &mut State, typed: &str, from: usize) {
    if typed.is_empty() {
        select(state, from);
        return;
    }
    state.row_query = typed.to_lowercase();
    let found = matches(state);
    let next = found.iter().find(|row| **row >= from).or(found.first());
    select(state, next.copied().unwrap_or(from));
}

/// Says so if no row contains what was typed; nothing typed repeats the last search.
pub(super) fn finish(state: &mut State, typed: &str) -> Vec<Effect> {
    if typed.is_empty() {
        return next(state, 1);
    }
    if matches(state).is_empty() {
        state.complain(&format!("no row contains {typed}"));
    }
    listing::more(state)
}

/// Puts the selection back where it was before the search.
pub(super) fn give_up(state: &mut State, from: usize) {
    select(state, from);
}

/// Goes so many matching rows on, or back, around the end if need be.
fn next(state: &mut State, by: i64) -> Vec<Effect> {
    if state.row_query.is_empty() {
        state.say("nothing has been searched for in this list yet");
        return Vec::new();
    }
    let found = matches(state);
    let Ok(count @ 1..) = i64::try_from(found.len()) else {
        let message = format!("no row contains {}", state.row_query);
        state.complain(&message);
        return Vec::new();
    };
    let here = selected(state);
    let before = found.partition_point(|row| *row < here);
    let is_match = found.get(before) == Some(&here);
    let base = i64::try_from(before).unwrap_or(0) - i64::from(by > 0 && !is_match);
    let index = usize::try_from((base + by).rem_euclid(count)).unwrap_or(0);
    if let Some(row) = found.get(index) {
        select(state, *row);
    }
    state.say(&format!("match {} of {count}", index + 1));
    listing::more(state)
}

fn matches(state: &State) -> Vec<usize> {
    if state.row_query.is_empty() {
        return Vec::new();
    }
    let contains = |(row, text): (usize, String)| {
        text.to_lowercase().contains(&state.row_query).then_some(row)
    };
    rows(state).into_iter().enumerate().filter_map(contains).collect()
}

/// Returns what the rows of the list that has the focus say; none where there is no list.
fn rows(state: &State) -> Vec<String> {
    let words = |label: wording::Label| format!("{} {}", label.main, label.detail);
    match &state.popup {
        Some(Popup::Help(help)) => help.rows.iter().map(help_row).collect(),
        Some(Popup::Jumps(_)) => {
            state.jumps.places().iter().map(|place| words(wording::jump(state, *place))).collect()
        }
        Some(Popup::Contents(contents)) => {
            contents.headings.iter().map(|heading| heading.text.to_string()).collect()
        }
        Some(Popup::Links(popup)) => {
            let links = popup.links.iter();
            links.map(|link| format!("{} {}", link.text, link.address)).collect()
        }
        Some(Popup::Evidence(evidence)) => evidence_rows(state, evidence),
        Some(Popup::Filters(popup)) => {
            let choices = popup.choices.iter();
            choices.map(|(filter, _)| wording::filter(*filter).to_owned()).collect()
        }
        Some(Popup::Versions(versions)) => {
            versions.revisions.iter().map(|revision| words(wording::version(revision))).collect()
        }
        Some(
            Popup::Peek(_)
            | Popup::Changes(_)
            | Popup::Palette(_)
            | Popup::Bookmarks(_)
            | Popup::Results,
        ) => Vec::new(),
        None if shows_shelves(state) => {
            state.sources.shelves.iter().map(|shelf| wording::shelf(shelf).to_string()).collect()
        }
        None if state.focus == Pane::Sources => {
            state.sources.rows().iter().map(|row| source_row(state, *row)).collect()
        }
        None => state.reader().map(panel_rows).unwrap_or_default(),
    }
}

fn source_row(state: &State, row: SourceRow) -> String {
    match row {
        SourceRow::Story(story) => {
            let head = state.sources.stories().head(story);
            head.map(|head| head.title.clone()).unwrap_or_default()
        }
        SourceRow::Member(_, id) | SourceRow::Article(id) => {
            let entry = state.sources.get(id);
            let words = |entry| format!("{} {}", wording::title(entry), wording::origin(entry));
            entry.map(words).unwrap_or_default()
        }
    }
}

fn shows_shelves(state: &State) -> bool {
    state.focus == Pane::Sources && state.sources.showing == Showing::Shelves
}

fn help_row(row: &HelpRow) -> String {
    match row {
        HelpRow::Heading(text) => (*text).to_owned(),
        HelpRow::Keys(keys, text) => format!("{keys} {text}"),
        HelpRow::Space => String::new(),
    }
}

fn evidence_rows(state: &State, evidence: &Evidence) -> Vec<String> {
    let Some(reader) = state.open_reader(evidence.document) else { return Vec::new() };
    let words = |index| {
        let label = wording::evidence_row(&reader.document, evidence, evidence.row(index)?);
        Some(format!("{} {}", label.main, label.detail))
    };
    (0..evidence.row_count()).map(|index| words(index).unwrap_or_default()).collect()
}

fn panel_rows(reader: &Reader) -> Vec<String> {
    if let Some(panel) = &reader.story_panel {
        let label = |row: &StoryRow| wording::story_row(panel, *row);
        return panel.rows().iter().map(|row| label(row).main.to_string()).collect();
    }
    reader.panel.rows().iter().map(|row| panel_row(reader, *row).unwrap_or_default()).collect()
}

fn panel_row(reader: &Reader, row: PanelRow) -> Option<String> {
    match row {
        PanelRow::Section(kind, _) => Some(kind.heading().to_owned()),
        PanelRow::More(..) => None,
        PanelRow::Entry(index) => {
            let label = wording::entry(reader, reader.panel.entry(index)?)?;
            Some(format!("{} {}", label.main, label.detail))
        }
        PanelRow::Passage(index, passage) => {
            let passage = reader.panel.entry(index)?.passages.get(passage)?;
            Some(reader.document.slice(reader.sentence_of(*passage)).to_owned())
        }
    }
}

fn selected(state: &State) -> usize {
    match &state.popup {
        Some(Popup::Help(help)) => help.list.selected(),
        Some(Popup::Bookmarks(panel)) => panel.list.selected(),
        Some(Popup::Jumps(list)) => list.selected(),
        Some(Popup::Contents(contents)) => contents.list.selected(),
        Some(Popup::Links(popup)) => popup.list.selected(),
        Some(Popup::Filters(popup)) => popup.list.selected(),
        Some(Popup::Evidence(evidence)) => evidence.list.selected(),
        Some(Popup::Versions(versions)) => versions.list.selected(),
        Some(Popup::Peek(_) | Popup::Changes(_) | Popup::Palette(_) | Popup::Results) => 0,
        None if shows_shelves(state) => state.sources.shelves.list.selected(),
        None if state.focus == Pane::Sources => state.sources.list.selected(),
        None => state.reader().map_or(0, Reader::side_selected),
    }
}

fn select(state: &mut State, row: usize) {
    let height = state.popup_height();
    let (sources_height, facts_height) = (state.sources_height(), state.body_height(Pane::Facts));
    let (shelves, shelves_height) = (shows_shelves(state), state.shelves_height());
    let places = state.jumps.places().len();
    match &mut state.popup {
        Some(Popup::Versions(versions)) => {
            versions.list.select(row, versions.revisions.len(), height);
        }
        Some(Popup::Help(help)) => help.list.select(row, help.rows.len(), height),
        Some(Popup::Jumps(list)) => list.select(row, places, height),
        Some(Popup::Contents(contents)) => {
            contents.list.select(row, contents.headings.len(), height);
        }
        Some(Popup::Links(popup)) => popup.list.select(row, popup.links.len(), height),
        Some(Popup::Filters(popup)) => popup.list.select(row, popup.choices.len(), height),
        Some(Popup::Evidence(evidence)) => {
            let length = evidence.row_count();
            evidence.list.select(row, length, height);
        }
        Some(
            Popup::Peek(_)
            | Popup::Changes(_)
            | Popup::Palette(_)
            | Popup::Bookmarks(_)
            | Popup::Results,
        ) => {}
        None if shelves => {
            let length = state.sources.shelves.len();
            state.sources.shelves.list.select(row, length, shelves_height);
        }
        None if state.focus == Pane::Sources => {
            let length = state.sources.rows().len();
            state.sources.list.select(row, length, sources_height);
        }
        None => {
            if let Some(reader) = state.reader_mut() {
                let (list, length) = reader.side_list();
                list.select(row, length, facts_height);
            }
            show_selected(state);
        }
    }
}
