//! Actions of the reader: scrolling, stepping through the text, selecting, searching on, marks.

use crate::document::{BlockKind, unit};
use crate::text::{Safe, TextRange, TextSize};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::state::list::ListState;
use crate::tui::state::note::Field;
use crate::tui::state::panel::Direction;
use crate::tui::state::popup::{Contents, Heading, Popup};
use crate::tui::state::prompt::Purpose;
use crate::tui::state::reader::Reader;
use crate::tui::state::{Highlights, State};
use crate::tui::update::command::Command;
use crate::tui::update::focus::focus_beside;
use crate::tui::update::follow::moved;
use crate::tui::update::search::{next_match, search_here};
use crate::tui::update::travel::{self, go, jump};
use crate::tui::update::{caret, facts, keep, kept, note, story_panel};
use crate::tui::wording;

/// Runs an action of the reader; `None` if it is none of the reader's.
pub(super) fn act(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    state.reader()?;
    if let Some(effects) = caret::act(state, command) {
        return Some(effects);
    }
    let times = command.times();
    let height = i64::from(state.text_height());
    match command.action {
        Action::LineDown => scroll(state, times),
        Action::LineUp => scroll(state, -times),
        // Two rows of the page before stay in view, so that no line is lost from sight.
        Action::PageDown => scroll(state, times * (height - 2).max(1)),
        Action::PageUp => scroll(state, -times * (height - 2).max(1)),
        Action::HalfPageDown => scroll(state, times * (height / 2).max(1)),
        Action::HalfPageUp => scroll(state, -times * (height / 2).max(1)),
        Action::Top => to_row(state, Edge::Top),
        Action::End => match command.count {
            Some(paragraph) => to_paragraph(state, paragraph),
            None => to_row(state, Edge::End),
        },
        Action::Percent => match command.count {
            Some(percent) => to_percent(state, percent),
            None => state.say("type a number first: 40% goes to that place"),
        },
        Action::PlaceAtTop => place(state, 0),
        Action::PlaceAtCenter => place(state, state.text_height() / 2),
        Action::PlaceAtBottom => place(state, state.text_height().saturating_sub(1)),
        Action::NextSentence => {
            repeat(state, times, |state| sentence(state, Direction::Forward));
        }
        Action::PreviousSentence => {
            repeat(state, times, |state| sentence(state, Direction::Back));
        }
        Action::NextParagraph => {
            repeat(state, times, |state| paragraph(state, Direction::Forward));
        }
        Action::PreviousParagraph => {
            repeat(state, times, |state| paragraph(state, Direction::Back));
        }
        Action::NextHeading => repeat(state, times, |state| heading(state, Direction::Forward)),
        Action::PreviousHeading => repeat(state, times, |state| heading(state, Direction::Back)),
        Action::NextFact => repeat(state, times, |state| facts::step(state, Direction::Forward)),
        Action::PreviousFact => repeat(state, times, |state| facts::step(state, Direction::Back)),
        Action::NextBookmark => repeat(state, times, |state| bookmark(state, Direction::Forward)),
        Action::PreviousBookmark => repeat(state, times, |state| bookmark(state, Direction::Back)),
        Action::Search => search(state),
        Action::SearchHere => search_here(state),
        Action::NextMatch => next_match(state, times),
        Action::PreviousMatch => next_match(state, -times),
        Action::SetMark => return Some(keep::set_mark(state, command.character)),
        Action::GoToMark => return Some(keep::go_to_mark(state, command.character)),
        Action::Keep => return Some(keep::keep(state)),
        Action::KeepWithNote => return Some(note::keep_with_note(state)),
        Action::ShowNote => kept::show_note(state),
        Action::CycleLabel => return Some(keep::label_here(state, times)),
        Action::EditNote => {
            let bookmark = keep::here(state);
            return Some(
                bookmark.map(|it| note::open_kept(state, &it, Field::Note)).unwrap_or_default(),
            );
        }
        Action::EditTags => {
            let bookmark = keep::here(state);
            return Some(
                bookmark.map(|it| note::open_kept(state, &it, Field::Tags)).unwrap_or_default(),
            );
        }
        Action::EditNoteOutside => {
            let bookmark = keep::here(state);
            return Some(bookmark.map(|it| note::open_outside(state, &it)).unwrap_or_default());
        }
        Action::RemoveBookmark => return Some(wrong_here(state)),
        Action::Contents => contents(state),
        Action::ShowEvidence => facts::show_evidence(state),
        Action::ToggleHighlights => toggle_highlights(state),
        Action::FocusLeft => focus_beside(state, Direction::Back),
        Action::FocusRight => focus_beside(state, Direction::Forward),
        Action::Cancel => return Some(cancel(state)),
        _ => return None,
    }
    Some(Vec::new())
}

