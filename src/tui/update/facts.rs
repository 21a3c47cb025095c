//! Actions of the facts panel.

use crate::text::{Safe, TextRange};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::keymap::Context;
use crate::tui::panes::Pane;
use crate::tui::state::State;
use crate::tui::state::panel::{Direction, Filter, Folded, PanelRow};
use crate::tui::state::popup::Spacing;
use crate::tui::state::reader::Reader;
use crate::tui::state::search::{Extent, Search};
use crate::tui::update::command::Command;
use crate::tui::update::follow::{follow, show_selected};
use crate::tui::update::{
    evidence, filter, focus, keep, kept_fact, note, popup, story_panel, travel, verdicts,
};
use crate::tui::wording;
use crate::verdict::Verdict;

/// The most passages that the evidence of an entry shows.
const PEEKED: usize = 100;

/// Runs an action of the facts panel; `None` if it is none of the panel's.
pub(super) fn act(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    if let Some(effects) = story_panel::act(state, command) {
        return Some(effects);
    }
    if let Some(rows) = command.rows(state.body_height(Pane::Facts)) {
        select(state, rows);
        return Some(Vec::new());
    }
    match command.action {
        Action::Open | Action::GoToFact => return Some(open(state)),
        Action::Unfold => return Some(unfold(state)),
        Action::Fold => fold(state),
        Action::FoldAll => {
            change(state, |reader, height| reader.panel.fold_all(Folded::All, height));
        }
        Action::UnfoldAll => {
            change(state, |reader, height| reader.panel.fold_all(Folded::None, height));
        }
        Action::ToggleFold => toggle_fold(state),
        Action::Peek => peek(state),
        Action::Why => why(state),
        Action::MarkPassages | Action::SearchHere => mark_passages(state),
        Action::Narrow if state.reader().is_some() => filter::ask(state),
        Action::Confirm => return Some(verdicts::judge(state, Verdict::Confirmed)),
        Action::Dismiss => return Some(verdicts::judge(state, Verdict::Dismissed)),
        Action::Sort => filter::sort(state),
        Action::FactsOfKind => filter::choose(state),
        Action::AllFacts => filter::show_all(state),
        Action::DismissedFacts => filter::show(state, Filter::Dismissed),
        Action::Keep => return Some(keep::keep(state)),
        Action::KeepWithNote => return Some(note::keep_with_note(state)),
        Action::KeptFacts => kept_fact::show_kept(state),
        Action::Cancel => cancel(state),
        _ => return None,
    }
    Some(Vec::new())
}

/// Takes back one thing: the filters, else what is shown of a fact, and with it the panel's focus.
fn cancel(state: &mut State) {
    if filter::clear(state) {
        return;
    }
    if let Some(reader) = state.reader_mut() {
        reader.shown.clear();
    }
    focus::focus(state, Pane::Reader);
}

/// Goes to the next or previous passage of any fact that the panel shows.
pub(super) fn step(state: &mut State, direction: Direction) {
    let height = state.body_height(Pane::Facts);
    let Some(reader) = state.reader() else { return };
    let at = reader.shown.first().filter(|shown| reader.cursor.contains_range(**shown));
    let at = at.map_or(reader.cursor.start(), |shown| shown.start());
    let Some((entry, passage)) = reader.panel.passage_from(at, direction) else {
        let all = state.reader().is_none_or(|reader| reader.panel.shows_all());
        let all = if all { "" } else { " of those that the panel shows" };
        state.say(&format!("no further fact{all}"));
        return;
    };
    travel::go_to_passage(state, passage);
    if let Some(reader) = state.reader_mut() {
        reader.panel.select_entry(entry, height);
    }
}

/// Goes to the facts panel, at the first fact of the sentence the reader is at.
pub(super) fn show_evidence(state: &mut State) {
    follow(state);
    let here =
        |state: &State| state.reader().map_or(0, |reader| reader.panel.count_in(reader.cursor));
    // A filter may hide what is asked for.
    if here(state) == 0 && filter::clear(state) {
        follow(state);
    }
    if here(state) == 0 {
        state.say("no fact in this sentence");
        return;
    }
    let height = state.body_height(Pane::Facts);
    if let Some(reader) = state.reader_mut()
        && !is_selected_in(reader)
        && let Some(entry) = reader.panel.first_entry_in(reader.cursor)
    {
        reader.panel.select_entry(entry, height);
    }
    focus::focus(state, Pane::Facts);
    show_selected(state);
}

/// Tells whether the selected entry has a passage in the sentence the reader is at; what is folded or left out
/// is not selected.
fn is_selected_in(reader: &Reader) -> bool {
    let selected = reader.panel.selected_passage();
    selected.is_some_and(|(entry, _)| reader.panel.entry_in(entry, reader.cursor))
}

fn select(state: &mut State, by: i64) {
    change(state, |reader, height| {
        let length = reader.panel.rows().len();
        reader.panel.list.step(by, length, height);
    });
}