#[derive(Clone, Copy)]
enum Edge {
    Top,
    End,
}

/// Scrolls the shown document by rows.
pub(super) fn scroll(state: &mut State, rows: i64) {
    let height = state.text_height();
    if let Some(reader) = state.reader_mut() {
        reader.scroll(rows, height);
        reader.bring_caret(height);
    }
    moved(state);
}

/// Scrolls by rows with the wheel, which leaves what is selected as it is.
pub(super) fn wheel(state: &mut State, rows: i64) {
    let is_selecting = state.reader().is_some_and(|reader| reader.selection.is_some());
    if !is_selecting {
        return scroll(state, rows);
    }
    let height = state.text_height();
    if let Some(reader) = state.reader_mut() {
        reader.scroll(rows, height);
    }
    moved(state);
}

fn to_row(state: &mut State, edge: Edge) {
    travel::leave(state);
    let height = state.text_height();
    let Some(reader) = state.reader_mut() else { return };
    let (top, at) = match edge {
        Edge::Top => {
            (reader.layout.position_of(&reader.document, TextSize::from(0)), TextSize::from(0))
        }
        Edge::End => (reader.layout.last_top(&reader.document, height), reader.document.end()),
    };
    reader.top = top;
    if matches!(edge, Edge::Top) {
        // The empty rows above the first line, if the layout has any, are part of the start.
        reader.scroll(i64::MIN / 2, height);
    }
    if let Some(sentence) = unit::sentence_at(&reader.document, at) {
        reader.cursor = sentence;
    }
    reader.set_caret(at);
    reader.show_caret(height);
    moved(state);
}

fn to_paragraph(state: &mut State, paragraph: u32) {
    let Some(reader) = state.reader() else { return };
    let last = reader.document.blocks().len();
    let index = usize::try_from(paragraph).unwrap_or(usize::MAX).clamp(1, last.max(1)) - 1;
    if let Some(block) = reader.document.blocks().get(index) {
        let start = block.range.start();
        jump(state, start);
    }
}

fn to_percent(state: &mut State, percent: u32) {
    let Some(reader) = state.reader() else { return };
    let end = u64::from(u32::from(reader.document.end()));
    let at = end * u64::from(percent.min(100)) / 100;
    let at = TextSize::from(u32::try_from(at).unwrap_or(u32::MAX));
    travel::leave(state);
    let height = state.text_height();
    if let Some(reader) = state.reader_mut() {
        reader.place(at, 0, height);
        reader.scroll(0, height);
        reader.bring_caret(height);
    }
    moved(state);
}

fn place(state: &mut State, row: u16) {
    let height = state.text_height();
    if let Some(reader) = state.reader_mut() {
        reader.place(reader.point(), row, height);
    }
    moved(state);
}

fn repeat(state: &mut State, times: i64, mut once: impl FnMut(&mut State)) {
    for _ in 0..times.min(10_000) {
        once(state);
    }
}

/// Moves on, or back, by a sentence.
fn sentence(state: &mut State, direction: Direction) {
    let Some(reader) = state.reader() else { return };
    let goal = match direction {
        Direction::Forward => unit::sentence_after(&reader.document, reader.point()),
        Direction::Back => unit::sentence_before(&reader.document, reader.point()),
    };
    if let Some(goal) = goal {
        go(state, goal.start());
    }
}

/// Moves on, or back, by a paragraph.
fn paragraph(state: &mut State, direction: Direction) {
    let Some(reader) = state.reader() else { return };
    let (document, at) = (&reader.document, reader.point());
    let goal = match direction {
        Direction::Forward => {
            let here = document.block_at(at);
            here.and_then(|here| unit::following(document, here)).map(|block| block.range)
        }
        Direction::Back => paragraph_before(reader, at),
    };
    if let Some(goal) = goal {
        go(state, goal.start());
    }
}