/// Changes the panel and shows what is selected then.
fn change(state: &mut State, change: impl FnOnce(&mut Reader, u16)) {
    let height = state.body_height(Pane::Facts);
    if let Some(reader) = state.reader_mut() {
        change(reader, height);
    }
    show_selected(state);
}

/// Goes to the selected passage; shows where a name stands; a heading folds or unfolds; what a long section
/// leaves out is shown.
fn open(state: &mut State) -> Vec<Effect> {
    let Some(reader) = state.reader() else { return Vec::new() };
    let Some((_, passage)) = reader.panel.selected_passage() else {
        toggle_fold(state);
        return Vec::new();
    };
    if let Some(PanelRow::Entry(entry)) = reader.panel.selected()
        && let Some(effects) = evidence::open(state, entry)
    {
        return effects;
    }
    let all = state.reader().map(|reader| reader.shown.clone()).unwrap_or_default();
    travel::visit(state, passage, all);
    Vec::new()
}

fn toggle_fold(state: &mut State) {
    let Some(reader) = state.reader() else { return };
    match reader.panel.selected() {
        Some(PanelRow::More(..)) => change(state, |reader, height| reader.panel.unfold(height)),
        Some(PanelRow::Section(kind, _)) if reader.panel.is_folded(kind) => {
            change(state, |reader, height| reader.panel.unfold(height));
        }
        _ => change(state, |reader, height| reader.panel.fold(height)),
    }
}

/// Unfolds a kind, shows every passage of an entry and then goes down to them; a passage is gone to.
fn unfold(state: &mut State) -> Vec<Effect> {
    let Some(reader) = state.reader() else { return Vec::new() };
    match reader.panel.selected() {
        Some(PanelRow::Passage(..)) => return open(state),
        Some(PanelRow::Entry(entry)) if reader.panel.is_expanded(entry) => select(state, 1),
        _ => change(state, |reader, height| reader.panel.unfold(height)),
    }
    Vec::new()
}

/// Folds; what is folded already hands the focus to the pane on the left.
fn fold(state: &mut State) {
    let Some(reader) = state.reader() else { return };
    match reader.panel.selected() {
        Some(PanelRow::Section(kind, _)) if reader.panel.is_folded(kind) => {
            focus::focus_beside(state, Direction::Back);
        }
        _ => change(state, |reader, height| reader.panel.fold(height)),
    }
}

/// Shows the passages of the selected entry as the text has them.
fn peek(state: &mut State) {
    let Some(reader) = state.reader() else { return };
    let Some((index, _)) = reader.panel.selected_passage() else {
        toggle_fold(state);
        return;
    };
    let (Some(entry), Some(facts)) = (reader.panel.entry(index), &reader.facts) else { return };
    let Some(fact) = entry.facts.first().and_then(|id| facts.get(*id)) else { return };
    let label = wording::label(&reader.document, facts, fact);
    let shown = entry.passages.iter().take(PEEKED);
    let mut paragraphs: Vec<_> = shown.map(|passage| quoted(reader, *passage)).collect();
    if let Some(more @ 1..) = entry.passages.len().checked_sub(PEEKED) {
        paragraphs.push(Safe::new(&format!("and {more} more passages")));
    }
    popup::show_text(state, label.main, &paragraphs, Spacing::Loose);
}

/// Says why the selected entry is taken for a fact.
fn why(state: &mut State) {
    let Some(reader) = state.reader() else { return };
    let (Some(entry), Some(facts)) = (reader.panel.selected_entry(), &reader.facts) else {
        state.say("select a fact; of a heading there is nothing to say");
        return;
    };
    let Some(fact) = entry.facts.first().and_then(|id| facts.get(*id)) else { return };
    let label = wording::label(&reader.document, facts, fact);
    let paragraphs = wording::why(&reader.document, facts, fact, entry);
    popup::show_text(state, label.main, &paragraphs, Spacing::Tight);
}

/// Marks every passage of the selected entry in the text as what is searched for, so that the keys of a
/// search step through them.
fn mark_passages(state: &mut State) {
    let Some(reader) = state.reader() else { return };
    let Some(entry) = reader.panel.selected_entry() else {
        state.say("select a fact to mark all its passages in the text");
        return;
    };
    let name = wording::entry(reader, entry).map(|label| label.main).unwrap_or_default();
    let passages = entry.passages.clone();
    let count = passages.len();
    if let Some(reader) = state.reader_mut() {
        reader.search = Some(Search::of_passages(name.as_str(), passages, Extent::All));
    }
    let next = state.keymap.keys_of(Action::NextMatch, Context::Reader);
    let next = next.into_iter().next().unwrap_or_else(|| ":next-match".to_owned());
    let times = if count == 1 { "1 passage".to_owned() } else { format!("{count} passages") };
    state.say(&format!("{times} marked in the text: {next} there steps through, Esc clears"));
}

/// Returns the sentence around a passage, as evidence.
fn quoted(reader: &Reader, passage: TextRange) -> Safe {
    Safe::new(&format!("“{}”", reader.document.slice(reader.sentence_of(passage))))
}