/// Returns the start of the paragraph, or the paragraph before if `at` is its start.
fn paragraph_before(reader: &Reader, at: TextSize) -> Option<TextRange> {
    let here = reader.document.block_at(at)?;
    let block = reader.document.block(here)?;
    if at > block.range.start() {
        return Some(block.range);
    }
    unit::preceding(&reader.document, here).map(|block| block.range)
}

fn heading(state: &mut State, direction: Direction) {
    let Some(reader) = state.reader() else { return };
    let at = reader.point();
    let blocks = reader.document.blocks();
    let mut headings =
        blocks.iter().filter(|block| is_heading(&block.kind)).map(|block| block.range.start());
    let goal = match direction {
        Direction::Forward => headings.find(|start| *start > at),
        Direction::Back => headings.rfind(|start| *start < at),
    };
    match goal {
        Some(goal) => {
            jump(state, goal);
        }
        None => state.say("no further heading"),
    }
}

const fn is_heading(kind: &BlockKind) -> bool {
    matches!(kind, BlockKind::Title | BlockKind::Heading(_))
}

fn bookmark(state: &mut State, direction: Direction) {
    let Some(reader) = state.reader() else { return };
    let at = reader.cursor.start();
    let places = reader.kept.iter().filter_map(|kept| Some((kept.range?, &kept.bookmark)));
    let goal = match direction {
        Direction::Forward => places
            .filter(|(range, _)| range.start() >= reader.cursor.end())
            .min_by_key(|(range, _)| range.start()),
        Direction::Back => {
            places.filter(|(range, _)| range.start() < at).max_by_key(|(range, _)| range.start())
        }
    };
    match goal {
        Some((range, bookmark)) => {
            let said = wording::kept_line(bookmark);
            travel::leave(state);
            travel::go_to_passage(state, range);
            state.say(&said);
        }
        None => state.say("no further bookmark in this article"),
    }
}

/// Removes the bookmark at hand; where there is none, says that the passage just gone to is no match.
fn wrong_here(state: &mut State) -> Vec<Effect> {
    let is_kept = state.reader().is_some_and(|reader| reader.kept_in(reader.cursor).is_some());
    let denied = if is_kept { None } else { story_panel::deny_here(state) };
    denied.unwrap_or_else(|| keep::remove_here(state))
}

fn search(state: &mut State) {
    let Some(reader) = state.reader() else { return };
    let from = reader.top.offset;
    state.ask(Purpose::Search { from }, "");
}

fn contents(state: &mut State) {
    let Some(reader) = state.reader() else { return };
    let headings: Vec<_> = reader
        .document
        .blocks()
        .iter()
        .filter_map(|block| {
            let level = match block.kind {
                BlockKind::Title => 0,
                BlockKind::Heading(level) => level,
                _ => return None,
            };
            let indent = "  ".repeat(usize::from(level.saturating_sub(1)));
            let words = reader.document.slice(block.range);
            Some(Heading { text: Safe::new(&format!("{indent}{words}")), range: block.range })
        })
        .collect();
    if headings.is_empty() {
        state.say("this article has no headings");
        return;
    }
    let at = reader.cursor.start();
    let here = headings.partition_point(|heading| heading.range.start() <= at).saturating_sub(1);
    let mut list = ListState::default();
    list.select(here, headings.len(), state.size.height / 2);
    state.popup = Some(Popup::Contents(Contents { list, headings }));
}

fn toggle_highlights(state: &mut State) {
    state.highlights = match state.highlights {
        Highlights::All => Highlights::Selected,
        Highlights::Selected => Highlights::All,
    };
    state.say(match state.highlights {
        Highlights::All => "facts are marked in the text",
        Highlights::Selected => "only the selected fact is marked in the text",
    });
}

/// Takes back one thing: the selection, the caret, what is shown of a fact, the search.
fn cancel(state: &mut State) -> Vec<Effect> {
    if state.reattaching.take().is_some() {
        state.say("the bookmark stays as it was");
        return Vec::new();
    }
    let Some(reader) = state.reader_mut() else { return Vec::new() };
    if reader.selection.is_some() {
        reader.end_selection();
        return Vec::new();
    }
    if reader.caret.take().is_some() {
        return Vec::new();
    }
    if !reader.shown.is_empty() {
        reader.shown.clear();
        return Vec::new();
    }
    reader.search = None;
    Vec::new()
}
